//! What is going to happen: one queue ordered by (time, sequence). Messages in flight live here and nowhere else.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use super::ids::{Holder, RequestId, ServerId, SessionId, StoreId};
use super::message::{InFlight, Message};
use super::time::{SimDuration, SimTime};

/// Something that happens by itself when its time has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Timer {
    /// A worker is done with a job.
    ServiceDone { server: ServerId, request: RequestId },
    /// The balancer tries a request again.
    Retry { request: RequestId },
    /// The balancer's patience with a server ends: the one it connected to at this try.
    ServerTimeout { request: RequestId, tries: u8 },
    /// The balancer looks whether a server is up. Checks that would find what is already believed change nothing and
    /// are left out, though the interval's grid is kept.
    HealthCheck { server: ServerId },
    /// A session may have idled out.
    Expiry { holder: Holder, session: SessionId },
    /// Copies that wait at their sender leave.
    CopiesLeave { server: ServerId },
    /// A worker has applied a copy.
    CopyApplied { server: ServerId },
    /// A joining server has the sessions of its donor, or has waited for them long enough.
    Joined { server: ServerId, donor: ServerId, started: SimTime },
    /// A store is done with what a server asked.
    StoreDone { store: StoreId, request: RequestId },
    /// Word from the replica that it has a write reaches the primary, which acknowledges it.
    StoreAcknowledges { store: StoreId, request: RequestId },
    /// The log of a store reaches its disk.
    LogSynced { store: StoreId },
    /// The watchers agree that a primary store is gone, and have made its replica the primary.
    Promoted { failed: StoreId },
    /// The end of a wait.
    WaitOver { duration: SimDuration },
}

/// One entry.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum What {
    /// A message arrives; see [`InFlight`].
    Arrival { message: Message, behind: SimDuration, goes_on_at: SimTime },
    /// A timer runs out.
    Timer(Timer),
}

/// An entry with its place in the order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Due {
    /// When.
    pub at: SimTime,
    sequence: u64,
    /// What.
    pub what: What,
}

impl Ord for Due {
    /// Reversed, as [`BinaryHeap`] yields the greatest: the earliest is the greatest.
    fn cmp(&self, other: &Due) -> Ordering {
        (other.at, other.sequence).cmp(&(self.at, self.sequence))
    }
}

impl PartialOrd for Due {
    fn partial_cmp(&self, other: &Due) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The queue.
#[derive(Clone, Debug, Default)]
pub struct Agenda {
    due: BinaryHeap<Due>,
    sequence: u64,
    messages: u32,
    waits: u32,
}

impl Agenda {
    /// Sends a message that arrives at `arrives_at`.
    pub fn send(&mut self, message: Message, sent_at: SimTime, arrives_at: SimTime) {
        self.push(arrives_at, What::Arrival { message, behind: SimDuration::ZERO, goes_on_at: sent_at });
    }

    /// Sets a timer.
    pub fn set(&mut self, at: SimTime, timer: Timer) {
        self.push(at, What::Timer(timer));
    }

    /// When the next entry is due.
    pub fn next_due(&self) -> Option<SimTime> {
        self.due.peek().map(|due| due.at)
    }

    /// Takes the next entry.
    pub fn pop(&mut self) -> Option<Due> {
        let due = self.due.pop()?;
        self.count(&due.what, false);
        Some(due)
    }

    /// Whether no message is in flight and nobody waits for a time to pass.
    pub fn is_quiet(&self) -> bool {
        self.messages == 0 && self.waits == 0
    }

    /// Whether any message is in flight.
    pub fn has_messages(&self) -> bool {
        self.messages > 0
    }

    /// Messages in flight, in the order they were sent.
    pub fn in_flight(&self) -> Vec<InFlight> {
        let arrivals = self.due.iter().filter_map(|due| match due.what {
            What::Arrival { message, behind, goes_on_at } => {
                Some((due.sequence, InFlight { message, behind, goes_on_at, arrives_at: due.at }))
            }
            What::Timer(_) => None,
        });
        let mut arrivals: Vec<(u64, InFlight)> = arrivals.collect();
        arrivals.sort_unstable_by_key(|(sequence, _)| *sequence);
        arrivals.into_iter().map(|(_, in_flight)| in_flight).collect()
    }

    /// Takes the first message in flight that is `wanted` off the wire.
    pub fn take_message(&mut self, wanted: &dyn Fn(&Message) -> bool) -> Option<Message> {
        let due = self.take_first(wanted)?;
        let What::Arrival { message, .. } = due.what else { return None };
        self.messages -= 1;
        Some(message)
    }

    /// Holds the first message in flight that is `wanted` where it is at `now`, and lets it go on after `by`; says whether
    /// there was one.
    pub fn delay_message(&mut self, wanted: &dyn Fn(&Message) -> bool, now: SimTime, by: SimDuration) -> bool {
        let Some(mut due) = self.take_first(wanted) else { return false };
        due.at = due.at + by;
        if let What::Arrival { behind, goes_on_at, .. } = &mut due.what {
            *behind += now - *goes_on_at;
            *goes_on_at = now.max(*goes_on_at) + by;
        }
        self.due.push(due);
        true
    }

    /// Takes out the timers of something that died.
    pub fn cancel(&mut self, unwanted: &dyn Fn(&Timer) -> bool) {
        self.keep(&|due| !matches!(&due.what, What::Timer(timer) if unwanted(timer)));
    }

    fn take_first(&mut self, wanted: &dyn Fn(&Message) -> bool) -> Option<Due> {
        let is_wanted = |due: &&Due| matches!(&due.what, What::Arrival { message, .. } if wanted(message));
        let first = *self.due.iter().filter(is_wanted).min_by_key(|due| due.sequence)?;
        self.keep(&|due| due.sequence != first.sequence);
        Some(first)
    }

    fn keep(&mut self, kept: &dyn Fn(&Due) -> bool) {
        let mut due = std::mem::take(&mut self.due).into_vec();
        due.retain(kept);
        self.due = due.into();
    }

    fn push(&mut self, at: SimTime, what: What) {
        self.count(&what, true);
        self.sequence += 1;
        self.due.push(Due { at, sequence: self.sequence, what });
    }

    fn count(&mut self, what: &What, entered: bool) {
        let counter = match what {
            What::Arrival { .. } => &mut self.messages,
            What::Timer(Timer::WaitOver { .. }) => &mut self.waits,
            What::Timer(_) => return,
        };
        *counter = if entered { *counter + 1 } else { *counter - 1 };
    }
}

impl PartialEq for Agenda {
    /// Equal where the same things will happen in the same order; how the heap lies in memory does not matter.
    fn eq(&self, other: &Agenda) -> bool {
        self.sequence == other.sequence && self.due.clone().into_sorted_vec() == other.due.clone().into_sorted_vec()
    }
}
