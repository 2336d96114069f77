//! The reader's prediction beside the outcome: a dashed way to the predicted server and a solid one to the real server,
//! or a tag at the card of the user whose page was predicted.

use super::layout::{CLEAR, Layout};
use super::measure::{Style, fit, put};
use super::motion::packet_position;
use super::project::Context;
use super::{Packet, PacketShape, Point, Rect, Text, Wire};
use crate::model::ids::{ClientId, ServerId};
use crate::model::message::Node;
use crate::model::time::SimTime;
use crate::question::{Answer, Prediction};
use crate::text::lesson::expected;

/// Distance between a wire and the predicted way beside it.
const ASIDE: i32 = 6;
const TAG_H: i32 = 18;
const TAG_PAD: i32 = 7;
const LABEL: Style = Style::plain(11).bold().centred();
/// Curve parameters at which the label of a way may be, the best first.
const PLACES: [f32; 5] = [0.5, 0.4, 0.6, 0.25, 0.75];

/// Way of a request to a server.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Way {
    /// Its line: the wire or, for the predicted way, a line beside it.
    pub wire: Wire,
    /// True for the predicted way, which is dashed; false for the real one.
    pub is_expected: bool,
    pub owner: ClientId,
}

/// Label of a way, or a predicted page at a client's card.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tag {
    pub rect: Rect,
    pub text: Text,
    /// True for a prediction; its border is dashed.
    pub is_expected: bool,
    pub owner: ClientId,
}

/// Ways and tags. A tag without room is left out: the lesson's card says the same.
#[derive(Default)]
pub(super) struct Drawn {
    pub(super) ways: Vec<Way>,
    pub(super) tags: Vec<Tag>,
    /// Places of cards and messages.
    taken: Vec<Rect>,
}

/// Returns the ways and tags of the prediction. None without an answer.
pub(super) fn prediction(ctx: &Context<'_>, layout: &Layout, packets: &[Packet]) -> Drawn {
    let now = ctx.view.recording.frame(ctx.view.step).at();
    let on_wire = |packet: &Packet| packet.bounds(&layout.wires[packet.wire], now);
    let taken = layout.slots.iter().map(|slot| slot.rect).chain(packets.iter().map(on_wire)).collect();
    let mut drawn = Drawn { taken, ..Drawn::default() };
    let Some(Prediction { replied, is_decided }) = ctx.view.prediction else { return drawn };
    let Some(chosen) = replied.chosen() else { return drawn };
    let sign = match (is_decided, replied.is_right()) {
        (false, _) => "",
        (true, true) => " ✓",
        (true, false) => " ✕",
    };
    let word = format!("{}{sign}", ctx.words.lesson_expected);
    let client = replied.question.request.map(|request| request.client);
    match (chosen, client) {
        (Answer::Server(server), Some(client)) => {
            drawn.add_way(layout, (client, *server), true, Some(&word));
            if let (true, Answer::Server(real)) = (is_decided, replied.question.right_answer()) {
                // One label is enough for the same way.
                let label = (real != server).then_some(ctx.words.lesson_actual);
                drawn.add_way(layout, (client, *real), false, label);
            }
        }
        (Answer::Users(users), _) => {
            let label = format!("{}: {}{sign}", ctx.words.lesson_expected, ctx.words.lesson_lost);
            for user in users {
                drawn.add_tag_at(layout, *user, &[&label, &word]);
            }
        }
        (_, Some(client)) => {
            drawn.add_tag_at(layout, client, &[&format!("{}{sign}", expected(ctx.language, chosen)), &word]);
        }
        (_, None) => {}
    }
    drawn
}

impl Drawn {
    /// Adds the way of a client's request to a server, and its label.
    fn add_way(
        &mut self,
        layout: &Layout,
        (owner, server): (ClientId, ServerId),
        is_expected: bool,
        label: Option<&str>,
    ) {
        let leads = |wire: &&Wire| {
            wire.to == Node::Server(server) && [Node::Balancer, Node::Client(owner)].contains(&wire.from)
        };
        let Some(wire) = layout.wires.iter().find(leads) else { return };
        let wire = if is_expected { aside(*wire) } else { *wire };
        self.ways.push(Way { wire, is_expected, owner });
        let Some(label) = label else { return };
        let places = PLACES.map(|place| {
            let at = wire.at(place);
            tag(Point { x: at.x as i32, y: at.y as i32 }, is_expected, owner, &[label], layout.width, layout.width)
        });
        let tag = places.into_iter().flatten().find(|tag| self.has_room(tag));
        self.tags.extend(tag);
    }

    /// Adds a tag beside a client's card, at the start of its wire.
    fn add_tag_at(&mut self, layout: &Layout, client: ClientId, wordings: &[&str]) {
        let Some(wire) = layout.wires.iter().find(|wire| wire.from == Node::Client(client)) else { return };
        let (start, end) = (wire.line_start, wire.line_end);
        let tag = if wire.vertical {
            let centre = Point { x: start.x, y: start.y + CLEAR / 2 + TAG_H / 2 };
            // Longer than its card, it would look like another user's.
            let card = layout.slots.iter().find(|slot| slot.node == Node::Client(client));
            let room = card.map_or(layout.width, |slot| slot.rect.w + 2 * CLEAR);
            tag(centre, true, client, wordings, room, layout.width)
        } else {
            // On the side away from which the wire leads.
            let side = if end.y < start.y { 1 } else { -1 };
            let room = end.x - start.x - 2 * CLEAR;
            let centre = Point { x: (start.x + end.x) / 2, y: start.y + side * (TAG_H / 2 + CLEAR) };
            tag(centre, true, client, wordings, room, layout.width).map(|tag| {
                let dx = start.x + CLEAR - tag.rect.x;
                tag.moved(dx)
            })
        };
        self.tags.extend(tag.filter(|tag| self.has_room(tag)));
    }

    /// True if a tag covers no card, message or other tag.
    fn has_room(&self, tag: &Tag) -> bool {
        let mut others = self.taken.iter().copied().chain(self.tags.iter().map(|tag| tag.rect));
        !others.any(|other| other.overlaps(&tag.rect))
    }
}

impl Packet {
    fn bounds(&self, wire: &Wire, now: SimTime) -> Rect {
        let (w, h) = match self.shape {
            PacketShape::Card { w, h } => (w, h),
            PacketShape::Token { r } | PacketShape::Diamond { r } => (2 * r, 2 * r),
        };
        let at = packet_position(wire, self, now);
        Rect { x: at.x as i32 - w / 2, y: at.y as i32 - h / 2, w, h }
    }
}

impl Tag {
    fn moved(mut self, dx: i32) -> Tag {
        self.rect.x += dx;
        self.text.at.x += dx;
        self
    }
}

/// A line beside a wire.
fn aside(wire: Wire) -> Wire {
    let (dx, dy) = if wire.vertical { (ASIDE, 0) } else { (0, ASIDE) };
    let shifted = |point: Point| Point { x: point.x + dx, y: point.y + dy };
    Wire {
        line_start: shifted(wire.line_start),
        start: shifted(wire.start),
        start_control: shifted(wire.start_control),
        end_control: shifted(wire.end_control),
        end: shifted(wire.end),
        line_end: shifted(wire.line_end),
        ..wire
    }
}

fn tag(centre: Point, is_expected: bool, owner: ClientId, wordings: &[&str], room: i32, width: i32) -> Option<Tag> {
    let (text, style) = fit(wordings, LABEL, room - 2 * TAG_PAD)?;
    let w = style.width(text) + 2 * TAG_PAD;
    let x = (centre.x - w / 2).clamp(CLEAR, (width - w - CLEAR).max(CLEAR));
    let rect = Rect { x, y: centre.y - TAG_H / 2, w, h: TAG_H };
    let mut texts = Vec::new();
    put(&mut texts, "label", &[text], (rect.centre().x, centre.y + 4), style, w);
    Some(Tag { rect, text: texts.pop()?, is_expected, owner })
}
