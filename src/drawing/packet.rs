//! A message in flight: a card that can be read, or a token where there is no room for one; a diamond for a copy.

use crate::scene::{Packet, PacketShape, Rect};

use super::element::{El, Extra, Text, svg};
use super::selectable;
use super::shapes::{diamond, rect, ring, texts};

/// A target for fingers is at least so wide and high.
const TARGET: i32 = 44;

/// The message, around the origin; `transform` puts it in its place.
pub fn packet<X: Extra>(packet: &Packet, transform: Text) -> El<X> {
    let (shape, w, h, radius) = match packet.shape {
        PacketShape::Card { w, h } => ("card", w, h, 8),
        PacketShape::Token { r } => ("token", 2 * r, 2 * r, r),
        PacketShape::Diamond { r } => ("diamond", 2 * r, 2 * r, 0),
    };
    let body = centred(w, h);
    let element = svg("g")
        .class("packet")
        .person(Some(packet.owner))
        .attr("data-mark", packet.mark.class())
        .attr("data-shape", shape)
        .flag("data-response", packet.response)
        .with(rect("target", centred(w.max(TARGET), h.max(TARGET)), 0));
    let (ring, drawn) = match packet.shape {
        PacketShape::Diamond { r } => (diamond("ring", r + 5), diamond("box", r)),
        PacketShape::Card { .. } | PacketShape::Token { .. } => (ring(body, radius), rect("box", body, radius)),
    };
    let element = texts(element.with(drawn), &packet.texts);
    selectable(packet.target, packet.selected, &packet.label, ring.person(Some(packet.owner)), element)
        .attr("transform", transform)
}

fn centred(w: i32, h: i32) -> Rect {
    Rect { x: -w / 2, y: -h / 2, w, h }
}
