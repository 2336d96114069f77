//! Where the link that leads to this very step is shown: in the address bar, or, in an article, to the page around.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use wasm_bindgen::JsValue;

use super::fall::leads_here;
use super::window;

/// Browsers refuse a page that changes its address more often than about 100 times in 30 s.
const QUIET_MS: u32 = 300;

/// Shows the last of a flood of addresses, once the flood is over.
#[derive(Default)]
pub struct Address {
    place: Place,
    pending: RefCell<Option<Timeout>>,
}

/// Tells the page around a figure.
type Teller = Rc<dyn Fn(&str)>;

/// Where it is shown.
#[derive(Clone, Default)]
enum Place {
    Bar,
    Host(Teller),
    #[default]
    Nowhere,
}

impl Address {
    /// In the address bar.
    pub fn in_bar() -> Address {
        Address::at(Place::Bar)
    }

    /// To the page around a figure, whose own address is nobody's.
    pub fn for_host(tell: Teller) -> Address {
        Address::at(Place::Host(tell))
    }

    /// Nowhere: for a figure in a test.
    pub fn silent() -> Address {
        Address::default()
    }

    fn at(place: Place) -> Address {
        Address { place, pending: RefCell::new(None) }
    }

    /// The query the page was opened with, with its `?`; empty where there is none.
    pub fn query() -> String {
        window().location().search().unwrap_or_default()
    }

    /// Shows this query soon.
    pub fn replace(&self, query: String) {
        if matches!(self.place, Place::Nowhere) {
            return;
        }
        leads_here(&url_of(&query));
        let place = self.place.clone();
        // The one that was pending is dropped, and with it never shown.
        *self.pending.borrow_mut() = Some(Timeout::new(QUIET_MS, move || show(&place, &query)));
    }
}

fn show(place: &Place, query: &str) {
    match place {
        Place::Bar => {
            if let Ok(history) = window().history() {
                // A sandboxed frame may not; its reader has no address bar either.
                let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&url_of(query)));
            }
        }
        Place::Host(tell) => tell(query),
        Place::Nowhere => {}
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
