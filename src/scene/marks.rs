//! Marks of nodes by the facts of a step. A fact marks the nodes that it concerns; a card shows the most severe mark.

use super::Mark::{self, Active, Bad, Warn};
use crate::model::fact::{Fact, Limit, TimedFact};
use crate::model::http::Status;
use crate::model::ids::{ClientId, Holder, ServerId, StoreId};
use crate::model::message::Node;
use crate::model::world::World;

/// Marks in the order of the facts. A node can have several.
struct Marks(Vec<(Node, Mark)>);

impl Marks {
    fn add(&mut self, node: Node, mark: Mark) {
        self.0.push((node, mark));
    }

    fn client(&mut self, client: ClientId, mark: Mark) {
        self.add(Node::Client(client), mark);
    }

    fn server(&mut self, server: ServerId, mark: Mark) {
        self.add(Node::Server(server), mark);
    }

    fn store(&mut self, store: StoreId, mark: Mark) {
        self.add(Node::Store(store), mark);
    }

    fn holder(&mut self, holder: Holder, mark: Mark) {
        self.add(
            match holder {
                Holder::Server(server) => Node::Server(server),
                Holder::Store(store) => Node::Store(store),
            },
            mark,
        );
    }
}

/// Returns the marks of these facts. `world` is the world right after them.
pub(super) fn marks_of(facts: &[TimedFact], world: &World) -> Vec<(Node, Mark)> {
    let mut marks = Marks(Vec::new());
    for timed in facts {
        marks.add_fact(&timed.fact, world);
    }
    marks.0
}

impl Marks {
    fn add_fact(&mut self, fact: &Fact, world: &World) {
        match *fact {
            Fact::RequestSent { id, .. } => self.client(id.client, Active),
            Fact::LimitReached { limit } => match limit {
                Limit::OpenRequests { client, .. } | Limit::Cart { client, .. } => self.client(client, Warn),
                Limit::Servers { .. } | Limit::ServerNumbers { .. } => self.add(Node::Balancer, Warn),
                Limit::Workers { server, .. } => self.server(server, Warn),
            },
            Fact::Routed { .. }
            | Fact::AnswerForwarded { .. }
            | Fact::AnswerDiscarded { .. }
            | Fact::AffinityCookieSet { .. } => self.add(Node::Balancer, Active),
            Fact::BalancerAnswered { .. } => self.add(Node::Balancer, Bad),
            Fact::ConnectFailed { server, .. } => {
                self.server(server, Bad);
                self.add(Node::Balancer, Warn);
            }
            Fact::ServerAdded { server, .. } | Fact::MarkedUp { server } => {
                self.server(server, Active);
                self.add(Node::Balancer, Active);
            }
            Fact::HealthCheckCounted { server, .. } | Fact::MarkedDown { server, .. } => {
                self.server(server, Warn);
                self.add(Node::Balancer, Warn);
            }
            Fact::ServerRemoved { .. } => self.add(Node::Balancer, Warn),
            Fact::ResponseReceived { id, status, .. } => self.client(id.client, answer_mark(id.client, status, world)),
            Fact::RequestDropped { id, .. } => self.client(id.client, Bad),
            Fact::RequestRefused { id, server, .. } => {
                self.client(id.client, Bad);
                self.server(server, Bad);
            }
            Fact::CookieStored { client, .. }
            | Fact::CookieLapsed { client, .. }
            | Fact::CookiesCleared { client, .. }
            | Fact::AffinityCookieStored { client, .. }
            | Fact::AddressChanged { client, .. } => self.client(client, Active),
            Fact::CookieRefused { client, .. } => self.client(client, Warn),
            Fact::SessionOrphaned { holder, .. } | Fact::SessionDestroyed { holder, .. } => self.holder(holder, Warn),
            Fact::WriteLost { holder, .. } | Fact::SessionReturned { holder, .. } => self.holder(holder, Bad),
            Fact::UpdateRestored { holder, .. } => self.holder(holder, Active),
            Fact::UpdateLost { .. } => self.store(world.primary, Bad),
            _ => self.add_machine_fact(fact, world),
        }
    }

    /// Adds the marks of facts about servers and stores. Some facts mark no node.
    fn add_machine_fact(&mut self, fact: &Fact, world: &World) {
        match *fact {
            Fact::Queued { server, .. }
            | Fact::ServiceStarted { server, .. }
            | Fact::SessionFound { server, .. }
            | Fact::NoCookieSent { server, .. }
            | Fact::Answered { server, .. }
            | Fact::ServerRestarted { server, .. }
            | Fact::ServerUpgraded { server, .. }
            | Fact::CopiesQueued { server, .. }
            | Fact::CopiesSent { server, .. }
            | Fact::CopyApplied { server, .. }
            | Fact::StoreAsked { server, .. }
            | Fact::JoinEnded { server, complete: true, .. } => self.server(server, Active),
            // With a shared store, the write takes place there.
            Fact::SessionCreated { server, .. }
            | Fact::SessionWritten { server, .. }
            | Fact::SessionInvalidated { server, .. } => {
                if world.stores.is_empty() {
                    self.server(server, Active)
                } else {
                    self.store(world.primary, Active)
                }
            }
            Fact::CopyIgnored { server, .. } | Fact::JoinEnded { server, complete: false, .. } => {
                self.server(server, Warn);
            }
            Fact::StaleRead { server, .. } | Fact::SessionExpired { server, .. } => self.server(server, Warn),
            Fact::JoinStarted { server, donor, .. } => {
                self.server(server, Warn);
                self.server(donor, Active);
            }
            Fact::SessionNotFound { server, .. }
            | Fact::ServerCrashed { server, .. }
            | Fact::WritesCrossed { server, .. }
            | Fact::EndOverwroteUpdate { server, .. }
            | Fact::CopiesLost { server, .. } => self.server(server, Bad),
            Fact::StoreUnreachable { server, store, .. } => {
                self.server(server, Bad);
                self.store(store, Bad);
            }
            Fact::SaveRefused { server, store, .. } => {
                self.server(server, Bad);
                self.store(store, Warn);
            }
            Fact::StoreDied { store, .. } | Fact::SaveIgnored { store, .. } => self.store(store, Bad),
            Fact::StoreRead { store, .. }
            | Fact::SessionTouched { store, .. }
            | Fact::StoreRestarted { store, .. }
            | Fact::ReplicationSent { from: store, .. }
            | Fact::ReplicationApplied { store, .. } => self.store(store, Active),
            Fact::StorePromoted { store, lost, .. } => self.store(store, if lost > 0 { Bad } else { Active }),
            // Either a later fact tells the outcome, or nothing has changed yet.
            Fact::MessageDropped { .. }
            | Fact::MessageDelayed { .. }
            | Fact::CopyDropped { .. }
            | Fact::CopyDelayed { .. }
            | Fact::WaitBegan { .. }
            | Fact::WaitEnded { .. }
            | Fact::NotApplicable { .. } => {}
            // Handled by `add_fact`.
            Fact::RequestSent { .. }
            | Fact::LimitReached { .. }
            | Fact::Routed { .. }
            | Fact::AnswerForwarded { .. }
            | Fact::AnswerDiscarded { .. }
            | Fact::AffinityCookieSet { .. }
            | Fact::BalancerAnswered { .. }
            | Fact::ConnectFailed { .. }
            | Fact::ServerAdded { .. }
            | Fact::MarkedUp { .. }
            | Fact::HealthCheckCounted { .. }
            | Fact::MarkedDown { .. }
            | Fact::ServerRemoved { .. }
            | Fact::ResponseReceived { .. }
            | Fact::RequestDropped { .. }
            | Fact::RequestRefused { .. }
            | Fact::CookieStored { .. }
            | Fact::CookieLapsed { .. }
            | Fact::CookiesCleared { .. }
            | Fact::AffinityCookieStored { .. }
            | Fact::AddressChanged { .. }
            | Fact::CookieRefused { .. }
            | Fact::SessionOrphaned { .. }
            | Fact::SessionDestroyed { .. }
            | Fact::WriteLost { .. }
            | Fact::SessionReturned { .. }
            | Fact::UpdateRestored { .. }
            | Fact::UpdateLost { .. } => {}
        }
    }
}

/// Returns the mark of a client that receives a response. A login form is no loss for a client that never had a cookie.
fn answer_mark(client: ClientId, status: Status, world: &World) -> Mark {
    match status {
        Status::Ok => Active,
        Status::Unauthorized if world.clients[client.index()].session().is_none() => Active,
        Status::Unauthorized
        | Status::InternalServerError
        | Status::BadGateway
        | Status::ServiceUnavailable
        | Status::GatewayTimeout => Bad,
    }
}
