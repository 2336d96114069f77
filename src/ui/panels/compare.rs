//! Tally of the same inputs under every strategy, side by side.

use leptos::prelude::*;
use leptos_use::use_media_query;

use crate::drawing::yes_no;
use crate::inspect::{self, Cell, Column, Comparison, TallyGroup, Weight};
use crate::text::{Language, Words, label};
use crate::ui::app::{Run, look, use_app};

use super::{Panel, Sheet};

/// Windows in which the style sheet shows all panels at once.
const ALL_PANELS: &str = "(min-width: 640px)";

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
    let all_panels = use_media_query(ALL_PANELS);
    let is_due = Memo::new(move |_| {
        let is_visible = all_panels.get() || app.sheet.get() == Sheet::Count;
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
                {move || counted.with(|counted| table(&counted.comparison, app.words()))}
            </div>
            <ul class="hint dashes">
                {move || counted.with(|counted| not_applicable(&counted.comparison, app.language.get()))}
            </ul>
        </Panel>
    }
}

fn table(comparison: &Comparison, words: &'static Words) -> impl IntoView + use<> {
    let head = |column: &Column| {
        view! { <th scope="col" aria-current=yes_no(column.this)>{column.name}</th> }
    };
    let verdict = comparison.verdict.iter().map(|each| row(comparison, each.label, &each.cells, words));
    let body = |group: TallyGroup| {
        let rows = comparison.rows.iter().filter(|row| row.key.group() == group);
        let rows = rows.map(|each| row(comparison, each.label, &each.cells, words));
        view! { <tbody>{rows.collect_view()}</tbody> }
    };
    view! {
        <table>
            <thead>
                <tr>
                    <td></td>
                    {comparison.columns.iter().map(head).collect_view()}
                </tr>
            </thead>
            <tbody class="verdict">{verdict.collect_view()}</tbody>
            {TallyGroup::ALL.map(body).collect_view()}
        </table>
    }
}

fn row(comparison: &Comparison, label: &'static str, cells: &[Cell], words: &'static Words) -> impl IntoView + use<> {
    let cell = |(column, cell): (&Column, &Cell)| {
        let is_dash = cell.weight == Weight::Dash;
        view! {
            <td data-this=column.this data-weight=cell.weight.class()>
                // A dash says nothing to a screen reader.
                <span aria-hidden=is_dash.then_some("true")>{cell.value.clone()}</span>
                <span class="said">{is_dash.then_some(words.compare_dash)}</span>
            </td>
        }
    };
    view! {
        <tr>
            <th scope="row">{label}</th>
            {comparison.columns.iter().zip(cells).map(cell).collect_view()}
        </tr>
    }
}

/// The actions that are not possible under a strategy, one line per strategy.
fn not_applicable(comparison: &Comparison, language: Language) -> impl IntoView + use<> {
    let columns = comparison.columns.iter().filter(|column| !column.not_applicable.is_empty());
    columns
        .map(|column| view! { <li>{label::not_applicable(language, column.name, &column.not_applicable)}</li> })
        .collect_view()
}
