//! Sessions and the table that holds them: Tomcat's `StandardManager`, in one server's memory. Knows ids, owners,
//! attributes and idle time; knows nothing of cookies or of other servers.

use std::collections::BTreeMap;

use serde::Serialize;

use super::ids::{ClientId, SessionId};
use super::time::{SimDuration, SimTime};

/// Heap one session takes beside its attributes, in bytes. Measured: 2,000 sessions of 4,096 bytes grew a Tomcat
/// 10.1.60 heap by 9.76 MB (recording `b3_cluster_events` in docs/rules.md).
pub const SESSION_OVERHEAD_BYTES: u64 = 784;
/// What a message between cluster members takes beside the attributes, in bytes (rule R19, measured).
pub const COPY_OVERHEAD_BYTES: u64 = 690;
/// What one thing in the cart adds to a session, in bytes.
pub const CART_ITEM_BYTES: u64 = 64;

/// A session: what a server remembers of one login.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct Session {
    /// Its id, the value of the cookie.
    pub id: SessionId,
    /// Attribute `user`: who signed in.
    pub owner: ClientId,
    /// Attribute `cart`: how many things are in it.
    pub cart: u16,
    /// Attribute `item`: which of the owner's requests put the last thing in; 0 before the first.
    pub item: u32,
    /// Counts the writes, from 1.
    pub version: u32,
    /// When it was made.
    pub created: SimTime,
    /// When a request last used it.
    pub last_access: SimTime,
}

impl Session {
    /// Memory it takes, in bytes.
    pub fn bytes(&self) -> u64 {
        SESSION_OVERHEAD_BYTES + self.attribute_bytes()
    }

    /// What its attributes take, in bytes.
    pub fn attribute_bytes(&self) -> u64 {
        self.owner.name().len() as u64 + CART_ITEM_BYTES * u64::from(self.cart)
    }

    /// Whether it has been idle for `idle` or longer at `now` (the Servlet specification's session timeout: it slides
    /// with every request that uses the session).
    pub fn expired(&self, now: SimTime, idle: SimDuration) -> bool {
        self.last_access + idle <= now
    }
}

/// A change of one session, made by one request.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SessionWrite {
    /// A login made it; where the request came with a session, that one is gone (R37).
    Create { session: Session, replaces: Option<SessionId> },
    /// Its attributes changed; it was at version `base` when the request read it.
    Update { session: Session, base: u32 },
    /// It was used and not changed.
    Touch { session: Session },
    /// Signing out ended it.
    Delete { session: Session },
}

impl SessionWrite {
    /// The session after the change; as it last was where the change ended it.
    pub fn session(&self) -> Session {
        match *self {
            SessionWrite::Create { session, .. }
            | SessionWrite::Update { session, .. }
            | SessionWrite::Touch { session }
            | SessionWrite::Delete { session } => session,
        }
    }

    /// Messages it takes to tell one member (rule R19).
    pub fn messages(&self) -> u32 {
        match self {
            SessionWrite::Create { .. } | SessionWrite::Delete { .. } => 2,
            SessionWrite::Update { .. } | SessionWrite::Touch { .. } => 1,
        }
    }

    /// Bytes it takes to tell one member: about 690 a message and the attributes that changed (rule R19).
    pub fn bytes(&self) -> u64 {
        let attributes = match self {
            SessionWrite::Create { session, .. } | SessionWrite::Update { session, .. } => session.attribute_bytes(),
            SessionWrite::Touch { .. } | SessionWrite::Delete { .. } => 0,
        };
        COPY_OVERHEAD_BYTES * u64::from(self.messages()) + attributes
    }
}

/// A server's sessions, by id.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SessionTable {
    sessions: BTreeMap<SessionId, Session>,
}

impl SessionTable {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.sessions.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.sessions.is_empty()
    }

    /// The session of this id.
    pub fn get(&self, id: SessionId) -> Option<&Session> {
        self.sessions.get(&id)
    }

    /// The session of this id, to be used or written.
    pub fn get_mut(&mut self, id: SessionId) -> Option<&mut Session> {
        self.sessions.get_mut(&id)
    }

    /// Makes a change.
    pub fn apply(&mut self, write: &SessionWrite) {
        match *write {
            SessionWrite::Create { session, replaces } => {
                if let Some(old) = replaces {
                    self.remove(old);
                }
                self.insert(session);
            }
            SessionWrite::Update { session, .. } => self.insert(session),
            SessionWrite::Touch { session } => {
                if let Some(held) = self.get_mut(session.id) {
                    held.last_access = held.last_access.max(session.last_access);
                }
            }
            SessionWrite::Delete { session } => self.remove(session.id),
        }
    }

    /// Puts a session in; one of the same id is replaced.
    pub fn insert(&mut self, session: Session) {
        self.sessions.insert(session.id, session);
    }

    /// Takes a session out, where there is one of this id.
    pub fn remove(&mut self, id: SessionId) {
        self.sessions.remove(&id);
    }

    /// Takes every session out, in the order of their ids.
    pub fn drain(&mut self) -> impl Iterator<Item = Session> + use<> {
        std::mem::take(&mut self.sessions).into_values()
    }

    /// All sessions, in the order of their ids.
    pub fn iter(&self) -> impl Iterator<Item = &Session> {
        self.sessions.values()
    }

    /// Memory all sessions take, in bytes.
    pub fn bytes(&self) -> u64 {
        self.iter().map(Session::bytes).sum()
    }
}
