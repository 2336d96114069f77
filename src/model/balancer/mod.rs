//! The load balancer: HAProxy in `mode http`. Chooses a server for each request and gives the reason. Its view of the
//! servers follows their true state only after some health checks. Knows nothing of sessions.

mod reason;
mod turns;

use super::client::Address;
use super::config::Affinity;
use super::ids::ServerId;

pub use reason::{NewChoice, RouteReason, SourceHash};
pub use turns::Order;

use turns::Turns;

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

/// The balancer's view of one server. Each change of the rotation is told by a fact.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// In rotation. This number of health checks in a row has failed.
    Up { failed: u8 },
    /// Out of rotation. This number of health checks in a row has passed.
    Down { passed: u8 },
    /// Not yet in rotation: the server was added, and enters at the end of its state transfer without health checks.
    Starting,
    /// Out of rotation for good.
    Removed,
}

impl Standing {
    /// View of a server in rotation without a failed check.
    const UP: Standing = Standing::Up { failed: 0 };
    /// View of a server out of rotation without a passed check.
    const DOWN: Standing = Standing::Down { passed: 0 };

    /// True if the server is in rotation.
    pub fn is_up(self) -> bool {
        matches!(self, Standing::Up { .. })
    }

    /// True if health checks could change this view. `serves` is true if the server accepts connections.
    pub fn needs_checks(self, serves: bool) -> bool {
        match self {
            Standing::Up { failed } => failed > 0 || !serves,
            Standing::Down { passed } => passed > 0 || serves,
            Standing::Starting | Standing::Removed => false,
        }
    }
}

/// Health of one server, as the balancer knows it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Health {
    /// View of the server.
    pub standing: Standing,
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
    pointer: Option<ServerId>,
    /// Order in which the servers in rotation have their turns.
    turns: Turns,
    /// Number of requests forwarded, by server.
    pub forwarded: Vec<u32>,
    health: Vec<Health>,
}

impl Balancer {
    /// A balancer with all of its servers in rotation.
    pub fn new(servers: u8) -> Balancer {
        let count = usize::from(servers);
        Balancer {
            last: None,
            pointer: None,
            turns: Turns::new(servers),
            forwarded: vec![0; count],
            health: vec![Health { standing: Standing::UP, check_due: false }; count],
        }
    }

    /// Adds a server: to the rotation, or, while it is `joining` the cluster, beside it.
    ///
    /// Simplified: it serves at once. HAProxy starts a server that is added at run time in maintenance mode, and
    /// refuses one under a map-based source hash.
    pub fn add_server(&mut self, joining: bool) {
        let server = ServerId(self.health.len() as u8);
        self.forwarded.push(0);
        self.health.push(Health { standing: Standing::Starting, check_due: false });
        if !joining {
            self.enter(server);
        }
    }

    /// Puts an added server into rotation at the end of its state transfer. Returns false for any other server: one
    /// that was in rotation before returns by its health checks alone.
    pub fn enter(&mut self, server: ServerId) -> bool {
        let is_starting = self.health[server.index()].standing == Standing::Starting;
        if is_starting {
            self.health[server.index()].standing = Standing::UP;
            self.turns.enter(server);
        }
        is_starting
    }

    /// The process of a server died. An added one that was not yet in rotation must pass health checks from now on.
    pub fn lose_process(&mut self, server: ServerId) {
        let standing = &mut self.health[server.index()].standing;
        if *standing == Standing::Starting {
            *standing = Standing::DOWN;
        }
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
        let in_rotation = self.health.iter().enumerate().filter(|(_, health)| health.standing.is_up());
        in_rotation.map(|(index, _)| ServerId(index as u8))
    }

    /// True if a server is in rotation. False for an unknown server.
    pub fn is_usable(&self, server: ServerId) -> bool {
        self.health.get(server.index()).is_some_and(|health| health.standing.is_up())
    }

    /// Server of an address by source hash (rule R5); `None` if no server is in rotation.
    pub fn by_source(&self, address: Address) -> Option<(ServerId, SourceHash)> {
        let usable = self.usable().count() as u8;
        let remainder = address.number().checked_rem(u32::from(usable))? as u8;
        let to = self.usable().nth(usize::from(remainder))?;
        Some((to, SourceHash { address, usable, remainder }))
    }

    /// Chooses the server of a request by affinity, else by round robin (rules R1, R5, R10, R11); `None` if no server
    /// is in rotation.
    pub fn choose(&mut self, affinity: Affinity, key: RoutingKey) -> Option<Decision> {
        let decision = match (affinity, key.cookie) {
            (Affinity::None, _) | (Affinity::Cookie, None) => self.by_round_robin()?,
            (Affinity::Source, _) => {
                let (to, hash) = self.by_source(key.address)?;
                Decision { to, because: RouteReason::SourceHash(hash) }
            }
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

    /// Chooses a server anew for a request whose server could not be reached in this number of `tries`; `None` if no
    /// other is in rotation. A source hash can choose the same one.
    pub fn redispatch(&mut self, affinity: Affinity, address: Address, from: ServerId, tries: u8) -> Option<Decision> {
        let (to, by) = match affinity {
            Affinity::None | Affinity::Cookie => {
                self.usable().find(|other| *other != from)?;
                let to = self.turns.take(Some(from))?;
                self.pointer = Some(to);
                (to, NewChoice::NextInTurn)
            }
            Affinity::Source => {
                let (to, hash) = self.by_source(address)?;
                (to, NewChoice::SourceHash(hash))
            }
        };
        self.count_forwarded(to);
        Some(Decision { to, because: RouteReason::Redispatch { from, tries, by } })
    }

    /// Takes a server out of rotation for good.
    pub fn remove_server(&mut self, server: ServerId) {
        self.health[server.index()] = Health { standing: Standing::Removed, check_due: false };
        self.turns.leave(server);
    }

    /// Counts the result of a health check. `threshold` is HAProxy's `fall` for a server in rotation, and `rise` for
    /// one out of it.
    pub fn count_check(&mut self, server: ServerId, seen_up: bool, threshold: u8) -> CheckOutcome {
        let standing = &mut self.health[server.index()].standing;
        let (count, changed) = match (*standing, seen_up) {
            (Standing::Up { failed }, false) => (failed + 1, Standing::DOWN),
            (Standing::Down { passed }, true) => (passed + 1, Standing::UP),
            (Standing::Up { .. }, true) => {
                *standing = Standing::UP;
                return CheckOutcome::Unchanged;
            }
            (Standing::Down { .. }, false) => {
                *standing = Standing::DOWN;
                return CheckOutcome::Unchanged;
            }
            (Standing::Starting | Standing::Removed, _) => return CheckOutcome::Unchanged,
        };
        if count >= threshold {
            *standing = changed;
            if seen_up {
                self.turns.enter(server);
            } else {
                self.turns.leave(server);
            }
            return CheckOutcome::Changed;
        }
        *standing = if seen_up { Standing::Down { passed: count } } else { Standing::Up { failed: count } };
        CheckOutcome::Counted(count)
    }

    fn by_round_robin(&mut self) -> Option<Decision> {
        let by_number = self.next_by_number();
        let to = self.turns.take(None)?;
        let (skipped, order) = match by_number {
            Some((server, skipped)) if server == to => (skipped, None),
            _ => (0, Some(self.turns.order_from(to))),
        };
        let usable = self.usable().count() as u8;
        let because = RouteReason::RoundRobin { after: self.pointer, last: self.last, skipped, usable, order };
        self.pointer = Some(to);
        Some(Decision { to, because })
    }

    fn count_forwarded(&mut self, to: ServerId) {
        self.last = Some(to);
        self.forwarded[to.index()] += 1;
    }

    /// Next server in rotation by number, after the one of the last turn, and the number of servers passed over.
    fn next_by_number(&self) -> Option<(ServerId, u8)> {
        let count = self.health.len();
        let first = self.pointer.map_or(0, |last| last.index() + 1);
        (0..count).find_map(|skipped| {
            let server = ServerId(((first + skipped) % count) as u8);
            self.is_usable(server).then_some((server, skipped as u8))
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
