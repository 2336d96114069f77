//! What the stage shows at a step: everything from the step's frame and its facts, so that a picture never shows an
//! effect before its cause.

use super::clients::client_card;
use super::layout::{Crowd, Layout};
use super::middle::{balancer_card, bubble};
use super::packets::packets;
use super::servers::server_card;
use super::{Packet, Scene, Wire};
use crate::model::fact::TimedFact;
use crate::model::message::Node;
use crate::model::world::World;
use crate::recording::Recording;
use crate::selection::Selection;
use crate::text::Language;

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

impl<'a> View<'a> {
    /// The world right after the step.
    pub(super) fn world(&self) -> &'a World {
        &self.recording.frame(self.step).world
    }

    /// What happened in the step.
    pub(super) fn facts(&self) -> &'a [TimedFact] {
        self.recording.facts_of(self.step)
    }

    /// Whether a node is what the reader selected.
    pub(super) fn selects(&self, node: Node) -> bool {
        self.selection == Some(Selection::Node(node))
    }
}

/// The stage at a step.
pub fn project(view: &View<'_>) -> Scene {
    let world = view.world();
    let crowd =
        Crowd { clients: world.clients.len(), servers: world.servers.len(), balancer: world.balancer.is_some() };
    let layout = Layout::of(crowd, view.width);
    let packets = packets(view, &layout);
    let bubble = bubble(view, &layout);
    Scene {
        width: layout.width,
        height: layout.height,
        narrow: layout.narrow,
        label: view.language.words().stage.to_owned(),
        wires: wires(world, &layout, &packets),
        clients: world
            .clients
            .iter()
            .zip(&layout.clients)
            .map(|(client, slot)| client_card(view, client, slot))
            .collect(),
        balancer: world
            .balancer
            .as_ref()
            .zip(layout.balancer.as_ref())
            .map(|(balancer, slot)| balancer_card(view, balancer, slot, layout.narrow, bubble.is_some())),
        servers: world
            .servers
            .iter()
            .zip(&layout.servers)
            .map(|(server, slot)| server_card(view, server, slot))
            .collect(),
        packets,
        bubble,
    }
}

/// The wires with what is known of them: whether something is on one, and whether its server is out of rotation.
fn wires(world: &World, layout: &Layout, packets: &[Packet]) -> Vec<Wire> {
    let mut wires = layout.wires.clone();
    for packet in packets {
        wires[packet.wire].busy = true;
    }
    let Some(balancer) = &world.balancer else { return wires };
    for wire in &mut wires {
        wire.cut = match wire.to {
            Node::Server(server) => !balancer.is_usable(server),
            Node::Client(_) | Node::Balancer => false,
        };
    }
    wires
}
