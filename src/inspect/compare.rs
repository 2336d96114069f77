//! Counts of the same inputs under every strategy, and the verdict above them.

use super::Look;
use super::done::has_no_effect;
use super::tally::{Tally, TallyKey, Weight, count, tally};
use super::verdict::{Verdict, verdict};
use crate::model::command::Command;
use crate::model::config::{Affinity, Config, Routing, Sessions, Setting};
use crate::recording::Recording;
use crate::strategy::Strategy;
use crate::text::{self, Language, label};

/// A table with a row per count and a column per strategy.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Comparison {
    /// The strategies, in the article's order.
    pub columns: Vec<Column>,
    /// Harm to the users.
    pub verdict: Vec<VerdictRow>,
    /// The counts, losses first.
    pub rows: Vec<CompareRow>,
}

/// The column of a strategy.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Column {
    /// The strategy of the column.
    pub strategy: Strategy,
    /// The strategy's name.
    pub name: &'static str,
    /// True if the shown run has this strategy. Its own settings are counted then.
    pub this: bool,
    /// The actions of the shown run that are not possible under this strategy, as one text; empty if there are none.
    pub not_applicable: String,
}

/// A number of the verdict under every strategy.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct VerdictRow {
    /// Name of the number.
    pub label: &'static str,
    /// The values, one per column.
    pub cells: Vec<Cell>,
}

/// A count under every strategy.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CompareRow {
    /// The count.
    pub key: TallyKey,
    /// Name of the count.
    pub label: &'static str,
    /// The values, one per column.
    pub cells: Vec<Cell>,
}

/// The value of a count under one strategy.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cell {
    /// The number with its unit; a dash where an action was not possible and nothing else was counted.
    pub value: String,
    /// The emphasis of the number.
    pub weight: Weight,
}

/// Replays the inputs up to the step under each other strategy, and counts all at the same moment. The column of the
/// shown run is its tally.
pub fn compare(look: Look<'_>) -> Comparison {
    let here = strategy_of(look.recording.config());
    let verdict = verdict_labels(look.language).map(|label| VerdictRow { label, cells: Vec::new() }).into();
    let mut comparison = Comparison { columns: Vec::new(), verdict, rows: Vec::new() };
    for strategy in Strategy::ALL {
        let this = strategy == here;
        let counted = if this { counted_here(look) } else { counted_under(strategy, look) };
        comparison.add(look.language, strategy, this, counted);
    }
    comparison
}

/// The numbers of a column.
struct Counted {
    tally: Tally,
    verdict: Verdict,
    not_applicable: String,
}

impl Comparison {
    fn add(&mut self, language: Language, strategy: Strategy, this: bool, counted: Counted) {
        let Counted { tally, verdict, not_applicable } = counted;
        let cell = |value: String, weight: Weight| match weight {
            // An action that was not possible could have led to this count.
            Weight::Zero if !not_applicable.is_empty() => Cell { value: "–".to_owned(), weight: Weight::Dash },
            Weight::Zero | Weight::Normal | Weight::Bad | Weight::Dash => Cell { value, weight },
        };
        let Verdict { had_to_log_in_again, lost_items, failed_requests } = verdict;
        for (row, number) in self.verdict.iter_mut().zip([had_to_log_in_again, lost_items, failed_requests]) {
            let weight = if number == 0 { Weight::Zero } else { Weight::Bad };
            row.cells.push(cell(number.to_string(), weight));
        }
        for (place, row) in tally.rows(language).into_iter().enumerate() {
            let cell = cell(row.value, row.weight);
            match self.rows.get_mut(place) {
                Some(compared) => compared.cells.push(cell),
                None => self.rows.push(CompareRow { key: row.key, label: row.label, cells: vec![cell] }),
            }
        }
        let name = text::strategy_name(language, strategy);
        self.columns.push(Column { strategy, name, this, not_applicable });
    }
}

/// Names of the numbers of a [`Verdict`], in order.
fn verdict_labels(language: Language) -> [&'static str; 3] {
    let words = language.words();
    [words.verdict_logged_in_again, words.verdict_lost_items, words.verdict_failed_requests]
}

fn counted_here(look: Look<'_>) -> Counted {
    let verdict = verdict(look.recording, look.step);
    Counted { tally: tally(look), verdict, not_applicable: String::new() }
}

/// The counts of the same inputs under another strategy, as long after the last one as the shown step is. If the shown
/// run has settled by then, the other one settles too: its last response may take longer.
fn counted_under(strategy: Strategy, look: Look<'_>) -> Counted {
    let Look { recording, step, .. } = look;
    let inputs = &recording.inputs()[..recording.inputs_until(step)];
    let mut run = Recording::replay(preset_like(strategy, recording.config()), inputs);
    let mut moment = run.extend_after_last_input(recording.since_last_input(step));
    if look.world().is_settled() {
        moment = moment.max(run.frame(run.last_step()).at());
    }
    let last = run.step_at(moment);
    let tally = count(&run, last, moment);
    Counted { tally, verdict: verdict(&run, last), not_applicable: not_applicable(&run, look) }
}

/// The actions that changed something in the shown run and are not possible in the other one. Each is named once. A wait
/// leads to no count.
fn not_applicable(run: &Recording, look: Look<'_>) -> String {
    let mut names: Vec<String> = Vec::new();
    for (index, input) in run.inputs().iter().enumerate() {
        let name = label::command(look.language, &input.command);
        let is_wait = matches!(input.command, Command::WaitUntil(_));
        if !is_wait && has_no_effect(run, index) && !has_no_effect(look.recording, index) && !names.contains(&name) {
            names.push(name);
        }
    }
    names.join(", ")
}

/// The preset of a strategy with the clients and the seed of `own`.
fn preset_like(strategy: Strategy, own: &Config) -> Config {
    let mut config = strategy.config().with(Setting::Clients, own.get(Setting::Clients));
    config.seed = own.seed;
    config
}

/// The strategy of a config: routing, affinity and session storage decide, other settings don't.
fn strategy_of(config: &Config) -> Strategy {
    match (config.routing, config.affinity, config.sessions) {
        (_, _, Sessions::Shared(_)) => Strategy::Storage,
        (_, _, Sessions::Replicated) => Strategy::Clustering,
        (Routing::Direct, _, Sessions::Local) => Strategy::Single,
        (Routing::RoundRobin, Affinity::None, Sessions::Local) => Strategy::None,
        (Routing::RoundRobin, Affinity::Cookie | Affinity::Source, Sessions::Local) => Strategy::Sticky,
    }
}
