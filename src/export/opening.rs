//! The initial markup of the page, which `index.html` has before Wasm runs: the layout of the page with a picture of
//! the first view and its question, the messages for a page that can't start, and the card after a panic. The output is in
//! `prerendered/opening.html`.
//!
//! `boot.js` sets `data-app` on the root element: `starting`, `running`, `failed` or `stopped`. Without scripts it is
//! absent. The style sheet shows the parts for its value, and the texts of the root's `lang`.

use leptos::prelude::*;

use crate::drawing::sentence;
use crate::inspect::{LessonCard, LessonNow, LessonQuestion};
use crate::lesson::Lesson;
use crate::player::Player;
use crate::strategy::Strategy;
use crate::text::strategy::article_chapter;
use crate::text::{Language, Words, lesson, strategy_name};

use super::pictures;
use super::step_picture::{StepPicture, hatch, markup};

/// Widths of the two pictures, in CSS pixels: that of a common phone for the narrow layout, and that of the stage on a
/// desktop for the wide one. The style sheet scales the pictures to other widths.
pub const WIDTHS: [(&str, u32); 2] = [("narrow", 360), ("wide", 884)];

/// The initial markup: the content of `<body>` before Wasm runs.
pub fn html() -> String {
    let body = view! {
        <main id="app">
            {page()}
        </main>
        {stopped_card()}
    };
    format!("<!-- Made by src/export/opening.rs: UPDATE=1 cargo test --test prerendered -->\n{}\n", markup(body))
}

/// The layout of the page, with the classes of `src/ui` and without active controls.
fn page() -> impl IntoView {
    let [korean, _] = Language::ALL.map(|language| Player::open("", language));
    let picture = StepPicture::at(&korean);
    let strategy = picture.strategy;
    let pictures = WIDTHS.map(|(layout, width)| {
        let svgs = Language::ALL.map(|language| picture.svg(language, width)).collect_view();
        view! { <div data-layout=layout>{svgs}</div> }
    });
    let tab = |shown: Strategy| {
        let current = (shown == strategy).then_some("true");
        let name = in_each_language(move |language| strategy_name(language, shown));
        view! {
            <button type="button" tabindex="-1" aria-current=current>
                {name}
            </button>
        }
    };
    let question = Language::ALL.map(|language| {
        view! {
            <h2 lang=language.tag()>{lesson::title(language, Lesson::FIRST_VIEW)}</h2>
        }
    });
    let article = Language::ALL.map(|language| {
        view! {
            <a class="button article" lang=language.tag() href=article_chapter(language, strategy)>
                {language.words().read_article}
            </a>
        }
    });
    let caption = Language::ALL.map(|language| {
        let player = Player::open("", language);
        view! { <p lang=language.tag()>{sentence(player.caption())}</p> }
    });
    view! {
        <div class="page shell">
            {hatch()}
            <header class="bar">
                <h1 class="brand">"Sessionscope"</h1>
                <div class="tabs" inert>
                    {Strategy::ALL.map(tab).collect_view()}
                </div>
                <div class="picker" inert>
                    {in_each_language(move |language| strategy_name(language, strategy))}
                </div>
                {strip(strategy)}
                <div class="tools" inert>
                    <span class="button square"></span>
                    <span class="button">{in_each_language(move |language| language.other().name())}</span>
                    <span class="button">{in_each_language(move |language| language.words().share)}</span>
                </div>
            </header>
            <div class="grid">
                <section class="figure">
                    <div class="top">
                        <header class="question" data-said-twice>
                            {question.collect_view()}
                            {article.collect_view()}
                        </header>
                    </div>
                    <div class="room">
                        <div class="natural"></div>
                        <div class="stage">{pictures.collect_view()}</div>
                    </div>
                    <div class="deck" data-lesson>
                        <div class="caption">
                            <span class="number" aria-hidden="true">
                                {format!("{:02}", korean.progress().now)}
                            </span>
                            {caption.collect_view()}
                        </div>
                        {Language::ALL.map(question_card).collect_view()}
                        {transport()}
                        {no_script()}
                        {failure_card()}
                    </div>
                </section>
            </div>
        </div>
    }
}

/// The lessons of the strategy, as src/ui/strip.rs draws them.
fn strip(strategy: Strategy) -> impl IntoView {
    let step = |shown: Lesson| {
        let current = (shown == Lesson::FIRST_VIEW).then_some("true");
        let titles =
            Language::ALL.map(|language| view! { <span lang=language.tag()>{lesson::title(language, shown)}</span> });
        view! {
            <span class="step" aria-current=current>
                {titles.collect_view()}
            </span>
        }
    };
    let place = Language::ALL.map(|language| {
        view! { <span lang=language.tag()>{lesson::place(language, Lesson::FIRST_VIEW)}</span> }
    });
    view! {
        <div class="lessons" inert>
            <div class="course">
                {Lesson::of(strategy).map(step).collect_view()}
                <span class="step free">{in_each_language(|language| language.words().lesson_free_play)}</span>
            </div>
            <div class="lesson-picker">{place.collect_view()}</div>
        </div>
    }
}

/// The card with the first question, as src/ui/lesson.rs draws it.
fn question_card(language: Language) -> impl IntoView {
    let card = Player::open("", language).lesson_card();
    let Some(LessonCard { intro, now: LessonNow::Predict(question), .. }) = card else { return ().into_any() };
    let LessonQuestion { about, question, answers, .. } = question;
    let answer = |answer: String| view! { <span class="button answer">{answer}</span> };
    let words = language.words();
    view! {
        <section class="lesson-card" lang=language.tag() data-now="predict" inert>
            {intro.map(|intro| view! { <p class="intro">{intro.plain()}</p> })}
            <p class="asked">
                <span class="about">{about}</span>
                " "
                <b>{question}</b>
            </p>
            <div class="row answers">
                {answers.into_iter().map(answer).collect_view()}
                <span class="pass">
                    <span class="button quiet">{words.lesson_not_sure}</span>
                    <span class="button quiet">{words.lesson_skip}</span>
                </span>
            </div>
        </section>
    }
    .into_any()
}

/// The playback controls. Invisible: they only take their room.
fn transport() -> impl IntoView {
    view! {
        <div class="transport" inert>
            <div class="keys">
                <span class="button square"></span>
                <span class="play"></span>
                <span class="button square"></span>
            </div>
            <span class="timeline"></span>
            <span class="time"></span>
            <div class="keys">
                <span class="button square"></span>
                <span class="button speed"></span>
                <span class="button level">{in_each_language(|language| language.words().every_step)}</span>
            </div>
        </div>
    }
}

/// Shown while the root has no `data-app`. A `<noscript>` would not show if `boot.js` is blocked or missing.
fn no_script() -> impl IntoView {
    let text = Language::ALL.map(|language| {
        view! { <p lang=language.tag()>{language.words().fallback_no_script} " " {pictures_link(language)}</p> }
    });
    view! {
        <div class="why-not" id="no-script">
            {text.collect_view()}
        </div>
    }
}

/// The four reasons why the page could not start; `boot.js` shows one of them.
fn failure_card() -> impl IntoView {
    let reason = |index: usize| {
        let (name, _) = Language::Korean.words().start_failures()[index];
        let text = Language::ALL.map(|language| {
            let (_, text) = language.words().start_failures()[index];
            view! { <p lang=language.tag()>{text}</p> }
        });
        view! { <div data-reason=name>{text.collect_view()}</div> }
    };
    let reasons = [0, 1, 2, 3].map(reason).collect_view();
    let title = Language::ALL
        .map(|language| {
            view! {
                <p lang=language.tag()>
                    <b>{language.words().fallback_not_started}</b>
                </p>
            }
        })
        .collect_view();
    let links =
        Language::ALL.map(|language| view! { <p lang=language.tag()>{pictures_link(language)}</p> }).collect_view();
    view! {
        <div class="why-not" id="failed" role="alert" hidden>
            {title}
            {reasons}
            {links}
            <p>
                <code></code>
            </p>
            <a class="button strong" href="">
                {in_each_language(move |language| language.words().fallback_retry)}
            </a>
        </div>
    }
}

fn pictures_link(language: Language) -> impl IntoView {
    view! { <a href=format!("{}#{}", pictures::FILE, language.tag())>{language.words().fallback_see_pictures}</a> }
}

/// The card after a panic; `boot.js` fills it in and shows it.
fn stopped_card() -> impl IntoView {
    let text_of = |text: fn(&Words) -> &'static str| in_each_language(move |language| text(language.words()));
    view! {
        <section id="stopped" class="stopped" role="alert" tabindex="-1" hidden>
            <h2>{text_of(|words| words.fallback_stopped)}</h2>
            <p>{text_of(|words| words.fallback_stopped_why)}</p>
            <p>
                <code></code>
            </p>
            <p>
                {text_of(|words| words.fallback_stopped_link)} ": " <a></a>
            </p>
            <p class="row">
                <a class="button strong">{text_of(|words| words.fallback_reopen)}</a>
                <a class="button">{text_of(|words| words.fallback_start_over)}</a>
            </p>
        </section>
    }
}

/// A text in every language.
fn in_each_language(text: impl Fn(Language) -> &'static str) -> impl IntoView {
    Language::ALL.map(|language| view! { <span lang=language.tag()>{text(language)}</span> }).collect_view()
}
