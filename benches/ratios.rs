//! Ratios within one run, so that a slow machine changes nothing: the model's steps beside a bare binary heap on the same
//! workload, and the time to seek in a long run.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::hint::black_box;
use std::time::Instant;

use sessionscope::inspect::{self, Look};
use sessionscope::model::command::Command;
use sessionscope::model::config::{Affinity, Config, MAX_CLIENTS, Routing, Sessions, Setting};
use sessionscope::model::fact::{Fact, Observer};
use sessionscope::model::ids::ClientId;
use sessionscope::model::time::SimTime;
use sessionscope::model::world::World;
use sessionscope::pace::{Pace, Paced};
use sessionscope::recording::{Input, Recording, When};
use sessionscope::scene::{View, project};
use sessionscope::text::Language;

const REQUESTS: u64 = 200_000;
const SEEKS: u64 = 500;

fn main() {
    let (model_steps, model_rate) = model();
    let bare_rate = bare(model_steps);
    println!("steps a second, counting observer   {:>6.2} million", model_rate / 1e6);
    println!("steps a second, bare binary heap    {:>6.2} million", bare_rate / 1e6);
    println!("bare / model                        {:>6.2}", bare_rate / model_rate);
    seek();
}

/// Counts facts and keeps nothing.
#[derive(Default)]
struct Count(u64);

impl Observer for Count {
    fn fact(&mut self, _: SimTime, _: Fact) {
        self.0 += 1;
    }
}

/// A closed network: six browsers, each with one request under way at all times.
fn model() -> (u64, f64) {
    let config = Config::new(Routing::RoundRobin, Affinity::None, Sessions::Local)
        .with(Setting::Clients, u64::from(MAX_CLIENTS));
    let mut world = World::new(config);
    let mut count = Count::default();
    let (mut requests, mut steps) = (0, 0);
    let start = Instant::now();
    while requests < REQUESTS {
        for client in (0..MAX_CLIENTS).map(ClientId) {
            if world.clients[client.index()].open == 0 {
                world.apply(world.now, &Command::OpenPage(client), &mut count);
                requests += 1;
            }
        }
        world.step(&mut count);
        steps += 1;
        // Acts come at the moment of a step, after everything that is due at it.
        while world.next_due() == Some(world.now) {
            world.step(&mut count);
            steps += 1;
        }
    }
    black_box(count.0);
    (steps, steps as f64 / start.elapsed().as_secs_f64())
}

/// The same number of entries through a heap of the same keys, with nothing done about them.
fn bare(steps: u64) -> f64 {
    let mut heap = BinaryHeap::new();
    let mut sequence = 0_u64;
    for client in 0..u64::from(MAX_CLIENTS) {
        heap.push(Reverse((0_u64, sequence, client)));
        sequence += 1;
    }
    let start = Instant::now();
    for _ in 0..steps {
        let Some(Reverse((at, _, client))) = heap.pop() else { break };
        heap.push(Reverse((at + 500 + (sequence % 5) * 300, sequence, client)));
        sequence += 1;
    }
    black_box(heap.len());
    steps as f64 / start.elapsed().as_secs_f64()
}

/// From a place on the timeline to everything the screen needs, in a run of 2,000 facts.
fn seek() {
    let clients = (0..3).map(ClientId).cycle();
    let inputs: Vec<Input> = clients
        .take(310)
        .enumerate()
        .map(|(nth, client)| {
            let command = if nth < 3 { Command::SignIn(client) } else { Command::OpenPage(client) };
            Input { when: When::Settled, command }
        })
        .collect();
    let recording = Recording::replay(Config::new(Routing::RoundRobin, Affinity::None, Sessions::Local), &inputs);
    let pace = Pace::of(&recording);
    let start = Instant::now();
    for seek in 0..SEEKS {
        let place = Paced(pace.end().0 / SEEKS * seek);
        let step = pace.step_at(place);
        let language = Language::Korean;
        black_box(project(&View { recording: &recording, step, language, width: 880.0, selection: None }));
        let look = Look { recording: &recording, step, language, selection: None };
        black_box((inspect::tally(look), inspect::exchange(look), pace.sim_at(place)));
    }
    let each = start.elapsed().as_secs_f64() * 1e3 / SEEKS as f64;
    println!("seek among {} facts               {each:>6.3} ms", recording.facts().len());
}
