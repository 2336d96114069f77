//! What the strategies are called, and what each is about.

use crate::lesson::Strategy;

use super::Language;

/// The strategy's name, as its tab says it.
pub fn strategy_name(language: Language, strategy: Strategy) -> &'static str {
    let words = language.words();
    match strategy {
        Strategy::Single => words.strategy_single,
        Strategy::None => words.strategy_none,
        Strategy::Sticky => words.strategy_sticky,
        Strategy::Clustering => words.strategy_clustering,
        Strategy::Storage => words.strategy_storage,
    }
}

/// The question it answers, for the heading over the stage.
pub fn strategy_question(language: Language, strategy: Strategy) -> &'static str {
    let words = language.words();
    match strategy {
        Strategy::Single => words.question_single,
        Strategy::None => words.question_none,
        Strategy::Sticky => words.question_sticky,
        Strategy::Clustering => words.question_clustering,
        Strategy::Storage => words.question_storage,
    }
}

/// What it does well and where it fails, in a line.
pub fn strategy_summary(language: Language, strategy: Strategy) -> &'static str {
    let words = language.words();
    match strategy {
        Strategy::Single => words.summary_single,
        Strategy::None => words.summary_none,
        Strategy::Sticky => words.summary_sticky,
        Strategy::Clustering => words.summary_clustering,
        Strategy::Storage => words.summary_storage,
    }
}
