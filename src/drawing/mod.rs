//! The stage as Leptos views, for the page and, natively, for pictures. Positions and texts come from
//! [`scene`](crate::scene); this module chooses shapes and CSS classes.
//!
//! A view is a function of plain data and of the simulated moment; it reads no signal. It is not a component, since a
//! component can't borrow its data. `use<>` in a return type says that the returned view borrows nothing either.

mod card;
mod packet;
mod shapes;

use leptos::prelude::*;

use crate::model::ids::{ClientId, CopyId};
use crate::model::message::Node;
use crate::selection::Selection;
use crate::text::{Part, Sentence, Tone};

pub use card::{bubble, card};
pub use packet::packet;
pub use shapes::{hatch, tag, way, wire};

/// Attribute that identifies a node or message on the stage.
pub const KEY: &str = "data-key";

/// The destination of a drawing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Medium {
    /// The page: nodes and messages can be selected.
    Page,
    /// A picture without interaction.
    Picture,
}

/// A node or message that can be selected. On the page it has a button with `label` as its name; the drawing itself is
/// hidden from screen readers.
fn selectable(
    medium: Medium,
    selection: Selection,
    selected: bool,
    label: String,
    transform: String,
    ring: impl IntoView,
    drawn: impl IntoView,
) -> impl IntoView {
    let on_page = medium == Medium::Page;
    let handle = on_page.then(|| {
        view! {
            <g role="button" tabindex="0" aria-pressed=yes_no(selected) aria-label=label>
                {ring}
            </g>
        }
    });
    view! {
        <g data-key=on_page.then(|| key(selection)) transform=transform>
            {handle}
            {drawn}
        </g>
    }
}

/// Returns the value of [`KEY`] for a node or message.
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

/// Returns the value of an ARIA attribute. Leptos would omit an attribute whose value is `false`.
pub fn yes_no(yes: bool) -> &'static str {
    if yes { "true" } else { "false" }
}

/// Returns the value of `data-person`, by which the style sheet chooses the client's hue.
pub fn person(client: Option<ClientId>) -> Option<u8> {
    client.map(|client| client.0)
}

/// Draws a sentence; each part has its tone.
pub fn sentence(sentence: Sentence) -> impl IntoView {
    let part = |part: Part| {
        let (tone, client) = match part.tone {
            Tone::Plain => ("plain", None),
            Tone::Strong => ("strong", None),
            Tone::Loss => ("loss", None),
            Tone::Person(client) => ("person", Some(client)),
        };
        view! { <span data-tone=tone data-person=person(client)>{part.text}</span> }
    };
    sentence.parts.into_iter().map(part).collect_view()
}
