//! Undo and redo of inputs. An undone run is stored as a branch as well, so an action after an undo loses nothing.

use crate::model::command::Command;

use super::Player;
use super::branches::Branch;

/// Runs that were undone, the last one at the end. Every other change of the run forgets them.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct Undone(Vec<Undo>);

/// An undone run and the command that is missing since.
#[derive(Clone, PartialEq, Debug)]
struct Undo {
    branch: Branch,
    command: Command,
}

impl Player {
    /// The command that an undo would remove: the last one up to the playhead. `None` before the first.
    pub fn undoable(&self) -> Option<Command> {
        let last = self.recording.inputs_until(self.step()).checked_sub(1)?;
        Some(self.recording.inputs()[last].command)
    }

    /// The command that a redo would bring back; `None` if nothing was undone, or the run has changed since.
    pub fn redoable(&self) -> Option<Command> {
        self.undone.0.last().map(|undo| undo.command)
    }

    /// Removes the last input up to the playhead, and goes to the moment before it. Later inputs stay.
    pub(super) fn undo(&mut self) {
        let Some(command) = self.undoable() else { return };
        let last = self.recording.inputs_until(self.step()) - 1;
        let before = self.recording.step_of_input(last).saturating_sub(1);
        let branch = self.branch(last);
        let mut inputs = branch.inputs.clone();
        inputs.remove(last);
        self.store_branch(last);
        let mut undone = std::mem::take(&mut self.undone);
        undone.0.push(Undo { branch, command });
        self.load(*self.recording.config(), &inputs);
        self.compute_until(before);
        self.stop_at(self.pace.of_step(before));
        self.undone = undone;
    }

    /// Takes back the last undo.
    pub(super) fn redo(&mut self) {
        let mut undone = std::mem::take(&mut self.undone);
        if let Some(Undo { branch, .. }) = undone.0.pop() {
            self.branches.forget(&branch);
            self.open_branch(branch);
        }
        self.undone = undone;
    }
}
