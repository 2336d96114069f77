//! The browser's side of the app: performs [`Effect`]s and answers questions about the reader's machine. The one place
//! that touches web-sys beyond the events and element references of [`crate::ui`].
//!
//! Everything here may be refused (storage in a private window, the clipboard without a secure context, the address bar
//! in a sandbox): then the app goes on without.

mod address;
mod clipboard;
mod document;
mod fall;
mod file;
mod frames;
mod host;
mod preferences;
mod promise;
mod seed;
mod watch;

pub use address::{Address, share_url};
pub use clipboard::copy;
pub use document::{dress, is_embedded, prefers_less_motion, raise_to_middle, reader_language, reload};
pub use fall::{can_not_start, is_drawn, keep_last_words};
pub use file::{read_chosen, save};
pub use frames::Frames;
pub use host::{Host, Listener};
pub use preferences::{recall, remember};
pub use seed::fresh_seed;
pub use watch::Watch;

use crate::player::Effect;

/// Performs what the player asks for, in order.
pub fn perform(effects: Vec<Effect>, address: &Address) {
    for effect in effects {
        match effect {
            Effect::ReplaceAddress(query) => address.replace(query),
            Effect::Remember(preference) => remember(preference),
        }
    }
}

/// The page's window. Wasm runs nowhere else here.
fn window() -> web_sys::Window {
    web_sys::window().expect("the app runs in a page")
}
