//! Messages at the top of the page: a link that can't be read in full, a run that is full.

use super::Language;
use super::say::text;
use super::value::{Noun, count, number};

/// A run takes no more actions.
pub fn full(language: Language, limit: usize) -> String {
    text!(language,
        ko: "한 실행에는 동작을 {limit}개까지 담습니다. 더 하려면 처음부터 다시 시작하세요.",
        en: "A run takes at most {limit} actions. Start again to do more.",
        limit = number(limit))
}

/// A run does not fit into an address.
pub fn too_long(language: Language, characters: usize, limit: usize) -> String {
    text!(language,
        ko: "링크가 {characters}자로 {limit}자를 넘어 주소에 담지 않았습니다. ‘공유’에서 파일로 저장할 수 있습니다.",
        en: "The link has {characters} characters, more than {limit}, so the address leaves it out. “Share” saves it as a file.",
        characters = number(characters), limit = number(limit))
}

/// The run has no beat of this name.
pub fn unknown_beat(language: Language, found: &str) -> String {
    text!(language,
        ko: "이 실행에는 “{found}” 장면이 없어 그 앞의 장면을 열었습니다.",
        en: "This run has no moment “{found}”. The nearest earlier one is shown.",
        found)
}

/// A link is of another version of the grammar than 1.
pub fn link_version(language: Language, found: &str) -> String {
    text!(language,
        ko: "링크 버전 “{found}”{을} 모릅니다. 버전 1로 읽었습니다.",
        en: "The link has the unknown version “{found}”. It was read as version 1.",
        found)
}

/// A link names a strategy that does not exist.
pub fn link_strategy(language: Language, found: &str, shown: &str) -> String {
    text!(language,
        ko: "“{found}”{이라}는 전략이 없어 “{shown}” 화면을 열었습니다.",
        en: "There is no strategy “{found}”. “{shown}” is shown.",
        found, shown)
}

/// A link names a goal that does not exist.
pub fn link_goal(language: Language, found: &str) -> String {
    text!(language,
        ko: "“{found}”{이라}는 목표가 없어 목표 없이 열었습니다.",
        en: "There is no goal “{found}”. The link opens without a goal.",
        found)
}

/// A link has an unknown lesson.
pub fn link_lesson(language: Language, found: &str) -> String {
    text!(language,
        ko: "“{found}”{이라}는 레슨이 없어 레슨 없이 열었습니다.",
        en: "There is no lesson “{found}”. The link opens without a lesson.",
        found)
}

/// A link has an unknown key.
pub fn link_key(language: Language, key: &str) -> String {
    text!(language,
        ko: "링크의 “{key}” 항목을 몰라서 건너뛰었습니다.",
        en: "The link’s key “{key}” is unknown and was left out.",
        key)
}

/// The value of a known key can't be read.
pub fn link_value(language: Language, found: &str, key: &str) -> String {
    text!(language,
        ko: "“{key}” 항목의 값 “{found}”{을} 읽을 수 없어 건너뛰었습니다.",
        en: "“{found}” can’t be read as {key} and was left out.",
        found, key)
}

/// A setting's value can't be used. The ends of its range are written as links write them.
pub fn link_setting(language: Language, found: &str, key: &str, [min, max]: [&str; 2]) -> String {
    text!(language,
        ko: "“{key}” 설정의 값 “{found}”{을} 쓸 수 없어 기본값을 썼습니다. 허용 범위는 {min}~{max}입니다.",
        en: "“{found}” can’t be used as {key}, which takes {min} to {max}. The default is used.",
        found, key, min, max)
}

/// An action can't be read.
pub fn link_action(language: Language, found: &str) -> String {
    text!(language,
        ko: "동작 “{found}”{을} 읽을 수 없어 건너뛰었습니다.",
        en: "The action “{found}” can’t be read and was left out.",
        found)
}

/// A link has more actions than a recording takes.
pub fn link_actions(language: Language, limit: usize) -> String {
    text!(language,
        ko: "동작은 {limit}개까지 읽습니다. 나머지는 뺐습니다.",
        en: "A link takes at most {actions}. The rest were left out.",
        limit = number(limit), actions = count(limit, Noun::Action))
}

/// A part of a link is no text.
pub fn link_bytes(language: Language, part: &str) -> String {
    text!(language,
        ko: "“{part}” 부분은 UTF-8 글자가 아니라서 건너뛰었습니다.",
        en: "“{part}” is not UTF-8 text and was left out.",
        part)
}

/// A link is far too long.
pub fn link_length(language: Language, bytes: usize, limit: usize) -> String {
    text!(language,
        ko: "링크가 {bytes}바이트로 너무 깁니다. {limit}바이트까지 읽으므로 처음 화면을 열었습니다.",
        en: "The link is too long: it has {bytes} bytes, and at most {limit} are read. The first view is shown.",
        bytes = number(bytes), limit = number(limit))
}
