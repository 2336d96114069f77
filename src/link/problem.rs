//! What could not be read in a link, naming the value; said in the reader's language.

use core::fmt;

use crate::lesson::Strategy;
use crate::model::config::{SettingSpec, Unit};
use crate::text::{self, Language};

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
        match language {
            Language::Korean => self.korean(),
            Language::English => self.to_string(),
        }
    }

    fn korean(&self) -> String {
        match self {
            LinkProblem::Version { found } => format!("링크 버전 “{found}”을 모릅니다. 버전 1로 읽었습니다."),
            LinkProblem::Strategy { found, shown } => {
                let name = text::strategy_name(Language::Korean, *shown);
                format!("“{found}”이라는 전략이 없어 “{name}” 화면을 열었습니다.")
            }
            LinkProblem::Key { key } => format!("링크의 “{key}” 항목을 몰라서 건너뛰었습니다."),
            LinkProblem::Value { key, found } => format!("“{key}” 항목의 값 “{found}”을 읽을 수 없어 건너뛰었습니다."),
            LinkProblem::Setting { key, found, .. } => {
                format!(
                    "“{key}” 설정의 값 “{found}”을 쓸 수 없어 기본값을 썼습니다. 허용 범위는 {}입니다.",
                    self.range()
                )
            }
            LinkProblem::Input { found } => format!("동작 “{found}”을 읽을 수 없어 건너뛰었습니다."),
            LinkProblem::TooManyInputs { limit } => format!("동작은 {limit}개까지 읽습니다. 나머지는 뺐습니다."),
            LinkProblem::NotText { part } => format!("“{part}” 부분은 UTF-8 글자가 아니라서 건너뛰었습니다."),
            LinkProblem::TooLong { bytes, limit } => {
                format!("링크가 {bytes}바이트로 너무 깁니다. {limit}바이트까지 읽으므로 처음 화면을 열었습니다.")
            }
        }
    }

    /// The range of a setting, in its link's own words.
    fn range(&self) -> String {
        let LinkProblem::Setting { unit, min, max, .. } = self else { return String::new() };
        match unit {
            Unit::Count | Unit::Switch => format!("{min}~{max}"),
            Unit::Duration => format!("{}~{}", super::value::write_duration(*min), super::value::write_duration(*max)),
        }
    }
}

impl fmt::Display for LinkProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LinkProblem::Version { found } => write!(f, "unknown link version \"{found}\", read as version 1"),
            LinkProblem::Strategy { found, shown } => {
                write!(f, "unknown strategy \"{found}\", showing \"{}\"", shown.key())
            }
            LinkProblem::Key { key } => write!(f, "unknown key \"{key}\" in the link, left out"),
            LinkProblem::Value { key, found } => write!(f, "can't read \"{found}\" as {key}, left out"),
            LinkProblem::Setting { key, found, .. } => {
                write!(f, "can't use \"{found}\" as {key}, which takes {}; using the default", self.range())
            }
            LinkProblem::Input { found } => write!(f, "can't read the act \"{found}\", left out"),
            LinkProblem::TooManyInputs { limit } => write!(f, "a link takes {limit} acts, the rest are left out"),
            LinkProblem::NotText { part } => write!(f, "\"{part}\" is not UTF-8 text, left out"),
            LinkProblem::TooLong { bytes, limit } => {
                write!(f, "the link has {bytes} bytes and only {limit} are read, showing the start")
            }
        }
    }
}

/// A value short enough to be repeated in a message.
pub(super) fn shortened(value: &str) -> String {
    match value.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", value.get(..end).unwrap_or_default()),
        None => value.into(),
    }
}
