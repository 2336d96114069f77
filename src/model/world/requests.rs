//! A request's way through the balancer and a server, and its answer's way back: routing, connection, retries, queue,
//! service, answer. The balancer is HAProxy 2.6 in `mode http` (rules R1, R5 and R10 to R12).

use crate::model::agenda::Timer;
use crate::model::balancer::{Balancer, Decision, RoutingKey};
use crate::model::client::Address;
use crate::model::config::{Affinity, Sessions, Setting};
use crate::model::connections::{Attempt, Connection};
use crate::model::cookie::SetCookie;
use crate::model::fact::{BalancerError, ConnectError, Fact, RetryPlan};
use crate::model::http::{Action, Page, Request, Response, Status};
use crate::model::ids::{RequestId, ServerId, StoreId};
use crate::model::message::{Message, ReplyTo, StoreAnswer, StoreOp};
use crate::model::server::{Admission, Job, Phase};
use crate::model::session::{Session, SessionWrite};
use crate::model::time::SimDuration;

use super::World;
use super::shop::Outcome;

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

/// A server: from the connection to the answer.
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

    fn start_copies(&mut self, server: ServerId) {
        while self.servers[server.index()].apply_next() {
            self.set_timer(self.config.duration(Setting::CopyApply), Timer::CopyApplied { server });
        }
    }

    /// A worker takes a request. It looks the session up first, which renews the idle timeout.
    fn start_job(&mut self, server: ServerId, job: Job) {
        let id = job.id;
        self.record(Fact::ServiceStarted { id, server });
        match (self.config.sessions, job.request.cookies.session()) {
            (Sessions::Shared(_), Some(session)) => {
                self.set_phase(server, id, Phase::Reading);
                self.ask_store(id, server, StoreOp::Read(session));
            }
            (Sessions::Local | Sessions::Replicated | Sessions::Shared(_), id_sent) => {
                let found = self.look_up(id, server, id_sent);
                self.start_work(server, id, found);
            }
        }
    }

    /// The application works on a request for the service time.
    fn start_work(&mut self, server: ServerId, id: RequestId, session: Option<Session>) {
        let Some(job) = self.servers[server.index()].job_mut(id) else { return };
        job.session = session;
        job.phase = Phase::Working;
        self.set_timer(self.config.duration(Setting::Service), Timer::ServiceDone { server, request: id });
    }

    /// The application is done. The answer leaves when its write is stored, and, with synchronous replication, copied.
    pub(super) fn finish_service(&mut self, server: ServerId, id: RequestId) {
        let Some(job) = self.servers[server.index()].job_mut(id).copied() else { return };
        let session = self.session_of_answer(server, job);
        let Outcome { response, write } = self.handle(job, session);
        let Some(write) = write else { return self.answer(server, id, response) };
        match (self.config.sessions, write) {
            (Sessions::Shared(_), SessionWrite::Touch { .. }) if self.config.read_renews() => {
                self.answer(server, id, response);
            }
            (Sessions::Shared(_), write) => {
                self.set_phase(server, id, Phase::Writing { response });
                self.ask_store(id, server, StoreOp::Write(write));
            }
            (Sessions::Local | Sessions::Replicated, write) => {
                let write = write.served_by(server);
                self.write_at_server(id, server, write);
                match self.replicate(server, write, id) {
                    0 => self.answer(server, id, response),
                    waiting => {
                        self.set_phase(server, id, Phase::Replicating { response, waiting });
                        // Copies need no worker of their own while this one waits ([`Server::apply_next`]).
                        self.start_copies(server);
                    }
                }
            }
        }
    }

    /// Session that the answer is made from. In a server's memory another request may have changed or ended it during
    /// the service time; a page shows it as it was at the lookup.
    fn session_of_answer(&self, server: ServerId, job: Job) -> Option<Session> {
        match self.config.sessions {
            Sessions::Shared(_) => job.session,
            Sessions::Local | Sessions::Replicated => {
                let live = job.request.cookies.session().and_then(|session| self.live_session(server, session));
                match job.request.action {
                    Action::Me | Action::ViewCart => live.and(job.session),
                    Action::Login | Action::AddToCart | Action::Logout => live,
                }
            }
        }
    }

    fn set_phase(&mut self, server: ServerId, id: RequestId, phase: Phase) {
        if let Some(job) = self.servers[server.index()].job_mut(id) {
            job.phase = phase;
        }
    }

    /// A member has applied the copy that a request waits for, or will never apply it. The last acknowledgement
    /// releases the answer.
    pub(super) fn copy_acknowledged(&mut self, server: ServerId, request: RequestId) {
        let Some(job) = self.servers[server.index()].job_mut(request) else { return };
        let Phase::Replicating { response, waiting } = job.phase else { return };
        let waiting = waiting.saturating_sub(1);
        job.phase = Phase::Replicating { response, waiting };
        if waiting == 0 {
            self.answer(server, request, response);
        }
    }

    /// Sends a request to the primary store. The worker waits for the answer.
    fn ask_store(&mut self, id: RequestId, server: ServerId, op: StoreOp) {
        let store = self.primary;
        let write = matches!(op, StoreOp::Write(_));
        self.record(Fact::StoreAsked { id, server, store, write });
        self.send(Message::StoreRequest { id, server, store, op });
    }

    /// The store's answer reached the server.
    pub(super) fn store_answered(&mut self, id: RequestId, server: ServerId, answer: StoreAnswer) {
        let Some(job) = self.servers[server.index()].job_mut(id) else { return };
        match (job.phase, answer) {
            (Phase::Reading, StoreAnswer::Read(found)) => {
                let id_sent = job.request.cookies.session();
                self.record_lookup(id, server, id_sent, found);
                self.start_work(server, id, found);
            }
            (Phase::Writing { response }, StoreAnswer::Written) => self.answer(server, id, response),
            (Phase::Writing { .. }, StoreAnswer::Refused) => {
                self.answer(server, id, Response::page(Page::Error { status: Status::InternalServerError }));
            }
            // The server no longer waits for this answer.
            (Phase::Reading | Phase::Writing { .. } | Phase::Working | Phase::Replicating { .. }, _) => {}
        }
    }

    /// The store can't be reached, so the application fails (500; rule R30).
    pub(super) fn store_unreachable(&mut self, id: RequestId, server: ServerId, store: StoreId) {
        let Some(job) = self.servers[server.index()].job(id).copied() else { return };
        self.record(Fact::StoreUnreachable { id, server, store });
        if let Some(answer) = job.answer() {
            self.lose_answer(id, answer);
        }
        self.answer(server, id, Response::page(Page::Error { status: Status::InternalServerError }));
    }

    /// Sends the answer, which frees the worker.
    fn answer(&mut self, server: ServerId, id: RequestId, response: Response) {
        let Some(job) = self.servers[server.index()].finish(id) else { return };
        let Response { status, page, set_cookie, .. } = response;
        self.record(Fact::Answered { id, server, status, page, set_cookie });
        self.clients[id.client.index()].answered_by = Some(server);
        self.send(match job.reply_to {
            ReplyTo::Balancer => Message::ResponseToBalancer { id, server, response },
            ReplyTo::Client => Message::ResponseToClient { id, server: Some(server), response },
        });
        self.start_waiting(server);
    }
}

/// The balancer: from the server's answer, or the lack of one, to the browser.
impl World {
    /// A server's answer reached the balancer.
    pub(super) fn forward_answer(&mut self, id: RequestId, server: ServerId, response: Response) {
        let Some(connection) = self.connections.remove(&id) else {
            self.record(Fact::AnswerDiscarded { id, server });
            return self.lose_answer(id, &response);
        };
        self.record(Fact::AnswerForwarded { id, server, status: response.status });
        let before = connection.request.cookies.server();
        let affinity_cookie = match self.config.affinity {
            Affinity::Cookie if before != Some(server) => {
                self.record(Fact::AffinityCookieSet { id, server, before });
                Some(SetCookie::affinity(server))
            }
            Affinity::None | Affinity::Cookie | Affinity::Source => None,
        };
        let response = Response { affinity_cookie, ..response };
        self.send(Message::ResponseToClient { id, server: None, response });
    }

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
