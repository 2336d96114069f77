//! What the reader is told once and can put away: a link that could not be read whole, a run that is full.

use crate::player::{Msg, Notice, Player};
use crate::recording::MAX_INPUTS;
use crate::text::{self, Language};

use super::el::{El, html};
use super::parts::{self, icon_button};
use super::shell::Shell;

/// The notices, oldest first.
pub fn notices(shell: Shell, player: &Player) -> El {
    let language = player.language();
    let line = |(index, notice): (usize, &Notice)| {
        let close = language.details().close;
        let close = icon_button(shell, "button square", parts::CLOSE, close, Msg::Dismiss(index));
        html("li").class("notice").with(html("p").say(say(notice, language))).with(close)
    };
    let lines = player.notices().iter().enumerate().map(line);
    html("ul").class("notices").attr("role", "status").flag("hidden", player.notices().is_empty()).with_all(lines)
}

fn say(notice: &Notice, language: Language) -> String {
    match notice {
        Notice::Link(problem) => problem.describe(language),
        Notice::Full(_) => text::notice_full(language, MAX_INPUTS),
        Notice::TooLongForAddress { characters, limit } => text::notice_too_long(language, *characters, *limit),
    }
}
