//! The session table of a server or store: its rows, their appearance and their positions.

use super::measure::{Style, fit, put};
use super::project::Context;
use super::servers::{Metrics, SMALL};
use super::{Card, Rect, Row, RowLook};
use crate::model::fact::{DestroyCause, Fact};
use crate::model::ids::{ClientId, Holder, RequestId, ServerId, SessionId};
use crate::model::message::Node;
use crate::model::session::{Session, SessionTable};
use crate::model::time::SimTime;
use crate::text::label;

const ID: Style = Style::plain(11).mono().bold();
const STATE: Style = Style::plain(11);
const ATTRIBUTES: Style = Style::plain(11).mono();
/// Index of the cart alone among the wordings of a session's attributes.
const CART: usize = 1;
/// Space between a row's attributes and its state.
const STATE_GAP: i32 = 6;

/// Content of a row, before it is placed.
struct Entry {
    session: SessionId,
    owner: ClientId,
    created: SimTime,
    /// User and cart in several wordings, the longest first; empty for an absent session.
    attributes: Vec<String>,
    /// Version, or a word for its state, in several wordings, the longest first.
    state: Vec<String>,
    look: RowLook,
}

/// Adds the rows below the head. If not all fit, the most important ones of this step stay. `foot_w` is the width
/// already used in the foot.
pub(super) fn put_rows(
    ctx: &Context<'_>,
    (holder, table, up): (Holder, &SessionTable, bool),
    metrics: &Metrics,
    card: &mut Card,
    foot_w: i32,
) {
    let mut entries = Vec::new();
    for session in table.iter() {
        let (look, state) = if up { look_of(ctx, holder, session) } else { look_on_disk(ctx, session) };
        let name = session.owner.name();
        let attributes =
            vec![format!("{name} cart={}", session.cart), format!("cart={}", session.cart), name.to_owned()];
        let (id, owner, created) = (session.id, session.owner, session.created);
        entries.push(Entry { session: id, owner, created, attributes, state, look });
    }
    entries.sort_by_key(|entry| entry.created);
    add_absent(ctx, holder, &mut entries);
    if metrics.chips { put_chips(ctx, entries, metrics, card) } else { put_lines(ctx, entries, metrics, card, foot_w) }
}

fn versioned(version: u32, word: &str) -> Vec<String> {
    let version = label::version(version);
    vec![format!("{version} {word}"), word.to_owned(), version]
}

fn look_on_disk(ctx: &Context<'_>, session: &Session) -> (RowLook, Vec<String>) {
    (RowLook::OnDisk, versioned(session.version, ctx.words.store_on_disk))
}

/// Returns the look of a stored session, and its state in several wordings.
fn look_of(ctx: &Context<'_>, holder: Holder, session: &Session) -> (RowLook, Vec<String>) {
    let words = ctx.words;
    let mut look = look_in_step(ctx, holder, session);
    if look != RowLook::Lost {
        if ctx.world.is_orphan(session.id, session.owner) {
            return (RowLook::Orphan, vec![words.session_orphan.to_owned(), "∅".to_owned()]);
        }
        if ctx.world.is_outdated(session) {
            look = if has_stale_read(ctx, holder, session.id) { RowLook::Stale } else { RowLook::Behind };
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

/// Returns the look of a stored session by the facts of this step alone.
fn look_in_step(ctx: &Context<'_>, holder: Holder, session: &Session) -> RowLook {
    let mut look = RowLook::Unchanged;
    let Session { id, version: stored, .. } = *session;
    let shared = !ctx.world.stores.is_empty();
    let primary = holder == Holder::Store(ctx.world.primary);
    for timed in ctx.facts {
        let (fact_look, about) = match timed.fact {
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
            Fact::UpdateLost { session, renamed, .. } if primary => (RowLook::Lost, renamed.unwrap_or(session)),
            Fact::SessionReturned { holder: at, session, .. } if at == holder => (RowLook::Lost, session),
            Fact::EndOverwroteUpdate { server, session, renamed, .. } if holder == Holder::Server(server) => {
                (RowLook::Lost, renamed.unwrap_or(session))
            }
            Fact::WriteLost { session, kept, .. } if kept == Some(stored) => (RowLook::Lost, session),
            _ => continue,
        };
        if about == id {
            look = look.min(fact_look);
        }
    }
    look
}

/// Returns the requests that a server is serving, or whose response is on its wire.
fn requests_at(ctx: &Context<'_>, server: ServerId) -> Vec<RequestId> {
    let running = ctx.world.servers[server.index()].running.iter().map(|job| job.id);
    let leaving = ctx.in_flight.iter().filter(|flying| flying.message.ends().0 == Node::Server(server));
    running.chain(leaving.filter_map(|flying| flying.message.request())).collect()
}

/// True if a request that is served there has read an old version of the session.
fn has_stale_read(ctx: &Context<'_>, holder: Holder, wanted: SessionId) -> bool {
    let Holder::Server(this_server) = holder else { return false };
    let requests = requests_at(ctx, this_server);
    !requests.is_empty()
        && ctx.view.recording.facts_until(ctx.view.step).iter().any(|timed| match timed.fact {
            Fact::StaleRead { id, server, session, .. } => {
                (server, session) == (this_server, wanted) && requests.contains(&id)
            }
            _ => false,
        })
}

/// Adds the sessions that were removed in this step, and the ids that current requests did not find.
fn add_absent(ctx: &Context<'_>, holder: Holder, entries: &mut Vec<Entry>) {
    let words = ctx.words;
    for timed in ctx.facts {
        match timed.fact {
            Fact::SessionDestroyed { holder: at, session, owner, because, .. } if at == holder => {
                let word = match because {
                    DestroyCause::Crash
                    | DestroyCause::Removed
                    | DestroyCause::CopyLost { .. }
                    | DestroyCause::Replaced => words.session_destroyed,
                    DestroyCause::Idle { .. } => words.session_expired,
                };
                push_entry(entries, session, owner, word, RowLook::Gone);
            }
            Fact::SessionExpired { server, session, owner, .. } if holder == Holder::Server(server) => {
                push_entry(entries, session, owner, words.session_expired, RowLook::Gone);
            }
            Fact::SessionInvalidated { id, server, session }
                if holder == Holder::Server(server) || holder == Holder::Store(ctx.world.primary) =>
            {
                push_entry(entries, session, id.client, words.client_signed_out, RowLook::Gone);
            }
            Fact::StoreRead { id, store, session, found: false }
            | Fact::SaveRefused { id, store, session, .. }
            | Fact::SaveIgnored { id, store, session, .. }
                if holder == Holder::Store(store) =>
            {
                push_entry(entries, session, id.client, words.session_not_found, RowLook::Missing);
            }
            _ => {}
        }
    }
    let Holder::Server(this_server) = holder else { return };
    let requests = requests_at(ctx, this_server);
    if requests.is_empty() {
        return;
    }
    for timed in ctx.view.recording.facts_until(ctx.view.step) {
        if let Fact::SessionNotFound { id, server, session, .. } = timed.fact
            && server == this_server
            && requests.contains(&id)
        {
            push_entry(entries, session, id.client, words.session_not_found, RowLook::Missing);
        }
    }
}

/// Adds an entry for an absent session, unless there is one: two requests can miss the same id at once.
fn push_entry(entries: &mut Vec<Entry>, session: SessionId, owner: ClientId, word: &str, look: RowLook) {
    if entries.iter().any(|entry| entry.session == session && entry.look == look) {
        return;
    }
    let sign = if look == RowLook::Missing { "?" } else { "✕" };
    let state = vec![word.to_owned(), sign.to_owned()];
    entries.push(Entry { session, owner, created: SimTime::ZERO, attributes: Vec::new(), state, look });
}

fn put_lines(ctx: &Context<'_>, mut entries: Vec<Entry>, metrics: &Metrics, card: &mut Card, foot_w: i32) {
    // A health problem takes a line.
    let taken = card.texts.iter().any(|text| text.class == "health" && text.at.y > metrics.head) as usize;
    let mut capacity = metrics.capacity.saturating_sub(taken);
    // The number of the others has a line of its own, or is beside the name if there is one line only.
    if entries.len() > capacity && metrics.foot == 0 && capacity > 1 {
        capacity -= 1;
    }
    let hidden = drop_least_important(&mut entries, capacity);
    let mut y = metrics.head + 2 + taken as i32 * metrics.row_h;
    // All rows of a table use the same wording, the longest that fits in each row.
    let short = !entries.iter().all(|entry| fits_whole(entry, metrics));
    for entry in &entries {
        card.rows.push(table_row(entry, metrics, y, short));
        y += metrics.row_h;
    }
    let room = metrics.w - 2 * metrics.pad;
    if metrics.foot > 0 {
        put_more(ctx, card, hidden, metrics.pad, metrics.foot, room - foot_w - 6);
    } else if y + metrics.row_h <= metrics.h {
        put_more(ctx, card, hidden, metrics.pad, y + 14, room);
    } else {
        put_more_beside_name(card, hidden, metrics);
    }
}

/// Adds the number of rows that do not fit at the right end of the head, if nothing else is there.
fn put_more_beside_name(card: &mut Card, hidden: usize, metrics: &Metrics) {
    let mut in_head = card.texts.iter().filter(|text| text.at.y < metrics.head);
    let name = in_head.next().map_or(0, |name| name.bounds().right());
    if hidden > 0 && in_head.next().is_none() {
        let right = metrics.w - metrics.pad;
        put(
            &mut card.texts,
            "more",
            &[format!("+{hidden}")],
            (right, metrics.head / 2 + 5),
            SMALL.end(),
            right - name - 6,
        );
    }
}

/// Adds the number of rows that do not fit.
fn put_more(ctx: &Context<'_>, card: &mut Card, hidden: usize, x: i32, y: i32, room: i32) {
    if hidden > 0 {
        let wordings = [label::more_rows(ctx.language, hidden as u64), format!("+{hidden}")];
        put(&mut card.texts, "more", &wordings, (x, y), SMALL, room);
    }
}

/// Removes the least important entries until `capacity` are left; returns the number of removed ones.
fn drop_least_important(entries: &mut Vec<Entry>, capacity: usize) -> usize {
    let hidden = entries.len().saturating_sub(capacity);
    for _ in 0..hidden {
        // Of equally important entries, the last one goes.
        if let Some((least, _)) = entries.iter().enumerate().max_by_key(|(_, entry)| entry.look) {
            entries.remove(least);
        }
    }
    hidden
}

/// Returns the wordings for the state of a row in `room`. A word without its version leaves room for the cart, if the
/// version with the word does not.
fn state_wordings<'a>(entry: &'a Entry, metrics: &Metrics, room: i32) -> &'a [String] {
    match (entry.state.as_slice(), entry.attributes.get(CART)) {
        ([longest, word, _], Some(cart)) => {
            let room = room - attributes_style(metrics).width(cart) - STATE_GAP;
            let is_rest = STATE.width(longest) > room && STATE.width(word) <= room;
            &entry.state[usize::from(is_rest)..]
        }
        _ => &entry.state,
    }
}

/// Returns the start of a row's attributes, and the width for them beside its state.
fn attributes_room(entry: &Entry, metrics: &Metrics) -> (i32, i32) {
    let right = metrics.w - metrics.pad;
    let id_w = ID.width(&entry.session.short().to_string());
    let after = metrics.pad + id_w + if metrics.w >= 130 { 12 } else { 6 };
    let state = fit(state_wordings(entry, metrics, right - after), STATE, right - after);
    let state_w = state.map_or(0, |(state, style)| style.width(state) + STATE_GAP);
    (after, right - after - state_w)
}

fn fits_whole(entry: &Entry, metrics: &Metrics) -> bool {
    let whole = entry.attributes.first().map_or("", String::as_str);
    attributes_style(metrics).width(whole) <= attributes_room(entry, metrics).1
}

fn attributes_style(metrics: &Metrics) -> Style {
    if metrics.w >= 130 { ATTRIBUTES } else { SMALL }
}

/// Returns a row of the table. `short`: the short wording of its attributes.
fn table_row(entry: &Entry, metrics: &Metrics, y: i32, short: bool) -> Row {
    let (left, right) = (metrics.pad, metrics.w - metrics.pad);
    let rect = Rect { x: left - 4, y, w: right - left + 8, h: metrics.row_h - 1 };
    let baseline = y + 13;
    let mut row = empty_row(entry, rect);
    put(&mut row.texts, "id", &[entry.session.short().to_string()], (left, baseline), ID, right - left);
    let (after, room) = attributes_room(entry, metrics);
    let state = state_wordings(entry, metrics, right - after);
    put(&mut row.texts, "state", state, (right, baseline), STATE.end(), right - after);
    let wordings = entry.attributes.get(usize::from(short)..).unwrap_or_default();
    put(&mut row.texts, "text", wordings, (after, baseline), attributes_style(metrics), room);
    row
}

fn empty_row(entry: &Entry, rect: Rect) -> Row {
    Row { rect, session: entry.session, owner: entry.owner, look: entry.look, texts: Vec::new() }
}

/// Adds the sessions as chips, side by side in one line.
fn put_chips(ctx: &Context<'_>, mut entries: Vec<Entry>, metrics: &Metrics, card: &mut Card) {
    let y = metrics.head;
    let baseline = y + 13;
    let right = metrics.w - metrics.pad;
    let mut x = metrics.pad;
    let widest = entries.iter().map(chip_w).max().unwrap_or(1);
    let all = entries.iter().map(|entry| chip_w(entry) + 4).sum::<i32>() - 4;
    // If not all fit, 44 px are reserved for the number of the others.
    let capacity = if all <= right - x { entries.len() } else { ((right - x - 44) / (widest + 4)).max(0) as usize };
    let hidden = drop_least_important(&mut entries, capacity);
    for entry in &entries {
        let w = chip_w(entry);
        let mut row = empty_row(entry, Rect { x, y, w, h: metrics.row_h - 1 });
        let id_w = put(&mut row.texts, "id", &[entry.session.short().to_string()], (x + 5, baseline), ID, w);
        if has_word(entry.look) {
            put(&mut row.texts, "state", &[short_state(entry)], (x + 9 + id_w, baseline), STATE, w);
        }
        card.rows.push(row);
        x += w + 4;
    }
    put_more(ctx, card, hidden, x, baseline, right - x);
}

/// True if a chip shows the word for its look beside the id.
fn has_word(look: RowLook) -> bool {
    match look {
        RowLook::Missing | RowLook::Lost | RowLook::Stale | RowLook::Gone | RowLook::OnDisk | RowLook::Orphan => true,
        RowLook::Written | RowLook::Copied | RowLook::Found | RowLook::Behind | RowLook::Unchanged => false,
    }
}

/// Returns the short wording of a state, without the version.
fn short_state(entry: &Entry) -> &str {
    let wording = match entry.look {
        RowLook::Lost | RowLook::Stale | RowLook::OnDisk => 1,
        _ => 0,
    };
    &entry.state[wording]
}

fn chip_w(entry: &Entry) -> i32 {
    let id_w = ID.width(&entry.session.short().to_string()) + 10;
    if has_word(entry.look) { id_w + 4 + STATE.width(short_state(entry)) } else { id_w }
}
