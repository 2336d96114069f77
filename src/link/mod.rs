//! A run as an address, and back: which strategy, which settings, what was done, which step. A link that can't be read
//! whole still opens: what can't be read is named, once each, and the rest is used.
//!
//! The grammar is in README.md. Reading and writing are inverse for every link that is written here.

mod input;
mod problem;
mod value;

use percent_encoding::percent_decode_str;

use crate::lesson::Strategy;
use crate::model::config::{Config, SETTINGS, Setting};
use crate::recording::{Input, MAX_INPUTS};
use crate::text::{Language, cat, cut, cut_once};

pub use problem::LinkProblem;

/// The version of the grammar.
pub const VERSION: &str = "1";
/// Characters of an address beyond which browsers and messengers begin to cut; longer runs are offered as a file.
pub const MAX_ADDRESS: usize = 2_000;
/// Bytes of a link that are read; what is longer is no link of ours.
const MAX_READ: usize = 65_536;
/// Problems named at most: the reader wants to know what is wrong, not how often.
const MAX_PROBLEMS: usize = 8;
/// The last step a link can ask for.
const MAX_STEP: u64 = 1_000_000;

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
        let mut problems = Problems::default();
        let text = text.trim();
        let query = cut_once(text, b'?').map_or(text, |(_, query)| query);
        let (query, _) = cut(query, b'#');
        let query = if query.len() > MAX_READ {
            problems.add(LinkProblem::TooLong { bytes: query.len(), limit: MAX_READ });
            ""
        } else {
            query
        };
        let pairs = decode(query, &mut problems);
        let strategy = read_strategy(&pairs, &mut problems);
        let mut link = Link::new(strategy);
        for (key, value) in &pairs {
            link.read(key, value, &mut problems);
        }
        (link, problems.0)
    }

    /// Writes the query, without its `?`: what differs from the preset, in a fixed order. Nothing is escaped: keys and values
    /// are made of letters, digits and `.`, `,`, `~`, which mean nothing else in an address.
    pub fn query(&self) -> String {
        let mut query = cat(&["v=", VERSION]);
        let mut add = |key: &str, value: &str| {
            for part in ["&", key, "=", value] {
                query.push_str(part);
            }
        };
        add("strategy", self.strategy.key());
        let preset = self.strategy.config();
        if self.config.routing != preset.routing {
            add("routing", value::routing_key(self.config.routing));
        }
        if self.config.affinity != preset.affinity {
            add("affinity", value::affinity_key(self.config.affinity));
        }
        if self.config.sessions != preset.sessions {
            add("sessions", value::sessions_key(self.config.sessions));
        }
        for spec in &SETTINGS {
            let now = self.config.get(spec.setting);
            if now != preset.get(spec.setting) {
                add(spec.key, &value::write(spec, now));
            }
        }
        if self.config.seed != preset.seed {
            add("seed", &self.config.seed.to_string());
        }
        if let Some(inputs) = &self.inputs {
            add("do", &input::write_all(inputs));
        }
        if self.step > 0 {
            add("step", &self.step.to_string());
        }
        if let Some(language) = self.language {
            add("lang", language.tag());
        }
        if self.theme != Theme::Auto {
            add("theme", self.theme.key());
        }
        query
    }

    fn read(&mut self, key: &str, value: &str, problems: &mut Problems) {
        if let Some(setting) = Setting::from_key(key) {
            let spec = setting.spec();
            match value::read(spec, value) {
                Some(number) => self.config = self.config.with(setting, number),
                None => problems.add(LinkProblem::setting(spec, value)),
            }
            return;
        }
        let unreadable = || LinkProblem::value(key, value);
        match key {
            // Read before everything else.
            "strategy" => {}
            // Says how the page is shown, not what: `boot.js` reads it.
            "embed" if matches!(value, "0" | "1") => {}
            "embed" => problems.add(unreadable()),
            "v" if value == VERSION => {}
            "v" => problems.add(LinkProblem::Version { found: problem::shortened(value) }),
            // The page tries itself out (src/ui/fuzz.rs): no part of a run.
            "fuzz" => {}
            "routing" => match value::read_routing(value) {
                Some(routing) => self.config.routing = routing,
                None => problems.add(unreadable()),
            },
            "affinity" => match value::read_affinity(value) {
                Some(affinity) => self.config.affinity = affinity,
                None => problems.add(unreadable()),
            },
            "sessions" => match value::read_sessions(value) {
                Some(sessions) => self.config.sessions = sessions,
                None => problems.add(unreadable()),
            },
            "seed" => match value.parse() {
                Ok(seed) => self.config.seed = seed,
                Err(_) => problems.add(unreadable()),
            },
            "do" => self.inputs = Some(read_inputs(value, problems)),
            "step" => match value.parse::<u64>() {
                Ok(step) if step <= MAX_STEP => self.step = step as usize,
                Ok(_) | Err(_) => problems.add(unreadable()),
            },
            "lang" => match Language::from_tag(value) {
                Some(language) => self.language = Some(language),
                None => problems.add(unreadable()),
            },
            "theme" => match Theme::ALL.into_iter().find(|theme| theme.key() == value) {
                Some(theme) => self.theme = theme,
                None => problems.add(unreadable()),
            },
            _ => problems.add(LinkProblem::Key { key: problem::shortened(key) }),
        }
    }
}

fn decode(query: &str, problems: &mut Problems) -> Vec<(String, String)> {
    let mut text = |part: &str| match String::from_utf8(percent_decode_str(part).collect()) {
        Ok(text) => text,
        Err(_) => {
            problems.add(LinkProblem::NotText { part: problem::shortened(part) });
            String::new()
        }
    };
    let mut pairs = Vec::new();
    let mut rest = query;
    while !rest.is_empty() {
        let (pair, others) = cut(rest, b'&');
        rest = others;
        let (key, value) = cut(pair, b'=');
        let (key, value) = (text(key), text(value));
        if !key.is_empty() {
            pairs.push((key, value));
        }
    }
    pairs
}

fn read_strategy(pairs: &[(String, String)], problems: &mut Problems) -> Strategy {
    let Some((_, key)) = pairs.iter().rev().find(|(key, _)| key == "strategy") else { return Strategy::default() };
    Strategy::from_key(key).unwrap_or_else(|| {
        problems.add(LinkProblem::Strategy { found: problem::shortened(key), shown: Strategy::default() });
        Strategy::default()
    })
}

fn read_inputs(value: &str, problems: &mut Problems) -> Vec<Input> {
    let mut inputs = Vec::new();
    let mut rest = value;
    while !rest.is_empty() {
        let (word, others) = cut(rest, b',');
        rest = others;
        match input::read(word) {
            _ if word.is_empty() => {}
            Some(_) if inputs.len() >= MAX_INPUTS => {
                problems.add(LinkProblem::TooManyInputs { limit: MAX_INPUTS });
                break;
            }
            Some(input) => inputs.push(input),
            None => problems.add(LinkProblem::Input { found: problem::shortened(word) }),
        }
    }
    inputs
}

/// Collects problems, each once.
#[derive(Default)]
struct Problems(Vec<LinkProblem>);

impl Problems {
    fn add(&mut self, problem: LinkProblem) {
        if self.0.len() < MAX_PROBLEMS && !self.0.contains(&problem) {
            self.0.push(problem);
        }
    }
}
