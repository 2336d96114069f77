//! What a reader is told once, at the top of the page.

use super::Language;
use super::number::grouped;

/// A run takes no more acts.
pub fn notice_full(language: Language, limit: usize) -> String {
    let limit = grouped(limit as u64);
    match language {
        Language::Korean => format!("한 기록에는 동작을 {limit}개까지 담습니다. 더 하려면 처음부터 다시 시작하세요."),
        Language::English => format!("A run takes {limit} acts. Start again to do more."),
    }
}

/// A run does not fit into an address.
pub fn notice_too_long(language: Language, characters: usize, limit: usize) -> String {
    let (characters, limit) = (grouped(characters as u64), grouped(limit as u64));
    match language {
        Language::Korean => {
            format!(
                "링크가 {characters}자로 {limit}자를 넘어 주소에 담지 않았습니다. ‘공유’에서 파일로 저장할 수 있습니다."
            )
        }
        Language::English => {
            format!(
                "The link has {characters} characters, more than {limit}, so the address leaves it out. Share offers the run as a file."
            )
        }
    }
}
