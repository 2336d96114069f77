//! Branches that the reader has left, so that they can return to each. An action in the past leaves one, and so does
//! another strategy, a changed setting or another link.

use crate::lesson::Strategy;
use crate::model::command::Command;
use crate::model::config::Config;
use crate::pace::Paced;
use crate::recording::Input;

/// Maximum number of stored branches. One more replaces the oldest.
pub const MAX_BRANCHES: usize = 12;

/// A branch that the reader has left.
#[derive(Clone, PartialEq, Debug)]
pub struct Branch {
    /// Unique until the page is closed.
    pub number: u32,
    /// The strategy it ran under.
    pub strategy: Strategy,
    pub(super) config: Config,
    pub(super) inputs: Vec<Input>,
    /// The playhead when the reader left the branch.
    pub(super) place: Paced,
    /// The first input that the replacing branch does not share, counted from 1.
    pub branched_at: usize,
}

impl Branch {
    /// The command of the first input that the replacing branch does not share; `None` if it shares all.
    pub fn first_abandoned(&self) -> Option<Command> {
        self.inputs.get(self.branched_at.saturating_sub(1)).map(|input| input.command)
    }
}

/// Stored branches, oldest first.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Branches {
    stored: Vec<Branch>,
    next_number: u32,
}

impl Branches {
    pub(super) fn new() -> Branches {
        Branches { stored: Vec::new(), next_number: 1 }
    }

    /// Stored branches, oldest first.
    pub(super) fn stored(&self) -> &[Branch] {
        &self.stored
    }

    /// Stores a branch under a new number. It replaces a stored branch of the same config and inputs.
    pub(super) fn store(&mut self, branch: Branch) {
        let same = |other: &Branch| other.config == branch.config && other.inputs == branch.inputs;
        self.stored.retain(|other| !same(other));
        self.stored.push(Branch { number: self.next_number, ..branch });
        self.next_number += 1;
        if self.stored.len() > MAX_BRANCHES {
            self.stored.remove(0);
        }
    }

    /// Removes and returns the branch of this number.
    pub(super) fn take(&mut self, number: u32) -> Option<Branch> {
        let index = self.stored.iter().position(|branch| branch.number == number)?;
        Some(self.stored.remove(index))
    }
}
