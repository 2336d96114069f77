//! The count so far.

use crate::inspect;
use crate::player::Player;

use super::super::el::{El, html};
use super::super::parts::{panel, term};
use super::super::shell::{Shell, look};

/// The panel.
pub fn tally(_: Shell, player: &Player) -> El {
    let language = player.language();
    let rows = inspect::tally(look(player)).rows(language).into_iter();
    let rows = rows.map(|row| term(row.label, row.value).flag("data-bad", row.bad));
    panel("panel count", "count", language.words().panel_count).with(html("dl").class("tally").with_all(rows))
}
