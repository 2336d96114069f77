//! The way of a request through the balancer, and of its answer back: choice, connection, retries, time-outs and
//! health checks, after HAProxy 2.6 in `mode http` (rules R1, R5 and R10 to R12).

use crate::model::agenda::Timer;
use crate::model::balancer::{CheckOutcome, Clue, Decision};
use crate::model::client::Address;
use crate::model::config::{Affinity, Setting};
use crate::model::connections::Connection;
use crate::model::cookie::{CookieValue, SameSite, SetCookie};
use crate::model::fact::{BalancerError, ConnectError, Fact, Observer, RetryPlan};
use crate::model::http::{Page, Request, Response};
use crate::model::ids::{RequestId, ServerId};
use crate::model::message::{Message, ReplyTo};
use crate::model::server::Server;
use crate::model::time::SimDuration;

use super::World;

impl World {
    /// A request reached the balancer.
    pub(super) fn balance(&mut self, id: RequestId, request: Request, from: Address, observer: &mut impl Observer) {
        let affinity = self.config.affinity;
        let clue = Clue { address: from, cookie: request.cookies.server };
        let decision = self.balancer.as_mut().and_then(|balancer| balancer.choose(affinity, clue));
        let Some(decision) = decision else {
            return self.answer_as_balancer(id, BalancerError::NoServer, observer);
        };
        let connection = Connection { request, from, server: decision.to, tries: 0, redispatch: false, pausing: false };
        self.connections.insert(id, connection);
        self.forward_to(id, decision, observer);
    }

    fn forward_to(&mut self, id: RequestId, Decision { to, because }: Decision, observer: &mut impl Observer) {
        self.observe(Fact::Routed { id, to, because }, observer);
        self.try_server(id, to);
    }

    fn try_server(&mut self, id: RequestId, server: ServerId) {
        let Some(connection) = self.connections.get_mut(&id) else { return };
        connection.server = server;
        connection.tries += 1;
        connection.redispatch = false;
        connection.pausing = false;
        let tries = connection.tries;
        let request = connection.request.passed_on();
        self.set_timer(self.config.duration(Setting::ServerTimeout), Timer::ServerTimeout { request: id, tries });
        self.send(Message::RequestToServer { id, server, request, reply_to: ReplyTo::Balancer });
    }

    /// A server refused the balancer's connection. HAProxy tries the same server again a second later, `retries` times;
    /// with `option redispatch` the last of these tries goes to another server (rule R12: 2 s, or 503 after 3 s).
    pub(super) fn connect_failed(
        &mut self,
        id: RequestId,
        server: ServerId,
        because: ConnectError,
        observer: &mut impl Observer,
    ) {
        let retries = self.config.get(Setting::Retries) as u8;
        let after = self.config.duration(Setting::RetryInterval);
        let may_redispatch = self.config.on(Setting::Redispatch) && self.has_other_server(server);
        let Some(connection) = self.connections.get_mut(&id) else { return };
        let tries = connection.tries;
        let then = if tries > retries {
            RetryPlan::GiveUp
        } else if may_redispatch && tries >= retries {
            // The last retry leaves at once: the pause is one before a retry on the same server.
            RetryPlan::OtherServer { after: SimDuration::ZERO }
        } else {
            RetryPlan::SameServer { after }
        };
        connection.redispatch = matches!(then, RetryPlan::OtherServer { .. });
        connection.pausing = true;
        self.observe(Fact::ConnectFailed { id, server, because, tries, then }, observer);
        match then {
            RetryPlan::SameServer { after } | RetryPlan::OtherServer { after } => {
                self.set_timer(after, Timer::Retry { request: id });
            }
            RetryPlan::GiveUp => {
                self.connections.remove(&id);
                self.answer_as_balancer(id, BalancerError::RetriesExhausted { tries }, observer);
            }
        }
    }

    fn has_other_server(&self, server: ServerId) -> bool {
        self.balancer.as_ref().is_some_and(|balancer| balancer.usable().any(|other| other != server))
    }

    /// The pause before a retry is over.
    pub(super) fn retry(&mut self, id: RequestId, observer: &mut impl Observer) {
        let Some(&Connection { server, tries, redispatch, .. }) = self.connections.get(&id) else { return };
        let Some(balancer) = self.balancer.as_mut() else { return };
        // A server that was marked down meanwhile is not tried again where redispatching is allowed.
        let leave = redispatch || (self.config.on(Setting::Redispatch) && !balancer.is_usable(server));
        match leave.then(|| balancer.choose_other_than(server, tries)).flatten() {
            Some(decision) => self.forward_to(id, decision, observer),
            None => self.try_server(id, server),
        }
    }

    /// A server died with a request in it: the balancer sees its connection break before an answer came, and says 502.
    /// It does not try another server, as the request may have had its effect (HAProxy `retry-on conn-failure`).
    pub(super) fn connection_broke(&mut self, id: RequestId, server: ServerId, observer: &mut impl Observer) {
        if self.connections.remove(&id).is_some() {
            self.answer_as_balancer(id, BalancerError::ServerDied { server }, observer);
        }
    }

    /// `timeout server` is over: 504, where the balancer still waits for the server of this try.
    pub(super) fn time_out(&mut self, id: RequestId, tries: u8, observer: &mut impl Observer) {
        let waits = |connection: &Connection| connection.tries == tries && !connection.pausing;
        let Some(connection) = self.connections.get(&id).copied().filter(waits) else { return };
        self.connections.remove(&id);
        let after = self.config.duration(Setting::ServerTimeout);
        self.answer_as_balancer(id, BalancerError::TimedOut { server: connection.server, after }, observer);
    }

    /// A server's answer reached the balancer.
    pub(super) fn forward(
        &mut self,
        id: RequestId,
        server: ServerId,
        response: Response,
        observer: &mut impl Observer,
    ) {
        let Some(connection) = self.connections.remove(&id) else {
            return self.observe(Fact::AnswerDiscarded { id, server }, observer);
        };
        self.observe(Fact::AnswerForwarded { id, server, status: response.status }, observer);
        let before = connection.request.cookies.server;
        let affinity_cookie = match self.config.affinity {
            Affinity::Cookie if before != Some(server) => {
                self.observe(Fact::AffinityCookieSet { id, server, before }, observer);
                Some(affinity_cookie(server))
            }
            Affinity::None | Affinity::Cookie | Affinity::Source => None,
        };
        let response = Response { affinity_cookie, ..response };
        self.send(Message::ResponseToClient { id, server: Some(server), through_balancer: true, response });
    }

    fn answer_as_balancer(&mut self, id: RequestId, because: BalancerError, observer: &mut impl Observer) {
        let status = because.status();
        self.observe(Fact::BalancerAnswered { id, status, because }, observer);
        let response = Response::page(Page::Error { status });
        self.send(Message::ResponseToClient { id, server: None, through_balancer: true, response });
    }

    /// Puts the next health check of a server into the agenda, where its outcome can change something.
    pub(super) fn watch(&mut self, server: ServerId) {
        let interval = self.config.duration(Setting::CheckInterval);
        let Server { removed, .. } = self.servers[server.index()];
        let up = self.servers[server.index()].serves();
        let Some(balancer) = self.balancer.as_mut() else { return };
        let health = balancer.health(server);
        if removed || health.check_due || (health.up == up && health.streak == 0) {
            return;
        }
        balancer.set_check_due(server, true);
        self.agenda.set(self.now.next_multiple(interval), Timer::HealthCheck { server });
    }

    /// A health check is due (HAProxy `option httpchk`, `inter`, `fall`, `rise`). The check itself takes no time.
    pub(super) fn check(&mut self, id: ServerId, observer: &mut impl Observer) {
        let Some(server) = self.servers.get(id.index()) else { return };
        if server.removed {
            return;
        }
        let (seen_up, down_since) = (server.serves(), server.down_since);
        let setting = if seen_up { Setting::Rise } else { Setting::Fall };
        let needed = self.config.get(setting) as u8;
        let Some(balancer) = self.balancer.as_mut() else { return };
        balancer.set_check_due(id, false);
        match balancer.note_check(id, seen_up, needed) {
            CheckOutcome::AsBelieved => {}
            CheckOutcome::Counted(nth) => {
                self.observe(Fact::HealthCheckCounted { server: id, seen_up, nth, needed }, observer);
                self.watch(id);
            }
            CheckOutcome::Flipped if seen_up => self.observe(Fact::MarkedUp { server: id }, observer),
            CheckOutcome::Flipped => {
                // A server that came back and still fetches its sessions has been away since it started to.
                let after = self.now - down_since.unwrap_or(self.now);
                self.observe(Fact::MarkedDown { server: id, after }, observer);
            }
        }
    }
}

/// HAProxy 2.6's `cookie SRV insert indirect nocache`, as recorded: `SRV=s1; path=/` and no other attribute.
fn affinity_cookie(server: ServerId) -> SetCookie {
    SetCookie {
        value: CookieValue::Server(server),
        path: "/",
        max_age: None,
        http_only: false,
        secure: false,
        same_site: SameSite::Unset,
    }
}
