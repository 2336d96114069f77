//! The count so far.

use crate::inspect::{self, TallyGroup};
use crate::player::Player;

use super::super::el::{El, html};
use super::super::parts::{panel, term};
use super::super::shell::{Shell, look};

/// The panel.
pub fn tally(_: Shell, player: &Player) -> El {
    let language = player.language();
    let rows = inspect::tally(look(player)).rows(language);
    let mut panel = panel("panel count", "count", language.words().panel_count);
    for group in TallyGroup::ALL {
        let mut list = html("dl").class("tally");
        for row in &rows {
            if row.key.group() == group {
                list = list.with(term(row.label, row.value.clone()).attr("data-weight", row.weight.class()));
            }
        }
        panel = panel.with(html("h3").say(group.label(language))).with(list);
    }
    panel
}
