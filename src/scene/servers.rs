//! A server's card: its name, its health and its load; the table below them is in [`super::rows`].

use super::layout::{Form, Slot};
use super::marks::mark_of;
use super::measure::Style;
use super::project::View;
use super::rows::{Entry, entries, with_rows};
use super::{Anchor, Mark, Point, Rect, ServerCard, Text};
use crate::model::message::Node;
use crate::model::server::Server;
use crate::text::{label, number};

const NAME: Style = Style::bold(13.0);
pub(super) const SMALL: Style = Style::plain(11.0);

/// Where the parts of a card go.
pub(super) struct Frame {
    pub(super) rect: Rect,
    pub(super) pad: f64,
    /// Lower edge of the head.
    pub(super) head: f64,
    pub(super) row_h: f64,
    /// Rows between head and foot.
    pub(super) capacity: usize,
    /// Baseline of the foot, where there is room for one.
    pub(super) foot: Option<f64>,
    /// Rows stand side by side.
    pub(super) chips: bool,
}

/// The card of a server.
pub(super) fn server_card(view: &View<'_>, server: &Server, slot: &Slot) -> ServerCard {
    let frame = frame(slot);
    let (health, health_wordings) = health(view, server);
    let entries = entries(view, server);
    let card = ServerCard {
        id: server.id,
        rect: slot.rect,
        compact: slot.form != Form::Full,
        dot: Point { x: slot.rect.x + frame.pad + 3.0, y: slot.rect.y + frame.head / 2.0 + 1.0 },
        name: Text::default(),
        health,
        up: server.up,
        health_text: Text::default(),
        summary: Text::default(),
        load: Text::default(),
        rule_y: (slot.form == Form::Full).then_some(slot.rect.y + frame.head),
        rows: Vec::new(),
        more: Text::default(),
        mark: mark_of(view, Node::Server(server.id)),
        selected: view.selects(Node::Server(server.id)),
        label: said(view, server, &health_wordings, &entries),
    };
    let card = headed(view, server, &frame, card, &health_wordings);
    with_rows(view, entries, &frame, card)
}

fn frame(slot: &Slot) -> Frame {
    let (w, h) = (slot.rect.w, slot.rect.h);
    let roomy = w >= 130.0;
    let (pad, head, row_h) = match slot.form {
        Form::Full if roomy => (13.0, 30.0, 20.0),
        Form::Full => (8.0, 29.0, 19.0),
        Form::Compact | Form::Small if roomy => (10.0, 25.0, 19.0),
        Form::Compact | Form::Small => (5.0, 24.0, 18.0),
    };
    let foot = (h >= 100.0).then_some(slot.rect.y + h - 8.0);
    let room = h - head - if foot.is_some() { 22.0 } else { 4.0 };
    let capacity = (room / row_h).floor().max(0.0) as usize;
    Frame { rect: slot.rect, pad, head, row_h, capacity, foot, chips: roomy && capacity == 1 }
}

/// How a server is, and in words what is not well, from the longest wording to the shortest.
fn health(view: &View<'_>, server: &Server) -> (Mark, Vec<String>) {
    let words = view.language.words();
    let believed_up = view.world().balancer.as_ref().is_none_or(|balancer| balancer.is_usable(server.id));
    let balanced = view.world().balancer.is_some();
    let down = |what: &str, short: &str| {
        let (down, both) = (words.server_down, |what| format!("{} · {what}", words.server_down));
        vec![both(what), both(short), down.to_owned()]
    };
    match (server.up, believed_up) {
        (true, true) => (Mark::Good, Vec::new()),
        (true, false) => (
            Mark::Warn,
            vec![words.server_unnoticed_up.to_owned(), words.server_unnoticed_short.to_owned(), "?".into()],
        ),
        (false, true) if balanced => (Mark::Bad, down(words.server_unnoticed, words.server_unnoticed_short)),
        (false, true) => (Mark::Bad, vec![words.server_down.to_owned()]),
        (false, false) => (Mark::Bad, down(words.server_marked_down, words.server_marked_down_short)),
    }
}

/// Name, health, and how much the server holds or does.
fn headed(view: &View<'_>, server: &Server, frame: &Frame, card: ServerCard, health_wordings: &[String]) -> ServerCard {
    let Rect { x, y, w, .. } = frame.rect;
    let (left, right) = (x + frame.pad, x + w - frame.pad);
    let baseline = y + frame.head / 2.0 + 5.0;
    let (long, short) = (label::server(view.language, server.id), label::server_short(server.id));
    let name_x = left + 11.0;
    let name = Text::fitted(&[&long, &short], name_x, baseline, NAME, right - name_x);
    let room = right - name_x - name.width() - 8.0;
    let aside = |wordings: &[String], y: f64, room: f64| {
        let wordings: Vec<&str> = wordings.iter().map(String::as_str).collect();
        Text::fitted(&wordings, right, y, SMALL, room).anchored(Anchor::End)
    };
    let (summary, load) = (summary(view, server), load(view, server));
    let mut card = ServerCard { name, ..card };
    if !health_wordings.is_empty() && frame.capacity > 0 && !frame.chips {
        let wordings: Vec<&str> = health_wordings.iter().map(String::as_str).collect();
        let y = y + frame.head + 15.0;
        card.health_text = Text::fitted(&wordings, left, y, SMALL, right - left);
    } else if !health_wordings.is_empty() {
        card.health_text = aside(health_wordings, baseline, room);
        return card;
    }
    match frame.foot {
        Some(foot) => {
            card.summary = aside(&summary, baseline, room);
            card.load = aside(&load, foot, (right - left) * 0.68);
            if card.summary.text.is_empty() && load.is_empty() {
                card.summary = aside(&summary, foot, (right - left) * 0.68);
            }
        }
        None if load.is_empty() => card.summary = aside(&summary, baseline, room),
        None => card.load = aside(&load, baseline, room),
    }
    card
}

fn summary(view: &View<'_>, server: &Server) -> Vec<String> {
    if !server.up {
        return Vec::new();
    }
    let sessions = label::sessions(view.language, server.table.len() as u64);
    vec![format!("{sessions} · {}", number::bytes(server.table.bytes())), sessions]
}

/// Empty while the server is idle.
fn load(view: &View<'_>, server: &Server) -> Vec<String> {
    if server.running.is_empty() && server.queue.is_empty() {
        return Vec::new();
    }
    let workers = label::workers(view.language, server.running.len() as u64, server.workers.into());
    if server.queue.is_empty() {
        return vec![workers];
    }
    let queue = label::queue(view.language, server.queue.len() as u64, server.queue_limit.into());
    vec![format!("{workers} · {queue}"), queue]
}

fn said(view: &View<'_>, server: &Server, health: &[String], entries: &[Entry]) -> String {
    let words = view.language.words();
    let mut parts = vec![label::server(view.language, server.id)];
    parts.push(health.first().map_or(words.server_up, String::as_str).to_owned());
    parts.extend(summary(view, server).into_iter().next());
    parts.extend(load(view, server).into_iter().next());
    for entry in entries {
        let mut row = vec![entry.session.short().to_string()];
        row.extend(entry.attributes.first().cloned());
        row.push(entry.state.clone());
        parts.push(row.join(" "));
    }
    parts.join(", ")
}
