//! Stories of readers, told to real browsers over plain WebDriver, against the built page (`SESSIONSCOPE_DIST`) under a
//! sub-path. The stories are in `stories/`, one file a theme; here is what they are told with:
//!
//! - [`engine`]: starts a browser and what drives it, and leaves nothing of it behind. The only place that knows how
//!   browsers differ;
//! - [`site`]: serves the built page and remembers what was asked of it;
//! - [`reader`]: somebody in front of the page, who finds things by what they are and are called, and sees what it says;
//! - [`hands`]: the reader's mouse, finger and keyboard;
//! - [`article`]: somebody else's site, with figures in it;
//! - [`measure`]: walks through a run inside the page and measures every text of every step;
//! - [`axe`] and [`hearing`]: what axe-core finds, and what a reader hears who does not see;
//! - [`twin`]: the same player natively, which says what the page must show.
//!
//! Nothing waits for a time to pass: a reader waits until the page shows something, or gives up and says what it shows.

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

/// One for all stories, so that they can share browsers.
static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| {
    Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("threads can be started")
});

static BROWSERS: Pool = Pool::new();

/// The median of some values; the upper one of two.
///
/// # Panics
/// Without values.
pub fn median(values: impl IntoIterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.into_iter().collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// Tells a story to a reader of this language, on a site of its own and so with nothing remembered. Afterwards the
/// page must have asked for nothing but its own files and left no error in the console.
pub fn story(language: Language, tell: impl AsyncFnOnce(&Reader)) {
    story_in(Engine::Chromium, language, tell);
}

/// The same in any engine; on a machine without apt one may not be there, and is left out.
pub fn story_in(engine: Engine, language: Language, tell: impl AsyncFnOnce(&Reader)) {
    if !engine.is_there() {
        return println!("{engine:?} is not here: its stories are left out, as scripts/setup said");
    }
    RUNTIME.block_on(async {
        let browser: Browser = BROWSERS.take(engine, language).await;
        let reader = Reader::new(browser, Site::start());
        tell(&reader).await;
        BROWSERS.give_back(reader.leave().await);
    });
}
