//! The load balancer: HAProxy in `mode http`. Chooses a server for each request and gives the reason. Its view of the
//! servers follows their true state only after some health checks. Knows nothing of sessions.

use serde::Serialize;

use super::client::Address;
use super::config::Affinity;
use super::ids::{ServerId, all_servers};

/// Reason for the choice of a server, with the numbers that led to it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RouteReason {
    /// Next server of the round robin (rule R1: one pointer for all clients).
    RoundRobin {
        /// Server of the round-robin decision before; `None` for the first.
        after: Option<ServerId>,
        /// Number of servers passed over because they are marked down.
        skipped: u8,
        /// Number of servers in rotation.
        usable: u8,
    },
    /// Server that the affinity cookie names (rule R10).
    Cookie,
    /// Next server of the round robin, as the affinity cookie names one that is out of rotation or unknown (rule R11).
    /// The answer sets a new cookie.
    CookieServerDown {
        /// Server that the cookie names.
        named: ServerId,
    },
    /// Source hash: the address as a number, modulo the number of servers in rotation (rule R5).
    SourceHash {
        /// Source address of the request.
        address: Address,
        /// Number of servers in rotation.
        usable: u8,
        /// Remainder of the division: the position among the servers in rotation, from 0.
        remainder: u8,
    },
    /// Another server for the last retry, as the first one could not be reached (HAProxy `option redispatch`; rule
    /// R12).
    Redispatch {
        /// Server that could not be reached.
        from: ServerId,
        /// Number of connections tried there.
        tries: u8,
    },
}

/// Parts of a request that decide its server.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RoutingKey {
    /// Source address.
    pub address: Address,
    /// Server that the affinity cookie names.
    pub cookie: Option<ServerId>,
}

/// Chosen server, with the reason.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Decision {
    /// Server that gets the request.
    pub to: ServerId,
    /// Reason.
    pub because: RouteReason,
}

/// The balancer's view of one server.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Health {
    /// True if the server is in rotation.
    pub up: bool,
    /// Number of checks in a row that contradict `up`.
    pub streak: u8,
    /// True if the next check is in the agenda.
    pub check_due: bool,
}

/// Effect of one health check.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CheckOutcome {
    /// No effect: the result agrees with the balancer's view.
    Unchanged,
    /// Count of checks in a row that contradict the balancer's view; not yet enough.
    Counted(u8),
    /// Change of the balancer's view: the server leaves the rotation or returns to it.
    Changed,
}

/// State of the balancer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Balancer {
    /// Server of the last request.
    pub last: Option<ServerId>,
    /// Server of the last round-robin decision. Decisions by cookie or source address do not move it.
    round_robin_last: Option<ServerId>,
    /// Number of requests forwarded, by server.
    pub forwarded: Vec<u32>,
    health: Vec<Health>,
}

impl Balancer {
    /// A balancer with all of its servers in rotation.
    pub fn new(servers: usize) -> Balancer {
        let mut balancer = Balancer { last: None, round_robin_last: None, forwarded: Vec::new(), health: Vec::new() };
        for _ in 0..servers {
            balancer.add_server();
        }
        balancer
    }

    /// Adds a server at the end of the rotation.
    ///
    /// Simplified: it serves at once. HAProxy starts a server that is added at run time in maintenance mode, and
    /// refuses one under a map-based source hash.
    pub fn add_server(&mut self) {
        self.forwarded.push(0);
        self.health.push(Health { up: true, streak: 0, check_due: false });
    }

    /// View of a server.
    pub fn health(&self, server: ServerId) -> Health {
        self.health[server.index()]
    }

    /// Sets `check_due` of a server.
    pub fn set_check_due(&mut self, server: ServerId, due: bool) {
        self.health[server.index()].check_due = due;
    }

    /// Servers in rotation, by id.
    pub fn usable(&self) -> impl Iterator<Item = ServerId> {
        all_servers().zip(&self.health).filter(|(_, health)| health.up).map(|(server, _)| server)
    }

    /// True if a server is in rotation. False for an unknown server.
    pub fn is_usable(&self, server: ServerId) -> bool {
        self.health.get(server.index()).is_some_and(|health| health.up)
    }

    /// Server of an address by source hash (rule R5); `None` if no server is in rotation.
    pub fn by_source(&self, address: Address) -> Option<Decision> {
        let usable = self.usable().count() as u8;
        let remainder = address.number().checked_rem(u32::from(usable))? as u8;
        let to = self.usable().nth(usize::from(remainder))?;
        Some(Decision { to, because: RouteReason::SourceHash { address, usable, remainder } })
    }

    /// Chooses the server of a request by affinity, else by round robin (rules R1, R5, R10, R11); `None` if no server
    /// is in rotation.
    pub fn choose(&mut self, affinity: Affinity, key: RoutingKey) -> Option<Decision> {
        let decision = match (affinity, key.cookie) {
            (Affinity::None, _) | (Affinity::Cookie, None) => self.by_round_robin()?,
            (Affinity::Source, _) => self.by_source(key.address)?,
            (Affinity::Cookie, Some(named)) if self.is_usable(named) => {
                Decision { to: named, because: RouteReason::Cookie }
            }
            (Affinity::Cookie, Some(named)) => {
                Decision { because: RouteReason::CookieServerDown { named }, ..self.by_round_robin()? }
            }
        };
        self.count_forwarded(decision.to);
        Some(decision)
    }

    /// Chooses another server than the one that could not be reached; `None` if no other is in rotation.
    pub fn redispatch(&mut self, from: ServerId, tries: u8) -> Option<Decision> {
        let (to, _) = self.next_in_rotation(Some(from))?;
        self.round_robin_last = Some(to);
        self.count_forwarded(to);
        Some(Decision { to, because: RouteReason::Redispatch { from, tries } })
    }

    /// Takes a server out of rotation for good.
    pub fn remove_server(&mut self, server: ServerId) {
        self.health[server.index()] = Health { up: false, streak: 0, check_due: false };
    }

    /// Puts a server into rotation or takes it out, without health checks.
    pub fn set_usable(&mut self, server: ServerId, up: bool) {
        self.health[server.index()].up = up;
        self.health[server.index()].streak = 0;
    }

    /// Counts the result of a health check. `threshold` is HAProxy's `fall` for a server in rotation, and `rise` for
    /// one out of it.
    pub fn count_check(&mut self, server: ServerId, seen_up: bool, threshold: u8) -> CheckOutcome {
        let health = &mut self.health[server.index()];
        if seen_up == health.up {
            health.streak = 0;
            return CheckOutcome::Unchanged;
        }
        health.streak += 1;
        if health.streak < threshold {
            return CheckOutcome::Counted(health.streak);
        }
        health.up = seen_up;
        health.streak = 0;
        CheckOutcome::Changed
    }

    fn by_round_robin(&mut self) -> Option<Decision> {
        let (to, skipped) = self.next_in_rotation(None)?;
        let after = self.round_robin_last.replace(to);
        let because = RouteReason::RoundRobin { after, skipped, usable: self.usable().count() as u8 };
        Some(Decision { to, because })
    }

    fn count_forwarded(&mut self, to: ServerId) {
        self.last = Some(to);
        self.forwarded[to.index()] += 1;
    }

    /// Next server in rotation after the last round-robin decision, without `excluded`, and the number of servers
    /// passed over.
    fn next_in_rotation(&self, excluded: Option<ServerId>) -> Option<(ServerId, u8)> {
        let count = self.health.len();
        let first = self.round_robin_last.map_or(0, |last| last.index() + 1);
        (0..count).find_map(|skipped| {
            let server = ServerId(((first + skipped) % count) as u8);
            (self.is_usable(server) && Some(server) != excluded).then_some((server, skipped as u8))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: RoutingKey = RoutingKey { address: Address([203, 0, 113, 7]), cookie: None };

    fn by_round_robin(balancer: &mut Balancer) -> Decision {
        balancer.choose(Affinity::None, KEY).unwrap()
    }

    #[test]
    fn r5_source_hash_is_address_modulo_servers_in_rotation() {
        let mut balancer = Balancer::new(3);
        let servers = |balancer: &mut Balancer| -> Vec<u32> {
            let to =
                |last| balancer.choose(Affinity::Source, RoutingKey { address: Address([203, 0, 113, last]), ..KEY });
            [7, 21, 35].map(to).map(|decision| decision.unwrap().to.number()).to_vec()
        };
        assert_eq!(servers(&mut balancer), [3, 2, 1]);
        balancer.count_check(ServerId(2), false, 1);
        // The modulus shrinks, so clients of servers that are up are moved as well.
        assert_eq!(servers(&mut balancer), [2, 2, 2]);
    }

    #[test]
    fn r10_r11_cookie_leads_to_its_server_unless_it_is_down() {
        let mut balancer = Balancer::new(3);
        let pinned = RoutingKey { cookie: Some(ServerId(2)), ..KEY };
        let decision = balancer.choose(Affinity::Cookie, pinned).unwrap();
        assert_eq!((decision.to, decision.because), (ServerId(2), RouteReason::Cookie));
        balancer.count_check(ServerId(2), false, 1);
        let moved = balancer.choose(Affinity::Cookie, pinned).unwrap();
        assert_eq!(moved.because, RouteReason::CookieServerDown { named: ServerId(2) });
        let unknown = RoutingKey { cookie: Some(ServerId(200)), ..KEY };
        assert!(balancer.choose(Affinity::Cookie, unknown).is_some(), "an unknown value counts as no cookie");
    }

    #[test]
    fn decisions_by_cookie_or_source_do_not_move_the_round_robin() {
        let mut balancer = Balancer::new(3);
        by_round_robin(&mut balancer);
        balancer.choose(Affinity::Cookie, RoutingKey { cookie: Some(ServerId(2)), ..KEY });
        assert_eq!(balancer.last, Some(ServerId(2)));
        let by_address = balancer.choose(Affinity::Source, KEY).unwrap();
        assert_eq!(balancer.last, Some(by_address.to));
        assert_eq!(by_round_robin(&mut balancer).to, ServerId(1));
        assert_eq!(balancer.last, Some(ServerId(1)));
    }

    #[test]
    fn r1_round_robin_cycles_through_servers_in_rotation() {
        let mut balancer = Balancer::new(3);
        let visits: Vec<u32> = (0..6).map(|_| by_round_robin(&mut balancer).to.number()).collect();
        assert_eq!(visits, [1, 2, 3, 1, 2, 3]);
        balancer.count_check(ServerId(1), false, 1);
        let visits: Vec<u32> = (0..4).map(|_| by_round_robin(&mut balancer).to.number()).collect();
        assert_eq!(visits, [1, 3, 1, 3]);
    }

    #[test]
    fn server_leaves_rotation_after_fall_and_returns_after_rise() {
        let mut balancer = Balancer::new(1);
        let only = ServerId(0);
        assert_eq!(balancer.count_check(only, false, 3), CheckOutcome::Counted(1));
        assert_eq!(balancer.count_check(only, false, 3), CheckOutcome::Counted(2));
        assert_eq!(balancer.count_check(only, false, 3), CheckOutcome::Changed);
        assert_eq!(balancer.choose(Affinity::None, KEY), None);
        assert_eq!(balancer.count_check(only, true, 2), CheckOutcome::Counted(1));
        assert_eq!(balancer.count_check(only, true, 2), CheckOutcome::Changed);
        assert!(balancer.is_usable(only));
    }

    #[test]
    fn one_good_check_resets_the_count() {
        let mut balancer = Balancer::new(1);
        balancer.count_check(ServerId(0), false, 3);
        assert_eq!(balancer.count_check(ServerId(0), true, 3), CheckOutcome::Unchanged);
        assert_eq!(balancer.count_check(ServerId(0), false, 3), CheckOutcome::Counted(1));
    }
}
