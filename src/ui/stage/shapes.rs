//! The few shapes everything on the stage is made of.

use crate::scene::{Point, Rect, Text, Wire};

use super::super::el::{El, svg, tenths};

/// Reference to the hatch of what nobody's cookie leads to.
pub const HATCH: &str = "url(#sessionscope-hatch)";
const HATCH_ID: &str = "sessionscope-hatch";
/// Of the corners of cards.
const RADIUS: f64 = 10.0;

/// Adds one line of text; nothing where there is none.
pub fn text(to: El, class: &'static str, text: &Text) -> El {
    if text.text.is_empty() {
        return to;
    }
    let element = svg("text")
        .class(class)
        .number("x", text.at.x)
        .number("y", text.at.y)
        .attr("text-anchor", text.anchor.svg())
        .number("font-size", text.size)
        .flag("data-mono", text.mono)
        .flag("data-bold", text.bold)
        .say(text.text.clone());
    to.with(element)
}

/// A rectangle with round corners.
pub fn rect(class: &'static str, rect: Rect, radius: f64) -> El {
    svg("rect")
        .class(class)
        .number("x", rect.x)
        .number("y", rect.y)
        .number("width", rect.w)
        .number("height", rect.h)
        .number("rx", radius)
}

/// The frame around what has the focus or is selected, a little outside of the thing itself.
pub fn ring(Rect { x, y, w, h }: Rect, radius: f64) -> El {
    const GAP: f64 = 4.0;
    rect("ring", Rect { x: x - GAP, y: y - GAP, w: w + 2.0 * GAP, h: h + 2.0 * GAP }, radius + GAP)
}

/// Adds a card's ground, and the band of its title where it has one.
pub fn ground(to: El, card: Rect, band_until: Option<f64>) -> El {
    let to = to.with(ring(card, RADIUS)).with(rect("box", card, RADIUS));
    match band_until {
        Some(until) => to.with(path("band", band(card, until))),
        None => to,
    }
}

/// A card's edge, over everything on it.
pub fn edge(card: Rect) -> El {
    rect("edge", card, RADIUS)
}

/// Any path.
pub fn path(class: &'static str, d: String) -> El {
    svg("path").class(class).attr("d", d)
}

/// A wire's curve.
pub fn curve(wire: &Wire) -> String {
    let Wire { start, start_control, end_control, end, .. } = *wire;
    let mut d = String::new();
    to(&mut d, "M", &[start]);
    to(&mut d, "C", &[start_control, end_control, end]);
    d
}

/// A speech bubble: a round rectangle with a tail that points at something outside of it.
pub fn speech(Rect { x, y, w, h }: Rect, tail: Point) -> String {
    const R: f64 = 8.0;
    const HALF: f64 = 6.0;
    let (right, bottom) = (x + w, y + h);
    let at = |x, y| Point { x, y };
    // The tail leaves the edge that it lies beyond, as near to it as the corners allow.
    let along = tail.x.min(right - R - HALF).max(x + R + HALF);
    let beside = tail.y.min(bottom - R - HALF).max(y + R + HALF);
    // For each edge, clockwise from the top: where it ends, where the next begins, and the foot of a tail on it.
    let edges = [
        [at(right - R, y), at(right, y + R), at(along - HALF, y), at(along + HALF, y)],
        [at(right, bottom - R), at(right - R, bottom), at(right, beside - HALF), at(right, beside + HALF)],
        [at(x + R, bottom), at(x, bottom - R), at(along + HALF, bottom), at(along - HALF, bottom)],
        [at(x, y + R), at(x + R, y), at(x, beside + HALF), at(x, beside - HALF)],
    ];
    let of_tail = if tail.y < y {
        0
    } else if tail.y > bottom {
        2
    } else if tail.x > right {
        1
    } else {
        3
    };
    let mut d = String::new();
    to(&mut d, "M", &[at(x + R, y)]);
    for (index, [end, next, out, back]) in edges.into_iter().enumerate() {
        if index == of_tail {
            to(&mut d, "L", &[out, tail, back]);
        }
        to(&mut d, "L", &[end]);
        round(&mut d, R, next);
    }
    d + "z"
}

/// The hatch, once a drawing.
pub fn hatch() -> El {
    svg("pattern")
        .attr("id", HATCH_ID)
        .attr("width", "6")
        .attr("height", "6")
        .attr("patternUnits", "userSpaceOnUse")
        .attr("patternTransform", "rotate(45)")
        .with(path("hatch", "M0 0V6".into()))
}

/// The band above a line, with the round upper corners of its card.
fn band(Rect { x, y, w, .. }: Rect, until: f64) -> String {
    let at = |x, y| Point { x, y };
    let mut d = String::new();
    to(&mut d, "M", &[at(x, until)]);
    to(&mut d, "L", &[at(x, y + RADIUS)]);
    round(&mut d, RADIUS, at(x + RADIUS, y));
    to(&mut d, "L", &[at(x + w - RADIUS, y)]);
    round(&mut d, RADIUS, at(x + w, y + RADIUS));
    to(&mut d, "L", &[at(x + w, until)]);
    d + "z"
}

/// Adds a command with its points to a path's `d`.
fn to(d: &mut String, command: &str, points: &[Point]) {
    d.push_str(command);
    for point in points {
        for number in [point.x, point.y] {
            d.push(' ');
            d.push_str(&tenths(number));
        }
    }
}

/// Adds a quarter of a circle, clockwise.
fn round(d: &mut String, radius: f64, end: Point) {
    to(d, "A", &[Point { x: radius, y: radius }]);
    to(d, " 0 0 1", &[end]);
}
