//! Legend of the symbols on the stage.

use leptos::prelude::*;

use crate::model::config::Sessions;
use crate::text::Words;
use crate::ui::app::use_app;

use super::{Panel, Sheet};

/// Kind, path in a box of 30 by 18, and label.
type Symbol = (&'static str, &'static str, fn(&Words) -> &'static str);

const REQUEST: Symbol = (
    "request",
    "M5 2.5h20a3 3 0 0 1 3 3v7a3 3 0 0 1-3 3H5a3 3 0 0 1-3-3v-7a3 3 0 0 1 3-3zm5 6.5h10m-4-3.5 4 3.5-4 3.5",
    |words| words.legend_request,
);
const RESPONSE: Symbol = (
    "response",
    "M5 2.5h20a3 3 0 0 1 3 3v7a3 3 0 0 1-3 3H5a3 3 0 0 1-3-3v-7a3 3 0 0 1 3-3zm15 6.5H10m4-3.5L10 9l4 3.5",
    |words| words.legend_response,
);
const COOKIE: Symbol = ("cookie", "M8 3h14a6 6 0 0 1 0 12H8A6 6 0 0 1 8 3z", |words| words.legend_cookie);
const SESSION: Symbol = ("session", "M2 4h26v10H2zM7 9h5m4 0h8", |words| words.legend_session);
const COPY: Symbol = ("copy", "M1 9h6m16 0h6M15 2.5 21.5 9 15 15.5 8.5 9z", |words| words.legend_copy);
const STORE: Symbol = ("store", "M1 9h8m12 0h8M15 3a6 6 0 0 1 0 12a6 6 0 0 1 0-12z", |words| words.legend_store);
const STALE: Symbol = ("stale", "M2 4h26v10H2zM5 14 15 4m-3 10L22 4m-3 10 9-9", |words| words.legend_stale);
const LOSS: Symbol = ("loss", "M15 2.5 21.5 9 15 15.5 8.5 9z", |words| words.legend_loss);

/// All symbols.
#[component]
pub fn Legend() -> impl IntoView {
    let app = use_app();
    let symbols = [REQUEST, RESPONSE, COOKIE, SESSION, COPY, STORE, STALE, LOSS];
    view! {
        <Panel class="legend" sheet=Sheet::Count title=move || app.words().legend.to_owned()>
            <ul>{move || symbols.map(|shown| symbol(shown, app.words())).collect_view()}</ul>
        </Panel>
    }
}

/// The symbols that the run is about to use, under its first caption.
#[component]
pub fn FirstSymbols() -> impl IntoView {
    let app = use_app();
    let is_shown = app.slice(|player| !player.is_playing() && (player.step() == 0 || player.is_at_opening()));
    let sessions = app.slice(|player| player.recording().config().sessions);
    let symbols = move || {
        let other = match sessions.get() {
            Sessions::Local => None,
            Sessions::Replicated => Some(COPY),
            Sessions::Shared(_) => Some(STORE),
        };
        [REQUEST, RESPONSE, COOKIE, SESSION].into_iter().chain(other)
    };
    view! {
        <ul class="legend first-symbols" hidden=move || !is_shown.get()>
            {move || symbols().map(|shown| symbol(shown, app.words())).collect_view()}
        </ul>
    }
}

fn symbol((kind, d, label): Symbol, words: &Words) -> impl IntoView + use<> {
    view! {
        <li>
            <svg viewBox="0 0 30 18" aria-hidden="true">
                <path data-kind=kind d=d />
            </svg>
            {label(words)}
        </li>
    }
}
