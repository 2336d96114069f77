//! Counts up to a step, from its facts and its frame.

use std::collections::{BTreeMap, BTreeSet};

use super::Look;
use crate::model::balancer::RouteReason;
use crate::model::config::Setting;
use crate::model::fact::{BalancerError, Fact, Loss, TimedFact};
use crate::model::http::Status;
use crate::model::ids::{RequestId, ServerId, SessionId};
use crate::model::message::Message;
use crate::model::session::{Change, SessionTable};
use crate::model::time::{SimDuration, SimTime};
use crate::model::world::World;
use crate::recording::Recording;
use crate::text::{Language, number};

/// A kind of count. Declared in display order: losses first, since the page is about them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TallyKey {
    /// Losses: the server that got the request did not know the session id.
    NotFound,
    /// Losses: sessions that no table has any more.
    Destroyed,
    /// Losses: cookies that a new login has replaced.
    Overwritten,
    /// Losses: answers from an older version of a session than another table had.
    Stale,
    /// Losses: acknowledged writes that are lost.
    LostUpdates,
    /// Requests sent.
    Requests,
    /// Received responses with status 200.
    Ok,
    /// Received responses with status 401.
    Unauthorized,
    /// Received responses with status 500, 502, 503 or 504.
    ServerErrors,
    /// Requests without a response: the connection broke, or a message was lost.
    Dropped,
    /// Requests whose connection was refused.
    Refused,
    /// Average time from a request to its response, in microseconds, over requests with a response.
    ResponseTime,
    /// Total downtime of all servers, in microseconds.
    Downtime,
    /// Different sessions in all tables.
    Sessions,
    /// Rows in all tables: on servers, in the store and in its replica.
    Copies,
    /// Sessions that no cookie leads to.
    Orphans,
    /// Memory of all rows, in bytes.
    Memory,
    /// Messages of any kind, one per hop.
    Messages,
    /// Replication messages: between cluster members, including acknowledgements (R19), and from a store to its replica.
    ReplicationMessages,
    /// Bytes of the replication messages.
    ReplicationBytes,
}

use TallyKey::{
    Copies, Destroyed, Downtime, Dropped, LostUpdates, Memory, Messages, NotFound, Ok, Orphans, Overwritten, Refused,
    ReplicationBytes, ReplicationMessages, Requests, ResponseTime, ServerErrors, Sessions, Stale, Unauthorized,
};

/// A group of counts with a heading. Declared in display order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TallyGroup {
    /// Losses of the users.
    Losses,
    /// Requests and their outcomes.
    Requests,
    /// Cost of sessions: memory and messages.
    SessionCost,
}

impl TallyGroup {
    /// All groups, in display order.
    pub const ALL: [TallyGroup; 3] = [TallyGroup::Losses, TallyGroup::Requests, TallyGroup::SessionCost];

    /// The heading of the group.
    pub fn label(self, language: Language) -> &'static str {
        let words = language.words();
        match self {
            TallyGroup::Losses => words.count_losses,
            TallyGroup::Requests => words.count_answers,
            TallyGroup::SessionCost => words.count_upkeep,
        }
    }
}

impl TallyKey {
    /// The group of this count.
    pub fn group(self) -> TallyGroup {
        match self {
            NotFound | Destroyed | Overwritten | Stale | LostUpdates => TallyGroup::Losses,
            Requests | Ok | Unauthorized | ServerErrors | Dropped | Refused | ResponseTime | Downtime => {
                TallyGroup::Requests
            }
            Sessions | Copies | Orphans | Memory | Messages | ReplicationMessages | ReplicationBytes => {
                TallyGroup::SessionCost
            }
        }
    }
}

/// Number of [`TallyKey`]s.
const KEYS: usize = 20;

/// Counts, one per [`TallyKey`].
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Tally {
    counts: [u64; KEYS],
}

/// The row of a count.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TallyRow {
    /// The count.
    pub key: TallyKey,
    /// Name of the count.
    pub label: &'static str,
    /// The number with its unit.
    pub value: String,
    /// The emphasis of the number.
    pub weight: Weight,
}

/// Emphasis of a number on the page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Weight {
    /// Zero, drawn faint.
    Zero,
    /// Any other number.
    Normal,
    /// A number of losses or failures.
    Bad,
    /// No number: an action that could have led to one was not possible.
    Dash,
}

impl Weight {
    /// The value of `data-weight` in the style sheet.
    pub fn class(self) -> &'static str {
        match self {
            Weight::Zero => "none",
            Weight::Normal => "some",
            Weight::Bad => "bad",
            Weight::Dash => "dash",
        }
    }
}

impl Tally {
    /// The number of this count.
    pub fn get(&self, key: TallyKey) -> u64 {
        self.counts[key as usize]
    }

    fn add(&mut self, key: TallyKey, n: u64) {
        self.counts[key as usize] += n;
    }

    /// The rows of all counts, in display order.
    pub fn rows(&self, language: Language) -> Vec<TallyRow> {
        let words = language.words();
        let table: [(TallyKey, &'static str, bool); KEYS] = [
            (NotFound, words.count_not_found, true),
            (Destroyed, words.count_destroyed, true),
            (Overwritten, words.count_overwritten, true),
            (Stale, words.count_stale, true),
            (LostUpdates, words.count_lost_updates, true),
            (Requests, words.count_requests, false),
            (Ok, words.count_ok, false),
            (Unauthorized, words.count_unauthorized, true),
            (ServerErrors, words.count_server_errors, true),
            (Dropped, words.count_dropped, true),
            (Refused, words.count_refused, true),
            (ResponseTime, words.count_response_time, false),
            (Downtime, words.count_downtime, false),
            (Sessions, words.count_sessions, false),
            (Copies, words.count_copies, false),
            (Orphans, words.count_orphans, false),
            (Memory, words.count_memory, false),
            (Messages, words.count_messages, false),
            (ReplicationMessages, words.count_upkeep_messages, false),
            (ReplicationBytes, words.count_upkeep_bytes, false),
        ];
        let row = |(key, label, bad)| {
            let n = self.get(key);
            let value = match key {
                ResponseTime | Downtime => number::duration(language, SimDuration::from_us(n)),
                Memory | ReplicationBytes => number::bytes(n),
                _ => number::grouped(n),
            };
            let weight = match (n, bad) {
                (0, _) => Weight::Zero,
                (_, false) => Weight::Normal,
                (_, true) => Weight::Bad,
            };
            TallyRow { key, label, value, weight }
        };
        table.map(row).to_vec()
    }
}

/// The counts at the shown step.
pub fn tally(look: Look<'_>) -> Tally {
    count(look.recording, look.step, look.world().now)
}

/// The counts of a run at a moment of a step: `now` is at or after the step, and before the next one.
pub(super) fn count(recording: &Recording, step: usize, now: SimTime) -> Tally {
    let world = &recording.frame(step).world;
    let mut counter = Counter { shared: !world.stores.is_empty(), sync: is_sync(world), ..Counter::default() };
    for timed in recording.facts_until(step) {
        counter.count_fact(timed);
    }
    counter.count_frame(world, now);
    counter.tally
}

fn is_sync(world: &World) -> bool {
    world.config.on(Setting::CopySync)
}

/// Counts facts in order, then the frame.
#[derive(Default)]
struct Counter {
    tally: Tally,
    /// True if sessions are in a shared store.
    shared: bool,
    /// True if every copy is acknowledged.
    sync: bool,
    /// Requests in a server's queue. Their hop is counted already when a worker takes them.
    queued: BTreeSet<(RequestId, ServerId)>,
    /// Requests without an outcome yet, and when they were sent.
    open: BTreeMap<RequestId, SimTime>,
    /// Sum of the response times of all answered requests, in microseconds.
    response_time_sum: u64,
    answered: u64,
    /// The request whose message was dropped by the previous fact.
    just_dropped: Option<RequestId>,
}

impl Counter {
    fn count_fact(&mut self, timed: &TimedFact) {
        let fact = &timed.fact;
        if let Some(loss) = fact.loss() {
            self.tally.add(key_of(loss), 1);
        }
        match *fact {
            Fact::RequestSent { id, .. } => {
                self.tally.add(Requests, 1);
                self.open.insert(id, timed.at);
            }
            Fact::ResponseReceived { id, status, .. } => {
                let key = match status {
                    Status::Ok => Ok,
                    Status::Unauthorized => Unauthorized,
                    Status::InternalServerError
                    | Status::BadGateway
                    | Status::ServiceUnavailable
                    | Status::GatewayTimeout => ServerErrors,
                };
                self.tally.add(key, 1);
                self.answered += 1;
                self.response_time_sum += self.open.remove(&id).map_or(0, |sent| (timed.at - sent).as_us());
            }
            Fact::RequestDropped { id, .. } => {
                self.tally.add(Dropped, 1);
                self.open.remove(&id);
            }
            Fact::RequestRefused { id, .. } => {
                self.tally.add(Refused, 1);
                self.open.remove(&id);
            }
            Fact::ServerRestarted { downtime, .. } => self.tally.add(Downtime, downtime.as_us()),
            _ => {}
        }
        self.count_hop(fact);
        self.count_replication(fact);
        self.just_dropped = match *fact {
            Fact::MessageDropped { id } => Some(id),
            _ => None,
        };
    }

    /// Counts an HTTP message at the end of its hop, since every end is a fact. A store request or response is counted
    /// when it is sent.
    fn count_hop(&mut self, fact: &Fact) {
        let is_hop = match *fact {
            Fact::Routed { because, .. } => match because {
                // The hop to the balancer is counted already.
                RouteReason::Redispatch { .. } => false,
                RouteReason::RoundRobin { .. }
                | RouteReason::Cookie
                | RouteReason::CookieServerDown { .. }
                | RouteReason::SourceHash(_) => true,
            },
            Fact::BalancerAnswered { because: BalancerError::NoServer, .. }
            | Fact::ConnectFailed { .. }
            | Fact::RequestRefused { .. }
            | Fact::AnswerForwarded { .. }
            | Fact::AnswerDiscarded { .. }
            | Fact::ResponseReceived { .. }
            | Fact::MessageDropped { .. }
            | Fact::StoreAsked { .. }
            | Fact::StoreRead { .. } => true,
            Fact::SessionCreated { .. } | Fact::SessionWritten { .. } | Fact::SessionInvalidated { .. } => self.shared,
            Fact::Queued { id, server, .. } => {
                self.queued.insert((id, server));
                true
            }
            Fact::ServiceStarted { id, server } => !self.queued.remove(&(id, server)),
            // The dropped message was a store request or response, which was counted when it was sent.
            Fact::StoreUnreachable { id, .. } if self.just_dropped == Some(id) => {
                self.tally.counts[Messages as usize] -= 1;
                false
            }
            _ => false,
        };
        self.tally.add(Messages, u64::from(is_hop));
    }

    fn count_replication(&mut self, fact: &Fact) {
        let (messages, bytes) = match *fact {
            Fact::CopiesSent { messages, bytes, .. } => (u64::from(messages), bytes),
            // The sender of an idle timeout waits for no acknowledgement.
            Fact::CopyApplied { change, .. } | Fact::CopyIgnored { change, .. } => {
                (u64::from(self.sync && change != Change::Expired), 0)
            }
            Fact::ReplicationSent { bytes, .. } => (1, bytes),
            _ => return,
        };
        self.tally.add(ReplicationMessages, messages);
        self.tally.add(ReplicationBytes, bytes);
        self.tally.add(Messages, messages);
    }

    fn count_frame(&mut self, world: &World, now: SimTime) {
        let mut seen = BTreeSet::new();
        for server in &world.servers {
            self.count_table(world, &server.table, &mut seen);
            // The downtime of a removed server does not count.
            if let Some(since) = server.down_since() {
                self.tally.add(Downtime, (now - since).as_us());
            }
        }
        for store in &world.stores {
            self.count_table(world, store.table(), &mut seen);
        }
        // Sent messages are those that have arrived, those that were dropped, and those in flight.
        for flying in world.in_flight() {
            let http = match flying.message {
                Message::RequestToBalancer { .. }
                | Message::RequestToServer { .. }
                | Message::ResponseToBalancer { .. }
                | Message::ResponseToClient { .. } => true,
                Message::Copy { .. }
                | Message::CopyAck { .. }
                | Message::StoreRequest { .. }
                | Message::StoreResponse { .. }
                | Message::Replicate { .. } => false,
            };
            self.tally.add(Messages, u64::from(http));
        }
        self.tally.add(ResponseTime, self.response_time_sum.checked_div(self.answered).unwrap_or(0));
    }

    fn count_table(&mut self, world: &World, table: &SessionTable, seen: &mut BTreeSet<SessionId>) {
        for session in table.iter() {
            self.tally.add(Copies, 1);
            self.tally.add(Memory, session.bytes());
            if seen.insert(session.id) {
                self.tally.add(Sessions, 1);
                self.tally.add(Orphans, u64::from(world.is_orphan(session.id, session.owner)));
            }
        }
    }
}

fn key_of(loss: Loss) -> TallyKey {
    match loss {
        Loss::NotFoundHere => NotFound,
        Loss::Destroyed => Destroyed,
        Loss::Overwritten => Overwritten,
        Loss::Stale => Stale,
        Loss::UpdateLost => LostUpdates,
    }
}
