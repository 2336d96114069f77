//! Speed of the model's steps relative to a bare binary heap on the same workload, and the time to seek in a long run.
//! Ratios of one process do not depend on the speed of the machine. `cargo bench` runs it natively, and
//! `cargo test --bench ratios --target wasm32-unknown-unknown` in Wasm in a browser.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::hint::black_box;

use sessionscope::inspect::{self, Look};
use sessionscope::model::command::Command;
use sessionscope::model::config::{Affinity, Config, MAX_CLIENTS, Routing, Sessions, Setting};
use sessionscope::model::ids::ClientId;
use sessionscope::model::world::World;
use sessionscope::pace::{Pace, Paced};
use sessionscope::recording::{Input, Recording, When};
use sessionscope::scene::{BeatFacts, View, project};
use sessionscope::text::Language;

const REQUESTS: u64 = 200_000;
const SEEKS: u64 = 500;
/// Rounds of measurement. In each, the model runs, then the bare heap.
const ROUNDS: u32 = 5;

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    let start = std::time::Instant::now();
    measure(|| start.elapsed().as_secs_f64(), |line| println!("{line}"));
}

#[cfg(target_arch = "wasm32")]
fn main() {}

#[cfg(target_arch = "wasm32")]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

#[cfg(target_arch = "wasm32")]
#[wasm_bindgen_test::wasm_bindgen_test]
fn in_wasm() {
    let clock = web_sys::window().and_then(|window| window.performance()).expect("a window has a clock");
    measure(|| clock.now() / 1e3, |line| wasm_bindgen_test::console_log!("{line}"));
}

/// Measures and prints. `clock` returns seconds since any fixed time.
fn measure(clock: impl Fn() -> f64, print: impl Fn(String)) {
    let (mut steps, mut model_s, mut bare_s) = (0, 0.0, 0.0);
    for _ in 0..ROUNDS {
        let start = clock();
        let round_steps = model();
        let model_end = clock();
        bare_heap(round_steps);
        let bare_end = clock();
        steps += round_steps;
        model_s += model_end - start;
        bare_s += bare_end - model_end;
    }
    let million = |seconds: f64| steps as f64 / 1e6 / seconds;
    print(format!("steps a second, facts counted only  {:>6.2} million", million(model_s)));
    print(format!("steps a second, bare binary heap    {:>6.2} million", million(bare_s)));
    print(format!("bare / model                        {:>6.2}", model_s / bare_s));
    let (recording, pace) = long_run();
    let start = clock();
    for seek in 0..SEEKS {
        seek_to(&recording, &pace, Paced(pace.end().0 / SEEKS * seek));
    }
    let seek_ms = (clock() - start) * 1e3 / SEEKS as f64;
    print(format!("seek among {} facts               {seek_ms:>6.3} ms", recording.facts().len()));
}

/// Runs a closed network of six clients, each with one request in flight at all times. Returns the number of steps.
fn model() -> u64 {
    let config = Config::new(Routing::RoundRobin, Affinity::None, Sessions::Local)
        .with(Setting::Clients, u64::from(MAX_CLIENTS));
    let mut world = World::new(config);
    let (mut requests, mut steps, mut facts) = (0, 0, 0);
    while requests < REQUESTS {
        for client in (0..MAX_CLIENTS).map(ClientId) {
            if world.clients[client.index()].open == 0 {
                world.apply(world.now, &Command::OpenPage(client));
                requests += 1;
            }
        }
        world.step();
        steps += 1;
        // An action at this instant must come after all steps that are due at it.
        while world.next_due() == Some(world.now) {
            world.step();
            steps += 1;
        }
        facts += world.drain_facts().len();
    }
    black_box(facts);
    steps
}

/// Pops and pushes the same number of entries with the same kind of keys, without any other work.
fn bare_heap(steps: u64) {
    let mut heap = BinaryHeap::new();
    let mut sequence = 0_u64;
    for client in 0..u64::from(MAX_CLIENTS) {
        heap.push(Reverse((0_u64, sequence, client)));
        sequence += 1;
    }
    for _ in 0..steps {
        let Some(Reverse((at, _, client))) = heap.pop() else { break };
        heap.push(Reverse((at + 500 + (sequence % 5) * 300, sequence, client)));
        sequence += 1;
    }
    black_box(heap.len());
}

/// A run of 2,000 facts.
fn long_run() -> (Recording, Pace) {
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
    let pace = Pace::of_steps(&recording);
    (recording, pace)
}

/// Computes all view data for a place on the timeline.
fn seek_to(recording: &Recording, pace: &Pace, place: Paced) {
    let (step, language) = (pace.step_at(place), Language::Korean);
    black_box(project(&View {
        recording,
        step,
        language,
        width: 880.0,
        room: None,
        beat: BeatFacts::default(),
        selection: None,
        prediction: None,
    }));
    let look = Look { recording, step, language, selection: None };
    black_box((inspect::tally(look), inspect::exchange(look), pace.sim_at(place)));
}
