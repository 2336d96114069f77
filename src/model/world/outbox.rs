//! Copies of a change at their sender (rules R18 to R21). A change is queued when its request ends, and leaves for
//! every other member a little later.
//!
//! Simplified: the messages of one request travel as one copy, in order, as with Tomcat's `OrderInterceptor`. Without
//! it a login's attributes can be dropped for ever (R22).

use crate::model::agenda::Timer;
use crate::model::config::Setting;
use crate::model::fact::Fact;
use crate::model::ids::{RequestId, ServerId};
use crate::model::message::Message;
use crate::model::session::{Session, SessionWrite};

use super::World;

impl World {
    /// Queues the copies of a change at its sender. With synchronous replication they leave at once. Returns the number
    /// of acknowledgements that the request waits for.
    pub(super) fn replicate(&mut self, from: ServerId, write: SessionWrite, ack_for: RequestId) -> u8 {
        let receivers = self.receivers_of(from).count() as u8;
        if receivers == 0 {
            return 0;
        }
        let sync = self.config.on(Setting::CopySync);
        let Session { id: session, owner, version, .. } = write.session();
        let messages = u32::from(receivers) * write.messages();
        let bytes = u64::from(receivers) * write.bytes();
        self.record(Fact::CopiesQueued { server: from, session, owner, version, receivers, messages, bytes, sync });
        if sync {
            self.send_copies(from, write, Some(ack_for));
            return receivers;
        }
        self.servers[from.index()].outbox.push_back(write);
        self.set_timer(self.config.duration(Setting::CopyDelay), Timer::CopiesLeave { server: from });
        0
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
        self.record(Fact::CopiesSent { server: from, session, owner, version, receivers, messages, bytes });
        for to in to {
            self.send(Message::Copy { from, to, write, ack_for });
        }
    }

    /// Loses the queued changes of a server whose process died (rule R25).
    pub(super) fn lose_unsent(&mut self, server: ServerId, unsent: impl IntoIterator<Item = SessionWrite>) {
        for write in unsent {
            let receivers = self.receivers_of(server).count() as u8;
            let Session { id: session, owner, version, .. } = write.session();
            self.record(Fact::CopiesLost { server, session, owner, version, receivers });
        }
    }
}
