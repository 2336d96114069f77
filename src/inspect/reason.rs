//! The reason of a routing decision.

use super::Look;
use crate::model::fact::Fact;
use crate::model::ids::{ClientId, RequestId, ServerId};
use crate::model::message::Node;
use crate::recording::LONG_PAUSE;
use crate::selection::Selection;
use crate::text::{self, Sentence, label};

/// The content of the panel.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct RoutingReason {
    /// "왜 서버 3인가".
    pub title: String,
    /// The reason, with the numbers that the balancer used.
    pub sentence: Sentence,
    /// The client of the request.
    pub owner: Option<ClientId>,
}

/// The reason of the last routing decision that belongs to the selection; without one, of the last decision of all,
/// unless a long pause has passed since its request.
pub fn reason(look: Look<'_>) -> RoutingReason {
    let words = look.language.words();
    let without_reason = |text: &str| RoutingReason {
        title: words.panel_why.to_owned(),
        sentence: Sentence::plainly(text),
        owner: None,
    };
    if look.world().balancer.is_none() {
        return without_reason(words.panel_why_direct);
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
    let Some((id, to, because)) = routed else { return without_reason(words.panel_why_none) };
    if look.selection.is_none() && is_long_past(look) {
        return without_reason(words.panel_why_past);
    }
    RoutingReason {
        title: label::why_title(look.language, to),
        sentence: text::reason(look.language, to, because),
        owner: Some(id.client),
    }
}

/// True if a long pause has passed since the last fact about a request.
fn is_long_past(look: Look<'_>) -> bool {
    let last = look.facts().iter().rfind(|timed| timed.fact.request().is_some());
    last.is_some_and(|timed| look.world().now - timed.at >= LONG_PAUSE)
}
