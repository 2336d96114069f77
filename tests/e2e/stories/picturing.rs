//! The pictures that are in the page before it runs are those it draws when it does.

use serde_json::json;
use sessionscope::export::stills::{Still, WIDTH};
use sessionscope::lesson::{Moment, Strategy};
use sessionscope::text::Language;
use sessionscope_e2e::reader::Reader;
use sessionscope_e2e::site::Trouble;
use sessionscope_e2e::{story, twin};

const KOREAN: Language = Language::Korean;
const PICTURE: &str = include_str!("../script/picture.js");

#[test]
fn a_still_is_what_the_live_stage_draws_of_the_same_step() {
    story(KOREAN, async |reader| {
        for strategy in Strategy::ALL {
            for moment in Moment::ALL {
                for language in Language::ALL {
                    let still = Still::of(strategy, moment);
                    let link = still.link(language);
                    reader.open_sized((WIDTH as u32, 900), &link).await;
                    assert!(reader.look().await.shows(&twin::open(&link, language)), "{link}");
                    let [drawn, pictured] = drawn_and_pictured(reader, &still.svg(language, WIDTH, "")).await;
                    assert!(drawn.len() > 40, "{link}: {}", drawn.len());
                    assert_eq!(drawn, pictured, "{link}");
                }
            }
        }
    });
}

/// The shapes of the live stage, and those of a picture put into the page.
async fn drawn_and_pictured(reader: &Reader, svg: &str) -> [Vec<String>; 2] {
    let script = "const holder = document.querySelector('.stage').cloneNode(false); document.body.append(holder);
        holder.append(new DOMParser().parseFromString(arguments[0], 'text/html').querySelector('svg'));
        const found = [shapes(drawing()), shapes(holder.firstElementChild)]; holder.remove(); return found;";
    reader.run(&[PICTURE, script].concat(), vec![json!(svg)]).await
}

#[test]
fn the_first_view_is_taken_over_without_a_jump() {
    for language in Language::ALL {
        story(language, async |reader| {
            for size in [(320, 640), (360, 640), (390, 844), (412, 915), (768, 1024), (1280, 900), (1280, 700)] {
                reader.site().serve_badly(".wasm", Trouble::Held);
                reader.come(size, "").await;
                reader.until_holds("the first view is there", "document.querySelector('.shell')").await;
                let before: Vec<String> = reader.run(&[PICTURE, "return places();"].concat(), vec![]).await;
                let text: String = reader.run("return document.getElementById('app').innerText;", vec![]).await;
                assert!(twin::clean(&text).contains(&twin::caption(&twin::open("", language))), "{text}");
                reader.site().serve_well();
                reader.until("it runs", |sight| sight.ready).await;
                let after: Vec<String> = reader.run(&[PICTURE, "return places();"].concat(), vec![]).await;
                // The tablet's picture is drawn for a place a little narrower, and as high.
                if size.0 != 768 {
                    assert_eq!(before, after, "{size:?}");
                }
                let shifts: Vec<String> = reader.run(&[PICTURE, "return shifts();"].concat(), vec![]).await;
                assert_eq!(shifts, Vec::<String>::new(), "{size:?}");
            }
            // Where the engine tells of shifts, it tells of one that is made.
            let script = "if (!PerformanceObserver.supportedEntryTypes.includes('layout-shift')) return ['untold'];
                document.body.style.paddingTop = '90px';
                return shifts();";
            let script = ["const look = async () => {", script, "}; return look();"].concat();
            let shifts: Vec<String> = reader.run(&[PICTURE, &script].concat(), vec![]).await;
            assert_eq!(shifts.len(), 1, "{shifts:#?}");
        });
    }
}

#[test]
fn another_moment_than_the_first_is_not_pictured_as_the_first() {
    story(KOREAN, async |reader| {
        for (query, is_shown) in
            [("lang=en&theme=dark", true), ("strategy=none", true), ("strategy=sticky", false), ("step=7", false)]
        {
            reader.site().serve_badly(".wasm", Trouble::Held);
            reader.come((1280, 900), query).await;
            reader.until_holds("the first view is there", "document.querySelector('.shell')").await;
            let script = "return seen('.shell .stage > svg').length === 1;";
            assert_eq!(reader.run::<bool>(script, vec![]).await, is_shown, "{query}");
            reader.site().serve_well();
            reader.until("it runs", |sight| sight.ready).await;
        }
    });
}
