//! Unreadable parts of a link. Each message names the value, in the reader's language.

use std::fmt;

use crate::model::config::{SettingSpec, Unit};
use crate::strategy::Strategy;
use crate::text::{Language, notice, strategy_name};

/// Maximum number of characters of a value that a message repeats.
const MAX_SHOWN: usize = 40;

/// An unreadable part of a link. The rest of the link is used.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum LinkProblem {
    /// The link has another version of the grammar.
    Version { found: String },
    /// The strategy is unknown; `shown` replaces it.
    Strategy { found: String, shown: Strategy },
    /// The goal is unknown; the link opens without one.
    Goal { found: String },
    /// The lesson is unknown.
    Lesson { found: String },
    /// The key is unknown.
    Key { key: String },
    /// The value of a known key is unreadable.
    Value { key: String, found: String },
    /// The value of a setting is unreadable or out of range.
    Setting { key: &'static str, found: String, unit: Unit, min: u64, max: u64 },
    /// The input is unreadable.
    Input { found: String },
    /// There are more inputs than a recording can hold.
    TooManyInputs { limit: usize },
    /// The part is not UTF-8.
    NotText { part: String },
    /// The link is too long to be read.
    TooLong { bytes: usize, limit: usize },
}

impl LinkProblem {
    pub(super) fn value(key: &str, found: &str) -> LinkProblem {
        LinkProblem::Value { key: shortened(key), found: shortened(found) }
    }

    pub(super) fn setting(spec: &SettingSpec, found: &str) -> LinkProblem {
        let SettingSpec { key, unit, min, max, .. } = *spec;
        match unit {
            Unit::Choice(_) => LinkProblem::value(key, found),
            Unit::Count | Unit::Duration | Unit::Switch => {
                LinkProblem::Setting { key, found: shortened(found), unit, min, max }
            }
        }
    }

    /// The message for the reader.
    pub fn describe(&self, language: Language) -> String {
        match self {
            LinkProblem::Version { found } => notice::link_version(language, found),
            LinkProblem::Strategy { found, shown } => {
                notice::link_strategy(language, found, strategy_name(language, *shown))
            }
            LinkProblem::Goal { found } => notice::link_goal(language, found),
            LinkProblem::Lesson { found } => notice::link_lesson(language, found),
            LinkProblem::Key { key } => notice::link_key(language, key),
            LinkProblem::Value { key, found } => notice::link_value(language, found, key),
            LinkProblem::Setting { key, found, unit, min, max } => {
                let ends = [min, max].map(|&end| match unit {
                    Unit::Duration => super::value::write_duration(end),
                    Unit::Count | Unit::Switch | Unit::Choice(_) => end.to_string(),
                });
                notice::link_setting(language, found, key, ends.each_ref().map(String::as_str))
            }
            LinkProblem::Input { found } => notice::link_action(language, found),
            LinkProblem::TooManyInputs { limit } => notice::link_actions(language, *limit),
            LinkProblem::NotText { part } => notice::link_bytes(language, part),
            LinkProblem::TooLong { bytes, limit } => notice::link_length(language, *bytes, *limit),
        }
    }
}

impl fmt::Display for LinkProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.describe(Language::English))
    }
}

/// The start of a value, short enough for a message.
pub(super) fn shortened(value: &str) -> String {
    match value.char_indices().nth(MAX_SHOWN) {
        Some((end, _)) => format!("{}…", &value[..end]),
        None => value.into(),
    }
}
