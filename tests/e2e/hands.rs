//! Input devices of a reader: mouse, touch and keyboard.

use std::time::Duration;

use serde_json::json;
use thirtyfour::action_chain::ActionChain;
use thirtyfour::common::action::{ActionSource, PointerAction, PointerActionType};
use thirtyfour::common::command::{Actions, Command};
use thirtyfour::{Key, TypingData, WebElement};

use crate::reader::{PAGE, Reader, Sight};

/// Limit of Tab presses; no element needs as many.
const MAX_TABS: usize = 200;

/// Pointing device.
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

impl Reader {
    /// Presses the node or message on the stage with this key: `a` is Alice, `s2` the second server.
    pub async fn point_at(&self, pointer: Pointer, key: &str) {
        let script = "return document.querySelector(`[data-key=\"${arguments[0]}\"]`);";
        let found = self.driver().execute(script, vec![json!(key)]).await.expect("the script runs");
        self.point(pointer, &found.element().unwrap_or_else(|_| panic!("there is no {key} on the stage"))).await;
    }

    /// Presses the centre of an element by its coordinates, since drivers differ in which elements they can click.
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

    /// Presses an element by pointer.
    pub async fn click(&self, element: &WebElement) {
        element.scroll_into_view().await.expect("it can be scrolled to");
        self.wait_for_paint().await;
        element.click().await.expect("nothing covers it");
    }

    /// Waits until the present layout is painted, as browsers send input to the frame last painted under the pointer.
    pub async fn wait_for_paint(&self) {
        let two_frames = "requestAnimationFrame(() => requestAnimationFrame(() => arguments[0]()));";
        self.driver().execute_async(two_frames, vec![]).await.expect("the page is painted");
    }

    /// Types keys into the focused element.
    pub async fn keys(&self, keys: impl Into<TypingData>) {
        self.hands().send_keys(keys).perform().await.expect("there is a keyboard");
    }

    /// Types a key while others are held.
    pub async fn keys_with(&self, held: &[Key], key: char) {
        let pressed = held.iter().fold(self.hands(), |chain, each| chain.key_down(each.clone())).send_keys(key);
        let released = held.iter().fold(pressed, |chain, each| chain.key_up(each.clone()));
        released.perform().await.expect("there is a keyboard");
    }

    /// Presses Tab until the state fulfils a condition.
    pub async fn tab_to(&self, is_there: impl Fn(&Sight) -> bool) {
        self.tab(is_there, |chain| chain.send_keys(Key::Tab)).await;
    }

    /// Presses Shift and Tab until the state fulfils a condition.
    pub async fn tab_back_to(&self, is_there: impl Fn(&Sight) -> bool) {
        self.tab(is_there, |chain| chain.key_down(Key::Shift).send_keys(Key::Tab).key_up(Key::Shift)).await;
    }

    async fn tab(&self, is_there: impl Fn(&Sight) -> bool, press: impl Fn(ActionChain) -> ActionChain) {
        for _ in 0..MAX_TABS {
            press(self.hands()).perform().await.expect("there is a keyboard");
            if is_there(&self.look().await) {
                return;
            }
        }
        panic!("Tab does not lead there");
    }

    fn hands(&self) -> ActionChain {
        self.driver().action_chain_with_delay(Some(Duration::ZERO), Some(Duration::ZERO))
    }

    /// Focuses the timeline and types keys.
    pub async fn keys_on_timeline(&self, keys: impl Into<TypingData>) -> Sight {
        let driver = self.driver();
        let timeline = driver.execute([PAGE, "return slider();"].concat(), vec![]).await.expect("the script runs");
        timeline.element().expect("there is a timeline").focus().await.expect("it takes the focus");
        self.keys(keys).await;
        self.look().await
    }
}
