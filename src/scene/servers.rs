//! A server's card: its health, its load, and the sessions in its memory.

use super::layout::{Form, Slot};
use super::measure::{MIN_SIZE, Style};
use super::project::View;
use super::{Anchor, Mark, Point, Rect, RowLook, ServerCard, SessionRow, Text};
use crate::model::fact::{DestroyCause, Fact};
use crate::model::ids::{ClientId, ServerId, SessionId};
use crate::model::message::Node;
use crate::model::server::Server;
use crate::model::session::Session;
use crate::text::{label, number};

const NAME: Style = Style::bold(13.0);
const SMALL: Style = Style::plain(11.0);
const ID: Style = Style::mono_bold(11.0);
const STATE: Style = Style::plain(11.0);
const ATTRIBUTES: Style = Style::mono(11.0);

/// A row's content, before it has a place.
struct Entry {
    session: SessionId,
    owner: ClientId,
    /// From the longest wording to the shortest.
    attributes: Vec<String>,
    state: String,
    look: RowLook,
}

/// Where the parts of a card go.
struct Frame {
    rect: Rect,
    pad: f64,
    /// Lower edge of the head.
    head: f64,
    row_h: f64,
    /// Rows between head and foot.
    capacity: usize,
    /// Baseline of the foot, where there is room for one.
    foot: Option<f64>,
    /// Rows stand side by side.
    chips: bool,
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
        mark: mark(view, server),
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
        (true, false) => {
            (Mark::Warn, vec![words.server_unnoticed_up.to_owned(), words.server_unnoticed_up.to_owned(), "?".into()])
        }
        (false, true) if balanced => (Mark::Bad, down(words.server_unnoticed, words.server_unnoticed)),
        (false, true) => (Mark::Bad, vec![words.server_down.to_owned()]),
        (false, false) => (Mark::Bad, down(words.server_marked_down, words.server_marked_down)),
    }
}

/// What a server does in this step: it lost or refused something, or it worked.
fn mark(view: &View<'_>, server: &Server) -> Mark {
    let mut mark = Mark::Plain;
    for timed in view.facts() {
        match timed.fact {
            Fact::SessionNotFound { server: at, .. }
            | Fact::ServerCrashed { server: at, .. }
            | Fact::ConnectFailed { server: at, .. }
            | Fact::RequestRefused { server: at, .. }
                if at == server.id =>
            {
                return Mark::Bad;
            }
            Fact::SessionOrphaned { holder: at, .. }
            | Fact::MarkedDown { server: at, .. }
            | Fact::HealthCheckCounted { server: at, .. }
            | Fact::SessionDestroyed { server: at, .. }
                if at == server.id =>
            {
                mark = Mark::Warn;
            }
            Fact::Queued { server: at, .. }
            | Fact::ServiceStarted { server: at, .. }
            | Fact::SessionFound { server: at, .. }
            | Fact::SessionCreated { server: at, .. }
            | Fact::SessionWritten { server: at, .. }
            | Fact::SessionInvalidated { server: at, .. }
            | Fact::Answered { server: at, .. }
            | Fact::ServerRestarted { server: at, .. }
            | Fact::ServerUpgraded { server: at, .. }
            | Fact::ServerAdded { server: at }
            | Fact::MarkedUp { server: at }
                if at == server.id && mark == Mark::Plain =>
            {
                mark = Mark::Active;
            }
            _ => {}
        }
    }
    mark
}

/// The rows of a server's table: its sessions in the order they were made, what went in this step, and what was looked
/// for and is not there.
fn entries(view: &View<'_>, server: &Server) -> Vec<Entry> {
    let words = view.language.words();
    let mut sessions: Vec<&Session> = server.table.iter().collect();
    sessions.sort_by_key(|session| (session.created, session.id));
    let kept = sessions.into_iter().map(|session| {
        let orphan = view.world().is_orphan(session.id, session.owner);
        let look = if orphan { RowLook::Orphan } else { used(view, server.id, session.id) };
        let version = format!("v{}", session.version);
        Entry {
            session: session.id,
            owner: session.owner,
            attributes: attributes(session),
            state: if orphan { words.session_orphan.to_owned() } else { version },
            look,
        }
    });
    let gone = view.facts().iter().filter_map(|timed| match timed.fact {
        Fact::SessionDestroyed { server: at, session, owner, because, .. } if at == server.id => {
            let word = match because {
                DestroyCause::Crash => words.session_destroyed,
                DestroyCause::Idle { .. } => words.session_expired,
            };
            Some((session, owner, word))
        }
        Fact::SessionInvalidated { id, server: at, session } if at == server.id => {
            Some((session, id.client, words.client_signed_out))
        }
        _ => None,
    });
    let gone = gone.map(|(session, owner, word)| (session, owner, word, RowLook::Gone));
    let word = words.session_not_found;
    let missing = missing(view, server).map(|(session, owner)| (session, owner, word, RowLook::Missing));
    let absent = gone.chain(missing).map(|(session, owner, word, look)| {
        Entry { session, owner, attributes: Vec::new(), state: word.to_owned(), look }
    });
    let mut entries: Vec<Entry> = kept.chain(absent).collect();
    // Two requests may look for the same id at once: one line says it.
    let mut seen = Vec::new();
    entries.retain(|entry| {
        let new = !seen.contains(&(entry.session, entry.look));
        seen.push((entry.session, entry.look));
        new
    });
    entries
}

fn attributes(session: &Session) -> Vec<String> {
    let name = session.owner.name();
    vec![format!("{name} cart={}", session.cart), name.to_owned()]
}

/// How a session that is held was used in this step.
fn used(view: &View<'_>, server: ServerId, session: SessionId) -> RowLook {
    let mut look = RowLook::Kept;
    for timed in view.facts() {
        match timed.fact {
            Fact::SessionFound { server: at, session: id, .. } if (at, id) == (server, session) => look = RowLook::Found,
            Fact::SessionCreated { server: at, session: id, .. } | Fact::SessionWritten { server: at, session: id, .. }
                if (at, id) == (server, session) =>
            {
                return RowLook::Written;
            }
            _ => {}
        }
    }
    look
}

/// Ids a request looked for here in vain, from then until its answer has left the server's wire.
fn missing<'a>(view: &'a View<'_>, server: &'a Server) -> impl Iterator<Item = (SessionId, ClientId)> + 'a {
    let from_here = |id| {
        let leaves = view.world().in_flight().into_iter().find(|message| message.message.id() == id);
        leaves.is_some_and(|message| message.message.ends().0 == Node::Server(server.id))
    };
    view.recording.facts_until(view.step).iter().filter_map(move |timed| match timed.fact {
        Fact::SessionNotFound { id, server: at, session, .. } if at == server.id => {
            let served = server.running.iter().any(|job| job.id == id);
            (served || from_here(id)).then_some((session, id.client))
        }
        _ => None,
    })
}

/// Name, health, and how much the server holds or does.
fn headed(
    view: &View<'_>,
    server: &Server,
    frame: &Frame,
    card: ServerCard,
    health_wordings: &[String],
) -> ServerCard {
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

/// Puts the rows that fit below the head, those that matter in this step first in line for a place.
fn with_rows(view: &View<'_>, entries: Vec<Entry>, frame: &Frame, card: ServerCard) -> ServerCard {
    if frame.chips {
        return with_chips(view, entries, frame, card);
    }
    let taken = usize::from(!card.health_text.text.is_empty() && frame.capacity > 0);
    let mut capacity = frame.capacity - taken;
    let more_in_foot = frame.foot.is_some();
    if entries.len() > capacity && !more_in_foot {
        capacity = capacity.saturating_sub(1);
    }
    let (shown, hidden) = choose(entries, capacity);
    let row_y = |row: usize| frame.rect.y + frame.head + 2.0 + (row + taken) as f64 * frame.row_h;
    let rows: Vec<SessionRow> = shown.iter().enumerate().map(|(row, entry)| row_at(entry, frame, row_y(row))).collect();
    let more_y = frame.foot.unwrap_or(row_y(rows.len()) + 14.0);
    let left = frame.rect.x + frame.pad;
    let foot_text = if card.load.text.is_empty() && card.summary.at.y == more_y { &card.summary } else { &card.load };
    let room = frame.rect.w - 2.0 * frame.pad - if more_in_foot { foot_text.width() + 6.0 } else { 0.0 };
    let fits = more_in_foot || row_y(rows.len()) + frame.row_h <= frame.rect.bottom();
    let more = if hidden > 0 && fits { more_rows(view, hidden, left, more_y, room) } else { Text::default() };
    ServerCard { rows, more, ..card }
}

fn more_rows(view: &View<'_>, hidden: usize, x: f64, y: f64, room: f64) -> Text {
    let (long, short) = (format!("+{hidden}"), format!("+{hidden}"));
    Text::fitted(&[&long, &short], x, y, SMALL, room)
}

/// The entries that get a place, in their order, and how many do not.
fn choose(entries: Vec<Entry>, capacity: usize) -> (Vec<Entry>, usize) {
    let rank = |look: RowLook| match look {
        RowLook::Missing => 0,
        RowLook::Written | RowLook::Gone => 1,
        RowLook::Found => 2,
        RowLook::Kept => 3,
        RowLook::Orphan => 4,
    };
    let total = entries.len();
    let mut order: Vec<usize> = (0..total).collect();
    order.sort_by_key(|&index| rank(entries[index].look));
    order.truncate(capacity);
    let kept = entries.into_iter().enumerate().filter(|(index, _)| order.contains(index)).map(|(_, entry)| entry);
    let shown: Vec<Entry> = kept.collect();
    let hidden = total - shown.len();
    (shown, hidden)
}

fn row_at(entry: &Entry, frame: &Frame, y: f64) -> SessionRow {
    let rect = Rect { x: frame.rect.x + frame.pad - 4.0, y, w: frame.rect.w - 2.0 * frame.pad + 8.0, h: frame.row_h - 1.0 };
    let baseline = y + 13.5;
    let (left, right) = (frame.rect.x + frame.pad, frame.rect.right() - frame.pad);
    let id = Text::new(entry.session.short().to_string(), left, baseline, ID);
    let after = left + id.width() + 6.0;
    // What a row's look means is said before what it holds.
    let told = matches!(entry.look, RowLook::Missing | RowLook::Orphan | RowLook::Gone);
    let signs = [entry.state.as_str(), sign(entry.look)];
    let state = Text::fitted(if told { &signs } else { &signs[..1] }, right, baseline, STATE, right - after);
    let state = state.anchored(Anchor::End);
    let room = right - after - if state.text.is_empty() { 0.0 } else { state.width() + 6.0 };
    let wordings: Vec<&str> = entry.attributes.iter().map(String::as_str).collect();
    let style = if frame.rect.w >= 130.0 { ATTRIBUTES } else { Style::plain(MIN_SIZE) };
    let text = Text::fitted(&wordings, after, baseline, style, room);
    SessionRow { rect, id, owner: entry.owner, text, state, look: entry.look }
}

/// A look in one character, where there is no room for its word.
fn sign(look: RowLook) -> &'static str {
    match look {
        RowLook::Missing => "?",
        RowLook::Gone => "✕",
        RowLook::Orphan => "∅",
        RowLook::Kept | RowLook::Found | RowLook::Written => "",
    }
}

/// Ids side by side in one line.
fn with_chips(view: &View<'_>, entries: Vec<Entry>, frame: &Frame, card: ServerCard) -> ServerCard {
    let y = frame.rect.y + frame.head;
    let baseline = y + 13.5;
    let right = frame.rect.right() - frame.pad;
    let width = |entry: &Entry| match entry.look {
        RowLook::Kept | RowLook::Found | RowLook::Written => chip_w(entry),
        RowLook::Missing | RowLook::Orphan | RowLook::Gone => chip_w(entry) + 4.0 + STATE.width(&entry.state),
    };
    let widest = entries.iter().map(width).fold(1.0, f64::max);
    let room = right - frame.rect.x - frame.pad;
    let all = entries.iter().map(|entry| width(entry) + 4.0).sum::<f64>() - 4.0 <= room;
    // Where they do not all fit, one place is kept for how many there are besides.
    let capacity = if all { entries.len() } else { ((room - 44.0) / (widest + 4.0)).floor() as usize };
    let (shown, hidden) = choose(entries, capacity);
    let mut x = frame.rect.x + frame.pad;
    let mut rows = Vec::with_capacity(shown.len());
    for entry in &shown {
        let w = width(entry);
        let id = Text::new(entry.session.short().to_string(), x + 5.0, baseline, ID);
        let told = w > chip_w(entry);
        let state_at = x + 5.0 + id.width() + 4.0;
        let state = if told { Text::new(entry.state.clone(), state_at, baseline, STATE) } else { Text::default() };
        let rect = Rect { x, y, w, h: frame.row_h - 1.0 };
        rows.push(SessionRow { rect, id, owner: entry.owner, text: Text::default(), state, look: entry.look });
        x += w + 4.0;
    }
    let more = if hidden > 0 { more_rows(view, hidden, x, baseline, right - x) } else { Text::default() };
    ServerCard { rows, more, ..card }
}

fn chip_w(entry: &Entry) -> f64 {
    ID.width(&entry.session.short().to_string()) + 10.0
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
