//! The message as literal HTTP, and why its server was chosen.

use crate::inspect::{self, HttpLine, HttpMessage, LineKind};
use crate::player::Player;

use super::super::el::{El, html};
use super::super::parts::{empty, panel, sentence};
use super::super::shell::{Shell, look};

/// The message.
pub fn exchange(_: Shell, player: &Player) -> El {
    let exchange = inspect::exchange(look(player));
    let mut body = html("div").class("exchange");
    body = body.with(match exchange.message {
        Some(shown) => message(shown),
        None => empty(exchange.empty),
    });
    if let Some(counterpart) = exchange.counterpart {
        body = body.with(message(counterpart));
    }
    panel("panel message", "messages", exchange.title).with(body)
}

fn message(message: HttpMessage) -> El {
    let HttpMessage { owner, kind, way, lines, .. } = message;
    let title = html("h3").with(html("b").say(kind)).say(" ").say(way);
    let lines = html("pre").with_all(lines.into_iter().map(line));
    html("article").class("http").person(Some(owner)).with(title).with(lines)
}

fn line(line: HttpLine) -> El {
    let HttpLine { kind, name, value, changed } = line;
    let kind = match kind {
        LineKind::Start => "start",
        LineKind::Field => "field",
        LineKind::Missing => "missing",
        LineKind::Body => "body",
    };
    let mut line = html("span").class("line").attr("data-kind", kind).flag("data-changed", changed);
    if !name.is_empty() {
        line = line.with(html("span").class("field").say(name).say(": "));
    }
    line.with(html("span").class("value").say(value))
}

/// The reason.
pub fn why(_: Shell, player: &Player) -> El {
    let why = inspect::reason(look(player));
    panel("panel why", "messages", why.title).with(sentence(html("p").person(why.owner), why.sentence))
}
