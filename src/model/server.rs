//! One application server: its workers, the queue before them and its session table. Decides whether a connection
//! is taken and what the application answers; knows nothing of balancers, cookie jars or the network.

use std::collections::VecDeque;

use super::http::Request;
use super::ids::{RequestId, ServerId};
use super::message::ReplyTo;
use super::session::SessionTable;
use super::time::SimTime;

/// A request a server works on or keeps in its queue.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Job {
    /// Whose request.
    pub id: RequestId,
    /// As it arrived.
    pub request: Request,
    /// Who waits for the answer.
    pub reply_to: ReplyTo,
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
    /// Requests it can serve at once.
    pub workers: u16,
    /// Requests that wait at most.
    pub queue_limit: u16,
    /// What its workers do.
    pub running: Vec<Job>,
    /// What waits.
    pub queue: VecDeque<Job>,
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
            workers,
            queue_limit,
            running: Vec::new(),
            queue: VecDeque::new(),
            table: SessionTable::default(),
            down_since: None,
        }
    }

    /// Takes a connection, or says why not; a job that is taken is running or queued afterwards.
    pub fn admit(&mut self, job: Job) -> Admission {
        if !self.up {
            return Admission::Down;
        }
        if self.running.len() < usize::from(self.workers) {
            self.running.push(job);
            return Admission::Start;
        }
        if self.queue.len() < usize::from(self.queue_limit) {
            self.queue.push_back(job);
            return Admission::Queue(self.queue.len() as u16);
        }
        Admission::Full
    }

    /// Takes a finished job from its worker.
    pub fn finish(&mut self, id: RequestId) -> Option<Job> {
        let index = self.running.iter().position(|job| job.id == id)?;
        Some(self.running.remove(index))
    }

    /// Gives a free worker the job that has waited longest.
    pub fn start_next(&mut self) -> Option<Job> {
        if self.running.len() >= usize::from(self.workers) {
            return None;
        }
        let job = self.queue.pop_front()?;
        self.running.push(job);
        Some(job)
    }

    /// Everything it was asked and has not answered: what a crash cuts off.
    pub fn take_jobs(&mut self) -> impl Iterator<Item = Job> + use<> {
        let running = core::mem::take(&mut self.running);
        let queue = core::mem::take(&mut self.queue);
        running.into_iter().chain(queue)
    }
}
