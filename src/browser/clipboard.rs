//! The clipboard. It exists in secure contexts only, and the browser may refuse a copy even there.
//!
//! By hand, since `leptos_use::use_clipboard` does not report a refusal, and then the reader has to copy by hand.

use wasm_bindgen_futures::JsFuture;

use super::window;

/// Copies a text; returns false if that failed.
pub async fn copy(text: &str) -> bool {
    let navigator = window().navigator();
    // web-sys takes the clipboard for granted, but it is undefined without a secure context.
    let available = js_sys::Reflect::get(&navigator, &"clipboard".into()).is_ok_and(|clipboard| clipboard.is_object());
    available && JsFuture::from(navigator.clipboard().write_text(text)).await.is_ok()
}
