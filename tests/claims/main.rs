//! Every sentence is true: each claim of each fact, and of the caption of each step and each beat, holds in the world
//! right after the step. Random runs and the prepared scripts are told whole. A false claim prints the sentence and a link to the run.
//!
//! A plain `cargo test` takes a sample. `SESSIONSCOPE_RUNS=100000 cargo test --profile fuzz --test claims` takes more.

#[path = "../random_runs/generate.rs"]
mod generate;
mod holds;
mod later;
#[path = "../support/parallel.rs"]
mod parallel;

use std::collections::BTreeMap;
use std::sync::Mutex;

use sessionscope::beat::Beats;
use sessionscope::link::{Link, Position};
use sessionscope::model::command::Command;
use sessionscope::model::config::Config;
use sessionscope::model::fact::TimedFact;
use sessionscope::model::time::SimDuration;
use sessionscope::model::world::World;
use sessionscope::recording::{Input, Recording};
use sessionscope::strategy::Strategy;
use sessionscope::text::{Claim, Language, Sentence, beat_caption, caption, fact};

use holds::holds;
use parallel::{for_each_below, number};

/// Number of runs of a plain `cargo test`.
const SAMPLE: u64 = 1_000;
/// Minimum number of kinds of claims in a sample.
const KINDS: usize = 50;
/// Number of further steps that are checked after a run has settled: health checks, promotions, idle timeouts.
const STEPS_AFTER_END: usize = 20;
/// One step of this many is also continued with each possible command.
const ACTS_ONE_OF: usize = 7;
/// Words that no sentence may have: an ordinal or a duration of zero.
const IMPOSSIBLE: [&str; 4] = ["0번째 ", " 0th", " 0 ms after", "멈춘 지 0 ms"];

/// A sentence that is not true.
struct Falsehood {
    step: usize,
    /// Kind of the fact, "caption", or the event of a beat.
    place: String,
    sentence: String,
    claim: String,
}

/// Kinds of claims, each with the number of those that were checked.
type Checked = BTreeMap<String, u64>;

/// False sentences by the kind of the fact and the kind of the claim. Each has a count and one example.
type Found = BTreeMap<(String, String), (u64, String)>;

#[test]
fn every_claim_of_random_runs_holds() {
    let (found, checked) = (Mutex::new(Found::new()), Mutex::new(Checked::new()));
    for_each_below(number("SESSIONSCOPE_RUNS", SAMPLE), |seed| {
        let (config, inputs) = generate::run(seed);
        let kinds = check(config, &inputs, &found);
        let mut checked = checked.lock().expect("no other thread panicked");
        kinds.into_iter().for_each(|(kind, count)| *checked.entry(kind).or_default() += count);
    });
    assert_true(&found.into_inner().expect("no thread panicked"));
    let checked = checked.into_inner().expect("no thread panicked");
    println!("{} claims of {} kinds: {checked:#?}", checked.values().sum::<u64>(), checked.len());
    assert!(checked.len() >= KINDS, "the runs make these kinds of claims only: {checked:#?}");
}

#[test]
fn every_claim_of_prepared_scripts_holds() {
    let found = Mutex::new(Found::new());
    for link in Strategy::ALL.map(Link::new) {
        check(link.config, link.resolved_inputs(), &found);
    }
    assert_true(&found.into_inner().expect("no check panicked"));
}

fn assert_true(found: &Found) {
    let line = |((fact, claim), (count, example)): (&(String, String), &(u64, String))| {
        format!("{fact} says {claim}, {count} times\n{example}")
    };
    let lines: Vec<String> = found.iter().map(line).collect();
    assert!(lines.is_empty(), "{} kinds of false sentences\n{}", lines.len(), lines.join("\n"));
}

/// Checks every sentence of a run and returns the kinds of its claims.
fn check(config: Config, inputs: &[Input], found: &Mutex<Found>) -> Checked {
    let mut run = Recording::replay(config, inputs);
    for _ in 0..STEPS_AFTER_END {
        run.extend();
    }
    let mut checked = Checked::new();
    let note = |falsehood: Falsehood, act: Option<Command>| {
        let key = (falsehood.place.clone(), name(&falsehood.claim));
        let mut found = found.lock().expect("no other thread panicked");
        let entry = found.entry(key).or_insert_with(|| (0, report(&falsehood, act, config, inputs)));
        entry.0 += 1;
    };
    check_beats(&run, &mut checked).into_iter().for_each(|falsehood| note(falsehood, None));
    for step in 1..=run.last_step() {
        let (facts, world) = (run.facts_of(step), &run.frame(step).world);
        check_step(step, facts, world, &mut checked).into_iter().for_each(|falsehood| note(falsehood, None));
        // Entries that are due at this moment come before another command.
        if step % ACTS_ONE_OF != 0 || world.next_due() == Some(world.now) {
            continue;
        }
        for act in acts(world) {
            let mut after = world.clone();
            after.apply(world.now, &act);
            let facts: Vec<TimedFact> = after.drain_facts().collect();
            check_step(step, &facts, &after, &mut checked).into_iter().for_each(|falsehood| note(falsehood, Some(act)));
        }
    }
    checked
}

/// Checks the captions of all beats of a run. Counts their claims.
fn check_beats(run: &Recording, checked: &mut Checked) -> Vec<Falsehood> {
    let beats = Beats::of(run);
    let mut all = Vec::new();
    for beat in beats.all() {
        let told = Language::ALL.map(|language| beat_caption(language, run, &beats, beat));
        told[0].claims.iter().for_each(|claim| *checked.entry(name(&format!("{claim:?}"))).or_default() += 1);
        let place = format!("beat {:?}", beat.name().event);
        all.extend(falsehoods(beat.step, &place, &told, &run.frame(beat.step).world));
    }
    all
}

/// Commands that are tried at a moment: those to all machines, messages and copies, and those of each client that send
/// no request.
fn acts(world: &World) -> Vec<Command> {
    let pause = SimDuration::from_ms(100);
    let mut acts = vec![Command::AddServer, Command::AddLoneServer, Command::Promote];
    for server in world.servers.iter().map(|server| server.id) {
        acts.extend([Command::Crash(server), Command::Restart(server), Command::RemoveServer(server)]);
        acts.push(Command::Upgrade(server));
    }
    for store in world.stores.iter().map(|store| store.id) {
        acts.extend([Command::KillStore(store), Command::CutPower(store), Command::RestartStore(store)]);
    }
    for client in world.clients.iter().map(|client| client.id) {
        acts.extend([Command::ClearCookies(client), Command::ChangeAddress(client), Command::ShareAddress(client)]);
    }
    for message in world.in_flight().iter().map(|flying| flying.message) {
        acts.extend(message.request().into_iter().flat_map(|id| [Command::Drop(id), Command::Delay(id, pause)]));
        acts.extend(message.copy().into_iter().flat_map(|id| [Command::DropCopy(id), Command::DelayCopy(id, pause)]));
    }
    acts
}

/// Checks the sentences of the facts of one step, and its caption. Counts their claims.
fn check_step(step: usize, facts: &[TimedFact], world: &World, checked: &mut Checked) -> Vec<Falsehood> {
    let single = facts.iter().map(|timed| (name(&format!("{:?}", timed.fact)), std::slice::from_ref(timed)));
    let whole = [("caption".to_owned(), facts)];
    let mut all = Vec::new();
    for (place, facts) in single.chain(whole) {
        let told = told(&place, facts, world);
        told[0].claims.iter().for_each(|claim| *checked.entry(name(&format!("{claim:?}"))).or_default() += 1);
        all.extend(falsehoods(step, &place, &told, world));
    }
    all
}

/// The sentence of a fact, or of a whole step, in every language.
fn told(place: &str, facts: &[TimedFact], world: &World) -> Vec<Sentence> {
    let tell = |language| match (place, facts) {
        ("caption", facts) => caption(language, facts, world),
        (_, facts) => fact(language, &facts[0].fact, world),
    };
    Language::ALL.map(tell).to_vec()
}

fn falsehoods(step: usize, place: &str, told: &[Sentence], world: &World) -> Vec<Falsehood> {
    let mut all = Vec::new();
    for sentence in told {
        let text = sentence.plain().replace('\u{a0}', " ");
        for word in IMPOSSIBLE.iter().filter(|word| format!(" {text}").contains(*word)) {
            all.push(Falsehood {
                step,
                place: place.to_owned(),
                sentence: text.clone(),
                claim: format!("Impossible({word})"),
            });
        }
    }
    let english = told.last().map(|sentence| sentence.plain().replace('\u{a0}', " ")).unwrap_or_default();
    let wrong: Vec<&Claim> = told[0].claims.iter().filter(|claim| !holds(claim, world)).collect();
    all.extend(wrong.into_iter().map(|claim| Falsehood {
        step,
        place: place.to_owned(),
        sentence: english.clone(),
        claim: format!("{claim:?}"),
    }));
    all
}

fn report(falsehood: &Falsehood, act: Option<Command>, config: Config, inputs: &[Input]) -> String {
    let Falsehood { step, sentence, claim, .. } = falsehood;
    let same = |strategy: &Strategy| {
        let preset = strategy.config();
        (preset.routing, preset.affinity) == (config.routing, config.affinity)
            && std::mem::discriminant(&preset.sessions) == std::mem::discriminant(&config.sessions)
    };
    let strategy = Strategy::ALL.into_iter().find(same).unwrap_or(Strategy::None);
    let link =
        Link { config, inputs: Some(inputs.to_vec()), position: Some(Position::Step(*step)), ..Link::new(strategy) };
    let act = act.map_or_else(String::new, |act| format!(", then {act:?}"));
    format!("  {sentence}\n  {claim}\n  ?{}{act}", link.query())
}

/// Name of a variant in its `Debug` text.
fn name(debug: &str) -> String {
    debug.split([' ', '(', '{']).next().unwrap_or_default().to_owned()
}
