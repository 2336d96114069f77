//! The actions that were done, with undo and redo.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;

use crate::drawing::{person, yes_no};
use crate::inspect::{self, DoneLine, Place};
use crate::player::{Msg, undo_shortcut};
use crate::ui::app::{App, look, use_app};
use crate::ui::figure::focus;

use super::log::scroll_to_present;
use super::{Panel, Sheet};

#[component]
pub fn Done() -> impl IntoView {
    let app = use_app();
    let lines = app.slice(|player| inspect::done(look(player)));
    let can_undo = app.slice(|player| player.undoable().is_some());
    let can_redo = app.slice(|player| player.redoable().is_some());
    let empty = move || lines.with(Vec::is_empty).then(|| app.words().panel_done_none);
    let keys = window_event_listener(ev::keydown, move |event| {
        let is_command = (event.ctrl_key() || event.meta_key()) && !event.alt_key();
        let msg = undo_shortcut(&event.code(), event.shift_key(), focus(&event)).filter(|_| is_command);
        if let Some(msg) = msg {
            event.prevent_default();
            app.dispatch(msg);
        }
    });
    on_cleanup(move || keys.remove());
    let list = NodeRef::<html::Ol>::new();
    Effect::new(move || {
        lines.track();
        // A hidden list cannot scroll, so it scrolls when it appears.
        app.sheet.track();
        app.stage_width.track();
        // An effect can run before the render effects of the same change.
        queue_microtask(move || scroll_to_present(list));
    });
    view! {
        <Panel class="done-panel" sheet=Sheet::Try title=move || app.words().panel_done.to_owned()>
            <div class="undo">
                {move || button(app, app.words().done_undo, "Control+Z", can_undo.get(), Msg::Undo)}
                {move || button(app, app.words().done_redo, "Control+Shift+Z", can_redo.get(), Msg::Redo)}
            </div>
            {move || empty().map(|empty| view! { <p class="empty">{empty}</p> })}
            // The list can be scrolled by keyboard.
            <ol class="done" tabindex="0" node_ref=list aria-label=move || app.words().panel_done>
                {move || lines.get().into_iter().map(line).collect_view()}
            </ol>
        </Panel>
    }
}

/// A disabled button stays focusable, so that the focus is not lost by the last undo.
fn button(app: App, name: &'static str, keys: &'static str, enabled: bool, msg: Msg) -> impl IntoView {
    let press = move |_| {
        if enabled {
            app.dispatch(msg.clone());
        }
    };
    view! {
        <button
            type="button"
            class="button act"
            aria-disabled=yes_no(!enabled)
            aria-keyshortcuts=keys
            title=keys.replace("Control", "Ctrl")
            on:click=press
        >
            {name}
        </button>
    }
}

fn line(DoneLine { label, note, owner, place }: DoneLine) -> impl IntoView {
    let is_last = place == Place::Last;
    view! {
        <li
            data-person=person(owner)
            data-ahead={place == Place::After}
            data-now=is_last
            aria-current=is_last.then_some("step")
        >
            <span class="what">{label}</span>
            <span class="note">{note}</span>
        </li>
    }
}
