//! The few shapes everything on the stage is made of, and its wires.

use crate::scene::{Rect, Scene, Shape, Text};

use super::element::{El, Extra, svg};

/// Reference to the hatch of what nobody's cookie leads to, and of what is not the newest.
pub const HATCH: &str = "url(#sessionscope-hatch)";
const HATCH_ID: &str = "sessionscope-hatch";
/// Of the corners of cards.
pub const RADIUS: i32 = 10;

/// Adds lines of text.
pub fn texts<X: Extra>(mut to: El<X>, texts: &[Text]) -> El<X> {
    for text in texts {
        to = to.with(
            svg("text")
                .class(text.class)
                .number("x", text.at.x)
                .number("y", text.at.y)
                .attr("text-anchor", text.anchor.svg())
                .number("font-size", text.size)
                .flag("data-mono", text.mono)
                .flag("data-bold", text.bold)
                .say(text.text.clone()),
        );
    }
    to
}

/// A rectangle with round corners.
pub fn rect<X: Extra>(class: &'static str, rect: Rect, radius: i32) -> El<X> {
    svg("rect")
        .class(class)
        .number("x", rect.x)
        .number("y", rect.y)
        .number("width", rect.w)
        .number("height", rect.h)
        .number("rx", radius)
}

/// A rectangle that the scene put on a card.
pub fn shape<X: Extra>(shape: &Shape) -> El<X> {
    rect(shape.class, shape.rect, shape.radius)
}

/// The frame around what has the focus or is selected, a little outside of the thing itself.
pub fn ring<X: Extra>(Rect { x, y, w, h }: Rect, radius: i32) -> El<X> {
    const GAP: i32 = 4;
    rect("ring", Rect { x: x - GAP, y: y - GAP, w: w + 2 * GAP, h: h + 2 * GAP }, radius + GAP)
}

/// A square on its corner, around the origin.
pub fn diamond<X: Extra>(class: &'static str, r: i32) -> El<X> {
    path(class, d(&[("M", -r), (" ", 0), ("L0 ", -r), ("L", r), (" ", 0), ("L0 ", r)]) + "z")
}

/// Any path.
pub fn path<X: Extra>(class: &'static str, d: String) -> El<X> {
    svg("path").class(class).attr("d", d)
}

/// Commands, each with a number: the `d` of a path, a `transform`.
pub fn d(commands: &[(&str, i32)]) -> String {
    let mut d = String::new();
    for (command, number) in commands {
        d.push_str(command);
        d.push_str(&number.to_string());
    }
    d
}

/// A wire. What travels on it lends it its hue.
pub fn wire<X: Extra>(scene: &Scene, index: usize) -> El<X> {
    let wire = &scene.wires[index];
    let person = scene.packets.iter().find(|packet| packet.wire == index).map(|packet| packet.owner);
    path("wire", wire.path())
        .attr("data-kind", wire.kind.class())
        .flag("data-cut", wire.cut)
        .flag("data-busy", wire.busy)
        .person(person)
}

/// The hatch, once a drawing.
pub fn hatch<X: Extra>() -> El<X> {
    svg("pattern")
        .attr("id", HATCH_ID)
        .attr("width", "6")
        .attr("height", "6")
        .attr("patternUnits", "userSpaceOnUse")
        .attr("patternTransform", "rotate(45)")
        .with(path("hatch", "M0 0V6".into()))
}
