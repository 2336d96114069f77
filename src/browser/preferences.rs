//! Preferences of the reader, stored in `localStorage` for the next visit.
//!
//! By hand, since `gloo-storage` panics where storage is forbidden (a private window, a sandboxed frame).

use crate::link::Theme;
use crate::pace::Speed;
use crate::player::Preference;
use crate::text::Language;

use super::window;

const LANGUAGE: &str = "sessionscope.language";
const THEME: &str = "sessionscope.theme";
const SPEED: &str = "sessionscope.speed";

/// Stores a preference for the next visit.
pub fn store_preference(preference: Preference) {
    let (key, value) = match preference {
        Preference::Language(language) => (LANGUAGE, language.tag()),
        Preference::Theme(theme) => (THEME, theme.key()),
        Preference::Speed(speed) => (SPEED, speed.label()),
    };
    if let Some(storage) = storage() {
        // Fails if the storage is full or forbidden.
        let _ = storage.set_item(key, value);
    }
}

/// Preferences of earlier visits. Unknown values are left out.
pub fn stored_preferences() -> Vec<Preference> {
    let Some(storage) = storage() else { return Vec::new() };
    let read = |key| storage.get_item(key).ok().flatten().unwrap_or_default();
    let (language, theme, speed) = (read(LANGUAGE), read(THEME), read(SPEED));
    let language = Language::from_tag(&language).map(Preference::Language);
    let theme = Theme::ALL.into_iter().find(|known| known.key() == theme).map(Preference::Theme);
    let speed = Speed::ALL.into_iter().find(|known| known.label() == speed).map(Preference::Speed);
    language.into_iter().chain(theme).chain(speed).collect()
}

fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}
