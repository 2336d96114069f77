//! What the first load leaves to files of their own (feature `split`): what a step is told with, and links, and the panels
//! that a reader sees at once, which come right after the page, and those further on, which come when the reader comes near;
//! English, which comes when it is to be read; what strategies with a remedy tell, which comes when one is opened; what only
//! a figure in an article needs, and what tries the page.
//!
//! A bare address opens on its first step, which tells how the run opens and needs no more; any other is read by what comes in
//! the file of steps, and waits for it. That file holds what several of the others share as well
//! (`scripts/page/gather.mjs`), so most of them do not come without it.
//!
//! `scripts/page/wasm-bindgen` puts into a file what nothing but its one line here reaches, one of those that begin with
//! `file!`: who names a panel elsewhere brings it, and all that it needs, back into the first load.
//!
//! Without the feature, as in tests, everything is there at once. Where a file does not come, the page goes on without
//! it, says so, and asks again when it is told to; if that does not help, the page is loaded again, as what was there may
//! have been replaced by another version. Only where there is an address to be read, it does not start without what reads
//! it.

#[macro_use]
mod file;

use std::cell::Cell;
use std::rc::Rc;

use web_sys::Element;

use crate::browser;
#[cfg(feature = "split")]
use crate::link;
use crate::player::Player;
use crate::text;
use crate::text::Language;

use super::Mounted;
use super::el::{El, View, html};
use super::panels::{Further, Views};
use super::parts::button;
use super::shell::Shell;
pub use file::Then;

/// Mounts a figure alone in an element, with a stage of this width, without what is missing. Where it did not come, the
/// whole page stands in.
pub type Alone = fn(&Element, Player, i32, Missing) -> Mounted;

/// Lets somebody loose on the page who does anything, by a seed.
pub type Fuzz = fn(Shell, u64);

file!(panels brings &'static Views: &crate::ui::panels::VIEWS);
file!(further brings &'static Further: &crate::ui::panels::FURTHER);
file!(steps brings (): learn_steps());
file!(english brings (): learn_english());
file!(remedies brings (): learn_remedies());
file!(embed brings Alone: crate::ui::embed::mount);
file!(fuzz brings Fuzz: crate::ui::fuzz::start);

/// Without the feature it is known from the start.
fn learn_english() {
    #[cfg(feature = "split")]
    text::late::learn(&text::late::ENGLISH);
}

/// See [`learn_english`].
fn learn_steps() {
    #[cfg(feature = "split")]
    {
        text::late::learn_steps();
        link::late::learn();
    }
}

/// See [`learn_english`].
fn learn_remedies() {
    #[cfg(feature = "split")]
    text::late::learn_remedies();
}

/// A file of its own.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// [`Views`].
    Panels,
    /// [`Further`].
    Further,
    /// What a step is told with, and how links are read and written.
    Steps,
    /// What English says of facts, and its labels.
    English,
    /// What strategies with a remedy have to tell.
    Remedies,
    /// What only a figure in an article needs: [`super::embed`].
    Embed,
    /// What tries the page: [`super::fuzz`].
    Fuzz,
}

impl Part {
    /// How many there are.
    pub const COUNT: usize = 7;

    const ALL: [Part; Part::COUNT] =
        [Part::Panels, Part::Further, Part::Steps, Part::English, Part::Remedies, Part::Embed, Part::Fuzz];

    /// The part a language is in; `None` for one that is here.
    pub fn of(language: Language) -> Option<Part> {
        (language == Language::English && !Part::English.is_here()).then_some(Part::English)
    }

    /// Whether it is here.
    pub fn is_here(self) -> bool {
        match self {
            Part::Panels => panels::get().is_some(),
            Part::Further => further::get().is_some(),
            Part::Steps => steps::get().is_some(),
            Part::English => english::get().is_some(),
            Part::Remedies => remedies::get().is_some(),
            Part::Embed => embed::get().is_some(),
            Part::Fuzz => fuzz::get().is_some(),
        }
    }

    /// What a player's figure needs and is not here.
    pub fn needed(player: &Player) -> [Option<Part>; 2] {
        let tells = text::needs_remedies(player.recording().config()) && !Part::Remedies.is_here();
        [Part::of(player.language()), tells.then_some(Part::Remedies)]
    }

    /// Tells whether it came. It is asked for once, but where it did not come.
    pub fn fetch(self, then: Then) {
        match self {
            Part::Panels => panels::fetch(then),
            Part::Further => further::fetch(then),
            Part::Steps => steps::fetch(then),
            Part::English => english::fetch(then),
            Part::Remedies => remedies::fetch(then),
            Part::Embed => embed::fetch(then),
            Part::Fuzz => fuzz::fetch(then),
        }
    }
}

/// Which parts did not come, in the order of [`Part`].
pub type Missing = [bool; Part::COUNT];

/// Fetches these side by side. When each has come or failed, tells which did not come.
pub fn fetch_all(parts: Vec<Part>, then: Box<dyn FnOnce(Missing)>) {
    if parts.is_empty() {
        return then([false; Part::COUNT]);
    }
    let state = Rc::new(Cell::new((parts.len(), [false; Part::COUNT])));
    let then = Rc::new(Cell::new(Some(then)));
    for part in parts {
        let (state, then) = (Rc::clone(&state), Rc::clone(&then));
        part.fetch(Box::new(move |came| {
            let (left, mut missing) = state.get();
            missing[part as usize] = !came;
            state.set((left - 1, missing));
            if left == 1
                && let Some(then) = then.take()
            {
                then(missing);
            }
        }));
    }
}

/// The seed by which a query asks for that (`fuzz=SEED`); a run's own seed is another thing.
pub fn seed(query: &str) -> Option<u64> {
    query.split(['?', '&']).find_map(|pair| pair.strip_prefix("fuzz="))?.parse().ok()
}

/// Draws one of the panels; until they are here, an element without anything.
pub fn draw(shell: Shell, player: &Player, tag: &'static str, which: fn(&Views) -> View) -> El {
    drawn(shell, player, tag, panels::get().map(which))
}

/// Draws one of what is further on; until it is here, an element without anything.
pub fn draw_further(shell: Shell, player: &Player, tag: &'static str, which: fn(&Further) -> View) -> El {
    drawn(shell, player, tag, further::get().map(which))
}

fn drawn(shell: Shell, player: &Player, tag: &'static str, view: Option<View>) -> El {
    match view {
        Some(view) => view(shell, player),
        None => html(tag).flag("hidden", true),
    }
}

/// The language that is spoken where this one is wanted: Korean, until the file is here.
pub fn spoken(language: Language) -> Language {
    if Part::of(language).is_some() { Language::Korean } else { language }
}

/// That parts did not come, and the way to ask for them again.
pub fn missing(shell: Shell, player: &Player) -> El {
    let words = player.language().words();
    let list = html("ul").class("notices").attr("role", "status");
    if !shell.local().missing.contains(&true) {
        return list.flag("hidden", true);
    }
    let again = button("button").on("click", move |_| ask_again(shell)).say(words.late_again);
    list.with(html("li").class("notice").with(html("p").say(words.late_missing)).with(again))
}

fn ask_again(shell: Shell) {
    let local = shell.local();
    // What was done leads back to itself only once its address is written.
    let is_safe = !shell.is_unwritten();
    // These two are looked at only when the page is mounted.
    if local.missing[Part::Embed as usize] || local.missing[Part::Fuzz as usize] || local.retried && is_safe {
        return browser::reload();
    }
    shell.look_at(|local| local.retried = true);
    for part in Part::ALL {
        if local.missing[part as usize] {
            shell.fetch(part);
        }
    }
}
