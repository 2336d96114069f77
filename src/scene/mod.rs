//! What the stage shows, as plain data in CSS pixels: cards, wires and messages with their words already chosen and
//! every text at its place. Computed from one frame, the facts of its step and the reader's language, width and
//! selection; tested without a DOM.
//!
//! In reading order: [`project`](fn@project), what is shown; `layout`, where things lie; `clients`, `middle` (the
//! balancer), `servers` with their `rows`, and `packets`, the parts; `marks`, whom a fact marks; `motion`, where a message
//! is at a moment; `measure`, how wide a text is. The components in `ui/stage` only draw what is here.

mod project;
mod layout;
mod clients;
mod middle;
mod servers;
mod rows;
mod packets;
mod marks;
mod motion;
mod measure;
#[cfg(test)]
mod tests;

pub use motion::place;
pub use project::{View, project};

use crate::model::ids::{ClientId, RequestId, ServerId};
use crate::model::message::Node;
use crate::model::time::SimTime;

/// A point, in CSS pixels from the stage's upper left corner.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Point {
    pub x: f64,
    pub y: f64,
}

/// A rectangle, in CSS pixels.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Rect {
    pub x: f64,
    pub y: f64,
    pub w: f64,
    pub h: f64,
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

/// One line of text at its place. Nothing is drawn where `text` is empty: there was no room, or nothing to say.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Text {
    pub text: String,
    /// The end named by `anchor`, on the baseline.
    pub at: Point,
    pub anchor: Anchor,
    /// Font size: 11 at least.
    pub size: f64,
    /// In the monospaced font.
    pub mono: bool,
    pub bold: bool,
}

/// The whole stage at one step.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Scene {
    /// Width and height of the drawing; it is shown at exactly this size.
    pub width: f64,
    pub height: f64,
    /// Top to bottom rather than left to right.
    pub narrow: bool,
    /// What an assistive technology calls the picture.
    pub label: String,
    pub wires: Vec<Wire>,
    pub clients: Vec<ClientCard>,
    /// Absent where browsers talk to the server themselves.
    pub balancer: Option<BalancerCard>,
    pub servers: Vec<ServerCard>,
    /// Messages in flight, in the order they were sent, and requests the balancer holds until it tries again.
    pub packets: Vec<Packet>,
    /// Why the balancer chose as it did, said in the step in which it chose; empty otherwise.
    pub bubble: Option<Bubble>,
}

/// A line between two nodes: a cubic curve, so that a message can be placed on it by arithmetic.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Wire {
    pub from: Node,
    pub to: Node,
    pub start: Point,
    pub start_control: Point,
    pub end_control: Point,
    pub end: Point,
    /// Something travels on it.
    pub busy: bool,
    /// It leads to a server that is out of rotation.
    pub cut: bool,
}

/// How a thing is marked, by colour, shape and word together.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Mark {
    #[default]
    Plain,
    /// It acts or is acted on in this step.
    Active,
    /// Green: alive, found, signed in.
    Good,
    /// Red: lost, refused, down.
    Bad,
    /// Amber: in doubt (not yet noticed, orphaned).
    Warn,
}

impl Mark {
    /// The class a stylesheet knows it by.
    pub fn class(self) -> &'static str {
        match self {
            Mark::Plain => "plain",
            Mark::Active => "active",
            Mark::Good => "good",
            Mark::Bad => "bad",
            Mark::Warn => "warn",
        }
    }
}

/// A client: the person's browser.
#[derive(Clone, PartialEq, Debug)]
pub struct ClientCard {
    pub id: ClientId,
    pub rect: Rect,
    /// Fewer lines, where there is no room for more.
    pub compact: bool,
    /// Centre and radius of the badge.
    pub badge: Point,
    pub badge_r: f64,
    /// The letter in the badge.
    pub initial: Text,
    pub name: Text,
    /// Source address; empty where there is no room.
    pub address: Text,
    /// Height of the line under the window's title; `None` on compact cards.
    pub rule_y: Option<f64>,
    /// What the window shows.
    pub page: Text,
    /// Signed in, waiting, login needed, unreachable.
    pub status: Text,
    pub status_mark: Mark,
    /// The field in which the cookie lies; `None` where there is no room for one.
    pub cookie_field: Option<Rect>,
    /// The pill around the cookie; `None` without a cookie.
    pub cookie_pill: Option<Rect>,
    /// The cookie's text ("JSESSIONID=7F3A", or "7F3A" where narrow); empty without a cookie.
    pub cookie: Text,
    /// What stands before the cookie ("쿠키") or in its place ("쿠키 없음").
    pub cookie_label: Text,
    pub mark: Mark,
    pub selected: bool,
    /// Said by assistive technology instead of all of the above.
    pub label: String,
}

/// The balancer.
#[derive(Clone, PartialEq, Debug)]
pub struct BalancerCard {
    pub rect: Rect,
    pub title: Text,
    pub policy: Text,
    /// One line a server: its share of the requests, and whether it was the last chosen. Empty where narrow.
    pub shares: Vec<Share>,
    /// One line instead of the shares where narrow ("방금 → 서버 3").
    pub last: Text,
    pub mark: Mark,
    pub selected: bool,
    pub label: String,
}

/// How much of the traffic one server got.
#[derive(Clone, PartialEq, Debug)]
pub struct Share {
    pub server: ServerId,
    /// "S1".
    pub name: Text,
    /// The whole bar.
    pub bar: Rect,
    /// How much of the bar is filled, 0 to 1: this server's count of the largest one.
    pub fraction: f64,
    /// The number of requests.
    pub count: Text,
    /// It got the last request.
    pub last: bool,
    /// The balancer has taken it out of rotation.
    pub out: bool,
}

/// A server with its session table.
#[derive(Clone, PartialEq, Debug)]
pub struct ServerCard {
    pub id: ServerId,
    pub rect: Rect,
    pub compact: bool,
    /// Centre of the dot that shows its health.
    pub dot: Point,
    pub name: Text,
    /// The dot, and the shape in it: up (`Good`), down (`Bad`), and `Warn` where the balancer believes otherwise.
    pub health: Mark,
    /// Whether its process runs.
    pub up: bool,
    /// "정상", "꺼짐", "꺼짐 · 로드 밸런서는 아직 모름", …; empty when all is well.
    pub health_text: Text,
    /// "세션 2 · 1.6 KB".
    pub summary: Text,
    /// "워커 2/4 · 대기열 1/8"; empty when idle.
    pub load: Text,
    /// Height of the line under its name; `None` on compact cards.
    pub rule_y: Option<f64>,
    /// Rows that fit; [`ServerCard::more`] tells of the rest.
    pub rows: Vec<SessionRow>,
    /// "외 3개"; empty where all rows fit.
    pub more: Text,
    pub mark: Mark,
    pub selected: bool,
    pub label: String,
}

/// One line of a server's table: a session, or the line that says an id was looked for and is not there.
#[derive(Clone, PartialEq, Debug)]
pub struct SessionRow {
    /// The whole row, for a background, a hatch or a dashed frame.
    pub rect: Rect,
    /// "7F3A".
    pub id: Text,
    pub owner: ClientId,
    /// "alice cart=2", shorter or empty where narrow.
    pub text: Text,
    /// "v3", or a word for its state: "없음", "고아".
    pub state: Text,
    pub look: RowLook,
}

/// How a row looks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RowLook {
    Kept,
    /// Used in this step.
    Found,
    /// Created or written in this step.
    Written,
    /// Looked for by a request that is being served, and not there: dashed, red.
    Missing,
    /// No cookie leads to it any more: hatched.
    Orphan,
    /// Gone in this step (idled out, ended, died with its server): struck.
    Gone,
}

impl RowLook {
    /// The class a stylesheet knows it by.
    pub fn class(self) -> &'static str {
        match self {
            RowLook::Kept => "kept",
            RowLook::Found => "found",
            RowLook::Written => "written",
            RowLook::Missing => "missing",
            RowLook::Orphan => "orphan",
            RowLook::Gone => "gone",
        }
    }
}

/// A message in flight, or several drawn as one where there is no room; or a request that the balancer holds, which
/// lies before its wire, marked [`Mark::Warn`]. Where it is at a moment is [`place`].
#[derive(Clone, PartialEq, Debug)]
pub struct Packet {
    /// The request it is or answers; the first of them where several are drawn as one.
    pub id: RequestId,
    /// How many messages it stands for: 1 but in a crowd.
    pub count: usize,
    /// Index of its wire in [`Scene::wires`].
    pub wire: usize,
    /// It travels from the wire's end to its start.
    pub backwards: bool,
    pub sent_at: SimTime,
    pub arrives_at: SimTime,
    pub owner: ClientId,
    /// A card with two lines where there is room, else a token with the initial.
    pub shape: PacketShape,
    /// "POST /login", "← 401"; on a token the initial, or "×3". Its place is relative to the packet's centre.
    pub title: Text,
    /// "쿠키 7F3A", "Set-Cookie 91C0", "로그인 필요"; empty on a token. Its place is relative to the packet's centre.
    pub detail: Text,
    pub mark: Mark,
    pub response: bool,
    /// Stretch of the wire its centre moves on, 0 to 1 from start to end: it never covers a card.
    pub from: f64,
    pub to: f64,
    /// Room between it and the wire it follows, across the wire: answers and requests keep to their own side.
    pub aside: f64,
    pub selected: bool,
    pub label: String,
}

/// How a packet is drawn.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum PacketShape {
    /// Width and height of the card.
    Card { w: f64, h: f64 },
    /// Radius of the token.
    Token { r: f64 },
}

/// The balancer's reason, beside it.
#[derive(Clone, PartialEq, Debug)]
pub struct Bubble {
    pub rect: Rect,
    /// The reason, a line an element.
    pub lines: Vec<Text>,
    /// Where its tail points.
    pub tail: Point,
    pub owner: ClientId,
}
