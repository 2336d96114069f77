//! Giving a run away: its link, or a file where it is too long for one; and the same run with other session ids.

use leptos::prelude::{WithUntracked, document};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement};

use crate::browser;
use crate::link::Link;
use crate::player::{Msg, Player};
use crate::text::{Details, Words};

use super::draw::after_drawing;
use super::el::{El, html};
use super::late::Part;
use super::parts::button;
use super::shell::Shell;

const FILE_NAME: &str = "sessionscope.txt";
const POPOVER: &str = "sessionscope-share";
const OPENER: &str = "[popovertarget]";
const FIELD: &str = "sessionscope-link";

/// The button that opens [`share`]. Where that is not here yet, it opens when it came.
pub fn opener(shell: Shell, words: &'static Words) -> El {
    button("button")
        .attr("popovertarget", POPOVER)
        .on("pointerover", move |_| shell.want(Part::Further))
        .on("click", move |_| {
            if !Part::Further.is_here() {
                shell.share_later();
            }
            shell.look_at(|local| local.shared = None);
        })
        .say(words.share)
}

/// Presses the opener once more, as what it opens has come; not where the reader went on to something else.
pub fn open() {
    after_drawing(Box::new(|| {
        let opener = document().query_selector(OPENER).ok().flatten();
        let focused = document().active_element();
        // Some browsers give no focus to a button that is pressed by a pointer.
        let waits = |opener: &Element| focused.is_none_or(|focused| focused.contains(Some(opener)));
        if let Some(opener) = opener.filter(waits).and_then(|opener| opener.dyn_into::<HtmlElement>().ok()) {
            opener.click();
        }
    }));
}

/// What is opened. A popover of the browser's own closes by Escape or a click elsewhere without a listener on the window,
/// which is not ours in an article.
pub fn share(shell: Shell, player: &Player) -> El {
    let details = player.language().details();
    let field = html("input")
        .attr("type", "text")
        .attr("readonly", "")
        .attr("id", FIELD)
        .attr("value", browser::share_url(&player.link().query()));
    let acts = html("div")
        .class("row")
        .with(button("button strong").on("click", move |_| copy(shell)).say(details.share_copy))
        .with(button("button").on("click", move |_| browser::save(FILE_NAME, &url(shell))).say(details.share_save))
        .with(open_file(shell, details))
        .with(button("button").on("click", move |_| shell.dispatch(other_ids(shell))).say(details.share_new_ids));
    let said = shell.local().shared.map_or("", |said| said(player.language().words()));
    html("div")
        .class("share")
        .attr("id", POPOVER)
        .attr("popover", "auto")
        .with(html("label").with(html("span").say(details.share_link)).with(field))
        .with(acts)
        .with(html("p").attr("role", "status").say(said))
}

fn url(shell: Shell) -> String {
    shell.player.with_untracked(|player| browser::share_url(&player.link().query()))
}

fn copy(shell: Shell) {
    browser::copy(&url(shell), move |copied| {
        let field = document().get_element_by_id(FIELD).and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
        if let Some(field) = field.filter(|_| !copied) {
            // The reader copies by hand.
            field.select();
        }
        let said: fn(&Words) -> &'static str =
            if copied { |words| words.share_copied } else { |words| words.share_failed };
        shell.look_at(|local| local.shared = Some(said));
    });
}

/// A label that looks like a button, around the browser's own file field.
fn open_file(shell: Shell, details: &'static Details) -> El {
    let open = move |event: &Event| {
        if let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) {
            browser::read_chosen(&input, move |text| shell.dispatch(Msg::Open(text)));
        }
    };
    let input = html("input").class("said").attr("type", "file").attr("accept", ".txt,text/plain").on("change", open);
    html("label").class("button").with(input).say(details.share_open)
}

/// The same acts from the start with a fresh seed: other ids, the same story.
fn other_ids(shell: Shell) -> Msg {
    let link = shell.player.with_untracked(Player::link);
    let mut config = link.config;
    config.seed = browser::fresh_seed();
    Msg::Open(Link { config, step: 0, ..link }.query())
}
