//! A server with its session table.

use crate::model::message::Node;
use crate::scene::{Mark, RowLook, ServerCard, SessionRow};
use crate::selection::Selection;

use super::super::el::{El, svg, tenths};
use super::selectable;
use super::shapes::{HATCH, edge, ground, path, rect, text};

/// Its card.
pub fn card(card: &ServerCard) -> El {
    let element = selectable("card server", Selection::Node(Node::Server(card.id)), card.selected, &card.label)
        .attr("data-mark", card.mark.class())
        .attr("data-health", card.health.class())
        .yes_no("data-up", card.up);
    let element = ground(element, card.rect, card.rule_y).with(dot(card)).with_all(card.rows.iter().map(row));
    let texts = [
        ("name", &card.name),
        ("summary", &card.summary),
        ("health", &card.health_text),
        ("load", &card.load),
        ("more", &card.more),
    ];
    texts.into_iter().fold(element, |element, (class, line)| text(element, class, line)).with(edge(card.rect))
}

/// A disc where it is up, a cross in a square where it is down, half a disc where the balancer believes otherwise.
fn dot(card: &ServerCard) -> El {
    let shape = match (card.health, card.up) {
        (Mark::Warn, true) => "m0-4a4 4 0 0 1 0 8zm0 0a4 4 0 0 0 0 8",
        (Mark::Warn, false) => "m0-4a4 4 0 0 0 0 8zm0 0a4 4 0 0 1 0 8",
        (_, true) => "m-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z",
        (_, false) => "m-4-4h8v8h-8zm2 2l4 4m0-4l-4 4",
    };
    path("dot", ["M", &tenths(card.dot.x), " ", &tenths(card.dot.y), shape].concat())
}

fn row(row: &SessionRow) -> El {
    let mut ground = rect("ground", row.rect, 5.0);
    if row.look == RowLook::Orphan {
        // In an attribute, as a style sheet's own addresses may be read relative to the sheet.
        ground = ground.attr("fill", HATCH);
    }
    let element = svg("g").class("row").attr("data-look", row.look.class()).person(Some(row.owner)).with(ground);
    text(text(text(element, "id", &row.id), "text", &row.text), "state", &row.state)
}
