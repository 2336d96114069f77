//! Simulated time: whole microseconds since the start of the run. Knows nothing of the wall clock; [`crate::pace`] sets
//! the speed at which a reader sees it pass.

use std::ops::{Add, AddAssign, Sub};

use serde::Serialize;

/// A moment of a run, in microseconds since its start.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Serialize)]
#[serde(transparent)]
pub struct SimTime(u64);

/// A duration of simulated time, in microseconds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Serialize)]
#[serde(transparent)]
pub struct SimDuration(u64);

impl SimTime {
    /// Start of every run.
    pub const ZERO: SimTime = SimTime(0);

    /// Moment this number of microseconds after the start.
    pub const fn from_us(us: u64) -> SimTime {
        SimTime(us)
    }

    /// Microseconds since the start.
    pub const fn as_us(self) -> u64 {
        self.0
    }

    /// First multiple of `interval` after this moment: the time of the next periodic check. An interval of zero counts
    /// as one microsecond.
    pub fn next_multiple(self, interval: SimDuration) -> SimTime {
        let interval = interval.0.max(1);
        SimTime((self.0 / interval).saturating_add(1).saturating_mul(interval))
    }
}

impl SimDuration {
    /// Zero duration.
    pub const ZERO: SimDuration = SimDuration(0);

    /// Duration of `us` microseconds.
    pub const fn from_us(us: u64) -> SimDuration {
        SimDuration(us)
    }

    /// Duration of `ms` milliseconds.
    pub const fn from_ms(ms: u64) -> SimDuration {
        SimDuration(ms * 1_000)
    }

    /// Duration of `s` seconds.
    pub const fn from_s(s: u64) -> SimDuration {
        SimDuration(s * 1_000_000)
    }

    /// Length in microseconds.
    pub const fn as_us(self) -> u64 {
        self.0
    }
}

impl Add<SimDuration> for SimTime {
    type Output = SimTime;
    fn add(self, rhs: SimDuration) -> SimTime {
        SimTime(self.0.saturating_add(rhs.0))
    }
}

impl Sub for SimTime {
    type Output = SimDuration;
    /// Duration from `rhs` to this moment; zero if `rhs` is later.
    fn sub(self, rhs: SimTime) -> SimDuration {
        SimDuration(self.0.saturating_sub(rhs.0))
    }
}

impl Add for SimDuration {
    type Output = SimDuration;
    fn add(self, rhs: SimDuration) -> SimDuration {
        SimDuration(self.0.saturating_add(rhs.0))
    }
}

impl AddAssign for SimDuration {
    fn add_assign(&mut self, rhs: SimDuration) {
        *self = *self + rhs;
    }
}
