//! The figure: the strategy's question, the stage, the caption, and the playback controls.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

use crate::inspect::Pursuit;
use crate::player::{Focus, Msg, Player, answer_shortcut, shortcut};
use crate::text::{goal, lesson, strategy_question};

use super::app::{App, use_app};
use super::article::ArticleLink;
use super::caption::Caption;
use super::focus::focus_on;
use super::lesson::Card;
use super::panels::{FirstSymbols, Twin};
use super::stage::Stage;
use super::story::{EndingCard, OpeningKeys};
use super::transport::Transport;

/// The figure; `children` are its heading. In an article, keys work only while the focus is inside.
#[component]
pub fn Figure(children: Children) -> impl IntoView {
    let app = use_app();
    let is_lesson = app.slice(|player| player.lesson().is_some());
    view! {
        <section class="figure" tabindex="-1" on:keydown=move |event| press(app, &event)>
            <div class="top">{children()}</div>
            <Stage />
            <div class="deck" data-lesson=is_lesson>
                <Caption />
                <FirstSymbols />
                <OpeningKeys />
                <EndingCard />
                <Card />
                <Transport />
            </div>
            <Twin />
        </section>
    }
}

/// The question that the figure answers: the title of the lesson, the reader's task with a goal, else that of the
/// strategy.
pub fn question(player: &Player) -> String {
    let language = player.language();
    match (player.pursuit(), player.lesson()) {
        (Some(Pursuit { goal, reached, .. }), _) => goal::heading(language, goal, reached.is_some()),
        (None, Some(lesson)) => lesson::title(language, lesson),
        (None, None) => strategy_question(language, player.strategy()).to_owned(),
    }
}

/// The question, whose answer the end of the run sums up, and a link to the article.
#[component]
pub fn Question() -> impl IntoView {
    let app = use_app();
    let question = app.slice(question);
    // A low window has no room for what the strip says, too.
    let is_said_twice = app.slice(|player| player.goal().is_none());
    view! {
        <header class="question" data-said-twice=is_said_twice>
            <h2>{question}</h2>
            <ArticleLink />
        </header>
    }
}

/// Handles keyboard shortcuts. A control inside the figure has handled its own keys before.
pub fn press(app: App, event: &KeyboardEvent) {
    if event.ctrl_key() || event.alt_key() || event.meta_key() || event.default_prevented() {
        return;
    }
    let answer = answer_shortcut(&event.code(), focus(event)).and_then(|index| app.peek(|player| player.answer(index)));
    let Some(msg) = answer.or_else(|| shortcut(&event.code(), focus(event))) else { return };
    // Escape then closes the popover, if nobody prevents it.
    if msg == Msg::Select(None) && matches!(document().query_selector(":popover-open"), Ok(Some(_))) {
        return;
    }
    event.prevent_default();
    if matches!(msg, Msg::Reply { .. }) {
        // An answer by a digit goes on at the lesson's card.
        focus_on(".lesson-card");
    }
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
    } else if is_in(".lesson-card") {
        Focus::Card
    } else {
        Focus::Figure
    }
}
