//! Session copies at the receiving server, and the state transfer to a member that joins (rules R18 to R26; Tomcat's
//! `DeltaManager`, all-to-all).
//!
//! Simplified: membership changes at the moment a process dies. At the same moment, the copies in flight to it are lost.

use crate::model::agenda::Timer;
use crate::model::config::Setting;
use crate::model::fact::{DestroyCause, Fact};
use crate::model::ids::{Holder, RequestId, ServerId, SessionId};
use crate::model::message::Message;
use crate::model::server::{IncomingCopy, Phase, ServerState};
use crate::model::session::{Session, SessionWrite};

use super::{StateTransfer, World};

impl World {
    /// Removes the copies in flight to a server whose process stops, and returns them: their connections break. So no
    /// copy is in flight to a process that is down, and none reaches a process that has started since.
    pub(super) fn cut_copies_to(&mut self, stopped: ServerId) -> Vec<IncomingCopy> {
        let is_cut = |message: &Message| matches!(*message, Message::Copy { to, .. } if to == stopped);
        let mut cut = Vec::new();
        while let Some(Message::Copy { from, write, ack_for, .. }) = self.agenda.take_message(&is_cut) {
            cut.push(IncomingCopy { from, write, ack_for });
        }
        cut
    }

    /// Records the losses when a copy is not applied at its receiver.
    pub(super) fn lose_copy(&mut self, to: ServerId, copy: IncomingCopy) {
        self.lose_write(copy.from, to, copy.write);
        self.end_copy(copy);
    }

    /// Records the losses with the copies that a stopped server had not applied. The loss of the sessions that it `had`
    /// has been recorded, so copies that create them are no further loss.
    pub(super) fn lose_copies(&mut self, to: ServerId, copies: &[IncomingCopy], had: &[Session]) {
        for copy in copies {
            let session = copy.write.session();
            match (copy.write, IncomingCopy::end_among(copies, session.id)) {
                (SessionWrite::Create { .. }, _) if had.iter().any(|held| held.id == session.id) => {}
                (SessionWrite::Create { .. } | SessionWrite::Update { .. }, Some(end)) => {
                    self.record_loss_after_end(copy.from, session, end);
                }
                (write, _) => self.lose_write(copy.from, to, write),
            }
            self.end_copy(*copy);
        }
    }

    /// Handles the end of a copy that is not applied. Its sender stops waiting for it, as its connection broke.
    fn end_copy(&mut self, copy: IncomingCopy) {
        self.record_missed_end(copy.write);
        if let Some(request) = copy.ack_for {
            self.copy_acknowledged(copy.from, request);
        }
    }

    /// A worker has applied a copy.
    pub(super) fn copy_applied(&mut self, server: ServerId) {
        let Some(copy) = self.servers[server.index()].applying.pop_front() else { return };
        self.apply_copy(server, copy);
        self.record_missed_end(copy.write);
        if let IncomingCopy { from, write, ack_for: Some(request) } = copy {
            let Session { owner, version, .. } = write.session();
            self.send(Message::CopyAck { from: server, to: from, request, owner, version });
        }
        self.start_waiting(server);
    }

    /// A member has applied the copy that a request waits for, or will never apply it. The last acknowledgement
    /// releases the answer.
    pub(super) fn copy_acknowledged(&mut self, server: ServerId, request: RequestId) {
        let Some(job) = self.servers[server.index()].job_mut(request) else { return };
        let Phase::Replicating { response, waiting } = job.phase else { return };
        let waiting = waiting.saturating_sub(1);
        job.phase = Phase::Replicating { response, waiting };
        if waiting == 0 {
            self.answer(server, request, response);
        }
    }

    fn apply_copy(&mut self, server: ServerId, IncomingCopy { from, write, .. }: IncomingCopy) {
        let change = write.change();
        let Session { id: session, owner, version, .. } = write.session();
        let held = self.servers[server.index()].table.get(session).copied();
        if held.is_none() && !matches!(write, SessionWrite::Create { .. }) {
            return self.record(Fact::CopyIgnored { server, from, change, session, owner, version });
        }
        if let (Some(held), SessionWrite::Update { session: received, .. }) = (held, write) {
            let got = received.item;
            for had in held.items.missing_in(received.items) {
                self.record(Fact::WritesCrossed { server, session, owner, version, had, got });
            }
        }
        self.record_overwritten_by_end(server, write);
        self.servers[server.index()].table.apply(&write);
        if matches!(write, SessionWrite::Create { .. }) {
            self.schedule_expiry(Holder::Server(server), write.session());
        }
        self.record(Fact::CopyApplied { server, from, change, session, owner, version });
        if held.is_none() && self.has_ended_at(from, write.session()) {
            self.record_return_by_copy(server, from, write.session());
        }
        self.record_late_orphan(session);
        if matches!(write, SessionWrite::Expire { .. }) {
            self.record_expired_everywhere(from, write.session());
        }
    }

    /// Records the end of a session whose idle timeout ended at its primary, if no member has the session any more.
    fn record_expired_everywhere(&mut self, primary: ServerId, session: Session) {
        let Session { id, owner, .. } = session;
        if self.holder_of(id).is_none() {
            let holder = Holder::Server(primary);
            let orphan = self.is_unnamed(id, owner);
            let because = DestroyCause::Idle { for_: self.config.duration(Setting::Idle) };
            self.record(Fact::SessionDestroyed { holder, session: id, owner, orphan, because });
        }
    }

    /// Ends a session whose idle timeout has ended in a server's memory. The member that served the last request tells
    /// the others; a member that is not the primary ends its copy alone (rule R28).
    pub(super) fn expire_in_memory(&mut self, server: ServerId, id: SessionId) {
        let Some(session) = self.expire(Holder::Server(server), id) else { return };
        let Session { owner, primary, .. } = session;
        let after = self.idle_timeout(Holder::Server(server), &session);
        let told = if primary == Some(server) { self.receivers_of(server).count() as u8 } else { 0 };
        self.record(Fact::SessionExpired { server, session: id, owner, after, told });
        if told > 0 {
            self.announce(server, SessionWrite::Expire { session });
        }
    }

    /// Starts the state transfer to a member that has just started (rule R26): it takes no connection before it has
    /// every session of one other member. Without a member to fetch from, the server serves at once.
    pub(super) fn start_join(&mut self, id: ServerId) {
        let Some(donor) = self.receivers_of(id).find(|donor| self.servers[donor.index()].serves()) else { return };
        let StateTransfer { sessions, bytes, takes } = StateTransfer::of(&self.servers[donor.index()].table);
        self.servers[id.index()].state = ServerState::Joining { donor, since: self.now, donor_stopped: false };
        self.record(Fact::JoinStarted { server: id, donor, sessions, bytes, takes });
        let timeout = self.config.duration(Setting::StateTransferTimeout);
        match takes <= timeout {
            true => self.set_timer(takes, Timer::Joined { server: id, donor }),
            false => self.set_timer(timeout, Timer::JoinTimedOut { server: id, donor }),
        }
    }

    /// Breaks the state transfers from a member whose process stops. The receivers wait for the end of the timeout.
    pub(super) fn break_transfers_from(&mut self, stopped: ServerId) {
        let timeout = self.config.duration(Setting::StateTransferTimeout);
        self.agenda.cancel(&|timer| match *timer {
            Timer::Joined { donor, .. } | Timer::JoinTimedOut { donor, .. } => donor == stopped,
            _ => false,
        });
        for server in &mut self.servers {
            let id = server.id;
            if let ServerState::Joining { donor, since, donor_stopped } = &mut server.state
                && *donor == stopped
            {
                *donor_stopped = true;
                self.agenda.set((*since + timeout).max(self.now), Timer::JoinTimedOut { server: id, donor: stopped });
            }
        }
    }

    /// Ends a complete state transfer.
    pub(super) fn finish_join(&mut self, id: ServerId, donor: ServerId) {
        let transferred: Vec<Session> = self.servers[donor.index()].table.iter().copied().collect();
        for session in transferred {
            self.insert_transferred(id, donor, session);
        }
        self.end_join(id, donor, true);
    }

    /// Ends a state transfer at the end of its timeout. The member serves with the sessions that copies brought.
    pub(super) fn give_up_join(&mut self, id: ServerId, donor: ServerId) {
        self.end_join(id, donor, false);
    }

    fn end_join(&mut self, id: ServerId, donor: ServerId, complete: bool) {
        let server = &mut self.servers[id.index()];
        server.state = ServerState::Up { since: self.now };
        let sessions = server.table.len() as u32;
        self.record(Fact::JoinEnded { server: id, donor, sessions, complete });
        // An added server is in rotation from here on. A restarted one returns by its health checks.
        if !self.balancer.as_mut().is_some_and(|balancer| balancer.enter(id)) {
            self.schedule_check(id);
        }
    }

    /// Inserts a session of the donor, unless a copy has brought a newer version meanwhile. A member is not the primary
    /// of sessions that it served before its restart.
    fn insert_transferred(&mut self, server: ServerId, donor: ServerId, session: Session) {
        let session = Session { primary: session.primary.filter(|primary| *primary != server), ..session };
        let held = self.servers[server.index()].table.get(session.id).copied();
        if held.is_none_or(|held| held.version < session.version) {
            self.servers[server.index()].table.insert(session);
            self.schedule_expiry(Holder::Server(server), session);
        }
        if held.is_none() && self.is_end_on_its_way(session.id) {
            self.record_return_by_copy(server, donor, session);
        }
    }
}
