//! Branches that the reader has left, and the way back to each.

use leptos::prelude::*;

use crate::player::{KeptLine, Msg};
use crate::text::{self, Language, label};
use crate::ui::app::{App, use_app};

use super::{Panel, Sheet};

#[component]
pub fn Kept() -> impl IntoView {
    let app = use_app();
    let kept = app.slice(|player| player.kept().to_vec());
    let empty = move || kept.with(Vec::is_empty).then(|| app.details().panel_branches_none);
    view! {
        <Panel class="kept-panel" sheet=Sheet::Log title=move || app.details().panel_branches.to_owned()>
            <ul class="kept">
                {move || {
                    let language = app.language.get();
                    kept.get().into_iter().rev().map(|kept| branch(app, kept, language)).collect_view()
                }}
            </ul>
            {move || empty().map(|empty| view! { <p class="empty">{empty}</p> })}
        </Panel>
    }
}

fn branch(app: App, kept: KeptLine, language: Language) -> impl IntoView {
    let number = kept.number;
    let command = kept.first_abandoned().map(|command| view! { <span>{text::command(language, &command)}</span> });
    view! {
        <li>
            <button
                type="button"
                class="button"
                title=language.details().panel_branch_return
                on:click=move |_| app.dispatch(Msg::Return(number))
            >
                <b>{label::branch(language, kept.parted_at as u64)}</b>
                <span>{text::strategy_name(language, kept.strategy)}</span>
                {command}
            </button>
        </li>
    }
}
