//! The stage as inline SVG, at the size of its scene. Nodes and messages can be selected by pointer and keyboard.

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use leptos_use::use_resize_observer;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event};

use crate::drawing::{self, KEY, Medium, key};
use crate::model::time::SimTime;
use crate::player::{Msg, Player};
use crate::scene::Scene;
use crate::selection::Selection;

use super::app::{App, use_app};
use super::panels::Sheet;

/// The stage. Measures its own width.
#[component]
pub fn Stage() -> impl IntoView {
    let app = use_app();
    let scene = app.scene;
    let frame = NodeRef::<html::Div>::new();
    use_resize_observer(frame, move |entries, _| {
        let width = entries.last().map_or(0.0, |entry| entry.content_rect().width().floor());
        if width > 0.0 && app.stage_width.get_untracked() != width {
            app.stage_width.set(width);
        }
    });
    let shown = Memo::new(move |_| Drawing::of(app));
    Effect::new(move || {
        let now = app.sim_at(app.place.get());
        shown.with(|drawing| drawing.now.set(now));
    });
    let wires =
        move || scene.with(|scene| (0..scene.wires.len()).map(|index| drawing::wire(scene, index)).collect_view());
    let cards = move || {
        shown.with(|Drawing { scene, now }| {
            let now = Signal::from(*now);
            scene.cards.iter().map(|card| drawing::card(Medium::Page, card, now)).collect_view()
        })
    };
    let packets = move || {
        shown.with(|Drawing { scene, now }| {
            let now = Signal::from(*now);
            let packets = scene.packets.iter();
            packets.map(|packet| drawing::packet(Medium::Page, packet, scene.wires[packet.wire], now)).collect_view()
        })
    };
    view! {
        <div class="stage" node_ref=frame>
            // One listener serves all things on the stage.
            <svg
                role="group"
                aria-label=move || scene.with(|scene| scene.label.clone())
                width=move || scene.with(|scene| scene.width)
                height=move || scene.with(|scene| scene.height)
                on:click=move |event| select(app, &event)
                on:keydown=move |event| press(app, &event)
            >
                <defs>{drawing::hatch()}</defs>
                <g>{wires}</g>
                <g>{cards}</g>
                <g>{move || scene.with(|scene| scene.bubble.as_ref().map(drawing::bubble))}</g>
                <g>{packets}</g>
            </svg>
        </div>
    }
}

/// The stage at one step, with the simulated moment as a signal that lives as long as this drawing.
///
/// The signal of the app would not do: `reactive_graph` never removes a dropped effect from the subscribers of a signal, and
/// each drawing has an effect for everything that moves.
#[derive(Clone, PartialEq)]
struct Drawing {
    scene: Scene,
    now: RwSignal<SimTime>,
}

impl Drawing {
    /// The present one. Tracks the scene; the moment itself has to be set while playing.
    fn of(app: App) -> Drawing {
        let now = app.sim_at(app.place.get_untracked());
        Drawing { scene: app.scene.get(), now: RwSignal::new(now) }
    }
}

/// Everything on the stage that can be selected.
pub fn selectable_things(scene: &Scene) -> impl Iterator<Item = Selection> {
    let cards = scene.cards.iter().map(|card| Selection::Node(card.node));
    cards.chain(scene.packets.iter().map(|packet| packet.target))
}

/// Selects the thing that was pointed at. Pointing at the selected thing, or at nothing, clears the selection.
fn select(app: App, event: &Event) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let thing = target.and_then(|target| target.closest(&format!("[{KEY}]")).ok().flatten());
    let name = thing.and_then(|thing| thing.get_attribute(KEY));
    let pointed =
        app.scene.with_untracked(|scene| selectable_things(scene).find(|thing| name.as_ref() == Some(&key(*thing))));
    let selected = app.peek(Player::selection);
    let next = pointed.filter(|pointed| Some(*pointed) != selected);
    if next != selected {
        // A phone then shows the acts on the selected thing.
        app.sheet.set(Sheet::Try);
        app.dispatch(Msg::Select(next));
    }
}

fn press(app: App, event: &KeyboardEvent) {
    if matches!(event.key().as_str(), "Enter" | " ") {
        event.prevent_default();
        select(app, event);
    }
}
