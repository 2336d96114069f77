//! Builds the stage of a step. It reads only the step's frame and the facts so far, so no effect is shown before its
//! cause.

use super::acting::acting;
use super::balancer::{balancer_card, bubble};
use super::clients::client_card;
use super::layout::{Layout, Slot, Topology};
use super::marks::marks_of;
use super::packets::packets;
use super::prediction::{Drawn, prediction};
use super::servers::machine_card;
use super::{Card, Mark, Part, Scene, Wire};
use crate::model::fact::TimedFact;
use crate::model::message::{InFlight, Node};
use crate::model::world::World;
use crate::question::Prediction;
use crate::recording::Recording;
use crate::selection::Selection;
use crate::text::twin::{Thing, thing};
use crate::text::{Language, Words};

/// Input of [`project`].
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    pub recording: &'a Recording,
    pub step: usize,
    pub language: Language,
    /// Width of the stage, in CSS pixels.
    pub width: f64,
    /// Height into which the stage should fit, in CSS pixels; `None` for any height.
    pub room: Option<f64>,
    /// Facts of the beat that is told; none at the level of steps.
    pub beat: BeatFacts<'a>,
    pub selection: Option<Selection>,
    /// The reader's answer to a question, while the run shows its outcome.
    pub prediction: Option<Prediction<'a>>,
}

/// Facts of a beat, of which the shown step may be only a part.
#[derive(Clone, Copy, Debug, Default)]
pub struct BeatFacts<'a> {
    /// Facts that the stage marks; without them, those of the step.
    pub marked: Option<&'a [TimedFact]>,
    /// Facts whose nodes the stage keeps in view; without them, those of the step.
    pub followed: Option<&'a [TimedFact]>,
}

/// The view, and data that every part of the stage reads.
pub(super) struct Context<'a> {
    pub(super) view: View<'a>,
    pub(super) language: Language,
    pub(super) words: &'static Words,
    /// The world right after the step.
    pub(super) world: &'a World,
    /// Facts that are marked.
    pub(super) facts: &'a [TimedFact],
    pub(super) in_flight: Vec<InFlight>,
    marks: Vec<(Node, Mark)>,
    acting: Vec<Node>,
}

impl Context<'_> {
    /// Returns the accessible name of a thing, with its state.
    pub(super) fn describe(&self, of: Thing<'_>) -> String {
        thing(self.language, of, self.world).plain()
    }

    fn part(&self, node: Node) -> Part {
        match (self.acting.is_empty(), self.acting.contains(&node)) {
            (true, _) => Part::Resting,
            (false, true) => Part::Acting,
            (false, false) => Part::Idle,
        }
    }

    /// Returns a card without content.
    pub(super) fn card(&self, slot: &Slot) -> Card {
        let marks = self.marks.iter().filter(|(node, _)| *node == slot.node);
        let mark = marks.map(|(_, mark)| *mark).max().unwrap_or_default();
        Card {
            node: slot.node,
            rect: slot.rect,
            mark,
            part: self.part(slot.node),
            state: Mark::Plain,
            up: true,
            selected: self.view.selection == Some(Selection::Node(slot.node)),
            rule_y: None,
            dot: None,
            shapes: Vec::new(),
            texts: Vec::new(),
            rows: Vec::new(),
            progress: None,
            label: self.describe(Thing::Node(slot.node)),
        }
    }
}

/// Returns the stage at a step, or at the last one if the view's step is past the end.
pub fn project(view: &View<'_>) -> Scene {
    let view = &View { step: view.step.min(view.recording.last_step()), ..*view };
    let world = &view.recording.frame(view.step).world;
    let facts_of_step = view.recording.facts_of(view.step);
    let facts = view.beat.marked.unwrap_or(facts_of_step);
    let ctx = Context {
        view: *view,
        language: view.language,
        words: view.language.words(),
        world,
        facts,
        in_flight: world.in_flight(),
        marks: marks_of(facts, world),
        acting: acting(view.beat.followed.unwrap_or(facts_of_step), world),
    };
    let (topology, width) = (topology(world), view.width as i32);
    let natural_height = Layout::of(&topology, width, None).height;
    let mut layout = Layout::of(&topology, width, view.room.map(|room| room as i32));
    let packets = packets(&ctx, &mut layout);
    let bubble = bubble(&ctx, &layout);
    let Drawn { ways, tags, .. } = prediction(&ctx, &layout, &packets);
    let card = |slot: &Slot| match slot.node {
        Node::Client(_) => client_card(&ctx, slot),
        Node::Balancer => balancer_card(&ctx, slot, layout.narrow, bubble.is_some()),
        Node::Server(_) | Node::Store(_) => machine_card(&ctx, slot),
    };
    let cards = layout.slots.iter().map(card).collect();
    for wire in &mut layout.wires {
        wire.usable = is_usable(world, wire);
    }
    for packet in &packets {
        layout.wires[packet.wire].busy = true;
    }
    Scene {
        width: layout.width,
        height: layout.height,
        natural_height,
        narrow: layout.narrow,
        label: ctx.words.stage.to_owned(),
        wires: layout.wires,
        cards,
        packets,
        bubble,
        ways,
        tags,
    }
}

fn topology(world: &World) -> Topology {
    Topology {
        clients: world.clients.iter().map(|client| Node::Client(client.id)).collect(),
        servers: world.present_servers().map(|server| Node::Server(server.id)).collect(),
        members: world.members().map(|server| Node::Server(server.id)).collect(),
        stores: world.stores.len(),
        primary: Node::Store(world.primary),
        balancer: world.balancer.is_some(),
    }
}

/// False if a wire leads to a server that is out of rotation, or to a store that is down.
fn is_usable(world: &World, wire: &Wire) -> bool {
    match (wire.from, wire.to, &world.balancer) {
        (Node::Balancer, Node::Server(server), Some(balancer)) => balancer.is_usable(server),
        (_, Node::Store(store), _) => world.stores[store.index()].is_up(),
        _ => true,
    }
}
