//! What a server does with a request: takes the connection, looks the session up, and after the service time writes,
//! answers and takes the next. The application is a small shop; its sessions behave as Tomcat's (rules R3 and R37).

use crate::model::agenda::Timer;
use crate::model::config::{MAX_CART, Setting};
use crate::model::cookie::{SameSite, SetCookie};
use crate::model::fact::{ConnectError, DestroyCause, Fact, Limit, Observer};
use crate::model::http::{Action, Page, Request, Response};
use crate::model::ids::{RequestId, ServerId, SessionId};
use crate::model::message::{Message, ReplyTo};
use crate::model::server::{Admission, Job};
use crate::model::session::Session;
use crate::model::time::SimDuration;

use super::World;

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
        let job = Job { id, request, reply_to };
        let waiting = self.servers[server.index()].queue.len() as u16;
        match self.servers[server.index()].admit(job) {
            Admission::Start => self.start(server, job, observer),
            Admission::Queue(place) => self.observe(Fact::Queued { id, server, place }, observer),
            Admission::Full => self.refuse(id, server, ConnectError::QueueFull { waiting }, reply_to, observer),
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
        let fact = match job.request.cookies.session {
            None => Fact::NoCookieSent { id, server },
            Some(session) => match self.touch(server, session) {
                Some(version) => Fact::SessionFound { id, server, session, version },
                None => Fact::SessionNotFound { id, server, session, held_by: self.holder_of(session) },
            },
        };
        self.observe(fact, observer);
        self.set_timer(self.config.duration(Setting::Service), Timer::ServiceDone { server, request: id });
    }

    /// Starts what waits in a server's queue, as far as workers are free.
    pub(super) fn start_waiting(&mut self, server: ServerId, observer: &mut impl Observer) {
        while let Some(job) = self.servers[server.index()].start_next() {
            self.start(server, job, observer);
        }
    }

    /// A worker is done.
    pub(super) fn complete(&mut self, server: ServerId, id: RequestId, observer: &mut impl Observer) {
        let Some(job) = self.servers[server.index()].finish(id) else { return };
        let response = self.respond(server, job, observer);
        let Response { status, page, set_cookie } = response;
        self.observe(Fact::Answered { id, server, status, page, set_cookie }, observer);
        self.send(match job.reply_to {
            ReplyTo::Balancer => Message::ResponseToBalancer { id, server, response },
            ReplyTo::Client => {
                Message::ResponseToClient { id, server: Some(server), through_balancer: false, response }
            }
        });
        self.start_waiting(server, observer);
    }

    fn respond(&mut self, server: ServerId, job: Job, observer: &mut impl Observer) -> Response {
        let Job { id, request, .. } = job;
        if request.action == Action::Login {
            return self.log_in(server, id, request, observer);
        }
        // Looked up anew: while the worker worked, the session may have been ended by another request.
        let session = request.cookies.session.and_then(|session| self.live_session(server, session));
        let Some(session) = session else { return Response::page(Page::LoginForm) };
        match request.action {
            Action::Login | Action::Me => Response::page(Page::Profile { user: session.owner }),
            Action::ViewCart => Response::page(Page::Cart { items: session.cart }),
            Action::AddToCart => self.add_to_cart(server, id, session, observer),
            Action::Logout => {
                self.servers[server.index()].table.remove(session.id);
                self.observe(Fact::SessionInvalidated { id, server, session: session.id }, observer);
                Response::page(Page::SignedOut)
            }
        }
    }

    /// A login always gets a fresh id. Where the request came with a session that this server holds, its attributes move
    /// to the new id and the old id is dead (Tomcat `changeSessionId`, R37).
    fn log_in(&mut self, server: ServerId, id: RequestId, request: Request, observer: &mut impl Observer) -> Response {
        let owner = request.user;
        let fresh = self.fresh_session_id();
        let before = request.cookies.session.and_then(|session| self.live_session(server, session));
        let table = &mut self.servers[server.index()].table;
        if let Some(before) = before {
            table.remove(before.id);
        }
        let kept = before.filter(|session| session.owner == owner);
        table.insert(Session {
            id: fresh,
            owner,
            cart: kept.map_or(0, |session| session.cart),
            version: kept.map_or(1, |session| session.version + 1),
            created: self.now,
            last_access: self.now,
        });
        let replaces = before.map(|session| session.id);
        self.observe(Fact::SessionCreated { id, server, session: fresh, owner, replaces }, observer);
        self.set_timer(self.config.duration(Setting::Idle), Timer::Expiry { server, session: fresh });
        Response { set_cookie: Some(self.session_cookie(fresh)), ..Response::page(Page::Welcome { user: owner }) }
    }

    fn add_to_cart(
        &mut self,
        server: ServerId,
        id: RequestId,
        session: Session,
        observer: &mut impl Observer,
    ) -> Response {
        if session.cart >= MAX_CART {
            let limit = Limit::Cart { client: session.owner, limit: MAX_CART };
            self.observe(Fact::LimitReached { limit }, observer);
            return Response::page(Page::Cart { items: session.cart });
        }
        let written = Session { cart: session.cart + 1, version: session.version + 1, ..session };
        self.servers[server.index()].table.insert(written);
        let Session { id: session, version, cart, .. } = written;
        self.observe(Fact::SessionWritten { id, server, session, version, cart }, observer);
        Response::page(Page::Cart { items: cart })
    }

    fn session_cookie(&self, value: SessionId) -> SetCookie {
        let max_age = self.config.duration(Setting::CookieMaxAge);
        SetCookie {
            value,
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

    /// Renews a session's idle timeout; its version, or `None` where the server does not hold it.
    fn touch(&mut self, server: ServerId, session: SessionId) -> Option<u32> {
        self.live_session(server, session)?;
        let session = self.servers[server.index()].table.get_mut(session)?;
        session.last_access = self.now;
        Some(session.version)
    }

    /// A session's idle timeout may be over. Tomcat looks on every access and every so often in the background; here
    /// it is gone at the very moment.
    pub(super) fn expire(&mut self, server: ServerId, id: SessionId, observer: &mut impl Observer) {
        let idle = self.config.duration(Setting::Idle);
        let Some(session) = self.servers[server.index()].table.get(id).copied() else { return };
        if !session.expired(self.now, idle) {
            let again = session.last_access + idle;
            return self.agenda.set(again, Timer::Expiry { server, session: id });
        }
        let orphan = self.is_orphan(id, session.owner);
        self.servers[server.index()].table.remove(id);
        let because = DestroyCause::Idle { for_: idle };
        let owner = session.owner;
        self.observe(Fact::SessionDestroyed { server, session: id, owner, orphan, because }, observer);
    }
}
