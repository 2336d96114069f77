//! The balancer's card, and the bubble with its reason.

use super::layout::{CLEAR, Form, Layout, Slot};
use super::measure::{Style, put, wrap};
use super::project::Context;
use super::{Bubble, Card, Point, Rect, Shape};
use crate::model::balancer::Balancer;
use crate::model::config::{Affinity, Routing};
use crate::model::fact::Fact;
use crate::model::message::Node;
use crate::text::{self, label};

const TITLE: Style = Style::plain(13).bold().centred();
const SLIM_TITLE: Style = Style::plain(13).bold();
const POLICY: Style = Style::plain(12).centred();
const LINE: Style = Style::plain(11).centred();
const LINE_H: i32 = 14;
/// Padding of the bubble.
const BUBBLE_PAD: i32 = 6;
/// Height of the bubble's tail.
const TAIL_H: i32 = 6;
/// Height of one server's share.
const SHARE_H: i32 = 20;
/// Height of a share's bar.
const BAR_H: i32 = 8;
/// Height of the name and the policy.
const HEAD_H: i32 = 52;

/// Left edge of the name in a slim card.
const SLIM_X: i32 = 10;

/// Returns the balancer's card. In the narrow layout, a bubble takes the place of the texts below or beside the name.
pub(super) fn balancer_card(ctx: &Context<'_>, slot: &Slot, narrow: bool, has_bubble: bool) -> Card {
    let mut card = ctx.card(slot);
    let Some(balancer) = &ctx.world.balancer else { return card };
    let words = ctx.words;
    let Rect { w, h, .. } = slot.rect;
    let (centre_x, room) = (w / 2, w - 12);
    let config = &ctx.world.config;
    let policy = match (config.routing, config.affinity) {
        (Routing::Direct, _) => words.direct,
        (Routing::RoundRobin, Affinity::None) => words.round_robin,
        (Routing::RoundRobin, Affinity::Cookie) => words.affinity_cookie_short,
        (Routing::RoundRobin, Affinity::Source) => words.affinity_source_short,
    };
    if !narrow {
        let shown = ctx.world.present_servers().count() as i32;
        let top = (h - HEAD_H - SHARE_H * shown - 8) / 2;
        put(&mut card.texts, "title", &[words.balancer], (centre_x, top + 24), TITLE, room);
        put(&mut card.texts, "policy", &[policy], (centre_x, top + 42), POLICY, room);
        put_shares(ctx, balancer, &mut card, top + HEAD_H);
        return card;
    }
    let last = match balancer.last {
        Some(server) => format!("{} {}", words.balancer_last, label::server(ctx.language, server)),
        None => words.balancer_idle.to_owned(),
    };
    if slot.form == Form::Small {
        let baseline = h / 2 + 5;
        let title_w = put(&mut card.texts, "title", &[words.balancer], (SLIM_X, baseline), SLIM_TITLE, w - 2 * SLIM_X);
        if !has_bubble {
            let wordings = [format!("{policy} · {last}"), last, policy.to_owned()];
            let room = w - 3 * SLIM_X - title_w;
            put(&mut card.texts, "policy", &wordings, (w - SLIM_X, baseline), LINE.end(), room);
        }
        return card;
    }
    put(&mut card.texts, "title", &[words.balancer], (centre_x, 19), TITLE, room);
    if !has_bubble {
        put(&mut card.texts, "policy", &[policy], (centre_x, 37), POLICY, room);
        put(&mut card.texts, "last", &[last], (centre_x, 55), LINE, room);
    }
    card
}

/// Adds a line for each server: its share of the requests, and a mark for the server chosen last.
fn put_shares(ctx: &Context<'_>, balancer: &Balancer, card: &mut Card, top: i32) {
    let most = balancer.forwarded.iter().copied().max().unwrap_or(0).max(1) as i32;
    let count_w = Style::plain(11).mono().width(&most.to_string());
    let (left, right) = (16, card.rect.w - 8);
    let mut baseline = top + 15;
    for server in ctx.world.present_servers() {
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
            // Even the smallest share is visible.
            let rect = Rect { w: (bar.w * forwarded / most).max(BAR_H), ..bar };
            card.shapes.push(Shape { class: filled, rect, radius: BAR_H / 2 });
        }
        baseline += SHARE_H;
    }
}

/// Returns the bubble with the reason of this step's routing decision: above the card, or inside of it in the narrow
/// layout. `None` without a decision, or if the reason does not fit; the caption then says it alone.
pub(super) fn bubble(ctx: &Context<'_>, layout: &Layout) -> Option<Bubble> {
    let (owner, reason) = ctx.facts.iter().rev().find_map(|timed| match timed.fact {
        Fact::Routed { id, to, because } => Some((id.client, text::reason_short(ctx.language, to, because))),
        _ => None,
    })?;
    let mut room = layout.bubble;
    if layout.slot(Node::Balancer).is_some_and(|slot| slot.form == Form::Small) {
        let name_w = SLIM_X + SLIM_TITLE.width(ctx.words.balancer);
        room = Rect { x: room.x + name_w, w: room.w - name_w, ..room };
    }
    let text_w = room.w - 2 * BUBBLE_PAD;
    let reason_lines = split_reason(&reason, text_w);
    let h = reason_lines.len() as i32 * LINE_H + 2 * BUBBLE_PAD - 2;
    if h > room.h || reason_lines.iter().any(|line| LINE.width(line) > text_w) {
        return None;
    }
    let (y, tail_y) = if layout.narrow {
        let y = room.y + (room.h - h) / 2;
        (y, y)
    } else {
        (room.bottom() - TAIL_H - h, room.bottom())
    };
    let rect = Rect { y, h, ..room };
    let centre_x = rect.centre().x;
    let mut lines = Vec::new();
    let mut baseline = y + BUBBLE_PAD + 9;
    for line in reason_lines {
        put(&mut lines, "line", &[line], (centre_x, baseline), LINE, text_w);
        baseline += LINE_H;
    }
    Some(Bubble { rect, lines, tail: Point { x: centre_x, y: tail_y }, owner })
}

/// Breaks the reason into lines: before the arrow if that is enough, else at spaces.
fn split_reason(reason: &str, room: i32) -> Vec<String> {
    if let Some((why, to)) = reason.split_once(" →") {
        let lines = [why.to_owned(), format!("→{to}")];
        if LINE.width(reason) > room && lines.iter().all(|line| LINE.width(line) <= room) {
            return lines.to_vec();
        }
    }
    wrap(reason, LINE, room)
}

const _: () = assert!(CLEAR <= TAIL_H, "messages never touch the bubble");
