//! What the reader can do.

use leptos::prelude::*;

use crate::inspect::{self, Act};
use crate::player::Msg;

use super::super::shell::Shell;
use super::panel;

/// The panel.
pub fn acts(shell: Shell) -> AnyView {
    let acts = Memo::new(move |_| shell.look(inspect::acts));
    let title = move || [shell.words().panel_try, " · ", &acts.with(|acts| acts.about.clone())].concat();
    let buttons = move || acts.get().acts.into_iter().map(|act| button(shell, act)).collect::<Vec<_>>();
    let body = view! { <div class="acts">{buttons}</div> };
    panel("panel try", "try", title, body.into_any())
}

/// A button that can't act keeps the focus and says why.
fn button(shell: Shell, act: Act) -> impl IntoView {
    let Act { command, label, said, owner, enabled, why_not } = act;
    let press = move |_| {
        if enabled {
            shell.dispatch(Msg::Act(command));
        }
    };
    view! {
        <button
            type="button"
            class="button act"
            aria-label=said
            aria-disabled=if enabled { "false" } else { "true" }
            title=why_not
            data-person=owner.map(|owner| owner.0)
            on:click=press
        >
            {label}
        </button>
    }
}
