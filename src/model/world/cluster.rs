//! A member of the cluster at the receiving end: it applies copies, and fetches all sessions when it joins (rules R18
//! to R26; Tomcat's `DeltaManager`, all-to-all).
//!
//! Simplified: every member expires a session by itself, where Tomcat's other members wait for twice the time (R28).
//! Membership changes at the moment a process dies.

use crate::model::agenda::Timer;
use crate::model::config::Setting;
use crate::model::fact::Fact;
use crate::model::ids::{Holder, RequestId, ServerId};
use crate::model::message::Message;
use crate::model::server::IncomingCopy;
use crate::model::session::{Session, SessionWrite};
use crate::model::time::SimTime;

use super::{StateTransfer, World};

impl World {
    /// A copy reached a member. It waits for a worker, or is lost if the process is down.
    pub(super) fn copy_arrived(
        &mut self,
        from: ServerId,
        to: ServerId,
        write: SessionWrite,
        ack_for: Option<RequestId>,
    ) {
        let copy = IncomingCopy { from, write, ack_for };
        if !self.servers[to.index()].up {
            return self.lose_copy(to, copy);
        }
        self.servers[to.index()].inbox.push_back(copy);
        self.start_waiting(to);
    }

    /// Loses a copy at its receiver. The sender stops waiting for it, as its connection broke.
    pub(super) fn lose_copy(&mut self, to: ServerId, copy: IncomingCopy) {
        self.lose_write(to, copy.write);
        if let Some(request) = copy.ack_for {
            self.copy_acknowledged(copy.from, request);
        }
    }

    /// A worker has applied a copy.
    pub(super) fn copy_applied(&mut self, server: ServerId) {
        let Some(copy) = self.servers[server.index()].applying.pop_front() else { return };
        self.apply_copy(server, copy);
        if let IncomingCopy { from, write, ack_for: Some(request) } = copy {
            let Session { owner, version, .. } = write.session();
            self.send(Message::CopyAck { from: server, to: from, request, owner, version });
        }
        self.start_waiting(server);
    }

    fn apply_copy(&mut self, server: ServerId, IncomingCopy { from, write, .. }: IncomingCopy) {
        let Session { id: session, owner, version, .. } = write.session();
        let held = self.servers[server.index()].table.get(session).copied();
        if held.is_none() && !matches!(write, SessionWrite::Create { .. }) {
            return self.record(Fact::CopyIgnored { server, from, session, owner, version });
        }
        if let (Some(held), SessionWrite::Update { session: received, .. }) = (held, write)
            && held.version >= version
            && held.item != received.item
        {
            let (had, got) = (held.item, received.item);
            self.record(Fact::WritesCrossed { server, session, owner, version, had, got });
        }
        self.servers[server.index()].table.apply(&write);
        if matches!(write, SessionWrite::Create { .. }) {
            self.schedule_expiry(Holder::Server(server), write.session());
        }
        self.record(Fact::CopyApplied { server, from, session, owner, version });
    }

    /// Starts the state transfer to a member that has just started (rule R26): it takes no connection before it has
    /// every session of one other member. Without a member to fetch from, the server serves at once.
    pub(super) fn start_join(&mut self, id: ServerId) {
        let Some(donor) = self.receivers_of(id).find(|donor| self.servers[donor.index()].serves()) else { return };
        let StateTransfer { sessions, bytes, takes } = StateTransfer::of(&self.servers[donor.index()].table);
        self.servers[id.index()].joining = true;
        self.record(Fact::JoinStarted { server: id, donor, sessions, bytes, takes });
        self.set_timer(takes, Timer::Joined { server: id, donor, started: self.now });
    }

    /// Ends a state transfer, if it is complete or `stateTransferTimeout` has passed.
    pub(super) fn finish_join(&mut self, id: ServerId, donor: ServerId, started: SimTime) {
        let complete = self.servers[donor.index()].serves();
        let timeout = self.config.duration(Setting::StateTransferTimeout);
        if !complete && self.now < started + timeout {
            return self.agenda.set(started + timeout, Timer::Joined { server: id, donor, started });
        }
        if complete {
            let transferred: Vec<Session> = self.servers[donor.index()].table.iter().copied().collect();
            for session in transferred {
                self.insert_transferred(id, session);
            }
        }
        let server = &mut self.servers[id.index()];
        server.joining = false;
        let sessions = server.table.len() as u32;
        self.record(Fact::JoinEnded { server: id, donor, sessions, complete });
        // An added server serves from here on. A restarted one returns to rotation by its health checks.
        if let Some(balancer) = &mut self.balancer
            && !balancer.health(id).check_due
        {
            balancer.set_usable(id, true);
        }
    }

    /// Inserts a session of the donor, unless a copy has brought a newer version meanwhile.
    fn insert_transferred(&mut self, server: ServerId, session: Session) {
        let table = &mut self.servers[server.index()].table;
        if table.get(session.id).is_none_or(|held| held.version < session.version) {
            table.insert(session);
            self.schedule_expiry(Holder::Server(server), session);
        }
    }
}
