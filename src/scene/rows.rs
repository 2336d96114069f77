//! The lines of a machine's table: which sessions get one, how each looks, and where it stands.

use super::measure::{Style, fit, put};
use super::project::Shot;
use super::servers::{Frame, SMALL};
use super::{Card, Rect, Row, RowLook};
use crate::model::fact::{DestroyCause, Fact};
use crate::model::ids::{ClientId, Holder, RequestId, ServerId, SessionId};
use crate::model::message::Node;
use crate::model::session::{Session, SessionTable};
use crate::model::time::SimTime;
use crate::model::world::World;
use crate::text::label;

const ID: Style = Style::plain(11).mono().bold();
const STATE: Style = Style::plain(11);
const ATTRIBUTES: Style = Style::plain(11).mono();

/// A row's content, before it has a place.
struct Entry {
    session: SessionId,
    owner: ClientId,
    created: SimTime,
    /// User and cart, the longest wording first; empty for a session that is not there.
    attributes: Vec<String>,
    /// Its version, or a word for its state, the longest wording first.
    state: Vec<String>,
    look: RowLook,
}

/// Puts the rows that fit below the head; where not all do, those that matter most in this step. `foot_w` is taken in
/// the foot already.
pub(super) fn with_rows(
    shot: &Shot<'_>,
    (holder, table, up): (Holder, &SessionTable, bool),
    frame: &Frame,
    card: &mut Card,
    foot_w: i32,
) {
    let mut entries = Vec::new();
    for session in table.iter() {
        let (look, state) = if up { look_of(shot, holder, session) } else { asleep(shot, session) };
        let name = session.owner.name();
        let attributes = vec![format!("{name} cart={}", session.cart), name.to_owned()];
        let (id, owner, created) = (session.id, session.owner, session.created);
        entries.push(Entry { session: id, owner, created, attributes, state, look });
    }
    entries.sort_by_key(|entry| entry.created);
    absent(shot, holder, &mut entries);
    if frame.chips { with_chips(shot, entries, frame, card) } else { with_lines(shot, entries, frame, card, foot_w) }
}

fn versioned(version: u32, word: &str) -> Vec<String> {
    let version = label::version(version);
    vec![format!("{version} {word}"), word.to_owned(), version]
}

fn asleep(shot: &Shot<'_>, session: &Session) -> (RowLook, Vec<String>) {
    (RowLook::Asleep, versioned(session.version, shot.words.store_on_disk))
}

/// How a session that is held looks, and the word for it.
fn look_of(shot: &Shot<'_>, holder: Holder, session: &Session) -> (RowLook, Vec<String>) {
    let words = shot.words;
    let mut look = used(shot, holder, session);
    if look != RowLook::Lost {
        if shot.world.is_orphan(session.id, session.owner) {
            return (RowLook::Orphan, vec![words.session_orphan.to_owned(), "∅".to_owned()]);
        }
        if newest(shot.world, session.id) > session.version {
            look = if is_read(shot, holder, session.id) { RowLook::Stale } else { RowLook::Behind };
        }
    }
    let state = match look {
        RowLook::Lost => versioned(session.version, words.session_lost_update),
        RowLook::Stale => versioned(session.version, words.session_stale),
        RowLook::Behind => versioned(session.version, words.session_behind),
        _ => vec![label::version(session.version)],
    };
    (look, state)
}

/// What this step's facts say of a session that is held.
fn used(shot: &Shot<'_>, holder: Holder, session: &Session) -> RowLook {
    let mut look = RowLook::Kept;
    let Session { id: of, version: held, .. } = *session;
    let shared = !shot.world.stores.is_empty();
    let primary = holder == Holder::Store(shot.world.primary);
    for timed in shot.facts {
        let (said, about) = match timed.fact {
            Fact::SessionFound { server, session, .. } if !shared && holder == Holder::Server(server) => {
                (RowLook::Found, session)
            }
            Fact::StoreRead { store, session, .. } if holder == Holder::Store(store) => (RowLook::Found, session),
            Fact::SessionCreated { server, session, .. } | Fact::SessionWritten { server, session, .. }
                if (shared && primary) || holder == Holder::Server(server) =>
            {
                (RowLook::Written, session)
            }
            Fact::CopyApplied { server, session, .. } if holder == Holder::Server(server) => (RowLook::Copied, session),
            Fact::ReplicationApplied { store, session, .. } if holder == Holder::Store(store) => {
                (RowLook::Copied, session)
            }
            Fact::WritesCrossed { server, session, .. } if holder == Holder::Server(server) => (RowLook::Lost, session),
            Fact::UpdateLost { session, .. } if primary => (RowLook::Lost, session),
            Fact::WriteLost { session, kept, .. } if kept == Some(held) => (RowLook::Lost, session),
            _ => continue,
        };
        if about == of {
            look = look.min(said);
        }
    }
    look
}

/// The newest version of a session that can be asked for.
fn newest(world: &World, session: SessionId) -> u32 {
    let servers = world.servers.iter().filter(|server| server.up).map(|server| &server.table);
    let store = world.stores.get(world.primary.index()).map(|store| &store.table);
    let held = servers.chain(store).filter_map(|table| table.get(session));
    held.map(|held| held.version).max().unwrap_or_default()
}

/// Requests that are served here, or whose answer is on the server's wire.
fn under_way(shot: &Shot<'_>, server: ServerId) -> Vec<RequestId> {
    let running = shot.world.servers[server.index()].running.iter().map(|job| job.id);
    let leaving = shot.in_flight.iter().filter(|flying| flying.message.ends().0 == Node::Server(server));
    running.chain(leaving.filter_map(|flying| flying.message.request())).collect()
}

/// Whether a request that is served here has read the session in an old version.
fn is_read(shot: &Shot<'_>, holder: Holder, of: SessionId) -> bool {
    let Holder::Server(here) = holder else { return false };
    let under_way = under_way(shot, here);
    !under_way.is_empty()
        && shot.view.recording.facts_until(shot.view.step).iter().any(|timed| match timed.fact {
            Fact::StaleRead { id, server, session, .. } => (server, session) == (here, of) && under_way.contains(&id),
            _ => false,
        })
}

/// Adds what went in this step, and the ids that are looked for in vain by requests under way here.
fn absent(shot: &Shot<'_>, holder: Holder, entries: &mut Vec<Entry>) {
    let words = shot.words;
    for timed in shot.facts {
        match timed.fact {
            Fact::SessionDestroyed { holder: at, session, owner, because, .. } if at == holder => {
                let word = match because {
                    DestroyCause::Crash | DestroyCause::Removed | DestroyCause::Replaced => words.session_destroyed,
                    DestroyCause::Idle { .. } => words.session_expired,
                };
                push_absent(entries, session, owner, word, RowLook::Gone);
            }
            Fact::SessionInvalidated { id, server, session }
                if holder == Holder::Server(server) || holder == Holder::Store(shot.world.primary) =>
            {
                push_absent(entries, session, id.client, words.client_signed_out, RowLook::Gone);
            }
            Fact::StoreRead { id, store, session, found: false } if holder == Holder::Store(store) => {
                push_absent(entries, session, id.client, words.session_not_found, RowLook::Missing);
            }
            _ => {}
        }
    }
    let Holder::Server(here) = holder else { return };
    let under_way = under_way(shot, here);
    if under_way.is_empty() {
        return;
    }
    for timed in shot.view.recording.facts_until(shot.view.step) {
        if let Fact::SessionNotFound { id, server, session, .. } = timed.fact
            && server == here
            && under_way.contains(&id)
        {
            push_absent(entries, session, id.client, words.session_not_found, RowLook::Missing);
        }
    }
}

/// Two requests may look for the same id at once: one line says it.
fn push_absent(entries: &mut Vec<Entry>, session: SessionId, owner: ClientId, word: &str, look: RowLook) {
    if entries.iter().any(|entry| entry.session == session && entry.look == look) {
        return;
    }
    let sign = if look == RowLook::Missing { "?" } else { "✕" };
    let state = vec![word.to_owned(), sign.to_owned()];
    entries.push(Entry { session, owner, created: SimTime::ZERO, attributes: Vec::new(), state, look });
}

fn with_lines(shot: &Shot<'_>, mut entries: Vec<Entry>, frame: &Frame, card: &mut Card, foot_w: i32) {
    // What is not well takes a line.
    let taken = card.texts.iter().any(|text| text.class == "health" && text.at.y > frame.head) as usize;
    let mut capacity = frame.capacity.saturating_sub(taken);
    if entries.len() > capacity && frame.foot == 0 {
        capacity = capacity.saturating_sub(1);
    }
    let hidden = choose(&mut entries, capacity);
    let mut y = frame.head + 2 + taken as i32 * frame.row_h;
    // The longest wording that fits in every row, so that the rows of a table read alike.
    let short = !entries.iter().all(|entry| fits_whole(entry, frame));
    for entry in &entries {
        card.rows.push(row_at(entry, frame, y, short));
        y += frame.row_h;
    }
    let room = frame.w - 2 * frame.pad;
    if frame.foot > 0 {
        more(shot, card, hidden, frame.pad, frame.foot, room - foot_w - 6);
    } else if y + frame.row_h <= frame.h {
        more(shot, card, hidden, frame.pad, y + 14, room);
    }
}

/// Says how many rows there is no room for.
fn more(shot: &Shot<'_>, card: &mut Card, hidden: usize, x: i32, y: i32, room: i32) {
    if hidden > 0 {
        let wordings = [label::more_rows(shot.language, hidden as u64), format!("+{hidden}")];
        put(&mut card.texts, "more", &wordings, (x, y), SMALL, room);
    }
}

/// Leaves those that matter most, in their order; how many went.
fn choose(entries: &mut Vec<Entry>, capacity: usize) -> usize {
    let hidden = entries.len().saturating_sub(capacity);
    for _ in 0..hidden {
        // Of several that matter least, the last.
        if let Some((least, _)) = entries.iter().enumerate().max_by_key(|(_, entry)| entry.look) {
            entries.remove(least);
        }
    }
    hidden
}

/// Where the attributes of a row begin, and the room for them beside its state.
fn attributes_room(entry: &Entry, frame: &Frame) -> (i32, i32) {
    let right = frame.w - frame.pad;
    let id_w = ID.width(&entry.session.short().to_string());
    let after = frame.pad + id_w + if frame.w >= 130 { 12 } else { 6 };
    let state_w = fit(&entry.state, STATE, right - after).map_or(0, |(state, style)| style.width(state) + 6);
    (after, right - after - state_w)
}

fn fits_whole(entry: &Entry, frame: &Frame) -> bool {
    let whole = entry.attributes.first().map_or("", String::as_str);
    attributes_style(frame).width(whole) <= attributes_room(entry, frame).1
}

fn attributes_style(frame: &Frame) -> Style {
    if frame.w >= 130 { ATTRIBUTES } else { SMALL }
}

/// A row, its attributes in their short wording where the long one does not fit everywhere.
fn row_at(entry: &Entry, frame: &Frame, y: i32, short: bool) -> Row {
    let (left, right) = (frame.pad, frame.w - frame.pad);
    let rect = Rect { x: left - 4, y, w: right - left + 8, h: frame.row_h - 1 };
    let baseline = y + 13;
    let mut row = row_of(entry, rect);
    put(&mut row.texts, "id", &[entry.session.short().to_string()], (left, baseline), ID, right - left);
    let (after, room) = attributes_room(entry, frame);
    put(&mut row.texts, "state", &entry.state, (right, baseline), STATE.end(), right - after);
    let wordings = entry.attributes.get(usize::from(short)..).unwrap_or_default();
    put(&mut row.texts, "text", wordings, (after, baseline), attributes_style(frame), room);
    row
}

fn row_of(entry: &Entry, rect: Rect) -> Row {
    Row { rect, session: entry.session, owner: entry.owner, look: entry.look, texts: Vec::new() }
}

/// Ids side by side in one line.
fn with_chips(shot: &Shot<'_>, mut entries: Vec<Entry>, frame: &Frame, card: &mut Card) {
    let y = frame.head;
    let baseline = y + 13;
    let right = frame.w - frame.pad;
    let mut x = frame.pad;
    let widest = entries.iter().map(chip_w).max().unwrap_or(1);
    let all = entries.iter().map(|entry| chip_w(entry) + 4).sum::<i32>() - 4;
    // Where they do not all fit, one place is kept for how many there are besides.
    let capacity = if all <= right - x { entries.len() } else { ((right - x - 44) / (widest + 4)).max(0) as usize };
    let hidden = choose(&mut entries, capacity);
    for entry in &entries {
        let w = chip_w(entry);
        let mut row = row_of(entry, Rect { x, y, w, h: frame.row_h - 1 });
        let id_w = put(&mut row.texts, "id", &[entry.session.short().to_string()], (x + 5, baseline), ID, w);
        if is_told(entry.look) {
            put(&mut row.texts, "state", &[told(entry)], (x + 9 + id_w, baseline), STATE, w);
        }
        card.rows.push(row);
        x += w + 4;
    }
    more(shot, card, hidden, x, baseline, right - x);
}

/// Whether a look is said beside the id even where there is little room.
fn is_told(look: RowLook) -> bool {
    match look {
        RowLook::Missing | RowLook::Lost | RowLook::Stale | RowLook::Gone | RowLook::Asleep | RowLook::Orphan => true,
        RowLook::Written | RowLook::Copied | RowLook::Found | RowLook::Behind | RowLook::Kept => false,
    }
}

/// A state in few words: without its version.
fn told(entry: &Entry) -> &str {
    let wording = match entry.look {
        RowLook::Lost | RowLook::Stale | RowLook::Asleep => 1,
        _ => 0,
    };
    &entry.state[wording]
}

fn chip_w(entry: &Entry) -> i32 {
    let id_w = ID.width(&entry.session.short().to_string()) + 10;
    if is_told(entry.look) { id_w + 4 + STATE.width(told(entry)) } else { id_w }
}
