//! The `Cookie` header field of one request.

use std::fmt;

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::CookieValue;
use crate::model::ids::{ServerId, SessionId};

/// Maximum number of cookies in a jar: one of each name, since every cookie of the shop has the path `/`.
const NAMES: usize = 2;

/// The `Cookie` header field of one request: cookies in the order in which they are sent; empty if no cookie matches.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct CookieHeader {
    cookies: [Option<CookieValue>; NAMES],
}

impl CookieHeader {
    /// A header with these cookies, in this order. Of a name only the first counts, as servers read only that one.
    pub fn new(cookies: impl IntoIterator<Item = CookieValue>) -> CookieHeader {
        let mut header = CookieHeader::default();
        for cookie in cookies {
            if header.iter().all(|earlier| earlier.name() != cookie.name())
                && let Some(free) = header.cookies.iter_mut().find(|place| place.is_none())
            {
                *free = Some(cookie);
            }
        }
        header
    }

    /// Cookies in the order in which they are sent.
    pub fn iter(&self) -> impl Iterator<Item = CookieValue> {
        self.cookies.into_iter().flatten()
    }

    /// Session id cookie.
    pub fn session(&self) -> Option<SessionId> {
        self.iter().find_map(CookieValue::session)
    }

    /// Affinity cookie.
    pub fn server(&self) -> Option<ServerId> {
        self.iter().find_map(CookieValue::server)
    }

    /// Header as the balancer passes it on: without the affinity cookie (`indirect`, R10).
    pub fn passed_on(&self) -> CookieHeader {
        CookieHeader::new(self.iter().filter(|cookie| cookie.server().is_none()))
    }

    /// True if there is no cookie to send.
    pub fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }
}

impl Serialize for CookieHeader {
    /// A map with the keys `session` and `server`, in the order of the header; an absent cookie is `null`.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_struct("CookieHeader", NAMES)?;
        if matches!(self.cookies[0], Some(CookieValue::Server(_))) {
            map.serialize_field("server", &self.server())?;
            map.serialize_field("session", &self.session())?;
        } else {
            map.serialize_field("session", &self.session())?;
            map.serialize_field("server", &self.server())?;
        }
        map.end()
    }
}

impl fmt::Display for CookieHeader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (nth, cookie) in self.iter().enumerate() {
            let separator = if nth == 0 { "" } else { "; " };
            write!(f, "{separator}{}={cookie}", cookie.name())?;
        }
        Ok(())
    }
}
