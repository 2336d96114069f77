//! Who remembers what: a client's cookie jar, and each server's session table.

use leptos::prelude::*;

use crate::inspect::{self, JarRow, RowState, Table, TableRow};
use crate::text::Words;

use super::super::shell::Shell;
use super::panel;

/// The jar.
pub fn jar(shell: Shell) -> AnyView {
    let jar = Memo::new(move |_| shell.look(inspect::jar));
    let rows = move || {
        let words = shell.words();
        jar.get().rows.into_iter().map(|row| cookie(row, words)).collect::<Vec<_>>()
    };
    let body = view! {
        <div data-person=move || jar.with(|jar| jar.client.0)>
            {rows}
            <p class="empty">{move || jar.with(|jar| jar.rows.is_empty().then_some(jar.empty))}</p>
        </div>
    };
    panel("panel jar", "sessions", move || jar.with(|jar| jar.title.clone()), body.into_any())
}

fn cookie(row: JarRow, words: &'static Words) -> impl IntoView {
    let JarRow { name, value, path, attributes, expires, changed } = row;
    let line = |label: &'static str, value: String| view! { <div><dt>{label}</dt><dd>{value}</dd></div> };
    view! {
        <dl class="cookie" data-changed=changed>
            <div class="value"><dt>{name}</dt><dd>{value}</dd></div>
            {line("Path", path.to_owned())}
            {line(words.column_attributes, attributes)}
            {line(words.column_expires, expires)}
        </dl>
    }
}

/// The tables.
pub fn tables(shell: Shell) -> AnyView {
    let tables = Memo::new(move |_| shell.look(inspect::tables));
    let body = move || {
        let words = shell.words();
        tables.get().into_iter().map(|shown| table(shown, words)).collect::<Vec<_>>()
    };
    let body = view! { <div class="tables">{body}</div> };
    panel("panel tables-panel", "sessions", move || shell.words().panel_table.to_owned(), body.into_any())
}

fn table(table: Table, words: &'static Words) -> impl IntoView {
    let Table { title, memory, rows, empty, selected, .. } = table;
    let is_empty = rows.is_empty();
    let headings = [
        words.column_id,
        words.column_user,
        words.column_cart,
        words.column_version,
        words.column_last_access,
        words.column_expiry,
        words.column_state,
    ];
    view! {
        <table data-selected=selected>
            <caption><b>{title}</b><span>{memory}</span></caption>
            <thead hidden=is_empty>
                <tr>{headings.map(|heading| view! { <th scope="col">{heading}</th> }).into_iter().collect::<Vec<_>>()}</tr>
            </thead>
            <tbody>
                {rows.into_iter().map(session).collect::<Vec<_>>()}
                <tr class="empty" hidden=!is_empty><td colspan="7">{empty}</td></tr>
            </tbody>
        </table>
    }
}

fn session(row: TableRow) -> impl IntoView {
    let state = match row.state {
        RowState::Kept => "kept",
        RowState::Orphan => "orphan",
    };
    let cells = [row.id, row.user.to_owned(), row.cart, row.version, row.last_access, row.expires_in];
    view! {
        <tr data-person=row.owner.0 data-state=state title=row.full_id>
            {cells.map(|cell| view! { <td>{cell}</td> }).into_iter().collect::<Vec<_>>()}
            <td>{row.state_text}</td>
        </tr>
    }
}
