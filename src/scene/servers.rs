//! The card of a server or a store: its name, its health and its load; the table below them is in [`super::rows`].

use super::layout::{Form, Slot};
use super::measure::{Style, put};
use super::project::Shot;
use super::rows::with_rows;
use super::{Card, Mark, Point, Progress, Rect};
use crate::model::config::Sessions;
use crate::model::fact::{Fact, StoreDeath, StoreRole};
use crate::model::ids::{Holder, ServerId};
use crate::model::message::Node;
use crate::model::server::Server;
use crate::model::session::{Session, SessionTable};
use crate::model::store::Store;
use crate::text::{label, number};

const NAME: Style = Style::plain(13).bold();
pub(super) const SMALL: Style = Style::plain(11);

/// Where the parts of a card go.
pub(super) struct Frame {
    /// Width and height of the card.
    pub(super) w: i32,
    pub(super) h: i32,
    pub(super) pad: i32,
    /// Lower edge of the head.
    pub(super) head: i32,
    pub(super) row_h: i32,
    /// Rows between head and foot.
    pub(super) capacity: usize,
    /// Baseline of the foot; 0 where there is no room for one.
    pub(super) foot: i32,
    /// Rows stand side by side.
    pub(super) chips: bool,
}

/// Texts of a machine's card, each in several wordings, the longest first.
#[derive(Default)]
struct Said {
    name: Vec<String>,
    /// Problem of the machine; empty without one.
    health: Vec<String>,
    /// Number and size of its sessions.
    summary: Vec<String>,
    /// Workers and queues of a server, kind of a store; empty for an idle server.
    load: Vec<String>,
}

/// The card of a server or a store.
pub(super) fn machine_card(shot: &Shot<'_>, slot: &Slot) -> Card {
    let mut said = Said::default();
    let frame = frame(slot);
    let mut card = shot.card(slot);
    let (holder, table, shows): (Holder, &SessionTable, bool) = match slot.node {
        Node::Server(id) => {
            let server = &shot.world.servers[id.index()];
            card.up = server.up;
            card.state = of_server(shot, server, &mut said);
            if server.joining {
                card.progress = progress(shot, id, &frame);
            }
            (Holder::Server(id), &server.table, true)
        }
        Node::Store(id) => {
            let store = &shot.world.stores[id.index()];
            card.up = store.up;
            card.state = of_store(shot, store, &mut said);
            // While it is down, only what a start would find is there.
            (Holder::Store(id), if store.up { &store.table } else { &store.durable }, store.up)
        }
        Node::Client(_) | Node::Balancer => return card,
    };
    if card.up {
        let held = label::sessions(shot.language, table.len() as u64);
        said.summary = vec![format!("{held} · {}", number::bytes(table.bytes())), held];
    }
    card.dot = Some(Point { x: frame.pad + 3, y: frame.head / 2 + 1 });
    card.rule_y = (slot.form == Form::Full).then_some(frame.head);
    let foot_w = headed(&frame, &mut card, &said);
    with_rows(shot, (holder, table, shows), &frame, &mut card, foot_w);
    card
}

fn frame(slot: &Slot) -> Frame {
    let Rect { w, h, .. } = slot.rect;
    let roomy = w >= 130;
    let (pad, head, row_h) = match (slot.form, roomy) {
        (Form::Full, true) => (13, 30, 20),
        (Form::Full, false) => (8, 29, 19),
        (Form::Compact | Form::Small, true) => (10, 25, 19),
        (Form::Compact | Form::Small, false) => (5, 24, 18),
    };
    let (foot, below) = if h >= 100 { (h - 8, 22) } else { (0, 4) };
    let capacity = ((h - head - below) / row_h).max(0) as usize;
    Frame { w, h, pad, head, row_h, capacity, foot, chips: roomy && capacity == 1 }
}

/// What a server says; how it is.
fn of_server(shot: &Shot<'_>, server: &Server, said: &mut Said) -> Mark {
    let words = shot.words;
    said.name = vec![label::server(shot.language, server.id), label::server_short(server.id)];
    if server.up {
        said.load = load(shot, server);
    }
    let balancer = shot.world.balancer.as_ref();
    let believed_up = balancer.is_none_or(|balancer| balancer.is_usable(server.id));
    let (long, short, mark) = match (server.up, believed_up) {
        (true, _) if server.joining => (words.server_joining, words.server_joining_short, Mark::Warn),
        (true, false) => (words.server_unnoticed_up, words.server_unnoticed_short, Mark::Warn),
        (true, true) if !server.member && shot.world.config.sessions == Sessions::Replicated => {
            (words.server_lone, words.server_lone_short, Mark::Warn)
        }
        (true, true) => return Mark::Good,
        (false, true) if balancer.is_none() => ("", "", Mark::Bad),
        (false, true) => (words.server_unnoticed, words.server_unnoticed_short, Mark::Bad),
        (false, false) => (words.server_marked_down, words.server_marked_down_short, Mark::Bad),
    };
    let down = words.server_down;
    said.health = match (server.up, long) {
        (true, _) => vec![long.to_owned(), short.to_owned(), "?".to_owned()],
        (false, "") => vec![down.to_owned()],
        (false, _) => vec![format!("{down} · {long}"), format!("{down} · {short}"), down.to_owned()],
    };
    mark
}

/// What a server does: its workers, what waits for them, and the copies it has to send and to apply. Empty while it
/// is idle; the first is left out first.
fn load(shot: &Shot<'_>, server: &Server) -> Vec<String> {
    let (running, queue) = (server.running.len() as u64, server.queue.len() as u64);
    let (outbox, inbox) = (server.outbox.len() as u64, (server.inbox.len() + server.applying.len()) as u64);
    let mut parts = Vec::new();
    if running + queue > 0 {
        parts.push(label::workers(shot.language, running, server.workers.into()));
    }
    if queue > 0 {
        parts.push(label::queue(shot.language, queue, server.queue_limit.into()));
    }
    if inbox > 0 {
        parts.push(label::inbox(shot.language, inbox));
    }
    if outbox > 0 {
        parts.push(label::outbox(shot.language, outbox));
    }
    (0..parts.len()).map(|first| parts[first..].join(" · ")).collect()
}

/// How far a joining server is: between the moment it began and the one it is promised.
fn progress(shot: &Shot<'_>, id: ServerId, frame: &Frame) -> Option<Progress> {
    let facts = shot.view.recording.facts_until(shot.view.step);
    let (from, takes) = facts.iter().rev().find_map(|timed| match timed.fact {
        Fact::JoinStarted { server, takes, .. } if server == id => Some((timed.at, takes)),
        _ => None,
    })?;
    let bar = Rect { x: frame.pad, y: frame.head - 4, w: frame.w - 2 * frame.pad, h: 3 };
    Some(Progress { bar, from, until: from + takes })
}

/// What a store says; how it is.
fn of_store(shot: &Shot<'_>, store: &Store, said: &mut Said) -> Mark {
    let (words, world) = (shot.words, shot.world);
    let primary = store.id == world.primary;
    let name = label::store(shot.language, store.id);
    if world.stores.len() > 1 {
        let role = if primary { StoreRole::Primary } else { StoreRole::Replica };
        let role = label::store_role(shot.language, role);
        said.name = vec![format!("{name} · {role}"), role.to_owned()];
    }
    said.name.extend([name, label::store_short(store.id)]);
    said.load = vec![label::store_kind(shot.language, store.kind).to_owned()];
    if !store.up {
        let down = match cause_of_death(shot, store) {
            StoreDeath::Killed => words.store_down,
            StoreDeath::PowerCut => words.store_power_cut,
        };
        said.health = vec![down.to_owned()];
        return Mark::Bad;
    }
    let lost = shot.facts.iter().find_map(|timed| match timed.fact {
        Fact::StorePromoted { store: promoted, lost, .. } if promoted == store.id => Some(lost),
        _ => None,
    });
    if let Some(lost @ 1..) = lost {
        said.health = vec![label::lost_writes(shot.language, lost.into())];
        return Mark::Bad;
    }
    if primary {
        return Mark::Good;
    }
    let leader = &world.stores[world.primary.index()];
    if !leader.up {
        said.health = vec![words.store_taking_over.to_owned()];
        return Mark::Warn;
    }
    // Writes that the primary has acknowledged and the replica has not received.
    let is_behind = |session: &&Session| store.table.get(session.id).is_none_or(|held| held.version < session.version);
    let behind = leader.table.iter().filter(is_behind).count() as u64;
    if behind > 0 {
        said.load = vec![label::behind(shot.language, behind)];
        return Mark::Warn;
    }
    Mark::Good
}

fn cause_of_death(shot: &Shot<'_>, store: &Store) -> StoreDeath {
    let facts = shot.view.recording.facts_until(shot.view.step);
    let died = facts.iter().rev().find_map(|timed| match timed.fact {
        Fact::StoreDied { store: died, because, .. } if died == store.id => Some(because),
        _ => None,
    });
    died.unwrap_or(StoreDeath::Killed)
}

/// Name, health, and how much it holds or does; the width of what stands in the foot.
fn headed(frame: &Frame, card: &mut Card, said: &Said) -> i32 {
    let (left, right) = (frame.pad, frame.w - frame.pad);
    let baseline = frame.head / 2 + 5;
    let name_x = left + 11;
    let texts = &mut card.texts;
    let name_w = put(texts, "name", &said.name, (name_x, baseline), NAME, right - name_x);
    let room = right - name_x - name_w - 8;
    if !said.health.is_empty() {
        if frame.capacity == 0 || frame.chips {
            put(texts, "health", &said.health, (right, baseline), SMALL.end(), room);
            return 0;
        }
        put(texts, "health", &said.health, (left, frame.head + 15), SMALL, right - left);
    }
    if frame.foot == 0 {
        let (class, text) = if said.load.is_empty() { ("summary", &said.summary) } else { ("load", &said.load) };
        put(texts, class, text, (right, baseline), SMALL.end(), room);
        return 0;
    }
    let foot_room = (right - left) * 68 / 100;
    let summary_w = put(texts, "summary", &said.summary, (right, baseline), SMALL.end(), room);
    if summary_w == 0 && said.load.is_empty() {
        return put(texts, "summary", &said.summary, (right, frame.foot), SMALL.end(), foot_room);
    }
    put(texts, "load", &said.load, (right, frame.foot), SMALL.end(), foot_room)
}
