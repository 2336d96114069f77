//! Somebody in front of the page: opens links, presses what has a name, types, and sees what there is to see.

use std::time::Duration;

use serde::Deserialize;
use serde_json::{Value, json};
use sessionscope::model::command::Command as Act;
use sessionscope::player::Player;
use sessionscope::text::Language;
use thirtyfour::action_chain::ActionChain;
use thirtyfour::common::action::{ActionSource, PointerAction, PointerActionType};
use thirtyfour::common::command::{Actions, Command};
use thirtyfour::{Key, TypingData, WebDriver, WebElement};
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
/// Nobody presses Tab so often; a page that has the focus nowhere does not end.
const MANY: usize = 200;

/// What there is to see.
#[derive(Deserialize, Clone, Debug, Default)]
#[serde(default)]
pub struct Sight {
    /// Whether the page is there, and its stage fits its place.
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

/// What a reader points with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Pointer {
    Mouse,
    /// A finger.
    Touch,
}

impl Pointer {
    fn name(self) -> &'static str {
        match self {
            Pointer::Mouse => "mouse",
            Pointer::Touch => "finger",
        }
    }

    fn kind(self) -> PointerActionType {
        match self {
            Pointer::Mouse => PointerActionType::Mouse,
            Pointer::Touch => PointerActionType::Touch,
        }
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

    /// Opens the page at a desk.
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
        self.find_by("return find(...arguments);", role, name, false).await
    }

    /// The button of an act.
    pub async fn find_act(&self, language: Language, command: &Act) -> WebElement {
        let [whole, short] = twin::names_of_act(language, command);
        let name = if self.look().await.has_button(&whole) { whole } else { short };
        self.find("button", &name).await
    }

    /// The same by the start of its name.
    pub async fn find_starting(&self, role: &str, start: &str) -> WebElement {
        self.find_by("return find(...arguments);", role, start, true).await
    }

    async fn find_by(&self, script: &str, role: &str, name: &str, starts: bool) -> WebElement {
        let arguments = vec![json!(role), json!(twin::clean(name)), json!(starts)];
        let found = self.driver().execute([PAGE, script].concat(), arguments).await.expect("the script runs");
        match found.element() {
            Ok(element) => element,
            Err(_) => panic!("there is no {role} “{name}”; there is {:#?}", self.look().await.buttons),
        }
    }

    /// Points at the thing on the stage with this key: `a` is Alice, `s2` the second server.
    pub async fn point_at(&self, pointer: Pointer, key: &str) {
        let script = "return document.querySelector(`[data-key=\"${arguments[0]}\"]`);";
        let found = self.driver().execute(script, vec![json!(key)]).await.expect("the script runs");
        self.point(pointer, &found.element().unwrap_or_else(|_| panic!("there is no {key} on the stage"))).await;
    }

    /// Presses the middle of an element, whatever lies there: drivers differ in what they take for one that can be
    /// clicked.
    pub async fn point(&self, pointer: Pointer, element: &WebElement) {
        let script = "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' });
            const { left, top, width, height } = arguments[0].getBoundingClientRect();
            return [left + width / 2, top + height / 2].map(Math.round);";
        let element = element.to_json().expect("it has an id");
        let [x, y]: [i64; 2] = self.run(script, vec![element]).await;
        let mut hand = ActionSource::<PointerAction>::new(pointer.name(), pointer.kind(), Some(Duration::ZERO));
        hand.move_to(x, y);
        hand.click();
        let actions = Command::PerformActions(Actions::from(json!([hand])));
        self.driver().handle().cmd(actions).await.expect("there is a pointer");
    }

    /// Presses a button by pointer.
    pub async fn press(&self, name: &str) {
        self.click(&self.find("button", name).await).await;
    }

    /// Presses anything by pointer, in its middle.
    pub async fn click(&self, element: &WebElement) {
        element.scroll_into_view().await.expect("it can be scrolled to");
        self.painted().await;
        element.click().await.expect("nothing lies over it");
    }

    /// Waits until what was scrolled or laid out is on the screen: of frames of several origins, a browser asks the one that
    /// was painted under the pointer.
    pub async fn painted(&self) {
        let two_frames = "requestAnimationFrame(() => requestAnimationFrame(() => arguments[0]()));";
        self.driver().execute_async(two_frames, vec![]).await.expect("the page is painted");
    }

    /// Types on whatever has the focus.
    pub async fn keys(&self, keys: impl Into<TypingData>) {
        self.hands().send_keys(keys).perform().await.expect("there is a keyboard");
    }

    /// Presses Tab until the focus is there.
    pub async fn tab_to(&self, is_there: impl Fn(&Sight) -> bool) {
        self.tab(is_there, |chain| chain.send_keys(Key::Tab)).await;
    }

    /// The same with Shift held down: backwards.
    pub async fn tab_back_to(&self, is_there: impl Fn(&Sight) -> bool) {
        self.tab(is_there, |chain| chain.key_down(Key::Shift).send_keys(Key::Tab).key_up(Key::Shift)).await;
    }

    async fn tab(&self, is_there: impl Fn(&Sight) -> bool, press: impl Fn(ActionChain) -> ActionChain) {
        for _ in 0..MANY {
            press(self.hands()).perform().await.expect("there is a keyboard");
            if is_there(&self.look().await) {
                return;
            }
        }
        panic!("Tab never leads there");
    }

    fn hands(&self) -> ActionChain {
        self.driver().action_chain_with_delay(Some(Duration::ZERO), Some(Duration::ZERO))
    }

    /// Types while the timeline has the focus.
    pub async fn keys_on_timeline(&self, keys: impl Into<TypingData>) -> Sight {
        let driver = self.driver();
        let timeline = driver.execute([PAGE, "return slider();"].concat(), vec![]).await.expect("the script runs");
        timeline.element().expect("there is a timeline").focus().await.expect("it takes the focus");
        self.keys(keys).await;
        self.look().await
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
