//! Sessions, their changes, and the table of one holder (Tomcat's `StandardManager`). Knows nothing of cookies and of
//! other holders.

use std::collections::BTreeMap;

use serde::Serialize;

use super::ids::{ClientId, ServerId, SessionId};
use super::time::{SimDuration, SimTime};

/// Heap of one session without its attributes, in bytes. Measured: 2,000 sessions of 4,096 bytes grew the heap of
/// Tomcat 10.1.60 by 9.76 MB (recording `b3_cluster_events` in docs/rules.md).
pub const SESSION_OVERHEAD_BYTES: u64 = 784;
/// Size of a message between cluster members without the attributes, in bytes (rule R19, measured).
pub const COPY_OVERHEAD_BYTES: u64 = 690;
/// Size of a message about the end of a session, in bytes (rule R19, measured: 1,239 for the two of a sign-out with 2
/// members, 3,658 for the six with 4).
pub const END_OVERHEAD_BYTES: u64 = 610;
/// Size of one cart item in a session, in bytes.
pub const CART_ITEM_BYTES: u64 = 64;

/// Items of a session, each named by the owner's request that added it, as far back as 64 requests before the newest.
/// It tells two states of a session apart: if one state is lost, so are the items that only that state has.
///
/// Simplified: older items count as common to all states. A browser has at most six open requests, so states differ in
/// the newest items.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
pub struct RecentItems {
    /// Highest number of a request that added an item; 0 before the first.
    newest: u32,
    /// Bit n is set if the request n before the newest added an item.
    bits: u64,
}

impl RecentItems {
    /// These items and the one that request `nth` added.
    #[must_use]
    pub fn with(self, nth: u32) -> RecentItems {
        if nth > self.newest {
            let bits = self.bits.checked_shl(nth - self.newest).unwrap_or(0) | 1;
            return RecentItems { newest: nth, bits };
        }
        let bit = 1_u64.checked_shl(self.newest - nth).unwrap_or(0);
        RecentItems { bits: self.bits | bit, ..self }
    }

    /// True if the item of request `nth` is here.
    pub fn contains(self, nth: u32) -> bool {
        self.newest.checked_sub(nth).is_some_and(|back| back < 64 && self.bits >> back & 1 == 1)
    }

    /// Numbers of the requests whose items are here and not in `others`, newest first.
    pub fn missing_in(self, others: RecentItems) -> impl Iterator<Item = u32> {
        let here = (0..64).filter(move |back| self.bits >> back & 1 == 1).map(move |back| self.newest - back);
        here.filter(move |nth| match others.newest.checked_sub(*nth) {
            Some(back) => back < 64 && others.bits >> back & 1 == 0,
            None => true,
        })
    }
}

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
    /// The owner's last requests that added an item.
    pub items: RecentItems,
    /// Number of writes, from 1.
    pub version: u32,
    /// Time of creation.
    pub created: SimTime,
    /// Time of the last request that used it.
    pub last_access: SimTime,
    /// Cluster member that served that request, as far as the holder knows (Tomcat's primary session). `None` in a
    /// shared store, and at a member that restarted since.
    pub primary: Option<ServerId>,
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

    /// This session after the owner's request `nth` added an item.
    #[must_use]
    pub fn with_item(self, nth: u32) -> Session {
        Session { cart: self.cart + 1, item: nth, items: self.items.with(nth), version: self.version + 1, ..self }
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
    /// Deletion by the idle timeout, at the member that served the last request (R28).
    Expire { session: Session },
}

/// Kind of a change, as its copies carry it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// The session was created.
    Created,
    /// Attributes changed.
    Changed,
    /// The session was read, which changes only the time of its last access.
    Read,
    /// A sign-out ended the session.
    Ended,
    /// The idle timeout ended the session at its primary.
    Expired,
}

impl SessionWrite {
    /// Kind of the change.
    pub fn change(&self) -> Change {
        match self {
            SessionWrite::Create { .. } => Change::Created,
            SessionWrite::Update { .. } => Change::Changed,
            SessionWrite::Touch { .. } => Change::Read,
            SessionWrite::Delete { .. } => Change::Ended,
            SessionWrite::Expire { .. } => Change::Expired,
        }
    }

    /// Session after the change; for a deletion, before it.
    pub fn session(&self) -> Session {
        match *self {
            SessionWrite::Create { session, .. }
            | SessionWrite::Update { session, .. }
            | SessionWrite::Touch { session }
            | SessionWrite::Delete { session }
            | SessionWrite::Expire { session } => session,
        }
    }

    /// This change, with the session's primary set to the member that serves the request.
    pub fn served_by(mut self, server: ServerId) -> SessionWrite {
        match &mut self {
            SessionWrite::Create { session, .. }
            | SessionWrite::Update { session, .. }
            | SessionWrite::Touch { session }
            | SessionWrite::Delete { session }
            | SessionWrite::Expire { session } => session.primary = Some(server),
        }
        self
    }

    /// Session that must still exist for this write: the one that it changes, or renames. `None` for a write that needs
    /// none.
    pub fn needs(&self) -> Option<SessionId> {
        match *self {
            SessionWrite::Create { .. } => self.renames(),
            SessionWrite::Update { session, .. } | SessionWrite::Touch { session } => Some(session.id),
            SessionWrite::Delete { .. } | SessionWrite::Expire { .. } => None,
        }
    }

    /// Session that a login renames: the user's own one, whose attributes move to the new id (R37). Its version goes on
    /// under the new id, so it is above 1.
    pub fn renames(&self) -> Option<SessionId> {
        match *self {
            SessionWrite::Create { session, replaces } => replaces.filter(|_| session.version > 1),
            SessionWrite::Update { .. }
            | SessionWrite::Touch { .. }
            | SessionWrite::Delete { .. }
            | SessionWrite::Expire { .. } => None,
        }
    }

    /// Session that the change ends: the one that a sign-out deletes, or the one that a login renames (R37).
    pub fn ends(&self) -> Option<SessionId> {
        match *self {
            SessionWrite::Create { replaces, .. } => replaces,
            SessionWrite::Delete { session } => Some(session.id),
            SessionWrite::Update { .. } | SessionWrite::Touch { .. } | SessionWrite::Expire { .. } => None,
        }
    }

    /// Session that a request ends for its own user: by a sign-out, or by a login that renames it.
    pub fn ends_by_request(&self) -> Option<SessionId> {
        match *self {
            SessionWrite::Delete { session } => Some(session.id),
            SessionWrite::Create { .. } => self.renames(),
            SessionWrite::Update { .. } | SessionWrite::Touch { .. } | SessionWrite::Expire { .. } => None,
        }
    }

    /// Number of messages to each member (rule R19).
    pub fn messages(&self) -> u32 {
        match self {
            SessionWrite::Create { .. } | SessionWrite::Delete { .. } => 2,
            // Tomcat sends `SESSION_EXPIRED` alone.
            SessionWrite::Update { .. } | SessionWrite::Touch { .. } | SessionWrite::Expire { .. } => 1,
        }
    }

    /// Bytes to each member: about 690 for each message, or 610 about an end, and the changed attributes (rule R19).
    pub fn bytes(&self) -> u64 {
        let (message, attributes) = match self {
            SessionWrite::Create { session, .. } | SessionWrite::Update { session, .. } => {
                (COPY_OVERHEAD_BYTES, session.attribute_bytes())
            }
            SessionWrite::Touch { .. } => (COPY_OVERHEAD_BYTES, 0),
            SessionWrite::Delete { .. } | SessionWrite::Expire { .. } => (END_OVERHEAD_BYTES, 0),
        };
        message * u64::from(self.messages()) + attributes
    }
}

/// Sessions of one holder, by id.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SessionTable {
    sessions: BTreeMap<SessionId, Session>,
}

impl SessionTable {
    /// An empty table.
    pub const fn new() -> SessionTable {
        SessionTable { sessions: BTreeMap::new() }
    }

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
                if let Some(held) = self.get_mut(session.id)
                    && held.last_access <= session.last_access
                {
                    (held.last_access, held.primary) = (session.last_access, session.primary);
                }
            }
            SessionWrite::Delete { session } | SessionWrite::Expire { session } => self.remove(session.id),
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

    /// Size of the attributes of all sessions, in bytes.
    pub fn attribute_bytes(&self) -> u64 {
        self.iter().map(Session::attribute_bytes).sum()
    }

    /// Size of all sessions in memory, in bytes.
    pub fn bytes(&self) -> u64 {
        self.iter().map(Session::bytes).sum()
    }
}
