//! The message as literal HTTP, and why its server was chosen.

use leptos::prelude::*;

use crate::inspect::{self, HttpLine, HttpMessage, LineKind};

use super::super::sentence::sentence;
use super::super::shell::Shell;
use super::panel;

/// The message.
pub fn exchange(shell: Shell) -> AnyView {
    let exchange = Memo::new(move |_| shell.look(inspect::exchange));
    let body = view! {
        <div class="exchange">
            {move || exchange.with(|exchange| exchange.message.clone().map(message))}
            {move || exchange.with(|exchange| exchange.counterpart.clone().map(message))}
            <p class="empty">{move || exchange.with(|exchange| exchange.message.is_none().then_some(exchange.empty))}</p>
        </div>
    };
    panel("panel message", "messages", move || exchange.with(|exchange| exchange.title.clone()), body.into_any())
}

fn message(message: HttpMessage) -> impl IntoView {
    let HttpMessage { owner, kind, way, lines, .. } = message;
    view! {
        <article class="http" data-person=owner.0>
            <h3><b>{kind}</b>" "{way}</h3>
            <pre>{lines.into_iter().map(line).collect::<Vec<_>>()}</pre>
        </article>
    }
}

fn line(line: HttpLine) -> impl IntoView {
    let HttpLine { kind, name, value, changed } = line;
    let kind = match kind {
        LineKind::Start => "start",
        LineKind::Field => "field",
        LineKind::Missing => "missing",
        LineKind::Body => "body",
    };
    let colon = if name.is_empty() { "" } else { ": " };
    view! {
        <span class="line" data-kind=kind data-changed=changed>
            <span class="field">{name}{colon}</span>
            <span class="value">{value}</span>
        </span>
    }
}

/// The reason.
pub fn why(shell: Shell) -> AnyView {
    let why = Memo::new(move |_| shell.look(inspect::reason));
    let body = view! {
        <p data-person=move || why.with(|why| why.owner.map(|owner| owner.0))>{move || sentence(why.get().sentence)}</p>
    };
    panel("panel why", "messages", move || why.with(|why| why.title.clone()), body.into_any())
}
