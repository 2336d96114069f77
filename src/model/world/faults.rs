//! Faults of the network that a command asks for: a message or a copy in flight is dropped or delayed.

use crate::model::fact::{DropCause, Fact};
use crate::model::ids::{CopyId, RequestId};
use crate::model::message::{Message, ReplyTo};
use crate::model::server::IncomingCopy;
use crate::model::time::SimDuration;

use super::World;

impl World {
    /// Drops a request's message, as if its connection broke: TCP would send a single lost segment again.
    pub(super) fn drop_message(&mut self, id: RequestId) -> bool {
        let Some(message) = self.agenda.take_message(&|message| message.request() == Some(id)) else { return false };
        self.record(Fact::MessageDropped { id });
        match message {
            // The balancer waits on until `timeout server`.
            Message::RequestToServer { reply_to: ReplyTo::Balancer, .. } => {}
            Message::ResponseToBalancer { response, .. } => self.lose_answer(id, &response),
            Message::RequestToServer { reply_to: ReplyTo::Client, .. } | Message::RequestToBalancer { .. } => {
                self.end_without_answer(id, DropCause::LostInTransit);
            }
            Message::ResponseToClient { response, .. } => {
                self.end_without_answer(id, DropCause::LostInTransit);
                self.lose_answer(id, &response);
            }
            Message::StoreRequest { server, store, .. } | Message::StoreResponse { server, store, .. } => {
                self.store_unreachable(id, server, store);
            }
            // A copy belongs to no request.
            Message::Copy { .. } | Message::CopyAck { .. } | Message::Replicate { .. } => {}
        }
        true
    }

    pub(super) fn delay_message(&mut self, id: RequestId, by: SimDuration) -> bool {
        let is_delayed = self.agenda.delay_message(&|message| message.request() == Some(id), self.now, by);
        if is_delayed {
            self.record(Fact::MessageDelayed { id, by });
        }
        is_delayed
    }

    /// Drops a copy, as if its connection broke.
    pub(super) fn drop_copy(&mut self, copy: CopyId) -> bool {
        let Some(message) = self.agenda.take_message(&|message| message.copy() == Some(copy)) else { return false };
        match message {
            Message::Copy { from, to, write, ack_for } => {
                self.record(Fact::CopyDropped { copy, change: write.change(), session: write.session().id });
                self.lose_copy(to, IncomingCopy { from, write, ack_for });
            }
            Message::Replicate { from, write, .. } => {
                self.record(Fact::CopyDropped { copy, change: write.change(), session: write.session().id });
                self.lose_replication(from, write);
            }
            // None of these is a copy.
            Message::RequestToBalancer { .. }
            | Message::RequestToServer { .. }
            | Message::ResponseToBalancer { .. }
            | Message::ResponseToClient { .. }
            | Message::CopyAck { .. }
            | Message::StoreRequest { .. }
            | Message::StoreResponse { .. } => {}
        }
        true
    }

    pub(super) fn delay_copy(&mut self, copy: CopyId, by: SimDuration) -> bool {
        let Some(write) = self.in_flight().iter().find_map(|flying| flying.message.write_of(copy)) else {
            return false;
        };
        let is_delayed = self.agenda.delay_message(&|message| message.copy() == Some(copy), self.now, by);
        if is_delayed {
            self.record(Fact::CopyDelayed { copy, change: write.change(), session: write.session().id, by });
        }
        is_delayed
    }
}
