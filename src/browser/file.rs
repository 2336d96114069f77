//! Runs as files: those that are too long for an address.

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, HtmlInputElement, Url};

use super::promise::settle;
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

/// Tells the text of the file a reader chose, and forgets the choice, so that the same file can be chosen again. Tells
/// nothing where there is none, or none that can be read.
pub fn read_chosen(input: &HtmlInputElement, then: impl FnOnce(String) + 'static) {
    let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
    if file.size() <= MAX_BYTES {
        settle(&file.text(), move |text| {
            if let Some(text) = text.and_then(|text| text.as_string()) {
                then(text);
            }
        });
    }
    input.set_value("");
}
