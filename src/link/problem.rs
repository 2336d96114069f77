//! What could not be read in a link, naming the value; said in the reader's language.

use std::fmt;

use crate::lesson::Strategy;
use crate::model::config::{SettingSpec, Unit};
use crate::text::{self, Language, notice};

/// Characters of a value that a message repeats.
const SHOWN: usize = 40;

/// A part of a link that can't be used; the rest is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum LinkProblem {
    /// Written by another version of the grammar.
    Version { found: String },
    /// No such strategy.
    Strategy { found: String, shown: Strategy },
    /// No such key.
    Key { key: String },
    /// The key is known, its value can't be read.
    Value { key: String, found: String },
    /// A setting's value can't be read or lies out of its range.
    Setting { key: &'static str, found: String, unit: Unit, min: u64, max: u64 },
    /// An act that can't be read.
    Input { found: String },
    /// More acts than a recording takes.
    TooManyInputs { limit: usize },
    /// Bytes that are no UTF-8 text.
    NotText { part: String },
    /// Far too long to be a link.
    TooLong { bytes: usize, limit: usize },
}

impl LinkProblem {
    pub(super) fn value(key: &str, found: &str) -> LinkProblem {
        LinkProblem::Value { key: shortened(key), found: shortened(found) }
    }

    pub(super) fn setting(spec: &SettingSpec, found: &str) -> LinkProblem {
        let SettingSpec { key, unit, min, max, .. } = *spec;
        LinkProblem::Setting { key, found: shortened(found), unit, min, max }
    }

    /// For a reader, in their language.
    pub fn describe(&self, language: Language) -> String {
        let told = self.numbers();
        let [first, second] = told.each_ref().map(String::as_str);
        let (texts, values): (_, [&str; 4]) = match self {
            LinkProblem::Version { found } => (notice::LINK_VERSION, [found, "", "", ""]),
            LinkProblem::Strategy { found, shown } => {
                (notice::LINK_STRATEGY, [found, text::strategy_name(language, *shown), "", ""])
            }
            LinkProblem::Key { key } => (notice::LINK_KEY, [key, "", "", ""]),
            LinkProblem::Value { key, found } => (notice::LINK_VALUE, [found, key, "", ""]),
            LinkProblem::Setting { key, found, .. } => (notice::LINK_SETTING, [found, key, first, second]),
            LinkProblem::Input { found } => (notice::LINK_INPUT, [found, "", "", ""]),
            LinkProblem::TooManyInputs { .. } => (notice::LINK_INPUTS, [first, "", "", ""]),
            LinkProblem::NotText { part } => (notice::LINK_BYTES, [part, "", "", ""]),
            LinkProblem::TooLong { .. } => (notice::LINK_LENGTH, [first, second, "", ""]),
        };
        notice::notice_link(language, texts, values)
    }

    /// Its numbers; the ends of a setting's range are in the words of its link.
    fn numbers(&self) -> [String; 2] {
        match *self {
            LinkProblem::Setting { unit: Unit::Duration, min, max, .. } => [min, max].map(super::value::write_duration),
            LinkProblem::Setting { min, max, .. } => [min, max].map(|end| end.to_string()),
            LinkProblem::TooManyInputs { limit } => [limit.to_string(), String::new()],
            LinkProblem::TooLong { bytes, limit } => [bytes, limit].map(|count| count.to_string()),
            _ => Default::default(),
        }
    }
}

impl fmt::Display for LinkProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.describe(Language::English))
    }
}

/// A value short enough to be repeated in a message.
pub(super) fn shortened(value: &str) -> String {
    match value.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &value[..end]),
        None => value.into(),
    }
}
