//! What can be turned without leaving the strategy; each turn runs the same inputs again.

use crate::inspect::{self, Control};
use crate::player::{Msg, Player};

use super::super::el::{El, html};
use super::super::parts::{button, panel, telling};
use super::super::shell::{Shell, look};

/// The panel; hidden where there is nothing to turn.
pub fn tuning(shell: Shell, player: &Player) -> El {
    let controls = inspect::tuning(look(player));
    panel("panel tuning", "try", player.language().details().panel_tuning)
        .flag("hidden", controls.is_empty())
        .with_all(controls.into_iter().map(|each| control(shell, each)))
}

fn control(shell: Shell, control: Control) -> El {
    let mut choices = html("div").class("choices");
    for choice in control.options {
        let button = telling(button("choice"), shell, Msg::Tune(choice.tuning));
        choices = choices.with(button.yes_no("aria-pressed", choice.selected).say(choice.label));
    }
    let label = html("span").attr("aria-hidden", "true").say(control.label);
    html("div").class("control").attr("role", "group").attr("aria-label", control.label).with(label).with(choices)
}
