//! The stage in words, for those who do not see it: who is logged in where, what is under way.

use super::Look;
use crate::text::{self, Sentence};

/// Sentences, in the stage's order: clients, balancer, servers, messages.
pub fn twin(look: Look<'_>) -> Vec<Sentence> {
    let (language, world) = (look.language, look.world());
    let mut sentences: Vec<Sentence> =
        world.clients.iter().map(|client| text::twin::client(language, client.id, world)).collect();
    sentences.push(text::twin::balancer(language, world));
    sentences.extend(world.servers.iter().map(|server| text::twin::server(language, server.id, world)));
    let in_flight = world.in_flight();
    if in_flight.is_empty() {
        sentences.push(Sentence::new().say(language.words().panel_http_none));
    }
    sentences.extend(in_flight.iter().map(|message| text::twin::message(language, &message.message)));
    sentences
}
