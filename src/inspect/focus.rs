//! What the panels are about: the selected thing, else what moved last.

use super::Look;
use crate::model::fact::{Fact, TimedFact};
use crate::model::ids::{ClientId, RequestId, ServerId};
use crate::model::message::Node;
use crate::model::world::World;
use crate::selection::Selection;

impl<'a> Look<'a> {
    /// The world right after the step.
    pub(super) fn world(&self) -> &'a World {
        &self.recording.frame(self.step).world
    }

    /// What happened until the step, and in it.
    pub(super) fn facts(&self) -> &'a [TimedFact] {
        self.recording.facts_until(self.step)
    }

    /// The selected client or the selected message's; else who acted last; else the first.
    pub(super) fn client(&self) -> ClientId {
        let selected = match self.selection {
            Some(Selection::Node(Node::Client(client))) => Some(client),
            Some(Selection::Message(id)) => Some(id.client),
            Some(Selection::Node(Node::Balancer | Node::Server(_))) | None => None,
        };
        let there = |client: &ClientId| client.index() < self.world().clients.len();
        let acted = || self.facts().iter().rev().find_map(|timed| timed.fact.client());
        selected.filter(there).or_else(acted).filter(there).unwrap_or(ClientId(0))
    }

    /// The selected message's request; else the last one that has to do with the selected client or server; else the
    /// one that moved last.
    pub(super) fn request(&self) -> Option<RequestId> {
        let of = |belongs: &dyn Fn(&Fact, RequestId) -> bool| {
            let facts = self.facts().iter().rev();
            facts.filter_map(|timed| Some((&timed.fact, timed.fact.request()?))).find(|(fact, id)| belongs(fact, *id))
        };
        let found = match self.selection {
            Some(Selection::Message(id)) => of(&|_, request| request == id),
            Some(Selection::Node(Node::Client(client))) => of(&|_, request| request.client == client),
            Some(Selection::Node(Node::Server(server))) => of(&|fact, _| server_of(fact) == Some(server)),
            Some(Selection::Node(Node::Balancer)) | None => None,
        };
        found.or_else(|| of(&|_, _| true)).map(|(_, id)| id)
    }

    /// The selected server; else the one that was used last; else the first.
    pub(super) fn server(&self) -> ServerId {
        let there = |server: &ServerId| server.index() < self.world().servers.len();
        let selected = match self.selection {
            Some(Selection::Node(Node::Server(server))) => Some(server),
            Some(Selection::Node(Node::Client(_) | Node::Balancer) | Selection::Message(_)) | None => None,
        };
        let used = || self.facts().iter().rev().find_map(|timed| server_of(&timed.fact));
        selected.filter(there).or_else(used).filter(there).unwrap_or(ServerId(0))
    }
}

/// The server a request's fact happened at or led to.
pub(super) fn server_of(fact: &Fact) -> Option<ServerId> {
    match *fact {
        Fact::Routed { to: server, .. }
        | Fact::ConnectFailed { server, .. }
        | Fact::Queued { server, .. }
        | Fact::ServiceStarted { server, .. }
        | Fact::SessionFound { server, .. }
        | Fact::SessionNotFound { server, .. }
        | Fact::NoCookieSent { server, .. }
        | Fact::SessionCreated { server, .. }
        | Fact::SessionWritten { server, .. }
        | Fact::SessionInvalidated { server, .. }
        | Fact::Answered { server, .. }
        | Fact::AnswerForwarded { server, .. }
        | Fact::AnswerDiscarded { server, .. }
        | Fact::RequestRefused { server, .. } => Some(server),
        _ => None,
    }
}
