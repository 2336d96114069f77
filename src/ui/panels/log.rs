//! The log: one line per fact. A line seeks to its step.

use leptos::html;
use leptos::prelude::*;

use crate::drawing::{person, sentence};
use crate::inspect::{self, LogLine};
use crate::player::Msg;
use crate::text::Words;
use crate::ui::app::{App, use_app};

use super::{Panel, Sheet};

/// Lines per page. A run has thousands; the page of the present step is drawn with its two neighbours.
const PAGE: usize = 30;

#[component]
pub fn Log() -> impl IntoView {
    let app = use_app();
    let lines = app.slice_of_run(|player| inspect::log(player.recording(), player.language()));
    let shown = Memo::new(move |_| {
        let step = app.step.get();
        lines.with(|lines| {
            let now = lines.iter().filter(|line| line.step <= step).count();
            let first = (now / PAGE).saturating_sub(1) * PAGE;
            lines.iter().skip(first).take(3 * PAGE).cloned().collect::<Vec<_>>()
        })
    });
    let list = NodeRef::<html::Ol>::new();
    Effect::new(move || {
        shown.track();
        app.step.track();
        // A hidden list cannot scroll, so it scrolls when it appears.
        app.sheet.track();
        app.stage_width.track();
        // An effect can run before the render effects of the same change.
        queue_microtask(move || scroll_to_present(list));
    });
    let empty = move || lines.with(Vec::is_empty).then(|| app.words().panel_log_none);
    view! {
        <Panel class="log-panel" sheet=Sheet::Log title=move || app.words().panel_log.to_owned()>
            {move || empty().map(|empty| view! { <p class="empty">{empty}</p> })}
            <ol class="log" tabindex="0" node_ref=list>
                {move || {
                    let (now, words) = (app.step.get(), app.words());
                    shown.get().into_iter().map(|shown| line(app, shown, now, words)).collect_view()
                }}
            </ol>
        </Panel>
    }
}

fn line(app: App, line: LogLine, now: usize, words: &'static Words) -> impl IntoView {
    let LogLine { step, time, owner, loss, loss_text, sentence: said } = line;
    view! {
        <li
            data-person=person(owner)
            data-loss=loss.is_some()
            data-ahead={step > now}
            data-now=step == now
        >
            <button
                type="button"
                class="entry"
                title=words.panel_log_seek
                on:click=move |_| app.dispatch(Msg::SeekStep(step))
            >
                <span class="time">{time}</span>
                <span class="what">{sentence(said)}</span>
                <span class="kind">{loss_text}</span>
            </button>
        </li>
    }
}

/// Scrolls the list, and not the page, so that the present step is visible.
fn scroll_to_present(list: NodeRef<html::Ol>) {
    let Some(list) = list.get_untracked() else { return };
    let Some(now) = list.query_selector("[data-now]").ok().flatten() else { return list.set_scroll_top(0) };
    let (bounds, line) = (list.get_bounding_client_rect(), now.get_bounding_client_rect());
    if line.bottom() > bounds.bottom() || line.top() < bounds.top() {
        let margin = (bounds.height() - line.height()) / 2.0;
        list.set_scroll_top(list.scroll_top() + (line.top() - bounds.top() - margin) as i32);
    }
}
