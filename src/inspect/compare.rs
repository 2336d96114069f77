//! Counts of the same inputs under every strategy.

use super::Look;
use super::tally::{Tally, TallyKey, Weight, count, tally};
use crate::lesson::Strategy;
use crate::model::config::{Affinity, Config, Routing, Sessions, Setting};
use crate::recording::Recording;
use crate::text;

/// A table with a row per count and a column per strategy.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Comparison {
    /// The strategies, in the article's order.
    pub columns: Vec<Column>,
    /// The counts, losses first.
    pub rows: Vec<CompareRow>,
}

/// The column of a strategy.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Column {
    /// The strategy of the column.
    pub strategy: Strategy,
    /// The strategy's name.
    pub name: &'static str,
    /// True if the shown run has this strategy. Its own settings are counted then.
    pub this: bool,
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
    /// The number with its unit.
    pub value: String,
    /// The emphasis of the number.
    pub weight: Weight,
}

/// Replays the inputs up to the step under each other strategy, and counts all at the same moment. The column of the
/// shown run is its tally.
pub fn compare(look: Look<'_>) -> Comparison {
    let here = strategy_of(look.recording.config());
    let mut comparison = Comparison { columns: Vec::new(), rows: Vec::new() };
    for strategy in Strategy::ALL {
        let this = strategy == here;
        let name = text::strategy_name(look.language, strategy);
        comparison.columns.push(Column { strategy, name, this });
        let tally = if this { tally(look) } else { tally_under(strategy, look) };
        for (place, row) in tally.rows(look.language).into_iter().enumerate() {
            let cell = Cell { value: row.value, weight: row.weight };
            match comparison.rows.get_mut(place) {
                Some(compared) => compared.cells.push(cell),
                None => comparison.rows.push(CompareRow { key: row.key, label: row.label, cells: vec![cell] }),
            }
        }
    }
    comparison
}

/// The counts of the same inputs under another strategy, as long after the last one as the shown step is. If the shown
/// run has settled by then, the other one settles too: its last response may take longer.
fn tally_under(strategy: Strategy, look: Look<'_>) -> Tally {
    let Look { recording, step, .. } = look;
    let inputs = &recording.inputs()[..recording.inputs_until(step)];
    let mut run = Recording::replay(preset_like(strategy, recording.config()), inputs);
    let mut moment = run.extend_after_last_input(recording.since_last_input(step));
    if look.world().is_settled() {
        moment = moment.max(run.frame(run.last_step()).at());
    }
    count(&run, run.step_at(moment), moment)
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
