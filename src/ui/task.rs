//! "Make a task of this": the link and the HTML of a task for a class, in the popover for sharing.

use leptos::html;
use leptos::prelude::*;

use crate::browser;
use crate::embed::embed_code;
use crate::goal::Goal;
use crate::lesson::{Activity, Lesson};
use crate::player::Player;
use crate::text::teachers::teachers_part;
use crate::text::{Words, goal, lesson};

use super::app::use_app;
use super::article::NewTab;
use super::copying::CopyButton;

/// Chooses activity and lock, and shows the link and the HTML to copy.
#[component]
pub fn TaskSheet() -> impl IntoView {
    let app = use_app();
    // `None` stands for the present moment.
    let chosen = RwSignal::new(None::<Activity>);
    let locked = RwSignal::new(true);
    let present = app.slice(Player::link);
    let query = Memo::new(move |_| {
        present.track();
        app.peek(|player| player.task_link(chosen.get(), locked.get()).query())
    });
    let url = Memo::new(move |_| browser::share_url(&query.get()));
    let code = Memo::new(move |_| {
        let title = match chosen.get() {
            Some(Activity::Lesson(lesson)) => lesson::title(app.language.get(), lesson),
            Some(Activity::Goal(goal)) => goal::task(app.language.get(), goal),
            Some(Activity::FreePlay(_)) | None => app.words().title.to_owned(),
        };
        embed_code(&browser::page_url(), &query.get(), &title)
    });
    let choose_present = move |_| {
        chosen.set(match present.get_untracked().activity {
            activity @ (Activity::Lesson(_) | Activity::Goal(_)) => Some(activity),
            Activity::FreePlay(_) => None,
        });
    };
    view! {
        <details class="task" on:toggle=choose_present>
            <summary>{move || app.words().task_make}</summary>
            <Activities chosen />
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=locked
                    on:change:target=move |event| locked.set(event.target().checked())
                />
                <span>{move || app.words().task_lock}</span>
            </label>
            <Copied label=|words| words.task_link copy=|words| words.task_copy_link rows=3 text=url />
            <Copied label=|words| words.task_embed copy=|words| words.task_copy_embed rows=7 text=code />
            <p>
                <a href=move || teachers_part(app.language.get()) target="_blank" rel="noopener">
                    {move || app.words().for_teachers}
                    <NewTab />
                </a>
            </p>
        </details>
    }
}

/// The list to choose from: the present moment, the lessons, the goals.
#[component]
fn Activities(chosen: RwSignal<Option<Activity>>) -> impl IntoView {
    let app = use_app();
    let option = move |activity: Activity, name: Signal<String>| {
        view! { <option prop:selected=move || chosen.get() == Some(activity)>{name}</option> }
    };
    let of_lesson = move |each: Lesson| {
        let name = Signal::derive(move || lesson::place_in_course(app.language.get(), each));
        option(Activity::Lesson(each), name)
    };
    let of_goal = move |each: Goal| {
        let name = Signal::derive(move || goal::task(app.language.get(), each));
        option(Activity::Goal(each), name)
    };
    view! {
        <label>
            <span>{move || app.words().task_what}</span>
            <select on:change:target=move |event| chosen.set(activity_at(event.target().selected_index()))>
                <option prop:selected=move || chosen.get().is_none()>{move || app.words().task_moment}</option>
                <optgroup label=move || app.words().lessons>{Lesson::ALL.map(of_lesson).collect_view()}</optgroup>
                <optgroup label=move || app.words().panel_goals>{Goal::ALL.map(of_goal).collect_view()}</optgroup>
            </select>
        </label>
    }
}

/// The activity at a place of the list; `None` for the present moment, at its start.
fn activity_at(place: i32) -> Option<Activity> {
    let lessons = Lesson::ALL.into_iter().map(Activity::Lesson);
    let mut activities = lessons.chain(Goal::ALL.into_iter().map(Activity::Goal));
    activities.nth(usize::try_from(place - 1).ok()?)
}

/// A text in a field, and a button that copies it.
#[component]
fn Copied(
    label: fn(&Words) -> &'static str,
    copy: fn(&Words) -> &'static str,
    rows: u32,
    text: Memo<String>,
) -> impl IntoView {
    let app = use_app();
    let field = NodeRef::<html::Textarea>::new();
    view! {
        <label>
            <span>{move || label(app.words())}</span>
            <textarea readonly rows=rows prop:value=text node_ref=field></textarea>
        </label>
        <CopyButton label=copy text field failed=|words| words.task_copy_failed />
    }
}
