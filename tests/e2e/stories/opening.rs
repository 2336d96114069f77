//! Somebody opens the page for the first time.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;
use sessionscope::player::{Msg, Player};
use sessionscope::text::{Language, strategy_name, strategy_question};
use sessionscope_e2e::reader::Sight;
use sessionscope_e2e::site::{FOLDER, dist};
use sessionscope_e2e::{story, twin};

const KOREAN: Language = Language::Korean;
/// Playing from the loss to the moment the reader sees it takes so long at most, in microseconds.
const TEN_SECONDS: u64 = 10_000_000;

#[test]
fn a_bare_address_opens_on_no_strategy_in_korean_paused_on_its_first_step() {
    story(KOREAN, async |reader| {
        let sight = reader.open("").await;
        let twin = twin::open("", KOREAN);
        assert!(sight.shows(&twin), "{sight:#?}");
        assert_eq!(sight.strategy, strategy_name(KOREAN, twin.strategy()));
        assert!(sight.headings.contains(&strategy_question(KOREAN, twin.strategy()).to_owned()));
        assert_eq!((sight.step, sight.plays()), (0, false));
        assert_eq!(sight.title, KOREAN.words().title);
        for panel in [KOREAN.words().panel_log, KOREAN.words().panel_count] {
            assert!(sight.headings.contains(&panel.to_owned()), "every panel is there from the start: {sight:#?}");
        }
    });
}

#[test]
fn a_browser_that_prefers_english_gets_english() {
    story(Language::English, async |reader| {
        let sight = reader.open("").await;
        assert!(sight.shows(&twin::open("", Language::English)), "{sight:#?}");
    });
}

#[test]
fn one_press_leads_to_the_first_loss() {
    story(KOREAN, async |reader| {
        reader.open("").await;
        let twin = at_first_loss();
        reader.press(KOREAN.words().next_loss).await;
        reader.until_as(&twin).await;
        reader.until_address(&twin::query(&twin)).await;
    });
}

#[test]
fn two_presses_and_ten_seconds_of_play_show_that_she_has_to_log_in_again() {
    let twin = at_first_loss();
    let shows_it = |step: &usize| twin::caption_of(&twin, *step).contains("401");
    let seen = (twin.step()..).find(shows_it).expect("the loss ends in a 401");
    let wait = twin.pace().of_step(seen).0 - twin.place().0;
    assert!(wait <= TEN_SECONDS, "it takes {wait} µs");
    story(KOREAN, async |reader| {
        reader.open("").await;
        reader.press(KOREAN.words().next_loss).await;
        reader.press(KOREAN.words().play).await;
        let words = KOREAN.words();
        let asked =
            |text: &String| [words.client_login_needed, words.client_login_needed_short].contains(&text.as_str());
        let is_seen = |sight: &Sight| sight.step >= seen as i64 && sight.stage.iter().any(asked);
        reader.until("she is asked to log in", is_seen).await;
    });
}

fn at_first_loss() -> Player {
    let mut twin = twin::open("", KOREAN);
    twin.update(Msg::NextLoss);
    assert!(twin.step() > 0, "there is a loss");
    twin
}

#[test]
fn the_page_asks_for_its_own_files_once_and_for_nothing_else() {
    asks_for_its_own_files_once("", KOREAN);
    let elsewhere = twin::midway("strategy=clustering", Language::English);
    asks_for_its_own_files_once(&twin::query(&elsewhere), Language::English);
}

fn asks_for_its_own_files_once(query: &str, language: Language) {
    story(KOREAN, async |reader| {
        reader.open(query).await;
        reader.press(language.words().next_loss).await;
        let asked = reader.site().asked();
        let paths: Vec<_> = asked.iter().map(|asked| asked.path.clone()).collect();
        let index = fs::read_to_string(dist().join("index.html")).expect("the page is built");
        let is_named = |path: &String| path.strip_prefix(FOLDER).is_some_and(|file| index.contains(file));
        assert!(paths.iter().all(is_named), "index.html does not name all of {paths:#?}");
        for ending in [".wasm", ".css"] {
            assert_eq!(paths.iter().filter(|path| path.ends_with(ending)).count(), 1, "{ending}: {paths:#?}");
        }
        assert_eq!(
            paths.iter().collect::<BTreeSet<_>>().len(),
            paths.len(),
            "something was asked for twice: {paths:#?}"
        );
        // What never arrived here, the browser knows.
        let script = "return performance.getEntriesByType('resource').map((entry) => entry.name);";
        let loaded: Vec<String> = reader.run(script, vec![]).await;
        let origin = reader.site().origin();
        assert!(loaded.len() >= 3 && loaded.iter().all(|name| name.starts_with(&origin)), "{loaded:#?}");
    });
}

#[test]
fn the_policy_forbids_what_is_inline_and_what_is_elsewhere() {
    let page = fs::read_to_string(dist().join("index.html")).expect("the page is built");
    let policy = page.split("Content-Security-Policy\" content=\"").nth(1).expect("there is a policy");
    let policy = policy.split('"').next().expect("it ends");
    assert!(policy.contains("default-src 'none'") && policy.contains("'wasm-unsafe-eval'"), "{policy}");
    assert!(!policy.contains("'unsafe-inline'") && !policy.contains("'unsafe-eval'"), "{policy}");
    assert!(!policy.contains("http") && !policy.contains('*'), "{policy}");
    story(KOREAN, async |reader| {
        reader.open("").await;
        // It holds: the document refuses to run what a script of its own would make of a text.
        let script = "const script = document.createElement('script'); script.textContent = 'window.inline = true';
            document.addEventListener('securitypolicyviolation', (event) => (window.refused = event.effectiveDirective));
            document.body.append(script); script.remove(); return [window.inline ?? null];";
        let inline: Vec<Value> = reader.run(script, vec![]).await;
        assert_eq!(inline, [Value::Null]);
        // The browser says so in the console: this time it should.
        let console = reader.browser().console().await;
        assert!(console.is_none_or(|lines| lines.iter().any(|(_, line)| line.contains("Content Security Policy"))));
    });
}
