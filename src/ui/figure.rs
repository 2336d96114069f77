//! The figure: the strategy's question, the stage, the caption, and the playback controls.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

use crate::inspect::Pursuit;
use crate::player::{Focus, Msg, Player, shortcut};
use crate::text::{goal, strategy_question};

use super::app::{App, use_app};
use super::article::ArticleLink;
use super::caption::Caption;
use super::panels::{FirstSymbols, Twin};
use super::stage::Stage;
use super::story::{EndingCard, OpeningKeys};
use super::transport::Transport;

/// The figure; `children` are its heading. In an article, keys work only while the focus is inside.
#[component]
pub fn Figure(children: Children) -> impl IntoView {
    let app = use_app();
    view! {
        <section class="figure" tabindex="-1" on:keydown=move |event| press(app, &event)>
            <div class="top">{children()}</div>
            <Stage />
            <div class="deck">
                <Caption />
                <FirstSymbols />
                <OpeningKeys />
                <EndingCard />
                <Transport />
            </div>
            <Twin />
        </section>
    }
}

/// The question that the figure answers: that of the strategy or, with a goal, the reader's task.
pub fn question(player: &Player) -> String {
    match player.pursuit() {
        Some(Pursuit { goal, reached, .. }) => goal::heading(player.language(), goal, reached.is_some()),
        None => strategy_question(player.language(), player.strategy()).to_owned(),
    }
}

/// The question, whose answer the end of the run sums up, and a link to the article; once the reader has acted, a button
/// that resets the run to the example.
#[component]
pub fn Question() -> impl IntoView {
    let app = use_app();
    let question = app.slice(question);
    // A goal has a button of its own that starts over.
    let has_reset = app.slice(|player| !player.is_prepared() && player.goal().is_none());
    view! {
        <header class="question">
            <h2>{question}</h2>
            <div class="again" hidden=move || !has_reset.get()>
                <button type="button" class="button" on:click=move |_| app.dispatch(Msg::Restart)>
                    {move || app.words().script_again}
                </button>
            </div>
            <ArticleLink />
        </header>
    }
}

/// Handles keyboard shortcuts. A control inside the figure has handled its own keys before.
pub fn press(app: App, event: &KeyboardEvent) {
    if event.ctrl_key() || event.alt_key() || event.meta_key() || event.default_prevented() {
        return;
    }
    let Some(msg) = shortcut(&event.code(), focus(event)) else { return };
    // Escape then closes the popover, if nobody prevents it.
    if msg == Msg::Select(None) && matches!(document().query_selector(":popover-open"), Ok(Some(_))) {
        return;
    }
    event.prevent_default();
    app.dispatch(msg);
}

/// Returns the kind of control that a key event comes from.
pub fn focus(event: &KeyboardEvent) -> Focus {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let is_in = |selector| target.as_ref().is_some_and(|target| matches!(target.closest(selector), Ok(Some(_))));
    if is_in("select, input, textarea") {
        Focus::Field
    } else if is_in("button, [role=button]") {
        Focus::Button
    } else {
        Focus::Figure
    }
}
