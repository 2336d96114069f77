//! The panels beside and below the figure. On a phone they are sheets, one at a time.

mod acts;
mod todo;
mod tuning;
mod exchange;
mod tally;
mod compare;
mod sessions;
mod log;
mod kept;
mod legend;
mod simplified;
mod twin;

use leptos::ev::MouseEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

use crate::browser;
use crate::drawing::yes_no;
use crate::text::Words;

use crate::ui::app::{App, use_app};
pub use twin::Twin;

/// A group of panels, which a phone shows one at a time: its name in the style sheet, and its label.
type Sheet = (&'static str, fn(&Words) -> &'static str);

const SHEETS: [Sheet; 5] = [
    ("try", |words| words.panel_try),
    ("messages", |words| words.count_messages),
    ("sessions", |words| words.sessions),
    ("log", |words| words.panel_log),
    ("count", |words| words.panel_count),
];

/// Index of the sheet with the tally and the comparison.
const COUNT_SHEET: usize = 4;

/// All panels.
#[component]
pub fn Panels() -> impl IntoView {
    view! {
        <div class="panels">
            <Sheets />
            <aside class="beside">
                <acts::Acts />
                <todo::Todo />
                <exchange::Exchange />
                <exchange::Why />
                <tuning::Tuning />
                <tally::Tally />
                <sessions::Jar />
                <kept::Kept />
                <legend::Legend />
            </aside>
            <div class="below">
                <sessions::Tables />
                <compare::Compare />
                <log::Log />
                <simplified::Simplified />
            </div>
        </div>
    }
}

/// Tabs for the sheets. The style sheet hides the other panels by `data-sheet`.
#[component]
fn Sheets() -> impl IntoView {
    let app = use_app();
    let tab = move |(index, (_, label)): (usize, Sheet)| {
        view! {
            <button
                type="button"
                class="tab"
                aria-pressed=move || yes_no(app.sheet.get() == index)
                on:click=move |event| choose(app, index, &event)
            >
                {move || label(app.words())}
            </button>
        }
    };
    view! {
        <nav
            class="sheets"
            aria-label=move || app.words().panels
            data-sheet=move || SHEETS[app.sheet.get()].0
        >
            {SHEETS.into_iter().enumerate().map(tab).collect_view()}
        </nav>
    }
}

/// Scrolls the chosen sheet into view too: on most phones the figure fills the window.
fn choose(app: App, sheet: usize, event: &MouseEvent) {
    app.sheet.set(sheet);
    let tab = event.current_target().and_then(|target| target.dyn_into::<Element>().ok());
    queue_microtask(move || {
        if let Some(tab) = tab {
            browser::scroll_to_middle(&tab, app.reduced_motion());
        }
    });
}
