//! Who is who: small copyable names for clients, servers, requests and sessions. Knows nothing of what they do.

use std::fmt::{self, Write};

use serde::{Serialize, Serializer};

use super::config::{MAX_CLIENTS, MAX_SERVERS};

/// A client (one browser of one person), counted from 0.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ClientId(pub u8);

/// The people behind the browsers, in the order of their ids; each begins with a letter of its own.
const NAMES: [&str; MAX_CLIENTS as usize] = ["Alice", "Bob", "Chulsoo", "Dahye", "Emma", "Farid"];

impl ClientId {
    /// Position in lists of clients.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }

    /// The person's name, the same in every language and in the login form. An id past the last person (a link may
    /// hold one) reads as "?".
    pub fn name(self) -> &'static str {
        NAMES.get(self.index()).copied().unwrap_or("?")
    }

    /// The letter that stands for the client in badges and links.
    pub fn letter(self) -> char {
        char::from(b'a' + self.0.min(25))
    }
}

/// A server behind the balancer, counted from 0; people read [`ServerId::number`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ServerId(pub u8);

impl ServerId {
    /// Position in lists of servers.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }

    /// The number readers see, from 1.
    pub fn number(self) -> u32 {
        u32::from(self.0) + 1
    }
}

/// A session store beside the servers, counted from 0: the first is the one a run starts with, the second its replica.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct StoreId(pub u8);

impl StoreId {
    /// Position in lists of stores.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }

    /// The number readers see, from 1.
    pub fn number(self) -> u32 {
        u32::from(self.0) + 1
    }
}

/// Who keeps a session in memory or on disk.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Holder {
    Server(ServerId),
    Store(StoreId),
}

/// The copy of version `version` of a client's session that is on its way to somebody: a name that survives a replay.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
pub struct CopyId {
    /// Whose session.
    pub client: ClientId,
    /// Which version of it.
    pub version: u32,
    /// Who is to get it.
    pub to: Holder,
}

/// The `nth` request (from 1) a client has sent in this run: a name that survives a replay.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct RequestId {
    /// Who sent it.
    pub client: ClientId,
    /// Which of the client's requests, from 1.
    pub nth: u32,
}

/// A session id: 128 bits, as Tomcat makes them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SessionId(pub u128);

impl SessionId {
    /// The first four of its 32 hexadecimal digits, enough to tell a handful of sessions apart on a screen.
    pub fn short(self) -> ShortSessionId {
        ShortSessionId((self.0 >> 112) as u16)
    }
}

/// What a screen shows of a [`SessionId`].
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

macro_rules! serialize_as_text {
    ($($id:ty),*) => {$(
        impl Serialize for $id {
            /// As the text that links use.
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
    )*};
}
serialize_as_text!(ClientId, ServerId, StoreId, RequestId, SessionId);

/// Every server a run can ever have, in order.
pub fn all_servers() -> impl Iterator<Item = ServerId> {
    (0..MAX_SERVERS).map(ServerId)
}
