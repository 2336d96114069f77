//! Death and restart of a shared store, and the promotion of its replica (rules R30 to R34).
//!
//! A promotion is due exactly while the primary is down and its replica is up. Sentinels that find no replica try
//! again, so that a replica which starts later is promoted too.
//!
//! Simplified: detection takes a fixed time, and the servers use the new primary at once. An old primary that returns
//! takes no writes, while R33 measured up to ten seconds in which it took writes that vanished.

use std::mem::take;

use crate::model::agenda::Timer;
use crate::model::fact::{DestroyCause, Fact, ReturnCause, StoreDeath, StoreRole};
use crate::model::ids::{Holder, StoreId};
use crate::model::message::Message;
use crate::model::session::{Session, SessionTable};
use crate::model::store::{Contents, Store, StoreState};

use super::World;

impl World {
    /// Stops a store's process. Returns false if it is not up.
    pub(super) fn stop_store(&mut self, id: StoreId, because: StoreDeath) -> bool {
        let now = self.now;
        let role = self.role_of(id);
        let Some(store) = self.stores.get_mut(id.index()).filter(|store| store.is_up()) else { return false };
        let (kind, sessions) = (store.kind, store.table().len() as u32);
        store.stop(now, because);
        self.agenda.cancel(&|timer| match *timer {
            Timer::LogSynced { store } => store == id,
            Timer::Expiry { holder, .. } => holder == Holder::Store(id),
            _ => false,
        });
        self.record(Fact::StoreDied { store: id, role, kind, sessions, because });
        match (role, self.replica()) {
            (StoreRole::Primary, Some(_)) => {
                self.cut_replication();
                self.begin_failover();
            }
            (StoreRole::Primary, None) => self.record_final_losses(id),
            (StoreRole::Replica, _) => self.go_on_without_replica(),
        }
        self.record_late_orphans();
        self.fail_store_requests(id);
        true
    }

    /// The replica died. The primary acknowledges the writes that wait for it; if the primary is down too, its replica
    /// can't take over any more.
    fn go_on_without_replica(&mut self) {
        let primary = self.primary;
        while let Some(job) = self.stores[primary.index()].jobs.iter().find(|job| job.undo.is_some()) {
            self.acknowledge_write(primary, job.request);
        }
        if !self.stores[primary.index()].is_up() {
            self.end_failover();
            self.record_final_losses(primary);
        }
    }

    /// Starts a store's process again. Returns false if it is up.
    pub(super) fn restart_store(&mut self, id: StoreId) -> bool {
        let role = self.role_of(id);
        let Some(store) = self.stores.get(id.index()).filter(|store| !store.is_up()) else { return false };
        let before = store.contents();
        let now = self.now;
        let Some(downtime) = self.stores[id.index()].start(now) else { return false };
        let primary = self.primary;
        if role == StoreRole::Replica && self.stores[primary.index()].is_up() {
            self.resync(primary, id);
        }
        let sessions = self.stores[id.index()].table().len() as u32;
        self.record(Fact::StoreRestarted { store: id, role, sessions, downtime });
        match role {
            StoreRole::Primary => self.resume_primary(id, &before),
            StoreRole::Replica if self.is_primary_down() => self.begin_failover(),
            StoreRole::Replica => {}
        }
        self.record_late_orphans();
        true
    }

    /// Returns a restarted primary to service with its durable table. Records the differences from before its death.
    fn resume_primary(&mut self, id: StoreId, before: &Contents) {
        self.end_failover();
        let left = self.stores[id.index()].table().clone();
        let because = match self.replica() {
            Some(replica) => {
                // The replica copies its primary even if the primary has no sessions (R34).
                self.resync(id, replica);
                DestroyCause::Replaced
            }
            None => DestroyCause::Crash,
        };
        self.record_changes(id, before, &left, because);
        self.schedule_all_expiries(id);
    }

    /// Schedules the promotion of the replica. Until then the sentinels agree that the primary is down.
    fn begin_failover(&mut self) {
        self.set_timer(self.config.store_takeover(), Timer::Promotion);
    }

    /// Cancels the promotion: the primary is back, the replica was promoted by hand, or no replica is up.
    fn end_failover(&mut self) {
        self.agenda.cancel(&|timer| matches!(timer, Timer::Promotion));
    }

    /// Promotes the replica after the sentinels have agreed that the primary is down.
    pub(super) fn promote_by_sentinels(&mut self) {
        debug_assert!(self.is_promotion_due(), "the timer is cancelled with its reason");
        self.promote(false);
    }

    pub(super) fn promote_by_hand(&mut self) -> bool {
        self.promote(true)
    }

    /// Makes the replica the primary. Returns false if no replica is up.
    fn promote(&mut self, by_hand: bool) -> bool {
        let from = self.primary;
        let Some(store) = self.replica() else { return false };
        let before = self.stores[from.index()].contents();
        let left = self.stores[store.index()].table().clone();
        self.cut_replication();
        self.end_failover();
        self.primary = store;
        let lost = lost_writes(&before, &left).count() as u32;
        self.record(Fact::StorePromoted { store, from, lost, by_hand });
        if self.stores[from.index()].is_up() {
            // The old primary becomes the replica of the new one and takes over its table.
            self.resync(store, from);
        }
        self.record_changes(from, &before, &left, DestroyCause::Replaced);
        self.schedule_all_expiries(store);
        self.record_late_orphans();
        self.fail_store_requests(from);
        true
    }

    /// Drops the writes in flight to the replica, since their connection breaks (R32).
    fn cut_replication(&mut self) {
        while self.agenda.take_message(&|message| matches!(message, Message::Replicate { .. })).is_some() {}
    }

    /// Fails every request that a store works on.
    fn fail_store_requests(&mut self, id: StoreId) {
        self.agenda.cancel(&|timer| match *timer {
            Timer::StoreDone { store, .. } | Timer::StoreAcknowledges { store, .. } => store == id,
            _ => false,
        });
        for job in take(&mut self.stores[id.index()].jobs) {
            self.store_unreachable(job.request, job.server, id);
        }
    }

    /// Copies the table of one store to another. Both are up.
    fn resync(&mut self, from: StoreId, to: StoreId) {
        let table = self.stores[from.index()].table().clone();
        self.stores[to.index()].state = StoreState::Up { table };
        self.make_durable(to);
    }

    fn schedule_all_expiries(&mut self, store: StoreId) {
        let sessions: Vec<Session> = self.stores[store.index()].table().iter().copied().collect();
        for session in sessions {
            self.schedule_expiry(Holder::Store(store), session);
        }
    }

    /// Records the acknowledged writes that are on neither disk as lost, when the primary is down and no replica is up.
    /// Other losses are recorded when one of the two stores serves again.
    fn record_final_losses(&mut self, primary: StoreId) {
        let before = self.stores[primary.index()].contents();
        let mut left = SessionTable::default();
        for session in before.acknowledged.iter() {
            let on_disks = || self.stores.iter().filter_map(|store| store.durable.get(session.id));
            if on_disks().any(|on_disk| !is_behind(on_disk, session)) {
                left.insert(*session);
            } else if let Some(newest) = on_disks().max_by_key(|on_disk| on_disk.version) {
                left.insert(*newest);
            }
        }
        self.record_changes(primary, &before, &left, DestroyCause::Crash);
        let mut written = SessionTable::default();
        for session in before.written.iter() {
            match (left.get(session.id), before.acknowledged.get(session.id)) {
                (Some(left), _) => written.insert(*left),
                // The write was not acknowledged, but a disk may have it.
                (None, None) => written.insert(*session),
                (None, Some(_)) => {}
            }
        }
        self.stores[primary.index()].set_at_death(Contents { written, acknowledged: left });
    }

    /// Records each difference between the contents of a primary and the table that the servers use from now on:
    /// acknowledged writes that are lost, sessions that had ended and are back, and overwritten items that are back.
    fn record_changes(&mut self, primary: StoreId, before: &Contents, left: &SessionTable, because: DestroyCause) {
        let holder = Holder::Store(primary);
        for (lost, after) in lost_writes(before, left) {
            match lost {
                LostWrite::State(session) => {
                    self.record_loss(holder, session, after.map(|left| left.version), because);
                }
                LostWrite::End(session) => self.record_return_to_primary(session, ReturnCause::EndLost),
            }
        }
        for session in left.iter() {
            match (before.written.get(session.id), before.acknowledged.get(session.id)) {
                (Some(written), _) => self.record_restored(session, written),
                (None, Some(_)) => self.record_return_to_primary(*session, ReturnCause::EndNotAcknowledged),
                (None, None) => {}
            }
        }
    }

    fn record_return_to_primary(&mut self, session: Session, because: ReturnCause) {
        let (holder, orphan) = (self.store_with(&session), self.is_orphan(session.id, session.owner));
        self.record_return(holder, session, orphan, because);
    }

    /// Store with this state of a session: the primary, or another one's disk if both are down.
    fn store_with(&self, left: &Session) -> Holder {
        let has_it = |store: &&Store| {
            store.surviving().get(left.id).is_some_and(|held| (held.version, held.items) == (left.version, left.items))
        };
        let primary = self.store(self.primary).filter(has_it);
        Holder::Store(primary.or_else(|| self.stores.iter().find(has_it)).map_or(self.primary, |store| store.id))
    }

    /// Records the items that are back because the write that had overwritten them is lost.
    fn record_restored(&mut self, left: &Session, written: &Session) {
        let Session { id: session, owner, version, .. } = *left;
        for restored in left.items.missing_in(written.items) {
            let holder = self.store_with(left);
            self.record(Fact::UpdateRestored { holder, session, owner, version, restored, by: None });
        }
    }
}

/// Last acknowledged write of a session, lost with its store.
enum LostWrite {
    /// Creation or change of this session.
    State(Session),
    /// End of this session, which is left in the state before.
    End(Session),
}

/// True if this state of a session lacks a write of the acknowledged one.
fn is_behind(state: &Session, acknowledged: &Session) -> bool {
    state.version < acknowledged.version || acknowledged.items.missing_in(state.items).next().is_some()
}

/// Acknowledged writes that are not in the table that is left, at most one for each session, with the state that is
/// left of it.
fn lost_writes<'a>(
    before: &'a Contents,
    left: &'a SessionTable,
) -> impl Iterator<Item = (LostWrite, Option<&'a Session>)> {
    let states = before.acknowledged.iter().filter_map(move |session| {
        let after = left.get(session.id);
        after.is_none_or(|left| is_behind(left, session)).then_some((LostWrite::State(*session), after))
    });
    let is_ended =
        |session: &&Session| before.written.get(session.id).is_none() && before.acknowledged.get(session.id).is_none();
    let ends = left.iter().filter(is_ended).map(|session| (LostWrite::End(*session), Some(session)));
    states.chain(ends)
}
