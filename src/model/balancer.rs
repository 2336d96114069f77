//! The load balancer: HAProxy in `mode http`. Decides which server gets a request and says why; keeps its own view
//! of which servers are up, which lags behind the truth by its health checks. Knows nothing of sessions.

use serde::Serialize;

use super::client::Address;
use super::config::Affinity;
use super::ids::{ServerId, all_servers};

/// Why a server was chosen, with the numbers the choice was made from.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RouteReason {
    /// The next in turn (rule R1: the pointer is the balancer's, not the client's).
    RoundRobin {
        /// Who got the request before this one.
        after: Option<ServerId>,
        /// Servers passed over because they are marked down.
        skipped: u8,
        /// Servers in rotation.
        usable: u8,
    },
    /// The affinity cookie names it (rule R10).
    Cookie,
    /// The affinity cookie named a server that is out of rotation or unknown, so the next in turn gets the request, and a
    /// new cookie (rule R11).
    CookieServerDown {
        /// Whom the cookie named.
        named: ServerId,
    },
    /// The source address as a number, modulo the usable servers (rule R5).
    SourceHash {
        /// Whose.
        address: Address,
        /// Servers in rotation.
        usable: u8,
        /// What is left of the division: the place among the usable servers, from 0.
        remainder: u8,
    },
    /// The server first chosen could not be reached, so the last retry goes to another
    /// (HAProxy `option redispatch`; rule R12).
    Redispatch {
        /// Who could not be reached.
        from: ServerId,
        /// Connections tried there.
        tries: u8,
    },
}

/// What the balancer looks at in a request.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Clue {
    /// Where it comes from.
    pub address: Address,
    /// The server its affinity cookie names.
    pub cookie: Option<ServerId>,
}

/// A choice with its reason.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Decision {
    /// Who gets the request.
    pub to: ServerId,
    /// Why.
    pub because: RouteReason,
}

/// What the balancer believes of one server.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Health {
    /// In rotation.
    pub up: bool,
    /// Checks in a row that contradict `up`.
    pub streak: u8,
    /// Whether the next check is in the agenda.
    pub check_due: bool,
}

/// What one health check changed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CheckOutcome {
    /// What was seen is what was believed.
    AsBelieved,
    /// The `n`th check in a row that contradicts the belief; not yet enough.
    Counted(u8),
    /// Enough: the server is taken out of rotation or put back.
    Flipped,
}

/// The balancer's state.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Balancer {
    /// Who got the last request, whatever led it there.
    pub last: Option<ServerId>,
    /// Who got the last request of the rotation, which goes on after it: a cookie or an address does not move it.
    turn: Option<ServerId>,
    /// Requests forwarded, a server an entry.
    pub forwarded: Vec<u32>,
    health: Vec<Health>,
}

impl Balancer {
    /// A balancer that believes all of its servers to be up.
    pub fn new(servers: usize) -> Balancer {
        let mut balancer = Balancer { last: None, turn: None, forwarded: Vec::new(), health: Vec::new() };
        for _ in 0..servers {
            balancer.add_server();
        }
        balancer
    }

    /// Puts one more server at the end of the rotation.
    ///
    /// HAProxy starts a server added at run time in maintenance until it is enabled, and refuses one under a map-based source
    /// hash; here it serves at once in every case.
    pub fn add_server(&mut self) {
        self.forwarded.push(0);
        self.health.push(Health { up: true, streak: 0, check_due: false });
    }

    /// What it believes of a server.
    pub fn health(&self, server: ServerId) -> Health {
        self.health[server.index()]
    }

    /// Notes whether the next check of a server is in the agenda.
    pub fn set_check_due(&mut self, server: ServerId, due: bool) {
        self.health[server.index()].check_due = due;
    }

    /// Servers in rotation.
    pub fn usable(&self) -> impl Iterator<Item = ServerId> {
        all_servers().zip(&self.health).filter(|(_, health)| health.up).map(|(server, _)| server)
    }

    /// Whether a server is in rotation.
    pub fn is_usable(&self, server: ServerId) -> bool {
        self.health(server).up
    }

    /// The server for a request: the one the affinity leads to, else the next in turn (rules R1, R5, R10, R11); `None`
    /// where none is in rotation.
    pub fn choose(&mut self, affinity: Affinity, clue: Clue) -> Option<Decision> {
        let decision = match (affinity, clue.cookie) {
            (Affinity::None, _) | (Affinity::Cookie, None) => self.in_turn()?,
            (Affinity::Source, _) => self.by_source(clue.address)?,
            (Affinity::Cookie, Some(named)) if self.knows(named) && self.is_usable(named) => {
                Decision { to: named, because: RouteReason::Cookie }
            }
            (Affinity::Cookie, Some(named)) => {
                Decision { because: RouteReason::CookieServerDown { named }, ..self.in_turn()? }
            }
        };
        self.forward(decision.to);
        Some(decision)
    }

    /// Another server than the one that could not be reached; `None` where there is no other in rotation.
    pub fn choose_other_than(&mut self, from: ServerId, tries: u8) -> Option<Decision> {
        let (to, _) = self.next_after(self.turn, Some(from))?;
        self.turn = Some(to);
        self.forward(to);
        Some(Decision { to, because: RouteReason::Redispatch { from, tries } })
    }

    /// Takes a server out for good.
    pub fn remove_server(&mut self, server: ServerId) {
        self.health[server.index()] = Health { up: false, streak: 0, check_due: false };
    }

    /// Puts a server into rotation or takes it out at once, without waiting for checks.
    pub fn set_usable(&mut self, server: ServerId, up: bool) {
        self.health[server.index()].up = up;
        self.health[server.index()].streak = 0;
    }

    /// Takes in what a health check saw. `threshold` is HAProxy's `fall` while the server is believed up, `rise`
    /// while it is believed down.
    pub fn note_check(&mut self, server: ServerId, seen_up: bool, threshold: u8) -> CheckOutcome {
        let health = &mut self.health[server.index()];
        if seen_up == health.up {
            health.streak = 0;
            return CheckOutcome::AsBelieved;
        }
        health.streak += 1;
        if health.streak < threshold {
            return CheckOutcome::Counted(health.streak);
        }
        health.up = seen_up;
        health.streak = 0;
        CheckOutcome::Flipped
    }

    fn knows(&self, server: ServerId) -> bool {
        server.index() < self.health.len()
    }

    fn in_turn(&mut self) -> Option<Decision> {
        let (to, skipped) = self.next_after(self.turn, None)?;
        let because = RouteReason::RoundRobin { after: self.turn, skipped, usable: self.usable().count() as u8 };
        self.turn = Some(to);
        Some(Decision { to, because })
    }

    fn forward(&mut self, to: ServerId) {
        self.last = Some(to);
        self.forwarded[to.index()] += 1;
    }

    fn by_source(&self, address: Address) -> Option<Decision> {
        let usable = self.usable().count() as u8;
        let remainder = address.number().checked_rem(u32::from(usable))? as u8;
        let to = self.usable().nth(usize::from(remainder))?;
        Some(Decision { to, because: RouteReason::SourceHash { address, usable, remainder } })
    }

    /// The next usable server after the one whose turn it was last, leaving one out, and how many were passed over on the way.
    fn next_after(&self, last: Option<ServerId>, leave_out: Option<ServerId>) -> Option<(ServerId, u8)> {
        let count = self.health.len();
        let first = last.map_or(0, |last| last.index() + 1);
        (0..count).find_map(|skipped| {
            let server = ServerId(((first + skipped) % count) as u8);
            (self.is_usable(server) && Some(server) != leave_out).then_some((server, skipped as u8))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CLUE: Clue = Clue { address: Address([203, 0, 113, 7]), cookie: None };

    fn in_turn(balancer: &mut Balancer) -> Decision {
        balancer.choose(Affinity::None, CLUE).unwrap()
    }

    #[test]
    fn r5_a_source_hash_is_the_address_modulo_the_usable_servers() {
        let mut balancer = Balancer::new(3);
        let servers = |balancer: &mut Balancer| -> Vec<u32> {
            let to = |last| balancer.choose(Affinity::Source, Clue { address: Address([203, 0, 113, last]), ..CLUE });
            [7, 21, 35].map(to).map(|decision| decision.unwrap().to.number()).to_vec()
        };
        assert_eq!(servers(&mut balancer), [3, 2, 1]);
        balancer.note_check(ServerId(2), false, 1);
        // The modulus shrinks, so people of servers that live are moved as well.
        assert_eq!(servers(&mut balancer), [2, 2, 2]);
    }

    #[test]
    fn r10_r11_a_cookie_leads_to_its_server_and_one_that_is_down_is_passed_over() {
        let mut balancer = Balancer::new(3);
        let pinned = Clue { cookie: Some(ServerId(2)), ..CLUE };
        let decision = balancer.choose(Affinity::Cookie, pinned).unwrap();
        assert_eq!((decision.to, decision.because), (ServerId(2), RouteReason::Cookie));
        balancer.note_check(ServerId(2), false, 1);
        let moved = balancer.choose(Affinity::Cookie, pinned).unwrap();
        assert_eq!(moved.because, RouteReason::CookieServerDown { named: ServerId(2) });
        let unknown = Clue { cookie: Some(ServerId(200)), ..CLUE };
        assert!(balancer.choose(Affinity::Cookie, unknown).is_some(), "an unknown value is treated as new");
    }

    #[test]
    fn whatever_leads_a_request_to_a_server_it_got_the_last_one_and_the_rotation_goes_on_where_it_was() {
        let mut balancer = Balancer::new(3);
        in_turn(&mut balancer);
        balancer.choose(Affinity::Cookie, Clue { cookie: Some(ServerId(2)), ..CLUE });
        assert_eq!(balancer.last, Some(ServerId(2)));
        let by_address = balancer.choose(Affinity::Source, CLUE).unwrap();
        assert_eq!(balancer.last, Some(by_address.to));
        assert_eq!(in_turn(&mut balancer).to, ServerId(1));
        assert_eq!(balancer.last, Some(ServerId(1)));
    }

    #[test]
    fn r1_round_robin_visits_the_usable_servers_cyclically() {
        let mut balancer = Balancer::new(3);
        let visits: Vec<u32> = (0..6).map(|_| in_turn(&mut balancer).to.number()).collect();
        assert_eq!(visits, [1, 2, 3, 1, 2, 3]);
        balancer.note_check(ServerId(1), false, 1);
        let visits: Vec<u32> = (0..4).map(|_| in_turn(&mut balancer).to.number()).collect();
        assert_eq!(visits, [1, 3, 1, 3]);
    }

    #[test]
    fn a_server_leaves_the_rotation_after_fall_failed_checks_and_returns_after_rise_good_ones() {
        let mut balancer = Balancer::new(1);
        let only = ServerId(0);
        assert_eq!(balancer.note_check(only, false, 3), CheckOutcome::Counted(1));
        assert_eq!(balancer.note_check(only, false, 3), CheckOutcome::Counted(2));
        assert_eq!(balancer.note_check(only, false, 3), CheckOutcome::Flipped);
        assert_eq!(balancer.choose(Affinity::None, CLUE), None);
        assert_eq!(balancer.note_check(only, true, 2), CheckOutcome::Counted(1));
        assert_eq!(balancer.note_check(only, true, 2), CheckOutcome::Flipped);
        assert!(balancer.is_usable(only));
    }

    #[test]
    fn one_good_check_starts_the_count_anew() {
        let mut balancer = Balancer::new(1);
        balancer.note_check(ServerId(0), false, 3);
        assert_eq!(balancer.note_check(ServerId(0), true, 3), CheckOutcome::AsBelieved);
        assert_eq!(balancer.note_check(ServerId(0), false, 3), CheckOutcome::Counted(1));
    }
}
