//! The reader's time of each step of a recording, and the simulated time of each place between steps. A later step has
//! a later place, and a later place never has an earlier simulated time.
//!
//! Durations of real systems span six orders of magnitude, so no single scale is readable. The interval between two
//! steps takes 120 ms of the reader's time, plus 10 ms for each √µs of simulated time. It takes 600 ms at most, which
//! 2.3 simulated ms already reach. An interval of 5 simulated ms or more in which nothing moves is folded: it always
//! takes 420 ms.

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
/// Simulated length of the shortest interval that is folded. The timeline shows no gap for a shorter one.
const FOLD_FROM: SimDuration = SimDuration::from_ms(5);

/// The times of a step on both axes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PacedStep {
    /// Place on the reader's axis.
    pub paced: Paced,
    /// Simulated time.
    pub at: SimTime,
    /// Simulated length of the interval before the step, if it is folded.
    pub folded: Option<SimDuration>,
}

/// The map between the two axes.
#[derive(Clone, PartialEq, Debug)]
pub struct Pace {
    steps: Vec<PacedStep>,
}

impl Pace {
    /// The map of a recording.
    pub fn of(recording: &Recording) -> Pace {
        let mut steps: Vec<PacedStep> = Vec::with_capacity(recording.frames().len());
        for frame in recording.frames() {
            let Some(last) = steps.last().copied() else {
                steps.push(PacedStep { paced: Paced(0), at: frame.at(), folded: None });
                continue;
            };
            let sim_length = frame.at() - last.at;
            // The frame before the interval tells whether something moves in it.
            let still = recording.frames()[steps.len() - 1].world.is_still();
            let folded = (still && sim_length >= FOLD_FROM).then_some(sim_length);
            let paced_length = if folded.is_some() { FOLDED } else { paced_length_of(sim_length) };
            steps.push(PacedStep { paced: Paced(last.paced.0 + paced_length.0), at: frame.at(), folded });
        }
        Pace { steps }
    }

    /// All steps of the recording, in order; never empty.
    pub fn steps(&self) -> &[PacedStep] {
        &self.steps
    }

    /// The end of the axis.
    pub fn end(&self) -> Paced {
        self.of_step(usize::MAX)
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
        let paced_length = to.paced.0 - from.paced.0;
        let done = place.0.saturating_sub(from.paced.0);
        // `sim_length * done` could overflow. Split in two, the first product is at most `sim_length`, since `done` is
        // less than `paced_length`, and the second is less than LONGEST².
        let (quotient, rest) = (sim_length / paced_length, sim_length % paced_length);
        from.at + SimDuration::from_us(quotient * done + rest * done / paced_length)
    }
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
