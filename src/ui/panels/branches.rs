//! Branches that the reader has left, and the way back to each.

use leptos::prelude::*;

use crate::player::{Branch, Msg};
use crate::text::{self, Language, label};
use crate::ui::app::{App, use_app};

use super::{Panel, Sheet};

#[component]
pub fn Branches() -> impl IntoView {
    let app = use_app();
    let branches = app.slice(|player| player.branches().to_vec());
    let empty = move || branches.with(Vec::is_empty).then(|| app.words().panel_branches_none);
    view! {
        <Panel class="branches-panel" sheet=Sheet::Log title=move || app.words().panel_branches.to_owned()>
            <ul class="branches">
                {move || {
                    let language = app.language.get();
                    branches.get().into_iter().rev().map(|branch| button(app, branch, language)).collect_view()
                }}
            </ul>
            {move || empty().map(|empty| view! { <p class="empty">{empty}</p> })}
        </Panel>
    }
}

fn button(app: App, branch: Branch, language: Language) -> impl IntoView {
    let number = branch.number;
    let command = branch.first_abandoned().map(|command| view! { <span>{text::command(language, &command)}</span> });
    view! {
        <li>
            <button
                type="button"
                class="button"
                title=language.words().panel_branch_return
                on:click=move |_| app.dispatch(Msg::ReturnToBranch(number))
            >
                <b>{label::branch(language, branch.branched_at as u64)}</b>
                <span>{text::strategy_name(language, branch.activity.strategy())}</span>
                {command}
            </button>
        </li>
    }
}
