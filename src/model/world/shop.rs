//! The application that the servers run: a small shop. It decides the page and the write of a request. Its sessions
//! behave as Tomcat's (rules R3 and R37).

use rand::RngExt;

use crate::model::config::{MAX_CART, Setting};
use crate::model::cookie::{CookieValue, SameSite, SetCookie};
use crate::model::fact::{Fact, Limit};
use crate::model::http::{Action, Page, Request, Response};
use crate::model::ids::SessionId;
use crate::model::server::Job;
use crate::model::session::{RecentItems, Session, SessionWrite};
use crate::model::time::SimDuration;

use super::World;

/// Decision of the application: the answer, and the write that must precede it.
pub(super) struct Outcome {
    pub(super) response: Response,
    pub(super) write: Option<SessionWrite>,
}

impl World {
    /// Handles a request whose cookie names this session; `None` without a session.
    pub(super) fn handle(&mut self, job: Job, session: Option<Session>) -> Outcome {
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
                self.record(Fact::LimitReached { limit });
                Outcome { response: Response::page(Page::Cart { items: session.cart }), write: touch }
            }
            Action::AddToCart => {
                let written = Session { last_access: self.now, ..session.with_item(job.id.nth) };
                let write = SessionWrite::Update { session: written, base: session.version };
                Outcome { response: Response::page(Page::Cart { items: written.cart }), write: Some(write) }
            }
            Action::Logout => {
                let write = Some(SessionWrite::Delete { session });
                Outcome { response: Response::page(Page::SignedOut), write }
            }
        }
    }

    /// Creates a session with a fresh id. The attributes of the user's session at this browser move to it, and its old
    /// id ends (Tomcat `changeSessionId`, R37).
    fn log_in(&mut self, request: Request, before: Option<Session>) -> Outcome {
        let owner = request.user;
        let renamed = before.filter(|session| session.owner == owner);
        let session = Session {
            id: self.fresh_session_id(),
            owner,
            cart: renamed.map_or(0, |session| session.cart),
            item: renamed.map_or(0, |session| session.item),
            items: renamed.map_or(RecentItems::default(), |session| session.items),
            version: renamed.map_or(1, |session| session.version + 1),
            created: self.now,
            last_access: self.now,
            primary: None,
        };
        let response = Response {
            set_cookie: Some(self.session_cookie(session.id)),
            ..Response::page(Page::Welcome { user: owner })
        };
        let replaces = before.map(|session| session.id);
        Outcome { response, write: Some(SessionWrite::Create { session, replaces }) }
    }

    /// Draws a session id. Two ids of a run are equal with a probability of 2^-128.
    fn fresh_session_id(&mut self) -> SessionId {
        SessionId(self.session_ids.random::<u128>())
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
}
