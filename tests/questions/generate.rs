//! Random runs with the inputs that come next: half of them in changed lessons, half anywhere.

use std::fmt;

use rand::{RngExt, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;

use sessionscope::lesson::{Lesson, Task};
use sessionscope::link::Link;
use sessionscope::model::command::{Command, ServerAction, StoreAction};
use sessionscope::model::config::{Config, Setting};
use sessionscope::model::ids::{ClientId, ServerId, StoreId};
use sessionscope::recording::{Input, Recording};
use sessionscope::strategy::Strategy;

use crate::support::random;

/// A run, and the inputs that come next.
#[derive(Clone)]
pub struct Case {
    pub config: Config,
    pub before: Vec<Input>,
    pub next: Vec<Input>,
}

impl Case {
    /// The run before the next inputs, and the run with them.
    pub fn runs(&self) -> (Recording, Recording) {
        let run = Recording::replay(self.config, &self.before);
        let mut later = run.clone();
        later.continue_with(&self.next).expect("there is room");
        (run, later)
    }
}

impl fmt::Display for Case {
    /// The link to the run with the inputs, and the number of inputs before them.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inputs = self.before.iter().chain(&self.next).copied().collect();
        let link = Link { config: self.config, inputs: Some(inputs), ..Link::new(Strategy::None) };
        write!(f, "?{} after {} inputs", link.query(), self.before.len())
    }
}

/// The case of a seed, always the same.
pub fn case(seed: u64) -> Case {
    let rng = &mut Xoshiro256PlusPlus::seed_from_u64(seed);
    if seed.is_multiple_of(2) {
        return lesson(rng);
    }
    let (config, mut before) = random::run(seed);
    before.truncate(16);
    Case { config, before, next: next(rng) }
}

/// A place in a lesson whose servers, clients, workers and delays are others, after acts that the lesson does not ask
/// for.
fn lesson(rng: &mut Xoshiro256PlusPlus) -> Case {
    let plan = Lesson::ALL[rng.random_range(0..Lesson::ALL.len())].plan();
    let mut config = plan.tunings.iter().fold(plan.strategy.config(), |config, tuning| tuning.apply(config));
    config.seed = rng.random();
    for setting in [Setting::Servers, Setting::Workers, Setting::Queue] {
        if one_in(rng, 2) {
            config = config.with(setting, rng.random_range(1..=5));
        }
    }
    if one_in(rng, 2) {
        config = config.with(Setting::Clients, rng.random_range(2..=6));
    }
    for delay in [Setting::Hop, Setting::Service, Setting::CopyDelay, Setting::ReplicaLag] {
        if one_in(rng, 4) {
            config = config.with(delay, rng.random_range(0..20_000));
        }
    }
    let mut before = plan.lead.to_vec();
    let parts: Vec<_> = plan.parts.iter().chain(plan.after).collect();
    let place = rng.random_range(0..parts.len());
    for (nth, part) in parts.iter().enumerate() {
        if nth == plan.parts.len() {
            match plan.task {
                Some(Task::Act { input, .. }) => before.push(input),
                Some(Task::Set(tuning)) => config = tuning.apply(config),
                None => {}
            }
        }
        if one_in(rng, 3) {
            before.push(act(rng));
        }
        if nth == place {
            let next = if one_in(rng, 4) { next(rng) } else { part.inputs.to_vec() };
            return Case { config, before, next };
        }
        before.extend(part.inputs);
    }
    unreachable!("the place is one of the parts")
}

fn one_in(rng: &mut Xoshiro256PlusPlus, times: u32) -> bool {
    rng.random_range(0..times) == 0
}

fn act(rng: &mut Xoshiro256PlusPlus) -> Input {
    Input::settled(random::command(rng))
}

/// One to three inputs, of which one stops a machine or the last one is a request, mostly.
fn next(rng: &mut Xoshiro256PlusPlus) -> Vec<Input> {
    let mut inputs: Vec<Input> = Vec::new();
    if one_in(rng, 4) {
        inputs.push(act(rng));
    }
    if one_in(rng, 2) {
        inputs.push(Input { when: random::when(rng), command: stop(rng) });
    }
    if inputs.is_empty() || one_in(rng, 2) {
        inputs.push(Input { when: random::when(rng), command: request(rng) });
    }
    inputs
}

fn request(rng: &mut Xoshiro256PlusPlus) -> Command {
    let client = ClientId(rng.random_range(0..3));
    match rng.random_range(0..6) {
        0 => Command::SignIn(client),
        1 => Command::OpenPage(client),
        2 => Command::ViewCart(client),
        3 => Command::SignOut(client),
        _ => Command::AddToCart(client),
    }
}

fn stop(rng: &mut Xoshiro256PlusPlus) -> Command {
    let (server, store) = (ServerId(rng.random_range(0..4)), StoreId(rng.random_range(0..2)));
    match rng.random_range(0..8) {
        0 | 1 => Command::Crash(server),
        2 => Command::RemoveServer(server),
        3 => Command::ToServerOf(ClientId(rng.random_range(0..3)), ServerAction::Crash),
        4 => Command::ToPrimary(StoreAction::Kill),
        5 => Command::KillStore(store),
        _ => Command::CutPower(store),
    }
}
