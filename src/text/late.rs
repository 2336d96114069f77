//! English where it comes in a file of its own, after the page (feature `split`). It stands in for the module `english`,
//! function by function; until the file is here, Korean speaks in its place.

use std::sync::OnceLock;

use crate::model::balancer::RouteReason;
use crate::model::client::Client;
use crate::model::fact::Fact;
use crate::model::ids::ServerId;
use crate::model::message::Message;
use crate::model::server::Server;
use crate::model::store::Store;
use crate::model::world::World;

use super::caption::Step;
use super::words::{self, Words};
use super::{Sentence, english_file, korean};

/// What a language says: its labels, and its functions by their names.
pub struct Speech {
    words: &'static Words,
    fact: fn(&Fact, &World) -> Sentence,
    reason: fn(ServerId, RouteReason) -> Sentence,
    reason_short: fn(ServerId, RouteReason) -> String,
    step: fn(&Step<'_>, &World) -> Sentence,
    client: fn(&Client, &World) -> Sentence,
    balancer: fn(&World) -> Sentence,
    server: fn(&Server, &World) -> Sentence,
    store: fn(&Store, &World) -> Sentence,
    message: fn(&Message) -> Sentence,
}

macro_rules! speech {
    ($words:path, $language:ident) => {
        Speech {
            words: &$words,
            fact: $language::fact,
            reason: $language::reason,
            reason_short: $language::reason_short,
            step: $language::step::tell,
            client: $language::twin::client,
            balancer: $language::twin::balancer,
            server: $language::twin::server,
            store: $language::twin::store,
            message: $language::twin::message,
        }
    };
}

/// Only what is in English's file may name it.
pub static ENGLISH: Speech = speech!(words::ENGLISH, english_file);
static KOREAN: Speech = speech!(words::KOREAN, korean);
static ARRIVED: OnceLock<&'static Speech> = OnceLock::new();

/// Speaks English from now on.
pub fn learn(english: &'static Speech) {
    // It may come twice, and is the same then.
    let _ = ARRIVED.set(english);
}

/// Whether English has come.
pub fn is_known() -> bool {
    ARRIVED.get().is_some()
}

fn speech() -> &'static Speech {
    ARRIVED.get().copied().unwrap_or(&KOREAN)
}

pub(super) fn words() -> &'static Words {
    speech().words
}

pub(super) fn fact(fact: &Fact, world: &World) -> Sentence {
    (speech().fact)(fact, world)
}

pub(super) fn reason(to: ServerId, because: RouteReason) -> Sentence {
    (speech().reason)(to, because)
}

pub(super) fn reason_short(to: ServerId, because: RouteReason) -> String {
    (speech().reason_short)(to, because)
}

pub(super) mod step {
    use super::{Sentence, Step, World, speech};

    pub fn tell(step: &Step<'_>, world: &World) -> Sentence {
        (speech().step)(step, world)
    }
}

pub(super) mod twin {
    use super::{Client, Message, Sentence, Server, Store, World, speech};

    pub fn client(client: &Client, world: &World) -> Sentence {
        (speech().client)(client, world)
    }

    pub fn balancer(world: &World) -> Sentence {
        (speech().balancer)(world)
    }

    pub fn server(server: &Server, world: &World) -> Sentence {
        (speech().server)(server, world)
    }

    pub fn store(store: &Store, world: &World) -> Sentence {
        (speech().store)(store, world)
    }

    pub fn message(message: &Message) -> Sentence {
        (speech().message)(message)
    }
}
