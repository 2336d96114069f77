//! The stage as views: what the page shows, and what its pictures are made of. Every place and word comes from
//! [`scene`](crate::scene); here is decided which shapes they become, and which classes the style sheet knows them by.
//! A view here is a function of plain data: it reads no signal, so that it can be written out without a browser as well.

mod card;
mod packet;
mod shapes;

use leptos::attr::AttributeValue;
use leptos::prelude::*;

use crate::model::ids::{ClientId, CopyId};
use crate::model::message::Node;
use crate::selection::Selection;

pub use card::{bubble, card};
pub use packet::packet;
pub use shapes::{hatch, wire};

/// Attribute that names a thing on the stage.
pub const KEY: &str = "data-key";

/// Where it is shown: on the page, where things can be selected, or in a picture that only stands there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shown {
    /// By the page.
    Page,
    /// In a picture.
    Picture,
}

/// A thing on the stage that can be selected, and whether it is. Its handle is a button with a sentence for a name and
/// nothing but the ring in it; what is drawn is not told twice. A function and no component, as a component's children
/// can't borrow.
fn selectable(
    shown: Shown,
    selection: Selection,
    selected: bool,
    label: String,
    transform: impl AttributeValue,
    ring: impl IntoView,
    drawn: impl IntoView,
) -> impl IntoView {
    let on_page = shown == Shown::Page;
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

/// An attribute of ARIA's, which says no in a word.
pub fn yes_no(yes: bool) -> &'static str {
    if yes { "true" } else { "false" }
}

/// Whose it is: the hue it carries.
pub fn person(client: Option<ClientId>) -> Option<u8> {
    client.map(|client| client.0)
}
