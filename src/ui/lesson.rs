//! The card of a lesson, in the figure's deck: introduction, question, result, task and closing.

use leptos::html;
use leptos::prelude::*;
use leptos::task::{spawn_local, tick};

use crate::browser;
use crate::drawing::sentence;
use crate::goal::Goal;
use crate::inspect::{LessonCard, LessonNow, LessonQuestion, LessonResult};
use crate::lesson::Lesson;
use crate::model::ids::ClientId;
use crate::model::message::Node;
use crate::player::{Msg, Player};
use crate::question::Reply;
use crate::selection::Selection;

use super::app::{App, use_app};
use super::focus::{CardFocus, WHOLE};
use super::panels::{show_acts, show_asked_setting};

/// The card of the present lesson: its question, result, task or closing. Hidden outside of lessons.
#[component]
pub fn Card() -> impl IntoView {
    let app = use_app();
    let card = app.slice(Player::lesson_card);
    let said = move || card.with(|card| card.as_ref().map(LessonCard::said).unwrap_or_default());
    let is_empty = move || card.with(|card| card.as_ref().is_none_or(LessonCard::is_empty));
    // In a low window, a question comes after the text above it.
    let is_reading = RwSignal::new(true);
    Effect::new(move || {
        card.track();
        is_reading.set(true);
    });
    let section = NodeRef::<html::Section>::new();
    // Not a memo: the next content can have the same refuge.
    let refuge = Signal::derive(move || card.with(|card| card.as_ref().and_then(refuge)));
    let focus = CardFocus::of(section, refuge);
    return_from_task(app, focus);
    let to_question = Callback::new(move |()| {
        is_reading.set(false);
        focus.take();
    });
    view! {
        <section
            class="lesson-card"
            data-now=move || card.with(|card| card.as_ref().map(kind))
            data-reading=move || is_reading.get()
            hidden=is_empty
            tabindex="-1"
            aria-label=move || app.words().lessons
            on:focusin=move |event| focus.note(&event)
            node_ref=section
        >
            {move || card.get().map(|card| draw(app, card, to_question))}
        </section>
        <p class="said" role="status">
            {said}
        </p>
    }
}

/// Shows the figure again when the reader has done the task of the lesson, by an act or a setting out of its sight. The
/// focus comes along.
fn return_from_task(app: App, focus: CardFocus) {
    let task = app.slice(|player| (player.lesson(), player.has_task()));
    Effect::new(move |before: Option<(Option<Lesson>, bool)>| {
        let (lesson, has_task) = task.get();
        if before == Some((lesson, true)) && !has_task {
            spawn_local(async move {
                tick().await;
                focus.take_from_panel();
                browser::scroll_to_top(app.reduced_motion());
            });
        }
        (lesson, has_task)
    });
}

/// Value of `data-now` in the style sheet.
fn kind(card: &LessonCard) -> &'static str {
    match card.now {
        LessonNow::Watch => "watch",
        LessonNow::GoOn => "go-on",
        LessonNow::Predict(_) => "predict",
        LessonNow::Act { .. } => "act",
        LessonNow::Conclude { .. } => "conclude",
    }
}

/// Selects the part that gets the focus when the button that had it has gone. A question, a task and a closing get it
/// as a whole, so that a second press answers nothing.
fn refuge(card: &LessonCard) -> Option<&'static str> {
    match card.now {
        LessonNow::Watch => None,
        LessonNow::GoOn => Some("button"),
        LessonNow::Predict(_) | LessonNow::Act { .. } | LessonNow::Conclude { .. } => Some(WHOLE),
    }
}

fn draw(app: App, LessonCard { intro, expected, result, now }: LessonCard, to_question: Callback<()>) -> impl IntoView {
    view! {
        {intro.map(|intro| view! { <p class="intro">{sentence(intro)}</p> })}
        {expected.map(|expected| view! { <p class="expected">{expected}</p> })}
        {result.map(self::result)}
        {match now {
            LessonNow::Watch => ().into_any(),
            LessonNow::GoOn => go_on(app).into_any(),
            LessonNow::Predict(question) => predict(app, question, to_question).into_any(),
            LessonNow::Act { task, is_setting, client } => act(app, task, is_setting, client).into_any(),
            LessonNow::Conclude { closing, score, goal, next } => {
                conclude(app, closing, score, goal, next).into_any()
            }
        }}
    }
}

fn result(LessonResult { text, is_right, reason }: LessonResult) -> impl IntoView {
    view! {
        <div class="lesson-result" data-right=is_right.map(|is_right| is_right.to_string())>
            <p class="outcome">{text}</p>
            <p class="reason">{sentence(reason)}</p>
        </div>
    }
}

fn go_on(app: App) -> impl IntoView {
    view! {
        <div class="row">
            <button type="button" class="button strong go-on" on:click=move |_| app.dispatch(Msg::Play)>
                {app.words().lesson_go_on}
            </button>
        </div>
    }
}

fn predict(
    app: App,
    LessonQuestion { inputs, about, question, answers }: LessonQuestion,
    to_question: Callback<()>,
) -> impl IntoView {
    let words = app.words();
    let reply = move |reply| app.dispatch(Msg::Reply { inputs, reply });
    let choice = move |(index, answer): (usize, String)| {
        view! {
            <button type="button" class="button answer" on:click=move |_| reply(Reply::Answer(index))>
                {answer}
            </button>
        }
    };
    view! {
        <button type="button" class="button strong to-question" on:click=move |_| to_question.run(())>
            {words.lesson_to_question}
        </button>
        <p class="asked">
            <span class="about">{about}</span>
            " "
            <b>{question}</b>
        </p>
        <div class="row answers" role="group" aria-label=words.lesson_question>
            {answers.into_iter().enumerate().map(choice).collect_view()}
            <span class="pass">
                <button type="button" class="button quiet" on:click=move |_| reply(Reply::NotSure)>
                    {words.lesson_not_sure}
                </button>
                <button type="button" class="button quiet" on:click=move |_| reply(Reply::Skipped)>
                    {words.lesson_skip}
                </button>
            </span>
        </div>
    }
}

fn act(app: App, task: String, is_setting: bool, client: Option<ClientId>) -> impl IntoView {
    let words = app.words();
    let (label, class) = match is_setting {
        true => (words.lesson_show_settings, "button show-settings"),
        false => (words.lesson_show_acts, "button show-acts"),
    };
    let show = move |_| {
        if is_setting {
            return show_asked_setting(app);
        }
        if let Some(client) = client {
            app.dispatch(Msg::Select(Some(Selection::Node(Node::Client(client)))));
        }
        show_acts(app);
    };
    view! {
        <p class="asked">
            <span class="about">{words.lesson_your_turn}</span>
            " "
            <b>{task}</b>
        </p>
        <div class="row">
            <button type="button" class=class on:click=show>
                {label}
            </button>
            <button type="button" class="button quiet do-it" on:click=move |_| app.dispatch(Msg::DoTask)>
                {words.lesson_do_it}
            </button>
        </div>
    }
}

fn conclude(
    app: App,
    closing: String,
    score: Option<String>,
    goal: Option<(Goal, String)>,
    next: Option<(Lesson, String)>,
) -> impl IntoView {
    let words = app.words();
    let goal = goal.map(|(goal, task)| {
        view! {
            <button type="button" class="button goal" on:click=move |_| app.dispatch(Msg::ChooseGoal(goal))>
                {task}
            </button>
        }
    });
    let is_last = next.is_none();
    let (label, msg) = match next {
        Some((lesson, label)) => (label, Msg::BeginLesson(lesson)),
        None => (words.lesson_free.to_owned(), Msg::PlayFreely),
    };
    let next = view! {
        <button type="button" class="button strong" on:click=move |_| app.dispatch(msg.clone())>
            {label}
        </button>
    };
    view! {
        <h3>{words.ending} {score.map(|score| view! { <span class="score">{score}</span> })}</h3>
        <p class="closing">{closing}</p>
        {is_last.then(|| view! { <p class="last">{words.lesson_last}</p> })}
        <div class="row">
            {next}
            {goal}
            <button type="button" class="button restart" on:click=move |_| app.dispatch(Msg::Restart)>
                {words.lesson_again}
            </button>
        </div>
    }
}
