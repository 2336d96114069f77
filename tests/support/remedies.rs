//! The three remedies (sticky session, clustering, storage) as configs, and counts of their runs.
#![allow(dead_code, reason = "each test binary uses some of these")]

use sessionscope::model::command::Command::{self, Wait};
use sessionscope::model::config::{Affinity, Config, Routing, Sessions, StoreKind};
use sessionscope::model::fact::{Fact, Loss};
use sessionscope::model::ids::{ClientId, ServerId, StoreId};
use sessionscope::model::time::SimDuration;
use sessionscope::recording::{Input, Recording, When};

use super::facts;

pub const ALICE: ClientId = ClientId(0);
pub const BOB: ClientId = ClientId(1);
pub const CHULSOO: ClientId = ClientId(2);
pub const S1: ServerId = ServerId(0);
pub const S2: ServerId = ServerId(1);
pub const PRIMARY: StoreId = StoreId(0);
pub const REPLICA: StoreId = StoreId(1);

pub fn sticky(affinity: Affinity) -> Config {
    Config::new(Routing::RoundRobin, affinity, Sessions::Local)
}

pub fn cluster() -> Config {
    Config::new(Routing::RoundRobin, Affinity::None, Sessions::Replicated)
}

pub fn store(kind: StoreKind) -> Config {
    Config::new(Routing::RoundRobin, Affinity::None, Sessions::Shared(kind))
}

pub fn routes(run: &Recording) -> Vec<u32> {
    let to = |fact| if let Fact::Routed { to, .. } = fact { Some(to.number()) } else { None };
    facts(run).filter_map(to).collect()
}

pub fn count(run: &Recording, wanted: impl Fn(&Fact) -> bool) -> usize {
    facts(run).filter(|fact| wanted(fact)).count()
}

pub fn losses(run: &Recording, loss: Loss) -> usize {
    count(run, |fact| fact.loss() == Some(loss))
}

/// Replication messages and bytes that were sent in a run.
pub fn replication_traffic(run: &Recording) -> (u32, u64) {
    let sent = |fact| if let Fact::CopiesSent { messages, bytes, .. } = fact { Some((messages, bytes)) } else { None };
    facts(run).filter_map(sent).fold((0, 0), |sum, sent| (sum.0 + sent.0, sum.1 + sent.1))
}

pub fn sleep(seconds: u64) -> Command {
    Wait(SimDuration::from_s(seconds))
}

/// Runs `first` after the effects of `before` have settled, and `second` this many microseconds after `first`.
pub fn overlap(config: Config, before: &[Command], first: Command, us: u64, second: Command) -> Recording {
    let mut inputs: Vec<Input> =
        before.iter().map(|command| Input { when: When::Settled, command: *command }).collect();
    inputs.push(Input { when: When::Settled, command: first });
    inputs.push(Input { when: When::After(SimDuration::from_us(us)), command: second });
    Recording::replay(config, &inputs)
}
