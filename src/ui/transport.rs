//! Moving through the run: step, play, jump, speed.

use crate::model::time::SimTime;
use crate::player::{Msg, Player};
use crate::text::{cat, number};

use super::el::{El, Slot, Text, html};
use super::parts::{self, button, icon_button, named, telling};
use super::shell::Shell;

/// Back, play, forward.
pub fn steps(shell: Shell, player: &Player) -> El {
    let words = player.language().words();
    let (icon, name) = if player.is_playing() { (parts::PAUSE, words.pause) } else { (parts::PLAY, words.play) };
    html("div")
        .class("keys")
        .attr("role", "group")
        .attr("aria-label", words.transport)
        .attr("title", words.keyboard_help)
        .with(icon_button(shell, "button square back", parts::BACK, words.step_back, Msg::StepBack))
        .with(icon_button(shell, "play", icon, name, Msg::TogglePlay))
        .with(icon_button(shell, "button square forward", parts::FORWARD, words.step_forward, Msg::StepForward))
}

/// The next loss, the speed.
pub fn jumps(shell: Shell, player: &Player) -> El {
    let words = player.language().words();
    let speed = player.speed();
    let name = cat(&[words.speed, ": ", speed.label()]);
    let next = telling(button("button speed"), shell, Msg::SetSpeed(speed.next()));
    html("div")
        .class("keys")
        .with(icon_button(shell, "button square loss", parts::LOSS, words.next_loss, Msg::NextLoss))
        .with(named(next, Text::Owned(name)).say(speed.label()))
}

/// The simulated time; [`write_time`] fills it.
pub fn time(shell: Shell, player: &Player) -> El {
    html("span")
        .class("time")
        .attr("title", player.language().words().time_simulated)
        .keep(&shell.backstage().moving.time)
}

/// Writes the simulated time; called once a frame.
pub fn write_time(slot: &Slot, now: SimTime) {
    if let Some(element) = slot.get() {
        element.set_text_content(Some(&number::clock(now)));
    }
}
