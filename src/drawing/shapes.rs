//! Basic shapes of the stage, and its wires.

use leptos::prelude::*;

use crate::scene::{Rect, Scene, Tag, Text, Way};

use super::person;

/// Reference to [`hatch`], the fill of orphaned and stale sessions.
pub const HATCH: &str = "url(#sessionscope-hatch)";
const HATCH_ID: &str = "sessionscope-hatch";
/// Corner radius of cards.
pub const RADIUS: i32 = 10;

/// Draws lines of text.
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

/// Draws a rectangle with round corners.
pub fn rect(class: &'static str, Rect { x, y, w, h }: Rect, radius: i32) -> impl IntoView {
    view! { <rect class=class x=x y=y width=w height=h rx=radius /> }
}

/// Draws the ring around a focused or selected thing.
pub fn ring(Rect { x, y, w, h }: Rect, radius: i32, owner: Option<u8>) -> impl IntoView {
    const GAP: i32 = 4;
    let (x, y, w, h) = (x - GAP, y - GAP, w + 2 * GAP, h + 2 * GAP);
    view! { <rect class="ring" x=x y=y width=w height=h rx=radius + GAP data-person=owner /> }
}

/// Draws a diamond around the origin.
pub fn diamond(class: &'static str, r: i32, owner: Option<u8>) -> impl IntoView {
    view! { <path class=class d=format!("M{} 0L0 {}L{r} 0L0 {r}z", -r, -r) data-person=owner /> }
}

/// Draws a wire, in the hue of the message on it.
pub fn wire(scene: &Scene, index: usize) -> impl IntoView + use<> {
    let wire = &scene.wires[index];
    let owner = scene.packets.iter().find(|packet| packet.wire == index).map(|packet| packet.owner);
    view! {
        <path
            class="wire"
            d=wire.path()
            data-kind=wire.kind.class()
            data-unusable={!wire.usable}
            data-busy=wire.busy
            data-person=person(owner)
        />
    }
}

/// Draws the predicted or the real way of a request.
pub fn way(way: &Way) -> impl IntoView + use<> {
    view! { <path class="way" d=way.wire.path() data-expected=way.is_expected data-person=person(Some(way.owner)) /> }
}

/// Draws the label of a way, or a predicted page.
pub fn tag(tag: &Tag) -> impl IntoView + use<> {
    view! {
        <g class="tag" data-expected=tag.is_expected data-person=person(Some(tag.owner)) aria-hidden="true">
            {rect("box", tag.rect, tag.rect.h / 2)}
            {texts(std::slice::from_ref(&tag.text))}
        </g>
    }
}

/// Draws the definition of the hatch. A document needs it once.
pub fn hatch() -> impl IntoView {
    view! {
        <pattern id=HATCH_ID width=6 height=6 patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <path class="hatch" d={"M0 0V6"} />
        </pattern>
    }
}
