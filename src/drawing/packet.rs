//! A message on its wire: a card with text; a token (circle) where a card has no room; a diamond for a copy of a
//! session.

use leptos::prelude::*;

use crate::model::time::SimTime;
use crate::scene::{self, Packet, PacketShape, Position, Rect, Wire};

use super::shapes::{diamond, rect, ring, texts};
use super::{Medium, person, selectable};

/// Minimum width and height of the area that a finger can hit, in CSS pixels.
const TOUCH_SIZE: i32 = 44;

/// Draws a message at its position on the wire at `now`.
pub fn packet(medium: Medium, packet: &Packet, wire: &Wire, now: SimTime) -> impl IntoView + use<> {
    let (shape, w, h, radius) = match packet.shape {
        PacketShape::Card { w, h } => ("card", w, h, 8),
        PacketShape::Token { r } => ("token", 2 * r, 2 * r, r),
        PacketShape::Diamond { r } => ("diamond", 2 * r, 2 * r, 0),
    };
    let (body, hue) = (centred(w, h), person(Some(packet.owner)));
    let (selection_ring, outline) = match packet.shape {
        // 5 more along the axes is a gap of 3.5 at the sides, nearly that of `ring`.
        PacketShape::Diamond { r } => (diamond("ring", r + 5, hue).into_any(), diamond("box", r, None).into_any()),
        PacketShape::Card { .. } | PacketShape::Token { .. } => {
            (ring(body, radius, hue).into_any(), rect("box", body, radius).into_any())
        }
    };
    let touch_area = (medium == Medium::Page).then(|| rect("target", centred(w.max(TOUCH_SIZE), h.max(TOUCH_SIZE)), 0));
    let group = view! {
        <g
            class="packet"
            data-person=hue
            data-mark=packet.mark.class()
            data-shape=shape
            data-response=packet.response
            aria-hidden="true"
        >
            {touch_area}
            {outline}
            {texts(&packet.texts)}
        </g>
    };
    let Position { x, y } = scene::packet_position(wire, packet, now);
    let transform = format!("translate({x:.1} {y:.1})");
    selectable(medium, packet.selection, packet.selected, packet.label.clone(), transform, selection_ring, group)
}

fn centred(w: i32, h: i32) -> Rect {
    Rect { x: -w / 2, y: -h / 2, w, h }
}
