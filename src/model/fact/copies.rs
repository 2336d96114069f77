//! The copies of one change, as [`Fact::CopiesQueued`](super::Fact::CopiesQueued) and
//! [`Fact::CopiesSent`](super::Fact::CopiesSent) record them.

use crate::model::ids::{ClientId, ServerId, SessionId};
use crate::model::session::COPY_OVERHEAD_BYTES;

/// The copies of one change for all receivers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CopyBatch {
    /// Member that sends them.
    pub server: ServerId,
    /// Session that changed.
    pub session: SessionId,
    /// Owner of the session.
    pub owner: ClientId,
    /// Version of the session after the change.
    pub version: u32,
    /// Number of members that get the change.
    pub receivers: u8,
    /// Number of messages to all receivers.
    pub messages: u32,
    /// Bytes of all messages.
    pub bytes: u64,
}

/// Kind of change that copies carry.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CopiedChange {
    /// The session was created.
    Created,
    /// Attributes changed.
    Updated,
    /// The session was read, which changes only the time of its last access.
    Read,
    /// The session was deleted.
    Deleted,
}

impl CopyBatch {
    /// Kind of the change. The fact does not carry it, but the number and size of the messages tell it (rule R19).
    pub fn change(&self) -> CopiedChange {
        let two_messages_each = self.messages > u32::from(self.receivers);
        let has_attributes = self.bytes != COPY_OVERHEAD_BYTES * u64::from(self.messages);
        match (two_messages_each, has_attributes) {
            (true, true) => CopiedChange::Created,
            (false, true) => CopiedChange::Updated,
            (false, false) => CopiedChange::Read,
            (true, false) => CopiedChange::Deleted,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::session::{Session, SessionWrite};
    use crate::model::time::SimTime;

    #[test]
    fn size_of_copies_tells_the_change() {
        let (id, owner) = (SessionId(1), ClientId(0));
        let (created, last_access) = (SimTime::ZERO, SimTime::ZERO);
        let session = Session { id, owner, cart: 1, item: 1, version: 2, created, last_access };
        let change = |write: SessionWrite| {
            let (messages, bytes) = (2 * write.messages(), 2 * write.bytes());
            CopyBatch { server: ServerId(0), session: id, owner, version: 2, receivers: 2, messages, bytes }.change()
        };
        assert_eq!(change(SessionWrite::Create { session, replaces: None }), CopiedChange::Created);
        assert_eq!(change(SessionWrite::Update { session, base: 1 }), CopiedChange::Updated);
        assert_eq!(change(SessionWrite::Touch { session }), CopiedChange::Read);
        assert_eq!(change(SessionWrite::Delete { session }), CopiedChange::Deleted);
    }
}
