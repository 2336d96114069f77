//! Laws of orphans: sessions that are held and that no cookie names.

use std::collections::{BTreeMap, BTreeSet};

use sessionscope::model::fact::Fact;
use sessionscope::model::ids::{ClientId, SessionId};

use crate::Law;
use crate::drive::Step;

/// A fact has told each orphan: a session that has not ended, that a holder has, and that no cookie names. A cookie
/// counts in a jar and on its way.
#[derive(Default)]
pub struct OrphansAreTold {
    /// Sessions that have not ended, with their owners.
    live: BTreeMap<SessionId, ClientId>,
    told: BTreeSet<SessionId>,
}

impl Law for OrphansAreTold {
    fn name(&self) -> &'static str {
        "d1 every orphan is told"
    }

    fn after_step(&mut self, step: &Step<'_>) -> Result<(), String> {
        for timed in step.facts {
            match timed.fact {
                Fact::SessionCreated { session, owner, replaces, .. } => {
                    self.live.insert(session, owner);
                    replaces.map(|old| self.live.remove(&old));
                }
                Fact::SessionInvalidated { session, .. } | Fact::SessionDestroyed { session, .. } => {
                    self.live.remove(&session);
                }
                Fact::SessionReturned { session, owner, orphan, .. } => {
                    self.live.insert(session, owner);
                    if orphan {
                        self.told.insert(session);
                    }
                }
                Fact::SessionOrphaned { session, .. } => {
                    self.told.insert(session);
                }
                _ => {}
            }
        }
        for (session, owner) in &self.live {
            if let Some(holder) = step.world.holder_of(*session)
                && !self.told.contains(session)
                && step.world.is_orphan(*session, *owner)
            {
                return Err(format!("session {} at {holder} is an orphan, and no fact tells it", session.short()));
            }
        }
        Ok(())
    }
}

/// A session told as an orphan is one: no cookie names it. If it had ended before, a holder still has it when nothing
/// is on its way any more, or a fact tells its end again.
#[derive(Default)]
pub struct ToldOrphansExist {
    ended: BTreeSet<SessionId>,
    /// Sessions told as orphans although they had ended, since the last moment at rest.
    doubtful: BTreeSet<SessionId>,
}

impl Law for ToldOrphansExist {
    fn name(&self) -> &'static str {
        "d2 a told orphan is one"
    }

    fn after_step(&mut self, step: &Step<'_>) -> Result<(), String> {
        for timed in step.facts {
            match timed.fact {
                Fact::SessionCreated { replaces: Some(session), .. }
                | Fact::SessionInvalidated { session, .. }
                | Fact::SessionDestroyed { session, .. } => {
                    self.ended.insert(session);
                    self.doubtful.remove(&session);
                }
                Fact::SessionReturned { session, .. } => {
                    self.ended.remove(&session);
                }
                Fact::SessionOrphaned { session, client, .. } => {
                    if !step.world.is_orphan(session, client) {
                        return Err(format!("session {} is told an orphan and a cookie names it", session.short()));
                    }
                    if self.ended.contains(&session) {
                        self.doubtful.insert(session);
                    }
                }
                _ => {}
            }
        }
        if self.doubtful.is_empty() || !step.world.is_settled() {
            return Ok(());
        }
        let doubtful = std::mem::take(&mut self.doubtful);
        match doubtful.into_iter().find(|session| step.world.holder_of(*session).is_none()) {
            Some(session) => {
                Err(format!("session {} had ended and was told an orphan, and nobody has it", session.short()))
            }
            None => Ok(()),
        }
    }
}
