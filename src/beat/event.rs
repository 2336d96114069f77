//! The rule of beats: the events of a step.

use std::collections::HashSet;

use crate::model::fact::{DestroyCause, Fact, TimedFact};
use crate::model::ids::{CopyId, Holder, RequestId};
use crate::model::session::Change;

use super::name::{Event, Subject};

/// Finds events, step after step.
#[derive(Default)]
pub(super) struct Events {
    /// Requests whose lookup is over: the later accesses of one request are no events.
    looked_up: HashSet<RequestId>,
    /// True if an event has happened since the last wait began.
    since_wait: bool,
}

impl Events {
    /// The events of the next step, by its facts.
    pub(super) fn of_step(&mut self, facts: &[TimedFact]) -> Vec<(Subject, Event)> {
        let mut events = Vec::new();
        for timed in facts {
            match timed.fact {
                Fact::WaitBegan { .. } => self.since_wait = false,
                Fact::WaitEnded { .. } if !self.since_wait && events.is_empty() => {
                    events.push((Subject::Run, Event::Waited));
                }
                Fact::SessionFound { id, .. }
                | Fact::SessionNotFound { id, .. }
                | Fact::NoCookieSent { id, .. }
                | Fact::StoreUnreachable { id, .. }
                    if self.looked_up.insert(id) =>
                {
                    events.push((Subject::Request(id), Event::Routed));
                }
                Fact::StaleRead { id, server, newest, .. } => {
                    let copy = CopyId { client: id.client, version: newest, to: Holder::Server(server) };
                    events.push((Subject::Copy(copy), Event::Overtaken));
                    if self.looked_up.insert(id) {
                        events.push((Subject::Request(id), Event::Routed));
                    }
                }
                ref fact => events.extend(event(fact)),
            }
        }
        self.since_wait |= !events.is_empty();
        events
    }
}

/// The event of a fact that does not depend on earlier facts.
fn event(fact: &Fact) -> Option<(Subject, Event)> {
    let copy = |client, version, to| Subject::Copy(CopyId { client, version, to });
    Some(match *fact {
        Fact::ServerCrashed { server, .. } => (Subject::Server(server), Event::Crash),
        Fact::ServerRemoved { server, .. } => (Subject::Server(server), Event::Removed),
        Fact::ServerRestarted { server, .. } => (Subject::Server(server), Event::Restart),
        Fact::ServerUpgraded { server, .. } => (Subject::Server(server), Event::Upgrade),
        Fact::ServerAdded { server, .. } => (Subject::Server(server), Event::Added),
        Fact::JoinStarted { server, .. } => (Subject::Server(server), Event::Joining),
        Fact::JoinEnded { server, .. } => (Subject::Server(server), Event::Joined),
        Fact::MarkedDown { server, .. } => (Subject::Server(server), Event::Down),
        Fact::MarkedUp { server } => (Subject::Server(server), Event::Up),
        Fact::StoreDied { store, .. } => (Subject::Store(store), Event::Crash),
        Fact::StorePromoted { store, .. } => (Subject::Store(store), Event::Promoted),
        Fact::StoreRestarted { store, .. } => (Subject::Store(store), Event::Restart),
        Fact::Queued { id, .. } => (Subject::Request(id), Event::Queued),
        Fact::ConnectFailed { id, .. } => (Subject::Request(id), Event::Retry),
        Fact::UpdateLost { id, .. } | Fact::SaveIgnored { id, .. } | Fact::SaveRefused { id, .. } => {
            (Subject::Request(id), Event::Conflict)
        }
        Fact::MessageDropped { id } => (Subject::Request(id), Event::Dropped),
        Fact::MessageDelayed { id, .. } => (Subject::Request(id), Event::Delayed),
        ref fact if fact.is_end() => (Subject::Request(fact.request()?), Event::Answer),
        Fact::CopyApplied { change: Change::Read, .. }
        | Fact::CopyIgnored { change: Change::Read, .. }
        | Fact::ReplicationApplied { change: Change::Read, .. } => return None,
        Fact::CopyApplied { server, owner, version, .. } | Fact::CopyIgnored { server, owner, version, .. } => {
            (copy(owner, version, Holder::Server(server)), Event::Arrived)
        }
        Fact::ReplicationApplied { store, owner, version, .. } => {
            (copy(owner, version, Holder::Store(store)), Event::Arrived)
        }
        Fact::CopyDropped { copy, .. } => (Subject::Copy(copy), Event::Dropped),
        Fact::CopyDelayed { copy, .. } => (Subject::Copy(copy), Event::Delayed),
        Fact::SessionDestroyed { owner, because: DestroyCause::Idle { .. }, .. }
        | Fact::SessionExpired { owner, .. } => (Subject::Client(owner), Event::Expired),
        Fact::SessionReturned { owner, .. } => (Subject::Client(owner), Event::Returned),
        Fact::UpdateRestored { owner, .. } => (Subject::Client(owner), Event::Restored),
        Fact::CookieLapsed { client, .. } => (Subject::Client(client), Event::Lapsed),
        Fact::CookiesCleared { client, .. } => (Subject::Client(client), Event::Cleared),
        Fact::AddressChanged { client, .. } => (Subject::Client(client), Event::Moved),
        Fact::SessionOrphaned { client, .. } => (Subject::Client(client), Event::Orphaned),
        Fact::LimitReached { .. } | Fact::NotApplicable { .. } => (Subject::Run, Event::NoEffect),
        // A lookup that fails is told by its request, an overtaken copy by its own event.
        Fact::SessionNotFound { .. } | Fact::StaleRead { .. } => return None,
        ref fact => (Subject::Client(fact.loss().and_then(|_| fact.client())?), Event::Lost),
    })
}
