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
use super::words::{ENGLISH as ENGLISH_WORDS, KOREAN as KOREAN_WORDS, Words};
use super::{Sentence, english_file, korean};

/// What a language says: its labels, and its functions by their names.
pub struct Speech {
    words: &'static Words,
    fact: fn(&Fact, &World) -> Sentence,
    reason: fn(ServerId, RouteReason) -> Sentence,
    reason_short: fn(ServerId, RouteReason) -> String,
    tell: fn(&Step<'_>, &World) -> Sentence,
    client: fn(&Client, &World) -> Sentence,
    balancer: fn(&World) -> Sentence,
    server: fn(&Server, &World) -> Sentence,
    store: fn(&Store, &World) -> Sentence,
    message: fn(&Message) -> Sentence,
}

/// Only what is in English's file may name it.
pub static ENGLISH: Speech = Speech {
    words: &ENGLISH_WORDS,
    fact: english_file::fact,
    reason: english_file::reason,
    reason_short: english_file::reason_short,
    tell: english_file::step::tell,
    client: english_file::twin::client,
    balancer: english_file::twin::balancer,
    server: english_file::twin::server,
    store: english_file::twin::store,
    message: english_file::twin::message,
};

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

pub(super) fn words() -> &'static Words {
    ARRIVED.get().map_or(&KOREAN_WORDS, |english| english.words)
}

// Not a table of Korean's functions too: it would bring all of them into the first load.
macro_rules! speak {
    ($($name:ident($($argument:ident: $type:ty),*) -> $text:ty, else $korean:path;)*) => {
        $(pub fn $name($($argument: $type),*) -> $text {
            match crate::text::late::ARRIVED.get() {
                Some(english) => (english.$name)($($argument),*),
                None => $korean($($argument),*),
            }
        })*
    };
}

speak! {
    fact(fact: &Fact, world: &World) -> Sentence, else korean::fact;
    reason(to: ServerId, because: RouteReason) -> Sentence, else korean::reason;
    reason_short(to: ServerId, because: RouteReason) -> String, else korean::reason_short;
}

pub(super) mod step {
    use super::{Sentence, Step, World, korean};

    speak! {
        tell(step: &Step<'_>, world: &World) -> Sentence, else korean::step::tell;
    }
}

pub(super) mod twin {
    use super::{Client, Message, Sentence, Server, Store, World, korean};

    speak! {
        client(client: &Client, world: &World) -> Sentence, else korean::twin::client;
        balancer(world: &World) -> Sentence, else korean::twin::balancer;
        server(server: &Server, world: &World) -> Sentence, else korean::twin::server;
        store(store: &Store, world: &World) -> Sentence, else korean::twin::store;
        message(message: &Message) -> Sentence, else korean::twin::message;
    }
}
