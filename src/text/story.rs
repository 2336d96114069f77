//! Texts of the page's first view and of the end of a prepared run.

use super::say::text;
use super::value::{Value, number};
use super::{Language, Sentence, strategy_name};
use crate::strategy::Strategy;

/// The caption of the first view: the things to watch in the next beats.
pub fn opening_caption(language: Language) -> String {
    text!(language,
        ko: "Alice는 로그인되어 있습니다. 다음 요청이 어느 서버로 가는지 지켜보세요.",
        en: "Alice is logged in. Watch which server gets the next request.")
}

/// Number of pages that did harm to users, by kind.
pub fn harm_count(language: Language, counts: &[(&str, usize)]) -> String {
    if counts.is_empty() {
        return text!(language,
            ko: "이 실행에서는 모두가 기대한 화면을 봤습니다.",
            en: "In this run, everybody saw the page they expected.");
    }
    let kind = |&(kind, count): &(&str, usize)| {
        Sentence::plainly(
            &text!(language.base(), ko: "{kind} {count}번", en: "{kind} {count}×", kind, count = number(count)),
        )
    };
    let kinds: Vec<Sentence> = counts.iter().map(kind).collect();
    text!(language,
        ko: "이 실행에서 사용자가 겪은 문제: {kinds}.",
        en: "Problems that users had in this run: {kinds}.",
        kinds = Value::Series(&kinds))
}

/// Label of running the same acts under another strategy.
pub fn same_acts(language: Language, strategy: Strategy) -> String {
    text!(language,
        ko: "같은 동작을 {strategy}{으로} 다시 실행",
        en: "Run the same actions under {strategy}",
        strategy = strategy_name(language.base(), strategy))
}
