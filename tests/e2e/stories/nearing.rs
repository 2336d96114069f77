//! What is further on in the page comes when a reader comes near to it, and not before.

use serde_json::Value;
use sessionscope::model::command::Command;
use sessionscope::model::ids::ClientId;
use sessionscope::text::Language;
use sessionscope_e2e::reader::Reader;
use sessionscope_e2e::site::{Asked, FOLDER, Trouble};
use sessionscope_e2e::story;
use thirtyfour::Key;

const KOREAN: Language = Language::Korean;
const DESK: (u32, u32) = (1280, 800);
const PHONE: (u32, u32) = (390, 844);

/// Whether the file was asked for, here or from what the browser keeps.
const IS_ASKED_FOR: &str =
    "performance.getEntriesByType('resource').some((entry) => entry.name.includes('split_further'))";
/// Where what a reader at a desk sees at once lies.
const PLACES: &str = "return seen('.figure, .panel').filter((panel) =>
    !panel.matches('.jar, .kept-panel, .legend, .compare-panel, .log-panel, .simplified')).map((panel) => {
        const { left, top, width } = panel.getBoundingClientRect();
        return [left, top + scrollY, width].map(Math.round).join();
    });";
const IS_OPEN: &str = "document.querySelector('[popover]:popover-open')";

/// The page is opened, and nobody touches it.
async fn come(reader: &Reader, size: (u32, u32)) {
    reader.come(size, "").await;
    reader.until("the page is there", |sight| sight.ready).await;
    // Only then does a browser say what is in view.
    reader.painted().await;
    reader.painted().await;
    let asked: bool = reader.run(&["return ", IS_ASKED_FOR, ";"].concat(), vec![]).await;
    assert!(!asked && !reader.look().await.whole, "nobody came near: {:#?}", reader.site().asked());
}

async fn comes(reader: &Reader) {
    reader.until("what is further on is there", |sight| sight.whole).await;
    reader.until_holds("with the log", "document.querySelector('.log-panel')").await;
}

#[test]
fn an_opening_that_nobody_touches_asks_for_what_make_weigh_counts_and_for_nothing_else() {
    story(KOREAN, async |reader| {
        come(reader, DESK).await;
        reader.until("the panels are there", |sight| sight.has_button(KOREAN.words().share)).await;
        reader.until_holds("and what is to be tried", "document.querySelector('.acts')").await;
        let counted =
            ["page-", "panels-", "boot.js", "icon-", "sessionscope-", "split_steps-", "split_panels-", "chunk_"];
        let asked = reader.site().asked();
        let files = asked.iter().filter_map(|asked| asked.path.strip_prefix(FOLDER)).filter(|file| !file.is_empty());
        let other: Vec<_> = files.filter(|file| !counted.iter().any(|start| file.starts_with(start))).collect();
        assert!(other.is_empty(), "scripts/weigh.mjs does not count {other:?}");
        for file in ["split_steps-", "split_panels-"] {
            let came = |asked: &Asked| asked.path.contains(file) && asked.status == 200;
            assert!(asked.iter().any(came), "{file}: {asked:#?}");
        }
    });
}

#[test]
fn at_a_desk_what_is_further_comes_by_scrolling_and_nothing_jumps() {
    story(KOREAN, async |reader| {
        come(reader, DESK).await;
        let before: Vec<String> = reader.run(PLACES, vec![]).await;
        let _: Value = reader.run("scrollTo({ top: 400, behavior: 'instant' });", vec![]).await;
        comes(reader).await;
        assert_eq!(reader.run::<Vec<String>>(PLACES, vec![]).await, before);
        let at: i64 = reader.run("return scrollY;", vec![]).await;
        assert_eq!(at, 400, "nor does the page");
    });
}

#[test]
fn at_a_desk_what_is_further_comes_by_the_keyboard_which_keeps_its_focus() {
    story(KOREAN, async |reader| {
        come(reader, DESK).await;
        reader.keys(Key::Tab).await;
        let focus = reader.look().await.focus;
        assert!(!focus.is_empty(), "something has the focus");
        comes(reader).await;
        assert_eq!(reader.look().await.focus, focus);
        let log = KOREAN.words().panel_log;
        assert!(reader.look().await.headings.iter().any(|heading| heading == log));
    });
}

#[test]
fn at_a_desk_what_is_further_comes_with_the_first_act() {
    story(KOREAN, async |reader| {
        come(reader, DESK).await;
        let act = Command::OpenPage(ClientId(0));
        reader.find_act(KOREAN, &act).await.click().await.expect("nothing lies over it");
        comes(reader).await;
    });
}

#[test]
fn on_a_phone_what_is_further_comes_with_the_sheet_that_holds_it() {
    story(KOREAN, async |reader| {
        come(reader, PHONE).await;
        reader.press(KOREAN.words().panel_log).await;
        comes(reader).await;
        let log = "seen('.log-panel .entry').length > 0";
        reader.until_holds("the log is on its sheet", log).await;
    });
}

#[test]
fn on_a_phone_a_chosen_sheet_has_the_lower_half_of_the_window_and_what_is_above_it_stays_in_view() {
    story(KOREAN, async |reader| {
        let words = KOREAN.words();
        let below = "document.querySelector('.sheets button').getBoundingClientRect().top - innerHeight / 2";
        for sheet in [words.count_messages, words.panel_log, words.panel_count, words.panel_try] {
            // The switch is at the lower edge of the window.
            reader.come((360, 820), "").await;
            reader.until_holds("the figure fills the window above it", &["(", below, ") > 200"].concat()).await;
            // Without the scrolling of those who press by WebDriver.
            let _: Value = reader.run("find('button', arguments[0]).click();", vec![sheet.into()]).await;
            reader.until_holds("its switch is at the middle", &["Math.abs(", below, ") <= 1"].concat()).await;
            let seen = "seen('.panel').some((panel) => panel.getBoundingClientRect().top < innerHeight - 100)";
            reader.until_holds("and it is seen below", seen).await;
            reader
                .until_holds(
                    "the caption is above it",
                    "document.querySelector('.caption').getBoundingClientRect().top > 0",
                )
                .await;
        }
    });
}

#[test]
fn the_first_press_on_share_opens_it_when_it_came() {
    story(KOREAN, async |reader| {
        come(reader, DESK).await;
        // Whatever else ends so is here.
        reader.site().serve_badly(".wasm", Trouble::Held);
        reader.press(KOREAN.words().share).await;
        let is_open: bool = reader.run(&["return Boolean(", IS_OPEN, ");"].concat(), vec![]).await;
        assert!(!is_open, "there is nothing to open yet");
        reader.site().serve_well();
        comes(reader).await;
        reader.until_holds("what was pressed for is open", IS_OPEN).await;
    });
}
