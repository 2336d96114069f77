//! Turns of the round robin: the servers in rotation, one after the other.
//!
//! A server that enters the rotation goes to the end of the order. After server 2 returned, HAProxy's turns go 1, 3, 2
//! (recordings `rr_redisp` and `ins_redisp`).
//!
//! Simplified: HAProxy counts turns in periods of 16 for each server. Where a server enters also depends on how much of
//! the period is over, so it can enter one or two places earlier or later.

use serde::{Serialize, Serializer};

use crate::model::config::MAX_SERVERS;
use crate::model::ids::ServerId;

/// Servers in rotation, in the order of their turns.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Turns {
    servers: Vec<ServerId>,
    /// Place of the server that has the next turn; 0 without servers.
    next: usize,
}

impl Turns {
    /// Turns of this number of servers, by number.
    pub fn new(servers: u8) -> Turns {
        Turns { servers: (0..servers).map(ServerId).collect(), next: 0 }
    }

    /// Puts a server into rotation. It has its first turn after the present round.
    pub fn enter(&mut self, server: ServerId) {
        if !self.servers.contains(&server) {
            self.servers.push(server);
        }
    }

    /// Takes a server out of rotation.
    pub fn leave(&mut self, server: ServerId) {
        let Some(place) = self.servers.iter().position(|id| *id == server) else { return };
        self.servers.remove(place);
        if place < self.next {
            self.next -= 1;
        }
        self.wrap();
    }

    /// Gives the next server its turn, but not to `avoided` if there is another one; `None` without a server. A server
    /// that is avoided at its turn loses it.
    pub fn take(&mut self, avoided: Option<ServerId>) -> Option<ServerId> {
        let next = *self.servers.get(self.next)?;
        self.next += 1;
        self.wrap();
        if Some(next) == avoided && self.servers.len() > 1 {
            return self.take(None);
        }
        Some(next)
    }

    /// Servers in the order of their turns, from `first` on.
    pub fn order_from(&self, first: ServerId) -> Order {
        let start = self.servers.iter().position(|id| *id == first).unwrap_or(0);
        let (before, after) = self.servers.split_at(start);
        Order::of(after.iter().chain(before))
    }

    fn wrap(&mut self) {
        if self.next >= self.servers.len() {
            self.next = 0;
        }
    }
}

/// Servers in the order of their turns.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Order {
    servers: [ServerId; MAX_SERVERS as usize],
    count: u8,
}

impl Order {
    /// An order of these servers. Those beyond the maximum number of servers are left out.
    pub fn of<'a>(servers: impl IntoIterator<Item = &'a ServerId>) -> Order {
        let mut order = Order { servers: [ServerId(0); MAX_SERVERS as usize], count: 0 };
        for (place, server) in order.servers.iter_mut().zip(servers) {
            *place = *server;
            order.count += 1;
        }
        order
    }

    /// The servers; the first one has the present turn.
    pub fn servers(&self) -> &[ServerId] {
        &self.servers[..usize::from(self.count)]
    }
}

impl Serialize for Order {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.servers())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const S2: ServerId = ServerId(1);

    /// Numbers of the servers that have the coming turns.
    fn take(turns: &mut Turns, count: usize) -> Vec<u32> {
        (0..count).filter_map(|_| turns.take(None)).map(ServerId::number).collect()
    }

    #[test]
    fn r1_servers_take_turns_by_number() {
        assert_eq!(take(&mut Turns::new(3), 6), [1, 2, 3, 1, 2, 3]);
        assert_eq!(Turns::new(0).take(None), None);
    }

    #[test]
    fn recording_rr_redisp_a_server_dies_returns_and_another_is_added() {
        let mut turns = Turns::new(3);
        assert_eq!(take(&mut turns, 14), [1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2]);
        assert_eq!(turns.take(Some(S2)), Some(ServerId(2)), "server 2 refuses the connection");
        assert_eq!(take(&mut turns, 1), [1]);
        turns.leave(S2);
        assert_eq!(take(&mut turns, 6), [3, 1, 3, 1, 3, 1]);
        turns.enter(S2);
        assert_eq!(take(&mut turns, 12), [3, 2, 1, 3, 2, 1, 3, 2, 1, 3, 2, 1]);
        turns.enter(ServerId(3));
        assert_eq!(take(&mut turns, 12), [3, 2, 4, 1, 3, 2, 4, 1, 3, 2, 4, 1]);
    }

    #[test]
    fn recording_ins_redisp_a_server_returns_between_two_logins() {
        let mut turns = Turns::new(3);
        assert_eq!(take(&mut turns, 8), [1, 2, 3, 1, 2, 3, 1, 2]);
        assert_eq!(turns.take(Some(S2)), Some(ServerId(2)));
        turns.leave(S2);
        assert_eq!(take(&mut turns, 2), [1, 3]);
        turns.enter(S2);
        assert_eq!(take(&mut turns, 6), [1, 3, 2, 1, 3, 2]);
        assert_eq!(turns.order_from(ServerId(2)).servers(), [ServerId(2), S2, ServerId(0)]);
    }

    #[test]
    fn a_server_that_leaves_takes_no_turn_from_the_others() {
        for size in 2..=MAX_SERVERS {
            for (turn, gone) in (0..size).flat_map(|turn| (0..size).map(move |gone| (turn, ServerId(gone)))) {
                let mut turns = Turns::new(size);
                take(&mut turns, turn.into());
                let mut expected = take(&mut turns.clone(), size.into());
                expected.retain(|number| *number != gone.number());
                turns.leave(gone);
                assert_eq!(take(&mut turns, expected.len()), expected);
            }
        }
    }

    #[test]
    fn the_last_server_is_not_avoided() {
        let mut turns = Turns::new(1);
        assert_eq!(turns.take(Some(ServerId(0))), Some(ServerId(0)));
        turns.leave(ServerId(0));
        assert_eq!(turns.take(None), None);
    }
}
