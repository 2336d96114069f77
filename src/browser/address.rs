//! The address bar: shows the link that leads to this very step.

use std::cell::{Cell, RefCell};

use gloo_timers::callback::Timeout;
use wasm_bindgen::JsValue;

use super::fall::leads_here;
use super::window;

/// Browsers refuse a page that changes its address more often than about 100 times in 30 s.
const QUIET_MS: u32 = 300;

/// Writes the last of a flood of addresses, once the flood is over.
#[derive(Default)]
pub struct AddressBar {
    pending: RefCell<Option<Timeout>>,
    silent: Cell<bool>,
}

impl AddressBar {
    /// The query the page was opened with, without its `?`.
    pub fn query() -> String {
        window().location().search().unwrap_or_default()
    }

    /// Never writes: for a figure that is not the page's own (a test, an embed).
    pub fn silent() -> AddressBar {
        AddressBar { silent: Cell::new(true), ..AddressBar::default() }
    }

    /// Shows this query soon.
    pub fn replace(&self, query: String) {
        if self.silent.get() {
            return;
        }
        leads_here(&url_of(&query));
        let write = move || {
            if let Ok(history) = window().history() {
                // A sandboxed frame may not; its reader has no address bar either.
                let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&url_of(&query)));
            }
        };
        // The one that was pending is dropped, and with it never written.
        *self.pending.borrow_mut() = Some(Timeout::new(QUIET_MS, write));
    }
}

/// The whole address of a query, to be given to others.
pub fn share_url(query: &str) -> String {
    let location = window().location();
    let (origin, path) = (location.origin().unwrap_or_default(), location.pathname().unwrap_or_default());
    origin + &path + &url_of(query)
}

fn url_of(query: &str) -> String {
    String::from("?") + query
}
