//! The stage as inline SVG, at the size of its scene. Nodes and messages can be selected by pointer and keyboard. A
//! stage that is higher than its room scrolls to the nodes that act.

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use leptos_use::use_resize_observer;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, ScrollBehavior, ScrollToOptions};

use crate::drawing::{self, KEY, Medium, key};
use crate::player::{Msg, Player};
use crate::scene::{Rect, Scene};
use crate::selection::Selection;

use super::app::{App, use_app};
use super::motion::move_with_time;
use super::panels::{Sheet, show_acts, show_sheet};

/// Distance that the stage keeps between a node that acts and the edge of its room, in CSS pixels.
const MARGIN: i32 = 6;

/// The stage. Measures its room: the style sheet makes it as high as the natural drawing, or as the window allows. So
/// the size of the room never depends on the size of the drawing.
#[component]
pub fn Stage() -> impl IntoView {
    let app = use_app();
    let scene = app.scene;
    let (room, container) = (NodeRef::<html::Div>::new(), NodeRef::<html::Div>::new());
    use_resize_observer(room, move |entries, _| {
        let Some(rect) = entries.last().map(|entry| entry.content_rect()) else { return };
        let (width, height) = (rect.width().floor(), rect.height().floor());
        if width <= 0.0 || height <= 0.0 {
            return;
        }
        if app.stage_width.get_untracked() != width {
            app.stage_width.set(width);
        }
        if app.stage_room.get_untracked() != Some(height) {
            app.stage_room.set(Some(height));
        }
    });
    move_with_time(app, container);
    follow_acting_nodes(app, container);
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
        <div class="room" node_ref=room>
            <svg
                class="natural"
                aria-hidden="true"
                height=move || scene.with(|scene| scene.natural_height)
            ></svg>
            <div class="stage" data-scrolls=move || is_larger_than_room(app) node_ref=container>
                // One listener for all nodes and messages.
                <svg
                    role="group"
                    aria-label=move || scene.with(|scene| scene.label.clone())
                    width=move || scene.with(|scene| scene.width)
                    height=move || scene.with(|scene| scene.height)
                    on:click=move |event| select(app, &event, |app| show_sheet(app, Sheet::Try))
                    on:keydown=move |event| press(app, &event)
                >
                    <defs>{drawing::hatch()}</defs>
                    <g>{wires}</g>
                    <g>{move || scene.with(|scene| scene.ways.iter().map(drawing::way).collect_view())}</g>
                    <g>{cards}</g>
                    <g>{move || scene.with(|scene| scene.bubble.as_ref().map(drawing::bubble))}</g>
                    <g>{move || scene.with(|scene| scene.tags.iter().map(drawing::tag).collect_view())}</g>
                    <g>{packets}</g>
                </svg>
            </div>
        </div>
    }
}

/// True if the drawing does not fit. Only then is the stage a scroll container, so that a wheel over a figure that fits
/// scrolls the article.
fn is_larger_than_room(app: App) -> bool {
    let room = app.stage_room.get().unwrap_or(f64::INFINITY);
    app.scene.with(|scene| f64::from(scene.height) > room || f64::from(scene.width) > app.stage_width.get())
}

/// Scrolls the stage, and not the page, so that the nodes that act are visible.
fn follow_acting_nodes(app: App, container: NodeRef<html::Div>) {
    Effect::new(move || {
        app.stage_room.track();
        let Some(area) = app.scene.with(Scene::acting_area) else { return };
        // An effect can run before the render effects of the same change.
        queue_microtask(move || {
            let Some(container) = container.try_get_untracked().flatten() else { return };
            if let Some(top) = scroll_top_for(&area, container.scroll_top(), container.client_height()) {
                let options = ScrollToOptions::new();
                options.set_top(top.into());
                options.set_behavior(if app.reduced_motion() {
                    ScrollBehavior::Instant
                } else {
                    ScrollBehavior::Smooth
                });
                container.scroll_to_with_scroll_to_options(&options);
            }
        });
    });
}

/// Returns the nearest scroll position that shows an area with its margin, or the middle of a higher area; `None` if it
/// is shown already.
fn scroll_top_for(area: &Rect, top: i32, room: i32) -> Option<i32> {
    let (first, last) = (area.y - MARGIN, area.bottom() + MARGIN - room);
    let wanted = if last > first { (first + last) / 2 } else { top.clamp(last, first) };
    (wanted != top).then_some(wanted)
}

/// Returns the selections that are possible on the stage.
pub fn selectable_things(scene: &Scene) -> impl Iterator<Item = Selection> {
    let cards = scene.cards.iter().map(|card| Selection::Node(card.node));
    cards.chain(scene.packets.iter().map(|packet| packet.selection))
}

/// Selects the node or message at the pointer. A click on the selected one, or on empty space, clears the selection.
/// `show` leads to the acts for the selection, which the reader needs at once for a task or a goal.
fn select(app: App, event: &Event, show: impl Fn(App)) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let thing = target.and_then(|target| target.closest(&format!("[{KEY}]")).ok().flatten());
    let name = thing.and_then(|thing| thing.get_attribute(KEY));
    let pointed =
        app.scene.with_untracked(|scene| selectable_things(scene).find(|thing| name.as_ref() == Some(&key(*thing))));
    let selected = app.peek(Player::selection);
    let next = pointed.filter(|pointed| Some(*pointed) != selected);
    if next == selected {
        return;
    }
    app.dispatch(Msg::Select(next));
    if next.is_some() && app.peek(|player| player.has_task() || player.goal().is_some()) {
        show(app);
    } else {
        app.sheet.set(Sheet::Try);
    }
}

fn press(app: App, event: &KeyboardEvent) {
    if matches!(event.key().as_str(), "Enter" | " ") {
        event.prevent_default();
        select(app, event, show_acts);
    }
}
