//! The card of a server or a store: name, health and load. `rows` fills the session table below them.

use super::layout::{Form, Slot};
use super::measure::{Style, put};
use super::project::Context;
use super::rows::put_rows;
use super::{Card, Mark, Point, Progress, Rect};
use crate::model::config::Setting;
use crate::model::fact::{Fact, StoreDeath};
use crate::model::ids::{Holder, ServerId};
use crate::model::message::Node;
use crate::model::server::{Server, ServerState};
use crate::model::session::{Session, SessionTable};
use crate::model::store::Store;
use crate::text::{label, number};

const NAME: Style = Style::plain(13).bold();
pub(super) const SMALL: Style = Style::plain(11);
const HEALTH: Style = SMALL.bold();
/// Shortest text for a machine that is down, the same in every language.
const DOWN_SIGN: &str = "×";

/// Sizes and positions of a card's parts.
pub(super) struct Metrics {
    /// Width and height of the card.
    pub(super) w: i32,
    pub(super) h: i32,
    pub(super) pad: i32,
    /// Lower edge of the head.
    pub(super) head: i32,
    pub(super) row_h: i32,
    /// Number of rows that fit between head and foot.
    pub(super) capacity: usize,
    /// Baseline of the foot; 0 without room for one.
    pub(super) foot: i32,
    /// True if rows are chips side by side in one line.
    pub(super) chips: bool,
}

/// Texts of a machine's card, each in several wordings, the longest first.
#[derive(Default)]
struct CardTexts {
    name: Vec<String>,
    /// Problem of the machine; empty without one.
    health: Vec<String>,
    /// Number and size of its sessions.
    summary: Vec<String>,
    /// Workers and queues of a server, kind of a store; empty for an idle server.
    load: Vec<String>,
}

/// Returns the card of a server or a store.
pub(super) fn machine_card(ctx: &Context<'_>, slot: &Slot) -> Card {
    let mut card_texts = CardTexts::default();
    let metrics = metrics(slot);
    let mut card = ctx.card(slot);
    let (holder, table, usable): (Holder, &SessionTable, bool) = match slot.node {
        Node::Server(id) => {
            let server = &ctx.world.servers[id.index()];
            card.up = server.is_up();
            card.state = describe_server(ctx, server, &mut card_texts);
            if let ServerState::Joining { donor_stopped: false, .. } = server.state {
                card.progress = progress(ctx, id, &metrics);
            }
            (Holder::Server(id), &server.table, true)
        }
        Node::Store(id) => {
            let store = &ctx.world.stores[id.index()];
            card.up = store.is_up();
            card.state = describe_store(ctx, store, &mut card_texts);
            // A store that is down shows its disk, the content that a restart would load.
            (Holder::Store(id), store.surviving(), store.is_up())
        }
        Node::Client(_) | Node::Balancer => return card,
    };
    if card.up {
        let held = label::sessions(ctx.language, table.len() as u64);
        card_texts.summary = vec![format!("{held} · {}", number::bytes(table.bytes())), held];
    }
    card.dot = Some(Point { x: metrics.pad + 3, y: metrics.head / 2 + 1 });
    card.rule_y = (slot.form == Form::Full).then_some(metrics.head);
    let foot_w = put_head_and_foot(&metrics, &mut card, &card_texts);
    put_rows(ctx, (holder, table, usable), &metrics, &mut card, foot_w);
    card
}

fn metrics(slot: &Slot) -> Metrics {
    let Rect { w, h, .. } = slot.rect;
    let wide = w >= 130;
    let (pad, head, row_h) = match (slot.form, wide) {
        (Form::Full, true) => (13, 30, 20),
        (Form::Full, false) => (8, 29, 19),
        (Form::Compact | Form::Small, true) => (10, 25, 19),
        (Form::Compact | Form::Small, false) => (5, 24, 18),
    };
    let (foot, below) = if h >= 100 { (h - 8, 22) } else { (0, 4) };
    let capacity = ((h - head - below) / row_h).max(0) as usize;
    Metrics { w, h, pad, head, row_h, capacity, foot, chips: wide && capacity == 1 }
}

/// Writes the texts of a server; returns the mark of its state.
fn describe_server(ctx: &Context<'_>, server: &Server, card_texts: &mut CardTexts) -> Mark {
    let words = ctx.words;
    card_texts.name = vec![label::server(ctx.language, server.id), label::server_short(server.id)];
    if server.is_up() {
        card_texts.load = load(ctx, server);
    }
    let balancer = ctx.world.balancer.as_ref();
    let believed_up = balancer.is_none_or(|balancer| balancer.is_usable(server.id));
    let (long, short, mark) = match (server.is_up(), believed_up) {
        (true, _) if server.is_joining() => (words.server_joining, words.server_joining_short, Mark::Warn),
        (true, false) => (words.server_unnoticed_up, words.server_unnoticed_up_short, Mark::Warn),
        (true, true) if ctx.world.is_outside_cluster(server.id) => {
            (words.server_lone, words.server_lone_short, Mark::Warn)
        }
        (true, true) => return Mark::Good,
        (false, true) if balancer.is_none() => ("", "", Mark::Bad),
        (false, true) => (words.server_unnoticed, words.server_unnoticed_short, Mark::Bad),
        (false, false) => (words.server_marked_down, words.server_marked_down_short, Mark::Bad),
    };
    let down = words.server_down;
    card_texts.health = match (server.is_up(), long) {
        (true, _) => vec![long.to_owned(), short.to_owned(), "?".to_owned()],
        (false, "") => vec![down.to_owned(), DOWN_SIGN.to_owned()],
        (false, _) => {
            vec![format!("{down} · {long}"), format!("{down} · {short}"), down.to_owned(), DOWN_SIGN.to_owned()]
        }
    };
    mark
}

/// Returns the load of a server in several wordings: busy workers, queue, copies to apply, copies to send. Empty if it
/// is idle, unless it was upgraded. Shorter wordings leave out the first parts.
fn load(ctx: &Context<'_>, server: &Server) -> Vec<String> {
    let (running, queue) = (server.running.len() as u64, server.queue.len() as u64);
    let (outbox, inbox) = (server.outbox.len() as u64, (server.inbox.len() + server.applying.len()) as u64);
    let mut parts = Vec::new();
    let is_upgraded = u64::from(server.workers) != ctx.world.config.get(Setting::Workers);
    if running + queue > 0 || is_upgraded {
        parts.push(label::workers(ctx.language, running, server.workers.into()));
    }
    if queue > 0 {
        parts.push(label::queue(ctx.language, queue, server.queue_limit.into()));
    }
    if inbox > 0 {
        parts.push(label::inbox(ctx.language, inbox));
    }
    if outbox > 0 {
        parts.push(label::outbox(ctx.language, outbox));
    }
    (0..parts.len()).map(|first| parts[first..].join(" · ")).collect()
}

/// Returns the progress of a joining server, from the start of the join to its expected end.
fn progress(ctx: &Context<'_>, id: ServerId, metrics: &Metrics) -> Option<Progress> {
    let facts = ctx.view.recording.facts_until(ctx.view.step);
    let (from, takes) = facts.iter().rev().find_map(|timed| match timed.fact {
        Fact::JoinStarted { server, takes, .. } if server == id => Some((timed.at, takes)),
        _ => None,
    })?;
    let bar = Rect { x: metrics.pad, y: metrics.head - 4, w: metrics.w - 2 * metrics.pad, h: 3 };
    Some(Progress { bar, from, until: from + takes })
}

/// Writes the texts of a store; returns the mark of its state.
fn describe_store(ctx: &Context<'_>, store: &Store, card_texts: &mut CardTexts) -> Mark {
    let (words, world) = (ctx.words, ctx.world);
    let primary = store.id == world.primary;
    let name = label::store(ctx.language, store.id);
    if world.stores.len() > 1 {
        let role = label::store_role(ctx.language, world.role_of(store.id));
        card_texts.name = vec![format!("{name} · {role}"), role.to_owned()];
    }
    card_texts.name.extend([name, label::store_short(store.id)]);
    card_texts.load = vec![label::store_kind(ctx.language, store.kind).to_owned()];
    if !store.is_up() {
        let down = match cause_of_death(ctx, store) {
            StoreDeath::Killed => words.store_down,
            StoreDeath::PowerCut => words.store_power_cut,
        };
        card_texts.health = vec![down.to_owned(), DOWN_SIGN.to_owned()];
        return Mark::Bad;
    }
    let lost = ctx.facts.iter().find_map(|timed| match timed.fact {
        Fact::StorePromoted { store: promoted, lost, .. } if promoted == store.id => Some(lost),
        _ => None,
    });
    if let Some(lost @ 1..) = lost {
        card_texts.health = vec![label::lost_writes(ctx.language, lost.into()), format!("−{lost}")];
        return Mark::Bad;
    }
    if primary {
        return Mark::Good;
    }
    let leader = &world.stores[world.primary.index()];
    if !leader.is_up() {
        card_texts.health = vec![words.store_taking_over.to_owned()];
        return Mark::Warn;
    }
    // Writes that the primary has applied and the replica has not.
    let is_behind =
        |session: &&Session| store.table().get(session.id).is_none_or(|held| held.version < session.version);
    let behind = leader.table().iter().filter(is_behind).count() as u64;
    if behind > 0 {
        card_texts.load = vec![label::behind(ctx.language, behind)];
        return Mark::Warn;
    }
    Mark::Good
}

fn cause_of_death(ctx: &Context<'_>, store: &Store) -> StoreDeath {
    let facts = ctx.view.recording.facts_until(ctx.view.step);
    let died = facts.iter().rev().find_map(|timed| match timed.fact {
        Fact::StoreDied { store: died, because, .. } if died == store.id => Some(because),
        _ => None,
    });
    died.unwrap_or(StoreDeath::Killed)
}

/// Adds name, health, summary and load; returns the width of the text in the foot.
fn put_head_and_foot(metrics: &Metrics, card: &mut Card, card_texts: &CardTexts) -> i32 {
    let (left, right) = (metrics.pad, metrics.w - metrics.pad);
    let baseline = metrics.head / 2 + 5;
    let name_x = left + 11;
    let texts = &mut card.texts;
    // A problem that shares the line with the name is said at least by its shortest wording.
    let shares_line = metrics.capacity == 0 || metrics.chips;
    let reserved = match card_texts.health.last() {
        Some(shortest) if shares_line => HEALTH.width(shortest) + 8,
        _ => 0,
    };
    let shortest_w = card_texts.name.last().map_or(0, |shortest| NAME.width(shortest));
    let name_room = (right - name_x - reserved).max(shortest_w);
    let name_w = put(texts, "name", &card_texts.name, (name_x, baseline), NAME, name_room);
    let room = right - name_x - name_w - 8;
    if !card_texts.health.is_empty() {
        if shares_line {
            put(texts, "health", &card_texts.health, (right, baseline), HEALTH.end(), room);
            return 0;
        }
        put(texts, "health", &card_texts.health, (left, metrics.head + 15), HEALTH, right - left);
    }
    if metrics.foot == 0 {
        let (class, text) =
            if card_texts.load.is_empty() { ("summary", &card_texts.summary) } else { ("load", &card_texts.load) };
        put(texts, class, text, (right, baseline), SMALL.end(), room);
        return 0;
    }
    let foot_room = (right - left) * 68 / 100;
    let summary_w = put(texts, "summary", &card_texts.summary, (right, baseline), SMALL.end(), room);
    if summary_w == 0 && card_texts.load.is_empty() {
        return put(texts, "summary", &card_texts.summary, (right, metrics.foot), SMALL.end(), foot_room);
    }
    put(texts, "load", &card_texts.load, (right, metrics.foot), SMALL.end(), foot_room)
}
