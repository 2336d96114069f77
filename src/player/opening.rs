//! The first view of a bare address, and the end of a prepared run.

use crate::pace::Level;
use crate::strategy::opening_step;

use super::Player;

impl Player {
    /// The step at which a link without a position opens.
    pub(super) fn opening_step(&self) -> usize {
        if self.activity.lesson().is_some() {
            // A lesson goes on from the end of its lead.
            return self.beats.at(usize::MAX).step;
        }
        if self.is_prepared() { opening_step(self.strategy(), &self.beats) } else { 0 }
    }

    /// True at the first view of a bare address, which tells what to watch for.
    pub fn is_at_opening(&self) -> bool {
        let opening = self.opening_step();
        self.is_prepared() && opening > 0 && self.level == Level::Beats && !self.playing && self.step() == opening
    }

    /// True after the last beat of a prepared run, where the page sums it up.
    pub fn is_at_ending(&self) -> bool {
        self.is_prepared() && !self.playing && self.is_at_end() && self.level == Level::Beats
    }
}
