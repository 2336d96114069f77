//! The page of pictures, for readers without scripts or Wasm: both moments of each strategy with captions, in both
//! languages. The output is in `prerendered/pictures.html`.

use leptos::prelude::*;

use crate::strategy::{Moment, Strategy};
use crate::text::strategy::summary;
use crate::text::{Language, strategy_name, strategy_question};

use super::document::document;
use super::step_picture::{StepPicture, hatch};

/// File name of the page, next to `index.html`.
pub const FILE: &str = "pictures.html";
/// Width of the pictures, in CSS pixels: that of the smallest phone, so that their texts are readable there.
pub const WIDTH: u32 = 320;

/// The HTML document.
pub fn html() -> String {
    let body = view! {
        <main class="pictures">
            <header>
                <h1>
                    <a href="./">"Sessionscope"</a>
                </h1>
                <nav>{Language::ALL.map(link_to).collect_view()}</nav>
            </header>
            {Language::ALL.map(section).collect_view()}
        </main>
        {hatch()}
    };
    document("pictures.rs", "pictures.css", |language| language.words().fallback_pictures, body)
}

fn link_to(language: Language) -> impl IntoView {
    view! {
        <a href=format!("#{}", language.tag()) lang=language.tag()>
            {language.words().fallback_pictures}
        </a>
    }
}

fn section(language: Language) -> impl IntoView {
    let strategies = Strategy::ALL.map(|strategy| article(language, strategy)).collect_view();
    view! {
        <section lang=language.tag() id=language.tag()>
            <h2>{language.words().fallback_pictures}</h2>
            {strategies}
        </section>
    }
}

fn article(language: Language, strategy: Strategy) -> impl IntoView {
    let figures = Moment::ALL.map(|moment| figure(language, strategy, moment)).collect_view();
    view! {
        <article id=format!("{}-{}", language.tag(), strategy.key())>
            <header>
                <h3>{strategy_name(language, strategy)}</h3>
                <p>
                    <b>{strategy_question(language, strategy)}</b>
                </p>
                <p>{summary(language, &strategy.config())}</p>
            </header>
            {figures}
        </article>
    }
}

fn figure(language: Language, strategy: Strategy, moment: Moment) -> impl IntoView {
    let picture = StepPicture::of(strategy, moment);
    let kind = match moment {
        Moment::Point => language.words().fallback_point,
        Moment::Failure => language.words().fallback_failure,
    };
    view! {
        <figure>
            <div class="stage">{picture.svg(language, WIDTH)}</div>
            <figcaption data-loss=moment == Moment::Failure>
                <b>{kind}</b>
                " "
                {picture.caption(language)}
            </figcaption>
        </figure>
    }
}
