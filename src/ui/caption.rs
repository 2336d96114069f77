//! The caption under the stage: the present beat or step in a sentence or two.

use leptos::prelude::*;

use crate::drawing::sentence;
use crate::pace::Level;
use crate::player::Player;

use super::app::use_app;

/// The caption, and its text as a live region. The region is empty while the run plays step by step, faster than a
/// screen reader can speak. Beats rest long enough.
#[component]
pub fn Caption() -> impl IntoView {
    let app = use_app();
    let caption = app.slice(Player::caption);
    let number = app.slice(|player| player.progress().now);
    let is_loss = app.slice(Player::tells_loss);
    view! {
        <div class="caption" data-loss=is_loss>
            <span class="number" aria-hidden="true">
                {move || format!("{:02}", number.get())}
            </span>
            <p>{move || sentence(caption.get())}</p>
        </div>
        <p class="said" role="status">
            {move || if app.playing.get() && app.level.get() == Level::Steps { String::new() } else { caption.get().plain() }}
        </p>
    }
}
