//! The document around the figure: its language, title and colours, and what the reader's machine prefers.

use web_sys::{Element, ScrollBehavior, ScrollToOptions};

use crate::link::Theme;
use crate::text::Language;

use super::window;

/// Sets the document's language, title and colour scheme.
pub fn dress(language: Language, theme: Theme, title: &str) {
    let Some(document) = window().document() else { return };
    document.set_title(title);
    if let Some(root) = document.document_element() {
        // Setting an attribute fails for names that are none.
        let _ = root.set_attribute("lang", language.tag());
        let _ = match theme {
            Theme::Auto => root.remove_attribute("data-theme"),
            Theme::Light | Theme::Dark => root.set_attribute("data-theme", theme.key()),
        };
    }
}

/// Loads the page again, at the moment its address leads to.
pub fn reload() {
    // It fails for nothing.
    let _ = window().location().reload();
}

/// Whether the address asks for the figure alone; `boot.js` says so to the style sheet as well.
pub fn is_embedded() -> bool {
    let root = window().document().and_then(|document| document.document_element());
    root.is_some_and(|root| root.has_attribute("data-embed"))
}

/// The reader's language: Korean where they read it at all, else the first one known of those they prefer.
pub fn reader_language() -> Language {
    let tags = window().navigator().languages();
    let mut known = tags.iter().filter_map(|tag| Language::from_tag(&tag.as_string()?));
    let first = known.next();
    if known.any(|language| language == Language::Korean) {
        Language::Korean
    } else {
        first.unwrap_or(Language::English)
    }
}

/// Whether the reader asked their machine for less motion.
pub fn prefers_less_motion() -> bool {
    let query = window().match_media("(prefers-reduced-motion: reduce)");
    query.ok().flatten().is_some_and(|query| query.matches())
}

/// Scrolls until an element that begins in the lower half of the window begins at its middle.
pub fn raise_to_middle(element: &Element) {
    let Some(root) = window().document().and_then(|document| document.document_element()) else { return };
    let below = element.get_bounding_client_rect().top() - f64::from(root.client_height() / 2);
    if below > 0.0 {
        let how = ScrollToOptions::new();
        how.set_top(below);
        how.set_behavior(if prefers_less_motion() { ScrollBehavior::Instant } else { ScrollBehavior::Smooth });
        window().scroll_by_with_scroll_to_options(&how);
    }
}
