//! Laws of "Login lost": the stage says it of a client if and only if the next request must get the
//! form, whichever server it reaches.
//!
//! A session that another holder has than the server of the next request is no contradiction. Under round robin that
//! server depends on the requests that others send meanwhile.
//!
//! The next request is tried on a copy of the world: the client opens a page, and nothing else is done until it ends. A
//! request that ends without an answer, or with an error page, proves nothing. Neither does one of a client that still
//! waits for an answer, nor one at a moment at which something else is due. The request proves nothing either if,
//! before it ends, a session expires, the rotation changes or a replica is promoted.

use sessionscope::model::client::Client;
use sessionscope::model::command::Command;
use sessionscope::model::fact::Fact;
use sessionscope::model::http::Page;
use sessionscope::model::ids::{ClientId, RequestId};
use sessionscope::model::world::World;

use crate::Law;
use crate::drive::{self, Step};

/// Maximum number of steps until a request ends.
const MAX_STEPS: usize = 1_000;
/// One moment of this many is in a sample.
const SAMPLED_ONE_OF: usize = 3;
/// Each client whose login is said to be lost gets the login form.
pub struct LoginFormComesAsSaid(pub Trials);

impl Law for LoginFormComesAsSaid {
    fn name(&self) -> &'static str {
        "e1 \"login lost\" comes true"
    }

    fn after_step(&mut self, step: &Step<'_>) -> Result<(), String> {
        let world = step.world;
        let contradicts = |client| {
            let recognised = |trial: Trial| matches!(trial.page, Page::Profile { .. });
            world.will_be_anonymous(client) && trial(world, client).is_some_and(recognised)
        };
        match self.0.find(world, contradicts) {
            Some(client) => {
                Err(format!("the stage says that the login of {client} is lost, and {client} is recognised"))
            }
            None => Ok(()),
        }
    }
}

/// While nothing moves, the stage says each lost login. Exception: the server asked does not have the session, and
/// another holder does.
pub struct LoginFormIsSaid(pub Trials);

impl Law for LoginFormIsSaid {
    fn name(&self) -> &'static str {
        "e2 a login form for want of the session is said before"
    }

    fn after_step(&mut self, step: &Step<'_>) -> Result<(), String> {
        let world = step.world;
        // While something moves, its outcome decides the answer to the next request.
        let stores_work = world.stores.iter().any(|store| !store.jobs.is_empty());
        if !world.is_idle() || stores_work || !world.connections.is_empty() {
            return Ok(());
        }
        let contradicts = |client| {
            let form = |trial: Trial| trial.page == Page::LoginForm && !trial.held_elsewhere;
            !world.will_be_anonymous(client) && trial(world, client).is_some_and(form)
        };
        match self.0.find(world, contradicts) {
            Some(client) => Err(format!("{client} will get the login form, and the stage does not say so")),
            None => Ok(()),
        }
    }
}

/// Outcome of a client's next request.
struct Trial {
    page: Page,
    /// True if the server did not know the session, and another holder has it.
    held_elsewhere: bool,
}

/// Tries the next request of a client; `None` if it gets no page of the application.
fn trial(world: &World, client: ClientId) -> Option<Trial> {
    let mut world = world.clone();
    let id = RequestId { client, nth: world.client(client)?.sent + 1 };
    let now = world.now;
    let mut facts = drive::apply(&mut world, now, &Command::OpenPage(client));
    let mut held_elsewhere = false;
    for _ in 0..MAX_STEPS {
        for timed in facts {
            match timed.fact {
                Fact::SessionNotFound { id: of, held_by, .. } if of == id => held_elsewhere = held_by.is_some(),
                Fact::ResponseReceived { id: of, page: Page::Error { .. }, .. } if of == id => return None,
                Fact::ResponseReceived { id: of, page, .. } if of == id => return Some(Trial { page, held_elsewhere }),
                Fact::SessionDestroyed { .. }
                | Fact::SessionExpired { .. }
                | Fact::MarkedDown { .. }
                | Fact::MarkedUp { .. }
                | Fact::JoinEnded { .. }
                | Fact::StorePromoted { .. } => return None,
                fact if fact.is_end() && fact.request() == Some(id) => return None,
                _ => {}
            }
        }
        world.next_due()?;
        facts = drive::step(&mut world);
    }
    None
}

/// Clients that are tried at a moment.
#[derive(Clone, Copy)]
pub enum Trials {
    /// One client at every third moment: a trial costs as much as many steps.
    Sample { moments: usize },
    /// All clients at every moment.
    All,
}

impl Trials {
    /// A client for which the outcome of its next request is a contradiction.
    fn find(&mut self, world: &World, contradicts: impl Fn(ClientId) -> bool) -> Option<ClientId> {
        // Entries that are due at this moment come before a request.
        if world.next_due() == Some(world.now) {
            return None;
        }
        let tried = match self {
            Trials::All => &world.clients[..],
            Trials::Sample { moments } => {
                *moments += 1;
                let client = *moments / SAMPLED_ONE_OF % world.clients.len();
                if *moments % SAMPLED_ONE_OF == 0 { &world.clients[client..=client] } else { &[] }
            }
        };
        let known = |client: &&Client| client.open == 0 && client.sent > 0;
        tried.iter().filter(known).map(|client| client.id).find(|client| contradicts(*client))
    }
}
