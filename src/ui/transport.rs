//! Playback controls.

use leptos::prelude::*;

use crate::drawing::yes_no;
use crate::pace::Level;
use crate::player::{Msg, Player};
use crate::text::number;

use super::app::use_app;
use super::parts::{self, IconButton};
use super::timeline::Timeline;

/// Back, play, next; the timeline; the simulated time; next loss, speed and level.
#[component]
pub fn Transport() -> impl IntoView {
    let app = use_app();
    let speed = app.slice(Player::speed);
    let level = app.level;
    let icon = move || if app.playing.get() { parts::PAUSE } else { parts::PLAY };
    let play = move || if app.playing.get() { app.words().pause } else { app.words().play };
    let speed_name = move || format!("{}: {}", app.words().speed, speed.get().label());
    view! {
        <div class="transport">
            <div
                class="keys"
                role="group"
                aria-label=move || app.words().transport
                title=move || app.words().keyboard_help
            >
                <IconButton
                    class="button square back"
                    icon=parts::BACK
                    name=move || app.words().previous.to_owned()
                    press=move || app.dispatch(Msg::Previous)
                />
                <IconButton
                    class="play"
                    icon=icon
                    name=move || play().to_owned()
                    press=move || app.dispatch(Msg::TogglePlay)
                />
                <IconButton
                    class="button square forward"
                    icon=parts::FORWARD
                    name=move || app.words().next.to_owned()
                    press=move || app.dispatch(Msg::Next)
                />
            </div>
            <Timeline />
            <span class="time" title=move || app.words().time_simulated>
                {move || number::clock(app.language.get(), app.sim_at(app.readable_place.get()))}
            </span>
            <div class="keys">
                <IconButton
                    class="button square loss"
                    icon=parts::LOSS
                    name=move || app.words().next_loss.to_owned()
                    press=move || app.dispatch(Msg::NextLoss)
                />
                <button
                    type="button"
                    class="button speed"
                    aria-label=speed_name
                    title=speed_name
                    on:click=move |_| app.dispatch(Msg::SetSpeed(speed.get_untracked().next_slower()))
                >
                    {move || speed.get().label()}
                </button>
                <button
                    type="button"
                    class="button level"
                    aria-pressed=move || yes_no(level.get() == Level::Steps)
                    aria-label=move || app.words().every_step_help
                    title=move || app.words().every_step_help
                    on:click=move |_| app.dispatch(Msg::SetLevel(other_level(level.get_untracked())))
                >
                    {move || app.words().every_step}
                </button>
            </div>
        </div>
    }
}

fn other_level(level: Level) -> Level {
    match level {
        Level::Beats => Level::Steps,
        Level::Steps => Level::Beats,
    }
}
