//! Everything that a reader reads, in each language. Labels that depend on nothing are rows of [`words`]; every other text
//! is a template beside the code that chooses it, filled from a fact or from the world right after it.
//!
//! In reading order: [`language`]; [`words`], the table of labels; [`sentence`], a text with tones; [`claim`], its statements about the world; `say`, templates;
//! `value`, the values in them; `grammar`, the rules of each language; `fact`, every fact; `losses`, those of a step; [`mod@caption`] with
//! `opening`, `step` and `server_stop`, one step in a sentence or two; `beat`, one beat; [`label`], [`http_page`], [`strategy`] and `action`,
//! short texts; [`goal`], the goals of free play; [`lesson`], the lessons and their questions; `story`, the first view and the end of a run; [`twin`], the figure in words; [`mod@simplified`], the simplifications; [`notice`], messages at the top
//! of the page.
//!
//! To add a language: a variant of [`Language`] and its place in [`Language::ALL`], a column in [`words`], an arm in `say!`,
//! an implementation of `Grammar`. The compiler then lists every text that lacks the new language, and after these every
//! other rule. Outside of this module, `boot.js` and `style/fallback.css` name the languages, since they run before Wasm.

pub mod language;
pub mod words;
pub mod sentence;
pub mod claim;
mod say;
mod value;
mod grammar;
mod fact;
mod losses;
pub mod caption;
mod beat;
mod opening;
mod story;
mod step;
mod server_stop;
pub mod label;
mod action;
pub mod http_page;
pub mod strategy;
mod tuning;
mod todo;
pub mod goal;
pub mod lesson;
pub mod teachers;
pub mod twin;
pub mod simplified;
pub mod notice;
#[cfg(test)]
mod tests;

use crate::model::balancer::RouteReason;
use crate::model::fact::{Fact, TimedFact};
use crate::model::ids::ServerId;
use crate::model::world::World;

pub use action::mark;
pub use beat::beat_caption;
pub use caption::{caption, caption_after};
pub use claim::Claim;
pub use grammar::number;
pub use http_page::{page, request_line, view, view_short};
pub use label::command;
pub use language::Language;
pub use sentence::{Part, Sentence, Tone};
pub use simplified::simplified;
pub use story::{harm_count, opening_caption, same_acts};
pub use strategy::{strategy_name, strategy_question};
pub use todo::joining_todo;
pub use tuning::{setting_name, tuning_name, tuning_value};
pub use words::Words;

/// One fact with its reason and its consequence. `world` is the state right after the fact.
pub fn fact(language: Language, fact: &Fact, world: &World) -> Sentence {
    say::tell(language, |t| self::fact::say(t, fact, world))
}

/// One line of the log. The time stands beside the sentence and not in it.
pub fn log_line(language: Language, timed: &TimedFact, world: &World) -> Sentence {
    fact(language, &timed.fact, world)
}

/// Why the balancer chose `to`, in full, with the numbers it was decided from.
pub fn reason(language: Language, to: ServerId, because: RouteReason) -> Sentence {
    say::tell(language, |t| self::fact::reason(t, to, because))
}

/// The same for the balancer's bubble, short enough to stand in it.
pub fn reason_short(language: Language, to: ServerId, because: RouteReason) -> String {
    self::fact::reason_short(language, to, because)
}
