//! Runs as files, for links that are too long for an address.

use gloo_file::{Blob, File, ObjectUrl, futures::read_as_text};
use web_sys::{HtmlAnchorElement, HtmlInputElement};

/// Largest file that is read, in bytes. A run has a few thousand.
const MAX_BYTES: u64 = 1_000_000;

/// Offers a text as a download, by a click on a link that has a file name. If downloads are forbidden (in a sandboxed
/// frame), nothing happens.
pub fn save(link: &HtmlAnchorElement, text: &str) {
    let url = ObjectUrl::from(Blob::new_with_options(text, Some("text/plain")));
    link.set_href(&url);
    link.click();
}

/// Takes the file that a reader chose, and resets the input, so that the same file can be chosen again. `None` without a
/// file, or if it is too large.
pub fn take_file(input: &HtmlInputElement) -> Option<File> {
    let file = input.files().and_then(|files| files.get(0)).map(File::from);
    input.set_value("");
    file.filter(|file| file.size() <= MAX_BYTES)
}

/// The text of a file; `None` if it can't be read.
pub async fn read(file: &File) -> Option<String> {
    read_as_text(file).await.ok()
}
