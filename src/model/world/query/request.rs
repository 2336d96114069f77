//! Queries about requests: their messages in flight and their jobs on servers.

use crate::model::http::Action;
use crate::model::ids::{RequestId, ServerId};
use crate::model::message::{InFlight, Message};

use super::World;

impl World {
    /// Messages in flight, in the order they were sent.
    pub fn in_flight(&self) -> Vec<InFlight> {
        self.agenda.in_flight()
    }

    /// True if a message in flight is `wanted`.
    pub fn any_in_flight(&self, wanted: impl Fn(&Message) -> bool) -> bool {
        self.in_flight().iter().any(|in_flight| wanted(&in_flight.message))
    }

    /// True if a message of this request is in flight.
    pub fn is_in_flight(&self, id: RequestId) -> bool {
        self.any_in_flight(|message| message.request() == Some(id))
    }

    /// Action of a request that a worker of `server` has taken; `None` if no worker has it.
    pub fn action_of(&self, id: RequestId, server: ServerId) -> Option<Action> {
        Some(self.server(server)?.job(id)?.request.action)
    }
}
