//! The figure: the question, the stage, what just happened, and how to move through it.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

use crate::player::{Msg, Player};
use crate::inspect;

use super::button::word_button;
use super::sentence::sentence;
use super::shell::Shell;
use super::{caption, stage, transport};

/// The figure. Its keys work while it has the focus, and only then: it may live in somebody's article.
pub fn figure(shell: Shell) -> AnyView {
    view! {
        <section
            class="figure"
            tabindex="-1"
            aria-label=move || shell.words().stage
            on:keydown=move |event| press(shell, &event)
        >
            {question(shell)}
            {stage::stage(shell)}
            {caption::caption(shell)}
            {transport::transport(shell)}
            {twin(shell)}
        </section>
    }
    .into_any()
}

/// What the strategy asks, its answer, and the way back to its prepared example.
fn question(shell: Shell) -> impl IntoView {
    let strategy = move || (shell.language.get(), shell.player.with(Player::strategy));
    view! {
        <header class="question">
            <h2>{move || super::wanted::strategy_question(strategy().0, strategy().1)}</h2>
            <p>{move || super::wanted::strategy_summary(strategy().0, strategy().1)}</p>
            <div class="again" hidden=move || shell.player.with(Player::is_scripted)>
                {word_button(shell, "button", |words| words.script_again, Msg::Restart)}
            </div>
        </header>
    }
}

/// The stage in words, for those who do not see it.
fn twin(shell: Shell) -> impl IntoView {
    let lines = move || {
        let lines = shell.look(inspect::twin).into_iter();
        lines.map(|line| view! { <li>{sentence(line)}</li> }).collect::<Vec<_>>()
    };
    view! { <ul class="said" aria-label=move || shell.words().stage_twin>{lines}</ul> }
}

/// Keys that a control or a field inside of the figure needs itself are left to it.
fn press(shell: Shell, event: &KeyboardEvent) {
    if event.ctrl_key() || event.alt_key() || event.meta_key() || event.default_prevented() {
        return;
    }
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let within = |selector| target.as_ref().is_some_and(|target| target.closest(selector).is_ok_and(|found| found.is_some()));
    // Letters are named by their key's place: with a Korean keyboard they type other letters.
    let msg = match event.code().as_str() {
        "Space" if !within("button, [role=button]") => Msg::TogglePlay,
        "ArrowRight" => Msg::StepForward,
        "ArrowLeft" => Msg::StepBack,
        "Home" => Msg::SeekStep(0),
        "End" => Msg::SeekStep(usize::MAX),
        "KeyL" | "KeyN" => Msg::NextLoss,
        "Escape" => Msg::Select(None),
        _ => return,
    };
    event.prevent_default();
    shell.dispatch(msg);
}
