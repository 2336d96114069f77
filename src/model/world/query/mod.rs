//! Queries about the present state. They change nothing; the model's rules, the sentences and the stage share them.
//!
//! `role` finds the server, the store or the time that a command names by its role; `session` follows a session id;
//! `copies` finds the copies of its changes; `request` finds a request's messages and its job; `rotation` lists
//! the servers and those the balancer uses; `cluster` lists the members and the receivers of copies; `store` tells the
//! roles and the delays of the shared stores.

mod cluster;
mod copies;
mod request;
mod role;
mod rotation;
mod session;
mod store;
#[cfg(test)]
mod tests;

pub use cluster::StateTransfer;
pub use copies::CopyOutcome;
pub use session::{SessionOfCookie, StoredAt};

use crate::model::client::Client;
use crate::model::ids::{ClientId, ServerId, StoreId};
use crate::model::server::Server;
use crate::model::store::Store;

use super::World;

impl World {
    /// The client of this id; `None` if the run has no such client.
    pub fn client(&self, id: ClientId) -> Option<&Client> {
        self.clients.get(id.index())
    }

    /// The server of this id, a removed one included; `None` if the run has no such server.
    pub fn server(&self, id: ServerId) -> Option<&Server> {
        self.servers.get(id.index())
    }

    /// The store of this id; `None` if the run has no such store.
    pub fn store(&self, id: StoreId) -> Option<&Store> {
        self.stores.get(id.index())
    }
}
