//! The page around an embedded figure: reads its messages and sends ours.
//!
//! A message can be anything that a page can send. Only known members are looked up, by name. What is deep, cyclic or huge
//! is never walked, and no long text is copied.

use std::cell::{Cell, RefCell};

use js_sys::{JsString, Object, Reflect};
use serde::Serialize;
use serde_wasm_bindgen::{Deserializer, Serializer};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, Window};

use crate::embed::{Ask, Envelope, HostOrigin, HostProblem, MAX_TEXT, Tell};

use super::window;

/// The window that holds this one, if there is one.
pub struct Host {
    parent: Option<Window>,
    origin: RefCell<HostOrigin>,
    /// The height that was told last, in CSS pixels; 0 before the figure is drawn.
    height: Cell<u32>,
}

impl Host {
    /// The host of this page.
    pub fn new() -> Host {
        let parent = window().parent().ok().flatten().filter(|parent| *parent != window());
        let origin = RefCell::new(HostOrigin::new(ancestor_origin()));
        Host { parent, origin, height: Cell::new(0) }
    }

    /// Sends a message.
    pub fn tell(&self, tell: Tell<'_>) {
        let message = Envelope::from(tell).serialize(&Serializer::json_compatible());
        if let (Some(parent), Ok(message)) = (&self.parent, message) {
            // Fails only for an invalid target, and this one comes from the browser.
            let _ = parent.post_message(&message, self.origin.borrow().target());
        }
    }

    /// Tells the height in CSS pixels if it has changed. The first time this says that the figure is ready.
    pub fn tell_height(&self, height: u32) {
        match self.height.replace(height) {
            0 => self.tell(Tell::Ready { height }),
            before if before != height => self.tell(Tell::Height { height }),
            _ => {}
        }
    }

    /// Tells once more that the figure is ready. A figure that is not drawn yet will tell it by itself.
    pub fn tell_ready(&self) {
        match self.height.get() {
            0 => {}
            height => self.tell(Tell::Ready { height }),
        }
    }

    /// The host's command in a message event; `None` if it is none, or if somebody else has sent it.
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

/// The origin of the window that holds this one, if the browser tells it.
fn ancestor_origin() -> Option<String> {
    let ancestors = Reflect::get(&window().location(), &"ancestorOrigins".into()).ok()?;
    let origin = Reflect::get_u32(ancestors.dyn_ref::<Object>()?, 0).ok()?.as_string();
    // With `referrerpolicy="no-referrer"` it is "null" here, but the true one in messages.
    origin.filter(|origin| origin != "null")
}

/// `None` if the message is not meant for us.
fn read(data: &JsValue) -> Option<Result<Ask, HostProblem>> {
    member(data, "sessionscope")?;
    Some(known_members(data).and_then(|members| Ask::read(|| Deserializer::from(JsValue::from(members.clone())))))
}

/// A copy of the known members that are numbers or short texts. Any other value becomes null: `serde-wasm-bindgen` would
/// print it in an error message, and with that walk through it.
fn known_members(data: &JsValue) -> Result<Object, HostProblem> {
    let members = Object::new();
    for name in ["sessionscope", "type", "link", "step"] {
        let Some(value) = member(data, name) else { continue };
        if value.dyn_ref::<JsString>().is_some_and(|text| text.length() > MAX_TEXT) {
            return Err(HostProblem::TooLong);
        }
        let is_plain = value.is_string() || value.as_f64().is_some();
        // Fails for a frozen object only.
        let _ = Reflect::set(&members, &name.into(), &if is_plain { value } else { JsValue::NULL });
    }
    Ok(members)
}

fn member(data: &JsValue, name: &str) -> Option<JsValue> {
    let value = Reflect::get(data.dyn_ref::<Object>()?, &name.into()).ok()?;
    (!value.is_undefined()).then_some(value)
}
