//! Queries about sessions: their holders and versions, and the session a cookie names.

use crate::model::config::{SaveMode, Sessions, Setting};
use crate::model::cookie::{CookieValue, CookieWithheld};
use crate::model::http::{Action, Response};
use crate::model::ids::{ClientId, Holder, ServerId, SessionId, StoreId};
use crate::model::message::{Message, StoreAnswer, StoreOp};
use crate::model::server::{Job, Phase};
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

impl World {
    /// Every holder of a session that can be asked: servers that are up, and the primary store.
    pub fn holders_of(&self, session: SessionId) -> impl Iterator<Item = (Holder, Session)> {
        let servers = self.servers.iter().filter(|server| server.is_up());
        let servers = servers.map(|server| (Holder::Server(server.id), &server.table));
        let stores = self.stores.iter().filter(|store| store.is_up() && store.id == self.primary);
        let stores = stores.map(|store| (Holder::Store(store.id), store.table()));
        servers.chain(stores).filter_map(move |(holder, table)| Some((holder, *table.get(session)?)))
    }

    /// Servers that are up and have a session.
    pub fn servers_with(&self, session: SessionId) -> Vec<ServerId> {
        let is_server = |(holder, _)| match holder {
            Holder::Server(server) => Some(server),
            Holder::Store(_) => None,
        };
        self.holders_of(session).filter_map(is_server).collect()
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

    /// True if the primary store is down and had ended this session. A restart or a promotion can bring it back.
    pub(in crate::model::world) fn had_ended_before_death(&self, session: SessionId) -> bool {
        let at_death = self.store(self.primary).and_then(Store::at_death);
        at_death.is_some_and(|contents| contents.written.get(session).is_none())
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
            SessionOfCookie::Gone(session) => !self.is_creation_coming(session) && !self.is_return_coming(session),
        }
    }

    /// True if a request can still write this session, which is gone, to the store again: it had read the session before,
    /// adds an item, and saves with a plain `SET`.
    fn is_return_coming(&self, session: SessionId) -> bool {
        if self.config.save_mode() != SaveMode::Set || !self.is_store_up(self.primary) {
            return false;
        }
        let works_on_it = |job: &Job| {
            let has_it = job.session.is_some_and(|found| found.id == session);
            has_it && job.phase == Phase::Working && job.request.action == Action::AddToCart
        };
        let writes_it = |op: &StoreOp| matches!(op, StoreOp::Write(SessionWrite::Update { session: written, .. }) if written.id == session);
        let carries_it = |message: &Message| match message {
            Message::StoreRequest { op, .. } => writes_it(op),
            Message::StoreResponse { answer: StoreAnswer::Read(Some(found)), .. } => found.id == session,
            _ => false,
        };
        self.servers.iter().flat_map(|server| &server.running).any(works_on_it)
            || self.stores.iter().flat_map(|store| &store.jobs).any(|job| writes_it(&job.op))
            || self.any_in_flight(carries_it)
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
}
