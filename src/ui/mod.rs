//! What is on the page. A view is a function from the player to an [`el::El`]: it draws, it does not decide. Every text,
//! place and mark comes from `scene`, `inspect` and `text`, and every act goes to the player by [`shell::Shell::dispatch`].
//!
//! In reading order: `el`, elements as plain data, and `draw`, which makes the page look like them; `shell`, what every
//! view is handed, with `clock` and `derived`; `parts`, what many views are made of; `figure` with `stage`, `caption`,
//! `transport` and `timeline`; `bar`, `share` and `notices` above, `panels` beside and below it; `fuzz`, which tries it all.
//!
//! Leptos mounts the page, runs each of its parts as an effect on the one signal, and cleans up after it. What changes
//! with every frame of playing is written outside of that, by the clock in [`shell::Shell`].

mod el;
mod draw;
mod shell;
mod clock;
mod derived;
mod parts;
mod figure;
mod stage;
mod caption;
mod transport;
mod timeline;
mod bar;
mod share;
mod notices;
mod panels;
mod fuzz;

use leptos::mount::{UnmountHandle, mount_to_renderer};
use leptos::prelude::document;
use web_sys::Element;

use crate::browser::{self, AddressBar};
use crate::player::{Msg, Player, Preference};
use draw::Drawn;
use el::{El, html};
use shell::Shell;

/// A page that stays until this is dropped.
pub struct Mounted(UnmountHandle<Drawn>);

impl Mounted {
    /// It stays as long as the document does.
    pub fn forget(self) {
        self.0.forget();
    }
}

/// Mounts the page in `#app`, opened on what the address says.
///
/// # Panics
/// Where the page has no `#app`.
pub fn mount() {
    console_error_panic_hook::set_once();
    let root = document().get_element_by_id("app").expect("index.html has an element with the id app");
    root.set_inner_html("");
    let query = AddressBar::query();
    let fuzz = fuzz::seed(&query);
    // The address stays as it is then: loaded again, the same happens again.
    let address = if fuzz.is_some() { AddressBar::silent() } else { AddressBar::default() };
    mount_in(&root, open(&query), address, fuzz).forget();
}

/// Mounts a player in an element that is not the page's own, and leaves the address bar alone: for tests.
pub fn mount_to_element(element: &Element, player: Player) -> Mounted {
    mount_in(element, player, AddressBar::silent(), None)
}

fn mount_in(element: &Element, player: Player, address: AddressBar, fuzz: Option<u64>) -> Mounted {
    Mounted(mount_to_renderer(element, move || {
        let shell = Shell::new(player, address);
        shell.after_drawing();
        if let Some(seed) = fuzz {
            fuzz::start(shell, seed);
        }
        page(shell)
    }))
}

/// The player the address asks for, with the reader's preferences where it does not say.
fn open(query: &str) -> Player {
    let preferences = browser::recall();
    let language = preferences.iter().find_map(|preference| match preference {
        Preference::Language(language) => Some(*language),
        Preference::Theme(_) | Preference::Speed(_) => None,
    });
    let says_theme = query.split(['?', '&']).any(|pair| pair.starts_with("theme="));
    let mut player = Player::open(query, language.unwrap_or_else(browser::reader_language));
    for preference in preferences {
        match preference {
            // A link's own theme comes before the reader's.
            Preference::Theme(theme) if !says_theme => drop(player.update(Msg::SetTheme(theme))),
            Preference::Speed(speed) => drop(player.update(Msg::SetSpeed(speed))),
            Preference::Theme(_) | Preference::Language(_) => {}
        }
    }
    player
}

/// The page; drawn once, its parts whenever the player changes.
fn page(shell: Shell) -> El {
    html("div")
        .class("page")
        .live(shell, bar::bar)
        .live(shell, notices::notices)
        .with(html("div").class("grid").with(figure::figure(shell)).with(panels::panels(shell)))
}
