//! The stage as inline SVG, at the exact size of its scene. Each node and each message can be selected by pointer and by
//! keyboard; one listener on the drawing serves them all.

mod shapes;
mod client;
mod balancer;
mod server;
mod packet;

use leptos::ev::{Event, KeyboardEvent};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

use crate::browser::WidthObserver;
use crate::model::message::Node;
use crate::player::{Msg, Player};
use crate::scene::{Scene, Wire};
use crate::selection::Selection;

use super::shell::Shell;
pub use packet::place_packets;

/// Attribute that holds the index of a thing in [`selectable`]'s order.
const KEY: &str = "data-key";

/// The stage.
pub fn stage(shell: Shell) -> AnyView {
    let holder = NodeRef::<html::Div>::new();
    measure(shell, holder);
    view! {
        <div class="stage" node_ref=holder>
            <svg
                role="group"
                aria-label=move || shell.scene.with(|scene| scene.label.clone())
                width=move || shell.scene.with(|scene| scene.width)
                height=move || shell.scene.with(|scene| scene.height)
                on:click=move |event| choose(shell, &event)
                on:keydown=move |event| press(shell, &event)
            >
                <defs>{shapes::hatch()}</defs>
                <g class="wires">{move || shell.scene.with(wires)}</g>
                <g>{move || shell.scene.with(|scene| scene.clients.iter().map(client::card).collect::<Vec<_>>())}</g>
                <g>{move || shell.scene.with(|scene| scene.balancer.as_ref().map(balancer::card))}</g>
                <g>{move || shell.scene.with(|scene| scene.servers.iter().map(server::card).collect::<Vec<_>>())}</g>
                <g>{move || shell.scene.with(|scene| scene.bubble.as_ref().map(balancer::bubble))}</g>
                <g node_ref=shell.moving.packets>
                    {move || shell.scene.with(|scene| scene.packets.iter().map(packet::packet).collect::<Vec<_>>())}
                </g>
            </svg>
        </div>
    }
    .into_any()
}

/// Keeps the shell's width that of the stage.
fn measure(shell: Shell, holder: NodeRef<html::Div>) {
    let observer = StoredValue::new_local(None);
    Effect::new(move |_| {
        let Some(holder) = holder.get() else { return };
        observer.set_value(WidthObserver::new(&holder, move |width| {
            let width = width.floor();
            // Nothing is there any more where the page was unmounted meanwhile.
            if width > 0.0 && shell.width.try_get_untracked().is_some_and(|before| before != width) {
                shell.width.set(width);
            }
        }));
    });
}

fn wires(scene: &Scene) -> Vec<impl IntoView + use<>> {
    let wire = |(index, wire): (usize, &Wire)| {
        // What travels on it lends it its hue.
        let person = scene.packets.iter().find(|packet| packet.wire == index).map(|packet| packet.owner.0);
        view! { <path class="wire" data-cut=wire.cut data-busy=wire.busy data-person=person d=wire.path() /> }
    };
    scene.wires.iter().enumerate().map(wire).collect()
}

/// How a selectable thing is named in the drawing.
fn key(selection: Selection) -> String {
    match selection {
        Selection::Node(Node::Client(client)) => client.to_string(),
        Selection::Node(Node::Balancer) => "balancer".into(),
        Selection::Node(Node::Server(server)) => server.to_string(),
        Selection::Message(request) => ["m", &request.to_string()].concat(),
    }
}

/// Everything in a scene that can be selected.
fn selectable(scene: &Scene) -> impl Iterator<Item = Selection> {
    let clients = scene.clients.iter().map(|card| Node::Client(card.id));
    let balancer = scene.balancer.iter().map(|_| Node::Balancer);
    let servers = scene.servers.iter().map(|card| Node::Server(card.id));
    let nodes = clients.chain(balancer).chain(servers).map(Selection::Node);
    nodes.chain(scene.packets.iter().map(|packet| Selection::Message(packet.id)))
}

/// Selects what was pointed at; what is selected already, or nothing, is put back.
fn choose(shell: Shell, event: &Event) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let thing = target.and_then(|target| target.closest("[data-key]").ok().flatten());
    let name = thing.and_then(|thing| thing.get_attribute(KEY));
    let scene = shell.scene.read_untracked();
    let pointed = name.and_then(|name| selectable(&scene).find(|selection| key(*selection) == name));
    drop(scene);
    let now = shell.player.with_untracked(Player::selection);
    let next = pointed.filter(|pointed| Some(*pointed) != now);
    if next != now {
        shell.dispatch(Msg::Select(next));
    }
}

fn press(shell: Shell, event: &KeyboardEvent) {
    if matches!(event.key().as_str(), "Enter" | " ") {
        event.prevent_default();
        choose(shell, event);
    }
}
