//! The client or request that a panel is about: the selected one, else the latest one.

use super::Look;
use crate::model::fact::{Fact, TimedFact};
use crate::model::ids::{ClientId, RequestId, ServerId, StoreId};
use crate::model::message::Node;
use crate::model::world::World;
use crate::selection::Selection;

impl<'a> Look<'a> {
    /// The world right after the step.
    pub(super) fn world(&self) -> &'a World {
        &self.recording.frame(self.step).world
    }

    /// The facts up to and including the step.
    pub(super) fn facts(&self) -> &'a [TimedFact] {
        self.recording.facts_until(self.step)
    }

    /// The selected client or the client of the selected message; else the one that acted last; else the first one.
    pub(super) fn client(&self) -> ClientId {
        let selected = match self.selection {
            Some(Selection::Node(Node::Client(client))) => Some(client),
            Some(Selection::Message(id)) => Some(id.client),
            Some(Selection::Copy(copy)) => Some(copy.client),
            Some(Selection::Node(Node::Balancer | Node::Server(_) | Node::Store(_))) | None => None,
        };
        let exists = |client: &ClientId| client.index() < self.world().clients.len();
        let acted = || self.facts().iter().rev().find_map(|timed| timed.fact.client());
        selected.filter(exists).or_else(acted).filter(exists).unwrap_or(ClientId(0))
    }

    /// The request of the selected message; else the latest request of the selected client, server or store; else the
    /// latest request of all.
    pub(super) fn request(&self) -> Option<RequestId> {
        let mut latest = None;
        for timed in self.facts().iter().rev() {
            let Some(id) = timed.fact.request() else { continue };
            let belongs = match self.selection {
                Some(Selection::Message(selected)) => id == selected,
                Some(Selection::Node(Node::Client(client))) => id.client == client,
                Some(Selection::Copy(copy)) => id.client == copy.client,
                Some(Selection::Node(Node::Server(server))) => server_of(&timed.fact) == Some(server),
                Some(Selection::Node(Node::Store(store))) => store_of(&timed.fact) == Some(store),
                Some(Selection::Node(Node::Balancer)) | None => true,
            };
            if belongs {
                return Some(id);
            }
            latest = latest.or(Some(id));
        }
        latest
    }
}

/// The server of a fact about a request: where it happened, or where the request was routed.
fn server_of(fact: &Fact) -> Option<ServerId> {
    match *fact {
        Fact::Routed { to: server, .. }
        | Fact::ConnectFailed { server, .. }
        | Fact::Queued { server, .. }
        | Fact::ServiceStarted { server, .. }
        | Fact::SessionFound { server, .. }
        | Fact::SessionNotFound { server, .. }
        | Fact::StaleRead { server, .. }
        | Fact::NoCookieSent { server, .. }
        | Fact::SessionCreated { server, .. }
        | Fact::SessionWritten { server, .. }
        | Fact::SessionInvalidated { server, .. }
        | Fact::StoreAsked { server, .. }
        | Fact::StoreUnreachable { server, .. }
        | Fact::Answered { server, .. }
        | Fact::AnswerForwarded { server, .. }
        | Fact::AnswerDiscarded { server, .. }
        | Fact::RequestRefused { server, .. } => Some(server),
        _ => None,
    }
}

fn store_of(fact: &Fact) -> Option<StoreId> {
    match *fact {
        Fact::StoreAsked { store, .. } | Fact::StoreRead { store, .. } | Fact::StoreUnreachable { store, .. } => {
            Some(store)
        }
        _ => None,
    }
}
