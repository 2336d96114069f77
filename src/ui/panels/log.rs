//! Everything that happened, a line a fact; a line seeks to its step.

use crate::inspect::LogLine;
use crate::player::{Msg, Player};

use super::super::el::{El, Slot, html};
use super::super::parts::{button, empty, panel, sentence, telling};
use super::super::shell::Shell;

/// Lines are drawn by pages of so many, the present one with its neighbours: a long run has thousands.
const PAGE: usize = 30;

/// The panel.
pub fn log(shell: Shell, player: &Player) -> El {
    let (step, words, details) = (player.step(), player.language().words(), player.language().details());
    let backstage = shell.backstage();
    let mut derived = backstage.derived.borrow_mut();
    let lines = derived.log(player);
    let now = lines.iter().filter(|line| line.step <= step).count();
    let first = (now / PAGE).saturating_sub(1) * PAGE;
    let shown = lines.iter().skip(first).take(3 * PAGE);
    let entry = |shown| line(shell, shown, step, details.panel_log_seek);
    let mut panel = panel("panel log-panel", "log", words.panel_log);
    if lines.is_empty() {
        panel = panel.with(empty(details.panel_log_none));
    }
    panel.with(html("ol").class("log").attr("tabindex", "0").keep(&backstage.moving.log).with_all(shown.map(entry)))
}

fn line(shell: Shell, line: &LogLine, step: usize, seek: &'static str) -> El {
    let button = telling(button("entry"), shell, Msg::SeekStep(line.step))
        .attr("title", seek)
        .with(html("span").class("time").say(line.time.clone()))
        .with(sentence(html("span").class("what"), line.sentence.clone()))
        .with(html("span").class("kind").say(line.loss_text));
    html("li")
        .person(line.owner)
        .flag("data-loss", line.loss.is_some())
        .flag("data-ahead", line.step > step)
        .flag("data-now", line.step == step)
        .with(button)
}

/// Keeps the present step in view within the list; the page does not move.
pub fn follow(list: &Slot) {
    let Some(list) = list.get() else { return };
    let Some(now) = list.query_selector("[data-now]").ok().flatten() else { return list.set_scroll_top(0) };
    let (bounds, line) = (list.get_bounding_client_rect(), now.get_bounding_client_rect());
    if line.bottom() > bounds.bottom() || line.top() < bounds.top() {
        let middle = (bounds.height() - line.height()) / 2.0;
        list.set_scroll_top(list.scroll_top() + (line.top() - bounds.top() - middle) as i32);
    }
}
