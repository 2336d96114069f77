//! The page as Leptos components. They draw and do not decide: every text, place and mark comes from
//! [`scene`](crate::scene), [`inspect`](crate::inspect) and [`text`](crate::text).
//!
//! - State: a component calls `app::use_app` and reads a [`Memo`] from the handle, usually its own `app.slice(…)`.
//! - Commands: `app.dispatch(Msg::…)`.
//! - Lists are drawn by position (`{move || rows.get().into_iter().map(row).collect_view()}`). Leptos then updates the
//!   elements in place, and the focus does not move. `<For>` would never redraw a row with a known key.
//! - A row gets plain values and reads no signal: `reactive_graph` 0.2 never removes a dropped effect from the
//!   subscribers of a signal or memo, so each redrawn row would stay in memory. `make soak` finds that.
//! - `motion` moves messages and progress bars while playing. It reads `app.place`, which changes every frame.
//!   Everything else changes with steps only.
//!
//! In reading order: `app`, the handle, with `clock`; `parts`, shared shapes; `figure` with `stage`, `motion`,
//! `caption`, `transport` and `timeline`; `bar`, `share` and `notices` above it; `panels` beside and below it; `embed`,
//! the figure alone; `fuzz`, random use with assertions.

mod app;
mod clock;
mod parts;
mod figure;
mod stage;
mod motion;
mod caption;
mod transport;
mod timeline;
mod bar;
mod share;
mod notices;
mod panels;
mod embed;
mod fuzz;

use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::browser::{self, Address};
use crate::player::{Msg, Player, Preference};

use app::App;
use bar::Bar;
use embed::EmbeddedFigure;
use figure::{Figure, Question};
use fuzz::Fuzz;
use notices::Notices;
use panels::Panels;

/// Width of the stage before it is measured, in CSS pixels.
const DEFAULT_STAGE_WIDTH: f64 = 800.0;

/// Mounts the page in `#app`, opened on its address; the figure alone if the address asks for that.
///
/// # Panics
/// If the document has no `#app`.
pub fn mount() {
    browser::set_panic_hook();
    let root = document().get_element_by_id("app").expect("index.html has an element with the id app");
    let root: HtmlElement = root.unchecked_into();
    // The initial markup has the stage at its final width, so the first drawing needs no correction.
    let stage = root.query_selector(".stage").ok().flatten();
    let stage_width = stage.map_or(DEFAULT_STAGE_WIDTH, |stage| stage.client_width().into());
    let query = Address::query();
    let player = open(&query);
    root.set_inner_html("");
    if browser::is_embedded() {
        mount_to(root, move || view! { <EmbeddedFigure player=player stage_width=stage_width /> }).forget();
    } else {
        mount_to(root, move || {
            let fuzz_seed = fuzz::seed(&query);
            // With a seed, the address stays, so that a reload repeats the same acts.
            let address = if fuzz_seed.is_some() { Address::silent() } else { Address::in_bar() };
            view! { <Page player=player address=address stage_width=stage_width fuzz_seed=fuzz_seed /> }
        })
        .forget();
    }
}

/// Mounts the page in an element of a test, without an address. It is unmounted when the result is dropped.
pub fn mount_to_element(element: HtmlElement, player: Player) -> impl Sized + 'static {
    mount_to(element, move || {
        let address = Address::silent();
        view! { <Page player=player address=address stage_width=DEFAULT_STAGE_WIDTH fuzz_seed=None /> }
    })
}

/// Opens the player of an address. The reader's stored preferences apply where the address says nothing.
fn open(query: &str) -> Player {
    let preferences = browser::stored_preferences();
    let language = preferences.iter().find_map(|preference| match preference {
        Preference::Language(language) => Some(*language),
        Preference::Theme(_) | Preference::Speed(_) => None,
    });
    let has_theme = query.split(['?', '&']).any(|pair| pair.starts_with("theme="));
    let mut player = Player::open(query, language.unwrap_or_else(browser::reader_language));
    for preference in preferences {
        match preference {
            // A theme in the link comes first. An embedded figure takes the colours of its article.
            Preference::Theme(theme) if !has_theme && !browser::is_embedded() => {
                drop(player.update(Msg::SetTheme(theme)))
            }
            Preference::Speed(speed) => drop(player.update(Msg::SetSpeed(speed))),
            Preference::Theme(_) | Preference::Language(_) => {}
        }
    }
    player
}

/// The whole page. A seed starts [`Fuzz`].
#[component]
fn Page(player: Player, address: Address, stage_width: f64, fuzz_seed: Option<u64>) -> impl IntoView {
    let app = App::provide(player, address, stage_width);
    sync_document(app);
    view! {
        <div class="page">
            <Bar />
            <Notices />
            <div class="grid">
                <Figure>
                    <Question />
                </Figure>
                <Panels />
            </div>
        </div>
        {fuzz_seed.map(|seed| view! { <Fuzz seed=seed /> })}
    }
}

/// Updates language, title and colours of the document with the player.
fn sync_document(app: App) {
    let theme = app.slice(Player::theme);
    Effect::new(move || browser::set_document(app.language.get(), theme.get(), app.words().title));
}
