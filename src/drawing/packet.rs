//! Messages in flight: a readable card, a token if there is no room for a card, a diamond for a copy.

use leptos::prelude::*;

use crate::model::time::SimTime;
use crate::scene::{self, Packet, PacketShape, Rect, Spot, Wire};

use super::shapes::{diamond, rect, ring, texts};
use super::{Medium, person, selectable};

/// Least width and height of a touch target, in CSS pixels.
const TARGET: i32 = 44;

/// A message at its place on the wire at `now`.
pub fn packet(medium: Medium, packet: &Packet, wire: &Wire, now: SimTime) -> impl IntoView + use<> {
    let (shape, w, h, radius) = match packet.shape {
        PacketShape::Card { w, h } => ("card", w, h, 8),
        PacketShape::Token { r } => ("token", 2 * r, 2 * r, r),
        PacketShape::Diamond { r } => ("diamond", 2 * r, 2 * r, 0),
    };
    let (body, whose) = (centred(w, h), person(Some(packet.owner)));
    let (ring, drawn) = match packet.shape {
        PacketShape::Diamond { r } => (diamond("ring", r + 5, whose).into_any(), diamond("box", r, None).into_any()),
        PacketShape::Card { .. } | PacketShape::Token { .. } => {
            (ring(body, radius, whose).into_any(), rect("box", body, radius).into_any())
        }
    };
    let target = (medium == Medium::Page).then(|| rect("target", centred(w.max(TARGET), h.max(TARGET)), 0));
    let drawn = view! {
        <g
            class="packet"
            data-person=whose
            data-mark=packet.mark.class()
            data-shape=shape
            data-response=packet.response
            aria-hidden="true"
        >
            {target}
            {drawn}
            {texts(&packet.texts)}
        </g>
    };
    let Spot { x, y } = scene::place(wire, packet, now);
    let transform = format!("translate({x:.1} {y:.1})");
    selectable(medium, packet.target, packet.selected, packet.label.clone(), transform, ring, drawn)
}

fn centred(w: i32, h: i32) -> Rect {
    Rect { x: -w / 2, y: -h / 2, w, h }
}
