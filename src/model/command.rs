//! Commands of a reader, a script or a link. A command names things so that it also works in another branch or under
//! another strategy. If the thing does not exist there, it becomes
//! [`Fact::NotApplicable`](super::fact::Fact::NotApplicable).

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
            | Command::Wait(_) => None,
        }
    }
}
