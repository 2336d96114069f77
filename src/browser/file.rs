//! Links as text files, for runs that are too long for an address.
//!
//! By hand, since `gloo-file` panics if the browser refuses an object URL.

use js_sys::Array;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, HtmlAnchorElement, HtmlInputElement, Url};

/// Largest file that is read, in bytes. A file with a link has a few thousand.
const MAX_BYTES: f64 = 1_000_000.0;

/// Offers a text as a download, by a click on a link that has a file name. If downloads are forbidden (in a sandboxed
/// frame), nothing happens.
pub fn save(link: &HtmlAnchorElement, text: &str) {
    let _ = try_save(link, text);
}

fn try_save(link: &HtmlAnchorElement, text: &str) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type("text/plain");
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &options)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    link.set_href(&url);
    link.click();
    Url::revoke_object_url(&url)
}

/// Takes the chosen file, and resets the input, so that the same file can be chosen again. `None` without a file, or if
/// it is too large.
pub fn take_file(input: &HtmlInputElement) -> Option<File> {
    let file = input.files().and_then(|files| files.get(0));
    input.set_value("");
    file.filter(|file| file.size() <= MAX_BYTES)
}

/// The text of a file; `None` if it can't be read.
pub async fn read(file: &File) -> Option<String> {
    JsFuture::from(file.text()).await.ok()?.as_string()
}
