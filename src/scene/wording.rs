//! Texts of a message's card, each in several wordings, the longest first.

use super::Mark;
use super::project::Context;
use crate::model::cookie::CookieValue;
use crate::model::http::{Page, Request, Response, Status};
use crate::text::{self, label};

/// The two lines of a card, and its mark.
pub(super) struct Wording {
    pub(super) title: Vec<String>,
    pub(super) detail: Vec<String>,
    pub(super) mark: Mark,
}

/// Returns the texts of a request: its request line, and the cookies that it carries.
pub(super) fn request_wording(ctx: &Context<'_>, request: &Request) -> Wording {
    let words = ctx.words;
    let id = request.cookies.session().map(|session| session.short());
    let affinity = request.cookies.server().map(|server| label::cookie(CookieValue::Server(server)));
    let detail = match (id, affinity) {
        (None, None) => vec![words.cookie_none.to_owned()],
        (None, Some(affinity)) => vec![affinity],
        (Some(id), None) => vec![format!("{} {id}", words.cookie), id.to_string()],
        (Some(id), Some(affinity)) => {
            let cookie = format!("{} {id}", words.cookie);
            vec![format!("{cookie} · {affinity}"), format!("{id} · {affinity}"), cookie, id.to_string()]
        }
    };
    let title = vec![text::request_line(request.action), request.action.path().to_owned()];
    Wording { title, detail, mark: Mark::Plain }
}

/// Returns the texts of a response: its status, and the cookies that it sets or its page.
pub(super) fn response_wording(ctx: &Context<'_>, response: &Response) -> Wording {
    let Response { status, set_cookie, affinity_cookie, page } = response;
    let id = set_cookie.and_then(|set| set.value.session()).map(|session| session.short().to_string());
    let affinity = affinity_cookie.map(|set| label::cookie(set.value));
    let detail = match (id, affinity) {
        (Some(id), Some(affinity)) => vec![format!("Set-Cookie {id} · {affinity}"), format!("{id} · {affinity}"), id],
        (Some(only), None) | (None, Some(only)) => {
            vec![format!("Set-Cookie {only}"), format!("{} {only}", ctx.words.cookie), only]
        }
        (None, None) => match page {
            Page::LoginForm => vec![ctx.words.client_login_needed.to_owned()],
            Page::Error { .. } => vec![status.reason().to_owned()],
            Page::Profile { user } | Page::Welcome { user } => {
                vec![text::page(ctx.language, *page), user.name().to_owned()]
            }
            Page::Cart { .. } | Page::SignedOut => vec![text::page(ctx.language, *page)],
        },
    };
    let mark = match status {
        Status::Ok => Mark::Good,
        Status::Unauthorized
        | Status::InternalServerError
        | Status::BadGateway
        | Status::ServiceUnavailable
        | Status::GatewayTimeout => Mark::Bad,
    };
    Wording { title: vec![format!("← {}", status.code())], detail, mark }
}
