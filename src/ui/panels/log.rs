//! The log: one line per fact. A line seeks to its step. The list is one tab stop; arrow keys move in it.

use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget};

use crate::drawing::{person, sentence};
use crate::inspect::{self, LogLine};
use crate::player::Msg;
use crate::text::Words;
use crate::ui::app::{App, use_app};
use crate::ui::focus::focus;

use super::{Panel, Sheet};

/// Lines per page. A run has thousands; one page is drawn with its two neighbours.
const PAGE: usize = 30;
/// Lines that are drawn.
const SHOWN: usize = 3 * PAGE;

/// Place of the keyboard focus. While it is in the list, the drawn lines stay the same under the pointer.
#[derive(Clone, Copy)]
struct Focus {
    /// Index of the line in the whole log.
    line: usize,
    /// Index of the first drawn line.
    first: usize,
}

/// The drawn part of the log.
#[derive(Clone, PartialEq, Default)]
struct Shown {
    /// Index of the first one in the whole log.
    first: usize,
    lines: Vec<LogLine>,
}

#[component]
pub fn Log() -> impl IntoView {
    let app = use_app();
    let lines = app.slice_of_run(|player| inspect::log(player.recording(), player.language()));
    let focus = RwSignal::new(None::<Focus>);
    // The tab stop of the list.
    let current = Memo::new(move |_| {
        let step = app.step.get();
        lines.with(|lines| {
            let present = || lines.iter().filter(|line| line.step <= step).count().saturating_sub(1);
            focus.get().map_or_else(present, |focus| focus.line.min(lines.len().saturating_sub(1)))
        })
    });
    let shown = Memo::new(move |_| {
        let first = focus.get().map_or_else(|| first_around(current.get()), |focus| focus.first);
        Shown { first, lines: lines.with(|lines| lines.iter().skip(first).take(SHOWN).cloned().collect()) }
    });
    let list = NodeRef::<html::Ol>::new();
    Effect::new(move || {
        shown.track();
        app.step.track();
        // A hidden list cannot scroll, so it scrolls when it appears.
        app.sheet.track();
        app.stage_width.track();
        // A reader who is in the list stays there.
        if focus.with_untracked(Option::is_none) {
            // An effect can run before the render effects of the same change.
            queue_microtask(move || scroll_to_present(list));
        }
    });
    Effect::new(move || {
        if focus.with(Option::is_some) {
            queue_microtask(move || focus_tab_stop(list));
        }
    });
    let press = move |event: KeyboardEvent| {
        let last = lines.with_untracked(Vec::len).saturating_sub(1);
        let Some(line) = line_of_key(&event.key(), current.get_untracked(), last) else { return };
        event.prevent_default();
        let first = shown.with_untracked(|shown| shown.first);
        let is_shown = (first..first + SHOWN).contains(&line);
        focus.set(Some(Focus { line, first: if is_shown { first } else { first_around(line) } }));
    };
    let enter = move |event: FocusEvent| {
        let first = shown.with_untracked(|shown| shown.first);
        focus.set(position_of(list, event.target()).map(|index| Focus { line: first + index, first }));
    };
    let leave = move |event: FocusEvent| {
        if position_of(list, event.related_target()).is_none() {
            focus.set(None);
        }
    };
    let empty = move || lines.with(Vec::is_empty).then(|| app.words().panel_log_none);
    view! {
        <Panel class="log-panel" sheet=Sheet::Log title=move || app.words().panel_log.to_owned()>
            {move || empty().map(|empty| view! { <p class="empty">{empty}</p> })}
            <ol
                class="log"
                node_ref=list
                on:keydown=press
                on:focusin=enter
                on:focusout=leave
            >
                {move || {
                    let (now, current, words) = (app.step.get(), current.get(), app.words());
                    let Shown { first, lines } = shown.get();
                    let draw = |(index, each)| line(app, each, now, first + index == current, words);
                    lines.into_iter().enumerate().map(draw).collect_view()
                }}
            </ol>
        </Panel>
    }
}

/// Draws a line. `is_tab_stop`: the Tab key goes to this line, and arrow keys to the others.
fn line(app: App, line: LogLine, now: usize, is_tab_stop: bool, words: &'static Words) -> impl IntoView {
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
                tabindex=if is_tab_stop { "0" } else { "-1" }
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

/// Returns the first line to draw, so that a line is on the middle page.
fn first_around(line: usize) -> usize {
    (line / PAGE).saturating_sub(1) * PAGE
}

/// Returns the line to which a key moves from line `at`; `None` for any other key.
fn line_of_key(key: &str, at: usize, last: usize) -> Option<usize> {
    match key {
        "ArrowDown" => Some((at + 1).min(last)),
        "ArrowUp" => Some(at.saturating_sub(1)),
        "Home" => Some(0),
        "End" => Some(last),
        _ => None,
    }
}

fn focus_tab_stop(list: NodeRef<html::Ol>) {
    let Some(list) = list.get_untracked() else { return };
    if let Some(entry) = list.query_selector("[tabindex='0']").ok().flatten() {
        focus(&entry);
    }
}

/// Returns the position of the drawn line that has an element; `None` if no line has it.
fn position_of(list: NodeRef<html::Ol>, element: Option<EventTarget>) -> Option<usize> {
    let item = element?.dyn_into::<Element>().ok()?.closest("li").ok().flatten()?;
    let items = list.get_untracked()?.children();
    (0..items.length()).position(|index| items.item(index).as_ref() == Some(&item))
}

/// Scrolls the list, and not the page, so that the present step is visible.
pub fn scroll_to_present(list: NodeRef<html::Ol>) {
    let Some(list) = list.get_untracked() else { return };
    let Some(now) = list.query_selector("[data-now]").ok().flatten() else { return list.set_scroll_top(0) };
    let (bounds, line) = (list.get_bounding_client_rect(), now.get_bounding_client_rect());
    if line.bottom() > bounds.bottom() || line.top() < bounds.top() {
        let margin = (bounds.height() - line.height()) / 2.0;
        list.set_scroll_top(list.scroll_top() + (line.top() - bounds.top() - margin) as i32);
    }
}
