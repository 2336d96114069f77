//! A message in flight: a card that can be read, or a token where there is no room for one.

use leptos::prelude::GetValue;
use wasm_bindgen::JsCast;
use web_sys::SvgGraphicsElement;

use crate::model::time::SimTime;
use crate::scene::{self, Packet, PacketShape, Point, Rect, Scene};
use crate::selection::Selection;

use super::super::el::{El, Slot, tenths};
use super::selectable;
use super::shapes::{rect, ring, text};

/// A target for fingers is at least so wide and high.
const TARGET: f64 = 44.0;

/// The message, around the origin; [`place_packets`] puts it in its place.
pub fn packet(packet: &Packet) -> El {
    let (w, h, radius, token) = match packet.shape {
        PacketShape::Card { w, h } => (w, h, 8.0, false),
        PacketShape::Token { r } => (2.0 * r, 2.0 * r, r, true),
    };
    let body = centred(w, h);
    let element = selectable("packet", Selection::Message(packet.id), packet.selected, &packet.label)
        .person(Some(packet.owner))
        .attr("data-mark", packet.mark.class())
        .flag("data-token", token)
        .flag("data-response", packet.response)
        .with(rect("target", centred(w.max(TARGET), h.max(TARGET)), 0.0))
        .with(ring(body, radius))
        .with(rect("box", body, radius));
    text(text(element, "title", &packet.title), "detail", &packet.detail)
}

fn centred(w: f64, h: f64) -> Rect {
    Rect { x: -w / 2.0, y: -h / 2.0, w, h }
}

/// Moves the drawn messages to where they are at a moment; called once a frame.
pub fn place_packets(layer: Slot, scene: &Scene, now: SimTime) {
    let Some(layer) = layer.try_get_value().flatten() else { return };
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
    if transforms.number_of_items() == 1
        && let Ok(transform) = transforms.get_item(0)
    {
        // It fails for lists that can't be changed; this one can.
        let _ = transform.set_translate(to.x as f32, to.y as f32);
    } else {
        let text = ["translate(", &tenths(to.x), " ", &tenths(to.y), ")"].concat();
        let _ = element.set_attribute("transform", &text);
    }
}
