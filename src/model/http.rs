//! Requests and responses of the shop, as data that prints as literal HTTP/1.1 (RFC 9112). Knows nothing of senders,
//! receivers and effects.

use std::fmt;

use serde::Serialize;

use super::cookie::{CookieHeader, SetCookie};
use super::ids::ClientId;

/// Host name of the shop (RFC 2606 reserves `.example`).
pub const HOST: &str = "shop.example";

/// Request methods of the shop (RFC 9110 section 9).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Method {
    Get,
    Post,
}

/// Actions of the shop.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// `POST /login`: sign in.
    Login,
    /// `GET /me`: the page that greets the signed-in user.
    Me,
    /// `GET /cart`: view the cart.
    ViewCart,
    /// `POST /cart`: add an item, which writes to the session.
    AddToCart,
    /// `POST /logout`: sign out.
    Logout,
}

impl Action {
    /// Request method.
    pub fn method(self) -> Method {
        match self {
            Action::Me | Action::ViewCart => Method::Get,
            Action::Login | Action::AddToCart | Action::Logout => Method::Post,
        }
    }

    /// Request target in origin form (RFC 9112 section 3.2.1).
    pub fn path(self) -> &'static str {
        match self {
            Action::Login => "/login",
            Action::Me => "/me",
            Action::ViewCart | Action::AddToCart => "/cart",
            Action::Logout => "/logout",
        }
    }
}

/// A request.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct Request {
    /// Requested action.
    pub action: Action,
    /// User at the browser, who signs in with the login form.
    pub user: ClientId,
    /// Cookies that the jar selected.
    pub cookies: CookieHeader,
}

impl Request {
    /// The request as the balancer passes it on.
    pub fn passed_on(self) -> Request {
        Request { cookies: self.cookies.passed_on(), ..self }
    }
}

/// Status codes of the shop and the balancer (RFC 9110 section 15).
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
    /// Three-digit status code.
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

    /// Reason phrase (RFC 9110 section 15).
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

/// Content of an answer's page. [`crate::text`] has its words.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Page {
    /// Greeting right after sign-in.
    Welcome { user: ClientId },
    /// Greeting of a signed-in user.
    Profile { user: ClientId },
    /// Cart with this number of items.
    Cart { items: u16 },
    /// Login form, for a request without a live session.
    LoginForm,
    /// Confirmation of the sign-out.
    SignedOut,
    /// Error page of the balancer, or of a server that could not reach its store.
    Error { status: Status },
}

/// A response.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct Response {
    /// Status code.
    pub status: Status,
    /// `Set-Cookie` field of the application; `None` unless the session id is new (R37).
    pub set_cookie: Option<SetCookie>,
    /// `Set-Cookie` field that the balancer adds (R10).
    pub affinity_cookie: Option<SetCookie>,
    /// Content of the page.
    pub page: Page,
}

impl Response {
    /// A response with this page, and the status code that belongs to it.
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

/// One line of a message, without its line end.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Line {
    /// The request line or the status line.
    Start(String),
    /// A header field.
    Field { name: &'static str, value: String },
    /// The body: the form of a request.
    Body(String),
}

impl Request {
    /// Lines of the request as literal HTTP/1.1.
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
    /// Start line and header fields of the response as literal HTTP/1.1. The body depends on the reader's language, so
    /// [`crate::text`] writes it.
    pub fn lines(&self) -> Vec<Line> {
        let mut lines = vec![Line::Start(format!("HTTP/1.1 {} {}", self.status.code(), self.status.reason()))];
        lines.push(Line::Field { name: "Content-Type", value: "text/html;charset=UTF-8".into() });
        for set_cookie in [&self.set_cookie, &self.affinity_cookie].into_iter().flatten() {
            lines.push(Line::Field { name: "Set-Cookie", value: set_cookie.to_string() });
        }
        lines
    }
}
