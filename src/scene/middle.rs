//! The balancer's card and its reason.

use super::layout::{Layout, Slot};
use super::marks::mark_of;
use super::measure::{Style, wrap};
use super::project::View;
use super::{Anchor, BalancerCard, Bubble, Point, Rect, Share, Text};
use crate::model::balancer::Balancer;
use crate::model::config::Routing;
use crate::model::fact::Fact;
use crate::model::message::Node;
use crate::text::{self, label};

const TITLE: Style = Style::bold(13.0);
const POLICY: Style = Style::plain(12.0);
const LINE: Style = Style::plain(11.0);
const LINE_H: f64 = 14.0;
/// Air around the reason's lines.
const BUBBLE_PAD: f64 = 6.0;
/// Height of one server's share.
const SHARE_H: f64 = 20.0;
/// Height of the name and the policy.
const HEAD_H: f64 = 52.0;

/// The balancer's card; while the reason is said, it stands in place of the lines below the name where narrow.
pub(super) fn balancer_card(
    view: &View<'_>,
    balancer: &Balancer,
    slot: &Slot,
    narrow: bool,
    reasoning: bool,
) -> BalancerCard {
    let words = view.language.words();
    let Rect { x, y, w, h } = slot.rect;
    let middle = x + w / 2.0;
    let top = if narrow { y } else { y + (h - HEAD_H - SHARE_H * view.world().servers.len() as f64 - 8.0) / 2.0 };
    let line = |text: &str, y: f64, style| Text::fitted(&[text], middle, y, style, w - 12.0).anchored(Anchor::Middle);
    let policy = match view.world().config.routing {
        Routing::RoundRobin => words.round_robin,
        Routing::Direct => words.direct,
    };
    let last = match balancer.last {
        Some(server) => format!("{} {}", words.balancer_last, label::server(view.language, server)),
        None => words.balancer_idle.to_owned(),
    };
    let hidden = narrow && reasoning;
    BalancerCard {
        rect: slot.rect,
        title: line(words.balancer, top + if narrow { 19.0 } else { 24.0 }, TITLE),
        policy: if hidden { Text::default() } else { line(policy, top + if narrow { 37.0 } else { 42.0 }, POLICY) },
        shares: if narrow { Vec::new() } else { shares(view, balancer, slot.rect, top + HEAD_H) },
        last: if narrow && !hidden { line(&last, top + 55.0, LINE) } else { Text::default() },
        mark: mark_of(view, Node::Balancer),
        selected: view.selects(Node::Balancer),
        label: [words.balancer, policy, &last].join(", "),
    }
}

fn shares(view: &View<'_>, balancer: &Balancer, card: Rect, top: f64) -> Vec<Share> {
    let most = balancer.forwarded.iter().copied().max().unwrap_or(0).max(1);
    let count_w = Style::mono(11.0).width(&most.to_string());
    let share = |(row, server): (usize, &crate::model::server::Server)| {
        let forwarded = balancer.forwarded[server.id.index()];
        let baseline = top + row as f64 * SHARE_H + 15.0;
        let last = balancer.last == Some(server.id);
        let style = if last { Style::mono_bold(11.0) } else { Style::mono(11.0) };
        let name = Text::new(label::server_short(server.id), card.x + 16.0, baseline, style);
        let count = Text::new(forwarded.to_string(), card.right() - 8.0, baseline, style).anchored(Anchor::End);
        let left = name.at.x + name.width() + 6.0;
        let bar = Rect { x: left, y: baseline - 8.0, w: card.right() - 8.0 - count_w - 6.0 - left, h: 8.0 };
        Share {
            server: server.id,
            name,
            bar,
            fraction: f64::from(forwarded) / f64::from(most),
            count,
            last,
            out: !balancer.is_usable(server.id),
        }
    };
    view.world().servers.iter().enumerate().map(share).collect()
}

/// Why the balancer chose as it did, in the step in which it chose: above its card where there is room for it, within
/// the card where narrow. Where it would need more lines than there are, the caption says it alone.
pub(super) fn bubble(view: &View<'_>, layout: &Layout) -> Option<Bubble> {
    let room = layout.bubble;
    let (owner, reason) = view.facts().iter().rev().find_map(|timed| match timed.fact {
        Fact::Routed { id, to, because } => Some((id.client, text::reason_short(view.language, to, because))),
        _ => None,
    })?;
    let lines = in_lines(&reason, room.w - 2.0 * BUBBLE_PAD);
    let h = lines.len() as f64 * LINE_H + 2.0 * BUBBLE_PAD - 2.0;
    let widest = lines.iter().map(|line| LINE.width(line)).fold(0.0, f64::max);
    if h > room.h || widest > room.w - 2.0 * BUBBLE_PAD {
        return None;
    }
    let y = if layout.narrow { room.y + (room.h - h) / 2.0 } else { room.bottom() - CLEAR_TAIL - h };
    let rect = Rect { y, h, ..room };
    let middle = rect.centre().x;
    let baseline = |line: usize| rect.y + BUBBLE_PAD + 9.0 + line as f64 * LINE_H;
    let tail = Point { x: middle, y: if layout.narrow { rect.y } else { room.bottom() } };
    let lines = lines.into_iter().enumerate();
    let lines = lines.map(|(line, text)| Text::new(text, middle, baseline(line), LINE).anchored(Anchor::Middle));
    Some(Bubble { rect, lines: lines.collect(), tail, owner })
}

/// The reason's lines: broken before the arrow where that is enough.
fn in_lines(reason: &str, room: f64) -> Vec<String> {
    let fits = |text: &str| LINE.width(text) <= room;
    match reason.split_once(" → ") {
        Some((why, choice)) if !fits(reason) => {
            let halves = vec![why.to_owned(), format!("→ {choice}")];
            if halves.iter().all(|half| fits(half)) { halves } else { wrap(reason, LINE, room) }
        }
        Some(_) | None => wrap(reason, LINE, room),
    }
}

/// Height of the tail between the reason and the balancer.
const CLEAR_TAIL: f64 = 6.0;
