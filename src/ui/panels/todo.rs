//! What a new server has to do before it serves, once one was added.

use crate::model::fact::Fact;
use crate::player::Player;
use crate::text;

use super::super::el::{El, html};
use super::super::parts::panel;
use super::super::shell::Shell;

/// The panel; hidden until a server was added.
pub fn todo(_: Shell, player: &Player) -> El {
    let language = player.language();
    let facts = player.recording().facts_until(player.step());
    let added = facts.iter().any(|timed| matches!(timed.fact, Fact::ServerAdded { .. }));
    let tasks = if added { text::joining_todo(language, &player.frame().world) } else { Vec::new() };
    let tasks = tasks.into_iter().map(|task| html("li").say(task));
    panel("panel todo", "try", language.words().panel_todo).flag("hidden", !added).with(html("ol").with_all(tasks))
}
