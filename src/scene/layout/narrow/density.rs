//! Heights of cards and gaps in the narrow layout. In a room that is too low, first the gaps shrink, then the balancer,
//! the clients' cards, and at last the cards of servers and stores.

use super::super::{CARD_H, CLEAR, MIN_TRAVEL, TOKEN_R, Topology};
use super::{COMPACT_CARD_H, FULL_CARD_H, IDLE_H, ROW_GAP, Rows, idle_rows};

/// Least distance between a row and the hub at which a message's card can move.
pub(super) const CARD_GAP: i32 = CARD_H + 2 * CLEAR + MIN_TRAVEL;
/// Height of a balancer with its name and its policy in one line.
pub(super) const SLIM_BALANCER_H: i32 = 46;
/// Distance between two rows of nodes: a token with its margins, and a little way to move.
const TOKEN_GAP: i32 = 34;
/// Least distance between two rows of nodes: a token with its margins.
const LEAST_GAP: i32 = 2 * TOKEN_R + 2 * CLEAR;
/// Least height of a balancer that a finger can hit.
const LEAST_BALANCER_H: i32 = 44;
/// Distance between a row and the hub, and between the clients and server 1 without a balancer.
const HUB_GAP: i32 = 82;
const DIRECT_GAP: i32 = 150;
/// Distance between the servers and the store: room for a moving token.
const STORE_GAP: i32 = 60;
/// Height of the balancer: its name and two more lines.
const BALANCER_H: i32 = 66;
/// Height of server 1 without a balancer.
const DIRECT_SERVER_H: i32 = 148;
const STORE_H: i32 = 124;
/// Heights of cards: with all content, small in a single row, small in two rows.
const CLIENT_H: [i32; 3] = [FULL_CARD_H, 84, 72];
const SERVER_H: [i32; 3] = [124, 104, 84];
/// Height of a client's card with two lines, and the least width of a card with name and status in one line.
const SLIM_CLIENT_H: i32 = 48;
const SLIM_CLIENT_W: i32 = 88;

/// Heights and distances, in CSS pixels.
#[derive(Clone, Copy)]
pub(super) struct Sizes {
    pub(super) client_h: i32,
    pub(super) hub_h: i32,
    pub(super) server_h: i32,
    pub(super) store_h: i32,
    /// Distance between the hub and the rows next to it.
    pub(super) hub_gap: i32,
    pub(super) store_gap: i32,
}

/// Greatest heights of clients, of the balancer, and of servers and stores, and the least distance between rows.
type Limits = (i32, i32, i32, i32);
/// From the natural heights to the lowest cards, which show one session each.
const DENSITIES: [Limits; 9] = [
    (i32::MAX, i32::MAX, i32::MAX, CARD_GAP),
    (i32::MAX, SLIM_BALANCER_H, i32::MAX, CARD_GAP),
    (COMPACT_CARD_H, SLIM_BALANCER_H, i32::MAX, CARD_GAP),
    (COMPACT_CARD_H, SLIM_BALANCER_H, 84, CARD_GAP),
    (COMPACT_CARD_H, SLIM_BALANCER_H, 84, TOKEN_GAP),
    (COMPACT_CARD_H, SLIM_BALANCER_H, 68, TOKEN_GAP),
    (SLIM_CLIENT_H, SLIM_BALANCER_H, 68, TOKEN_GAP),
    (SLIM_CLIENT_H, SLIM_BALANCER_H, 48, TOKEN_GAP),
    (SLIM_CLIENT_H, LEAST_BALANCER_H, 48, LEAST_GAP),
];

impl Sizes {
    /// Returns the sizes for a room of this height without its padding: the natural ones if they fit, else the least
    /// dense ones that fit, else the densest ones.
    pub(super) fn of(topology: &Topology, rows: (&Rows, &Rows), room: i32) -> Sizes {
        let natural = Sizes::natural(topology, rows);
        if natural.height(topology, rows) <= room {
            return natural;
        }
        let mut sizes = natural;
        for limits in DENSITIES {
            sizes = natural.limited(topology, rows.0, limits);
            let height = sizes.height(topology, rows);
            if height <= room {
                return sizes.with_wider_gaps(topology, natural, room - height);
            }
        }
        sizes
    }

    fn natural(topology: &Topology, (clients, servers): (&Rows, &Rows)) -> Sizes {
        let height = |rows: &Rows, heights: [i32; 3]| {
            if rows.are_full() { heights[0] } else { heights[rows.count() as usize] }
        };
        let (hub_h, hub_gap) = if topology.balancer { (BALANCER_H, HUB_GAP) } else { (DIRECT_SERVER_H, DIRECT_GAP) };
        Sizes {
            client_h: height(clients, CLIENT_H),
            hub_h,
            server_h: height(servers, SERVER_H),
            store_h: STORE_H,
            hub_gap,
            store_gap: STORE_GAP,
        }
    }

    /// Returns sizes within limits, with the least gaps.
    fn limited(self, topology: &Topology, clients: &Rows, (client_h, balancer_h, machine_h, gap): Limits) -> Sizes {
        let client_h = match client_h {
            _ if clients.least_w() < SLIM_CLIENT_W => self.client_h,
            COMPACT_CARD_H if !clients.are_full() => self.client_h,
            limit => self.client_h.min(limit),
        };
        Sizes {
            client_h,
            hub_h: self.hub_h.min(if topology.balancer { balancer_h } else { machine_h }),
            server_h: self.server_h.min(machine_h),
            store_h: self.store_h.min(machine_h),
            hub_gap: self.hub_gap.min(gap),
            store_gap: self.store_gap.min(gap.min(TOKEN_GAP)),
        }
    }

    /// Returns sizes whose gaps are equally wider by `surplus` in all, but not wider than the natural ones.
    fn with_wider_gaps(self, topology: &Topology, natural: Sizes, surplus: i32) -> Sizes {
        let (hub_gaps, store_gaps) = gaps(topology);
        let mut sizes = self;
        let mut left = surplus;
        if store_gaps > 0 {
            let wider = (left / (hub_gaps + store_gaps)).min(natural.store_gap - self.store_gap);
            sizes.store_gap += wider;
            left -= wider;
        }
        sizes.hub_gap += (left / hub_gaps).min(natural.hub_gap - self.hub_gap);
        sizes
    }

    fn height(self, topology: &Topology, (clients, servers): (&Rows, &Rows)) -> i32 {
        let row = |rows: &Rows, h: i32| rows.count() * (h + ROW_GAP) - ROW_GAP;
        let (hub_gaps, store_gaps) = gaps(topology);
        let mut height = row(clients, self.client_h) + self.hub_h + hub_gaps * self.hub_gap + topology.gutter();
        height += store_gaps * (self.store_gap + self.store_h);
        if topology.balancer {
            height += row(servers, self.server_h);
        } else if topology.servers.len() > 1 {
            height += idle_rows(topology).0 * (IDLE_H + ROW_GAP);
        }
        height
    }
}

/// Returns the number of gaps beside the hub, and between servers and stores.
fn gaps(topology: &Topology) -> (i32, i32) {
    (1 + i32::from(topology.balancer), i32::from(topology.stores > 0))
}
