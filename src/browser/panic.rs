//! Passes the present query and a panic's message to `boot.js`, which shows the card after a panic. `boot.js` can't ask
//! for them then, since nothing may call into a module that has panicked.

use std::panic;

use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

#[wasm_bindgen(js_namespace = sessionscope)]
extern "C" {
    // Both fail in tests, which run without boot.js.
    #[wasm_bindgen(catch, js_name = rememberQuery)]
    fn set_query(query: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(catch, js_name = rememberPanic)]
    fn set_message(message: &str) -> Result<(), JsValue>;
}

/// Passes on the query of the present step, including its `?`. The card after a panic links to it.
pub fn remember_query(query: &str) {
    let _ = set_query(query);
}

/// Passes on the message and place of a panic, and prints it to the console.
pub fn set_panic_hook() {
    panic::set_hook(Box::new(|panic| {
        console_error_panic_hook::hook(panic);
        let _ = set_message(&panic.to_string());
    }));
}
