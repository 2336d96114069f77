//! Who remembers what: a client's cookie jar, and each server's session table.

use crate::inspect::{self, JarRow, RowState, Table, TableRow};
use crate::player::Player;
use crate::text::Details;

use super::super::el::{El, html};
use super::super::parts::{empty, panel, term};
use super::super::shell::{Shell, look};

/// The jar.
pub fn jar(_: Shell, player: &Player) -> El {
    let jar = inspect::jar(look(player));
    let details = player.language().details();
    let mut body = html("div").person(Some(jar.client));
    if jar.rows.is_empty() {
        body = body.with(empty(jar.empty));
    }
    panel("panel jar", "sessions", jar.title).with(body.with_all(jar.rows.into_iter().map(|row| cookie(row, details))))
}

fn cookie(row: JarRow, details: &'static Details) -> El {
    let JarRow { name, kind, value, path, attributes, expires, changed } = row;
    html("dl")
        .class("cookie")
        .flag("data-changed", changed)
        .with(term(name, value).class("value").with(html("dd").class("kind").say(kind)))
        .with(term("Path", path))
        .with(term(details.column_attributes, attributes))
        .with(term(details.column_expires, expires))
}

/// The tables.
pub fn tables(_: Shell, player: &Player) -> El {
    let details = player.language().details();
    let tables = inspect::tables(look(player)).into_iter().map(|shown| table(shown, details));
    panel("panel tables-panel", "sessions", details.panel_table).with(html("div").class("tables").with_all(tables))
}

fn table(table: Table, details: &'static Details) -> El {
    let Table { title, memory, rows, empty, selected, .. } = table;
    let caption = html("caption").with(html("b").say(title)).with(html("span").say(memory));
    let headings = [
        details.column_id,
        details.column_user,
        details.column_cart,
        details.column_version,
        details.column_last_access,
        details.column_expiry,
        details.column_state,
    ];
    let columns = headings.len().to_string();
    let headings =
        html("tr").with_all(headings.into_iter().map(|heading| html("th").attr("scope", "col").say(heading)));
    let mut body = html("tbody");
    if rows.is_empty() {
        body = body.with(html("tr").class("empty").with(html("td").attr("colspan", columns).say(empty)));
    }
    html("table")
        .flag("data-selected", selected)
        .with(caption)
        .with(html("thead").flag("hidden", rows.is_empty()).with(headings))
        .with(body.with_all(rows.into_iter().map(session)))
}

fn session(row: TableRow) -> El {
    let state = match row.state {
        RowState::Kept => "kept",
        RowState::Stale => "stale",
        RowState::Orphan => "orphan",
    };
    let line = html("tr").person(Some(row.owner)).attr("data-state", state).attr("title", row.full_id);
    let cells =
        [row.id, row.user.into(), row.cart, row.version, row.last_access, row.expires_in, row.state_text.into()];
    line.with_all(cells.into_iter().map(|cell| html("td").say(cell)))
}
