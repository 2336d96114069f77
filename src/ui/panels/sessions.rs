//! Stored state: a client's cookie jar, and the session table of each server or store.

use leptos::prelude::*;

use crate::drawing::person;
use crate::inspect::{self, JarRow, RowState, Table, TableRow};
use crate::text::Words;
use crate::ui::app::{look, use_app};

use super::{Panel, Sheet};

#[component]
pub fn Jar() -> impl IntoView {
    let app = use_app();
    let jar = app.slice(|player| inspect::jar(look(player)));
    let empty = move || jar.with(|jar| jar.rows.is_empty().then_some(jar.empty));
    view! {
        <Panel class="jar" sheet=Sheet::Sessions title=move || jar.with(|jar| jar.title.clone())>
            <div data-person=move || person(Some(jar.with(|jar| jar.client)))>
                {move || empty().map(|empty| view! { <p class="empty">{empty}</p> })}
                {move || jar.get().rows.into_iter().map(|row| cookie(row, app.words())).collect_view()}
            </div>
        </Panel>
    }
}

fn cookie(row: JarRow, words: &'static Words) -> impl IntoView {
    let JarRow { name, kind, value, path, attributes, expires, changed } = row;
    view! {
        <dl class="cookie" data-changed=changed>
            <div class="value">
                <dt>{name}</dt>
                <dd>{value}</dd>
                <dd class="kind">{kind}</dd>
            </div>
            <div>
                <dt>"Path"</dt>
                <dd>{path}</dd>
            </div>
            <div>
                <dt>{words.column_attributes}</dt>
                <dd>{attributes}</dd>
            </div>
            <div>
                <dt>{words.column_expires}</dt>
                <dd>{expires}</dd>
            </div>
        </dl>
    }
}

#[component]
pub fn Tables() -> impl IntoView {
    let app = use_app();
    let tables = app.slice(|player| inspect::tables(look(player)));
    view! {
        <Panel class="tables-panel" sheet=Sheet::Sessions title=move || app.words().panel_table.to_owned()>
            <div class="tables">
                {move || tables.get().into_iter().map(|shown| table(shown, app.words())).collect_view()}
            </div>
        </Panel>
    }
}

fn table(Table { title, memory, rows, empty, selected, .. }: Table, words: &'static Words) -> impl IntoView {
    let headings = [
        words.column_id,
        words.column_user,
        words.column_cart,
        words.column_version,
        words.column_last_access,
        words.column_expiry,
        words.column_state,
    ];
    let is_empty = rows.is_empty();
    let empty = is_empty.then(|| {
        view! {
            <tr class="empty">
                <td colspan=headings.len()>{empty}</td>
            </tr>
        }
    });
    view! {
        <table data-selected=selected>
            <caption>
                <b>{title}</b>
                <span>{memory}</span>
            </caption>
            <thead hidden=is_empty>
                <tr>{headings.map(|heading| view! { <th scope="col">{heading}</th> }).collect_view()}</tr>
            </thead>
            <tbody>{empty} {rows.into_iter().map(session_row).collect_view()}</tbody>
        </table>
    }
}

fn session_row(row: TableRow) -> impl IntoView {
    let state = match row.state {
        RowState::Current => "current",
        RowState::Stale => "stale",
        RowState::Orphan => "orphan",
    };
    view! {
        <tr data-person=person(Some(row.owner)) data-state=state title=row.full_id>
            <td>{row.id}</td>
            <td>{row.user}</td>
            <td>{row.cart}</td>
            <td>{row.version}</td>
            <td>{row.last_access}</td>
            <td>{row.expires_in}</td>
            <td>{row.state_text}</td>
        </tr>
    }
}
