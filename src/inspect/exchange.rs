//! The message the reader is looking at as literal HTTP/1.1, and the message it answers or that answers it.

use super::Look;
use crate::model::cookie::{CookieValue, SameSite, SetCookie};
use crate::model::fact::{Fact, TimedFact};
use crate::model::http::{Line, Page, Request, Response};
use crate::model::ids::{ClientId, RequestId, ServerId};
use crate::model::message::{Message, Node};
use crate::text::{self, label};

/// The panel.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Exchange {
    /// "지금 오가는 메시지".
    pub title: &'static str,
    /// The message; `None` before the first request.
    pub message: Option<HttpMessage>,
    /// The request it answers, where it is an answer.
    pub counterpart: Option<HttpMessage>,
    /// What stands there without a message.
    pub empty: &'static str,
}

/// One message, as it is written on the wire.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HttpMessage {
    /// The request it is or answers.
    pub id: RequestId,
    /// Whose hue it carries.
    pub owner: ClientId,
    /// "응답", "요청", "이 응답을 부른 요청".
    pub kind: &'static str,
    /// From where to where it goes or last went: "서버 3 → 로드 밸런서".
    pub way: String,
    /// Its lines, from the start line to the body.
    pub lines: Vec<HttpLine>,
}

/// One line of a message.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HttpLine {
    /// What it is.
    pub kind: LineKind,
    /// A header's name; empty on other lines.
    pub name: &'static str,
    /// A header's value, or the whole line.
    pub value: String,
    /// It differs from the same line of this client's last message of the same direction.
    pub changed: bool,
}

/// What a line of a message is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LineKind {
    /// Request line or status line.
    Start,
    /// A header field.
    Field,
    /// A header field the last message had and this one lacks: shown struck.
    Missing,
    /// Of the body; an empty line is to be drawn before the first.
    Body,
}

/// The selected message, else the one that moved last.
pub fn exchange(look: Look<'_>) -> Exchange {
    let details = look.language.details();
    let Some((id, request)) = look.request().and_then(|id| Some((id, sent(look.facts(), id)?))) else {
        return Exchange { title: details.panel_http, empty: details.panel_http_none, ..Exchange::default() };
    };
    // What a server asks the store is no HTTP: its request has arrived, and waits.
    let is_http = |message: &Message| !matches!(message, Message::StoreRequest { .. } | Message::StoreResponse { .. });
    let mine = |message: &Message| message.request() == Some(id) && is_http(message);
    let flying = look.world().in_flight().into_iter().rev().find(|flying| mine(&flying.message));
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
    let ways = flying.map_or_else(|| last_way(look, id, response.is_some()), |flying| flying.message.ends());
    let asked = HttpMessage {
        id,
        owner: id.client,
        kind: if response.is_some() { details.panel_http_asked } else { details.panel_http_request },
        way: label::way(look.language, if response.is_some() { first_way(look, id) } else { ways }),
        lines: request_lines(look, id, &request, response.is_none() && ways.0 == Node::Balancer),
    };
    let answer = response.map(|response| HttpMessage {
        id,
        owner: id.client,
        kind: details.panel_http_response,
        way: label::way(look.language, ways),
        lines: response_lines(look, id, &response),
    });
    let title = if flying.is_some() { details.panel_http } else { details.panel_http_last };
    let (message, counterpart) = match answer {
        Some(answer) => (Some(answer), Some(asked)),
        None => (Some(asked), None),
    };
    Exchange { title, message, counterpart, empty: details.panel_http_none }
}

/// The request as its browser sent it.
fn sent(facts: &[TimedFact], of: RequestId) -> Option<Request> {
    facts.iter().rev().find_map(|timed| match timed.fact {
        Fact::RequestSent { id, request, .. } if id == of => Some(request),
        _ => None,
    })
}

/// The answer a request got last, from a server or from the balancer. One that nobody waited for does not count.
fn answered(facts: &[TimedFact], of: RequestId) -> Option<Response> {
    let mut answer = None;
    let mut before = None;
    for timed in facts {
        match timed.fact {
            Fact::Answered { id, status, page, set_cookie, .. } if id == of => {
                before = answer;
                answer = Some(Response { status, page, set_cookie, affinity_cookie: None });
            }
            Fact::BalancerAnswered { id, status, .. } if id == of => {
                before = answer;
                answer = Some(Response::page(Page::Error { status }));
            }
            Fact::AnswerDiscarded { id, .. } if id == of => answer = before,
            Fact::AffinityCookieSet { id, server, .. } if id == of => {
                answer = answer.map(|answer| Response { affinity_cookie: Some(affinity_cookie(server)), ..answer });
            }
            _ => {}
        }
    }
    answer
}

/// As the balancer writes it (`SRV=s1; path=/` and no other attribute: rule R10); the fact names the server alone.
fn affinity_cookie(server: ServerId) -> SetCookie {
    SetCookie {
        value: CookieValue::Server(server),
        path: "/",
        max_age: None,
        http_only: false,
        secure: false,
        same_site: SameSite::Unset,
    }
}

/// The first hop of a request.
fn first_way(look: Look<'_>, id: RequestId) -> (Node, Node) {
    let hub = if look.world().balancer.is_some() { Node::Balancer } else { Node::Server(ServerId(0)) };
    (Node::Client(id.client), hub)
}

/// The hop a message that is not on a wire took last.
fn last_way(look: Look<'_>, id: RequestId, response: bool) -> (Node, Node) {
    let (client, hub) = first_way(look, id);
    if response {
        return (hub, client);
    }
    let routed = look.facts().iter().rev().find_map(|timed| match timed.fact {
        Fact::Routed { id: request, to, .. } if request == id => Some(to),
        _ => None,
    });
    routed.map_or((client, hub), |to| (hub, Node::Server(to)))
}

/// The lines of a request, as its browser sent it or as the balancer passed it on.
fn request_lines(look: Look<'_>, id: RequestId, request: &Request, passed_on: bool) -> Vec<HttpLine> {
    let before = (1..id.nth).rev().find_map(|nth| sent(look.facts(), RequestId { nth, ..id }));
    let as_seen = |request: Request| if passed_on { request.passed_on() } else { request };
    let (request, before) = (as_seen(*request), before.map(as_seen));
    let mut lines = marked(request.lines(), before.map(|request| request.lines()).as_deref());
    // A cookie that stays home all at once is as much of a change as one that comes along.
    let cookie = before.map(|request| request.cookies).filter(|cookies| !cookies.is_empty());
    if let (Some(cookie), true) = (cookie, request.cookies.is_empty()) {
        let value = cookie.to_string();
        lines.insert(2, HttpLine { kind: LineKind::Missing, name: "Cookie", value, changed: true });
    }
    lines
}

fn response_lines(look: Look<'_>, id: RequestId, response: &Response) -> Vec<HttpLine> {
    let before = (1..id.nth).rev().find_map(|nth| answered(look.facts(), RequestId { nth, ..id }));
    let mut lines = marked(response.lines(), before.map(|response| response.lines()).as_deref());
    let body = text::page(look.language, response.page);
    lines.push(HttpLine { kind: LineKind::Body, name: "", value: body, changed: false });
    lines
}

/// The lines, with those header fields marked that the message before did not have like that. Where there was none,
/// what a browser and a server tell each other to be remembered by is what is new.
fn marked(lines: Vec<Line>, before: Option<&[Line]>) -> Vec<HttpLine> {
    let mark = |line: Line| {
        let known = before.is_some_and(|before| before.contains(&line));
        let (kind, name, value) = match line {
            Line::Start(value) => (LineKind::Start, "", value),
            Line::Field { name, value } => (LineKind::Field, name, value),
            Line::Body(value) => (LineKind::Body, "", value),
        };
        let news = before.is_some() || name == "Cookie" || name == "Set-Cookie";
        HttpLine { kind, name, value, changed: kind == LineKind::Field && !known && news }
    };
    lines.into_iter().map(mark).collect()
}
