//! Moving through the run: play, step, jump, speed.

use leptos::prelude::*;
use web_sys::HtmlSpanElement;

use crate::model::time::SimTime;
use crate::player::{Msg, Player};
use crate::text::number;

use super::button::icon_button;
use super::icon;
use super::shell::Shell;
use super::timeline::timeline;

/// The bar under the caption.
pub fn transport(shell: Shell) -> AnyView {
    let label = move || shell.words().transport;
    view! {
        <div class="transport" role="group" aria-label=label title=move || shell.words().keyboard_help>
            <div class="keys">
                {icon_button(shell, "button square", |_| icon::BACK, |words, _| words.step_back, Msg::StepBack)}
                {icon_button(shell, "play", play_icon, play_label, Msg::TogglePlay)}
                {icon_button(shell, "button square", |_| icon::FORWARD, |words, _| words.step_forward, Msg::StepForward)}
            </div>
            {timeline(shell)}
            <span class="time" title=move || shell.words().time_simulated node_ref=shell.moving.time></span>
            <div class="keys">
                {icon_button(shell, "button square loss", |_| icon::LOSS, |words, _| words.next_loss, Msg::NextLoss)}
                {speed(shell)}
            </div>
        </div>
    }
    .into_any()
}

/// Writes the simulated time; called once a frame.
pub fn write_time(element: Option<HtmlSpanElement>, now: SimTime) {
    if let Some(element) = element {
        element.set_text_content(Some(&number::clock(now)));
    }
}

fn speed(shell: Shell) -> impl IntoView {
    let shown = move || shell.player.with(Player::speed).label();
    let faster = move |_| shell.dispatch(Msg::SetSpeed(shell.player.with_untracked(Player::speed).next()));
    let label = move || [shell.words().speed, ": ", shown()].concat();
    view! {
        <button type="button" class="button speed" aria-label=label title=label on:click=faster>
            {shown}
        </button>
    }
}

fn play_icon(player: &Player) -> icon::Icon {
    if player.is_playing() { icon::PAUSE } else { icon::PLAY }
}

fn play_label(words: &crate::text::Words, player: &Player) -> &'static str {
    if player.is_playing() { words.pause } else { words.play }
}
