//! What a server does with a request: takes the connection, looks the session up, and after the service time writes,
//! answers and takes the next. The application is a small shop; its sessions behave as Tomcat's (rules R3 and R37).

use crate::model::agenda::Timer;
use crate::model::config::{MAX_CART, Sessions, Setting};
use crate::model::cookie::{CookieValue, SameSite, SetCookie};
use crate::model::fact::{ConnectError, DestroyCause, Fact, Limit, Observer};
use crate::model::http::{Action, Page, Request, Response};
use crate::model::ids::{Holder, RequestId, ServerId, SessionId};
use crate::model::message::{Message, ReplyTo, StoreOp};
use crate::model::server::{Admission, Job, Phase};
use crate::model::session::{Session, SessionWrite};
use crate::model::time::SimDuration;

use super::World;

/// What the application decided: the page, and what is to be written.
struct Outcome {
    response: Response,
    write: Option<SessionWrite>,
}

impl World {
    /// A request reached a server.
    pub(super) fn connect(
        &mut self,
        id: RequestId,
        server: ServerId,
        request: Request,
        reply_to: ReplyTo,
        observer: &mut impl Observer,
    ) {
        let job = Job { id, request, reply_to, phase: Phase::Working, session: None };
        let waiting = self.servers[server.index()].queue.len() as u16;
        match self.servers[server.index()].admit(job) {
            Admission::Start => self.start(server, job, observer),
            Admission::Queue(place) => self.observe(Fact::Queued { id, server, place }, observer),
            Admission::Full => self.refuse(id, server, ConnectError::QueueFull { waiting }, reply_to, observer),
            Admission::Joining => self.refuse(id, server, ConnectError::Joining, reply_to, observer),
            Admission::Down => self.refuse(id, server, ConnectError::Down, reply_to, observer),
        }
    }

    fn refuse(
        &mut self,
        id: RequestId,
        server: ServerId,
        because: ConnectError,
        reply_to: ReplyTo,
        observer: &mut impl Observer,
    ) {
        match reply_to {
            ReplyTo::Balancer => self.connect_failed(id, server, because, observer),
            ReplyTo::Client => {
                self.close_unreachable(id);
                self.observe(Fact::RequestRefused { id, server, because }, observer);
            }
        }
    }

    /// A worker begins: looking the session up is the first thing it does, and that alone renews the idle timeout.
    fn start(&mut self, server: ServerId, job: Job, observer: &mut impl Observer) {
        let id = job.id;
        self.observe(Fact::ServiceStarted { id, server }, observer);
        match (self.config.sessions, job.request.cookies.session) {
            (Sessions::Shared(_), Some(session)) => {
                self.set_phase(server, id, Phase::Reading);
                self.ask(id, server, StoreOp::Read(session), observer);
            }
            (Sessions::Local | Sessions::Replicated | Sessions::Shared(_), looked_for) => {
                let found = looked_for.and_then(|session| self.touch(server, session));
                if let Some(job) = self.servers[server.index()].job_mut(id) {
                    job.session = found;
                }
                self.tell_lookup(id, server, looked_for, found, observer);
                self.work(server, id);
            }
        }
    }

    /// Says what a server found under the id a request carried.
    pub(super) fn tell_lookup(
        &mut self,
        id: RequestId,
        server: ServerId,
        looked_for: Option<SessionId>,
        found: Option<Session>,
        observer: &mut impl Observer,
    ) {
        let Some(session) = looked_for else { return self.observe(Fact::NoCookieSent { id, server }, observer) };
        let Some(Session { version, .. }) = found else {
            let held_by = self.holder_of(session);
            return self.observe(Fact::SessionNotFound { id, server, session, held_by }, observer);
        };
        self.observe(Fact::SessionFound { id, server, session, version }, observer);
        // A store that all share has no older copy: what changes after it was read is a race, and told when it is lost.
        let newest = self.newest_version(session).unwrap_or(version);
        if newest > version && self.config.sessions == Sessions::Replicated {
            self.observe(Fact::StaleRead { id, server, session, version, newest }, observer);
        }
    }

    /// The application works for the service time.
    pub(super) fn work(&mut self, server: ServerId, id: RequestId) {
        self.set_phase(server, id, Phase::Working);
        self.set_timer(self.config.duration(Setting::Service), Timer::ServiceDone { server, request: id });
    }

    fn set_phase(&mut self, server: ServerId, id: RequestId, phase: Phase) {
        if let Some(job) = self.servers[server.index()].job_mut(id) {
            job.phase = phase;
        }
    }

    /// Starts what waits at a server, as far as workers are free: copies first, then requests.
    pub(super) fn start_waiting(&mut self, server: ServerId, observer: &mut impl Observer) {
        self.start_applying(server);
        while let Some(job) = self.servers[server.index()].start_next() {
            self.start(server, job, observer);
        }
    }

    /// The application is done: what it changed is written where sessions live, and the answer leaves as soon as that
    /// place allows.
    pub(super) fn complete(&mut self, server: ServerId, id: RequestId, observer: &mut impl Observer) {
        let Some(job) = self.servers[server.index()].job_mut(id).copied() else { return };
        let session = match self.config.sessions {
            Sessions::Shared(_) => job.session,
            // Looked up anew: while the worker worked, the session may have been ended or changed by another request. What
            // a page only shows was read at the beginning.
            Sessions::Local | Sessions::Replicated => {
                let live = job.request.cookies.session.and_then(|session| self.live_session(server, session));
                match job.request.action {
                    Action::Me | Action::ViewCart => live.and(job.session),
                    Action::Login | Action::AddToCart | Action::Logout => live,
                }
            }
        };
        let Outcome { response, write } = self.decide(job, session, observer);
        let Some(write) = write else { return self.answer(server, id, response, observer) };
        match (self.config.sessions, write) {
            (Sessions::Shared(_), SessionWrite::Touch { .. }) => self.answer(server, id, response, observer),
            (Sessions::Shared(_), write) => {
                self.set_phase(server, id, Phase::Writing { response });
                self.ask(id, server, StoreOp::Write(write), observer);
            }
            (Sessions::Local | Sessions::Replicated, write) => {
                self.write_here(server, id, write, observer);
                // Phase first: a member that is gone acknowledges at once.
                let waiting = self.receivers_of(server).count() as u8;
                self.set_phase(server, id, Phase::Replicating { response, waiting });
                match self.replicate(server, write, id, observer) {
                    0 => self.answer(server, id, response, observer),
                    _ => self.start_applying(server),
                }
            }
        }
    }

    /// What the shop does with a request that comes with this session, or with none.
    fn decide(&mut self, job: Job, session: Option<Session>, observer: &mut impl Observer) -> Outcome {
        let action = job.request.action;
        if action == Action::Login {
            return self.log_in(job.request, session);
        }
        let Some(session) = session else {
            return Outcome { response: Response::page(Page::LoginForm), write: None };
        };
        let touch = Some(SessionWrite::Touch { session: Session { last_access: self.now, ..session } });
        match action {
            Action::Login | Action::Me => {
                Outcome { response: Response::page(Page::Profile { user: session.owner }), write: touch }
            }
            Action::ViewCart => Outcome { response: Response::page(Page::Cart { items: session.cart }), write: touch },
            Action::AddToCart if session.cart >= MAX_CART => {
                let limit = Limit::Cart { client: session.owner, limit: MAX_CART };
                self.observe(Fact::LimitReached { limit }, observer);
                Outcome { response: Response::page(Page::Cart { items: session.cart }), write: touch }
            }
            Action::AddToCart => {
                let (cart, version) = (session.cart + 1, session.version + 1);
                let written = Session { cart, item: job.id.nth, version, last_access: self.now, ..session };
                let write = SessionWrite::Update { session: written, base: session.version };
                Outcome { response: Response::page(Page::Cart { items: cart }), write: Some(write) }
            }
            Action::Logout => {
                let write = Some(SessionWrite::Delete { session });
                Outcome { response: Response::page(Page::SignedOut), write }
            }
        }
    }

    /// A login always gets a fresh id. Where the request came with a session that is found, its attributes move to the new
    /// id and the old id is dead (Tomcat `changeSessionId`, R37).
    fn log_in(&mut self, request: Request, before: Option<Session>) -> Outcome {
        let owner = request.user;
        let kept = before.filter(|session| session.owner == owner);
        let session = Session {
            id: self.fresh_session_id(),
            owner,
            cart: kept.map_or(0, |session| session.cart),
            item: kept.map_or(0, |session| session.item),
            version: kept.map_or(1, |session| session.version + 1),
            created: self.now,
            last_access: self.now,
        };
        let response = Response {
            set_cookie: Some(self.session_cookie(session.id)),
            ..Response::page(Page::Welcome { user: owner })
        };
        let replaces = before.map(|session| session.id);
        Outcome { response, write: Some(SessionWrite::Create { session, replaces }) }
    }

    /// Writes into the server's own table.
    fn write_here(&mut self, server: ServerId, id: RequestId, write: SessionWrite, observer: &mut impl Observer) {
        self.servers[server.index()].table.apply(&write);
        self.tell_write(id, server, write, observer);
        match write {
            SessionWrite::Create { session, .. } => self.watch_idle(Holder::Server(server), session),
            SessionWrite::Update { .. } | SessionWrite::Touch { .. } | SessionWrite::Delete { .. } => {}
        }
    }

    /// Says what a write changed; that a session was used is told when it is looked up.
    pub(super) fn tell_write(
        &self,
        id: RequestId,
        server: ServerId,
        write: SessionWrite,
        observer: &mut impl Observer,
    ) {
        let Session { id: session, owner, version, cart, .. } = write.session();
        let fact = match write {
            SessionWrite::Create { replaces, .. } => Fact::SessionCreated { id, server, session, owner, replaces },
            SessionWrite::Update { .. } => Fact::SessionWritten { id, server, session, version, cart },
            SessionWrite::Delete { .. } => Fact::SessionInvalidated { id, server, session },
            SessionWrite::Touch { .. } => return,
        };
        self.observe(fact, observer);
    }

    /// The answer leaves, and the worker is free.
    pub(super) fn answer(&mut self, server: ServerId, id: RequestId, response: Response, observer: &mut impl Observer) {
        let Some(job) = self.servers[server.index()].finish(id) else { return };
        let Response { status, page, set_cookie, .. } = response;
        self.observe(Fact::Answered { id, server, status, page, set_cookie }, observer);
        self.send(match job.reply_to {
            ReplyTo::Balancer => Message::ResponseToBalancer { id, server, response },
            ReplyTo::Client => {
                Message::ResponseToClient { id, server: Some(server), through_balancer: false, response }
            }
        });
        self.start_waiting(server, observer);
    }

    fn session_cookie(&self, session: SessionId) -> SetCookie {
        let max_age = self.config.duration(Setting::CookieMaxAge);
        SetCookie {
            value: CookieValue::Session(session),
            path: "/",
            max_age: (max_age != SimDuration::ZERO).then_some(max_age),
            http_only: true,
            secure: self.config.on(Setting::CookieSecure),
            same_site: match self.config.get(Setting::CookieSameSite) {
                0 => SameSite::Unset,
                1 => SameSite::Lax,
                _ => SameSite::Strict,
            },
        }
    }

    /// The session, where this server holds it and it has not idled out.
    fn live_session(&self, server: ServerId, session: SessionId) -> Option<Session> {
        let found = self.servers[server.index()].table.get(session)?;
        (!found.expired(self.now, self.config.duration(Setting::Idle))).then_some(*found)
    }

    /// Renews a session's idle timeout, where the server holds it.
    fn touch(&mut self, server: ServerId, session: SessionId) -> Option<Session> {
        self.live_session(server, session)?;
        let session = self.servers[server.index()].table.get_mut(session)?;
        session.last_access = self.now;
        Some(*session)
    }

    /// Looks again when the session may have idled out.
    pub(super) fn watch_idle(&mut self, holder: Holder, session: Session) {
        let at = session.last_access + self.config.duration(Setting::Idle);
        self.agenda.set(at.max(self.now), Timer::Expiry { holder, session: session.id });
    }

    /// A session's idle timeout may be over. Tomcat looks on every access and every so often in the background; here
    /// it is gone at the very moment, and destroyed with the last that held it.
    pub(super) fn expire(&mut self, holder: Holder, id: SessionId, observer: &mut impl Observer) {
        let idle = self.config.duration(Setting::Idle);
        let table = match holder {
            Holder::Server(server) => &mut self.servers[server.index()].table,
            Holder::Store(store) => &mut self.stores[store.index()].table,
        };
        let Some(session) = table.get(id).copied() else { return };
        if !session.expired(self.now, idle) {
            return self.watch_idle(holder, session);
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
            let owner = session.owner;
            self.observe(Fact::SessionDestroyed { holder, session: id, owner, orphan, because }, observer);
        }
    }
}
