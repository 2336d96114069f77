//! The panels: one component each, mostly in a file named after its rows in [`inspect`](crate::inspect). `tally` is the
//! smallest to copy from.

mod panel;
mod acts;
mod done;
mod goals;
mod todo;
mod tuning;
mod exchange;
mod tally;
mod compare;
mod sessions;
mod log;
mod branches;
mod legend;
mod simplified;
mod twin;

use leptos::prelude::*;
use leptos::task::{spawn_local, tick};

use crate::browser;
use crate::drawing::yes_no;
use crate::ui::app::{App, use_app};
use crate::ui::focus::focus_on;

pub use acts::Acts;
pub use goals::PresentGoal;
pub use legend::FirstSymbols;
use panel::Panel;
pub use panel::Sheet;
pub use tuning::Tuning;
pub use twin::Twin;

/// All panels. `beside` is the column to the right of the figure, 300 px wide; `below` is for wide tables and lists. A
/// phone shows one sheet of them, in this order.
#[component]
pub fn Panels() -> impl IntoView {
    view! {
        <div class="panels">
            <Sheets />
            <aside class="beside">
                <acts::Acts />
                <goals::Goals />
                <done::Done />
                <todo::Todo />
                <exchange::Exchange />
                <exchange::Reason />
                <tuning::Tuning />
                <tally::Tally />
                <sessions::Jar />
                <branches::Branches />
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

/// Tabs for the sheets. The style sheet hides the panels of other sheets by `data-sheet`.
#[component]
fn Sheets() -> impl IntoView {
    let app = use_app();
    let tab = move |sheet: Sheet| {
        view! {
            <button
                type="button"
                class="tab"
                aria-pressed=move || yes_no(app.sheet.get() == sheet)
                on:click=move |_| show_sheet(app, sheet)
            >
                {move || sheet.label(app.words())}
            </button>
        }
    };
    view! {
        <nav class="sheets" aria-label=move || app.words().panels data-sheet=move || app.sheet.get().name()>
            {Sheet::ALL.map(tab).collect_view()}
        </nav>
    }
}

/// Shows a sheet and scrolls it into view: on most phones the figure fills the window.
pub fn show_sheet(app: App, sheet: Sheet) {
    app.sheet.set(sheet);
    queue_microtask(move || scroll_to(app, ".sheets button"));
}

/// Shows the actions for the selection, and focuses the first one.
pub fn show_acts(app: App) {
    show_sheet(app, Sheet::Try);
    spawn_local(async move {
        // The actions of a new selection are drawn by an effect.
        tick().await;
        focus_on(".acts .act");
    });
}

/// Scrolls to the setting that a lesson asks for, and focuses its value. The settings are below the figure or, on a desk, below
/// the actions.
pub fn show_asked_setting(app: App) {
    app.sheet.set(Sheet::Try);
    spawn_local(async move {
        // A hidden sheet cannot have the focus.
        tick().await;
        focus_on(".choice[data-asked]");
        scroll_to(app, ".control[data-asked]");
    });
}

fn scroll_to(app: App, selector: &str) {
    if let Ok(Some(part)) = document().query_selector(selector) {
        browser::scroll_to_center(&part, app.reduced_motion());
    }
}
