//! What travels, and from where to where. A message in flight is data in the agenda: its place on a screen is
//! arithmetic on the time.

use serde::Serialize;

use super::http::{Request, Response};
use super::ids::{ClientId, RequestId, ServerId};
use super::time::SimTime;

/// Who waits for a server's answer.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ReplyTo {
    /// The browser itself: there is no balancer.
    Client,
    /// The balancer, which hands it on.
    Balancer,
}

/// Something on the wire.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Message {
    /// A browser's request on its way to the balancer.
    RequestToBalancer { id: RequestId, request: Request },
    /// A request on its way to a server.
    RequestToServer { id: RequestId, server: ServerId, request: Request, reply_to: ReplyTo },
    /// A server's answer on its way to the balancer.
    ResponseToBalancer { id: RequestId, server: ServerId, response: Response },
    /// An answer on its last way, to the browser. `server` is `None` where the balancer itself answers.
    ResponseToClient { id: RequestId, server: Option<ServerId>, through_balancer: bool, response: Response },
}

/// One end of a wire.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Node {
    Client(ClientId),
    Balancer,
    Server(ServerId),
}

impl Message {
    /// The request it is or answers.
    pub fn id(&self) -> RequestId {
        match *self {
            Message::RequestToBalancer { id, .. }
            | Message::RequestToServer { id, .. }
            | Message::ResponseToBalancer { id, .. }
            | Message::ResponseToClient { id, .. } => id,
        }
    }

    /// Where it comes from and where it goes.
    pub fn ends(&self) -> (Node, Node) {
        match *self {
            Message::RequestToBalancer { id, .. } => (Node::Client(id.client), Node::Balancer),
            Message::RequestToServer { id, server, reply_to, .. } => match reply_to {
                ReplyTo::Client => (Node::Client(id.client), Node::Server(server)),
                ReplyTo::Balancer => (Node::Balancer, Node::Server(server)),
            },
            Message::ResponseToBalancer { server, .. } => (Node::Server(server), Node::Balancer),
            Message::ResponseToClient { id, server, through_balancer, .. } => match (server, through_balancer) {
                (Some(server), false) => (Node::Server(server), Node::Client(id.client)),
                (_, true) | (None, false) => (Node::Balancer, Node::Client(id.client)),
            },
        }
    }
}

/// A message in flight.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct InFlight {
    /// What.
    pub message: Message,
    /// When it left.
    pub sent_at: SimTime,
    /// When it will arrive.
    pub arrives_at: SimTime,
}
