//! The count so far.

use leptos::prelude::*;

use crate::inspect::{self, TallyRow};

use super::super::shell::Shell;
use super::panel;

/// The panel.
pub fn tally(shell: Shell) -> AnyView {
    let rows = Memo::new(move |_| shell.look(inspect::tally).rows(shell.language.get()));
    let body = view! { <dl class="tally">{move || rows.get().into_iter().map(row).collect::<Vec<_>>()}</dl> };
    panel("panel count", "count", move || shell.words().panel_count.to_owned(), body.into_any())
}

fn row(row: TallyRow) -> impl IntoView {
    view! {
        <div data-bad=row.bad>
            <dt>{row.label}</dt>
            <dd>{row.value}</dd>
        </div>
    }
}
