//! A page in its own element, used by DOM events as a reader uses it.

use std::any::Any;

use js_sys::{Function, Promise};
use sessionscope::model::fact::Fact;
use sessionscope::pace::Level;
use sessionscope::player::{Msg, Player};
use sessionscope::text::Language;
use sessionscope::ui;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, Event, HtmlElement, KeyboardEvent, KeyboardEventInit};

pub struct Page {
    root: HtmlElement,
    /// Unmounts the page on drop.
    mounted: Option<Box<dyn Any>>,
}

impl Page {
    /// Opens a link in a language.
    pub async fn open(link: &str, language: Language) -> Page {
        Page::mount(Player::open(link, language)).await
    }

    /// Opens the middle step of a link's run, for tests that work at any step.
    pub async fn open_midway(link: &str, language: Language) -> Page {
        let player = Player::open(link, language);
        let step = player.recording().last_step() / 2;
        Page::open_step(player, step).await
    }

    /// Opens the first step of a link's run with a fact that matches.
    pub async fn open_at_first(link: &str, language: Language, matches: impl Fn(&Fact) -> bool) -> Page {
        let player = Player::open(link, language);
        let step = player.recording().step_where(0, matches).expect("the run has such a fact");
        Page::open_step(player, step).await
    }

    /// Opens a step, at the level of steps.
    async fn open_step(mut player: Player, step: usize) -> Page {
        player.update(Msg::SetLevel(Level::Steps));
        player.update(Msg::SeekStep(step));
        Page::mount(player).await
    }

    async fn mount(player: Player) -> Page {
        let root: HtmlElement = document().create_element("main").unwrap().unchecked_into();
        document().body().unwrap().append_child(&root).unwrap();
        let mounted: Box<dyn Any> = Box::new(ui::mount_to_element(root.clone(), player));
        let page = Page { root, mounted: Some(mounted) };
        frames(3).await;
        page
    }

    pub fn find(&self, selector: &str) -> Element {
        self.root.query_selector(selector).unwrap().unwrap_or_else(|| panic!("{selector} is on the page"))
    }

    pub fn count(&self, selector: &str) -> u32 {
        self.root.query_selector_all(selector).unwrap().length()
    }

    pub fn text(&self, selector: &str) -> String {
        self.find(selector).text_content().unwrap_or_default()
    }

    /// All text of the page.
    pub fn all_text(&self) -> String {
        self.root.text_content().unwrap_or_default()
    }

    pub async fn click(&self, selector: &str) {
        self.find(selector).unchecked_into::<HtmlElement>().click();
        frames(1).await;
    }

    /// Clicks and waits for the DOM update, not for a paint.
    pub async fn step(&self, selector: &str) {
        self.find(selector).unchecked_into::<HtmlElement>().click();
        leptos::task::tick().await;
        leptos::task::tick().await;
    }

    /// Clicks an element that may be SVG, which has no `click` method.
    pub async fn point(&self, selector: &str) {
        let init = web_sys::EventInit::new();
        init.set_bubbles(true);
        self.find(selector).dispatch_event(&Event::new_with_event_init_dict("click", &init).unwrap()).unwrap();
        frames(1).await;
    }

    pub async fn press(&self, selector: &str, key: &str, code: &str) {
        let init = KeyboardEventInit::new();
        init.set_bubbles(true);
        init.set_cancelable(true);
        init.set_key(key);
        init.set_code(code);
        let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).unwrap();
        self.find(selector).dispatch_event(&event).unwrap();
        frames(1).await;
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        // Unmount first: the page needs its element.
        self.mounted.take();
        self.root.remove();
    }
}

pub fn document() -> Document {
    web_sys::window().unwrap().document().unwrap()
}

/// Waits for this many animation frames.
pub async fn frames(count: usize) {
    for _ in 0..count {
        let frame = Promise::new(&mut |resolve: Function, _| {
            web_sys::window().unwrap().request_animation_frame(&resolve).unwrap();
        });
        let _: JsValue = frame.await.unwrap();
    }
}
