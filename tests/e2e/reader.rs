//! Somebody in front of the page: opens links, presses what has a name, types, and sees what there is to see.

use std::time::Duration;

use serde::Deserialize;
use serde_json::{Value, json};
use sessionscope::model::command::Command as Act;
use sessionscope::player::Player;
use sessionscope::text::Language;
use thirtyfour::{WebDriver, WebElement};
use tokio::time::{Instant, sleep};

use crate::engine::{Browser, WINDOW};
use crate::site::{Asked, Site};
use crate::twin;

/// Put before every script.
pub const PAGE: &str = include_str!("script/page.js");
/// A page that does not show something by then is not going to.
const PATIENCE: Duration = Duration::from_secs(20);
const GLANCE: Duration = Duration::from_millis(20);
/// Something long takes so long at most, on a busy machine, and is asked for so often.
const LONGEST: Duration = Duration::from_secs(400);
const PAUSE: Duration = Duration::from_millis(200);

/// What there is to see.
#[derive(Deserialize, Clone, Debug, Default)]
#[serde(default)]
pub struct Sight {
    /// True if the app runs and its stage is drawn at the width of its place.
    pub ready: bool,
    /// The timeline's step; -1 without one.
    pub step: i64,
    /// The last one.
    pub last: i64,
    /// What assistive technology is told.
    pub said: Vec<String>,
    /// What the reader can put away.
    pub notices: Vec<String>,
    /// Headings in view.
    pub headings: Vec<String>,
    /// The strategy that is marked as the present one.
    pub strategy: String,
    /// Names of the buttons in view.
    pub buttons: Vec<String>,
    /// Texts of the stage.
    pub stage: Vec<String>,
    /// All text in view.
    pub text: String,
    /// The document's language.
    pub lang: String,
    /// The document's theme.
    pub theme: String,
    /// Its colour.
    pub background: String,
    /// The address behind its question mark.
    pub query: String,
    /// The document's title.
    pub title: String,
    /// Of the window.
    pub width: f64,
    /// Of what is in it.
    pub content_width: f64,
    /// The name of what has the focus.
    pub focus: String,
    /// And its role.
    pub focus_role: String,
}

impl Sight {
    /// Whether it plays: then it can be paused.
    pub fn plays(&self) -> bool {
        Language::ALL.iter().any(|language| self.has_button(language.words().pause))
    }

    /// Whether a button of this name is in view.
    pub fn has_button(&self, name: &str) -> bool {
        self.buttons.iter().any(|button| button == name)
    }

    /// Whether an act is offered.
    pub fn has_act(&self, language: Language, command: &Act) -> bool {
        twin::names_of_act(language, command).iter().any(|name| self.has_button(name))
    }

    /// Whether the focus is on an act.
    pub fn is_on_act(&self, language: Language, command: &Act) -> bool {
        twin::names_of_act(language, command).contains(&self.focus)
    }

    /// Whether it shows what this player says, standing still: the step, its caption, and nothing else.
    pub fn shows(&self, player: &Player) -> bool {
        self.ready
            && self.step == player.step() as i64
            && self.last == player.recording().last_step() as i64
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
    /// In front of nothing yet.
    pub fn new(browser: Browser, site: Site) -> Reader {
        Reader { browser, site }
    }

    /// The session, for what has no word here.
    pub fn driver(&self) -> &WebDriver {
        &self.browser.driver
    }

    /// The browser.
    pub fn browser(&self) -> &Browser {
        &self.browser
    }

    /// Where the page comes from.
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// Opens the page at a desk and waits until it is drawn.
    pub async fn open(&self, query: &str) -> Sight {
        self.go_to(&self.site.page(query)).await;
        self.until("the page is there", |sight| sight.ready).await
    }

    /// Opens the page in a window of this size, and does not wait for it to run.
    pub async fn come(&self, (width, height): (u32, u32), query: &str) {
        let (window_width, window_height) = WINDOW;
        let (window_width, window_height) = (window_width.max(width), window_height.max(height + 200));
        self.driver().set_window_rect(0, 0, window_width, window_height).await.expect("windows have a size");
        self.go_to(&self.site.frame((width, height), query)).await;
        self.driver().enter_frame(0).await.expect("there is one frame");
    }

    /// Opens the page in a window of this size, which may be smaller than windows get.
    pub async fn open_sized(&self, size: (u32, u32), query: &str) -> Sight {
        self.come(size, query).await;
        self.until("the page is there", |sight| sight.ready && sight.width == f64::from(size.0)).await
    }

    /// The page again, from the address it has now.
    pub async fn reload(&self) -> Sight {
        self.driver().refresh().await.expect("pages can be loaded again");
        self.until("the page is there again", |sight| sight.ready).await
    }

    async fn go_to(&self, address: &str) {
        self.driver().goto(address).await.expect("it can be opened");
    }

    /// What there is to see now.
    pub async fn look(&self) -> Sight {
        self.run("return sight();", vec![]).await
    }

    /// Waits until the page shows something.
    ///
    /// # Panics
    /// Where it never does; with what it shows instead.
    pub async fn until(&self, what: &str, is_so: impl Fn(&Sight) -> bool) -> Sight {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let sight = self.look().await;
            if is_so(&sight) {
                return sight;
            }
            if Instant::now() > deadline {
                let console = self.browser.console().await;
                panic!("never: {what}; instead {sight:#?}; console: {console:#?}");
            }
            sleep(GLANCE).await;
        }
    }

    /// Waits until a script says so.
    ///
    /// # Panics
    /// Where it never does.
    pub async fn until_true(&self, what: &str, script: &str, arguments: Vec<Value>) {
        let deadline = Instant::now() + PATIENCE;
        while !self.run::<bool>(script, arguments.clone()).await {
            if Instant::now() > deadline {
                let text: String = self.run("return document.body.innerText;", vec![]).await;
                panic!("never: {what}; instead {text}; console: {:#?}", self.browser.console().await);
            }
            sleep(GLANCE).await;
        }
    }

    /// Waits until a script has something to return, however long that takes.
    ///
    /// # Panics
    /// Where it never has.
    pub async fn wait_for<T: serde::de::DeserializeOwned>(&self, script: &str) -> T {
        let deadline = Instant::now() + LONGEST;
        loop {
            let found: Option<T> = self.run(script, vec![]).await;
            if let Some(found) = found {
                return found;
            }
            assert!(Instant::now() < deadline, "never: {script}; instead {:#?}", self.look().await);
            sleep(PAUSE).await;
        }
    }

    /// Waits until the page shows what the twin says.
    pub async fn until_as(&self, twin: &Player) -> Sight {
        let what = format!("step {} of {}: {}", twin.step(), twin.recording().last_step(), twin::caption(twin));
        self.until(&what, |sight| sight.shows(twin)).await
    }

    /// Waits until the address is this one, which follows a moment after the reader stopped.
    pub async fn until_address(&self, query: &str) -> Sight {
        self.until(&format!("the address {query}"), |sight| sight.query == query).await
    }

    /// The query of the link that the page offers for sharing. It changes at once, the address 300 ms later.
    pub async fn shared_query(&self) -> String {
        self.run("return document.querySelector('.share input[readonly]').value.split('?')[1];", vec![]).await
    }

    /// Waits until a condition holds.
    ///
    /// # Panics
    /// Where it never does.
    pub async fn until_holds(&self, what: &str, condition: &str) {
        self.until_true(what, &["return Boolean(", condition, ");"].concat(), vec![]).await;
    }

    /// What the console says so far; it will not be held against the page when the reader leaves.
    pub async fn console(&self) -> Vec<String> {
        let lines = self.browser.console().await.unwrap_or_default();
        lines.into_iter().map(|(_, line)| line).collect()
    }

    /// Runs a script that knows the words of `page.js`.
    pub async fn run<T: serde::de::DeserializeOwned>(&self, script: &str, arguments: Vec<Value>) -> T {
        let script = [PAGE, script].concat();
        let ran = self.driver().execute(script, arguments).await.expect("the script runs");
        ran.convert().expect("it returns what is asked for")
    }

    /// What is in view by this role and name.
    ///
    /// # Panics
    /// Where there is no such thing.
    pub async fn find(&self, role: &str, name: &str) -> WebElement {
        self.find_by(role, name, false).await
    }

    /// The button of an act.
    pub async fn find_act(&self, language: Language, command: &Act) -> WebElement {
        let [whole, short] = twin::names_of_act(language, command);
        let name = if self.look().await.has_button(&whole) { whole } else { short };
        self.find("button", &name).await
    }

    /// The same by the start of its name.
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

    /// Goes away. What was asked of the site while it was there, and what the console says, is looked at.
    ///
    /// # Panics
    /// Where something was asked for that is not there, or the console holds an error.
    pub async fn leave(self) -> Browser {
        let lost: Vec<Asked> =
            self.site.asked().into_iter().filter(|asked| asked.status != 200 && asked.trouble.is_none()).collect();
        assert!(lost.is_empty(), "asked for what is not there: {lost:#?}");
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
