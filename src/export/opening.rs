//! The initial markup of the page, which `index.html` holds before Wasm runs. It has the frame of the page with a picture of
//! the opening, the messages for a page that can't start, and the card after a panic. Kept in `prerendered/opening.html`.
//!
//! The style sheet shows its parts by the `data-app` that `boot.js` sets on the root: none without scripts, `starting`,
//! `running`, `failed`, `stopped`. Of both languages it shows the reader's, by the root's `lang`.

use leptos::prelude::*;

use crate::lesson::Strategy;
use crate::text::{Fallback, Language, strategy_name, strategy_question, strategy_summary};

use super::pictures;
use super::still::{Still, hatch, markup};

/// Widths for which the opening is drawn, in CSS pixels: of a common phone for the narrow layout, of the stage on a
/// desktop for the wide one. Between them the style sheet scales the picture.
pub const WIDTHS: [(&str, u32); 2] = [("narrow", 360), ("wide", 884)];

/// The whole markup.
pub fn html() -> String {
    let page = view! {
        <main id="app">
            {frame()}
        </main>
        {stopped_card()}
    };
    format!("<!-- Made by src/export/opening.rs: UPDATE=1 cargo test --test prerendered -->\n{}\n", markup(page))
}

/// The page with the classes of `src/ui` at the same places, and nothing that can be pressed.
fn frame() -> impl IntoView {
    let still = Still::opening();
    let strategy = still.strategy;
    let pictures = WIDTHS.map(|(layout, width)| {
        let svgs = Language::ALL.map(|language| still.svg(language, width)).collect_view();
        view! { <div data-layout=layout>{svgs}</div> }
    });
    let tab = |shown: Strategy| {
        let current = (shown == strategy).then_some("true");
        let name = in_each(move |language| strategy_name(language, shown));
        view! {
            <button type="button" tabindex="-1" aria-current=current>
                {name}
            </button>
        }
    };
    let question = Language::ALL.map(|language| {
        view! {
            <h2 lang=language.tag()>{strategy_question(language, strategy)}</h2>
            <p lang=language.tag()>{strategy_summary(language, strategy)}</p>
        }
    });
    let caption =
        Language::ALL.map(|language| view! { <p lang=language.tag()>{still.caption(language)}</p> }).collect_view();
    view! {
        <div class="page shell">
            {hatch()}
            <header class="bar">
                <h1 class="brand">"Sessionscope"</h1>
                <div class="tabs" inert>
                    {Strategy::ALL.map(tab).collect_view()}
                </div>
                <div class="picker" inert>
                    {in_each(move |language| strategy_name(language, strategy))}
                </div>
                <div class="tools" inert>
                    <span class="button square"></span>
                    <span class="button">{in_each(move |language| language.words().language_other)}</span>
                    <span class="button">{in_each(move |language| language.words().share)}</span>
                </div>
            </header>
            <div class="grid">
                <section class="figure">
                    <header class="question">{question.collect_view()}</header>
                    <div class="stage">{pictures.collect_view()}</div>
                    <div class="deck">
                        <div class="caption">
                            <span class="number" aria-hidden="true">
                                "00"
                            </span>
                            {caption}
                        </div>
                        <div class="transport" inert>
                            <span class="play"></span>
                            <span class="timeline"></span>
                        </div>
                        {no_script()}
                        {failure_card()}
                    </div>
                </section>
            </div>
        </div>
    }
}

/// Shown while the root has no `data-app`. A `<noscript>` would not show if `boot.js` is blocked or missing.
fn no_script() -> impl IntoView {
    let text = Language::ALL.map(|language| {
        view! { <p lang=language.tag()>{language.fallback().no_script} " " {pictures_link(language)}</p> }
    });
    view! {
        <div class="why-not" id="no-script">
            {text.collect_view()}
        </div>
    }
}

/// The four ways in which a start fails; `boot.js` shows one of them.
fn failure_card() -> impl IntoView {
    let reason = |index: usize| {
        let (kind, _) = Language::Korean.fallback().reasons[index];
        let text = Language::ALL
            .map(|language| view! { <p lang=language.tag()>{language.fallback().reasons[index].1}</p> })
            .collect_view();
        view! { <div data-reason=kind>{text}</div> }
    };
    let reasons = (0..Language::Korean.fallback().reasons.len()).map(reason).collect_view();
    let title = Language::ALL
        .map(|language| {
            view! {
                <p lang=language.tag()>
                    <b>{language.fallback().not_started}</b>
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
                {in_each(move |language| language.fallback().retry)}
            </a>
        </div>
    }
}

fn pictures_link(language: Language) -> impl IntoView {
    view! { <a href=format!("{}#{}", pictures::FILE, language.tag())>{language.fallback().see_pictures}</a> }
}

/// The card after a panic; `boot.js` fills it in and shows it.
fn stopped_card() -> impl IntoView {
    let say = |text: fn(&Fallback) -> &'static str| in_each(move |language| text(language.fallback()));
    view! {
        <section id="stopped" class="stopped" role="alert" tabindex="-1" hidden>
            <h2>{say(|fallback| fallback.stopped)}</h2>
            <p>{say(|fallback| fallback.stopped_why)}</p>
            <p>
                <code></code>
            </p>
            <p>
                {say(|fallback| fallback.stopped_link)} ": " <a></a>
            </p>
            <p class="row">
                <a class="button strong">{say(|fallback| fallback.reopen)}</a>
                <a class="button">{say(|fallback| fallback.start_over)}</a>
            </p>
        </section>
    }
}

/// A text in every language.
fn in_each(text: impl Fn(Language) -> &'static str) -> impl IntoView {
    Language::ALL.map(|language| view! { <span lang=language.tag()>{text(language)}</span> }).collect_view()
}
