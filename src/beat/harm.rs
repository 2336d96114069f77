//! Harm: a page that shows a user less than, or something other than, they saw or were told before they asked for it.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::config::MAX_CART;
use crate::model::fact::{BalancerError, ConnectError, DropCause, Fact, TimedFact};
use crate::model::http::{Action, Page, Status};
use crate::model::ids::{ClientId, Holder, RequestId, ServerId, SessionId, StoreId};

/// Harm of an answer, and its cause.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Harm {
    /// The user.
    pub client: ClientId,
    /// Kind of the harm.
    pub kind: HarmKind,
    /// Cause, from the facts of the request and of the user's session.
    pub cause: Cause,
}

/// Difference between a page and an earlier one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum HarmKind {
    /// Login form, though the user was logged in.
    LoggedOut,
    /// Cart with fewer items than the user was told of.
    SmallerCart { before: u16, now: u16 },
    /// Cart with fewer items than the user was told of, plus the one that the request added.
    MissingItem { expected: u16, now: u16 },
    /// Page for logged-in users, though the user had logged out.
    LoggedInAgain,
    /// Error page.
    Error(Status),
    /// No page: the connection failed or broke.
    NoAnswer,
}

/// Cause of a harm.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cause {
    /// The server did not have the session; `held_by` has it.
    NotFound { server: ServerId, held_by: Option<Holder> },
    /// The request carried no session id.
    NoCookie,
    /// The server had an older version than `newest`.
    Stale { server: ServerId, version: u32, newest: u32 },
    /// A change of the session was lost before.
    LostChange,
    /// A login created a session without the items of the one before.
    NewSession,
    /// The ended session was back.
    Returned,
    /// The server could not reach the store.
    StoreUnreachable { store: StoreId },
    /// The store refused the write, since the session had ended.
    SaveRefused,
    /// The server stopped with the request in it.
    ServerDied { server: ServerId },
    /// The server did not listen.
    ServerDown { server: ServerId },
    /// The server's queue was full.
    QueueFull { server: ServerId },
    /// No server was in rotation, or all tries failed.
    NoServer,
    /// The server did not answer in time.
    TimedOut { server: ServerId },
    /// The message was lost in flight.
    LostInTransit,
}

/// Pages that a user has seen so far, in sum.
#[derive(Clone, PartialEq, Debug, Default)]
struct View {
    logged_in: bool,
    /// True if the user logged out, and has not logged in since.
    logged_out: bool,
    /// Items in the cart, by the last page that told.
    cart: Option<u16>,
    /// Sessions with a change that was lost since the last page that told of the cart, by their first ids.
    lost_changes: BTreeSet<SessionId>,
}

/// A request on its way.
#[derive(Clone, PartialEq, Debug)]
struct Asked {
    action: Action,
    /// First id of the session that the cookie named.
    session: Option<SessionId>,
    /// The user's view when the request was sent.
    view: View,
    cause: Option<Cause>,
    /// True if the request read an old version, or overwrote a change that it had not read.
    outdated: bool,
    /// True if the balancer has answered. The server's work goes on, but no user sees its result.
    given_up: bool,
}

/// Follows the pages that users see, step after step.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Views {
    seen: BTreeMap<ClientId, View>,
    asked: BTreeMap<RequestId, Asked>,
    /// First ids of the sessions to which logins gave new ids.
    renamed: BTreeMap<SessionId, SessionId>,
}

impl Views {
    /// The harm that the next step does, by its facts.
    pub fn harm_of_step(&mut self, facts: &[TimedFact]) -> Option<Harm> {
        let harms: Vec<Harm> = facts.iter().filter_map(|timed| self.harm_of(&timed.fact)).collect();
        harms.first().copied()
    }

    fn harm_of(&mut self, fact: &Fact) -> Option<Harm> {
        if let (Some(client), Some(session)) = (fact.client(), fact.lost_change()) {
            let session = self.first_id(session);
            self.seen.entry(client).or_default().lost_changes.insert(session);
        }
        if let Fact::SessionCreated { session, replaces: Some(old), .. } = *fact {
            self.renamed.insert(session, self.first_id(old));
        }
        if let Fact::RequestSent { id, request, .. } = *fact {
            let view = self.seen.get(&id.client).cloned().unwrap_or_default();
            let session = request.cookies.session().map(|session| self.first_id(session));
            let asked = Asked { action: request.action, session, view, cause: None, outdated: false, given_up: false };
            self.asked.insert(id, asked);
            return None;
        }
        let id = fact.request()?;
        if let Some(cause) = cause_of(fact) {
            let asked = self.asked.get_mut(&id)?;
            if !asked.given_up || fact.is_end() {
                asked.cause = Some(cause);
            }
            asked.given_up |= matches!(fact, Fact::BalancerAnswered { .. });
            asked.outdated |= matches!(cause, Cause::Stale { .. } | Cause::LostChange);
        }
        match *fact {
            Fact::ResponseReceived { page, .. } => self.shown(id, page),
            Fact::RequestDropped { .. } | Fact::RequestRefused { .. } => {
                let cause = self.asked.remove(&id)?.cause.unwrap_or(Cause::LostInTransit);
                Some(Harm { client: id.client, kind: HarmKind::NoAnswer, cause })
            }
            _ => None,
        }
    }

    fn first_id(&self, session: SessionId) -> SessionId {
        self.renamed.get(&session).copied().unwrap_or(session)
    }

    fn shown(&mut self, id: RequestId, page: Page) -> Option<Harm> {
        let Asked { action, session, view: asked_in, cause, outdated, .. } = self.asked.remove(&id)?;
        let seen = self.seen.entry(id.client).or_default();
        // Answers of requests that overlap can arrive in any order, so the later page may rightly show less. An
        // outdated page is no such case.
        let before = if outdated { seen.clone() } else { asked_in.clone() };
        let lost_change = session.is_some_and(|session| seen.lost_changes.contains(&session));
        match page {
            Page::LoginForm => seen.logged_in = false,
            Page::SignedOut => *seen = View { logged_out: true, ..View::default() },
            Page::Welcome { .. } | Page::Profile { .. } => (seen.logged_in, seen.logged_out) = (true, false),
            Page::Cart { items } => {
                // A change that was lost while the request was on its way may still be in this page.
                let lost_changes = &seen.lost_changes - &asked_in.lost_changes;
                *seen = View { logged_in: true, logged_out: false, cart: Some(items), lost_changes };
            }
            Page::Error { .. } => {}
        }
        let kind = match page {
            Page::LoginForm if before.logged_in => HarmKind::LoggedOut,
            Page::Profile { .. } | Page::Cart { .. } if before.logged_out => HarmKind::LoggedInAgain,
            Page::Cart { items: now } => smaller_cart(action, before.cart?, now)?,
            Page::Error { status } => HarmKind::Error(status),
            _ => return None,
        };
        let cause = cause.unwrap_or(match kind {
            HarmKind::LoggedInAgain => Cause::Returned,
            HarmKind::SmallerCart { .. } | HarmKind::MissingItem { .. } if !lost_change => Cause::NewSession,
            _ => Cause::LostChange,
        });
        Some(Harm { client: id.client, kind, cause })
    }
}

/// The harm of a cart with `now` items, after a page that told of `before`.
fn smaller_cart(action: Action, before: u16, now: u16) -> Option<HarmKind> {
    let expected = (before + u16::from(action == Action::AddToCart)).min(MAX_CART);
    if now < before {
        Some(HarmKind::SmallerCart { before, now })
    } else if now < expected {
        Some(HarmKind::MissingItem { expected, now })
    } else {
        None
    }
}

/// The cause of harm that a fact of a request may be.
fn cause_of(fact: &Fact) -> Option<Cause> {
    Some(match *fact {
        Fact::SessionNotFound { server, held_by, .. } => Cause::NotFound { server, held_by },
        Fact::NoCookieSent { .. } => Cause::NoCookie,
        Fact::StaleRead { server, version, newest, .. } => Cause::Stale { server, version, newest },
        Fact::UpdateLost { .. } => Cause::LostChange,
        Fact::StoreUnreachable { store, .. } => Cause::StoreUnreachable { store },
        Fact::SaveRefused { .. } => Cause::SaveRefused,
        Fact::BalancerAnswered { because, .. } => match because {
            BalancerError::NoServer | BalancerError::RetriesExhausted { .. } => Cause::NoServer,
            BalancerError::ServerDied { server } => Cause::ServerDied { server },
            BalancerError::TimedOut { server, .. } => Cause::TimedOut { server },
        },
        Fact::RequestDropped { because: DropCause::ConnectionReset { server }, .. } => Cause::ServerDied { server },
        Fact::RequestDropped { because: DropCause::LostInTransit, .. } => Cause::LostInTransit,
        Fact::RequestRefused { server, because, .. } => match because {
            ConnectError::Down | ConnectError::Joining => Cause::ServerDown { server },
            ConnectError::QueueFull { .. } => Cause::QueueFull { server },
        },
        _ => return None,
    })
}
