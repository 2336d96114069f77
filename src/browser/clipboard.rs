//! The clipboard, which exists in secure contexts only and may be refused even there.

use js_sys::Reflect;
use wasm_bindgen::JsValue;

use super::window;

/// Copies a text; says whether that worked.
pub async fn copy(text: String) -> bool {
    let navigator = window().navigator();
    let there = Reflect::get(&navigator, &JsValue::from_str("clipboard")).is_ok_and(|clipboard| clipboard.is_object());
    there && navigator.clipboard().write_text(&text).await.is_ok()
}
