//! Everything a reader reads, per language. Labels that depend on nothing are in [`words`] and [`details`]; every other
//! text is a function of a fact or of the world right after it, so names, counts and delays in a sentence follow the
//! state.
//!
//! In reading order: [`words`] and [`details`]; [`sentence`], what the longer texts are; `telling`, how they are told:
//! templates in both languages side by side and the values that fill them; `fact`, every fact; [`mod@caption`] with `opening`
//! and `step`, one step in a sentence or two; [`label`], [`http_page`] and [`strategy_name`], the short texts of the stage; [`twin`],
//! the stage in words; [`mod@simplified`], what the model leaves out; [`joining_todo`], what a new server has to do;
//! [`number`] and [`particle`], which the others build on. A new fact does not compile before `fact` tells it, nor a
//! template before it has both languages.

pub mod words;
pub mod details;
pub mod sentence;
pub mod caption;
mod opening;
pub mod label;
mod act;
pub mod http_page;
pub mod twin;
pub mod simplified;
pub mod notice;
mod todo;
#[cfg(not(target_arch = "wasm32"))]
mod fallback;
mod strategy;
mod tuning;
pub mod number;
pub mod particle;
mod state;
mod telling;
mod fact;
mod step;
#[cfg(test)]
mod tests;

use crate::model::balancer::RouteReason;
use crate::model::fact::{Fact, TimedFact};
use crate::model::ids::ServerId;
use crate::model::world::World;

pub use act::mark;
pub use caption::caption;
pub use details::Details;
#[cfg(not(target_arch = "wasm32"))]
pub use fallback::Fallback;
pub use http_page::{page, request_line, view, view_short};
pub use label::command;
pub use notice::{notice_full, notice_too_long};
pub use sentence::{Part, Sentence, Tone};
pub use simplified::simplified;
pub use strategy::{strategy_name, strategy_question, strategy_summary};
pub use todo::joining_todo;
pub use tuning::{setting_name, tuning_name, tuning_value};
pub use words::Words;

/// A language of the page.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Language {
    /// 한국어.
    Korean,
    /// English.
    English,
}

impl Language {
    /// Every language, the first first.
    pub const ALL: [Language; 2] = [Language::Korean, Language::English];

    /// The language of a tag as browsers and links write it (`ko`, `ko-KR`, `en_US`); `None` for any other.
    pub fn from_tag(tag: &str) -> Option<Language> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        Language::ALL.into_iter().find(|language| primary.eq_ignore_ascii_case(language.tag()))
    }

    /// Its tag (BCP 47), for links and the `lang` attribute.
    pub fn tag(self) -> &'static str {
        match self {
            Language::Korean => "ko",
            Language::English => "en",
        }
    }

    /// The other one, for the switch.
    pub fn other(self) -> Language {
        match self {
            Language::Korean => Language::English,
            Language::English => Language::Korean,
        }
    }
}

/// What happened, why, and what follows from it. `world` is the frame right after the fact.
pub fn fact(language: Language, fact: &Fact, world: &World) -> Sentence {
    telling::tell(language, |t| self::fact::say(t, fact, world))
}

/// One line of the log. The line's own time stands beside it, so the sentence is the fact's.
pub fn log_line(language: Language, timed: &TimedFact, world: &World) -> Sentence {
    fact(language, &timed.fact, world)
}

/// Why the balancer chose `to`, in full, with the numbers it was decided from.
pub fn reason(language: Language, to: ServerId, because: RouteReason) -> Sentence {
    telling::tell(language, |t| self::fact::reason(t, to, because))
}

/// The same for the balancer's bubble, short enough to stand in it.
pub fn reason_short(language: Language, to: ServerId, because: RouteReason) -> String {
    self::fact::reason_short(language, to, because)
}
