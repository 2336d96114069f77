//! The copies of one change, as [`Fact::CopiesQueued`](super::Fact::CopiesQueued) and
//! [`Fact::CopiesSent`](super::Fact::CopiesSent) record them.

use crate::model::ids::{ClientId, ServerId, SessionId};
use crate::model::session::Change;

/// The copies of one change for all receivers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CopyBatch {
    /// Member that sends them.
    pub server: ServerId,
    /// Kind of the change.
    pub change: Change,
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
