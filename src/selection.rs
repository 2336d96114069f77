//! What the reader has selected: a part of the figure, or a message on its way. Knows nothing of how it is drawn; every
//! view reads it to say which of several things it is about.

use crate::model::ids::{CopyId, RequestId};
use crate::model::message::Node;

/// A selected thing. It may no longer exist at another step: whoever reads it falls back to what is there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Selection {
    /// A client, the balancer, a server or a store.
    Node(Node),
    /// A request or its answer, wherever it is.
    Message(RequestId),
    /// A copy of a session on its way to somebody.
    Copy(CopyId),
}
