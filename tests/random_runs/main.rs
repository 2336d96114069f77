//! Laws that hold in every run: each loss is told, and each sentence is true. Random runs of every combination of
//! routing, affinity and sessions are shown to all laws, step by step. A broken law prints a link to the shortest run
//! that was found.
//!
//! A plain `cargo test` takes a sample. `SESSIONSCOPE_RUNS=1000000 cargo test --profile fuzz --test random_runs` takes
//! a million. `SESSIONSCOPE_SHOWN=10` shows up to ten links for each broken law. `SESSIONSCOPE_LINK='?v=1&…'` adds a
//! run.

mod generate;
mod drive;
mod carts;
mod sessions;
mod losses;
mod rotation;
mod orphans;
mod login_form;
mod takeover;
mod report;
#[path = "../support/parallel.rs"]
mod parallel;

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;

use sessionscope::link::Link;
use sessionscope::model::world::World;
use sessionscope::recording::Recording;
use sessionscope::strategy::Strategy;

use drive::{Step, Violation};
use login_form::Trials;
use parallel::{for_each_below, number};

/// Number of runs of a plain `cargo test`.
const SAMPLE: u64 = 2_000;
/// One run with a replica of this many is also checked on the stage.
const STAGED_ONE_OF: u64 = 4;

/// A law that holds in every run.
pub trait Law {
    /// Name in reports.
    fn name(&self) -> &'static str;

    /// Checks one step of a run.
    ///
    /// # Errors
    /// Description of the contradiction, if the step breaks the law.
    fn after_step(&mut self, step: &Step<'_>) -> Result<(), String>;

    /// Checks the world after the last step.
    ///
    /// # Errors
    /// Description of the contradiction, if the law is broken now.
    fn at_end(&mut self, _world: &World) -> Result<(), String> {
        Ok(())
    }
}

/// All laws, for a new run.
pub fn laws(trials: Trials) -> Vec<Box<dyn Law>> {
    vec![
        Box::<sessions::EndedSessionsStayEnded>::default(),
        Box::<losses::AcknowledgedItemsAreKept>::default(),
        Box::<losses::ToldLossesAreGone>::default(),
        Box::<losses::LossesNameWhatExists>::default(),
        Box::<losses::LossesAreToldOnce>::default(),
        Box::<losses::EndedSessionsAreNotLost>::default(),
        Box::<rotation::RotationChangesByFacts>::default(),
        Box::<orphans::OrphansAreTold>::default(),
        Box::<orphans::ToldOrphansExist>::default(),
        Box::new(login_form::LoginFormComesAsSaid(trials)),
        Box::new(login_form::LoginFormIsSaid(trials)),
        Box::<takeover::PromotionsComeInTime>::default(),
    ]
}

/// Broken laws, each with the seeds of the runs that break it.
type Broken = BTreeMap<&'static str, BTreeSet<u64>>;

#[test]
fn laws_hold_in_random_runs() {
    let runs = number("SESSIONSCOPE_RUNS", SAMPLE);
    let broken = Mutex::new(Broken::new());
    for_each_below(runs, |seed| {
        for law in broken_by(seed) {
            let mut broken = broken.lock().expect("no other thread panicked");
            broken.entry(law).or_default().insert(seed);
        }
    });
    let broken = broken.into_inner().expect("no thread panicked");
    assert!(broken.is_empty(), "{}", report::report(&broken, runs, number("SESSIONSCOPE_SHOWN", 1)));
}

/// Names of the laws that the run of a seed breaks.
fn broken_by(seed: u64) -> Vec<&'static str> {
    let (config, inputs) = generate::run(seed);
    let all = catch_unwind(AssertUnwindSafe(|| report::sampled(config, &inputs, seed.is_multiple_of(STAGED_ONE_OF))));
    all.map_or(vec![report::PANIC], |violations| violations.iter().map(|violation| violation.law).collect())
}

#[test]
fn laws_hold_in_prepared_scripts() {
    let added = env::var("SESSIONSCOPE_LINK").ok().map(|text| Link::parse(&text).0);
    let links = Strategy::ALL.map(Link::new).into_iter().chain(added);
    let violations = links.map(|link| (link.query(), report::violations(link.config, link.resolved_inputs())));
    let broken: Vec<(String, Vec<Violation>)> = violations.filter(|(_, violations)| !violations.is_empty()).collect();
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn run_of_laws_is_the_run_of_its_link() {
    for seed in 0..200 {
        let (config, inputs) = generate::run(seed);
        let recording = Recording::replay(config, &inputs);
        let facts = drive::run(config, &inputs, Trials::Sample { moments: 0 }).facts;
        assert!(facts.starts_with(recording.facts()), "seed {seed}");
    }
}
