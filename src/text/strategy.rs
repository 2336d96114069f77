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

/// The question it answers, for the heading over the stage.
pub fn strategy_question(language: Language, strategy: Strategy) -> &'static str {
    let words = language.words();
    match strategy {
        Strategy::Single => words.question_single,
        Strategy::None => words.question_none,
    }
}

/// What it does well and where it fails, in a line.
pub fn strategy_summary(language: Language, strategy: Strategy) -> &'static str {
    let words = language.words();
    match strategy {
        Strategy::Single => words.summary_single,
        Strategy::None => words.summary_none,
    }
}
