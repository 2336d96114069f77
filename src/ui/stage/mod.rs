//! The stage as inline SVG, at the exact size of its scene. Each node and each message can be selected by pointer and by
//! keyboard; one listener on the drawing serves them all.

mod moving;

use leptos::prelude::WithUntracked;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent};

use crate::browser::Watch;
use crate::drawing::{self, KEY, key};
use crate::player::{Msg, Player};
use crate::scene::Scene;
use crate::selection::Selection;

use super::draw::after_drawing;
use super::el::{El, Slot, Text, html, svg};
use super::shell::{Shell, project};
pub use moving::{Staged, place};

/// The stage, and its measure.
pub fn stage(shell: Shell) -> El {
    let holder = Slot::default();
    let kept = holder.clone();
    after_drawing(Box::new(move || {
        let Some(holder) = kept.get() else { return };
        let watch = Watch::size(&holder, move |width, _| measured(shell, width.floor()));
        shell.backstage().held.borrow_mut().push(Box::new(watch));
    }));
    html("div").class("stage").keep(&holder).live(shell, view)
}

fn measured(shell: Shell, width: f64) {
    if width > 0.0 && shell.local().width != width {
        shell.look_at(|local| local.width = width);
    }
}

fn view(shell: Shell, player: &Player) -> El {
    let scene = project(player, shell.local().width);
    let wires = (0..scene.wires.len()).map(|index| drawing::wire(&scene, index));
    let cards = scene.cards.iter().map(|card| drawing::card(card, 0));
    let packets = scene.packets.iter().map(|packet| drawing::packet(packet, Text::Borrowed("translate(0)")));
    let backstage = shell.backstage();
    let drawn = svg("svg")
        .attr("role", "group")
        .attr("aria-label", scene.label.clone())
        .number("width", scene.width)
        .number("height", scene.height)
        .on("click", move |event| choose(shell, event))
        .on("keydown", move |event| press(shell, event))
        .with(svg("defs").with(drawing::hatch()))
        .with(svg("g").with_all(wires))
        .with(svg("g").with_all(cards).keep(&backstage.moving.cards))
        .with(svg("g").with_all(scene.bubble.iter().map(drawing::bubble)))
        .with(svg("g").with_all(packets).keep(&backstage.moving.packets));
    backstage.staged.replace(Staged { scene, ..Staged::default() });
    drawn
}

/// What can be selected on it.
pub fn things(scene: &Scene) -> Vec<Selection> {
    let mut things = Vec::new();
    for card in &scene.cards {
        things.push(Selection::Node(card.node));
    }
    for packet in &scene.packets {
        things.push(packet.target);
    }
    things
}

/// Selects what was pointed at; what is selected already, or nothing, is put back.
fn choose(shell: Shell, event: &Event) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let thing = target.and_then(|target| target.closest("[data-key]").ok().flatten());
    let name = thing.and_then(|thing| thing.get_attribute(KEY));
    let things = things(&shell.backstage().staged.borrow().scene);
    let pointed = things.into_iter().find(|thing| name.as_ref().is_some_and(|name| key(*thing) == *name));
    let now = shell.player.with_untracked(Player::selection);
    let next = pointed.filter(|pointed| Some(*pointed) != now);
    if next != now {
        // On a phone, what can be done about it is on the first sheet.
        shell.look_at(|local| local.sheet = 0);
        shell.dispatch(Msg::Select(next));
    }
}

fn press(shell: Shell, event: &Event) {
    if matches!(event.unchecked_ref::<KeyboardEvent>().key().as_str(), "Enter" | " ") {
        event.prevent_default();
        choose(shell, event);
    }
}
