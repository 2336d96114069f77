//! One application server: its workers, the queue before them, its session table, and what it has to tell the other
//! members of its cluster. Decides whether a connection is taken; knows nothing of balancers, cookie jars or the network.

use std::collections::VecDeque;

use super::http::{Request, Response};
use super::ids::{RequestId, ServerId};
use super::message::ReplyTo;
use super::session::{Session, SessionTable, SessionWrite};
use super::time::SimTime;

/// How far a server is with a request.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Phase {
    /// It waits for the store to tell it the session.
    Reading,
    /// A worker works on it.
    Working,
    /// It waits for the store to take a change.
    Writing { response: Response },
    /// It waits until so many members have applied the change (`channelSendOptions` 6; rule R21).
    Replicating { response: Response, waiting: u8 },
}

/// A request a server works on or keeps in its queue.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Job {
    /// Whose request.
    pub id: RequestId,
    /// As it arrived.
    pub request: Request,
    /// Who waits for the answer.
    pub reply_to: ReplyTo,
    /// How far it is.
    pub phase: Phase,
    /// The session as it was read when the work began.
    pub session: Option<Session>,
}

/// A change that another member sent.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct IncomingCopy {
    /// Who sent it.
    pub from: ServerId,
    /// What changed.
    pub write: SessionWrite,
    /// The request that waits for it there.
    pub ack_for: Option<RequestId>,
}

/// Whether a connection was taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Admission {
    /// A worker is free.
    Start,
    /// It waits in the queue, at this place from 1.
    Queue(u16),
    /// The queue is full: the operating system refuses the connection (Tomcat: `acceptCount`).
    Full,
    /// The process runs, but takes no connection before it has the cluster's sessions (rule R26).
    Joining,
    /// No process listens.
    Down,
}

/// An application server.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Server {
    /// Which one.
    pub id: ServerId,
    /// Whether its process runs.
    pub up: bool,
    /// Whether its configuration names the cluster.
    pub member: bool,
    /// Whether it still fetches the cluster's sessions.
    pub joining: bool,
    /// Whether it was taken out for good.
    pub removed: bool,
    /// Requests it can serve at once.
    pub workers: u16,
    /// Requests that wait at most.
    pub queue_limit: u16,
    /// What its workers do.
    pub running: Vec<Job>,
    /// What waits.
    pub queue: VecDeque<Job>,
    /// Copies its workers are applying, in order.
    pub applying: VecDeque<IncomingCopy>,
    /// Copies that wait for a worker.
    pub inbox: VecDeque<IncomingCopy>,
    /// Changes that wait to be sent to the other members: they die with it.
    pub outbox: VecDeque<SessionWrite>,
    /// Sessions in its memory.
    pub table: SessionTable,
    /// Since when it is down; `None` while it is up.
    pub down_since: Option<SimTime>,
}

impl Server {
    /// A server that just started, with nothing in memory.
    pub fn new(id: ServerId, workers: u16, queue_limit: u16) -> Server {
        Server {
            id,
            up: true,
            member: true,
            joining: false,
            removed: false,
            workers,
            queue_limit,
            running: Vec::new(),
            queue: VecDeque::new(),
            applying: VecDeque::new(),
            inbox: VecDeque::new(),
            outbox: VecDeque::new(),
            table: SessionTable::default(),
            down_since: None,
        }
    }

    /// Whether it takes connections.
    pub fn serves(&self) -> bool {
        self.up && !self.joining
    }

    /// Whether its workers have nothing to do and nothing waits to be sent.
    pub fn is_idle(&self) -> bool {
        self.running.is_empty() && self.applying.is_empty() && self.outbox.is_empty()
    }

    /// Takes a connection, or says why not; a job that is taken is running or queued afterwards.
    pub fn admit(&mut self, job: Job) -> Admission {
        if !self.up {
            return Admission::Down;
        }
        if self.joining {
            return Admission::Joining;
        }
        if self.has_free_worker() {
            self.running.push(job);
            return Admission::Start;
        }
        if self.queue.len() < usize::from(self.queue_limit) {
            self.queue.push_back(job);
            return Admission::Queue(self.queue.len() as u16);
        }
        Admission::Full
    }

    /// The job of a request that is being worked on.
    pub fn job_mut(&mut self, id: RequestId) -> Option<&mut Job> {
        self.running.iter_mut().find(|job| job.id == id)
    }

    /// Takes a finished job from its worker.
    pub fn finish(&mut self, id: RequestId) -> Option<Job> {
        let index = self.running.iter().position(|job| job.id == id)?;
        Some(self.running.remove(index))
    }

    /// Gives a worker the copy that has waited longest; copies come before requests. A worker whose request only waits for
    /// the other members is free for it: Tomcat takes copies in by threads of their own (`NioReceiver`), so members that
    /// wait for each other do not stand in each other's way.
    pub fn apply_next(&mut self) -> bool {
        let works = |job: &&Job| !matches!(job.phase, Phase::Replicating { .. });
        if self.running.iter().filter(works).count() + self.applying.len() >= usize::from(self.workers) {
            return false;
        }
        let Some(copy) = self.inbox.pop_front() else { return false };
        self.applying.push_back(copy);
        true
    }

    /// Gives a free worker the job that has waited longest.
    pub fn start_next(&mut self) -> Option<Job> {
        if !self.has_free_worker() {
            return None;
        }
        let job = self.queue.pop_front()?;
        self.running.push(job);
        Some(job)
    }

    /// One may have both a request and a copy ([`Server::apply_next`]).
    fn has_free_worker(&self) -> bool {
        self.running.len() + self.applying.len() < usize::from(self.workers)
    }
}
