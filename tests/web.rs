//! The page in a real browser: `cargo test --target wasm32-unknown-unknown --test web`.
#![cfg(target_arch = "wasm32")]

#[path = "web/page.rs"]
mod page;
#[path = "web/acting.rs"]
mod acting;
#[path = "web/digest.rs"]
mod digest;
#[path = "web/drawing.rs"]
mod drawing;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
