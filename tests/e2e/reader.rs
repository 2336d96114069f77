//! A user of the page: opens links, presses elements by role and name, types, and reads the state of the page.

use std::time::Duration;

use serde::Deserialize;
use serde_json::{Value, json};
use sessionscope::model::command::Command as Action;
use sessionscope::pace::Speed;
use sessionscope::player::Player;
use sessionscope::text::Language;
use thirtyfour::{WebDriver, WebElement};
use tokio::time::{Instant, sleep};

use crate::engine::{Browser, WINDOW};
use crate::site::{Request, Site};
use crate::twin;

/// Helpers that are prepended to every script.
pub const PAGE: &str = include_str!("script/page.js");
/// Limit for a state to appear.
const TIMEOUT: Duration = Duration::from_secs(20);
const POLL_INTERVAL: Duration = Duration::from_millis(20);
/// Limit and interval for long waits on a busy machine.
const LONG_TIMEOUT: Duration = Duration::from_secs(400);
const LONG_POLL_INTERVAL: Duration = Duration::from_millis(200);

/// State of the page that a reader can perceive; script/page.js reads it.
#[derive(Deserialize, Clone, Debug, Default)]
#[serde(default)]
pub struct Sight {
    /// True if the app runs and the stage is drawn at the width of its container.
    pub ready: bool,
    /// Beat or step of the timeline; -1 without a timeline.
    pub step: i64,
    /// Last beat or step of the timeline.
    pub last: i64,
    /// Texts of live regions.
    pub said: Vec<String>,
    /// Texts of the notices.
    pub notices: Vec<String>,
    /// Visible headings.
    pub headings: Vec<String>,
    /// Name of the current strategy.
    pub strategy: String,
    /// Names of the visible buttons.
    pub buttons: Vec<String>,
    /// Texts of the stage.
    pub stage: Vec<String>,
    /// All visible text.
    pub text: String,
    /// Language of the document.
    pub lang: String,
    /// Theme of the document.
    pub theme: String,
    /// Background colour of the document.
    pub background: String,
    /// Query of the address, without `?`.
    pub query: String,
    /// Title of the document.
    pub title: String,
    /// Width of the window in CSS pixels.
    pub width: f64,
    /// Width of the content in CSS pixels.
    pub content_width: f64,
    /// Name of the focused element.
    pub focus: String,
    /// Role of the focused element.
    pub focus_role: String,
}

impl Sight {
    /// True if the page is playing: it has a pause button.
    pub fn plays(&self) -> bool {
        Language::ALL.iter().any(|language| self.has_button(language.words().pause))
    }

    /// True if a button of this name is visible.
    pub fn has_button(&self, name: &str) -> bool {
        self.buttons.iter().any(|button| button == name)
    }

    /// True if the button of an action is visible.
    pub fn has_action(&self, language: Language, command: &Action) -> bool {
        twin::action_names(language, command).iter().any(|name| self.has_button(name))
    }

    /// True if the button of an action has the focus.
    pub fn is_on_action(&self, language: Language, command: &Action) -> bool {
        twin::action_names(language, command).contains(&self.focus)
    }

    /// True if the page shows the state of this player: step, last step, playing, language and caption.
    pub fn shows(&self, player: &Player) -> bool {
        self.ready
            && self.step == player.progress().now as i64
            && self.last == player.progress().last as i64
            && self.plays() == player.is_playing()
            && self.lang == player.language().tag()
            && (player.is_playing() || self.said.contains(&twin::caption(player)))
            && self.text.contains(&twin::caption(player))
    }
}

/// A reader with a browser and a site.
pub struct Reader {
    browser: Browser,
    site: Site,
}

impl Reader {
    /// Makes a reader who has opened no page yet.
    pub fn new(browser: Browser, site: Site) -> Reader {
        Reader { browser, site }
    }

    /// The WebDriver session, for commands without a method here.
    pub fn driver(&self) -> &WebDriver {
        &self.browser.driver
    }

    /// The browser.
    pub fn browser(&self) -> &Browser {
        &self.browser
    }

    /// The site that serves the page.
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// Opens the page in a desktop window and waits until it is drawn.
    pub async fn open(&self, query: &str) -> Sight {
        self.go_to(&self.site.page(query)).await;
        self.until("the page is there", |sight| sight.ready).await
    }

    /// Sets the fastest speed for the pages that are opened from now on, for stories in which motion does not matter.
    pub async fn play_fast(&self) {
        self.open("").await;
        let script = "localStorage.setItem('sessionscope.speed', arguments[0]);";
        self.run::<Value>(script, vec![json!(Speed::Eight.label())]).await;
    }

    /// Opens the page in a frame of this size and enters it. Does not wait until the app runs.
    pub async fn start_opening(&self, (width, height): (u32, u32), query: &str) {
        let (window_width, window_height) = WINDOW;
        let (window_width, window_height) = (window_width.max(width), window_height.max(height + 200));
        self.driver().set_window_rect(0, 0, window_width, window_height).await.expect("windows have a size");
        self.go_to(&self.site.frame((width, height), query)).await;
        self.driver().enter_frame(0).await.expect("there is one frame");
    }

    /// Opens the page in a frame of this size, which can be smaller than a window, and waits until it is drawn.
    pub async fn open_sized(&self, size: (u32, u32), query: &str) -> Sight {
        self.start_opening(size, query).await;
        self.until("the page is there", |sight| sight.ready && sight.width == f64::from(size.0)).await
    }

    /// Makes the frame transparent, so that it is not painted, which saves time. Layout and frames are the same.
    pub async fn stop_painting(&self) {
        self.run::<Value>("frameElement.style.opacity = 0;", vec![]).await;
    }

    /// Reloads the page from its present address.
    pub async fn reload(&self) -> Sight {
        self.driver().refresh().await.expect("pages can be loaded again");
        self.until("the page is there again", |sight| sight.ready).await
    }

    async fn go_to(&self, address: &str) {
        self.driver().goto(address).await.expect("it can be opened");
    }

    /// Reads the present state.
    pub async fn look(&self) -> Sight {
        self.run("return sight();", vec![]).await
    }

    /// Waits until the state fulfils a condition.
    ///
    /// # Panics
    /// If it does not within 20 s, with the state and the console.
    pub async fn until(&self, what: &str, is_so: impl Fn(&Sight) -> bool) -> Sight {
        let deadline = Instant::now() + TIMEOUT;
        loop {
            let sight = self.look().await;
            if is_so(&sight) {
                return sight;
            }
            if Instant::now() > deadline {
                let console = self.browser.console().await;
                panic!("never: {what}; instead {sight:#?}; console: {console:#?}");
            }
            sleep(POLL_INTERVAL).await;
        }
    }

    /// Waits until a script returns true.
    ///
    /// # Panics
    /// If it does not within 20 s, with the text of the page and the console.
    pub async fn until_true(&self, what: &str, script: &str, arguments: Vec<Value>) {
        let deadline = Instant::now() + TIMEOUT;
        while !self.run::<bool>(script, arguments.clone()).await {
            if Instant::now() > deadline {
                let text: String = self.run("return document.body.innerText;", vec![]).await;
                panic!("never: {what}; instead {text}; console: {:#?}", self.browser.console().await);
            }
            sleep(POLL_INTERVAL).await;
        }
    }

    /// Waits until a script returns a value other than null, for slow operations.
    ///
    /// # Panics
    /// If it does not within 400 s.
    pub async fn wait_for<T: serde::de::DeserializeOwned>(&self, script: &str) -> T {
        let deadline = Instant::now() + LONG_TIMEOUT;
        loop {
            let found: Option<T> = self.run(script, vec![]).await;
            if let Some(found) = found {
                return found;
            }
            assert!(Instant::now() < deadline, "never: {script}; instead {:#?}", self.look().await);
            sleep(LONG_POLL_INTERVAL).await;
        }
    }

    /// Waits until the page shows the state of the twin.
    pub async fn until_shows_twin(&self, twin: &Player) -> Sight {
        let what = format!("step {} of {}: {}", twin.step(), twin.recording().last_step(), twin::caption(twin));
        self.until(&what, |sight| sight.shows(twin)).await
    }

    /// Waits until the address has this query. The page updates it 300 ms after the last step.
    pub async fn until_address(&self, query: &str) -> Sight {
        self.until(&format!("the address {query}"), |sight| sight.query == query).await
    }

    /// Query of the link for sharing. It changes at once, the address 300 ms later.
    pub async fn shared_query(&self) -> String {
        self.run("return document.querySelector('.share input[readonly]').value.split('?')[1];", vec![]).await
    }

    /// Waits until a JavaScript expression is truthy.
    ///
    /// # Panics
    /// If it is not within 20 s.
    pub async fn until_holds(&self, what: &str, condition: &str) {
        self.until_true(what, &["return Boolean(", condition, ");"].concat(), vec![]).await;
    }

    /// Reads and clears the console, so that [`Reader::leave`] does not check these lines.
    pub async fn console(&self) -> Vec<String> {
        let lines = self.browser.console().await.unwrap_or_default();
        lines.into_iter().map(|(_, line)| line).collect()
    }

    /// Runs a script with the helpers of `page.js`.
    pub async fn run<T: serde::de::DeserializeOwned>(&self, script: &str, arguments: Vec<Value>) -> T {
        let script = [PAGE, script].concat();
        let ran = self.driver().execute(script, arguments).await.expect("the script runs");
        ran.convert().expect("it returns the expected type")
    }

    /// Finds a visible element by role and name.
    ///
    /// # Panics
    /// If there is none.
    pub async fn find(&self, role: &str, name: &str) -> WebElement {
        self.find_by(role, name, false).await
    }

    /// Finds the button of an action.
    pub async fn find_action(&self, language: Language, command: &Action) -> WebElement {
        let [whole, short] = twin::action_names(language, command);
        let name = if self.look().await.has_button(&whole) { whole } else { short };
        self.find("button", &name).await
    }

    /// Finds a visible element by role and the start of its name.
    pub async fn find_starting(&self, role: &str, start: &str) -> WebElement {
        self.find_by(role, start, true).await
    }

    async fn find_by(&self, role: &str, name: &str, starts: bool) -> WebElement {
        let arguments = vec![json!(role), json!(twin::clean(name)), json!(starts)];
        let found = self
            .driver()
            .execute([PAGE, "return find(...arguments);"].concat(), arguments)
            .await
            .expect("the script runs");
        match found.element() {
            Ok(element) => element,
            Err(_) => panic!("there is no {role} “{name}”; there is {:#?}", self.look().await.buttons),
        }
    }

    /// Leaves the page, after a check of its requests and its console. Returns the browser for the next story.
    ///
    /// # Panics
    /// If a missing file was requested or the console has an error.
    pub async fn leave(self) -> Browser {
        let is_missing = |request: &Request| request.status != 200 && request.fault.is_none();
        let missing: Vec<Request> = self.site.requests().into_iter().filter(is_missing).collect();
        assert!(missing.is_empty(), "missing files were requested: {missing:#?}");
        if let Some(console) = self.browser.console().await {
            let errors: Vec<_> = console.into_iter().filter(|(level, _)| level == "SEVERE").collect();
            assert!(errors.is_empty(), "errors in the console: {errors:#?}");
        }
        let (width, height) = WINDOW;
        self.driver().goto("about:blank").await.expect("it can be left");
        self.driver().set_window_rect(0, 0, width, height).await.expect("windows have a size");
        self.browser
    }
}
