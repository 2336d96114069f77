//! What has to be told only where a strategy has a remedy: the balancer knows people, servers copy their sessions, or
//! they share a store. In the page's build it is in a file of its own, which comes when such a run is opened.

use crate::model::config::{Affinity, Config, Sessions};
use crate::model::fact::Fact;
use crate::model::world::World;

use super::super::caption::Step;
use super::super::state::Copies;
use super::super::telling::Telling;
use super::{cluster, route, session, store};

/// Whether a run may need it.
pub fn are_needed(config: &Config) -> bool {
    config.affinity != Affinity::None || config.sessions != Sessions::Local
}

/// What tells such a step.
#[cfg(all(feature = "split", target_arch = "wasm32"))]
pub type Tell = fn(&mut Telling, &Step<'_>, &World);

/// Tells a step that there is only with a remedy. In the page's build nothing, before the file is here.
pub(in super::super) fn tell(t: &mut Telling, step: &Step<'_>, world: &World) {
    #[cfg(all(feature = "split", target_arch = "wasm32"))]
    let Some(say) = super::super::late::remedies() else { return };
    say(t, step, world);
}

/// Only what is in the file may name it.
pub(in super::super) fn say(t: &mut Telling, step: &Step<'_>, world: &World) {
    match step {
        Step::StoreDied(step) => store::fell(t, step, world),
        Step::Promoted(step) => store::promotion(t, step),
        Step::Copied(step) => cluster::applied_together(t, step, world),
        Step::Plain(fact) => say_fact(t, fact, world),
        _ => debug_assert!(false, "this step is told elsewhere"),
    }
}

fn say_fact(t: &mut Telling, fact: &Fact, world: &World) {
    match *fact {
        Fact::AffinityCookieSet { id, server, before } => route::cookie_set(t, id, server, before),
        Fact::AffinityCookieStored { client, server, replaced } => route::cookie_stored(t, client, server, replaced),
        Fact::StaleRead { id, server, session, version, newest } => {
            session::stale(t, id, server, session, (version, newest), world)
        }
        Fact::WriteLost { holder, session, owner, version, kept } => {
            session::write_lost(t, holder, (session, owner), version, kept)
        }
        Fact::UpdateLost { id, session, version, lost, cart, .. } => {
            store::update_lost(t, id, session, version, (lost, cart))
        }
        Fact::CopiesQueued { server, session, owner, version, receivers, messages, bytes, sync } => {
            let copies = Copies { server, session, owner, version, receivers, messages, bytes };
            cluster::queued(t, &copies, sync)
        }
        Fact::CopiesSent { server, session, owner, version, receivers, messages, bytes } => {
            cluster::sent(t, &Copies { server, session, owner, version, receivers, messages, bytes })
        }
        Fact::CopyApplied { server, from, session, owner, version } => {
            cluster::applied(t, server, from, (session, owner), version, world)
        }
        Fact::CopyIgnored { server, from, session, owner, version } => {
            cluster::ignored(t, server, from, (session, owner), version)
        }
        Fact::WritesCrossed { server, session, owner, version, had, got } => {
            cluster::crossed(t, server, (session, owner), version, (had, got))
        }
        Fact::CopiesLost { server, session, owner, version, receivers } => {
            cluster::lost(t, server, (session, owner), version, receivers, world)
        }
        Fact::JoinStarted { server, donor, sessions, bytes, takes } => {
            cluster::join_started(t, server, donor, (sessions, bytes), takes)
        }
        Fact::JoinEnded { server, donor, sessions, complete } => {
            cluster::join_ended(t, server, donor, sessions, complete, world)
        }
        Fact::CopyDropped { copy } => cluster::copy_dropped(t, copy),
        Fact::CopyDelayed { copy, by } => cluster::copy_delayed(t, copy, by),
        Fact::StoreAsked { id, server, store, write } => store::asked(t, id, server, store, write, world),
        Fact::StoreRead { id, store, session, found } => store::read(t, id, store, session, found, world),
        Fact::StoreUnreachable { id, server, store } => store::unreachable(t, id, server, store, world),
        Fact::StoreDied { store, role, kind, sessions, because } => {
            store::died(t, store, (role, kind), sessions, because, world)
        }
        Fact::StoreRestarted { store, role, sessions, downtime } => {
            store::restarted(t, store, role, sessions, downtime, world)
        }
        Fact::StorePromoted { store, from, lost, by_hand } => store::promoted(t, store, from, lost, by_hand),
        Fact::ReplicationSent { from, session, owner, version, bytes } => {
            store::replication_sent(t, from, (session, owner), version, bytes, world)
        }
        Fact::ReplicationApplied { store, session, owner, version } => {
            store::replication_applied(t, store, (session, owner), version)
        }
        _ => debug_assert!(false, "this fact is told elsewhere"),
    }
}
