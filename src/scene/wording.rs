//! Texts of a message's card, each in several wordings, the longest first.

use super::Mark;
use super::project::Shot;
use crate::model::cookie::CookieValue;
use crate::model::http::{Page, Request, Response, Status};
use crate::text::{self, label};

/// The two lines of a card, and its mark.
pub(super) struct Wording {
    pub(super) title: Vec<String>,
    pub(super) detail: Vec<String>,
    pub(super) mark: Mark,
}

/// A request: its request line, and the cookies it carries.
pub(super) fn of_request(shot: &Shot<'_>, request: &Request) -> Wording {
    let words = shot.words;
    let id = request.cookies.session.map(|session| session.short());
    let named = request.cookies.server.map(|server| label::cookie(CookieValue::Server(server)));
    let detail = match (id, named) {
        (None, None) => vec![words.cookie_none.to_owned()],
        (None, Some(named)) => vec![named],
        (Some(id), None) => vec![format!("{} {id}", words.cookie), id.to_string()],
        (Some(id), Some(named)) => {
            let cookie = format!("{} {id}", words.cookie);
            vec![format!("{cookie} · {named}"), format!("{id} · {named}"), cookie, id.to_string()]
        }
    };
    let title = vec![text::request_line(request.action), request.action.path().to_owned()];
    Wording { title, detail, mark: Mark::Plain }
}

/// An answer: its status, and the cookies it sets or its page.
pub(super) fn of_response(shot: &Shot<'_>, response: &Response) -> Wording {
    let Response { status, set_cookie, affinity_cookie, page } = response;
    let id = set_cookie.and_then(|set| set.value.session()).map(|session| session.short().to_string());
    let named = affinity_cookie.map(|set| label::cookie(set.value));
    let detail = match (id, named) {
        (Some(id), Some(named)) => vec![format!("Set-Cookie {id} · {named}"), format!("{id} · {named}"), id],
        (Some(one), None) | (None, Some(one)) => {
            vec![format!("Set-Cookie {one}"), format!("{} {one}", shot.words.cookie), one]
        }
        (None, None) => match page {
            Page::LoginForm => vec![shot.words.client_login_needed.to_owned()],
            Page::Error { .. } => vec![status.reason().to_owned()],
            Page::Profile { user } | Page::Welcome { user } => {
                vec![text::page(shot.language, *page), user.name().to_owned()]
            }
            Page::Cart { .. } | Page::SignedOut => vec![text::page(shot.language, *page)],
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
