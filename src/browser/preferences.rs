//! Choices that outlive the visit, in `localStorage`; without it they last as long as the page.

use crate::link::Theme;
use crate::pace::Speed;
use crate::player::Preference;
use crate::text::Language;

use super::window;

const LANGUAGE: &str = "sessionscope.language";
const THEME: &str = "sessionscope.theme";
const SPEED: &str = "sessionscope.speed";

/// Remembers a choice for the next visit.
pub fn remember(preference: Preference) {
    let (key, value) = match preference {
        Preference::Language(language) => (LANGUAGE, language.tag()),
        Preference::Theme(theme) => (THEME, theme.key()),
        Preference::Speed(speed) => (SPEED, speed.label()),
    };
    if let Some(storage) = storage() {
        // Full, or forbidden.
        let _ = storage.set_item(key, value);
    }
}

/// What was chosen on an earlier visit.
pub fn recall() -> Vec<Preference> {
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
