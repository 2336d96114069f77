//! The plans, one file for each lesson. Comments name the claims that the inputs show.

mod any_member;
mod by_address;
mod by_cookie;
mod cookie;
mod logged_out;
mod new_member;
mod one_machine;
mod one_of_three;
mod overtaken;
mod pinned_server_dies;
mod power_cut;
mod replica;
mod shared_store;

pub(super) use any_member::ANY_MEMBER;
pub(super) use by_address::BY_ADDRESS;
pub(super) use by_cookie::BY_COOKIE;
pub(super) use cookie::COOKIE;
pub(super) use logged_out::LOGGED_OUT;
pub(super) use new_member::NEW_MEMBER;
pub(super) use one_machine::ONE_MACHINE;
pub(super) use one_of_three::ONE_OF_THREE;
pub(super) use overtaken::OVERTAKEN;
pub(super) use pinned_server_dies::PINNED_SERVER_DIES;
pub(super) use power_cut::POWER_CUT;
pub(super) use replica::REPLICA;
pub(super) use shared_store::SHARED_STORE;

use super::Part;
use crate::model::fact::Fact;
use crate::model::ids::{ClientId, ServerId};
use crate::question::Ask;
use crate::recording::{Input, Recording};

const ALICE: ClientId = ClientId(0);
const BOB: ClientId = ClientId(1);
const CHULSOO: ClientId = ClientId(2);

/// Inputs and the question before them.
const fn asked(ask: Ask, inputs: &'static [Input]) -> Part {
    Part { ask: Some(ask), is_asked_once: false, inputs }
}

/// Inputs and a question before them whose answer the setting of the lesson's task does not change.
const fn asked_once(ask: Ask, inputs: &'static [Input]) -> Part {
    Part { is_asked_once: true, ..asked(ask, inputs) }
}

/// Inputs that only lead on.
const fn then(inputs: &'static [Input]) -> Part {
    Part { ask: None, is_asked_once: false, inputs }
}

/// True if a step of the run has a fact that matches.
fn has(run: &Recording, step: usize, matches: impl Fn(&Fact) -> bool) -> bool {
    run.facts_of(step).iter().any(|timed| matches(&timed.fact))
}

/// True if a step stops a server that had the session of this client's cookie.
fn stops_server_of(run: &Recording, step: usize, client: ClientId) -> bool {
    has(run, step, |fact| match *fact {
        Fact::ServerCrashed { server, .. } | Fact::ServerRemoved { server, .. } => {
            had_session(run, step, server, client)
        }
        _ => false,
    })
}

/// True if a server had the session of this client's cookie right before a step.
fn had_session(run: &Recording, step: usize, server: ServerId, client: ClientId) -> bool {
    let world = &run.frame(step.saturating_sub(1)).world;
    let session = world.client(client).and_then(|client| client.session());
    let table = world.server(server).map(|server| &server.table);
    session.zip(table).is_some_and(|(session, table)| table.get(session).is_some())
}
