//! Goals of free play: the present goal, and the list to choose one from.

use leptos::html;
use leptos::prelude::*;

use crate::browser;
use crate::drawing::yes_no;
use crate::goal::Goal;
use crate::inspect::{self, GoalCard, GoalRow};
use crate::lesson::Lesson;
use crate::player::{Msg, Player};
use crate::ui::app::{App, look, use_app};
use crate::ui::article::NewTab;
use crate::ui::copying::CopyButton;
use crate::ui::focus::focus_on;

use super::{Panel, Sheet};

#[component]
pub fn Goals() -> impl IntoView {
    let app = use_app();
    let list = app.slice(|player| {
        let only = player.is_locked().then(|| player.strategy());
        inspect::goal_list(look(player), player.goal(), player.record(), only)
    });
    let has_record = app.slice(|player| !player.record().is_empty() || !player.lesson_record().is_empty());
    let group = move |(strategy, rows): (&'static str, Vec<GoalRow>)| {
        view! {
            <h3>{strategy}</h3>
            <ul>{rows.into_iter().map(|row| choice(app, row)).collect_view()}</ul>
        }
    };
    view! {
        <Panel class="goals" sheet=Sheet::Try title=move || app.words().panel_goals.to_owned()>
            <PresentGoal />
            <details class="goal-list">
                <summary>{move || list.with(|list| list.title.clone())}</summary>
                <p class="hint">{move || app.words().panel_goals_hint}</p>
                {move || list.get().groups.into_iter().map(group).collect_view()}
                <button
                    type="button"
                    class="button"
                    hidden=move || !has_record.get()
                    on:click=move |_| app.dispatch(Msg::Forget)
                >
                    {move || app.words().goals_forget}
                </button>
            </details>
        </Panel>
    }
}

fn choice(app: App, GoalRow { goal, task, mark, chosen }: GoalRow) -> impl IntoView {
    view! {
        <li>
            <button
                type="button"
                class="button"
                aria-current=yes_no(chosen)
                data-goal=goal.key()
                on:click=move |_| choose(app, goal)
            >
                <span>{task}</span>
                <span class="mark">{mark}</span>
            </button>
        </li>
    }
}

/// Opens the goal's task, closes the list and goes on at the task.
fn choose(app: App, goal: Goal) {
    app.dispatch(Msg::ChooseGoal(goal));
    if let Ok(Some(list)) = document().query_selector(".goal-list") {
        // Fails for an invalid name only.
        let _ = list.remove_attribute("open");
    }
    // The task is drawn by an effect of the same change.
    queue_microtask(|| focus_on(".present-goal"));
}

/// The present goal: its task, the acts so far, hints, and the result. Hidden without a goal.
#[component]
pub fn PresentGoal() -> impl IntoView {
    let app = use_app();
    let card = app.slice(|player| player.pursuit().map(|pursuit| inspect::goal_card(look(player), pursuit)));
    let solution =
        app.slice(|player| player.reached_link().map(|link| browser::share_url(&link.query())).unwrap_or_default());
    let result = move || card.with(|card| card.as_ref().and_then(|card| card.result.clone()));
    let next = app.slice(|player| {
        let name = |lesson| inspect::next_lesson(player.language(), lesson);
        player.lesson_after_goal().map(|lesson| (lesson, name(lesson)))
    });
    let element = NodeRef::<html::Div>::new();
    view! {
        <div
            class="present-goal"
            tabindex="-1"
            data-reached=move || result().is_some()
            hidden=move || card.with(Option::is_none)
            node_ref=element
        >
            {move || card.get().map(task)}
            <p class="result" role="status">{result}</p>
            <div class="solution" hidden=move || solution.with(String::is_empty)>
                <CopyButton
                    label=|words| words.goal_copy
                    text=solution
                    failed=|words| words.goal_copy_failed
                />
                <a href=solution target="_blank" rel="noopener">
                    {move || app.words().goal_link}
                    <NewTab />
                </a>
            </div>
            {move || next.get().map(|(lesson, label)| go_on(app, lesson, label))}
            {move || card.get().map(|card| help(app, card))}
        </div>
    }
}

fn go_on(app: App, lesson: Lesson, label: String) -> impl IntoView {
    view! {
        <button type="button" class="button strong" on:click=move |_| app.dispatch(Msg::BeginLesson(lesson))>
            {label}
        </button>
    }
}

fn task(GoalCard { task, condition, acts, .. }: GoalCard) -> impl IntoView {
    view! {
        <h3>{task}</h3>
        <p class="hint">{condition}</p>
        <p class="acts-used">{acts}</p>
    }
}

fn help(app: App, GoalCard { hints, more_hints, .. }: GoalCard) -> impl IntoView {
    let words = app.words();
    let hint = hints.into_iter().map(|hint| view! { <li>{hint}</li> }).collect_view();
    let has_more = more_hints.is_some();
    let again = move |_| {
        if let Some(goal) = app.peek(Player::goal) {
            app.dispatch(Msg::ChooseGoal(goal));
        }
    };
    let leave = move |_| {
        app.dispatch(Msg::LeaveGoal);
        // The buttons disappear, so the focus goes to the list.
        focus_on(".goal-list > summary");
    };
    view! {
        <ol>{hint}</ol>
        <div class="row">
            // A disabled button stays focusable, so that the focus is not lost by the last hint.
            <button
                type="button"
                class="button act"
                aria-disabled=yes_no(!has_more)
                on:click=move |_| app.dispatch(Msg::ShowHint)
            >
                {more_hints.unwrap_or_else(|| words.goal_no_more_hints.to_owned())}
            </button>
            <button type="button" class="button" on:click=again>
                {words.goal_again}
            </button>
            // A locked task leaves nothing else to do.
            <button type="button" class="button" hidden=app.peek(Player::is_locked) on:click=leave>
                {words.goal_leave}
            </button>
        </div>
    }
}
