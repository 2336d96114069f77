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

use leptos::prelude::With;

use crate::player::Player;
use crate::text::Words;

use super::el::{El, html};
use super::parts::button;
use super::shell::Shell;
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

/// All panels.
pub fn panels(shell: Shell) -> El {
    let beside = html("aside")
        .class("beside")
        .live(shell, acts::acts)
        .live(shell, todo::todo)
        .live(shell, exchange::exchange)
        .live(shell, exchange::why)
        .live(shell, tuning::tuning)
        .live(shell, tally::tally)
        .live(shell, sessions::jar)
        .live(shell, kept::kept)
        .live(shell, legend::legend);
    let below = html("div")
        .class("below")
        .live(shell, sessions::tables)
        .live(shell, compare::compare)
        .live(shell, log::log)
        .live(shell, simplified::simplified);
    html("div").class("panels").live(shell, switch).with(beside).with(below)
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
