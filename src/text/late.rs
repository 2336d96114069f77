//! Texts that come in files of their own, after the page (feature `split`): English, in whose place Korean speaks until it
//! is here, what steps are told with, and what strategies with a remedy have to tell beyond that.

use std::sync::OnceLock;

use super::Language;
use super::act;
use super::caption;
use super::details::{self, Details};
use super::fact::remedies;
use super::twin;
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
    /// One text after the other: an address for each would weigh as much as every fourth text.
    texts: &'static str,
    /// Where each of them ends.
    ends: [u16; BOTH.len()],
}

/// Only what is in the file may name it.
pub static ENGLISH: English = English { words: &words::ENGLISH, details: &details::ENGLISH, texts: TEXTS, ends: ENDS };

const ENDS: [u16; BOTH.len()] = {
    let mut ends = [0; BOTH.len()];
    let (mut place, mut end) = (0, 0);
    while place < BOTH.len() {
        end += BOTH[place].1.len();
        ends[place] = end as u16;
        place += 1;
    }
    assert!(end <= u16::MAX as usize, "a text ends farther than its number reaches");
    ends
};

static TEXTS: &str = match core::str::from_utf8(&JOINED) {
    Ok(texts) => texts,
    Err(_) => panic!("texts are UTF-8, and so are all of them together"),
};

static JOINED: [u8; ENDS[BOTH.len() - 1] as usize] = {
    let mut joined = [0; ENDS[BOTH.len() - 1] as usize];
    let (mut place, mut at) = (0, 0);
    while place < BOTH.len() {
        let text = BOTH[place].1.as_bytes();
        let mut byte = 0;
        while byte < text.len() {
            joined[at] = text[byte];
            (byte, at) = (byte + 1, at + 1);
        }
        place += 1;
    }
    joined
};

impl English {
    fn text(&self, place: u16) -> Option<&'static str> {
        let place = usize::from(place);
        let start = if place == 0 { 0 } else { *self.ends.get(place - 1)? };
        self.texts.get(usize::from(start)..usize::from(*self.ends.get(place)?))
    }
}

static ARRIVED: OnceLock<&'static English> = OnceLock::new();

/// Speaks English from now on.
pub fn learn(english: &'static English) {
    // It may come twice, and is the same then.
    let _ = ARRIVED.set(english);
}

/// What a step is told with.
pub(super) struct Steps {
    /// What happened in it.
    pub step: caption::Tell,
    /// How each thing on the stage stands after it.
    pub thing: twin::Tell,
    /// What the marks on the timeline stand for.
    pub mark: act::Tell,
}

static STEPS: OnceLock<Steps> = OnceLock::new();

/// Tells steps from now on. Only what is in the file may name it.
pub fn learn_steps() {
    let _ = STEPS.set(Steps { step: caption::say, thing: twin::say, mark: act::say_mark });
}

pub(super) fn steps() -> Option<&'static Steps> {
    STEPS.get()
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
        english.and_then(|english| english.text(texts.place)).unwrap_or(texts.korean)
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
