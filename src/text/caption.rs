//! The caption under the stage: one step's facts in a sentence or two. Decides which facts tell the step, a loss before
//! anything else; `step` puts them into words.

use crate::model::config::StoreKind;
use crate::model::fact::{DestroyCause, Fact, OrphanCause, StoreDeath, StoreRole, TimedFact};
use crate::model::http::Status;
use crate::model::ids::{ClientId, Holder, ServerId, SessionId, StoreId};
use crate::model::world::World;

use super::telling::tell;
use super::{Language, Sentence, opening, step};

/// One step in one sentence or two, for the line under the stage. `facts` are those of the step, `world` the frame
/// right after it; without facts, how the run opens.
pub fn caption(language: Language, facts: &[TimedFact], world: &World) -> Sentence {
    tell(language, |t| match facts {
        [] => opening::say(t, world),
        facts => {
            if let Some(step) = Step::of(facts) {
                step::say(t, &step, world);
            }
        }
    })
}

/// What a step amounts to.
pub(super) enum Step<'a> {
    /// A server's end, with everything it took along.
    Crash(Crash),
    /// A store's end, with what did not survive it.
    StoreDied(StoreFall),
    /// A replica took over, without what it had not received.
    Promoted(Promotion),
    /// A login's answer arrived and its cookie was kept.
    SignedIn(SignedIn),
    /// Cookies were cleared while somebody held the session.
    Cleared(Cleared),
    /// Copies of one change arrived together.
    Copied(Copied),
    /// One fact tells it all.
    Plain(&'a Fact),
}

impl Step<'_> {
    /// `None` without facts.
    fn of(facts: &[TimedFact]) -> Option<Step<'_>> {
        let crash = Crash::of(facts).map(Step::Crash);
        crash
            .or_else(|| StoreFall::of(facts).map(Step::StoreDied))
            .or_else(|| Promotion::of(facts).map(Step::Promoted))
            .or_else(|| SignedIn::of(facts).map(Step::SignedIn))
            .or_else(|| Cleared::of(facts).map(Step::Cleared))
            .or_else(|| Copied::of(facts).map(Step::Copied))
            .or_else(|| most_telling(facts).map(Step::Plain))
    }
}

/// What people lose with a server or a store.
#[derive(Default)]
pub(super) struct Toll {
    /// Sessions nobody holds any more.
    pub destroyed: u32,
    /// Those among them that were orphans already.
    pub orphans: u32,
    /// Whose the others were.
    pub owners: Vec<ClientId>,
    /// Whose last change is gone, though their session is not.
    pub behind: Vec<ClientId>,
    /// Where that is one change: the version that is gone, and the one that is left.
    pub versions: Option<(u32, u32)>,
}

impl Toll {
    fn of(facts: &[TimedFact]) -> Toll {
        let mut toll = Toll::default();
        for timed in facts {
            match timed.fact {
                Fact::SessionDestroyed { because: DestroyCause::Idle { .. }, .. } => {}
                Fact::SessionDestroyed { orphan, owner, .. } => {
                    toll.destroyed += 1;
                    toll.orphans += u32::from(orphan);
                    if !orphan {
                        toll.owners.push(owner);
                    }
                }
                Fact::WriteLost { owner, version, kept, .. } => {
                    toll.versions = kept.filter(|_| toll.behind.is_empty()).map(|kept| (version, kept));
                    toll.behind.push(owner);
                }
                _ => {}
            }
        }
        for people in [&mut toll.owners, &mut toll.behind] {
            people.sort_unstable();
            people.dedup();
        }
        toll
    }
}

/// A server's end with everything it took along.
pub(super) struct Crash {
    /// Which server.
    pub server: ServerId,
    /// Whether it was taken out rather than killed.
    pub removed: bool,
    /// Sessions that were in its memory.
    pub sessions: u32,
    /// What is lost with it.
    pub toll: Toll,
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
        let (server, removed, sessions, requests) = facts.iter().find_map(|timed| match timed.fact {
            Fact::ServerCrashed { server, sessions, requests } => Some((server, false, sessions, requests)),
            Fact::ServerRemoved { server, sessions, requests } => Some((server, true, sessions, requests)),
            _ => None,
        })?;
        let status = facts.iter().find_map(|timed| match timed.fact {
            Fact::BalancerAnswered { status, .. } => Some(status),
            _ => None,
        });
        let ended = status.map_or(Ended::Dropped, Ended::Answered);
        Some(Crash { server, removed, sessions, toll: Toll::of(facts), requests, ended })
    }
}

/// A store's end with what did not survive it.
pub(super) struct StoreFall {
    /// Which store.
    pub store: StoreId,
    /// What it was.
    pub role: StoreRole,
    /// What it kept its sessions on.
    pub kind: StoreKind,
    /// Sessions it had.
    pub sessions: u32,
    /// How it went.
    pub because: StoreDeath,
    /// What is lost with it.
    pub toll: Toll,
}

impl StoreFall {
    fn of(facts: &[TimedFact]) -> Option<StoreFall> {
        facts.iter().find_map(|timed| match timed.fact {
            Fact::StoreDied { store, role, kind, sessions, because } => {
                Some(StoreFall { store, role, kind, sessions, because, toll: Toll::of(facts) })
            }
            _ => None,
        })
    }
}

/// A replica became the primary.
pub(super) struct Promotion {
    /// The replica that was.
    pub store: StoreId,
    /// The primary that was.
    pub from: StoreId,
    /// Acknowledged writes that had not reached it.
    pub lost: u32,
    /// Whether a person did it.
    pub by_hand: bool,
    /// Whose they were.
    pub toll: Toll,
}

impl Promotion {
    fn of(facts: &[TimedFact]) -> Option<Promotion> {
        facts.iter().find_map(|timed| match timed.fact {
            Fact::StorePromoted { store, from, lost, by_hand } => {
                Some(Promotion { store, from, lost, by_hand, toll: Toll::of(facts) })
            }
            _ => None,
        })
    }
}

/// Copies of one change that arrived together.
pub(super) struct Copied {
    /// Who has them now.
    pub servers: Vec<ServerId>,
    /// Who sent them.
    pub from: ServerId,
    /// Whose session.
    pub owner: ClientId,
    /// Which.
    pub session: SessionId,
    /// Its version.
    pub version: u32,
}

impl Copied {
    /// `None` where fewer than two arrived, or where one of them lost something.
    fn of(facts: &[TimedFact]) -> Option<Copied> {
        let mut copied: Option<Copied> = None;
        for timed in facts {
            if timed.fact.loss().is_some() {
                return None;
            }
            let Fact::CopyApplied { server, from, session, owner, version } = timed.fact else { continue };
            match &mut copied {
                None => copied = Some(Copied { servers: vec![server], from, owner, session, version }),
                Some(first) if (first.from, first.session, first.version) == (from, session, version) => {
                    first.servers.push(server);
                }
                Some(_) => {}
            }
        }
        copied.filter(|copied| copied.servers.len() > 1)
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
    pub orphaned_on: Option<Holder>,
    /// The server that the balancer's cookie names, where it came along.
    pub pinned_to: Option<ServerId>,
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
        let pinned_to = facts.iter().find_map(|timed| match timed.fact {
            Fact::AffinityCookieStored { server, .. } => Some(server),
            _ => None,
        });
        Some(SignedIn { client, session, replaced, orphaned_on, pinned_to })
    }
}

/// Cookies were cleared while somebody held the session.
pub(super) struct Cleared {
    /// Whose.
    pub client: ClientId,
    /// How many.
    pub cookies: u8,
    /// The session no cookie leads to any more.
    pub session: SessionId,
    /// Who holds it.
    pub holder: Holder,
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
    let (mut most, mut telling) = (0, None);
    for timed in facts {
        let weight = weight(&timed.fact);
        if weight > most {
            (most, telling) = (weight, Some(&timed.fact));
        }
    }
    telling
}

/// How much a fact tells beside others of its step.
fn weight(fact: &Fact) -> u8 {
    match fact {
        Fact::ServerCrashed { .. } | Fact::ServerRemoved { .. } | Fact::StoreDied { .. } => 100,
        Fact::StorePromoted { .. } | Fact::StoreRestarted { .. } => 95,
        fact if fact.loss().is_some() => 90,
        Fact::StaleRead { .. } | Fact::UpdateLost { .. } | Fact::WritesCrossed { .. } => 90,
        Fact::WriteLost { .. } | Fact::CopiesLost { .. } => 84,
        Fact::SessionDestroyed { .. } => 80,
        Fact::CookieRefused { .. } | Fact::CookieLapsed { .. } | Fact::CookiesCleared { .. } => 78,
        Fact::StoreUnreachable { .. } => 72,
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
        Fact::StoreRead { .. } => 42,
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
