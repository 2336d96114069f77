//! Texts that come in files of their own, after the page (feature `split`): English, in whose place Korean speaks until it
//! is here, and what strategies with a remedy have to tell.

use std::sync::OnceLock;

use super::Language;
use super::details::{self, Details};
use super::fact::remedies;
use super::words::{self, Words};

/// A text in Korean, with the place of the English among [`English::texts`].
pub struct Placed {
    korean: &'static str,
    place: u16,
}

/// A text, made by `both!`.
pub type Texts = &'static Placed;

impl Placed {
    /// See `both!`. A text that `build.rs` did not gather does not compile.
    pub const fn new(korean: &'static str, english: &str) -> Placed {
        let mut place = 0;
        while !(is_same(BOTH[place].0, korean) && is_same(BOTH[place].1, english)) {
            place += 1;
        }
        Placed { korean, place: place as u16 }
    }
}

/// Every text in both languages; a constant, so that only what is made of it is in any file.
const BOTH: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/both.rs"));

/// What is in the file.
pub struct English {
    words: &'static Words,
    details: &'static Details,
    texts: [&'static str; BOTH.len()],
}

/// Only what is in the file may name it.
pub static ENGLISH: English = English { words: &words::ENGLISH, details: &details::ENGLISH, texts: english() };

const fn english() -> [&'static str; BOTH.len()] {
    let mut texts = [""; BOTH.len()];
    let mut place = 0;
    while place < BOTH.len() {
        texts[place] = BOTH[place].1;
        place += 1;
    }
    texts
}

static ARRIVED: OnceLock<&'static English> = OnceLock::new();

/// Speaks English from now on.
pub fn learn(english: &'static English) {
    // It may come twice, and is the same then.
    let _ = ARRIVED.set(english);
}

static REMEDIES: OnceLock<remedies::Tell> = OnceLock::new();

/// Tells what there is only with a remedy from now on. Only what is in the file may name it.
pub fn learn_remedies() {
    let _ = REMEDIES.set(remedies::say);
}

pub(super) fn remedies() -> Option<remedies::Tell> {
    REMEDIES.get().copied()
}

pub(super) fn words() -> &'static Words {
    ARRIVED.get().map_or(&words::KOREAN, |english| english.words)
}

pub(super) fn details() -> &'static Details {
    ARRIVED.get().map_or(&details::KOREAN, |english| english.details)
}

impl Language {
    /// The text of this language.
    pub fn of(self, texts: Texts) -> &'static str {
        let english = ARRIVED.get().filter(|_| self == Language::English);
        english.and_then(|english| english.texts.get(usize::from(texts.place))).map_or(texts.korean, |english| english)
    }
}

/// `==` is not for constants yet.
const fn is_same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let mut same = if one.len() == other.len() { 0 } else { one.len() };
    while same < one.len() && one[same] == other[same] {
        same += 1;
    }
    one.len() == other.len() && same == one.len()
}
