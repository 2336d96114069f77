//! Losses of a step, counted by session and by person. Captions of steps and of beats tell them.

use crate::model::client::Client;
use crate::model::fact::{DestroyCause, Fact, TimedFact};
use crate::model::ids::ClientId;
use crate::model::world::World;

use super::claim::Claim;
use super::say::Telling;

/// Losses of a step, counted by session and by person.
#[derive(Default)]
pub(super) struct Losses {
    /// Number of sessions destroyed with their holder, orphans included.
    pub destroyed: u32,
    /// Number of those that were orphans before.
    pub orphans: u32,
    /// Number of sessions destroyed with their last copy, which no holder had applied. Orphans do not count.
    pub copies: u32,
    /// Owners of the other destroyed sessions who have to log in again. The cookie of another owner may still name an
    /// earlier session.
    pub owners: Vec<ClientId>,
    /// Owners of sessions that survive without a change.
    pub behind: Vec<ClientId>,
    /// Owners of sessions that had ended and are back.
    pub returned: Vec<ClientId>,
    /// Lost version and remaining version, if exactly one session survives without a change, in an older version, and
    /// its owner's cookie names it.
    pub versions: Option<(u32, u32)>,
}

impl Losses {
    /// True if nobody loses anything. Orphans that are destroyed are nobody's loss.
    pub fn is_empty(&self) -> bool {
        self.owners.is_empty() && self.behind.is_empty() && self.returned.is_empty()
    }

    /// Claims that each of these people loses what the sentence says.
    pub fn claim(&self, t: &Telling) {
        self.owners.iter().for_each(|owner| t.claim(Claim::MustLogIn(*owner)));
        self.returned.iter().for_each(|owner| t.claim(Claim::LoggedIn(*owner)));
        let left = self.versions.zip(self.behind.first());
        left.into_iter().for_each(|((_, kept), owner)| t.claim(Claim::LeftWith(*owner, kept)));
    }

    /// The losses of the facts of a step. `world` is the frame right after it.
    pub(super) fn of(facts: &[TimedFact], world: &World) -> Losses {
        let mut losses = Losses::default();
        for timed in facts {
            match timed.fact {
                Fact::SessionDestroyed { because: DestroyCause::Idle { .. }, .. } => {}
                Fact::SessionDestroyed { orphan, owner, because, .. } => {
                    match because {
                        DestroyCause::CopyLost { .. } => losses.copies += u32::from(!orphan),
                        DestroyCause::Crash
                        | DestroyCause::Removed
                        | DestroyCause::Replaced
                        | DestroyCause::Idle { .. } => {
                            losses.destroyed += 1;
                            losses.orphans += u32::from(orphan);
                        }
                    }
                    if !orphan && world.will_be_anonymous(owner) {
                        losses.owners.push(owner);
                    }
                }
                Fact::WriteLost { session, owner, version, kept, .. } => {
                    let is_named = world.client(owner).and_then(Client::session) == Some(session);
                    let is_only = is_named && losses.behind.is_empty();
                    losses.versions = kept.filter(|kept| is_only && *kept < version).map(|kept| (version, kept));
                    losses.behind.push(owner);
                }
                Fact::SessionReturned { owner, .. } if timed.fact.loss().is_some() => losses.returned.push(owner),
                _ => {}
            }
        }
        for people in [&mut losses.owners, &mut losses.behind, &mut losses.returned] {
            people.sort_unstable();
            people.dedup();
        }
        // A person with two lost sessions is told of the worse loss.
        losses.behind.retain(|person| !losses.owners.contains(person));
        losses
    }
}
