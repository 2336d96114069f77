//! The reader's time of each step of a recording, and the simulated time of each place between steps. A later step has
//! a later place, and a later place never has an earlier simulated time.
//!
//! Durations of real systems span six orders of magnitude, so no single scale is readable. The interval between two
//! steps takes 120 ms of the reader's time, plus 10 ms for each √µs of simulated time. It takes 600 ms at most, which
//! 2.3 simulated ms already reach. An interval of 5 simulated ms or more in which nothing moves is folded: it always
//! takes 420 ms.
//!
//! At the level of beats, the intervals that lead into a beat take 600 ms at most together, each in proportion, and the
//! beat then rests for the reading time of its caption.

use crate::beat::{Beat, Beats};
use crate::model::time::{SimDuration, SimTime};
use crate::recording::Recording;

/// A place on the reader's time axis, from the start of the run, or a length on it. In microseconds at speed 1×.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Paced(pub u64);

/// Length of the shortest interval between two steps. Above zero, so no two steps have the same place.
pub const SHORTEST: Paced = Paced(120_000);
/// Length of the longest interval between two steps.
pub const LONGEST: Paced = Paced(600_000);
/// Length of a folded interval.
pub const FOLDED: Paced = Paced(420_000);
/// Length of the longest motion into a beat.
pub const LONGEST_MOTION: Paced = Paced(600_000);
/// Shortest and longest rest of a beat.
pub const REST: [Paced; 2] = [Paced(2_000_000), Paced(8_000_000)];
/// Simulated length of the shortest interval that is folded. The timeline shows no gap for a shorter one.
const FOLD_FROM: SimDuration = SimDuration::from_ms(5);

/// Grain in which a run is played and stepped through.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Level {
    /// From beat to beat, with a rest to read each.
    #[default]
    Beats,
    /// Every step, with all hops on the wire.
    Steps,
}

/// The time that a reader takes for a caption, at this number of characters a second.
pub fn reading_time(characters: usize, per_second: u64) -> Paced {
    Paced((characters as u64 * 1_000_000 / per_second).clamp(REST[0].0, REST[1].0))
}

/// The times of a step on both axes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PacedStep {
    /// Place on the reader's axis at which the step happens.
    pub paced: Paced,
    /// Length on the reader's axis for which nothing moves after the step.
    pub rest: Paced,
    /// Simulated time.
    pub at: SimTime,
    /// Simulated length of the interval before the step, if it is folded.
    pub folded: Option<SimDuration>,
}

impl PacedStep {
    /// Place at which motion goes on after the step.
    pub fn rest_end(&self) -> Paced {
        Paced(self.paced.0 + self.rest.0)
    }
}

/// The map between the two axes.
#[derive(Clone, PartialEq, Debug)]
pub struct Pace {
    steps: Vec<PacedStep>,
}

impl Pace {
    /// The map of a recording, step by step without a rest.
    pub fn of_steps(recording: &Recording) -> Pace {
        let mut steps: Vec<PacedStep> = Vec::with_capacity(recording.frames().len());
        for frame in recording.frames() {
            let Some(last) = steps.last().copied() else {
                steps.push(PacedStep { paced: Paced(0), rest: Paced(0), at: frame.at(), folded: None });
                continue;
            };
            let sim_length = frame.at() - last.at;
            // The frame before the interval tells whether something moves in it.
            let still = recording.frames()[steps.len() - 1].world.is_idle();
            let folded = (still && sim_length >= FOLD_FROM).then_some(sim_length);
            let paced_length = if folded.is_some() { FOLDED } else { paced_length_of(sim_length) };
            let paced = Paced(last.paced.0 + paced_length.0);
            steps.push(PacedStep { paced, rest: Paced(0), at: frame.at(), folded });
        }
        Pace { steps }
    }

    /// The map of a recording, beat by beat. `rest` returns the reading time of a beat.
    pub fn of_beats(recording: &Recording, beats: &Beats, rest: impl Fn(&Beat) -> Paced) -> Pace {
        let Pace { mut steps } = Pace::of_steps(recording);
        let intervals: Vec<u64> = steps.windows(2).map(|pair| pair[1].paced.0 - pair[0].paced.0).collect();
        let (mut last, mut place) = (0, 0);
        for beat in beats.all() {
            let until = beat.step;
            place = place_motion(&mut steps[last..=until], &intervals[last..until], place);
            steps[until].rest = rest(beat);
            place += steps[until].rest.0;
            last = until;
        }
        // Steps after the last beat move, too.
        place_motion(&mut steps[last..], &intervals[last..], place);
        Pace { steps }
    }

    /// All steps of the recording, in order; never empty.
    pub fn steps(&self) -> &[PacedStep] {
        &self.steps
    }

    /// The end of the axis.
    pub fn end(&self) -> Paced {
        self.steps[self.steps.len() - 1].rest_end()
    }

    /// The place of a step, or of the last step if `step` is past the end.
    pub fn of_step(&self, step: usize) -> Paced {
        self.steps[step.min(self.steps.len() - 1)].paced
    }

    /// The last step at or before a place.
    pub fn step_at(&self, place: Paced) -> usize {
        self.steps.partition_point(|step| step.paced <= place).saturating_sub(1)
    }

    /// The simulated time of a place, by linear interpolation between two steps.
    pub fn sim_at(&self, place: Paced) -> SimTime {
        let step = self.step_at(place);
        let from = self.steps[step];
        let Some(to) = self.steps.get(step + 1) else { return from.at };
        let sim_length = (to.at - from.at).as_us();
        let moves_from = from.rest_end().0;
        let paced_length = to.paced.0 - moves_from;
        let done = place.0.saturating_sub(moves_from);
        // `sim_length * done` could overflow. Split in two, the first product is at most `sim_length`, since `done` is
        // less than `paced_length`, and the second is less than LONGEST².
        let (quotient, rest) = (sim_length / paced_length, sim_length % paced_length);
        from.at + SimDuration::from_us(quotient * done + rest * done / paced_length)
    }
}

/// Places the steps after the first one, so that all their intervals take [`LONGEST_MOTION`] at most. Motion begins at
/// `from`, after the first step has rested. Returns the place of the last step.
fn place_motion(steps: &mut [PacedStep], intervals: &[u64], from: u64) -> u64 {
    let total: u64 = intervals.iter().sum();
    let motion = total.min(LONGEST_MOTION.0);
    let mut place = from;
    for (step, interval) in steps.iter_mut().skip(1).zip(intervals) {
        // Above zero, so that no two steps have the same place.
        place += (interval * motion / total).max(1);
        step.paced = Paced(place);
    }
    place
}

/// Length on the reader's axis of an interval that is not folded.
fn paced_length_of(sim_length: SimDuration) -> Paced {
    /// Microseconds on the reader's axis for each √µs of simulated time.
    const GROWTH: u64 = 10_000;
    let paced_length = SHORTEST.0.saturating_add(sim_length.as_us().isqrt().saturating_mul(GROWTH));
    Paced(paced_length.min(LONGEST.0))
}

/// The playback speed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub enum Speed {
    Quarter,
    Half,
    #[default]
    One,
    Two,
    Four,
    Eight,
}

impl Speed {
    /// All speeds, slowest first.
    pub const ALL: [Speed; 6] = [Speed::Quarter, Speed::Half, Speed::One, Speed::Two, Speed::Four, Speed::Eight];

    /// The speed in quarters: 4 is 1×.
    const fn quarters(self) -> u64 {
        match self {
            Speed::Quarter => 1,
            Speed::Half => 2,
            Speed::One => 4,
            Speed::Two => 8,
            Speed::Four => 16,
            Speed::Eight => 32,
        }
    }

    /// The label on the page, the same in both languages.
    pub fn label(self) -> &'static str {
        match self {
            Speed::Quarter => "0.25×",
            Speed::Half => "0.5×",
            Speed::One => "1×",
            Speed::Two => "2×",
            Speed::Four => "4×",
            Speed::Eight => "8×",
        }
    }

    /// The speed after a press of the speed button: the next slower one; after the slowest, the fastest. Most readers
    /// who press it want the run slower.
    pub fn next_slower(self) -> Speed {
        let index = Speed::ALL.iter().position(|speed| *speed == self).unwrap_or(0);
        Speed::ALL[index.checked_sub(1).unwrap_or(Speed::ALL.len() - 1)]
    }

    /// The length on the reader's axis that passes in `wall_us` microseconds of wall time.
    pub fn pass(self, wall_us: u64) -> Paced {
        Paced(wall_us.saturating_mul(self.quarters()) / 4)
    }
}
