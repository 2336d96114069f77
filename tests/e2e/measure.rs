//! Walks through a run inside of the page, forth and back, and measures every text of every step: one script, so that a
//! thousand steps take seconds and not minutes.

use serde::Deserialize;
use serde_json::json;
use sessionscope::text::Language;

use crate::engine::LONGEST;
use crate::reader::{PAGE, Reader};

const MEASURE: &str = include_str!("script/measure.js");
const CONTRAST: &str = include_str!("script/contrast.js");
const TARGETS: &str = include_str!("script/targets.js");
const WALK: &str = include_str!("script/walk.js");

/// What was found on the way.
#[derive(Deserialize, Debug)]
pub struct Walk {
    /// The caption of each step, as it is said.
    pub captions: Vec<String>,
    /// How many labels were measured, over all steps.
    pub labels: u64,
    /// What is wrong, each once, with the step it was seen in first.
    pub problems: Vec<String>,
}

/// Walks through the run that is open and measures each step, on a phone each sheet of it.
pub async fn walk_and_measure(reader: &Reader, language: Language) -> Walk {
    walk(reader, language, MEASURE, true).await
}

/// The same without the way back, which is no different anywhere else.
pub async fn walk_forth_and_measure(reader: &Reader, language: Language) -> Walk {
    walk(reader, language, MEASURE, false).await
}

/// Walks through the run that is open and looks at each step for what can hardly be told from its ground.
pub async fn walk_and_contrast(reader: &Reader, language: Language) -> Walk {
    walk(reader, language, CONTRAST, false).await
}

async fn walk(reader: &Reader, language: Language, measure: &str, and_back: bool) -> Walk {
    let words = language.words();
    let sheets = [words.panel_try, words.count_messages, words.sessions, words.panel_log, words.panel_count];
    let driver = reader.driver();
    driver.set_script_timeout(LONGEST).await.expect("timeouts can be set");
    // Out of sight nothing is painted, which would take a third of the time; what is where can be asked all the same.
    let window = driver.get_window_rect().await.expect("windows have a place");
    driver.minimize_window().await.expect("windows can be put away");
    let walked = driver.execute_async([PAGE, measure, WALK].concat(), vec![json!(sheets), json!(and_back)]).await;
    let (width, height) = (window.width as u32, window.height as u32);
    driver.set_window_rect(window.x, window.y, width, height).await.expect("windows can be brought back");
    walked.expect("the walk ends").convert().expect("it tells what was found")
}

/// What is wrong with what is in view now.
pub async fn measure_now(reader: &Reader) -> Vec<String> {
    let script =
        [MEASURE, "const problems = new Set(); measure((problem) => problems.add(problem)); return [...problems];"];
    reader.run(&script.concat(), vec![]).await
}

/// Acts, tabs, nodes and messages in view that are too small for a finger.
pub async fn too_small_now(reader: &Reader) -> Vec<String> {
    reader.run(&[TARGETS, "return tooSmall();"].concat(), vec![]).await
}

/// Controls in view that lie over each other, or out of the window.
pub async fn misplaced_now(reader: &Reader) -> Vec<String> {
    reader.run(&[TARGETS, "return misplaced();"].concat(), vec![]).await
}

/// What can hardly be told from its ground now.
pub async fn contrast_now(reader: &Reader) -> Vec<String> {
    let script =
        [CONTRAST, "const problems = new Set(); measure((problem) => problems.add(problem)); return [...problems];"];
    reader.run(&script.concat(), vec![]).await
}
