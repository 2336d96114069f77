//! Branches that the reader has left, and the way back to each.

use leptos::prelude::*;

use crate::player::{KeptLine, Msg};
use crate::text::{self, label};

use crate::ui::app::{App, use_app};
use crate::ui::parts::Panel;

#[component]
pub fn Kept() -> impl IntoView {
    let app = use_app();
    let kept = app.slice(|player| player.kept().to_vec());
    let empty = move || kept.with(Vec::is_empty).then(|| app.details().panel_branches_none);
    view! {
        <Panel class="panel kept-panel" sheet="log" title=move || app.details().panel_branches.to_owned()>
            <ul class="kept">
                {move || kept.get().into_iter().rev().map(|kept| branch(app, kept)).collect_view()}
            </ul>
            {move || empty().map(|empty| view! { <p class="empty">{empty}</p> })}
        </Panel>
    }
}

fn branch(app: App, kept: KeptLine) -> impl IntoView {
    let number = kept.number;
    let first = kept.first_abandoned();
    view! {
        <li>
            <button
                type="button"
                class="button"
                title=move || app.details().panel_branch_return
                on:click=move |_| app.dispatch(Msg::Return(number))
            >
                <b>{move || label::branch(app.language.get(), kept.parted_at as u64)}</b>
                <span>{move || text::strategy_name(app.language.get(), kept.strategy)}</span>
                {first.map(|command| {
                    view! { <span>{move || text::command(app.language.get(), &command)}</span> }
                })}
            </button>
        </li>
    }
}
