//! Law of ended sessions.

use std::collections::{BTreeMap, BTreeSet};

use sessionscope::model::config::Sessions;
use sessionscope::model::fact::Fact;
use sessionscope::model::ids::{Holder, RequestId, SessionId};
use sessionscope::model::world::World;

use crate::Law;
use crate::drive::Step;

/// A session that was signed out, renamed, destroyed or expired stays ended, unless a fact tells its return: no holder
/// gets it again, and nobody is recognised with it.
///
/// In a cluster a sign-out or a new id reaches the other members by a copy. Until then they have the session, or get it
/// by an older copy, and recognise it (R25). At rest no member has it, unless a fact told that copies of the session,
/// or of the one with its new id, were lost. A request whose session the store had returned before the end is
/// recognised.
#[derive(Default)]
pub struct EndedSessionsStayEnded {
    ended: BTreeMap<SessionId, End>,
    /// All sessions that have ever ended, also those that came back.
    ever_ended: BTreeSet<SessionId>,
    /// Requests with the session that the store returned to them.
    reads: BTreeMap<RequestId, SessionId>,
    /// Sessions of logins that replaced another session, each with the replaced one.
    replaced: BTreeMap<SessionId, SessionId>,
    /// Sessions that have lost copies, as facts tell.
    copies_lost: BTreeSet<SessionId>,
}

/// End of a session.
struct End {
    fact: Fact,
    /// Holders that still have the session.
    holders: BTreeSet<Holder>,
    /// Requests to which the store had returned the session.
    reads: BTreeSet<RequestId>,
}

impl End {
    /// True if copies carry the end to the other members, so that an older copy can arrive before it.
    fn is_told_by_copies(&self, world: &World) -> bool {
        world.config.sessions == Sessions::Replicated && !matches!(self.fact, Fact::SessionDestroyed { .. })
    }
}

/// Session that came back, if the fact tells a return.
fn returned(fact: &Fact) -> Option<SessionId> {
    match *fact {
        Fact::SessionReturned { session, .. } => Some(session),
        _ => None,
    }
}

fn ended_by(fact: &Fact) -> Option<SessionId> {
    match *fact {
        Fact::SessionInvalidated { session, .. } | Fact::SessionDestroyed { session, .. } => Some(session),
        Fact::SessionCreated { replaces, .. } => replaces,
        _ => None,
    }
}

impl Law for EndedSessionsStayEnded {
    fn name(&self) -> &'static str {
        "a  an ended session stays ended"
    }

    fn after_step(&mut self, step: &Step<'_>) -> Result<(), String> {
        for timed in step.facts {
            if let Some(session) = returned(&timed.fact) {
                if !self.ever_ended.contains(&session) {
                    return Err(format!("{:?}, and the session had not ended", timed.fact));
                }
                self.ended.remove(&session);
            }
            self.note(&timed.fact);
            if let Fact::CopyApplied { server, session, .. } = timed.fact
                && let Some(end) = self.ended.get_mut(&session)
                && end.is_told_by_copies(step.world)
            {
                end.holders.insert(Holder::Server(server));
            }
            if let Fact::SessionFound { id, server, session, .. } = timed.fact
                && let Some(end) = self.ended.get(&session)
                && !end.reads.contains(&id)
                && !end.holders.contains(&Holder::Server(server))
            {
                return Err(format!("{id} is recognised with session {} after {:?}", session.short(), end.fact));
            }
        }
        for timed in step.facts {
            if let Some(session) = ended_by(&timed.fact) {
                self.end(session, timed.fact, step.world);
            }
        }
        self.holders_shrink(step.world)
    }
}

impl EndedSessionsStayEnded {
    fn note(&mut self, fact: &Fact) {
        match *fact {
            Fact::StoreRead { id, session, found: true, .. } if !self.ended.contains_key(&session) => {
                self.reads.insert(id, session);
            }
            Fact::SessionCreated { session, replaces: Some(old), .. } => {
                self.replaced.insert(session, old);
            }
            Fact::CopiesLost { session, .. } | Fact::CopyDropped { session, .. } => {
                self.copies_lost.insert(session);
                self.copies_lost.extend(self.replaced.get(&session));
            }
            _ => {}
        }
    }

    fn end(&mut self, session: SessionId, fact: Fact, world: &World) {
        let holders = world.holders_of(session).map(|(holder, _)| holder).collect();
        let reads = self.reads.iter().filter(|(_, read)| **read == session).map(|(id, _)| *id).collect();
        self.ever_ended.insert(session);
        self.ended.entry(session).or_insert(End { fact, holders, reads });
    }

    fn holders_shrink(&mut self, world: &World) -> Result<(), String> {
        let is_at_rest = world.is_settled() && world.next_due() != Some(world.now);
        for (session, end) in &mut self.ended {
            let now: BTreeSet<Holder> = world.holders_of(*session).map(|(holder, _)| holder).collect();
            if let (Some(holder), false) = (now.difference(&end.holders).next(), end.is_told_by_copies(world)) {
                return Err(format!("{holder} has session {} after {:?}", session.short(), end.fact));
            }
            let told = self.copies_lost.contains(session);
            if let (Some(holder), true, false) = (now.first(), is_at_rest, told) {
                return Err(format!("{holder} keeps session {} after {:?}", session.short(), end.fact));
            }
            end.holders = now;
        }
        Ok(())
    }
}
