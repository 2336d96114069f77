//! Random runs: a config of any combination of routing, affinity and sessions, and a few commands that often race.

use rand::{RngExt, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;

use sessionscope::model::command::{Awaited, Command, ServerAction, StoreAction};
use sessionscope::model::config::{Affinity, Config, MAX_CLIENTS, Routing, Sessions, Setting};
use sessionscope::model::ids::{ClientId, CopyId, Holder, RequestId, ServerId, StoreId};
use sessionscope::model::time::SimDuration;
use sessionscope::recording::{Input, When};

/// Longest pause before a command that races with the one before it, in microseconds.
const RACE_US: u64 = 5_000;
/// Settings of durations in the network, the servers, the cluster and the stores.
const DELAYS: [Setting; 7] = [
    Setting::Hop,
    Setting::Service,
    Setting::CopyDelay,
    Setting::CopyApply,
    Setting::StoreRead,
    Setting::StoreWrite,
    Setting::ReplicaLag,
];

/// Config and inputs of a seed, always the same.
pub fn run(seed: u64) -> (Config, Vec<Input>) {
    let rng = &mut Xoshiro256PlusPlus::seed_from_u64(seed);
    let config = config(rng);
    let length = rng.random_range(2..=16);
    let (sent, down) = ([0; MAX_CLIENTS as usize], Vec::new());
    let mut author = Author { rng, config, client: ClientId(0), sent, down };
    let inputs = (0..length).map(|_| author.input()).collect();
    (config, inputs)
}

fn one_in(rng: &mut Xoshiro256PlusPlus, times: u32) -> bool {
    rng.random_range(0..times) == 0
}

fn config(rng: &mut Xoshiro256PlusPlus) -> Config {
    let routing = if one_in(rng, 8) { Routing::Direct } else { Routing::RoundRobin };
    let affinity = [Affinity::None, Affinity::Cookie, Affinity::Source][rng.random_range(0..3)];
    let sessions = Sessions::ALL[rng.random_range(0..5)];
    let mut config = Config::new(routing, affinity, sessions)
        .with(Setting::Clients, rng.random_range(1..=3))
        .with(Setting::Servers, rng.random_range(1..=4))
        .with(Setting::Redispatch, rng.random_range(0..=1))
        .with(Setting::CopySync, rng.random_range(0..=1))
        .with(Setting::Save, rng.random_range(0..=2))
        .with(Setting::Replica, rng.random_range(0..=1))
        .with(Setting::ReplicaWait, rng.random_range(0..=1));
    for delay in DELAYS {
        config = match rng.random_range(0..8) {
            0 => config.with(delay, 0),
            1 => config.with(delay, rng.random_range(0..5_000)),
            2 => config.with(delay, rng.random_range(5_000..2_000_000)),
            _ => config,
        };
    }
    match rng.random_range(0..16) {
        0 => config.with(Setting::Idle, rng.random_range(1_000..20_000_000)),
        1 => config.with(Setting::CookieMaxAge, rng.random_range(1_000..60_000_000)),
        2 => config.with(Setting::CookieSecure, 1).with(Setting::Https, rng.random_range(0..=1)),
        3 => config.with(Setting::CookieSameSite, rng.random_range(1..=2)),
        4 => config.with(Setting::ServerTimeout, rng.random_range(1..10_000)),
        5 => config.with(Setting::Workers, 1).with(Setting::Queue, rng.random_range(0..=2)),
        6 => config.with(Setting::StateTransferTimeout, rng.random_range(1..200_000)),
        7 => config.with(Setting::Retries, rng.random_range(0..=2)),
        8 => config.with(Setting::StoreDetection, rng.random_range(0..100_000)).with(Setting::StorePromotion, 0),
        _ => config,
    }
}

/// Generator of the inputs of one run.
struct Author<'a> {
    rng: &'a mut Xoshiro256PlusPlus,
    config: Config,
    /// Client of the last command that had one.
    client: ClientId,
    /// Requests that each client has been asked to send.
    sent: [u32; MAX_CLIENTS as usize],
    /// Servers and stores that were asked to go down, and not to start again.
    down: Vec<Holder>,
}

impl Author<'_> {
    /// Half of the inputs are requests of the same client, 0 to 5 ms after the input before.
    fn input(&mut self) -> Input {
        if self.rng.random() {
            let when = When::After(SimDuration::from_us(self.rng.random_range(0..=RACE_US)));
            return Input { when, command: self.request() };
        }
        let when = match self.rng.random_range(0..6) {
            0 | 1 => When::After(SimDuration::from_us(self.rng.random_range(0..=RACE_US))),
            2 => When::After(SimDuration::from_us(self.rng.random_range(0..4_000_000))),
            _ => When::Settled,
        };
        if one_in(self.rng, 3) {
            self.client = ClientId(self.rng.random_range(0..self.config.get(Setting::Clients)) as u8);
        }
        let command = if one_in(self.rng, 2) { self.request() } else { self.incident() };
        Input { when, command }
    }

    fn request(&mut self) -> Command {
        let client = self.client;
        let sent = &mut self.sent[client.index()];
        *sent += 1;
        // A first request is a login, mostly: without one there is no session to lose.
        if *sent == 1 && !one_in(self.rng, 8) {
            return Command::SignIn(client);
        }
        match self.rng.random_range(0..12) {
            0..=2 => Command::SignIn(client),
            3..=6 => Command::AddToCart(client),
            7 | 8 => Command::OpenPage(client),
            9 => Command::ViewCart(client),
            10 => Command::SignOut(client),
            _ => Command::FollowLink(client),
        }
    }

    /// A fault, its repair, or another act that is no request.
    fn incident(&mut self) -> Command {
        let client = self.client;
        let server = self.server();
        match self.rng.random_range(0..28) {
            0 => Command::ClearCookies(client),
            1 => Command::ChangeAddress(client),
            2 => Command::ShareAddress(client),
            3 => Command::Upgrade(server),
            4 => Command::AddServer,
            5 => Command::AddLoneServer,
            6 => Command::RemoveServer(server),
            7 => Command::Drop(self.request_in_flight()),
            8 => Command::Delay(self.request_in_flight(), self.pause()),
            9 => Command::DropCopy(self.copy()),
            10 => Command::DelayCopy(self.copy(), self.pause()),
            11 => Command::Wait(SimDuration::from_s(self.rng.random_range(1..3_600))),
            // About as long as health checks and the takeover of a store need.
            12..=15 => Command::Wait(SimDuration::from_us(self.rng.random_range(1_000..9_000_000))),
            16 | 17 if self.has_replica() => Command::Promote,
            18 | 19 => self.action_by_role(),
            _ => self.death_of_process(),
        }
    }

    /// An action on the server that answered a client last, or on the primary store, or a wait for an event.
    fn action_by_role(&mut self) -> Command {
        match self.rng.random_range(0..9) {
            0 => Command::WaitUntil(Awaited::HealthCheck),
            1 => Command::WaitUntil(Awaited::IdleTimeout),
            role @ 2..=4 => Command::ToPrimary(StoreAction::ALL[role - 2]),
            role => Command::ToServerOf(self.client, ServerAction::ALL[role - 5]),
        }
    }

    /// Death of a server or a store, or the start of one that is down.
    fn death_of_process(&mut self) -> Command {
        if !self.down.is_empty() && self.rng.random() {
            let at = self.rng.random_range(0..self.down.len());
            return match self.down.swap_remove(at) {
                Holder::Server(server) => Command::Restart(server),
                Holder::Store(store) => Command::RestartStore(store),
            };
        }
        if self.has_store() && !one_in(self.rng, 4) {
            let store = StoreId(self.rng.random_range(0..=self.config.get(Setting::Replica)) as u8);
            self.down.push(Holder::Store(store));
            return if one_in(self.rng, 3) { Command::CutPower(store) } else { Command::KillStore(store) };
        }
        let server = self.server();
        self.down.push(Holder::Server(server));
        Command::Crash(server)
    }

    fn has_store(&self) -> bool {
        matches!(self.config.sessions, Sessions::Shared(_))
    }

    fn has_replica(&self) -> bool {
        self.has_store() && self.config.on(Setting::Replica)
    }

    /// Any server of the start, or the first one that may have been added.
    fn server(&mut self) -> ServerId {
        ServerId(self.rng.random_range(0..=self.config.get(Setting::Servers)) as u8)
    }

    fn request_in_flight(&mut self) -> RequestId {
        let sent = self.sent[self.client.index()].max(1);
        RequestId { client: self.client, nth: self.rng.random_range(sent.saturating_sub(1).max(1)..=sent) }
    }

    fn copy(&mut self) -> CopyId {
        let to = match self.config.sessions {
            Sessions::Shared(_) => Holder::Store(StoreId(1)),
            Sessions::Local | Sessions::Replicated => Holder::Server(self.server()),
        };
        CopyId { client: self.client, version: self.rng.random_range(1..4), to }
    }

    fn pause(&mut self) -> SimDuration {
        let longest = if one_in(self.rng, 2) { RACE_US } else { 3_000_000 };
        SimDuration::from_us(self.rng.random_range(0..=longest))
    }
}
