//! Branches that the reader has left, so that they can return to each. An action in the past leaves one, and so does
//! another strategy, a changed setting or another link.

use crate::lesson::Activity;
use crate::model::command::Command;
use crate::model::config::Config;
use crate::recording::Input;

use super::Player;

/// Maximum number of stored branches. One more replaces the oldest.
pub const MAX_BRANCHES: usize = 12;

/// A branch that the reader has left.
#[derive(Clone, PartialEq, Debug)]
pub struct Branch {
    /// Unique until the page is closed.
    pub number: u32,
    /// Its activity.
    pub activity: Activity,
    pub(super) config: Config,
    pub(super) inputs: Vec<Input>,
    /// Step of the playhead when the reader left the branch. Its place depends on language and level.
    pub(super) step: usize,
    /// The first input that the replacing branch does not share, counted from 1.
    pub branched_at: usize,
}

impl Branch {
    fn is_same_run(&self, other: &Branch) -> bool {
        self.config == other.config && self.inputs == other.inputs
    }

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
        self.forget(&branch);
        self.stored.push(Branch { number: self.next_number, ..branch });
        self.next_number += 1;
        if self.stored.len() > MAX_BRANCHES {
            self.stored.remove(0);
        }
    }

    /// Removes the branch of the same config and inputs.
    pub(super) fn forget(&mut self, branch: &Branch) {
        self.stored.retain(|other| !other.is_same_run(branch));
    }

    /// Removes and returns the branch of this number.
    pub(super) fn take(&mut self, number: u32) -> Option<Branch> {
        let index = self.stored.iter().position(|branch| branch.number == number)?;
        Some(self.stored.remove(index))
    }
}

impl Player {
    /// Returns to the stored branch of this number, and stores the present one.
    pub(super) fn return_to(&mut self, number: u32) {
        let Some(branch) = self.branches.take(number) else { return };
        self.store_branch(branch.branched_at.saturating_sub(1));
        self.open_branch(branch);
    }

    pub(super) fn open_branch(&mut self, branch: Branch) {
        self.set_activity(branch.activity);
        self.load(branch.config, &branch.inputs);
        self.stop_at(self.pace.of_step(branch.step));
    }

    /// Stores the present branch, unless it is a first view, which can be opened again anyway. The next branch
    /// shares the first `shared` inputs.
    pub(super) fn store_branch(&mut self, shared: usize) {
        if !self.is_first_view() {
            self.branches.store(self.branch(shared));
        }
    }

    /// The present branch. The next one shares the first `shared` inputs.
    pub(super) fn branch(&self, shared: usize) -> Branch {
        Branch {
            number: 0,
            activity: self.activity,
            config: *self.recording.config(),
            inputs: self.recording.inputs().to_vec(),
            step: self.step(),
            branched_at: shared + 1,
        }
    }
}
