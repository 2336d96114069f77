//! English where it comes in a file of its own, after the page (feature `split`). Until the file is here, Korean speaks in
//! its place.

use std::sync::OnceLock;

use super::Language;
use super::words::{ENGLISH as ENGLISH_WORDS, KOREAN as KOREAN_WORDS, Words};

/// A text in Korean, with the key of the English.
pub struct Keyed {
    korean: &'static str,
    key: u32,
}

/// A text, made by `both!`.
pub type Texts = &'static Keyed;

impl Keyed {
    /// See `both!`.
    pub const fn new(korean: &'static str, english: &str) -> Keyed {
        Keyed { korean, key: key(korean, english) }
    }
}

/// What is in the file.
pub struct English {
    words: &'static Words,
    texts: &'static [(u32, &'static str)],
}

/// Only what is in the file may name it.
pub static ENGLISH: English =
    English { words: &ENGLISH_WORDS, texts: include!(concat!(env!("OUT_DIR"), "/english.rs")) };

static ARRIVED: OnceLock<&'static English> = OnceLock::new();

/// Speaks English from now on.
pub fn learn(english: &'static English) {
    // It may come twice, and is the same then.
    let _ = ARRIVED.set(english);
}

pub(super) fn words() -> &'static Words {
    ARRIVED.get().map_or(&KOREAN_WORDS, |english| english.words)
}

impl Language {
    /// The text of this language.
    pub fn of(self, texts: Texts) -> &'static str {
        let english = ARRIVED.get().filter(|_| self == Language::English);
        // There are a few hundred texts, and a sentence needs a few of them.
        let found = english.and_then(|english| english.texts.iter().find(|(key, _)| *key == texts.key));
        found.map_or(texts.korean, |(_, english)| english)
    }
}

/// The FNV-1a hash of both texts, each ended by a byte that is in none.
const fn key(korean: &str, english: &str) -> u32 {
    let mut hash = 0x811c_9dc5;
    let texts = [korean.as_bytes(), &[0xff], english.as_bytes(), &[0xff]];
    let mut text = 0;
    while text < texts.len() {
        let mut byte = 0;
        while byte < texts[text].len() {
            hash = (hash ^ texts[text][byte] as u32).wrapping_mul(0x0100_0193);
            byte += 1;
        }
        text += 1;
    }
    hash
}
