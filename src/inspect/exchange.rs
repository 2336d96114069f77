//! The selected or latest message as literal HTTP/1.1. A response comes with its request.

use super::Look;
use crate::model::config::Sessions;
use crate::model::cookie::SetCookie;
use crate::model::fact::{Fact, TimedFact};
use crate::model::http::{Line, Page, Request, Response};
use crate::model::ids::{ClientId, RequestId, ServerId};
use crate::model::message::{Message, Node};
use crate::text::{self, label};

/// The rows of the panel.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Exchange {
    /// "지금 오가는 메시지".
    pub title: &'static str,
    /// The message; `None` before the first request.
    pub message: Option<HttpMessage>,
    /// The request, if the message is a response.
    pub counterpart: Option<HttpMessage>,
    /// Placeholder if there is no message.
    pub empty: &'static str,
}

/// An HTTP message as it is written on the wire.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HttpMessage {
    /// Id of the request.
    pub id: RequestId,
    /// The client whose colour the message has.
    pub owner: ClientId,
    /// "응답", "요청", "이 응답의 요청".
    pub kind: &'static str,
    /// Its current or last hop: "서버 3 → 로드 밸런서".
    pub way: String,
    /// The lines, from the start line to the body.
    pub lines: Vec<HttpLine>,
}

/// A line of a message.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HttpLine {
    /// The kind of line.
    pub kind: LineKind,
    /// Name of the header field; empty on other lines.
    pub name: &'static str,
    /// Value of the header field, or the whole line.
    pub value: String,
    /// True if this client's previous message in the same direction does not have this line.
    pub changed: bool,
    /// Part that the line has in the outcome of its request, such as "이 서버에 없음" for the cookie of an unknown
    /// session; empty on other lines.
    pub evidence: &'static str,
}

/// The kind of a line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LineKind {
    /// Request line or status line.
    Start,
    /// A header field.
    Field,
    /// A header field of the previous message that this one lacks; drawn struck through.
    Missing,
    /// A line of the body. An empty line comes before the first one.
    Body,
}

/// The selected message, else the latest one.
pub fn exchange(look: Look<'_>) -> Exchange {
    let words = look.language.words();
    let Some((id, request)) = look.request().and_then(|id| Some((id, sent(look.facts(), id)?))) else {
        return Exchange { title: words.panel_http, empty: words.panel_http_none, ..Exchange::default() };
    };
    // Messages between server and store are not HTTP. Meanwhile the request waits at the server.
    let is_http = |message: &Message| !matches!(message, Message::StoreRequest { .. } | Message::StoreResponse { .. });
    let belongs = |message: &Message| message.request() == Some(id) && is_http(message);
    let flying = look.world().in_flight().into_iter().rev().find(|flying| belongs(&flying.message));
    let response = match flying.map(|flying| flying.message) {
        Some(Message::RequestToBalancer { .. } | Message::RequestToServer { .. }) => None,
        Some(Message::ResponseToBalancer { response, .. } | Message::ResponseToClient { response, .. }) => {
            Some(response)
        }
        // None of these is HTTP.
        Some(
            Message::StoreRequest { .. }
            | Message::StoreResponse { .. }
            | Message::Copy { .. }
            | Message::CopyAck { .. }
            | Message::Replicate { .. },
        )
        | None => answered(look.facts(), id),
    };
    let hop = flying.map_or_else(|| last_hop(look, id, response.is_some()), |flying| flying.message.ends());
    let asked = HttpMessage {
        id,
        owner: id.client,
        kind: if response.is_some() { words.panel_http_asked } else { words.panel_http_request },
        way: label::way(look.language, if response.is_some() { first_hop(look, id) } else { hop }),
        lines: request_lines(look, id, &request, response.is_none() && hop.0 == Node::Balancer),
    };
    let answer = response.map(|response| HttpMessage {
        id,
        owner: id.client,
        kind: words.panel_http_response,
        way: label::way(look.language, hop),
        lines: response_lines(look, id, &response),
    });
    let title = if flying.is_some() { words.panel_http } else { words.panel_http_last };
    let (message, counterpart) = match answer {
        Some(answer) => (Some(answer), Some(asked)),
        None => (Some(asked), None),
    };
    Exchange { title, message, counterpart, empty: words.panel_http_none }
}

/// The request as the client sent it.
fn sent(facts: &[TimedFact], of: RequestId) -> Option<Request> {
    facts.iter().rev().find_map(|timed| match timed.fact {
        Fact::RequestSent { id, request, .. } if id == of => Some(request),
        _ => None,
    })
}

/// The last response to a request, from a server or from the balancer, without discarded ones.
fn answered(facts: &[TimedFact], of: RequestId) -> Option<Response> {
    let mut answer = None;
    let mut previous = None;
    for timed in facts {
        match timed.fact {
            Fact::Answered { id, status, page, set_cookie, .. } if id == of => {
                previous = answer;
                answer = Some(Response { status, page, set_cookie, affinity_cookie: None });
            }
            Fact::BalancerAnswered { id, status, .. } if id == of => {
                previous = answer;
                answer = Some(Response::page(Page::Error { status }));
            }
            Fact::AnswerDiscarded { id, .. } if id == of => answer = previous,
            Fact::AffinityCookieSet { id, server, .. } if id == of => {
                answer = answer.map(|answer| Response { affinity_cookie: Some(SetCookie::affinity(server)), ..answer });
            }
            _ => {}
        }
    }
    answer
}

/// The first hop of a request.
fn first_hop(look: Look<'_>, id: RequestId) -> (Node, Node) {
    let hub = if look.world().balancer.is_some() { Node::Balancer } else { Node::Server(ServerId(0)) };
    (Node::Client(id.client), hub)
}

/// The last hop of a message that is not in flight.
fn last_hop(look: Look<'_>, id: RequestId, response: bool) -> (Node, Node) {
    let (client, hub) = first_hop(look, id);
    if response {
        return (hub, client);
    }
    let routed = look.facts().iter().rev().find_map(|timed| match timed.fact {
        Fact::Routed { id: request, to, .. } if request == id => Some(to),
        _ => None,
    });
    routed.map_or((client, hub), |to| (hub, Node::Server(to)))
}

/// The lines of a request, as the client sent it or as the balancer passed it on.
fn request_lines(look: Look<'_>, id: RequestId, request: &Request, passed_on: bool) -> Vec<HttpLine> {
    let before = (1..id.nth).rev().find_map(|nth| sent(look.facts(), RequestId { nth, ..id }));
    let as_seen = |request: Request| if passed_on { request.passed_on() } else { request };
    let (request, before) = (as_seen(*request), before.map(as_seen));
    let mut lines = marked(request.lines(), before.map(|request| request.lines()).as_deref());
    // A cookie that is no longer sent is a change too.
    let cookie = before.map(|request| request.cookies).filter(|cookies| !cookies.is_empty());
    if let (Some(cookie), true) = (cookie, request.cookies.is_empty()) {
        let value = cookie.to_string();
        let evidence = "";
        lines.insert(2, HttpLine { kind: LineKind::Missing, name: "Cookie", value, changed: true, evidence });
    }
    if let Some(cookie) = lines.iter_mut().find(|line| line.name == "Cookie") {
        cookie.evidence = evidence_of_cookie(look, id);
    }
    lines
}

/// The part that a request's cookie, or the lack of one, has in its outcome.
fn evidence_of_cookie(look: Look<'_>, of: RequestId) -> &'static str {
    let words = look.language.words();
    let found = look.facts().iter().rev().find_map(|timed| match timed.fact {
        Fact::SessionNotFound { id, .. } if id == of => Some(match look.recording.config().sessions {
            Sessions::Local | Sessions::Replicated => words.evidence_not_found,
            Sessions::Shared(_) => words.evidence_not_found_in_store,
        }),
        Fact::StaleRead { id, .. } if id == of => Some(words.evidence_stale),
        Fact::NoCookieSent { id, .. } if id == of => Some(words.evidence_no_cookie),
        _ => None,
    });
    found.unwrap_or_default()
}

fn response_lines(look: Look<'_>, id: RequestId, response: &Response) -> Vec<HttpLine> {
    let before = (1..id.nth).rev().find_map(|nth| answered(look.facts(), RequestId { nth, ..id }));
    let mut lines = marked(response.lines(), before.map(|response| response.lines()).as_deref());
    let body = text::page(look.language, response.page);
    lines.push(HttpLine { kind: LineKind::Body, name: "", value: body, changed: false, evidence: "" });
    lines
}

/// Marks the header fields that the previous message does not have with this value. In a first message, only cookies
/// are marked.
fn marked(lines: Vec<Line>, before: Option<&[Line]>) -> Vec<HttpLine> {
    let mark = |line: Line| {
        let known = before.is_some_and(|before| before.contains(&line));
        let (kind, name, value) = match line {
            Line::Start(value) => (LineKind::Start, "", value),
            Line::Field { name, value } => (LineKind::Field, name, value),
            Line::Body(value) => (LineKind::Body, "", value),
        };
        let can_change = before.is_some() || name == "Cookie" || name == "Set-Cookie";
        HttpLine { kind, name, value, changed: kind == LineKind::Field && !known && can_change, evidence: "" }
    };
    lines.into_iter().map(mark).collect()
}
