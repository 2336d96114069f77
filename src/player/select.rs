//! The selection, and what a selection changes beside it.

use crate::selection::{Selection, Target};

use super::{Effect, Player, Preference};

impl Player {
    /// The selected node or message.
    pub fn selection(&self) -> Option<Selection> {
        self.selection
    }

    /// Client, server and store of the offered actions. Only a selection changes them, no step does.
    pub fn target(&self) -> Target {
        self.target
    }

    /// True until the reader has selected something for the first time, or has dismissed the hint that they can.
    pub fn has_stage_hint(&self) -> bool {
        self.has_stage_hint
    }

    pub(super) fn select(&mut self, selection: Option<Selection>) -> Option<Effect> {
        self.selection = selection;
        let selected = selection?;
        self.target = self.target.after(selected);
        self.dismiss_stage_hint()
    }

    pub(super) fn dismiss_stage_hint(&mut self) -> Option<Effect> {
        let had_hint = std::mem::replace(&mut self.has_stage_hint, false);
        had_hint.then_some(Effect::Remember(Preference::StageHintDismissed))
    }
}
