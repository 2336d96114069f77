//! The frame of a panel, and the sheets that a phone shows instead of all panels at once.

use leptos::prelude::*;

use crate::text::Words;

/// A group of panels. A phone shows one of them at a time; wider windows show all.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Sheet {
    /// Acts and settings.
    #[default]
    Try,
    /// Messages as literal HTTP.
    Messages,
    /// Cookies and session tables.
    Sessions,
    /// The log and other branches.
    Log,
    /// Tally, comparison, legend and simplifications.
    Count,
}

impl Sheet {
    /// All of them, in the order of their tabs.
    pub const ALL: [Sheet; 5] = [Sheet::Try, Sheet::Messages, Sheet::Sessions, Sheet::Log, Sheet::Count];

    /// Its name in `style/layout.css`: the value of `data-sheet` and `data-panel`.
    pub fn name(self) -> &'static str {
        match self {
            Sheet::Try => "try",
            Sheet::Messages => "messages",
            Sheet::Sessions => "sessions",
            Sheet::Log => "log",
            Sheet::Count => "count",
        }
    }

    /// Label of its tab.
    pub fn label(self, words: &Words) -> &'static str {
        match self {
            Sheet::Try => words.panel_try,
            Sheet::Messages => words.count_messages,
            Sheet::Sessions => words.sessions,
            Sheet::Log => words.panel_log,
            Sheet::Count => words.panel_count,
        }
    }
}

/// A panel with its heading. `class` is its own class beside `panel`.
#[component]
pub fn Panel(
    class: &'static str,
    sheet: Sheet,
    #[prop(into)] title: Signal<String>,
    #[prop(into, optional)] hidden: Signal<bool>,
    children: Children,
) -> impl IntoView {
    view! {
        <section class=format!("panel {class}") data-panel=sheet.name() hidden=hidden>
            <h2>{title}</h2>
            {children()}
        </section>
    }
}
