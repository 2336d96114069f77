//! The verdict on a strategy: the harm to the users, in three numbers.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::fact::{DestroyCause, Fact};
use crate::model::http::{Action, Page, Status};
use crate::model::ids::{ClientId, RequestId};
use crate::model::session::{RecentItems, Session};
use crate::model::world::World;
use crate::recording::Recording;

/// Harm to the users up to a step.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Verdict {
    /// Users who were logged in, and got the login form although they had neither logged out nor deleted their cookies.
    pub had_to_log_in_again: u64,
    /// Items that a server confirmed, and that no session of the user's cookie has any more.
    pub lost_items: u64,
    /// Requests that ended with an error of a server or of the balancer, or without a response.
    pub failed_requests: u64,
}

/// The verdict at a step.
pub fn verdict(recording: &Recording, step: usize) -> Verdict {
    let mut users = Users::default();
    let mut failed_requests = 0;
    for timed in recording.facts_until(step) {
        users.follow(&timed.fact);
        failed_requests += u64::from(is_failure(&timed.fact));
    }
    let world = &recording.frame(step).world;
    let lost = users.confirmed.iter().map(|(client, items)| lost_items(world, *client, *items));
    Verdict { had_to_log_in_again: users.asked_again.len() as u64, lost_items: lost.sum(), failed_requests }
}

fn is_failure(fact: &Fact) -> bool {
    match *fact {
        Fact::ResponseReceived { status, .. } => !matches!(status, Status::Ok | Status::Unauthorized),
        Fact::RequestDropped { .. } | Fact::RequestRefused { .. } => true,
        _ => false,
    }
}

/// The users as their browsers saw it.
#[derive(Default)]
struct Users {
    logged_in: BTreeSet<ClientId>,
    asked_again: BTreeSet<ClientId>,
    /// Requests to add an item. Those in `written` reached a session, or were said to.
    adding: BTreeSet<RequestId>,
    written: BTreeSet<RequestId>,
    /// Items whose addition a server confirmed.
    confirmed: BTreeMap<ClientId, RecentItems>,
}

impl Users {
    fn follow(&mut self, fact: &Fact) {
        match *fact {
            Fact::RequestSent { id, request, .. } if request.action == Action::AddToCart => {
                self.adding.insert(id);
            }
            Fact::SessionWritten { id, .. } | Fact::SaveIgnored { id, .. } if self.adding.contains(&id) => {
                self.written.insert(id);
            }
            Fact::ResponseReceived { id, page, .. } => self.see(id, page),
            Fact::CookiesCleared { client, .. } => self.leave(client),
            Fact::SessionDestroyed { owner, orphan: false, because: DestroyCause::Idle { .. }, .. } => {
                self.confirmed.remove(&owner);
            }
            _ => {}
        }
    }

    fn see(&mut self, id: RequestId, page: Page) {
        match page {
            Page::Welcome { .. } => {
                self.logged_in.insert(id.client);
            }
            Page::Cart { .. } if self.written.contains(&id) => {
                let items = self.confirmed.entry(id.client).or_default();
                *items = items.with(id.nth);
            }
            Page::LoginForm if self.logged_in.contains(&id.client) => {
                self.asked_again.insert(id.client);
            }
            Page::SignedOut => self.leave(id.client),
            Page::Profile { .. } | Page::Cart { .. } | Page::LoginForm | Page::Error { .. } => {}
        }
    }

    /// The user gave up the session, so nothing after that is a loss.
    fn leave(&mut self, client: ClientId) {
        self.logged_in.remove(&client);
        self.confirmed.remove(&client);
    }
}

/// Number of items that no session of the client's cookie has. A store that is down counts with what is on its disk.
fn lost_items(world: &World, client: ClientId, confirmed: RecentItems) -> u64 {
    let cookie = world.client(client).and_then(|client| client.session());
    let in_memory = world.servers.iter().map(|server| &server.table);
    let in_stores = world.stores.iter().map(|store| store.surviving());
    let held: Vec<&Session> =
        in_memory.chain(in_stores).filter_map(|table| cookie.and_then(|session| table.get(session))).collect();
    let is_lost = |nth: &u32| {
        let item = RecentItems::default().with(*nth);
        held.iter().all(|session| item.missing_in(session.items).next().is_some())
    };
    confirmed.missing_in(RecentItems::default()).filter(is_lost).count() as u64
}
