//! A run as an address, and back: which strategy, which settings, what was done, which step. A link that can't be read
//! whole still opens: what can't be read is named, once each, and the rest is used.
//!
//! The grammar is in README.md. Reading and writing are inverse for every link that is written here.
//!
//! In reading order: `read` and `write`; `input`, one act; `value`, one setting; `problem`, what can't be read.

mod read;
mod write;
mod input;
mod value;
mod problem;

use crate::lesson::Strategy;
use crate::model::config::Config;
use crate::recording::Input;
use crate::text::Language;

pub use problem::LinkProblem;

/// The version of the grammar.
pub const VERSION: &str = "1";
/// Characters of an address beyond which browsers and messengers begin to cut; longer runs are offered as a file.
pub const MAX_ADDRESS: usize = 2_000;

/// Light or dark.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Theme {
    /// As the reader's system.
    #[default]
    Auto,
    Light,
    Dark,
}

impl Theme {
    /// All of them.
    pub const ALL: [Theme; 3] = [Theme::Auto, Theme::Light, Theme::Dark];

    /// Its name in links and in the document.
    pub fn key(self) -> &'static str {
        match self {
            Theme::Auto => "auto",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }
}

/// What a link says.
#[derive(Clone, PartialEq, Debug)]
pub struct Link {
    /// The preset.
    pub strategy: Strategy,
    /// The preset's config with the settings that differ from it.
    pub config: Config,
    /// What was done; `None` stands for the strategy's prepared script.
    pub inputs: Option<Vec<Input>>,
    /// The playhead.
    pub step: usize,
    /// The reader's language, where the link chooses one.
    pub language: Option<Language>,
    /// Light or dark, where the link chooses.
    pub theme: Theme,
}

impl Link {
    /// The start of a strategy's prepared script.
    pub fn new(strategy: Strategy) -> Link {
        let config = strategy.config();
        Link { strategy, config, inputs: None, step: 0, language: None, theme: Theme::Auto }
    }

    /// What it replays.
    pub fn resolved_inputs(&self) -> &[Input] {
        self.inputs.as_deref().unwrap_or(self.strategy.script())
    }

    /// Reads an address's query, with or without its `?`, or a whole address.
    pub fn parse(text: &str) -> (Link, Vec<LinkProblem>) {
        read::read(text)
    }

    /// Writes the query, without its `?`: what differs from the preset, in a fixed order. Nothing is escaped: keys and values
    /// are made of letters, digits and `.`, `,`, `~`, which mean nothing else in an address.
    pub fn query(&self) -> String {
        write::write(self)
    }
}
