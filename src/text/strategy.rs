//! What the strategies are called, and what each is about.

use crate::lesson::Strategy;

use super::Language;

/// The strategy's name, as its tab says it.
pub fn strategy_name(language: Language, strategy: Strategy) -> &'static str {
    let words = language.words();
    match strategy {
        Strategy::Single => words.strategy_single,
        Strategy::None => words.strategy_none,
    }
}
