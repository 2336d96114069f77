//! The stage as elements: what the page draws, and what its pictures are made of. Every place and word comes from
//! [`scene`](crate::scene); here is decided which shapes they become, and which classes the style sheet knows them by.
//!
//! In reading order: [`El`], an element as plain data; the shapes, cards and messages of the stage.

mod element;
mod shapes;
mod card;
mod packet;

use crate::model::ids::CopyId;
use crate::model::message::Node;
use crate::selection::Selection;

pub use card::{DONE, bubble, card};
pub use element::{Child, El, Extra, Inner, Text, svg};
pub use packet::packet;
pub use shapes::{hatch, wire};

/// Attribute that names a thing on the stage.
pub const KEY: &str = "data-key";

/// A thing on the stage that can be selected, and whether it is. Its handle is a button with a sentence for a name and
/// nothing but the ring in it; what is drawn is not told twice.
fn selectable<X: Extra>(selection: Selection, selected: bool, label: &str, ring: El<X>, drawn: El<X>) -> El<X> {
    let handle = svg("g")
        .attr("role", "button")
        .attr("tabindex", "0")
        .yes_no("aria-pressed", selected)
        .attr("aria-label", label.to_owned())
        .with(ring);
    svg("g").attr(KEY, key(selection)).with(handle).with(drawn.attr("aria-hidden", "true"))
}

/// The name of a thing on the stage.
pub fn key(selection: Selection) -> String {
    match selection {
        Selection::Node(Node::Client(client)) => format!("{client}"),
        Selection::Node(Node::Balancer) => "balancer".into(),
        Selection::Node(Node::Server(server)) => format!("{server}"),
        Selection::Node(Node::Store(store)) => format!("{store}"),
        Selection::Message(request) => format!("m{request}"),
        Selection::Copy(CopyId { client, version, to }) => format!("{client}v{version}-{to}"),
    }
}
