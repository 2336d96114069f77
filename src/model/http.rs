//! Requests and responses of the shop the clients visit, as data that prints as literal HTTP/1.1 (RFC 9112).
//! Knows which headers a message carries, not who sent it or what becomes of it.

use std::fmt;

use serde::Serialize;

use super::cookie::{CookieHeader, SetCookie};
use super::ids::ClientId;

/// The shop's host name (RFC 2606 keeps `.example` free for this).
pub const HOST: &str = "shop.example";

/// Request methods the shop uses (RFC 9110 section 9).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Method {
    Get,
    Post,
}

/// What a client asks the shop for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// `POST /login`: sign in.
    Login,
    /// `GET /me`: the page that greets who is signed in.
    Me,
    /// `GET /cart`: look into the cart.
    ViewCart,
    /// `POST /cart`: put one more thing in, a write to the session.
    AddToCart,
    /// `POST /logout`: sign out.
    Logout,
}

impl Action {
    /// Its method.
    pub fn method(self) -> Method {
        match self {
            Action::Me | Action::ViewCart => Method::Get,
            Action::Login | Action::AddToCart | Action::Logout => Method::Post,
        }
    }

    /// Its request target in origin form (RFC 9112 section 3.2.1).
    pub fn path(self) -> &'static str {
        match self {
            Action::Login => "/login",
            Action::Me => "/me",
            Action::ViewCart | Action::AddToCart => "/cart",
            Action::Logout => "/logout",
        }
    }
}

/// A request as it travels.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct Request {
    /// What is asked.
    pub action: Action,
    /// The person who types the login form, clicks, reloads.
    pub user: ClientId,
    /// The cookies the jar sent along.
    pub cookies: CookieHeader,
}

impl Request {
    /// As a server gets it from a balancer whose own cookie is for itself alone (`indirect`, R10).
    pub fn passed_on(self) -> Request {
        Request { cookies: CookieHeader { server: None, ..self.cookies }, ..self }
    }
}

/// Status codes a client of the shop can get (RFC 9110 section 15).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Status {
    Ok,
    Unauthorized,
    InternalServerError,
    BadGateway,
    ServiceUnavailable,
    GatewayTimeout,
}

impl Status {
    /// The three digits.
    pub fn code(self) -> u32 {
        match self {
            Status::Ok => 200,
            Status::Unauthorized => 401,
            Status::InternalServerError => 500,
            Status::BadGateway => 502,
            Status::ServiceUnavailable => 503,
            Status::GatewayTimeout => 504,
        }
    }

    /// The reason phrase (RFC 9110 section 15).
    pub fn reason(self) -> &'static str {
        match self {
            Status::Ok => "OK",
            Status::Unauthorized => "Unauthorized",
            Status::InternalServerError => "Internal Server Error",
            Status::BadGateway => "Bad Gateway",
            Status::ServiceUnavailable => "Service Unavailable",
            Status::GatewayTimeout => "Gateway Timeout",
        }
    }
}

impl Serialize for Status {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u16(self.code() as u16)
    }
}

/// What the answer's page shows; its words are chosen in [`crate::text`].
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Page {
    /// Just signed in.
    Welcome { user: ClientId },
    /// Greeted as somebody the server knows.
    Profile { user: ClientId },
    /// The cart with so many items.
    Cart { items: u16 },
    /// "Please log in."
    LoginForm,
    /// Signed out.
    SignedOut,
    /// An error page, of the balancer's or of a server that could not reach the store.
    Error { status: Status },
}

/// A response as it travels.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct Response {
    /// Outcome.
    pub status: Status,
    /// The application's `Set-Cookie` field, where there is one (R37: only when the id is new).
    pub set_cookie: Option<SetCookie>,
    /// The `Set-Cookie` field the balancer adds, where there is one (R10).
    pub affinity_cookie: Option<SetCookie>,
    /// What its page shows.
    pub page: Page,
}

impl Response {
    /// An answer of a server's application.
    pub fn page(page: Page) -> Response {
        let status = match page {
            Page::LoginForm => Status::Unauthorized,
            Page::Error { status } => status,
            Page::Welcome { .. } | Page::Profile { .. } | Page::Cart { .. } | Page::SignedOut => Status::Ok,
        };
        Response { status, set_cookie: None, affinity_cookie: None, page }
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Method::Get => "GET",
            Method::Post => "POST",
        })
    }
}

/// One request or header line, without its line end.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Line {
    /// The request line or the status line.
    Start(String),
    /// A header field.
    Field { name: &'static str, value: String },
    /// The body, as typed: a request's form.
    Body(String),
}

impl Request {
    /// The request as literal HTTP/1.1, a line an element.
    pub fn lines(&self) -> Vec<Line> {
        let action = self.action;
        let mut lines = vec![Line::Start(format!("{} {} HTTP/1.1", action.method(), action.path()))];
        lines.push(Line::Field { name: "Host", value: HOST.into() });
        if !self.cookies.is_empty() {
            lines.push(Line::Field { name: "Cookie", value: self.cookies.to_string() });
        }
        if action.method() == Method::Post {
            let body = match action {
                Action::Login => format!("user={}&password=***", self.user.name()),
                Action::AddToCart => "add=1".into(),
                Action::Logout | Action::Me | Action::ViewCart => String::new(),
            };
            if !body.is_empty() {
                lines.push(Line::Field { name: "Content-Type", value: "application/x-www-form-urlencoded".into() });
            }
            lines.push(Line::Field { name: "Content-Length", value: body.len().to_string() });
            if !body.is_empty() {
                lines.push(Line::Body(body));
            }
        }
        lines
    }
}

impl Response {
    /// The response's start line and header fields as literal HTTP/1.1, a line an element. Its body is a page
    /// whose words depend on the reader's language.
    pub fn lines(&self) -> Vec<Line> {
        let mut lines = vec![Line::Start(format!("HTTP/1.1 {} {}", self.status.code(), self.status.reason()))];
        lines.push(Line::Field { name: "Content-Type", value: "text/html;charset=UTF-8".into() });
        for set_cookie in [&self.set_cookie, &self.affinity_cookie].into_iter().flatten() {
            lines.push(Line::Field { name: "Set-Cookie", value: set_cookie.to_string() });
        }
        lines
    }
}
