//! A shared store at work: reads, writes, and replication to its replica. Spring Session over Redis, Memcached or an
//! SQL database (rules R30 to R36).
//!
//! If another request has ended a session before its write, the setting `save` decides ([`SaveMode`]).
//!
//! Simplified: a primary that waits for its replica (`WAIT 1`) stops waiting when the replica dies.

use crate::model::agenda::Timer;
use crate::model::config::{SaveMode, Setting, StoreKind};
use crate::model::fact::{Fact, ReturnCause};
use crate::model::ids::{Holder, RequestId, ServerId, SessionId, StoreId};
use crate::model::message::{Message, StoreAnswer, StoreOp};
use crate::model::session::{RecentItems, Session, SessionWrite};
use crate::model::store::{LOG_SYNC, StoreJob};

use super::World;

impl World {
    /// A server's request reached a store, which starts to work on it.
    pub(super) fn accept_store_request(&mut self, id: RequestId, server: ServerId, store: StoreId, op: StoreOp) {
        // A replica refuses requests (Redis: READONLY), also one that was sent while it was the primary.
        if !self.stores[store.index()].is_up() || store != self.primary {
            return self.store_unreachable(id, server, store);
        }
        self.stores[store.index()].jobs.push(StoreJob { request: id, server, op, undo: None });
        let takes = match op {
            StoreOp::Read(_) => self.config.store_read(),
            StoreOp::Write(_) => self.config.store_write(),
        };
        self.set_timer(takes, Timer::StoreDone { store, request: id });
    }

    /// Handles the end of a store's work on a server's request.
    pub(super) fn finish_store_request(&mut self, store: StoreId, id: RequestId) {
        let Some(StoreJob { server, op, .. }) = self.stores[store.index()].job_mut(id).copied() else { return };
        match op {
            StoreOp::Read(session) => {
                self.stores[store.index()].finish(id);
                let found = self.read_at_store(store, session);
                self.record(Fact::StoreRead { id, store, session, found: found.is_some() });
                self.send(Message::StoreResponse { id, server, store, answer: StoreAnswer::Read(found) });
            }
            StoreOp::Write(write) => self.save_at_store(store, id, server, write),
        }
    }

    /// Writes a session. If another request has ended it meanwhile, the setting `save` decides.
    fn save_at_store(&mut self, store: StoreId, id: RequestId, server: ServerId, write: SessionWrite) {
        let table = self.stores[store.index()].table();
        let ended = write.needs().filter(|session| table.get(*session).is_none());
        match (ended, self.config.save_mode()) {
            (Some(session), SaveMode::Check) => self.refuse_save(store, id, server, (session, write)),
            (Some(session), SaveMode::Update) => self.ignore_save(store, id, (session, write)),
            // The new time of expiry of a key that does not exist (Redis `EXPIRE`) changes nothing.
            (Some(_), SaveMode::Set) if matches!(write, SessionWrite::Touch { .. }) => {
                self.acknowledge_write(store, id)
            }
            (Some(session), SaveMode::Set) => {
                self.return_session(store, id, (session, write));
                self.store_write(store, id, server, write);
            }
            (None, _) if self.deletes_nothing(store, write) => self.acknowledge_write(store, id),
            (None, _) => self.store_write(store, id, server, write),
        }
    }

    /// True for a sign-out whose session has ended already. Its write changes nothing, so no fact records it.
    fn deletes_nothing(&self, store: StoreId, write: SessionWrite) -> bool {
        matches!(write, SessionWrite::Delete { session } if self.stores[store.index()].table().get(session.id).is_none())
    }

    /// Refuses a write, since its session does not exist any more. The application then answers with an error.
    fn refuse_save(
        &mut self,
        store: StoreId,
        id: RequestId,
        server: ServerId,
        (session, write): (SessionId, SessionWrite),
    ) {
        let owner = write.session().owner;
        self.record(Fact::SaveRefused { id, server, store, session, owner });
        self.stores[store.index()].finish(id);
        self.send(Message::StoreResponse { id, server, store, answer: StoreAnswer::Refused });
    }

    /// Acknowledges a write that changes no row, since its session does not exist any more. For a `Touch` no fact is
    /// recorded: only the time of the last access is lost.
    fn ignore_save(&mut self, store: StoreId, id: RequestId, (session, write): (SessionId, SessionWrite)) {
        let Session { id: written, owner, .. } = write.session();
        let renamed = write.renames().map(|_| written);
        if !matches!(write, SessionWrite::Touch { .. }) {
            self.record(Fact::SaveIgnored { id, store, session, owner, renamed });
        }
        self.acknowledge_write(store, id);
    }

    /// Records that a write brings back a session which had ended. A login writes it under a new id, so the old session
    /// stays ended and only its items are back.
    fn return_session(&mut self, store: StoreId, by: RequestId, (session, write): (SessionId, SessionWrite)) {
        let Session { id: written, owner, version, items, .. } = write.session();
        if write.renames().is_some() {
            let holder = Holder::Store(store);
            let table = self.stores[store.index()].table();
            let of_owner: Vec<Session> = table.iter().filter(|held| held.owner == owner).copied().collect();
            let is_back = |nth: &u32| !of_owner.iter().any(|held| held.items.contains(*nth));
            for restored in items.missing_in(RecentItems::default()).filter(is_back) {
                let by = Some(by);
                self.record(Fact::UpdateRestored { holder, session: written, owner, version, restored, by });
            }
            return;
        }
        let orphan = self.is_orphan(session, owner);
        self.record_return(Holder::Store(store), write.session(), orphan, ReturnCause::Saved { by });
        self.schedule_expiry(Holder::Store(store), write.session());
    }

    fn store_write(&mut self, store: StoreId, id: RequestId, server: ServerId, write: SessionWrite) {
        let write = self.without_ended(store, write);
        if let Some(job) = self.stores[store.index()].job_mut(id) {
            job.op = StoreOp::Write(write);
        }
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

    /// Tells the server that its write is stored, and replicated if it must be.
    pub(super) fn acknowledge_write(&mut self, store: StoreId, request: RequestId) {
        let Some(StoreJob { server, .. }) = self.stores[store.index()].finish(request) else { return };
        self.send(Message::StoreResponse { id: request, server, store, answer: StoreAnswer::Written });
    }

    /// Reads a session. If reads renew the idle timeout, they do so at the primary, at the replica and on their disks.
    fn read_at_store(&mut self, store: StoreId, session: SessionId) -> Option<Session> {
        let (now, idle) = (self.now, self.config.duration(Setting::Idle));
        let found = *self.stores[store.index()].table().get(session)?;
        if found.expired(now, idle) {
            return None;
        }
        if !self.config.read_renews() {
            return Some(found);
        }
        let session = Session { last_access: now, ..found };
        for store in self.replica().into_iter().chain([store]) {
            let store = &mut self.stores[store.index()];
            store.durable.apply(&SessionWrite::Touch { session });
            store.apply(&SessionWrite::Touch { session });
        }
        Some(session)
    }

    /// Ends a session whose idle timeout has ended, at the primary and at the replica.
    pub(super) fn expire_at_store(&mut self, store: StoreId, session: SessionId) {
        self.expire(Holder::Store(store), session);
    }

    fn write_at_store(&mut self, store: StoreId, id: RequestId, server: ServerId, write: SessionWrite) {
        self.record_overwritten(store, id, write);
        self.stores[store.index()].apply(&write);
        self.record_write(id, server, write);
        if let SessionWrite::Touch { session } = write {
            self.record(Fact::SessionTouched { id, store, session: session.id });
        }
        self.schedule_first_expiry(Holder::Store(store), write);
        self.make_durable(store);
        self.send_to_replica(store, write);
        self.record_late_orphan(write.session().id);
    }

    /// Removes `replaces` from the write of a login if that session has ended meanwhile.
    fn without_ended(&self, store: StoreId, write: SessionWrite) -> SessionWrite {
        let table = self.stores[store.index()].table();
        match write {
            SessionWrite::Create { session, replaces } => {
                SessionWrite::Create { session, replaces: replaces.filter(|old| table.get(*old).is_some()) }
            }
            SessionWrite::Update { .. }
            | SessionWrite::Touch { .. }
            | SessionWrite::Delete { .. }
            | SessionWrite::Expire { .. } => write,
        }
    }

    /// Records the items that a write removes, since its request had not read them, and those that it brings back.
    fn record_overwritten(&mut self, store: StoreId, id: RequestId, write: SessionWrite) {
        let needs = match write {
            SessionWrite::Create { .. } | SessionWrite::Update { .. } => write.needs(),
            SessionWrite::Touch { .. } | SessionWrite::Delete { .. } | SessionWrite::Expire { .. } => None,
        };
        let Some(held) = needs.and_then(|needs| self.stores[store.index()].table().get(needs)).copied() else { return };
        let written = write.session();
        let Session { owner, version, cart, .. } = written;
        let session = held.id;
        let renamed = write.renames().map(|_| written.id);
        for lost in held.items.missing_in(written.items) {
            self.record(Fact::UpdateLost { id, session, owner, version, lost, cart, renamed });
        }
        for restored in written.items.missing_in(held.items).filter(|nth| *nth != id.nth) {
            let (holder, by) = (Holder::Store(store), Some(id));
            self.record(Fact::UpdateRestored { holder, session: written.id, owner, version, restored, by });
        }
    }

    /// Makes a store's table durable: a disk at once, a log at its next sync, a memory never.
    pub(super) fn make_durable(&mut self, id: StoreId) {
        let store = &mut self.stores[id.index()];
        match store.kind {
            StoreKind::Memory => {}
            StoreKind::Disk => store.durable = store.table().clone(),
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
        let (bytes, change) = (write.bytes(), write.change());
        self.record(Fact::ReplicationSent { from, session, owner, version, bytes, change });
        let arrives = self.now + self.config.duration(Setting::ReplicaLag);
        self.agenda.send(Message::Replicate { from, to, write }, self.now, arrives);
    }

    /// A write reached the replica. The primary that waits for it (`WAIT 1`) acknowledges it one lag later.
    pub(super) fn apply_at_replica(&mut self, store: StoreId, write: SessionWrite) {
        if !self.stores[store.index()].is_up() || self.primary == store {
            return;
        }
        let primary = self.primary;
        if !self.has_expired_at(primary, write.session()) {
            self.apply_replicated(store, write);
        }
        if let Some(job) = self.stores[primary.index()].waiting(&write) {
            job.undo = None;
            let request = job.request;
            let lag = self.config.duration(Setting::ReplicaLag);
            self.set_timer(lag, Timer::StoreAcknowledges { store: primary, request });
        }
    }

    /// True if a session of a replicated write has expired at the primary meanwhile.
    fn has_expired_at(&self, primary: StoreId, session: Session) -> bool {
        let idle = self.config.duration(Setting::Idle);
        self.stores[primary.index()].table().get(session.id).is_none() && session.expired(self.now, idle)
    }

    /// Applies a write at the replica. The time of the last access comes from the primary, where it may be later.
    fn apply_replicated(&mut self, store: StoreId, write: SessionWrite) {
        let Session { id: session, owner, version, .. } = write.session();
        let used = self.stores[self.primary.index()].table().get(session).copied();
        let replica = &mut self.stores[store.index()];
        replica.apply(&write);
        if let Some(session) = used {
            replica.apply(&SessionWrite::Touch { session });
        }
        self.make_durable(store);
        self.record(Fact::ReplicationApplied { store, session, owner, version, change: write.change() });
        self.record_late_orphan(session);
    }

    /// Handles the loss of a write on its way to the replica. A request that waits for it (`WAIT 1`) fails.
    pub(super) fn lose_replication(&mut self, from: StoreId, write: SessionWrite) {
        if let Some(&mut StoreJob { request, server, .. }) = self.stores[from.index()].waiting(&write) {
            self.stores[from.index()].finish(request);
            self.store_unreachable(request, server, from);
        }
    }
}
