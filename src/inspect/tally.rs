//! The count so far: from the facts up to the step, and from its frame.

use super::Look;
use crate::model::balancer::RouteReason;
use crate::model::fact::{BalancerError, Fact, Loss};
use crate::model::http::Status;
use crate::model::ids::{RequestId, ServerId};
use crate::model::time::SimDuration;
use crate::model::world::World;
use crate::text::{Language, number};

/// Plain numbers.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Tally {
    /// Requests sent.
    pub requests: u64,
    /// Answers with 200 that arrived.
    pub ok: u64,
    /// Answers with 401 that arrived.
    pub unauthorized: u64,
    /// Answers with 502, 503 or 504 that arrived.
    pub server_errors: u64,
    /// Requests whose connection broke or whose message was lost.
    pub dropped: u64,
    /// Requests whose connection was not taken.
    pub refused: u64,
    /// Losses: the server asked did not know the id.
    pub not_found: u64,
    /// Losses: sessions nobody holds any more.
    pub destroyed: u64,
    /// Losses: cookies a new login replaced.
    pub overwritten: u64,
    /// Sessions held now, on all servers.
    pub sessions: u64,
    /// Those among them no cookie leads to.
    pub orphans: u64,
    /// Memory of all sessions, in bytes.
    pub memory: u64,
    /// Messages put on a wire, a hop each.
    pub messages: u64,
    /// Time servers were down, added up.
    pub downtime: SimDuration,
}

/// One row's meaning, the same in every language.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TallyKey {
    Requests,
    Ok,
    Unauthorized,
    ServerErrors,
    Dropped,
    Refused,
    NotFound,
    Destroyed,
    Overwritten,
    Sessions,
    Orphans,
    Memory,
    Messages,
    Downtime,
}

/// One row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TallyRow {
    /// What is counted.
    pub key: TallyKey,
    /// Its name.
    pub label: &'static str,
    /// Its number, with its unit.
    pub value: String,
    /// It counts a loss or a failure, and there is one.
    pub bad: bool,
}

impl Tally {
    /// The rows, in the order to show them: the losses first, as the page is about them.
    pub fn rows(&self, language: Language) -> Vec<TallyRow> {
        let words = language.words();
        let row = |key, label, value, bad| TallyRow { key, label, value, bad };
        let count = |key, label, n: u64, bad: bool| row(key, label, number::grouped(n), bad && n > 0);
        let down = self.downtime != SimDuration::ZERO;
        vec![
            count(TallyKey::NotFound, words.count_not_found, self.not_found, true),
            count(TallyKey::Destroyed, words.count_destroyed, self.destroyed, true),
            count(TallyKey::Overwritten, words.count_overwritten, self.overwritten, true),
            count(TallyKey::Requests, words.count_requests, self.requests, false),
            count(TallyKey::Ok, words.count_ok, self.ok, false),
            count(TallyKey::Unauthorized, words.count_unauthorized, self.unauthorized, true),
            count(TallyKey::ServerErrors, words.count_server_errors, self.server_errors, true),
            count(TallyKey::Dropped, words.count_dropped, self.dropped, true),
            count(TallyKey::Refused, words.count_refused, self.refused, true),
            count(TallyKey::Sessions, words.count_sessions, self.sessions, false),
            count(TallyKey::Orphans, words.count_orphans, self.orphans, false),
            row(TallyKey::Memory, words.count_memory, number::bytes(self.memory), false),
            count(TallyKey::Messages, words.count_messages, self.messages, false),
            row(TallyKey::Downtime, words.count_downtime, number::duration(language, self.downtime), down),
        ]
    }
}

/// Counts what happened until the step, and what is there then.
pub fn tally(look: Look<'_>) -> Tally {
    let mut tally = Tally::default();
    let mut hops = Hops::default();
    for timed in look.facts() {
        tally.note(&timed.fact);
        hops.note(&timed.fact);
    }
    tally.look_around(look.world());
    // What has left is what has arrived, what is under way and what was taken off its wire.
    tally.messages = hops.ended + look.world().in_flight().len() as u64;
    tally
}

impl Tally {
    fn note(&mut self, fact: &Fact) {
        match fact.loss() {
            Some(Loss::NotFoundHere) => self.not_found += 1,
            Some(Loss::Destroyed) => self.destroyed += 1,
            Some(Loss::Overwritten) => self.overwritten += 1,
            None => {}
        }
        match *fact {
            Fact::RequestSent { .. } => self.requests += 1,
            Fact::ResponseReceived { status, .. } => match status {
                Status::Ok => self.ok += 1,
                Status::Unauthorized => self.unauthorized += 1,
                Status::BadGateway | Status::ServiceUnavailable | Status::GatewayTimeout => self.server_errors += 1,
            },
            Fact::RequestDropped { .. } => self.dropped += 1,
            Fact::RequestRefused { .. } => self.refused += 1,
            Fact::ServerRestarted { downtime, .. } => self.downtime += downtime,
            _ => {}
        }
    }

    fn look_around(&mut self, world: &World) {
        for server in &world.servers {
            self.sessions += server.table.len() as u64;
            let orphans = server.table.iter().filter(|session| world.is_orphan(session.id, session.owner));
            self.orphans += orphans.count() as u64;
            self.memory += server.table.bytes();
            if let Some(since) = server.down_since {
                self.downtime += world.now - since;
            }
        }
    }
}

/// Counts messages at the end of their hop, as every end is a fact.
#[derive(Default)]
struct Hops {
    ended: u64,
    /// Requests that wait in a server's queue: a worker who takes one ends no hop.
    queued: Vec<(RequestId, ServerId)>,
}

impl Hops {
    fn note(&mut self, fact: &Fact) {
        let ends = match *fact {
            Fact::Routed { because: RouteReason::RoundRobin { .. }, .. }
            | Fact::BalancerAnswered { because: BalancerError::NoServer, .. }
            | Fact::ConnectFailed { .. }
            | Fact::RequestRefused { .. }
            | Fact::AnswerForwarded { .. }
            | Fact::AnswerDiscarded { .. }
            | Fact::ResponseReceived { .. }
            | Fact::MessageDropped { .. } => true,
            Fact::Queued { id, server, .. } => {
                self.queued.push((id, server));
                true
            }
            Fact::ServiceStarted { id, server } => {
                let place = self.queued.iter().position(|queued| *queued == (id, server));
                place.map(|place| self.queued.swap_remove(place)).is_none()
            }
            _ => false,
        };
        self.ended += u64::from(ends);
    }
}
