//! A run, computed ahead: its inputs, and the frames and facts that follow from them. Playing, stepping, scrubbing and
//! sharing only choose a step of it. Past its end, [`Recording::extend`] computes one more. Knows nothing of the wall
//! clock.
//!
//! A step is one change that a reader should notice: the facts of one instant and one cause. An entry of the world's
//! agenda that leads to no fact is no step. Step 0 is the start of the run and has no facts.

mod digest;

use std::fmt;

use crate::model::command::Command;
use crate::model::config::Config;
use crate::model::fact::{Fact, TimedFact};
use crate::model::time::{SimDuration, SimTime};
use crate::model::world::World;

/// Maximum number of inputs in a recording.
pub const MAX_INPUTS: usize = 500;
/// Maximum number of agenda entries that one call of `settle` or `extend` handles. A run that settles needs far fewer;
/// the limit stops one that never does.
const MAX_ENTRIES: usize = 4_000;
/// Pause between the moment when the effects of earlier inputs have settled and the next input.
pub const THINK_TIME: SimDuration = SimDuration::from_ms(500);

/// Shortest pause that readers are told of. Health checks, retries and think time are shorter.
pub const LONG_PAUSE: SimDuration = SimDuration::from_s(10);

/// The time of an input, relative to earlier ones, so that it means the same in every replay.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum When {
    /// [`THINK_TIME`] after the effects of all earlier inputs have settled; time zero for the first input.
    Settled,
    /// This long after the previous input (or time zero), even if its messages are still in flight.
    After(SimDuration),
}

/// A command and its time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Input {
    /// Time of the command.
    pub when: When,
    /// The command.
    pub command: Command,
}

impl Input {
    /// An input after the effects of all earlier inputs have settled.
    pub const fn settled(command: Command) -> Input {
        Input { when: When::Settled, command }
    }

    /// An input `us` microseconds after the previous one, which is still in flight then.
    pub const fn after_us(us: u64, command: Command) -> Input {
        Input { when: When::After(SimDuration::from_us(us)), command }
    }
}

/// The world right after a step, and the number of facts and inputs until then.
#[derive(Clone, PartialEq, Debug)]
pub struct Frame {
    /// The world right after the step.
    pub world: World,
    /// Number of facts up to and including this step.
    facts_end: usize,
    /// Number of inputs up to and including this step.
    inputs_end: usize,
}

impl Frame {
    /// Simulated time of the step.
    pub fn at(&self) -> SimTime {
        self.world.now
    }
}

/// Reason why an input was refused.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RecordError {
    /// The recording already has [`MAX_INPUTS`] inputs.
    Full,
}

impl fmt::Display for RecordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RecordError::Full => write!(f, "a recording holds at most {MAX_INPUTS} inputs"),
        }
    }
}

/// A run: its inputs, frames and facts.
#[derive(Clone, PartialEq, Debug)]
pub struct Recording {
    inputs: Vec<Input>,
    /// Simulated time of each input.
    times: Vec<SimTime>,
    frames: Vec<Frame>,
    facts: Vec<TimedFact>,
    /// The world as far as it is computed. Entries of the agenda without facts can make it later than the last frame.
    latest: World,
    /// True if [`Recording::extend`] has added the last step.
    extended: bool,
}

impl Recording {
    /// A run without inputs. It has only step 0.
    pub fn new(config: Config) -> Recording {
        let latest = World::new(config);
        let start = Frame { world: latest.clone(), facts_end: 0, inputs_end: 0 };
        Recording {
            inputs: Vec::new(),
            times: Vec::new(),
            frames: vec![start],
            facts: Vec::new(),
            latest,
            extended: false,
        }
    }

    /// Runs these inputs in order until the world has settled. Inputs beyond [`MAX_INPUTS`] are left out.
    pub fn replay(config: Config, inputs: &[Input]) -> Recording {
        let mut recording = Recording::new(config);
        for input in inputs.iter().take(MAX_INPUTS) {
            recording.append(*input);
        }
        recording.settle();
        recording
    }

    /// The config of the run.
    pub fn config(&self) -> &Config {
        &self.latest.config
    }

    /// All inputs, in order.
    pub fn inputs(&self) -> &[Input] {
        &self.inputs
    }

    /// Number of inputs up to and including a step.
    pub fn inputs_until(&self, step: usize) -> usize {
        self.frame(step).inputs_end
    }

    /// The step of the input at this index.
    pub fn step_of_input(&self, index: usize) -> usize {
        self.frames.partition_point(|frame| frame.inputs_end <= index).min(self.last_step())
    }

    /// All facts, in order.
    pub fn facts(&self) -> &[TimedFact] {
        &self.facts
    }

    /// The facts up to and including a step.
    pub fn facts_until(&self, step: usize) -> &[TimedFact] {
        &self.facts[..self.frame(step).facts_end]
    }

    /// The facts of a step; none in step 0.
    pub fn facts_of(&self, step: usize) -> &[TimedFact] {
        let step = step.min(self.last_step());
        let start = if step == 0 { 0 } else { self.frames[step - 1].facts_end };
        &self.facts[start..self.frames[step].facts_end]
    }

    /// The step of the fact at this index.
    pub fn step_of_fact(&self, index: usize) -> usize {
        self.frames.partition_point(|frame| frame.facts_end <= index).min(self.last_step())
    }

    /// The frame of a step, or the last frame if `step` is past the end.
    pub fn frame(&self, step: usize) -> &Frame {
        &self.frames[step.min(self.last_step())]
    }

    /// All frames, in order; never empty.
    pub fn frames(&self) -> &[Frame] {
        &self.frames
    }

    /// Number of the last step. Steps count from 0, so there is one frame more.
    pub fn last_step(&self) -> usize {
        self.frames.len() - 1
    }

    /// The last step at or before a simulated time.
    pub fn step_at(&self, now: SimTime) -> usize {
        self.frames.partition_point(|frame| frame.at() <= now).saturating_sub(1)
    }

    /// Records a command at `now`, between `step` and the next step, and computes the run until it settles. After the
    /// last step, the command comes [`THINK_TIME`] after the run has settled, unless [`Recording::extend`] has added
    /// that step. Inputs, facts and frames after `step` are discarded. Returns the step of the command.
    ///
    /// # Errors
    /// [`RecordError::Full`]; the recording has not changed then.
    pub fn record(&mut self, step: usize, now: SimTime, command: Command) -> Result<usize, RecordError> {
        let step = step.min(self.last_step());
        if self.frame(step).inputs_end >= MAX_INPUTS {
            return Err(RecordError::Full);
        }
        let when = self.turn_at(step, now);
        let made = self.append(Input { when, command });
        self.settle();
        Ok(made)
    }

    /// Appends inputs after the end: the first one as [`Recording::record`] does, each other at its own time. Computes the
    /// run until it settles.
    ///
    /// # Errors
    /// [`RecordError::Full`]; the recording has not changed then.
    pub fn continue_with(&mut self, inputs: &[Input]) -> Result<(), RecordError> {
        if self.inputs.len() + inputs.len() > MAX_INPUTS {
            return Err(RecordError::Full);
        }
        let Some((first, others)) = inputs.split_first() else { return Ok(()) };
        let last = self.last_step();
        let when = self.turn_at(last, self.frame(last).at());
        self.append(Input { when, ..*first });
        for input in others {
            self.append(*input);
        }
        self.settle();
        Ok(())
    }

    /// Computes one more step after the end, such as a failed health check or an idle timeout. Returns false if there
    /// is none; the recording has not changed then. Needs no input, since time alone leads to that step.
    pub fn extend(&mut self) -> bool {
        let before = self.frames.len();
        let latest = self.latest.clone();
        let mut left = MAX_ENTRIES;
        while self.frames.len() == before && left > 0 && self.latest.next_due().is_some() {
            self.handle_next_entry();
            left -= 1;
        }
        let is_extended = self.frames.len() > before;
        match is_extended {
            true => self.extended = true,
            // Entries without facts have moved the time on. A replay would not know that.
            false => self.latest = latest,
        }
        is_extended
    }

    /// Time from the last input at or before a step to that step; from time zero without an input.
    pub fn since_last_input(&self, step: usize) -> SimDuration {
        let last_input = self.times[..self.inputs_until(step)].last().copied().unwrap_or_default();
        self.frame(step).at() - last_input
    }

    /// Length of the pause before a step, in which nothing moved; `None` if it is shorter than [`LONG_PAUSE`].
    pub fn pause_before(&self, step: usize) -> Option<SimDuration> {
        let before = self.frame(step.checked_sub(1)?);
        let pause = self.frame(step).at() - before.at();
        (pause >= LONG_PAUSE && before.world.is_idle()).then_some(pause)
    }

    /// Computes everything that is due until this long after the last input. Returns that moment.
    pub fn extend_after_last_input(&mut self, pause: SimDuration) -> SimTime {
        let until = self.times.last().copied().unwrap_or_default() + pause;
        let mut left = MAX_ENTRIES;
        while self.latest.next_due().is_some_and(|due| due <= until) && left > 0 {
            self.handle_next_entry();
            left -= 1;
        }
        until
    }

    /// Run fingerprint: a hash of every fact and its time, the same natively and in Wasm.
    pub fn digest(&self) -> u64 {
        digest::of(&self.facts)
    }

    /// The first step at or after `from` with a fact that matches.
    pub fn step_where(&self, from: usize, matches: impl Fn(&Fact) -> bool) -> Option<usize> {
        (from..=self.last_step()).find(|step| self.facts_of(*step).iter().any(|timed| matches(&timed.fact)))
    }

    /// Discards everything after `step`. Returns the time of an input that comes at `now`, between this step and the next.
    fn turn_at(&mut self, step: usize, now: SimTime) -> When {
        if step == self.last_step() && !self.extended {
            return When::Settled;
        }
        self.truncate(step);
        When::After(now - self.times.last().copied().unwrap_or_default())
    }

    fn truncate(&mut self, step: usize) {
        self.frames.truncate(step + 1);
        let frame = &self.frames[step];
        self.facts.truncate(frame.facts_end);
        self.inputs.truncate(frame.inputs_end);
        self.times.truncate(frame.inputs_end);
        self.latest = frame.world.clone();
        self.extended = false;
    }

    /// Computes the run up to the time of an input and applies the input, but not yet its consequences. Returns the
    /// step of the input.
    fn append(&mut self, input: Input) -> usize {
        let at = match input.when {
            When::Settled if self.inputs.is_empty() => SimTime::ZERO,
            When::Settled => {
                self.settle();
                self.latest.now + THINK_TIME
            }
            When::After(pause) => self.times.last().copied().unwrap_or_default() + pause,
        };
        // Entries that are due at the same time come first, since they were scheduled earlier.
        while self.latest.next_due().is_some_and(|due| due <= at) {
            self.handle_next_entry();
        }
        // A caller of `record` can pass a `now` before its step. The world's time never goes back.
        let at = at.max(self.latest.now);
        self.inputs.push(input);
        self.times.push(at);
        self.latest.apply(at, &input.command);
        self.facts.extend(self.latest.drain_facts());
        self.push_frame();
        self.last_step()
    }

    /// Computes until the world has settled; see [`World::is_settled`].
    fn settle(&mut self) {
        let mut left = MAX_ENTRIES;
        while !self.latest.is_settled() && self.latest.next_due().is_some() && left > 0 {
            self.handle_next_entry();
            left -= 1;
        }
    }

    /// Handles the next entry of the agenda. Adds a step only if the entry leads to facts.
    fn handle_next_entry(&mut self) {
        let before = self.facts.len();
        self.latest.step();
        self.facts.extend(self.latest.drain_facts());
        if self.facts.len() > before {
            self.push_frame();
            self.merge_copy_arrivals();
        }
    }

    /// Merges the last two steps if they are arrivals of copies of one change at the same time. Removing the earlier
    /// frame gives its facts to the last step.
    fn merge_copy_arrivals(&mut self) {
        let arrival_of = |step: usize| {
            let facts = self.facts_of(step);
            let first = facts.first()?.fact.travels_with()?;
            facts.iter().all(|fact| fact.fact.travels_with() == Some(first)).then_some((facts[0].at, first))
        };
        let last = self.last_step();
        if arrival_of(last).is_some() && arrival_of(last) == arrival_of(last - 1) {
            self.frames.remove(last - 1);
        }
    }

    fn push_frame(&mut self) {
        let (facts_end, inputs_end) = (self.facts.len(), self.inputs.len());
        self.frames.push(Frame { world: self.latest.clone(), facts_end, inputs_end });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::config::{Affinity, Routing, Sessions};
    use crate::model::ids::ClientId;

    #[test]
    fn action_waits_as_long_after_a_vain_step_past_the_end() {
        let input = Input { when: When::Settled, command: Command::OpenPage(ClientId(0)) };
        for routing in [Routing::Direct, Routing::RoundRobin] {
            let config = Config::new(routing, Affinity::None, Sessions::Local);
            let mut run = Recording::replay(config, &[input]);
            assert!(!run.extend(), "without a session, nothing more happens");
            let end = run.last_step();
            run.record(end, run.frame(end).at(), input.command).expect("there is room");
            assert_eq!(run, Recording::replay(config, &[input, input]));
        }
    }
}
