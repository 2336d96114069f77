//! A run as the query of a URL, and back: strategy, settings, inputs and step. A link with unreadable parts still
//! opens: each of them is reported as a [`LinkProblem`], and the rest is used.
//!
//! The grammar is in README.md. Reading a link that was written here gives the same link.
//!
//! In reading order: `read` and `write`; `input`, one action; `value`, one setting; `problem`, an unreadable part.

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
/// Maximum length of a URL, in characters. Some browsers and messengers truncate longer ones, so the page offers a file
/// then.
pub const MAX_ADDRESS: usize = 2_000;

/// The colour theme of the page.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Theme {
    /// The theme of the reader's system.
    #[default]
    Auto,
    Light,
    Dark,
}

impl Theme {
    /// All themes.
    pub const ALL: [Theme; 3] = [Theme::Auto, Theme::Light, Theme::Dark];

    /// The theme's name in links and in the document.
    pub fn key(self) -> &'static str {
        match self {
            Theme::Auto => "auto",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }
}

/// The content of a link.
#[derive(Clone, PartialEq, Debug)]
pub struct Link {
    /// The strategy, whose config is the preset.
    pub strategy: Strategy,
    /// The preset's config with the settings of the link.
    pub config: Config,
    /// The inputs; `None` stands for the strategy's prepared script.
    pub inputs: Option<Vec<Input>>,
    /// The step of the playhead.
    pub step: usize,
    /// The language, if the link has one.
    pub language: Option<Language>,
    /// The theme; [`Theme::Auto`] if the link has none.
    pub theme: Theme,
}

impl Link {
    /// A link to the start of a strategy's prepared script.
    pub fn new(strategy: Strategy) -> Link {
        let config = strategy.config();
        Link { strategy, config, inputs: None, step: 0, language: None, theme: Theme::Auto }
    }

    /// The inputs to replay: the link's own, else the prepared script.
    pub fn resolved_inputs(&self) -> &[Input] {
        self.inputs.as_deref().unwrap_or(self.strategy.script())
    }

    /// Reads a whole address, or a query with or without its `?`.
    pub fn parse(text: &str) -> (Link, Vec<LinkProblem>) {
        read::read(text)
    }

    /// Writes the query without its `?`: the differences from the preset, in a fixed order. Nothing needs an escape,
    /// since keys and values consist of letters, digits, `.`, `,` and `~`.
    pub fn query(&self) -> String {
        write::write(self)
    }
}
