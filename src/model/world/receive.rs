//! What a browser does with the end of a request: shows the page and keeps the cookie, or says that there is no answer.

use crate::model::client::View;
use crate::model::cookie::{CookieValue, Initiator, SetCookie, Stored};
use crate::model::fact::{DropCause, Fact, Observer, OrphanCause};
use crate::model::http::Response;
use crate::model::ids::{ClientId, RequestId, ServerId, SessionId};

use super::World;

impl World {
    /// An answer reached the browser.
    pub(super) fn receive(&mut self, id: RequestId, response: Response, observer: &mut impl Observer) {
        let Response { status, page, set_cookie, affinity_cookie } = response;
        self.close(id, View::Page(page));
        self.observe(Fact::ResponseReceived { id, status, page }, observer);
        for set in [set_cookie, affinity_cookie].into_iter().flatten() {
            self.store_cookie(id.client, set, observer);
        }
    }

    fn store_cookie(&mut self, client: ClientId, set: SetCookie, observer: &mut impl Observer) {
        let context = self.cookie_context(Initiator::SameSite);
        let stored = self.clients[client.index()].jar.store(self.now, context, set);
        let replaced = match stored {
            Stored::Added => None,
            Stored::Replaced(old) => Some(old),
            Stored::Removed(old) => return old.into_iter().for_each(|old| self.lapse(client, old, observer)),
            Stored::RefusedInsecure => return self.refuse_cookie(client, set.value, observer),
        };
        match set.value {
            CookieValue::Session(session) => {
                let replaced = replaced.and_then(CookieValue::session);
                self.observe(Fact::CookieStored { client, session, replaced }, observer);
                if let Some(old) = replaced {
                    self.orphan(old, client, OrphanCause::Overwritten { by: session }, observer);
                }
            }
            CookieValue::Server(server) => {
                let replaced: Option<ServerId> = replaced.and_then(CookieValue::server);
                self.observe(Fact::AffinityCookieStored { client, server, replaced }, observer);
            }
        }
    }

    fn refuse_cookie(&mut self, client: ClientId, value: CookieValue, observer: &mut impl Observer) {
        if let Some(session) = value.session() {
            self.observe(Fact::CookieRefused { client, session }, observer);
            self.orphan(session, client, OrphanCause::Refused, observer);
        }
    }

    /// A cookie left the jar because its time had passed.
    pub(super) fn lapse(&mut self, client: ClientId, value: CookieValue, observer: &mut impl Observer) {
        let session: Option<SessionId> = value.session();
        if let Some(session) = session {
            self.observe(Fact::CookieLapsed { client, session }, observer);
            self.orphan(session, client, OrphanCause::Lapsed, observer);
        }
    }

    /// The request ended without an answer.
    pub(super) fn end_without_answer(&mut self, id: RequestId, because: DropCause, observer: &mut impl Observer) {
        self.close_unreachable(id);
        self.observe(Fact::RequestDropped { id, because }, observer);
    }

    /// The browser shows that the site can't be reached.
    pub(super) fn close_unreachable(&mut self, id: RequestId) {
        self.close(id, View::Unreachable);
    }

    fn close(&mut self, id: RequestId, view: View) {
        let browser = &mut self.clients[id.client.index()];
        browser.open -= 1;
        browser.view = view;
    }
}
