//! A run, computed ahead: inputs, and the frames and facts they lead to. Playing, stepping, scrubbing and sharing are
//! ways to choose a step of it. Knows nothing of the wall clock.
//!
//! A step is what a reader should notice: the facts of one instant and one cause. Step 0 is the start, before anything
//! has happened.

mod digest;

use std::fmt;

use crate::model::command::Command;
use crate::model::config::Config;
use crate::model::fact::{Fact, TimedFact};
use crate::model::time::{SimDuration, SimTime};
use crate::model::world::World;

/// Inputs a recording takes; beyond that [`Recording::record`] refuses.
pub const MAX_INPUTS: usize = 500;
/// Steps a recording computes for one input at most: nothing that ends by itself comes near.
const MAX_STEPS_PER_INPUT: usize = 4_000;
/// How long after everything settled an act at the end of a recording happens: a person's pause.
pub const THINK: SimDuration = SimDuration::from_ms(500);

/// When an input happens, said so that it means the same in every replay.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum When {
    /// A person's pause ([`THINK`]) after everything has settled; the very start for the first input.
    Settled,
    /// So long after the input before it (or the start), whatever is under way then.
    After(SimDuration),
}

/// A command with its moment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Input {
    /// When.
    pub when: When,
    /// What.
    pub command: Command,
}

/// The world right after one step, and how much had happened by then.
#[derive(Clone, PartialEq, Debug)]
pub struct Frame {
    /// The world.
    pub world: World,
    /// Facts up to and with this step.
    facts_end: usize,
    /// Inputs up to and with this step.
    inputs_end: usize,
}

impl Frame {
    /// The moment of the step.
    pub fn at(&self) -> SimTime {
        self.world.now
    }
}

/// Why an input was not taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RecordError {
    /// The recording holds [`MAX_INPUTS`] already.
    Full,
}

impl fmt::Display for RecordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RecordError::Full => write!(f, "a recording takes {MAX_INPUTS} inputs"),
        }
    }
}

/// A run with everything that happened in it.
#[derive(Clone, PartialEq, Debug)]
pub struct Recording {
    inputs: Vec<Input>,
    /// When each input happened.
    times: Vec<SimTime>,
    frames: Vec<Frame>,
    facts: Vec<TimedFact>,
    /// The world at the end of what is computed: the last frame's, moved past things that changed nothing.
    end: World,
    /// Whether steps were computed beyond the moment at which everything had settled.
    extended: bool,
}

impl Recording {
    /// A run in which nothing has happened yet.
    pub fn new(config: Config) -> Recording {
        let end = World::new(config);
        let start = Frame { world: end.clone(), facts_end: 0, inputs_end: 0 };
        Recording {
            inputs: Vec::new(),
            times: Vec::new(),
            frames: vec![start],
            facts: Vec::new(),
            end,
            extended: false,
        }
    }

    /// A run of these inputs, in this order; those past [`MAX_INPUTS`] are left out.
    pub fn replay(config: Config, inputs: &[Input]) -> Recording {
        let mut recording = Recording::new(config);
        for input in inputs.iter().take(MAX_INPUTS) {
            recording.append(*input);
        }
        recording.settle();
        recording
    }

    /// What it started from.
    pub fn config(&self) -> &Config {
        &self.end.config
    }

    /// Everything that was asked, in order.
    pub fn inputs(&self) -> &[Input] {
        &self.inputs
    }

    /// How many inputs had been taken by a step.
    pub fn inputs_until(&self, step: usize) -> usize {
        self.frame(step).inputs_end
    }

    /// Everything that happened, in order.
    pub fn facts(&self) -> &[TimedFact] {
        &self.facts
    }

    /// What had happened by a step, and with it.
    pub fn facts_until(&self, step: usize) -> &[TimedFact] {
        &self.facts[..self.frame(step).facts_end]
    }

    /// What happened in a step; nothing in step 0.
    pub fn facts_of(&self, step: usize) -> &[TimedFact] {
        let step = step.min(self.last_step());
        let start = if step == 0 { 0 } else { self.frames[step - 1].facts_end };
        &self.facts[start..self.frames[step].facts_end]
    }

    /// The step in which the `index`th fact happened.
    pub fn step_of_fact(&self, index: usize) -> usize {
        self.frames.partition_point(|frame| frame.facts_end <= index).min(self.last_step())
    }

    /// The frame of a step; the last one where there are fewer.
    pub fn frame(&self, step: usize) -> &Frame {
        &self.frames[step.min(self.last_step())]
    }

    /// All frames, in order; never empty.
    pub fn frames(&self) -> &[Frame] {
        &self.frames
    }

    /// The number of the last step; with step 0 there is one frame more than this.
    pub fn last_step(&self) -> usize {
        self.frames.len() - 1
    }

    /// The last step at or before a moment.
    pub fn step_at(&self, now: SimTime) -> usize {
        self.frames.partition_point(|frame| frame.at() <= now).saturating_sub(1)
    }

    /// Takes an act in, at `now` within the stretch that `step` begins, and computes what follows; at the end of a
    /// settled recording it happens after a person's pause. What was recorded after that is gone from here: a caller who
    /// wants to keep it clones the recording first. Returns the step the act made.
    ///
    /// # Errors
    /// [`RecordError::Full`], and nothing has changed.
    pub fn record(&mut self, step: usize, now: SimTime, command: Command) -> Result<usize, RecordError> {
        let step = step.min(self.last_step());
        if self.frame(step).inputs_end >= MAX_INPUTS {
            return Err(RecordError::Full);
        }
        let when = if step == self.last_step() && !self.extended {
            When::Settled
        } else {
            self.truncate(step);
            When::After(now - self.times.last().copied().unwrap_or_default())
        };
        let made = self.append(Input { when, command });
        self.settle();
        Ok(made)
    }

    /// Computes on to the next step after the end, where the world goes on by itself (a health check notices, a session
    /// idles out); says whether there is one. This is no input: the same run reaches it on its own.
    pub fn extend(&mut self) -> bool {
        let before = self.frames.len();
        let mut left = MAX_STEPS_PER_INPUT;
        while self.frames.len() == before && left > 0 && self.end.next_due().is_some() {
            self.step();
            left -= 1;
        }
        self.extended = true;
        self.frames.len() > before
    }

    /// A hash of every fact with its moment, the same natively and in Wasm.
    pub fn digest(&self) -> u64 {
        digest::of(&self.facts)
    }

    /// The first step at or after `from` with a fact that matches.
    pub fn step_where(&self, from: usize, matches: impl Fn(&Fact) -> bool) -> Option<usize> {
        (from..=self.last_step()).find(|step| self.facts_of(*step).iter().any(|timed| matches(&timed.fact)))
    }

    fn truncate(&mut self, step: usize) {
        self.frames.truncate(step + 1);
        let frame = &self.frames[step];
        self.facts.truncate(frame.facts_end);
        self.inputs.truncate(frame.inputs_end);
        self.times.truncate(frame.inputs_end);
        self.end = frame.world.clone();
        self.extended = false;
    }

    /// Takes one input in and stops right after it; returns the step it made.
    fn append(&mut self, input: Input) -> usize {
        let at = match input.when {
            When::Settled if self.inputs.is_empty() => SimTime::ZERO,
            When::Settled => {
                self.settle();
                self.end.now + THINK
            }
            When::After(pause) => self.times.last().copied().unwrap_or_default() + pause,
        };
        // What is due at this very moment comes first: it was asked for earlier.
        while self.end.next_due().is_some_and(|due| due <= at) {
            self.step();
        }
        let at = at.max(self.end.now);
        self.inputs.push(input);
        self.times.push(at);
        self.end.apply(at, &input.command, &mut self.facts);
        self.keep_frame();
        self.last_step()
    }

    /// Computes on until nothing is in flight.
    fn settle(&mut self) {
        let mut left = MAX_STEPS_PER_INPUT;
        while !self.end.is_settled() && self.end.next_due().is_some() && left > 0 {
            self.step();
            left -= 1;
        }
    }

    /// Lets one due thing happen, and keeps a frame if it was something.
    fn step(&mut self) {
        let before = self.facts.len();
        self.end.step(&mut self.facts);
        if self.facts.len() > before {
            self.keep_frame();
            self.join_travellers();
        }
    }

    /// The copies of one write that arrive together make one step.
    fn join_travellers(&mut self) {
        let together = |step: usize| {
            let facts = self.facts_of(step);
            let first = facts.first()?.fact.travels_with()?;
            facts.iter().all(|fact| fact.fact.travels_with() == Some(first)).then_some((facts[0].at, first))
        };
        let last = self.last_step();
        if together(last).is_some() && together(last) == together(last - 1) {
            self.frames.remove(last - 1);
        }
    }

    fn keep_frame(&mut self) {
        let (facts_end, inputs_end) = (self.facts.len(), self.inputs.len());
        self.frames.push(Frame { world: self.end.clone(), facts_end, inputs_end });
    }
}
