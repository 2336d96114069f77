//! Random runs from a seed, the same natively and in Wasm.
#![allow(dead_code, reason = "each test binary uses some of these")]

use rand::{RngExt, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;

use sessionscope::model::command::{Awaited, Command, ServerAction, StoreAction};
use sessionscope::model::config::{Affinity, Config, Routing, Sessions, Setting};
use sessionscope::model::ids::{ClientId, CopyId, Holder, RequestId, ServerId, StoreId};
use sessionscope::model::time::SimDuration;
use sessionscope::recording::{Input, When};

/// Returns a config and up to 30 inputs. Most actions name existing things, some do not. Some share an instant.
pub fn run(seed: u64) -> (Config, Vec<Input>) {
    let rng = &mut Xoshiro256PlusPlus::seed_from_u64(seed);
    let config = config(rng).with(Setting::Save, seed % 3);
    let length = rng.random_range(0..=30);
    let inputs = (0..length).map(|_| Input { when: when(rng), command: command(rng) }).collect();
    (config, inputs)
}

/// True if the command names a server, a store or a time by its role. A law that excludes an action excludes these too.
pub fn has_role(command: &Command) -> bool {
    matches!(command, Command::ToServerOf(..) | Command::ToPrimary(_) | Command::WaitUntil(_))
}

/// Returns a config of any combination of routing, affinity and sessions.
pub fn config(rng: &mut Xoshiro256PlusPlus) -> Config {
    let routing = if rng.random_range(0..5) == 0 { Routing::Direct } else { Routing::RoundRobin };
    let affinity = [Affinity::None, Affinity::Cookie, Affinity::Source][rng.random_range(0..3)];
    let sessions = Sessions::ALL[rng.random_range(0..5)];
    let mut config = Config::new(routing, affinity, sessions)
        .with(Setting::Replica, rng.random_range(0..=1))
        .with(Setting::ReplicaLag, rng.random_range(0..90_000))
        .with(Setting::ReplicaWait, rng.random_range(0..=1))
        .with(Setting::CopySync, rng.random_range(0..=1))
        .with(Setting::CopyDelay, rng.random_range(0..80_000))
        .with(Setting::Clients, rng.random_range(1..=6))
        .with(Setting::Servers, rng.random_range(1..=5))
        .with(Setting::Workers, rng.random_range(1..=3))
        .with(Setting::Queue, rng.random_range(0..=3));
    config.seed = rng.random();
    match rng.random_range(0..10) {
        0 => config.with(Setting::Idle, rng.random_range(1_000..5_000_000)),
        1 => config.with(Setting::CookieMaxAge, rng.random_range(0..3_000_000)),
        2 => config.with(Setting::CookieSecure, 1).with(Setting::Https, rng.random_range(0..=1)),
        3 => config.with(Setting::CookieSameSite, rng.random_range(0..=2)),
        4 => config.with(Setting::ServerTimeout, rng.random_range(1..10_000)),
        5 => config.with(Setting::Redispatch, 0),
        6 => config.with(Setting::Hop, rng.random_range(0..2_000)).with(Setting::Service, rng.random_range(0..20_000)),
        7 => config.with(Setting::StateTransferTimeout, rng.random_range(1..200_000)),
        8 => config.with(Setting::StoreWrite, rng.random_range(0..2_000)),
        _ => config,
    }
}

/// Returns the time of an input.
pub fn when(rng: &mut Xoshiro256PlusPlus) -> When {
    match rng.random_range(0..3) {
        0 => When::Settled,
        1 => When::After(SimDuration::from_us(rng.random_range(0..9_000))),
        _ => When::After(SimDuration::from_us(rng.random_range(0..2_000_000))),
    }
}

/// Returns a command. Most name an existing thing.
pub fn command(rng: &mut Xoshiro256PlusPlus) -> Command {
    // Mostly the same two clients, so that their actions interact.
    let people = if rng.random_range(0..3) == 0 { 6 } else { 2 };
    let client = ClientId(rng.random_range(0..people));
    let server = ServerId(rng.random_range(0..6));
    let request = RequestId { client, nth: rng.random_range(1..5) };
    let to = if rng.random_range(0..2) == 0 { Holder::Server(server) } else { Holder::Store(StoreId(1)) };
    let copy = CopyId { client, version: rng.random_range(1..4), to };
    let store = StoreId(rng.random_range(0..3));
    match rng.random_range(0..37) {
        0..=3 => Command::SignIn(client),
        4..=7 => Command::OpenPage(client),
        8 => Command::FollowLink(client),
        9..=12 => Command::AddToCart(client),
        13 => Command::ViewCart(client),
        14 => Command::SignOut(client),
        15 => Command::ClearCookies(client),
        16 => Command::ChangeAddress(client),
        17 => Command::Crash(server),
        18 => Command::ToServerOf(client, ServerAction::ALL[rng.random_range(0..4)]),
        19 => Command::Restart(server),
        20 => Command::Upgrade(server),
        21 => Command::AddServer,
        22 | 23 => Command::Drop(request),
        24 => Command::ToPrimary(StoreAction::ALL[rng.random_range(0..3)]),
        25 => Command::Delay(request, SimDuration::from_us(rng.random_range(0..3_000_000))),
        26 => Command::ShareAddress(client),
        27 => Command::AddLoneServer,
        28 => Command::RemoveServer(server),
        29 => Command::KillStore(store),
        30 => Command::CutPower(store),
        31 => Command::RestartStore(store),
        32 => Command::Promote,
        33 => Command::DropCopy(copy),
        34 => Command::DelayCopy(copy, SimDuration::from_us(rng.random_range(0..3_000_000))),
        35 => Command::WaitUntil([Awaited::HealthCheck, Awaited::IdleTimeout][rng.random_range(0..2)]),
        _ => Command::Wait(SimDuration::from_us(rng.random_range(0..9_000_000))),
    }
}
