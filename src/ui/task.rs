//! "Make a task of this": the link and the HTML of a task for a class, in the popover for sharing.

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser;
use crate::embed::embed_code;
use crate::goal::Goal;
use crate::player::Player;
use crate::text::{Words, goal as texts};

use super::app::use_app;

/// Chooses goal and lock, and shows the link and the HTML to copy.
#[component]
pub fn TaskSheet() -> impl IntoView {
    let app = use_app();
    let goal = RwSignal::new(None::<Goal>);
    let locked = RwSignal::new(true);
    let query = Memo::new(move |_| {
        // The run, and the moment of a task without a goal.
        app.run.track();
        app.step.track();
        app.peek(|player| player.task_link(goal.get(), locked.get()).query())
    });
    let url = Memo::new(move |_| browser::share_url(&query.get()));
    let code = Memo::new(move |_| {
        let title = goal.get().map(|goal| texts::task(app.language.get(), goal));
        embed_code(&browser::page_url(), &query.get(), title.as_deref().unwrap_or(app.words().title))
    });
    let option = move |each: Goal| {
        view! {
            <option value=each.key() prop:selected=move || goal.get() == Some(each)>
                {move || texts::task(app.language.get(), each)}
            </option>
        }
    };
    view! {
        <details class="task" on:toggle=move |_| goal.set(app.peek(Player::goal))>
            <summary>{move || app.words().task_make}</summary>
            <label>
                <span>{move || app.words().task_goal}</span>
                <select on:change:target=move |event| goal.set(Goal::from_key(&event.target().value()))>
                    <option value="" prop:selected=move || goal.get().is_none()>
                        {move || app.words().task_no_goal}
                    </option>
                    {Goal::ALL.map(option).collect_view()}
                </select>
            </label>
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=locked
                    on:change:target=move |event| locked.set(event.target().checked())
                />
                <span>{move || app.words().task_lock}</span>
            </label>
            <Copied label=|words| words.task_link text=url />
            <Copied label=|words| words.task_embed text=code />
        </details>
    }
}

/// A text in a field, and a button that copies it.
#[component]
fn Copied(label: fn(&Words) -> &'static str, text: Memo<String>) -> impl IntoView {
    let app = use_app();
    let field = NodeRef::<html::Textarea>::new();
    let outcome = RwSignal::new(None::<bool>);
    let copy = move |_| {
        spawn_local(async move {
            let copied = browser::copy(&text.get_untracked()).await;
            if let Some(field) = field.get_untracked().filter(|_| !copied) {
                // Selected, so that the reader can copy it by hand.
                field.select();
            }
            outcome.set(Some(copied));
        });
    };
    let said =
        move || outcome.get().map(|copied| if copied { app.words().task_copied } else { app.words().task_copy_failed });
    let name = move || format!("{}: {}", app.words().task_copy, label(app.words()));
    view! {
        <label>
            <span>{move || label(app.words())}</span>
            <textarea readonly rows="3" prop:value=text node_ref=field></textarea>
        </label>
        <div class="row">
            <button type="button" class="button" aria-label=name on:click=copy>
                {move || app.words().task_copy}
            </button>
            <span role="status">{said}</span>
        </div>
    }
}
