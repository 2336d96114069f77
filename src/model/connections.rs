//! Requests that the balancer has taken and not yet answered.

use std::collections::BTreeMap;

use super::client::Address;
use super::fact::RetryPlan;
use super::http::Request;
use super::ids::{RequestId, ServerId};

/// A request that the balancer has taken and not yet answered.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Connection {
    /// Request as it arrived.
    pub request: Request,
    /// Source address.
    pub from: Address,
    /// Server that it was forwarded to.
    pub server: ServerId,
    /// True if a cookie or the source address chose the server, which keeps the request there through its retries.
    pub pinned: bool,
    /// Number of connections tried, on all servers.
    pub tries: u8,
    /// Number of connections tried on `server` since it was chosen.
    pub tries_here: u8,
    /// State of the last try.
    pub attempt: Attempt,
}

/// State of the balancer's last try to reach a server.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Attempt {
    /// The request was sent, and the balancer waits for the server's answer.
    Sent,
    /// The connection failed. The balancer waits for no server until its next try.
    Failed { then: RetryPlan },
}

/// All connections, by request. A request has one at a time.
pub type Connections = BTreeMap<RequestId, Connection>;
