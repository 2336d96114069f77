//! The balancer's card and its reason.

use super::layout::{CLEAR, Layout, Slot};
use super::measure::{Style, put, wrap};
use super::project::Shot;
use super::{Bubble, Card, Point, Rect, Shape};
use crate::model::balancer::Balancer;
use crate::model::config::{Affinity, Routing};
use crate::model::fact::Fact;
use crate::text::{self, label};

const TITLE: Style = Style::plain(13).bold().middle();
const POLICY: Style = Style::plain(12).middle();
const LINE: Style = Style::plain(11).middle();
const LINE_H: i32 = 14;
/// Air around the reason's lines.
const BUBBLE_PAD: i32 = 6;
/// Height of the tail between the reason and the balancer.
const TAIL_H: i32 = 6;
/// Height of one server's share.
const SHARE_H: i32 = 20;
/// Height of a share's bar.
const BAR_H: i32 = 8;
/// Height of the name and the policy.
const HEAD_H: i32 = 52;

/// The balancer's card; while the reason is said, it stands in place of the lines below the name where narrow.
pub(super) fn balancer_card(shot: &Shot<'_>, slot: &Slot, narrow: bool, reasoning: bool) -> Card {
    let mut card = shot.card(slot);
    let Some(balancer) = &shot.world.balancer else { return card };
    let words = shot.words;
    let Rect { w, h, .. } = slot.rect;
    let (middle, room) = (w / 2, w - 12);
    let config = &shot.world.config;
    let policy = match (config.routing, config.affinity) {
        (Routing::Direct, _) => words.direct,
        (Routing::RoundRobin, Affinity::None) => words.round_robin,
        (Routing::RoundRobin, Affinity::Cookie) => words.affinity_cookie_short,
        (Routing::RoundRobin, Affinity::Source) => words.affinity_source_short,
    };
    if !narrow {
        let shown = shot.world.servers.iter().filter(|server| !server.removed).count() as i32;
        let top = (h - HEAD_H - SHARE_H * shown - 8) / 2;
        put(&mut card.texts, "title", &[words.balancer], (middle, top + 24), TITLE, room);
        put(&mut card.texts, "policy", &[policy], (middle, top + 42), POLICY, room);
        shares(shot, balancer, &mut card, top + HEAD_H);
        return card;
    }
    put(&mut card.texts, "title", &[words.balancer], (middle, 19), TITLE, room);
    if !reasoning {
        let last = match balancer.last {
            Some(server) => format!("{} {}", words.balancer_last, label::server(shot.language, server)),
            None => words.balancer_idle.to_owned(),
        };
        put(&mut card.texts, "policy", &[policy], (middle, 37), POLICY, room);
        put(&mut card.texts, "last", &[last], (middle, 55), LINE, room);
    }
    card
}

/// One line a server: its share of the requests, and whether it was the last chosen.
fn shares(shot: &Shot<'_>, balancer: &Balancer, card: &mut Card, top: i32) {
    let most = balancer.forwarded.iter().copied().max().unwrap_or(0).max(1) as i32;
    let count_w = Style::plain(11).mono().width(&most.to_string());
    let (left, right) = (16, card.rect.w - 8);
    let mut baseline = top + 15;
    for server in &shot.world.servers {
        if server.removed {
            continue;
        }
        let forwarded = balancer.forwarded[server.id.index()] as i32;
        let mut style = Style::plain(11).mono();
        let (mut name, mut filled) = ("share", "filled");
        if balancer.last == Some(server.id) {
            style = style.bold();
            (name, filled) = ("share last", "filled last");
        }
        if !balancer.is_usable(server.id) {
            (name, filled) = ("share out", "filled out");
        }
        let name_w = put(&mut card.texts, name, &[label::server_short(server.id)], (left, baseline), style, 40);
        put(&mut card.texts, name, &[forwarded.to_string()], (right, baseline), style.end(), 60);
        let x = left + name_w + 6;
        let bar = Rect { x, y: baseline - BAR_H, w: right - count_w - 6 - x, h: BAR_H };
        card.shapes.push(Shape { class: "bar", rect: bar, radius: BAR_H / 2 });
        if forwarded > 0 {
            // Where there is anything, at least a dot of it is seen.
            let rect = Rect { w: (bar.w * forwarded / most).max(BAR_H), ..bar };
            card.shapes.push(Shape { class: filled, rect, radius: BAR_H / 2 });
        }
        baseline += SHARE_H;
    }
}

/// Why the balancer chose as it did, in the step in which it chose: above its card where there is room for it, within
/// the card where narrow. Where it would need more lines than there are, the caption says it alone.
pub(super) fn bubble(shot: &Shot<'_>, layout: &Layout) -> Option<Bubble> {
    let (owner, reason) = shot.facts.iter().rev().find_map(|timed| match timed.fact {
        Fact::Routed { id, to, because } => Some((id.client, text::reason_short(shot.language, to, because))),
        _ => None,
    })?;
    let room = layout.bubble;
    let text_w = room.w - 2 * BUBBLE_PAD;
    let said = in_lines(&reason, text_w);
    let h = said.len() as i32 * LINE_H + 2 * BUBBLE_PAD - 2;
    if h > room.h || said.iter().any(|line| LINE.width(line) > text_w) {
        return None;
    }
    let (y, tail_y) = if layout.narrow {
        let y = room.y + (room.h - h) / 2;
        (y, y)
    } else {
        (room.bottom() - TAIL_H - h, room.bottom())
    };
    let rect = Rect { y, h, ..room };
    let middle = rect.centre().x;
    let mut lines = Vec::new();
    let mut baseline = y + BUBBLE_PAD + 9;
    for line in said {
        put(&mut lines, "line", &[line], (middle, baseline), LINE, text_w);
        baseline += LINE_H;
    }
    Some(Bubble { rect, lines, tail: Point { x: middle, y: tail_y }, owner })
}

/// The reason's lines: broken before the arrow where that is enough.
fn in_lines(reason: &str, room: i32) -> Vec<String> {
    if let Some((why, to)) = reason.split_once(" →") {
        let lines = [why.to_owned(), format!("→{to}")];
        if LINE.width(reason) > room && lines.iter().all(|line| LINE.width(line) <= room) {
            return lines.to_vec();
        }
    }
    wrap(reason, LINE, room)
}

const _: () = assert!(CLEAR <= TAIL_H, "messages keep away from the reason");
