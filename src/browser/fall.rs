//! What `boot.js` is told for when this module can't start or has fallen: it shows what is left for those who read on. Of a
//! fall it is told beforehand, as nobody calls into a fallen module.

use std::panic;

use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

#[wasm_bindgen(js_namespace = sessionscope)]
extern "C" {
    // All fail where there is no boot.js: in tests.
    #[wasm_bindgen(catch, js_name = at)]
    fn keep_query(query: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(catch, js_name = fell)]
    fn keep_words(words: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(catch)]
    fn drawn() -> Result<(), JsValue>;
    #[wasm_bindgen(catch)]
    fn lacks(part: &str) -> Result<(), JsValue>;
}

/// The query that leads to what is on the screen, with its `?`.
pub fn leads_here(query: &str) {
    let _ = keep_query(query);
}

/// From now on a panic's message and place are kept, besides going to the console.
pub fn keep_last_words() {
    panic::set_hook(Box::new(|panic| {
        console_error_panic_hook::hook(panic);
        let _ = keep_words(&panic.to_string());
    }));
}

/// The page is drawn: from now on there is something to read on.
pub fn is_drawn() {
    let _ = drawn();
}

/// The page can't be drawn without this part of it, which did not come: the first view stays, and says so.
pub fn can_not_start(part: &str) {
    let _ = lacks(part);
}
