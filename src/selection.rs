//! The reader's selection: a node or a message in flight. Panels and the stage read it; it knows nothing of drawing.

use crate::model::ids::{CopyId, RequestId};
use crate::model::message::Node;

/// A selected node or message. It may not exist at every step; readers of a selection need a fallback.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Selection {
    /// A client, the balancer, a server or a store.
    Node(Node),
    /// A request or its response, on any wire.
    Message(RequestId),
    /// A copy of a session in flight.
    Copy(CopyId),
}
