//! Facts of a run, in past tense, each with its reason and the numbers behind it. They are the only record of a run:
//! log, sentences, counts and tests read them.

mod cause;
mod copies;

use serde::Serialize;

use super::balancer::RouteReason;
use super::client::Address;
use super::command::Command;
use super::config::StoreKind;
use super::cookie::SetCookie;
use super::http::{Page, Request, Status};
use super::ids::{ClientId, CopyId, Holder, RequestId, ServerId, SessionId, StoreId};
use super::session::Change;
use super::time::{SimDuration, SimTime};

pub use cause::{
    BalancerError, ConnectError, DestroyCause, DropCause, Limit, OrphanCause, RetryPlan, ReturnCause, StoreDeath,
    StoreRole, UnseenChange,
};
pub use copies::CopyBatch;

/// A fact: something that has happened.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(tag = "fact", rename_all = "snake_case")]
pub enum Fact {
    /// A browser sent a request, with the cookies that its jar selected.
    RequestSent { id: RequestId, request: Request, from: Address },
    /// A command or a request reached a limit and changed nothing.
    LimitReached { limit: Limit },
    /// The balancer chose a server.
    Routed { id: RequestId, to: ServerId, because: RouteReason },
    /// The balancer could not connect to a server.
    ConnectFailed { id: RequestId, server: ServerId, because: ConnectError, tries: u8, then: RetryPlan },
    /// Every worker was busy, so the request waits at this place of the queue, from 1.
    Queued { id: RequestId, server: ServerId, place: u16 },
    /// A worker took the request.
    ServiceStarted { id: RequestId, server: ServerId },
    /// The server found the session whose id the request carries.
    SessionFound { id: RequestId, server: ServerId, session: SessionId, version: u32 },
    /// The server did not find the session whose id the request carries. Another holder (`held_by`) may have it, so
    /// nothing is destroyed (R3). The id is not adopted (R37).
    SessionNotFound { id: RequestId, server: ServerId, session: SessionId, held_by: Option<Holder> },
    /// The request carried no session id.
    NoCookieSent { id: RequestId, server: ServerId },
    /// A login created a session. `replaces` is the session that the request's cookie named (R37: a login changes the
    /// id).
    SessionCreated { id: RequestId, server: ServerId, session: SessionId, owner: ClientId, replaces: Option<SessionId> },
    /// A request changed a session's attributes.
    SessionWritten { id: RequestId, server: ServerId, session: SessionId, version: u32, cart: u16 },
    /// A sign-out ended a session. The cookie stays in the browser (R37).
    SessionInvalidated { id: RequestId, server: ServerId, session: SessionId },
    /// The last holder of a session lost it.
    SessionDestroyed { holder: Holder, session: SessionId, owner: ClientId, orphan: bool, because: DestroyCause },
    /// A session's idle timeout ended at a member, while others still have the session. The session's primary tells
    /// `told` other members; a member that is not the primary ends its copy alone, after twice the time (R28).
    SessionExpired { server: ServerId, session: SessionId, owner: ClientId, after: SimDuration, told: u8 },
    /// A server sent an answer. It can still be lost in flight; see [`Fact::ResponseReceived`].
    Answered { id: RequestId, server: ServerId, status: Status, page: Page, set_cookie: Option<SetCookie> },
    /// The balancer answered with an error itself.
    BalancerAnswered { id: RequestId, status: Status, because: BalancerError },
    /// The balancer forwarded a server's answer.
    AnswerForwarded { id: RequestId, server: ServerId, status: Status },
    /// The balancer discarded an answer that it no longer waited for.
    AnswerDiscarded { id: RequestId, server: ServerId },
    /// The request ended: the browser received an answer and shows its page.
    ResponseReceived { id: RequestId, status: Status, page: Page },
    /// The request ended: its connection broke, or its message was lost.
    RequestDropped { id: RequestId, because: DropCause },
    /// The request ended: the server refused the connection, without a balancer between.
    RequestRefused { id: RequestId, server: ServerId, because: ConnectError },
    /// The browser stored a session id cookie. `replaced` is the value before.
    CookieStored { client: ClientId, session: SessionId, replaced: Option<SessionId> },
    /// The browser refused a `Secure` cookie over plain HTTP.
    CookieRefused { client: ClientId, session: SessionId },
    /// The cookie lapsed at the end of its `Max-Age`.
    CookieLapsed { client: ClientId, session: SessionId },
    /// A user deleted this number of cookies.
    CookiesCleared { client: ClientId, cookies: u8 },
    /// No cookie names the session any more. `holder` has it until it expires.
    SessionOrphaned { session: SessionId, client: ClientId, holder: Holder, because: OrphanCause },
    /// A client moved to another address.
    AddressChanged { client: ClientId, from: Address, to: Address },
    /// A server's process died, with this number of sessions and requests in it. Other members had copies of `copied`
    /// of the sessions.
    ServerCrashed { server: ServerId, sessions: u32, copied: u32, requests: u16 },
    /// A server's process started again after this downtime, with an empty memory.
    ServerRestarted { server: ServerId, downtime: SimDuration },
    /// A server got more workers.
    ServerUpgraded { server: ServerId, from: u16, to: u16 },
    /// A server was added to the rotation. `member` is true if its configuration names the cluster.
    ServerAdded { server: ServerId, member: bool },
    /// A server was removed for good, with this number of sessions and requests in it. Other members had copies of
    /// `copied` of the sessions.
    ServerRemoved { server: ServerId, sessions: u32, copied: u32, requests: u16 },
    /// The `nth` health check in a row, of `needed`, contradicted the balancer's view of the server.
    HealthCheckCounted { server: ServerId, seen_up: bool, nth: u8, needed: u8 },
    /// The balancer took a server out of rotation. `after` is the time since its death or, with `joining`, since the
    /// start of its state transfer.
    MarkedDown { server: ServerId, after: SimDuration, joining: bool },
    /// The balancer put a server back into rotation.
    MarkedUp { server: ServerId },
    /// The balancer added the affinity cookie to an answer (R10). `before` is the server that the request's cookie
    /// named.
    AffinityCookieSet { id: RequestId, server: ServerId, before: Option<ServerId> },
    /// The browser stored the affinity cookie. `replaced` is the server that it named before.
    AffinityCookieStored { client: ClientId, server: ServerId, replaced: Option<ServerId> },
    /// The server found an older version of the session than another server holds (R20).
    StaleRead { id: RequestId, server: ServerId, session: SessionId, version: u32, newest: u32 },
    /// The copies of one change were queued at their sender. With `sync` they leave at once, and the answer waits for
    /// them.
    CopiesQueued {
        server: ServerId,
        change: Change,
        session: SessionId,
        owner: ClientId,
        version: u32,
        receivers: u8,
        messages: u32,
        bytes: u64,
        sync: bool,
    },
    /// The copies of one change left their sender.
    CopiesSent {
        server: ServerId,
        change: Change,
        session: SessionId,
        owner: ClientId,
        version: u32,
        receivers: u8,
        messages: u32,
        bytes: u64,
    },
    /// A member applied a copy.
    CopyApplied { server: ServerId, from: ServerId, change: Change, session: SessionId, owner: ClientId, version: u32 },
    /// A member ignored a copy of a session that it does not have.
    CopyIgnored { server: ServerId, from: ServerId, change: Change, session: SessionId, owner: ClientId, version: u32 },
    /// A copy overwrote a change that its sender had not seen (R24). `had` and `got` are the numbers of the owner's
    /// requests that made the overwritten change and the copied one.
    WritesCrossed { server: ServerId, session: SessionId, owner: ClientId, version: u32, had: u32, got: u32 },
    /// Copies were lost with their sender's queue (R25).
    CopiesLost { server: ServerId, change: Change, session: SessionId, owner: ClientId, version: u32, receivers: u8 },
    /// An acknowledged write was lost. `kept` is the version that is left, if any.
    WriteLost { holder: Holder, session: SessionId, owner: ClientId, version: u32, kept: Option<u32> },
    /// A write overwrote a change of `session` that its request had not read. `lost` is the number of the owner's
    /// request that made that change; `cart` is the number of items left. A login gave the session the id `renamed`.
    UpdateLost {
        id: RequestId,
        session: SessionId,
        owner: ClientId,
        version: u32,
        lost: u32,
        cart: u16,
        renamed: Option<SessionId>,
    },
    /// A sign-out, or a login that gave the session the id `renamed`, removed a change that the member which ended the
    /// session had not applied. `server` is the last member with that change, at the place `from`. `lost` is the number
    /// of the owner's request that made it.
    EndOverwroteUpdate {
        server: ServerId,
        from: UnseenChange,
        session: SessionId,
        owner: ClientId,
        renamed: Option<SessionId>,
        lost: u32,
        cart: u16,
    },
    /// A lost change is back: request `by` had read it before and wrote it again, or the write that had overwritten it
    /// is lost itself. `restored` is the number of the owner's request that made the change.
    UpdateRestored {
        holder: Holder,
        session: SessionId,
        owner: ClientId,
        version: u32,
        restored: u32,
        by: Option<RequestId>,
    },
    /// A session that had ended is back.
    SessionReturned { holder: Holder, session: SessionId, owner: ClientId, orphan: bool, because: ReturnCause },
    /// A request's session had ended before its write, so the write fails, and the server answers 500.
    SaveRefused { id: RequestId, server: ServerId, store: StoreId, session: SessionId, owner: ClientId },
    /// A request's session had ended before its write, so the write changed nothing, and the server answers 200. A
    /// login wanted to give the session the id `renamed`.
    SaveIgnored { id: RequestId, store: StoreId, session: SessionId, owner: ClientId, renamed: Option<SessionId> },
    /// A store wrote the time of a session's last access, which renews its idle timeout.
    SessionTouched { id: RequestId, store: StoreId, session: SessionId },
    /// A server started to fetch every session from one member (R26).
    JoinStarted { server: ServerId, donor: ServerId, sessions: u32, bytes: u64, takes: SimDuration },
    /// A server ended its state transfer and serves. `complete` is false if its donor died and the timeout ended.
    JoinEnded { server: ServerId, donor: ServerId, sessions: u32, complete: bool },
    /// A server sent a read or a write to the store.
    StoreAsked { id: RequestId, server: ServerId, store: StoreId, write: bool },
    /// A store read a session.
    StoreRead { id: RequestId, store: StoreId, session: SessionId, found: bool },
    /// A server could not reach the store, so it answers 500.
    StoreUnreachable { id: RequestId, server: ServerId, store: StoreId },
    /// A store died, with this number of sessions.
    StoreDied { store: StoreId, role: StoreRole, kind: StoreKind, sessions: u32, because: StoreDeath },
    /// A store started again, with this number of sessions.
    StoreRestarted { store: StoreId, role: StoreRole, sessions: u32, downtime: SimDuration },
    /// The replica became the primary. `lost` is the number of sessions whose last acknowledged write it did not have
    /// (R32).
    StorePromoted { store: StoreId, from: StoreId, lost: u32, by_hand: bool },
    /// The primary sent a write to the replica.
    ReplicationSent { from: StoreId, session: SessionId, owner: ClientId, version: u32, bytes: u64, change: Change },
    /// The replica applied a write.
    ReplicationApplied { store: StoreId, session: SessionId, owner: ClientId, version: u32, change: Change },
    /// A command dropped a copy.
    CopyDropped { copy: CopyId, change: Change, session: SessionId },
    /// A command delayed a copy.
    CopyDelayed { copy: CopyId, change: Change, session: SessionId, by: SimDuration },
    /// A command dropped a message.
    MessageDropped { id: RequestId },
    /// A command delayed a message.
    MessageDelayed { id: RequestId, by: SimDuration },
    /// A wait of this duration began.
    WaitBegan { duration: SimDuration },
    /// A wait of this duration ended.
    WaitEnded { duration: SimDuration },
    /// A command was not applicable and changed nothing.
    NotApplicable { command: Command },
}

/// Kinds of loss that readers are told.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Loss {
    /// Session not found on the server asked. Another holder may have it.
    NotFoundHere,
    /// Session destroyed: no holder has it any more.
    Destroyed,
    /// Cookie overwritten by a new login, which orphans the old session.
    Overwritten,
    /// Stale read: the server had an old version of the session.
    Stale,
    /// Lost update: an acknowledged write is gone, a sign-out included.
    UpdateLost,
}

impl Fact {
    /// Kind of the loss; `None` if the fact is no loss. The end of an orphan is no new loss. The end of a session by
    /// idle timeout or by deleted cookies is none either.
    pub fn loss(&self) -> Option<Loss> {
        match self {
            Fact::SessionNotFound { .. } => Some(Loss::NotFoundHere),
            Fact::SessionDestroyed {
                orphan: false,
                because:
                    DestroyCause::Crash | DestroyCause::Removed | DestroyCause::CopyLost { .. } | DestroyCause::Replaced,
                ..
            } => Some(Loss::Destroyed),
            Fact::SessionOrphaned { because: OrphanCause::Overwritten { .. }, .. } => Some(Loss::Overwritten),
            Fact::StaleRead { .. } => Some(Loss::Stale),
            Fact::UpdateLost { .. }
            | Fact::EndOverwroteUpdate { .. }
            | Fact::SaveIgnored { .. }
            | Fact::WritesCrossed { .. }
            | Fact::WriteLost { .. }
            | Fact::SessionReturned {
                orphan: false,
                because: ReturnCause::Saved { .. } | ReturnCause::Copied { .. } | ReturnCause::EndLost,
                ..
            } => Some(Loss::UpdateLost),
            _ => None,
        }
    }

    /// Session with a lost change ([`Loss::UpdateLost`]); `None` if the fact tells of none.
    pub fn lost_change(&self) -> Option<SessionId> {
        match *self {
            Fact::UpdateLost { session, .. }
            | Fact::EndOverwroteUpdate { session, .. }
            | Fact::SaveIgnored { session, .. }
            | Fact::WritesCrossed { session, .. }
            | Fact::WriteLost { session, .. }
            | Fact::SessionReturned { session, .. } => (self.loss() == Some(Loss::UpdateLost)).then_some(session),
            _ => None,
        }
    }

    /// Request that the fact belongs to.
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
            | Fact::SaveRefused { id, .. }
            | Fact::SaveIgnored { id, .. }
            | Fact::SessionTouched { id, .. }
            | Fact::StoreAsked { id, .. }
            | Fact::StoreRead { id, .. }
            | Fact::StoreUnreachable { id, .. }
            | Fact::MessageDropped { id }
            | Fact::MessageDelayed { id, .. } => Some(id),
            _ => None,
        }
    }

    /// Client that the fact is about; `None` for a fact about a machine.
    pub fn client(&self) -> Option<ClientId> {
        match *self {
            Fact::SessionDestroyed { owner, .. }
            | Fact::SessionExpired { owner, .. }
            | Fact::CopiesQueued { owner, .. }
            | Fact::CopiesSent { owner, .. }
            | Fact::CopyApplied { owner, .. }
            | Fact::CopyIgnored { owner, .. }
            | Fact::WritesCrossed { owner, .. }
            | Fact::CopiesLost { owner, .. }
            | Fact::WriteLost { owner, .. }
            | Fact::EndOverwroteUpdate { owner, .. }
            | Fact::UpdateRestored { owner, .. }
            | Fact::SessionReturned { owner, .. }
            | Fact::ReplicationSent { owner, .. }
            | Fact::ReplicationApplied { owner, .. } => Some(owner),
            Fact::CopyDropped { copy, .. } | Fact::CopyDelayed { copy, .. } => Some(copy.client),
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

    /// Key of the copies of one change: sender, kind, session and version. Facts of one instant with the same key make
    /// one step.
    pub fn travels_with(&self) -> Option<(ServerId, Change, SessionId, u32)> {
        match *self {
            Fact::CopyApplied { from, change, session, version, .. }
            | Fact::CopyIgnored { from, change, session, version, .. } => Some((from, change, session, version)),
            _ => None,
        }
    }

    /// True if the fact ends a request.
    pub fn is_end(&self) -> bool {
        matches!(self, Fact::ResponseReceived { .. } | Fact::RequestDropped { .. } | Fact::RequestRefused { .. })
    }
}

/// A fact with its time.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct TimedFact {
    /// Time, in microseconds.
    pub at: SimTime,
    /// The fact.
    #[serde(flatten)]
    pub fact: Fact,
}
