//! Sessions, their changes, and the table of one holder (Tomcat's `StandardManager`). Knows nothing of cookies and of
//! other holders.

use std::collections::BTreeMap;

use serde::Serialize;

use super::ids::{ClientId, SessionId};
use super::time::{SimDuration, SimTime};

/// Heap of one session without its attributes, in bytes. Measured: 2,000 sessions of 4,096 bytes grew the heap of
/// Tomcat 10.1.60 by 9.76 MB (recording `b3_cluster_events` in docs/rules.md).
pub const SESSION_OVERHEAD_BYTES: u64 = 784;
/// Size of a message between cluster members without the attributes, in bytes (rule R19, measured).
pub const COPY_OVERHEAD_BYTES: u64 = 690;
/// Size of one cart item in a session, in bytes.
pub const CART_ITEM_BYTES: u64 = 64;

/// The state of one login.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct Session {
    /// Session id, the value of the cookie.
    pub id: SessionId,
    /// Attribute `user`: the user who signed in.
    pub owner: ClientId,
    /// Attribute `cart`: number of items in the cart.
    pub cart: u16,
    /// Attribute `item`: number of the owner's request that added the last item; 0 before the first.
    pub item: u32,
    /// Number of writes, from 1.
    pub version: u32,
    /// Time of creation.
    pub created: SimTime,
    /// Time of the last request that used it.
    pub last_access: SimTime,
}

impl Session {
    /// Size in memory, in bytes.
    pub fn bytes(&self) -> u64 {
        SESSION_OVERHEAD_BYTES + self.attribute_bytes()
    }

    /// Size of the attributes, in bytes.
    pub fn attribute_bytes(&self) -> u64 {
        self.owner.name().len() as u64 + CART_ITEM_BYTES * u64::from(self.cart)
    }

    /// True if no request has used it for `idle` at `now` (Servlet specification: every use renews the timeout).
    pub fn expired(&self, now: SimTime, idle: SimDuration) -> bool {
        self.last_access + idle <= now
    }
}

/// Change of a session by one request.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SessionWrite {
    /// Creation by a login. The session that the request's cookie names ends (R37).
    Create { session: Session, replaces: Option<SessionId> },
    /// Change of attributes. The request had read version `base`.
    Update { session: Session, base: u32 },
    /// Access without a change.
    Touch { session: Session },
    /// Deletion by a sign-out.
    Delete { session: Session },
}

impl SessionWrite {
    /// Session after the change; for a deletion, before it.
    pub fn session(&self) -> Session {
        match *self {
            SessionWrite::Create { session, .. }
            | SessionWrite::Update { session, .. }
            | SessionWrite::Touch { session }
            | SessionWrite::Delete { session } => session,
        }
    }

    /// Number of messages to each member (rule R19).
    pub fn messages(&self) -> u32 {
        match self {
            SessionWrite::Create { .. } | SessionWrite::Delete { .. } => 2,
            SessionWrite::Update { .. } | SessionWrite::Touch { .. } => 1,
        }
    }

    /// Bytes to each member: about 690 for each message, and the changed attributes (rule R19).
    pub fn bytes(&self) -> u64 {
        let attributes = match self {
            SessionWrite::Create { session, .. } | SessionWrite::Update { session, .. } => session.attribute_bytes(),
            SessionWrite::Touch { .. } | SessionWrite::Delete { .. } => 0,
        };
        COPY_OVERHEAD_BYTES * u64::from(self.messages()) + attributes
    }
}

/// Sessions of one holder, by id.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SessionTable {
    sessions: BTreeMap<SessionId, Session>,
}

impl SessionTable {
    /// Number of sessions.
    pub fn len(&self) -> usize {
        self.sessions.len()
    }

    /// True if there is no session.
    pub fn is_empty(&self) -> bool {
        self.sessions.is_empty()
    }

    /// Session of this id.
    pub fn get(&self, id: SessionId) -> Option<&Session> {
        self.sessions.get(&id)
    }

    /// Session of this id, to change it.
    pub fn get_mut(&mut self, id: SessionId) -> Option<&mut Session> {
        self.sessions.get_mut(&id)
    }

    /// Applies a change.
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

    /// Inserts a session, in place of one with the same id.
    pub fn insert(&mut self, session: Session) {
        self.sessions.insert(session.id, session);
    }

    /// Removes the session of this id, if there is one.
    pub fn remove(&mut self, id: SessionId) {
        self.sessions.remove(&id);
    }

    /// Removes all sessions and returns them, by id.
    pub fn drain(&mut self) -> impl Iterator<Item = Session> + use<> {
        std::mem::take(&mut self.sessions).into_values()
    }

    /// All sessions, by id.
    pub fn iter(&self) -> impl Iterator<Item = &Session> {
        self.sessions.values()
    }

    /// Size of all sessions in memory, in bytes.
    pub fn bytes(&self) -> u64 {
        self.iter().map(Session::bytes).sum()
    }
}
