//! The wall clock's side of playing: how much of it has passed since the playhead was last moved. Knows nothing of the
//! player.

/// What passes at most between two frames, in milliseconds: a tab that was hidden for an hour goes on where it was.
const LONGEST_FRAME_MS: f64 = 100.0;

/// Adds up frames.
#[derive(Default)]
pub struct Clock {
    /// Time of the last frame; `None` before the first one of a stretch of playing.
    last_ms: Option<f64>,
    passed_us: u64,
}

impl Clock {
    /// Takes a frame in and returns what has passed since the last [`Clock::take`], in microseconds. A clock that was
    /// set back lets nothing pass.
    #[expect(
        clippy::manual_clamp,
        reason = "what `clamp` says of a wrong range brings all formatting of floats along: 7 KB"
    )]
    pub fn tick(&mut self, time_ms: f64) -> u64 {
        let last_ms = self.last_ms.replace(time_ms).unwrap_or(time_ms);
        let passed_ms = (time_ms - last_ms).max(0.0).min(LONGEST_FRAME_MS);
        self.passed_us += (passed_ms * 1_000.0) as u64;
        self.passed_us
    }

    /// What has passed, in microseconds.
    pub fn passed(&self) -> u64 {
        self.passed_us
    }

    /// The same, and starts again from zero.
    pub fn take(&mut self) -> u64 {
        std::mem::take(&mut self.passed_us)
    }

    /// It waits: the next frame is a first one, and what has passed stays.
    pub fn rest(&mut self) {
        self.last_ms = None;
    }

    /// Nothing is playing: the next frame is a first one.
    pub fn stop(&mut self) {
        *self = Clock::default();
    }
}
