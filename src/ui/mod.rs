//! What is on the page: Leptos views over one [`Player`]. They draw, they do not decide: every text, place and mark comes
//! from `scene`, `inspect` and `text`, and every act goes to the player by [`Shell::dispatch`].
//!
//! In reading order: [`shell`], what every view is handed; `clock`, which plays and moves messages outside of the
//! reactive graph; `figure` with `stage`, `caption`, `transport` and `timeline`; `bar` and `share` above, `panels` beside
//! and below it. A view is a function, and lists are drawn by position, so that the focus stays where it is while the
//! figure steps on.
//!
//! Only what is shown is told to the reader twice: a live region says each step while the figure stands still.

mod shell;
mod clock;
mod sentence;
mod icon;
mod button;
mod bar;
mod share;
mod notices;
mod figure;
mod stage;
mod caption;
mod transport;
mod timeline;
mod panels;
mod wanted;

use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use leptos::tachys::view::any_view::AnyViewState;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::browser::{self, AddressBar};
use crate::player::{Msg, Player, Preference};
use shell::Shell;

/// Mounts the page in `#app`, opened on what the address says.
///
/// # Panics
/// Where the page has no `#app`.
pub fn mount() {
    console_error_panic_hook::set_once();
    let root = document().get_element_by_id("app").expect("index.html has an element with the id app");
    root.set_inner_html("");
    let preferences = browser::recall();
    let language = preferences.iter().find_map(|preference| match preference {
        Preference::Language(language) => Some(*language),
        Preference::Theme(_) | Preference::Speed(_) => None,
    });
    let query = AddressBar::query();
    let mut player = Player::open(&query, language.unwrap_or_else(browser::reader_language));
    for preference in preferences {
        match preference {
            // A link's own theme comes before the reader's.
            Preference::Theme(theme) if !query.contains("theme=") => drop(player.update(Msg::SetTheme(theme))),
            Preference::Speed(speed) => drop(player.update(Msg::SetSpeed(speed))),
            Preference::Theme(_) | Preference::Language(_) => {}
        }
    }
    mount_in(root.unchecked_into(), player, AddressBar::default()).forget();
}

/// Mounts a player in an element that is not the page's own, and leaves the address bar alone: for tests.
pub fn mount_to_element(element: HtmlElement, player: Player) -> UnmountHandle<AnyViewState> {
    mount_in(element, player, AddressBar::silent())
}

fn mount_in(element: HtmlElement, player: Player, address: AddressBar) -> UnmountHandle<AnyViewState> {
    mount_to(element, move || page(Shell::new(player, address)))
}

fn page(shell: Shell) -> AnyView {
    shell.dress_document();
    view! {
        {bar::bar(shell)}
        {notices::notices(shell)}
        <div class="grid">
            {figure::figure(shell)}
            {panels::panels(shell)}
        </div>
    }
    .into_any()
}
