//! What the reader can do.

use crate::inspect::{self, Act};
use crate::player::{Msg, Player};
use crate::text::cat;

use super::super::el::{El, html};
use super::super::parts::{button, panel};
use super::super::shell::{Shell, look};

/// The panel.
pub fn acts(shell: Shell, player: &Player) -> El {
    let acts = inspect::acts(look(player));
    let title = player.language().words().panel_try;
    let title = if acts.about.is_empty() { title.to_owned() } else { cat(&[title, " · ", &acts.about]) };
    let buttons = acts.acts.into_iter().map(|act| act_button(shell, act));
    // Its buttons say what is done; whom they are about, the group says.
    let group = html("div").class("acts").attr("role", "group").attr("aria-label", title.clone());
    panel("panel try", "try", title).with(group.with_all(buttons))
}

/// One that can't act keeps the focus and says why.
fn act_button(shell: Shell, act: Act) -> El {
    let Act { command, label, owner, enabled, why_not } = act;
    button("button act")
        .yes_no("aria-disabled", !enabled)
        .attr("title", why_not)
        .person(owner)
        .on("click", move |_| {
            if enabled {
                shell.dispatch(Msg::Act(command));
            }
        })
        .say(label)
}
