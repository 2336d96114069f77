//! Tally of the same inputs under every strategy, side by side.

use leptos::prelude::*;

use crate::drawing::yes_no;
use crate::inspect::{self, CompareRow, Comparison, TallyGroup};
use crate::ui::app::{Run, look, use_app};

use super::{Panel, Sheet};

/// Stage width from which the layout shows all panels at once, in CSS pixels.
const ALL_PANELS_WIDTH: f64 = 590.0;

/// A comparison, with the run and the step for which it was computed.
#[derive(Clone, PartialEq)]
struct Counted {
    key: (Run, usize),
    comparison: Comparison,
}

/// Replays the inputs under each strategy. That is slow, so it happens only while the panel is visible and nothing
/// plays. Until then the panel shows the last comparison, dimmed.
#[component]
pub fn Compare() -> impl IntoView {
    let app = use_app();
    let is_due = Memo::new(move |_| {
        let is_visible = app.stage_width.get() >= ALL_PANELS_WIDTH || app.sheet.get() == Sheet::Count;
        is_visible && !app.playing.get()
    });
    let counted = Memo::new(move |before: Option<&Counted>| {
        let key = (app.run.get(), app.step.get());
        // A comparison in another language is never shown.
        let before = before.filter(|before| before.key.0.language == key.0.language);
        match before {
            Some(before) if before.key == key || !is_due.get() => before.clone(),
            _ => Counted { key, comparison: app.peek(|player| inspect::compare(look(player))) },
        }
    });
    let is_current = move || counted.with(|counted| counted.key == (app.run.get(), app.step.get()));
    view! {
        <Panel
            class="compare-panel"
            sheet=Sheet::Count
            title=move || app.words().panel_compare.to_owned()
        >
            <p class="hint">{move || app.words().panel_compare_hint}</p>
            <div
                class="compare"
                tabindex="0"
                role="region"
                aria-label=move || app.words().panel_compare
                aria-busy=move || yes_no(!is_current())
            >
                {move || counted.with(|counted| table(&counted.comparison))}
            </div>
        </Panel>
    }
}

fn table(comparison: &Comparison) -> impl IntoView + use<> {
    let head = |column: &inspect::Column| {
        view! { <th scope="col" aria-current=yes_no(column.this)>{column.name}</th> }
    };
    let body = |group: TallyGroup| {
        let rows = comparison.rows.iter().filter(|row| row.key.group() == group);
        view! { <tbody>{rows.map(|each| row(comparison, each)).collect_view()}</tbody> }
    };
    view! {
        <table>
            <thead>
                <tr>
                    <td></td>
                    {comparison.columns.iter().map(head).collect_view()}
                </tr>
            </thead>
            {TallyGroup::ALL.map(body).collect_view()}
        </table>
    }
}

fn row(comparison: &Comparison, row: &CompareRow) -> impl IntoView + use<> {
    let cell = |(column, cell): (&inspect::Column, &inspect::Cell)| {
        view! { <td data-this=column.this data-weight=cell.weight.class()>{cell.value.clone()}</td> }
    };
    view! {
        <tr>
            <th scope="row">{row.label}</th>
            {comparison.columns.iter().zip(&row.cells).map(cell).collect_view()}
        </tr>
    }
}
