//! Browser facilities: performs the player's [`Effect`]s and reads properties of the reader's browser.
//!
//! The browser may refuse any of them: storage in a private window, the clipboard without a secure context, the address
//! bar in a sandbox. The app then goes on without. Observers and media queries are not here: `ui` takes them from
//! `leptos-use`.

mod address;
mod clipboard;
mod document;
mod file;
mod frames;
mod host;
mod panic;
mod preferences;
mod seed;

pub use address::{Address, page_url, share_url};
pub use clipboard::copy;
pub use document::{is_embedded, reader_language, scroll_to_center, scroll_to_top, set_document};
pub use file::{read, save, take_file};
pub use frames::Frames;
pub use host::Host;
pub use panic::set_panic_hook;
pub use preferences::{is_change_of_remembered, remembered, store_preference, stored_preferences};
pub use seed::fresh_seed;

use crate::player::Effect;

/// Performs the player's effects, in order.
pub fn perform(effects: Vec<Effect>, address: &Address) {
    for effect in effects {
        match effect {
            Effect::ReplaceAddress(query) => address.replace(query),
            Effect::PushAddress { left, opened } => address.push(&left, &opened),
            Effect::Remember(preference) => store_preference(preference),
            Effect::GoalReached { goal, acts, link } => address.goal_reached(goal, acts, &link),
            Effect::LessonDone { lesson, done } => address.lesson_done(lesson, done),
            Effect::Forget => address.forget(),
        }
    }
}

fn window() -> web_sys::Window {
    web_sys::window().expect("the app runs in a page")
}
