//! What is on the page. A view is a function from the player to an [`el::El`]: it draws, it does not decide. Every text,
//! place and mark comes from `scene`, `inspect` and `text`, and every act goes to the player by [`shell::Shell::dispatch`].
//!
//! In reading order: `el`, elements that do something, and `draw`, which makes the page look like them; `shell`, what every
//! view is handed, with `clock` and `derived`; `parts`, what many views are made of; `figure` with `stage`, `caption`,
//! `transport` and `timeline`; `bar`, `share` and `notices` above, `panels` beside and below it; `embed`, the figure alone;
//! `fuzz`, which tries it all; `late`, which of these come after the page.
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
mod embed;
mod fuzz;
mod late;

use std::array;

use leptos::mount::{UnmountHandle, mount_to_renderer};
use leptos::prelude::document;
use web_sys::Element;

use crate::browser::{self, Address};
use crate::player::{Msg, Player, Preference};
use draw::Drawn;
use el::{El, html};
use late::{Missing, Part};
use shell::Shell;

/// Width the stage is laid out for before it is measured, in CSS pixels.
const FIRST_WIDTH: i32 = 800;

/// A page that stays until this is dropped.
pub struct Mounted(UnmountHandle<Drawn>);

impl Mounted {
    /// It stays as long as the document does.
    pub fn forget(self) {
        self.0.forget();
    }
}

/// Mounts the page in `#app`, opened on what the address says; the figure alone where it asks for that. An address that says
/// anything has to be read, and waits for what reads it.
///
/// # Panics
/// Where the page has no `#app`.
pub fn mount() {
    browser::keep_last_words();
    let root = document().get_element_by_id("app").expect("index.html has an element with the id app");
    // The first view, which index.html brings along, has the stage where it is going to be.
    let stage = root.query_selector(".stage").ok().flatten();
    let width = stage.map_or(FIRST_WIDTH, |stage| stage.client_width());
    let query = Address::query();
    let fuzz = late::seed(&query);
    // Whatever the address says.
    let first = [
        (!query.is_empty()).then_some(Part::Steps),
        browser::is_embedded().then_some(Part::Embed),
        fuzz.map(|_| Part::Fuzz),
        // It presses what is in them.
        fuzz.map(|_| Part::Panels),
        fuzz.map(|_| Part::Further),
    ];
    let open_and_mount = move |missing: Missing| {
        if missing[Part::Steps as usize] {
            return browser::can_not_start("steps");
        }
        let player = open(&query);
        let needed = Part::needed(&player);
        let mount = move |also: Missing| {
            let missing = array::from_fn(|part| missing[part] || also[part]);
            mount_opened(&root, player, width, missing, fuzz);
        };
        late::fetch_all(needed.into_iter().flatten().collect(), Box::new(mount));
    };
    late::fetch_all(first.into_iter().flatten().collect(), Box::new(open_and_mount));
}

/// Mounts what is to be there: the figure alone, the page, or one that somebody is let loose on by a seed.
fn mount_opened(root: &Element, player: Player, width: i32, missing: Missing, fuzz: Option<u64>) {
    root.set_inner_html("");
    match (late::embed::get(), late::fuzz::get(), fuzz) {
        (Some(alone), _, _) if browser::is_embedded() => alone(root, player, width, missing),
        // The address stays as it is then: loaded again, the same happens again.
        (_, Some(start), Some(seed)) => {
            let page = move |shell| {
                start(shell, seed);
                page(shell)
            };
            mount_in(root, player, Address::silent(), width, missing, Box::new(page))
        }
        _ => mount_in(root, player, Address::in_bar(), width, missing, Box::new(page)),
    }
    .forget();
    browser::is_drawn();
}

/// Mounts a player in an element that is not the page's own, and leaves the address bar alone: for tests.
pub fn mount_to_element(element: &Element, player: Player) -> Mounted {
    mount_in(element, player, Address::silent(), FIRST_WIDTH, Missing::default(), Box::new(page))
}

/// `width` is the stage's; what is missing was asked for already.
fn mount_in(
    element: &Element,
    player: Player,
    address: Address,
    width: i32,
    missing: Missing,
    page: Box<dyn FnOnce(Shell) -> El>,
) -> Mounted {
    Mounted(mount_to_renderer(element, move || {
        let shell = Shell::new(player, address, width.into());
        shell.look_at(|local| local.missing = missing);
        shell.want(Part::Steps);
        shell.want(Part::Panels);
        shell.want_what_is_due();
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
            // A link's own theme comes before the reader's, and so does the one of the article around.
            Preference::Theme(theme) if !says_theme && !browser::is_embedded() => {
                drop(player.update(Msg::SetTheme(theme)))
            }
            Preference::Speed(speed) => drop(player.update(Msg::SetSpeed(speed))),
            Preference::Theme(_) | Preference::Language(_) => {}
        }
    }
    player
}

/// The page; drawn once, its parts whenever the player changes. Whatever a reader does in it brings what is further on.
fn page(shell: Shell) -> El {
    let doing = ["focusin", "keydown", "pointerdown", "click"];
    let page = doing
        .into_iter()
        .fold(html("div").class("page"), |page, event| page.on(event, move |_| shell.want(Part::Further)));
    page.live(shell, bar::bar)
        .live(shell, |shell, player| late::draw_further(shell, player, "ul", |views| views.notices))
        .live(shell, late::missing)
        .with(html("div").class("grid").with(figure::figure(shell, figure::question)).with(panels::panels(shell)))
}
