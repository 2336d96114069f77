//! A shared store at work: reads, writes, and replication to its replica. Spring Session over Redis, Memcached or an
//! SQL database (rules R30 to R36).
//!
//! Simplified: a primary that waits for its replica (`WAIT 1`) stops waiting when the replica dies.

use crate::model::agenda::Timer;
use crate::model::config::{Setting, StoreKind};
use crate::model::fact::Fact;
use crate::model::ids::{Holder, RequestId, ServerId, SessionId, StoreId};
use crate::model::message::{Message, StoreAnswer, StoreOp};
use crate::model::session::{Session, SessionWrite};
use crate::model::store::{LOG_SYNC, StoreJob};

use super::World;

impl World {
    /// A server's request reached a store, which starts to work on it.
    pub(super) fn accept_store_request(&mut self, id: RequestId, server: ServerId, store: StoreId, op: StoreOp) {
        // A replica refuses requests (Redis: READONLY), also one that was sent while it was the primary.
        if !self.stores[store.index()].up || store != self.primary {
            return self.store_unreachable(id, server, store);
        }
        self.stores[store.index()].jobs.push(StoreJob { request: id, server, op, undo: None });
        let takes = match op {
            StoreOp::Read(_) => self.config.store_read(),
            StoreOp::Write(_) => self.config.store_write(),
        };
        self.set_timer(takes, Timer::StoreDone { store, request: id });
    }

    /// A store has read or written what a server asked for.
    pub(super) fn finish_store_request(&mut self, store: StoreId, id: RequestId) {
        let Some(StoreJob { server, op, .. }) = self.stores[store.index()].job_mut(id).copied() else { return };
        match op {
            StoreOp::Read(session) => {
                self.stores[store.index()].finish(id);
                let found = self.read_at_store(store, session);
                self.record(Fact::StoreRead { id, store, session, found: found.is_some() });
                self.send(Message::StoreResponse { id, server, store, answer: StoreAnswer::Read(found) });
            }
            StoreOp::Write(write) => {
                // WAIT 1: the answer leaves when the replica has acknowledged the write.
                let waits = self.waits_for_replica();
                if waits {
                    self.stores[store.index()].prepare_undo(id, write);
                }
                self.write_at_store(store, id, server, write);
                if !waits {
                    self.acknowledge_write(store, id);
                }
            }
        }
    }

    /// Tells the server that its write is stored, and replicated if it must be.
    pub(super) fn acknowledge_write(&mut self, store: StoreId, request: RequestId) {
        let Some(StoreJob { server, .. }) = self.stores[store.index()].finish(request) else { return };
        self.send(Message::StoreResponse { id: request, server, store, answer: StoreAnswer::Written });
    }

    /// Reads a session, which renews its idle timeout at the primary, at the replica and on their disks.
    fn read_at_store(&mut self, store: StoreId, session: SessionId) -> Option<Session> {
        let (now, idle) = (self.now, self.config.duration(Setting::Idle));
        let found = *self.stores[store.index()].table.get(session)?;
        if found.expired(now, idle) {
            return None;
        }
        let session = Session { last_access: now, ..found };
        for store in self.replica().into_iter().chain([store]) {
            let store = &mut self.stores[store.index()];
            store.durable.apply(&SessionWrite::Touch { session });
            store.table.apply(&SessionWrite::Touch { session });
        }
        Some(session)
    }

    fn write_at_store(&mut self, store: StoreId, id: RequestId, server: ServerId, write: SessionWrite) {
        let before = self.stores[store.index()].table.get(write.session().id).copied();
        if let (Some(before), SessionWrite::Update { session, base }) = (before, write)
            && before.version != base
        {
            let Session { id: session, owner, version, cart, .. } = session;
            self.record(Fact::UpdateLost { id, session, owner, version, lost: before.item, cart });
        }
        self.stores[store.index()].table.apply(&write);
        self.record_write(id, server, write);
        self.schedule_first_expiry(Holder::Store(store), write);
        self.make_durable(store);
        self.send_to_replica(store, write);
    }

    /// Makes a store's table durable: a disk at once, a log at its next sync, a memory never.
    pub(super) fn make_durable(&mut self, id: StoreId) {
        let store = &mut self.stores[id.index()];
        match store.kind {
            StoreKind::Memory => {}
            StoreKind::Disk => store.durable = store.table.clone(),
            StoreKind::Log if store.sync_due => {}
            StoreKind::Log => {
                store.sync_due = true;
                self.agenda.set(self.now.next_multiple(LOG_SYNC), Timer::LogSynced { store: id });
            }
        }
    }

    pub(super) fn sync_log(&mut self, store: StoreId) {
        self.stores[store.index()].sync_log();
    }

    fn send_to_replica(&mut self, from: StoreId, write: SessionWrite) {
        let Some(to) = self.replica() else { return };
        let Session { id: session, owner, version, .. } = write.session();
        let bytes = write.bytes();
        self.record(Fact::ReplicationSent { from, session, owner, version, bytes });
        let arrives = self.now + self.config.duration(Setting::ReplicaLag);
        self.agenda.send(Message::Replicate { from, to, write }, self.now, arrives);
    }

    /// A write reached the replica. The primary that waits for it (`WAIT 1`) acknowledges it one lag later.
    pub(super) fn apply_at_replica(&mut self, store: StoreId, write: SessionWrite) {
        if !self.stores[store.index()].up || self.primary == store {
            return;
        }
        let Session { id: session, owner, version, .. } = write.session();
        self.stores[store.index()].table.apply(&write);
        self.make_durable(store);
        self.record(Fact::ReplicationApplied { store, session, owner, version });
        let primary = self.primary;
        if let Some(job) = self.stores[primary.index()].waiting(session, version) {
            job.undo = None;
            let request = job.request;
            let lag = self.config.duration(Setting::ReplicaLag);
            self.set_timer(lag, Timer::StoreAcknowledges { store: primary, request });
        }
    }

    /// Loses a write on its way to the replica. A request that waits for it (`WAIT 1`) fails.
    pub(super) fn lose_replication(&mut self, from: StoreId, write: SessionWrite) {
        let Session { id, version, .. } = write.session();
        if let Some(&mut StoreJob { request, server, .. }) = self.stores[from.index()].waiting(id, version) {
            self.stores[from.index()].finish(request);
            self.store_unreachable(request, server, from);
        }
    }
}
