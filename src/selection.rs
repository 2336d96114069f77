//! The reader's selection: a node or a message in flight. Panels and the stage read it; it knows nothing of drawing.
//! A [`Target`] outlives the selection.

use crate::model::ids::{ClientId, CopyId, RequestId, ServerId, StoreId};
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

/// Client, server and store of the offered actions. Only a selection of the reader changes them, so an action does not
/// change under the reader's finger while the run plays.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Target {
    /// The client.
    pub client: ClientId,
    /// The server; `None` for the one that answered the client's last request.
    pub server: Option<ServerId>,
    /// The store; `None` for the primary.
    pub store: Option<StoreId>,
}

impl Default for Target {
    /// Alice, her server and the primary store.
    fn default() -> Target {
        Target { client: ClientId(0), server: None, store: None }
    }
}

impl Target {
    /// The target after a selection. With a client comes its own server.
    #[must_use]
    pub fn after(self, selection: Selection) -> Target {
        let of_client = |client| Target { client, server: None, ..self };
        match selection {
            Selection::Node(Node::Client(client)) => of_client(client),
            Selection::Node(Node::Server(server)) => Target { server: Some(server), ..self },
            Selection::Node(Node::Store(store)) => Target { store: Some(store), ..self },
            Selection::Node(Node::Balancer) => self,
            Selection::Message(request) => of_client(request.client),
            Selection::Copy(copy) => of_client(copy.client),
        }
    }
}
