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

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event};

use crate::browser::{self, Watch};
use crate::player::Player;
use crate::text::Words;

use super::draw::after_drawing;
use super::el::{El, View, html};
use super::late::{self, Part};
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

/// The class of a place where a column goes on with what comes later.
const EDGE: &str = "further";

/// Which of them holds the counts.
const COUNT: usize = 4;

/// What a reader at a desk sees at once, or presses first, and what lies among that: it comes right after the page. See
/// [`super::late`].
pub struct Views {
    acts: View,
    todo: View,
    exchange: View,
    why: View,
    tuning: View,
    tally: View,
    tables: View,
    /// The stage in words.
    pub twin: View,
}

/// To be named by [`super::late`] alone.
pub static VIEWS: Views = Views {
    acts: acts::acts,
    todo: todo::todo,
    exchange: exchange::exchange,
    why: exchange::why,
    tuning: tuning::tuning,
    tally: tally::tally,
    tables: sessions::tables,
    twin: twin::twin,
};

/// What lies below or behind all of that, so that its coming moves nothing: it comes when the reader comes near, which is
/// when one of its places comes into view, or the reader does anything at all in the page.
pub struct Further {
    jar: View,
    kept: View,
    legend: View,
    compare: View,
    log: View,
    simplified: View,
    /// What the reader is told once.
    pub notices: View,
    /// Giving the run away.
    pub share: View,
    /// Opens that, where the reader still waits for it.
    pub open_share: fn(),
}

/// To be named by [`super::late`] alone.
pub static FURTHER: Further = Further {
    jar: sessions::jar,
    kept: kept::kept,
    legend: legend::legend,
    compare: compare::compare,
    log: log::log,
    simplified: simplified::simplified,
    notices: notices::notices,
    share: share::share,
    open_share: share::open,
};

/// All panels.
pub fn panels(shell: Shell) -> El {
    watch(shell);
    let beside = html("aside")
        .class("beside")
        .live(shell, |shell, player| at_once(shell, player, |views| views.acts))
        .live(shell, |shell, player| at_once(shell, player, |views| views.todo))
        .live(shell, |shell, player| at_once(shell, player, |views| views.exchange))
        .live(shell, |shell, player| at_once(shell, player, |views| views.why))
        .live(shell, |shell, player| at_once(shell, player, |views| views.tuning))
        .live(shell, |shell, player| at_once(shell, player, |views| views.tally))
        .live(shell, |shell, player| edge(shell, player, "sessions", |views| views.jar))
        .live(shell, |shell, player| further(shell, player, |views| views.kept))
        .live(shell, |shell, player| further(shell, player, |views| views.legend));
    let below = html("div")
        .class("below")
        .live(shell, |shell, player| at_once(shell, player, |views| views.tables))
        .live(shell, |shell, player| edge(shell, player, "count", |views| views.compare))
        .live(shell, |shell, player| further(shell, player, |views| views.log))
        .live(shell, |shell, player| further(shell, player, |views| views.simplified));
    html("div").class("panels").live(shell, switch).with(beside).with(below)
}

fn at_once(shell: Shell, player: &Player, which: fn(&Views) -> View) -> El {
    late::draw(shell, player, "section", which)
}

fn further(shell: Shell, player: &Player, which: fn(&Further) -> View) -> El {
    late::draw_further(shell, player, "section", which)
}

/// The first of them in a column. Until it is here, its place can come into view, once what is before it is there.
fn edge(shell: Shell, player: &Player, sheet: &'static str, which: fn(&Further) -> View) -> El {
    match late::further::get() {
        Some(further) => which(further)(shell, player),
        None => html("section").class(EDGE).attr("data-panel", sheet),
    }
}

/// What is further is asked for when one of its places comes into view.
fn watch(shell: Shell) {
    after_drawing(Box::new(move || {
        let places = document().get_elements_by_class_name(EDGE);
        let places: Vec<_> = (0..places.length()).filter_map(|index| places.item(index)).collect();
        let watch = Watch::view(&places, move |is_in_view| {
            if is_in_view {
                shell.want(Part::Further);
            }
        });
        shell.backstage().held.borrow_mut().push(Box::new(watch));
    }));
}

/// Chooses a sheet, which is then in view: on most phones the figure fills the window. The style sheet hides the others by
/// what stands before them.
fn switch(shell: Shell, player: &Player) -> El {
    let words = player.language().words();
    let now = shell.local().sheet;
    let tab = |(index, (_, label)): (usize, &Sheet)| {
        button("tab")
            .yes_no("aria-pressed", index == now)
            .on("click", move |event| choose(shell, index, event))
            .say(label(words))
    };
    html("nav")
        .class("sheets")
        .attr("aria-label", words.panels)
        .attr("data-sheet", SHEETS[now].0)
        .with_all(SHEETS.iter().enumerate().map(tab))
}

fn choose(shell: Shell, sheet: usize, event: &Event) {
    shell.look_at(|local| local.sheet = sheet);
    let tab = event.current_target().and_then(|target| target.dyn_into::<Element>().ok());
    after_drawing(Box::new(move || tab.iter().for_each(browser::raise_to_middle)));
}
