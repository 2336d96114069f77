//! The log: one line per fact. The panel seeks to the step of a line that the reader clicks.

use crate::model::fact::{Loss, TimedFact};
use crate::model::ids::ClientId;
use crate::recording::Recording;
use crate::text::{self, Language, Sentence, label, number};

/// A line of the log.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LogLine {
    /// The step of the fact. The panel dims the lines of later steps than the shown one.
    pub step: usize,
    /// Simulated time, as the clock shows it.
    pub time: String,
    /// The client that gives the line its colour.
    pub owner: Option<ClientId>,
    /// The loss, if the fact is one.
    pub loss: Option<Loss>,
    /// Name of the loss, for the panel; empty if the fact is no loss.
    pub loss_text: &'static str,
    /// The fact as a sentence.
    pub sentence: Sentence,
}

/// The lines of all facts. They do not depend on the shown step, so seeking does not compute them again.
pub fn log(recording: &Recording, language: Language) -> Vec<LogLine> {
    let facts = recording.facts().iter().enumerate();
    facts.map(|(index, timed)| line(recording, language, index, timed)).collect()
}

fn line(recording: &Recording, language: Language, index: usize, timed: &TimedFact) -> LogLine {
    let step = recording.step_of_fact(index);
    let loss = timed.fact.loss();
    LogLine {
        step,
        time: number::clock(language, timed.at),
        owner: timed.fact.client(),
        loss,
        loss_text: loss.map_or("", |loss| label::loss(language, loss)),
        // The sentence tells the state after the step.
        sentence: text::log_line(language, timed, &recording.frame(step).world),
    }
}
