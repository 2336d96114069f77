//! Laws of items and losses: what was acknowledged stays, or its loss is told once and truly.

use sessionscope::model::config::{SaveMode, Sessions};
use sessionscope::model::fact::{DestroyCause, Fact};
use sessionscope::model::ids::{Holder, RequestId, SessionId};
use sessionscope::model::world::World;

use crate::Law;
use crate::carts::{self, Items};
use crate::drive::Step;

/// At rest, every acknowledged item is in the newest version of a session, or a fact has told its loss.
///
/// Items of a session that was signed out are exempt, since the client ended it. While the primary store is down, it is
/// not known yet which items are lost.
#[derive(Default)]
pub struct AcknowledgedItemsAreKept;

impl Law for AcknowledgedItemsAreKept {
    fn name(&self) -> &'static str {
        "b1 an acknowledged item is in a cart or told lost"
    }

    fn after_step(&mut self, step: &Step<'_>) -> Result<(), String> {
        let Step { world, carts, .. } = step;
        if carts.acknowledged.is_empty() || !is_at_rest(world) {
            return Ok(());
        }
        let held = carts.held(world);
        let kept =
            |item: &&RequestId| held.contains(*item) || carts.lost.contains_key(*item) || carts.excused.contains(*item);
        match carts.acknowledged.iter().find(|item| !kept(item)) {
            Some(item) => Err(format!("the item of {item} was answered with 200, is in no cart and is not told lost")),
            None => Ok(()),
        }
    }
}

/// An item or a session told as lost is gone: in the same step no holder has it, and at rest no cart has it again.
///
/// Writes that crossed in a cluster are left out: each member has lost the other's item, and one of them stays (R24).
/// Sessions that a plain `SET` has split are left out, too ([`is_of_a_split_session`]).
#[derive(Default)]
pub struct ToldLossesAreGone;

impl Law for ToldLossesAreGone {
    fn name(&self) -> &'static str {
        "b2 nothing told lost is still there"
    }

    fn after_step(&mut self, step: &Step<'_>) -> Result<(), String> {
        let Step { world, carts, facts } = step;
        for timed in *facts {
            match timed.fact {
                Fact::UpdateLost { session, owner, lost, .. } => {
                    let item = RequestId { client: owner, nth: lost };
                    if carts::newest(session, world).contains(&item) {
                        return Err(format!("an update of {item} is told lost and in the newest cart"));
                    }
                }
                Fact::EndOverwroteUpdate { session, renamed, owner, lost, .. } => {
                    let item = RequestId { client: owner, nth: lost };
                    if carts::newest(renamed.unwrap_or(session), world).contains(&item) {
                        return Err(format!("an update of {item} is told overwritten and in the newest cart"));
                    }
                }
                // Two requests may have written the same version, and the older write is left.
                Fact::WriteLost { session, version, kept, .. }
                    if kept.is_none_or(|kept| kept < version)
                        && world.newest_version(session).is_some_and(|newest| newest >= version) =>
                {
                    return Err(format!("version {version} is told lost and a holder has it"));
                }
                Fact::SessionDestroyed { session, .. } => {
                    if let Some(holder) = world.holder_of(session) {
                        return Err(format!("session {} is told destroyed and {holder} has it", session.short()));
                    }
                }
                _ => {}
            }
        }
        if carts.lost.is_empty() || !is_at_rest(world) {
            return Ok(());
        }
        let held: Items = carts.held(world);
        let contradiction = |item| {
            let fact = carts.lost.get(item)?;
            (!is_of_a_split_session(fact, *item, world)).then_some((item, fact))
        };
        match held.iter().find_map(contradiction) {
            Some((item, fact)) => Err(format!("the item of {item} is in a cart after {fact:?}")),
            None => Ok(()),
        }
    }
}

/// Exception: true if a plain `SET` has split a session, and another half than the one that the fact names has the
/// item. A login moves the session to a new id, a slow write brings the old id back, and from then on both have their
/// own cart.
fn is_of_a_split_session(fact: &Fact, item: RequestId, world: &World) -> bool {
    match *fact {
        Fact::UpdateLost { session, renamed, .. } if world.config.save_mode() == SaveMode::Set => {
            !carts::newest(renamed.unwrap_or(session), world).contains(&item)
        }
        _ => false,
    }
}

/// A loss names a request that added an item and a holder that had the session. A store in which a session expires is
/// the primary.
#[derive(Default)]
pub struct LossesNameWhatExists;

impl Law for LossesNameWhatExists {
    fn name(&self) -> &'static str {
        "b3 a loss names a request and a holder that exist"
    }

    fn after_step(&mut self, step: &Step<'_>) -> Result<(), String> {
        let adds = |client, nth: u32| {
            let item = RequestId { client, nth };
            if step.carts.adds.contains(&item) { Ok(()) } else { Err(format!("{item} added no item")) }
        };
        let held = |holder: Holder, session: SessionId| {
            let ever = step.carts.ever_held.contains(&(holder, session));
            if ever { Ok(()) } else { Err(format!("{holder} never had session {}", session.short())) }
        };
        for timed in step.facts {
            match timed.fact {
                Fact::UpdateLost { owner, lost, .. } | Fact::EndOverwroteUpdate { owner, lost, .. } => {
                    adds(owner, lost)?;
                }
                Fact::UpdateRestored { holder, session, owner, restored, .. } => {
                    adds(owner, restored)?;
                    held(holder, session)?;
                }
                Fact::SessionReturned { holder, session, .. } => held(holder, session)?,
                Fact::WritesCrossed { owner, had, got, .. } => {
                    adds(owner, had)?;
                    adds(owner, got)?;
                }
                Fact::SessionDestroyed { holder: Holder::Store(store), because: DestroyCause::Idle { .. }, .. }
                    if store != step.world.primary =>
                {
                    return Err(format!("a session expires at {store}, which is not the primary"));
                }
                Fact::WriteLost { holder, session, .. } | Fact::SessionDestroyed { holder, session, .. } => {
                    held(holder, session)?;
                }
                _ => {}
            }
        }
        Ok(())
    }
}

/// The loss of an item is told once.
#[derive(Default)]
pub struct LossesAreToldOnce;

impl Law for LossesAreToldOnce {
    fn name(&self) -> &'static str {
        "b4 a loss is told once"
    }

    fn after_step(&mut self, step: &Step<'_>) -> Result<(), String> {
        match step.carts.lost_again.first() {
            Some((item, fact)) => Err(format!("the item of {item} was told lost before {fact:?}")),
            None => Ok(()),
        }
    }
}

/// A session that was signed out, renamed or destroyed is not lost later. Shared stores are left out: there a session
/// that came back can be lost again, and the law of ended sessions watches its return.
#[derive(Default)]
pub struct EndedSessionsAreNotLost;

impl Law for EndedSessionsAreNotLost {
    fn name(&self) -> &'static str {
        "b5 an ended session is not told lost"
    }

    fn after_step(&mut self, step: &Step<'_>) -> Result<(), String> {
        let is_shared = matches!(step.world.config.sessions, Sessions::Shared(_));
        match step.carts.lost_after_end.first() {
            Some(session) if !is_shared => Err(format!("session {} had ended and is told lost", session.short())),
            _ => Ok(()),
        }
    }
}

/// True if nothing is on its way and the store, if there is one, answers.
fn is_at_rest(world: &World) -> bool {
    world.is_settled() && !world.is_primary_down()
}
