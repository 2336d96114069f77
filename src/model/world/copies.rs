//! Copies of a change on their way (rules R18 to R21). A change is queued when its request ends, and leaves for every
//! other member a little later. There its copy waits for a worker.
//!
//! Simplified: the messages of one request travel as one copy, in order, as with Tomcat's `OrderInterceptor`. Without
//! it a login's attributes can be dropped for ever (R22).

use std::collections::VecDeque;

use crate::model::agenda::Timer;
use crate::model::config::Setting;
use crate::model::fact::Fact;
use crate::model::ids::{RequestId, ServerId};
use crate::model::message::Message;
use crate::model::server::IncomingCopy;
use crate::model::session::{Session, SessionWrite};

use super::World;

impl World {
    /// Queues the copies of a change at its sender. With synchronous replication they leave at once. Returns the number
    /// of acknowledgements that the request waits for.
    pub(super) fn replicate(&mut self, from: ServerId, write: SessionWrite, ack_for: RequestId) -> u8 {
        let sync = self.config.on(Setting::CopySync);
        let receivers = self.record_queued(from, write, sync);
        if receivers == 0 {
            return 0;
        }
        if sync {
            self.send_copies(from, write, Some(ack_for));
            return receivers;
        }
        self.queue(from, write);
        0
    }

    /// Queues the copies of a change that no request waits for.
    pub(super) fn announce(&mut self, from: ServerId, write: SessionWrite) {
        if self.record_queued(from, write, false) > 0 {
            self.queue(from, write);
        }
    }

    fn queue(&mut self, from: ServerId, write: SessionWrite) {
        self.servers[from.index()].outbox.push_back(write);
        self.set_timer(self.config.duration(Setting::CopyDelay), Timer::CopiesLeave { server: from });
    }

    /// Records the copies of a change, if there are members to get them. Returns their number.
    fn record_queued(&mut self, from: ServerId, write: SessionWrite, sync: bool) -> u8 {
        let receivers = self.receivers_of(from).count() as u8;
        if receivers == 0 {
            return 0;
        }
        let Session { id: session, owner, version, .. } = write.session();
        let messages = u32::from(receivers) * write.messages();
        let bytes = u64::from(receivers) * write.bytes();
        let (server, change) = (from, write.change());
        self.record(Fact::CopiesQueued { server, change, session, owner, version, receivers, messages, bytes, sync });
        receivers
    }

    /// Sends the copies of the change that was queued first.
    pub(super) fn send_next_copies(&mut self, from: ServerId) {
        if let Some(write) = self.servers[from.index()].outbox.pop_front() {
            self.send_copies(from, write, None);
        }
    }

    fn send_copies(&mut self, from: ServerId, write: SessionWrite, ack_for: Option<RequestId>) {
        let to: Vec<ServerId> = self.receivers_of(from).collect();
        let receivers = to.len() as u8;
        let Session { id: session, owner, version, .. } = write.session();
        let messages = u32::from(receivers) * write.messages();
        let bytes = u64::from(receivers) * write.bytes();
        let (server, change) = (from, write.change());
        self.record(Fact::CopiesSent { server, change, session, owner, version, receivers, messages, bytes });
        for to in to {
            self.send(Message::Copy { from, to, write, ack_for });
        }
    }

    /// A copy reached a member, where it waits for a worker.
    pub(super) fn copy_arrived(
        &mut self,
        from: ServerId,
        to: ServerId,
        write: SessionWrite,
        ack_for: Option<RequestId>,
    ) {
        self.servers[to.index()].inbox.push_back(IncomingCopy { from, write, ack_for });
        self.start_copies(to);
    }

    /// Gives free workers the copies that wait.
    pub(super) fn start_copies(&mut self, server: ServerId) {
        while self.servers[server.index()].apply_next() {
            self.set_timer(self.config.duration(Setting::CopyApply), Timer::CopyApplied { server });
        }
    }

    /// Records the loss of the queued changes of a server whose process stopped (rule R25).
    pub(super) fn lose_unsent(&mut self, server: ServerId, unsent: &VecDeque<SessionWrite>) {
        for write in unsent {
            let receivers = self.receivers_of(server).count() as u8;
            let Session { id: session, owner, version, .. } = write.session();
            let change = write.change();
            self.record(Fact::CopiesLost { server, change, session, owner, version, receivers });
            self.record_missed_end(*write);
        }
    }
}
