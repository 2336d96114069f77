//! What moves on the stage between two drawings: messages on their ways, and the bars of what takes its time.

use wasm_bindgen::JsCast;
use web_sys::{Element, SvgGraphicsElement, SvgTransform};

use crate::drawing::DONE;
use crate::model::time::SimTime;
use crate::scene::{self, Scene, Spot};

use super::super::el::write;
use super::super::shell::Moving;

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
pub fn place(moving: &Moving, staged: &mut Staged, now: SimTime) {
    let (Some(packets), Some(cards)) = (moving.packets.get(), moving.cards.get()) else { return };
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
            write(&bar, "width", &progress.done(now).to_string());
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
