//! A message in flight: a card that can be read, or a token where there is no room for one.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{SvgElement, SvgGraphicsElement};

use crate::model::time::SimTime;
use crate::scene::{self, Packet, PacketShape, Point, Rect, Scene};
use crate::selection::Selection;

use super::shapes::{rect, ring, text};

/// A target for fingers is at least so wide and high.
const TARGET: f64 = 44.0;

/// The message, around the origin; [`place_packets`] puts it in its place.
pub fn packet(packet: &Packet) -> impl IntoView + use<> {
    let (w, h, radius) = match packet.shape {
        PacketShape::Card { w, h } => (w, h, 8.0),
        PacketShape::Token { r } => (2.0 * r, 2.0 * r, r),
    };
    let token = matches!(packet.shape, PacketShape::Token { .. });
    let body = centred(w, h);
    view! {
        <g
            class="packet"
            role="button"
            tabindex="0"
            data-key=super::key(Selection::Message(packet.id))
            data-person=packet.owner.0
            data-mark=packet.mark.class()
            data-token=token
            data-response=packet.response
            aria-pressed=if packet.selected { "true" } else { "false" }
            aria-label=packet.label.clone()
        >
            {rect("target", centred(w.max(TARGET), h.max(TARGET)), 0.0)}
            {ring(body, radius)}
            {rect("box", body, radius)}
            {text("title", &packet.title)}
            {text("detail", &packet.detail)}
        </g>
    }
}

fn centred(w: f64, h: f64) -> Rect {
    Rect { x: -w / 2.0, y: -h / 2.0, w, h }
}

/// Moves the drawn messages to where they are at a moment; called once a frame.
pub fn place_packets(layer: Option<SvgElement>, scene: &Scene, now: SimTime) {
    let Some(layer) = layer else { return };
    let drawn = layer.children();
    for (index, packet) in scene.packets.iter().enumerate() {
        let element = drawn.item(index as u32).and_then(|element| element.dyn_into::<SvgGraphicsElement>().ok());
        if let Some(element) = element {
            translate(&element, scene::place(scene, packet, now));
        }
    }
}

/// Through the list of transforms, which is not parsed: a fourteenth of what writing the attribute costs.
fn translate(element: &SvgGraphicsElement, to: Point) {
    let transforms = element.transform().base_val();
    if transforms.number_of_items() == 1 {
        if let Ok(transform) = transforms.get_item(0) {
            // It fails for lists that can't be changed; this one can.
            let _ = transform.set_translate(to.x as f32, to.y as f32);
        }
    } else {
        let text = format!("translate({} {})", to.x, to.y);
        let _ = element.set_attribute("transform", &text);
    }
}
