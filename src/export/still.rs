//! One step as a picture that stands still: the stage's data as SVG text, drawn as `ui/stage` draws it in the page, with
//! the same classes, so that one style sheet serves both. What can't be seen in a picture (targets for fingers, names for
//! keys, rings of focus) is left out. A story in `tests/e2e` holds the two equal.

use crate::model::message::Node;
use crate::model::time::SimTime;
use crate::scene::{
    self, Anchor, BADGE_R, Bubble, Card, Mark, Packet, PacketShape, Point, Rect, Row, RowLook, Scene, Text,
};

/// Id of the hatch that [`svg`] refers to; a page holds it once, as [`hatch`].
const HATCH_ID: &str = "sessionscope-hatch";
/// Of the corners of cards.
const RADIUS: i32 = 10;

/// A drawing as markup.
#[derive(Default)]
struct Markup(String);

/// The scene as it is at `now`, as an `<svg>` with a view box and no size of its own. `attributes` go into its tag as
/// they are.
pub fn svg(scene: &Scene, now: SimTime, attributes: &str) -> String {
    let mut out = Markup(format!(r#"<svg viewBox="0 0 {} {}"{attributes}>"#, scene.width, scene.height));
    for (index, wire) in scene.wires.iter().enumerate() {
        out.open("path", "wire");
        out.attr("data-kind", wire.kind.class());
        out.flag("data-cut", wire.cut);
        out.flag("data-busy", wire.busy);
        if let Some(packet) = scene.packets.iter().find(|packet| packet.wire == index) {
            out.attr("data-person", packet.owner.0);
        }
        out.attr("d", wire.path());
        out.0.push_str("/>");
    }
    for card in &scene.cards {
        out.card(card, now);
    }
    if let Some(bubble) = &scene.bubble {
        out.bubble(bubble);
    }
    for packet in &scene.packets {
        out.packet(scene, packet, now);
    }
    out.0 + "</svg>"
}

/// The hatch of what nobody's cookie leads to and of what is not the newest, as a drawing of no size.
pub fn hatch() -> String {
    format!(
        r#"<svg class="said" aria-hidden="true"><pattern id="{HATCH_ID}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="hatch" d="M0 0V6"/></pattern></svg>"#
    )
}

/// A text within markup.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

impl Markup {
    fn open(&mut self, tag: &str, class: &str) {
        self.0 += &format!(r#"<{tag} class="{class}""#);
    }

    fn attr(&mut self, name: &str, value: impl std::fmt::Display) {
        self.0 += &format!(r#" {name}="{value}""#);
    }

    fn flag(&mut self, name: &str, on: bool) {
        if on {
            self.0 += &format!(" {name}");
        }
    }

    fn mark(&mut self, name: &str, mark: Mark) {
        if mark != Mark::Plain {
            self.attr(name, mark.class());
        }
    }

    fn rect(&mut self, class: &str, Rect { x, y, w, h }: Rect, radius: i32) {
        self.rect_filled(class, Rect { x, y, w, h }, radius, "");
    }

    fn rect_filled(&mut self, class: &str, Rect { x, y, w, h }: Rect, radius: i32, fill: &str) {
        let size = format!(r#"x="{x}" y="{y}" width="{w}" height="{h}""#);
        self.0 += &format!(r#"<rect class="{class}" {size} rx="{radius}"{fill}/>"#);
    }

    fn path(&mut self, class: &str, d: &str) {
        self.0 += &format!(r#"<path class="{class}" d="{d}"/>"#);
    }

    fn texts(&mut self, texts: &[Text]) {
        for text in texts {
            self.open("text", text.class);
            self.attr("x", text.at.x);
            self.attr("y", text.at.y);
            if text.anchor != Anchor::Start {
                self.attr("text-anchor", text.anchor.svg());
            }
            self.attr("font-size", text.size);
            self.flag("data-mono", text.mono);
            self.flag("data-bold", text.bold);
            self.0 += &format!(">{}</text>", escape(&text.text));
        }
    }

    fn card(&mut self, card: &Card, now: SimTime) {
        let Rect { x, y, w, .. } = card.rect;
        let (class, person) = card.kind();
        self.open("g", class);
        if let Some(client) = person {
            self.attr("data-person", client.0);
        }
        self.mark("data-mark", card.mark);
        // A machine's plain state looks different from none.
        self.attr("data-state", card.state.class());
        self.attr("data-up", card.up);
        self.0.push('>');
        self.rect("box", card.rect, RADIUS);
        if let Some(until) = card.rule_y {
            let (left, right) = (y + RADIUS, x + w - RADIUS);
            self.path("band", &format!("M{x} {until}V{left}a10 10 0 0 1 10-10H{right}a10 10 0 0 1 10 10V{until}"));
        }
        for shape in &card.shapes {
            self.rect(shape.class, shape.rect, shape.radius);
        }
        if let Some(at) = card.dot {
            self.dot(card, at);
        }
        for row in &card.rows {
            self.row(row);
        }
        if let Some(progress) = card.progress {
            let done = (progress.bar.w as f32 * progress.at(now)) as i32;
            self.rect("bar", progress.bar, 1);
            self.rect("done", Rect { w: done, ..progress.bar }, 1);
        }
        self.texts(&card.texts);
        self.rect("edge", card.rect, RADIUS);
        self.0 += "</g>";
    }

    fn dot(&mut self, card: &Card, Point { x, y }: Point) {
        if matches!(card.node, Node::Client(_)) {
            self.0 += &format!(r#"<circle class="badge" cx="{x}" cy="{y}" r="{BADGE_R}"/>"#);
            return;
        }
        let shape = match (card.state, card.up) {
            (Mark::Warn, true) => "m0-4a4 4 0 0 1 0 8zm0 0a4 4 0 0 0 0 8",
            (Mark::Warn, false) => "m0-4a4 4 0 0 0 0 8zm0 0a4 4 0 0 1 0 8",
            (_, true) => "m-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z",
            (_, false) => "m-4-4h8v8h-8zm2 2l4 4m0-4l-4 4",
        };
        self.path("dot", &format!("M{x} {y}{shape}"));
    }

    fn row(&mut self, row: &Row) {
        self.open("g", "row");
        self.attr("data-look", row.look.class());
        self.attr("data-person", row.owner.0);
        self.0.push('>');
        let hatched = matches!(row.look, RowLook::Orphan | RowLook::Stale | RowLook::Behind);
        let fill = if hatched { format!(r#" fill="url(#{HATCH_ID})""#) } else { String::new() };
        self.rect_filled("ground", row.rect, 5, &fill);
        self.texts(&row.texts);
        self.0 += "</g>";
    }

    fn bubble(&mut self, bubble: &Bubble) {
        self.open("g", "bubble");
        self.attr("data-person", bubble.owner.0);
        self.0.push('>');
        self.rect("box", bubble.rect, 8);
        let foot = bubble.rect.y + bubble.rect.h - 1;
        let Point { x, y } = bubble.tail;
        if y > foot {
            self.path("tail", &format!("M{} {foot}L{x} {y}L{} {foot}", x - 6, x + 6));
        }
        self.texts(&bubble.lines);
        self.0 += "</g>";
    }

    fn packet(&mut self, scene: &Scene, packet: &Packet, now: SimTime) {
        let at = scene::place(scene, packet, now);
        self.open("g", "packet");
        self.attr("transform", format_args!("translate({:.1} {:.1})", at.x, at.y));
        self.attr("data-person", packet.owner.0);
        self.mark("data-mark", packet.mark);
        let (shape, w, h, radius) = match packet.shape {
            PacketShape::Card { w, h } => ("card", w, h, 8),
            PacketShape::Token { r } => ("token", 2 * r, 2 * r, r),
            PacketShape::Diamond { r } => ("diamond", 2 * r, 2 * r, 0),
        };
        self.attr("data-shape", shape);
        self.flag("data-response", packet.response);
        self.0.push('>');
        match packet.shape {
            PacketShape::Diamond { r } => self.path("box", &format!("M-{r} 0L0 -{r}L{r} 0L0 {r}z")),
            PacketShape::Card { .. } | PacketShape::Token { .. } => {
                self.rect("box", Rect { x: -w / 2, y: -h / 2, w, h }, radius);
            }
        }
        self.texts(&packet.texts);
        self.0 += "</g>";
    }
}
