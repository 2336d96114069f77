//! What happened: past tense, with its reason and the numbers it was decided from. The log, the sentences, the counts
//! and the tests all read these; nothing else is the record of a run.

use serde::Serialize;

use super::balancer::RouteReason;
use super::client::Address;
use super::command::Command;
use super::cookie::SetCookie;
use super::http::{Page, Request, Status};
use super::ids::{ClientId, RequestId, ServerId, SessionId};
use super::time::{SimDuration, SimTime};

/// Why a connection to a server failed.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ConnectError {
    /// No process listens there.
    Down,
    /// Every worker is busy and so many requests wait already (Tomcat: `acceptCount`).
    QueueFull { waiting: u16 },
}

/// What the balancer does about a failed connection (rule R12).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RetryPlan {
    /// Tries the same server again after this long.
    SameServer { after: SimDuration },
    /// Tries another server after this long (`option redispatch`).
    OtherServer { after: SimDuration },
    /// Answers 503.
    GiveUp,
}

/// Why the balancer answered itself.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BalancerError {
    /// 503: no server is in rotation (HAProxy: `<NOSRV>`).
    NoServer,
    /// 503: so many connections failed (HAProxy: retries exhausted).
    RetriesExhausted { tries: u8 },
    /// 502: the server died with the request in it (HAProxy: connection closed before the answer).
    ServerDied { server: ServerId },
    /// 504: the server did not answer in time (HAProxy: `timeout server`).
    TimedOut { server: ServerId, after: SimDuration },
}

impl BalancerError {
    /// The status the client gets.
    pub fn status(self) -> Status {
        match self {
            BalancerError::NoServer | BalancerError::RetriesExhausted { .. } => Status::ServiceUnavailable,
            BalancerError::ServerDied { .. } => Status::BadGateway,
            BalancerError::TimedOut { .. } => Status::GatewayTimeout,
        }
    }
}

/// Why a request ended without an answer.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DropCause {
    /// The server died with the request in it and no balancer stood between.
    ConnectionReset { server: ServerId },
    /// The message was lost on the wire.
    LostInTransit,
}

/// Why nobody's cookie leads to a session any more, though a server still holds it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum OrphanCause {
    /// A new login overwrote the cookie.
    Overwritten { by: SessionId },
    /// The cookies were cleared.
    Cleared,
    /// The cookie's `Max-Age` passed.
    Lapsed,
}

/// Why a session is gone.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DestroyCause {
    /// It was in the memory of a server that died.
    Crash,
    /// Nobody used it for the idle timeout.
    Idle { for_: SimDuration },
}

/// A bound that was reached, with its value.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Limit {
    /// A browser's open connections to one host.
    OpenRequests { client: ClientId, limit: u8 },
    /// Items in a cart.
    Cart { client: ClientId, limit: u16 },
    /// Servers in the figure.
    Servers { limit: u8 },
    /// Workers of a server.
    Workers { server: ServerId, limit: u16 },
}

/// Something that happened.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
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
    SessionNotFound { id: RequestId, server: ServerId, session: SessionId, held_by: Option<ServerId> },
    /// The request carried no id.
    NoCookieSent { id: RequestId, server: ServerId },
    /// A login made a session; `replaces` is the id the same login had here before (R37: the id changes at login).
    SessionCreated { id: RequestId, server: ServerId, session: SessionId, owner: ClientId, replaces: Option<SessionId> },
    /// A session's attributes changed.
    SessionWritten { id: RequestId, server: ServerId, session: SessionId, version: u32, cart: u16 },
    /// Signing out ended a session. The cookie stays in the browser (R37).
    SessionInvalidated { id: RequestId, server: ServerId, session: SessionId },
    /// Nobody holds the session any more.
    SessionDestroyed { server: ServerId, session: SessionId, owner: ClientId, orphan: bool, because: DestroyCause },
    /// The server's answer left.
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
    SessionOrphaned { session: SessionId, client: ClientId, holder: ServerId, because: OrphanCause },
    /// A client's requests come from another address now.
    AddressChanged { client: ClientId, from: Address, to: Address },
    /// A server's process died with so many sessions and requests in it.
    ServerCrashed { server: ServerId, sessions: u32, requests: u16 },
    /// A server's process is back, with nothing in memory, after so long.
    ServerRestarted { server: ServerId, downtime: SimDuration },
    /// A server has more workers.
    ServerUpgraded { server: ServerId, from: u16, to: u16 },
    /// A server joined the rotation.
    ServerAdded { server: ServerId },
    /// The `nth` health check in a row, of `needed`, that contradicts what the balancer believes.
    HealthCheckCounted { server: ServerId, seen_up: bool, nth: u8, needed: u8 },
    /// The balancer took a server out of rotation, so long after it died.
    MarkedDown { server: ServerId, after: SimDuration },
    /// The balancer put a server back into rotation.
    MarkedUp { server: ServerId },
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

/// What is lost, in the three meanings a reader is told apart.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Loss {
    /// The server asked does not know the id.
    NotFoundHere,
    /// Nobody holds the session any more.
    Destroyed,
    /// A new login replaced the cookie; the old session is an orphan.
    Overwritten,
}

impl Fact {
    /// The loss it is, if it is one. An orphan that dies is no new loss, and neither is a session whose owner let it
    /// idle out or deleted the cookie.
    pub fn loss(&self) -> Option<Loss> {
        match self {
            Fact::SessionNotFound { .. } => Some(Loss::NotFoundHere),
            Fact::SessionDestroyed { orphan: false, because: DestroyCause::Crash, .. } => Some(Loss::Destroyed),
            Fact::SessionOrphaned { because: OrphanCause::Overwritten { .. }, .. } => Some(Loss::Overwritten),
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
            | Fact::MessageDropped { id }
            | Fact::MessageDelayed { id, .. } => Some(id),
            _ => None,
        }
    }

    /// Whose it is: the person whose hue it carries.
    pub fn client(&self) -> Option<ClientId> {
        match *self {
            Fact::SessionDestroyed { owner, .. } => Some(owner),
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
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
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
