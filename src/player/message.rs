//! Input and output of the player: messages, effects, and notices that the reader can dismiss.

use crate::beat::BeatName;
use crate::goal::{self, Goal};
use crate::lesson::record::Done;
use crate::lesson::{self, Lesson};
use crate::link::{LinkProblem, Theme};
use crate::model::command::Command;
use crate::pace::{Level, Paced, Speed};
use crate::question::Reply;
use crate::recording::RecordError;
use crate::selection::Selection;
use crate::strategy::{Strategy, Tuning};
use crate::text::Language;

/// A message to the reader, shown until they dismiss it.
#[derive(Clone, PartialEq, Debug)]
pub enum Notice {
    /// A part of a link could not be read.
    Link(LinkProblem),
    /// The run has no beat of this name.
    UnknownBeat(BeatName),
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
    /// Opens a link to which the browser went back or forward.
    Revisit(String),
    /// Performs a command at the playhead.
    Act(Command),
    Play,
    Pause,
    TogglePlay,
    /// Moves the playhead while playing.
    Advance(Paced),
    /// Goes to the next beat, or at the level of steps to the next step.
    Next,
    /// Goes to the previous one.
    Previous,
    /// Pauses at a place on the timeline.
    Seek(Paced),
    /// Pauses at a step, or at the last step if the number is past the end.
    SeekStep(usize),
    /// Pauses at the beat of this name; an unknown name leads to the nearest earlier beat.
    SeekBeat(BeatName),
    /// Changes the grain of playing and stepping.
    SetLevel(Level),
    /// Pauses at the next beat or step with a loss. After the last loss the search starts from step 0.
    NextLoss,
    SetSpeed(Speed),
    SetLanguage(Language),
    SetTheme(Theme),
    /// Changes the strategy.
    Choose(Strategy),
    /// Runs the present inputs under another strategy, also those of a prepared script.
    RunUnder(Strategy),
    /// Changes a setting and runs the same inputs again.
    Tune(Tuning),
    /// Opens the prepared script of the strategy at its first step.
    Restart,
    Select(Option<Selection>),
    /// Opens the task of a goal: an empty run under its strategy.
    ChooseGoal(Goal),
    /// Leaves the goal. The run stays.
    LeaveGoal,
    /// Shows one more hint to the goal.
    ShowHint,
    /// Begins a lesson.
    BeginLesson(Lesson),
    /// Leaves the lesson for free play: opens the strategy's prepared example.
    PlayFreely,
    /// Replies to the question that stands after this number of inputs.
    Reply {
        inputs: usize,
        reply: Reply,
    },
    /// Does the act that the lesson asks for.
    DoTask,
    /// Takes over what this device remembers.
    Recall(Remembered),
    /// Forgets the lessons and goals of this device.
    Forget,
    /// Removes the hint that nodes and messages can be selected.
    DismissStageHint,
    /// Returns to the stored branch of this number.
    ReturnToBranch(u32),
    /// Removes the last input up to the playhead.
    Undo,
    /// Takes back the last undo.
    Redo,
    /// Removes the notice at this index.
    Dismiss(usize),
}

/// A task for the browser.
#[derive(Clone, PartialEq, Debug)]
pub enum Effect {
    /// Shows this query, which leads to the present step.
    ReplaceAddress(String),
    /// Makes a new entry of the browser's history, so that Back leads to the step that the reader has left.
    PushAddress { left: String, opened: String },
    /// Stores a preference for the next visit.
    Remember(Preference),
    /// Records a reached goal, or tells it to the host page. `link` shows how it was reached.
    GoalReached { goal: Goal, acts: usize, link: String },
    /// Records the way through a lesson.
    LessonDone { lesson: Lesson, done: Done },
    /// Deletes the lessons and goals of this device.
    Forget,
}

/// Lessons and goals of earlier visits on this device.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Remembered {
    /// Goals that were reached.
    pub goals: goal::Record,
    /// Lessons that were begun.
    pub lessons: lesson::Record,
}

/// A choice of the reader that is stored for the next visit.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Preference {
    Language(Language),
    Theme(Theme),
    Speed(Speed),
    /// The reader knows that nodes and messages can be selected.
    StageHintDismissed,
}
