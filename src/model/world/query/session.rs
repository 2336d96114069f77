//! Queries about sessions: their holders and versions, the session a cookie names, and the copies on their way.

use crate::model::config::{SaveMode, Sessions, Setting};
use crate::model::cookie::{CookieValue, CookieWithheld};
use crate::model::http::{Action, Response};
use crate::model::ids::{ClientId, Holder, ServerId, SessionId, StoreId};
use crate::model::message::{Message, StoreAnswer};
use crate::model::server::{Job, Server, ServerState};
use crate::model::session::{Session, SessionWrite};
use crate::model::store::Store;
use crate::model::time::SimDuration;

use super::World;

/// Place of the session that a client's session id cookie names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SessionOfCookie {
    /// The client has no session id cookie.
    NoCookie,
    /// On this holder, which can be asked. Others may hold it as well.
    Held(SessionId, Holder),
    /// On the replica only, while the primary store is down.
    OnReplica(SessionId, StoreId),
    /// On the disk of a store, while the primary store is down.
    OnDisk(SessionId, StoreId),
    /// Nowhere.
    Gone(SessionId),
}

impl SessionOfCookie {
    /// Holder of the session; `None` if it is nowhere.
    pub(in crate::model::world) fn holder(self) -> Option<Holder> {
        match self {
            SessionOfCookie::Held(_, holder) => Some(holder),
            SessionOfCookie::OnReplica(_, store) | SessionOfCookie::OnDisk(_, store) => Some(Holder::Store(store)),
            SessionOfCookie::NoCookie | SessionOfCookie::Gone(_) => None,
        }
    }
}

/// Place of a session after a write.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum StoredAt {
    /// In the memory of the only server, or of the only cluster member that is up.
    OnlyServer,
    /// In the memory of one of several servers. The others get no copy.
    OneOfServers,
    /// In the memory of one cluster member. This many other members will get a copy.
    WithCopies(u64),
    /// In the primary store.
    Store(StoreId),
}

/// Effect of a copy on its receiver.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CopyOutcome {
    /// The receiver holds the version of the copy.
    SameVersion,
    /// The receiver held this newer version already. Only the time of the last access may have changed.
    NewerVersion(u32),
    /// The receiver has deleted the session.
    Deleted,
}

impl World {
    /// Every holder of a session that can be asked: servers that are up, and the primary store.
    pub fn holders_of(&self, session: SessionId) -> impl Iterator<Item = (Holder, Session)> {
        let servers = self.servers.iter().filter(|server| server.is_up());
        let servers = servers.map(|server| (Holder::Server(server.id), &server.table));
        let stores = self.stores.iter().filter(|store| store.is_up() && store.id == self.primary);
        let stores = stores.map(|store| (Holder::Store(store.id), store.table()));
        servers.chain(stores).filter_map(move |(holder, table)| Some((holder, *table.get(session)?)))
    }

    /// First holder of a session that can be asked.
    pub fn holder_of(&self, session: SessionId) -> Option<Holder> {
        self.holders_of(session).next().map(|(holder, _)| holder)
    }

    /// Time without a request after which a holder ends this session. A cluster member that is not its primary waits
    /// for twice the time (rule R28; Tomcat `DeltaSession.isValid`).
    pub fn idle_timeout(&self, holder: Holder, held: &Session) -> SimDuration {
        let idle = self.config.duration(Setting::Idle);
        match holder {
            Holder::Server(server) if self.config.sessions == Sessions::Replicated && held.primary != Some(server) => {
                idle + idle
            }
            Holder::Server(_) | Holder::Store(_) => idle,
        }
    }

    /// Newest version of a session among the holders that can be asked.
    pub fn newest_version(&self, session: SessionId) -> Option<u32> {
        self.holders_of(session).map(|(_, held)| held.version).max()
    }

    /// True if a newer version than this one is known: to a holder that can be asked, or as acknowledged by the primary
    /// store before its death.
    pub fn is_outdated(&self, held: &Session) -> bool {
        let at_death = self.store(self.primary).and_then(|store| store.at_death()?.acknowledged.get(held.id));
        let newest = self.newest_version(held.id).max(at_death.map(|session| session.version));
        newest.is_some_and(|newest| newest > held.version)
    }

    /// Newest version of a session that copies will bring to servers that are up; 0 without one. An update brings
    /// nothing to a server that has neither the session nor a copy that creates it.
    pub(in crate::model::world) fn newest_coming(&self, id: SessionId) -> u32 {
        let mut newest = 0;
        // A copy that creates the session comes before the copies that update it.
        let mut has_it: Vec<bool> =
            self.servers.iter().map(|server| server.is_up() && server.table.get(id).is_some()).collect();
        self.each_copy(&mut |server, write| {
            let Session { id: of, version, .. } = write.session();
            let brings = match write {
                SessionWrite::Create { .. } => true,
                SessionWrite::Update { .. } => has_it[server.index()],
                SessionWrite::Touch { .. } | SessionWrite::Delete { .. } | SessionWrite::Expire { .. } => false,
            };
            if of == id && brings {
                has_it[server.index()] = true;
                newest = newest.max(version);
            }
        });
        newest
    }

    /// True if a copy will bring this item of a session to a member that is up, other than `here`. It brings nothing to
    /// a member on which the session has ended before.
    pub(in crate::model::world) fn is_item_coming(&self, item: u32, here: ServerId, id: SessionId) -> bool {
        let holds = |server: &Server| server.is_up() && server.id != here && server.table.get(id).is_some();
        let mut has_session: Vec<bool> = self.servers.iter().map(holds).collect();
        let mut found = false;
        let mut visit = |server: ServerId, write: &SessionWrite| {
            let has_session = &mut has_session[server.index()];
            let session = write.session();
            let brings = match write {
                SessionWrite::Create { .. } => true,
                SessionWrite::Update { .. } => *has_session,
                SessionWrite::Touch { .. } | SessionWrite::Delete { .. } | SessionWrite::Expire { .. } => false,
            };
            if session.id == id && brings {
                *has_session = true;
                found |= session.items.contains(item);
            }
            *has_session &= write.ends() != Some(id);
        };
        self.each_copy(&mut visit);
        for sender in &self.servers {
            for write in &sender.outbox {
                self.receivers_of(sender.id).for_each(|to| visit(to, write));
            }
        }
        found
    }

    /// States of a session that copies would bring to this member, which has the session. They bring nothing after the
    /// session has ended there.
    pub(in crate::model::world) fn states_coming_to(&self, here: ServerId, id: SessionId) -> Vec<Session> {
        let (mut states, mut has_ended) = (Vec::new(), false);
        if self.config.sessions != Sessions::Replicated {
            return states;
        }
        self.each_copy(&mut |to, write| {
            if to != here {
                return;
            }
            has_ended |= write.ends() == Some(id);
            if let SessionWrite::Update { session, .. } = *write
                && session.id == id
                && !has_ended
            {
                states.push(session);
            }
        });
        states
    }

    /// True if a copy that creates this session on `server` is queued, in flight or not applied yet.
    pub fn is_creation_on_its_way(&self, server: ServerId, session: SessionId) -> bool {
        let creates = |write: &SessionWrite| matches!(write, SessionWrite::Create { session: created, .. } if created.id == session);
        let mut found = self.servers.iter().any(|sender| sender.id != server && sender.outbox.iter().any(creates));
        self.each_copy(&mut |to, write| found |= to == server && creates(write));
        found
    }

    /// True if a copy that creates this session on a member that is up is queued, in flight or not applied yet.
    pub(in crate::model::world) fn is_creation_coming(&self, session: SessionId) -> bool {
        self.running_members().any(|member| self.is_creation_on_its_way(member.id, session))
    }

    /// True if a copy that ends this session on `server` is queued, in flight or not applied yet. The idle timeout at
    /// the session's primary is such an end, too.
    pub(in crate::model::world) fn is_end_coming(&self, server: ServerId, session: SessionId) -> bool {
        let ends = |write: &SessionWrite| match *write {
            SessionWrite::Expire { session: expired } => expired.id == session,
            SessionWrite::Create { .. }
            | SessionWrite::Update { .. }
            | SessionWrite::Touch { .. }
            | SessionWrite::Delete { .. } => write.ends() == Some(session),
        };
        let mut found = self.servers.iter().any(|sender| sender.id != server && sender.outbox.iter().any(ends));
        self.each_copy(&mut |to, write| found |= to == server && ends(write));
        found
    }

    /// True if the session in a copy from `sender` has ended since: the sender has deleted it, or a copy that ends it
    /// is on its way. A sender that died since has lost the session and not ended it.
    pub(in crate::model::world) fn has_ended_at(&self, sender: ServerId, session: Session) -> bool {
        let sender = &self.servers[sender.index()];
        let ran_on = matches!(sender.state, ServerState::Up { since } if since <= session.last_access);
        (ran_on && sender.table.get(session.id).is_none()) || self.is_end_on_its_way(session.id)
    }

    /// True if the primary store is down and had ended this session. A restart or a promotion can bring it back.
    pub(in crate::model::world) fn had_ended_before_death(&self, session: SessionId) -> bool {
        let at_death = self.store(self.primary).and_then(Store::at_death);
        at_death.is_some_and(|contents| contents.written.get(session).is_none())
    }

    /// Calls `visit` for every copy that a server has yet to apply: first those that have arrived, then those in flight.
    fn each_copy(&self, visit: &mut dyn FnMut(ServerId, &SessionWrite)) {
        for server in &self.servers {
            // Both queues of a server that is down are empty.
            for copies in [&server.applying, &server.inbox] {
                for copy in copies {
                    visit(server.id, &copy.write);
                }
            }
        }
        for flying in self.in_flight() {
            if let Message::Copy { to, write, .. } = flying.message {
                visit(to, &write);
            }
        }
    }

    /// Place of the session that this client's session id cookie names.
    pub fn session_of_cookie(&self, client: ClientId) -> SessionOfCookie {
        let session = self.client(client).and_then(|client| client.session());
        session.map_or(SessionOfCookie::NoCookie, |session| self.place_of(session))
    }

    /// Place of a session that a cookie names or named.
    pub(in crate::model::world) fn place_of(&self, session: SessionId) -> SessionOfCookie {
        if let Some(holder) = self.holder_of(session) {
            return SessionOfCookie::Held(session, holder);
        }
        if !self.is_primary_down() {
            return SessionOfCookie::Gone(session);
        }
        let holds = |store: &Store| store.surviving().get(session).is_some();
        let replica = self.stores.iter().find(|store| store.is_up() && holds(store));
        // The primary's disk comes first: its restart brings the session back, and needs no promotion.
        let primary = self.store(self.primary).filter(|store| holds(store));
        let disk = primary.or_else(|| self.stores.iter().find(|store| !store.is_up() && holds(store)));
        match (replica, disk) {
            (Some(replica), _) => SessionOfCookie::OnReplica(session, replica.id),
            (None, Some(disk)) => SessionOfCookie::OnDisk(session, disk.id),
            (None, None) => SessionOfCookie::Gone(session),
        }
    }

    /// Store that still has a session although servers do not ask it: the replica, or one that is down.
    pub fn unasked_holder_of(&self, session: SessionId) -> Option<StoreId> {
        let is_asked = |store: &Store| store.is_up() && store.id == self.primary;
        let holds = |store: &Store| store.surviving().get(session).is_some();
        self.stores.iter().find(|store| !is_asked(store) && holds(store)).map(|store| store.id)
    }

    /// True if the client's next request must get the login form: its cookie names no session, and no copy, write, restart
    /// or promotion would bring that session back.
    pub fn will_be_anonymous(&self, client: ClientId) -> bool {
        match self.session_of_cookie(client) {
            SessionOfCookie::NoCookie => true,
            SessionOfCookie::Held(..) | SessionOfCookie::OnReplica(..) | SessionOfCookie::OnDisk(..) => false,
            SessionOfCookie::Gone(session) => self.newest_coming(session) == 0 && !self.is_return_coming(session),
        }
    }

    /// True if a request can still write this ended session to the store again, since it had read the session before the
    /// end and saves with a plain `SET`. A primary that is down takes no write.
    fn is_return_coming(&self, session: SessionId) -> bool {
        let has_read =
            |job: &Job| job.request.action == Action::AddToCart && job.session.is_some_and(|found| found.id == session);
        let reads = |message: &Message| matches!(*message, Message::StoreResponse { answer: StoreAnswer::Read(Some(found)), .. } if found.id == session);
        matches!(self.config.sessions, Sessions::Shared(_))
            && self.config.save_mode() == SaveMode::Set
            && !self.is_primary_down()
            && (self.servers.iter().flat_map(|server| &server.running).any(has_read) || self.any_in_flight(reads))
    }

    /// Reason for which a request of this client carried no session id; `None` if the client has no session id cookie.
    pub fn cookie_withheld(&self, client: ClientId) -> Option<CookieWithheld> {
        let cookie = self.client(client)?.session_cookie()?;
        let insecure = cookie.set.secure && !self.config.on(Setting::Https);
        Some(if insecure { CookieWithheld::Secure } else { CookieWithheld::SameSiteStrict })
    }

    /// True if no cookie names the session and its holders have it until it expires: no copy on its way ends it.
    pub fn is_orphan(&self, session: SessionId, owner: ClientId) -> bool {
        self.is_unnamed(session, owner) && !self.is_end_on_its_way(session)
    }

    /// True if no cookie names the session, neither in its owner's jar nor on the way to it.
    pub(in crate::model::world) fn is_unnamed(&self, session: SessionId, owner: ClientId) -> bool {
        !self.clients[owner.index()].jar.holds(session) && !self.is_cookie_on_its_way(session)
    }

    /// True if a request has ended the session at one member, by a sign-out or a new id, and a copy that ends it at
    /// another is queued, in flight or not applied yet.
    pub fn is_end_on_its_way(&self, session: SessionId) -> bool {
        self.is_end_coming_that(session, |_| true)
    }

    /// True if the member that ended the session had this item, and a copy that ends the session is on its way.
    pub(in crate::model::world) fn is_seen_by_end(&self, session: SessionId, item: u32) -> bool {
        self.is_end_coming_that(session, |write| write.session().items.contains(item))
    }

    fn is_end_coming_that(&self, session: SessionId, wanted: impl Fn(&SessionWrite) -> bool) -> bool {
        if self.config.sessions != Sessions::Replicated {
            return false;
        }
        let ends = |write: &SessionWrite| write.ends() == Some(session) && wanted(write);
        let is_here = |server: &Server| {
            server.outbox.iter().any(ends) || server.inbox.iter().chain(&server.applying).any(|copy| ends(&copy.write))
        };
        let is_flying = |message: &Message| message.carried_write().is_some_and(|(_, write)| ends(&write));
        self.servers.iter().any(is_here) || self.any_in_flight(is_flying)
    }

    /// True if a response with this session's `Set-Cookie` is in flight, or is held by its server until the session is
    /// written or copied.
    fn is_cookie_on_its_way(&self, session: SessionId) -> bool {
        let sets =
            |response: &Response| response.set_cookie.is_some_and(|set| set.value == CookieValue::Session(session));
        let held = |job: &Job| job.answer().is_some_and(sets);
        self.servers.iter().flat_map(|server| &server.running).any(held)
            || self.any_in_flight(|message| match message {
                Message::ResponseToBalancer { response, .. } | Message::ResponseToClient { response, .. } => {
                    sets(response)
                }
                Message::RequestToBalancer { .. }
                | Message::RequestToServer { .. }
                | Message::Copy { .. }
                | Message::CopyAck { .. }
                | Message::StoreRequest { .. }
                | Message::StoreResponse { .. }
                | Message::Replicate { .. } => false,
            })
    }

    /// Place of a session that `server` has just created or changed.
    pub fn stored_at(&self, server: ServerId) -> StoredAt {
        match self.config.sessions {
            Sessions::Shared(_) => StoredAt::Store(self.primary),
            Sessions::Replicated => match self.receivers_of(server).count() as u64 {
                0 if self.is_outside_cluster(server) && self.has_several_servers() => StoredAt::OneOfServers,
                0 => StoredAt::OnlyServer,
                receivers => StoredAt::WithCopies(receivers),
            },
            Sessions::Local if self.has_several_servers() => StoredAt::OneOfServers,
            Sessions::Local => StoredAt::OnlyServer,
        }
    }

    /// True if a copy of this version or a newer one is queued, on its way to `server`, or not applied there yet.
    pub fn is_version_coming(&self, server: ServerId, session: SessionId, version: u32) -> bool {
        let brings = |write: &SessionWrite| write.session().id == session && write.session().version >= version;
        let in_flight = || {
            self.any_in_flight(|message| {
                let carried = message.carried_write();
                carried.is_some_and(|(to, write)| to == Holder::Server(server) && brings(&write))
            })
        };
        let queued = || self.servers.iter().any(|sender| sender.outbox.iter().any(brings));
        let arrived = self
            .server(server)
            .is_some_and(|here| here.inbox.iter().chain(&here.applying).any(|copy| brings(&copy.write)));
        arrived || queued() || in_flight()
    }

    /// Effect of a copy of `version` that `server` has just applied.
    pub fn copy_outcome(&self, server: ServerId, session: SessionId, version: u32) -> CopyOutcome {
        match self.server(server).and_then(|server| server.table.get(session)) {
            Some(held) if held.version > version => CopyOutcome::NewerVersion(held.version),
            Some(_) => CopyOutcome::SameVersion,
            None => CopyOutcome::Deleted,
        }
    }
}
