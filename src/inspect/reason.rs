//! Why a request went to the server it went to.

use super::Look;
use crate::model::fact::Fact;
use crate::model::ids::{ClientId, RequestId, ServerId};
use crate::model::message::Node;
use crate::selection::Selection;
use crate::text::{self, Sentence, label};

/// The panel.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Why {
    /// "왜 서버 3인가".
    pub title: String,
    /// The reason, with the numbers it was decided from.
    pub sentence: Sentence,
    /// Whose request it was.
    pub owner: Option<ClientId>,
}

/// The reason of the selected request's last routing, else of the last one so far.
pub fn reason(look: Look<'_>) -> Why {
    let details = look.language.details();
    let say = |text: &str| Why { title: details.panel_why.to_owned(), sentence: Sentence::plainly(text), owner: None };
    if look.world().balancer.is_none() {
        return say(details.panel_why_direct);
    }
    let belongs = |id: RequestId, to: ServerId| match look.selection {
        Some(Selection::Message(selected)) => id == selected,
        Some(Selection::Node(Node::Client(client))) => id.client == client,
        Some(Selection::Node(Node::Server(server))) => to == server,
        Some(Selection::Copy(copy)) => id.client == copy.client,
        Some(Selection::Node(Node::Balancer | Node::Store(_))) | None => true,
    };
    let routed = look.facts().iter().rev().find_map(|timed| match timed.fact {
        Fact::Routed { id, to, because } if belongs(id, to) => Some((id, to, because)),
        _ => None,
    });
    let Some((id, to, because)) = routed else { return say(details.panel_why_none) };
    Why {
        title: label::why_title(look.language, to),
        sentence: text::reason(look.language, to, because),
        owner: Some(id.client),
    }
}
