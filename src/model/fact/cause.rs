//! Reasons that facts carry, as data.

use serde::Serialize;

use crate::model::http::Status;
use crate::model::ids::{ClientId, RequestId, ServerId, SessionId};
use crate::model::time::SimDuration;

/// Reason for a failed connection to a server.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ConnectError {
    /// No process listens there.
    Down,
    /// State transfer: the server takes no connection before it has the cluster's sessions (R26).
    Joining,
    /// Full queue: every worker is busy and this number of requests wait (Tomcat `acceptCount`).
    QueueFull { waiting: u16 },
}

/// Reaction of the balancer to a failed connection (rule R12).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RetryPlan {
    /// Retry on the same server after this time.
    SameServer { after: SimDuration },
    /// Retry on another server after this time (`option redispatch`).
    OtherServer { after: SimDuration },
    /// New source hash after this time (`option redispatch`). It can choose the same server again.
    HashAgain { after: SimDuration },
    /// Answer 503.
    GiveUp,
}

/// Reason for an error answer of the balancer.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BalancerError {
    /// 503: no server is in rotation (HAProxy: `<NOSRV>`).
    NoServer,
    /// 503: this number of connections failed (HAProxy: retries exhausted).
    RetriesExhausted { tries: u8 },
    /// 502: the server died with the request in it (HAProxy: connection closed before the answer).
    ServerDied { server: ServerId },
    /// 504: the server did not answer in time (HAProxy: `timeout server`).
    TimedOut { server: ServerId, after: SimDuration },
}

impl BalancerError {
    /// Status code of the answer.
    pub fn status(self) -> Status {
        match self {
            BalancerError::NoServer | BalancerError::RetriesExhausted { .. } => Status::ServiceUnavailable,
            BalancerError::ServerDied { .. } => Status::BadGateway,
            BalancerError::TimedOut { .. } => Status::GatewayTimeout,
        }
    }
}

/// Reason for a request's end without an answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DropCause {
    /// Death of the server with the request in it, without a balancer between.
    ConnectionReset { server: ServerId },
    /// Loss of the message in flight.
    LostInTransit,
}

/// Place of a change that the end of its session had not included, when that end removed the change.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum UnseenChange {
    /// In the session of the last member that had it. The copy of the end reached this member.
    Applied,
    /// In a copy that a member had not applied yet when it ended the session itself. No other member had it.
    Unapplied,
}

/// Reason for an orphaned session: one that a holder still has, though no cookie names it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum OrphanCause {
    /// New login, which overwrote the cookie.
    Overwritten { by: SessionId },
    /// Deletion of the browser's cookies.
    Cleared,
    /// End of the cookie's `Max-Age`.
    Lapsed,
    /// Refusal of the cookie by the browser.
    Refused,
    /// Loss of the copy that would have ended the session on this holder. It ended elsewhere.
    EndNotCopied,
    /// Loss of the answer with the `Set-Cookie` before it reached the browser.
    AnswerLost,
}

/// Reason for the end of a session that no request ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DestroyCause {
    /// Death of the only server or store that held it.
    Crash,
    /// Removal of the only server that held it.
    Removed,
    /// Loss of the last copy on its way to a member, after the servers that held the session were gone.
    CopyLost { to: ServerId },
    /// Promotion of a replica, or resynchronisation with a primary, that did not have it.
    Replaced,
    /// Idle timeout.
    Idle { for_: SimDuration },
}

/// Reason for the return of a session that had ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ReturnCause {
    /// Write of a request that had read the session before its end (a plain `SET`).
    Saved { by: RequestId },
    /// Copy or state transfer of a member that had the session before its end, to a member that the end does not reach.
    Copied { from: ServerId },
    /// Promotion of a replica, or restart of a store, that did not have the end. The end had been acknowledged.
    EndLost,
    /// The same, but the end had not been acknowledged: its request had got an error.
    EndNotAcknowledged,
}

/// A limit that was reached, with its value.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Limit {
    /// Maximum number of open requests of a browser.
    OpenRequests { client: ClientId, limit: u8 },
    /// Maximum number of items in a cart.
    Cart { client: ClientId, limit: u16 },
    /// Maximum number of servers at a time.
    Servers { limit: u8 },
    /// Highest number of a server. A removed server keeps its number.
    ServerNumbers { limit: u8 },
    /// Maximum number of workers of a server.
    Workers { server: ServerId, limit: u16 },
}

/// Kind of a store's death.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StoreDeath {
    /// Kill of its process. Data handed to the operating system survives.
    Killed,
    /// Power failure of its machine. Data on the disk survives. Not measured; as the systems document it.
    PowerCut,
}

/// Role of a store.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StoreRole {
    /// Store that the servers read and write.
    Primary,
    /// Store that receives the primary's writes.
    Replica,
}
