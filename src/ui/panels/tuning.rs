//! Settings within the strategy. A change replays the same inputs.

use leptos::prelude::*;

use crate::drawing::yes_no;
use crate::inspect::{self, Choice, Control};
use crate::player::Msg;
use crate::ui::app::{look, use_app};

use super::{Panel, Sheet};

/// Hidden if the strategy has no settings. A lock leaves the one that a lesson asks for.
#[component]
pub fn Tuning() -> impl IntoView {
    let app = use_app();
    let controls = app.slice(|player| inspect::tuning(look(player), player.asked_setting(), player.is_locked()));
    let choice = move |Choice { label, selected, is_asked, tuning }: Choice| {
        view! {
            <button
                type="button"
                class="choice"
                aria-pressed=yes_no(selected)
                data-asked=is_asked
                on:click=move |_| app.dispatch(Msg::Tune(tuning))
            >
                {label}
            </button>
        }
    };
    let control = move |Control { label, is_asked, options }: Control| {
        view! {
            <div class="control" role="group" aria-label=label data-asked=is_asked>
                <span aria-hidden="true">{label}</span>
                <div class="choices">{options.into_iter().map(choice).collect_view()}</div>
            </div>
        }
    };
    view! {
        <Panel
            class="tuning"
            sheet=Sheet::Try
            title=move || app.words().panel_tuning.to_owned()
            hidden=move || controls.with(Vec::is_empty)
        >
            {move || controls.get().into_iter().map(control).collect_view()}
        </Panel>
    }
}
