//! Messages, and the two ends of each. A message in flight is data in the agenda; its place on the screen follows from
//! the time.

use serde::Serialize;

use super::client::Address;
use super::http::{Request, Response};
use super::ids::{ClientId, CopyId, Holder, RequestId, ServerId, SessionId, StoreId};
use super::session::{Session, SessionWrite};
use super::time::{SimDuration, SimTime};

/// Receiver of a server's answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ReplyTo {
    /// The browser: there is no balancer.
    Client,
    /// The balancer, which forwards it.
    Balancer,
}

/// Operation that a server asks of a store.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum StoreOp {
    /// Read of the session of this id, which renews its idle timeout (Redis `GETEX`; rule R35).
    Read(SessionId),
    /// Write of a session.
    Write(SessionWrite),
}

/// Answer of a store.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum StoreAnswer {
    /// Session that was read; `None` if there is none.
    Read(Option<Session>),
    /// Acknowledgement of a write.
    Written,
    /// Refusal of a write: another request has ended the session.
    Refused,
}

/// A message on the network.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Message {
    /// A request from a browser to the balancer.
    RequestToBalancer { id: RequestId, request: Request, from: Address },
    /// A request to a server, from the balancer or from the browser.
    RequestToServer { id: RequestId, server: ServerId, request: Request, reply_to: ReplyTo },
    /// An answer from a server to the balancer.
    ResponseToBalancer { id: RequestId, server: ServerId, response: Response },
    /// An answer to the browser. `server` is its sender if there is no balancer; `None` if the balancer sends it.
    ResponseToClient { id: RequestId, server: Option<ServerId>, response: Response },
    /// A copy of a change, from one cluster member to another. `ack_for` is the request that waits for it, with
    /// synchronous replication.
    Copy { from: ServerId, to: ServerId, write: SessionWrite, ack_for: Option<RequestId> },
    /// Acknowledgement of a copy, once it is applied.
    CopyAck { from: ServerId, to: ServerId, request: RequestId, owner: ClientId, version: u32 },
    /// A request from a server to a store.
    StoreRequest { id: RequestId, server: ServerId, store: StoreId, op: StoreOp },
    /// An answer from a store to a server.
    StoreResponse { id: RequestId, server: ServerId, store: StoreId, answer: StoreAnswer },
    /// A write, from the primary store to its replica.
    Replicate { from: StoreId, to: StoreId, write: SessionWrite },
}

/// One end of a connection.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Node {
    Client(ClientId),
    Balancer,
    Server(ServerId),
    Store(StoreId),
}

impl Message {
    /// Request that the message belongs to; `None` for a copy.
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

    /// Holder that a copy or a replicated write goes to, and its change; `None` for other messages.
    pub fn carried_write(&self) -> Option<(Holder, SessionWrite)> {
        match *self {
            Message::Copy { to, write, .. } => Some((Holder::Server(to), write)),
            Message::Replicate { to, write, .. } => Some((Holder::Store(to), write)),
            Message::RequestToBalancer { .. }
            | Message::RequestToServer { .. }
            | Message::ResponseToBalancer { .. }
            | Message::ResponseToClient { .. }
            | Message::CopyAck { .. }
            | Message::StoreRequest { .. }
            | Message::StoreResponse { .. } => None,
        }
    }

    /// Id of the copy; `None` for other messages.
    pub fn copy(&self) -> Option<CopyId> {
        let (to, write) = self.carried_write()?;
        let Session { owner: client, version, .. } = write.session();
        Some(CopyId { client, version, to })
    }

    /// Change that the copy with this id carries; `None` for all other messages.
    pub fn write_of(&self, copy: CopyId) -> Option<SessionWrite> {
        self.carried_write().filter(|_| self.copy() == Some(copy)).map(|(_, write)| write)
    }

    /// Client whose request or session the message carries.
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

    /// Sender and receiver.
    pub fn ends(&self) -> (Node, Node) {
        match *self {
            Message::RequestToBalancer { id, .. } => (Node::Client(id.client), Node::Balancer),
            Message::RequestToServer { id, server, reply_to, .. } => match reply_to {
                ReplyTo::Client => (Node::Client(id.client), Node::Server(server)),
                ReplyTo::Balancer => (Node::Balancer, Node::Server(server)),
            },
            Message::ResponseToBalancer { server, .. } => (Node::Server(server), Node::Balancer),
            Message::ResponseToClient { id, server, .. } => {
                (server.map_or(Node::Balancer, Node::Server), Node::Client(id.client))
            }
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
    /// The message.
    pub message: Message,
    /// Travel time before the last delay; zero if it was never delayed.
    pub travelled: SimDuration,
    /// End of the last delay; the time of sending if it was never delayed.
    pub resumed_at: SimTime,
    /// Time of arrival.
    pub arrives_at: SimTime,
}
