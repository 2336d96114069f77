//! The few shapes everything on the stage is made of, and its wires.

use leptos::prelude::*;

use crate::scene::{Rect, Scene, Text};

use super::person;

/// Reference to the hatch of what nobody's cookie leads to, and of what is not the newest.
pub const HATCH: &str = "url(#sessionscope-hatch)";
const HATCH_ID: &str = "sessionscope-hatch";
/// Of the corners of cards.
pub const RADIUS: i32 = 10;

/// Lines of text.
pub fn texts(texts: &[Text]) -> impl IntoView + use<> {
    let line = |text: &Text| {
        view! {
            <text
                class=text.class
                x=text.at.x
                y=text.at.y
                text-anchor=text.anchor.svg()
                font-size=text.size
                data-mono=text.mono
                data-bold=text.bold
            >
                {text.text.clone()}
            </text>
        }
    };
    texts.iter().map(line).collect_view()
}

/// A rectangle with round corners.
pub fn rect(class: &'static str, Rect { x, y, w, h }: Rect, radius: i32) -> impl IntoView {
    view! { <rect class=class x=x y=y width=w height=h rx=radius /> }
}

/// The frame around what has the focus or is selected, a little outside of the thing itself.
pub fn ring(Rect { x, y, w, h }: Rect, radius: i32, whose: Option<u8>) -> impl IntoView {
    const GAP: i32 = 4;
    let (x, y, w, h) = (x - GAP, y - GAP, w + 2 * GAP, h + 2 * GAP);
    view! { <rect class="ring" x=x y=y width=w height=h rx=radius + GAP data-person=whose /> }
}

/// A square on its corner, around the origin.
pub fn diamond(class: &'static str, r: i32, whose: Option<u8>) -> impl IntoView {
    view! { <path class=class d=format!("M{} 0L0 {}L{r} 0L0 {r}z", -r, -r) data-person=whose /> }
}

/// A wire. What travels on it lends it its hue.
pub fn wire(scene: &Scene, index: usize) -> impl IntoView + use<> {
    let wire = &scene.wires[index];
    let whose = scene.packets.iter().find(|packet| packet.wire == index).map(|packet| packet.owner);
    view! {
        <path
            class="wire"
            d=wire.path()
            data-kind=wire.kind.class()
            data-cut=wire.cut
            data-busy=wire.busy
            data-person=person(whose)
        />
    }
}

/// The hatch, once a drawing.
pub fn hatch() -> impl IntoView {
    view! {
        <pattern id=HATCH_ID width=6 height=6 patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <path class="hatch" d={"M0 0V6"} />
        </pattern>
    }
}
