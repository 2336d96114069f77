//! The same inputs' count under every strategy: what the others would have cost by now.

use super::Look;
use super::tally::{Tally, TallyKey, Weight, count};
use crate::lesson::Strategy;
use crate::model::config::{Affinity, Config, Routing, Sessions, Setting};
use crate::recording::Recording;
use crate::text;

/// Counts in rows, strategies in columns.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Comparison {
    /// The strategies, in the article's order.
    pub columns: Vec<Column>,
    /// One count a row, the losses first.
    pub rows: Vec<CompareRow>,
}

/// One strategy.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Column {
    /// Which one.
    pub strategy: Strategy,
    /// Its name.
    pub name: &'static str,
    /// The run that is looked at is this strategy's: its own settings are counted.
    pub this: bool,
}

/// One count under every strategy.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CompareRow {
    /// What is counted.
    pub key: TallyKey,
    /// Its name.
    pub label: &'static str,
    /// A number a column, with its unit.
    pub cells: Vec<Cell>,
}

/// One number.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cell {
    /// With its unit.
    pub value: String,
    /// How it is to be read.
    pub weight: Weight,
}

/// The inputs taken by the step, replayed under each strategy until nothing is in flight, and counted.
pub fn compare(look: Look<'_>) -> Comparison {
    let inputs = &look.recording.inputs()[..look.recording.inputs_until(look.step)];
    let own = look.recording.config();
    let here = strategy_of(own);
    let mut comparison = Comparison { columns: Vec::new(), rows: Vec::new() };
    for strategy in Strategy::ALL {
        let this = strategy == here;
        let config = if this { *own } else { like(strategy, own) };
        let run = Recording::replay(config, inputs);
        let name = text::strategy_name(look.language, strategy);
        comparison.columns.push(Column { strategy, name, this });
        let tally: Tally = count(&run, run.last_step());
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

/// The strategy's own settings, for the same people and with the same luck.
fn like(strategy: Strategy, own: &Config) -> Config {
    let mut config = strategy.config().with(Setting::Clients, own.get(Setting::Clients));
    config.seed = own.seed;
    config
}

/// The strategy a config is closest to, whatever else is set.
fn strategy_of(config: &Config) -> Strategy {
    match (config.routing, config.affinity, config.sessions) {
        (_, _, Sessions::Shared(_)) => Strategy::Storage,
        (_, _, Sessions::Replicated) => Strategy::Clustering,
        (Routing::Direct, _, Sessions::Local) => Strategy::Single,
        (Routing::RoundRobin, Affinity::None, Sessions::Local) => Strategy::None,
        (Routing::RoundRobin, Affinity::Cookie | Affinity::Source, Sessions::Local) => Strategy::Sticky,
    }
}
