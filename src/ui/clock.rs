//! Wall time of playing: how much has passed since the playhead last moved. Knows nothing of the player.

/// Longest time counted between two frames, in milliseconds. A tab that was hidden for an hour resumes at its place.
const LONGEST_FRAME_MS: f64 = 100.0;

/// Sums up frame times.
#[derive(Default)]
pub struct Clock {
    /// Time of the last frame; `None` before the first frame of playing.
    last_ms: Option<f64>,
    elapsed_us: u64,
}

impl Clock {
    /// Adds a frame and returns the time since the last [`Clock::take`], in microseconds. A clock that was set
    /// back adds nothing.
    pub fn tick(&mut self, time_ms: f64) -> u64 {
        let last_ms = self.last_ms.replace(time_ms).unwrap_or(time_ms);
        let frame_ms = (time_ms - last_ms).clamp(0.0, LONGEST_FRAME_MS);
        self.elapsed_us += (frame_ms * 1_000.0) as u64;
        self.elapsed_us
    }

    /// Time since the last [`Clock::take`], in microseconds.
    pub fn elapsed_us(&self) -> u64 {
        self.elapsed_us
    }

    /// Returns the elapsed time in microseconds and restarts from zero.
    pub fn take(&mut self) -> u64 {
        std::mem::take(&mut self.elapsed_us)
    }

    /// Suspends counting. The next frame counts as a first one; the elapsed time is kept.
    pub fn pause(&mut self) {
        self.last_ms = None;
    }

    /// Resets the clock.
    pub fn stop(&mut self) {
        *self = Clock::default();
    }
}
