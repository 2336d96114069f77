//! Carries commands out. One that means nothing here changes nothing and says so.

use crate::model::agenda::Timer;
use crate::model::command::Command;
use crate::model::config::{MAX_OPEN_REQUESTS, MAX_SERVERS, MAX_WORKERS, Setting};
use crate::model::cookie::Initiator;
use crate::model::fact::{DestroyCause, DropCause, Fact, Limit, Observer, OrphanCause};
use crate::model::http::{Action, Request};
use crate::model::ids::{ClientId, RequestId, ServerId, SessionId};
use crate::model::message::{Message, ReplyTo};
use crate::model::server::Server;
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
            Command::AddServer => self.add_server(observer),
            Command::Drop(id) => self.drop_message(id, observer),
            Command::Delay(id, by) => self.delay_message(id, by, observer),
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
            Some(_) => Message::RequestToBalancer { id, request },
            None => Message::RequestToServer { id, server: ServerId(0), request, reply_to: ReplyTo::Client },
        };
        self.send(message);
        true
    }

    /// Cookies whose `Max-Age` has passed leave the jar when the browser next looks into it (RFC 6265bis section 5.7).
    fn lapse_cookies(&mut self, client: ClientId, observer: &mut impl Observer) {
        while let Some(session) = self.clients[client.index()].jar.evict_lapsed(self.now) {
            self.observe(Fact::CookieLapsed { client, session }, observer);
            self.orphan(session, client, OrphanCause::Lapsed, observer);
        }
    }

    fn clear_cookies(&mut self, client: ClientId, observer: &mut impl Observer) -> bool {
        let Some(browser) = self.clients.get(client.index()) else { return false };
        let cookies = browser.jar.cookies().len() as u8;
        if cookies == 0 {
            return false;
        }
        self.observe(Fact::CookiesCleared { client, cookies }, observer);
        while let Some(session) = self.clients[client.index()].jar.take() {
            self.orphan(session, client, OrphanCause::Cleared, observer);
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
        let Some(browser) = self.clients.get_mut(client.index()) else { return false };
        let from = browser.address;
        browser.change_address();
        let to = browser.address;
        self.observe(Fact::AddressChanged { client, from, to }, observer);
        true
    }

    fn crash(&mut self, id: ServerId, observer: &mut impl Observer) -> bool {
        let Some(server) = self.servers.get_mut(id.index()).filter(|server| server.up) else { return false };
        server.up = false;
        server.down_since = Some(self.now);
        let jobs: Vec<_> = server.take_jobs().collect();
        let lost: Vec<_> = server.table.drain().collect();
        let crashed = Fact::ServerCrashed { server: id, sessions: lost.len() as u32, requests: jobs.len() as u16 };
        self.agenda.cancel_service(id);
        self.observe(crashed, observer);
        for session in lost {
            let orphan = self.is_orphan(session.id, session.owner);
            let because = DestroyCause::Crash;
            let (session, owner) = (session.id, session.owner);
            self.observe(Fact::SessionDestroyed { server: id, session, owner, orphan, because }, observer);
        }
        for job in jobs {
            match job.reply_to {
                ReplyTo::Client => {
                    self.end_without_answer(job.id, DropCause::ConnectionReset { server: id }, observer);
                }
                ReplyTo::Balancer => self.connection_broke(job.id, id, observer),
            }
        }
        self.watch(id);
        true
    }

    fn restart(&mut self, id: ServerId, observer: &mut impl Observer) -> bool {
        let Some(server) = self.servers.get_mut(id.index()) else { return false };
        let Some(since) = server.down_since.take() else { return false };
        server.up = true;
        self.observe(Fact::ServerRestarted { server: id, downtime: self.now - since }, observer);
        self.watch(id);
        true
    }

    fn upgrade(&mut self, id: ServerId, observer: &mut impl Observer) -> bool {
        let Some(server) = self.servers.get_mut(id.index()).filter(|server| server.up) else { return false };
        let from = server.workers;
        let limit = MAX_WORKERS as u16;
        if from >= limit {
            self.observe(Fact::LimitReached { limit: Limit::Workers { server: id, limit } }, observer);
            return true;
        }
        let to = (from * 2).min(limit);
        server.workers = to;
        self.observe(Fact::ServerUpgraded { server: id, from, to }, observer);
        self.start_waiting(id, observer);
        true
    }

    /// Without a balancer a second server changes nothing for anybody, so there it does not apply.
    fn add_server(&mut self, observer: &mut impl Observer) -> bool {
        let Some(balancer) = &mut self.balancer else { return false };
        if self.servers.len() >= usize::from(MAX_SERVERS) {
            self.observe(Fact::LimitReached { limit: Limit::Servers { limit: MAX_SERVERS } }, observer);
            return true;
        }
        balancer.add_server();
        let id = ServerId(self.servers.len() as u8);
        let workers = self.config.get(Setting::Workers) as u16;
        self.servers.push(Server::new(id, workers, self.config.get(Setting::Queue) as u16));
        self.observe(Fact::ServerAdded { server: id }, observer);
        true
    }

    /// A message that is dropped stands for a connection that broke: TCP would have sent a lost segment again.
    fn drop_message(&mut self, id: RequestId, observer: &mut impl Observer) -> bool {
        let Some(message) = self.agenda.take_message(id) else { return false };
        self.observe(Fact::MessageDropped { id }, observer);
        match message {
            // The balancer goes on waiting, until `timeout server`.
            Message::RequestToServer { reply_to: ReplyTo::Balancer, .. } | Message::ResponseToBalancer { .. } => {}
            Message::RequestToServer { reply_to: ReplyTo::Client, .. }
            | Message::RequestToBalancer { .. }
            | Message::ResponseToClient { .. } => self.end_without_answer(id, DropCause::LostInTransit, observer),
        }
        true
    }

    fn delay_message(&mut self, id: RequestId, by: SimDuration, observer: &mut impl Observer) -> bool {
        let delayed = self.agenda.delay_message(id, by);
        if delayed {
            self.observe(Fact::MessageDelayed { id, by }, observer);
        }
        delayed
    }
}
