//! The session table of each server and each store.

use super::Look;
use crate::model::ids::{ClientId, Holder};
use crate::model::message::Node;
use crate::model::session::{Session, SessionTable};
use crate::selection::Selection;
use crate::text::{label, number};

/// The session table of a server or a store.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Table {
    /// The server or store.
    pub holder: Holder,
    /// "서버 1", "저장소 1".
    pub title: String,
    /// "세션 2 · 1.6 KB".
    pub memory: String,
    /// The sessions, oldest first.
    pub rows: Vec<TableRow>,
    /// Placeholder for an empty table: there are no sessions, or the process is down.
    pub empty: &'static str,
    /// True if the server or store is selected.
    pub selected: bool,
}

/// The row of a session.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TableRow {
    /// The start of the id: "7F3A".
    pub id: String,
    /// The id with all 32 digits.
    pub full_id: String,
    /// The client whose colour the row has.
    pub owner: ClientId,
    /// Attribute `user`.
    pub user: &'static str,
    /// Attribute `cart`.
    pub cart: String,
    /// "v3".
    pub version: String,
    /// Time since the last access.
    pub last_access: String,
    /// Time until the idle timeout.
    pub expires_in: String,
    /// Name of the state; empty for [`RowState::Current`].
    pub state_text: &'static str,
    /// The state of the session.
    pub state: RowState,
}

/// State of a session in a table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RowState {
    /// Its owner has its cookie, or the cookie is in flight. No table has a newer version.
    Current,
    /// Another table has a newer version.
    Stale,
    /// No cookie leads to it any more.
    Orphan,
}

/// The tables of all servers, then those of all stores. A removed server has none.
pub fn tables(look: Look<'_>) -> Vec<Table> {
    let (words, world) = (look.language.words(), look.world());
    let mut tables = Vec::new();
    for server in world.present_servers() {
        let empty = match (server.is_up(), world.stores.is_empty()) {
            (false, _) => words.panel_table_down,
            (true, true) => words.panel_table_none,
            (true, false) => words.panel_table_elsewhere,
        };
        let title = label::server(look.language, server.id);
        tables.push(table(look, Holder::Server(server.id), title, &server.table, empty));
    }
    for store in &world.stores {
        let name = label::store(look.language, store.id);
        let title = format!("{name} · {}", label::store_role(look.language, world.role_of(store.id)));
        // While the store is down, the table shows the sessions that a restart would load.
        let empty = if store.is_up() { words.panel_table_store_none } else { words.panel_table_down };
        tables.push(table(look, Holder::Store(store.id), title, store.surviving(), empty));
    }
    tables
}

fn table(look: Look<'_>, holder: Holder, title: String, held: &SessionTable, empty: &'static str) -> Table {
    let mut sessions: Vec<&Session> = held.iter().collect();
    sessions.sort_by_key(|session| session.created);
    let rows: Vec<TableRow> = sessions.into_iter().map(|session| row(look, holder, session)).collect();
    let count = label::sessions(look.language, rows.len() as u64);
    let node = match holder {
        Holder::Server(server) => Node::Server(server),
        Holder::Store(store) => Node::Store(store),
    };
    Table {
        holder,
        title,
        memory: format!("{count} · {}", number::bytes(held.bytes())),
        rows,
        empty,
        selected: look.selection == Some(Selection::Node(node)),
    }
}

fn row(look: Look<'_>, holder: Holder, session: &Session) -> TableRow {
    let words = look.language.words();
    let world = look.world();
    let idle = world.idle_timeout(holder, session);
    let (state, state_text) = if world.is_orphan(session.id, session.owner) {
        (RowState::Orphan, words.session_orphan)
    } else if world.is_outdated(session) {
        (RowState::Stale, words.session_behind)
    } else {
        (RowState::Current, "")
    };
    TableRow {
        id: session.id.short().to_string(),
        full_id: session.id.to_string(),
        owner: session.owner,
        user: session.owner.name(),
        cart: session.cart.to_string(),
        version: label::version(session.version),
        last_access: label::ago(look.language, world.now - session.last_access),
        expires_in: number::duration(look.language, session.last_access + idle - world.now),
        state_text,
        state,
    }
}
