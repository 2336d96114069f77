//! Motion on the stage: moves messages and fills progress bars, once per frame.
//!
//! Attributes with signals would be slower: an effect for each of 40 messages costs several times as much script per
//! frame (`make bench`). `reactive_graph` 0.2 would also keep every effect that a redraw drops.

use std::cell::Cell;

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, NodeList, SvgGraphicsElement, SvgTransform};

use crate::model::time::SimTime;
use crate::scene::{self, Position, Scene};

use super::app::App;

/// Elements that move, in the order of the scene.
#[derive(Default)]
struct Moving {
    packets: Vec<SvgTransform>,
    bars: Vec<Bar>,
}

struct Bar {
    element: Element,
    /// The width that was written last, in CSS pixels.
    width: Cell<Option<i32>>,
}

/// Moves the messages and progress bars inside of `stage` with the playhead.
pub fn move_with_time(app: App, stage: NodeRef<html::Div>) {
    let moving = StoredValue::new_local(Moving::default());
    let place = move || {
        let now = app.sim_at(app.place.get_untracked());
        app.scene.with_untracked(|scene| moving.with_value(|moving| moving.place(scene, now)));
    };
    Effect::new(move || {
        app.scene.track();
        // An effect can run before the render effects of the same change.
        queue_microtask(move || {
            if let Some(stage) = stage.try_get_untracked().flatten() {
                moving.set_value(Moving::of(&stage));
                place();
            }
        });
    });
    // Runs within the frame: an ordinary effect would wake a task for each frame.
    ImmediateEffect::new_scoped(move || {
        app.place.track();
        place();
    });
}

impl Moving {
    fn of(stage: &Element) -> Moving {
        let packets = elements(stage, "[data-key]:has(> .packet)")
            .filter_map(|packet| packet.unchecked_into::<SvgGraphicsElement>().transform().base_val().get_item(0).ok());
        let bars = elements(stage, ".done").map(|element| Bar { element, width: Cell::new(None) });
        Moving { packets: packets.collect(), bars: bars.collect() }
    }

    fn place(&self, scene: &Scene, now: SimTime) {
        for (packet, transform) in scene.packets.iter().zip(&self.packets) {
            let Position { x, y } = scene::packet_position(&scene.wires[packet.wire], packet, now);
            // Fails only for a read-only transform.
            let _ = transform.set_translate(x, y);
        }
        for (progress, bar) in scene.cards.iter().filter_map(|card| card.progress).zip(&self.bars) {
            let width = progress.filled_w(now);
            if bar.width.replace(Some(width)) != Some(width) {
                // Fails only for an invalid name.
                let _ = bar.element.set_attribute("width", &width.to_string());
            }
        }
    }
}

fn elements(within: &Element, selector: &str) -> impl Iterator<Item = Element> + use<> {
    let found: Option<NodeList> = within.query_selector_all(selector).ok();
    let found = found.into_iter().flat_map(|found| (0..found.length()).map(move |index| found.item(index)));
    found.flatten().map(JsCast::unchecked_into)
}
