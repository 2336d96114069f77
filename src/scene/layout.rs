//! Where things lie: the rectangles of the cards and the wires between them. Knows how many there are and how much room
//! there is; knows nothing of what they show.
//!
//! Every client's and server's wire has a port of its own at both ends, far enough apart that messages on different
//! wires never touch, wherever on their wires they are ([`port_pitch`]). Wires to a store and the paths of copies lie
//! closer: what would touch there is drawn as one.

mod narrow;
mod wide;

use super::{Point, Rect, Wire, WireKind};
use crate::model::ids::{ServerId, StoreId};
use crate::model::message::Node;

/// Widths from here on are laid out from left to right; with stores, only from the second on.
const WIDE_FROM: [i32; 2] = [640, 800];
/// The narrowest stage; below it the page scrolls. Four cards side by side, with channels between them, need more.
const NARROWEST: i32 = 240;
const NARROWEST_OF_FOUR: i32 = 288;
/// Radius of a token: a letter of 11 px fits with air around it.
pub(super) const TOKEN_R: i32 = 11;
/// Half the width of a copy: "v3" fits.
pub(super) const COPY_R: i32 = 13;
/// The same of what says that a copy is applied.
pub(super) const ACK_R: i32 = 7;
/// How far from its wire a token keeps where both directions have a lane of their own.
pub(super) const LANE_ASIDE: i32 = 12;
/// Room across a wire for two lanes of tokens, with a pixel of air.
const TWO_LANES: i32 = 2 * (TOKEN_R + LANE_ASIDE) + 1;
/// Height of a message's card.
pub(super) const CARD_H: i32 = 38;
/// Air between a message and the card it leaves or reaches.
pub(super) const CLEAR: i32 = 4;
/// Room beside the servers for two lanes of copies, and where in it they run.
const GUTTER: i32 = 58;
const LANES: [i32; 2] = [15, 43];
/// Between a store and its replica: a copy with way to move.
const REPLICA_GAP: i32 = 52;
/// Distance between the wires that meet at a store, where there is room for it.
const STORE_PITCH: i32 = 24;

/// How much a card can show.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Form {
    /// Everything.
    Full,
    /// Fewer lines.
    Compact,
    /// Names and marks.
    Small,
}

/// Room for one card.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Slot {
    pub(super) node: Node,
    pub(super) rect: Rect,
    pub(super) form: Form,
}

/// Where everything lies.
#[derive(Default)]
pub(super) struct Layout {
    pub(super) width: i32,
    pub(super) height: i32,
    pub(super) narrow: bool,
    /// Clients, balancer, servers, stores.
    pub(super) slots: Vec<Slot>,
    /// Clients' wires first, then the servers', the stores' and the quiet paths of copies.
    pub(super) wires: Vec<Wire>,
    /// Room for the balancer's reason; it grows upwards from the lower edge (wide) or fills it (narrow).
    pub(super) bubble: Rect,
    /// Where copies pass.
    bus: Bus,
    /// Where wires to the stores begin.
    store_ports: Vec<Port>,
}

/// A place at which a server's copies or questions leave: along the row or column of servers, and where across it the
/// server's card ends.
#[derive(Clone, Copy)]
struct Port {
    server: Node,
    along: i32,
    edge: i32,
}

/// The way of copies: two lanes beside the servers.
#[derive(Default)]
struct Bus {
    upright: bool,
    /// Where across the lanes run, there and back.
    lanes: [i32; 2],
    ports: Vec<Port>,
}

/// How many of each there are.
pub(super) struct Crowd {
    pub(super) clients: Vec<Node>,
    /// Those that are drawn.
    pub(super) servers: Vec<Node>,
    /// Those that are told of each other's writes.
    pub(super) members: Vec<Node>,
    pub(super) stores: usize,
    /// The store the servers ask.
    pub(super) primary: Node,
    pub(super) balancer: bool,
}

impl Crowd {
    /// Room the paths of copies take beside the servers.
    fn gutter(&self) -> i32 {
        if self.members.is_empty() { 0 } else { GUTTER }
    }

    /// Whom clients talk to.
    fn hub(&self) -> Node {
        if self.balancer { Node::Balancer } else { Node::Server(ServerId(0)) }
    }
}

impl Layout {
    /// The layout for a stage of this width.
    pub(super) fn of(crowd: &Crowd, width: i32) -> Layout {
        let narrowest = if crowd.servers.len() > 6 { NARROWEST_OF_FOUR } else { NARROWEST };
        let width = width.max(narrowest);
        let mut layout =
            Layout { width, narrow: width < WIDE_FROM[usize::from(crowd.stores > 0)], ..Layout::default() };
        if layout.narrow {
            narrow::lay_out(crowd, &mut layout)
        } else {
            wide::lay_out(crowd, &mut layout)
        }
        layout.wire_stores(crowd);
        for pair in crowd.members.windows(2) {
            let path = layout.copy_path(pair[0], pair[1]);
            layout.wires.extend(path);
        }
        layout
    }

    /// The wire between two nodes, in either direction; one that is seldom used is added.
    pub(super) fn wire_between(&mut self, from: Node, to: Node) -> Option<usize> {
        // A copy's path leads one way: the way back is another lane.
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

    /// Wires from every server that gets requests to the store they ask, and from the store to its replica.
    fn wire_stores(&mut self, crowd: &Crowd) {
        for place in 0..self.store_ports.len() {
            let wire = self.store_wire(self.store_ports[place].server, crowd.primary);
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
        let place = self.store_ports.iter().position(|port| port.server == server)?;
        let count = self.store_ports.len();
        let Port { along, edge, .. } = self.store_ports[place];
        let rect = self.slot(store)?.rect;
        let pitch = |room: i32| STORE_PITCH.min((room - STORE_PITCH) / count as i32);
        let mut wire = if self.narrow {
            // Past a second row of servers the line goes straight down; messages pass below it.
            let below = self.store_ports.iter().map(|port| port.edge).max().unwrap_or_default();
            let end = Point { x: rect.centre().x + around(place, count, pitch(rect.w)), y: rect.y };
            let wire = line(server, store, Point { x: along, y: below }, end, true);
            Wire { root: Point { x: along, y: edge }, ..wire }
        } else {
            let end = Point { x: rect.x, y: rect.centre().y + around(place, count, pitch(rect.h)) };
            line(server, store, Point { x: edge, y: along }, end, false)
        };
        wire.kind = WireKind::Store;
        Some(wire)
    }

    /// The way of a copy: out of the sender's card, along the lane of its direction, into the receiver's.
    fn copy_path(&self, from: Node, to: Node) -> Option<Wire> {
        let Bus { upright, lanes, ref ports } = self.bus;
        let port = |server: Node| ports.iter().find(|port| port.server == server);
        let (one, other) = (port(from)?, port(to)?);
        let lane = lanes[usize::from(one.along > other.along)];
        let at = |along, across| if upright { Point { x: across, y: along } } else { Point { x: along, y: across } };
        let wire = line(from, to, at(one.along, lane), at(other.along, lane), upright);
        // Even steps: on a straight line the controls lie at its thirds.
        let third = (other.along - one.along) / 3;
        Some(Wire {
            kind: WireKind::Copies,
            root: at(one.along, one.edge),
            tip: at(other.along, other.edge),
            start_control: at(one.along + third, lane),
            end_control: at(other.along - third, lane),
            ..wire
        })
    }
}

/// How far apart the ports on the hub have to be, so that things `size` across on two neighbouring wires keep apart
/// wherever they are. The wires fan out from ports `pitch` apart to `count` cards `spacing` apart, each within the
/// band between its two ends; of two neighbours on one side of the middle the inner band's outer edge has to keep
/// `size` from the outer band's inner edge: `pitch * c - spacing * (c - 1) >= size` for the outermost, `c` from
/// the middle.
fn port_pitch(count: usize, spacing: i32, size: i32) -> i32 {
    if count < 2 {
        return size;
    }
    let count = count as i32;
    let pitch = (2 * size + (count - 3) * spacing + count - 2) / (count - 1);
    // Two wires have no inner neighbour, and ports need not lie further apart than the cards.
    pitch.clamp(size, spacing.max(size))
}

/// The offset of the `index`th of `count` things around their middle.
fn around(index: usize, count: usize, pitch: i32) -> i32 {
    (2 * index as i32 - count as i32 + 1) * pitch / 2
}

/// A wire that leaves and arrives along the y axis (`upright`) or the x axis.
fn line(from: Node, to: Node, start: Point, end: Point, upright: bool) -> Wire {
    let (x, y) = ((start.x + end.x) / 2, (start.y + end.y) / 2);
    let control = |end: Point| if upright { Point { x: end.x, y } } else { Point { x, y: end.y } };
    Wire {
        from,
        to,
        root: start,
        start,
        start_control: control(start),
        end_control: control(end),
        end,
        tip: end,
        busy: false,
        cut: false,
        kind: WireKind::Http,
        upright,
        card_w: 0,
        two_lanes: false,
    }
}

fn store(index: usize) -> Node {
    Node::Store(StoreId(index as u8))
}
