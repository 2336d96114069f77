//! What the first load leaves to files of their own (feature `split`): the panels, which come right after the page,
//! English, which comes when it is to be read, and what only a figure in an article needs. `scripts/page/wasm-bindgen` puts into a file what nothing but its one
//! function here reaches, [`arrive::panels`], [`arrive::english`] or [`arrive::alone`]: who names a panel elsewhere brings it, and all that
//! it needs, back into the first load.
//!
//! Without the feature, as in tests, everything is there at once. Where a file does not come, the page goes on without
//! it, says so, and asks again when it is told to.

use std::pin::Pin;

use js_sys::futures::spawn_local;
use leptos::prelude::With;
use web_sys::Element;

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
}

impl Part {
    /// The part a language is in; `None` for one that is here.
    pub fn of(language: Language) -> Option<Part> {
        (language == Language::English && !arrive::is_english_here()).then_some(Part::English)
    }

    /// Whether it came. It is asked for once, but where it did not come.
    pub async fn fetch(self) -> bool {
        match self {
            Part::Panels => arrive::fetch_panels().await,
            Part::English => arrive::fetch_english().await,
            Part::Embed => arrive::fetch_embed().await,
        }
    }
}

/// Mounts a figure alone in an element, with a stage of this width.
pub type Alone = fn(&Element, Player, i32) -> Mounted;

/// What mounts a figure alone, where it is here. Where it did not come, the whole page stands in.
pub fn embed() -> Option<Alone> {
    arrive::embed()
}

/// Draws one of the late views; until they are here, an element without anything.
pub fn draw(shell: Shell, player: &Player, tag: &'static str, which: fn(&Views) -> View) -> El {
    match arrive::views() {
        Some(views) => which(views)(shell, player),
        None => html(tag).flag("hidden", true),
    }
}

/// That a part did not come, and the way to ask for it again.
pub fn missing(shell: Shell, player: &Player) -> El {
    let words = player.language().words();
    let list = html("ul").class("notices").attr("role", "status");
    match shell.local.with(|local| local.missing) {
        None => list.flag("hidden", true),
        Some(part) => {
            let again = button("button").on("click", move |_| shell.fetch(part)).say(words.late_again);
            list.with(html("li").class("notice").with(html("p").say(words.late_missing)).with(again))
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
    use super::Alone;

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

    pub fn embed() -> Option<Alone> {
        Some(super::super::embed::mount)
    }

    pub async fn fetch_embed() -> bool {
        true
    }
}

#[cfg(feature = "split")]
mod arrive {
    use std::sync::OnceLock;

    use wasm_split_helpers::{SplitLoaderError, wasm_split};

    use super::super::panels::{VIEWS, Views};
    use super::Alone;
    use crate::text::late;

    static ARRIVED: OnceLock<&'static Views> = OnceLock::new();
    static EMBED: OnceLock<Alone> = OnceLock::new();

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
        panels().await.map(|views| ARRIVED.get_or_init(|| views)).is_ok()
    }

    /// What mounts a figure alone, where it is here.
    pub fn embed() -> Option<Alone> {
        EMBED.get().copied()
    }

    /// Whether it came.
    pub async fn fetch_embed() -> bool {
        alone().await.map(|mount| EMBED.get_or_init(|| mount)).is_ok()
    }

    /// Whether English came.
    pub async fn fetch_english() -> bool {
        english().await.map(late::learn).is_ok()
    }

    #[wasm_split(panels, fallible)]
    fn panels() -> Result<&'static Views, SplitLoaderError> {
        Ok(&VIEWS)
    }

    #[wasm_split(embed, fallible)]
    fn alone() -> Result<Alone, SplitLoaderError> {
        Ok(super::super::embed::mount)
    }

    #[wasm_split(english, fallible)]
    fn english() -> Result<&'static late::English, SplitLoaderError> {
        Ok(&late::ENGLISH)
    }
}
