//! Lines of the run that were left, and the way back to them.

use crate::player::{KeptLine, Msg, Player};
use crate::text::{self, Language, label};

use super::super::el::{El, html};
use super::super::parts::{button, empty, panel, telling};
use super::super::shell::Shell;

/// The panel.
pub fn kept(shell: Shell, player: &Player) -> El {
    let (language, lines) = (player.language(), player.kept());
    let details = language.details();
    let list = html("ul").class("kept").with_all(lines.iter().rev().map(|kept| line(shell, kept, language)));
    let panel = panel("panel kept-panel", "log", details.panel_branches).with(list);
    if lines.is_empty() { panel.with(empty(details.panel_branches_none)) } else { panel }
}

fn line(shell: Shell, kept: &KeptLine, language: Language) -> El {
    let mut back = telling(button("button"), shell, Msg::Return(kept.number))
        .attr("title", language.details().panel_branch_return)
        .with(html("b").say(label::branch(language, kept.parted_at as u64)))
        .with(html("span").say(text::strategy_name(language, kept.strategy)));
    if let Some(command) = kept.first_abandoned() {
        back = back.with(html("span").say(text::command(language, &command)));
    }
    html("li").with(back)
}
