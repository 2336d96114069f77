//! One application server: its workers, its queue, its session table, and its copies to and from other members. It
//! accepts or refuses connections. Knows nothing of balancers, cookie jars and the network.

use std::collections::VecDeque;

use super::http::{Request, Response};
use super::ids::{RequestId, ServerId, SessionId};
use super::message::ReplyTo;
use super::session::{Session, SessionTable, SessionWrite};
use super::time::SimTime;

/// Phase of a request at a server.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Phase {
    /// Wait for the store to read the session.
    Reading,
    /// Work of the application, for the service time.
    Working,
    /// Wait for the store to acknowledge a write.
    Writing { response: Response },
    /// Wait for this number of members to apply the change (`channelSendOptions` 6; rule R21).
    Replicating { response: Response, waiting: u8 },
}

/// A request at a server, with a worker or in the queue.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Job {
    /// Id of the request.
    pub id: RequestId,
    /// Request as it arrived.
    pub request: Request,
    /// Receiver of the answer.
    pub reply_to: ReplyTo,
    /// Phase of the request.
    pub phase: Phase,
    /// Session as it was at the lookup; `None` if none was found.
    pub session: Option<Session>,
}

impl Job {
    /// Answer that waits for its write to be stored or copied; `None` before the application is done.
    pub fn answer(&self) -> Option<&Response> {
        match &self.phase {
            Phase::Writing { response } | Phase::Replicating { response, .. } => Some(response),
            Phase::Reading | Phase::Working => None,
        }
    }
}

/// A copy from another member.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct IncomingCopy {
    /// Sender.
    pub from: ServerId,
    /// Change.
    pub write: SessionWrite,
    /// Request that waits for it at the sender.
    pub ack_for: Option<RequestId>,
}

impl IncomingCopy {
    /// Change among these copies that ends a session.
    pub fn end_among(copies: &[IncomingCopy], session: SessionId) -> Option<SessionWrite> {
        copies.iter().map(|copy| copy.write).find(|write| write.ends() == Some(session))
    }
}

/// Reaction of a server to a connection.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Admission {
    /// Start: a worker is free.
    Start,
    /// Place in the queue, from 1.
    Queue(u16),
    /// Refusal by the operating system: the queue is full (Tomcat `acceptCount`).
    Full,
    /// Refusal during the state transfer from another member (rule R26).
    Joining,
    /// Refusal by the operating system: no process listens.
    Down,
}

/// State of a server's process.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ServerState {
    /// Accepts connections since this time.
    Up { since: SimTime },
    /// State transfer: accepts no connections before it has the sessions of the donor (rule R26). If the donor stopped,
    /// the server waits for the end of `stateTransferTimeout`.
    Joining { donor: ServerId, since: SimTime, donor_stopped: bool },
    /// Dead since this time.
    Down { since: SimTime },
    /// Removed for good.
    Removed,
}

/// An application server.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Server {
    /// Id of the server.
    pub id: ServerId,
    /// State of its process.
    pub state: ServerState,
    /// True if its configuration names the cluster.
    pub member: bool,
    /// Number of requests that it serves at once.
    pub workers: u16,
    /// Maximum number of requests in the queue.
    pub queue_limit: u16,
    /// Requests with a worker.
    pub running: Vec<Job>,
    /// Requests in the queue, oldest first.
    pub queue: VecDeque<Job>,
    /// Copies with a worker, in order of arrival.
    pub applying: VecDeque<IncomingCopy>,
    /// Copies that wait for a worker, oldest first.
    pub inbox: VecDeque<IncomingCopy>,
    /// Changes not yet sent to the other members. They are lost with the process.
    pub outbox: VecDeque<SessionWrite>,
    /// Sessions in its memory.
    pub table: SessionTable,
}

impl Server {
    /// A server that starts at this time, with an empty memory.
    pub fn new(id: ServerId, started: SimTime, workers: u16, queue_limit: u16) -> Server {
        Server {
            id,
            state: ServerState::Up { since: started },
            member: true,
            workers,
            queue_limit,
            running: Vec::new(),
            queue: VecDeque::new(),
            applying: VecDeque::new(),
            inbox: VecDeque::new(),
            outbox: VecDeque::new(),
            table: SessionTable::default(),
        }
    }

    /// True if its process runs.
    pub fn is_up(&self) -> bool {
        matches!(self.state, ServerState::Up { .. } | ServerState::Joining { .. })
    }

    /// True if it accepts connections.
    pub fn serves(&self) -> bool {
        matches!(self.state, ServerState::Up { .. })
    }

    /// True during the state transfer from another member.
    pub fn is_joining(&self) -> bool {
        matches!(self.state, ServerState::Joining { .. })
    }

    /// True if it was removed for good.
    pub fn is_removed(&self) -> bool {
        self.state == ServerState::Removed
    }

    /// Time since which it accepts no connections; `None` if it does, or was removed.
    pub fn unready_since(&self) -> Option<SimTime> {
        match self.state {
            ServerState::Down { since } | ServerState::Joining { since, .. } => Some(since),
            ServerState::Up { .. } | ServerState::Removed => None,
        }
    }

    /// Time of its death; `None` if its process runs or was removed.
    pub fn down_since(&self) -> Option<SimTime> {
        match self.state {
            ServerState::Down { since } => Some(since),
            ServerState::Up { .. } | ServerState::Joining { .. } | ServerState::Removed => None,
        }
    }

    /// True if no worker is busy and no change waits to be sent.
    pub fn is_idle(&self) -> bool {
        self.running.is_empty() && self.applying.is_empty() && self.outbox.is_empty()
    }

    /// Gives a job a worker or a place in the queue, or refuses it.
    pub fn admit(&mut self, job: Job) -> Admission {
        match self.state {
            ServerState::Up { .. } => {}
            ServerState::Joining { .. } => return Admission::Joining,
            ServerState::Down { .. } | ServerState::Removed => return Admission::Down,
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

    /// Job of a request with a worker.
    pub fn job(&self, id: RequestId) -> Option<&Job> {
        self.running.iter().find(|job| job.id == id)
    }

    /// Job of a request with a worker.
    pub fn job_mut(&mut self, id: RequestId) -> Option<&mut Job> {
        self.running.iter_mut().find(|job| job.id == id)
    }

    /// Sets the phase of a job.
    pub fn set_phase(&mut self, id: RequestId, phase: Phase) {
        if let Some(job) = self.job_mut(id) {
            job.phase = phase;
        }
    }

    /// The application starts to work on a job with the session that was found.
    pub fn start_work(&mut self, id: RequestId, session: Option<Session>) {
        if let Some(job) = self.job_mut(id) {
            job.session = session;
            job.phase = Phase::Working;
        }
    }

    /// Removes a finished job, which frees its worker.
    pub fn finish(&mut self, id: RequestId) -> Option<Job> {
        let index = self.running.iter().position(|job| job.id == id)?;
        Some(self.running.remove(index))
    }

    /// Gives a worker the oldest waiting copy. Returns false without a copy or a worker for it. A worker whose request
    /// waits for other members can take one: Tomcat receives copies with threads of their own (`NioReceiver`), so
    /// members that wait for each other do not block each other.
    pub fn apply_next(&mut self) -> bool {
        let is_busy = |job: &&Job| !matches!(job.phase, Phase::Replicating { .. });
        if self.running.iter().filter(is_busy).count() + self.applying.len() >= usize::from(self.workers) {
            return false;
        }
        let Some(copy) = self.inbox.pop_front() else { return false };
        self.applying.push_back(copy);
        true
    }

    /// Gives a free worker the oldest job of the queue.
    pub fn start_next(&mut self) -> Option<Job> {
        if !self.has_free_worker() {
            return None;
        }
        let job = self.queue.pop_front()?;
        self.running.push(job);
        Some(job)
    }

    /// True if a worker has neither a request nor a copy. One may have both ([`Server::apply_next`]).
    fn has_free_worker(&self) -> bool {
        self.running.len() + self.applying.len() < usize::from(self.workers)
    }
}
