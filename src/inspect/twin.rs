//! The stage as text, for screen readers: nodes with their sessions, and messages in flight.

use super::Look;
use crate::model::message::Node;
use crate::question::Prediction;
use crate::text::twin::{Thing, thing};
use crate::text::{Language, Sentence, lesson};

/// A sentence for each thing on the stage, in this order: clients, balancer, servers, stores, messages.
pub fn twin(look: Look<'_>) -> Vec<Sentence> {
    let (language, world) = (look.language, look.world());
    let clients = world.clients.iter().map(|client| Node::Client(client.id));
    let servers = world.present_servers().map(|server| Node::Server(server.id));
    let stores = world.stores.iter().map(|store| Node::Store(store.id));
    let nodes = clients.chain([Node::Balancer]).chain(servers).chain(stores).map(Thing::Node);
    let in_flight = world.in_flight();
    let messages = in_flight.iter().map(|flying| Thing::Message(&flying.message));
    let mut sentences: Vec<_> = nodes.chain(messages).map(|each| thing(language, each, world)).collect();
    if in_flight.is_empty() {
        sentences.push(Sentence::plainly(language.words().panel_http_none));
    }
    sentences
}

/// The reader's prediction on the stage and, once it is shown, the outcome.
pub fn twin_of(Prediction { replied, is_decided }: Prediction<'_>, language: Language) -> Option<Sentence> {
    let chosen = replied.chosen()?;
    let text = if is_decided { lesson::result(language, replied) } else { lesson::expected(language, chosen) };
    Some(Sentence::plainly(&text))
}
