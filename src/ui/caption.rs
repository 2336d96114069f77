//! The caption under the stage: the present step in a sentence or two.

use leptos::prelude::*;

use crate::drawing::sentence;
use crate::player::Player;

use super::app::use_app;

/// The caption, and its text as a live region. The region is empty while the run plays: steps then follow each other
/// faster than a screen reader can speak.
#[component]
pub fn Caption() -> impl IntoView {
    let app = use_app();
    let caption = app.slice(Player::caption);
    let is_loss =
        app.slice(|player| player.recording().facts_of(player.step()).iter().any(|timed| timed.fact.loss().is_some()));
    view! {
        <div class="caption" data-loss=is_loss>
            <span class="number" aria-hidden="true">
                {move || format!("{:02}", app.step.get())}
            </span>
            <p>{move || sentence(caption.get())}</p>
        </div>
        <p class="said" role="status">
            {move || if app.playing.get() { String::new() } else { caption.get().plain() }}
        </p>
    }
}
