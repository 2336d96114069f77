//! The figure: the strategy's question, the stage, the caption, and the playback controls.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

use crate::player::{Focus, Msg, Player, shortcut};
use crate::text::strategy::{strategy_question, summary};

use super::app::{App, use_app};
use super::caption::Caption;
use super::panels::Twin;
use super::stage::Stage;
use super::transport::Transport;

/// The figure; `children` are its heading. Keys work only while the focus is inside, as the figure may be part of an
/// article.
#[component]
pub fn Figure(children: Children) -> impl IntoView {
    let app = use_app();
    view! {
        <section class="figure" tabindex="-1" on:keydown=move |event| press(app, &event)>
            {children()}
            <Stage />
            <div class="deck">
                <Caption />
                <Transport />
            </div>
            <Twin />
        </section>
    }
}

/// The strategy's question and the summary of the run's settings; once the reader has acted, a button that resets the run to the example.
#[component]
pub fn Question() -> impl IntoView {
    let app = use_app();
    let strategy = app.slice(Player::strategy);
    let config = app.slice(|player| *player.recording().config());
    let is_example = app.slice(Player::is_prepared);
    view! {
        <header class="question">
            <h2>{move || strategy_question(app.language.get(), strategy.get())}</h2>
            <p>{move || summary(app.language.get(), &config.get())}</p>
            <div class="again" hidden=is_example>
                <button type="button" class="button" on:click=move |_| app.dispatch(Msg::Restart)>
                    {move || app.words().script_again}
                </button>
            </div>
        </header>
    }
}

/// Handles keyboard shortcuts. A control inside the figure has handled its own keys before.
fn press(app: App, event: &KeyboardEvent) {
    if event.ctrl_key() || event.alt_key() || event.meta_key() || event.default_prevented() {
        return;
    }
    let Some(msg) = shortcut(&event.code(), focus(event)) else { return };
    event.prevent_default();
    app.dispatch(msg);
}

/// Returns the kind of control that a key event comes from.
fn focus(event: &KeyboardEvent) -> Focus {
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
