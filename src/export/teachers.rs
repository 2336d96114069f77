//! The page for teachers: purpose, a class with it, tasks, every lesson with its claims, questions and task, the goals,
//! and what is simulated and simplified, in both languages. The output is in `prerendered/teachers.html`.

use leptos::prelude::*;

use super::document::document;
use super::passage::{self, Passage, Stop, THINKING};
use super::pictures::{self, WIDTH};
use super::step_picture::{StepPicture, hatch};
use crate::goal::Goal;
use crate::lesson::{Lesson, Task};
use crate::link::Link;
use crate::model::config::{Affinity, Config};
use crate::player::{Msg, Player};
use crate::recording::Input;
use crate::strategy::{Strategy, Tuning};
use crate::text::teachers::{self as texts, Label, Section};
use crate::text::{self, Language, strategy_name, strategy_question};

/// No lesson has as many beats.
const MAX_BEATS: usize = 100;

/// The HTML document.
pub fn html() -> String {
    let body = view! {
        <header class="site">
            <a href="./">"Sessionscope"</a>
            <nav>{Language::ALL.map(language_link).collect_view()}</nav>
        </header>
        <main>{Language::ALL.map(part).collect_view()}</main>
        {hatch()}
    };
    document("teachers.rs", "teachers.css", |language| language.words().for_teachers, body)
}

fn language_link(language: Language) -> impl IntoView {
    view! {
        <a href=format!("#{}", language.tag()) lang=language.tag()>
            {language.name()}
        </a>
    }
}

/// The whole page in one language.
fn part(language: Language) -> impl IntoView {
    let content = |section: Section| {
        view! {
            <li>
                <a href=format!("#{}", id(language, section))>{section.heading(language)}</a>
            </li>
        }
    };
    view! {
        <article lang=language.tag() id=language.tag()>
            <h1>{language.words().for_teachers}</h1>
            <p class="lead">{texts::lead(language)}</p>
            <nav class="contents" aria-label=Label::Contents.text(language)>
                <ul>{Section::ALL.map(content).collect_view()}</ul>
            </nav>
            {Section::ALL.map(|section| self::section(language, section)).collect_view()}
            <p class="more">
                <a href=text::strategy::article_chapter(language, Strategy::default())>
                    {language.words().read_article}
                </a>
                <a href=format!("{}#{}", pictures::FILE, language.tag())>{language.words().fallback_pictures}</a>
            </p>
        </article>
    }
}

fn id(language: Language, section: Section) -> String {
    format!("{}-{section:?}", language.tag()).to_lowercase()
}

fn section(language: Language, section: Section) -> impl IntoView {
    let content = match section {
        Section::Outcomes => view! { {items(texts::outcomes(language))} }.into_any(),
        Section::Class => view! { {steps(texts::class(language))} }.into_any(),
        Section::Tasks => tasks(language).into_any(),
        Section::Lessons => lessons(language).into_any(),
        Section::Goals => goals(language).into_any(),
        Section::Simulated => view! {
            {items(texts::simulated(language))}
            <p>{texts::measured(language)}</p>
        }
        .into_any(),
        Section::Simplified => simplified(language).into_any(),
    };
    view! {
        <section aria-labelledby=id(language, section)>
            <h2 id=id(language, section)>{section.heading(language)}</h2>
            {content}
        </section>
    }
}

fn items(texts: Vec<String>) -> impl IntoView {
    view! { <ul class="items">{texts.into_iter().map(|text| view! { <li>{text}</li> }).collect_view()}</ul> }
}

fn steps(texts: Vec<String>) -> impl IntoView {
    view! { <ol class="steps">{texts.into_iter().map(|text| view! { <li>{text}</li> }).collect_view()}</ol> }
}

/// A link to the page. Its query is readable, also in print.
fn page_link(language: Language, query: String, label: String) -> impl IntoView {
    view! {
        <a href=format!("./?{query}&lang={}", language.tag())>{label}</a>
        " "
        <code>{format!("?{query}")}</code>
    }
}

fn tasks(language: Language) -> impl IntoView {
    let goal = format!("goal={}&lock=strategy", Goal::OnlyBob.key());
    let lesson = format!("lesson={}", Lesson::FIRST_VIEW.key());
    let queries = [lesson, goal, "strategy=none&servers=2&do=a.login,a.me,a.me".to_owned()];
    let example = |(label, query): (String, String)| view! { <li>{page_link(language, query, label)}</li> };
    let examples = texts::task_examples(language).into_iter().zip(queries).map(example);
    view! {
        {steps(texts::task_steps(language))}
        <ul class="examples">{examples.collect_view()}</ul>
        {items(texts::task_notes(language))}
    }
}

fn lessons(language: Language) -> impl IntoView {
    // The sum of the minutes that the lessons say.
    let whole = Lesson::ALL.map(|lesson| passage::minutes(passage::duration(language, lesson))).into_iter().sum();
    let of_strategy = |strategy| {
        view! {
            <section>
                <header>
                    <h3>{strategy_name(language, strategy)}</h3>
                    <p>{strategy_question(language, strategy)}</p>
                </header>
                {Lesson::of(strategy).map(|lesson| self::lesson(language, lesson)).collect_view()}
            </section>
        }
    };
    view! {
        <p>{texts::lessons(language, Lesson::ALL.len())}</p>
        <p>{texts::time_rule(language, whole, THINKING.as_secs())}</p>
        {Strategy::ALL.map(of_strategy).collect_view()}
    }
}

/// A lesson. Its type is erased, since the compiler's limit ends types of this depth.
fn lesson(language: Language, lesson: Lesson) -> AnyView {
    let plan = lesson.plan();
    let minutes = passage::minutes(passage::duration(language, lesson));
    let picture = StepPicture::at(&at_first_question(lesson));
    let claim = |number: &u8| {
        view! {
            <li>
                <b>{format!("C{number}")}</b>
                " "
                {texts::claim(language, *number)}
            </li>
        }
    };
    let again = match plan.task {
        Some(Task::Set(tuning)) => Some(view! {
            <p>{text::lesson::again(language, lesson, tuning)}</p>
            {course(language, lesson, tuning.apply(lesson.config()))}
        }),
        Some(Task::Act { .. }) | None => None,
    };
    let row = |label: Label, content: AnyView| {
        view! {
            <dt>{label.text(language)}</dt>
            <dd>{content}</dd>
        }
    };
    view! {
        <article class="lesson">
            <header>
                <h4>{page_link(language, format!("lesson={}", lesson.key()), text::lesson::place(language, lesson))}</h4>
                <p class="duration">{texts::minutes(language, minutes)}</p>
                <p>{text::lesson::intro(language, lesson)}</p>
                <div class="stage">{picture.svg(language, WIDTH)}</div>
            </header>
            <dl>
                {row(Label::Claims, view! { <ul>{plan.claims.iter().map(claim).collect_view()}</ul> }.into_any())}
                {row(Label::Questions, view! { {course(language, lesson, lesson.config())} {again} }.into_any())}
                {row(Label::Closing, view! { <p>{text::lesson::closing(language, lesson)}</p> }.into_any())}
                {plan.goal.map(|goal| row(Label::NextGoal, goal_link(language, goal).into_any()))}
            </dl>
        </article>
    }
    .into_any()
}

/// The questions of a lesson under a config, if nobody acts otherwise, each with its right answer; and its task.
fn course(language: Language, lesson: Lesson, config: Config) -> AnyView {
    let row = |stop: Stop| match stop {
        Stop::Asks(question) => {
            let right = text::lesson::answer(language, question.right_answer());
            view! {
                <li>
                    <span class="about">{text::lesson::about(language, &question)}</span>
                    " "
                    <b>{text::lesson::question(language, &question)}</b>
                    " "
                    <span class="answer">{texts::right_answer(language, &right)}</span>
                </li>
            }
            .into_any()
        }
        Stop::Task => view! {
            <li>
                <span class="task">{Label::Task.text(language)}</span>
                " "
                {text::lesson::task(language, lesson)}
            </li>
        }
        .into_any(),
    };
    view! { <ol>{Passage::of(lesson, config).stops.into_iter().map(row).collect_view()}</ol> }.into_any()
}

/// The player at the first question of a lesson.
fn at_first_question(lesson: Lesson) -> Player {
    let mut player = Player::open(&format!("lesson={}", lesson.key()), Language::Korean);
    while player.open_question().is_none() && player.beats().all().len() < MAX_BEATS {
        player.update(Msg::Next);
        player.update(Msg::SeekStep(usize::MAX));
    }
    player
}

fn goal_link(language: Language, goal: Goal) -> impl IntoView + use<> {
    page_link(language, format!("goal={}", goal.key()), text::goal::task(language, goal))
}

fn goals(language: Language) -> impl IntoView {
    let row = |goal: Goal| {
        view! {
            <li>
                <p>
                    {goal_link(language, goal)} " "
                    <span class="par">{texts::par(language, goal.par())}</span>
                </p>
                <p>{text::goal::condition(language, goal)}</p>
                {solution(language, goal)}
            </li>
        }
    };
    let of_strategy = |strategy| {
        let goals = Goal::ALL.into_iter().filter(move |goal| goal.strategy() == strategy);
        view! {
            <h3>{strategy_name(language, strategy)}</h3>
            <ul class="goals">{goals.map(row).collect_view()}</ul>
        }
    };
    view! {
        <p>{texts::goals(language, Goal::ALL.len())}</p>
        <p>{texts::solutions(language)}</p>
        {Strategy::ALL.map(of_strategy).collect_view()}
    }
}

/// The actions that reach a goal at par, and the link to the moment that reaches it.
fn solution(language: Language, goal: Goal) -> impl IntoView {
    let act = |input: &Input| view! { <li>{texts::act(language, input)}</li> };
    view! {
        <details>
            <summary>{Label::Solution.text(language)}</summary>
            <ol class="steps">{goal.solution().iter().map(act).collect_view()}</ol>
            {solved_query(goal).map(|query| view! { <p>{page_link(language, query, texts::open_solution(language))}</p> })}
        </details>
    }
}

/// The query of the moment at which a goal's solution reaches it.
fn solved_query(goal: Goal) -> Option<String> {
    let mut player =
        Player::open(&Link { inputs: Some(goal.solution().to_vec()), ..Link::to_goal(goal) }.query(), Language::Korean);
    while player.reached_link().is_none() && player.beats().all().len() < MAX_BEATS {
        player.update(Msg::Next);
        player.update(Msg::SeekStep(usize::MAX));
    }
    player.reached_link().map(|link| Link { language: None, ..link }.query())
}

/// The simplifications of every run, and then those of single strategies.
fn simplified(language: Language) -> impl IntoView {
    let everywhere = text::simplified(language, &Strategy::None.config());
    let only = |config: Config| -> Vec<String> {
        let rows = text::simplified(language, &config).into_iter();
        rows.filter(|row| !everywhere.contains(row)).collect()
    };
    let name = |strategy| strategy_name(language, strategy).to_owned();
    let by_source = Tuning::Affinity(Affinity::Source).apply(Strategy::Sticky.config());
    let groups = [
        (Label::EveryRun.text(language), everywhere.clone()),
        (name(Strategy::Sticky), only(Strategy::Sticky.config())),
        (Label::BySource.text(language), only(by_source)),
        (name(Strategy::Clustering), only(Strategy::Clustering.config())),
        (name(Strategy::Storage), only(Strategy::Storage.config())),
    ];
    let group = |(heading, rows): (String, Vec<String>)| view! { <h3>{heading}</h3> {items(rows)} };
    groups.map(group).collect_view()
}
