//! Everything that happened, a line a fact; a line seeks to its step.

use crate::model::fact::{Loss, TimedFact};
use crate::model::ids::ClientId;
use crate::recording::Recording;
use crate::text::{self, Language, Sentence, label, number};

/// One line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LogLine {
    /// Which fact of the run, from 0: a key for lists.
    pub index: usize,
    /// The step to seek to. A line lies ahead where this is past the step that is shown, and is drawn dimmed.
    pub step: usize,
    /// When, as the clock shows it.
    pub time: String,
    /// Whose hue it carries.
    pub owner: Option<ClientId>,
    /// The loss it is, if it is one.
    pub loss: Option<Loss>,
    /// The loss in a word; empty where it is none.
    pub loss_text: &'static str,
    /// What happened.
    pub sentence: Sentence,
}

/// Every fact of the run. It does not depend on the step that is shown, so seeking does not compute it anew.
pub fn log(recording: &Recording, language: Language) -> Vec<LogLine> {
    let facts = recording.facts().iter().enumerate();
    facts.map(|(index, timed)| line(recording, language, index, timed)).collect()
}

fn line(recording: &Recording, language: Language, index: usize, timed: &TimedFact) -> LogLine {
    let step = recording.step_of_fact(index);
    let loss = timed.fact.loss();
    LogLine {
        index,
        step,
        time: number::clock(timed.at),
        owner: timed.fact.client(),
        loss,
        loss_text: loss.map_or("", |loss| label::loss(language, loss)),
        sentence: text::log_line(language, timed, &recording.frame(step).world),
    }
}
