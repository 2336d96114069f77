//! Simulated time: whole microseconds since the run began. Knows nothing of the wall clock; how fast a reader sees
//! it pass is decided in [`crate::pace`].

use std::ops::{Add, AddAssign, Sub};

use serde::Serialize;

/// A moment of a run, in microseconds since its start.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Serialize)]
#[serde(transparent)]
pub struct SimTime(u64);

/// A stretch of simulated time, in microseconds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Serialize)]
#[serde(transparent)]
pub struct SimDuration(u64);

impl SimTime {
    /// The start of every run.
    pub const ZERO: SimTime = SimTime(0);

    /// The moment `us` microseconds after the start.
    pub const fn from_us(us: u64) -> SimTime {
        SimTime(us)
    }

    /// Microseconds since the start.
    pub const fn as_us(self) -> u64 {
        self.0
    }

    /// The first multiple of `interval` that is later than this moment: when a periodic check next looks.
    /// An interval of zero looks again one microsecond later.
    pub fn next_multiple(self, interval: SimDuration) -> SimTime {
        let interval = interval.0.max(1);
        SimTime((self.0 / interval).saturating_add(1).saturating_mul(interval))
    }
}

impl SimDuration {
    /// No time at all.
    pub const ZERO: SimDuration = SimDuration(0);

    /// `us` microseconds.
    pub const fn from_us(us: u64) -> SimDuration {
        SimDuration(us)
    }

    /// `ms` milliseconds.
    pub const fn from_ms(ms: u64) -> SimDuration {
        SimDuration(ms * 1_000)
    }

    /// `s` seconds.
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
    /// How long after `rhs` this moment is; zero where it is not after it.
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
