//! A client: the window of a person's browser, and the cookie in it.

use crate::model::message::Node;
use crate::scene::ClientCard;
use crate::selection::Selection;

use super::super::el::{El, svg};
use super::selectable;
use super::shapes::{edge, ground, rect, text};

/// Its card.
pub fn card(card: &ClientCard) -> El {
    let element = selectable("card client", Selection::Node(Node::Client(card.id)), card.selected, &card.label)
        .person(Some(card.id))
        .attr("data-mark", card.mark.class())
        .attr("data-status", card.status_mark.class());
    let badge = svg("circle").class("badge").number("cx", card.badge.x).number("cy", card.badge.y);
    let element = ground(element, card.rect, card.rule_y)
        .with(badge.number("r", card.badge_r))
        .with_all(card.cookie_field.map(|field| rect("field", field, 7.0)))
        .with_all(card.cookie_pill.map(|pill| rect("pill", pill, pill.h / 2.0)));
    let texts = [
        ("initial", &card.initial),
        ("name", &card.name),
        ("address", &card.address),
        ("page", &card.page),
        ("status", &card.status),
        ("label", &card.cookie_label),
        ("cookie", &card.cookie),
    ];
    texts.into_iter().fold(element, |element, (class, line)| text(element, class, line)).with(edge(card.rect))
}
