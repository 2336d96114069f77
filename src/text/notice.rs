//! What a reader is told once, at the top of the page.

use super::Language;
use super::telling::Value::{Number, Text};
use super::telling::both;
use super::telling::{Texts, text};

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

/// A part of a link can't be used: one of the texts below, and what is said in it.
pub fn notice_link(language: Language, texts: Texts, values: [&str; 4]) -> String {
    text(language, texts, &values.map(Text))
}

/// A link says another version of the grammar than 1. Filled with what was found.
pub const LINK_VERSION: Texts = both!(
    "링크 버전 “{0}”{을} 모릅니다. 버전 1로 읽었습니다.",
    "The link is of version “{0}”, which is unknown. It was read as version 1."
);

/// A link names no strategy. Filled with what was found and the shown strategy's name.
pub const LINK_STRATEGY: Texts =
    both!("“{0}”{이라}는 전략이 없어 “{1}” 화면을 열었습니다.", "There is no strategy “{0}”. “{1}” is shown.");

/// A link has a key that there is not. Filled with the key.
pub const LINK_KEY: Texts =
    both!("링크의 “{0}” 항목을 몰라서 건너뛰었습니다.", "The link’s key “{0}” is unknown and was left out.");

/// A value can't be read. Filled with what was found, and its key.
pub const LINK_VALUE: Texts =
    both!("“{1}” 항목의 값 “{0}”{을} 읽을 수 없어 건너뛰었습니다.", "“{0}” can’t be read as {1} and was left out.");

/// A setting's value can't be used. Filled with what was found, its key, and the range's ends.
pub const LINK_SETTING: Texts = both!(
    "“{1}” 설정의 값 “{0}”{을} 쓸 수 없어 기본값을 썼습니다. 허용 범위는 {2}~{3}입니다.",
    "“{0}” can’t be used as {1}, which takes {2} to {3}. The default stands."
);

/// An act can't be read. Filled with what was found.
pub const LINK_INPUT: Texts =
    both!("동작 “{0}”{을} 읽을 수 없어 건너뛰었습니다.", "The act “{0}” can’t be read and was left out.");

/// There are more acts than a recording takes. Filled with the limit.
pub const LINK_INPUTS: Texts =
    both!("동작은 {0}개까지 읽습니다. 나머지는 뺐습니다.", "A link takes {0} acts. The rest were left out.");

/// There are bytes that are no text. Filled with the part.
pub const LINK_BYTES: Texts =
    both!("“{0}” 부분은 UTF-8 글자가 아니라서 건너뛰었습니다.", "“{0}” is not UTF-8 text and was left out.");

/// It is far too long to be a link. Filled with the bytes, and the limit.
pub const LINK_LENGTH: Texts = both!(
    "링크가 {0}바이트로 너무 깁니다. {1}바이트까지 읽으므로 처음 화면을 열었습니다.",
    "The link is too long: it has {0} bytes, and {1} are read. The first view is shown."
);
