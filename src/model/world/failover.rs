//! Death and restart of a shared store, and the promotion of its replica (rules R30 to R34).
//!
//! Simplified: detection takes a fixed time, and the servers use the new primary at once. An old primary that returns
//! takes no writes, while R33 measured up to ten seconds in which it took writes that vanished.

use std::mem::{replace, take};

use crate::model::agenda::Timer;
use crate::model::fact::{DestroyCause, Fact, StoreDeath, StoreRole};
use crate::model::ids::{Holder, StoreId};
use crate::model::message::Message;
use crate::model::session::{Session, SessionTable};

use super::World;

impl World {
    /// Stops a store's process. Returns false if it is not up.
    pub(super) fn stop_store(&mut self, id: StoreId, because: StoreDeath) -> bool {
        let now = self.now;
        let role = self.role_of(id);
        let Some(store) = self.stores.get_mut(id.index()).filter(|store| store.up) else { return false };
        let (kind, sessions) = (store.kind, store.table.len() as u32);
        store.stop(now, because);
        store.sync_due = false;
        self.agenda.cancel(&|timer| match *timer {
            Timer::LogSynced { store } => store == id,
            Timer::Expiry { holder, .. } => holder == Holder::Store(id),
            _ => false,
        });
        self.record(Fact::StoreDied { store: id, role, kind, sessions, because });
        match (role, self.replica()) {
            (StoreRole::Primary, Some(_)) => {
                self.cut_replication();
                self.set_timer(self.config.store_takeover(), Timer::Promoted { failed: id });
            }
            (StoreRole::Primary, None) => self.record_final_losses(id),
            (StoreRole::Replica, _) => self.go_on_without_replica(),
        }
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
        if !self.stores[primary.index()].up {
            self.record_final_losses(primary);
        }
    }

    /// Starts a store's process again. Returns false if it is up.
    pub(super) fn restart_store(&mut self, id: StoreId) -> bool {
        let role = self.role_of(id);
        let Some(store) = self.stores.get(id.index()).filter(|store| !store.up) else { return false };
        let acknowledged = store.table.clone();
        let now = self.now;
        let Some(downtime) = self.stores[id.index()].start(now) else { return false };
        if role == StoreRole::Replica && self.stores[self.primary.index()].up {
            self.resync(self.primary, id);
        }
        let sessions = self.stores[id.index()].table.len() as u32;
        self.record(Fact::StoreRestarted { store: id, role, sessions, downtime });
        if role == StoreRole::Primary {
            // Without a replica the losses were recorded at the death.
            if let Some(replica) = self.replica() {
                let left = self.stores[id.index()].table.clone();
                // The replica copies its primary, also an empty one (R34).
                self.resync(id, replica);
                self.record_losses(id, &acknowledged, &left, DestroyCause::Replaced);
            }
            self.schedule_all_expiries(id);
        }
        true
    }

    /// The sentinels agree that the primary is down, and promote its replica. Nothing happens if the primary is back.
    pub(super) fn fail_over(&mut self, failed: StoreId) {
        if self.primary == failed && !self.stores[failed.index()].up {
            self.promote(false);
        }
    }

    pub(super) fn promote_by_hand(&mut self) -> bool {
        self.promote(true)
    }

    /// Makes the replica the primary. Returns false if no replica is up.
    fn promote(&mut self, by_hand: bool) -> bool {
        let from = self.primary;
        let Some(store) = self.replica() else { return false };
        let acknowledged = self.stores[from.index()].acknowledged();
        let left = self.stores[store.index()].table.clone();
        self.cut_replication();
        self.primary = store;
        let lost = differences(&acknowledged, &left).count() as u32;
        self.record(Fact::StorePromoted { store, from, lost, by_hand });
        if self.stores[from.index()].up {
            // The old primary becomes the replica of the new one and takes over its table.
            self.resync(store, from);
        }
        self.record_losses(from, &acknowledged, &left, DestroyCause::Replaced);
        self.schedule_all_expiries(store);
        self.fail_store_requests(from);
        true
    }

    /// Loses the writes in flight to the replica with their connection (R32).
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

    /// Copies the table of one store to another.
    fn resync(&mut self, from: StoreId, to: StoreId) {
        let table = self.stores[from.index()].table.clone();
        self.stores[to.index()].table = table;
        self.make_durable(to);
    }

    fn schedule_all_expiries(&mut self, store: StoreId) {
        let sessions: Vec<Session> = self.stores[store.index()].table.iter().copied().collect();
        for session in sessions {
            self.schedule_expiry(Holder::Store(store), session);
        }
    }

    /// A primary is down without a replica: a restart will find only its durable table. The losses are recorded here,
    /// once.
    fn record_final_losses(&mut self, store: StoreId) {
        let left = self.stores[store.index()].durable.clone();
        let acknowledged = replace(&mut self.stores[store.index()].table, left.clone());
        self.record_losses(store, &acknowledged, &left, DestroyCause::Crash);
    }

    /// Records which acknowledged writes are not in the table that is left.
    fn record_losses(
        &mut self,
        store: StoreId,
        acknowledged: &SessionTable,
        left: &SessionTable,
        because: DestroyCause,
    ) {
        for (session, version_left) in differences(acknowledged, left) {
            self.record_loss(Holder::Store(store), session, version_left, because);
        }
    }
}

/// Sessions that are missing or older in the table that is left, with the version that is left.
fn differences(acknowledged: &SessionTable, left: &SessionTable) -> impl Iterator<Item = (Session, Option<u32>)> {
    acknowledged.iter().filter_map(|session| {
        let version_left = left.get(session.id).map(|left| left.version);
        version_left.is_none_or(|version| version < session.version).then_some((*session, version_left))
    })
}
