//! What a message's card says, the longest wording of each line first.

use super::Mark;
use super::measure::or;
use super::project::Shot;
use crate::model::cookie::CookieValue;
use crate::model::http::{Page, Request, Response, Status};
use crate::text::{self, cat, label};

/// The two lines of a card.
pub(super) struct Wording {
    pub(super) title: String,
    pub(super) detail: String,
    pub(super) mark: Mark,
}

/// A request: what it asks, and the cookies it carries.
pub(super) fn of_request(shot: &Shot<'_>, request: &Request) -> Wording {
    let words = shot.words;
    let mut detail = String::new();
    match (request.cookies.session, request.cookies.server) {
        (None, None) => or(&mut detail, words.cookie_none),
        (Some(session), server) => {
            let id = session.short().to_string();
            let cookie = cat(&[words.cookie, " ", &id]);
            if let Some(server) = server {
                let named = label::cookie(CookieValue::Server(server));
                or(&mut detail, &cat(&[&cookie, " · ", &named]));
                or(&mut detail, &cat(&[&id, " · ", &named]));
            }
            or(&mut detail, &cookie);
            or(&mut detail, &id);
        }
        (None, Some(server)) => or(&mut detail, &label::cookie(CookieValue::Server(server))),
    }
    let mut title = text::request_line(request.action);
    or(&mut title, request.action.path());
    Wording { title, detail, mark: Mark::Plain }
}

/// An answer: its status, and the cookies it sets or what its page shows.
pub(super) fn of_response(shot: &Shot<'_>, response: &Response) -> Wording {
    let Response { status, set_cookie, affinity_cookie, page } = response;
    let mut detail = String::new();
    let id = set_cookie.and_then(|set| set.value.session()).map(|session| session.short().to_string());
    let named = affinity_cookie.map(|set| label::cookie(set.value));
    match (&id, &named) {
        (Some(id), Some(named)) => {
            or(&mut detail, &cat(&["Set-Cookie ", id, " · ", named]));
            or(&mut detail, &cat(&[id, " · ", named]));
            or(&mut detail, id);
        }
        (Some(one), None) | (None, Some(one)) => {
            or(&mut detail, &cat(&["Set-Cookie ", one]));
            or(&mut detail, &cat(&[shot.words.cookie, " ", one]));
            or(&mut detail, one);
        }
        (None, None) => match page {
            Page::LoginForm => or(&mut detail, shot.words.client_login_needed),
            Page::Error { .. } => or(&mut detail, status.reason()),
            Page::Profile { user } | Page::Welcome { user } => {
                or(&mut detail, &text::page(shot.language, *page));
                or(&mut detail, user.name());
            }
            Page::Cart { .. } | Page::SignedOut => or(&mut detail, &text::page(shot.language, *page)),
        },
    }
    let mark = match status {
        Status::Ok => Mark::Good,
        Status::Unauthorized
        | Status::InternalServerError
        | Status::BadGateway
        | Status::ServiceUnavailable
        | Status::GatewayTimeout => Mark::Bad,
    };
    Wording { title: cat(&["← ", &status.code().to_string()]), detail, mark }
}
