//! The stage in words, for those who do not see it.

use crate::inspect;
use crate::player::Player;

use super::super::el::{El, html};
use super::super::parts::sentence;
use super::super::shell::{Shell, look};

/// The list; it stands in the figure.
pub fn twin(_: Shell, player: &Player) -> El {
    let lines = inspect::twin(look(player)).into_iter().map(|line| sentence(html("li"), line));
    html("ul").class("said").attr("aria-label", player.language().details().stage_twin).with_all(lines)
}
