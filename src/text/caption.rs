//! The caption under the stage: one step in a sentence or two. Decides which facts a step is told by, losses first;
//! `step` and `server_stop` write the sentences.

use crate::model::config::StoreKind;
use crate::model::fact::{Fact, OrphanCause, StoreDeath, StoreRole, TimedFact};
use crate::model::http::Status;
use crate::model::ids::{ClientId, Holder, ServerId, SessionId, StoreId};
use crate::model::session::Change;
use crate::model::time::SimDuration;
use crate::model::world::World;

use super::losses::Losses;
use super::say::{Telling, tell};
use super::{Language, Sentence, opening, step};

/// The caption of a step. `facts` are those of the step and `world` is the frame right after it. Without facts, the
/// caption of a run that has not begun.
pub fn caption(language: Language, facts: &[TimedFact], world: &World) -> Sentence {
    tell(language, |t| say_caption(t, facts, world))
}

fn say_caption(t: &Telling, facts: &[TimedFact], world: &World) {
    if facts.is_empty() {
        opening::say(t, world);
    } else if let Some(step) = Step::of(facts, world) {
        step::say(t, &step, world);
    }
}

/// The caption of a step after a still pause; it begins with the length of the pause. The end of a wait tells its own.
pub fn caption_after(language: Language, pause: Option<SimDuration>, facts: &[TimedFact], world: &World) -> Sentence {
    let is_wait = facts.iter().any(|timed| matches!(timed.fact, Fact::WaitEnded { .. }));
    tell(language, |t| {
        if let Some(pause) = pause.filter(|_| !is_wait) {
            step::pause(t, pause);
        }
        say_caption(t, facts, world);
    })
}

/// A step as its caption tells it.
pub(super) enum Step<'a> {
    /// A server that stopped, with everything lost in it.
    ServerStop(ServerStop),
    /// A store that failed, with everything lost in it.
    StoreFailure(StoreFailure),
    /// A replica that became the primary, with the writes it had not received.
    Promotion(Promotion),
    /// A login whose response and cookies arrived.
    SignIn(SignIn),
    /// Cookies that were cleared while their session was still held.
    ClearedCookies(ClearedCookies),
    /// Copies of one change that several members applied at once.
    AppliedCopies(AppliedCopies),
    /// Any other step, told by its most important fact.
    SingleFact(&'a Fact),
}

impl Step<'_> {
    /// `None` without facts.
    fn of<'a>(facts: &'a [TimedFact], world: &World) -> Option<Step<'a>> {
        let server_stop = ServerStop::of(facts, world).map(Step::ServerStop);
        server_stop
            .or_else(|| StoreFailure::of(facts, world).map(Step::StoreFailure))
            .or_else(|| Promotion::of(facts, world).map(Step::Promotion))
            .or_else(|| SignIn::of(facts).map(Step::SignIn))
            .or_else(|| ClearedCookies::of(facts).map(Step::ClearedCookies))
            .or_else(|| AppliedCopies::of(facts).map(Step::AppliedCopies))
            .or_else(|| most_important(facts).map(Step::SingleFact))
    }
}

/// A server that stopped, with everything lost in it.
pub(super) struct ServerStop {
    /// The server.
    pub server: ServerId,
    /// Reason for the stop.
    pub cause: StopCause,
    /// Number of sessions that were in its memory.
    pub sessions: u32,
    /// Number of these sessions that other members had as well.
    pub copied: u32,
    /// Losses by the stop.
    pub losses: Losses,
    /// Number of requests that were in it, running or queued.
    pub requests: u16,
    /// Outcome of these requests.
    pub outcome: RequestOutcome,
}

/// Reason for which a server stopped.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum StopCause {
    /// Its process died.
    Crash,
    /// The reader removed it.
    Removal,
}

/// Outcome of the requests in a server that stops.
pub(super) enum RequestOutcome {
    /// The connection to the browser breaks.
    Dropped,
    /// The balancer responds with an error.
    Answered(Status),
}

impl ServerStop {
    pub(super) fn of(facts: &[TimedFact], world: &World) -> Option<ServerStop> {
        let (server, cause, (sessions, copied), requests) = facts.iter().find_map(|timed| match timed.fact {
            Fact::ServerCrashed { server, sessions, copied, requests } => {
                Some((server, StopCause::Crash, (sessions, copied), requests))
            }
            Fact::ServerRemoved { server, sessions, copied, requests } => {
                Some((server, StopCause::Removal, (sessions, copied), requests))
            }
            _ => None,
        })?;
        let status = facts.iter().find_map(|timed| match timed.fact {
            Fact::BalancerAnswered { status, .. } => Some(status),
            _ => None,
        });
        let outcome = status.map_or(RequestOutcome::Dropped, RequestOutcome::Answered);
        Some(ServerStop { server, cause, sessions, copied, losses: Losses::of(facts, world), requests, outcome })
    }
}

/// A store that failed, with everything lost in it.
pub(super) struct StoreFailure {
    /// The store.
    pub store: StoreId,
    /// Its role when it failed.
    pub role: StoreRole,
    /// Medium of its sessions.
    pub kind: StoreKind,
    /// Number of sessions that it held.
    pub sessions: u32,
    /// Reason for the failure.
    pub because: StoreDeath,
    /// Losses by the failure.
    pub losses: Losses,
}

impl StoreFailure {
    pub(super) fn of(facts: &[TimedFact], world: &World) -> Option<StoreFailure> {
        facts.iter().find_map(|timed| match timed.fact {
            Fact::StoreDied { store, role, kind, sessions, because } => {
                Some(StoreFailure { store, role, kind, sessions, because, losses: Losses::of(facts, world) })
            }
            _ => None,
        })
    }
}

/// A replica that became the primary.
pub(super) struct Promotion {
    /// The new primary.
    pub store: StoreId,
    /// The old primary.
    pub from: StoreId,
    /// Number of sessions whose last acknowledged write had not reached the new primary.
    pub lost: u32,
    /// True if the reader promoted it, false if the sentinels did.
    pub by_hand: bool,
    /// Losses by the promotion.
    pub losses: Losses,
}

impl Promotion {
    pub(super) fn of(facts: &[TimedFact], world: &World) -> Option<Promotion> {
        facts.iter().find_map(|timed| match timed.fact {
            Fact::StorePromoted { store, from, lost, by_hand } => {
                Some(Promotion { store, from, lost, by_hand, losses: Losses::of(facts, world) })
            }
            _ => None,
        })
    }
}

/// Copies of one change that several members applied at once.
pub(super) struct AppliedCopies {
    /// Members that applied a copy, two or more.
    pub servers: Vec<ServerId>,
    /// Sender of the copies.
    pub from: ServerId,
    /// Kind of the change.
    pub change: Change,
    /// Owner of the session.
    pub owner: ClientId,
    /// The session.
    pub session: SessionId,
    /// Its version in the copies.
    pub version: u32,
}

impl AppliedCopies {
    /// `None` if fewer than two copies arrived, or if a fact of the step is a loss.
    fn of(facts: &[TimedFact]) -> Option<AppliedCopies> {
        let mut copies: Option<AppliedCopies> = None;
        for timed in facts {
            if timed.fact.loss().is_some() {
                return None;
            }
            let Fact::CopyApplied { server, from, change, session, owner, version } = timed.fact else { continue };
            match &mut copies {
                None => copies = Some(AppliedCopies { servers: vec![server], from, change, owner, session, version }),
                Some(first)
                    if (first.from, first.change, first.session, first.version) == (from, change, session, version) =>
                {
                    first.servers.push(server);
                }
                Some(_) => {}
            }
        }
        copies.filter(|copies| copies.servers.len() > 1)
    }
}

/// A login whose response arrived with a session id cookie.
pub(super) struct SignIn {
    /// The client that logged in.
    pub client: ClientId,
    /// The new session.
    pub session: SessionId,
    /// Session that the cookie named before.
    pub replaced: Option<SessionId>,
    /// First holder of the replaced session, which is an orphan now. `None` if no server or store holds it.
    pub orphaned_on: Option<Holder>,
    /// Server that the balancer's cookie names, if such a cookie came along.
    pub pinned_to: Option<ServerId>,
}

impl SignIn {
    fn of(facts: &[TimedFact]) -> Option<SignIn> {
        let (client, session, replaced) = facts.iter().find_map(|timed| match timed.fact {
            Fact::CookieStored { client, session, replaced } => Some((client, session, replaced)),
            _ => None,
        })?;
        let orphaned_on = facts.iter().find_map(|timed| match timed.fact {
            Fact::SessionOrphaned { holder, because: OrphanCause::Overwritten { .. }, .. } => Some(holder),
            _ => None,
        });
        let pinned_to = facts.iter().find_map(|timed| match timed.fact {
            Fact::AffinityCookieStored { server, .. } => Some(server),
            _ => None,
        });
        Some(SignIn { client, session, replaced, orphaned_on, pinned_to })
    }
}

/// Cookies that were cleared while their session was still held.
pub(super) struct ClearedCookies {
    /// The client whose cookies were cleared.
    pub client: ClientId,
    /// Number of cookies.
    pub cookies: u8,
    /// The session that they named, an orphan now.
    pub session: SessionId,
    /// First holder of that session.
    pub holder: Holder,
}

impl ClearedCookies {
    fn of(facts: &[TimedFact]) -> Option<ClearedCookies> {
        let (client, cookies) = facts.iter().find_map(|timed| match timed.fact {
            Fact::CookiesCleared { client, cookies } => Some((client, cookies)),
            _ => None,
        })?;
        facts.iter().find_map(|timed| match timed.fact {
            Fact::SessionOrphaned { session, holder, because: OrphanCause::Cleared, .. } => {
                Some(ClearedCookies { client, cookies, session, holder })
            }
            _ => None,
        })
    }
}

/// The most important fact of a step; the earlier one of two equals.
fn most_important(facts: &[TimedFact]) -> Option<&Fact> {
    let (mut highest, mut chosen) = (0, None);
    for timed in facts {
        let importance = importance(&timed.fact);
        if importance > highest {
            (highest, chosen) = (importance, Some(&timed.fact));
        }
    }
    chosen
}

/// Rank of a fact among the facts of its step. The highest rank is told.
fn importance(fact: &Fact) -> u8 {
    match fact {
        Fact::ServerCrashed { .. } | Fact::ServerRemoved { .. } | Fact::StoreDied { .. } => 100,
        Fact::StorePromoted { .. } | Fact::StoreRestarted { .. } => 95,
        fact if fact.loss().is_some() => 90,
        Fact::StaleRead { .. } | Fact::UpdateLost { .. } | Fact::WritesCrossed { .. } => 90,
        Fact::WriteLost { .. } | Fact::CopiesLost { .. } => 84,
        Fact::EndOverwroteUpdate { .. } | Fact::SaveIgnored { .. } | Fact::SessionReturned { .. } => 82,
        Fact::SessionDestroyed { .. } | Fact::SessionExpired { .. } => 80,
        Fact::CookieRefused { .. } | Fact::CookieLapsed { .. } | Fact::CookiesCleared { .. } => 78,
        Fact::UpdateRestored { .. } => 76,
        Fact::StoreUnreachable { .. } | Fact::SaveRefused { .. } => 72,
        Fact::SessionOrphaned { because: OrphanCause::AnswerLost, .. } => 71,
        Fact::BalancerAnswered { .. } | Fact::RequestRefused { .. } | Fact::RequestDropped { .. } => 70,
        Fact::ResponseReceived { .. } => 64,
        Fact::JoinStarted { .. } => 62,
        Fact::ServerRestarted { .. } | Fact::ServerUpgraded { .. } | Fact::ServerAdded { .. } => 60,
        Fact::JoinEnded { .. } => 60,
        Fact::MarkedDown { .. } | Fact::MarkedUp { .. } | Fact::LimitReached { .. } => 58,
        Fact::SessionCreated { .. } | Fact::SessionInvalidated { .. } | Fact::SessionWritten { .. } => 50,
        Fact::ConnectFailed { .. } | Fact::Queued { .. } => 48,
        Fact::CopyIgnored { .. } => 46,
        Fact::NoCookieSent { .. } | Fact::SessionFound { .. } | Fact::SessionNotFound { .. } => 44,
        Fact::StoreRead { .. } | Fact::SessionTouched { .. } => 42,
        Fact::MessageDropped { .. } | Fact::MessageDelayed { .. } | Fact::AddressChanged { .. } => 40,
        Fact::CopyDropped { .. } | Fact::CopyDelayed { .. } => 40,
        Fact::AnswerDiscarded { .. } => 36,
        Fact::CookieStored { .. } | Fact::AffinityCookieStored { .. } | Fact::SessionOrphaned { .. } => 34,
        Fact::CopyApplied { .. } | Fact::ReplicationApplied { .. } => 33,
        Fact::CopiesQueued { .. } | Fact::CopiesSent { .. } | Fact::AffinityCookieSet { .. } => 32,
        Fact::Routed { .. } => 30,
        Fact::StoreAsked { .. } => 29,
        Fact::Answered { .. } | Fact::AnswerForwarded { .. } => 28,
        Fact::ReplicationSent { .. } => 26,
        Fact::RequestSent { .. } => 24,
        Fact::ServiceStarted { .. } => 20,
        Fact::HealthCheckCounted { .. }
        | Fact::WaitBegan { .. }
        | Fact::WaitEnded { .. }
        | Fact::NotApplicable { .. } => 10,
    }
}
