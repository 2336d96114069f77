//! What the reader is told once and can put away: a link that could not be read whole, a run that is full.

use leptos::prelude::*;

use crate::player::{Msg, Notice, Player};
use crate::text;

use super::button::tell;
use super::icon::{self, icon};
use super::shell::Shell;

/// The notices, oldest first.
pub fn notices(shell: Shell) -> AnyView {
    let list = move || {
        let (language, notices) = shell.player.with(|player| (player.language(), player.notices().to_vec()));
        let close = language.words().close;
        let line = |(index, notice): (usize, Notice)| {
            view! {
                <li class="notice">
                    <p>{say(&notice, language)}</p>
                    <button
                        type="button"
                        class="button square"
                        aria-label=close
                        title=close
                        on:click=tell(shell, Msg::Dismiss(index))
                    >
                        {icon(|| icon::CLOSE)}
                    </button>
                </li>
            }
        };
        notices.into_iter().enumerate().map(line).collect::<Vec<_>>()
    };
    view! {
        <ul class="notices" role="status" hidden=move || shell.player.with(|player| Player::notices(player).is_empty())>
            {list}
        </ul>
    }
    .into_any()
}

fn say(notice: &Notice, language: text::Language) -> String {
    match notice {
        Notice::Link(problem) => problem.describe(language),
        Notice::Full(_) => super::wanted::notice_full(language),
        Notice::TooLongForAddress { characters, limit } => super::wanted::notice_too_long(language, *characters, *limit),
    }
}
