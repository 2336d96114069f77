//! What a reader, a script or a link asks of the world. A command names things so that it still means something in
//! another branch or under another strategy; where it means nothing there, it becomes
//! [`Fact::NotApplicable`](super::fact::Fact::NotApplicable).

use serde::Serialize;

use super::ids::{ClientId, CopyId, RequestId, ServerId, StoreId};
use super::time::SimDuration;

/// An act.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// `POST /login`.
    SignIn(ClientId),
    /// `GET /me`.
    OpenPage(ClientId),
    /// `GET /me` by a link on another site: cookies marked `SameSite=Strict` stay home.
    FollowLink(ClientId),
    /// `GET /cart`.
    ViewCart(ClientId),
    /// `POST /cart`.
    AddToCart(ClientId),
    /// `POST /logout`.
    SignOut(ClientId),
    /// The person deletes the browser's cookies.
    ClearCookies(ClientId),
    /// The browser moves to another network.
    ChangeAddress(ClientId),
    /// The browser goes behind an address that many share: an office's, a mobile carrier's.
    ShareAddress(ClientId),
    /// The server's process dies (`kill -9`).
    Crash(ServerId),
    /// The server's process starts again.
    Restart(ServerId),
    /// The server gets twice its workers: scale-up.
    ///
    /// A real machine is stopped for that, or its process restarted; here it goes on serving.
    Upgrade(ServerId),
    /// One more server joins the rotation: scale-out.
    AddServer,
    /// One more server joins the rotation, but not the cluster: its configuration was forgotten.
    AddLoneServer,
    /// A server is taken out for good.
    RemoveServer(ServerId),
    /// A store's process dies (`kill -9`).
    KillStore(StoreId),
    /// The power of a store's machine fails.
    CutPower(StoreId),
    /// A store's process starts again.
    RestartStore(StoreId),
    /// The replica is made the primary by hand.
    Promote,
    /// The message of this request that is in flight is lost.
    Drop(RequestId),
    /// The message of this request that is in flight takes longer.
    Delay(RequestId, SimDuration),
    /// A copy that is in flight is lost.
    DropCopy(CopyId),
    /// A copy that is in flight takes longer.
    DelayCopy(CopyId, SimDuration),
    /// Nothing is done for so long.
    Wait(SimDuration),
}

impl Command {
    /// Whose hue an act carries: the client who acts, where one does.
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
