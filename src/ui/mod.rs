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
//! `caption`, `story`, `lesson`, `transport` and `timeline`; `bar` with `strip`, `share` with `task` and
//! `copying`, and `notices` above
//! it; `panels` beside and below it; `embed`, the figure alone; `article`, links; `fuzz`, random use with assertions.

mod app;
mod clock;
mod parts;
mod figure;
mod stage;
mod motion;
mod focus;
mod caption;
mod story;
mod lesson;
mod transport;
mod timeline;
mod bar;
mod strip;
mod share;
mod task;
mod copying;
mod notices;
mod panels;
mod embed;
mod article;
mod fuzz;

use leptos::ev;
use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::browser::{self, Address};
use crate::player::{Msg, Player, Preference};

use app::{App, StageSize};
use article::{ArticleLink, TeachersLink};
use bar::Bar;
use embed::EmbeddedFigure;
use figure::{Figure, Question};
use fuzz::Fuzz;
use notices::Notices;
use panels::Panels;

/// Size of the stage before it is measured.
const DEFAULT_STAGE: StageSize = (800.0, None);

/// Mounts the page in `#app`, opened on its address; the figure alone if the address asks for that.
///
/// # Panics
/// If the document has no `#app`.
pub fn mount() {
    browser::set_panic_hook();
    let root = document().get_element_by_id("app").expect("index.html has an element with the id app");
    let root: HtmlElement = root.unchecked_into();
    // The initial markup has the stage at its final size, so the first drawing needs no correction.
    let stage = root.query_selector(".stage").ok().flatten();
    let stage = stage.map_or(DEFAULT_STAGE, |stage| (stage.client_width().into(), Some(stage.client_height().into())));
    let query = Address::query();
    let player = open(&query);
    root.set_inner_html("");
    if browser::is_embedded() {
        mount_to(root, move || view! { <EmbeddedFigure player=player stage=stage /> }).forget();
    } else {
        mount_to(root, move || {
            let fuzz_seed = fuzz::seed(&query);
            // With a seed, the address stays, so that a reload repeats the same acts.
            let address = if fuzz_seed.is_some() { Address::silent() } else { Address::in_bar() };
            view! { <Page player=player address=address stage=stage fuzz_seed=fuzz_seed /> }
        })
        .forget();
    }
}

/// Mounts the page in an element of a test, without an address. It is unmounted when the result is dropped.
pub fn mount_to_element(element: HtmlElement, player: Player) -> impl Sized + 'static {
    mount_to(element, move || {
        let address = Address::silent();
        view! { <Page player=player address=address stage=DEFAULT_STAGE fuzz_seed=None /> }
    })
}

/// Opens the player of an address. The reader's stored preferences apply where the address says nothing.
fn open(query: &str) -> Player {
    let preferences = browser::stored_preferences();
    let language = preferences.iter().find_map(|preference| match preference {
        Preference::Language(language) => Some(*language),
        Preference::Theme(_) | Preference::Speed(_) | Preference::StageHintDismissed => None,
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
            Preference::StageHintDismissed => drop(player.update(Msg::DismissStageHint)),
            Preference::Theme(_) | Preference::Language(_) => {}
        }
    }
    drop(player.update(Msg::Recall(browser::remembered())));
    player
}

/// The whole page. A seed starts [`Fuzz`].
#[component]
fn Page(player: Player, address: Address, stage: StageSize, fuzz_seed: Option<u64>) -> impl IntoView {
    let app = App::provide(player, address, stage);
    sync_document(app);
    let back = window_event_listener(ev::popstate, move |_| app.dispatch(Msg::Revisit(Address::query())));
    on_cleanup(move || back.remove());
    let other_tab = window_event_listener(ev::storage, move |event| {
        if browser::is_change_of_remembered(&event) {
            app.dispatch(Msg::Recall(browser::remembered()));
        }
    });
    on_cleanup(move || other_tab.remove());
    // On the page, the keys work wherever the focus is. The figure has handled its own before.
    let keys = window_event_listener(ev::keydown, move |event| figure::press(app, &event));
    on_cleanup(move || keys.remove());
    view! {
        <div class="page">
            <Bar />
            <div class="grid">
                <Figure>
                    <Notices />
                    <Question />
                </Figure>
                <Panels />
            </div>
            <footer class="foot">
                <ArticleLink />
                <TeachersLink />
            </footer>
        </div>
        {fuzz_seed.map(|seed| view! { <Fuzz seed=seed /> })}
    }
}

/// Updates language, title and colours of the document with the player.
fn sync_document(app: App) {
    let theme = app.slice(Player::theme);
    Effect::new(move || browser::set_document(app.language.get(), theme.get(), app.words().title));
}
