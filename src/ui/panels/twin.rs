//! The stage as text, for screen readers.

use leptos::prelude::*;

use crate::drawing::sentence;
use crate::inspect;
use crate::ui::app::{look, use_app};

/// Part of the figure, visually hidden.
#[component]
pub fn Twin() -> impl IntoView {
    let app = use_app();
    let lines = app.slice(|player| {
        let prediction = player.prediction().and_then(|prediction| inspect::twin_of(prediction, player.language()));
        inspect::twin(look(player)).into_iter().chain(prediction).collect::<Vec<_>>()
    });
    let line = |line| view! { <li>{sentence(line)}</li> };
    view! {
        <ul class="said" aria-label=move || app.words().stage_twin>
            {move || lines.get().into_iter().map(line).collect_view()}
        </ul>
    }
}
