//! What happened: past tense, with its reason and the numbers it was decided from. The log, the sentences, the counts
//! and the tests all read these; nothing else is the record of a run.

mod cause;

use serde::Serialize;

use super::balancer::RouteReason;
use super::client::Address;
use super::command::Command;
use super::config::StoreKind;
use super::cookie::SetCookie;
use super::http::{Page, Request, Status};
use super::ids::{ClientId, CopyId, Holder, RequestId, ServerId, SessionId, StoreId};
use super::time::{SimDuration, SimTime};

pub use cause::{
    BalancerError, ConnectError, DestroyCause, DropCause, Limit, OrphanCause, RetryPlan, StoreDeath, StoreRole,
};

/// Something that happened.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(tag = "fact", rename_all = "snake_case")]
pub enum Fact {
    /// A browser sent a request, with the cookies its jar chose.
    RequestSent { id: RequestId, request: Request, from: Address },
    /// The browser did not send it: a bound was reached. Other acts reach theirs the same way.
    LimitReached { limit: Limit },
    /// The balancer chose a server.
    Routed { id: RequestId, to: ServerId, because: RouteReason },
    /// The balancer could not connect.
    ConnectFailed { id: RequestId, server: ServerId, because: ConnectError, tries: u8, then: RetryPlan },
    /// Every worker was busy; the request waits at this place.
    Queued { id: RequestId, server: ServerId, place: u16 },
    /// A worker took the request.
    ServiceStarted { id: RequestId, server: ServerId },
    /// The server knows the id the request carries.
    SessionFound { id: RequestId, server: ServerId, session: SessionId, version: u32 },
    /// The server asked does not know the id: the session may live elsewhere (`held_by`), and the next request may
    /// find it again. Nothing was destroyed (R3), and the id is not adopted (R37).
    SessionNotFound { id: RequestId, server: ServerId, session: SessionId, held_by: Option<Holder> },
    /// The request carried no id.
    NoCookieSent { id: RequestId, server: ServerId },
    /// A login made a session; `replaces` is the id the same login had here before (R37: the id changes at login).
    SessionCreated { id: RequestId, server: ServerId, session: SessionId, owner: ClientId, replaces: Option<SessionId> },
    /// A session's attributes changed.
    SessionWritten { id: RequestId, server: ServerId, session: SessionId, version: u32, cart: u16 },
    /// Signing out ended a session. The cookie stays in the browser (R37).
    SessionInvalidated { id: RequestId, server: ServerId, session: SessionId },
    /// Nobody holds the session any more.
    SessionDestroyed { holder: Holder, session: SessionId, owner: ClientId, orphan: bool, because: DestroyCause },
    /// The server's answer left. It can still be lost on its way; see [`Fact::ResponseReceived`].
    Answered { id: RequestId, server: ServerId, status: Status, page: Page, set_cookie: Option<SetCookie> },
    /// The balancer answered instead of a server.
    BalancerAnswered { id: RequestId, status: Status, because: BalancerError },
    /// The balancer handed the server's answer on.
    AnswerForwarded { id: RequestId, server: ServerId, status: Status },
    /// A server answered when nobody waited any more.
    AnswerDiscarded { id: RequestId, server: ServerId },
    /// An end: the browser got an answer and shows its page.
    ResponseReceived { id: RequestId, status: Status, page: Page },
    /// An end: the connection broke, or the message was lost.
    RequestDropped { id: RequestId, because: DropCause },
    /// An end: the server took no connection and no balancer stood between.
    RequestRefused { id: RequestId, server: ServerId, because: ConnectError },
    /// The browser keeps a cookie; `replaced` is the value it had.
    CookieStored { client: ClientId, session: SessionId, replaced: Option<SessionId> },
    /// The browser refused a `Secure` cookie that came over plain HTTP.
    CookieRefused { client: ClientId, session: SessionId },
    /// The cookie's `Max-Age` passed.
    CookieLapsed { client: ClientId, session: SessionId },
    /// A person cleared the cookies; so many were there.
    CookiesCleared { client: ClientId, cookies: u8 },
    /// No cookie leads to the session any more; `holder` keeps it until it expires.
    SessionOrphaned { session: SessionId, client: ClientId, holder: Holder, because: OrphanCause },
    /// A client's requests come from another address now.
    AddressChanged { client: ClientId, from: Address, to: Address },
    /// A server's process died with so many sessions and requests in it.
    ServerCrashed { server: ServerId, sessions: u32, requests: u16 },
    /// A server's process is back, with nothing in memory, after so long.
    ServerRestarted { server: ServerId, downtime: SimDuration },
    /// A server has more workers.
    ServerUpgraded { server: ServerId, from: u16, to: u16 },
    /// A server joined the rotation; `member` tells whether its configuration names the cluster.
    ServerAdded { server: ServerId, member: bool },
    /// A server was taken out for good, with so many sessions and requests in it.
    ServerRemoved { server: ServerId, sessions: u32, requests: u16 },
    /// The `nth` health check in a row, of `needed`, that contradicts what the balancer believes.
    HealthCheckCounted { server: ServerId, seen_up: bool, nth: u8, needed: u8 },
    /// The balancer took a server out of rotation, so long after it died.
    MarkedDown { server: ServerId, after: SimDuration },
    /// The balancer put a server back into rotation.
    MarkedUp { server: ServerId },
    /// The balancer added its own cookie to the answer (R10); `before` is the server the request's cookie named.
    AffinityCookieSet { id: RequestId, server: ServerId, before: Option<ServerId> },
    /// The browser keeps the balancer's cookie; `replaced` is the server it named before.
    AffinityCookieStored { client: ClientId, server: ServerId, replaced: Option<ServerId> },
    /// The server has an older version of the session than another holds: the copy has not arrived (R20).
    StaleRead { id: RequestId, server: ServerId, session: SessionId, version: u32, newest: u32 },
    /// The changes of one request wait at their sender, or leave at once where it waits for the receivers (`sync`).
    CopiesQueued {
        server: ServerId,
        session: SessionId,
        owner: ClientId,
        version: u32,
        receivers: u8,
        messages: u32,
        bytes: u64,
        sync: bool,
    },
    /// The copies of one change left for the other members.
    CopiesSent {
        server: ServerId,
        session: SessionId,
        owner: ClientId,
        version: u32,
        receivers: u8,
        messages: u32,
        bytes: u64,
    },
    /// A member has applied a copy.
    CopyApplied { server: ServerId, from: ServerId, session: SessionId, owner: ClientId, version: u32 },
    /// A copy was for a session this member does not know.
    CopyIgnored { server: ServerId, from: ServerId, session: SessionId, owner: ClientId, version: u32 },
    /// Two members wrote the same version: this one now has the other's value (R24). `had` and `got` tell which of the
    /// owner's requests wrote what it had and what it got.
    WritesCrossed { server: ServerId, session: SessionId, owner: ClientId, version: u32, had: u32, got: u32 },
    /// Copies died in the queue of their sender (R25).
    CopiesLost { server: ServerId, session: SessionId, owner: ClientId, version: u32, receivers: u8 },
    /// A write that was acknowledged is gone; `kept` is the version that is left, where one is.
    WriteLost { holder: Holder, session: SessionId, owner: ClientId, version: u32, kept: Option<u32> },
    /// A write overwrote another that it had not seen: the last one wins. `lost` is the owner's request whose write is gone,
    /// `cart` what the cart counts now.
    UpdateLost { id: RequestId, session: SessionId, owner: ClientId, version: u32, lost: u32, cart: u16 },
    /// A server began to fetch every session from one member (R26), which takes so long.
    JoinStarted { server: ServerId, donor: ServerId, sessions: u32, bytes: u64, takes: SimDuration },
    /// A server has the cluster's sessions and serves; without them where its donor died and the time ran out.
    JoinEnded { server: ServerId, donor: ServerId, sessions: u32, complete: bool },
    /// A server asked the store, to read or to write.
    StoreAsked { id: RequestId, server: ServerId, store: StoreId, write: bool },
    /// A store looked a session up.
    StoreRead { id: RequestId, store: StoreId, session: SessionId, found: bool },
    /// A server could not reach the store: its answer is 500.
    StoreUnreachable { id: RequestId, server: ServerId, store: StoreId },
    /// A store went down with so many sessions.
    StoreDied { store: StoreId, role: StoreRole, kind: StoreKind, sessions: u32, because: StoreDeath },
    /// A store is back, with so many sessions.
    StoreRestarted { store: StoreId, role: StoreRole, sessions: u32, downtime: SimDuration },
    /// The replica is the primary now; of so many sessions the last acknowledged write had not reached it (R32).
    StorePromoted { store: StoreId, from: StoreId, lost: u32, by_hand: bool },
    /// A change left for the replica.
    ReplicationSent { from: StoreId, session: SessionId, owner: ClientId, version: u32, bytes: u64 },
    /// The replica has it.
    ReplicationApplied { store: StoreId, session: SessionId, owner: ClientId, version: u32 },
    /// A copy was lost on a reader's demand.
    CopyDropped { copy: CopyId },
    /// A copy was delayed on a reader's demand.
    CopyDelayed { copy: CopyId, by: SimDuration },
    /// A message was lost on a reader's demand.
    MessageDropped { id: RequestId },
    /// A message was delayed on a reader's demand.
    MessageDelayed { id: RequestId, by: SimDuration },
    /// Nothing is done from here on for so long.
    WaitBegan { duration: SimDuration },
    /// So long nothing was done.
    WaitEnded { duration: SimDuration },
    /// A command meant nothing here; nothing changed.
    NotApplicable { command: Command },
}

/// What is lost, in the meanings a reader is told apart.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Loss {
    /// The server asked does not know the id.
    NotFoundHere,
    /// Nobody holds the session any more.
    Destroyed,
    /// A new login replaced the cookie; the old session is an orphan.
    Overwritten,
    /// The server had an old version of the session.
    Stale,
    /// A write that was acknowledged is gone.
    UpdateLost,
}

impl Fact {
    /// The loss it is, if it is one. An orphan that dies is no new loss, and neither is a session whose owner let it
    /// idle out or deleted the cookie.
    pub fn loss(&self) -> Option<Loss> {
        match self {
            Fact::SessionNotFound { .. } => Some(Loss::NotFoundHere),
            Fact::SessionDestroyed {
                orphan: false,
                because: DestroyCause::Crash | DestroyCause::Removed | DestroyCause::Replaced,
                ..
            } => Some(Loss::Destroyed),
            Fact::SessionOrphaned { because: OrphanCause::Overwritten { .. }, .. } => Some(Loss::Overwritten),
            Fact::StaleRead { .. } => Some(Loss::Stale),
            Fact::UpdateLost { .. } | Fact::WritesCrossed { .. } | Fact::WriteLost { kept: Some(_), .. } => {
                Some(Loss::UpdateLost)
            }
            _ => None,
        }
    }

    /// The request it belongs to.
    pub fn request(&self) -> Option<RequestId> {
        match *self {
            Fact::RequestSent { id, .. }
            | Fact::Routed { id, .. }
            | Fact::ConnectFailed { id, .. }
            | Fact::Queued { id, .. }
            | Fact::ServiceStarted { id, .. }
            | Fact::SessionFound { id, .. }
            | Fact::SessionNotFound { id, .. }
            | Fact::NoCookieSent { id, .. }
            | Fact::SessionCreated { id, .. }
            | Fact::SessionWritten { id, .. }
            | Fact::SessionInvalidated { id, .. }
            | Fact::Answered { id, .. }
            | Fact::BalancerAnswered { id, .. }
            | Fact::AnswerForwarded { id, .. }
            | Fact::AnswerDiscarded { id, .. }
            | Fact::ResponseReceived { id, .. }
            | Fact::RequestDropped { id, .. }
            | Fact::RequestRefused { id, .. }
            | Fact::AffinityCookieSet { id, .. }
            | Fact::StaleRead { id, .. }
            | Fact::UpdateLost { id, .. }
            | Fact::StoreAsked { id, .. }
            | Fact::StoreRead { id, .. }
            | Fact::StoreUnreachable { id, .. }
            | Fact::MessageDropped { id }
            | Fact::MessageDelayed { id, .. } => Some(id),
            _ => None,
        }
    }

    /// Whose it is: the person whose hue it carries.
    pub fn client(&self) -> Option<ClientId> {
        match *self {
            Fact::SessionDestroyed { owner, .. }
            | Fact::CopiesQueued { owner, .. }
            | Fact::CopiesSent { owner, .. }
            | Fact::CopyApplied { owner, .. }
            | Fact::CopyIgnored { owner, .. }
            | Fact::WritesCrossed { owner, .. }
            | Fact::CopiesLost { owner, .. }
            | Fact::WriteLost { owner, .. }
            | Fact::ReplicationSent { owner, .. }
            | Fact::ReplicationApplied { owner, .. } => Some(owner),
            Fact::CopyDropped { copy } | Fact::CopyDelayed { copy, .. } => Some(copy.client),
            Fact::AffinityCookieStored { client, .. } => Some(client),
            Fact::CookieStored { client, .. }
            | Fact::CookieRefused { client, .. }
            | Fact::CookieLapsed { client, .. }
            | Fact::CookiesCleared { client, .. }
            | Fact::SessionOrphaned { client, .. }
            | Fact::AddressChanged { client, .. }
            | Fact::LimitReached { limit: Limit::OpenRequests { client, .. } | Limit::Cart { client, .. } } => {
                Some(client)
            }
            Fact::NotApplicable { command } => command.client(),
            _ => self.request().map(|id| id.client),
        }
    }

    /// The copies of one change that travel together: facts of one instant with the same answer here make one step.
    pub fn travels_with(&self) -> Option<(ServerId, SessionId, u32)> {
        match *self {
            Fact::CopyApplied { from, session, version, .. } | Fact::CopyIgnored { from, session, version, .. } => {
                Some((from, session, version))
            }
            _ => None,
        }
    }

    /// Whether it is one of the three ends of a request.
    pub fn is_end(&self) -> bool {
        matches!(self, Fact::ResponseReceived { .. } | Fact::RequestDropped { .. } | Fact::RequestRefused { .. })
    }
}

/// Somebody who is told every fact as it happens, and decides what to keep of it.
pub trait Observer {
    /// `fact` happened at `at`.
    fn fact(&mut self, at: SimTime, fact: Fact);
}

/// A fact with its moment.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct TimedFact {
    /// When, in microseconds.
    pub at: SimTime,
    /// What.
    #[serde(flatten)]
    pub fact: Fact,
}

/// Keeps everything.
impl Observer for Vec<TimedFact> {
    fn fact(&mut self, at: SimTime, fact: Fact) {
        self.push(TimedFact { at, fact });
    }
}
