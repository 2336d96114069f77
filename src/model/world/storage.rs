//! What a shared store does for a request, and what becomes of it when it dies: Spring Session over Redis, Memcached or an
//! SQL database (rules R30 to R36).
//!
//! Simplified: a primary that loses its replica while it waits for it (`WAIT 1`) waits no longer; a watcher sees a dead primary after a fixed time, and the servers ask the new one at once; an old primary
//! that returns is fenced from the first moment (R33 measured up to ten seconds in which it took writes that vanished).

use std::mem::take;

use crate::model::agenda::Timer;
use crate::model::config::{Setting, StoreKind};
use crate::model::fact::{DestroyCause, Fact, Observer, StoreDeath, StoreRole};
use crate::model::http::{Page, Response, Status};
use crate::model::ids::{Holder, RequestId, ServerId, SessionId, StoreId};
use crate::model::message::{Message, StoreAnswer, StoreOp};
use crate::model::server::Phase;
use crate::model::session::{Session, SessionTable, SessionWrite};
use crate::model::store::{LOG_SYNC, StoreJob};

use super::World;

impl World {
    /// A server's worker asks the primary store and waits.
    pub(super) fn ask(&mut self, id: RequestId, server: ServerId, op: StoreOp, observer: &mut impl Observer) {
        let store = self.primary;
        let write = matches!(op, StoreOp::Write(_));
        self.observe(Fact::StoreAsked { id, server, store, write }, observer);
        self.send(Message::StoreRequest { id, server, store, op });
    }

    /// A question reached a store.
    pub(super) fn ask_store(
        &mut self,
        id: RequestId,
        server: ServerId,
        store: StoreId,
        op: StoreOp,
        observer: &mut impl Observer,
    ) {
        // A replica takes no questions (Redis: READONLY), not even one that was sent while it was the primary.
        if !self.stores[store.index()].up || store != self.primary {
            return self.store_unreachable(id, server, store, observer);
        }
        self.stores[store.index()].jobs.push(StoreJob { request: id, server, op, undo: None });
        let takes = match op {
            StoreOp::Read(_) => self.config.store_read(),
            StoreOp::Write(_) => self.config.store_write(),
        };
        self.set_timer(takes, Timer::StoreDone { store, request: id });
    }

    /// A store is done with a question.
    pub(super) fn store_done(&mut self, store: StoreId, request: RequestId, observer: &mut impl Observer) {
        let at = store.index();
        let Some(StoreJob { server, op, .. }) = self.stores[at].job_mut(request).copied() else { return };
        let id = request;
        match op {
            StoreOp::Read(session) => {
                self.stores[at].finish(request);
                let found = self.read_at(store, session);
                self.observe(Fact::StoreRead { id, store, session, found: found.is_some() }, observer);
                self.send(Message::StoreResponse { id, server, store, answer: StoreAnswer::Read(found) });
            }
            StoreOp::Write(write) => {
                // WAIT 1: the answer leaves when the replica has said that it has the write.
                let waits = self.config.on(Setting::ReplicaWait) && self.replica().is_some();
                if waits {
                    self.stores[at].remember(request, write);
                }
                self.write_at(store, id, server, write, observer);
                if !waits {
                    self.store_acknowledges(store, request);
                }
            }
        }
    }

    /// A store has done all that is to be done before a write may be relied on.
    pub(super) fn store_acknowledges(&mut self, store: StoreId, request: RequestId) {
        let Some(StoreJob { server, .. }) = self.stores[store.index()].finish(request) else { return };
        self.send(Message::StoreResponse { id: request, server, store, answer: StoreAnswer::Written });
    }

    fn read_at(&mut self, store: StoreId, session: SessionId) -> Option<Session> {
        let (now, idle) = (self.now, self.config.duration(Setting::Idle));
        let table = &mut self.stores[store.index()].table;
        let session = table.get_mut(session).filter(|session| !session.expired(now, idle))?;
        session.last_access = now;
        let session = *session;
        let replica = self.replica();
        for other in replica.into_iter().chain([store]) {
            let store = &mut self.stores[other.index()];
            store.durable.apply(&SessionWrite::Touch { session });
            store.table.apply(&SessionWrite::Touch { session });
        }
        Some(session)
    }

    fn write_at(
        &mut self,
        store: StoreId,
        id: RequestId,
        server: ServerId,
        write: SessionWrite,
        observer: &mut impl Observer,
    ) {
        let before = self.stores[store.index()].table.get(write.session().id).copied();
        if let (Some(before), SessionWrite::Update { session, base }) = (before, write)
            && before.version != base
        {
            let Session { id: session, owner, version, cart, .. } = session;
            self.observe(Fact::UpdateLost { id, session, owner, version, lost: before.item, cart }, observer);
        }
        self.stores[store.index()].table.apply(&write);
        self.tell_write(id, server, write, observer);
        match write {
            SessionWrite::Create { session, .. } => self.watch_idle(Holder::Store(store), session),
            SessionWrite::Update { .. } | SessionWrite::Touch { .. } | SessionWrite::Delete { .. } => {}
        }
        self.make_durable(store);
        self.send_to_replica(store, write, observer);
    }

    /// A disk has it now, a log at its next sync, a memory never.
    fn make_durable(&mut self, id: StoreId) {
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

    fn send_to_replica(&mut self, from: StoreId, write: SessionWrite, observer: &mut impl Observer) {
        let Some(to) = self.replica() else { return };
        let Session { id: session, owner, version, .. } = write.session();
        let bytes = write.bytes();
        self.observe(Fact::ReplicationSent { from, session, owner, version, bytes }, observer);
        let arrives = self.now + self.config.duration(Setting::ReplicaLag);
        self.agenda.send(Message::Replicate { from, to, write }, self.now, arrives);
    }

    /// A change reached the replica.
    pub(super) fn replicated(&mut self, store: StoreId, write: SessionWrite, observer: &mut impl Observer) {
        if !self.stores[store.index()].up || self.primary == store {
            return;
        }
        let Session { id: session, owner, version, .. } = write.session();
        self.stores[store.index()].table.apply(&write);
        self.make_durable(store);
        self.observe(Fact::ReplicationApplied { store, session, owner, version }, observer);
        let primary = self.primary;
        if let Some(job) = self.stores[primary.index()].waiting(session, version) {
            job.undo = None;
            let request = job.request;
            self.set_timer(
                self.config.duration(Setting::ReplicaLag),
                Timer::StoreAcknowledges { store: primary, request },
            );
        }
    }

    /// A change never reaches the replica: what waits for it has failed.
    pub(super) fn not_replicated(&mut self, from: StoreId, write: SessionWrite, observer: &mut impl Observer) {
        let Session { id, version, .. } = write.session();
        if let Some(&mut StoreJob { request, server, .. }) = self.stores[from.index()].waiting(id, version) {
            self.stores[from.index()].finish(request);
            self.store_unreachable(request, server, from, observer);
        }
    }

    /// A store's answer reached the server that waits for it.
    pub(super) fn store_answered(
        &mut self,
        id: RequestId,
        server: ServerId,
        answer: StoreAnswer,
        observer: &mut impl Observer,
    ) {
        let Some(job) = self.servers[server.index()].job_mut(id) else { return };
        match (job.phase, answer) {
            (Phase::Reading, StoreAnswer::Read(found)) => {
                job.session = found;
                let looked_for = job.request.cookies.session;
                self.tell_lookup(id, server, looked_for, found, observer);
                self.work(server, id);
            }
            (Phase::Writing { response }, StoreAnswer::Written) => self.answer(server, id, response, observer),
            // An answer to a question that was given up.
            (Phase::Reading | Phase::Writing { .. } | Phase::Working | Phase::Replicating { .. }, _) => {}
        }
    }

    /// A server's question found no store: the application fails (500; rule R30).
    pub(super) fn store_unreachable(
        &mut self,
        id: RequestId,
        server: ServerId,
        store: StoreId,
        observer: &mut impl Observer,
    ) {
        if self.servers[server.index()].job_mut(id).is_none() {
            return;
        }
        self.observe(Fact::StoreUnreachable { id, server, store }, observer);
        let response = Response::page(Page::Error { status: Status::InternalServerError });
        self.answer(server, id, response, observer);
    }

    pub(super) fn store_dies(&mut self, id: StoreId, because: StoreDeath, observer: &mut impl Observer) -> bool {
        let now = self.now;
        let role = self.role_of(id);
        let Some(store) = self.stores.get_mut(id.index()).filter(|store| store.up) else { return false };
        let (kind, sessions) = (store.kind, store.table.len() as u32);
        store.die(now, because);
        self.agenda.cancel(&|timer| match *timer {
            Timer::LogSynced { store } => store == id,
            Timer::Expiry { holder, .. } => holder == Holder::Store(id),
            _ => false,
        });
        self.stores[id.index()].sync_due = false;
        self.observe(Fact::StoreDied { store: id, role, kind, sessions, because }, observer);
        match (role, self.replica_of(id)) {
            (StoreRole::Primary, Some(_)) => {
                // What was on its way to the replica dies with the connection (R32).
                while self.agenda.take_message(&|message| matches!(message, Message::Replicate { .. })).is_some() {}
                let after =
                    self.config.duration(Setting::StoreDetection) + self.config.duration(Setting::StorePromotion);
                self.set_timer(after, Timer::Promoted { failed: id });
            }
            (StoreRole::Primary, None) => self.tell_end(id, observer),
            (StoreRole::Replica, _) => {
                // There is none to wait for any more.
                let primary = self.primary;
                while let Some(job) = self.stores[primary.index()].jobs.iter().find(|job| job.undo.is_some()) {
                    self.store_acknowledges(primary, job.request);
                }
                if !self.stores[primary.index()].up {
                    self.tell_end(primary, observer);
                }
            }
        }
        self.abandon_jobs(id, observer);
        true
    }

    pub(super) fn restart_store(&mut self, id: StoreId, observer: &mut impl Observer) -> bool {
        let role = self.role_of(id);
        let Some(store) = self.stores.get(id.index()).filter(|store| !store.up) else { return false };
        let acknowledged = store.table.clone();
        let now = self.now;
        let Some(downtime) = self.stores[id.index()].start(now) else { return false };
        if role == StoreRole::Replica && self.stores[self.primary.index()].up {
            self.resync(self.primary, id);
        }
        let sessions = self.stores[id.index()].table.len() as u32;
        self.observe(Fact::StoreRestarted { store: id, role, sessions, downtime }, observer);
        if role == StoreRole::Primary {
            // Without a replica this was told when the last of them died.
            if let Some(replica) = self.replica_of(id) {
                let left = self.stores[id.index()].table.clone();
                // The replica copies whatever its primary has now, be it nothing (R34).
                self.resync(id, replica);
                self.tell_losses(id, &acknowledged, &left, DestroyCause::Replaced, observer);
            }
            self.watch_all_idle(id);
        }
        true
    }

    /// The watchers' time is over: the replica takes over, unless the primary is back or the replica gone.
    pub(super) fn fail_over(&mut self, failed: StoreId, observer: &mut impl Observer) {
        if self.primary == failed && !self.stores[failed.index()].up {
            self.promote(false, observer);
        }
    }

    pub(super) fn promote_by_hand(&mut self, observer: &mut impl Observer) -> bool {
        self.promote(true, observer)
    }

    fn promote(&mut self, by_hand: bool, observer: &mut impl Observer) -> bool {
        let from = self.primary;
        let Some(store) = self.replica_of(from) else { return false };
        let acknowledged = self.stores[from.index()].acknowledged();
        let left = self.stores[store.index()].table.clone();
        while self.agenda.take_message(&|message| matches!(message, Message::Replicate { .. })).is_some() {}
        self.primary = store;
        let lost = differences(&acknowledged, &left).count() as u32;
        self.observe(Fact::StorePromoted { store, from, lost, by_hand }, observer);
        if self.stores[from.index()].up {
            // The old primary follows the new one, and drops what that does not have.
            self.resync(store, from);
        }
        self.tell_losses(from, &acknowledged, &left, DestroyCause::Replaced, observer);
        self.watch_all_idle(store);
        self.abandon_jobs(from, observer);
        true
    }

    /// What a store was working on fails.
    fn abandon_jobs(&mut self, id: StoreId, observer: &mut impl Observer) {
        self.agenda.cancel(&|timer| match *timer {
            Timer::StoreDone { store, .. } | Timer::StoreAcknowledges { store, .. } => store == id,
            _ => false,
        });
        for job in take(&mut self.stores[id.index()].jobs) {
            self.store_unreachable(job.request, job.server, id, observer);
        }
    }

    /// Makes one store hold what another does.
    fn resync(&mut self, from: StoreId, to: StoreId) {
        let table = self.stores[from.index()].table.clone();
        self.stores[to.index()].table = table;
        self.make_durable(to);
    }

    fn watch_all_idle(&mut self, store: StoreId) {
        let held: Vec<Session> = self.stores[store.index()].table.iter().copied().collect();
        for session in held {
            self.watch_idle(Holder::Store(store), session);
        }
    }

    /// A primary is gone and there is nobody to take over: what a start would not find is lost. It is told once.
    fn tell_end(&mut self, store: StoreId, observer: &mut impl Observer) {
        let left = self.stores[store.index()].durable.clone();
        let acknowledged = std::mem::replace(&mut self.stores[store.index()].table, left);
        self.tell_losses(store, &acknowledged, &self.stores[store.index()].table, DestroyCause::Crash, observer);
    }

    /// Says which acknowledged writes are not in what is left.
    fn tell_losses(
        &self,
        store: StoreId,
        acknowledged: &SessionTable,
        left: &SessionTable,
        because: DestroyCause,
        observer: &mut impl Observer,
    ) {
        let holder = Holder::Store(store);
        for (session, kept) in differences(acknowledged, left) {
            let Session { id, owner, version, .. } = session;
            match kept {
                Some(_) => self.observe(Fact::WriteLost { holder, session: id, owner, version, kept }, observer),
                None => {
                    let orphan = self.is_orphan(id, owner);
                    let lost = Fact::SessionDestroyed { holder, session: id, owner, orphan, because };
                    self.observe(lost, observer);
                }
            }
        }
    }

    fn role_of(&self, store: StoreId) -> StoreRole {
        if store == self.primary { StoreRole::Primary } else { StoreRole::Replica }
    }

    /// The store that follows the primary and is up.
    fn replica(&self) -> Option<StoreId> {
        self.replica_of(self.primary)
    }

    fn replica_of(&self, primary: StoreId) -> Option<StoreId> {
        self.stores.iter().find(|store| store.id != primary && store.up).map(|store| store.id)
    }

    /// Whether a replica is about to take over from a dead primary.
    pub(super) fn is_promotion_due(&self) -> bool {
        self.stores.get(self.primary.index()).is_some_and(|store| !store.up) && self.replica().is_some()
    }
}

/// Sessions that are missing or older in what is left, with the version that is left.
fn differences(acknowledged: &SessionTable, left: &SessionTable) -> impl Iterator<Item = (Session, Option<u32>)> {
    acknowledged.iter().filter_map(|session| {
        let kept = left.get(session.id).map(|kept| kept.version);
        kept.is_none_or(|kept| kept < session.version).then_some((*session, kept))
    })
}
