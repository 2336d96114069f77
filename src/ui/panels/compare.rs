//! The same inputs' count under every strategy, side by side.

use crate::inspect::{CompareRow, Comparison, TallyGroup};
use crate::player::Player;

use super::super::el::{El, html};
use super::super::parts::panel;
use super::super::shell::Shell;
use super::COUNT;

/// A stage at least so wide is not a phone's, and shows every panel at once.
const ALL_SHEETS: f64 = 590.0;

/// The panel. It replays the inputs four times, so it does only while it is seen and nothing plays; until then it shows
/// what it counted last, pale.
pub fn compare(shell: Shell, player: &Player) -> El {
    let details = player.language().details();
    let local = shell.local();
    let seen = local.width >= ALL_SHEETS || local.sheet == COUNT;
    let backstage = shell.backstage();
    let mut derived = backstage.derived.borrow_mut();
    let current = derived.compare(player, seen && !player.is_playing());
    let panel = panel("panel compare-panel", "count", details.panel_compare);
    match &derived.compared {
        Some(comparison) => panel.with(html("p").class("hint").say(details.panel_compare_hint)).with(
            html("div")
                .class("compare")
                .attr("tabindex", "0")
                .attr("role", "region")
                .attr("aria-label", details.panel_compare)
                .yes_no("aria-busy", !current)
                .with(table(comparison)),
        ),
        None => panel,
    }
}

fn table(comparison: &Comparison) -> El {
    let mut heads = html("tr").with(html("td"));
    for column in &comparison.columns {
        let head = html("th").attr("scope", "col").yes_no("aria-current", column.this);
        heads = heads.with(head.say(column.name));
    }
    let mut table = html("table").with(html("thead").with(heads));
    for group in TallyGroup::ALL {
        let rows = comparison.rows.iter().filter(|row| row.key.group() == group);
        table = table.with(html("tbody").with_all(rows.map(|each| row(comparison, each))));
    }
    table
}

fn row(comparison: &Comparison, row: &CompareRow) -> El {
    let mut line = html("tr").with(html("th").attr("scope", "row").say(row.label));
    for (column, cell) in comparison.columns.iter().zip(&row.cells) {
        let number = html("td").flag("data-this", column.this).attr("data-weight", cell.weight.class());
        line = line.with(number.say(cell.value.clone()));
    }
    line
}
