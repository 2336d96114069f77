//! The page can't start, or stops: what there is to see then, and the way back.

use serde_json::Value;
use sessionscope::export::stills::Still;
use sessionscope::lesson::{Moment, Strategy};
use sessionscope::model::fact::Fact;
use sessionscope::player::{Msg, Player};
use sessionscope::text::{Language, strategy_name, strategy_question};
use sessionscope_e2e::reader::Reader;
use sessionscope_e2e::site::{Trouble, files};
use sessionscope_e2e::{story, twin};

const KOREAN: Language = Language::Korean;
const DESK: (u32, u32) = (1280, 900);
const SIZES: [(u32, u32); 2] = [(360, 640), DESK];

/// Everything that is to be read, with its headings.
async fn read(reader: &Reader) -> (String, Vec<String>) {
    let script = "return [document.body.innerText, seen('h1, h2, h3').map(nameOf)];";
    let (text, headings): (String, Vec<String>) = reader.run(script, vec![]).await;
    (twin::clean(&text), headings)
}

/// Each strategy's point and failure is told, with a picture that is seen, in every language.
async fn assert_everything_is_told(reader: &Reader) {
    let (text, headings) = read(reader).await;
    for strategy in Strategy::ALL {
        for language in Language::ALL {
            assert!(headings.contains(&strategy_name(language, strategy).to_owned()), "{headings:#?}");
            for moment in Moment::ALL {
                let twin = twin::open(&Still::of(strategy, moment).link(language), language);
                assert!(text.contains(&twin::caption(&twin)), "{} is not in {text}", twin::caption(&twin));
            }
        }
    }
    let pictures: usize = reader.run("return seen('.stills figure svg').length;", vec![]).await;
    assert_eq!(pictures, Strategy::ALL.len() * Moment::ALL.len() * Language::ALL.len());
    let script = "const wide = document.documentElement.scrollWidth - innerWidth;
        const small = seen('.stills svg text, .shell svg text').filter((text) =>
            parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a < 10.9).map((text) => text.textContent);
        return [wide, small];";
    let (wide, small): (i64, Vec<String>) = reader.run(script, vec![]).await;
    assert!(wide <= 0 && small.is_empty(), "{wide} px too wide; too small: {small:#?}");
}

#[test]
fn with_scripts_off_each_strategy_still_tells_its_point_and_its_failure() {
    story(KOREAN, async |reader| {
        // What a reader has who turned them off, or whose browser takes none of ours.
        for trouble in [Trouble::Policy("script-src 'none'"), Trouble::Missing] {
            let file = if trouble == Trouble::Missing { "boot.js" } else { "index.html" };
            for size in SIZES {
                reader.site().serve_badly(file, trouble);
                reader.come(size, "").await;
                assert_everything_is_told(reader).await;
                let (text, _) = read(reader).await;
                for language in Language::ALL {
                    assert!(text.contains(language.fallback().no_script), "{text}");
                }
                let dead: usize = reader.run("return seen('button, select').length;", vec![]).await;
                assert_eq!(dead, 0, "nothing offers what it can't do");
                reader.site().serve_well();
            }
        }
        reader.console().await;
    });
}

/// What is told where this file is served so; then the reader tries again and it works.
async fn fails_and_recovers(reader: &Reader, language: Language, ending: &'static str, trouble: Trouble, reason: &str) {
    reader.site().serve_badly(ending, trouble);
    for size in SIZES {
        reader.come(size, &format!("lang={}", language.tag())).await;
        reader.until_holds("it says that it failed", "document.documentElement.dataset.app === 'failed'").await;
        assert_everything_is_told(reader).await;
    }
    let alert: String = reader.run("return seen('[role=alert]').map((alert) => alert.innerText).join();", vec![]).await;
    let fallback = language.fallback();
    let (_, advice) = fallback.reasons.iter().find(|(kind, _)| *kind == reason).expect("there is such a reason");
    assert!(alert.contains(fallback.not_started) && alert.contains(advice), "{ending} {trouble:?}: {alert}");
    assert!(!alert.contains(language.other().fallback().not_started), "in the reader's language only: {alert}");
    let first: String = reader.run("return document.querySelector('.stills > section').lang;", vec![]).await;
    assert_eq!(first, language.tag(), "the reader's language comes first");
    reader.console().await;
    reader.site().serve_well();
    let retry = "seen('a').find((link) => link.textContent.includes(arguments[0])).click();";
    let _: Value = reader.run(retry, vec![fallback.retry.into()]).await;
    let sight = reader.until("it runs now", |sight| sight.ready).await;
    assert!(sight.shows(&twin::open("", language)), "{sight:#?}");
}

#[test]
fn where_wasm_is_blocked_or_does_not_arrive_the_pictures_stay_and_it_says_what_failed() {
    story(KOREAN, async |reader| {
        let policy = Trouble::Policy("script-src 'self'");
        fails_and_recovers(reader, KOREAN, "index.html", policy, "refused").await;
        fails_and_recovers(reader, Language::English, ".wasm", Trouble::Missing, "missing").await;
        fails_and_recovers(reader, KOREAN, ".wasm", Trouble::Cut, "broken").await;
        fails_and_recovers(reader, Language::English, ".wasm", Trouble::Replaced, "broken").await;
    });
}

#[test]
fn where_the_glue_does_not_arrive_the_pictures_stay_and_it_says_what_failed() {
    story(Language::English, async |reader| {
        for glue in files("sessionscope-", ".js") {
            fails_and_recovers(reader, Language::English, glue, Trouble::Missing, "missing").await;
            fails_and_recovers(reader, KOREAN, glue, Trouble::Replaced, "missing").await;
        }
    });
}

#[test]
fn where_what_reads_an_address_does_not_arrive_the_pictures_stay_and_it_says_what_failed() {
    story(KOREAN, async |reader| {
        let reads = files("split_steps", ".wasm")[0];
        fails_and_recovers(reader, KOREAN, reads, Trouble::Missing, "missing").await;
        reader.site().serve_badly(reads, Trouble::Missing);
        let mut twin = twin::open("strategy=storage", KOREAN);
        twin.update(Msg::NextLoss);
        let query = twin.link().query();
        reader.come(DESK, &query).await;
        reader.until_holds("it says that it failed", "document.documentElement.dataset.app === 'failed'").await;
        reader.console().await;
        reader.site().serve_well();
        let again = "seen('a').find((link) => link.textContent.includes(arguments[0])).click();";
        let _: Value = reader.run(again, vec![KOREAN.fallback().retry.into()]).await;
        reader.until_as(&twin).await;
    });
}

/// Whether the page says that a part of it did not come.
const PART_IS_MISSING: &str = "return seen('.notices').some((list) => list.innerText.includes(arguments[0]));";

async fn until_a_part_is_missing(reader: &Reader) {
    let wanted = vec![KOREAN.words().late_missing.into()];
    reader.until_true("it says that a part is missing", PART_IS_MISSING, wanted).await;
}

/// Each part tells that it came when it did.
async fn until_nothing_is_missing(reader: &Reader) {
    let none = PART_IS_MISSING.replace("return ", "return !");
    reader.until_true("nothing is missing any more", &none, vec![KOREAN.words().late_missing.into()]).await;
}

/// Comes while the host does not have one of the page's late files, and is told so.
async fn come_without(reader: &Reader, file: &str) {
    reader.site().serve_badly(files(file, ".wasm")[0], Trouble::Missing);
    reader.come(DESK, "").await;
    until_a_part_is_missing(reader).await;
}

/// The host is well again, and the reader asks for what is missing.
async fn ask_again(reader: &Reader) {
    reader.console().await;
    reader.site().serve_well();
    reader.press(KOREAN.words().late_again).await;
}

#[test]
fn where_the_panels_do_not_arrive_the_figure_works_and_they_can_be_asked_for_again() {
    story(KOREAN, async |reader| {
        let words = KOREAN.words();
        come_without(reader, "split_panels").await;
        reader.press(words.step_forward).await;
        let caption = "document.querySelector('.caption').innerText.includes('Alice')";
        reader.until_holds("the figure moves", caption).await;
        ask_again(reader).await;
        let mut twin = twin::open("", KOREAN);
        drop(twin.update(Msg::StepForward));
        reader.until_as(&twin).await;
        until_nothing_is_missing(reader).await;
    });
}

#[test]
fn where_what_steps_are_told_with_does_not_arrive_the_figure_works_and_it_can_be_asked_for_again() {
    story(KOREAN, async |reader| {
        let words = KOREAN.words();
        come_without(reader, "split_steps").await;
        let mut twin = twin::open("", KOREAN);
        assert!(reader.look().await.said.contains(&twin::caption(&twin)), "how the run opens is told without it");
        for _ in 0..2 {
            reader.press(words.step_forward).await;
            drop(twin.update(Msg::StepForward));
        }
        let sight = reader.until("the figure moves", |sight| sight.step == twin.step() as i64).await;
        assert!(sight.stage.iter().any(|text| text == "POST /login"), "its messages can be read");
        assert!(!sight.ready, "nor are the panels there: they share with it");
        ask_again(reader).await;
        reader.until_as(&twin).await;
        until_nothing_is_missing(reader).await;
    });
}

#[test]
fn what_steps_are_told_with_comes_after_all_with_what_needs_its_file() {
    story(KOREAN, async |reader| {
        come_without(reader, "split_steps").await;
        reader.console().await;
        reader.site().serve_well();
        let mut twin = twin::open("", KOREAN);
        // Nobody asks for the steps, but the first act asks for what is further on, which comes with their file.
        reader.press(KOREAN.words().step_forward).await;
        drop(twin.update(Msg::StepForward));
        reader.until("the step is told", |sight| sight.said.contains(&twin::caption(&twin))).await;
        reader.until_address(&twin.link().query()).await;
    });
}

#[test]
fn where_what_is_further_does_not_arrive_it_can_be_asked_for_again() {
    story(KOREAN, async |reader| {
        let words = KOREAN.words();
        reader.site().serve_badly(files("split_further", ".wasm")[0], Trouble::Missing);
        reader.come(DESK, "").await;
        reader.until("the page is there", |sight| sight.ready).await;
        reader.press(words.step_forward).await;
        until_a_part_is_missing(reader).await;
        let asks = || reader.site().asked().iter().filter(|asked| asked.path.contains("split_further")).count();
        let before = asks();
        let mut twin = twin::open("", KOREAN);
        drop(twin.update(Msg::StepForward));
        reader.press(words.step_forward).await;
        drop(twin.update(Msg::StepForward));
        reader.until_as(&twin).await;
        assert_eq!(asks(), before, "nobody asks for it but the reader");
        ask_again(reader).await;
        reader.until("it came", |sight| sight.whole).await;
        reader.until_as(&twin).await;
        until_nothing_is_missing(reader).await;
    });
}

#[test]
fn where_english_does_not_arrive_korean_stands_in_and_it_can_be_asked_for_again() {
    story(Language::English, async |reader| {
        come_without(reader, "split_english").await;
        ask_again(reader).await;
        reader.until_as(&twin::open("", Language::English)).await;
    });
}

/// Whether the site was asked for a file whose name begins so.
fn was_asked(reader: &Reader, start: &str) -> bool {
    reader.site().asked().iter().any(|asked| asked.path.rsplit('/').next().is_some_and(|file| file.starts_with(start)))
}

#[test]
fn what_a_remedy_tells_is_asked_for_with_the_first_and_where_it_does_not_arrive_the_figure_works() {
    story(KOREAN, async |reader| {
        let words = KOREAN.words();
        let mut twin = twin::open("", KOREAN);
        reader.open("").await;
        assert!(!was_asked(reader, "split_remedies"), "nobody needs it yet");
        reader.site().serve_badly(files("split_remedies", ".wasm")[0], Trouble::Missing);
        twin.update(Msg::Choose(Strategy::Clustering));
        reader.press(strategy_name(KOREAN, Strategy::Clustering)).await;
        until_a_part_is_missing(reader).await;
        let is_told = |twin: &Player| {
            let facts = twin.recording().facts_of(twin.step());
            facts.iter().any(|timed| matches!(timed.fact, Fact::CopiesQueued { .. }))
        };
        while !is_told(&twin) {
            twin.update(Msg::StepForward);
            reader.press(words.step_forward).await;
        }
        reader.until("the figure moves", |sight| sight.step == twin.step() as i64).await;
        ask_again(reader).await;
        reader.until_as(&twin).await;
    });
}

#[test]
fn wasm_of_a_host_that_has_no_type_for_it_runs() {
    story(KOREAN, async |reader| {
        reader.site().serve_badly(".wasm", Trouble::Mislabelled);
        let sight = reader.open("").await;
        assert!(sight.shows(&twin::open("", KOREAN)), "{sight:#?}");
    });
}

#[test]
fn without_a_connection_it_says_so() {
    story(KOREAN, async |reader| {
        reader.site().serve_badly(".wasm", Trouble::Held);
        reader.come(DESK, "").await;
        // The connection goes while Wasm is on its way; that is what browsers say then.
        let _: Value = reader.run("Object.defineProperty(navigator, 'onLine', { value: false });", vec![]).await;
        reader.site().serve_badly(".wasm", Trouble::Cut);
        reader.until_holds("it says that it failed", "document.documentElement.dataset.app === 'failed'").await;
        let (text, _) = read(reader).await;
        assert!(text.contains(KOREAN.fallback().reasons[0].1), "{text}");
        reader.console().await;
    });
}

/// From now on the browser makes no drawings, as where an extension meddles with the page: the next thing to be drawn is
/// a panic of the page's own code, and nothing in it is there for the sake of this test.
const NO_DRAWINGS: &str = "document.createElementNS = () => { throw new Error('no more drawings'); };";

#[test]
fn a_panic_leaves_the_last_picture_says_what_happened_and_leads_back() {
    for language in Language::ALL {
        story(language, async |reader| {
            reader.open("").await;
            let mut twin = twin::open("", language);
            twin.update(Msg::NextLoss);
            reader.press(language.words().next_loss).await;
            reader.until_as(&twin).await;
            let _: Value = reader.run(NO_DRAWINGS, vec![]).await;
            // The step after has what is not drawn yet, or one of those behind it.
            press_until_it_stops(reader, language).await;
            let query: String =
                reader.run("return document.querySelector('#stopped a').href.split('?')[1];", vec![]).await;
            let (text, _) = read(reader).await;
            assert!(text.contains(language.fallback().stopped), "{text}");
            assert!(text.contains("no more drawings") && text.contains("src/ui/draw.rs:"), "message and place: {text}");
            assert!(text.contains(strategy_question(language, twin.strategy())), "the last view stays: {text}");
            let pictures: usize = reader.run("return seen('.stage > svg[role=group] .card').length;", vec![]).await;
            assert!(pictures > 5, "the last picture stays");
            assert!(reader.console().await.iter().any(|line| line.contains("no more drawings")));
            assert_nothing_calls_into_the_module(reader).await;
            // The way back.
            let reopen = "seen('#stopped a').find((link) => link.textContent.includes(arguments[0])).click();";
            let _: Value = reader.run(reopen, vec![language.fallback().reopen.into()]).await;
            let sight = reader.until("it runs again", |sight| sight.ready).await;
            assert!(sight.shows(&twin::open(&query, language)), "{query}: {sight:#?}");
        });
    }
}

async fn press_until_it_stops(reader: &Reader, language: Language) {
    const STOPPED: &str = "return document.documentElement.dataset.app === 'stopped';";
    for _ in 0..40 {
        if reader.run::<bool>(STOPPED, vec![]).await {
            return;
        }
        let script = "find('button', arguments[0])?.click(); return new Promise((resolve) => setTimeout(resolve));";
        let _: Value = reader.run(script, vec![language.words().step_forward.into()]).await;
    }
    panic!("it never stops: {:#?}", reader.look().await);
}

/// Whatever the module does ends in a microtask or a frame that it asks for: it asks for none any more, whatever the
/// reader does.
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
        // The observer of the stage's width is told in the next frame.
        page.querySelector('.stage').style.width = '300px'; changes -= 1;
        new ResizeObserver((_, observer) => { observer.disconnect(); Promise.resolve().then(() => done([calls, changes, errors])); }).observe(page.querySelector('.stage'));";
    let ran = reader.driver().execute_async(script, vec![]).await.expect("the script ends");
    let (calls, changes, errors): (i64, i64, Vec<String>) = ran.convert().expect("it counts");
    assert_eq!((calls, changes), (0, 0), "the module was called");
    assert_eq!(errors, Vec::<String>::new());
}

#[test]
fn a_panic_at_the_start_puts_the_first_view_back() {
    story(KOREAN, async |reader| {
        reader.site().serve_badly(".wasm", Trouble::Held);
        reader.come(DESK, "").await;
        let _: Value = reader.run(NO_DRAWINGS, vec![]).await;
        reader.site().serve_well();
        reader.until_holds("it says that it failed", "document.documentElement.dataset.app === 'failed'").await;
        assert_everything_is_told(reader).await;
        let (text, _) = read(reader).await;
        assert!(text.contains("no more drawings") && text.contains("src/ui/draw.rs:"), "{text}");
        assert!(text.contains(&twin::caption(&twin::open("", KOREAN))), "{text}");
        reader.console().await;
    });
}
