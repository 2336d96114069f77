//! What a reader is told once, at the top of the page.

use super::Language;
use super::telling::Value::Number;
use super::telling::both;
use super::telling::text;

/// A run takes no more acts.
pub fn notice_full(language: Language, limit: usize) -> String {
    let texts = both!(
        "한 기록에는 동작을 {0}개까지 담습니다. 더 하려면 처음부터 다시 시작하세요.",
        "A run takes {0} acts. Start again to do more."
    );
    text(language, texts, &[Number(limit as u64)])
}

/// A run does not fit into an address.
pub fn notice_too_long(language: Language, characters: usize, limit: usize) -> String {
    let texts = both!(
        "링크가 {0}자로 {1}자를 넘어 주소에 담지 않았습니다. ‘공유’에서 파일로 저장할 수 있습니다.",
        "The link has {0} characters, more than {1}, so the address leaves it out. Share offers the run as a file."
    );
    text(language, texts, &[Number(characters as u64), Number(limit as u64)])
}
