//! A message in flight: a card that can be read, or a token where there is no room for one; a diamond for a copy.

use leptos::prelude::GetValue;
use wasm_bindgen::JsCast;
use web_sys::{Element, SvgGraphicsElement, SvgTransform};

use crate::model::time::SimTime;
use crate::scene::{self, Packet, PacketShape, Rect, Scene, Spot};

use super::super::el::{El, svg, write};
use super::super::shell::Moving;
use super::card::DONE;
use super::selectable;
use super::shapes::{diamond, rect, ring, texts};

/// A target for fingers is at least so wide and high.
const TARGET: i32 = 44;

/// The message, around the origin; [`place`] puts it in its place.
pub fn packet(packet: &Packet) -> El {
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
        .attr("transform", "translate(0)")
}

fn centred(w: i32, h: i32) -> Rect {
    Rect { x: -w / 2, y: -h / 2, w, h }
}

/// The stage as it was drawn last.
#[derive(Default)]
pub struct Staged {
    /// What was drawn.
    pub scene: Scene,
    /// Where its messages are placed; empty until they are for the first time.
    pub(super) transforms: Vec<SvgTransform>,
    /// Where the playhead was placed since, as a share of its axis.
    pub share: Option<u32>,
}

/// Moves the drawn messages to where they are at a moment, and fills the bars of what takes its time; called once a
/// frame.
pub fn place(moving: Moving, staged: &mut Staged, now: SimTime) {
    let (Some(packets), Some(cards)) =
        (moving.packets.try_get_value().flatten(), moving.cards.try_get_value().flatten())
    else {
        return;
    };
    let Staged { scene, transforms, .. } = staged;
    if transforms.is_empty() {
        *transforms = transforms_of(&packets);
    }
    for (packet, transform) in scene.packets.iter().zip(transforms) {
        let Spot { x, y } = scene::place(scene, packet, now);
        // It fails for lists that can't be changed; this one can.
        let _ = transform.set_translate(x, y);
    }
    for (index, card) in scene.cards.iter().enumerate() {
        let Some(progress) = card.progress else { continue };
        let drawn = cards.children().item(index as u32);
        if let Some(bar) = drawn.and_then(|card| card.get_elements_by_class_name(DONE).item(0)) {
            write(&bar, "width", &((progress.bar.w as f32 * progress.at(now)) as i32).to_string());
        }
    }
}

/// The first transform of each message's list: writing it is not parsed, a fourteenth of what writing the attribute
/// costs. To find it takes five more calls out of Wasm.
fn transforms_of(packets: &Element) -> Vec<SvgTransform> {
    let drawn = packets.children();
    let mut transforms = Vec::new();
    for index in 0..drawn.length() {
        let element = drawn.item(index).and_then(|element| element.dyn_into::<SvgGraphicsElement>().ok());
        // Each message is drawn with one.
        transforms.extend(element.and_then(|element| element.transform().base_val().get_item(0).ok()));
    }
    transforms
}
