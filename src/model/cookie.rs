//! The cookie jar of one client: the cookie store of RFC 6265bis (draft-ietf-httpbis-rfc6265bis). It takes in
//! `Set-Cookie` and selects the cookies of a request. Knows nothing of sessions.
//!
//! Simplified: the shop is one host, so every cookie is host-only, without `Domain`.

mod header;

use std::cmp::Reverse;
use std::fmt;

use serde::Serialize;

use super::ids::{ServerId, SessionId};
use super::time::{SimDuration, SimTime};

pub use header::CookieHeader;

/// Tomcat's name of the session id cookie.
pub const SESSION_COOKIE: &str = "JSESSIONID";

/// Name of the affinity cookie, as in HAProxy's manual.
pub const AFFINITY_COOKIE: &str = "SRV";

/// A cookie's name and value.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CookieValue {
    /// `JSESSIONID`, set by the application.
    Session(SessionId),
    /// `SRV`, set by the balancer.
    Server(ServerId),
}

impl CookieValue {
    /// Name of the cookie.
    pub fn name(self) -> &'static str {
        match self {
            CookieValue::Session(_) => SESSION_COOKIE,
            CookieValue::Server(_) => AFFINITY_COOKIE,
        }
    }

    /// Session that it names; `None` for an affinity cookie.
    pub fn session(self) -> Option<SessionId> {
        match self {
            CookieValue::Session(session) => Some(session),
            CookieValue::Server(_) => None,
        }
    }

    /// Server that it names; `None` for a session id cookie.
    pub fn server(self) -> Option<ServerId> {
        match self {
            CookieValue::Session(_) => None,
            CookieValue::Server(server) => Some(server),
        }
    }
}

/// Attribute `SameSite`: limits a cookie on requests that another site causes (RFC 6265bis section 5.5.7).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SameSite {
    /// No attribute. Treated as `Lax`, as in Chromium; some browsers treat it as `None`.
    Unset,
    /// `Lax`: sent with a link from another site, not with a form posted there.
    Lax,
    /// `Strict`: sent with requests of the shop's own pages only.
    Strict,
}

/// A `Set-Cookie` header field (RFC 6265bis section 4.1).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct SetCookie {
    /// Name and value.
    pub value: CookieValue,
    /// `Path`: the cookie is sent with requests below it.
    pub path: &'static str,
    /// `Max-Age`: zero removes the cookie. `None` makes a cookie that lasts until the browser is closed.
    pub max_age: Option<SimDuration>,
    /// `HttpOnly`: not readable by scripts.
    pub http_only: bool,
    /// `Secure`: sent over TLS only.
    pub secure: bool,
    /// `SameSite`.
    pub same_site: SameSite,
}

impl SetCookie {
    /// Affinity cookie of a server: `SRV=s1; path=/` without other attributes, as recorded from HAProxy 2.6 with
    /// `cookie SRV insert indirect nocache` (rule R10).
    pub fn affinity(server: ServerId) -> SetCookie {
        SetCookie {
            value: CookieValue::Server(server),
            path: "/",
            max_age: None,
            http_only: false,
            secure: false,
            same_site: SameSite::Unset,
        }
    }
}

/// Properties of a request that decide about its cookies.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CookieContext {
    /// True if the request goes over TLS.
    pub secure: bool,
    /// Cause of the request.
    pub initiator: Initiator,
}

/// Cause of a request.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Initiator {
    /// A page of the shop, or the address bar.
    SameSite,
    /// A link on another site: a top-level navigation with a safe method.
    CrossSiteLink,
}

/// Reason for which a client did not send a cookie that it has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CookieWithheld {
    /// The cookie is `Secure` and the request goes over plain HTTP.
    Secure,
    /// The cookie is `SameSite=Strict` and a link on another site caused the request.
    SameSiteStrict,
}

/// A cookie in the jar.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct StoredCookie {
    /// `Set-Cookie` field that set it.
    pub set: SetCookie,
    /// Time at which `Max-Age` ends; `None` without it.
    pub expires: Option<SimTime>,
}

/// Effect of a `Set-Cookie` on a jar.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum StoreOutcome {
    /// A new cookie: none had this name and path.
    Added,
    /// A cookie in place of this value, which had the same name, host and path (RFC 6265bis section 5.7).
    Replaced(CookieValue),
    /// Removal of this value by `Max-Age=0`; `None` if the jar had no such cookie.
    Removed(Option<CookieValue>),
    /// Refusal of a `Secure` cookie over plain HTTP (RFC 6265bis section 5.7 step 8).
    RefusedInsecure,
}

/// Cookies of one client for the shop, oldest first.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct CookieJar {
    cookies: Vec<StoredCookie>,
}

impl CookieJar {
    /// Cookies in the jar, oldest first.
    pub fn cookies(&self) -> &[StoredCookie] {
        &self.cookies
    }

    /// Stores the cookie of a `Set-Cookie` (RFC 6265bis section 5.7).
    pub fn store(&mut self, now: SimTime, context: CookieContext, set: SetCookie) -> StoreOutcome {
        if set.secure && !context.secure {
            return StoreOutcome::RefusedInsecure;
        }
        let old = self
            .cookies
            .iter()
            .position(|cookie| cookie.set.path == set.path && cookie.set.value.name() == set.value.name());
        if set.max_age == Some(SimDuration::ZERO) {
            return StoreOutcome::Removed(old.map(|index| self.cookies.remove(index).set.value));
        }
        let cookie = StoredCookie { set, expires: set.max_age.map(|age| now + age) };
        match old {
            Some(index) => {
                let before = std::mem::replace(&mut self.cookies[index], cookie);
                StoreOutcome::Replaced(before.set.value)
            }
            None => {
                self.cookies.push(cookie);
                StoreOutcome::Added
            }
        }
    }

    /// `Cookie` header of a request (RFC 6265bis section 5.8.3): cookies with longer paths first, and older ones first
    /// among those of equal path.
    pub fn header(&self, path: &str, context: CookieContext) -> CookieHeader {
        let matches = |set: &&SetCookie| {
            path_matches(path, set.path)
                && (context.secure || !set.secure)
                && (context.initiator == Initiator::SameSite || set.same_site != SameSite::Strict)
        };
        let mut sent: Vec<&SetCookie> = self.cookies.iter().map(|cookie| &cookie.set).filter(matches).collect();
        // The sort is stable, so cookies of equal path stay in the order of their creation.
        sent.sort_by_key(|set| Reverse(set.path.len()));
        CookieHeader::new(sent.into_iter().map(|set| set.value))
    }

    /// Removes one cookie past its `Max-Age` and returns its value. Call until it returns `None`.
    pub fn evict_lapsed(&mut self, now: SimTime) -> Option<CookieValue> {
        let lapsed = self.cookies.iter().position(|cookie| cookie.expires.is_some_and(|at| at <= now))?;
        Some(self.cookies.remove(lapsed).set.value)
    }

    /// Removes one cookie and returns its value. Call until it returns `None`, to clear the jar.
    pub fn take(&mut self) -> Option<CookieValue> {
        self.cookies.pop().map(|cookie| cookie.set.value)
    }

    /// True if a cookie in the jar names this session.
    pub fn holds(&self, session: SessionId) -> bool {
        self.cookies.iter().any(|cookie| cookie.set.value == CookieValue::Session(session))
    }
}

/// True if a request path matches a cookie path (RFC 6265bis section 5.1.4, "path-match").
fn path_matches(request: &str, cookie: &str) -> bool {
    match request.strip_prefix(cookie) {
        Some(rest) => rest.is_empty() || cookie.ends_with('/') || rest.starts_with('/'),
        None => false,
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
    /// Attributes in Tomcat 10.1's order (recording `d_semantics` in docs/rules.md).
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
    fn second_cookie_of_the_same_name_replaces_the_first() {
        let mut jar = CookieJar::default();
        assert_eq!(jar.store(SimTime::ZERO, PLAIN, cookie(1)), StoreOutcome::Added);
        assert_eq!(
            jar.store(SimTime::ZERO, PLAIN, cookie(2)),
            StoreOutcome::Replaced(CookieValue::Session(SessionId(1)))
        );
        assert_eq!(jar.header("/me", PLAIN).session(), Some(SessionId(2)));
    }

    #[test]
    fn cookies_of_two_names_do_not_replace_each_other() {
        let mut jar = CookieJar::default();
        jar.store(SimTime::ZERO, PLAIN, cookie(1));
        let server = SetCookie { value: CookieValue::Server(ServerId(1)), ..cookie(0) };
        assert_eq!(jar.store(SimTime::ZERO, PLAIN, server), StoreOutcome::Added);
        let header = jar.header("/me", PLAIN).to_string();
        assert_eq!(header, "JSESSIONID=00000000000000000000000000000001; SRV=s2");
    }

    #[test]
    fn older_cookie_of_equal_path_is_sent_first() {
        let mut jar = CookieJar::default();
        jar.store(SimTime::ZERO, PLAIN, SetCookie::affinity(ServerId(1)));
        jar.store(SimTime::ZERO, PLAIN, cookie(1));
        // A new value keeps the creation time of the old one (RFC 6265bis section 5.7).
        jar.store(SimTime::ZERO, PLAIN, SetCookie::affinity(ServerId(0)));
        let header = jar.header("/me", PLAIN).to_string();
        assert_eq!(header, "SRV=s1; JSESSIONID=00000000000000000000000000000001");
    }

    #[test]
    fn cookie_lapses_after_max_age_and_zero_removes_it() {
        let mut jar = CookieJar::default();
        let minute = SetCookie { max_age: Some(SimDuration::from_s(60)), ..cookie(1) };
        jar.store(SimTime::ZERO, PLAIN, minute);
        assert_eq!(jar.evict_lapsed(SimTime::from_us(59_999_999)), None);
        assert_eq!(jar.evict_lapsed(SimTime::from_us(60_000_000)), Some(CookieValue::Session(SessionId(1))));
        jar.store(SimTime::ZERO, PLAIN, cookie(2));
        let gone = SetCookie { max_age: Some(SimDuration::ZERO), ..cookie(3) };
        assert_eq!(
            jar.store(SimTime::ZERO, PLAIN, gone),
            StoreOutcome::Removed(Some(CookieValue::Session(SessionId(2))))
        );
        assert!(jar.header("/", PLAIN).is_empty());
    }

    #[test]
    fn secure_cookie_is_neither_stored_nor_sent_over_http() {
        let mut jar = CookieJar::default();
        let secure = SetCookie { secure: true, ..cookie(1) };
        assert_eq!(jar.store(SimTime::ZERO, PLAIN, secure), StoreOutcome::RefusedInsecure);
        jar.store(SimTime::ZERO, TLS, secure);
        assert!(jar.header("/", PLAIN).is_empty());
        assert!(!jar.header("/", TLS).is_empty());
    }

    #[test]
    fn longest_path_comes_first_and_partial_names_do_not_match() {
        let mut jar = CookieJar::default();
        jar.store(SimTime::ZERO, PLAIN, cookie(1));
        jar.store(SimTime::ZERO, PLAIN, SetCookie { path: "/cart", ..cookie(2) });
        assert_eq!(jar.header("/cart", PLAIN).session(), Some(SessionId(2)));
        assert_eq!(jar.header("/cart/items", PLAIN).session(), Some(SessionId(2)));
        assert_eq!(jar.header("/cartoon", PLAIN).session(), Some(SessionId(1)));
    }

    #[test]
    fn strict_cookie_is_not_sent_with_a_cross_site_link() {
        let mut jar = CookieJar::default();
        let linked = CookieContext { initiator: Initiator::CrossSiteLink, ..PLAIN };
        jar.store(SimTime::ZERO, PLAIN, SetCookie { same_site: SameSite::Strict, ..cookie(1) });
        assert!(jar.header("/me", linked).is_empty());
        jar.store(SimTime::ZERO, PLAIN, SetCookie { same_site: SameSite::Lax, ..cookie(2) });
        assert_eq!(jar.header("/me", linked).session(), Some(SessionId(2)));
    }

    #[test]
    fn set_cookie_field_has_tomcats_format() {
        let text = SetCookie { secure: true, max_age: Some(SimDuration::from_s(600)), ..cookie(0xAB) }.to_string();
        assert_eq!(text, "JSESSIONID=000000000000000000000000000000AB; Max-Age=600; Path=/; Secure; HttpOnly");
    }
}
