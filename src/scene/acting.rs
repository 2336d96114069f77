//! Nodes that act in some facts: those that the facts mark, and the other ends of the ways that they tell. The stage
//! keeps them in view, and the others are paler.

use super::marks::marks_of;
use crate::model::fact::{Fact, TimedFact};
use crate::model::ids::{Holder, ServerId};
use crate::model::message::Node;
use crate::model::world::World;

/// Returns the nodes that act in these facts, each once and in order. `world` is the world right after them.
pub fn acting(facts: &[TimedFact], world: &World) -> Vec<Node> {
    let mut nodes: Vec<Node> = marks_of(facts, world).into_iter().map(|(node, _)| node).collect();
    for timed in facts {
        add_ends(&timed.fact, world, &mut nodes);
    }
    nodes.sort_unstable();
    nodes.dedup();
    nodes
}

/// Adds the nodes that a fact names and does not mark.
fn add_ends(fact: &Fact, world: &World, nodes: &mut Vec<Node>) {
    // The node that browsers talk to.
    let entrance = if world.balancer.is_some() { Node::Balancer } else { Node::Server(ServerId(0)) };
    let members = || world.members().map(|server| Node::Server(server.id));
    let stores = || world.stores.iter().map(|store| Node::Store(store.id));
    match *fact {
        Fact::RequestSent { .. } => nodes.push(entrance),
        Fact::Routed { to, .. } => nodes.push(Node::Server(to)),
        Fact::Answered { id, .. } if world.balancer.is_none() => nodes.push(Node::Client(id.client)),
        Fact::Answered { .. } => nodes.push(Node::Balancer),
        Fact::BalancerAnswered { id, .. }
        | Fact::AnswerForwarded { id, .. }
        | Fact::MessageDropped { id }
        | Fact::MessageDelayed { id, .. } => nodes.push(Node::Client(id.client)),
        // With a shared store, the server got the session from there.
        Fact::SessionFound { .. } | Fact::StaleRead { .. } if !world.stores.is_empty() => {
            nodes.push(Node::Store(world.primary));
        }
        Fact::SessionNotFound { held_by: Some(holder), .. } => nodes.push(node_of(holder)),
        Fact::SessionNotFound { .. } if !world.stores.is_empty() => nodes.push(Node::Store(world.primary)),
        Fact::SessionOrphaned { client, .. } => nodes.push(Node::Client(client)),
        Fact::CopiesQueued { .. } | Fact::CopiesSent { .. } | Fact::CopiesLost { .. } => nodes.extend(members()),
        Fact::CopyApplied { from, .. } | Fact::CopyIgnored { from, .. } => nodes.push(Node::Server(from)),
        Fact::CopyDropped { copy, .. } | Fact::CopyDelayed { copy, .. } => nodes.push(node_of(copy.to)),
        Fact::JoinEnded { donor, .. } => nodes.push(Node::Server(donor)),
        Fact::StoreAsked { store, .. } => nodes.push(Node::Store(store)),
        Fact::ReplicationSent { .. } | Fact::ReplicationApplied { .. } | Fact::StorePromoted { .. } => {
            nodes.extend(stores());
        }
        // The marks of every other fact are all the nodes that it names.
        _ => {}
    }
}

fn node_of(holder: Holder) -> Node {
    match holder {
        Holder::Server(server) => Node::Server(server),
        Holder::Store(store) => Node::Store(store),
    }
}
