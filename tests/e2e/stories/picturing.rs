//! The pictures made natively are equal to the drawings of the running page.

use serde::Deserialize;
use serde_json::json;
use sessionscope::export::opening::WIDTHS;
use sessionscope::export::pictures::WIDTH;
use sessionscope::export::step_picture::{StepPicture, markup};
use sessionscope::strategy::{Moment, Strategy};
use sessionscope::text::Language;
use sessionscope_e2e::reader::Reader;
use sessionscope_e2e::site::Fault;
use sessionscope_e2e::{story, twin};

const KOREAN: Language = Language::Korean;
const PICTURE: &str = include_str!("../script/picture.js");
/// Sizes of windows in CSS pixels: common phones, a tablet, desktops, and widths just below and above each change of
/// the layout.
const SIZES: [(u32, u32); 14] = [
    (320, 640),
    (329, 640),
    (360, 640),
    (360, 800),
    (360, 960),
    (844, 390),
    (390, 844),
    (412, 915),
    (660, 900),
    (768, 1024),
    (1000, 800),
    (1280, 960),
    (1280, 900),
    (1280, 700),
];
/// Windows whose stage has exactly a width for which the initial markup is laid out, and room for its natural height. In
/// others, its picture is scaled.
const EXACT: [(u32, u32); 2] = [(360, 960), (1280, 960)];

/// Result of `places()` in `picture.js`.
#[derive(Deserialize)]
struct Places {
    stage_width: f64,
    is_natural: bool,
    boxes: Vec<String>,
    texts: Vec<String>,
}

#[test]
fn still_is_what_the_live_stage_draws() {
    story(KOREAN, async |reader| {
        for strategy in Strategy::ALL {
            for moment in Moment::ALL {
                for language in Language::ALL {
                    let still = StepPicture::of(strategy, moment);
                    let link = still.link(language);
                    let sight = reader.open_sized((WIDTH, 900), &link).await;
                    assert!(sight.shows(&twin::open(&link, language)), "{link}: {sight:#?}");
                    let [drawn, pictured] = drawn_and_pictured(reader, &markup(still.svg(language, WIDTH))).await;
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
fn opening_is_taken_over_without_a_jump() {
    for language in Language::ALL {
        story(language, async |reader| {
            for size in SIZES {
                reader.site().serve_with_fault(".wasm", Fault::Delayed);
                reader.start_opening(size, "").await;
                reader.until_holds("the initial markup is shown", "document.querySelector('.shell')").await;
                let before = places(reader).await;
                let text: String = reader.run("return document.getElementById('app').innerText;", vec![]).await;
                let card = twin::open("", language).lesson_card().expect("the first view is a lesson");
                assert!(twin::clean(&text).contains(&twin::clean(&card.said())), "{text}");
                reader.site().serve_without_faults();
                reader.until("it runs", |sight| sight.ready).await;
                let after = places(reader).await;
                assert_eq!(before.boxes, after.boxes, "{size:?}");
                let has_width = WIDTHS.iter().any(|(_, width)| f64::from(*width) == before.stage_width);
                let is_exact = has_width && before.is_natural;
                assert_eq!(is_exact, EXACT.contains(&size), "{size:?}: the stage is {} wide", before.stage_width);
                if is_exact {
                    assert_eq!(before.texts, after.texts, "{size:?}");
                }
                let shifts: Vec<String> = reader.run(&[PICTURE, "return shifts();"].concat(), vec![]).await;
                assert_eq!(shifts, Vec::<String>::new(), "{size:?}");
            }
            assert_shifts_are_reported(reader).await;
        });
    }
}

async fn places(reader: &Reader) -> Places {
    reader.run(&[PICTURE, "return places();"].concat(), vec![]).await
}

/// Makes a layout shift and checks that the engine reports it, if the engine reports any.
async fn assert_shifts_are_reported(reader: &Reader) {
    let script = "const look = async () => {
            if (!PerformanceObserver.supportedEntryTypes.includes('layout-shift')) return ['not supported'];
            document.body.style.paddingTop = '90px';
            return shifts();
        };
        return look();";
    let shifts: Vec<String> = reader.run(&[PICTURE, script].concat(), vec![]).await;
    assert_eq!(shifts.len(), 1, "{shifts:#?}");
}

#[test]
fn only_the_opening_shows_its_picture() {
    story(KOREAN, async |reader| {
        let other_step = twin::query(&twin::midway("strategy=none", KOREAN));
        let queries = [
            ("lang=en&theme=dark", true),
            ("strategy=none", false),
            ("strategy=sticky", false),
            ("at=start", false),
            (other_step.as_str(), false),
        ];
        for (query, is_shown) in queries {
            reader.site().serve_with_fault(".wasm", Fault::Delayed);
            reader.start_opening((1280, 900), query).await;
            reader.until_holds("the initial markup is shown", "document.querySelector('.shell')").await;
            let pictures: usize = reader.run("return seen('.shell .stage svg').length;", vec![]).await;
            assert_eq!(pictures, usize::from(is_shown), "{query}");
            reader.site().serve_without_faults();
            reader.until("it runs", |sight| sight.ready).await;
        }
    });
}
