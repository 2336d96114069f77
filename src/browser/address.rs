//! The link to the present step: shown in the address bar, or sent to the page that embeds the figure.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use wasm_bindgen::JsValue;

use super::panic::remember_query;
use super::window;

/// Delay before a link is shown. Browsers refuse more than about 100 address changes in 30 s.
const DEBOUNCE_MS: u32 = 300;

/// Shows links, debounced: of several in a row, only the last one.
pub struct Address {
    target: Target,
    pending: RefCell<Option<Timeout>>,
}

/// Sends a link to the page that embeds the figure.
type LinkSender = Rc<dyn Fn(&str)>;

#[derive(Clone)]
enum Target {
    Bar,
    Host(LinkSender),
    Nowhere,
}

impl Address {
    /// Shows links in the address bar.
    pub fn in_bar() -> Address {
        Address::of(Target::Bar)
    }

    /// Sends links to the page that embeds the figure.
    pub fn for_host(send: LinkSender) -> Address {
        Address::of(Target::Host(send))
    }

    /// Shows nothing: for tests and for the fuzzer.
    pub fn silent() -> Address {
        Address::of(Target::Nowhere)
    }

    fn of(target: Target) -> Address {
        Address { target, pending: RefCell::new(None) }
    }

    /// The query that the page was opened with, including its `?`; empty if there is none.
    pub fn query() -> String {
        window().location().search().unwrap_or_default()
    }

    /// Shows this query after a short delay, unless another one follows.
    pub fn replace(&self, query: String) {
        if matches!(self.target, Target::Nowhere) {
            return;
        }
        remember_query(&url_of(&query));
        let target = self.target.clone();
        // Dropping the previous timeout cancels it.
        *self.pending.borrow_mut() = Some(Timeout::new(DEBOUNCE_MS, move || show(&target, &query)));
    }
}

fn show(target: &Target, query: &str) {
    match target {
        Target::Bar => {
            if let Ok(history) = window().history() {
                // A sandboxed frame may not change its address. It has no address bar either.
                let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&url_of(query)));
            }
        }
        Target::Host(send) => send(query),
        Target::Nowhere => {}
    }
}

/// The absolute URL of a query, for sharing.
pub fn share_url(query: &str) -> String {
    let location = window().location();
    let (origin, path) = (location.origin().unwrap_or_default(), location.pathname().unwrap_or_default());
    format!("{origin}{path}{}", url_of(query))
}

fn url_of(query: &str) -> String {
    format!("?{query}")
}
