//! Requests that the balancer has taken and not yet answered.

use std::collections::BTreeMap;

use super::client::Address;
use super::http::Request;
use super::ids::{RequestId, ServerId};

/// A request the balancer has taken and not yet answered.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Connection {
    /// As it arrived.
    pub request: Request,
    /// Where it came from.
    pub from: Address,
    /// Who it was forwarded to.
    pub server: ServerId,
    /// Connections tried, on whichever server.
    pub tries: u8,
    /// Whether the next try goes to another server.
    pub redispatch: bool,
    /// Whether the balancer waits to try again, rather than for a server.
    pub pausing: bool,
}

/// All connections, by request: a request has one at a time.
pub type Connections = BTreeMap<RequestId, Connection>;
