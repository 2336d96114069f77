//! What cluster members tell each other: Tomcat's `DeltaManager`, all-to-all (rules R18 to R26). A change is queued at its
//! sender when the request ends, leaves for every other member, and takes a worker of each of them to apply.
//!
//! Simplified: the messages of one request travel as one copy, in order, as with Tomcat's `OrderInterceptor`; without it
//! a login's attributes can be dropped for ever (R22). Every member lets a session idle out by itself, where Tomcat's
//! other members wait for twice the time (R28). Membership knows at once who is gone.

use crate::model::agenda::Timer;
use crate::model::config::{Sessions, Setting};
use crate::model::fact::{Fact, Observer};
use crate::model::ids::{Holder, RequestId, ServerId};
use crate::model::message::Message;
use crate::model::server::{IncomingCopy, Phase, Server};
use crate::model::session::{Session, SessionWrite};
use crate::model::time::SimDuration;

use super::World;

/// How long a joining member needs for so many sessions: measured as 0.1 s and 0.1 ms for each (rule R26).
pub fn transfer_time(sessions: u32) -> SimDuration {
    SimDuration::from_us(100_000 + 100 * u64::from(sessions))
}

impl World {
    /// The members a server's changes go to: all others that are up. A server outside of the cluster has none.
    pub(super) fn receivers_of(&self, sender: ServerId) -> impl Iterator<Item = ServerId> {
        let clustered = self.config.sessions == Sessions::Replicated && self.servers[sender.index()].member;
        let is_receiver = move |server: &&Server| clustered && server.id != sender && server.up && server.member;
        self.servers.iter().filter(is_receiver).map(|server| server.id)
    }

    /// A request at `from` changed or used a session: its copies are queued, or leave at once where the answer waits for
    /// them. Says how many are waited for.
    pub(super) fn replicate(
        &mut self,
        from: ServerId,
        write: SessionWrite,
        ack_for: RequestId,
        observer: &mut impl Observer,
    ) -> u8 {
        let receivers = self.receivers_of(from).count() as u8;
        if receivers == 0 {
            return 0;
        }
        let sync = self.config.on(Setting::CopySync);
        let Session { id: session, owner, version, .. } = write.session();
        let messages = u32::from(receivers) * write.messages();
        let bytes = u64::from(receivers) * write.bytes();
        let server = from;
        let queued = Fact::CopiesQueued { server, session, owner, version, receivers, messages, bytes, sync };
        self.observe(queued, observer);
        if sync {
            self.send_copy(from, write, Some(ack_for), observer);
            return receivers;
        }
        self.servers[from.index()].outbox.push_back(write);
        self.set_timer(self.config.duration(Setting::CopyDelay), Timer::CopiesLeave { server: from });
        0
    }

    /// The change that has waited longest at its sender leaves.
    pub(super) fn send_copies(&mut self, from: ServerId, observer: &mut impl Observer) {
        if let Some(write) = self.servers[from.index()].outbox.pop_front() {
            self.send_copy(from, write, None, observer);
        }
    }

    fn send_copy(
        &mut self,
        from: ServerId,
        write: SessionWrite,
        ack_for: Option<RequestId>,
        observer: &mut impl Observer,
    ) {
        let to: Vec<ServerId> = self.receivers_of(from).collect();
        let receivers = to.len() as u8;
        let Session { id: session, owner, version, .. } = write.session();
        let messages = u32::from(receivers) * write.messages();
        let bytes = u64::from(receivers) * write.bytes();
        let server = from;
        self.observe(Fact::CopiesSent { server, session, owner, version, receivers, messages, bytes }, observer);
        for to in to {
            self.send(Message::Copy { from, to, write, ack_for });
        }
    }

    /// A copy reached a member; one whose process is gone by now takes nothing.
    pub(super) fn copy_arrived(
        &mut self,
        from: ServerId,
        to: ServerId,
        write: SessionWrite,
        ack_for: Option<RequestId>,
        observer: &mut impl Observer,
    ) {
        let server = &mut self.servers[to.index()];
        if server.up {
            server.inbox.push_back(IncomingCopy { from, write, ack_for });
            return self.start_waiting(to, observer);
        }
        self.lose_write(to, write, observer);
        if let Some(request) = ack_for {
            self.acknowledged(from, request, observer);
        }
    }

    /// Gives free workers the copies that wait.
    pub(super) fn start_applying(&mut self, server: ServerId) {
        while self.servers[server.index()].apply_next() {
            self.set_timer(self.config.duration(Setting::CopyApply), Timer::CopyApplied { server });
        }
    }

    /// A worker has applied a copy.
    pub(super) fn copy_applied(&mut self, server: ServerId, observer: &mut impl Observer) {
        let Some(copy) = self.servers[server.index()].applying.pop_front() else { return };
        let IncomingCopy { from, write, ack_for } = copy;
        let Session { id: session, owner, version, .. } = write.session();
        let held = self.servers[server.index()].table.get(session).copied();
        if held.is_none() && !matches!(write, SessionWrite::Create { .. }) {
            self.observe(Fact::CopyIgnored { server, from, session, owner, version }, observer);
        } else {
            if let (Some(held), SessionWrite::Update { session: got, .. }) = (held, write)
                && held.version >= version
                && held.item != got.item
            {
                let (had, got) = (held.item, got.item);
                self.observe(Fact::WritesCrossed { server, session, owner, version, had, got }, observer);
            }
            self.servers[server.index()].table.apply(&write);
            if matches!(write, SessionWrite::Create { .. }) {
                self.watch_idle(Holder::Server(server), write.session());
            }
            self.observe(Fact::CopyApplied { server, from, session, owner, version }, observer);
        }
        if let Some(request) = ack_for {
            self.send(Message::CopyAck { from: server, to: from, request, owner, version });
        }
        self.start_waiting(server, observer);
    }

    /// A member has applied what a request waits for, or is gone; with the last of them the answer leaves.
    pub(super) fn acknowledged(&mut self, server: ServerId, request: RequestId, observer: &mut impl Observer) {
        let Some(job) = self.servers[server.index()].job_mut(request) else { return };
        let Phase::Replicating { response, waiting } = job.phase else { return };
        let waiting = waiting.saturating_sub(1);
        job.phase = Phase::Replicating { response, waiting };
        if waiting == 0 {
            self.answer(server, request, response, observer);
        }
    }

    /// A joining member takes a session over from its donor, unless a copy brought it a newer version meanwhile.
    pub(super) fn take_over(&mut self, server: ServerId, session: Session) {
        let table = &mut self.servers[server.index()].table;
        if table.get(session.id).is_none_or(|held| held.version < session.version) {
            table.insert(session);
            self.watch_idle(Holder::Server(server), session);
        }
    }
}
