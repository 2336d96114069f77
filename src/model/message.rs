//! What travels, and from where to where. A message in flight is data in the agenda: its place on a screen is
//! arithmetic on the time.

use serde::Serialize;

use super::client::Address;
use super::http::{Request, Response};
use super::ids::{ClientId, CopyId, Holder, RequestId, ServerId, SessionId, StoreId};
use super::session::{Session, SessionWrite};
use super::time::{SimDuration, SimTime};

/// Who waits for a server's answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ReplyTo {
    /// The browser itself: there is no balancer.
    Client,
    /// The balancer, which hands it on.
    Balancer,
}

/// What a server asks of a store.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum StoreOp {
    /// The session of this id, which renews its idle timeout (Redis `GETEX`; rule R35).
    Read(SessionId),
    /// A change.
    Write(SessionWrite),
}

/// What a store answers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum StoreAnswer {
    /// What was read.
    Read(Option<Session>),
    /// The change was made.
    Written,
}

/// Something on the wire.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Message {
    /// A browser's request on its way to the balancer.
    RequestToBalancer { id: RequestId, request: Request, from: Address },
    /// A request on its way to a server.
    RequestToServer { id: RequestId, server: ServerId, request: Request, reply_to: ReplyTo },
    /// A server's answer on its way to the balancer.
    ResponseToBalancer { id: RequestId, server: ServerId, response: Response },
    /// An answer on its last way, to the browser. `server` is `None` where the balancer itself answers.
    ResponseToClient { id: RequestId, server: Option<ServerId>, through_balancer: bool, response: Response },
    /// A change on its way from one cluster member to another. Where the sender waits for it (`sync`), `ack_for` is the
    /// request that does.
    Copy { from: ServerId, to: ServerId, write: SessionWrite, ack_for: Option<RequestId> },
    /// "It is applied": the receiver's answer to a copy that is waited for.
    CopyAck { from: ServerId, to: ServerId, request: RequestId, owner: ClientId, version: u32 },
    /// A server's question to a store.
    StoreRequest { id: RequestId, server: ServerId, store: StoreId, op: StoreOp },
    /// A store's answer.
    StoreResponse { id: RequestId, server: ServerId, store: StoreId, answer: StoreAnswer },
    /// A change on its way from the primary store to its replica.
    Replicate { from: StoreId, to: StoreId, write: SessionWrite },
}

/// One end of a wire.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Node {
    Client(ClientId),
    Balancer,
    Server(ServerId),
    Store(StoreId),
}

impl Message {
    /// The request it is, answers or serves; none for a copy.
    pub fn request(&self) -> Option<RequestId> {
        match *self {
            Message::RequestToBalancer { id, .. }
            | Message::RequestToServer { id, .. }
            | Message::ResponseToBalancer { id, .. }
            | Message::ResponseToClient { id, .. }
            | Message::StoreRequest { id, .. }
            | Message::StoreResponse { id, .. } => Some(id),
            Message::Copy { .. } | Message::CopyAck { .. } | Message::Replicate { .. } => None,
        }
    }

    /// The copy it is; none for a request and what belongs to one.
    pub fn copy(&self) -> Option<CopyId> {
        let name = |session: Session, to| CopyId { client: session.owner, version: session.version, to };
        match *self {
            Message::Copy { to, write, .. } => Some(name(write.session(), Holder::Server(to))),
            Message::Replicate { to, write, .. } => Some(name(write.session(), Holder::Store(to))),
            Message::RequestToBalancer { .. }
            | Message::RequestToServer { .. }
            | Message::ResponseToBalancer { .. }
            | Message::ResponseToClient { .. }
            | Message::CopyAck { .. }
            | Message::StoreRequest { .. }
            | Message::StoreResponse { .. } => None,
        }
    }

    /// Whose it is: the client whose request or session it carries.
    pub fn owner(&self) -> ClientId {
        match *self {
            Message::RequestToBalancer { id, .. }
            | Message::RequestToServer { id, .. }
            | Message::ResponseToBalancer { id, .. }
            | Message::ResponseToClient { id, .. }
            | Message::StoreRequest { id, .. }
            | Message::StoreResponse { id, .. } => id.client,
            Message::Copy { write, .. } | Message::Replicate { write, .. } => write.session().owner,
            Message::CopyAck { owner, .. } => owner,
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
            Message::Copy { from, to, .. } | Message::CopyAck { from, to, .. } => {
                (Node::Server(from), Node::Server(to))
            }
            Message::StoreRequest { server, store, .. } => (Node::Server(server), Node::Store(store)),
            Message::StoreResponse { server, store, .. } => (Node::Store(store), Node::Server(server)),
            Message::Replicate { from, to, .. } => (Node::Store(from), Node::Store(to)),
        }
    }
}

/// A message in flight.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct InFlight {
    /// What.
    pub message: Message,
    /// How much of its way it had behind it when it was held up last; nothing where it never was.
    pub behind: SimDuration,
    /// When it went on from there: where it was never held up, when it left.
    pub goes_on_at: SimTime,
    /// When it will arrive.
    pub arrives_at: SimTime,
}
