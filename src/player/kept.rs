//! Lines of the run that acts in the past, or another strategy, left behind: nothing a reader did is lost.

use crate::lesson::Strategy;
use crate::model::command::Command;
use crate::model::config::Config;
use crate::pace::Paced;
use crate::recording::Input;

/// Lines kept at most; the oldest goes first.
pub const MAX_KEPT: usize = 12;

/// A line of the run that an act in the past, or another strategy, left behind.
#[derive(Clone, PartialEq, Debug)]
pub struct KeptLine {
    /// Tells it from others, for as long as the page is open.
    pub number: u32,
    /// Which strategy it ran under.
    pub strategy: Strategy,
    pub(super) config: Config,
    pub(super) inputs: Vec<Input>,
    pub(super) place: Paced,
    /// The input where it parted, counted from 1.
    pub parted_at: usize,
}

impl KeptLine {
    /// How many inputs it holds.
    pub fn len(&self) -> usize {
        self.inputs.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.inputs.is_empty()
    }

    /// The first act that is not in the line that replaced it.
    pub fn first_abandoned(&self) -> Option<Command> {
        self.inputs.get(self.parted_at.saturating_sub(1)).map(|input| input.command)
    }
}

/// The lines, oldest first.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct KeptLines {
    lines: Vec<KeptLine>,
    next: u32,
}

impl KeptLines {
    /// None yet.
    pub(super) fn new() -> KeptLines {
        KeptLines { lines: Vec::new(), next: 1 }
    }

    /// The lines, oldest first.
    pub(super) fn lines(&self) -> &[KeptLine] {
        &self.lines
    }

    /// Keeps one more; the same line kept before makes way for it.
    pub(super) fn keep(&mut self, line: KeptLine) {
        let same = |kept: &KeptLine| kept.config == line.config && kept.inputs == line.inputs;
        self.lines.retain(|kept| !same(kept));
        self.lines.push(KeptLine { number: self.next, ..line });
        self.next += 1;
        if self.lines.len() > MAX_KEPT {
            self.lines.remove(0);
        }
    }

    /// Takes a line out.
    pub(super) fn take(&mut self, number: u32) -> Option<KeptLine> {
        let index = self.lines.iter().position(|line| line.number == number)?;
        Some(self.lines.remove(index))
    }
}
