//! The count so far: from the facts up to the step, and from its frame.

use std::collections::{BTreeMap, BTreeSet};

use super::Look;
use crate::model::balancer::RouteReason;
use crate::model::config::Setting;
use crate::model::fact::{BalancerError, Fact, Loss, TimedFact};
use crate::model::http::Status;
use crate::model::ids::{RequestId, ServerId, SessionId};
use crate::model::message::Message;
use crate::model::session::SessionTable;
use crate::model::time::{SimDuration, SimTime};
use crate::model::world::World;
use crate::recording::Recording;
use crate::text::{Language, number};

/// One number's meaning, the same in every language, in the order to show them: the losses first, as the page is about
/// them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TallyKey {
    /// Losses: the server asked did not know the id.
    NotFound,
    /// Losses: sessions nobody holds any more.
    Destroyed,
    /// Losses: cookies a new login replaced.
    Overwritten,
    /// Losses: answers made from an older version than another held.
    Stale,
    /// Losses: acknowledged writes that are gone.
    LostUpdates,
    /// Requests sent.
    Requests,
    /// Answers with 200 that arrived.
    Ok,
    /// Answers with 401 that arrived.
    Unauthorized,
    /// Answers with 500, 502, 503 or 504 that arrived.
    ServerErrors,
    /// Requests whose connection broke or whose message was lost.
    Dropped,
    /// Requests whose connection was not taken.
    Refused,
    /// Microseconds from a request to its answer, on the average of those answered.
    ResponseTime,
    /// Microseconds servers were down, added up.
    Downtime,
    /// Sessions somebody holds now.
    Sessions,
    /// How often they are held: on servers, in the store, on its replica.
    Copies,
    /// Sessions no cookie leads to.
    Orphans,
    /// Memory of all copies, in bytes.
    Memory,
    /// Messages put on a wire, a hop each, whatever for.
    Messages,
    /// Those among them that only keep copies alike: between members, with their acknowledgements (R19), and from a store
    /// to its replica.
    UpkeepMessages,
    /// Bytes of the messages that keep copies alike.
    UpkeepBytes,
}

use TallyKey::{
    Copies, Destroyed, Downtime, Dropped, LostUpdates, Memory, Messages, NotFound, Ok, Orphans, Overwritten, Refused,
    Requests, ResponseTime, ServerErrors, Sessions, Stale, Unauthorized, UpkeepBytes, UpkeepMessages,
};

/// What numbers are about, in the order to show them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TallyGroup {
    /// What people lost.
    Losses,
    /// What became of what they asked for.
    Requests,
    /// What it takes to keep their sessions.
    Upkeep,
}

impl TallyGroup {
    /// All of them.
    pub const ALL: [TallyGroup; 3] = [TallyGroup::Losses, TallyGroup::Requests, TallyGroup::Upkeep];

    /// Its name.
    pub fn label(self, language: Language) -> &'static str {
        let details = language.details();
        match self {
            TallyGroup::Losses => details.count_losses,
            TallyGroup::Requests => details.count_answers,
            TallyGroup::Upkeep => details.count_upkeep,
        }
    }
}

impl TallyKey {
    /// What it is about.
    pub fn group(self) -> TallyGroup {
        match self {
            NotFound | Destroyed | Overwritten | Stale | LostUpdates => TallyGroup::Losses,
            Requests | Ok | Unauthorized | ServerErrors | Dropped | Refused | ResponseTime | Downtime => {
                TallyGroup::Requests
            }
            Sessions | Copies | Orphans | Memory | Messages | UpkeepMessages | UpkeepBytes => TallyGroup::Upkeep,
        }
    }
}

/// How many numbers there are.
const KEYS: usize = 20;

/// Plain numbers, one a [`TallyKey`].
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Tally {
    counts: [u64; KEYS],
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
    /// How it is to be read.
    pub weight: Weight,
}

/// How much a number asks to be looked at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Weight {
    /// Nothing is counted yet.
    Nothing,
    /// Something is.
    Something,
    /// Something is, and it is a loss or a failure.
    Bad,
}

impl Weight {
    /// Its name in the style sheet.
    pub fn class(self) -> &'static str {
        match self {
            Weight::Nothing => "none",
            Weight::Something => "some",
            Weight::Bad => "bad",
        }
    }
}

impl Tally {
    /// One number.
    pub fn get(&self, key: TallyKey) -> u64 {
        self.counts[key as usize]
    }

    fn add(&mut self, key: TallyKey, n: u64) {
        self.counts[key as usize] += n;
    }

    /// The rows, in the order to show them.
    pub fn rows(&self, language: Language) -> Vec<TallyRow> {
        let (words, details) = (language.words(), language.details());
        let table: [(TallyKey, &'static str, bool); KEYS] = [
            (NotFound, words.count_not_found, true),
            (Destroyed, words.count_destroyed, true),
            (Overwritten, words.count_overwritten, true),
            (Stale, words.count_stale, true),
            (LostUpdates, words.count_lost_updates, true),
            (Requests, details.count_requests, false),
            (Ok, details.count_ok, false),
            (Unauthorized, details.count_unauthorized, true),
            (ServerErrors, details.count_server_errors, true),
            (Dropped, details.count_dropped, true),
            (Refused, details.count_refused, true),
            (ResponseTime, details.count_response_time, false),
            (Downtime, details.count_downtime, false),
            (Sessions, details.count_sessions, false),
            (Copies, details.count_copies, false),
            (Orphans, details.count_orphans, false),
            (Memory, details.count_memory, false),
            (Messages, words.count_messages, false),
            (UpkeepMessages, details.count_upkeep_messages, false),
            (UpkeepBytes, details.count_upkeep_bytes, false),
        ];
        let row = |(key, label, bad)| {
            let n = self.get(key);
            let value = match key {
                ResponseTime | Downtime => number::duration(language, SimDuration::from_us(n)),
                Memory | UpkeepBytes => number::bytes(n),
                _ => number::grouped(n),
            };
            let weight = match (n, bad) {
                (0, _) => Weight::Nothing,
                (_, false) => Weight::Something,
                (_, true) => Weight::Bad,
            };
            TallyRow { key, label, value, weight }
        };
        table.map(row).to_vec()
    }
}

/// Counts what happened until the step, and what is there then.
pub fn tally(look: Look<'_>) -> Tally {
    count(look.recording, look.step)
}

/// The same for any run.
pub(super) fn count(recording: &Recording, step: usize) -> Tally {
    let world = &recording.frame(step).world;
    let mut count = Count { shared: !world.stores.is_empty(), sync: is_sync(world), ..Count::default() };
    for timed in recording.facts_until(step) {
        count.note(timed);
    }
    count.look_around(world);
    count.tally
}

fn is_sync(world: &World) -> bool {
    world.config.on(Setting::CopySync)
}

/// A count under way.
#[derive(Default)]
struct Count {
    tally: Tally,
    /// Sessions lie in a store.
    shared: bool,
    /// Every copy is acknowledged.
    sync: bool,
    /// Requests that wait in a server's queue: a worker who takes one ends no hop.
    queued: BTreeSet<(RequestId, ServerId)>,
    /// Requests that have no end yet.
    open: BTreeMap<RequestId, SimTime>,
    /// Microseconds of all answered requests.
    waited: u64,
    answered: u64,
    /// The request whose message was dropped by the fact before.
    dropped: Option<RequestId>,
}

impl Count {
    fn note(&mut self, timed: &TimedFact) {
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
                self.waited += self.open.remove(&id).map_or(0, |sent| (timed.at - sent).as_us());
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
        self.note_hop(fact);
        self.note_upkeep(fact);
        self.dropped = match *fact {
            Fact::MessageDropped { id } => Some(id),
            _ => None,
        };
    }

    /// Counts HTTP messages at the end of their hop, as every end is a fact, and questions to a store and their answers
    /// when they leave.
    fn note_hop(&mut self, fact: &Fact) {
        let counts = match *fact {
            Fact::Routed { because, .. } => match because {
                // The request is at the balancer already.
                RouteReason::Redispatch { .. } => false,
                RouteReason::RoundRobin { .. }
                | RouteReason::Cookie
                | RouteReason::CookieServerDown { .. }
                | RouteReason::SourceHash { .. } => true,
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
            // A message to or from a store was dropped, and counted when it left.
            Fact::StoreUnreachable { id, .. } if self.dropped == Some(id) => {
                self.tally.counts[Messages as usize] -= 1;
                false
            }
            _ => false,
        };
        self.tally.add(Messages, u64::from(counts));
    }

    fn note_upkeep(&mut self, fact: &Fact) {
        let (messages, bytes) = match *fact {
            Fact::CopiesSent { messages, bytes, .. } => (u64::from(messages), bytes),
            Fact::CopyApplied { .. } | Fact::CopyIgnored { .. } => (u64::from(self.sync), 0),
            Fact::ReplicationSent { bytes, .. } => (1, bytes),
            _ => return,
        };
        self.tally.add(UpkeepMessages, messages);
        self.tally.add(UpkeepBytes, bytes);
        self.tally.add(Messages, messages);
    }

    fn look_around(&mut self, world: &World) {
        let mut seen = BTreeSet::new();
        for server in &world.servers {
            self.hold(world, &server.table, &mut seen);
            if let Some(since) = server.down_since {
                // One that was taken out is not missed.
                let downtime = if server.removed { 0 } else { (world.now - since).as_us() };
                self.tally.add(Downtime, downtime);
            }
        }
        for store in &world.stores {
            if store.up {
                self.hold(world, &store.table, &mut seen);
            }
        }
        // What has left is what has arrived, what is under way and what was taken off its wire.
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
        self.tally.add(ResponseTime, self.waited.checked_div(self.answered).unwrap_or(0));
    }

    fn hold(&mut self, world: &World, table: &SessionTable, seen: &mut BTreeSet<SessionId>) {
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
