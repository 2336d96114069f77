//! The panels beside and below the figure. On a phone they are sheets, one at a time.

mod acts;
mod todo;
mod tuning;
mod exchange;
mod tally;
mod compare;
mod sessions;
mod log;
mod kept;
mod legend;
mod simplified;
mod twin;

use leptos::prelude::With;

use crate::player::Player;
use crate::text::Words;

use super::el::{El, View, html};
use super::parts::button;
use super::shell::Shell;
use super::{notices, share};
pub use log::follow;

/// One sheet on a phone: its name in the style sheet, and on its switch.
type Sheet = (&'static str, fn(&Words) -> &'static str);

const SHEETS: [Sheet; 5] = [
    ("try", |words| words.panel_try),
    ("messages", |words| words.count_messages),
    ("sessions", |words| words.sessions),
    ("log", |words| words.panel_log),
    ("count", |words| words.panel_count),
];

/// Which of them holds the counts.
const COUNT: usize = 4;

/// What of the page comes after it: see [`super::late`].
pub struct Views {
    acts: View,
    todo: View,
    exchange: View,
    why: View,
    tuning: View,
    tally: View,
    jar: View,
    kept: View,
    legend: View,
    tables: View,
    compare: View,
    log: View,
    simplified: View,
    /// The stage in words.
    pub twin: View,
    /// What the reader is told once.
    pub notices: View,
    /// Giving the run away.
    pub share: View,
}

/// To be named by [`super::late`] alone.
pub static VIEWS: Views = Views {
    acts: acts::acts,
    todo: todo::todo,
    exchange: exchange::exchange,
    why: exchange::why,
    tuning: tuning::tuning,
    tally: tally::tally,
    jar: sessions::jar,
    kept: kept::kept,
    legend: legend::legend,
    tables: sessions::tables,
    compare: compare::compare,
    log: log::log,
    simplified: simplified::simplified,
    twin: twin::twin,
    notices: notices::notices,
    share: share::share,
};

/// All panels.
pub fn panels(shell: Shell) -> El {
    let beside = html("aside")
        .class("beside")
        .live(shell, |shell, player| late(shell, player, |views| views.acts))
        .live(shell, |shell, player| late(shell, player, |views| views.todo))
        .live(shell, |shell, player| late(shell, player, |views| views.exchange))
        .live(shell, |shell, player| late(shell, player, |views| views.why))
        .live(shell, |shell, player| late(shell, player, |views| views.tuning))
        .live(shell, |shell, player| late(shell, player, |views| views.tally))
        .live(shell, |shell, player| late(shell, player, |views| views.jar))
        .live(shell, |shell, player| late(shell, player, |views| views.kept))
        .live(shell, |shell, player| late(shell, player, |views| views.legend));
    let below = html("div")
        .class("below")
        .live(shell, |shell, player| late(shell, player, |views| views.tables))
        .live(shell, |shell, player| late(shell, player, |views| views.compare))
        .live(shell, |shell, player| late(shell, player, |views| views.log))
        .live(shell, |shell, player| late(shell, player, |views| views.simplified));
    html("div").class("panels").live(shell, switch).with(beside).with(below)
}

fn late(shell: Shell, player: &Player, which: fn(&Views) -> View) -> El {
    super::late::draw(shell, player, "section", which)
}

/// Chooses a sheet. The style sheet hides the others by what stands before them.
fn switch(shell: Shell, player: &Player) -> El {
    let words = player.language().words();
    let now = shell.local.with(|local| local.sheet);
    let tab = |(index, (_, label)): (usize, &Sheet)| {
        button("tab")
            .yes_no("aria-pressed", index == now)
            .on("click", move |_| shell.look_at(|local| local.sheet = index))
            .say(label(words))
    };
    html("nav")
        .class("sheets")
        .attr("aria-label", words.panels)
        .attr("data-sheet", SHEETS[now].0)
        .with_all(SHEETS.iter().enumerate().map(tab))
}
