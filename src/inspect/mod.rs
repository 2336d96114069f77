//! The panels beside the stage as plain rows: which texts, in which order, with which mark. Computed from a recording,
//! a step, the reader's language and selection; tested without a DOM. The components in `ui` only draw what is here.
//!
//! In reading order: [`exchange`], the message as literal HTTP; [`reason`], why this server; [`jar`] and [`tables`], who
//! remembers what; [`acts`], what the reader can do; [`tally`], the count so far; [`compare`], the same under the other
//! strategies; [`tuning`], what can be turned; [`log`], everything that happened;
//! [`timeline`], the marks on the axis; [`twin`], the stage in words. `focus` is what they are
//! about where nothing is selected.

mod exchange;
mod reason;
mod jar;
mod tables;
mod acts;
mod tally;
mod compare;
mod tuning;
mod log;
mod timeline;
mod twin;
mod focus;
#[cfg(test)]
mod tests;

pub use acts::{Act, Acts, acts};
pub use compare::{Cell, Column, CompareRow, Comparison, compare};
pub use exchange::{Exchange, HttpLine, HttpMessage, LineKind, exchange};
pub use jar::{Jar, JarRow, jar};
pub use log::{LogLine, log};
pub use reason::{Why, reason};
pub use tables::{RowState, Table, TableRow, tables};
pub use tally::{Tally, TallyGroup, TallyKey, TallyRow, Weight, tally};
pub use timeline::{AXIS, Tick, TickKind, timeline};
pub use tuning::{Choice, Control, tuning};
pub use twin::twin;

use crate::recording::Recording;
use crate::selection::Selection;
use crate::text::Language;

/// What every inspector looks at.
#[derive(Clone, Copy, Debug)]
pub struct Look<'a> {
    /// The run.
    pub recording: &'a Recording,
    /// The step of it that is shown.
    pub step: usize,
    /// The reader's language.
    pub language: Language,
    /// What the reader selected.
    pub selection: Option<Selection>,
}
