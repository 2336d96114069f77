//! Sheets on a phone: groups of panels, of which one is visible at a time.

use serde_json::{Value, json};
use sessionscope::text::{Language, Words};
use sessionscope_e2e::story;

const KOREAN: Language = Language::Korean;
const PHONE: (u32, u32) = (360, 820);

/// Names of the sheets in the order of their tabs.
fn sheets(words: &Words) -> [&'static str; 5] {
    [words.panel_try, words.count_messages, words.sessions, words.panel_log, words.panel_count]
}

#[test]
fn each_sheet_shows_its_panels_and_no_others() {
    story(KOREAN, async |reader| {
        reader.open_sized(PHONE, "strategy=none").await;
        for (index, sheet) in sheets(KOREAN.words()).into_iter().enumerate() {
            reader.press(sheet).await;
            let pressed = "seen('.sheets button').findIndex((tab) => tab.getAttribute('aria-pressed') === 'true')";
            reader.until_true(sheet, &format!("return {pressed} === arguments[0];"), vec![json!(index)]).await;
            let shown = "const shown = seen('.panel').map((panel) => panel.dataset.panel);
                return [shown.length, [...new Set(shown)], document.querySelector('.sheets').dataset.sheet];";
            let (panels, groups, chosen): (usize, Vec<String>, String) = reader.run(shown, vec![]).await;
            assert!(panels > 0, "{sheet} is empty");
            assert_eq!(groups, [chosen], "{sheet}");
        }
        reader.press(KOREAN.words().panel_log).await;
        reader.until_holds("the log has its lines", "seen('.log-panel .entry').length > 0").await;
    });
}

#[test]
fn chosen_sheet_gets_the_lower_half_of_the_window() {
    story(KOREAN, async |reader| {
        let [first, messages, _, log, count] = sheets(KOREAN.words());
        let below = "document.querySelector('.sheets button').getBoundingClientRect().top - innerHeight / 2";
        for sheet in [messages, log, count, first] {
            // Opens the page again, since the tabs must be at the lower edge of the window.
            reader.open_sized(PHONE, "strategy=none").await;
            reader.until_holds("the figure fills the window above the tabs", &["(", below, ") > 200"].concat()).await;
            // A press by WebDriver would scroll the page by itself.
            let _: Value = reader.run("find('button', arguments[0]).click();", vec![json!(sheet)]).await;
            reader.until_holds("the tabs are at the middle", &["Math.abs(", below, ") <= 1"].concat()).await;
            let seen = "seen('.panel').some((panel) => panel.getBoundingClientRect().top < innerHeight - 100)";
            reader.until_holds("the sheet is seen below them", seen).await;
            let caption = "document.querySelector('.caption').getBoundingClientRect().top > 0";
            reader.until_holds("the caption is seen above them", caption).await;
        }
    });
}
