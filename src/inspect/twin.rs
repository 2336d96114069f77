//! The stage in words, for those who do not see it: who is logged in where, what is under way.

use super::Look;
use crate::text::{self, Sentence};

/// Sentences, in the stage's order: clients, balancer, servers, stores, messages.
pub fn twin(look: Look<'_>) -> Vec<Sentence> {
    let (language, world) = (look.language, look.world());
    let mut sentences = Vec::new();
    for client in &world.clients {
        sentences.push(text::twin::client(language, client.id, world));
    }
    sentences.push(text::twin::balancer(language, world));
    for server in &world.servers {
        if !server.removed {
            sentences.push(text::twin::server(language, server.id, world));
        }
    }
    for store in &world.stores {
        sentences.push(text::twin::store(language, store.id, world));
    }
    let in_flight = world.in_flight();
    if in_flight.is_empty() {
        sentences.push(Sentence::plainly(language.details().panel_http_none));
    }
    for flying in &in_flight {
        sentences.push(text::twin::message(language, &flying.message));
    }
    sentences
}
