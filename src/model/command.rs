//! Commands of a reader, a script or a link. A command names things so that it also works in another branch or under
//! another strategy. If the thing does not exist there, it becomes
//! [`Fact::NotApplicable`](super::fact::Fact::NotApplicable).
//!
//! A command can also name a server or a store by its role. [`World::resolved`](super::world::World::resolved) finds
//! the one that has the role when the command is carried out.

use serde::Serialize;

use super::ids::{ClientId, CopyId, RequestId, ServerId, StoreId};
use super::time::SimDuration;

/// A command to the world.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// `POST /login`.
    SignIn(ClientId),
    /// `GET /me`.
    OpenPage(ClientId),
    /// `GET /me` by a link on another site: cookies with `SameSite=Strict` are not sent.
    FollowLink(ClientId),
    /// `GET /cart`.
    ViewCart(ClientId),
    /// `POST /cart`.
    AddToCart(ClientId),
    /// `POST /logout`.
    SignOut(ClientId),
    /// Deletion of the browser's cookies.
    ClearCookies(ClientId),
    /// Move of the browser to another network.
    ChangeAddress(ClientId),
    /// Move of the browser behind a shared address: an office's, a mobile carrier's.
    ShareAddress(ClientId),
    /// Death of the server's process (`kill -9`).
    Crash(ServerId),
    /// Start of a dead server's process.
    Restart(ServerId),
    /// Twice the workers for the server: scale-up.
    ///
    /// Simplified: the server goes on serving. A real one is stopped or restarted for that.
    Upgrade(ServerId),
    /// One more server in rotation: scale-out.
    AddServer,
    /// One more server in rotation, but not in the cluster: its cluster configuration was forgotten.
    AddLoneServer,
    /// Removal of a server for good.
    RemoveServer(ServerId),
    /// Death of a store's process (`kill -9`).
    KillStore(StoreId),
    /// Power failure at a store's machine.
    CutPower(StoreId),
    /// Start of a dead store's process.
    RestartStore(StoreId),
    /// Promotion of the replica by hand.
    Promote,
    /// Loss of this request's message in flight.
    Drop(RequestId),
    /// Delay of this request's message in flight.
    Delay(RequestId, SimDuration),
    /// Loss of a copy in flight.
    DropCopy(CopyId),
    /// Delay of a copy in flight.
    DelayCopy(CopyId, SimDuration),
    /// Time without a command.
    Wait(SimDuration),
    /// Time without a command until an event is due.
    WaitUntil(Awaited),
    /// Action on the server that answered the last request of this client.
    ToServerOf(ClientId, ServerAction),
    /// Action on the primary store.
    ToPrimary(StoreAction),
}

/// An event to wait for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Awaited {
    /// Next health check that contradicts the balancer's view of a server.
    HealthCheck,
    /// Next end of a session's idle timeout.
    IdleTimeout,
}

/// An action on a server.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ServerAction {
    Crash,
    Restart,
    Upgrade,
    Remove,
}

/// An action on a store.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StoreAction {
    Kill,
    CutPower,
    Restart,
}

impl ServerAction {
    /// All actions.
    pub const ALL: [ServerAction; 4] =
        [ServerAction::Crash, ServerAction::Restart, ServerAction::Upgrade, ServerAction::Remove];

    /// The command for this server.
    pub fn on(self, server: ServerId) -> Command {
        match self {
            ServerAction::Crash => Command::Crash(server),
            ServerAction::Restart => Command::Restart(server),
            ServerAction::Upgrade => Command::Upgrade(server),
            ServerAction::Remove => Command::RemoveServer(server),
        }
    }
}

impl StoreAction {
    /// All actions.
    pub const ALL: [StoreAction; 3] = [StoreAction::Kill, StoreAction::CutPower, StoreAction::Restart];

    /// The command for this store.
    pub fn on(self, store: StoreId) -> Command {
        match self {
            StoreAction::Kill => Command::KillStore(store),
            StoreAction::CutPower => Command::CutPower(store),
            StoreAction::Restart => Command::RestartStore(store),
        }
    }
}

impl Command {
    /// Client that the command acts for or on; `None` for a command to a machine.
    pub fn client(&self) -> Option<ClientId> {
        match *self {
            Command::SignIn(client)
            | Command::OpenPage(client)
            | Command::FollowLink(client)
            | Command::ViewCart(client)
            | Command::AddToCart(client)
            | Command::SignOut(client)
            | Command::ClearCookies(client)
            | Command::ChangeAddress(client)
            | Command::ShareAddress(client) => Some(client),
            Command::Drop(request) | Command::Delay(request, _) => Some(request.client),
            Command::DropCopy(copy) | Command::DelayCopy(copy, _) => Some(copy.client),
            Command::Crash(_)
            | Command::Restart(_)
            | Command::Upgrade(_)
            | Command::AddServer
            | Command::AddLoneServer
            | Command::RemoveServer(_)
            | Command::KillStore(_)
            | Command::CutPower(_)
            | Command::RestartStore(_)
            | Command::Promote
            | Command::Wait(_)
            | Command::WaitUntil(_)
            | Command::ToServerOf(..)
            | Command::ToPrimary(_) => None,
        }
    }
}
