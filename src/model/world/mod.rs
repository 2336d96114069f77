//! The world: all state of a run, moved on by commands from outside and by its own agenda.
//!
//! `acts` carries commands out, `faults` those that break and mend servers; `balance` is the way through the balancer,
//! `serve` is what a server does with a request, `replicate` what it tells its cluster, `storage` what a store does for
//! it, `receive` is what a browser does with an answer. Each is an `impl World` of its own.

mod acts;
mod balance;
mod faults;
mod receive;
mod replicate;
mod serve;
mod storage;

use rand::{RngExt, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;

use super::agenda::{Agenda, Timer, What};
use super::balancer::Balancer;
use super::client::Client;
use super::config::{Config, Routing, Sessions, Setting};
use super::connections::Connections;
use super::cookie::{CookieContext, CookieValue, Initiator};
use super::fact::{Fact, Observer};
use super::http::Response;
use super::ids::{ClientId, Holder, ServerId, SessionId, StoreId};
use super::message::{InFlight, Message};
use super::server::{Job, Phase, Server};
use super::session::Session;
use super::store::Store;
use super::time::{SimDuration, SimTime};

pub use replicate::transfer_time;

/// All state of a run.
#[derive(Clone, PartialEq, Debug)]
pub struct World {
    /// What it started from.
    pub config: Config,
    /// The moment it is at.
    pub now: SimTime,
    /// The browsers, by id.
    pub clients: Vec<Client>,
    /// The balancer; `None` where browsers talk to the server themselves.
    pub balancer: Option<Balancer>,
    /// The servers, by id. A removed one stays, with `removed` set.
    pub servers: Vec<Server>,
    /// The shared stores, by id: none, one, or one and its replica.
    pub stores: Vec<Store>,
    /// The store the servers ask.
    pub primary: StoreId,
    /// What the balancer has under way, by request.
    pub connections: Connections,
    agenda: Agenda,
    /// Session ids come from a stream of their own, so that nothing else that is drawn ever changes them.
    session_ids: Xoshiro256PlusPlus,
}

impl World {
    /// A world at rest: everything up, nobody signed in.
    pub fn new(config: Config) -> World {
        let workers = config.get(Setting::Workers) as u16;
        let queue = config.get(Setting::Queue) as u16;
        let servers = config.get(Setting::Servers) as u8;
        World {
            config,
            now: SimTime::ZERO,
            clients: (0..config.get(Setting::Clients) as u8).map(|id| Client::new(ClientId(id))).collect(),
            balancer: match config.routing {
                Routing::Direct => None,
                Routing::RoundRobin => Some(Balancer::new(usize::from(servers))),
            },
            servers: (0..servers).map(|id| Server::new(ServerId(id), workers, queue)).collect(),
            stores: match config.sessions {
                Sessions::Local | Sessions::Replicated => Vec::new(),
                Sessions::Shared(kind) => {
                    let count = if config.on(Setting::Replica) { 2 } else { 1 };
                    (0..count).map(|id| Store::new(StoreId(id), kind)).collect()
                }
            },
            primary: StoreId(0),
            connections: Connections::new(),
            agenda: Agenda::default(),
            session_ids: Xoshiro256PlusPlus::seed_from_u64(config.seed),
        }
    }

    /// When something is going to happen by itself next; `None` where nothing ever will.
    pub fn next_due(&self) -> Option<SimTime> {
        self.agenda.next_due()
    }

    /// Lets exactly one due thing happen; nothing where nothing is due.
    pub fn step(&mut self, observer: &mut impl Observer) {
        let Some(due) = self.agenda.pop() else { return };
        assert!(self.now <= due.at, "the agenda never looks back");
        self.now = due.at;
        match due.what {
            What::Arrival { message, .. } => self.deliver(message, observer),
            What::Timer(timer) => self.ring(timer, observer),
        }
    }

    /// Whether no message is in flight, no request is under way and nobody waits. Health checks and idle sessions
    /// go on for ever and do not count.
    pub fn is_settled(&self) -> bool {
        self.agenda.is_quiet() && self.connections.is_empty() && self.servers.iter().all(Server::is_idle)
    }

    /// Whether nothing moves or is worked on at this moment: a stretch of time in which there is nothing to see.
    pub fn is_still(&self) -> bool {
        !self.agenda.has_messages() && self.servers.iter().all(Server::is_idle)
    }

    /// Whether something is expected that a reader who lets the run play on would want to see: a health check that is
    /// about to notice what is already true, a member about to have its sessions, a replica about to take over.
    pub fn is_noticing(&self) -> bool {
        let checked = |server: &Server| self.balancer.as_ref().is_some_and(|all| all.health(server.id).check_due);
        self.servers.iter().any(|server| server.joining || checked(server)) || self.is_promotion_due()
    }

    /// Messages in flight, in the order they were sent.
    pub fn in_flight(&self) -> Vec<InFlight> {
        self.agenda.in_flight()
    }

    /// Everybody that holds a session and can be asked: servers that are up, and the primary store.
    pub fn holders_of(&self, session: SessionId) -> impl Iterator<Item = (Holder, Session)> {
        let servers = self.servers.iter().filter(|server| server.up);
        let servers = servers.map(|server| (Holder::Server(server.id), &server.table));
        let stores = self.stores.iter().filter(|store| store.up && store.id == self.primary);
        let stores = stores.map(|store| (Holder::Store(store.id), &store.table));
        servers.chain(stores).filter_map(move |(holder, table)| Some((holder, *table.get(session)?)))
    }

    /// The first that holds a session, if anybody does.
    pub fn holder_of(&self, session: SessionId) -> Option<Holder> {
        self.holders_of(session).next().map(|(holder, _)| holder)
    }

    /// The newest version of a session that anybody holds.
    pub fn newest_version(&self, session: SessionId) -> Option<u32> {
        self.holders_of(session).map(|(_, held)| held.version).max()
    }

    /// Whether nobody can know who this client is any more, whatever its page shows: it has no id, or one of a session that
    /// nobody holds, that comes to nobody, and that no start or promotion of a store would bring back.
    pub fn is_forgotten(&self, client: ClientId) -> bool {
        let Some(id) = self.clients[client.index()].session() else { return true };
        if self.holder_of(id).is_some() || self.newest_coming(id) > 0 {
            return false;
        }
        let down = self.stores.get(self.primary.index()).is_some_and(|store| !store.up);
        !(down
            && self.stores.iter().any(|store| {
                let found = if store.up { &store.table } else { &store.durable };
                (store.up || store.id == self.primary) && found.get(id).is_some()
            }))
    }

    /// Whether a server holds the session though its owner's browser has lost the way to it.
    pub fn is_orphan(&self, session: SessionId, owner: ClientId) -> bool {
        !self.clients[owner.index()].jar.holds(session) && !self.is_cookie_under_way(session)
    }

    /// A session whose `Set-Cookie` has not reached the browser yet is no orphan, be the answer on a wire or held at its
    /// server until the session is written or copied.
    fn is_cookie_under_way(&self, session: SessionId) -> bool {
        let sets =
            |response: &Response| response.set_cookie.is_some_and(|set| set.value == CookieValue::Session(session));
        let held = |job: &Job| match &job.phase {
            Phase::Writing { response } | Phase::Replicating { response, .. } => sets(response),
            Phase::Reading | Phase::Working => false,
        };
        if self.servers.iter().flat_map(|server| &server.running).any(held) {
            return true;
        }
        self.agenda.in_flight().iter().any(|in_flight| match in_flight.message {
            Message::ResponseToBalancer { response, .. } | Message::ResponseToClient { response, .. } => {
                sets(&response)
            }
            Message::RequestToBalancer { .. }
            | Message::RequestToServer { .. }
            | Message::Copy { .. }
            | Message::CopyAck { .. }
            | Message::StoreRequest { .. }
            | Message::StoreResponse { .. }
            | Message::Replicate { .. } => false,
        })
    }

    fn deliver(&mut self, message: Message, observer: &mut impl Observer) {
        match message {
            Message::RequestToBalancer { id, request, from } => self.balance(id, request, from, observer),
            Message::RequestToServer { id, server, request, reply_to } => {
                self.connect(id, server, request, reply_to, observer);
            }
            Message::ResponseToBalancer { id, server, response } => self.forward(id, server, response, observer),
            Message::ResponseToClient { id, response, .. } => self.receive(id, response, observer),
            Message::Copy { from, to, write, ack_for } => self.copy_arrived(from, to, write, ack_for, observer),
            Message::CopyAck { to, request, .. } => self.acknowledged(to, request, observer),
            Message::StoreRequest { id, server, store, op } => self.ask_store(id, server, store, op, observer),
            Message::StoreResponse { id, server, answer, .. } => self.store_answered(id, server, answer, observer),
            Message::Replicate { to, write, .. } => self.replicated(to, write, observer),
        }
    }

    fn ring(&mut self, timer: Timer, observer: &mut impl Observer) {
        match timer {
            Timer::ServiceDone { server, request } => self.complete(server, request, observer),
            Timer::Retry { request } => self.retry(request, observer),
            Timer::ServerTimeout { request, tries } => self.time_out(request, tries, observer),
            Timer::HealthCheck { server } => self.check(server, observer),
            Timer::Expiry { holder, session } => self.expire(holder, session, observer),
            Timer::CopiesLeave { server } => self.send_copies(server, observer),
            Timer::CopyApplied { server } => self.copy_applied(server, observer),
            Timer::Joined { server, donor, started } => self.joined(server, donor, started, observer),
            Timer::StoreDone { store, request } => self.store_done(store, request, observer),
            Timer::StoreAcknowledges { store, request } => self.store_acknowledges(store, request),
            Timer::LogSynced { store } => self.stores[store.index()].sync_log(),
            Timer::Promoted { failed } => self.fail_over(failed, observer),
            Timer::WaitOver { duration } => self.observe(Fact::WaitEnded { duration }, observer),
        }
    }

    /// Puts a message on a wire; it arrives one hop later.
    fn send(&mut self, message: Message) {
        self.agenda.send(message, self.now, self.now + self.config.duration(Setting::Hop));
    }

    /// Sets a timer that runs out after a while.
    fn set_timer(&mut self, after: SimDuration, timer: Timer) {
        self.agenda.set(self.now + after, timer);
    }

    /// A fresh session id, never used before in this run but with a probability of 2^-128.
    fn fresh_session_id(&mut self) -> SessionId {
        SessionId(self.session_ids.random::<u128>())
    }

    fn cookie_context(&self, initiator: Initiator) -> CookieContext {
        CookieContext { secure: self.config.on(Setting::Https), initiator }
    }

    fn observe(&self, fact: Fact, observer: &mut impl Observer) {
        observer.fact(self.now, fact);
    }
}
