//! A browser: it shows the answers, and stores, refuses or drops cookies.

use crate::model::agenda::Timer;
use crate::model::client::{Client, View};
use crate::model::config::Setting;
use crate::model::cookie::{CookieContext, CookieValue, Initiator, SetCookie, StoreOutcome};
use crate::model::fact::{DropCause, Fact, OrphanCause};
use crate::model::http::Response;
use crate::model::ids::{ClientId, RequestId};

use super::World;

impl World {
    /// An answer arrived: the browser shows its page and stores its cookies.
    pub(super) fn receive(&mut self, id: RequestId, response: Response) {
        let Response { status, page, set_cookie, affinity_cookie } = response;
        self.close(id, View::Page(page));
        self.record(Fact::ResponseReceived { id, status, page });
        for set in [set_cookie, affinity_cookie].into_iter().flatten() {
            self.store_cookie(id.client, set);
        }
    }

    /// The server refused the connection of a request without a balancer between them.
    pub(super) fn close_unreachable(&mut self, id: RequestId) {
        self.close(id, View::Unreachable);
    }

    /// The connection of a request broke before its answer arrived.
    pub(super) fn end_without_answer(&mut self, id: RequestId, because: DropCause) {
        self.close_unreachable(id);
        self.record(Fact::RequestDropped { id, because });
    }

    fn close(&mut self, id: RequestId, view: View) {
        let browser = &mut self.clients[id.client.index()];
        browser.open -= 1;
        browser.view = view;
    }

    fn store_cookie(&mut self, client: ClientId, set: SetCookie) {
        let context = self.cookie_context(Initiator::SameSite);
        let replaced = match self.clients[client.index()].jar.store(self.now, context, set) {
            StoreOutcome::Added => None,
            StoreOutcome::Replaced(old) => Some(old),
            StoreOutcome::Removed(old) => return old.into_iter().for_each(|old| self.record_lapse(client, old)),
            StoreOutcome::RefusedInsecure => return self.record_refusal(client, set.value),
        };
        if let Some(age) = set.max_age {
            self.set_timer(age, Timer::CookieLapse { client });
        }
        match set.value {
            CookieValue::Session(session) => {
                let replaced = replaced.and_then(CookieValue::session);
                self.record(Fact::CookieStored { client, session, replaced });
                if let Some(old) = replaced {
                    self.end_cookie(old, client, OrphanCause::Overwritten { by: session });
                }
            }
            CookieValue::Server(server) => {
                let replaced = replaced.and_then(CookieValue::server);
                self.record(Fact::AffinityCookieStored { client, server, replaced });
            }
        }
    }

    fn record_refusal(&mut self, client: ClientId, value: CookieValue) {
        if let Some(session) = value.session() {
            self.record(Fact::CookieRefused { client, session });
            self.end_cookie(session, client, OrphanCause::Refused);
        }
    }

    /// Removes cookies past their `Max-Age`. A browser must do so at any time that it has one (RFC 6265bis section
    /// 5.7).
    pub(super) fn evict_lapsed_cookies(&mut self, client: ClientId) {
        while let Some(cookie) = self.clients[client.index()].jar.evict_lapsed(self.now) {
            self.record_lapse(client, cookie);
        }
    }

    fn record_lapse(&mut self, client: ClientId, value: CookieValue) {
        if let Some(session) = value.session() {
            self.record(Fact::CookieLapsed { client, session });
            self.end_cookie(session, client, OrphanCause::Lapsed);
        }
    }

    pub(super) fn clear_cookies(&mut self, client: ClientId) -> bool {
        let Some(browser) = self.clients.get(client.index()) else { return false };
        let cookies = browser.jar.cookies().len() as u8;
        if cookies == 0 {
            return false;
        }
        self.record(Fact::CookiesCleared { client, cookies });
        while let Some(cookie) = self.clients[client.index()].jar.take() {
            if let Some(session) = cookie.session() {
                self.end_cookie(session, client, OrphanCause::Cleared);
            }
        }
        true
    }

    pub(super) fn change_address(&mut self, client: ClientId) -> bool {
        self.readdress(client, Client::change_address)
    }

    pub(super) fn share_address(&mut self, client: ClientId) -> bool {
        self.readdress(client, Client::share_address)
    }

    fn readdress(&mut self, client: ClientId, change: fn(&mut Client)) -> bool {
        let Some(browser) = self.clients.get_mut(client.index()) else { return false };
        let from = browser.address;
        change(browser);
        let to = browser.address;
        if from == to {
            return false;
        }
        self.record(Fact::AddressChanged { client, from, to });
        true
    }

    /// Context in which cookies are sent and stored.
    pub(super) fn cookie_context(&self, initiator: Initiator) -> CookieContext {
        CookieContext { secure: self.config.on(Setting::Https), initiator }
    }
}
