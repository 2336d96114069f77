//! Simulated time to the reader's time and back: a monotone map made from a recording. Real systems span six orders of
//! magnitude, so the screen never shows simulated time at one scale: the stretch between two steps takes 120 to 600 ms
//! of the reader's time, growing slowly with its length, and a stretch in which there is nothing to see is folded.

use crate::model::time::{SimDuration, SimTime};
use crate::recording::Recording;

/// A place on the reader's time axis, in microseconds at speed x1 since the run began.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Paced(pub u64);

/// Shortest stretch between two steps.
pub const SHORTEST: Paced = Paced(120_000);
/// Longest stretch between two steps.
pub const LONGEST: Paced = Paced(600_000);
/// A folded stretch.
pub const FOLDED: Paced = Paced(420_000);
/// A quiet stretch at least this long is folded: shorter ones need no mark.
const FOLD_FROM: SimDuration = SimDuration::from_ms(5);

/// A step's place on both axes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Mark {
    /// On the reader's axis.
    pub paced: Paced,
    /// In simulated time.
    pub at: SimTime,
    /// How much simulated time the stretch before it folds away, where it is a folded one.
    pub folded: Option<SimDuration>,
}

/// The map.
#[derive(Clone, PartialEq, Debug)]
pub struct Pace {
    marks: Vec<Mark>,
}

impl Pace {
    /// The map of a recording, a mark a step.
    pub fn of(recording: &Recording) -> Pace {
        let mut marks: Vec<Mark> = Vec::with_capacity(recording.frames().len());
        for frame in recording.frames() {
            let Some(last) = marks.last().copied() else {
                marks.push(Mark { paced: Paced(0), at: frame.at(), folded: None });
                continue;
            };
            let length = frame.at() - last.at;
            let still = recording.frames()[marks.len() - 1].world.is_still();
            let folded = (still && length >= FOLD_FROM).then_some(length);
            let stretch = if folded.is_some() { FOLDED } else { stretch(length) };
            marks.push(Mark { paced: Paced(last.paced.0 + stretch.0), at: frame.at(), folded });
        }
        Pace { marks }
    }

    /// A mark a step.
    pub fn marks(&self) -> &[Mark] {
        &self.marks
    }

    /// The end of the axis.
    pub fn end(&self) -> Paced {
        self.of_step(usize::MAX)
    }

    /// Where a step lies; the last one where there are fewer.
    pub fn of_step(&self, step: usize) -> Paced {
        self.marks[step.min(self.marks.len() - 1)].paced
    }

    /// The step a place belongs to: the last one at or before it.
    pub fn step_at(&self, place: Paced) -> usize {
        self.marks.partition_point(|mark| mark.paced <= place).saturating_sub(1)
    }

    /// The simulated moment of a place, between two steps by straight interpolation.
    pub fn sim_at(&self, place: Paced) -> SimTime {
        let step = self.step_at(place);
        let from = self.marks[step];
        let Some(to) = self.marks.get(step + 1) else { return from.at };
        let length = (to.at - from.at).as_us();
        let done = place.0.saturating_sub(from.paced.0);
        let stretch = to.paced.0 - from.paced.0;
        // Whole multiples and rest apart: their products fit 64 bits, as a stretch takes at most LONGEST.
        from.at + SimDuration::from_us(length / stretch * done + length % stretch * done / stretch)
    }
}

/// How long a reader watches a stretch in which something moves: grows with the square root of its length.
fn stretch(length: SimDuration) -> Paced {
    const GROWTH: u64 = 10_000;
    let stretch = SHORTEST.0.saturating_add(length.as_us().isqrt().saturating_mul(GROWTH));
    Paced(stretch.min(LONGEST.0))
}

/// How fast the reader watches.
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
    /// All of them, slowest first.
    pub const ALL: [Speed; 6] = [Speed::Quarter, Speed::Half, Speed::One, Speed::Two, Speed::Four, Speed::Eight];

    /// The factor in quarters.
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

    /// As a reader sees it.
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

    /// The next slower one, which is what a reader wants who can't follow, and after the slowest the fastest.
    pub fn next(self) -> Speed {
        let index = Speed::ALL.iter().position(|speed| *speed == self).unwrap_or(0);
        Speed::ALL[index.checked_sub(1).unwrap_or(Speed::ALL.len() - 1)]
    }

    /// The stretch of the reader's axis that passes in so many microseconds of wall time.
    pub fn pass(self, wall_us: u64) -> Paced {
        Paced(wall_us.saturating_mul(self.quarters()) / 4)
    }
}
