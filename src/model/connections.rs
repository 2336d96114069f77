//! Requests that the balancer has taken and not yet answered.

use std::collections::BTreeMap;

use super::client::Address;
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
    /// Number of connections tried, on all servers.
    pub tries: u8,
    /// True if the next try goes to another server.
    pub redispatch: bool,
    /// True during the pause before a retry. The balancer then waits for no server.
    pub pausing: bool,
}

/// All connections, by request. A request has one at a time.
pub type Connections = BTreeMap<RequestId, Connection>;
