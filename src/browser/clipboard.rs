//! The clipboard. It exists in secure contexts only, and the browser may refuse a copy even there.
//!
//! By hand, since `leptos_use::use_clipboard` does not report a refusal. After one, the reader must copy the text.

use wasm_bindgen_futures::JsFuture;

use super::window;

/// Copies a text; returns false if that failed.
pub async fn copy(text: &str) -> bool {
    let navigator = window().navigator();
    // web-sys declares the clipboard as always defined, but it is undefined outside of secure contexts.
    let available = js_sys::Reflect::get(&navigator, &"clipboard".into()).is_ok_and(|clipboard| clipboard.is_object());
    available && JsFuture::from(navigator.clipboard().write_text(text)).await.is_ok()
}
