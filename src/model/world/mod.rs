//! The world: all state of a run. It changes by commands from outside and by the entries of its agenda, one queue of
//! messages in flight and timers.
//!
//! [`World::apply`] carries out a command, and [`World::step`] handles the next entry of the agenda. Each arm calls one
//! function of a file below. Beside the helpers of this file (`send`, `set_timer`, `record`), a function calls only
//! functions of its own file and of files further down this list:
//!
//! - `faults`: messages and copies that a command drops or delays;
//! - `servers`: start, crash, upgrade and removal of a server's process;
//! - `cluster`: session copies that a worker has applied, and the state transfer to a member that joins;
//! - `failover`: death, restart and promotion of a shared store;
//! - `store`: reads and writes of a shared store, and replication from the primary store to its replica;
//! - `answers`: an answer's way from a worker through the balancer;
//! - `requests`: a request's way from the browser through the balancer to a worker;
//! - `health`: the balancer's health checks;
//! - `copies`: session copies on their way, from the change to a worker of the receiving server;
//! - `shop`: the application, which decides the page and the write;
//! - `browser`: the end of a request, and cookies;
//! - `sessions`: lookup, write, idle timeout, orphans and losses;
//! - `query`: reads the state and changes nothing.

mod faults;
mod servers;
mod cluster;
mod failover;
mod store;
mod answers;
mod requests;
mod health;
mod copies;
mod shop;
mod browser;
mod sessions;
mod query;

use std::collections::{BTreeMap, BTreeSet};

use rand::SeedableRng;
use rand_xoshiro::Xoshiro256PlusPlus;

use super::agenda::{Agenda, Entry, Timer};
use super::balancer::Balancer;
use super::client::Client;
use super::command::Command;
use super::config::{Config, Routing, Sessions, Setting};
use super::connections::Connections;
use super::cookie::Initiator;
use super::fact::{Fact, OrphanCause, StoreDeath, TimedFact};
use super::http::Action;
use super::ids::{ClientId, Holder, ServerId, SessionId, StoreId};
use super::message::Message;
use super::server::Server;
use super::store::Store;
use super::time::{SimDuration, SimTime};

pub use query::{CopyOutcome, SessionOfCookie, StateTransfer, StoredAt};

/// All state of a run.
#[derive(Clone, PartialEq, Debug)]
pub struct World {
    /// Configuration of the run.
    pub config: Config,
    /// Present moment.
    pub now: SimTime,
    /// Browsers, by id.
    pub clients: Vec<Client>,
    /// The load balancer; `None` if browsers connect to the server directly.
    pub balancer: Option<Balancer>,
    /// Servers, by id. A removed one stays, in the state `Removed`.
    pub servers: Vec<Server>,
    /// Shared stores, by id: none, one, or one and its replica.
    pub stores: Vec<Store>,
    /// Id of the store that the servers read and write. Names no store if `stores` is empty.
    pub primary: StoreId,
    /// Requests that the balancer has taken and not yet answered.
    pub connections: Connections,
    /// Sessions whose last cookie ended while no holder had them, with the client of that cookie and the cause. A copy
    /// or a write can still bring such a session, which is then an orphan.
    ended_cookies: BTreeMap<SessionId, (ClientId, OrphanCause)>,
    /// Sessions recorded as orphans when they came back on one member, while copies that end them at other members are
    /// on their way. They are not recorded as orphans again.
    returned_orphans: BTreeSet<SessionId>,
    agenda: Agenda,
    /// Generator of session ids, the model's only source of randomness.
    session_ids: Xoshiro256PlusPlus,
    /// Facts since the last [`World::drain_facts`]. Empty in a frame, so frames neither copy nor compare facts.
    facts: Vec<TimedFact>,
}

impl World {
    /// A world in which everything is up and nobody has signed in.
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
                Routing::RoundRobin => Some(Balancer::new(servers)),
            },
            servers: (0..servers).map(|id| Server::new(ServerId(id), SimTime::ZERO, workers, queue)).collect(),
            stores: match config.sessions {
                Sessions::Local | Sessions::Replicated => Vec::new(),
                Sessions::Shared(kind) => {
                    let count = if config.on(Setting::Replica) { 2 } else { 1 };
                    (0..count).map(|id| Store::new(StoreId(id), kind)).collect()
                }
            },
            primary: StoreId(0),
            connections: Connections::new(),
            ended_cookies: BTreeMap::new(),
            returned_orphans: BTreeSet::new(),
            agenda: Agenda::default(),
            session_ids: Xoshiro256PlusPlus::seed_from_u64(config.seed),
            facts: Vec::new(),
        }
    }

    /// Carries out a command at `at`. No entry of the agenda may be due before `at`.
    ///
    /// # Panics
    /// If `at` is before the world's own time or after the next entry of the agenda.
    pub fn apply(&mut self, at: SimTime, command: &Command) {
        assert!(self.now <= at, "commands never arrive in the past");
        assert!(self.next_due().is_none_or(|due| at <= due), "what is due comes first");
        self.now = at;
        // Each arm carries out the command; false if it does not apply now.
        let is_applicable = match *command {
            Command::SignIn(client) => self.send_request(client, Action::Login, Initiator::SameSite),
            Command::OpenPage(client) => self.send_request(client, Action::Me, Initiator::SameSite),
            Command::FollowLink(client) => self.send_request(client, Action::Me, Initiator::CrossSiteLink),
            Command::ViewCart(client) => self.send_request(client, Action::ViewCart, Initiator::SameSite),
            Command::AddToCart(client) => self.send_request(client, Action::AddToCart, Initiator::SameSite),
            Command::SignOut(client) => self.send_request(client, Action::Logout, Initiator::SameSite),
            Command::ClearCookies(client) => self.clear_cookies(client),
            Command::ChangeAddress(client) => self.change_address(client),
            Command::ShareAddress(client) => self.share_address(client),
            Command::Crash(server) => self.crash(server),
            Command::Restart(server) => self.restart(server),
            Command::Upgrade(server) => self.upgrade(server),
            Command::AddServer => self.add_member(),
            Command::AddLoneServer => self.add_lone_server(),
            Command::RemoveServer(server) => self.remove_server(server),
            Command::KillStore(store) => self.stop_store(store, StoreDeath::Killed),
            Command::CutPower(store) => self.stop_store(store, StoreDeath::PowerCut),
            Command::RestartStore(store) => self.restart_store(store),
            Command::Promote => self.promote_by_hand(),
            Command::Drop(id) => self.drop_message(id),
            Command::Delay(id, by) => self.delay_message(id, by),
            Command::DropCopy(copy) => self.drop_copy(copy),
            Command::DelayCopy(copy, by) => self.delay_copy(copy, by),
            Command::Wait(duration) => self.begin_wait(duration),
            Command::WaitUntil(_) | Command::ToServerOf(..) | Command::ToPrimary(_) => match self.resolved(*command) {
                Some(resolved) => return self.apply(at, &resolved),
                None => false,
            },
        };
        if !is_applicable {
            self.record(Fact::NotApplicable { command: *command });
        }
    }

    /// Time of the next entry of the agenda; `None` if the agenda is empty.
    pub fn next_due(&self) -> Option<SimTime> {
        self.agenda.next_due()
    }

    /// Handles the next entry of the agenda: a message arrives or a timer ends. Does nothing if the agenda is empty.
    pub fn step(&mut self) {
        let Some(due) = self.agenda.pop() else { return };
        assert!(self.now <= due.at, "the agenda never looks back");
        self.now = due.at;
        match due.entry {
            Entry::Arrival { message, .. } => match message {
                Message::RequestToBalancer { id, request, from } => self.route(id, request, from),
                Message::RequestToServer { id, server, request, reply_to } => {
                    self.accept(id, server, request, reply_to);
                }
                Message::ResponseToBalancer { id, server, response } => self.forward_answer(id, server, response),
                Message::ResponseToClient { id, response, .. } => self.receive(id, response),
                Message::Copy { from, to, write, ack_for } => self.copy_arrived(from, to, write, ack_for),
                Message::CopyAck { to, request, .. } => self.copy_acknowledged(to, request),
                Message::StoreRequest { id, server, store, op } => self.accept_store_request(id, server, store, op),
                Message::StoreResponse { id, server, answer, .. } => self.store_answered(id, server, answer),
                Message::Replicate { to, write, .. } => self.apply_at_replica(to, write),
            },
            Entry::Timer(timer) => match timer {
                Timer::ServiceDone { server, request } => self.finish_service(server, request),
                Timer::Retry { request } => self.retry(request),
                Timer::ServerTimeout { request, tries } => self.time_out(request, tries),
                Timer::HealthCheck { server } => self.check_health(server),
                Timer::Expiry { holder: Holder::Server(server), session } => self.expire_in_memory(server, session),
                Timer::Expiry { holder: Holder::Store(store), session } => self.expire_at_store(store, session),
                Timer::CookieLapse { client } => self.evict_lapsed_cookies(client),
                Timer::CopiesLeave { server } => self.send_next_copies(server),
                Timer::CopyApplied { server } => self.copy_applied(server),
                Timer::Joined { server, donor } => self.finish_join(server, donor),
                Timer::JoinTimedOut { server, donor } => self.give_up_join(server, donor),
                Timer::StoreDone { store, request } => self.finish_store_request(store, request),
                Timer::StoreAcknowledges { store, request } => self.acknowledge_write(store, request),
                Timer::LogSynced { store } => self.sync_log(store),
                Timer::Promotion => self.promote_by_sentinels(),
                Timer::WaitOver { duration } => self.end_wait(duration),
            },
        }
    }

    /// Removes and returns the facts since the last call, in order. A recording calls it after each command and step.
    pub fn drain_facts(&mut self) -> std::vec::Drain<'_, TimedFact> {
        self.facts.drain(..)
    }

    /// True if nothing that the inputs caused is still going on: no message in flight, no open request, no wait, no
    /// busy worker, no change to send, and no store at work. Health checks, idle timeouts and the ends of cookies do
    /// not count, since one is nearly always scheduled.
    pub fn is_settled(&self) -> bool {
        self.agenda.is_quiet()
            && self.connections.is_empty()
            && self.servers.iter().all(Server::is_idle)
            && self.stores.iter().all(|store| store.jobs.is_empty())
    }

    /// True if no message is in flight and every server is idle, so nothing moves on the stage until the next fact.
    pub fn is_idle(&self) -> bool {
        !self.agenda.has_messages() && self.servers.iter().all(Server::is_idle)
    }

    /// True if a change that a reader would want to see is coming: a server joins, a health check will find a change,
    /// or a promotion is due. Playing then goes on past the end of the run. Other entries, such as idle timeouts, may
    /// come before the change.
    pub fn expects_change(&self) -> bool {
        let checked = |server: &Server| self.balancer.as_ref().is_some_and(|all| all.health(server.id).check_due);
        self.servers.iter().any(|server| server.is_joining() || checked(server)) || self.is_promotion_due()
    }

    fn begin_wait(&mut self, duration: SimDuration) -> bool {
        self.record(Fact::WaitBegan { duration });
        self.set_timer(duration, Timer::WaitOver { duration });
        true
    }

    fn end_wait(&mut self, duration: SimDuration) {
        self.record(Fact::WaitEnded { duration });
    }

    /// Sends a message, which arrives one hop later.
    fn send(&mut self, message: Message) {
        self.agenda.send(message, self.now, self.now + self.config.duration(Setting::Hop));
    }

    /// Sets a timer that ends after this time.
    fn set_timer(&mut self, after: SimDuration, timer: Timer) {
        self.agenda.set(self.now + after, timer);
    }

    /// Adds a fact of the present moment to the buffer.
    fn record(&mut self, fact: Fact) {
        self.facts.push(TimedFact { at: self.now, fact });
    }
}
