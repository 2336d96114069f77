//! Why things happened, as data: the reasons that facts carry.

use serde::Serialize;

use crate::model::http::Status;
use crate::model::ids::{ClientId, ServerId, SessionId};
use crate::model::time::SimDuration;

/// Why a connection to a server failed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ConnectError {
    /// No process listens there.
    Down,
    /// It is still fetching the cluster's sessions, and takes no connection before it has them (R26).
    Joining,
    /// Every worker is busy and so many requests wait already (Tomcat: `acceptCount`).
    QueueFull { waiting: u16 },
}

/// What the balancer does about a failed connection (rule R12).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RetryPlan {
    /// Tries the same server again after this long.
    SameServer { after: SimDuration },
    /// Tries another server after this long (`option redispatch`).
    OtherServer { after: SimDuration },
    /// Answers 503.
    GiveUp,
}

/// Why the balancer answered itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BalancerError {
    /// 503: no server is in rotation (HAProxy: `<NOSRV>`).
    NoServer,
    /// 503: so many connections failed (HAProxy: retries exhausted).
    RetriesExhausted { tries: u8 },
    /// 502: the server died with the request in it (HAProxy: connection closed before the answer).
    ServerDied { server: ServerId },
    /// 504: the server did not answer in time (HAProxy: `timeout server`).
    TimedOut { server: ServerId, after: SimDuration },
}

impl BalancerError {
    /// The status the client gets.
    pub fn status(self) -> Status {
        match self {
            BalancerError::NoServer | BalancerError::RetriesExhausted { .. } => Status::ServiceUnavailable,
            BalancerError::ServerDied { .. } => Status::BadGateway,
            BalancerError::TimedOut { .. } => Status::GatewayTimeout,
        }
    }
}

/// Why a request ended without an answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DropCause {
    /// The server died with the request in it and no balancer stood between.
    ConnectionReset { server: ServerId },
    /// The message was lost on the wire.
    LostInTransit,
}

/// Why nobody's cookie leads to a session any more, though a server still holds it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum OrphanCause {
    /// A new login overwrote the cookie.
    Overwritten { by: SessionId },
    /// The cookies were cleared.
    Cleared,
    /// The cookie's `Max-Age` passed.
    Lapsed,
    /// The browser refused the cookie.
    Refused,
}

/// Why a session is gone.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DestroyCause {
    /// It was in the memory of a server or a store that died, and nowhere else.
    Crash,
    /// It was on a server that was taken out, and nowhere else.
    Removed,
    /// Its store was replaced by a copy that did not have it.
    Replaced,
    /// Nobody used it for the idle timeout.
    Idle { for_: SimDuration },
}

/// A bound that was reached, with its value.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Limit {
    /// A browser's open connections to one host.
    OpenRequests { client: ClientId, limit: u8 },
    /// Items in a cart.
    Cart { client: ClientId, limit: u16 },
    /// Servers in the figure.
    Servers { limit: u8 },
    /// Workers of a server.
    Workers { server: ServerId, limit: u16 },
}

/// How a store went down.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StoreDeath {
    /// Its process was killed: what it had handed to the operating system survives.
    Killed,
    /// Its machine lost power: what was on the disk survives. Not measured; as the systems' documentation says.
    PowerCut,
}

/// What a store is among its kind.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StoreRole {
    /// The servers ask it.
    Primary,
    /// It receives what the primary wrote.
    Replica,
}
