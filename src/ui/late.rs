//! What the first load leaves to files of their own (feature `split`): the panels, which come right after the page,
//! English, which comes when it is to be read, what only a figure in an article needs, and what tries the page.
//! `scripts/page/wasm-bindgen` puts into a file what nothing but its one function here reaches, one of those called
//! `load_…`: who names a panel elsewhere brings it, and all that it needs, back into the first load.
//!
//! Without the feature, as in tests, everything is there at once. Where a file does not come, the page goes on without
//! it, says so, and asks again when it is told to; if that does not help, the page is loaded again, as what was there may
//! have been replaced by another version.

use std::pin::Pin;

use js_sys::futures::spawn_local;
use leptos::prelude::{GetUntracked, With};
use web_sys::Element;

use crate::browser;
use crate::player::Player;
use crate::text::Language;

use super::Mounted;
use super::el::{El, View, html};
use super::panels::Views;
use super::parts::button;
use super::shell::Shell;

/// A file of its own.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// [`Views`].
    Panels,
    /// What English says of facts, and its labels.
    English,
    /// What only a figure in an article needs: [`super::embed`].
    Embed,
    /// What tries the page: [`super::fuzz`].
    Fuzz,
}

impl Part {
    /// How many there are.
    pub const COUNT: usize = 4;

    const ALL: [Part; Part::COUNT] = [Part::Panels, Part::English, Part::Embed, Part::Fuzz];

    /// The part a language is in; `None` for one that is here.
    pub fn of(language: Language) -> Option<Part> {
        (language == Language::English && !arrive::is_english_here()).then_some(Part::English)
    }

    /// Whether it came. It is asked for once, but where it did not come.
    pub async fn fetch(self) -> bool {
        match self {
            Part::Panels => arrive::fetch_panels().await,
            Part::English => arrive::fetch_english().await,
            Part::Embed => arrive::fetch_alone().await,
            Part::Fuzz => arrive::fetch_fuzz().await,
        }
    }
}

/// Mounts a figure alone in an element, with a stage of this width.
pub type Alone = fn(&Element, Player, i32) -> Mounted;

/// Lets somebody loose on the page who does anything, by a seed.
pub type Fuzz = fn(Shell, u64);

/// What mounts a figure alone, where it is here. Where it did not come, the whole page stands in.
pub fn alone() -> Option<Alone> {
    arrive::alone()
}

/// What tries the page, where it is here.
pub fn fuzz() -> Option<Fuzz> {
    arrive::fuzz()
}

/// The seed by which a query asks for that (`fuzz=SEED`); a run's own seed is another thing.
pub fn seed(query: &str) -> Option<u64> {
    query.split(['?', '&']).find_map(|pair| pair.strip_prefix("fuzz="))?.parse().ok()
}

/// Draws one of the late views; until they are here, an element without anything.
pub fn draw(shell: Shell, player: &Player, tag: &'static str, which: fn(&Views) -> View) -> El {
    match arrive::views() {
        Some(views) => which(views)(shell, player),
        None => html(tag).flag("hidden", true),
    }
}

/// The language that is spoken where this one is wanted: Korean, until the file is here.
pub fn spoken(language: Language) -> Language {
    if Part::of(language).is_some() { Language::Korean } else { language }
}

/// Whether the panels are here.
pub fn has_views() -> bool {
    arrive::views().is_some()
}

/// That parts did not come, and the way to ask for them again.
pub fn missing(shell: Shell, player: &Player) -> El {
    let words = player.language().words();
    let list = html("ul").class("notices").attr("role", "status");
    if !shell.local.with(|local| local.missing.contains(&true)) {
        return list.flag("hidden", true);
    }
    let again = button("button").on("click", move |_| ask_again(shell)).say(words.late_again);
    list.with(html("li").class("notice").with(html("p").say(words.late_missing)).with(again))
}

fn ask_again(shell: Shell) {
    let local = shell.local.get_untracked();
    // These two are looked at only when the page is mounted.
    if local.retried || local.missing[Part::Embed as usize] || local.missing[Part::Fuzz as usize] {
        return browser::reload();
    }
    shell.look_at(|local| local.retried = true);
    for part in Part::ALL {
        if local.missing[part as usize] {
            shell.fetch(part);
        }
    }
}

/// One type for all that is waited for: each type would be code of its own.
pub fn spawn(task: Pin<Box<dyn Future<Output = ()>>>) {
    spawn_local(task);
}

#[cfg(not(feature = "split"))]
mod arrive {
    use super::super::panels::{VIEWS, Views};
    use super::super::{embed, fuzz};
    use super::{Alone, Fuzz};

    pub fn views() -> Option<&'static Views> {
        Some(&VIEWS)
    }

    pub fn is_english_here() -> bool {
        true
    }

    pub async fn fetch_panels() -> bool {
        true
    }

    pub async fn fetch_english() -> bool {
        true
    }

    pub fn alone() -> Option<Alone> {
        Some(embed::mount)
    }

    pub async fn fetch_alone() -> bool {
        true
    }

    pub fn fuzz() -> Option<Fuzz> {
        Some(fuzz::start)
    }

    pub async fn fetch_fuzz() -> bool {
        true
    }
}

#[cfg(feature = "split")]
mod arrive {
    use std::sync::OnceLock;

    use wasm_split_helpers::{SplitLoaderError, wasm_split};

    use super::super::panels::{VIEWS, Views};
    use super::super::{embed, fuzz};
    use super::{Alone, Fuzz};
    use crate::text::late;

    static ARRIVED: OnceLock<&'static Views> = OnceLock::new();
    static ALONE: OnceLock<Alone> = OnceLock::new();
    static FUZZ: OnceLock<Fuzz> = OnceLock::new();

    /// The panels, where they are here.
    pub fn views() -> Option<&'static Views> {
        ARRIVED.get().copied()
    }

    /// Whether English can be spoken.
    pub fn is_english_here() -> bool {
        late::is_known()
    }

    /// Whether the panels came.
    pub async fn fetch_panels() -> bool {
        load_panels().await.map(|views| ARRIVED.get_or_init(|| views)).is_ok()
    }

    /// What mounts a figure alone, where it is here.
    pub fn alone() -> Option<Alone> {
        ALONE.get().copied()
    }

    /// Whether it came.
    pub async fn fetch_alone() -> bool {
        load_alone().await.map(|mount| ALONE.get_or_init(|| mount)).is_ok()
    }

    /// What tries the page, where it is here.
    pub fn fuzz() -> Option<Fuzz> {
        FUZZ.get().copied()
    }

    /// Whether it came.
    pub async fn fetch_fuzz() -> bool {
        load_fuzz().await.map(|start| FUZZ.get_or_init(|| start)).is_ok()
    }

    /// Whether English came.
    pub async fn fetch_english() -> bool {
        load_english().await.map(late::learn).is_ok()
    }

    #[wasm_split(panels, fallible)]
    fn load_panels() -> Result<&'static Views, SplitLoaderError> {
        Ok(&VIEWS)
    }

    #[wasm_split(embed, fallible)]
    fn load_alone() -> Result<Alone, SplitLoaderError> {
        Ok(embed::mount)
    }

    #[wasm_split(fuzz, fallible)]
    fn load_fuzz() -> Result<Fuzz, SplitLoaderError> {
        Ok(fuzz::start)
    }

    #[wasm_split(english, fallible)]
    fn load_english() -> Result<&'static late::English, SplitLoaderError> {
        Ok(&late::ENGLISH)
    }
}
