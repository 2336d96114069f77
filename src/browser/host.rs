//! The page around the figure, where it is in somebody's article: reads what it asks, says what it may know.
//!
//! What arrives is anything a page can send. Only its few members that are texts and numbers go to serde: nothing that is
//! deep, endless or has code in it (a cycle, a getter, a proxy) is ever walked through.

use std::cell::{Cell, RefCell};

use js_sys::{JsString, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{MessageEvent, Window};

use crate::embed::{Ask, HostOrigin, HostProblem, MAX_TEXT, MEMBERS, Tell, VERSION};

use super::window;

/// The member that holds the version, and says that a message is one of ours.
const MARK: &str = "sessionscope";

/// The window that holds this one.
pub struct Host {
    parent: Option<Window>,
    origin: RefCell<HostOrigin>,
    /// Said last; 0 before the figure is drawn.
    height: Cell<u32>,
}

impl Host {
    /// Nobody where the page is not in a frame.
    pub fn new() -> Host {
        let parent = window().parent().ok().flatten().filter(|parent| *parent != window());
        let origin = RefCell::new(HostOrigin::new(told_origin()));
        Host { parent, origin, height: Cell::new(0) }
    }

    /// Says something.
    pub fn tell(&self, tell: Tell<'_>) {
        let (Some(parent), Ok(message)) = (&self.parent, serde_wasm_bindgen::to_value(&tell)) else { return };
        set(&message, MARK, &VERSION.into());
        // It fails for a target that is no origin; the browser told us this one.
        let _ = parent.post_message(&message, self.origin.borrow().target());
    }

    /// Says the height, in CSS pixels, where it is another one than before.
    pub fn tell_height(&self, height: u32) {
        match self.height.replace(height) {
            0 => self.tell(Tell::Ready { height }),
            before if before != height => self.tell(Tell::Height { height }),
            _ => {}
        }
    }

    /// Says that the figure is ready, once more. One that is not drawn yet is going to say so.
    pub fn tell_ready(&self) {
        match self.height.get() {
            0 => {}
            height => self.tell(Tell::Ready { height }),
        }
    }

    /// What the host asks of the figure by a message; `None` where it asks nothing, or somebody else does.
    pub fn hear(&self, event: &MessageEvent) -> Option<Ask> {
        let parent: &Object = self.parent.as_ref()?.as_ref();
        if event.source().as_ref() != Some(parent) || !self.origin.borrow().may_be(&event.origin()) {
            return None;
        }
        match read(&event.data())? {
            Ok(ask) => {
                self.origin.borrow_mut().learn(event.origin());
                Some(ask)
            }
            Err(problem) => {
                self.tell(Tell::Problem { problem: problem.describe() });
                None
            }
        }
    }
}

/// Hears messages for as long as it lives.
pub struct Listener(Closure<dyn FnMut(MessageEvent)>);

impl Listener {
    /// Every message that arrives at this window.
    pub fn new(heard: impl FnMut(MessageEvent) + 'static) -> Listener {
        let callback = Closure::new(heard);
        // It fails for nothing.
        let _ = window().add_event_listener_with_callback("message", Closure::as_ref(&callback).unchecked_ref());
        Listener(callback)
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let _ = window().remove_event_listener_with_callback("message", self.0.as_ref().unchecked_ref());
    }
}

/// The origin of the window that holds this one. Not every browser tells.
fn told_origin() -> Option<String> {
    let ancestors = Reflect::get(&window().location(), &"ancestorOrigins".into()).ok()?;
    Reflect::get_u32(ancestors.dyn_ref::<Object>()?, 0).ok()?.as_string()
}

/// `None` where it is not meant for us.
fn read(data: &JsValue) -> Option<Result<Ask, HostProblem>> {
    let version = get(data, MARK)?;
    if version.as_f64() != Some(f64::from(VERSION)) {
        return Some(Err(HostProblem::Version));
    }
    let plain = Object::new();
    for name in MEMBERS {
        let Some(value) = get(data, name) else { continue };
        if value.dyn_ref::<JsString>().is_some_and(|text| text.length() > MAX_TEXT) {
            return Some(Err(HostProblem::TooLong));
        }
        if value.is_string() || value.as_f64().is_some() {
            set(&plain, name, &value);
        }
    }
    Some(serde_wasm_bindgen::from_value(plain.into()).map_err(|_| HostProblem::Unreadable))
}

/// A member of whatever this is. What it inherits is not said by the host, but found by nobody's name either.
fn get(data: &JsValue, name: &str) -> Option<JsValue> {
    let value = Reflect::get(data.dyn_ref::<Object>()?, &JsValue::from_str(name)).ok()?;
    (!value.is_undefined()).then_some(value)
}

fn set(object: &JsValue, name: &str, value: &JsValue) {
    // It fails for what is frozen; these are new.
    let _ = Reflect::set(object, &JsValue::from_str(name), value);
}
