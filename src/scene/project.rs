//! What the stage shows at a step: everything from the step's frame and its facts, so that a picture never shows an
//! effect before its cause.

use super::clients::client_card;
use super::layout::{Crowd, Layout, Slot};
use super::marks::marks_of;
use super::middle::{balancer_card, bubble};
use super::packets::packets;
use super::servers::machine_card;
use super::{Card, Mark, Scene, Wire};
use crate::model::config::Sessions;
use crate::model::fact::TimedFact;
use crate::model::message::{InFlight, Node};
use crate::model::server::Server;
use crate::model::world::World;
use crate::recording::Recording;
use crate::selection::Selection;
use crate::text::twin::{Thing, thing};
use crate::text::{Language, Words};

/// What the stage is to show, and how much room there is.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// The run.
    pub recording: &'a Recording,
    /// The step of it that is shown.
    pub step: usize,
    /// The reader's language.
    pub language: Language,
    /// CSS pixels from left to right.
    pub width: f64,
    /// What the reader selected.
    pub selection: Option<Selection>,
}

/// A view with what every part of the stage looks at.
pub(super) struct Shot<'a> {
    pub(super) view: View<'a>,
    pub(super) language: Language,
    pub(super) words: &'static Words,
    /// The world right after the step.
    pub(super) world: &'a World,
    /// What happened in the step.
    pub(super) facts: &'a [TimedFact],
    pub(super) in_flight: Vec<InFlight>,
    marks: Vec<(Node, Mark)>,
}

impl Shot<'_> {
    /// A thing and how it stands, for those who do not see it.
    pub(super) fn told(&self, of: Thing<'_>) -> String {
        thing(self.language, of, self.world).plain()
    }

    /// A card with nothing on it yet.
    pub(super) fn card(&self, slot: &Slot) -> Card {
        let marks = self.marks.iter().filter(|(node, _)| *node == slot.node);
        let mark = marks.map(|(_, mark)| *mark).max().unwrap_or_default();
        Card {
            node: slot.node,
            rect: slot.rect,
            mark,
            state: Mark::Plain,
            up: true,
            selected: self.view.selection == Some(Selection::Node(slot.node)),
            rule_y: None,
            dot: None,
            shapes: Vec::new(),
            texts: Vec::new(),
            rows: Vec::new(),
            progress: None,
            label: self.told(Thing::Node(slot.node)),
        }
    }
}

/// The stage at a step.
pub fn project(view: &View<'_>) -> Scene {
    let world = &view.recording.frame(view.step).world;
    let facts = view.recording.facts_of(view.step);
    let shot = Shot {
        view: *view,
        language: view.language,
        words: view.language.words(),
        world,
        facts,
        in_flight: world.in_flight(),
        marks: marks_of(facts, world),
    };
    let mut layout = Layout::of(&crowd(world), view.width as i32);
    let packets = packets(&shot, &mut layout);
    let bubble = bubble(&shot, &layout);
    let card = |slot: &Slot| match slot.node {
        Node::Client(_) => client_card(&shot, slot),
        Node::Balancer => balancer_card(&shot, slot, layout.narrow, bubble.is_some()),
        Node::Server(_) | Node::Store(_) => machine_card(&shot, slot),
    };
    let cards = layout.slots.iter().map(card).collect();
    for wire in &mut layout.wires {
        wire.cut = is_cut(world, wire);
    }
    for packet in &packets {
        layout.wires[packet.wire].busy = true;
    }
    Scene {
        width: layout.width,
        height: layout.height,
        narrow: layout.narrow,
        label: shot.words.stage.to_owned(),
        wires: layout.wires,
        cards,
        packets,
        bubble,
    }
}

fn crowd(world: &World) -> Crowd {
    let servers = world.servers.iter().filter(|server| !server.removed);
    let is_member = |server: &&Server| server.member && world.config.sessions == Sessions::Replicated;
    Crowd {
        clients: world.clients.iter().map(|client| Node::Client(client.id)).collect(),
        servers: servers.clone().map(|server| Node::Server(server.id)).collect(),
        members: servers.filter(is_member).map(|server| Node::Server(server.id)).collect(),
        stores: world.stores.len(),
        primary: Node::Store(world.primary),
        balancer: world.balancer.is_some(),
    }
}

/// Whether a wire leads to a server that is out of rotation, or to a store that is down.
fn is_cut(world: &World, wire: &Wire) -> bool {
    match (wire.from, wire.to, &world.balancer) {
        (Node::Balancer, Node::Server(server), Some(balancer)) => !balancer.is_usable(server),
        (_, Node::Store(store), _) => !world.stores[store.index()].up,
        _ => false,
    }
}
