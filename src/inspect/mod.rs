//! The panels as plain rows: texts, their order and their marks, computed from a [`Look`]. Tested without a DOM, in
//! `tests`, which also has helpers for runs and looks. The components in `ui::panels` only draw the rows.
//!
//! In reading order: [`exchange()`], a message as literal HTTP; [`reason()`], the reason of its routing; [`jar()`] and
//! [`tables()`], the stored cookies and sessions; [`acts()`], the offered actions; [`done()`], those that were done;
//! [`tally()`], counts up to the step; [`compare()`], the same under each strategy, with [`verdict()`] above it;
//! [`goal_card()`] and [`goal_list()`], the goals of free play; [`lesson_card()`] and [`lesson_strip()`], the lessons;
//! [`tuning()`], settings; [`log()`], one line per fact; [`timeline()`], the marks on the axis; [`twin()`], the stage as
//! text. `focus` finds the client or request that a panel is about.

mod exchange;
mod reason;
mod jar;
mod tables;
mod acts;
mod done;
mod ending;
mod goals;
mod lesson;
mod tally;
mod compare;
mod verdict;
mod tuning;
mod log;
mod timeline;
mod twin;
mod focus;
#[cfg(test)]
mod tests;

pub use acts::{Act, Acts, acts};
pub use compare::{Cell, Column, CompareRow, Comparison, VerdictRow, compare};
pub use done::{DoneLine, Place, done};
pub use ending::{Ending, ending};
pub use exchange::{Exchange, HttpLine, HttpMessage, LineKind, exchange};
pub use goals::{GoalCard, GoalList, GoalRow, Pursuit, goal_card, goal_list};
pub use jar::{Jar, JarRow, jar};
pub use lesson::{
    Before, LessonCard, LessonNow, LessonQuestion, LessonResult, LessonState, StripRow, lesson_card, lesson_strip,
    next_lesson,
};
pub use log::{LogLine, log};
pub use reason::{RoutingReason, reason};
pub use tables::{RowState, Table, TableRow, tables};
pub use tally::{Tally, TallyGroup, TallyKey, TallyRow, Weight, tally};
pub use timeline::{AXIS, Tick, TickKind, timeline};
pub use tuning::{Choice, Control, tuning};
pub use twin::{twin, twin_of};
pub use verdict::{Verdict, verdict};

use crate::recording::Recording;
use crate::selection::Selection;
use crate::text::Language;

/// The argument of most inspectors: a run and the reader's view of it. Its methods `world()`, `facts()`, `client()` and
/// `request()` are in `focus`.
#[derive(Clone, Copy, Debug)]
pub struct Look<'a> {
    /// The run.
    pub recording: &'a Recording,
    /// The shown step.
    pub step: usize,
    /// The reader's language.
    pub language: Language,
    /// The selection.
    pub selection: Option<Selection>,
}
