//! The agenda: one queue of messages in flight and timers, ordered by (time, sequence). Messages in flight are here
//! alone.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use super::ids::{ClientId, Holder, RequestId, ServerId, SessionId, StoreId};
use super::message::{InFlight, Message};
use super::time::{SimDuration, SimTime};

/// A timer, by its action at the end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Timer {
    /// End of the service time of a job.
    ServiceDone { server: ServerId, request: RequestId },
    /// End of the balancer's pause before a retry.
    Retry { request: RequestId },
    /// `timeout server` of the balancer, for the server of this try.
    ServerTimeout { request: RequestId, tries: u8 },
    /// Health check of a server. Checks that would find no change are left out; the others stay on multiples of the
    /// interval.
    HealthCheck { server: ServerId },
    /// End of a session's idle timeout, unless the session was used meanwhile.
    Expiry { holder: Holder, session: SessionId },
    /// End of the `Max-Age` of a cookie, unless a newer one has replaced it.
    CookieLapse { client: ClientId },
    /// End of the delay after which the copies of a change leave their sender.
    CopiesLeave { server: ServerId },
    /// End of a worker's work on a copy.
    CopyApplied { server: ServerId },
    /// End of a state transfer.
    Joined { server: ServerId, donor: ServerId },
    /// End of `stateTransferTimeout`, if the state transfer has not ended before.
    JoinTimedOut { server: ServerId, donor: ServerId },
    /// End of a store's work on a server's request.
    StoreDone { store: StoreId, request: RequestId },
    /// Acknowledgement of a write by the replica, at the primary.
    StoreAcknowledges { store: StoreId, request: RequestId },
    /// Sync of a store's log to its disk.
    LogSynced { store: StoreId },
    /// Promotion of the replica, after the sentinels agree that the primary is down.
    Promotion,
    /// End of a wait.
    WaitOver { duration: SimDuration },
}

/// Content of an entry.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Entry {
    /// Arrival of a message; see [`InFlight`].
    Arrival { message: Message, travelled: SimDuration, resumed_at: SimTime },
    /// End of a timer.
    Timer(Timer),
}

/// An entry with its place in the order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Due {
    /// Time.
    pub at: SimTime,
    sequence: u64,
    /// Content.
    pub entry: Entry,
}

impl Ord for Due {
    /// Reversed, so that the earliest entry is the greatest: [`BinaryHeap`] yields the greatest.
    fn cmp(&self, other: &Due) -> Ordering {
        (other.at, other.sequence).cmp(&(self.at, self.sequence))
    }
}

impl PartialOrd for Due {
    fn partial_cmp(&self, other: &Due) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The queue of everything that is due.
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
        self.push(arrives_at, Entry::Arrival { message, travelled: SimDuration::ZERO, resumed_at: sent_at });
    }

    /// Sets a timer.
    pub fn set(&mut self, at: SimTime, timer: Timer) {
        self.push(at, Entry::Timer(timer));
    }

    /// Time of the next entry; `None` if the queue is empty.
    pub fn next_due(&self) -> Option<SimTime> {
        self.due.peek().map(|due| due.at)
    }

    /// Time of the next timer that is `wanted`; `None` without one.
    pub fn next_timer(&self, wanted: &dyn Fn(&Timer) -> bool) -> Option<SimTime> {
        let is_wanted = |due: &&Due| matches!(&due.entry, Entry::Timer(timer) if wanted(timer));
        self.due.iter().filter(is_wanted).map(|due| due.at).min()
    }

    /// Removes the next entry and returns it.
    pub fn pop(&mut self) -> Option<Due> {
        let due = self.due.pop()?;
        self.count(&due.entry, false);
        Some(due)
    }

    /// True if no message is in flight and no wait runs.
    pub fn is_quiet(&self) -> bool {
        self.messages == 0 && self.waits == 0
    }

    /// True if a message is in flight.
    pub fn has_messages(&self) -> bool {
        self.messages > 0
    }

    /// Messages in flight, in the order they were sent.
    pub fn in_flight(&self) -> Vec<InFlight> {
        let arrivals = self.due.iter().filter_map(|due| match due.entry {
            Entry::Arrival { message, travelled, resumed_at } => {
                Some((due.sequence, InFlight { message, travelled, resumed_at, arrives_at: due.at }))
            }
            Entry::Timer(_) => None,
        });
        let mut arrivals: Vec<(u64, InFlight)> = arrivals.collect();
        arrivals.sort_unstable_by_key(|(sequence, _)| *sequence);
        arrivals.into_iter().map(|(_, in_flight)| in_flight).collect()
    }

    /// Removes the first message in flight that is `wanted` and returns it.
    pub fn take_message(&mut self, wanted: &dyn Fn(&Message) -> bool) -> Option<Message> {
        let due = self.take_first(wanted)?;
        let Entry::Arrival { message, .. } = due.entry else { return None };
        self.messages -= 1;
        Some(message)
    }

    /// Delays the first message in flight that is `wanted` by this duration. Returns false without such a message.
    pub fn delay_message(&mut self, wanted: &dyn Fn(&Message) -> bool, now: SimTime, by: SimDuration) -> bool {
        let Some(mut due) = self.take_first(wanted) else { return false };
        due.at = due.at + by;
        if let Entry::Arrival { travelled, resumed_at, .. } = &mut due.entry {
            *travelled += now - *resumed_at;
            *resumed_at = now.max(*resumed_at) + by;
        }
        self.due.push(due);
        true
    }

    /// Removes the `unwanted` timers.
    pub fn cancel(&mut self, unwanted: &dyn Fn(&Timer) -> bool) {
        self.retain(&|due| !matches!(&due.entry, Entry::Timer(timer) if unwanted(timer)));
    }

    fn take_first(&mut self, wanted: &dyn Fn(&Message) -> bool) -> Option<Due> {
        let is_wanted = |due: &&Due| matches!(&due.entry, Entry::Arrival { message, .. } if wanted(message));
        let first = *self.due.iter().filter(is_wanted).min_by_key(|due| due.sequence)?;
        self.retain(&|due| due.sequence != first.sequence);
        Some(first)
    }

    fn retain(&mut self, wanted: &dyn Fn(&Due) -> bool) {
        let mut due = std::mem::take(&mut self.due).into_vec();
        due.retain(wanted);
        self.due = due.into();
    }

    fn push(&mut self, at: SimTime, entry: Entry) {
        self.count(&entry, true);
        self.sequence += 1;
        self.due.push(Due { at, sequence: self.sequence, entry });
    }

    fn count(&mut self, entry: &Entry, entered: bool) {
        let counter = match entry {
            Entry::Arrival { .. } => &mut self.messages,
            Entry::Timer(Timer::WaitOver { .. }) => &mut self.waits,
            Entry::Timer(_) => return,
        };
        *counter = if entered { *counter + 1 } else { *counter - 1 };
    }
}

impl PartialEq for Agenda {
    /// True if both hold the same entries in the same order. The layout of the heap does not matter.
    fn eq(&self, other: &Agenda) -> bool {
        self.sequence == other.sequence && self.due.clone().into_sorted_vec() == other.due.clone().into_sorted_vec()
    }
}
