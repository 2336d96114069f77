//! What the reader has selected: a part of the figure, or a message on its way. Knows nothing of how it is drawn; every
//! view reads it to say which of several things it is about.

use crate::model::ids::RequestId;
use crate::model::message::Node;

/// A selected thing. It may no longer exist at another step: whoever reads it falls back to what is there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Selection {
    /// A client, the balancer or a server.
    Node(Node),
    /// A request or its answer, wherever it is.
    Message(RequestId),
}
