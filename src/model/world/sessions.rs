//! A session in the memory of its holders: lookup, write, idle timeout, orphans and losses.

use std::collections::BTreeSet;

use crate::model::agenda::Timer;
use crate::model::config::{Sessions, Setting};
use crate::model::fact::{DestroyCause, Fact, OrphanCause, ReturnCause, UnseenChange};
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

    /// Looks up the request's session in a server's memory. This renews the session's idle timeout.
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
        // Only a replicated session can be stale. In a shared store, `newest` is higher only if another request wrote
        // after this read. `UpdateLost` is recorded if that write is overwritten.
        let newest = self.newest_version(session).unwrap_or(version);
        if newest > version && self.config.sessions == Sessions::Replicated {
            self.record(Fact::StaleRead { id, server, session, version, newest });
        }
    }

    /// Writes into a server's own memory.
    pub(super) fn write_at_server(&mut self, id: RequestId, server: ServerId, write: SessionWrite) {
        let cut_off = self.items_cut_off_by_end(server, write);
        self.servers[server.index()].table.apply(&write);
        self.record_write(id, server, write);
        for lost in cut_off {
            self.record_end_overwrote(server, UnseenChange::Unapplied, write, lost);
        }
        self.schedule_first_expiry(Holder::Server(server), write);
    }

    /// Records a write. A `Touch` adds nothing: its lookup has recorded `SessionFound`.
    pub(super) fn record_write(&mut self, id: RequestId, server: ServerId, write: SessionWrite) {
        let Session { id: session, owner, version, cart, .. } = write.session();
        self.record(match write {
            SessionWrite::Create { replaces, .. } => Fact::SessionCreated { id, server, session, owner, replaces },
            SessionWrite::Update { .. } => Fact::SessionWritten { id, server, session, version, cart },
            SessionWrite::Delete { .. } => Fact::SessionInvalidated { id, server, session },
            SessionWrite::Touch { .. } | SessionWrite::Expire { .. } => return,
        });
    }

    /// Schedules the end of the idle timeout if the write created the session. Later uses do not move it: `expire`
    /// schedules it again.
    pub(super) fn schedule_first_expiry(&mut self, holder: Holder, write: SessionWrite) {
        match write {
            SessionWrite::Create { session, .. } => self.schedule_expiry(holder, session),
            SessionWrite::Update { .. }
            | SessionWrite::Touch { .. }
            | SessionWrite::Delete { .. }
            | SessionWrite::Expire { .. } => {}
        }
    }

    /// Schedules the end of a session's idle timeout at a holder. A member that is not the session's primary waits for
    /// twice the time. It may become the primary meanwhile, so the first check comes after once the time.
    pub(super) fn schedule_expiry(&mut self, holder: Holder, session: Session) {
        let first = session.last_access + self.config.duration(Setting::Idle);
        let at = if self.now < first { first } else { session.last_access + self.idle_timeout(holder, &session) };
        // A session from a disk, a replica or another member may have expired already.
        self.agenda.set(at.max(self.now), Timer::Expiry { holder, session: session.id });
    }

    /// Expires a session whose idle timeout has ended; schedules the timeout again if the session was used meanwhile.
    /// Returns the session if it expired while other members have it or will get it.
    ///
    /// Simplified: Tomcat checks at every access and periodically in the background. Here the session ends exactly when
    /// its idle timeout ends.
    pub(super) fn expire(&mut self, holder: Holder, id: SessionId) -> Option<Session> {
        // A replica deletes a session when its primary does.
        if matches!(holder, Holder::Store(store) if store != self.primary) {
            return None;
        }
        let table = match holder {
            Holder::Server(server) => &self.servers[server.index()].table,
            Holder::Store(store) => self.stores[store.index()].table(),
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
            // In a store, the session ends everywhere at once: at the primary, at the replica and on both disks.
            Holder::Store(_) => self.stores.iter_mut().for_each(|store| {
                store.apply(&SessionWrite::Expire { session });
                store.durable.remove(id);
            }),
        }
        // Other members may have the session or get it by a copy. The last end of it is recorded as its destruction.
        if self.holder_of(id).is_some() || self.is_creation_coming(id) {
            return Some(session);
        }
        let because = DestroyCause::Idle { for_: idle };
        self.record(Fact::SessionDestroyed { holder, session: id, owner: session.owner, orphan, because });
        None
    }

    /// Handles the end of a session's only cookie. Records an orphan if a holder has the session. Otherwise stores the
    /// end of the cookie, as a copy or a write can still bring the session. Does nothing while a copy that ends the
    /// session is on its way. Does nothing either if the primary store had ended the session before it died: the fact
    /// of the session's return says if it is an orphan.
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

    /// Handles the loss of an answer before it reaches the browser: its cookie ends.
    pub(super) fn lose_answer(&mut self, id: RequestId, answer: &Response) {
        if let Some(session) = answer.set_cookie.and_then(|set| set.value.session()) {
            self.end_cookie(session, id.client, OrphanCause::AnswerLost);
        }
    }

    /// Records an orphan if a holder now has a session whose last cookie ended earlier.
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

    /// Removes the `ended_cookies` of sessions that no store has. Does so only in a settled run, in which no copy or
    /// write can bring a session.
    pub(super) fn forget_ended_cookies(&mut self) {
        if self.ended_cookies.is_empty() || !self.is_settled() {
            return;
        }
        let tables = || self.stores.iter().flat_map(|store| [store.table(), &store.durable]);
        let stored = |session: &SessionId| tables().any(|table| table.get(*session).is_some());
        let gone: Vec<SessionId> = self.ended_cookies.keys().copied().filter(|session| !stored(session)).collect();
        for session in gone {
            self.ended_cookies.remove(&session);
        }
    }

    /// Records an orphan if a member still has a session without a cookie that no copy will end any more. `write` is a
    /// copy that has just been applied or lost at one member.
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

    /// Records what is lost with a session that was on `server`: the session if no other server has it or will get it,
    /// or a write that is nowhere else. If a copy on its way ends the session, only items that the end did not include
    /// are lost.
    ///
    /// Simplified: a copy that has left its sender arrives even if the sender dies. In the measurement (R25), writes
    /// within the propagation delay were lost.
    pub(super) fn record_loss_at_server(&mut self, server: ServerId, session: Session, because: DestroyCause) {
        let coming = self.newest_coming(session.id);
        let newest_left = self.newest_version(session.id).max((coming > 0).then_some(coming));
        if self.is_end_on_its_way(session.id) {
            let has_seen = |world: &World, item| world.is_seen_by_end(session.id, item);
            return self.record_lost_items(server, session, newest_left, has_seen);
        }
        let is_newest = newest_left.is_none_or(|newest| newest < session.version);
        if is_newest || self.is_an_item_lost(server, session, |_, _| false) {
            self.record_loss(Holder::Server(server), session, newest_left, because);
        }
    }

    /// Records the items that are lost with a session of `server` that has ended elsewhere. The server had received
    /// `end`, the copy that ends the session, but not applied it.
    pub(super) fn record_loss_after_end(&mut self, server: ServerId, session: Session, end: SessionWrite) {
        let newest_left = self.newest_version(session.id);
        let has_seen = |_: &World, item| end.session().items.contains(item);
        self.record_lost_items(server, session, newest_left, has_seen);
    }

    /// Records a lost write if the session had items that are nowhere else and that the end of the session did not
    /// include.
    fn record_lost_items(
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

    /// True if this session, which is lost on a server, had an item that no other member has or will get. An item that
    /// the end of the session included is not lost: it ended with the session.
    fn is_an_item_lost(&self, server: ServerId, session: Session, has_seen: impl Fn(&World, u32) -> bool) -> bool {
        session.items.missing_in(RecentItems::default()).any(|item| {
            let is_held = self.has_item(item, session.owner, |_| true);
            !is_held && !self.is_item_coming(item, server, (session.id, session.owner)) && !has_seen(self, item)
        })
    }

    /// Records the loss of a write whose copy was not applied at `to`. Nothing is lost if a server still has the write,
    /// or if the session has ended since. A session is destroyed with its last holder or with the last copy that creates
    /// it. That fact tells the loss of its changes, too.
    pub(super) fn lose_write(&mut self, from: ServerId, to: ServerId, write: SessionWrite) {
        let session = write.session();
        let is_lost = match write {
            SessionWrite::Create { .. } => true,
            SessionWrite::Update { .. } => self.holder_of(session.id).is_some() || self.newest_coming(session.id) > 0,
            SessionWrite::Touch { .. } | SessionWrite::Delete { .. } | SessionWrite::Expire { .. } => false,
        };
        if is_lost && !self.has_ended_at(from, session) {
            self.record_loss_at_server(from, session, DestroyCause::CopyLost { to });
        }
    }

    /// Records that a session which had ended is back on a member. Nothing, if a copy on its way ends it there as well.
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

    /// Records the return of a session that had ended. The fact also says if the session is an orphan.
    pub(super) fn record_return(&mut self, holder: Holder, session: Session, orphan: bool, because: ReturnCause) {
        let Session { id, owner, .. } = session;
        if orphan {
            self.ended_cookies.remove(&id);
        }
        self.record(Fact::SessionReturned { holder, session: id, owner, orphan, because });
    }

    /// Records the items that the copy of a sign-out or a login removes from the last member that has them. The member
    /// that ended the session had not received them.
    pub(super) fn record_overwritten_by_end(&mut self, server: ServerId, write: SessionWrite) {
        let Session { owner, items, .. } = write.session();
        let Some(session) = write.ends_by_request() else { return };
        let Some(held) = self.servers[server.index()].table.get(session).copied() else { return };
        for lost in held.items.missing_in(items) {
            // This member may have the item under another id.
            let is_other = |(at, held): (ServerId, &Session)| at != server || held.id != session;
            if !self.has_item(lost, owner, is_other) && !self.is_item_coming(lost, server, (session, owner)) {
                self.record_end_overwrote(server, UnseenChange::Applied, write, lost);
            }
        }
    }

    /// Items that no member has and that only copies to `server` bring, if this write of `server` ends their session
    /// before they arrive there.
    fn items_cut_off_by_end(&self, server: ServerId, write: SessionWrite) -> BTreeSet<u32> {
        let Session { owner, items, .. } = write.session();
        let Some(session) = write.ends_by_request() else { return BTreeSet::new() };
        let coming = self.states_coming_to(server, session);
        let unseen = coming.iter().flat_map(|state| state.items.missing_in(items));
        unseen
            .filter(|item| {
                !self.has_item(*item, owner, |_| true) && !self.is_item_coming(*item, server, (session, owner))
            })
            .collect()
    }

    /// Records the loss of the item of the owner's request `lost`, which this end of a session had not seen.
    fn record_end_overwrote(&mut self, server: ServerId, from: UnseenChange, end: SessionWrite, lost: u32) {
        let Session { id, owner, cart, .. } = end.session();
        let Some(session) = end.ends_by_request() else { return };
        let (renamed, cart) = end.renames().map_or((None, 0), |_| (Some(id), cart));
        self.record(Fact::EndOverwroteUpdate { server, from, session, owner, renamed, lost, cart });
    }

    /// True if a member that is up has this item of a client in a session for which `counts` is true.
    fn has_item(&self, item: u32, owner: ClientId, counts: impl Fn((ServerId, &Session)) -> bool) -> bool {
        let members = self.servers.iter().filter(|server| server.is_up());
        let mut held = members.flat_map(|server| server.table.iter().map(move |held| (server.id, held)));
        held.any(|(at, held)| held.owner == owner && held.items.contains(item) && counts((at, held)))
    }

    /// Records the loss of a write, or of the whole session if no version of it is left.
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
