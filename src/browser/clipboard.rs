//! The clipboard, which exists in secure contexts only and may be refused even there.

use js_sys::Reflect;
use wasm_bindgen::JsValue;

use super::promise::settle;
use super::window;

/// Copies a text; tells whether that worked.
pub fn copy(text: &str, then: impl FnOnce(bool) + 'static) {
    let navigator = window().navigator();
    let there = Reflect::get(&navigator, &JsValue::from_str("clipboard")).is_ok_and(|clipboard| clipboard.is_object());
    if there {
        settle(&navigator.clipboard().write_text(text), move |kept| then(kept.is_some()));
    } else {
        then(false);
    }
}
