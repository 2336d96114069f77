//! What the server that was added last had to do before it served.

use crate::model::fact::Fact;
use crate::player::Player;
use crate::text;

use super::super::el::{El, html};
use super::super::parts::panel;
use super::super::shell::Shell;

/// The panel; hidden until a server was added.
pub fn todo(_: Shell, player: &Player) -> El {
    let language = player.language();
    let recording = player.recording();
    let facts = recording.facts_until(player.step());
    let added = facts.iter().rposition(|timed| matches!(timed.fact, Fact::ServerAdded { .. }));
    let tasks = added.map(|fact| {
        // What there was to do for it: with those that were there before it.
        let before = recording.step_of_fact(fact).saturating_sub(1);
        text::joining_todo(language, &recording.frame(before).world)
    });
    let tasks = tasks.unwrap_or_default().into_iter().map(|task| html("li").say(task));
    let panel = panel("panel todo", "try", language.details().panel_todo).flag("hidden", added.is_none());
    panel.with(html("ol").with_all(tasks))
}
