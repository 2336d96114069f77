//! Lines of the run that were left, and the way back to them.

use leptos::prelude::*;

use crate::player::{KeptLine, Msg, Player};
use crate::text::{self, Language, label};

use super::super::button::tell;
use super::super::shell::Shell;
use super::panel;

/// The panel.
pub fn kept(shell: Shell) -> AnyView {
    let lines = move || {
        let language = shell.language.get();
        shell.player.with(|player| {
            let lines = player.kept().iter().rev();
            lines.map(|kept| line(shell, kept, language)).collect::<Vec<_>>()
        })
    };
    let none = move || shell.player.with(|player| Player::kept(player).is_empty());
    let body = view! {
        <ul class="kept">{lines}</ul>
        <p class="empty">{move || none().then(|| shell.words().panel_branches_none)}</p>
    };
    panel("panel kept-panel", "log", move || shell.words().panel_branches.to_owned(), body.into_any())
}

fn line(shell: Shell, kept: &KeptLine, language: Language) -> impl IntoView + use<> {
    let strategy = text::strategy_name(language, kept.strategy);
    let parted = label::branch(language, kept.parted_at as u64);
    let next = kept.first_abandoned().map(|command| text::command(language, &command));
    let back = language.words().panel_branch_return;
    view! {
        <li>
            <button type="button" class="button" title=back on:click=tell(shell, Msg::Return(kept.number))>
                <b>{parted}</b>
                <span>{strategy}</span>
                <span>{next}</span>
            </button>
        </li>
    }
}
