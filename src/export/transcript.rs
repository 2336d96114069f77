//! A run as text, one fact a line: its moment, then what happened, in a reader's language.

use crate::recording::Recording;
use crate::text::{self, Language, number};

/// Every fact of a run, one a line, with its step and its moment before it.
pub fn transcript(recording: &Recording, language: Language) -> String {
    let mut lines = String::new();
    for step in 0..=recording.last_step() {
        let world = &recording.frame(step).world;
        for timed in recording.facts_of(step) {
            let clock = number::clock(timed.at);
            let sentence = text::log_line(language, timed, world);
            lines.push_str(&format!("{step:>4} {clock:>12}  {sentence}\n"));
        }
    }
    lines
}
