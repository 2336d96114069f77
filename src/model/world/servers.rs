//! Start and end of a server's process, and the size of the farm: crash, restart, upgrade, addition, removal.

use std::mem::take;

use crate::model::agenda::Timer;
use crate::model::config::{MAX_SERVERS, MAX_WORKERS, Sessions, Setting};
use crate::model::fact::{DestroyCause, DropCause, Fact, Limit};
use crate::model::ids::{Holder, ServerId};
use crate::model::message::ReplyTo;
use crate::model::server::{Job, Server};

use super::World;

impl World {
    /// Kills a server's process. Returns false if it is not up.
    pub(super) fn crash(&mut self, id: ServerId) -> bool {
        let Some(server) = self.servers.get(id.index()).filter(|server| server.up) else { return false };
        let (sessions, requests) = contents(server);
        self.record(Fact::ServerCrashed { server: id, sessions, requests });
        self.stop_server(id, DestroyCause::Crash);
        self.schedule_check(id);
        true
    }

    /// Takes a server out of rotation for good. Returns false for the last server, and without a balancer, where no
    /// other server would get the requests.
    pub(super) fn remove_server(&mut self, id: ServerId) -> bool {
        if self.balancer.is_none() {
            return false;
        }
        let present = self.present_servers().count();
        let Some(server) = self.servers.get_mut(id.index()).filter(|server| !server.removed) else { return false };
        if present <= 1 {
            return false;
        }
        server.removed = true;
        let (sessions, requests) = contents(server);
        self.record(Fact::ServerRemoved { server: id, sessions, requests });
        if let Some(balancer) = &mut self.balancer {
            balancer.remove_server(id);
        }
        self.stop_server(id, DestroyCause::Removed);
        true
    }

    /// Stops a process and loses everything in its memory.
    fn stop_server(&mut self, id: ServerId, because: DestroyCause) {
        let server = &mut self.servers[id.index()];
        server.up = false;
        server.joining = false;
        server.down_since = Some(self.now);
        let (running, queue) = (take(&mut server.running), take(&mut server.queue));
        let (lost, unsent) = (server.table.drain(), take(&mut server.outbox));
        let (applying, inbox) = (take(&mut server.applying), take(&mut server.inbox));
        self.agenda.cancel(&|timer| match *timer {
            Timer::ServiceDone { server, .. }
            | Timer::CopiesLeave { server }
            | Timer::CopyApplied { server }
            | Timer::Joined { server, .. } => server == id,
            Timer::Expiry { holder, .. } => holder == Holder::Server(id),
            _ => false,
        });
        for session in lost {
            self.lose_session(id, session, because);
        }
        self.lose_unsent(id, unsent);
        for copy in applying.into_iter().chain(inbox) {
            self.lose_copy(id, copy);
        }
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
    }

    /// Starts a server's process again. Returns false if it is up or removed.
    pub(super) fn restart(&mut self, id: ServerId) -> bool {
        let Some(server) = self.servers.get_mut(id.index()).filter(|server| !server.removed) else { return false };
        let Some(since) = server.down_since.take() else { return false };
        server.up = true;
        let downtime = self.now - since;
        self.record(Fact::ServerRestarted { server: id, downtime });
        self.start_join(id);
        self.schedule_check(id);
        true
    }

    /// Doubles the workers of a server. Returns false if it is not up.
    pub(super) fn upgrade(&mut self, id: ServerId) -> bool {
        let Some(server) = self.servers.get_mut(id.index()).filter(|server| server.up) else { return false };
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
        let Some(balancer) = &mut self.balancer else { return false };
        if self.servers.len() >= usize::from(MAX_SERVERS) {
            self.record(Fact::LimitReached { limit: Limit::Servers { limit: MAX_SERVERS } });
            return true;
        }
        balancer.add_server();
        let id = ServerId(self.servers.len() as u8);
        let workers = self.config.get(Setting::Workers) as u16;
        let server = Server::new(id, workers, self.config.get(Setting::Queue) as u16);
        self.servers.push(Server { member, ..server });
        self.record(Fact::ServerAdded { server: id, member });
        self.start_join(id);
        if self.servers[id.index()].joining
            && let Some(balancer) = &mut self.balancer
        {
            balancer.set_usable(id, false);
        }
        true
    }
}

/// Number of sessions and of requests in a server's memory.
fn contents(server: &Server) -> (u32, u16) {
    (server.table.len() as u32, (server.running.len() + server.queue.len()) as u16)
}
