//! History of a run, as far as goals ask for it, and the check of each goal.

use std::collections::{BTreeMap, BTreeSet};

use crate::beat::harm::{HarmKind, Views};
use crate::model::client::View;
use crate::model::config::{Sessions, Setting};
use crate::model::fact::{ConnectError, Fact, Loss, TimedFact};
use crate::model::http::{Action, Page, Status};
use crate::model::ids::{ClientId, RequestId, ServerId, SessionId};
use crate::model::server::Server;
use crate::model::store::Store;
use crate::model::world::{SessionOfCookie, World};

use super::Goal;

const ALICE: ClientId = ClientId(0);
const BOB: ClientId = ClientId(1);
/// Number of people who log in for [`Goal::OnlyBob`] and [`Goal::Crowd`].
const THREE: usize = 3;

/// History of a run up to a step.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct History {
    views: Views,
    /// Harm of the last step's page.
    harm: Option<(ClientId, HarmKind)>,
    /// True if a page has done harm to a user since the first stop of a server.
    harmed: bool,
    /// The same since the last stop of a server that had sessions.
    harmed_since_last: bool,
    /// True if a server or a store was stopped or removed.
    stopped: bool,
    /// Number of logins that each user sent.
    logins: BTreeMap<ClientId, usize>,
    /// Users who got the greeting of a login.
    greeted: BTreeSet<ClientId>,
    /// Requests to add an item, without an answer yet.
    adding: BTreeSet<RequestId>,
    /// Items that each user was told are in the cart.
    items: BTreeMap<ClientId, u16>,
    /// Sessions that a failure destroyed, with their owners.
    lost: BTreeMap<SessionId, ClientId>,
    /// Sessions that a logout ended.
    logged_out: BTreeSet<SessionId>,
    /// Session that a user believes lost: the one that the cookie named when the login form came.
    believed_lost: BTreeMap<ClientId, SessionId>,
    /// All sessions so far.
    sessions: BTreeSet<SessionId>,
    /// Sessions that are older than the first stop of a server; `None` before that stop.
    before_stops: Option<BTreeSet<SessionId>>,
    /// Sessions that are older than the last stop of a server that had sessions.
    before_last_stop: BTreeSet<SessionId>,
    /// True if a failure has destroyed a session since that stop.
    lost_since_last: bool,
    /// Requests that were sent after that stop.
    after_last_stop: BTreeSet<RequestId>,
    /// Requests that got a page for logged-in users in this step.
    served: BTreeSet<RequestId>,
    /// Servers whose last answer was 500.
    failing: BTreeSet<ServerId>,
}

impl History {
    /// Takes the facts of the next step and the world after it.
    pub(super) fn see(&mut self, facts: &[TimedFact], world: &World) {
        self.served.clear();
        // A stop comes first: the other facts of its step follow from it.
        facts.iter().for_each(|timed| self.see_stop(&timed.fact));
        facts.iter().for_each(|timed| self.see_fact(&timed.fact));
        let harm = self.views.harm_of_step(facts);
        self.harm = harm.map(|harm| (harm.client, harm.kind));
        self.harmed |= harm.is_some();
        self.harmed_since_last |= harm.is_some();
        if let Some((client, HarmKind::LoggedOut)) = self.harm
            && let SessionOfCookie::Held(session, _) = world.session_of_cookie(client)
        {
            self.believed_lost.insert(client, session);
        }
    }

    fn see_fact(&mut self, fact: &Fact) {
        match *fact {
            Fact::RequestSent { id, request, .. } => {
                self.after_last_stop.insert(id);
                match request.action {
                    Action::Login => *self.logins.entry(id.client).or_default() += 1,
                    Action::AddToCart => drop(self.adding.insert(id)),
                    Action::Me | Action::ViewCart | Action::Logout => {}
                }
            }
            Fact::ResponseReceived { id, page, .. } => self.see_page(id, page),
            Fact::SessionInvalidated { session, .. } => drop(self.logged_out.insert(session)),
            Fact::SessionCreated { session, .. } => drop(self.sessions.insert(session)),
            Fact::SessionDestroyed { session, owner, .. } if fact.loss() == Some(Loss::Destroyed) => {
                self.lost.insert(session, owner);
                self.lost_since_last = true;
            }
            Fact::SessionReturned { session, .. } => drop(self.lost.remove(&session)),
            Fact::Answered { server, status, .. } => {
                match status {
                    Status::InternalServerError => self.failing.insert(server),
                    _ => self.failing.remove(&server),
                };
            }
            _ => {}
        }
    }

    fn see_page(&mut self, id: RequestId, page: Page) {
        let added = self.adding.remove(&id);
        match page {
            Page::Welcome { .. } => drop(self.greeted.insert(id.client)),
            Page::Profile { .. } => drop(self.served.insert(id)),
            Page::Cart { .. } => {
                self.served.insert(id);
                *self.items.entry(id.client).or_default() += u16::from(added);
            }
            Page::SignedOut => drop(self.items.remove(&id.client)),
            Page::LoginForm | Page::Error { .. } => {}
        }
    }

    fn see_stop(&mut self, fact: &Fact) {
        let (server, sessions) = match *fact {
            Fact::ServerCrashed { server, sessions, .. } | Fact::ServerRemoved { server, sessions, .. } => {
                (server, sessions)
            }
            Fact::StoreDied { .. } => return self.stopped = true,
            _ => return,
        };
        self.stopped = true;
        self.failing.remove(&server);
        if self.before_stops.is_none() {
            self.before_stops = Some(self.sessions.clone());
            self.harmed = false;
        }
        if sessions > 0 {
            self.before_last_stop = self.sessions.clone();
            self.after_last_stop.clear();
            self.harmed_since_last = false;
            self.lost_since_last = false;
        }
    }
}

impl Goal {
    /// True if the step that `history` has just seen reaches the goal.
    pub(super) fn is_reached(self, history: &History, facts: &[TimedFact], world: &World) -> bool {
        let has = |matches: &dyn Fn(&Fact) -> bool| facts.iter().any(|timed| matches(&timed.fact));
        let session_of = |id: &RequestId| world.client(id.client).and_then(|client| client.session());
        match self {
            Goal::Orphan => has(
                &|fact| matches!(fact, Fact::SessionOrphaned { client, .. } if history.logins.get(client) == Some(&1)),
            ),
            Goal::UnknownLogin => {
                all_serve(world)
                    && world.clients.iter().any(|client| {
                        let is_lost = |session| history.lost.contains_key(&session);
                        let gone =
                            matches!(world.session_of_cookie(client.id), SessionOfCookie::Gone(id) if is_lost(id));
                        gone && shows_login(client.view)
                    })
            }
            Goal::Refused => {
                has(&|fact| matches!(fact, Fact::RequestRefused { because: ConnectError::QueueFull { .. }, .. }))
            }
            Goal::LoggedOut => history.harm == Some((ALICE, HarmKind::LoggedOut)) && !history.stopped,
            Goal::FoundAgain => history.served.iter().any(|id| {
                let believed_lost = history.believed_lost.get(&id.client).copied();
                believed_lost.is_some() && believed_lost == session_of(id)
            }),
            Goal::OnlyBob => {
                let keeps = |client: &ClientId| {
                    *client == BOB || matches!(world.session_of_cookie(*client), SessionOfCookie::Held(..))
                };
                let only_bob = !history.lost.is_empty() && history.lost.values().all(|owner| *owner == BOB);
                only_bob && history.greeted.len() >= THREE && history.greeted.iter().all(keeps)
            }
            Goal::Crowd => is_crowded(world),
            Goal::Unnoticed => {
                let is_older = |session| history.before_last_stop.contains(&session);
                let later = history.served.iter().filter(|id| history.after_last_stop.contains(id));
                let is_safe = !history.harmed_since_last && !history.lost_since_last;
                is_safe && later.filter_map(session_of).any(is_older)
            }
            Goal::OneItem => world.is_settled() && missing_items(history, world) == Some(1),
            Goal::StaleRead => has(&|fact| matches!(fact, Fact::StaleRead { .. })),
            Goal::LostWrite => {
                let has_replica = world.stores.len() > 1 && world.stores.iter().any(Store::is_up);
                has_replica && has(&|fact| matches!(fact, Fact::WriteLost { .. }))
            }
            Goal::NewServers => {
                let at_start = world.config.get(Setting::Servers) as usize;
                let is_replaced = world.servers[..at_start].iter().all(|server| !server.is_up());
                let is_older = |session| history.before_stops.as_ref().is_some_and(|all| all.contains(&session));
                is_replaced && !history.harmed && history.served.iter().filter_map(session_of).any(is_older)
            }
            Goal::AllFail => {
                all_serve(world) && world.present_servers().all(|server| history.failing.contains(&server.id))
            }
            Goal::LogoutUndone => has(
                &|fact| matches!(fact, Fact::SessionReturned { session, .. } if history.logged_out.contains(session)),
            ),
        }
    }
}

/// True if every server that was not removed accepts connections.
fn all_serve(world: &World) -> bool {
    world.present_servers().all(Server::serves)
}

/// True if the window shows a page for logged-in users.
fn shows_login(view: View) -> bool {
    matches!(view, View::Page(Page::Welcome { .. } | Page::Profile { .. } | Page::Cart { .. }))
}

/// True if one server alone has the sessions of three people, and another one accepts connections.
fn is_crowded(world: &World) -> bool {
    let is_current = |session: SessionId, owner: ClientId| {
        world.client(owner).is_some_and(|client| client.session() == Some(session))
    };
    let people = |server: &&Server| {
        let owners: BTreeSet<ClientId> =
            server.table.iter().filter(|held| is_current(held.id, held.owner)).map(|held| held.owner).collect();
        owners.len()
    };
    let mut serving = world.servers.iter().filter(|server| server.serves());
    let is_local = world.config.sessions == Sessions::Local;
    is_local && serving.clone().nth(1).is_some() && serving.any(|server| people(&server) >= THREE)
}

/// Number of items that users were told are in their carts, and that no holder has. `None` if a user with items has no
/// session that can be asked.
fn missing_items(history: &History, world: &World) -> Option<u16> {
    let mut missing = 0;
    for (client, told) in &history.items {
        let SessionOfCookie::Held(session, _) = world.session_of_cookie(*client) else { return None };
        let newest = world.holders_of(session).map(|(_, held)| held.cart).max()?;
        missing += told.saturating_sub(newest);
    }
    Some(missing)
}
