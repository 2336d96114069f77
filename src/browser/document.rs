//! The document: its language, title and colours, and the languages that the reader prefers.

use web_sys::{Element, ScrollBehavior, ScrollToOptions};

use crate::link::Theme;
use crate::text::Language;

use super::window;

/// Sets the document's language, title and colour scheme.
pub fn set_document(language: Language, theme: Theme, title: &str) {
    let Some(document) = window().document() else { return };
    document.set_title(title);
    if let Some(root) = document.document_element() {
        // Setting an attribute fails for invalid names only.
        let _ = root.set_attribute("lang", language.tag());
        let _ = match theme {
            Theme::Auto => root.remove_attribute("data-theme"),
            Theme::Light | Theme::Dark => root.set_attribute("data-theme", theme.key()),
        };
    }
}

/// True if the page is embedded as a figure. `boot.js` sets the attribute, which the style sheet reads too.
pub fn is_embedded() -> bool {
    let root = window().document().and_then(|document| document.document_element());
    root.is_some_and(|root| root.has_attribute("data-embed"))
}

/// The reader's language: Korean if the browser lists it at all, else the first known one, else English.
pub fn reader_language() -> Language {
    let tags = window().navigator().languages();
    let known: Vec<_> = tags.iter().filter_map(|tag| Language::from_tag(&tag.as_string()?)).collect();
    if known.contains(&Language::Korean) {
        Language::Korean
    } else {
        known.first().copied().unwrap_or(Language::English)
    }
}

/// Scrolls the window to its top.
pub fn scroll_to_top(reduced_motion: bool) {
    window().scroll_to_with_scroll_to_options(&scrolled_to(0.0, reduced_motion));
}

/// Scrolls the window so that an element in its lower half starts at its centre.
pub fn scroll_to_center(element: &Element, reduced_motion: bool) {
    let Some(root) = window().document().and_then(|document| document.document_element()) else { return };
    let below = element.get_bounding_client_rect().top() - f64::from(root.client_height() / 2);
    if below > 0.0 {
        window().scroll_by_with_scroll_to_options(&scrolled_to(below, reduced_motion));
    }
}

fn scrolled_to(top: f64, reduced_motion: bool) -> ScrollToOptions {
    let options = ScrollToOptions::new();
    options.set_top(top);
    options.set_behavior(if reduced_motion { ScrollBehavior::Instant } else { ScrollBehavior::Smooth });
    options
}
