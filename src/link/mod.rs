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

use crate::beat::BeatName;
use crate::goal::Goal;
use crate::lesson::Activity;
use crate::model::config::Config;
use crate::recording::Input;
use crate::strategy::Strategy;
use crate::text::Language;

pub use problem::LinkProblem;

/// The version of the grammar.
pub const VERSION: &str = "1";
/// Value of the key `lock`: the reader can't change the strategy.
const LOCK: &str = "strategy";
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

/// Position of the playhead.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Position {
    /// At a beat, by its name. The page goes from beat to beat.
    Beat(BeatName),
    /// At a step. The page goes through every step.
    Step(usize),
}

/// The content of a link.
#[derive(Clone, PartialEq, Debug)]
pub struct Link {
    /// The activity. It has a preset of config and inputs.
    pub activity: Activity,
    /// True if the reader can't change the strategy or its settings.
    pub locked: bool,
    /// The preset's config with the settings of the link.
    pub config: Config,
    /// The inputs; `None` stands for those at the start of the activity.
    pub inputs: Option<Vec<Input>>,
    /// The position of the playhead; `None` for the first view of the run.
    pub position: Option<Position>,
    /// The language, if the link has one.
    pub language: Option<Language>,
    /// The theme; [`Theme::Auto`] if the link has none.
    pub theme: Theme,
}

impl Link {
    /// A link to the start of an activity.
    pub fn to(activity: Activity) -> Link {
        let config = activity.config();
        let (language, theme) = (None, Theme::Auto);
        Link { activity, locked: false, config, inputs: None, position: None, language, theme }
    }

    /// A link to a strategy's prepared example.
    pub fn new(strategy: Strategy) -> Link {
        Link::to(Activity::FreePlay(strategy))
    }

    /// A link to the task of a goal.
    pub fn to_goal(goal: Goal) -> Link {
        Link::to(Activity::Goal(goal))
    }

    /// The inputs to replay: the link's own, else those at the start of the activity.
    pub fn resolved_inputs(&self) -> &[Input] {
        self.inputs.as_deref().unwrap_or(self.activity.first_inputs())
    }

    /// Reads a whole address, or a query with or without its `?`.
    pub fn parse(text: &str) -> (Link, Vec<LinkProblem>) {
        read::read(text)
    }

    /// Writes the query without its `?`: the differences from the preset, in a fixed order. Nothing needs an escape,
    /// since keys and values consist of letters, digits, `.`, `,`, `~`, `(` and `)`.
    pub fn query(&self) -> String {
        write::write(self)
    }
}
