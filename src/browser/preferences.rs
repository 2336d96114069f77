//! Preferences of the reader, stored in `localStorage` for the next visit. An embedded figure stores nothing: its reader
//! visits the article.
//!
//! By hand, since `gloo-storage` panics where storage is forbidden (a private window, a sandboxed frame).

use web_sys::StorageEvent;

use crate::goal::{self, Goal};
use crate::lesson::record::Done;
use crate::lesson::{self, Lesson};
use crate::link::Theme;
use crate::pace::Speed;
use crate::player::{Preference, Remembered};
use crate::text::Language;

use super::{is_embedded, window};

const LANGUAGE: &str = "sessionscope.language";
const THEME: &str = "sessionscope.theme";
const SPEED: &str = "sessionscope.speed";
/// `boot.js` reads it too.
const STAGE: &str = "sessionscope.stage";
const STAGE_KNOWN: &str = "known";
const GOALS: &str = "sessionscope.goals";
const LESSONS: &str = "sessionscope.lessons";

/// Stores a preference for the next visit.
pub fn store_preference(preference: Preference) {
    if is_embedded() {
        return;
    }
    let (key, value) = match preference {
        Preference::Language(language) => (LANGUAGE, language.tag()),
        Preference::Theme(theme) => (THEME, theme.key()),
        Preference::Speed(speed) => (SPEED, speed.label()),
        Preference::StageHintDismissed => (STAGE, STAGE_KNOWN),
    };
    store(key, value);
}

/// Preferences of earlier visits. Unknown values are left out.
pub fn stored_preferences() -> Vec<Preference> {
    let Some(storage) = storage() else { return Vec::new() };
    let read = |key| storage.get_item(key).ok().flatten().unwrap_or_default();
    let (language, theme, speed) = (read(LANGUAGE), read(THEME), read(SPEED));
    let language = Language::from_tag(&language).map(Preference::Language);
    let theme = Theme::ALL.into_iter().find(|known| known.key() == theme).map(Preference::Theme);
    let speed = Speed::ALL.into_iter().find(|known| known.label() == speed).map(Preference::Speed);
    let stage = (read(STAGE) == STAGE_KNOWN).then_some(Preference::StageHintDismissed);
    language.into_iter().chain(theme).chain(speed).chain(stage).collect()
}

/// Lessons and goals of this device. An embedded figure knows of none.
pub fn remembered() -> Remembered {
    let read = |key| {
        let storage = storage().filter(|_| !is_embedded());
        storage.and_then(|storage| storage.get_item(key).ok().flatten()).unwrap_or_default()
    };
    Remembered { goals: goal::Record::read(&read(GOALS)), lessons: lesson::Record::read(&read(LESSONS)) }
}

/// True for the event of another tab that changed the lessons or goals of this device.
pub fn is_change_of_remembered(event: &StorageEvent) -> bool {
    event.key().is_none_or(|key| key == GOALS || key == LESSONS)
}

/// Adds a goal to the stored ones. Another tab may have stored goals since.
pub(super) fn store_goal(goal: Goal, acts: usize) {
    let mut goals = remembered().goals;
    goals.add(goal, acts);
    store(GOALS, &goals.to_string());
}

/// Adds the way through a lesson to the stored ones. Another tab may have stored lessons since.
pub(super) fn store_lesson(lesson: Lesson, done: Done) {
    let mut lessons = remembered().lessons;
    lessons.add(lesson, done);
    store(LESSONS, &lessons.to_string());
}

pub(super) fn forget() {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(GOALS);
        let _ = storage.remove_item(LESSONS);
    }
}

fn store(key: &str, value: &str) {
    if let Some(storage) = storage() {
        // Fails if the storage is full or forbidden.
        let _ = storage.set_item(key, value);
    }
}

fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}
