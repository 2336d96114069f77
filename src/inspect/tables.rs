//! The session table of each server and each store.

use super::Look;
use crate::model::config::Setting;
use crate::model::fact::StoreRole;
use crate::model::ids::{ClientId, Holder};
use crate::model::message::Node;
use crate::model::session::{Session, SessionTable};
use crate::selection::Selection;
use crate::text::{label, number};

/// One panel.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Table {
    /// Whose.
    pub holder: Holder,
    /// "서버 1", "저장소 1".
    pub title: String,
    /// "세션 2 · 1.6 KB".
    pub memory: String,
    /// Its sessions, oldest first.
    pub rows: Vec<TableRow>,
    /// What stands there without sessions: none held, or the process is down.
    pub empty: &'static str,
    /// It is the selected one.
    pub selected: bool,
}

/// One session.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TableRow {
    /// "7F3A".
    pub id: String,
    /// All 32 digits.
    pub full_id: String,
    /// Whose hue it carries.
    pub owner: ClientId,
    /// Attribute `user`.
    pub user: &'static str,
    /// Attribute `cart`.
    pub cart: String,
    /// "v3".
    pub version: String,
    /// How long ago it was last used.
    pub last_access: String,
    /// How long until it idles out.
    pub expires_in: String,
    /// A word for its state; empty where all is well.
    pub state_text: &'static str,
    /// Its state.
    pub state: RowState,
}

/// How a session stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RowState {
    /// Its owner's browser has the way to it, or the cookie is under way.
    Kept,
    /// Another holds a newer version.
    Stale,
    /// No cookie leads to it any more.
    Orphan,
}

/// Every server's table, in the servers' order, and then the stores'. A server that was taken out has none.
pub fn tables(look: Look<'_>) -> Vec<Table> {
    let (details, world) = (look.language.details(), look.world());
    let mut tables = Vec::new();
    for server in &world.servers {
        if server.removed {
            continue;
        }
        let empty = match (server.up, world.stores.is_empty()) {
            (false, _) => details.panel_table_down,
            (true, true) => details.panel_table_none,
            (true, false) => details.panel_table_elsewhere,
        };
        let title = label::server(look.language, server.id);
        tables.push(table(look, Holder::Server(server.id), title, &server.table, empty));
    }
    for store in &world.stores {
        let role = if store.id == world.primary { StoreRole::Primary } else { StoreRole::Replica };
        let name = label::store(look.language, store.id);
        let title = format!("{name} · {}", label::store_role(look.language, role));
        // While it is down, what a start would find.
        let (held, empty) = match store.up {
            true => (&store.table, details.panel_table_store_none),
            false => (&store.durable, details.panel_table_down),
        };
        tables.push(table(look, Holder::Store(store.id), title, held, empty));
    }
    tables
}

fn table(look: Look<'_>, holder: Holder, title: String, held: &SessionTable, empty: &'static str) -> Table {
    let mut sessions: Vec<&Session> = held.iter().collect();
    sessions.sort_by_key(|session| session.created);
    let rows: Vec<TableRow> = sessions.into_iter().map(|session| row(look, session)).collect();
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

fn row(look: Look<'_>, session: &Session) -> TableRow {
    let words = look.language.words();
    let world = look.world();
    let idle = world.config.duration(Setting::Idle);
    let (state, state_text) = if world.is_orphan(session.id, session.owner) {
        (RowState::Orphan, words.session_orphan)
    } else if world.newest_version(session.id).is_some_and(|newest| newest > session.version) {
        (RowState::Stale, words.session_behind)
    } else {
        (RowState::Kept, "")
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
