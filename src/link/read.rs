//! Reads a link, pair by pair. If a key repeats, its last value counts.

use percent_encoding::percent_decode_str;

use super::{LOCK, Link, LinkProblem, Position, Theme, VERSION, input, problem, value};
use crate::beat::BeatName;
use crate::goal::Goal;
use crate::lesson::{Activity, Lesson};
use crate::model::config::Setting;
use crate::recording::{Input, MAX_INPUTS};
use crate::strategy::Strategy;
use crate::text::Language;

/// Longest query that is read, in bytes. The page writes none as long as this.
const MAX_READ: usize = 65_536;
/// Maximum number of reported problems, so that a broken link does not fill the page with notices.
const MAX_PROBLEMS: usize = 8;
/// Highest step that a link can name.
const MAX_STEP: u64 = 1_000_000;

/// See [`Link::parse`].
pub(super) fn read(text: &str) -> (Link, Vec<LinkProblem>) {
    let mut problems = Problems::default();
    let text = text.trim();
    let query = text.split_once('?').map_or(text, |(_, query)| query);
    let query = query.split_once('#').map_or(query, |(query, _)| query);
    let query = if query.len() > MAX_READ {
        problems.add(LinkProblem::TooLong { bytes: query.len(), limit: MAX_READ });
        ""
    } else {
        query
    };
    let pairs = decode(query, &mut problems);
    let mut link = Link::to(read_activity(&pairs, &mut problems));
    for (key, value) in &pairs {
        read_pair(&mut link, key, value, &mut problems);
    }
    (link, problems.0)
}

fn read_pair(link: &mut Link, key: &str, value: &str, problems: &mut Problems) {
    if let Some(setting) = Setting::from_key(key) {
        let spec = setting.spec();
        match value::read(spec, value) {
            Some(number) => link.config = link.config.with(setting, number),
            None => problems.add(LinkProblem::setting(spec, value)),
        }
        return;
    }
    let unreadable = || LinkProblem::value(key, value);
    match key {
        // `read_activity` has read them, since the other keys change its preset.
        "strategy" | "goal" | "lesson" => {}
        "lock" if value == LOCK => link.locked = true,
        "lock" => problems.add(unreadable()),
        // `boot.js` reads it; it changes the layout and not the run.
        "embed" if matches!(value, "0" | "1") => {}
        "embed" => problems.add(unreadable()),
        "v" if value == VERSION => {}
        "v" => problems.add(LinkProblem::Version { found: problem::shortened(value) }),
        // `src/ui/fuzz.rs` reads it; it is no part of a run.
        "fuzz" => {}
        "routing" => match value::read_routing(value) {
            Some(routing) => link.config.routing = routing,
            None => problems.add(unreadable()),
        },
        "affinity" => match value::read_affinity(value) {
            Some(affinity) => link.config.affinity = affinity,
            None => problems.add(unreadable()),
        },
        "sessions" => match value::read_sessions(value) {
            Some(sessions) => link.config.sessions = sessions,
            None => problems.add(unreadable()),
        },
        "seed" => match value.parse() {
            Ok(seed) => link.config.seed = seed,
            Err(_) => problems.add(unreadable()),
        },
        "do" => link.inputs = Some(read_inputs(value, problems)),
        "step" => match value.parse::<u64>() {
            Ok(step) if step <= MAX_STEP => link.position = Some(Position::Step(step as usize)),
            Ok(_) | Err(_) => problems.add(unreadable()),
        },
        "at" => match value.parse::<BeatName>() {
            Ok(name) => link.position = Some(Position::Beat(name)),
            Err(_) => problems.add(unreadable()),
        },
        "lang" => match Language::from_tag(value) {
            Some(language) => link.language = Some(language),
            None => problems.add(unreadable()),
        },
        "theme" => match Theme::ALL.into_iter().find(|theme| theme.key() == value) {
            Some(theme) => link.theme = theme,
            None => problems.add(unreadable()),
        },
        _ => problems.add(LinkProblem::Key { key: problem::shortened(key) }),
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
    let pairs = query.split('&').map(|pair| {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        (text(key), text(value))
    });
    pairs.filter(|(key, _)| !key.is_empty()).collect()
}

/// The activity of a link: its goal, else its lesson, else free play. A link that says nothing about a run opens the
/// page's first view.
fn read_activity(pairs: &[(String, String)], problems: &mut Problems) -> Activity {
    let value = |wanted: &str| pairs.iter().rev().find(|(key, _)| key == wanted).map(|(_, value)| value.as_str());
    let strategy = value("strategy").map_or(Strategy::default(), |key| {
        Strategy::from_key(key).unwrap_or_else(|| {
            problems.add(LinkProblem::Strategy { found: problem::shortened(key), shown: Strategy::default() });
            Strategy::default()
        })
    });
    let goal = value("goal").and_then(|key| {
        let goal = Goal::from_key(key);
        if goal.is_none() {
            problems.add(LinkProblem::Goal { found: problem::shortened(key) });
        }
        goal.map(Activity::Goal)
    });
    let lesson = value("lesson").and_then(|key| {
        let lesson = Lesson::from_key(key);
        if lesson.is_none() {
            problems.add(LinkProblem::Lesson { found: problem::shortened(key) });
        }
        lesson.map(Activity::Lesson)
    });
    let is_bare = !pairs.iter().any(|(key, _)| is_about_a_run(key));
    let first_view = is_bare.then_some(Activity::Lesson(Lesson::FIRST_VIEW));
    goal.or(lesson).or(first_view).unwrap_or(Activity::FreePlay(strategy))
}

fn is_about_a_run(key: &str) -> bool {
    let axes = ["routing", "affinity", "sessions", "seed"];
    ["strategy", "goal", "lesson", "do", "step", "at"].contains(&key)
        || axes.contains(&key)
        || Setting::from_key(key).is_some()
}

fn read_inputs(value: &str, problems: &mut Problems) -> Vec<Input> {
    let mut inputs = Vec::new();
    for word in value.split(',').filter(|word| !word.is_empty()) {
        match input::read(word) {
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

/// Collects problems without duplicates.
#[derive(Default)]
struct Problems(Vec<LinkProblem>);

impl Problems {
    fn add(&mut self, problem: LinkProblem) {
        if self.0.len() < MAX_PROBLEMS && !self.0.contains(&problem) {
            self.0.push(problem);
        }
    }
}
