//! A page in an element of its own, used as a reader uses it: by events.

use js_sys::{Function, Promise};
use sessionscope::player::Player;
use sessionscope::text::Language;
use sessionscope::ui::{self, Mounted};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, Event, HtmlElement, KeyboardEvent, KeyboardEventInit};

pub struct Page {
    root: Element,
    /// Gone before the element is.
    mounted: Option<Mounted>,
}

impl Page {
    /// Opened on a link, in a language.
    pub async fn open(link: &str, language: Language) -> Page {
        let root = document().create_element("main").unwrap();
        document().body().unwrap().append_child(&root).unwrap();
        let mounted = ui::mount_to_element(&root, Player::open(link, language));
        let page = Page { root, mounted: Some(mounted) };
        frames(3).await;
        page
    }

    pub fn find(&self, selector: &str) -> Element {
        self.try_find(selector).unwrap_or_else(|| panic!("{selector} is on the page"))
    }

    pub fn try_find(&self, selector: &str) -> Option<Element> {
        self.root.query_selector(selector).unwrap()
    }

    pub fn count(&self, selector: &str) -> u32 {
        self.root.query_selector_all(selector).unwrap().length()
    }

    pub fn text(&self, selector: &str) -> String {
        self.find(selector).text_content().unwrap_or_default()
    }

    /// Everything a reader reads.
    pub fn all_text(&self) -> String {
        self.root.text_content().unwrap_or_default()
    }

    pub async fn click(&self, selector: &str) {
        self.find(selector).unchecked_into::<HtmlElement>().click();
        frames(1).await;
    }

    /// A click on what is no HTML element.
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
        self.mounted.take();
        self.root.remove();
    }
}

pub fn document() -> Document {
    web_sys::window().unwrap().document().unwrap()
}

/// Waits for so many paints.
pub async fn frames(count: usize) {
    for _ in 0..count {
        let painted = Promise::new(&mut |resolve: Function, _| {
            web_sys::window().unwrap().request_animation_frame(&resolve).unwrap();
        });
        let _: JsValue = painted.await.unwrap();
    }
}
