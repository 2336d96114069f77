//! Layout of every step of every prepared script at every width, with all panels and sheets: all texts can be read. Each
//! script is in one language at each width: on one phone in Korean, on the other in English, and so on the wide pages.
//! The stories in `viewing` have the figure at every beat, at every width in both languages.

use sessionscope::model::fact::Fact;
use sessionscope::player::{Msg, Player};
use sessionscope::strategy::Strategy;
use sessionscope::text::Language;
use sessionscope_e2e::measure::{Walk, measure_now, walk_and_measure, walk_forth_and_measure};
use sessionscope_e2e::reader::Reader;
use sessionscope_e2e::{story, twin};

const KOREAN: Language = Language::Korean;
/// Height of a window in which nothing scrolls and no sticky element covers another, in CSS pixels.
const HIGH: u32 = 3_600;

#[test]
fn a_small_phone_shows_every_step_whole() {
    every_script_fits(320, [KOREAN, Language::English]);
}

#[test]
fn a_phone_shows_every_step_whole() {
    every_script_fits(360, [Language::English, KOREAN]);
}

#[test]
fn a_tablet_shows_every_step_whole() {
    every_script_fits(768, [KOREAN, Language::English]);
}

#[test]
fn a_desktop_shows_every_step_whole() {
    every_script_fits(1280, [Language::English, KOREAN]);
}

/// Labels twice as long stand for a wordy language.
#[test]
fn labels_of_a_wordy_language_fit() {
    story(KOREAN, async |reader| {
        let mut problems = Vec::new();
        for (width, strategy) in [(320, "clustering"), (360, "none"), (768, "sticky"), (1440, "storage")] {
            let query = format!("strategy={strategy}&step=0&lang={}", Language::Doubled.tag());
            reader.open_sized((width, HIGH), &query).await;
            let walk = walk_forth_and_measure(reader, Language::Doubled).await;
            assert!(walk.labels > 20 * walk.captions.len() as u64, "hardly anything was measured: {}", walk.labels);
            problems.extend(walk.problems.into_iter().map(|problem| format!("{query}: {problem}")));
        }
        assert!(problems.is_empty(), "{problems:#?}");
    });
}

#[test]
fn markup_in_a_text_stays_text() {
    story(KOREAN, async |reader| {
        for strategy in Strategy::ALL {
            reader.open(&format!("strategy={}&step=30&lang={}", strategy.key(), Language::Marked.tag())).await;
            let read_as_html: Vec<String> = reader
                .run(
                    "return [...document.querySelectorAll('*')]
                    .filter((it) => (it.localName === 'b' && it.textContent.startsWith('&\"'))
                        || [...it.attributes].some((attribute) => /[<\">]/.test(attribute.name)))
                    .map((it) => it.outerHTML);",
                    vec![],
                )
                .await;
            assert_eq!(read_as_html, Vec::<String>::new());
            let marked: u64 = reader.run("return document.body.textContent.split('<b>&\"').length;", vec![]).await;
            assert!(marked > 60, "{strategy:?}: {marked} texts");
        }
    });
}

/// Measures every step of each script and compares its caption with the twin. In Korean, also walks back. The scripts
/// are in these languages by turns.
fn every_script_fits(width: u32, languages: [Language; 2]) {
    story(KOREAN, async |reader| {
        let mut problems = Vec::new();
        for (strategy, language) in Strategy::ALL.into_iter().zip(languages.into_iter().cycle()) {
            let query = format!("strategy={}&step=0&lang={}", strategy.key(), language.tag());
            reader.open_sized((width, HIGH), &query).await;
            let walk = match language {
                KOREAN => walk_and_measure(reader, language).await,
                _ => walk_forth_and_measure(reader, language).await,
            };
            let twin = twin::open(&query, language);
            assert_captions(&walk, &twin);
            assert!(walk.labels > 20 * walk.captions.len() as u64, "hardly anything was measured: {}", walk.labels);
            problems.extend(walk.problems.into_iter().map(|problem| format!("{query}: {problem}")));
        }
        assert!(problems.is_empty(), "{width} px: {problems:#?}");
    });
}

fn assert_captions(walk: &Walk, twin: &Player) {
    let wanted: Vec<_> = (0..=twin.recording().last_step()).map(|step| twin::caption_of(twin, step)).collect();
    for (step, (shown, wanted)) in walk.captions.iter().zip(&wanted).enumerate() {
        assert_eq!(shown, wanted, "step {step}");
    }
    assert_eq!(walk.captions.len(), wanted.len(), "{:#?}", walk.problems);
}

#[test]
fn six_clients_and_eight_servers_fit_phone_and_desktop() {
    story(KOREAN, async |reader| {
        let acts = "a.login,b.login~300us,c.login~300us,d.login~300us,e.login~300us,f.login~300us,a.me,b.add~100us,c.me~100us,\
            d.me~100us,e.me~100us,f.me~100us,a.login,s3.crash,b.me,c.me~200us,f.me~200us";
        let mut problems = Vec::new();
        for (width, language) in [(320, Language::English), (1280, KOREAN)] {
            let query = format!("clients=6&servers=8&do={acts}&step=0&lang={}", language.tag());
            let sight = reader.open_sized((width, HIGH), &query).await;
            assert_eq!(sight.notices, Vec::<String>::new());
            let walk = walk_and_measure(reader, language).await;
            assert_captions(&walk, &twin::open(&query, language));
            problems.extend(walk.problems.into_iter().map(|problem| format!("{width} px: {problem}")));
        }
        assert!(problems.is_empty(), "{problems:#?}");
    });
}

#[test]
fn a_window_of_200_pixels_can_be_used() {
    story(KOREAN, async |reader| {
        let mut twin = twin::open("step=0", KOREAN);
        let sight = reader.open_sized((200, HIGH), "step=0").await;
        assert!(sight.shows(&twin) && sight.content_width <= sight.width, "{sight:#?}");
        twin.update(Msg::NextLoss);
        press_in_view(reader, KOREAN.words().next_loss).await;
        let sight = reader.until_shows_twin(&twin).await;
        assert!(sight.content_width <= sight.width, "{sight:#?}");
        twin::go_on(&mut twin);
        press_in_view(reader, KOREAN.words().next).await;
        reader.until_shows_twin(&twin).await;
        let walk = walk_and_measure(reader, KOREAN).await;
        assert_captions(&walk, &twin);
        assert!(walk.problems.is_empty(), "{:#?}", walk.problems);
    });
}

#[test]
fn the_measurement_finds_each_kind_of_layout_error() {
    story(KOREAN, async |reader| {
        let errors = [
            ("over each other", "seen('h2').at(-1).style.cssText = 'position: relative; top: 30px'"),
            (
                "over each other",
                "for (const text of drawing().querySelectorAll('[data-key=a] text')) text.setAttribute('y', 40)",
            ),
            (
                "the page is",
                "slider().style.cssText = 'width: 2000px; flex: none'; slider().closest('section').style.overflow = 'visible'",
            ),
            ("cut off", "slider().parentElement.style.cssText = 'position: relative; left: 700px'"),
            (
                "covered",
                "const cover = document.body.appendChild(document.createElement('div')); cover.style.cssText = 'position: absolute; inset: 0'",
            ),
            (
                "the choice",
                "const list = document.querySelector('select'); list.style.cssText = 'display: block; flex: none; width: 60px'",
            ),
            ("beyond the window", "seen('h2').at(-1).style.cssText = 'position: relative; left: -500px'"),
            ("only 8 px", "drawing().querySelector('text').style.fontSize = '8px'"),
            ("out of its card", "drawing().querySelector('[data-key=a] text').setAttribute('x', 400)"),
            ("out of the drawing", "drawing().querySelector('text').setAttribute('y', -200)"),
            ("under", "drawing().querySelector('[data-key^=m]').transform.baseVal.getItem(0).setTranslate(60, 60)"),
        ];
        // A message that is alone on its wire is drawn as a card.
        let query = twin::query(&twin::at_first(
            "strategy=none",
            KOREAN,
            |fact| matches!(fact, Fact::Routed { id, .. } if id.nth == 2),
        ));
        for (problem, script) in errors {
            reader.open_sized((1280, HIGH), &query).await;
            assert_eq!(measure_now(reader).await, Vec::<String>::new());
            let _: serde_json::Value = reader.run(script, vec![]).await;
            let found = measure_now(reader).await;
            assert!(found.iter().any(|found| found.contains(problem)), "{problem}: {found:#?}");
        }
    });
}

#[test]
fn a_walk_finds_layout_errors_at_any_step() {
    const AT_STEP_3: &str = "const atStep3 = (act) => new MutationObserver((_, watch) => {
            if (slider().getAttribute('aria-valuenow') !== '3') return;
            watch.disconnect();
            act();
        }).observe(document.querySelector('.figure'), { subtree: true, attributes: true, childList: true, characterData: true });
        const cover = (style) => { document.body.appendChild(document.createElement('div')).style.cssText = style; };";
    story(KOREAN, async |reader| {
        let errors = [
            // In a panel that does not change, and on the stage.
            ("covered: “요청”", "document.querySelector('.legend h2').style.cssText = 'position: relative; top: 20px'"),
            ("out of its card", "drawing().querySelector('[data-key=balancer] text').setAttribute('x', 1200)"),
            // At places that were not covered before: in the header, in a panel, and by a pseudo-element.
            ("covered: “공유”", "atStep3(() => cover('position: fixed; inset: 0 0 auto; height: 60px'))"),
            ("covered: “요청”", "atStep3(() => cover('position: absolute; inset: 0 auto 0 calc(100vw - 345px); width: 60px'))"),
            (
                "covered: “요청”",
                "const sheet = new CSSStyleSheet(); document.adoptedStyleSheets = [sheet];
                sheet.replaceSync('h2.wide { position: relative; &::after { content: \"\"; position: absolute; inset: -60px 0; } }');
                atStep3(() => document.querySelector('.legend h2').classList.add('wide'));",
            ),
            // In a list whose items do not change.
            (
                "cut off: “요청”",
                "atStep3(() => { document.querySelector('.legend ul').style.cssText = 'overflow: hidden; height: 9px'; });",
            ),
            (
                "covered: “기호”",
                "atStep3(() => { document.querySelector('.legend ul').style.cssText = 'position: relative; top: -30px'; });",
            ),
        ];
        for width in [360, 1280] {
            for (problem, script) in errors {
                reader.open_sized((width, HIGH), "do=a.login&step=0").await;
                let _: serde_json::Value = reader.run(&[AT_STEP_3, script].concat(), vec![]).await;
                let walk = walk_forth_and_measure(reader, KOREAN).await;
                assert!(
                    walk.problems.iter().any(|found| found.contains(problem)),
                    "{width}: {script}: {problem}: {walk:#?}"
                );
            }
        }
    });
}

/// Presses a button, which must be inside of the window.
async fn press_in_view(reader: &Reader, name: &str) {
    let button = reader.find("button", name).await;
    let (rect, width) = (button.rect().await.expect("it has a box"), reader.look().await.width);
    assert!(rect.x >= 0.0 && rect.x + rect.width <= width, "{name} is at {rect:?} of {width}");
    reader.click(&button).await;
}
