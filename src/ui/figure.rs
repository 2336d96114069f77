//! The figure: the question, the stage, what just happened, and how to move through it.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent};

use crate::player::{Msg, Player};
use crate::text::{strategy_question, strategy_summary};

use super::el::{El, View, html};
use super::parts::{button, telling};
use super::shell::Shell;
use super::{caption, late, stage, timeline, transport};

/// The figure under its head. Its keys work while it has the focus, and only then: it may live in somebody's article.
pub fn figure(shell: Shell, head: View) -> El {
    let transport = html("div")
        .class("transport")
        .live(shell, transport::steps)
        .live(shell, timeline::timeline)
        .live(shell, transport::time)
        .live(shell, transport::jumps);
    html("section")
        .class("figure")
        .attr("tabindex", "-1")
        .on("keydown", move |event| press(shell, event))
        .live(shell, head)
        .with(stage::stage(shell))
        .with(html("div").class("deck").live(shell, caption::caption).live(shell, caption::said).with(transport))
        .live(shell, |shell, player| late::draw(shell, player, "ul", |views| views.twin))
}

/// What the strategy asks, its answer, and the way back to its prepared example.
pub fn question(shell: Shell, player: &Player) -> El {
    let (language, strategy) = (player.language(), player.strategy());
    let again = telling(button("button"), shell, Msg::Restart).say(language.words().script_again);
    html("header")
        .class("question")
        .with(html("h2").say(strategy_question(language, strategy)))
        .with(html("p").say(strategy_summary(language, strategy)))
        .with(html("div").class("again").flag("hidden", player.is_scripted()).with(again))
}

/// Keys that a control inside of the figure needs itself are left to it.
fn press(shell: Shell, event: &Event) {
    let event: &KeyboardEvent = event.unchecked_ref();
    if event.ctrl_key() || event.alt_key() || event.meta_key() || event.default_prevented() {
        return;
    }
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let is_button = target.and_then(|target| target.closest("button, [role=button]").ok().flatten()).is_some();
    // Letters are named by their key's place: with a Korean keyboard they type other letters.
    let msg = match event.code().as_str() {
        "Space" if !is_button => Msg::TogglePlay,
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
