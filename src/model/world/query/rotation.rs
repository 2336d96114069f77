//! Queries about the servers that answer requests, and about the balancer's choice among them.

use crate::model::client::Address;
use crate::model::ids::ServerId;
use crate::model::server::Server;

use super::World;

impl World {
    /// Servers that were not removed, up or down.
    pub fn present_servers(&self) -> impl Iterator<Item = &Server> {
        self.servers.iter().filter(|server| !server.removed)
    }

    /// True if a balancer spreads the requests over two servers or more.
    pub fn has_several_servers(&self) -> bool {
        self.balancer.is_some() && self.present_servers().nth(1).is_some()
    }

    /// Number of servers that requests are sent to: those in rotation, or, without a balancer, those that are up.
    pub fn usable_servers(&self) -> usize {
        match &self.balancer {
            Some(balancer) => balancer.usable().count(),
            None => self.servers.iter().filter(|server| server.up).count(),
        }
    }

    /// True if the balancer sends requests to this server. False without a balancer.
    pub fn is_in_rotation(&self, server: ServerId) -> bool {
        self.balancer.as_ref().is_some_and(|balancer| balancer.is_usable(server))
    }

    /// Server that the source hash gives this address (rule R5); `None` without a balancer or a server in rotation.
    pub fn server_by_source(&self, address: Address) -> Option<ServerId> {
        self.balancer.as_ref()?.by_source(address).map(|decision| decision.to)
    }
}
