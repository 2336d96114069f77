//! One step as a picture that stands still: the stage of [`crate::drawing`] written out as SVG, with the same classes, so
//! that one style sheet serves both. What can't be seen in a picture (targets for fingers, names for keys, rings of focus)
//! is left out, and so is what SVG and the style sheet take for granted. A story in `tests/e2e` holds the two equal.

use crate::drawing::{self, Child, Inner, Text};
use crate::model::time::SimTime;
use crate::scene::{self, Scene};

/// An element of a picture does nothing.
type El = drawing::El<()>;

/// The scene as it is at `now`, as an `<svg>` with a view box and no size of its own. `attributes` go into its tag as
/// they are.
pub fn svg(scene: &Scene, now: SimTime, attributes: &str) -> String {
    let mut out = format!(r#"<svg viewBox="0 0 {} {}"{attributes}>"#, scene.width, scene.height);
    let wires = (0..scene.wires.len()).map(|index| drawing::wire(scene, index));
    let cards =
        scene.cards.iter().map(|card| drawing::card(card, card.progress.map_or(0, |progress| progress.done(now))));
    let packets = scene.packets.iter().map(|packet| {
        let at = scene::place(scene, packet, now);
        drawing::packet(packet, Text::Owned(format!("translate({:.1} {:.1})", at.x, at.y)))
    });
    for element in wires.chain(cards).chain(scene.bubble.iter().map(drawing::bubble)).chain(packets) {
        write(&element, &mut out);
    }
    out + "</svg>"
}

/// The hatch of what nobody's cookie leads to and of what is not the newest, as a drawing of no size; a page holds it once.
pub fn hatch() -> String {
    let mut out = String::from(r#"<svg class="said" aria-hidden="true">"#);
    write(&drawing::hatch(), &mut out);
    out + "</svg>"
}

/// A text within markup.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn write(element: &El, out: &mut String) {
    let Inner { tag, attributes, children, .. } = &*element.0;
    if attributes.iter().any(is_handle) {
        return;
    }
    let seen: Vec<_> = attributes.iter().filter(|attribute| is_seen(attribute)).collect();
    // A group of nothing but handles and one thing is that thing.
    let is_bare = *tag == "g" && seen.is_empty();
    if !is_bare {
        *out += &format!("<{tag}");
        for (name, value) in seen {
            *out += &if value.is_empty() { format!(" {name}") } else { format!(r#" {name}="{}""#, escape(value)) };
        }
        *out += if children.is_empty() { "/>" } else { ">" };
    }
    for child in children {
        match child {
            Child::Element(element) => write(element, out),
            Child::Text(text) => *out += &escape(text),
            Child::Part(part) => match *part {},
        }
    }
    if !is_bare && !children.is_empty() {
        *out += &format!("</{tag}>");
    }
}

/// Whether an element with this attribute is for hands or keys alone.
fn is_handle((name, value): &(&str, Text)) -> bool {
    matches!((*name, &**value), ("role", "button") | ("class", "target"))
}

/// Whether an attribute changes how something looks.
fn is_seen((name, value): &(&str, Text)) -> bool {
    !matches!((*name, &**value), ("aria-hidden" | drawing::KEY, _) | ("text-anchor", "start") | ("data-mark", "plain"))
}
