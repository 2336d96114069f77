//! Queries about sessions: their holders and versions, the session a cookie names, and the reason for a stale read.

use crate::model::config::{Sessions, Setting};
use crate::model::cookie::{CookieValue, CookieWithheld};
use crate::model::http::Response;
use crate::model::ids::{ClientId, Holder, ServerId, SessionId, StoreId};
use crate::model::message::Message;
use crate::model::server::{Job, Phase};
use crate::model::session::{Session, SessionWrite};

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
    /// On the disk of the primary store, which is down.
    OnDisk(SessionId, StoreId),
    /// Nowhere.
    Gone(SessionId),
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

/// Reason for a stale read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum StaleCause {
    /// The request was faster than the copy, which is queued, in flight or not applied yet.
    CopyPending,
    /// No copy with the newer version will arrive: it was lost, or never sent.
    NoCopyPending,
    /// Another request wrote to the shared store after the read.
    WrittenAfterRead,
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
        let servers = self.servers.iter().filter(|server| server.up);
        let servers = servers.map(|server| (Holder::Server(server.id), &server.table));
        let stores = self.stores.iter().filter(|store| store.up && store.id == self.primary);
        let stores = stores.map(|store| (Holder::Store(store.id), &store.table));
        servers.chain(stores).filter_map(move |(holder, table)| Some((holder, *table.get(session)?)))
    }

    /// First holder of a session that can be asked.
    pub fn holder_of(&self, session: SessionId) -> Option<Holder> {
        self.holders_of(session).next().map(|(holder, _)| holder)
    }

    /// Newest version of a session among the holders that can be asked.
    pub fn newest_version(&self, session: SessionId) -> Option<u32> {
        self.holders_of(session).map(|(_, held)| held.version).max()
    }

    /// True if a holder that can be asked has a newer version than this one.
    pub fn is_outdated(&self, held: &Session) -> bool {
        self.newest_version(held.id).is_some_and(|newest| newest > held.version)
    }

    /// Newest version of a session that copies will bring to servers that are up; 0 without one. An update brings
    /// nothing to a server that has neither the session nor a copy that creates it.
    pub(in crate::model::world) fn newest_coming(&self, id: SessionId) -> u32 {
        let mut newest = 0;
        // A copy that creates the session comes before the copies that update it.
        let mut has_it: Vec<bool> =
            self.servers.iter().map(|server| server.up && server.table.get(id).is_some()).collect();
        self.each_copy(&mut |server, write| {
            let Session { id: of, version, .. } = write.session();
            let brings = match write {
                SessionWrite::Create { .. } => true,
                SessionWrite::Update { .. } => has_it[server.index()],
                SessionWrite::Touch { .. } | SessionWrite::Delete { .. } => false,
            };
            if of == id && brings {
                has_it[server.index()] = true;
                newest = newest.max(version);
            }
        });
        newest
    }

    /// Calls `visit` for every copy that a server has yet to apply: first those that have arrived, then those in flight
    /// to a server that is up.
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
            if let Message::Copy { to, write, .. } = flying.message
                && self.servers[to.index()].up
            {
                visit(to, &write);
            }
        }
    }

    /// Place of the session that this client's session id cookie names.
    pub fn session_of_cookie(&self, client: ClientId) -> SessionOfCookie {
        let Some(session) = self.client(client).and_then(|client| client.session()) else {
            return SessionOfCookie::NoCookie;
        };
        if let Some(holder) = self.holder_of(session) {
            return SessionOfCookie::Held(session, holder);
        }
        if !self.is_primary_down() {
            return SessionOfCookie::Gone(session);
        }
        let holds = |store: &StoreId| self.stores[store.index()].surviving().get(session).is_some();
        match (self.replica().filter(holds), holds(&self.primary)) {
            (Some(replica), _) => SessionOfCookie::OnReplica(session, replica),
            (None, true) => SessionOfCookie::OnDisk(session, self.primary),
            (None, false) => SessionOfCookie::Gone(session),
        }
    }

    /// True if the client's next request must get the login form: its cookie names no session, and no copy, restart or
    /// promotion would bring that session back.
    pub fn will_be_anonymous(&self, client: ClientId) -> bool {
        match self.session_of_cookie(client) {
            SessionOfCookie::NoCookie => true,
            SessionOfCookie::Held(..) | SessionOfCookie::OnReplica(..) | SessionOfCookie::OnDisk(..) => false,
            SessionOfCookie::Gone(session) => self.newest_coming(session) == 0,
        }
    }

    /// Reason for which a request of this client carried no session id; `None` if the client has no session id cookie.
    pub fn cookie_withheld(&self, client: ClientId) -> Option<CookieWithheld> {
        let cookie = self.client(client)?.session_cookie()?;
        let insecure = cookie.set.secure && !self.config.on(Setting::Https);
        Some(if insecure { CookieWithheld::Secure } else { CookieWithheld::SameSiteStrict })
    }

    /// True if no cookie names the session, neither in its owner's jar nor on the way to it.
    pub fn is_orphan(&self, session: SessionId, owner: ClientId) -> bool {
        !self.clients[owner.index()].jar.holds(session) && !self.is_cookie_on_its_way(session)
    }

    /// True if a response with this session's `Set-Cookie` is in flight, or is held by its server until the session is
    /// written or copied.
    fn is_cookie_on_its_way(&self, session: SessionId) -> bool {
        let sets =
            |response: &Response| response.set_cookie.is_some_and(|set| set.value == CookieValue::Session(session));
        let held = |job: &Job| match &job.phase {
            Phase::Writing { response } | Phase::Replicating { response, .. } => sets(response),
            Phase::Reading | Phase::Working => false,
        };
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

    /// Reason for which `server` has a version of the session that is older than `newest`.
    pub fn stale_cause(&self, server: ServerId, session: SessionId, newest: u32) -> StaleCause {
        if matches!(self.config.sessions, Sessions::Shared(_)) {
            return StaleCause::WrittenAfterRead;
        }
        let brings = |write: &SessionWrite| write.session().id == session && write.session().version >= newest;
        let in_flight = || {
            self.any_in_flight(|message| match message {
                Message::Copy { to, write, .. } => *to == server && brings(write),
                Message::RequestToBalancer { .. }
                | Message::RequestToServer { .. }
                | Message::ResponseToBalancer { .. }
                | Message::ResponseToClient { .. }
                | Message::CopyAck { .. }
                | Message::StoreRequest { .. }
                | Message::StoreResponse { .. }
                | Message::Replicate { .. } => false,
            })
        };
        let queued = || self.servers.iter().any(|sender| sender.outbox.iter().any(brings));
        let arrived = self
            .server(server)
            .is_some_and(|here| here.inbox.iter().chain(&here.applying).any(|copy| brings(&copy.write)));
        if arrived || queued() || in_flight() { StaleCause::CopyPending } else { StaleCause::NoCopyPending }
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
