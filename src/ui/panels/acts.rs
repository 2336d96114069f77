//! Acts that the reader can do now.

use leptos::prelude::*;

use crate::drawing::{person, yes_no};
use crate::inspect::{self, Act};
use crate::player::Msg;
use crate::ui::app::{look, use_app};

use super::{Panel, Sheet};

#[component]
pub fn Acts() -> impl IntoView {
    let app = use_app();
    let acts = app.slice(|player| inspect::acts(look(player)));
    let title = move || {
        let title = app.words().panel_try;
        acts.with(|acts| if acts.about.is_empty() { title.to_owned() } else { format!("{title} · {}", acts.about) })
    };
    // A disabled act stays focusable, so that its tooltip can say why.
    let button = move |Act { command, label, owner, enabled, why_not }: Act| {
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
    };
    view! {
        <Panel class="try" sheet=Sheet::Try title=title>
            // A button names only its act; the group names the client or machine.
            <div class="acts" role="group" aria-label=title>
                {move || acts.get().acts.into_iter().map(button).collect_view()}
            </div>
        </Panel>
    }
}
