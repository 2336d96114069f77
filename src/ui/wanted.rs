//! Texts that `crate::text` is about to have.

use crate::lesson::Strategy;
use crate::text::Language;

pub fn strategy_question(language: Language, strategy: Strategy) -> &'static str {
    let words = language.words();
    match strategy {
        Strategy::Single => words.question_single,
        Strategy::None => words.question_none,
    }
}
pub fn strategy_summary(language: Language, strategy: Strategy) -> &'static str {
    let words = language.words();
    match strategy {
        Strategy::Single => words.summary_single,
        Strategy::None => words.summary_none,
    }
}
pub fn notice_full(language: Language) -> String {
    match language {
        Language::Korean => "한 기록에는 동작을 500개까지 담습니다.".into(),
        Language::English => "A recording takes 500 acts.".into(),
    }
}
pub fn notice_too_long(language: Language, characters: usize, limit: usize) -> String {
    match language {
        Language::Korean => format!("링크가 {characters}자라서 {limit}자를 넘습니다. 주소에는 담지 않았으니 ‘공유’에서 파일로 저장하세요."),
        Language::English => format!("The link has {characters} characters, more than {limit}, and is left out of the address. Save the run as a file under Share."),
    }
}
pub fn share_open(language: Language) -> &'static str {
    match language { Language::Korean => "파일 열기", Language::English => "Open a file" }
}
pub fn share_link(language: Language) -> &'static str {
    match language { Language::Korean => "이 순간으로 오는 링크", Language::English => "Link to this very moment" }
}
pub fn share_save(language: Language) -> &'static str {
    match language { Language::Korean => "파일로 저장", Language::English => "Save as a file" }
}
pub fn share_new_ids(language: Language) -> &'static str {
    match language { Language::Korean => "다른 세션 ID로 다시", Language::English => "Again with other session ids" }
}
