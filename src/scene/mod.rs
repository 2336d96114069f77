//! The stage as plain data: cards, wires and messages, with texts and positions in whole CSS pixels. Computed from one
//! frame, the facts of its step, and the reader's language, selection and room. Tested without a DOM.
//!
//! In reading order:
//!
//! - [`project`](fn@project) builds a [`Scene`];
//! - `layout` places cards and wires;
//! - `clients`, `balancer`, `servers` (stores included) and `rows` fill the cards;
//! - `packets` and `wording` make the messages;
//! - `prediction` shows the reader's answer beside the outcome;
//! - `marks` maps facts to the nodes that they mark, `acting` to all nodes that they tell of;
//! - `motion` computes the position of a message at a moment;
//! - `measure` estimates the width of a text.
//!
//! `drawing` turns a scene into elements. Things that are drawn alike share a type: every node is a [`Card`].

mod project;
mod layout;
mod clients;
mod balancer;
mod servers;
mod rows;
mod packets;
mod prediction;
mod wording;
mod marks;
mod acting;
mod motion;
mod measure;
#[cfg(test)]
mod tests;

pub use acting::acting;
pub use motion::packet_position;
pub use prediction::{Tag, Way};
pub use project::{BeatFacts, View, project};

use crate::model::ids::{ClientId, SessionId};
use crate::model::message::Node;
use crate::model::time::{SimDuration, SimTime};
use crate::selection::Selection;

/// A point, in CSS pixels from the upper left corner of the stage, or of the card it is on.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Point {
    pub x: i32,
    pub y: i32,
}

/// Position of a moving message, in CSS pixels and fractions of them.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Position {
    pub x: f32,
    pub y: f32,
}

/// A rectangle, in CSS pixels.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Rect {
    pub x: i32,
    pub y: i32,
    pub w: i32,
    pub h: i32,
}

/// The end of a text that is at its point.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Anchor {
    #[default]
    Start,
    Middle,
    End,
}

impl Anchor {
    /// The value of SVG's `text-anchor`.
    pub fn svg(self) -> &'static str {
        match self {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        }
    }
}

/// One line of text with its position; never empty.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Text {
    /// CSS class: "name", "status", "summary", ….
    pub class: &'static str,
    pub text: String,
    /// Point on the baseline, at the end that `anchor` names.
    pub at: Point,
    pub anchor: Anchor,
    /// Font size in CSS pixels, at least 11.
    pub size: i32,
    /// True for the monospaced font.
    pub mono: bool,
    pub bold: bool,
}

/// A rectangle with round corners that is part of a card.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Shape {
    /// CSS class: "field", "pill", "bar", "filled", ….
    pub class: &'static str,
    pub rect: Rect,
    pub radius: i32,
}

/// The whole stage at one step.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Scene {
    /// Width and height of the drawing, which is not scaled.
    pub width: i32,
    pub height: i32,
    /// Height that the drawing would have in a room of any height.
    pub natural_height: i32,
    /// True for the layout from top to bottom, false for the one from left to right.
    pub narrow: bool,
    /// Accessible name.
    pub label: String,
    pub wires: Vec<Wire>,
    /// Clients, the balancer (none with direct routing), servers, stores. A removed server has no card.
    pub cards: Vec<Card>,
    /// Messages in flight, in the order in which they were sent, and requests that the balancer holds for a retry.
    pub packets: Vec<Packet>,
    /// Reason of a routing decision, only in the step of the decision.
    pub bubble: Option<Bubble>,
    /// The predicted and the real way of a request.
    pub ways: Vec<Way>,
    /// Labels of the ways, and predicted pages.
    pub tags: Vec<Tag>,
}

impl Scene {
    /// Returns the smallest rectangle with all nodes that act; `None` if nothing acts.
    pub fn acting_area(&self) -> Option<Rect> {
        let acting = self.cards.iter().filter(|card| card.part == Part::Acting);
        acting.map(|card| card.rect).reduce(|one, other| one.union(&other))
    }
}

/// A line between two nodes: a cubic curve, and, if messages use only a part of the line, straight pieces around it.
/// Positions on a cubic curve can be computed without the DOM.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Wire {
    pub from: Node,
    pub to: Node,
    /// Point at which the line leaves the card of `from`. Equals `start` if no straight piece precedes the curve.
    pub line_start: Point,
    /// Start of the curve.
    pub start: Point,
    pub start_control: Point,
    pub end_control: Point,
    /// End of the curve.
    pub end: Point,
    /// Point at which the line reaches the card of `to`. Equals `end` if no straight piece follows the curve.
    pub line_end: Point,
    /// True if a message is on it.
    pub busy: bool,
    /// False if it leads to a server that is out of rotation, or to a store that is down.
    pub usable: bool,
    pub kind: WireKind,
    /// True if it runs from top to bottom, false if from left to right.
    vertical: bool,
    /// Greatest width of a message's card that still has room to move; 0 if only tokens fit.
    card_w: i32,
    /// True if there is room for one lane per direction.
    two_lanes: bool,
}

/// Kind of messages on a wire.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WireKind {
    /// Requests and responses.
    Http,
    /// Requests to a store and their responses.
    Store,
    /// Copies of sessions. Dashed.
    Copies,
}

impl WireKind {
    /// Value of `data-kind` in the style sheet.
    pub fn class(self) -> &'static str {
        match self {
            WireKind::Http => "http",
            WireKind::Store => "store",
            WireKind::Copies => "copies",
        }
    }
}

/// Severity of what a thing shows, by colour, shape and word together. Ordered from harmless to severe.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub enum Mark {
    #[default]
    Plain,
    /// Green: up, found, signed in.
    Good,
    /// Takes part in this step.
    Active,
    /// Amber: doubtful (not yet noticed, orphaned, stale).
    Warn,
    /// Red: lost, refused, down.
    Bad,
}

impl Mark {
    /// Value of `data-mark` and `data-state` in the style sheet.
    pub fn class(self) -> &'static str {
        match self {
            Mark::Plain => "plain",
            Mark::Good => "good",
            Mark::Active => "active",
            Mark::Warn => "warn",
            Mark::Bad => "bad",
        }
    }
}

/// Part that a node plays in a step.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Part {
    /// Nothing acts in this step.
    #[default]
    Resting,
    Acting,
    /// Others act. Paler.
    Idle,
}

/// A client, the balancer, a server or a store. Positions on it are relative to its upper left corner: cards with the
/// same content differ in `rect` only.
#[derive(Clone, PartialEq, Debug)]
pub struct Card {
    pub node: Node,
    /// Position on the stage.
    pub rect: Rect,
    /// Mark of this step's facts.
    pub mark: Mark,
    pub part: Part,
    /// Lasting state: a client's status, a machine's health.
    pub state: Mark,
    /// True if its process runs. Always true for a client and the balancer.
    pub up: bool,
    pub selected: bool,
    /// Vertical position of the line under its title; `None` without room for one.
    pub rule_y: Option<i32>,
    /// Centre of a client's badge (radius [`BADGE_R`]), or of the dot that shows a machine's health.
    pub dot: Option<Point>,
    /// Fields, pills and bars in drawing order, all of them behind the texts.
    pub shapes: Vec<Shape>,
    pub texts: Vec<Text>,
    /// Lines of its session table that fit. A text of class "more" gives the number of the others.
    pub rows: Vec<Row>,
    /// Progress of a joining server that fetches its sessions.
    pub progress: Option<Progress>,
    /// Accessible name, which stands for the whole card.
    pub label: String,
}

impl Card {
    /// CSS classes, and the client whose hue it has.
    pub fn kind(&self) -> (&'static str, Option<ClientId>) {
        match self.node {
            Node::Client(client) => ("card client", Some(client)),
            Node::Balancer => ("card balancer", None),
            Node::Server(_) => ("card server", None),
            Node::Store(_) => ("card store", None),
        }
    }
}

/// Radius of a client's badge.
pub const BADGE_R: i32 = 8;

/// A progress bar over a stretch of simulated time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Progress {
    /// The whole bar.
    pub bar: Rect,
    pub from: SimTime,
    pub until: SimTime,
}

/// One line of a machine's session table: a session, or an id that a request did not find.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// The whole row: area of a background, a hatch or a dashed border.
    pub rect: Rect,
    pub session: SessionId,
    pub owner: ClientId,
    pub look: RowLook,
    /// "id" ("7F3A"), "text" ("alice cart=2") and "state" ("v3", "v2 오래된 값", "없음"); those that fit.
    pub texts: Vec<Text>,
}

/// Appearance of a row. Ordered by importance: if not all rows fit, the first ones stay.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum RowLook {
    /// Not found by a request that is being served. Dashed, red.
    Missing,
    /// Lost a write in this step: overwritten unseen, crossed with another write, or lost with its store. Red.
    Lost,
    /// Older than another copy, and read by a request that is being served. Hatched, amber.
    Stale,
    /// Created or written in this step.
    Written,
    /// Updated by a copy in this step.
    Copied,
    /// Removed in this step: expired, ended by logout, or lost with its server. Struck through.
    Gone,
    /// Found by a request in this step.
    Found,
    /// Older than another copy. Hatched, faint.
    Behind,
    /// Not part of this step.
    Unchanged,
    /// On the disk of a store that is down.
    OnDisk,
    /// No cookie names it any more. Hatched.
    Orphan,
}

impl RowLook {
    /// Value of `data-look` in the style sheet.
    pub fn class(self) -> &'static str {
        const CLASSES: [&str; 11] = [
            "missing",
            "lost",
            "stale",
            "written",
            "copied",
            "gone",
            "found",
            "behind",
            "unchanged",
            "on-disk",
            "orphan",
        ];
        CLASSES[self as usize]
    }
}

/// A message in flight, or several drawn as one for lack of room; or a request that the balancer holds, which waits at
/// the start of its wire and is marked [`Mark::Warn`]. [`packet_position`] gives its position at a moment.
#[derive(Clone, PartialEq, Debug)]
pub struct Packet {
    /// Selection that a click on it makes; that of the first message if it stands for several.
    pub selection: Selection,
    /// Number of messages that it stands for.
    pub count: u32,
    /// Index of its wire in [`Scene::wires`].
    pub wire: usize,
    /// True if it travels from the wire's end to its start.
    pub backwards: bool,
    /// Time that it travelled before `resumed_at`; zero if it was never delayed.
    pub travelled: SimDuration,
    /// End of its last delay; the moment of sending if it was never delayed.
    pub resumed_at: SimTime,
    pub arrives_at: SimTime,
    pub owner: ClientId,
    pub shape: PacketShape,
    /// Relative to the packet's centre. "title": "POST /login", "← 401", on a token the client's initial, on a diamond
    /// "v3", or "×3". "detail", on a card only: "쿠키 7F3A", "Set-Cookie 91C0".
    pub texts: Vec<Text>,
    pub mark: Mark,
    pub response: bool,
    /// Curve parameters between which its centre moves, so that it never covers a card: 0 is the start, 1 the end.
    pub from: f32,
    pub to: f32,
    /// Distance from the wire, across it, in CSS pixels: requests and responses keep to different sides.
    pub lane_offset: f32,
    pub selected: bool,
    pub label: String,
}

/// Shape of a packet, with its size.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PacketShape {
    /// A readable request or response, with the width and height of its card.
    Card { w: i32, h: i32 },
    /// A request or a response, also to or from a store. `r` is the radius.
    Token { r: i32 },
    /// A copy of a session, or, smaller and without text, its acknowledgement. `r` is half of the width.
    Diamond { r: i32 },
}

/// Speech bubble with the reason of a routing decision.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Bubble {
    pub rect: Rect,
    /// Lines of the reason.
    pub lines: Vec<Text>,
    /// Point of its tail.
    pub tail: Point,
    pub owner: ClientId,
}
