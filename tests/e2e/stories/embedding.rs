//! Figures in an article on another origin: height, links in the text, keys, scrolling, colours, downloads.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use sessionscope::pace::Speed;
use sessionscope::player::{Msg, Player};
use sessionscope::strategy::Strategy;
use sessionscope::text::{Language, strategy_question};
use sessionscope_e2e::article::{Article, twin};
use sessionscope_e2e::measure::{measure_now, misplaced_now, too_small_now};
use sessionscope_e2e::story;
use sessionscope_e2e::twin::{go_on, midway, query};
use thirtyfour::{By, Key, TypingData};

const KOREAN: Language = Language::Korean;
/// Number of beats of one figure at its fastest in which another playing figure would have advanced.
const A_WHILE: i64 = 4;

/// Script that is true if the stage of a figure has exactly its natural height, and nothing scrolls.
const FITS: &str = "const root = document.documentElement, [figure, room, natural] = ['.figure', '.room', '.natural'].map((part) => document.querySelector(part));
    return isReady() && Math.abs(room.clientHeight - natural.clientHeight) <= 1 && figure.scrollHeight <= figure.clientHeight
        && root.scrollWidth <= innerWidth && root.scrollHeight <= innerHeight;";

fn ids() -> [String; 5] {
    Strategy::ALL.map(|strategy| format!("figure-{}", strategy.key()))
}

#[test]
fn figures_have_the_height_of_their_content() {
    story(KOREAN, async |reader| {
        let article = Article::around(reader);
        article.open(900).await;
        for width in [320, 360, 480, 640, 720, 800] {
            let column = "document.querySelector('main').style.cssText = `box-sizing: content-box; max-width: none; padding: 0; width: ${arguments[0]}px`;
                for (const figure of document.querySelectorAll('figure')) figure.style.marginInline = 0;";
            let _: Value = article.run(column, vec![json!(width)]).await;
            for id in ids() {
                article.until_ready(&id).await;
                assert_fits(&article, &id, width).await;
                assert_eq!(measure_now(reader).await, Vec::<String>::new(), "{id} at {width} px");
                // Another step changes the height of the content, and so of the figure.
                reader.press(KOREAN.words().next_loss).await;
                assert_fits(&article, &id, width).await;
            }
        }
        article.assert_no_missing_files();
    });
}

async fn assert_fits(article: &Article<'_>, id: &str, width: u32) {
    let reader = article.enter(id).await;
    let what = format!("{id} fits {width} px");
    reader
        .until_true(&what, &FITS.replace("return", "return innerWidth === arguments[0] &&"), vec![json!(width)])
        .await;
}

#[test]
fn a_figure_fits_its_box_without_our_script() {
    /// Script that is true if nothing is cut off, and nothing scrolls but the stage.
    const FILLS: &str = "const root = document.documentElement, [page, figure, caption, room] = ['.page', '.figure', '.caption', '.room'].map((part) => document.querySelector(part));
        const parts = [...figure.querySelectorAll('h1, select, .whole, .room, .caption p, .opening button, .transport button, [role=slider]')];
        const isIn = ({ left, top, right, bottom }) => left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
        return isReady() && page.clientHeight === innerHeight && root.scrollWidth <= innerWidth && root.scrollHeight <= innerHeight
            && figure.scrollHeight <= figure.clientHeight && caption.scrollHeight <= caption.clientHeight + 1 && room.clientHeight >= 120
            && parts.length === 14 && parts.every((part) => isIn(part.getBoundingClientRect()));";
    story(KOREAN, async |reader| {
        for size in [(320, 360), (480, 480), (720, 405), (640, 640), (800, 1000)] {
            for strategy in Strategy::ALL {
                for language in Language::ALL {
                    let query = format!("embed=1&strategy={}&lang={}", strategy.key(), language.tag());
                    reader.open_sized(size, &query).await;
                    reader.until_true(&format!("{query} fills {size:?}"), FILLS, vec![]).await;
                    assert_eq!(measure_now(reader).await, Vec::<String>::new(), "{query} in {size:?}");
                    assert_eq!(too_small_now(reader).await, Vec::<String>::new(), "{query} in {size:?}");
                    assert_eq!(misplaced_now(reader).await, Vec::<String>::new(), "{query} in {size:?}");
                }
            }
        }
    });
}

#[test]
fn a_figure_in_a_box_of_200_pixels_scrolls() {
    story(KOREAN, async |reader| {
        for size in [(320, 200), (200, 200)] {
            let mut twin = midway("strategy=none", KOREAN);
            reader.open_sized(size, &format!("embed=1&{}", query(&twin))).await;
            assert_eq!(misplaced_now(reader).await, Vec::<String>::new(), "{size:?}");
            // The figure scrolls to each of its controls.
            for (name, msg) in [(KOREAN.words().next_loss, Msg::NextLoss), (KOREAN.words().previous, Msg::Previous)] {
                reader.press(name).await;
                twin.update(msg);
                reader.until_shows_twin(&twin).await;
            }
            assert_eq!(measure_now(reader).await, Vec::<String>::new(), "{size:?}");
        }
    });
}

#[test]
fn the_article_fits_phones_and_tablets() {
    story(KOREAN, async |reader| {
        let article = Article::around(reader);
        for (width, language) in [320, 360, 768].into_iter().flat_map(|width| Language::ALL.map(|each| (width, each))) {
            article.open_narrow(language, width).await;
            let wide = "return [innerWidth, document.documentElement.scrollWidth];";
            assert_eq!(reader.run::<[u32; 2]>(wide, vec![]).await, [width, width]);
            // All content is inside of the column.
            let out = "return [...document.querySelectorAll('main *')].filter((element) => {
                    const { left, right } = element.getBoundingClientRect();
                    return left < 0 || right > innerWidth;
                }).map((element) => element.textContent);";
            assert_eq!(reader.run::<Vec<String>>(out, vec![]).await, Vec::<String>::new());
        }
    });
}

#[test]
fn each_link_in_the_text_moves_only_its_figure() {
    story(KOREAN, async |reader| {
        let article = Article::around(reader);
        article.open(900).await;
        let links = "return [...document.querySelectorAll('a[data-sessionscope]')].map((link) => [link.hash.slice(1), link.dataset.sessionscope]);";
        let links: Vec<(String, String)> = article.run(links, vec![]).await;
        assert!(links.len() >= 40, "{links:#?}");
        let mut shown: BTreeMap<String, Player> = BTreeMap::new();
        for (index, (id, link)) in links.iter().enumerate() {
            article.press_link(index).await;
            let twin = twin(link);
            assert!(twin.notices().is_empty() && twin.step() > 0, "{link}");
            article.until_shows(id, &twin).await;
            // A new height moves the links below the figure, so the next press must wait for it.
            reader.until_true("the figure has its height", FITS, vec![]).await;
            let in_view = "const { top, bottom } = document.getElementById(arguments[0]).getBoundingClientRect();
                return top < innerHeight && bottom > 0;";
            assert!(article.run::<bool>(in_view, vec![json!(id)]).await, "{id} is out of view");
            shown.insert(id.clone(), twin);
        }
        assert_eq!(shown.keys().cloned().collect::<Vec<_>>(), {
            let mut ids = ids().to_vec();
            ids.sort();
            ids
        });
        for (id, twin) in &shown {
            let sight = article.look_into(id).await;
            assert!(sight.shows(twin), "{id}: {sight:#?}");
        }
        article.assert_no_missing_files();
    });
}

#[test]
fn a_link_loads_and_moves_a_figure_not_yet_loaded() {
    story(KOREAN, async |reader| {
        let article = Article::around(reader);
        article.open(900).await;
        article.until_ready("figure-single").await;
        let far = "return document.getElementById('figure-storage').style.height === '';";
        assert!(article.run::<bool>(far, vec![]).await, "a figure far below is not loaded");
        let press = "const link = [...document.querySelectorAll('a[href=\"#figure-storage\"]')].at(-1);
            link.click(); return link.dataset.sessionscope;";
        let link: String = article.run(press, vec![]).await;
        article.until_shows("figure-storage", &twin(&link)).await;
    });
}

#[test]
fn five_figures_at_once_download_everything_once() {
    story(KOREAN, async |reader| {
        let article = Article::around(reader);
        article.open_figures(5, "strategy=clustering&lang=ko").await;
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for request in reader.site().requests() {
            *counts.entry(request.path.rsplit('/').next().unwrap_or_default().to_owned()).or_default() += 1;
        }
        // index.html is requested once for each figure, under the empty name.
        assert_eq!(counts.remove(""), Some(5), "{counts:#?}");
        assert!(counts.keys().any(|name| name.ends_with(".wasm")), "{counts:#?}");
        assert!(counts.values().all(|count| *count == 1), "{counts:#?}");
    });
}

#[test]
fn a_figure_has_no_panels_and_does_not_autoplay() {
    story(KOREAN, async |reader| {
        let article = Article::around(reader);
        let mut twin = midway("strategy=sticky", KOREAN);
        article.open_figures(1, &query(&twin)).await;
        let words = KOREAN.words();
        let sight = article.until_shows("figure-0", &twin).await;
        assert_eq!(sight.headings, [strategy_question(KOREAN, twin.strategy())], "the question only, and no panel");
        assert!(!sight.has_button(words.share) && sight.has_button(words.play), "{sight:#?}");
        // The list of strategies, and the link to the whole page at this step.
        let choose = "const list = document.querySelector('select'); list.value = arguments[0];
            list.dispatchEvent(new Event('change', { bubbles: true }));";
        let _: Value = reader.run(choose, vec![json!(Strategy::Storage.key())]).await;
        twin.update(Msg::Choose(Strategy::Storage));
        reader.press(words.next).await;
        go_on(&mut twin);
        reader.until_shows_twin(&twin).await;
        let whole: String = reader.run("return document.querySelector('a').href;", vec![]).await;
        assert_eq!(whole, reader.site().page(&twin.link().query()));
        // The address of the frame still has `embed=1`.
        assert!(reader.look().await.query.contains("embed=1"));
    });
}

#[test]
fn a_figure_handles_keys_only_while_it_has_focus() {
    story(KOREAN, async |reader| {
        let article = Article::around(reader);
        let mut twin = midway("strategy=none", KOREAN);
        article.open_figures(1, &query(&twin)).await;
        article.leave_figure().await;
        reader.driver().find(By::Id("text")).await.unwrap().focus().await.unwrap();
        reader.keys(Key::Right + Key::End + " " + "l").await;
        let sight = article.until_shows("figure-0", &twin).await;
        assert_eq!(sight.focus, "", "the focus is in the article");
        // Focus in the frame, but on no element of the figure.
        let _: Value = reader.run("window.focus();", vec![]).await;
        reader.keys(Key::Right + " ").await;
        let sight = reader.look().await;
        assert!(sight.shows(&twin), "{sight:#?}");
        reader.keys_on_timeline(Key::Right + "l").await;
        go_on(&mut twin);
        twin.update(Msg::NextLoss);
        reader.until_shows_twin(&twin).await;
    });
}

#[test]
fn the_list_of_strategies_keeps_its_keys() {
    story(KOREAN, async |reader| {
        let article = Article::around(reader);
        let mut twin = midway("strategy=none", KOREAN);
        article.open_figures(1, &query(&twin)).await;
        article.until_shows("figure-0", &twin).await;
        reader.driver().find(By::Css("select.picker")).await.unwrap().focus().await.unwrap();
        // Arrows, Home, End and letters choose from the list in some engines; none of them moves the playhead.
        let before = reader.look().await;
        let prevented = "window.prevented = []; addEventListener('keydown', (event) => {
            window.prevented.push(event.defaultPrevented); event.preventDefault(); });";
        let _: Value = reader.run(prevented, vec![]).await;
        let keys = [
            " ".into(),
            Key::Right.into(),
            Key::Left.into(),
            Key::Home.into(),
            Key::End.into(),
            "l".into(),
            "n".into(),
        ];
        for key in keys {
            let key: TypingData = key;
            reader.keys(key).await;
        }
        let taken: Vec<bool> = reader.run("return window.prevented;", vec![]).await;
        assert_eq!(taken, [false; 7], "the figure leaves each key to the list");
        let sight = reader.look().await;
        assert_eq!((sight.step, sight.plays()), (before.step, false));
        // On the timeline the same keys move the playhead.
        reader.keys_on_timeline(Key::Right + "l").await;
        go_on(&mut twin);
        twin.update(Msg::NextLoss);
        let step = twin.step() as i64;
        reader.until("the timeline takes the keys", |sight| sight.step == step).await;
    });
}

#[test]
fn wheel_and_finger_over_a_figure_scroll_the_article() {
    story(KOREAN, async |reader| {
        let article = Article::around(reader);
        article.open(900).await;
        for id in ids() {
            article.until_ready(&id).await;
            let sight = article.enter(&id).await.until("it is drawn", |sight| sight.ready).await;
            // Before it has its height, a stage that is too high scrolls itself.
            reader.until_true("the figure has its height", FITS, vec![]).await;
            // Over the stage, and over the timeline, which also handles horizontal drags.
            for part in [".stage", ".timeline"] {
                let before = article.place_over(&id, part).await;
                let wheel = format!("the wheel over {part} of {id}");
                article.turn_until_scrolled(&wheel, (before.x, before.y), 120, before.scroll + 100.0).await;
                let before = article.place_over(&id, part).await;
                article.swipe((before.x, before.y), (before.x, before.y - 150)).await;
                article.until_scrolled(&format!("a finger on {part} of {id}"), before.scroll + 80.0).await;
            }
            let after = article.look_into(&id).await;
            assert_eq!((after.step, after.stage), (sight.step, sight.stage), "{id} is as it was");
        }
    });
}

#[test]
fn a_finger_taps_and_drags_the_playhead_along_the_timeline() {
    story(KOREAN, async |reader| {
        let article = Article::around(reader);
        article.open_figures(1, "strategy=none&at=start&lang=ko").await;
        let place = article.place_over("figure-0", ".timeline").await;
        article.swipe((place.x, place.y), (place.x, place.y)).await;
        let tapped = article.enter("figure-0").await.until("it is between start and end", |sight| sight.step > 0).await;
        assert!(tapped.step < tapped.last, "{tapped:#?}");
        let place = article.place_over("figure-0", ".timeline").await;
        article.swipe((place.x, place.y), (place.x + 500, place.y + 10)).await;
        article.enter("figure-0").await.until("it is at the end", |sight| sight.step == sight.last).await;
    });
}

#[test]
fn playing_waits_while_the_figure_is_out_of_view() {
    story(KOREAN, async |reader| {
        let article = Article::around(reader);
        article.open(900).await;
        waits_out_of_view(&article).await;
    });
}

#[test]
fn playing_waits_out_of_view_on_the_same_origin() {
    // Browsers pause a frame of another origin out of view. On the same origin, only the figure itself does.
    story(KOREAN, async |reader| {
        let article = Article::around(reader);
        article.open_at_home().await;
        waits_out_of_view(&article).await;
    });
}

async fn waits_out_of_view(article: &Article<'_>) {
    let (upper, lower) = ("figure-none", "figure-storage");
    let start = play(article, upper).await;
    article.enter(upper).await.until("it plays", |sight| sight.step > start).await;
    // Another figure is in view and plays. Its beats show that time passes.
    let start = play(article, lower).await;
    let reader = article.enter(lower).await;
    while !reader.look().await.has_button(&format!("{}: {}", KOREAN.words().speed, Speed::Eight.label())) {
        reader.click(&reader.find_starting("button", KOREAN.words().speed).await).await;
    }
    reader.until("it plays", |sight| sight.step > start).await;
    let left = article.look_into(upper).await;
    let seen = article.look_into(lower).await.step;
    reader.until("the other plays on", |sight| sight.step > seen + A_WHILE).await;
    let waited = article.look_into(upper).await;
    assert_eq!((waited.step, waited.plays()), (left.step, true), "it waits");
    article.until_ready(upper).await;
    article.enter(upper).await.until("it goes on", |sight| sight.step > left.step).await;
}

/// Presses play in a figure; returns the step it started from.
async fn play(article: &Article<'_>, id: &str) -> i64 {
    article.until_ready(id).await;
    let reader = article.enter(id).await;
    let step = reader.until("it is there", |sight| sight.ready && !sight.plays()).await.step;
    reader.press(KOREAN.words().play).await;
    step
}

#[test]
fn playing_waits_in_a_hidden_tab() {
    story(KOREAN, async |reader| {
        let article = Article::around(reader);
        article.open_figures(1, "strategy=none&lang=ko&step=0").await;
        let start = play(&article, "figure-0").await;
        reader.until("it plays", |sight| sight.step > start + 1).await;
        reader.driver().minimize_window().await.expect("windows can be put away");
        reader.until_true("it is hidden", "return document.hidden;", vec![]).await;
        let left = reader.look().await;
        // Timers still run in a hidden tab, and show that time passes.
        let tick = "window.ticks = 0; setInterval(() => { window.ticks += 1; }, 500);";
        let _: Value = reader.run(tick, vec![]).await;
        reader.until_true("time passes", "return ticks > 3;", vec![]).await;
        let waited = reader.look().await;
        assert_eq!((waited.step, waited.plays()), (left.step, true), "it waits");
        reader.driver().set_window_rect(0, 0, 1280, 900).await.expect("windows can be brought back");
        reader.until("it goes on", |sight| sight.step > left.step).await;
    });
}

#[test]
fn a_figure_has_the_colours_of_the_article() {
    story(KOREAN, async |reader| {
        let article = Article::around(reader);
        article.open(900).await;
        article.until_ready("figure-single").await;
        let card = "return getComputedStyle(document.documentElement).getPropertyValue('--card');";
        for theme in ["dark", "light", "dark"] {
            let set_theme = "document.documentElement.dataset.theme = arguments[0];";
            let _: Value = article.run(set_theme, vec![json!(theme)]).await;
            let wanted: String = article.run(card, vec![]).await;
            let same = "return getComputedStyle(document.documentElement).getPropertyValue('--card') === arguments[0];";
            article.enter("figure-single").await.until_true(theme, same, vec![json!(wanted)]).await;
            // Around the card, the background of the article is visible.
            let background: String =
                reader.run("return getComputedStyle(document.documentElement).backgroundColor;", vec![]).await;
            assert_eq!(background, "rgba(0, 0, 0, 0)");
        }
    });
}
