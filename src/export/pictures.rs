//! The page of pictures, for readers without scripts or Wasm: each strategy's point and failure with a caption, in both
//! languages. Kept in `prerendered/pictures.html`.

use leptos::prelude::*;

use crate::lesson::{Moment, Strategy};
use crate::text::{Language, strategy_name, strategy_question, strategy_summary};

use super::still::{Still, hatch, markup};

/// Name of its file beside `index.html`.
pub const FILE: &str = "pictures.html";
/// Width of the pictures, in CSS pixels: that of the smallest phone, so that every text can be read.
pub const WIDTH: u32 = 320;

/// The whole document.
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
    format!(
        r#"<!doctype html>
<!-- Made by src/export/pictures.rs: UPDATE=1 cargo test --test prerendered -->
<html lang="ko">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{}</title>
<link rel="stylesheet" href="pictures.css">
</head>
<body>
{}
</body>
</html>
"#,
        Language::ALL.map(|language| language.fallback().pictures).join(" · "),
        markup(body),
    )
}

fn link_to(language: Language) -> impl IntoView {
    view! {
        <a href=format!("#{}", language.tag()) lang=language.tag()>
            {language.fallback().pictures}
        </a>
    }
}

fn section(language: Language) -> impl IntoView {
    let strategies = Strategy::ALL.map(|strategy| article(language, strategy)).collect_view();
    view! {
        <section lang=language.tag() id=language.tag()>
            <h2>{language.fallback().pictures}</h2>
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
                <p>{strategy_summary(language, strategy)}</p>
            </header>
            {figures}
        </article>
    }
}

fn figure(language: Language, strategy: Strategy, moment: Moment) -> impl IntoView {
    let still = Still::of(strategy, moment);
    let kind = match moment {
        Moment::Point => language.fallback().point,
        Moment::Failure => language.fallback().failure,
    };
    view! {
        <figure>
            <div class="stage">{still.svg(language, WIDTH)}</div>
            <figcaption data-loss=moment == Moment::Failure>
                <b>{kind}</b>
                " "
                {still.caption(language)}
            </figcaption>
        </figure>
    }
}
