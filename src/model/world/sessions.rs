//! A session in the memory of its holders: lookup, write, idle timeout, orphans and losses.

use crate::model::agenda::Timer;
use crate::model::config::{Sessions, Setting};
use crate::model::fact::{DestroyCause, Fact, OrphanCause};
use crate::model::ids::{ClientId, Holder, RequestId, ServerId, SessionId};
use crate::model::session::{Session, SessionWrite};

use super::World;

impl World {
    /// Session of this id in a server's memory, unless it has expired.
    pub(super) fn live_session(&self, server: ServerId, session: SessionId) -> Option<Session> {
        let found = self.servers[server.index()].table.get(session)?;
        (!found.expired(self.now, self.config.duration(Setting::Idle))).then_some(*found)
    }

    /// Looks the session of a request up in a server's memory, which renews its idle timeout.
    pub(super) fn look_up(&mut self, id: RequestId, server: ServerId, id_sent: Option<SessionId>) -> Option<Session> {
        let found = id_sent.and_then(|session| self.live_session(server, session));
        let found = found.map(|session| Session { last_access: self.now, ..session });
        if let Some(session) = found {
            self.servers[server.index()].table.insert(session);
        }
        self.record_lookup(id, server, id_sent, found);
        found
    }

    /// Records the result of a lookup. `id_sent` is the session id that the request carried.
    pub(super) fn record_lookup(
        &mut self,
        id: RequestId,
        server: ServerId,
        id_sent: Option<SessionId>,
        found: Option<Session>,
    ) {
        let Some(session) = id_sent else { return self.record(Fact::NoCookieSent { id, server }) };
        let Some(Session { version, .. }) = found else {
            let held_by = self.holder_of(session);
            return self.record(Fact::SessionNotFound { id, server, session, held_by });
        };
        self.record(Fact::SessionFound { id, server, session, version });
        // A shared store has no older copy. A write after the read is a race, recorded when an update is lost.
        let newest = self.newest_version(session).unwrap_or(version);
        if newest > version && self.config.sessions == Sessions::Replicated {
            self.record(Fact::StaleRead { id, server, session, version, newest });
        }
    }

    /// Writes into a server's own memory.
    pub(super) fn write_at_server(&mut self, id: RequestId, server: ServerId, write: SessionWrite) {
        self.servers[server.index()].table.apply(&write);
        self.record_write(id, server, write);
        self.schedule_first_expiry(Holder::Server(server), write);
    }

    /// Records a write. An access alone was recorded at its lookup.
    pub(super) fn record_write(&mut self, id: RequestId, server: ServerId, write: SessionWrite) {
        let Session { id: session, owner, version, cart, .. } = write.session();
        self.record(match write {
            SessionWrite::Create { replaces, .. } => Fact::SessionCreated { id, server, session, owner, replaces },
            SessionWrite::Update { .. } => Fact::SessionWritten { id, server, session, version, cart },
            SessionWrite::Delete { .. } => Fact::SessionInvalidated { id, server, session },
            SessionWrite::Touch { .. } => return,
        });
    }

    /// Schedules the idle timeout of a session that a write created.
    pub(super) fn schedule_first_expiry(&mut self, holder: Holder, write: SessionWrite) {
        match write {
            SessionWrite::Create { session, .. } => self.schedule_expiry(holder, session),
            SessionWrite::Update { .. } | SessionWrite::Touch { .. } | SessionWrite::Delete { .. } => {}
        }
    }

    /// Schedules the end of a session's idle timeout.
    pub(super) fn schedule_expiry(&mut self, holder: Holder, session: Session) {
        let at = session.last_access + self.config.duration(Setting::Idle);
        self.agenda.set(at.max(self.now), Timer::Expiry { holder, session: session.id });
    }

    /// Expires a session whose idle timeout has ended; schedules the timeout again if the session was used meanwhile.
    ///
    /// Simplified: Tomcat checks at every access and periodically in the background. Here the session ends in time.
    pub(super) fn expire(&mut self, holder: Holder, id: SessionId) {
        let idle = self.config.duration(Setting::Idle);
        let table = match holder {
            Holder::Server(server) => &mut self.servers[server.index()].table,
            Holder::Store(store) => &mut self.stores[store.index()].table,
        };
        let Some(session) = table.get(id).copied() else { return };
        if !session.expired(self.now, idle) {
            return self.schedule_expiry(holder, session);
        }
        let orphan = self.is_orphan(id, session.owner);
        match holder {
            Holder::Server(server) => {
                self.servers[server.index()].table.remove(id);
            }
            // The replica follows its primary, and so does the disk.
            Holder::Store(_) => self.stores.iter_mut().for_each(|store| {
                store.table.remove(id);
                store.durable.remove(id);
            }),
        }
        if self.holder_of(id).is_none() {
            let because = DestroyCause::Idle { for_: idle };
            self.record(Fact::SessionDestroyed { holder, session: id, owner: session.owner, orphan, because });
        }
    }

    /// Records that no cookie names a session any more, if a holder still has it.
    pub(super) fn record_orphan(&mut self, session: SessionId, client: ClientId, because: OrphanCause) {
        if let Some(holder) = self.holder_of(session) {
            self.record(Fact::SessionOrphaned { session, client, holder, because });
        }
    }

    /// Loses a session with its server. It is destroyed if no other server has it, and a write is lost if the others
    /// have an older version.
    ///
    /// Simplified: a copy that has left arrives all the same, while R25 lost what was within the lag.
    pub(super) fn lose_session(&mut self, server: ServerId, session: Session, because: DestroyCause) {
        let newest_left = self.newest_version(session.id);
        let is_newest = newest_left.is_none_or(|newest| newest < session.version);
        if is_newest && self.newest_coming(session.id) < session.version {
            self.record_loss(Holder::Server(server), session, newest_left, because);
        }
    }

    /// Loses a write whose copy was not applied at `to`.
    pub(super) fn lose_write(&mut self, to: ServerId, write: SessionWrite) {
        match write {
            SessionWrite::Create { session, .. } | SessionWrite::Update { session, .. } => {
                self.lose_session(to, session, DestroyCause::Crash);
            }
            SessionWrite::Touch { .. } | SessionWrite::Delete { .. } => {}
        }
    }

    /// Records the loss of an acknowledged write, or of the whole session if no version of it is left.
    pub(super) fn record_loss(
        &mut self,
        holder: Holder,
        session: Session,
        version_left: Option<u32>,
        because: DestroyCause,
    ) {
        let Session { id, owner, version, .. } = session;
        self.record(match version_left {
            Some(_) => Fact::WriteLost { holder, session: id, owner, version, kept: version_left },
            None => {
                let orphan = self.is_orphan(id, owner);
                Fact::SessionDestroyed { holder, session: id, owner, orphan, because }
            }
        });
    }
}
