//! Walks through a run, forward and back, and measures every text of every step. One script in the page does it, so
//! that a thousand steps take seconds and not minutes.

use serde::Deserialize;
use serde_json::json;
use sessionscope::lesson::Lesson;
use sessionscope::strategy::Strategy;
use sessionscope::text::Language;

use crate::engine::LONGEST;
use crate::reader::{PAGE, Reader};

const MEASURE: &str = include_str!("script/measure.js");
const CONTRAST: &str = include_str!("script/contrast.js");
const TARGETS: &str = include_str!("script/targets.js");
const STEPS: &str = include_str!("script/steps.js");
const WALK: &str = include_str!("script/walk.js");
const VIEW: &str = include_str!("script/view.js");

/// Result of a walk.
#[derive(Deserialize, Debug)]
pub struct Walk {
    /// Caption of each step.
    pub captions: Vec<String>,
    /// Number of measured labels over all steps.
    pub labels: u64,
    /// Layout errors, each once, with the first step that has it.
    pub problems: Vec<String>,
}

/// Walks through the open run, forward and back, and measures each step. On a phone, measures each sheet.
pub async fn walk_and_measure(reader: &Reader, language: Language) -> Walk {
    walk(reader, language, MEASURE, true).await
}

/// As [`walk_and_measure`], without the way back.
pub async fn walk_forth_and_measure(reader: &Reader, language: Language) -> Walk {
    walk(reader, language, MEASURE, false).await
}

/// Walks through the open run and measures the contrast in each step.
pub async fn walk_and_contrast(reader: &Reader, language: Language) -> Walk {
    walk(reader, language, CONTRAST, false).await
}

async fn walk(reader: &Reader, language: Language, measure: &str, and_back: bool) -> Walk {
    let words = language.words();
    let sheets = [words.panel_try, words.count_messages, words.sessions, words.panel_log, words.panel_count];
    let driver = reader.driver();
    driver.set_script_timeout(LONGEST).await.expect("timeouts can be set");
    // A minimised window has no frames, which saves a third of the time. The layout is the same.
    let window = driver.get_window_rect().await.expect("windows have a place");
    driver.minimize_window().await.expect("windows can be put away");
    let walked =
        driver.execute_async([PAGE, measure, STEPS, WALK].concat(), vec![json!(sheets), json!(and_back)]).await;
    let (width, height) = (window.width as u32, window.height as u32);
    driver.set_window_rect(window.x, window.y, width, height).await.expect("windows can be brought back");
    walked.expect("the walk ends").convert().expect("it returns a walk")
}

/// Result of a walk through prepared stories or lessons.
#[derive(Deserialize, Debug)]
pub struct Views {
    /// Number of beats, with the first view and the ends.
    pub beats: u64,
    /// Number of nodes that act, over all beats.
    pub acting: u64,
    /// Problems, each once, with the first beat that has it.
    pub problems: Vec<String>,
}

/// Walks through every prepared story in one page. At each beat, the nodes that act, the caption and the controls must
/// be in the window.
pub async fn view_stories(reader: &Reader) -> Views {
    view(reader, &Strategy::ALL.map(Strategy::key), &[]).await
}

/// Walks through every lesson in one page. At each beat, the nodes that act, the caption or the card with its buttons,
/// and the controls must be in the window.
pub async fn view_lessons(reader: &Reader, lessons: &[Lesson]) -> Views {
    let keys: Vec<_> = lessons.iter().map(|lesson| [lesson.strategy().key(), lesson.key()]).collect();
    view(reader, &[], &keys).await
}

async fn view(reader: &Reader, stories: &[&str], lessons: &[[&str; 2]]) -> Views {
    reader.driver().set_script_timeout(LONGEST).await.expect("timeouts can be set");
    reader.stop_painting().await;
    let viewed = reader
        .driver()
        .execute_async([PAGE, MEASURE, STEPS, VIEW].concat(), vec![json!(stories), json!(lessons)])
        .await;
    viewed.expect("the walk ends").convert().expect("it returns views")
}

/// Layout errors of the present view.
pub async fn measure_now(reader: &Reader) -> Vec<String> {
    let script =
        [MEASURE, "const problems = new Set(); measure((problem) => problems.add(problem)); return [...problems];"];
    reader.run(&script.concat(), vec![]).await
}

/// Visible actions, tabs, nodes and messages that are too small for touch.
pub async fn too_small_now(reader: &Reader) -> Vec<String> {
    reader.run(&[TARGETS, "return tooSmall();"].concat(), vec![]).await
}

/// Visible controls that overlap or are outside of the window.
pub async fn misplaced_now(reader: &Reader) -> Vec<String> {
    reader.run(&[TARGETS, "return misplaced();"].concat(), vec![]).await
}

/// Texts and marks of the present view with too little contrast.
pub async fn contrast_now(reader: &Reader) -> Vec<String> {
    let script =
        [CONTRAST, "const problems = new Set(); measure((problem) => problems.add(problem)); return [...problems];"];
    reader.run(&script.concat(), vec![]).await
}
