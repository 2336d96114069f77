//! Report of the broken laws: for each the first seed, and a link to the shortest run that breaks it.

use std::fmt::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};

use sessionscope::link::Link;
use sessionscope::model::config::{Config, SETTINGS, Sessions, Setting};
use sessionscope::recording::{Input, Recording, When};
use sessionscope::strategy::Strategy;

use crate::login_form::Trials;
use crate::{Broken, Violation, drive, generate, takeover};

/// Name of the law that no run panics.
pub const PANIC: &str = "p  no run panics";
/// Name of the law of the stage, which looks at a whole recording.
const STAGE: &str = "f2 \"taking over\" on the stage is true";

/// Violations of a run, found with a sample of trials. The law of the stage is checked if `staged` is true.
pub fn sampled(config: Config, inputs: &[Input], staged: bool) -> Vec<Violation> {
    let mut violations = drive::run(config, inputs, Trials::Sample { moments: 0 }).violations;
    if staged {
        violations.extend(wrong_stage(config, inputs));
    }
    violations
}

/// Violations of a run.
pub fn violations(config: Config, inputs: &[Input]) -> Vec<Violation> {
    let violations = drive::run(config, inputs, Trials::All).violations;
    violations.into_iter().chain(wrong_stage(config, inputs)).collect()
}

fn wrong_stage(config: Config, inputs: &[Input]) -> Option<Violation> {
    if !config.on(Setting::Replica) || !matches!(config.sessions, Sessions::Shared(_)) {
        return None;
    }
    let recording = Recording::replay(config, inputs);
    let step = takeover::wrong_takeover_on_stage(&recording)?;
    Some(Violation {
        law: STAGE,
        facts: recording.facts_until(step).len(),
        at: recording.frame(step).at(),
        message: "the stage and the facts disagree whether the replica is taking over".into(),
    })
}

/// Text of all broken laws, with up to `shown` links each.
pub fn report(broken: &Broken, runs: u64, shown: u64) -> String {
    let mut text = String::new();
    for (law, seeds) in broken {
        let _ = writeln!(text, "\n{law}\n  broken by {} of {runs} runs", seeds.len());
        for seed in seeds.iter().take(shown as usize) {
            let (config, inputs) = generate::run(*seed);
            let (config, inputs) = shrunk(law, config, inputs);
            let _ = writeln!(text, "  seed {seed}: ?{}", link(config, &inputs));
            if let Some(violation) = violation(law, config, &inputs) {
                let _ = writeln!(text, "    {}: {}", place(&violation, config, &inputs), violation.message);
            }
        }
    }
    text
}

/// Step of a violation in the recording of its link, and the moment.
fn place(violation: &Violation, config: Config, inputs: &[Input]) -> String {
    let recording = Recording::replay(config, inputs);
    let moment = violation.at.as_us();
    match violation.facts {
        0 => format!("step 0, {moment} us"),
        facts if facts > recording.facts().len() => format!("after its end, {moment} us"),
        facts => format!("step {}, {moment} us", recording.step_of_fact(facts - 1)),
    }
}

/// A violation of this law; `None` if the run keeps it.
fn violation(law: &str, config: Config, inputs: &[Input]) -> Option<Violation> {
    violations(config, inputs).into_iter().find(|violation| violation.law == law)
}

fn breaks(law: &str, config: Config, inputs: &[Input]) -> bool {
    match catch_unwind(AssertUnwindSafe(|| violation(law, config, inputs))) {
        Ok(violation) => violation.is_some(),
        Err(_) => law == PANIC,
    }
}

/// Leaves out inputs and settings without which the run still breaks the law.
fn shrunk(law: &str, mut config: Config, mut inputs: Vec<Input>) -> (Config, Vec<Input>) {
    loop {
        let before = (config, inputs.clone());
        for at in (0..inputs.len()).rev() {
            let mut fewer = inputs.clone();
            fewer.remove(at);
            if breaks(law, config, &fewer) {
                inputs = fewer;
            }
        }
        for at in 0..inputs.len() {
            let mut calmer = inputs.clone();
            calmer[at].when = When::Settled;
            if breaks(law, config, &calmer) {
                inputs = calmer;
            }
        }
        let preset = preset(config).config();
        for spec in &SETTINGS {
            let simpler = config.with(spec.setting, preset.get(spec.setting));
            if breaks(law, simpler, &inputs) {
                config = simpler;
            }
        }
        if (config, &inputs) == (before.0, &before.1) {
            return (config, inputs);
        }
    }
}

/// Query of the link that shows a run.
fn link(config: Config, inputs: &[Input]) -> String {
    let strategy = preset(config);
    let inputs = Some(inputs.to_vec());
    Link { config, inputs, ..Link::new(strategy) }.query()
}

/// Strategy with the routing, the affinity and the sessions of a config, or with the same kind of sessions.
fn preset(config: Config) -> Strategy {
    let same = |strategy: &Strategy| {
        let preset = strategy.config();
        (preset.routing, preset.affinity) == (config.routing, config.affinity)
            && std::mem::discriminant(&preset.sessions) == std::mem::discriminant(&config.sessions)
    };
    Strategy::ALL.into_iter().find(same).unwrap_or(Strategy::None)
}
