//! Carries commands out. One that means nothing here changes nothing and says so.

use crate::model::agenda::Timer;
use crate::model::client::Client;
use crate::model::command::Command;
use crate::model::config::MAX_OPEN_REQUESTS;
use crate::model::cookie::Initiator;
use crate::model::fact::{DropCause, Fact, Limit, Observer, OrphanCause, StoreDeath};
use crate::model::http::{Action, Request};
use crate::model::ids::{ClientId, CopyId, RequestId, ServerId, SessionId};
use crate::model::message::{Message, ReplyTo};
use crate::model::time::{SimDuration, SimTime};

use super::World;

impl World {
    /// Carries a command out at `at`. What is due before `at` must have been stepped through already.
    ///
    /// # Panics
    /// Where `at` lies before the world's own time or after something still due.
    pub fn apply(&mut self, at: SimTime, command: &Command, observer: &mut impl Observer) {
        assert!(self.now <= at, "commands never arrive in the past");
        assert!(self.next_due().is_none_or(|due| at <= due), "what is due comes first");
        self.now = at;
        let means_something = match *command {
            Command::SignIn(client) => self.request(client, Action::Login, Initiator::SameSite, observer),
            Command::OpenPage(client) => self.request(client, Action::Me, Initiator::SameSite, observer),
            Command::FollowLink(client) => self.request(client, Action::Me, Initiator::CrossSiteLink, observer),
            Command::ViewCart(client) => self.request(client, Action::ViewCart, Initiator::SameSite, observer),
            Command::AddToCart(client) => self.request(client, Action::AddToCart, Initiator::SameSite, observer),
            Command::SignOut(client) => self.request(client, Action::Logout, Initiator::SameSite, observer),
            Command::ClearCookies(client) => self.clear_cookies(client, observer),
            Command::ChangeAddress(client) => self.change_address(client, observer),
            Command::Crash(server) => self.crash(server, observer),
            Command::Restart(server) => self.restart(server, observer),
            Command::Upgrade(server) => self.upgrade(server, observer),
            Command::ShareAddress(client) => self.share_address(client, observer),
            Command::AddServer => self.add_server(true, observer),
            Command::AddLoneServer => self.add_server(false, observer),
            Command::RemoveServer(server) => self.remove_server(server, observer),
            Command::KillStore(store) => self.store_dies(store, StoreDeath::Killed, observer),
            Command::CutPower(store) => self.store_dies(store, StoreDeath::PowerCut, observer),
            Command::RestartStore(store) => self.restart_store(store, observer),
            Command::Promote => self.promote_by_hand(observer),
            Command::Drop(id) => self.drop_message(id, observer),
            Command::Delay(id, by) => self.delay_message(id, by, observer),
            Command::DropCopy(copy) => self.drop_copy(copy, observer),
            Command::DelayCopy(copy, by) => self.delay_copy(copy, by, observer),
            Command::Wait(duration) => {
                self.observe(Fact::WaitBegan { duration }, observer);
                self.set_timer(duration, Timer::WaitOver { duration });
                true
            }
        };
        if !means_something {
            self.observe(Fact::NotApplicable { command: *command }, observer);
        }
    }

    fn request(
        &mut self,
        client: ClientId,
        action: Action,
        initiator: Initiator,
        observer: &mut impl Observer,
    ) -> bool {
        if client.index() >= self.clients.len() {
            return false;
        }
        if self.clients[client.index()].open >= MAX_OPEN_REQUESTS {
            let limit = Limit::OpenRequests { client, limit: MAX_OPEN_REQUESTS };
            self.observe(Fact::LimitReached { limit }, observer);
            return true;
        }
        self.lapse_cookies(client, observer);
        let context = self.cookie_context(initiator);
        let browser = &mut self.clients[client.index()];
        let id = browser.next_request();
        let request = Request { action, user: client, cookies: browser.jar.header(action.path(), context) };
        browser.open += 1;
        let from = browser.address;
        self.observe(Fact::RequestSent { id, request, from }, observer);
        let message = match self.balancer {
            Some(_) => Message::RequestToBalancer { id, request, from },
            None => Message::RequestToServer { id, server: ServerId(0), request, reply_to: ReplyTo::Client },
        };
        self.send(message);
        true
    }

    /// Cookies whose `Max-Age` has passed leave the jar when the browser next looks into it (RFC 6265bis section 5.7).
    fn lapse_cookies(&mut self, client: ClientId, observer: &mut impl Observer) {
        while let Some(cookie) = self.clients[client.index()].jar.evict_lapsed(self.now) {
            self.lapse(client, cookie, observer);
        }
    }

    fn clear_cookies(&mut self, client: ClientId, observer: &mut impl Observer) -> bool {
        let Some(browser) = self.clients.get(client.index()) else { return false };
        let cookies = browser.jar.cookies().len() as u8;
        if cookies == 0 {
            return false;
        }
        self.observe(Fact::CookiesCleared { client, cookies }, observer);
        while let Some(cookie) = self.clients[client.index()].jar.take() {
            if let Some(session) = cookie.session() {
                self.orphan(session, client, OrphanCause::Cleared, observer);
            }
        }
        true
    }

    /// Says that no cookie leads to a session any more, where a server still holds it.
    pub(super) fn orphan(
        &self,
        session: SessionId,
        client: ClientId,
        because: OrphanCause,
        observer: &mut impl Observer,
    ) {
        if let Some(holder) = self.holder_of(session) {
            self.observe(Fact::SessionOrphaned { session, client, holder, because }, observer);
        }
    }

    fn change_address(&mut self, client: ClientId, observer: &mut impl Observer) -> bool {
        self.readdress(client, Client::change_address, observer)
    }

    fn share_address(&mut self, client: ClientId, observer: &mut impl Observer) -> bool {
        self.readdress(client, Client::share_address, observer)
    }

    fn readdress(&mut self, client: ClientId, change: fn(&mut Client), observer: &mut impl Observer) -> bool {
        let Some(browser) = self.clients.get_mut(client.index()) else { return false };
        let from = browser.address;
        change(browser);
        let to = browser.address;
        if from == to {
            return false;
        }
        self.observe(Fact::AddressChanged { client, from, to }, observer);
        true
    }

    /// A message that is dropped stands for a connection that broke: TCP would have sent a lost segment again.
    fn drop_message(&mut self, id: RequestId, observer: &mut impl Observer) -> bool {
        let Some(message) = self.agenda.take_message(&|message| message.request() == Some(id)) else { return false };
        self.observe(Fact::MessageDropped { id }, observer);
        match message {
            // The balancer goes on waiting, until `timeout server`.
            Message::RequestToServer { reply_to: ReplyTo::Balancer, .. } | Message::ResponseToBalancer { .. } => {}
            Message::RequestToServer { reply_to: ReplyTo::Client, .. }
            | Message::RequestToBalancer { .. }
            | Message::ResponseToClient { .. } => self.end_without_answer(id, DropCause::LostInTransit, observer),
            Message::StoreRequest { server, store, .. } | Message::StoreResponse { server, store, .. } => {
                self.store_unreachable(id, server, store, observer);
            }
            // A copy belongs to no request.
            Message::Copy { .. } | Message::CopyAck { .. } | Message::Replicate { .. } => {}
        }
        true
    }

    fn delay_message(&mut self, id: RequestId, by: SimDuration, observer: &mut impl Observer) -> bool {
        let delayed = self.agenda.delay_message(&|message| message.request() == Some(id), self.now, by);
        if delayed {
            self.observe(Fact::MessageDelayed { id, by }, observer);
        }
        delayed
    }

    fn drop_copy(&mut self, copy: CopyId, observer: &mut impl Observer) -> bool {
        let Some(message) = self.agenda.take_message(&|message| message.copy() == Some(copy)) else { return false };
        self.observe(Fact::CopyDropped { copy }, observer);
        match message {
            Message::Copy { from, to, write, ack_for } => {
                self.lose_write(to, write, observer);
                // Its sender does not wait for ever: the broken connection tells it.
                if let Some(request) = ack_for {
                    self.acknowledged(from, request, observer);
                }
            }
            Message::Replicate { from, write, .. } => self.not_replicated(from, write, observer),
            // None of these is a copy.
            _ => {}
        }
        true
    }

    fn delay_copy(&mut self, copy: CopyId, by: SimDuration, observer: &mut impl Observer) -> bool {
        let delayed = self.agenda.delay_message(&|message| message.copy() == Some(copy), self.now, by);
        if delayed {
            self.observe(Fact::CopyDelayed { copy, by }, observer);
        }
        delayed
    }
}
