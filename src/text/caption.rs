//! The caption under the stage: one step's facts in a sentence or two. Decides which facts tell the step, a loss before
//! anything else; the words are each language's.

use crate::model::fact::{DestroyCause, Fact, OrphanCause, TimedFact};
use crate::model::http::Status;
use crate::model::ids::{ClientId, ServerId, SessionId};
use crate::model::world::World;

use super::{Language, Sentence, english, fact, korean};

/// One step in one sentence or two, for the line under the stage. `facts` are those of the step, `world` the frame
/// right after it; without facts, how the run opens.
pub fn caption(language: Language, facts: &[TimedFact], world: &World) -> Sentence {
    if let Some(crash) = Crash::of(facts) {
        return match language {
            Language::Korean => korean::step::crash(&crash, world),
            Language::English => english::step::crash(&crash, world),
        };
    }
    if let Some(signed_in) = SignedIn::of(facts) {
        return match language {
            Language::Korean => korean::step::signed_in(&signed_in),
            Language::English => english::step::signed_in(&signed_in),
        };
    }
    if let Some(cleared) = Cleared::of(facts) {
        return match language {
            Language::Korean => korean::step::cleared(&cleared, world),
            Language::English => english::step::cleared(&cleared, world),
        };
    }
    match most_telling(facts) {
        Some(telling) => fact(language, telling, world),
        None => match language {
            Language::Korean => korean::step::opening(world),
            Language::English => english::step::opening(world),
        },
    }
}

/// A server's end with everything it took along.
pub(super) struct Crash {
    /// Which server.
    pub server: ServerId,
    /// Sessions that were in its memory.
    pub sessions: u32,
    /// Those among them that were orphans already.
    pub orphans: u32,
    /// Whose the others were.
    pub owners: Vec<ClientId>,
    /// Requests that were in it.
    pub requests: u16,
    /// How they end.
    pub ended: Ended,
}

/// How the requests in a server end when it dies.
pub(super) enum Ended {
    /// Their connections break.
    Dropped,
    /// The balancer answers.
    Answered(Status),
}

impl Crash {
    fn of(facts: &[TimedFact]) -> Option<Crash> {
        let (server, sessions, requests) = facts.iter().find_map(|timed| match timed.fact {
            Fact::ServerCrashed { server, sessions, requests } => Some((server, sessions, requests)),
            _ => None,
        })?;
        let mut crash = Crash { server, sessions, orphans: 0, owners: Vec::new(), requests, ended: Ended::Dropped };
        for timed in facts {
            match timed.fact {
                Fact::SessionDestroyed { orphan: true, because: DestroyCause::Crash, .. } => crash.orphans += 1,
                Fact::SessionDestroyed { orphan: false, because: DestroyCause::Crash, owner, .. } => {
                    crash.owners.push(owner);
                }
                Fact::BalancerAnswered { status, .. } => crash.ended = Ended::Answered(status),
                _ => {}
            }
        }
        crash.owners.sort_unstable();
        crash.owners.dedup();
        Some(crash)
    }
}

/// A login's answer arrived and its cookie was kept.
pub(super) struct SignedIn {
    /// Whose.
    pub client: ClientId,
    /// The new id.
    pub session: SessionId,
    /// The id the cookie had before.
    pub replaced: Option<SessionId>,
    /// Who still holds the session of that id.
    pub orphaned_on: Option<ServerId>,
}

impl SignedIn {
    fn of(facts: &[TimedFact]) -> Option<SignedIn> {
        let (client, session, replaced) = facts.iter().find_map(|timed| match timed.fact {
            Fact::CookieStored { client, session, replaced } => Some((client, session, replaced)),
            _ => None,
        })?;
        let orphaned_on = facts.iter().find_map(|timed| match timed.fact {
            Fact::SessionOrphaned { holder, because: OrphanCause::Overwritten { .. }, .. } => Some(holder),
            _ => None,
        });
        Some(SignedIn { client, session, replaced, orphaned_on })
    }
}

/// Cookies were cleared while a server held the session.
pub(super) struct Cleared {
    /// Whose.
    pub client: ClientId,
    /// How many.
    pub cookies: u8,
    /// The session no cookie leads to any more.
    pub session: SessionId,
    /// Who holds it.
    pub holder: ServerId,
}

impl Cleared {
    fn of(facts: &[TimedFact]) -> Option<Cleared> {
        let (client, cookies) = facts.iter().find_map(|timed| match timed.fact {
            Fact::CookiesCleared { client, cookies } => Some((client, cookies)),
            _ => None,
        })?;
        facts.iter().find_map(|timed| match timed.fact {
            Fact::SessionOrphaned { session, holder, because: OrphanCause::Cleared, .. } => {
                Some(Cleared { client, cookies, session, holder })
            }
            _ => None,
        })
    }
}

/// The fact that tells most about a step; the earlier of two that tell as much.
fn most_telling(facts: &[TimedFact]) -> Option<&Fact> {
    let facts = facts.iter().map(|timed| &timed.fact);
    // `max_by_key` yields the last of equals.
    facts.rev().max_by_key(|fact| weight(fact))
}

/// How much a fact tells beside others of its step.
fn weight(fact: &Fact) -> u8 {
    match fact {
        Fact::ServerCrashed { .. } => 100,
        fact if fact.loss().is_some() => 90,
        Fact::SessionDestroyed { .. } => 80,
        Fact::CookieRefused { .. } | Fact::CookieLapsed { .. } | Fact::CookiesCleared { .. } => 78,
        Fact::BalancerAnswered { .. } | Fact::RequestRefused { .. } | Fact::RequestDropped { .. } => 70,
        Fact::ResponseReceived { .. } => 64,
        Fact::ServerRestarted { .. } | Fact::ServerUpgraded { .. } | Fact::ServerAdded { .. } => 60,
        Fact::MarkedDown { .. } | Fact::MarkedUp { .. } | Fact::LimitReached { .. } => 58,
        Fact::SessionCreated { .. } | Fact::SessionInvalidated { .. } | Fact::SessionWritten { .. } => 50,
        Fact::ConnectFailed { .. } | Fact::Queued { .. } => 48,
        Fact::NoCookieSent { .. } | Fact::SessionFound { .. } | Fact::SessionNotFound { .. } => 44,
        Fact::MessageDropped { .. } | Fact::MessageDelayed { .. } | Fact::AddressChanged { .. } => 40,
        Fact::AnswerDiscarded { .. } => 36,
        Fact::CookieStored { .. } | Fact::SessionOrphaned { .. } => 34,
        Fact::Routed { .. } => 30,
        Fact::Answered { .. } | Fact::AnswerForwarded { .. } => 28,
        Fact::RequestSent { .. } => 24,
        Fact::ServiceStarted { .. } => 20,
        Fact::HealthCheckCounted { .. }
        | Fact::WaitBegan { .. }
        | Fact::WaitEnded { .. }
        | Fact::NotApplicable { .. } => 10,
    }
}
