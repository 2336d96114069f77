//! Everything that happened, a line a fact; a line seeks to its step.

use leptos::html;
use leptos::prelude::*;

use crate::inspect::{self, LogLine};
use crate::player::{Msg, Player};

use super::super::button::tell;
use super::super::sentence::sentence;
use super::super::shell::Shell;
use super::panel;

/// Lines are drawn by pages of so many, the present one with its neighbours: a long run has thousands.
const PAGE: usize = 100;

/// The panel.
pub fn log(shell: Shell) -> AnyView {
    let lines = Memo::new(move |_| {
        shell.run.track();
        let language = shell.language.get();
        shell.player.with_untracked(|player| inspect::log(player.recording(), language))
    });
    let first = Memo::new(move |_| {
        let step = shell.player.with(Player::step);
        let now = lines.with(|lines| lines.partition_point(|line| line.step <= step));
        (now / PAGE).saturating_sub(1) * PAGE
    });
    let list = NodeRef::<html::Ol>::new();
    let drawn = move || {
        let seek = shell.words().panel_log_seek;
        let shown = |lines: &Vec<LogLine>| {
            let shown = lines.iter().skip(first.get()).take(3 * PAGE);
            shown.map(|shown| line(shell, shown.clone(), seek)).collect::<Vec<_>>()
        };
        lines.with(shown)
    };
    Effect::new(move |_| {
        let step = shell.player.with(Player::step);
        let first = first.get();
        if let Some(list) = list.get() {
            lines.with(|lines| mark(&list, lines.iter().skip(first), step));
        }
    });
    let body = view! {
        <ol class="log" tabindex="0" node_ref=list>{drawn}</ol>
        <p class="empty">{move || lines.with(Vec::is_empty).then(|| shell.words().panel_log_none)}</p>
    };
    panel("panel log-panel", "log", move || shell.words().panel_log.to_owned(), body.into_any())
}

fn line(shell: Shell, line: LogLine, seek: &'static str) -> impl IntoView {
    view! {
        <li data-person=line.owner.map(|owner| owner.0) data-loss=line.loss.is_some()>
            <button type="button" title=seek on:click=tell(shell, Msg::SeekStep(line.step))>
                <span class="time">{line.time}</span>
                <span class="what">{sentence(line.sentence)}</span>
                <span class="kind">{line.loss_text}</span>
            </button>
        </li>
    }
}

/// Dims what lies ahead, marks the present step, and keeps it in view within the list; the page does not move.
fn mark<'a>(list: &web_sys::HtmlElement, lines: impl Iterator<Item = &'a LogLine>, step: usize) {
    let drawn = list.children();
    let mut last = None;
    for (index, line) in lines.take(3 * PAGE).enumerate() {
        let Some(element) = drawn.item(index as u32) else { break };
        // Setting an attribute fails for names that are none.
        let _ = element.toggle_attribute_with_force("data-ahead", line.step > step);
        let _ = element.toggle_attribute_with_force("data-now", line.step == step);
        if line.step <= step {
            last = Some(element);
        }
    }
    let Some(last) = last else { return list.set_scroll_top(0) };
    let (bounds, item) = (list.get_bounding_client_rect(), last.get_bounding_client_rect());
    if item.bottom() > bounds.bottom() || item.top() < bounds.top() {
        let middle = (bounds.height() - item.height()) / 2.0;
        list.set_scroll_top(list.scroll_top() + (item.top() - bounds.top() - middle) as i32);
    }
}
