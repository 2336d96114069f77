//! A request's way from the browser through the balancer to a worker: routing, connection, retries, queue, lookup; and the
//! answers that the balancer makes itself. The balancer is HAProxy 2.6 in `mode http` (rules R1, R5 and R10 to R12).

use crate::model::agenda::Timer;
use crate::model::balancer::{Balancer, Decision, RoutingKey};
use crate::model::client::Address;
use crate::model::config::{Affinity, MAX_OPEN_REQUESTS, Sessions, Setting};
use crate::model::connections::{Attempt, Connection};
use crate::model::cookie::Initiator;
use crate::model::fact::{BalancerError, ConnectError, Fact, Limit, RetryPlan};
use crate::model::http::{Action, Page, Request, Response};
use crate::model::ids::{ClientId, RequestId, ServerId};
use crate::model::message::{Message, ReplyTo, StoreOp};
use crate::model::server::{Admission, Job, Phase};
use crate::model::time::SimDuration;

use super::World;

/// The browser.
impl World {
    /// Sends a request. Returns false if the run has no such client.
    pub(super) fn send_request(&mut self, client: ClientId, action: Action, initiator: Initiator) -> bool {
        if client.index() >= self.clients.len() {
            return false;
        }
        if self.clients[client.index()].open >= MAX_OPEN_REQUESTS {
            let limit = Limit::OpenRequests { client, limit: MAX_OPEN_REQUESTS };
            self.record(Fact::LimitReached { limit });
            return true;
        }
        self.forget_ended_cookies();
        let context = self.cookie_context(initiator);
        let browser = &mut self.clients[client.index()];
        let id = browser.next_request();
        let request = Request { action, user: client, cookies: browser.jar.header(action.path(), context) };
        browser.open += 1;
        let from = browser.address;
        self.record(Fact::RequestSent { id, request, from });
        let message = match self.balancer {
            Some(_) => Message::RequestToBalancer { id, request, from },
            None => Message::RequestToServer { id, server: ServerId(0), request, reply_to: ReplyTo::Client },
        };
        self.send(message);
        true
    }
}

/// The balancer: from the browser's request to the connection.
impl World {
    /// A request reached the balancer, which chooses a server.
    pub(super) fn route(&mut self, id: RequestId, request: Request, from: Address) {
        let affinity = self.config.affinity;
        let key = RoutingKey { address: from, cookie: request.cookies.server() };
        let decision = self.balancer.as_mut().and_then(|balancer| balancer.choose(affinity, key));
        let Some(decision) = decision else {
            return self.answer_as_balancer(id, BalancerError::NoServer);
        };
        let server = decision.to;
        let connection =
            Connection { request, from, server, pinned: false, tries: 0, tries_here: 0, attempt: Attempt::Sent };
        self.connections.insert(id, connection);
        self.forward_request(id, decision);
    }

    fn forward_request(&mut self, id: RequestId, Decision { to, because }: Decision) {
        self.record(Fact::Routed { id, to, because });
        if let Some(connection) = self.connections.get_mut(&id) {
            connection.pinned = because.pins();
            connection.tries_here = 0;
        }
        self.connect(id, to);
    }

    fn connect(&mut self, id: RequestId, server: ServerId) {
        let Some(connection) = self.connections.get_mut(&id) else { return };
        connection.server = server;
        connection.tries += 1;
        connection.tries_here += 1;
        connection.attempt = Attempt::Sent;
        let tries = connection.tries;
        let request = connection.request.passed_on();
        self.set_timer(self.config.duration(Setting::ServerTimeout), Timer::ServerTimeout { request: id, tries });
        self.send(Message::RequestToServer { id, server, request, reply_to: ReplyTo::Balancer });
    }

    /// A server refused the balancer's connection, which is tried again, or given up.
    fn retry_later(&mut self, id: RequestId, server: ServerId, because: ConnectError) {
        let Some(connection) = self.connections.get(&id).copied() else { return };
        let then = self.plan_retry(server, connection);
        let tries = connection.tries;
        self.record(Fact::ConnectFailed { id, server, because, tries, then });
        let after = match then {
            RetryPlan::SameServer { after } | RetryPlan::OtherServer { after } | RetryPlan::HashAgain { after } => {
                after
            }
            RetryPlan::GiveUp => {
                self.connections.remove(&id);
                return self.answer_as_balancer(id, BalancerError::RetriesExhausted { tries });
            }
        };
        self.connections.insert(id, Connection { attempt: Attempt::Failed { then }, ..connection });
        self.set_timer(after, Timer::Retry { request: id });
    }

    /// Plan after a failed connection. HAProxy tries the same server again a second later, `retries` times. With
    /// `option redispatch` the last retry goes to another server (rule R12: 2 s, or 503 after 3 s). A request that
    /// nothing pins goes to another server at once, if more than one is in rotation (rule R12, recording `rr_redisp`).
    /// A source hash chooses from all servers in rotation, also from those that are dead and not yet marked down.
    fn plan_retry(&self, server: ServerId, Connection { pinned, tries, .. }: Connection) -> RetryPlan {
        let retries = self.config.get(Setting::Retries) as u8;
        let others = self.balancer.iter().flat_map(Balancer::usable).filter(|other| *other != server).count();
        if tries > retries {
            RetryPlan::GiveUp
        } else if self.config.on(Setting::Redispatch) && others > 0 && (!pinned || tries >= retries) {
            // HAProxy pauses only before a retry on the same server.
            let after = SimDuration::ZERO;
            match self.config.affinity {
                Affinity::None | Affinity::Cookie => RetryPlan::OtherServer { after },
                Affinity::Source => RetryPlan::HashAgain { after },
            }
        } else {
            RetryPlan::SameServer { after: self.config.duration(Setting::RetryInterval) }
        }
    }

    /// The pause before a retry has ended.
    pub(super) fn retry(&mut self, id: RequestId) {
        let Some(&Connection { from, server, tries_here, attempt, .. }) = self.connections.get(&id) else { return };
        let Some(balancer) = self.balancer.as_mut() else { return };
        let Attempt::Failed { then } = attempt else { return };
        // With `option redispatch` a server that was marked down meanwhile is not tried again.
        let redispatches = match then {
            RetryPlan::OtherServer { .. } | RetryPlan::HashAgain { .. } => true,
            RetryPlan::SameServer { .. } | RetryPlan::GiveUp => {
                self.config.on(Setting::Redispatch) && !balancer.is_usable(server)
            }
        };
        let affinity = self.config.affinity;
        match redispatches.then(|| balancer.redispatch(affinity, from, server, tries_here)).flatten() {
            Some(decision) => self.forward_request(id, decision),
            None => self.connect(id, server),
        }
    }
}

/// A server: from the connection to the worker.
impl World {
    /// A request reached a server, which starts it, queues it or refuses the connection.
    pub(super) fn accept(&mut self, id: RequestId, server: ServerId, request: Request, reply_to: ReplyTo) {
        let job = Job { id, request, reply_to, phase: Phase::Working, session: None };
        let waiting = self.servers[server.index()].queue.len() as u16;
        match self.servers[server.index()].admit(job) {
            Admission::Start => self.start_job(server, job),
            Admission::Queue(place) => self.record(Fact::Queued { id, server, place }),
            Admission::Full => self.refuse(id, server, ConnectError::QueueFull { waiting }, reply_to),
            Admission::Joining => self.refuse(id, server, ConnectError::Joining, reply_to),
            Admission::Down => self.refuse(id, server, ConnectError::Down, reply_to),
        }
    }

    fn refuse(&mut self, id: RequestId, server: ServerId, because: ConnectError, reply_to: ReplyTo) {
        match reply_to {
            ReplyTo::Balancer => self.retry_later(id, server, because),
            ReplyTo::Client => {
                self.close_unreachable(id);
                self.record(Fact::RequestRefused { id, server, because });
            }
        }
    }

    /// Gives free workers the copies that wait, then the requests that wait.
    pub(super) fn start_waiting(&mut self, server: ServerId) {
        self.start_copies(server);
        while let Some(job) = self.servers[server.index()].start_next() {
            self.start_job(server, job);
        }
    }

    /// A worker takes a request. It looks the session up first, which renews the idle timeout.
    fn start_job(&mut self, server: ServerId, job: Job) {
        let id = job.id;
        self.record(Fact::ServiceStarted { id, server });
        match (self.config.sessions, job.request.cookies.session()) {
            (Sessions::Shared(_), Some(session)) => {
                self.servers[server.index()].set_phase(id, Phase::Reading);
                self.ask_store(id, server, StoreOp::Read(session));
            }
            (Sessions::Local | Sessions::Replicated | Sessions::Shared(_), id_sent) => {
                let found = self.look_up(id, server, id_sent);
                self.servers[server.index()].start_work(id, found);
                self.set_timer(self.config.duration(Setting::Service), Timer::ServiceDone { server, request: id });
            }
        }
    }

    /// Sends a request to the primary store. The worker waits for the answer.
    pub(super) fn ask_store(&mut self, id: RequestId, server: ServerId, op: StoreOp) {
        let store = self.primary;
        let write = matches!(op, StoreOp::Write(_));
        self.record(Fact::StoreAsked { id, server, store, write });
        self.send(Message::StoreRequest { id, server, store, op });
    }
}

/// The balancer: its own answer, for want of a server's.
impl World {
    /// A server died with a request in it, so the balancer answers 502. It does not try another server, as the request
    /// may have had its effect (HAProxy `retry-on conn-failure`).
    pub(super) fn connection_broke(&mut self, id: RequestId, server: ServerId) {
        if self.connections.remove(&id).is_some() {
            self.answer_as_balancer(id, BalancerError::ServerDied { server });
        }
    }

    /// `timeout server` has ended: 504, if the balancer still waits for the server of this try.
    pub(super) fn time_out(&mut self, id: RequestId, tries: u8) {
        let waits = |connection: &Connection| connection.tries == tries && connection.attempt == Attempt::Sent;
        let Some(connection) = self.connections.get(&id).copied().filter(waits) else { return };
        self.connections.remove(&id);
        let after = self.config.duration(Setting::ServerTimeout);
        self.answer_as_balancer(id, BalancerError::TimedOut { server: connection.server, after });
    }

    fn answer_as_balancer(&mut self, id: RequestId, because: BalancerError) {
        let status = because.status();
        self.record(Fact::BalancerAnswered { id, status, because });
        let response = Response::page(Page::Error { status });
        self.send(Message::ResponseToClient { id, server: None, response });
    }
}
