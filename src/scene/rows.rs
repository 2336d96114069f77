//! The lines of a server's table: which sessions get one, how each looks, and where it stands.

use super::measure::{MIN_SIZE, Style};
use super::project::View;
use super::servers::{Frame, SMALL};
use super::{Anchor, Rect, RowLook, ServerCard, SessionRow, Text};
use crate::model::fact::{DestroyCause, Fact};
use crate::model::ids::{ClientId, RequestId, ServerId, SessionId};
use crate::model::message::Node;
use crate::model::server::Server;
use crate::model::session::Session;
use crate::text::label;

const ID: Style = Style::mono_bold(11.0);
const STATE: Style = Style::plain(11.0);
const ATTRIBUTES: Style = Style::mono(11.0);

/// A row's content, before it has a place.
pub(super) struct Entry {
    pub(super) session: SessionId,
    owner: ClientId,
    /// From the longest wording to the shortest.
    pub(super) attributes: Vec<String>,
    pub(super) state: String,
    look: RowLook,
}

/// The rows of a server's table: its sessions in the order they were made, what went in this step, and what was looked
/// for and is not there.
pub(super) fn entries(view: &View<'_>, server: &Server) -> Vec<Entry> {
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
    let absent = gone.chain(missing).map(|(session, owner, word, look)| Entry {
        session,
        owner,
        attributes: Vec::new(),
        state: word.to_owned(),
        look,
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
            Fact::SessionFound { server: at, session: id, .. } if (at, id) == (server, session) => {
                look = RowLook::Found
            }
            Fact::SessionCreated { server: at, session: id, .. }
            | Fact::SessionWritten { server: at, session: id, .. }
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
    let answers = view.world().in_flight().into_iter().map(|in_flight| in_flight.message);
    let answers = answers.filter(|message| message.ends().0 == Node::Server(server.id)).map(|message| message.id());
    let under_way: Vec<RequestId> = server.running.iter().map(|job| job.id).chain(answers).collect();
    // Where nothing is under way here there is no need to look at what happened.
    let facts = if under_way.is_empty() { &[] } else { view.recording.facts_until(view.step) };
    facts.iter().filter_map(move |timed| match timed.fact {
        Fact::SessionNotFound { id, server: at, session, .. } if at == server.id && under_way.contains(&id) => {
            Some((session, id.client))
        }
        _ => None,
    })
}

/// Puts the rows that fit below the head, those that matter in this step first in line for a place.
pub(super) fn with_rows(view: &View<'_>, entries: Vec<Entry>, frame: &Frame, card: ServerCard) -> ServerCard {
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
    let wording = wording(&shown, frame);
    let place = |(row, entry): (usize, &Entry)| row_at(entry, frame, row_y(row), wording);
    let rows: Vec<SessionRow> = shown.iter().enumerate().map(place).collect();
    let more_y = frame.foot.unwrap_or(row_y(rows.len()) + 14.0);
    let left = frame.rect.x + frame.pad;
    let foot_text = if card.load.text.is_empty() && card.summary.at.y == more_y { &card.summary } else { &card.load };
    let room = frame.rect.w - 2.0 * frame.pad - if more_in_foot { foot_text.width() + 6.0 } else { 0.0 };
    let fits = more_in_foot || row_y(rows.len()) + frame.row_h <= frame.rect.bottom();
    let more = if hidden > 0 && fits { more_rows(view, hidden, left, more_y, room) } else { Text::default() };
    ServerCard { rows, more, ..card }
}

fn more_rows(view: &View<'_>, hidden: usize, x: f64, y: f64, room: f64) -> Text {
    let (long, short) = (label::more_rows(view.language, hidden as u64), format!("+{hidden}"));
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

/// The longest wording of the attributes that fits in every row, so that the rows of a table read alike.
fn wording(shown: &[Entry], frame: &Frame) -> usize {
    let fits = |wording: usize| {
        shown.iter().filter(|entry| !entry.attributes.is_empty()).all(|entry| {
            let row = row_at(entry, frame, 0.0, wording);
            entry.attributes.get(wording) == Some(&row.text.text)
        })
    };
    (0..2).find(|wording| fits(*wording)).unwrap_or(1)
}

/// A row with its attributes in the `wording`th wording, or shorter.
fn row_at(entry: &Entry, frame: &Frame, y: f64, wording: usize) -> SessionRow {
    let rect =
        Rect { x: frame.rect.x + frame.pad - 4.0, y, w: frame.rect.w - 2.0 * frame.pad + 8.0, h: frame.row_h - 1.0 };
    let baseline = y + 13.5;
    let (left, right) = (frame.rect.x + frame.pad, frame.rect.right() - frame.pad);
    let id = Text::new(entry.session.short().to_string(), left, baseline, ID);
    let after = left + id.width() + if frame.rect.w >= 130.0 { 12.0 } else { 6.0 };
    // What a row's look means is said before what it holds.
    let told = matches!(entry.look, RowLook::Missing | RowLook::Orphan | RowLook::Gone);
    let signs = [entry.state.as_str(), sign(entry.look)];
    let state = Text::fitted(if told { &signs } else { &signs[..1] }, right, baseline, STATE, right - after);
    let state = state.anchored(Anchor::End);
    let room = right - after - if state.text.is_empty() { 0.0 } else { state.width() + 6.0 };
    let wordings: Vec<&str> = entry.attributes.iter().skip(wording).map(String::as_str).collect();
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
