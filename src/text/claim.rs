//! Claims: statements of a sentence about the world beyond the fields of its fact, as data. `tests/claims` checks each
//! of them against the world of random runs, so that no sentence is untrue.

use crate::model::ids::{ClientId, Holder, RequestId, ServerId, SessionId, StoreId};
use crate::model::time::SimDuration;

/// A statement about the world right after a step. "Next" means: if nobody does anything else.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Claim {
    /// The holder has the session. A store that is down has what its disk has.
    Holds(Holder, SessionId),
    /// The holder does not have the session.
    Lacks(Holder, SessionId),
    /// The holder has this version of the session.
    HasVersion(Holder, SessionId, u32),
    /// The holder has an older version of the session than this, or none.
    LacksVersion(Holder, SessionId, u32),
    /// No server and no store but this holder has the session in this version or a newer one.
    OnlyHolder(Holder, SessionId, u32),
    /// No server and no store but this holder has the item that this request of the session's owner added.
    OnlyItem(Holder, SessionId, u32),
    /// A server other than this one has the session in this version or a newer one.
    OthersHold(ServerId, SessionId, u32),
    /// No server that is up and no store, its disk included, has the session.
    NobodyHolds(SessionId),
    /// No server that is up has the session, and the primary store does not have it.
    NobodyFinds(SessionId),
    /// This is the newest version of the session that any server or store has.
    NewestVersion(SessionId, u32),
    /// The newest version of the session has this number of items in its cart.
    CartHas(SessionId, u16),
    /// The holder's session has the item that this request of its owner added.
    HasItem(Holder, SessionId, u32),
    /// No holder's session has the item that this request of its owner added.
    ItemGone(SessionId, u32),
    /// The holder's session was used at this moment, so its idle timeout starts again.
    UsedNow(Holder, SessionId),
    /// The holder has this number of sessions.
    SessionCount(Holder, u32),
    /// The first server has every session that the second one has.
    HoldsAllOf(ServerId, ServerId),

    /// A copy of this version or a newer one is on its way to the server.
    CopyComes(ServerId, SessionId, u32),
    /// No such copy is on its way.
    NoCopyComes(ServerId, SessionId, u32),
    /// No holder has this version or a newer one, and no copy of it from the server is on its way.
    NeverArrives(ServerId, SessionId, u32),
    /// The server will delete the session when its copy arrives.
    EndComes(ServerId, SessionId),
    /// The server ignores the next change of the session.
    IgnoresChanges(ServerId, SessionId),
    /// Copies of the session are lost if the server crashes before it sends them.
    QueueLostWith(ServerId, SessionId),
    /// Copies of the session in flight arrive even if their sender crashes.
    ArrivesWithout(ServerId, SessionId),
    /// The server sends its copies to this number of members.
    Receivers(ServerId, u64),
    /// The server ends the session after its idle timeout.
    EndsAtIdle(ServerId, SessionId),
    /// The server ends the session after twice the idle timeout.
    EndsAtTwiceIdle(ServerId, SessionId),
    /// The joining server fetches its sessions from the second one.
    DonorIs(ServerId, ServerId),
    /// The server's state transfer from the second one is still due: it ends after this time.
    JoinStillDue(ServerId, ServerId, SimDuration),
    /// The server is up and accepts no requests before its state transfer ends.
    Joins(ServerId),
    /// The server accepts requests.
    Serves(ServerId),
    /// The server's process is down, or it was removed.
    Down(ServerId),
    /// The configuration of the server does not name the cluster.
    OutsideCluster(ServerId),

    /// The cookie of this client names the session.
    CookieNames(ClientId, SessionId),
    /// No cookie of this client names the session, and none that does is on its way.
    NoCookieNames(ClientId, SessionId),
    /// The client has no session id cookie.
    NoSessionCookie(ClientId),
    /// The client's next request carries no session id.
    NextWithoutSession(ClientId),
    /// The client's next request is sent to this server first.
    NextServer(ClientId, ServerId),
    /// The client's next request gets the login form, and no copy, restart or promotion changes that.
    MustLogIn(ClientId),
    /// The client's session is there to be found.
    LoggedIn(ClientId),
    /// The newest version of the client's session.
    LeftWith(ClientId, u32),

    /// Requests are sent to this number of servers.
    UsableServers(usize),
    /// Number of servers, without the removed ones.
    Servers(usize),
    /// The balancer sends requests to the server.
    InRotation(ServerId),
    /// The balancer sends no requests to the server.
    OutOfRotation(ServerId),
    /// The server is out of rotation, or accepts no requests.
    Away(ServerId),
    /// The server is the only one that can answer requests.
    OnlyServer(ServerId),
    /// No server answers requests, and none will before one is started.
    ServiceDown,
    /// The server's return to rotation is still due, after this number of successful health checks.
    ReturnStillDue(ServerId, u64),
    /// The balancer takes the server out of rotation after failed health checks.
    RemovalStillDue(ServerId),
    /// The next try of the request is still due, after this time; on this server, if it is named.
    RetryStillDue(RequestId, SimDuration, Option<ServerId>),
    /// The request ends, by an answer or without one, within this time.
    EndsWithin(RequestId, SimDuration),
    /// The balancer no longer waits for an answer to the request.
    Over(RequestId),
    /// Every worker of the server is busy.
    WorkersBusy(ServerId),
    /// The server has this number of requests, and no other server has one.
    OnlyBusy(ServerId, usize),

    /// The store's answer to this request is still due: it arrives after this time.
    StoreAnswerStillDue(RequestId, SimDuration),
    /// The store's process runs.
    StoreUp(StoreId),
    /// The store's process is down.
    StoreDown(StoreId),
    /// Servers read and write this store.
    Primary(StoreId),
    /// Servers do not read and write this store.
    Replica(StoreId),
    /// The primary store is down.
    PrimaryDown,
    /// The primary store is up.
    PrimaryUp,
    /// No replica is up.
    NoReplica,
    /// A promotion is still due: the replica takes over after this time.
    TakeoverStillDue(SimDuration),
    /// Every holder will have an older version than this, or none, if the replica becomes the primary now.
    LostByTakeover(SessionId, u32),
    /// The version or a newer one is there after the replica has become the primary.
    SurvivesTakeover(SessionId, u32),
    /// The session is there after the replica has become the primary.
    BackByTakeover(SessionId),
    /// The session is not there after the replica has become the primary.
    EndedAfterTakeover(SessionId),
    /// The session can be read again after this store is started.
    BackByRestart(StoreId, SessionId),
}
