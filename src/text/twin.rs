//! The stage in words, for those who do not see it: one sentence or a few for each thing on it, from the frame alone.

use crate::model::ids::{ClientId, ServerId, StoreId};
use crate::model::message::Message;
use crate::model::world::World;

use super::{Language, Sentence, english, korean};

/// A browser: what it shows, where its cookie leads, what it waits for. Nothing for one that is not there.
pub fn client(language: Language, client: ClientId, world: &World) -> Sentence {
    match (world.clients.get(client.index()), language) {
        (None, _) => Sentence::new(),
        (Some(browser), Language::Korean) => korean::twin::client(browser, world),
        (Some(browser), Language::English) => english::twin::client(browser, world),
    }
}

/// The balancer: how many servers it uses and whom it chose last; without one, that there is none.
pub fn balancer(language: Language, world: &World) -> Sentence {
    match language {
        Language::Korean => korean::twin::balancer(world),
        Language::English => english::twin::balancer(world),
    }
}

/// A server: whether it runs, whether the balancer knows, its sessions and its work. Nothing for one that is not there.
pub fn server(language: Language, server: ServerId, world: &World) -> Sentence {
    match (world.servers.get(server.index()), language) {
        (None, _) => Sentence::new(),
        (Some(machine), Language::Korean) => korean::twin::server(machine, world),
        (Some(machine), Language::English) => english::twin::server(machine, world),
    }
}

/// A shared store: its part, whether it runs, its sessions. Nothing for one that is not there.
pub fn store(language: Language, store: StoreId, world: &World) -> Sentence {
    match (world.stores.get(store.index()), language) {
        (None, _) => Sentence::new(),
        (Some(store), Language::Korean) => korean::twin::store(store, world),
        (Some(store), Language::English) => english::twin::store(store, world),
    }
}

/// A message in flight: whose, what, from where to where.
pub fn message(language: Language, message: &Message) -> Sentence {
    match language {
        Language::Korean => korean::twin::message(message),
        Language::English => english::twin::message(message),
    }
}
