//! The initial markup of the page, which `index.html` has before Wasm runs: the layout of the page with a picture of
//! the first step, the messages for a page that can't start, and the card after a panic. The output is in
//! `prerendered/opening.html`.
//!
//! `boot.js` sets `data-app` on the root element: `starting`, `running`, `failed` or `stopped`. Without scripts it is
//! absent. The style sheet shows the parts for its value, and the texts of the root's `lang`.

use leptos::prelude::*;

use crate::lesson::Strategy;
use crate::text::strategy::article_chapter;
use crate::text::{Language, Words, opening_caption, strategy_name, strategy_question};

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
    let picture = StepPicture::opening();
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
            <h2 lang=language.tag()>{strategy_question(language, strategy)}</h2>
        }
    });
    let article = Language::ALL.map(|language| {
        view! {
            <a class="button article" lang=language.tag() href=article_chapter(language, strategy)>
                {language.words().read_article}
            </a>
        }
    });
    let caption =
        Language::ALL.map(|language| view! { <p lang=language.tag()>{opening_caption(language)}</p> }).collect_view();
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
                <div class="tools" inert>
                    <span class="button square"></span>
                    <span class="button">{in_each_language(move |language| language.other().name())}</span>
                    <span class="button">{in_each_language(move |language| language.words().share)}</span>
                </div>
            </header>
            <div class="grid">
                <section class="figure">
                    <div class="top">
                        <header class="question">{question.collect_view()} {article.collect_view()}</header>
                    </div>
                    <div class="room">
                        <div class="natural"></div>
                        <div class="stage">{pictures.collect_view()}</div>
                    </div>
                    <div class="deck">
                        <div class="caption">
                            <span class="number" aria-hidden="true">
                                {format!("{:02}", picture.beat_number())}
                            </span>
                            {caption}
                        </div>
                        {keys()}
                        {no_script()}
                        {failure_card()}
                    </div>
                </section>
            </div>
        </div>
    }
}

/// The first symbols, the keys of the first view, and the playback controls. Invisible: they only take their room.
fn keys() -> impl IntoView {
    let symbols: [fn(&Words) -> &'static str; 4] = [
        |words| words.legend_request,
        |words| words.legend_response,
        |words| words.legend_cookie,
        |words| words.legend_session,
    ];
    let symbol = |label: fn(&Words) -> &'static str| {
        view! {
            <li>
                <svg></svg>
                {in_each_language(move |language| label(language.words()))}
            </li>
        }
    };
    view! {
        <ul class="legend first-symbols" inert>
            {symbols.map(symbol).collect_view()}
        </ul>
        <div class="opening" inert>
            <span class="button strong">{in_each_language(|language| language.words().opening_next)}</span>
            <span class="button">{in_each_language(|language| language.words().opening_start)}</span>
        </div>
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
