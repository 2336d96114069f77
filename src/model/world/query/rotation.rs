//! Queries about the servers that answer requests, and about the balancer's choice among them.

use crate::model::balancer::Standing;
use crate::model::client::Address;
use crate::model::config::{MAX_SERVER_NUMBER, MAX_SERVERS, Setting};
use crate::model::fact::Limit;
use crate::model::ids::ServerId;
use crate::model::server::Server;
use crate::model::time::SimDuration;

use super::World;

impl World {
    /// Servers that were not removed, up or down.
    pub fn present_servers(&self) -> impl Iterator<Item = &Server> {
        self.servers.iter().filter(|server| !server.is_removed())
    }

    /// Limit that forbids one more server, if it is reached.
    pub fn limit_of_servers(&self) -> Option<Limit> {
        if self.present_servers().count() >= usize::from(MAX_SERVERS) {
            return Some(Limit::Servers { limit: MAX_SERVERS });
        }
        let is_last = self.servers.len() >= usize::from(MAX_SERVER_NUMBER);
        is_last.then_some(Limit::ServerNumbers { limit: MAX_SERVER_NUMBER })
    }

    /// True if a balancer spreads the requests over two servers or more.
    pub fn has_several_servers(&self) -> bool {
        self.balancer.is_some() && self.present_servers().nth(1).is_some()
    }

    /// Number of servers that requests are sent to: those in rotation, or, without a balancer, those that are up.
    pub fn usable_servers(&self) -> usize {
        match &self.balancer {
            Some(balancer) => balancer.usable().count(),
            None => self.servers.iter().filter(|server| server.is_up()).count(),
        }
    }

    /// True if the balancer sends requests to this server. False without a balancer.
    pub fn is_in_rotation(&self, server: ServerId) -> bool {
        self.balancer.as_ref().is_some_and(|balancer| balancer.is_usable(server))
    }

    /// Number of health checks in a row that a server out of rotation has yet to pass; `None` for other servers.
    pub fn checks_until_return(&self, server: ServerId) -> Option<u64> {
        match self.balancer.as_ref()?.health(server).standing {
            Standing::Down { passed } => Some(self.config.get(Setting::Rise) - u64::from(passed)),
            Standing::Up { .. } | Standing::Starting | Standing::Removed => None,
        }
    }

    /// True if the balancer takes this server out of rotation within this time, if the server still fails its checks.
    pub fn leaves_rotation_within(&self, server: ServerId, time: SimDuration) -> bool {
        let Some(balancer) = &self.balancer else { return false };
        let Standing::Up { failed } = balancer.health(server).standing else { return false };
        let interval = self.config.duration(Setting::CheckInterval);
        let mut check = self.now.next_multiple(interval);
        for _ in u64::from(failed) + 1..self.config.get(Setting::Fall) {
            check = check.next_multiple(interval);
        }
        check <= self.now + time
    }

    /// Server that the source hash gives this address (rule R5); `None` without a balancer or a server in rotation.
    pub fn server_by_source(&self, address: Address) -> Option<ServerId> {
        self.balancer.as_ref()?.by_source(address).map(|(server, _)| server)
    }
}
