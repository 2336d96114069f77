//! Moves the keyboard focus, mostly when a part that has it goes. An embedded figure without the focus would get no more
//! keys.

use leptos::ev::FocusEvent;
use leptos::html;
use leptos::prelude::*;
use leptos::task::{spawn_local, tick};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Key for the next beat.
const NEXT: &str = ".forward";

/// Moves the focus to the key for the next beat when a part of the figure is hidden that has it.
pub fn hand_focus_on(part: impl Fn() -> Option<Element> + 'static, is_shown: Memo<bool>) {
    Effect::new(move || {
        if is_shown.get() {
            return;
        }
        let focused = document().active_element();
        let Some(part) = part().filter(|part| part.contains(focused.as_deref())) else { return };
        focus_next_key(&part);
    });
}

/// Selects the card itself.
pub const WHOLE: &str = ":scope";

/// Focus of a card whose buttons come and go.
#[derive(Clone, Copy)]
pub struct CardFocus {
    card: NodeRef<html::Section>,
    /// The last button of the card that had the focus.
    last: StoredValue<Option<Element>, LocalStorage>,
    /// True if the key for the next beat has the focus because the card had nothing to focus.
    is_away: StoredValue<bool>,
}

impl CardFocus {
    /// The focus of a card. `refuge` selects the element of the present content that gets the focus of a button that has
    /// gone; without one, the key for the next beat has it until there is one.
    pub fn of(card: NodeRef<html::Section>, refuge: Signal<Option<&'static str>>) -> CardFocus {
        let focus = CardFocus { card, last: StoredValue::new_local(None), is_away: StoredValue::new(false) };
        Effect::new(move || {
            let refuge = refuge.get();
            // An effect can run before the render effects of the same change.
            spawn_local(async move {
                tick().await;
                focus.follow(refuge);
            });
        });
        focus
    }

    /// Notes that a part of the card has got the focus.
    pub fn note(self, event: &FocusEvent) {
        let target = event.target().and_then(|target| target.dyn_into().ok());
        self.last.set_value(target);
    }

    /// Takes the focus to the card as a whole.
    pub fn take(self) {
        if let Some(card) = self.card.try_get_untracked().flatten() {
            focus(&card);
        }
    }

    /// Takes the focus from a panel beside or below the figure. While the card is hidden, the key for the next beat has it.
    pub fn take_from_panel(self) {
        let Some(card) = self.card.try_get_untracked().flatten() else { return };
        let is_in_panel = |focused: Element| matches!(focused.closest(".panels, .embedded-task"), Ok(Some(_)));
        if !document().active_element().is_some_and(is_in_panel) {
            return;
        }
        let is_hidden = card.has_attribute("hidden");
        if is_hidden {
            focus_next_key(&card)
        } else {
            focus(&card)
        }
        self.is_away.set_value(is_hidden);
    }

    fn follow(self, refuge: Option<&'static str>) {
        let Some(card) = self.card.try_get_untracked().flatten() else { return };
        let focused = document().active_element();
        let is_hidden = card.has_attribute("hidden");
        let is_nowhere = focused.as_ref().is_none_or(|focused| focused.local_name() == "body");
        // A hidden part keeps the focus until the next frame.
        let is_free = is_nowhere || card.contains(focused.as_deref());
        let is_lost = is_free && self.last.get_value().is_some_and(|last| is_hidden || !last.is_connected());
        let is_on_card = focused.as_ref().is_some_and(|focused| card.is_same_node(Some(focused)));
        let is_waiting =
            self.is_away.get_value() && focused.is_some_and(|focused| matches!(focused.matches(NEXT), Ok(true)));
        let moves = is_lost || is_waiting || (is_on_card && refuge.is_some());
        if !moves {
            return self.is_away.set_value(false);
        }
        self.last.set_value(None);
        match refuge {
            None => focus_next_key(&card),
            Some(WHOLE) => focus(&card),
            Some(selector) => {
                if let Ok(Some(part)) = card.query_selector(selector) {
                    focus(&part);
                }
            }
        }
        self.is_away.set_value(refuge.is_none());
    }
}

/// Focuses the first element of the document that a selector finds, if there is one.
pub fn focus_on(selector: &str) {
    if let Ok(Some(element)) = document().query_selector(selector) {
        focus(&element);
    }
}

fn focus_next_key(part: &Element) {
    let figure = part.closest(".figure").ok().flatten();
    if let Some(next) = figure.and_then(|figure| figure.query_selector(NEXT).ok().flatten()) {
        focus(&next);
    }
}

/// Focuses an element, if it can have the focus.
pub fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        // Fails only for an element that cannot have the focus.
        let _ = element.focus();
    }
}
