//! A session in the memory of its holders: lookup, write, idle timeout, orphans and losses.

use crate::model::agenda::Timer;
use crate::model::config::{Sessions, Setting};
use crate::model::fact::{DestroyCause, Fact, OrphanCause, ReturnCause};
use crate::model::http::Response;
use crate::model::ids::{ClientId, Holder, RequestId, ServerId, SessionId};
use crate::model::session::{RecentItems, Session, SessionWrite};

use super::World;

impl World {
    /// Session of this id in a server's memory, unless it has expired.
    pub(super) fn live_session(&self, server: ServerId, session: SessionId) -> Option<Session> {
        let found = self.servers[server.index()].table.get(session)?;
        (!found.expired(self.now, self.idle_timeout(Holder::Server(server), found))).then_some(*found)
    }

    /// Looks the session of a request up in a server's memory, which renews its idle timeout.
    pub(super) fn look_up(&mut self, id: RequestId, server: ServerId, id_sent: Option<SessionId>) -> Option<Session> {
        let found = id_sent.and_then(|session| self.live_session(server, session));
        let found = found.map(|session| Session { last_access: self.now, primary: Some(server), ..session });
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
            SessionWrite::Touch { .. } | SessionWrite::Expire { .. } => return,
        });
    }

    /// Schedules the idle timeout of a session that a write created.
    pub(super) fn schedule_first_expiry(&mut self, holder: Holder, write: SessionWrite) {
        match write {
            SessionWrite::Create { session, .. } => self.schedule_expiry(holder, session),
            SessionWrite::Update { .. }
            | SessionWrite::Touch { .. }
            | SessionWrite::Delete { .. }
            | SessionWrite::Expire { .. } => {}
        }
    }

    /// Schedules the end of a session's idle timeout. A member that is not the primary waits for twice the time, but
    /// may become the primary meanwhile, so the first check comes after once the time.
    pub(super) fn schedule_expiry(&mut self, holder: Holder, session: Session) {
        let first = session.last_access + self.config.duration(Setting::Idle);
        let at = if self.now < first { first } else { session.last_access + self.idle_timeout(holder, &session) };
        self.agenda.set(at.max(self.now), Timer::Expiry { holder, session: session.id });
    }

    /// Expires a session whose idle timeout has ended; schedules the timeout again if the session was used meanwhile.
    /// Returns the session if it expired while other holders still have it.
    ///
    /// Simplified: Tomcat checks at every access and periodically in the background. Here the session ends in time.
    pub(super) fn expire(&mut self, holder: Holder, id: SessionId) -> Option<Session> {
        // A replica expires nothing by itself.
        if matches!(holder, Holder::Store(store) if store != self.primary) {
            return None;
        }
        let table = match holder {
            Holder::Server(server) => &mut self.servers[server.index()].table,
            Holder::Store(store) => &mut self.stores[store.index()].table,
        };
        let session = table.get(id).copied()?;
        let idle = self.idle_timeout(holder, &session);
        if !session.expired(self.now, idle) {
            self.schedule_expiry(holder, session);
            return None;
        }
        let orphan = self.is_unnamed(id, session.owner);
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
        if self.holder_of(id).is_some() || self.is_creation_coming(id) {
            return Some(session);
        }
        let because = DestroyCause::Idle { for_: idle };
        self.record(Fact::SessionDestroyed { holder, session: id, owner: session.owner, orphan, because });
        None
    }

    /// Ends the only cookie of a session. The session is an orphan if a holder has it, or once one gets it. It is none
    /// while a copy that ends it is on its way. If the primary store had ended it before its death, the fact of its
    /// return tells whether it is an orphan.
    pub(super) fn end_cookie(&mut self, session: SessionId, client: ClientId, because: OrphanCause) {
        if self.is_end_on_its_way(session) || self.had_ended_before_death(session) {
            return;
        }
        if let Some(holder) = self.place_of(session).holder() {
            self.record(Fact::SessionOrphaned { session, client, holder, because });
        } else if self.config.sessions != Sessions::Local {
            // Only the server that creates a local session ever holds it.
            self.ended_cookies.insert(session, (client, because));
        }
    }

    /// Ends the cookie of an answer that is lost before it reaches the browser.
    pub(super) fn lose_answer(&mut self, id: RequestId, answer: &Response) {
        if let Some(session) = answer.set_cookie.and_then(|set| set.value.session()) {
            self.end_cookie(session, id.client, OrphanCause::AnswerLost);
        }
    }

    /// Records an orphan if a holder has got a session whose cookie has ended.
    pub(super) fn record_late_orphan(&mut self, session: SessionId) {
        let Some(&(client, because)) = self.ended_cookies.get(&session) else { return };
        if self.had_ended_before_death(session) {
            return;
        }
        if let Some(holder) = self.place_of(session).holder() {
            self.ended_cookies.remove(&session);
            self.record(Fact::SessionOrphaned { session, client, holder, because });
        }
    }

    /// Records the orphans that the death, restart or promotion of a store leaves or brings back.
    pub(super) fn record_late_orphans(&mut self) {
        for session in self.ended_cookies.keys().copied().collect::<Vec<_>>() {
            self.record_late_orphan(session);
        }
    }

    /// Forgets the ended cookies of sessions that are nowhere, once nothing can bring one.
    pub(super) fn forget_ended_cookies(&mut self) {
        if self.ended_cookies.is_empty() || !self.is_settled() {
            return;
        }
        let tables = || self.stores.iter().flat_map(|store| [&store.table, &store.durable]);
        let stored = |session: &SessionId| tables().any(|table| table.get(*session).is_some());
        let gone: Vec<SessionId> = self.ended_cookies.keys().copied().filter(|session| !stored(session)).collect();
        for session in gone {
            self.ended_cookies.remove(&session);
        }
    }

    /// Records an orphan if this write, which has been applied or lost at one member, was the last that could end a
    /// session whose cookie is gone, and a member still has the session.
    pub(super) fn record_missed_end(&mut self, write: SessionWrite) {
        let Some(ended) = write.ends() else { return };
        if !self.is_end_on_its_way(ended) && self.returned_orphans.remove(&ended) {
            return;
        }
        let Some((_, Session { owner, .. })) = self.holders_of(ended).next() else { return };
        if self.is_orphan(ended, owner) {
            self.end_cookie(ended, owner, OrphanCause::EndNotCopied);
        }
    }

    /// Loses a session with its server. It is destroyed if no other server has it, and a write is lost if the others
    /// lack it. If the session has ended elsewhere and a copy tells so, only what the end had not seen is lost.
    ///
    /// Simplified: a copy that has left arrives all the same, while R25 lost what was within the lag.
    pub(super) fn lose_session(&mut self, server: ServerId, session: Session, because: DestroyCause) {
        let coming = self.newest_coming(session.id);
        let newest_left = self.newest_version(session.id).max((coming > 0).then_some(coming));
        if self.is_end_on_its_way(session.id) {
            let has_seen = |world: &World, item| world.is_seen_by_end(session.id, item);
            return self.lose_unseen_items(server, session, newest_left, has_seen);
        }
        let is_newest = newest_left.is_none_or(|newest| newest < session.version);
        if is_newest || self.is_an_item_lost(server, session, |_, _| false) {
            self.record_loss(Holder::Server(server), session, newest_left, because);
        }
    }

    /// Loses a session with its server that has ended elsewhere, and of which this received copy tells so.
    pub(super) fn lose_ended_session(&mut self, server: ServerId, session: Session, end: SessionWrite) {
        let newest_left = self.newest_version(session.id);
        let has_seen = |_: &World, item| end.session().items.contains(item);
        self.lose_unseen_items(server, session, newest_left, has_seen);
    }

    /// Records a lost write if a session that has ended had items that its end had not seen.
    fn lose_unseen_items(
        &mut self,
        server: ServerId,
        session: Session,
        kept: Option<u32>,
        has_seen: impl Fn(&World, u32) -> bool,
    ) {
        if self.is_an_item_lost(server, session, has_seen) {
            let Session { id, owner, version, .. } = session;
            self.record(Fact::WriteLost { holder: Holder::Server(server), session: id, owner, version, kept });
        }
    }

    /// True if this session, which is lost on a server, had an item that nobody else has or gets. An item that the
    /// session's end had seen ends with it.
    fn is_an_item_lost(&self, server: ServerId, session: Session, has_seen: impl Fn(&World, u32) -> bool) -> bool {
        session.items.missing_in(RecentItems::default()).any(|item| {
            let is_held = self.has_item(item, session.owner, |_| true);
            !is_held && !self.is_item_coming(item, server, session.id) && !has_seen(self, item)
        })
    }

    /// Loses a write whose copy was not applied at `to`. Only its sender had it. Nothing is lost if the session has
    /// ended there since.
    pub(super) fn lose_write(&mut self, from: ServerId, to: ServerId, write: SessionWrite) {
        match write {
            SessionWrite::Create { session, .. } | SessionWrite::Update { session, .. } => {
                if self.has_ended_at(from, session) {
                    return;
                }
                self.lose_session(from, session, DestroyCause::CopyLost { to });
            }
            SessionWrite::Touch { .. } | SessionWrite::Delete { .. } | SessionWrite::Expire { .. } => {}
        }
    }

    /// Records that a session which had ended is back on a member, unless a copy on its way ends it there, too.
    pub(super) fn record_return_by_copy(&mut self, server: ServerId, from: ServerId, session: Session) {
        let Session { id, owner, .. } = session;
        if self.is_end_coming(server, id) {
            return;
        }
        let orphan = self.is_unnamed(id, owner);
        if orphan && self.is_end_on_its_way(id) {
            self.returned_orphans.insert(id);
        }
        self.record_return(Holder::Server(server), session, orphan, ReturnCause::Copied { from });
    }

    /// Records that a session is back which had ended. If it is an orphan, this tells it.
    pub(super) fn record_return(&mut self, holder: Holder, session: Session, orphan: bool, because: ReturnCause) {
        let Session { id, owner, .. } = session;
        if orphan {
            self.ended_cookies.remove(&id);
        }
        self.record(Fact::SessionReturned { holder, session: id, owner, orphan, because });
    }

    /// Records the items that the copy of a sign-out or a login removes from the last member that has them. The member
    /// that ended the session had not seen them.
    pub(super) fn record_overwritten_by_end(&mut self, server: ServerId, write: SessionWrite) {
        let Session { owner, items, .. } = write.session();
        let (session, renamed, cart) = match write {
            SessionWrite::Delete { session } => (session.id, None, 0),
            SessionWrite::Create { session, .. } => match write.renames() {
                Some(old) => (old, Some(session.id), session.cart),
                None => return,
            },
            SessionWrite::Update { .. } | SessionWrite::Touch { .. } | SessionWrite::Expire { .. } => return,
        };
        let Some(held) = self.servers[server.index()].table.get(session).copied() else { return };
        for lost in held.items.missing_in(items) {
            // This member may have the item under another id.
            let is_other = |(at, held): (ServerId, &Session)| at != server || held.id != session;
            if !self.has_item(lost, owner, is_other) && !self.is_item_coming(lost, server, session) {
                self.record(Fact::EndOverwroteUpdate { server, session, owner, renamed, lost, cart });
            }
        }
    }

    /// True if a member that is up has this item of a client in a session that counts.
    fn has_item(&self, item: u32, owner: ClientId, counts: impl Fn((ServerId, &Session)) -> bool) -> bool {
        let members = self.servers.iter().filter(|server| server.is_up());
        let mut held = members.flat_map(|server| server.table.iter().map(move |held| (server.id, held)));
        held.any(|(at, held)| held.owner == owner && held.items.contains(item) && counts((at, held)))
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
                let orphan = self.is_unnamed(id, owner);
                Fact::SessionDestroyed { holder, session: id, owner, orphan, because }
            }
        });
    }
}
