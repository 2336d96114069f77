//! The few shapes everything on the stage is made of. Each is one view, however often it is drawn.

use leptos::prelude::*;

use crate::scene::{Point, Rect, Text};

/// Reference to the hatch of what nobody's cookie leads to.
pub const HATCH: &str = "url(#sessionscope-hatch)";
const HATCH_ID: &str = "sessionscope-hatch";

/// One line of text.
pub fn text(class: &'static str, text: &Text) -> impl IntoView + use<> {
    let Text { text, at, anchor, size, mono, bold } = text.clone();
    view! {
        <text class=class x=at.x y=at.y text-anchor=anchor.svg() font-size=size data-mono=mono data-bold=bold>
            {text}
        </text>
    }
}

/// A rectangle with round corners.
pub fn rect(class: &'static str, rect: Rect, radius: f64) -> impl IntoView + use<> {
    view! { <rect class=class x=rect.x y=rect.y width=rect.w height=rect.h rx=radius /> }
}

/// The same, or nothing.
pub fn maybe_rect(class: &'static str, shown: Option<Rect>, radius: f64) -> impl IntoView + use<> {
    shown.map(|shown| rect(class, shown, radius))
}

/// Any path.
pub fn path(class: &'static str, d: String) -> impl IntoView + use<> {
    view! { <path class=class d=d /> }
}

/// The frame around what has the focus or is selected, a little outside of the thing itself.
pub fn ring(around: Rect, radius: f64) -> impl IntoView + use<> {
    rect("ring", grown(around, 4.0), radius + 4.0)
}

/// A rectangle with so much more on every side.
pub fn grown(Rect { x, y, w, h }: Rect, by: f64) -> Rect {
    Rect { x: x - by, y: y - by, w: w + 2.0 * by, h: h + 2.0 * by }
}

/// The band above a line, with the round upper corners of its card.
pub fn band(card: Rect, until: f64, radius: f64) -> String {
    let Rect { x, y, w, .. } = card;
    let flat = w - 2.0 * radius;
    format!(
        "M{x} {until}V{:.1}a{radius} {radius} 0 0 1 {radius} -{radius}h{flat:.1}a{radius} {radius} 0 0 1 {radius} {radius}V{until}z",
        y + radius
    )
}

/// A speech bubble: a round rectangle with a tail that points at something outside of it.
pub fn speech(Rect { x, y, w, h }: Rect, tail: Point) -> String {
    const R: f64 = 8.0;
    const HALF: f64 = 6.0;
    let (right, bottom) = (x + w, y + h);
    let along = tail.x.clamp(x + R + HALF, (right - R - HALF).max(x + R + HALF));
    let beside = tail.y.clamp(y + R + HALF, (bottom - R - HALF).max(y + R + HALF));
    let to = |from: Point, back: Point| format!("L{:.1} {:.1}L{:.1} {:.1}L{:.1} {:.1}", from.x, from.y, tail.x, tail.y, back.x, back.y);
    let at = |x, y| Point { x, y };
    let [mut top_edge, mut right_edge, mut bottom_edge, mut left_edge] = [const { String::new() }; 4];
    if tail.y < y {
        top_edge = to(at(along - HALF, y), at(along + HALF, y));
    } else if tail.y > bottom {
        bottom_edge = to(at(along + HALF, bottom), at(along - HALF, bottom));
    } else if tail.x > right {
        right_edge = to(at(right, beside - HALF), at(right, beside + HALF));
    } else {
        left_edge = to(at(x, beside + HALF), at(x, beside - HALF));
    }
    let corner = |x: f64, y: f64| format!("A{R} {R} 0 0 1 {x:.1} {y:.1}");
    [
        format!("M{:.1} {y:.1}", x + R),
        top_edge,
        format!("L{:.1} {y:.1}", right - R),
        corner(right, y + R),
        right_edge,
        format!("L{right:.1} {:.1}", bottom - R),
        corner(right - R, bottom),
        bottom_edge,
        format!("L{:.1} {bottom:.1}", x + R),
        corner(x, bottom - R),
        left_edge,
        format!("L{x:.1} {:.1}", y + R),
        corner(x + R, y),
        "z".into(),
    ]
    .concat()
}

/// The hatch, once a drawing.
pub fn hatch() -> impl IntoView {
    view! {
        <pattern id=HATCH_ID width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <path class="hatch" d="M0 0V6" />
        </pattern>
    }
}
