//! What goes into the player and what comes out: messages, effects, and the notices a reader can put away.

use crate::lesson::{Strategy, Tuning};
use crate::link::{LinkProblem, Theme};
use crate::model::command::Command;
use crate::pace::{Paced, Speed};
use crate::recording::RecordError;
use crate::selection::Selection;
use crate::text::Language;

/// Something the reader is told once and can put away.
#[derive(Clone, PartialEq, Debug)]
pub enum Notice {
    /// A part of a link could not be read.
    Link(LinkProblem),
    /// No more acts fit.
    Full(RecordError),
    /// The run is too long for an address; it is offered as a file.
    TooLongForAddress { characters: usize, limit: usize },
}

/// What happened to the player.
#[derive(Clone, PartialEq, Debug)]
pub enum Msg {
    /// A link is opened, as a query or a whole address.
    Open(String),
    /// The reader acts at the playhead.
    Act(Command),
    Play,
    Pause,
    TogglePlay,
    /// The clock moved the playhead, while playing.
    Advance(Paced),
    StepForward,
    StepBack,
    /// To a place on the timeline.
    Seek(Paced),
    SeekStep(usize),
    /// To the next step in which something is lost, from the start again after the last one.
    NextLoss,
    SetSpeed(Speed),
    SetLanguage(Language),
    SetTheme(Theme),
    Choose(Strategy),
    /// A knob of the strategy is turned: the same inputs run again on other settings.
    Tune(Tuning),
    /// The prepared script again, from its first step.
    Restart,
    Select(Option<Selection>),
    /// Back to a line that was left.
    Return(u32),
    /// Puts a notice away.
    Dismiss(usize),
}

/// What the browser is to do.
#[derive(Clone, PartialEq, Debug)]
pub enum Effect {
    /// The query that now leads here.
    ReplaceAddress(String),
    /// Remember a choice for the next visit.
    Remember(Preference),
}

/// A choice that outlives the visit.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Preference {
    Language(Language),
    Theme(Theme),
    Speed(Speed),
}
