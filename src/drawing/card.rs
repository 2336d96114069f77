//! A card: a client's window, the balancer, a server, a store. They differ in their class, and in what the scene put on
//! them.

use crate::model::message::Node;
use crate::scene::{BADGE_R, Bubble, Card, Mark, Point, Progress, Rect, Row, RowLook};
use crate::selection::Selection;

use super::element::{El, Extra, svg};
use super::selectable;
use super::shapes::{self, HATCH, RADIUS, path, rect, ring, shape, texts};

/// Class of the bar's part that is done.
pub const DONE: &str = "done";

/// Any card; of what takes its time, so many pixels of its bar are done.
pub fn card<X: Extra>(card: &Card, done: i32) -> El<X> {
    let Rect { x, y, w, h } = card.rect;
    let whole = Rect { x: 0, y: 0, w, h };
    let (class, person) = card.kind();
    let mut element = svg("g")
        .class(class)
        .person(person)
        .attr("data-mark", card.mark.class())
        .attr("data-state", card.state.class())
        .yes_no("data-up", card.up)
        .with(rect("box", whole, RADIUS));
    if let Some(until) = card.rule_y {
        // The band of its title, with the round upper corners of the card.
        let d = shapes::d(&[
            ("M0 ", until),
            ("V", RADIUS),
            ("a10 10 0 0 1 10-10H", w - RADIUS),
            ("a10 10 0 0 1 10 10V", until),
        ]);
        element = element.with(path("band", d));
    }
    element = element.with_all(card.shapes.iter().map(shape));
    if let Some(at) = card.dot {
        element = element.with(dot(card, at));
    }
    element = element.with_all(card.rows.iter().map(row));
    if let Some(Progress { bar, .. }) = card.progress {
        element = element.with(rect("bar", bar, 1)).with(rect(DONE, Rect { w: done, ..bar }, 1));
    }
    let element = texts(element, &card.texts).with(rect("edge", whole, RADIUS));
    let ring = ring(whole, RADIUS).person(person);
    let place = shapes::d(&[("translate(", x), (" ", y)]) + ")";
    selectable(Selection::Node(card.node), card.selected, &card.label, ring, element).attr("transform", place)
}

/// A client's badge. Of a machine a disc where it is up, a cross in a square where it is down, half a disc where
/// something is in doubt.
fn dot<X: Extra>(card: &Card, at: Point) -> El<X> {
    if matches!(card.node, Node::Client(_)) {
        return svg("circle").class("badge").number("cx", at.x).number("cy", at.y).number("r", BADGE_R);
    }
    let shape = match (card.state, card.up) {
        (Mark::Warn, true) => "m0-4a4 4 0 0 1 0 8zm0 0a4 4 0 0 0 0 8",
        (Mark::Warn, false) => "m0-4a4 4 0 0 0 0 8zm0 0a4 4 0 0 1 0 8",
        (_, true) => "m-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z",
        (_, false) => "m-4-4h8v8h-8zm2 2l4 4m0-4l-4 4",
    };
    path("dot", shapes::d(&[("M", at.x), (" ", at.y)]) + shape)
}

fn row<X: Extra>(row: &Row) -> El<X> {
    let mut ground = rect("ground", row.rect, 5);
    if matches!(row.look, RowLook::Orphan | RowLook::Stale | RowLook::Behind) {
        // In an attribute, as a style sheet's own addresses may be read relative to the sheet.
        ground = ground.attr("fill", HATCH);
    }
    let element = svg("g").class("row").attr("data-look", row.look.class()).person(Some(row.owner)).with(ground);
    texts(element, &row.texts)
}

/// Why the balancer chose as it did, in a speech bubble.
pub fn bubble<X: Extra>(bubble: &Bubble) -> El<X> {
    let element = svg("g").class("bubble").person(Some(bubble.owner)).with(rect("box", bubble.rect, 8));
    // From within the lower edge, which it so opens; where the bubble is in the card there is nothing to point at.
    let foot = bubble.rect.y + bubble.rect.h - 1;
    let Point { x, y } = bubble.tail;
    let element = if y > foot {
        element
            .with(path("tail", shapes::d(&[("M", x - 6), (" ", foot), ("L", x), (" ", y), ("L", x + 6), (" ", foot)])))
    } else {
        element
    };
    texts(element, &bubble.lines)
}
