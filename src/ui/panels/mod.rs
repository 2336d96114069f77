//! The panels beside and below the figure. On a phone they are sheets, one at a time.

mod acts;
mod exchange;
mod tally;
mod sessions;
mod log;
mod kept;
mod simplified;

use leptos::prelude::*;

use crate::text::Words;

use super::shell::Shell;

/// One sheet on a phone: its name in the style sheet, and on its switch.
type Sheet = (&'static str, fn(&Words) -> &'static str);

const SHEETS: [Sheet; 5] = [
    ("try", |words| words.panel_try),
    ("messages", |words| words.count_messages),
    ("sessions", |words| words.sessions),
    ("log", |words| words.panel_log),
    ("count", |words| words.panel_count),
];

/// All panels.
pub fn panels(shell: Shell) -> AnyView {
    let sheet = RwSignal::new(SHEETS[0].0);
    let switch = |(name, label): Sheet| {
        let current = move || if sheet.get() == name { "true" } else { "false" };
        view! {
            <button type="button" aria-pressed=current on:click=move |_| sheet.set(name)>
                {move || label(shell.words())}
            </button>
        }
    };
    view! {
        <div class="panels" data-sheet=move || sheet.get()>
            <nav class="sheets" aria-label=move || shell.words().panels>{SHEETS.map(switch).into_iter().collect::<Vec<_>>()}</nav>
            <aside class="beside" aria-label=move || shell.words().panels>
                {acts::acts(shell)}
                {exchange::exchange(shell)}
                {exchange::why(shell)}
                {tally::tally(shell)}
            </aside>
            <div class="below">
                {sessions::tables(shell)}
                {sessions::jar(shell)}
                {log::log(shell)}
                {kept::kept(shell)}
                {simplified::simplified(shell)}
            </div>
        </div>
    }
    .into_any()
}

/// A panel with its heading, on one of the [`SHEETS`].
fn panel(name: &'static str, sheet: &'static str, title: impl Fn() -> String + Send + 'static, body: AnyView) -> AnyView {
    view! {
        <section class=name data-panel=sheet>
            <h2>{title}</h2>
            {body}
        </section>
    }
    .into_any()
}
