//! A first visit: the first view, the way to the first loss, the requested files, the CSP.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;
use sessionscope::beat::Beat;
use sessionscope::beat::harm::HarmKind;
use sessionscope::inspect::{LessonCard, LessonNow};
use sessionscope::lesson::Lesson;
use sessionscope::player::{Msg, Player};
use sessionscope::text::{Language, lesson, strategy_name};
use sessionscope_e2e::reader::Sight;
use sessionscope_e2e::site::{FOLDER, dist};
use sessionscope_e2e::{story, twin};

const KOREAN: Language = Language::Korean;
/// Limit of the playing time from the first view to the visible login form, in microseconds.
const TEN_SECONDS: u64 = 10_000_000;

#[test]
fn the_default_page_is_alice_logged_in_before_the_loss() {
    story(KOREAN, async |reader| {
        let sight = reader.open("").await;
        let twin = twin::open("", KOREAN);
        assert!(sight.shows(&twin), "{sight:#?}");
        assert_eq!(sight.strategy, strategy_name(KOREAN, twin.strategy()));
        assert!(sight.headings.contains(&lesson::title(KOREAN, Lesson::FIRST_VIEW)));
        let Some(LessonCard { now: LessonNow::Predict(question), .. }) = twin.lesson_card() else {
            panic!("a question stands at once")
        };
        assert!(sight.text.contains(&question.question) && !sight.plays(), "{sight:#?}");
        for key in question.answers.iter().map(|answer| twin::clean(answer)).chain([KOREAN.words().play.to_owned()]) {
            assert!(sight.has_button(&key), "{key}: {sight:#?}");
        }
        assert_eq!(sight.title, KOREAN.words().title);
        for panel in [KOREAN.words().panel_log, KOREAN.words().panel_count] {
            assert!(sight.headings.contains(&panel.to_owned()), "every panel is on the first page: {sight:#?}");
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
        reader.open("strategy=none").await;
        let twin = at_first_loss();
        reader.press(KOREAN.words().next_loss).await;
        reader.until_shows_twin(&twin).await;
        reader.until_address(&twin::query(&twin)).await;
    });
}

#[test]
fn the_login_form_is_seen_within_ten_seconds_of_play() {
    let mut twin = twin::open("", KOREAN);
    // Play skips the question.
    twin.update(Msg::Play);
    let is_login_form = |beat: &Beat| beat.harm.is_some_and(|harm| harm.kind == HarmKind::LoggedOut);
    let beats = twin.beats().all();
    let seen = beats.iter().position(is_login_form).expect("a user is logged out");
    let wait = twin.pace().of_step(beats[seen].step).0 - twin.place().0;
    assert!(wait <= TEN_SECONDS, "it takes {wait} µs");
    story(KOREAN, async |reader| {
        reader.open("").await;
        reader.press(KOREAN.words().play).await;
        let words = KOREAN.words();
        let is_login_needed =
            |text: &String| [words.client_login_needed, words.client_login_needed_short].contains(&text.as_str());
        let is_seen = |sight: &Sight| sight.step >= seen as i64 && sight.stage.iter().any(is_login_needed);
        reader.until("the client is asked to log in", is_seen).await;
    });
}

fn at_first_loss() -> Player {
    let mut twin = twin::open("strategy=none", KOREAN);
    twin.update(Msg::NextLoss);
    assert!(twin.step() > 0, "there is a loss");
    twin
}

#[test]
fn the_page_loads_only_its_own_files_each_once() {
    assert_own_files_are_loaded_once("", KOREAN);
    let elsewhere = twin::midway("strategy=clustering", Language::English);
    assert_own_files_are_loaded_once(&twin::query(&elsewhere), Language::English);
}

fn assert_own_files_are_loaded_once(query: &str, language: Language) {
    story(KOREAN, async |reader| {
        reader.open(query).await;
        reader.press(language.words().next_loss).await;
        let requests = reader.site().requests();
        let paths: Vec<_> = requests.iter().map(|request| request.path.clone()).collect();
        let index = fs::read_to_string(dist().join("index.html")).expect("the page is built");
        let is_named = |path: &String| path.strip_prefix(FOLDER).is_some_and(|file| index.contains(file));
        assert!(paths.iter().all(is_named), "index.html does not name all of {paths:#?}");
        for ending in [".wasm", ".css"] {
            assert_eq!(paths.iter().filter(|path| path.ends_with(ending)).count(), 1, "{ending}: {paths:#?}");
        }
        assert_eq!(paths.iter().collect::<BTreeSet<_>>().len(), paths.len(), "a file was requested twice: {paths:#?}");
        // The browser also knows requests that did not reach the site.
        let script = "return performance.getEntriesByType('resource').map((entry) => entry.name);";
        let loaded: Vec<String> = reader.run(script, vec![]).await;
        let origin = reader.site().origin();
        assert!(loaded.len() >= 3 && loaded.iter().all(|name| name.starts_with(&origin)), "{loaded:#?}");
    });
}

#[test]
fn the_csp_forbids_inline_and_foreign_code() {
    let page = fs::read_to_string(dist().join("index.html")).expect("the page is built");
    let policy = page.split("Content-Security-Policy\" content=\"").nth(1).expect("there is a policy");
    let policy = policy.split('"').next().expect("it ends");
    assert!(policy.contains("default-src 'none'") && policy.contains("'wasm-unsafe-eval'"), "{policy}");
    assert!(!policy.contains("'unsafe-inline'") && !policy.contains("'unsafe-eval'"), "{policy}");
    assert!(!policy.contains("http") && !policy.contains('*'), "{policy}");
    story(KOREAN, async |reader| {
        reader.open("").await;
        // The CSP works: an inline script that the page adds does not run.
        let script = "const script = document.createElement('script'); script.textContent = 'window.inline = true';
            document.addEventListener('securitypolicyviolation', (event) => (window.refused = event.effectiveDirective));
            document.body.append(script); script.remove(); return [window.inline ?? null];";
        let inline: Vec<Value> = reader.run(script, vec![]).await;
        assert_eq!(inline, [Value::Null]);
        // The browser reports the refusal in the console.
        let console = reader.browser().console().await;
        assert!(console.is_none_or(|lines| lines.iter().any(|(_, line)| line.contains("Content Security Policy"))));
    });
}
