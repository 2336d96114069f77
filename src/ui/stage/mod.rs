//! The stage as inline SVG, at the exact size of its scene. Each node and each message can be selected by pointer and by
//! keyboard; one listener on the drawing serves them all.

mod shapes;
mod card;
mod packet;

use leptos::prelude::{GetUntracked, GetValue, SetValue, StoredValue, With, WithUntracked, WithValue};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent};

use crate::browser::Watch;
use crate::model::ids::CopyId;
use crate::model::message::Node;
use crate::player::{Msg, Player};
use crate::scene::Scene;
use crate::selection::Selection;

use super::draw::after_drawing;
use super::el::{El, Slot, html, svg};
use super::shell::{Shell, project};
pub use packet::{Staged, place};

/// Attribute that names a thing on the stage.
const KEY: &str = "data-key";

/// The stage, and its measure.
pub fn stage(shell: Shell) -> El {
    let holder = Slot::new_local(None);
    let observer = StoredValue::new_local(None);
    after_drawing(Box::new(move || {
        // Nothing is there any more where the page was unmounted at once.
        if let Some(holder) = holder.try_get_value().flatten() {
            observer.set_value(Watch::size(&holder, move |width, _| measured(shell, width.floor())));
        }
    }));
    html("div").class("stage").keep(holder).live(shell, drawing)
}

fn measured(shell: Shell, width: f64) {
    if width > 0.0 && shell.local.try_get_untracked().is_some_and(|local| local.width != width) {
        shell.look_at(|local| local.width = width);
    }
}

fn drawing(shell: Shell, player: &Player) -> El {
    let scene = project(player, shell.local.with(|local| local.width));
    let wires = (0..scene.wires.len()).map(|index| wire(&scene, index));
    let drawing = svg("svg")
        .attr("role", "group")
        .attr("aria-label", scene.label.clone())
        .number("width", scene.width)
        .number("height", scene.height)
        .on("click", move |event| choose(shell, event))
        .on("keydown", move |event| press(shell, event))
        .with(svg("defs").with(shapes::hatch()))
        .with(svg("g").with_all(wires))
        .with(svg("g").with_all(scene.cards.iter().map(card::card)).keep(shell.moving.cards))
        .with(svg("g").with_all(scene.bubble.iter().map(card::bubble)))
        .with(svg("g").with_all(scene.packets.iter().map(packet::packet)).keep(shell.moving.packets));
    shell.staged.set_value(Staged { scene, ..Staged::default() });
    drawing
}

fn wire(scene: &Scene, index: usize) -> El {
    let wire = &scene.wires[index];
    // What travels on it lends it its hue.
    let person = scene.packets.iter().find(|packet| packet.wire == index).map(|packet| packet.owner);
    shapes::path("wire", wire.path())
        .attr("data-kind", wire.kind.class())
        .flag("data-cut", wire.cut)
        .flag("data-busy", wire.busy)
        .person(person)
}

/// A thing on the stage that can be selected, and whether it is. Its handle is a button with a sentence for a name and
/// nothing but the ring in it; what is drawn is not told twice.
fn selectable(selection: Selection, selected: bool, label: &str, ring: El, drawn: El) -> El {
    let handle = svg("g")
        .attr("role", "button")
        .attr("tabindex", "0")
        .yes_no("aria-pressed", selected)
        .attr("aria-label", label.to_owned())
        .with(ring);
    svg("g").attr(KEY, key(selection)).with(handle).with(drawn.attr("aria-hidden", "true"))
}

fn key(selection: Selection) -> String {
    match selection {
        Selection::Node(Node::Client(client)) => format!("{client}"),
        Selection::Node(Node::Balancer) => "balancer".into(),
        Selection::Node(Node::Server(server)) => format!("{server}"),
        Selection::Node(Node::Store(store)) => format!("{store}"),
        Selection::Message(request) => format!("m{request}"),
        Selection::Copy(CopyId { client, version, to }) => format!("{client}v{version}-{to}"),
    }
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
    let things = shell.staged.with_value(|staged| things(&staged.scene));
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
