//! Start and end of a server's process, and the number of servers: crash, restart, upgrade, addition, removal.

use std::mem::take;

use crate::model::agenda::Timer;
use crate::model::config::{MAX_WORKERS, Sessions, Setting};
use crate::model::fact::{DestroyCause, DropCause, Fact, Limit};
use crate::model::ids::{Holder, ServerId, SessionId};
use crate::model::message::ReplyTo;
use crate::model::server::{IncomingCopy, Job, Server, ServerState};
use crate::model::session::Session;

use super::World;

impl World {
    /// Kills a server's process. Returns false if it is not up.
    pub(super) fn crash(&mut self, id: ServerId) -> bool {
        let Some(server) = self.servers.get(id.index()).filter(|server| server.is_up()) else { return false };
        let (sessions, copied, requests) = self.contents(server);
        self.record(Fact::ServerCrashed { server: id, sessions, copied, requests });
        self.stop_server(id, ServerState::Down { since: self.now }, DestroyCause::Crash);
        if let Some(balancer) = &mut self.balancer {
            balancer.lose_process(id);
        }
        self.schedule_check(id);
        true
    }

    /// Takes a server out of rotation for good. Returns false for the last server, and without a balancer, where no
    /// other server would get the requests.
    pub(super) fn remove_server(&mut self, id: ServerId) -> bool {
        if self.balancer.is_none() {
            return false;
        }
        let Some(server) = self.servers.get(id.index()).filter(|server| !server.is_removed()) else { return false };
        if self.present_servers().count() <= 1 {
            return false;
        }
        let (sessions, copied, requests) = self.contents(server);
        self.record(Fact::ServerRemoved { server: id, sessions, copied, requests });
        if let Some(balancer) = &mut self.balancer {
            balancer.remove_server(id);
        }
        self.stop_server(id, ServerState::Removed, DestroyCause::Removed);
        true
    }

    /// Stops a process and loses everything in its memory.
    fn stop_server(&mut self, id: ServerId, state: ServerState, because: DestroyCause) {
        let server = &mut self.servers[id.index()];
        server.state = state;
        let (running, queue) = (take(&mut server.running), take(&mut server.queue));
        let (lost, unsent) = (server.table.drain(), take(&mut server.outbox));
        let (applying, inbox) = (take(&mut server.applying), take(&mut server.inbox));
        self.agenda.cancel(&|timer| match *timer {
            Timer::ServiceDone { server, .. }
            | Timer::CopiesLeave { server }
            | Timer::CopyApplied { server }
            | Timer::Joined { server, .. }
            | Timer::JoinTimedOut { server, .. } => server == id,
            Timer::Expiry { holder, .. } => holder == Holder::Server(id),
            _ => false,
        });
        self.break_transfers_from(id);
        let copies: Vec<IncomingCopy> = applying.into_iter().chain(inbox).chain(self.cut_copies_to(id)).collect();
        let lost: Vec<Session> = lost.collect();
        for session in &lost {
            match IncomingCopy::end_among(&copies, session.id) {
                Some(end) => self.record_loss_after_end(id, *session, end),
                None => self.record_loss_at_server(id, *session, because),
            }
        }
        self.lose_unsent(id, &unsent);
        self.lose_copies(id, &copies, &lost);
        for job in running.into_iter().chain(queue) {
            self.break_connection(id, job);
        }
    }

    /// Breaks the connection of a request that was in a process when it died.
    fn break_connection(&mut self, server: ServerId, job: Job) {
        match job.reply_to {
            ReplyTo::Client => self.end_without_answer(job.id, DropCause::ConnectionReset { server }),
            ReplyTo::Balancer => self.connection_broke(job.id, server),
        }
        if let Some(answer) = job.answer() {
            self.lose_answer(job.id, answer);
        }
    }

    /// Starts a server's process again. Returns false if it is up or removed.
    pub(super) fn restart(&mut self, id: ServerId) -> bool {
        let Some(since) = self.server(id).and_then(Server::down_since) else { return false };
        self.servers[id.index()].state = ServerState::Up { since: self.now };
        let downtime = self.now - since;
        self.record(Fact::ServerRestarted { server: id, downtime });
        self.start_join(id);
        self.schedule_check(id);
        true
    }

    /// Doubles the workers of a server. Returns false if it is not up.
    pub(super) fn upgrade(&mut self, id: ServerId) -> bool {
        let Some(server) = self.servers.get_mut(id.index()).filter(|server| server.is_up()) else { return false };
        let from = server.workers;
        let limit = MAX_WORKERS as u16;
        if from >= limit {
            self.record(Fact::LimitReached { limit: Limit::Workers { server: id, limit } });
            return true;
        }
        let to = (from * 2).min(limit);
        server.workers = to;
        self.record(Fact::ServerUpgraded { server: id, from, to });
        self.start_waiting(id);
        true
    }

    /// Adds a server to the rotation and, with replicated sessions, to the cluster. Returns false without a balancer,
    /// where no request would reach it.
    pub(super) fn add_member(&mut self) -> bool {
        self.add_server(true)
    }

    /// Adds a server to the rotation, but not to the cluster. Returns false unless sessions are replicated.
    pub(super) fn add_lone_server(&mut self) -> bool {
        self.config.sessions == Sessions::Replicated && self.add_server(false)
    }

    fn add_server(&mut self, member: bool) -> bool {
        if self.balancer.is_none() {
            return false;
        }
        if let Some(limit) = self.limit_of_servers() {
            self.record(Fact::LimitReached { limit });
            return true;
        }
        let id = ServerId(self.servers.len() as u8);
        let workers = self.config.get(Setting::Workers) as u16;
        let server = Server::new(id, self.now, workers, self.config.get(Setting::Queue) as u16);
        self.servers.push(Server { member, ..server });
        self.record(Fact::ServerAdded { server: id, member });
        self.start_join(id);
        let joining = self.servers[id.index()].is_joining();
        if let Some(balancer) = &mut self.balancer {
            balancer.add_server(joining);
        }
        true
    }

    /// Number of a server's sessions, number of those that another server has as well, and number of its requests.
    fn contents(&self, server: &Server) -> (u32, u32, u16) {
        let others = || self.servers.iter().filter(|other| other.id != server.id);
        let has_copy = |id: SessionId| others().any(|other| other.table.get(id).is_some());
        let copied = server.table.iter().filter(|held| has_copy(held.id)).count();
        (server.table.len() as u32, copied as u32, (server.running.len() + server.queue.len()) as u16)
    }
}
