//! Breaks and mends servers: crash, restart, upgrade, one more, one less.

use std::mem::take;

use crate::model::agenda::Timer;
use crate::model::config::{MAX_SERVERS, MAX_WORKERS, Sessions, Setting};
use crate::model::fact::{DestroyCause, DropCause, Fact, Limit, Observer};
use crate::model::ids::{Holder, ServerId, SessionId};
use crate::model::message::{Message, ReplyTo};
use crate::model::server::Server;
use crate::model::session::{Session, SessionWrite};
use crate::model::time::SimTime;

use super::World;

impl World {
    pub(super) fn crash(&mut self, id: ServerId, observer: &mut impl Observer) -> bool {
        let Some(server) = self.servers.get(id.index()).filter(|server| server.up) else { return false };
        let requests = (server.running.len() + server.queue.len()) as u16;
        let crashed = Fact::ServerCrashed { server: id, sessions: server.table.len() as u32, requests };
        self.observe(crashed, observer);
        self.stop_server(id, DestroyCause::Crash, observer);
        self.watch(id);
        true
    }

    /// Everything in a server's process goes with it.
    fn stop_server(&mut self, id: ServerId, because: DestroyCause, observer: &mut impl Observer) {
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
            self.lose_copy_of(id, session, because, observer);
        }
        for write in unsent {
            let (session, receivers) = (write.session(), self.receivers_of(id).count() as u8);
            let Session { id: session, owner, version, .. } = session;
            self.observe(Fact::CopiesLost { server: id, session, owner, version, receivers }, observer);
        }
        // Whoever waits for this member to apply a copy learns that its connection broke.
        for copy in applying.into_iter().chain(inbox) {
            self.lose_write(id, copy.write, observer);
            if let Some(request) = copy.ack_for {
                self.acknowledged(copy.from, request, observer);
            }
        }
        for job in running.into_iter().chain(queue) {
            match job.reply_to {
                ReplyTo::Client => {
                    self.end_without_answer(job.id, DropCause::ConnectionReset { server: id }, observer);
                }
                ReplyTo::Balancer => self.connection_broke(job.id, id, observer),
            }
        }
    }

    /// A session went with its server: it is destroyed where nobody else holds it, and a write is lost where the others
    /// hold an older version. A copy that has left arrives all the same: a simplification, since R25 lost what was within the lag.
    fn lose_copy_of(&self, server: ServerId, session: Session, because: DestroyCause, observer: &mut impl Observer) {
        let Session { id, owner, version, .. } = session;
        let holder = Holder::Server(server);
        let kept = self.newest_version(id);
        if kept.is_none_or(|kept| kept < version) && self.newest_coming(id) < version {
            match kept {
                Some(_) => {
                    self.observe(Fact::WriteLost { holder, session: id, owner, version, kept }, observer);
                }
                None => {
                    let orphan = self.is_orphan(id, owner);
                    let destroyed = Fact::SessionDestroyed { holder, session: id, owner, orphan, because };
                    self.observe(destroyed, observer);
                }
            }
        }
    }

    /// The newest version of a session that copies bring to servers that run; 0 where there is none. A change brings nothing
    /// to a server that has neither the session nor the copy that made it.
    pub(super) fn newest_coming(&self, id: SessionId) -> u32 {
        let mut newest = 0;
        // Who has it or is about to; what made it comes before what changed it.
        let mut to = self.servers.iter().map(|server| server.up && server.table.get(id).is_some()).collect::<Vec<_>>();
        self.each_copy(&mut |server, write| {
            let Session { id: of, version, .. } = write.session();
            let brings = match write {
                SessionWrite::Create { .. } => true,
                SessionWrite::Update { .. } => to[server.index()],
                SessionWrite::Touch { .. } | SessionWrite::Delete { .. } => false,
            };
            if of == id && brings {
                to[server.index()] = true;
                newest = newest.max(version);
            }
        });
        newest
    }

    /// Every copy that a running server has and is about to apply, and every one that is on its way to one.
    fn each_copy(&self, tell: &mut dyn FnMut(ServerId, &SessionWrite)) {
        for server in &self.servers {
            // One that is down has nothing to apply.
            for copies in [&server.applying, &server.inbox] {
                for copy in copies {
                    tell(server.id, &copy.write);
                }
            }
        }
        for flying in self.in_flight() {
            if let Message::Copy { to, write, .. } = flying.message
                && self.servers[to.index()].up
            {
                tell(to, &write);
            }
        }
    }

    /// A copy was not taken: what it would have brought may be gone with it.
    pub(super) fn lose_write(&self, to: ServerId, write: SessionWrite, observer: &mut impl Observer) {
        match write {
            SessionWrite::Create { session, .. } | SessionWrite::Update { session, .. } => {
                self.lose_copy_of(to, session, DestroyCause::Crash, observer);
            }
            SessionWrite::Touch { .. } | SessionWrite::Delete { .. } => {}
        }
    }

    pub(super) fn restart(&mut self, id: ServerId, observer: &mut impl Observer) -> bool {
        let Some(server) = self.servers.get_mut(id.index()).filter(|server| !server.removed) else { return false };
        let Some(since) = server.down_since.take() else { return false };
        server.up = true;
        let downtime = self.now - since;
        self.observe(Fact::ServerRestarted { server: id, downtime }, observer);
        self.join(id, observer);
        self.watch(id);
        true
    }

    pub(super) fn upgrade(&mut self, id: ServerId, observer: &mut impl Observer) -> bool {
        let Some(server) = self.servers.get_mut(id.index()).filter(|server| server.up) else { return false };
        let from = server.workers;
        let limit = MAX_WORKERS as u16;
        if from >= limit {
            self.observe(Fact::LimitReached { limit: Limit::Workers { server: id, limit } }, observer);
            return true;
        }
        let to = (from * 2).min(limit);
        server.workers = to;
        self.observe(Fact::ServerUpgraded { server: id, from, to }, observer);
        self.start_waiting(id, observer);
        true
    }

    /// Without a balancer a second server changes nothing for anybody, so there it does not apply; outside of a cluster
    /// every server is a lone one.
    pub(super) fn add_server(&mut self, member: bool, observer: &mut impl Observer) -> bool {
        if self.config.sessions != Sessions::Replicated && !member {
            return false;
        }
        let Some(balancer) = &mut self.balancer else { return false };
        if self.servers.len() >= usize::from(MAX_SERVERS) {
            self.observe(Fact::LimitReached { limit: Limit::Servers { limit: MAX_SERVERS } }, observer);
            return true;
        }
        balancer.add_server();
        let id = ServerId(self.servers.len() as u8);
        let workers = self.config.get(Setting::Workers) as u16;
        let server = Server::new(id, workers, self.config.get(Setting::Queue) as u16);
        self.servers.push(Server { member, ..server });
        self.observe(Fact::ServerAdded { server: id, member }, observer);
        self.join(id, observer);
        if self.servers[id.index()].joining
            && let Some(balancer) = &mut self.balancer
        {
            balancer.set_usable(id, false);
        }
        true
    }

    /// A server that is taken out leaves the rotation at once, with all that is in it. The last one stays.
    pub(super) fn remove_server(&mut self, id: ServerId, observer: &mut impl Observer) -> bool {
        // Without a balancer nobody would be sent to another server.
        if self.balancer.is_none() {
            return false;
        }
        let left = self.servers.iter().filter(|server| !server.removed).count();
        let Some(server) = self.servers.get_mut(id.index()).filter(|server| !server.removed) else { return false };
        if left <= 1 {
            return false;
        }
        server.removed = true;
        let requests = (server.running.len() + server.queue.len()) as u16;
        let removed = Fact::ServerRemoved { server: id, sessions: server.table.len() as u32, requests };
        self.observe(removed, observer);
        if let Some(balancer) = &mut self.balancer {
            balancer.remove_server(id);
        }
        self.stop_server(id, DestroyCause::Removed, observer);
        true
    }

    /// A member that starts fetches every session from another member that serves, and takes no connection before it
    /// has them (rule R26); the first member, and a server outside of the cluster, serve at once.
    fn join(&mut self, id: ServerId, observer: &mut impl Observer) {
        let Some(donor) = self.receivers_of(id).find(|donor| self.servers[donor.index()].serves()) else { return };
        let table = &self.servers[donor.index()].table;
        let (sessions, bytes) = (table.len() as u32, table.bytes());
        let takes = super::transfer_time(sessions);
        self.servers[id.index()].joining = true;
        self.observe(Fact::JoinStarted { server: id, donor, sessions, bytes, takes }, observer);
        self.set_timer(takes, Timer::Joined { server: id, donor, started: self.now });
    }

    /// The state transfer is over, or the time for it is.
    pub(super) fn joined(&mut self, id: ServerId, donor: ServerId, started: SimTime, observer: &mut impl Observer) {
        let complete = self.servers[donor.index()].serves();
        let patience = self.config.duration(Setting::StateTransferTimeout);
        if !complete && self.now < started + patience {
            return self.agenda.set(started + patience, Timer::Joined { server: id, donor, started });
        }
        if complete {
            let held: Vec<Session> = self.servers[donor.index()].table.iter().copied().collect();
            for session in held {
                self.take_over(id, session);
            }
        }
        let server = &mut self.servers[id.index()];
        server.joining = false;
        let sessions = server.table.len() as u32;
        self.observe(Fact::JoinEnded { server: id, donor, sessions, complete }, observer);
        // A server that was added serves from here on; one that came back is put into rotation by the health checks.
        if let Some(balancer) = &mut self.balancer
            && !balancer.health(id).check_due
        {
            balancer.set_usable(id, true);
        }
    }
}
