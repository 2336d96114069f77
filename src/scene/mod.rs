//! What the stage shows, as plain data in whole CSS pixels: cards, wires and messages with their words already chosen and
//! every text at its place. Computed from one frame, the facts of its step and the reader's language, width and
//! selection; tested without a DOM.
//!
//! In reading order: [`project`](fn@project), what is shown; `layout`, where things lie; `clients`, `middle` (the
//! balancer), `servers` (and stores) with their `rows`, and `packets`, the parts; `marks`, whom a fact marks;
//! `motion`, where a message is at a moment; `measure`, how wide a text is. `drawing` only turns into elements what
//! is here, so everything drawn alike is one type: a card is a card whoever it is of.

mod project;
mod layout;
mod clients;
mod middle;
mod servers;
mod rows;
mod packets;
mod wording;
mod marks;
mod motion;
mod measure;
#[cfg(test)]
mod tests;

pub use motion::place;
pub use project::{View, project};

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

/// A point that something passes on its way: between pixels.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Spot {
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

/// Which end of a text stands at its point.
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

/// One line of text at its place; never empty.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Text {
    /// What it is, as a stylesheet knows it: "name", "status", "summary", ….
    pub class: &'static str,
    pub text: String,
    /// The end named by `anchor`, on the baseline.
    pub at: Point,
    pub anchor: Anchor,
    /// Font size: 11 at least.
    pub size: i32,
    /// In the monospaced font.
    pub mono: bool,
    pub bold: bool,
}

/// A rectangle with round corners that is part of a card.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Shape {
    /// What it is, as a stylesheet knows it: "field", "pill", "bar", "filled", ….
    pub class: &'static str,
    pub rect: Rect,
    pub radius: i32,
}

/// The whole stage at one step.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Scene {
    /// Width and height of the drawing; it is shown at exactly this size.
    pub width: i32,
    pub height: i32,
    /// Top to bottom rather than left to right.
    pub narrow: bool,
    /// What an assistive technology calls the picture.
    pub label: String,
    pub wires: Vec<Wire>,
    /// Clients, the balancer (absent where browsers talk to the server themselves), servers, stores. A server that was
    /// taken out is not drawn.
    pub cards: Vec<Card>,
    /// Messages in flight, in the order they were sent, and requests the balancer holds until it tries again.
    pub packets: Vec<Packet>,
    /// Why the balancer chose as it did, said in the step in which it chose; empty otherwise.
    pub bubble: Option<Bubble>,
}

/// A line between two nodes: a cubic curve, so that a message can be placed on it by arithmetic, and where messages
/// pass only a part of it, a straight piece before and after.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Wire {
    pub from: Node,
    pub to: Node,
    /// Where the line leaves a card; `start` where the curve does.
    pub root: Point,
    pub start: Point,
    pub start_control: Point,
    pub end_control: Point,
    pub end: Point,
    /// Where the line reaches a card; `end` where the curve does.
    pub tip: Point,
    /// Something travels on it.
    pub busy: bool,
    /// It leads to a server that is out of rotation, or to a store that is down.
    pub cut: bool,
    /// What it is for.
    pub kind: WireKind,
    /// It runs down the stage rather than across.
    upright: bool,
    /// Widest card that still has way to move; 0 where there is only room for tokens.
    card_w: i32,
    /// Requests and answers keep to a lane of their own.
    two_lanes: bool,
}

/// What travels on a wire.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WireKind {
    /// Requests and answers.
    Http,
    /// Questions to a store and their answers.
    Store,
    /// Copies of sessions: dashed.
    Copies,
}

impl WireKind {
    /// The class a stylesheet knows it by.
    pub fn class(self) -> &'static str {
        match self {
            WireKind::Http => "http",
            WireKind::Store => "store",
            WireKind::Copies => "copies",
        }
    }
}

/// How a thing is marked, by colour, shape and word together. The later ones are graver.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub enum Mark {
    #[default]
    Plain,
    /// Green: alive, found, signed in.
    Good,
    /// It acts or is acted on in this step.
    Active,
    /// Amber: in doubt (not yet noticed, orphaned, stale).
    Warn,
    /// Red: lost, refused, down.
    Bad,
}

impl Mark {
    /// The class a stylesheet knows it by.
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

/// A client, the balancer, a server or a store. What is on it has its place from the card's own upper left corner: two
/// cards that show the same are the same but for their `rect`.
#[derive(Clone, PartialEq, Debug)]
pub struct Card {
    pub node: Node,
    /// Its place on the stage.
    pub rect: Rect,
    /// What this step says of it.
    pub mark: Mark,
    /// How it stands: a client's status, a machine's health.
    pub state: Mark,
    /// Whether its process runs.
    pub up: bool,
    pub selected: bool,
    /// Height of the line under its title; `None` where there is no room for one.
    pub rule_y: Option<i32>,
    /// Centre of a client's badge, its radius being [`BADGE_R`], or of the dot that shows a machine's health.
    pub dot: Option<Point>,
    /// Fields, pills and bars, in the order to draw them; all below the texts.
    pub shapes: Vec<Shape>,
    pub texts: Vec<Text>,
    /// Lines of its table that fit; the text of class "more" tells of the rest.
    pub rows: Vec<Row>,
    /// How far a joining server is with fetching its sessions.
    pub progress: Option<Progress>,
    /// Said by assistive technology instead of all of the above.
    pub label: String,
}

impl Card {
    /// Its class in the drawing, and whose it is.
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

/// Something that takes from one moment to another, as a bar.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Progress {
    /// The whole bar.
    pub bar: Rect,
    pub from: SimTime,
    pub until: SimTime,
}

/// One line of a machine's table: a session, or the line that says an id was looked for and is not there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// The whole row, for a background, a hatch or a dashed frame.
    pub rect: Rect,
    pub session: SessionId,
    pub owner: ClientId,
    pub look: RowLook,
    /// "id" ("7F3A"), "text" ("alice cart=2") and "state" ("v3", "v2 오래된 값", "없음"), as far as they fit.
    pub texts: Vec<Text>,
}

/// How a row looks. Those that matter most in a step come first: they are the first in line for a place.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum RowLook {
    /// Looked for by a request that is being served, and not there: dashed, red.
    Missing,
    /// A write to it was lost in this step: overwritten unseen, crossed with another, or gone with its store: red.
    Lost,
    /// Older than what another holds, and used so by a request that is being served: hatched, amber.
    Stale,
    /// Created or written in this step.
    Written,
    /// A copy of it arrived in this step.
    Copied,
    /// Gone in this step (idled out, ended, died with its server): struck.
    Gone,
    /// Used in this step.
    Found,
    /// Older than what another holds: hatched, faint.
    Behind,
    Kept,
    /// On the disk of a store that is down.
    Asleep,
    /// No cookie leads to it any more: hatched.
    Orphan,
}

impl RowLook {
    /// The class a stylesheet knows it by.
    pub fn class(self) -> &'static str {
        const CLASSES: [&str; 11] =
            ["missing", "lost", "stale", "written", "copied", "gone", "found", "behind", "kept", "asleep", "orphan"];
        CLASSES[self as usize]
    }
}

/// A message in flight, or several drawn as one where there is no room; or a request that the balancer holds, which
/// lies before its wire, marked [`Mark::Warn`]. Where it is at a moment is [`place`].
#[derive(Clone, PartialEq, Debug)]
pub struct Packet {
    /// What is selected with it; the first of them where several are drawn as one.
    pub target: Selection,
    /// How many messages it stands for: 1 but in a crowd.
    pub count: u32,
    /// Index of its wire in [`Scene::wires`].
    pub wire: usize,
    /// It travels from the wire's end to its start.
    pub backwards: bool,
    pub behind: SimDuration,
    pub goes_on_at: SimTime,
    pub arrives_at: SimTime,
    pub owner: ClientId,
    pub shape: PacketShape,
    /// "title" ("POST /login", "← 401"; on a token the initial, on a diamond "v3", or "×3") and on a card "detail"
    /// ("쿠키 7F3A", "Set-Cookie 91C0"); relative to the packet's centre.
    pub texts: Vec<Text>,
    pub mark: Mark,
    pub response: bool,
    /// Stretch of the wire its centre moves on, 0 to 1 from start to end: it never covers a card.
    pub from: f32,
    pub to: f32,
    /// Room between it and the wire it follows, across the wire: answers and requests keep to their own side.
    pub aside: f32,
    pub selected: bool,
    pub label: String,
}

/// How a packet is drawn.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PacketShape {
    /// A request or an answer with room to be read: width and height of the card.
    Card { w: i32, h: i32 },
    /// A request, an answer, a question to a store: radius of the token.
    Token { r: i32 },
    /// A copy of a session, or, smaller and without a word, "it is applied": half of its width.
    Diamond { r: i32 },
}

/// The balancer's reason, beside it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Bubble {
    pub rect: Rect,
    /// The reason, a line an element.
    pub lines: Vec<Text>,
    /// Where its tail points.
    pub tail: Point,
    pub owner: ClientId,
}
