//! Each server's session table.

use super::Look;
use crate::model::config::Setting;
use crate::model::ids::{ClientId, ServerId};
use crate::model::message::Node;
use crate::model::server::Server;
use crate::model::session::Session;
use crate::selection::Selection;
use crate::text::{label, number};

/// One server's panel.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Table {
    /// Whose.
    pub server: ServerId,
    /// "서버 1".
    pub title: String,
    /// "세션 2 · 1.6 KB".
    pub memory: String,
    /// Its sessions, oldest first.
    pub rows: Vec<TableRow>,
    /// What stands there without sessions: none held, or the process is down.
    pub empty: &'static str,
    /// The server is the selected one.
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

/// Whether a cookie leads to a session.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RowState {
    /// Its owner's browser has the way to it, or the cookie is under way.
    Kept,
    /// No cookie leads to it any more.
    Orphan,
}

/// Every server's table, in the servers' order.
pub fn tables(look: Look<'_>) -> Vec<Table> {
    look.world().servers.iter().map(|server| table(look, server)).collect()
}

fn table(look: Look<'_>, server: &Server) -> Table {
    let words = look.language.words();
    let mut sessions: Vec<&Session> = server.table.iter().collect();
    sessions.sort_by_key(|session| (session.created, session.id));
    let held = label::sessions(look.language, server.table.len() as u64);
    Table {
        server: server.id,
        title: label::server(look.language, server.id),
        memory: format!("{held} · {}", number::bytes(server.table.bytes())),
        rows: sessions.into_iter().map(|session| row(look, session)).collect(),
        empty: if server.up { words.panel_table_none } else { words.panel_table_down },
        selected: look.selection == Some(Selection::Node(Node::Server(server.id))),
    }
}

fn row(look: Look<'_>, session: &Session) -> TableRow {
    let words = look.language.words();
    let world = look.world();
    let idle = world.config.duration(Setting::Idle);
    let orphan = world.is_orphan(session.id, session.owner);
    TableRow {
        id: session.id.short().to_string(),
        full_id: session.id.to_string(),
        owner: session.owner,
        user: session.owner.name(),
        cart: session.cart.to_string(),
        version: format!("v{}", session.version),
        last_access: label::ago(look.language, world.now - session.last_access),
        expires_in: number::duration(look.language, session.last_access + idle - world.now),
        state_text: if orphan { words.session_orphan } else { "" },
        state: if orphan { RowState::Orphan } else { RowState::Kept },
    }
}
