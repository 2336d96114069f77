//! Our own article in both languages, and the way from the page to the article and back.

use serde_json::{Value, json};
use sessionscope::player::Player;
use sessionscope::strategy::Strategy;
use sessionscope::text::Language;
use sessionscope_e2e::article::Article;
use sessionscope_e2e::reader::Reader;
use sessionscope_e2e::{axe, story, twin};

const KOREAN: Language = Language::Korean;

#[test]
fn page_and_article_lead_to_each_other() {
    story(KOREAN, async |reader| {
        for (strategy, language) in Strategy::ALL.into_iter().zip(Language::ALL.into_iter().cycle()) {
            let query = format!("strategy={}&lang={}", strategy.key(), language.tag());
            reader.open(&query).await;
            press_link(reader, language.words().read_article).await;
            until_article(reader, language).await;
            let chapter =
                "return location.hash === `#${arguments[0]}` && document.querySelector('h2:target') !== null;";
            reader.until_true("the chapter of the strategy is there", chapter, vec![json!(strategy.key())]).await;
            // The reader comes back to the step that they left.
            reader.driver().back().await.expect("there is a page before");
            reader.until_shows_twin(&twin::open(&query, language)).await;
            reader.driver().forward().await.expect("there is a page after");
            until_article(reader, language).await;
            press_link(reader, language.words().title).await;
            reader.until_shows_twin(&twin::open("", language)).await;
        }
    });
}

#[test]
fn a_phone_finds_the_article_at_the_end_of_the_page() {
    story(KOREAN, async |reader| {
        for language in [KOREAN, Language::English, Language::Doubled] {
            let sight = reader.open_sized((320, 640), &format!("lang={}", language.tag())).await;
            assert!(sight.content_width <= sight.width, "{sight:#?}");
            let link = reader.find("link", &twin::clean(language.words().read_article)).await;
            let rect = link.rect().await.expect("it has a box");
            assert!(rect.x >= 0.0 && rect.x + rect.width <= 320.0 && rect.height >= 44.0, "{rect:?}");
        }
    });
}

#[test]
fn an_article_leads_to_the_other_language() {
    story(KOREAN, async |reader| {
        let article = Article::around(reader);
        article.open(900).await;
        for language in [KOREAN, Language::English] {
            until_article(reader, language).await;
            press_link(reader, language.other().name()).await;
        }
        until_article(reader, KOREAN).await;
        article.assert_no_missing_files();
    });
}

#[test]
fn figures_speak_the_language_of_their_article() {
    story(KOREAN, async |reader| {
        let article = Article::around(reader);
        for language in Language::ALL {
            article.open_in(language, 900).await;
            for strategy in Strategy::ALL {
                let id = format!("figure-{}", strategy.key());
                let press = "const link = document.querySelector(`a[href='#${arguments[0]}']`);
                    link.click(); return link.dataset.sessionscope;";
                let link: String = article.run(press, vec![json!(id)]).await;
                article.until_shows(&id, &Player::open(&link, language)).await;
            }
        }
    });
}

#[test]
fn axe_finds_nothing_in_the_article() {
    story(KOREAN, async |reader| {
        let article = Article::around(reader);
        for language in Language::ALL {
            article.open_in(language, 900).await;
            for theme in ["light", "dark"] {
                let set_theme = "document.documentElement.dataset.theme = arguments[0];";
                let _: Value = article.run(set_theme, vec![json!(theme)]).await;
                assert_eq!(axe::violations(reader).await, Vec::<String>::new(), "{language:?}, {theme}");
            }
        }
    });
}

async fn press_link(reader: &Reader, name: &str) {
    reader.click(&reader.find("link", name).await).await;
}

/// Waits until our article is there, in this language and with its main heading.
async fn until_article(reader: &Reader, language: Language) {
    let script = "return document.documentElement.lang === arguments[0]
        && document.querySelectorAll('main h1').length === 1 && document.querySelector('iframe[data-sessionscope]') !== null;";
    reader.until_true("the article is there", script, vec![json!(language.tag())]).await;
}
