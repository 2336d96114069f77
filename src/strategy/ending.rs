//! The act that the end of a prepared run proposes: one that shows a cost of the strategy which the run has not shown.

use super::Strategy;
use crate::model::command::Command;
use crate::model::ids::{ClientId, ServerId, StoreId};

/// The act to try at the end of a strategy's prepared run.
pub fn act_to_try(strategy: Strategy) -> Command {
    match strategy {
        // Its cookie names a session that nobody has: the next login replaces it.
        Strategy::Single => Command::SignIn(ClientId(0)),
        // One more server makes it less likely to be found.
        Strategy::None => Command::AddServer,
        // A removed server takes its users' sessions along, as a crash does.
        Strategy::Sticky => Command::RemoveServer(ServerId(1)),
        // A member whose configuration was forgotten gets no copies.
        Strategy::Clustering => Command::AddLoneServer,
        // The old primary comes back and takes over what the new one has.
        Strategy::Storage => Command::RestartStore(StoreId(0)),
    }
}
