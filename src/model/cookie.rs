//! The cookie jar of one client: RFC 6265bis's cookie store (draft-ietf-httpbis-rfc6265bis). Decides what a
//! `Set-Cookie` changes and which cookies a request carries. Knows nothing of sessions.
//!
//! Simplified: the shop is one host, so every cookie is host-only and `Domain` never differs.

use std::fmt;

use serde::Serialize;

use super::ids::{ServerId, SessionId};
use super::time::{SimDuration, SimTime};

/// The session id cookie's name in Tomcat.
pub const SESSION_COOKIE: &str = "JSESSIONID";

/// The name HAProxy's manual gives the balancer's own cookie.
pub const AFFINITY_COOKIE: &str = "SRV";

/// A cookie's value, which also tells its name.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CookieValue {
    /// `JSESSIONID`: the application's.
    Session(SessionId),
    /// `SRV`: the balancer's, naming a server.
    Server(ServerId),
}

impl CookieValue {
    /// The cookie's name.
    pub fn name(self) -> &'static str {
        match self {
            CookieValue::Session(_) => SESSION_COOKIE,
            CookieValue::Server(_) => AFFINITY_COOKIE,
        }
    }

    /// The session it names, where it is the application's.
    pub fn session(self) -> Option<SessionId> {
        match self {
            CookieValue::Session(session) => Some(session),
            CookieValue::Server(_) => None,
        }
    }

    /// The server it names, where it is the balancer's.
    pub fn server(self) -> Option<ServerId> {
        match self {
            CookieValue::Session(_) => None,
            CookieValue::Server(server) => Some(server),
        }
    }
}

/// Whether a cookie goes with requests that another site caused (RFC 6265bis section 5.5.7).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SameSite {
    /// No attribute. Browsers differ between treating this as `Lax` and as `None`; here as `Lax`, as Chromium.
    Unset,
    /// Goes with a link followed from another site, not with a form posted from one.
    Lax,
    /// Goes with requests of the shop's own pages only.
    Strict,
}

/// A `Set-Cookie` header field (RFC 6265bis section 4.1).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct SetCookie {
    /// What it carries, and under which name.
    pub value: CookieValue,
    /// `Path`: requests below it carry the cookie.
    pub path: &'static str,
    /// `Max-Age`, where there is one; zero removes the cookie. Without it the cookie lasts as long as the browser.
    pub max_age: Option<SimDuration>,
    /// `HttpOnly`: hidden from scripts.
    pub http_only: bool,
    /// `Secure`: over TLS only.
    pub secure: bool,
    /// `SameSite`.
    pub same_site: SameSite,
}

/// The `Cookie` header field of one request; empty where no cookie matched.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
pub struct CookieHeader {
    /// The session id cookie.
    pub session: Option<SessionId>,
    /// The affinity cookie. A server never sees it (`indirect`, R10).
    pub server: Option<ServerId>,
}

impl CookieHeader {
    /// Whether there is nothing to send.
    pub fn is_empty(&self) -> bool {
        self.session.is_none() && self.server.is_none()
    }
}

/// Where a request comes from and goes to, as far as cookies care.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CookieContext {
    /// Over TLS.
    pub secure: bool,
    /// Who caused the request.
    pub initiator: Initiator,
}

/// Who caused a request.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Initiator {
    /// A page of the shop, or the person.
    SameSite,
    /// A link on another site: a top-level navigation with a safe method.
    CrossSiteLink,
}

/// A cookie in the jar.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct StoredCookie {
    /// As it was set.
    pub set: SetCookie,
    /// When `Max-Age` ends it, where it has one.
    pub expires: Option<SimTime>,
}

/// What a `Set-Cookie` did to a jar.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stored {
    /// There was none of this name and path.
    Added,
    /// It took the place of this value (RFC 6265bis section 5.7: same name, host and path).
    Replaced(CookieValue),
    /// `Max-Age=0` (or less) took this value away, where there was one.
    Removed(Option<CookieValue>),
    /// A `Secure` cookie came over plain HTTP (RFC 6265bis section 5.7 step 8).
    RefusedInsecure,
}

/// One client's cookies for the shop, oldest first.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct CookieJar {
    cookies: Vec<StoredCookie>,
}

impl CookieJar {
    /// The cookies it holds, oldest first; some may have lapsed and wait for [`CookieJar::evict_lapsed`].
    pub fn cookies(&self) -> &[StoredCookie] {
        &self.cookies
    }

    /// Takes in a `Set-Cookie` (RFC 6265bis section 5.7).
    pub fn store(&mut self, now: SimTime, context: CookieContext, set: SetCookie) -> Stored {
        if set.secure && !context.secure {
            return Stored::RefusedInsecure;
        }
        let old = self
            .cookies
            .iter()
            .position(|cookie| cookie.set.path == set.path && cookie.set.value.name() == set.value.name());
        if set.max_age == Some(SimDuration::ZERO) {
            return Stored::Removed(old.map(|index| self.cookies.remove(index).set.value));
        }
        let cookie = StoredCookie { set, expires: set.max_age.map(|age| now + age) };
        match old {
            Some(index) => {
                let before = std::mem::replace(&mut self.cookies[index], cookie);
                Stored::Replaced(before.set.value)
            }
            None => {
                self.cookies.push(cookie);
                Stored::Added
            }
        }
    }

    /// The `Cookie` header of a request (RFC 6265bis section 5.8.3): of the cookies that match, the one with the
    /// longest path comes first, and that is the one a server reads.
    pub fn header(&self, path: &str, context: CookieContext) -> CookieHeader {
        let matches = |set: &SetCookie| {
            path_matches(path, set.path)
                && (context.secure || !set.secure)
                && (context.initiator == Initiator::SameSite || set.same_site != SameSite::Strict)
        };
        let mut header = CookieHeader::default();
        let (mut session_path, mut server_path) = (0, 0);
        for set in self.cookies.iter().map(|cookie| &cookie.set).filter(|set| matches(set)) {
            match set.value {
                CookieValue::Session(id) if set.path.len() >= session_path => {
                    (header.session, session_path) = (Some(id), set.path.len());
                }
                CookieValue::Server(id) if set.path.len() >= server_path => {
                    (header.server, server_path) = (Some(id), set.path.len());
                }
                CookieValue::Session(_) | CookieValue::Server(_) => {}
            }
        }
        header
    }

    /// Takes out one cookie whose `Max-Age` has passed, and returns its value; call until there is none.
    pub fn evict_lapsed(&mut self, now: SimTime) -> Option<CookieValue> {
        let lapsed = self.cookies.iter().position(|cookie| cookie.expires.is_some_and(|at| at <= now))?;
        Some(self.cookies.remove(lapsed).set.value)
    }

    /// Takes out one cookie, as when a person clears them all, and returns its value; call until there is none.
    pub fn take(&mut self) -> Option<CookieValue> {
        self.cookies.pop().map(|cookie| cookie.set.value)
    }

    /// Whether the jar holds this session's id.
    pub fn holds(&self, session: SessionId) -> bool {
        self.cookies.iter().any(|cookie| cookie.set.value == CookieValue::Session(session))
    }
}

/// RFC 6265bis section 5.1.4, "path-match".
fn path_matches(request: &str, cookie: &str) -> bool {
    match request.strip_prefix(cookie) {
        Some(rest) => rest.is_empty() || cookie.ends_with('/') || rest.starts_with('/'),
        None => false,
    }
}

impl fmt::Display for CookieHeader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(id) = self.session {
            write!(f, "{SESSION_COOKIE}={id}")?;
        }
        if self.session.is_some() && self.server.is_some() {
            f.write_str("; ")?;
        }
        self.server.map_or(Ok(()), |id| write!(f, "{AFFINITY_COOKIE}={id}"))
    }
}

impl fmt::Display for CookieValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CookieValue::Session(id) => id.fmt(f),
            CookieValue::Server(id) => id.fmt(f),
        }
    }
}

impl fmt::Display for SetCookie {
    /// In the order Tomcat 10.1 writes the attributes (recording `d_semantics` in docs/rules.md).
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}={}", self.value.name(), self.value)?;
        if let Some(age) = self.max_age {
            write!(f, "; Max-Age={}", age.as_us() / 1_000_000)?;
        }
        write!(f, "; Path={}", self.path)?;
        if self.secure {
            f.write_str("; Secure")?;
        }
        if self.http_only {
            f.write_str("; HttpOnly")?;
        }
        match self.same_site {
            SameSite::Unset => Ok(()),
            SameSite::Lax => f.write_str("; SameSite=Lax"),
            SameSite::Strict => f.write_str("; SameSite=Strict"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: CookieContext = CookieContext { secure: false, initiator: Initiator::SameSite };
    const TLS: CookieContext = CookieContext { secure: true, ..PLAIN };

    fn cookie(value: u128) -> SetCookie {
        SetCookie {
            value: CookieValue::Session(SessionId(value)),
            path: "/",
            max_age: None,
            http_only: true,
            secure: false,
            same_site: SameSite::Unset,
        }
    }

    #[test]
    fn a_second_cookie_of_the_same_name_replaces_the_first() {
        let mut jar = CookieJar::default();
        assert_eq!(jar.store(SimTime::ZERO, PLAIN, cookie(1)), Stored::Added);
        assert_eq!(jar.store(SimTime::ZERO, PLAIN, cookie(2)), Stored::Replaced(CookieValue::Session(SessionId(1))));
        assert_eq!(jar.header("/me", PLAIN).session, Some(SessionId(2)));
    }

    #[test]
    fn cookies_of_two_names_live_side_by_side() {
        let mut jar = CookieJar::default();
        jar.store(SimTime::ZERO, PLAIN, cookie(1));
        let server = SetCookie { value: CookieValue::Server(ServerId(1)), ..cookie(0) };
        assert_eq!(jar.store(SimTime::ZERO, PLAIN, server), Stored::Added);
        let header = jar.header("/me", PLAIN).to_string();
        assert_eq!(header, "JSESSIONID=00000000000000000000000000000001; SRV=s2");
    }

    #[test]
    fn a_cookie_with_a_max_age_lapses_and_zero_removes_it() {
        let mut jar = CookieJar::default();
        let minute = SetCookie { max_age: Some(SimDuration::from_s(60)), ..cookie(1) };
        jar.store(SimTime::ZERO, PLAIN, minute);
        assert_eq!(jar.evict_lapsed(SimTime::from_us(59_999_999)), None);
        assert_eq!(jar.evict_lapsed(SimTime::from_us(60_000_000)), Some(CookieValue::Session(SessionId(1))));
        jar.store(SimTime::ZERO, PLAIN, cookie(2));
        let gone = SetCookie { max_age: Some(SimDuration::ZERO), ..cookie(3) };
        assert_eq!(jar.store(SimTime::ZERO, PLAIN, gone), Stored::Removed(Some(CookieValue::Session(SessionId(2)))));
        assert!(jar.header("/", PLAIN).is_empty());
    }

    #[test]
    fn a_secure_cookie_is_neither_taken_nor_sent_over_plain_http() {
        let mut jar = CookieJar::default();
        let secure = SetCookie { secure: true, ..cookie(1) };
        assert_eq!(jar.store(SimTime::ZERO, PLAIN, secure), Stored::RefusedInsecure);
        jar.store(SimTime::ZERO, TLS, secure);
        assert!(jar.header("/", PLAIN).is_empty());
        assert!(!jar.header("/", TLS).is_empty());
    }

    #[test]
    fn the_longest_matching_path_is_read_first_and_prefixes_of_a_name_do_not_match() {
        let mut jar = CookieJar::default();
        jar.store(SimTime::ZERO, PLAIN, cookie(1));
        jar.store(SimTime::ZERO, PLAIN, SetCookie { path: "/cart", ..cookie(2) });
        assert_eq!(jar.header("/cart", PLAIN).session, Some(SessionId(2)));
        assert_eq!(jar.header("/cart/items", PLAIN).session, Some(SessionId(2)));
        assert_eq!(jar.header("/cartoon", PLAIN).session, Some(SessionId(1)));
    }

    #[test]
    fn strict_cookies_stay_home_when_another_site_links_to_the_shop() {
        let mut jar = CookieJar::default();
        let linked = CookieContext { initiator: Initiator::CrossSiteLink, ..PLAIN };
        jar.store(SimTime::ZERO, PLAIN, SetCookie { same_site: SameSite::Strict, ..cookie(1) });
        assert!(jar.header("/me", linked).is_empty());
        jar.store(SimTime::ZERO, PLAIN, SetCookie { same_site: SameSite::Lax, ..cookie(2) });
        assert_eq!(jar.header("/me", linked).session, Some(SessionId(2)));
    }

    #[test]
    fn the_header_field_reads_as_tomcat_writes_it() {
        let text = SetCookie { secure: true, max_age: Some(SimDuration::from_s(600)), ..cookie(0xAB) }.to_string();
        assert_eq!(text, "JSESSIONID=000000000000000000000000000000AB; Max-Age=600; Path=/; Secure; HttpOnly");
    }
}
