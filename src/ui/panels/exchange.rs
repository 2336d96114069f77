//! The message as literal HTTP, and the reason of the routing decision.

use leptos::prelude::*;

use crate::drawing::{person, sentence};
use crate::inspect::{self, HttpLine, HttpMessage, LineKind};
use crate::ui::app::{look, use_app};

use super::{Panel, Sheet};

/// The selected or most recent message, and its counterpart.
#[component]
pub fn Exchange() -> impl IntoView {
    let app = use_app();
    let exchange = app.slice(|player| inspect::exchange(look(player)));
    view! {
        <Panel
            class="message"
            sheet=Sheet::Messages
            title=move || exchange.with(|exchange| exchange.title.to_owned())
        >
            <div class="exchange">
                {move || {
                    let exchange = exchange.get();
                    match exchange.message {
                        Some(shown) => message(shown).into_any(),
                        None => view! { <p class="empty">{exchange.empty}</p> }.into_any(),
                    }
                }}
                {move || exchange.get().counterpart.map(message)}
            </div>
        </Panel>
    }
}

fn message(HttpMessage { owner, kind, way, lines, .. }: HttpMessage) -> impl IntoView {
    view! {
        <article class="http" data-person=person(Some(owner))>
            <h3>
                <b>{kind}</b>
                " "
                {way}
            </h3>
            <pre>{lines.into_iter().map(line).collect_view()}</pre>
        </article>
    }
}

fn line(HttpLine { kind, name, value, changed, evidence }: HttpLine) -> impl IntoView {
    let kind = match kind {
        LineKind::Start => "start",
        LineKind::Field => "field",
        LineKind::Missing => "missing",
        LineKind::Body => "body",
    };
    let field = (!name.is_empty()).then(|| view! { <span class="field">{name} ": "</span> });
    view! {
        <span class="line" data-kind=kind data-changed=changed>
            {field}
            <span class="value">{value}</span>
            {(!evidence.is_empty()).then(|| view! { <em class="evidence">{evidence}</em> })}
        </span>
    }
}

/// The balancer's reason.
#[component]
pub fn Reason() -> impl IntoView {
    let app = use_app();
    let reason = app.slice(|player| inspect::reason(look(player)));
    view! {
        <Panel class="why" sheet=Sheet::Messages title=move || reason.with(|reason| reason.title.clone())>
            <p data-person=move || person(reason.with(|reason| reason.owner))>
                {move || sentence(reason.get().sentence)}
            </p>
        </Panel>
    }
}
