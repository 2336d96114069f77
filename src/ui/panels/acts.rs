//! Acts that the reader can do now, and the waits.

use leptos::html;
use leptos::prelude::*;

use crate::drawing::{person, yes_no};
use crate::inspect::{self, Act};
use crate::player::{Msg, Player};
use crate::ui::app::{App, look, use_app};
use crate::ui::focus::focus;
use crate::ui::parts::{self, IconButton};

use super::{Panel, Sheet};

#[component]
pub fn Acts() -> impl IntoView {
    let app = use_app();
    let acts = app.slice(|player| inspect::acts(look(player), player.target()));
    let title = move || {
        let title = app.words().panel_try;
        acts.with(|acts| if acts.about.is_empty() { title.to_owned() } else { format!("{title} · {}", acts.about) })
    };
    view! {
        <Panel class="try" sheet=Sheet::Try title=title>
            <StageHint />
            // A button names only its act; the group names the client or machine.
            <div class="acts" role="group" aria-label=title>
                {move || acts.get().acts.into_iter().map(|act| button(app, act)).collect_view()}
            </div>
            <h3 id="sessionscope-waits">{move || app.words().wait}</h3>
            <div class="acts" role="group" aria-labelledby="sessionscope-waits">
                {move || acts.get().waits.into_iter().map(|act| button(app, act)).collect_view()}
            </div>
        </Panel>
    }
}

/// A disabled act stays focusable, so that its tooltip can say why.
fn button(app: App, Act { command, label, owner, enabled, why_not }: Act) -> impl IntoView {
    let press = move |_| {
        if enabled {
            app.dispatch(Msg::Act(command));
        }
    };
    view! {
        <button
            type="button"
            class="button act"
            aria-disabled=yes_no(!enabled)
            title=why_not
            data-person=person(owner)
            on:click=press
        >
            {label}
        </button>
    }
}

/// Tells a first visitor that nodes and messages can be selected. Gone for good after the first selection.
#[component]
fn StageHint() -> impl IntoView {
    let app = use_app();
    let is_shown = app.slice(Player::has_stage_hint);
    let hint = NodeRef::<html::Div>::new();
    let dismiss = move || {
        // The button disappears, so the focus goes to the first act.
        let panel = hint.get_untracked().and_then(|hint| hint.closest(".panel").ok().flatten());
        app.dispatch(Msg::DismissStageHint);
        if let Some(act) = panel.and_then(|panel| panel.query_selector(".act").ok().flatten()) {
            focus(&act);
        }
    };
    view! {
        <div class="stage-hint" hidden=move || !is_shown.get() node_ref=hint>
            <span>{move || app.words().stage_hint}</span>
            <IconButton
                class="button square"
                icon=parts::CLOSE
                name=move || app.words().stage_hint_close.to_owned()
                press=dismiss
            />
        </div>
    }
}
