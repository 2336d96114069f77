//! What a browser does with the end of a request: shows the page and keeps the cookie, or says that there is no answer.

use crate::model::client::View;
use crate::model::cookie::{Initiator, SetCookie, Stored};
use crate::model::fact::{DropCause, Fact, Observer, OrphanCause};
use crate::model::http::Response;
use crate::model::ids::{ClientId, RequestId, SessionId};

use super::World;

impl World {
    /// An answer reached the browser.
    pub(super) fn receive(&mut self, id: RequestId, response: Response, observer: &mut impl Observer) {
        let Response { status, page, set_cookie } = response;
        self.close(id, View::Page(page));
        self.observe(Fact::ResponseReceived { id, status, page }, observer);
        if let Some(set) = set_cookie {
            self.store_cookie(id.client, set, observer);
        }
    }

    fn store_cookie(&mut self, client: ClientId, set: SetCookie, observer: &mut impl Observer) {
        let context = self.cookie_context(Initiator::SameSite);
        let session = set.value;
        match self.clients[client.index()].jar.store(self.now, context, set) {
            Stored::Added => self.observe(Fact::CookieStored { client, session, replaced: None }, observer),
            Stored::Replaced(old) => {
                self.observe(Fact::CookieStored { client, session, replaced: Some(old) }, observer);
                self.orphan(old, client, OrphanCause::Overwritten { by: session }, observer);
            }
            Stored::Removed(old) => self.lapse(client, old, observer),
            Stored::RefusedInsecure => self.observe(Fact::CookieRefused { client, session }, observer),
        }
    }

    fn lapse(&mut self, client: ClientId, session: Option<SessionId>, observer: &mut impl Observer) {
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
