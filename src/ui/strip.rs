//! The strip under the tabs: the lessons of the strategy, free play, and a button that starts over.

use leptos::prelude::*;

use crate::drawing::yes_no;
use crate::inspect::{self, StripRow};
use crate::lesson::Lesson;
use crate::player::Msg;

use super::app::{App, use_app};
use super::parts;

/// Value of free play in the drop-down.
const FREE_PLAY: &str = "free";

/// The lessons of the strategy, and free play. The style sheet shows buttons side by side or, in a narrow or low window,
/// a drop-down.
#[component]
pub fn LessonStrip() -> impl IntoView {
    let app = use_app();
    let rows = app.slice(|player| {
        inspect::lesson_strip(player.language(), player.strategy(), player.lesson(), player.lesson_record())
    });
    let is_free = app.slice(|player| player.lesson().is_none());
    // A locked task leaves no other one.
    let is_locked_task = app.slice(|player| player.is_locked() && player.goal().is_some());
    let choose = move |value: String| {
        app.dispatch(Lesson::from_key(&value).map_or(Msg::PlayFreely, Msg::BeginLesson));
    };
    view! {
        <nav class="lessons" aria-label=move || app.words().lessons hidden=is_locked_task>
            <div class="course">
                {move || rows.get().into_iter().map(|row| step(app, row)).collect_view()}
                <button
                    type="button"
                    class="step free"
                    aria-current=move || yes_no(is_free.get())
                    on:click=move |_| app.dispatch(Msg::PlayFreely)
                >
                    {move || app.words().lesson_free_play}
                </button>
            </div>
            <select
                class="lesson-picker"
                aria-label=move || app.words().lessons
                on:change:target=move |event| choose(event.target().value())
            >
                {move || rows.get().into_iter().map(option).collect_view()}
                <option value=FREE_PLAY prop:selected=is_free>
                    {move || app.words().lesson_free_play}
                </option>
            </select>
            <Again />
        </nav>
    }
}

fn step(app: App, StripRow { lesson, title, name, is_done, chosen }: StripRow) -> impl IntoView {
    view! {
        <button
            type="button"
            class="step"
            aria-current=yes_no(chosen)
            aria-label=name
            data-lesson=lesson.key()
            data-done=is_done
            on:click=move |_| app.dispatch(Msg::BeginLesson(lesson))
        >
            {title}
        </button>
    }
}

fn option(StripRow { lesson, name, chosen, .. }: StripRow) -> impl IntoView {
    view! {
        <option value=lesson.key() prop:selected=chosen>
            {name}
        </option>
    }
}

/// Starts the lesson over, or resets the run to the example; once the reader has gone on from its first view.
#[component]
fn Again() -> impl IntoView {
    let app = use_app();
    // A goal has a button of its own that starts over.
    let is_shown = app.slice(|player| !player.is_first_view() && player.goal().is_none());
    let is_lesson = app.slice(|player| player.lesson().is_some());
    let name = move || if is_lesson.get() { app.words().lesson_again } else { app.words().script_again };
    view! {
        <div class="again" hidden=move || !is_shown.get()>
            <button type="button" class="button" title=name on:click=move |_| app.dispatch(Msg::Restart)>
                <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
                    <path d=parts::AGAIN />
                </svg>
                <span>{name}</span>
            </button>
        </div>
    }
}
