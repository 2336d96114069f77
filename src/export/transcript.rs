//! A run as text, one line per fact.

use crate::recording::Recording;
use crate::text::{self, Language, number};

/// Every fact of a run as a line of text: its step, its time and a sentence in this language.
pub fn transcript(recording: &Recording, language: Language) -> String {
    let mut lines = String::new();
    for step in 0..=recording.last_step() {
        let world = &recording.frame(step).world;
        for timed in recording.facts_of(step) {
            let clock = number::clock(language, timed.at);
            let sentence = text::log_line(language, timed, world);
            lines.push_str(&format!("{step:>4} {clock:>12}  {sentence}\n"));
        }
    }
    lines
}
