//! Drives a world through the inputs of a run as a recording does, and shows every step of it to the laws.

use sessionscope::model::command::Command;
use sessionscope::model::config::Config;
use sessionscope::model::fact::TimedFact;
use sessionscope::model::time::SimTime;
use sessionscope::model::world::World;
use sessionscope::recording::{Input, THINK_TIME, When};

use crate::carts::Carts;
use crate::login_form::Trials;
use crate::{Law, laws};

/// Maximum number of steps of the world between two inputs. A run that settles needs far fewer.
const MAX_STEPS_PER_INPUT: usize = 4_000;
/// Number of steps of the world after the last input has settled: health checks, promotions, idle timeouts.
const STEPS_AFTER_END: usize = 60;

/// One step of a world, as the laws see it.
pub struct Step<'a> {
    /// Facts of the step, often none.
    pub facts: &'a [TimedFact],
    /// World right after the step.
    pub world: &'a World,
    /// Carts at this moment.
    pub carts: &'a Carts,
}

/// A law that a run breaks, and the first moment at which it does.
#[derive(Clone, PartialEq, Debug)]
pub struct Violation {
    /// Name of the law.
    pub law: &'static str,
    /// Number of facts until then.
    pub facts: usize,
    /// Moment.
    pub at: SimTime,
    /// Description of the contradiction.
    pub message: String,
}

/// Carries out a command and returns its facts.
pub fn apply(world: &mut World, at: SimTime, command: &Command) -> Vec<TimedFact> {
    world.apply(at, command);
    world.drain_facts().collect()
}

/// Handles the next entry of the agenda and returns its facts.
pub fn step(world: &mut World) -> Vec<TimedFact> {
    world.step();
    world.drain_facts().collect()
}

/// A run, in progress or finished.
pub struct Run {
    /// Facts so far.
    pub facts: Vec<TimedFact>,
    /// First violation of each law that the run breaks.
    pub violations: Vec<Violation>,
    world: World,
    carts: Carts,
    laws: Vec<Box<dyn Law>>,
}

/// Runs the inputs until the last of them has settled, and a little longer.
pub fn run(config: Config, inputs: &[Input], trials: Trials) -> Run {
    let world = World::new(config);
    let mut run = Run { world, carts: Carts::default(), laws: laws(trials), facts: Vec::new(), violations: Vec::new() };
    let mut last = SimTime::ZERO;
    for (nth, input) in inputs.iter().enumerate() {
        last = run.input(nth, input, last);
    }
    run.settle();
    for _ in 0..STEPS_AFTER_END {
        if run.world.next_due().is_some() {
            run.step();
        }
    }
    run.end();
    run
}

impl Run {
    /// Carries out an input at the moment at which a recording does, and returns that moment.
    fn input(&mut self, nth: usize, input: &Input, last: SimTime) -> SimTime {
        let at = match input.when {
            When::Settled if nth == 0 => SimTime::ZERO,
            When::Settled => {
                self.settle();
                self.world.now + THINK_TIME
            }
            When::After(pause) => last + pause,
        };
        while self.world.next_due().is_some_and(|due| due <= at) {
            self.step();
        }
        let at = at.max(self.world.now);
        let facts = apply(&mut self.world, at, &input.command);
        self.show(facts);
        at
    }

    fn settle(&mut self) {
        for _ in 0..MAX_STEPS_PER_INPUT {
            if self.world.is_settled() || self.world.next_due().is_none() {
                return;
            }
            self.step();
        }
    }

    fn step(&mut self) {
        let facts = step(&mut self.world);
        self.show(facts);
    }

    fn show(&mut self, facts: Vec<TimedFact>) {
        self.facts.extend(&facts);
        self.carts.after_step(&facts, &self.world);
        let step = Step { facts: &facts, world: &self.world, carts: &self.carts };
        let count = self.facts.len();
        let violations = &mut self.violations;
        self.laws.retain_mut(|law| note(violations, law.name(), count, step.world.now, law.after_step(&step)));
    }

    fn end(&mut self) {
        for law in &mut self.laws {
            let outcome = law.at_end(&self.world);
            note(&mut self.violations, law.name(), self.facts.len(), self.world.now, outcome);
        }
    }
}

/// Stores the violation of a law, if its check found one. Returns true if the law holds.
fn note(
    violations: &mut Vec<Violation>,
    law: &'static str,
    facts: usize,
    at: SimTime,
    outcome: Result<(), String>,
) -> bool {
    let Err(message) = outcome else { return true };
    violations.push(Violation { law, facts, at, message });
    false
}
