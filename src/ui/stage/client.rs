//! A client: the window of a person's browser, and the cookie in it.

use leptos::prelude::*;

use crate::model::message::Node;
use crate::scene::ClientCard;
use crate::selection::Selection;

use super::shapes::{band, maybe_rect, path, rect, ring, text};

const RADIUS: f64 = 10.0;

/// Its card.
pub fn card(card: &ClientCard) -> impl IntoView + use<> {
    view! {
        <g
            class="card client"
            role="button"
            tabindex="0"
            data-key=super::key(Selection::Node(Node::Client(card.id)))
            data-person=card.id.0
            data-mark=card.mark.class()
            data-status=card.status_mark.class()
            aria-pressed=if card.selected { "true" } else { "false" }
            aria-label=card.label.clone()
        >
            {ring(card.rect, RADIUS)}
            {rect("box", card.rect, RADIUS)}
            {card.rule_y.map(|until| path("band", band(card.rect, until, RADIUS)))}
            <circle class="badge" cx=card.badge.x cy=card.badge.y r=card.badge_r />
            {text("initial", &card.initial)}
            {text("name", &card.name)}
            {text("address", &card.address)}
            {text("page", &card.page)}
            {text("status", &card.status)}
            {maybe_rect("field", card.cookie_field, 7.0)}
            {maybe_rect("pill", card.cookie_pill, 10.0)}
            {text("label", &card.cookie_label)}
            {text("cookie", &card.cookie)}
            {rect("edge", card.rect, RADIUS)}
        </g>
    }
}
