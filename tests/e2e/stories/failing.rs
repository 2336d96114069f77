//! A page that can't start, or that panics: its messages, the link to the pictures, and the links back.

use serde_json::{Value, json};
use sessionscope::export::pictures;
use sessionscope::export::step_picture::StepPicture;
use sessionscope::player::Msg;
use sessionscope::strategy::{Moment, Strategy};
use sessionscope::text::{Language, strategy_name, strategy_question};
use sessionscope_e2e::reader::Reader;
use sessionscope_e2e::site::{Fault, files};
use sessionscope_e2e::{story, twin};

const KOREAN: Language = Language::Korean;
const ENGLISH: Language = Language::English;
const DESK: (u32, u32) = (1280, 900);
const SIZES: [(u32, u32); 2] = [(360, 640), DESK];
/// Minimum font size in CSS pixels: 11, minus a tolerance for rounding.
const MIN_FONT_SIZE: f64 = 10.9;
/// Policy of a browser that runs no scripts.
const NO_SCRIPTS: Fault = Fault::Policy("script-src 'none'");
/// Condition that holds on a page that could not start.
const FAILED: &str = "document.documentElement.dataset.app === 'failed'";

/// All visible text.
async fn text(reader: &Reader) -> String {
    let text: String = reader.run("return document.body.innerText;", vec![]).await;
    twin::clean(&text)
}

/// Presses the link whose visible text contains this.
async fn press_link(reader: &Reader, text: &str) {
    let script = "const link = seen('a').find((link) => link.innerText.includes(arguments[0]));
        link?.click(); return Boolean(link);";
    assert!(reader.run::<bool>(script, vec![json!(text)]).await, "no link says “{text}”");
}

/// Checks that the pictures are linked in these languages only, and that the initial markup can be read.
async fn assert_links_to_pictures(reader: &Reader, languages: &[Language]) {
    let script = "return seen('a').filter((link) => link.pathname.endsWith(arguments[0])).map((link) => [nameOf(link), link.hash]);";
    let links: Vec<(String, String)> = reader.run(script, vec![json!(pictures::FILE)]).await;
    let link =
        |language: &Language| (twin::clean(language.words().fallback_see_pictures), format!("#{}", language.tag()));
    assert_eq!(links, languages.iter().map(link).collect::<Vec<_>>());
    assert_readable(reader, ".shell svg").await;
}

/// Checks that nothing is wider than the window, and that the drawings have no text that is too small.
async fn assert_readable(reader: &Reader, drawings: &str) {
    let script = "const wide = document.documentElement.scrollWidth - innerWidth;
        const size = (text) => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a;
        const texts = seen(`${arguments[0]} text`);
        const small = texts.filter((text) => size(text) < arguments[1]).map((text) => text.textContent);
        return [wide, texts.length, small];";
    let (wide, texts, small): (i64, usize, Vec<String>) =
        reader.run(script, vec![json!(drawings), json!(MIN_FONT_SIZE)]).await;
    assert!(wide <= 0, "{wide} px too wide");
    assert!(texts > 10, "{drawings}: {texts} texts");
    assert_eq!(small, Vec::<String>::new(), "too small");
}

#[test]
fn without_scripts_a_message_links_to_the_pictures() {
    story(KOREAN, async |reader| {
        for (file, fault) in [("index.html", NO_SCRIPTS), ("boot.js", Fault::Missing)] {
            reader.site().serve_with_fault(file, fault);
            for size in SIZES {
                reader.start_opening(size, "").await;
                let text = text(reader).await;
                for language in Language::ALL {
                    assert!(text.contains(language.words().fallback_no_script), "{file}: {text}");
                }
                assert_links_to_pictures(reader, &Language::ALL).await;
                let others: usize =
                    reader.run("return seen('button, select, [role=slider], [role=alert]').length;", vec![]).await;
                assert_eq!(others, 0, "{file}: only links can be pressed, and no start has failed");
            }
            reader.site().serve_without_faults();
        }
        reader.console().await;
    });
}

#[test]
fn pictures_tell_each_strategy_in_both_languages() {
    story(KOREAN, async |reader| {
        reader.site().serve_with_fault("index.html", NO_SCRIPTS);
        reader.site().serve_with_fault(pictures::FILE, NO_SCRIPTS);
        for size in SIZES {
            for language in Language::ALL {
                reader.start_opening(size, "").await;
                press_link(reader, language.words().fallback_see_pictures).await;
                let loaded = "document.querySelector('.pictures') && document.readyState === 'complete'";
                reader.until_holds("the pictures are there", loaded).await;
                let section: String = reader.run("return document.querySelector(':target')?.lang ?? '';", vec![]).await;
                assert_eq!(section, language.tag());
                assert_pictures_are_complete(reader).await;
            }
        }
        reader.console().await;
    });
}

/// Checks that every strategy's point and failure is there, with a picture, in every language.
async fn assert_pictures_are_complete(reader: &Reader) {
    let text = text(reader).await;
    let (headings, pictures): (Vec<String>, usize) =
        reader.run("return [seen('h2, h3').map(nameOf), seen('figure svg').length];", vec![]).await;
    for strategy in Strategy::ALL {
        for language in Language::ALL {
            assert!(headings.contains(&strategy_name(language, strategy).to_owned()), "{headings:#?}");
            for moment in Moment::ALL {
                let twin = twin::open(&StepPicture::of(strategy, moment).link(language), language);
                assert!(text.contains(&twin::caption(&twin)), "{} is not in {text}", twin::caption(&twin));
            }
        }
    }
    assert_eq!(pictures, Strategy::ALL.len() * Moment::ALL.len() * Language::ALL.len());
    assert_readable(reader, "figure svg").await;
}

/// Serves a file badly and checks the reason that the page gives. Then the reader tries again, and it works.
async fn fails_and_recovers(reader: &Reader, language: Language, ending: &'static str, fault: Fault, reason: &str) {
    let fallback = language.words();
    reader.site().serve_with_fault(ending, fault);
    for size in SIZES {
        reader.start_opening(size, &format!("lang={}", language.tag())).await;
        reader.until_holds("the failure card is shown", FAILED).await;
        assert_links_to_pictures(reader, &[language]).await;
    }
    let alert: String = reader.run("return seen('[role=alert]').map((alert) => alert.innerText).join();", vec![]).await;
    let (_, advice) =
        fallback.start_failures().into_iter().find(|(kind, _)| *kind == reason).expect("there is such a reason");
    assert!(alert.contains(fallback.fallback_not_started) && alert.contains(advice), "{ending} {fault:?}: {alert}");
    assert!(!alert.contains(language.other().words().fallback_not_started), "in the reader's language only: {alert}");
    reader.console().await;
    reader.site().serve_without_faults();
    press_link(reader, fallback.fallback_retry).await;
    let sight = reader.until("it runs", |sight| sight.ready).await;
    assert!(sight.shows(&twin::open("", language)), "{sight:#?}");
}

#[test]
fn refused_missing_or_damaged_wasm_shows_its_reason() {
    story(KOREAN, async |reader| {
        let policy = Fault::Policy("script-src 'self'");
        fails_and_recovers(reader, KOREAN, "index.html", policy, "refused").await;
        fails_and_recovers(reader, ENGLISH, ".wasm", Fault::Missing, "missing").await;
        fails_and_recovers(reader, KOREAN, ".wasm", Fault::Truncated, "broken").await;
        fails_and_recovers(reader, ENGLISH, ".wasm", Fault::Replaced, "broken").await;
    });
}

#[test]
fn missing_or_replaced_glue_shows_its_reason() {
    story(ENGLISH, async |reader| {
        for glue in files("sessionscope-", ".js") {
            fails_and_recovers(reader, ENGLISH, glue, Fault::Missing, "missing").await;
            fails_and_recovers(reader, KOREAN, glue, Fault::Replaced, "missing").await;
        }
    });
}

#[test]
fn retry_opens_the_same_address() {
    story(KOREAN, async |reader| {
        let mut twin = twin::open("strategy=storage", KOREAN);
        twin.update(Msg::NextLoss);
        reader.site().serve_with_fault(".wasm", Fault::Missing);
        reader.start_opening(DESK, &twin::query(&twin)).await;
        reader.until_holds("the failure card is shown", FAILED).await;
        reader.console().await;
        reader.site().serve_without_faults();
        press_link(reader, KOREAN.words().fallback_retry).await;
        reader.until_shows_twin(&twin).await;
    });
}

#[test]
fn a_lost_connection_shows_its_reason() {
    story(KOREAN, async |reader| {
        reader.site().serve_with_fault(".wasm", Fault::Delayed);
        reader.start_opening(DESK, "").await;
        // Browsers report a lost connection in `navigator.onLine`.
        let _: Value = reader.run("Object.defineProperty(navigator, 'onLine', { value: false });", vec![]).await;
        reader.site().serve_with_fault(".wasm", Fault::Truncated);
        reader.until_holds("the failure card is shown", FAILED).await;
        let text = text(reader).await;
        let (_, offline) =
            KOREAN.words().start_failures().into_iter().find(|(kind, _)| *kind == "offline").expect("it is a reason");
        assert!(text.contains(offline), "{text}");
        assert_links_to_pictures(reader, &[KOREAN]).await;
        reader.console().await;
    });
}

#[test]
fn wasm_without_its_media_type_runs() {
    story(KOREAN, async |reader| {
        reader.site().serve_with_fault(".wasm", Fault::Mislabelled);
        let sight = reader.open("").await;
        assert!(sight.shows(&twin::open("", KOREAN)), "{sight:#?}");
    });
}

#[test]
fn blocked_storage_leaves_a_page_that_works() {
    const BLOCKED: &str = "Object.defineProperty(window, 'localStorage', {
        get() { throw new DOMException('storage is blocked', 'SecurityError'); },
    });";
    story(KOREAN, async |reader| {
        let script = reader.browser().run_first(BLOCKED).await;
        let mut twin = twin::open("", KOREAN);
        let sight = reader.open("").await;
        assert!(sight.shows(&twin), "{sight:#?}");
        let is_blocked = "try { return !localStorage; } catch { return true; }";
        assert!(reader.run::<bool>(is_blocked, vec![]).await);
        // A change of the language stores a preference.
        reader.press(KOREAN.other().name()).await;
        twin.update(Msg::SetLanguage(ENGLISH));
        reader.until_shows_twin(&twin).await;
        reader.press(ENGLISH.words().next).await;
        twin::go_on(&mut twin);
        reader.until_shows_twin(&twin).await;
        reader.browser().stop_running_first(&script).await;
    });
}

/// Script that makes the next new SVG element panic, as a browser extension might. The page has no code for this test.
const NO_DRAWINGS: &str = "document.createElementNS = () => { throw new Error('no more drawings'); };";

/// Checks that a message of a panic has its reason and the file in which it happened.
fn assert_names_the_panic(text: &str) {
    assert!(text.contains("no more drawings") && text.contains("renderer/dom.rs:"), "{text}");
}

#[test]
fn panic_keeps_the_last_view_and_links_back() {
    for language in Language::ALL {
        story(language, async |reader| {
            reader.open("strategy=none").await;
            let mut twin = twin::open("strategy=none", language);
            twin.update(Msg::NextLoss);
            reader.press(language.words().next_loss).await;
            reader.until_shows_twin(&twin).await;
            let _: Value = reader.run(NO_DRAWINGS, vec![]).await;
            press_until_it_stops(reader, language).await;
            let query: String =
                reader.run("return document.querySelector('#stopped a').href.split('?')[1];", vec![]).await;
            let text = text(reader).await;
            assert!(text.contains(language.words().fallback_stopped), "{text}");
            assert_names_the_panic(&text);
            assert!(text.contains(strategy_question(language, twin.strategy())), "the last view stays: {text}");
            let cards: usize = reader.run("return seen('.stage > svg[role=group] .card').length;", vec![]).await;
            assert!(cards > 5, "the last drawing stays: {cards} cards");
            assert!(reader.console().await.iter().any(|line| line.contains("no more drawings")));
            assert_nothing_calls_into_the_module(reader).await;
            press_link(reader, language.words().fallback_reopen).await;
            let sight = reader.until("it runs again", |sight| sight.ready).await;
            assert!(sight.shows(&twin::open(&query, language)), "{query}: {sight:#?}");
        });
    }
}

/// Steps forward until a step needs a new SVG element and panics.
async fn press_until_it_stops(reader: &Reader, language: Language) {
    const STOPPED: &str = "return document.documentElement.dataset.app === 'stopped';";
    for _ in 0..40 {
        if reader.run::<bool>(STOPPED, vec![]).await {
            return;
        }
        let script = "find('button', arguments[0])?.click(); return new Promise((resolve) => setTimeout(resolve));";
        let _: Value = reader.run(script, vec![language.words().next.into()]).await;
    }
    panic!("no panic: {:#?}", reader.look().await);
}

/// Uses every control, and checks that the module requests no microtask, timer or frame and changes nothing.
async fn assert_nothing_calls_into_the_module(reader: &Reader) {
    let script = "let calls = 0; const done = arguments[arguments.length - 1];
        for (const name of ['requestAnimationFrame', 'queueMicrotask', 'setTimeout']) window[name] = () => { calls += 1; };
        const page = document.getElementById('app');
        let changes = 0; new MutationObserver((seen) => (changes += seen.length)).observe(page, { subtree: true, childList: true, attributes: true, characterData: true });
        const errors = []; addEventListener('error', (event) => errors.push(event.message));
        for (const button of page.querySelectorAll('button, [role=button]')) {
          for (const type of ['click', 'pointerdown', 'focusin']) button.dispatchEvent(new Event(type, { bubbles: true }));
        }
        for (const code of ['Space', 'ArrowRight', 'KeyL']) page.querySelector('.figure').dispatchEvent(new KeyboardEvent('keydown', { code, bubbles: true }));
        page.querySelector('select').dispatchEvent(new Event('change', { bubbles: true }));
        // A ResizeObserver of the stage is called in the next frame.
        page.querySelector('.stage').style.width = '300px'; changes -= 1;
        new ResizeObserver((_, observer) => { observer.disconnect(); Promise.resolve().then(() => done([calls, changes, errors])); }).observe(page.querySelector('.stage'));";
    let ran = reader.driver().execute_async(script, vec![]).await.expect("the script ends");
    let (calls, changes, errors): (i64, i64, Vec<String>) = ran.convert().expect("it returns its counts");
    assert_eq!((calls, changes), (0, 0), "the module was called");
    assert_eq!(errors, Vec::<String>::new());
}

#[test]
fn panic_at_the_start_puts_the_opening_back() {
    story(KOREAN, async |reader| {
        reader.site().serve_with_fault(".wasm", Fault::Delayed);
        reader.start_opening(DESK, "").await;
        let _: Value = reader.run(NO_DRAWINGS, vec![]).await;
        reader.site().serve_without_faults();
        reader.until_holds("the failure card is shown", FAILED).await;
        assert_links_to_pictures(reader, &[KOREAN]).await;
        let text = text(reader).await;
        assert_names_the_panic(&text);
        assert!(text.contains(&twin::caption(&twin::open("", KOREAN))), "{text}");
        reader.console().await;
    });
}
