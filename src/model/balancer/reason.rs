//! Reasons for the balancer's choices, with the numbers behind them.

use serde::Serialize;

use crate::model::client::Address;
use crate::model::ids::ServerId;

use super::turns::Order;

/// Reason for the choice of a server, with the numbers that led to it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RouteReason {
    /// Next server of the round robin (rule R1: one pointer for all clients).
    RoundRobin {
        /// Pointer: server of the round-robin decision before; `None` for the first.
        after: Option<ServerId>,
        /// Server of the request before, by whatever decision; `None` for the first. A cookie does not move the
        /// pointer.
        last: Option<ServerId>,
        /// Number of servers passed over because they are out of rotation.
        skipped: u8,
        /// Number of servers in rotation.
        usable: u8,
        /// Order of the turns from this one on, if it is not by number: servers that enter the rotation go to its end.
        order: Option<Order>,
    },
    /// Server that the affinity cookie names (rule R10).
    Cookie,
    /// Next server of the round robin, as the affinity cookie names one that is out of rotation or unknown (rule R11).
    /// The answer sets a new cookie.
    CookieServerDown {
        /// Server that the cookie names.
        named: ServerId,
    },
    /// Source hash (rule R5).
    SourceHash(SourceHash),
    /// A new choice, as a server could not be reached (HAProxy `option redispatch`; rule R12).
    Redispatch {
        /// Server that could not be reached.
        from: ServerId,
        /// Number of connections tried there.
        tries: u8,
        /// Means of the new choice.
        by: NewChoice,
    },
}

/// Source hash: the address as a number, modulo the number of servers in rotation.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct SourceHash {
    /// Source address of the request.
    pub address: Address,
    /// Number of servers in rotation.
    pub usable: u8,
    /// Remainder of the division: the position among the servers in rotation, from 0.
    pub remainder: u8,
}

/// Means by which a redispatch chooses a server.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NewChoice {
    /// Next server of the round robin, without the one that could not be reached.
    NextInTurn,
    /// Source hash over the servers in rotation at that moment. While the dead server is one of them, the hash can
    /// choose it again.
    SourceHash(SourceHash),
}

impl RouteReason {
    /// True if a cookie or the source address chose the server, and not its turn.
    pub fn pins(self) -> bool {
        match self {
            RouteReason::Cookie | RouteReason::SourceHash(_) => true,
            RouteReason::RoundRobin { .. } | RouteReason::CookieServerDown { .. } | RouteReason::Redispatch { .. } => {
                false
            }
        }
    }
}
