//! The stage as inline SVG, at the size of its scene. Nodes and messages can be selected by pointer and keyboard.

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use leptos_use::use_resize_observer;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event};

use crate::drawing::{self, KEY, Medium, key};
use crate::player::{Msg, Player};
use crate::scene::Scene;
use crate::selection::Selection;

use super::app::{App, use_app};
use super::motion::move_with_time;
use super::panels::Sheet;

/// The stage. Measures its own width.
#[component]
pub fn Stage() -> impl IntoView {
    let app = use_app();
    let scene = app.scene;
    let container = NodeRef::<html::Div>::new();
    use_resize_observer(container, move |entries, _| {
        let width = entries.last().map_or(0.0, |entry| entry.content_rect().width().floor());
        if width > 0.0 && app.stage_width.get_untracked() != width {
            app.stage_width.set(width);
        }
    });
    move_with_time(app, container);
    let now = move || app.sim_at(app.place.get_untracked());
    let wires =
        move || scene.with(|scene| (0..scene.wires.len()).map(|index| drawing::wire(scene, index)).collect_view());
    let cards = move || {
        scene.with(|scene| scene.cards.iter().map(|card| drawing::card(Medium::Page, card, now())).collect_view())
    };
    let packets = move || {
        scene.with(|scene| {
            let packets = scene.packets.iter();
            packets.map(|packet| drawing::packet(Medium::Page, packet, &scene.wires[packet.wire], now())).collect_view()
        })
    };
    view! {
        <div class="stage" node_ref=container>
            // One listener for all nodes and messages.
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

/// Returns the selections that are possible on the stage.
pub fn selectable_things(scene: &Scene) -> impl Iterator<Item = Selection> {
    let cards = scene.cards.iter().map(|card| Selection::Node(card.node));
    cards.chain(scene.packets.iter().map(|packet| packet.selection))
}

/// Selects the node or message at the pointer. A click on the selected one, or on empty space, clears the selection.
fn select(app: App, event: &Event) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let thing = target.and_then(|target| target.closest(&format!("[{KEY}]")).ok().flatten());
    let name = thing.and_then(|thing| thing.get_attribute(KEY));
    let pointed =
        app.scene.with_untracked(|scene| selectable_things(scene).find(|thing| name.as_ref() == Some(&key(*thing))));
    let selected = app.peek(Player::selection);
    let next = pointed.filter(|pointed| Some(*pointed) != selected);
    if next != selected {
        // A phone then shows the acts for the selection.
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
