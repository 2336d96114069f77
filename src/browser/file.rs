//! Runs as files: those that are too long for an address.

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, HtmlInputElement, Url};

use super::window;

/// Bytes of a file that are looked at; a run has a few thousand.
const MAX_BYTES: f64 = 1_000_000.0;

/// Offers a text as a download.
pub fn save(name: &str, text: &str) {
    // A download may be forbidden (a sandboxed frame); then nothing happens.
    let _ = try_save(name, text);
}

fn try_save(name: &str, text: &str) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type("text/plain");
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &options)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    if let Some(document) = window().document() {
        let link: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
        link.set_href(&url);
        link.set_download(name);
        link.click();
    }
    Url::revoke_object_url(&url)
}

/// The text of the file a reader chose, and forgets the choice, so that the same file can be chosen again.
pub async fn text_of_chosen(input: HtmlInputElement) -> Option<String> {
    let file = input.files()?.get(0)?;
    let text = if file.size() <= MAX_BYTES { file.text().await.ok()?.as_string() } else { None };
    input.set_value("");
    text
}
