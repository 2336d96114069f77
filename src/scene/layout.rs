//! Where things lie: the rectangles of the cards and the wires between them. Knows how many there are and how much room
//! there is; knows nothing of what they show.
//!
//! Every wire has a port of its own at both ends, far enough apart that messages on different wires never touch,
//! wherever on their wires they are ([`port_pitch`]).

mod narrow;
mod wide;

use super::{Point, Rect, Wire};
use crate::model::ids::{ClientId, ServerId};
use crate::model::message::Node;

/// Widths from here on are laid out from left to right.
pub(super) const WIDE_FROM: f64 = 640.0;
/// The narrowest stage; below it the page scrolls. Four cards side by side, with channels between them, need more.
const NARROWEST: f64 = 240.0;
const NARROWEST_OF_FOUR: f64 = 288.0;
/// Radius of a token: a letter of 11 px fits with air around it.
pub(super) const TOKEN_R: f64 = 11.0;
/// How far from its wire a token keeps where both directions have a lane of their own.
pub(super) const LANE_ASIDE: f64 = 12.0;
/// Room across a wire for two lanes of tokens, with a pixel of air.
pub(super) const TWO_LANES: f64 = 2.0 * (TOKEN_R + LANE_ASIDE) + 1.0;
/// Height of a message's card.
pub(super) const CARD_H: f64 = 38.0;
/// Air between a message and the card it leaves or reaches.
pub(super) const CLEAR: f64 = 4.0;

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
    pub(super) rect: Rect,
    pub(super) form: Form,
}

/// How messages are drawn on the wires of one side of the hub.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Track {
    /// Widest card that still has way to move; `None` where there is only room for tokens.
    pub(super) card_w: Option<f64>,
    /// Requests and answers keep to a lane of their own.
    pub(super) two_lanes: bool,
}

/// Where everything lies.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Layout {
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) narrow: bool,
    pub(super) clients: Vec<Slot>,
    pub(super) balancer: Option<Slot>,
    pub(super) servers: Vec<Slot>,
    /// Clients' wires first, then the servers'.
    pub(super) wires: Vec<Wire>,
    /// Of the clients' wires.
    pub(super) client_track: Track,
    /// Of the servers' wires.
    pub(super) server_track: Track,
    /// Room for the balancer's reason; it grows upwards from the lower edge (wide) or fills it (narrow).
    pub(super) bubble: Rect,
}

/// How many of each there are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Crowd {
    pub(super) clients: usize,
    pub(super) servers: usize,
    pub(super) balancer: bool,
}

impl Layout {
    /// The layout for a stage of this width.
    pub(super) fn of(crowd: Crowd, width: f64) -> Layout {
        let narrowest = if crowd.servers > 6 { NARROWEST_OF_FOUR } else { NARROWEST };
        let width = width.max(narrowest).floor();
        if width < WIDE_FROM { narrow::layout(crowd, width) } else { wide::layout(crowd, width) }
    }

    /// How messages are drawn on a wire.
    pub(super) fn track(&self, wire: usize) -> Track {
        if wire < self.clients.len() { self.client_track } else { self.server_track }
    }
}

/// How far apart the ports on the hub have to be, so that things `size` across on two neighbouring wires keep apart
/// wherever they are. The wires fan out from ports `pitch` apart to `count` cards `spacing` apart, each within the
/// band between its two ends; of two neighbours on one side of the middle the inner band's outer edge has to keep
/// `size` from the outer band's inner edge: `pitch * c - spacing * (c - 1) >= size` for the outermost, `c` from
/// the middle.
fn port_pitch(count: usize, spacing: f64, size: f64) -> f64 {
    if count < 2 {
        return size;
    }
    let c = (count as f64 - 1.0) / 2.0;
    let pitch = (size + (c - 1.0) * spacing) / c;
    // Two wires have no inner neighbour, and ports need not lie further apart than the cards.
    pitch.max(size).min(spacing.max(size))
}

/// The offset of the `index`th of `count` things around their middle.
fn around(index: usize, count: usize, pitch: f64) -> f64 {
    (index as f64 - (count as f64 - 1.0) / 2.0) * pitch
}

/// A wire that leaves and arrives along the x axis.
fn sideways(from: Node, to: Node, start: Point, end: Point) -> Wire {
    let middle = (start.x + end.x) / 2.0;
    let (start_control, end_control) = (Point { x: middle, y: start.y }, Point { x: middle, y: end.y });
    Wire { from, to, start, start_control, end_control, end, busy: false, cut: false }
}

/// A wire that leaves and arrives along the y axis.
fn downwards(from: Node, to: Node, start: Point, end: Point) -> Wire {
    let middle = (start.y + end.y) / 2.0;
    let (start_control, end_control) = (Point { x: start.x, y: middle }, Point { x: end.x, y: middle });
    Wire { from, to, start, start_control, end_control, end, busy: false, cut: false }
}

fn client(index: usize) -> Node {
    Node::Client(ClientId(index as u8))
}

fn server(index: usize) -> Node {
    Node::Server(ServerId(index as u8))
}
