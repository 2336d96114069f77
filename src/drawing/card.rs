//! Cards: clients, the balancer, servers and stores, and the balancer's speech bubble.

use leptos::prelude::*;

use crate::model::message::Node;
use crate::model::time::SimTime;
use crate::scene::{BADGE_R, Bubble, Card, Mark, Part, Point, Rect, Row, RowLook};
use crate::selection::Selection;

use super::shapes::{HATCH, RADIUS, rect, ring, texts};
use super::{Medium, person, selectable, yes_no};

/// Draws a card. `now` sets the progress of a joining server.
pub fn card(medium: Medium, card: &Card, now: SimTime) -> impl IntoView + use<> {
    let Rect { x, y, w, h } = card.rect;
    let whole = Rect { x: 0, y: 0, w, h };
    let (class, client) = card.kind();
    let owner = person(client);
    // The band of the title has the round upper corners of the card.
    let band = card.rule_y.map(|until| {
        let d = format!("M0 {until}V{RADIUS}a10 10 0 0 1 10-10H{}a10 10 0 0 1 10 10V{until}", w - RADIUS);
        view! { <path class="band" d=d /> }
    });
    let shapes = card.shapes.iter().map(|shape| rect(shape.class, shape.rect, shape.radius)).collect_view();
    let progress = card.progress.map(|progress| {
        let Rect { x, y, h, .. } = progress.bar;
        view! {
            {rect("bar", progress.bar, 1)}
            <rect class="done" x=x y=y width=progress.filled_w(now) height=h rx=1 />
        }
    });
    let drawn = view! {
        <g
            class=class
            data-person=owner
            data-mark=card.mark.class()
            data-state=card.state.class()
            data-up=yes_no(card.up)
            data-acting={card.part == Part::Acting}
            data-idle={card.part == Part::Idle}
            aria-hidden="true"
        >
            {rect("box", whole, RADIUS)}
            {band}
            {shapes}
            {card.dot.map(|at| dot(card, at))}
            {card.rows.iter().map(row).collect_view()}
            {progress}
            {texts(&card.texts)}
            {rect("edge", whole, RADIUS)}
        </g>
    };
    let place = format!("translate({x} {y})");
    selectable(
        medium,
        Selection::Node(card.node),
        card.selected,
        card.label.clone(),
        place,
        ring(whole, RADIUS, owner),
        drawn,
    )
}

/// Draws the badge of a client, or the state of a machine. A disc means up, a cross in a square means down. A half disc
/// means that the balancer has not noticed a change yet.
fn dot(card: &Card, Point { x, y }: Point) -> impl IntoView + use<> {
    let shape = match (card.node, card.state, card.up) {
        (Node::Client(_), ..) => {
            return view! { <circle class="badge" cx=x cy=y r=BADGE_R /> }.into_any();
        }
        (_, Mark::Warn, true) => "m0-4a4 4 0 0 1 0 8zm0 0a4 4 0 0 0 0 8",
        (_, Mark::Warn, false) => "m0-4a4 4 0 0 0 0 8zm0 0a4 4 0 0 1 0 8",
        (_, _, true) => "m-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z",
        (_, _, false) => "m-4-4h8v8h-8zm2 2l4 4m0-4l-4 4",
    };
    view! { <path class="dot" d=format!("M{x} {y}{shape}") /> }.into_any()
}

fn row(row: &Row) -> impl IntoView + use<> {
    let Rect { x, y, w, h } = row.rect;
    let hatched = matches!(row.look, RowLook::Orphan | RowLook::Stale | RowLook::Behind);
    view! {
        <g class="row" data-look=row.look.class() data-person=person(Some(row.owner))>
            // An attribute, since a reference in a style sheet could be relative to the sheet.
            <rect class="ground" x=x y=y width=w height=h rx=5 fill=hatched.then_some(HATCH) />
            {texts(&row.texts)}
        </g>
    }
}

/// Draws the balancer's reason in a speech bubble.
pub fn bubble(bubble: &Bubble) -> impl IntoView + use<> {
    // The tail hides a part of the lower edge. A bubble inside of a card has no tail.
    let foot = bubble.rect.y + bubble.rect.h - 1;
    let Point { x, y } = bubble.tail;
    let tail = (y > foot).then(|| {
        view! { <path class="tail" d=format!("M{} {foot}L{x} {y}L{} {foot}", x - 6, x + 6) /> }
    });
    view! {
        <g class="bubble" data-person=person(Some(bubble.owner))>
            {rect("box", bubble.rect, 8)}
            {tail}
            {texts(&bubble.lines)}
        </g>
    }
}
