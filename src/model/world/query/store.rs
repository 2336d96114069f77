//! Queries about the shared stores: their roles, the takeover, and the time that a server waits for an answer.

use crate::model::config::Setting;
use crate::model::fact::StoreRole;
use crate::model::ids::StoreId;
use crate::model::store::Store;
use crate::model::time::SimDuration;

use super::World;

impl World {
    /// Role of a store at present. A promotion changes it.
    pub fn role_of(&self, store: StoreId) -> StoreRole {
        if store == self.primary { StoreRole::Primary } else { StoreRole::Replica }
    }

    /// The replica that is up; `None` without one.
    pub fn replica(&self) -> Option<StoreId> {
        self.stores.iter().find(|store| store.is_up() && store.id != self.primary).map(|store| store.id)
    }

    /// True if the run has this store and its process is up.
    pub fn is_store_up(&self, store: StoreId) -> bool {
        self.store(store).is_some_and(Store::is_up)
    }

    /// True if the primary store is down. False without a store.
    pub fn is_primary_down(&self) -> bool {
        self.store(self.primary).is_some_and(|store| !store.is_up())
    }

    /// True if the primary store is down and a replica will take over.
    pub fn is_promotion_due(&self) -> bool {
        self.is_primary_down() && self.replica().is_some()
    }

    /// True if a write is acknowledged only after the replica has it (Redis `WAIT 1`; rule R32).
    pub fn waits_for_replica(&self) -> bool {
        self.config.on(Setting::ReplicaWait) && self.replica().is_some()
    }

    /// Time from a server's read request to the store's answer: two hops and the read.
    pub fn store_read_round_trip(&self) -> SimDuration {
        let hop = self.config.duration(Setting::Hop);
        hop + self.config.store_read() + hop
    }

    /// Time from a server's write request to the store's answer. With `WAIT 1`, the replica's lag is in it twice: once
    /// for the write and once for its acknowledgement.
    pub fn store_write_round_trip(&self) -> SimDuration {
        let hop = self.config.duration(Setting::Hop);
        let lag = self.config.duration(Setting::ReplicaLag);
        let replication = if self.waits_for_replica() { lag + lag } else { SimDuration::ZERO };
        hop + self.config.store_write() + replication + hop
    }
}
