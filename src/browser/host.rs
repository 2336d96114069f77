//! The page around an embedded figure: reads its messages and sends ours.
//!
//! A page can send anything as a message. Only known members are read, by name. Deep, cyclic or huge objects are never
//! walked, and no long text is copied.

use std::cell::{Cell, RefCell};

use js_sys::{JsString, Object, Reflect};
use serde::Serialize;
use serde_wasm_bindgen::{Deserializer, Serializer};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, Window};

use crate::embed::{Envelope, FigureMessage, HostMessage, HostOrigin, HostProblem, MAX_TEXT};

use super::window;

/// The parent window, if there is one, and its origin.
pub struct Host {
    parent: Option<Window>,
    origin: RefCell<HostOrigin>,
    /// The last sent height, in CSS pixels; 0 before the figure is drawn.
    height: Cell<u32>,
}

impl Host {
    /// The host of this page. A page without a parent window sends and receives nothing.
    pub fn new() -> Host {
        let parent = window().parent().ok().flatten().filter(|parent| *parent != window());
        let origin = RefCell::new(HostOrigin::new(ancestor_origin()));
        Host { parent, origin, height: Cell::new(0) }
    }

    /// Sends a message.
    pub fn send(&self, message: FigureMessage<'_>) {
        let message = Envelope::from(message).serialize(&Serializer::json_compatible());
        if let (Some(parent), Ok(message)) = (&self.parent, message) {
            // Fails only for an invalid target, and this one comes from the browser.
            let _ = parent.post_message(&message, self.origin.borrow().target());
        }
    }

    /// Sends the height in CSS pixels if it has changed. The first message is `ready`.
    pub fn send_height(&self, height: u32) {
        match self.height.replace(height) {
            0 => self.send(FigureMessage::Ready { height }),
            before if before != height => self.send(FigureMessage::Height { height }),
            _ => {}
        }
    }

    /// Sends `ready` again. A figure that is not drawn yet will send it by itself.
    pub fn send_ready(&self) {
        match self.height.get() {
            0 => {}
            height => self.send(FigureMessage::Ready { height }),
        }
    }

    /// Reads a message event of the host. `None` if it is unreadable or comes from another window or origin.
    pub fn receive(&self, event: &MessageEvent) -> Option<HostMessage> {
        let parent: &Object = self.parent.as_ref()?.as_ref();
        if event.source().as_ref() != Some(parent) || !self.origin.borrow().accepts(&event.origin()) {
            return None;
        }
        match read(&event.data())? {
            Ok(message) => {
                self.origin.borrow_mut().learn(event.origin());
                Some(message)
            }
            Err(problem) => {
                self.send(FigureMessage::Problem { problem: problem.describe() });
                None
            }
        }
    }
}

/// The origin of the parent window, if the browser reports it.
fn ancestor_origin() -> Option<String> {
    let ancestors = Reflect::get(&window().location(), &"ancestorOrigins".into()).ok()?;
    let origin = Reflect::get_u32(ancestors.dyn_ref::<Object>()?, 0).ok()?.as_string();
    // With `referrerpolicy="no-referrer"` this is "null", although messages have the true origin.
    origin.filter(|origin| origin != "null")
}

/// `None` for a message without our version member: it is meant for another receiver.
fn read(data: &JsValue) -> Option<Result<HostMessage, HostProblem>> {
    member(data, "sessionscope")?;
    let read = |members: Object| HostMessage::read(|| Deserializer::from(JsValue::from(members.clone())));
    Some(known_members(data).and_then(read))
}

/// A copy of the known members that are numbers or short texts. Any other value becomes null, since
/// `serde-wasm-bindgen` would walk through all of it for an error message.
fn known_members(data: &JsValue) -> Result<Object, HostProblem> {
    let members = Object::new();
    for name in ["sessionscope", "type", "link", "step", "at"] {
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
