//! The page around the figure, where it is in somebody's article: reads what it asks, says what it may know.
//!
//! What arrives is anything a page can send. Only the few members that are texts and numbers are looked at: nothing that
//! is deep, endless or huge is ever walked through or copied.

use std::cell::{Cell, RefCell};

use js_sys::{JsString, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, Window};

use crate::embed::{Ask, HostOrigin, HostProblem, MAX_TEXT, Tell, VERSION};

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

/// The origin of the window that holds this one. Not every browser tells.
fn told_origin() -> Option<String> {
    let ancestors = Reflect::get(&window().location(), &"ancestorOrigins".into()).ok()?;
    let origin = Reflect::get_u32(ancestors.dyn_ref::<Object>()?, 0).ok()?.as_string();
    // A host whose policy hides it (`referrerpolicy`) is "null" here, and itself in its messages.
    origin.filter(|origin| origin != "null")
}

/// `None` where it is not meant for us.
fn read(data: &JsValue) -> Option<Result<Ask, HostProblem>> {
    let version = get(data, MARK)?;
    if version.as_f64() != Some(f64::from(VERSION)) {
        return Some(Err(HostProblem::Version));
    }
    Some(text(data, "type").and_then(|kind| {
        let step = get(data, "step").and_then(|step| step.as_f64());
        Ask::read(&kind.unwrap_or_default(), text(data, "link")?, step)
    }))
}

/// A member where it is a text.
fn text(data: &JsValue, name: &str) -> Result<Option<String>, HostProblem> {
    let text = get(data, name).and_then(|value| value.dyn_into::<JsString>().ok());
    if text.as_ref().is_some_and(|text| text.length() > MAX_TEXT) {
        return Err(HostProblem::TooLong);
    }
    Ok(text.map(String::from))
}

/// A member of whatever this is.
fn get(data: &JsValue, name: &str) -> Option<JsValue> {
    let value = Reflect::get(data.dyn_ref::<Object>()?, &JsValue::from_str(name)).ok()?;
    (!value.is_undefined()).then_some(value)
}

fn set(object: &JsValue, name: &str, value: &JsValue) {
    // It fails for what is frozen; these are new.
    let _ = Reflect::set(object, &JsValue::from_str(name), value);
}
