//! The first view's keys, and the card at the end of a prepared run.

use leptos::html;
use leptos::prelude::*;

use crate::inspect::{self, Ending};
use crate::player::{Msg, Player};

use super::app::{App, look, use_app};
use super::focus::hand_focus_on;

/// The keys of the first view, under its caption: on to the next beat, or from the start.
#[component]
pub fn OpeningKeys() -> impl IntoView {
    let app = use_app();
    let is_shown = app.slice(Player::is_at_opening);
    let keys = NodeRef::<html::Div>::new();
    hand_focus_on(move || keys.get_untracked().map(Into::into), is_shown);
    view! {
        <div class="opening" hidden=move || !is_shown.get() node_ref=keys>
            <button type="button" class="button strong" on:click=move |_| app.dispatch(Msg::Next)>
                {move || app.words().opening_next}
            </button>
            <button type="button" class="button" on:click=move |_| app.dispatch(Msg::SeekStep(0))>
                {move || app.words().opening_start}
            </button>
        </div>
    }
}

/// Gain and cost of the strategy, one figure of the run, an act to try, and the same acts under the next strategy.
#[component]
pub fn EndingCard() -> impl IntoView {
    let app = use_app();
    let ending = app.slice(|player| {
        player.is_at_ending().then(|| {
            let ending = inspect::ending(look(player), player.strategy(), player.beats());
            Ending { following: ending.following.filter(|_| !player.is_locked()), ..ending }
        })
    });
    // A hidden card stays drawn, so that it can hand its focus on.
    let drawn = Memo::new(move |before: Option<&Option<Ending>>| ending.get().or_else(|| before.cloned().flatten()));
    let section = NodeRef::<html::Section>::new();
    hand_focus_on(move || section.get_untracked().map(Into::into), Memo::new(move |_| ending.with(Option::is_some)));
    view! {
        <section class="ending" hidden=move || ending.with(Option::is_none) node_ref=section>
            {move || drawn.get().map(|ending| card(app, ending))}
        </section>
    }
}

fn card(app: App, Ending { summary, harms, act: (command, act), following }: Ending) -> impl IntoView {
    let words = app.words();
    let following = following.map(|(strategy, label)| {
        view! {
            <button type="button" class="button strong" on:click=move |_| app.dispatch(Msg::RunUnder(strategy))>
                {label}
            </button>
        }
    });
    view! {
        <h3>{words.ending}</h3>
        <p>{summary}</p>
        <p>{harms}</p>
        <div class="row">
            <span>{words.ending_try}</span>
            <button type="button" class="button" on:click=move |_| app.dispatch(Msg::Act(command))>
                {act}
            </button>
            {following}
        </div>
    }
}
