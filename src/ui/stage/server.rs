//! A server with its session table.

use leptos::prelude::*;

use crate::model::message::Node;
use crate::scene::{Mark, Point, RowLook, ServerCard, SessionRow};
use crate::selection::Selection;

use super::shapes::{HATCH, band, path, rect, ring, text};

const RADIUS: f64 = 10.0;

/// Its card.
pub fn card(card: &ServerCard) -> impl IntoView + use<> {
    view! {
        <g
            class="card server"
            role="button"
            tabindex="0"
            data-key=super::key(Selection::Node(Node::Server(card.id)))
            data-mark=card.mark.class()
            data-health=card.health.class()
            data-up=if card.up { "true" } else { "false" }
            aria-pressed=if card.selected { "true" } else { "false" }
            aria-label=card.label.clone()
        >
            {ring(card.rect, RADIUS)}
            {rect("box", card.rect, RADIUS)}
            {card.rule_y.map(|until| path("band", band(card.rect, until, RADIUS)))}
            {path("dot", dot(card.dot, card.health, card.up))}
            {text("name", &card.name)}
            {text("summary", &card.summary)}
            {text("health", &card.health_text)}
            {text("load", &card.load)}
            {card.rows.iter().map(row).collect::<Vec<_>>()}
            {text("more", &card.more)}
            {rect("edge", card.rect, RADIUS)}
        </g>
    }
}

/// A disc where it is up, a cross in a square where it is down, half a disc where the balancer believes otherwise.
fn dot(at: Point, health: Mark, up: bool) -> String {
    let shape = match (health, up) {
        (Mark::Warn, true) => "m0-4.5a4.5 4.5 0 0 1 0 9zm0 0a4.5 4.5 0 0 0 0 9",
        (Mark::Warn, false) => "m0-4.5a4.5 4.5 0 0 0 0 9zm0 0a4.5 4.5 0 0 1 0 9",
        (_, true) => "m-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0z",
        (_, false) => "m-4.5-4.5h9v9h-9zm2 2l5 5m0-5l-5 5",
    };
    format!("M{} {}{shape}", at.x, at.y)
}

fn row(row: &SessionRow) -> impl IntoView + use<> {
    // In an attribute, as a style sheet's own addresses may be read relative to the sheet.
    let fill = (row.look == RowLook::Orphan).then_some(HATCH);
    view! {
        <g class="row" data-look=row.look.class() data-person=row.owner.0>
            <rect class="ground" x=row.rect.x y=row.rect.y width=row.rect.w height=row.rect.h rx="5" fill=fill />
            {text("id", &row.id)}
            {text("text", &row.text)}
            {text("state", &row.state)}
        </g>
    }
}
