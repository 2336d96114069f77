//! Tasks of the most recently added server before it can serve.

use leptos::prelude::*;

use crate::model::fact::Fact;
use crate::player::Player;
use crate::text;
use crate::ui::app::use_app;

use super::{Panel, Sheet};

/// Hidden until a server is added.
#[component]
pub fn Todo() -> impl IntoView {
    let app = use_app();
    let tasks = app.slice(tasks);
    let task = |task| view! { <li>{task}</li> };
    view! {
        <Panel
            class="todo"
            sheet=Sheet::Try
            title=move || app.words().panel_todo.to_owned()
            hidden=move || tasks.with(Option::is_none)
        >
            <ol>{move || tasks.get().unwrap_or_default().into_iter().map(task).collect_view()}</ol>
        </Panel>
    }
}

fn tasks(player: &Player) -> Option<Vec<String>> {
    let recording = player.recording();
    let facts = recording.facts_until(player.step());
    let added = facts.iter().rposition(|timed| matches!(timed.fact, Fact::ServerAdded { .. }))?;
    // The tasks depend on the servers before the addition.
    let before = recording.step_of_fact(added).saturating_sub(1);
    Some(text::joining_todo(player.language(), &recording.frame(before).world).into_iter().collect())
}
