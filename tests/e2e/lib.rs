//! End-to-end tests in real browsers over WebDriver, against the built page (`SESSIONSCOPE_DIST`) under a sub-path. The
//! tests, called stories, are in `stories/`, one file for each topic. This library has their helpers:
//!
//! - [`engine`]: starts and ends browsers and their drivers. Only this module knows differences between browsers;
//! - [`site`]: serves the built page and records the requests;
//! - [`reader`]: a user of the page, who finds elements by role and name and reads the state of the page;
//! - [`hands`]: mouse, touch and keyboard of the reader;
//! - [`article`]: a site of another origin with figures in it;
//! - [`measure`]: walks through a run inside the page and measures every text of every step;
//! - [`axe`] and [`hearing`]: violations that axe-core finds; the accessibility tree as a screen reader gets it;
//! - [`twin`]: the same player, run natively. It computes the expected state of the page.
//!
//! No story waits for a fixed time. A reader waits until the page shows something, or fails with the shown state.

pub mod engine;
pub mod site;
pub mod reader;
pub mod hands;
pub mod article;
pub mod measure;
pub mod axe;
pub mod hearing;
pub mod twin;

use std::sync::LazyLock;

use sessionscope::text::Language;
use tokio::runtime::{Builder, Runtime};

use engine::{Browser, Engine, Pool};
use reader::Reader;
use site::Site;

/// Runtime of all stories, since a shared browser needs the runtime that started it.
static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| {
    Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("threads can be started")
});

static BROWSERS: Pool = Pool::new();

/// Returns the median of values; of an even number of values, the upper one of the middle two.
///
/// # Panics
/// If there are no values.
pub fn median(values: impl IntoIterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.into_iter().collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// Runs a test in Chromium with a reader of this language. The site has a new port, so the storage is empty.
/// Afterwards, checks that the page requested only its own files and left no error in the console.
pub fn story(language: Language, tell: impl AsyncFnOnce(&Reader)) {
    story_in(Engine::Chromium, language, tell);
}

/// As [`story`], in any engine. Skips the test if the engine is not installed, which happens without apt.
pub fn story_in(engine: Engine, language: Language, tell: impl AsyncFnOnce(&Reader)) {
    if !engine.is_installed() {
        return println!("{engine:?} is not installed: its stories are skipped");
    }
    RUNTIME.block_on(async {
        let browser: Browser = BROWSERS.take(engine, language).await;
        let reader = Reader::new(browser, Site::start());
        tell(&reader).await;
        BROWSERS.give_back(reader.leave().await);
    });
}
