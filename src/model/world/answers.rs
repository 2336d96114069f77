//! An answer's way from a worker through the balancer: the application's page and write, the store's answer, the answer.

use crate::model::agenda::Timer;
use crate::model::config::{Affinity, Sessions, Setting};
use crate::model::cookie::SetCookie;
use crate::model::fact::Fact;
use crate::model::http::{Action, Page, Response, Status};
use crate::model::ids::{RequestId, ServerId, StoreId};
use crate::model::message::{Message, ReplyTo, StoreAnswer, StoreOp};
use crate::model::server::{Job, Phase};
use crate::model::session::{Session, SessionWrite};

use super::World;
use super::shop::Outcome;

impl World {
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
                self.servers[server.index()].set_phase(id, Phase::Writing { response });
                self.ask_store(id, server, StoreOp::Write(write));
            }
            (Sessions::Local | Sessions::Replicated, write) => {
                let write = write.served_by(server);
                self.write_at_server(id, server, write);
                match self.replicate(server, write, id) {
                    0 => self.answer(server, id, response),
                    waiting => {
                        self.servers[server.index()].set_phase(id, Phase::Replicating { response, waiting });
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

    /// The store's answer reached the server.
    pub(super) fn store_answered(&mut self, id: RequestId, server: ServerId, answer: StoreAnswer) {
        let Some(job) = self.servers[server.index()].job_mut(id) else { return };
        match (job.phase, answer) {
            (Phase::Reading, StoreAnswer::Read(found)) => {
                let id_sent = job.request.cookies.session();
                self.record_lookup(id, server, id_sent, found);
                self.servers[server.index()].start_work(id, found);
                self.set_timer(self.config.duration(Setting::Service), Timer::ServiceDone { server, request: id });
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
    pub(super) fn answer(&mut self, server: ServerId, id: RequestId, response: Response) {
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
}
