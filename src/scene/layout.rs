//! Layout of the stage: rectangles of the cards, and wires between them. Depends on the number of nodes, on the width
//! and on the height of the room; knows nothing of what the cards show. In a low room, gaps and cards shrink.
//!
//! The wire of each client and server has its own port at both ends. [`port_pitch`] keeps the ports so far apart that
//! messages on different wires never touch. Wires to a store and paths of copies are closer together; messages that
//! would touch there are drawn as one.

mod narrow;
mod wide;

use super::{Point, Rect, Wire, WireKind};
use crate::model::ids::{ServerId, StoreId};
use crate::model::message::Node;

/// Least width of the layout from left to right, without and with stores.
const WIDE_FROM: [i32; 2] = [640, 800];
/// Least width of the stage; a narrower page scrolls. Four cards side by side, with channels between them, need more.
const NARROWEST: i32 = 240;
const NARROWEST_OF_FOUR: i32 = 288;
/// Radius of a token: fits a letter of 11 px.
pub(super) const TOKEN_R: i32 = 11;
/// Half the width of a copy: fits "v3".
pub(super) const COPY_R: i32 = 13;
/// Half the width of a copy's acknowledgement, which has no text.
pub(super) const ACK_R: i32 = 7;
/// Distance of a token from its wire if each direction has its own lane.
pub(super) const LANE_OFFSET: i32 = 12;
/// Width of two lanes of tokens, with a margin of one pixel.
const TWO_LANES: i32 = 2 * (TOKEN_R + LANE_OFFSET) + 1;
/// Height of a message's card.
pub(super) const CARD_H: i32 = 38;
/// Least distance between a message and the cards at the ends of its wire.
pub(super) const CLEAR: i32 = 4;
/// Least distance that a message's card can move.
const MIN_TRAVEL: i32 = 18;
/// Width of the strip beside the servers in which copies travel, and the positions of its two lanes.
const GUTTER: i32 = 58;
const LANES: [i32; 2] = [15, 43];
/// Distance between a store and its replica: room for a moving copy.
const REPLICA_GAP: i32 = 52;
/// Greatest distance between the wires that meet at a store.
const STORE_PITCH: i32 = 24;

/// Amount of content that fits on a card.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Form {
    /// All content.
    Full,
    /// Fewer lines.
    Compact,
    /// Names and signs.
    Small,
}

/// Position of one card.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Slot {
    pub(super) node: Node,
    pub(super) rect: Rect,
    pub(super) form: Form,
}

/// Positions of all cards and wires.
#[derive(Default)]
pub(super) struct Layout {
    pub(super) width: i32,
    pub(super) height: i32,
    pub(super) narrow: bool,
    /// Clients, balancer, servers, stores.
    pub(super) slots: Vec<Slot>,
    /// Wires of the clients, of the servers, of the stores, and paths of copies between neighbours, in this order.
    pub(super) wires: Vec<Wire>,
    /// Room for the balancer's reason. A bubble is at its lower edge (wide layout) or centred in it (narrow layout).
    pub(super) bubble: Rect,
    bus: Bus,
    /// Starts of the wires to the stores.
    store_ports: Vec<Port>,
}

/// Point on the edge of a server's card at which copies or requests to a store leave.
#[derive(Clone, Copy)]
struct Port {
    server: Node,
    /// Coordinate along the row or column of servers.
    along: i32,
    /// Coordinate of the card's edge, across the row or column.
    edge: i32,
}

/// Path of copies between servers: two lanes beside the servers, one for each direction.
#[derive(Default)]
struct Bus {
    vertical: bool,
    /// Coordinates of the lanes: towards later servers, towards earlier ones.
    lanes: [i32; 2],
    ports: Vec<Port>,
}

/// Nodes to place, and the connections that they need.
pub(super) struct Topology {
    pub(super) clients: Vec<Node>,
    /// Servers that are drawn.
    pub(super) servers: Vec<Node>,
    /// Servers that send each other copies.
    pub(super) members: Vec<Node>,
    pub(super) stores: usize,
    /// Store to which the servers send requests.
    pub(super) primary: Node,
    pub(super) balancer: bool,
}

impl Topology {
    /// Width that the paths of copies take beside the servers.
    fn gutter(&self) -> i32 {
        if self.members.is_empty() { 0 } else { GUTTER }
    }

    /// Node to which clients send requests.
    fn hub(&self) -> Node {
        if self.balancer { Node::Balancer } else { Node::Server(ServerId(0)) }
    }
}

impl Layout {
    /// Returns the layout for a stage of this width, and at most as high as `room` if that is possible.
    pub(super) fn of(topology: &Topology, width: i32, room: Option<i32>) -> Layout {
        let narrowest = if topology.servers.len() > 6 { NARROWEST_OF_FOUR } else { NARROWEST };
        let width = width.max(narrowest);
        let room = room.unwrap_or(i32::MAX);
        let narrow = || narrow::lay_out(topology, width, room);
        let mut layout = if width < WIDE_FROM[usize::from(topology.stores > 0)] {
            narrow()
        } else {
            // Rows need less height than columns of cards.
            let wide = wide::lay_out(topology, width, room);
            if wide.height <= room { wide } else { narrow() }
        };
        layout.wire_stores(topology);
        for pair in topology.members.windows(2) {
            let path = layout.copy_path(pair[0], pair[1]);
            layout.wires.extend(path);
        }
        layout
    }

    /// Returns the index of the wire between two nodes, in either direction. Adds the wire if it is not drawn at rest.
    pub(super) fn wire_between(&mut self, from: Node, to: Node) -> Option<usize> {
        // Copies in the other direction use the other lane.
        let one_way = matches!((from, to), (Node::Server(_), Node::Server(_)));
        let joins = |wire: &Wire| (wire.from, wire.to) == (from, to) || !one_way && (wire.to, wire.from) == (from, to);
        if let Some(found) = self.wires.iter().position(joins) {
            return Some(found);
        }
        let wire = match (from, to) {
            (Node::Server(_), Node::Server(_)) => self.copy_path(from, to),
            (Node::Server(_), Node::Store(_)) => self.store_wire(from, to),
            (Node::Store(_), Node::Server(_)) => self.store_wire(to, from),
            _ => None,
        }?;
        self.wires.push(wire);
        Some(self.wires.len() - 1)
    }

    pub(super) fn slot(&self, node: Node) -> Option<&Slot> {
        self.slots.iter().find(|slot| slot.node == node)
    }

    fn put(&mut self, node: Node, rect: Rect, form: Form) {
        self.slots.push(Slot { node, rect, form });
    }

    /// Adds the wires from each server that gets requests to the primary, and from the store to its replica.
    fn wire_stores(&mut self, topology: &Topology) {
        for index in 0..self.store_ports.len() {
            let wire = self.store_wire(self.store_ports[index].server, topology.primary);
            self.wires.extend(wire);
        }
        let (one, other) = (store(0), store(1));
        let (Some(first), Some(second)) = (self.slot(one), self.slot(other)) else { return };
        let (first, second) = (first.rect, second.rect);
        let wire = if self.narrow {
            let y = first.centre().y;
            line(one, other, Point { x: first.right(), y }, Point { x: second.x, y }, false)
        } else {
            let x = first.centre().x;
            line(one, other, Point { x, y: first.bottom() }, Point { x, y: second.y }, true)
        };
        self.wires.push(Wire { kind: WireKind::Copies, ..wire });
    }

    fn store_wire(&self, server: Node, store: Node) -> Option<Wire> {
        let index = self.store_ports.iter().position(|port| port.server == server)?;
        let count = self.store_ports.len();
        let Port { along, edge, .. } = self.store_ports[index];
        let rect = self.slot(store)?.rect;
        let pitch = |room: i32| STORE_PITCH.min((room - STORE_PITCH) / count as i32);
        let mut wire = if self.narrow {
            // The line passes a second row of servers straight down; messages travel only below that row.
            let below = self.store_ports.iter().map(|port| port.edge).max().unwrap_or_default();
            let end = Point { x: rect.centre().x + centre_offset(index, count, pitch(rect.w)), y: rect.y };
            let wire = line(server, store, Point { x: along, y: below }, end, true);
            Wire { line_start: Point { x: along, y: edge }, ..wire }
        } else {
            let end = Point { x: rect.x, y: rect.centre().y + centre_offset(index, count, pitch(rect.h)) };
            line(server, store, Point { x: edge, y: along }, end, false)
        };
        wire.kind = WireKind::Store;
        Some(wire)
    }

    /// Returns the path of a copy: from the sender's card, along the lane of its direction, to the receiver's card.
    fn copy_path(&self, from: Node, to: Node) -> Option<Wire> {
        let Bus { vertical, lanes, ref ports } = self.bus;
        let port = |server: Node| ports.iter().find(|port| port.server == server);
        let (one, other) = (port(from)?, port(to)?);
        let lane = lanes[usize::from(one.along > other.along)];
        let at = |along, across| if vertical { Point { x: across, y: along } } else { Point { x: along, y: across } };
        let wire = line(from, to, at(one.along, lane), at(other.along, lane), vertical);
        // With control points at the thirds, a copy moves at constant speed.
        let third = (other.along - one.along) / 3;
        Some(Wire {
            kind: WireKind::Copies,
            line_start: at(one.along, one.edge),
            line_end: at(other.along, other.edge),
            start_control: at(one.along + third, lane),
            end_control: at(other.along - third, lane),
            ..wire
        })
    }
}

/// Returns the distance between ports on the hub at which messages of size `size` on neighbouring wires never touch.
///
/// Wires fan out from ports `pitch` apart to `count` cards `spacing` apart. Each wire stays in the band between its two
/// ends. On each side of the centre, neighbouring bands must be `size` apart. The outermost wire, `c` wires from the
/// centre, decides: `pitch * c - spacing * (c - 1) >= size`.
fn port_pitch(count: usize, spacing: i32, size: i32) -> i32 {
    if count < 2 {
        return size;
    }
    let count = count as i32;
    let pitch = (2 * size + (count - 3) * spacing + count - 2) / (count - 1);
    // Two wires have no inner neighbour. Ports need not be further apart than the cards.
    pitch.clamp(size, spacing.max(size))
}

/// Returns the offset of item `index` from the common centre of `count` items.
fn centre_offset(index: usize, count: usize, pitch: i32) -> i32 {
    (2 * index as i32 - count as i32 + 1) * pitch / 2
}

/// Returns a wire that leaves and arrives along the y axis (`vertical`) or the x axis.
fn line(from: Node, to: Node, start: Point, end: Point, vertical: bool) -> Wire {
    let (x, y) = ((start.x + end.x) / 2, (start.y + end.y) / 2);
    let control = |end: Point| if vertical { Point { x: end.x, y } } else { Point { x, y: end.y } };
    Wire {
        from,
        to,
        line_start: start,
        start,
        start_control: control(start),
        end_control: control(end),
        end,
        line_end: end,
        busy: false,
        usable: true,
        kind: WireKind::Http,
        vertical,
        card_w: 0,
        two_lanes: false,
    }
}

fn store(index: usize) -> Node {
    Node::Store(StoreId(index as u8))
}
