//! Input and output of the player: messages, effects, and notices that the reader can dismiss.

use crate::lesson::{Strategy, Tuning};
use crate::link::{LinkProblem, Theme};
use crate::model::command::Command;
use crate::pace::{Paced, Speed};
use crate::recording::RecordError;
use crate::selection::Selection;
use crate::text::Language;

/// A message to the reader, shown until they dismiss it.
#[derive(Clone, PartialEq, Debug)]
pub enum Notice {
    /// A part of a link could not be read.
    Link(LinkProblem),
    /// The recording already has the maximum number of inputs.
    Full(RecordError),
    /// The run is too long for a URL. The page offers its link as a file.
    TooLongForAddress { characters: usize, limit: usize },
}

/// An event that changes the player.
#[derive(Clone, PartialEq, Debug)]
pub enum Msg {
    /// Opens a link: a query or a whole address.
    Open(String),
    /// Performs a command at the playhead.
    Act(Command),
    Play,
    Pause,
    TogglePlay,
    /// Moves the playhead while playing.
    Advance(Paced),
    StepForward,
    StepBack,
    /// Pauses at a place on the timeline.
    Seek(Paced),
    /// Pauses at a step, or at the last step if the number is past the end.
    SeekStep(usize),
    /// Pauses at the next step with a loss. After the last loss the search starts from step 0.
    NextLoss,
    SetSpeed(Speed),
    SetLanguage(Language),
    SetTheme(Theme),
    /// Changes the strategy.
    Choose(Strategy),
    /// Changes a setting and runs the same inputs again.
    Tune(Tuning),
    /// Opens the prepared script of the strategy at its first step.
    Restart,
    Select(Option<Selection>),
    /// Returns to the stored branch of this number.
    ReturnToBranch(u32),
    /// Removes the notice at this index.
    Dismiss(usize),
}

/// A task for the browser.
#[derive(Clone, PartialEq, Debug)]
pub enum Effect {
    /// Shows this query, which leads to the present step.
    ReplaceAddress(String),
    /// Stores a preference for the next visit.
    Remember(Preference),
}

/// A choice of the reader that is stored for the next visit.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Preference {
    Language(Language),
    Theme(Theme),
    Speed(Speed),
}
