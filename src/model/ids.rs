//! Ids of clients, servers, stores, requests, sessions and copies: small values that can be copied.

use std::fmt::{self, Write};
use std::str::FromStr;

use serde::{Serialize, Serializer};

use super::config::MAX_CLIENTS;

/// A client (the browser of one user), counted from 0.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ClientId(pub u8);

/// Names of the users, by client id. Each begins with a letter of its own.
const NAMES: [&str; MAX_CLIENTS as usize] = ["Alice", "Bob", "Chulsoo", "Dahye", "Emma", "Farid"];

impl ClientId {
    /// Position in lists of clients.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }

    /// Name of the user, the same in every language and in the login form; "?" for an id past the last client, which a
    /// link may hold.
    pub fn name(self) -> &'static str {
        NAMES.get(self.index()).copied().unwrap_or("?")
    }

    /// Letter of the client in badges and links.
    pub fn letter(self) -> char {
        char::from(b'a' + self.0.min(25))
    }
}

/// A server, counted from 0. Readers see [`ServerId::number`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ServerId(pub u8);

impl ServerId {
    /// Position in lists of servers.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }

    /// Number that readers see, from 1.
    pub fn number(self) -> u32 {
        u32::from(self.0) + 1
    }
}

/// A shared store, counted from 0: the primary at the start of the run is the first, its replica the second.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct StoreId(pub u8);

impl StoreId {
    /// Position in lists of stores.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }

    /// Number that readers see, from 1.
    pub fn number(self) -> u32 {
        u32::from(self.0) + 1
    }
}

/// Holder of a session, in memory or on disk.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Holder {
    Server(ServerId),
    Store(StoreId),
}

/// A copy of a session in flight. The name means the same copy in every replay.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
pub struct CopyId {
    /// Owner of the session.
    pub client: ClientId,
    /// Version of the session.
    pub version: u32,
    /// Receiver.
    pub to: Holder,
}

/// A request. The name means the same request in every replay.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct RequestId {
    /// Client that sent it.
    pub client: ClientId,
    /// Number among the client's requests, from 1.
    pub nth: u32,
}

/// A session id of 128 bits, as in Tomcat.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SessionId(pub u128);

impl SessionId {
    /// First four of the 32 hexadecimal digits, enough to tell the sessions on a screen apart.
    pub fn short(self) -> ShortSessionId {
        ShortSessionId((self.0 >> 112) as u16)
    }
}

/// First digits of a [`SessionId`], for the screen.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ShortSessionId(u16);

impl fmt::Display for ClientId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_char(self.letter())
    }
}

impl fmt::Display for ServerId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "s{}", self.number())
    }
}

impl fmt::Display for StoreId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "db{}", self.number())
    }
}

impl fmt::Display for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Holder::Server(server) => server.fmt(f),
            Holder::Store(store) => store.fmt(f),
        }
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.client, self.nth)
    }
}

impl fmt::Display for SessionId {
    /// 32 upper-case hexadecimal digits, as Tomcat 10.1 writes them (recording `d_semantics` in docs/rules.md).
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032X}", self.0)
    }
}

impl fmt::Debug for SessionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for ShortSessionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04X}", self.0)
    }
}

impl fmt::Display for CopyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.v{}.{}", self.client, self.version, self.to)
    }
}

/// A text that is no id as links write it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NotAnId;

impl FromStr for ClientId {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<ClientId, NotAnId> {
        match text.as_bytes() {
            [letter @ b'a'..=b'z'] => Ok(ClientId(letter - b'a')),
            _ => Err(NotAnId),
        }
    }
}

impl FromStr for RequestId {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<RequestId, NotAnId> {
        let (client, nth) = text.split_at_checked(1).ok_or(NotAnId)?;
        Ok(RequestId { client: client.parse()?, nth: nth.parse().map_err(|_| NotAnId)? })
    }
}

impl FromStr for Holder {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Holder, NotAnId> {
        let index = |number: &str| number.parse::<u8>().ok().and_then(|number| number.checked_sub(1)).ok_or(NotAnId);
        if let Some(number) = text.strip_prefix("db") {
            return Ok(Holder::Store(StoreId(index(number)?)));
        }
        Ok(Holder::Server(ServerId(index(text.strip_prefix('s').ok_or(NotAnId)?)?)))
    }
}

impl FromStr for CopyId {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<CopyId, NotAnId> {
        let (client, rest) = text.split_once(".v").ok_or(NotAnId)?;
        let (version, to) = rest.split_once('.').ok_or(NotAnId)?;
        Ok(CopyId { client: client.parse()?, version: version.parse().map_err(|_| NotAnId)?, to: to.parse()? })
    }
}

macro_rules! serialize_as_text {
    ($($id:ty),*) => {$(
        impl Serialize for $id {
            /// Serializes as the text that links use.
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
    )*};
}
serialize_as_text!(ClientId, ServerId, StoreId, RequestId, SessionId);
