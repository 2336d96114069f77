//! Names of beats: subject, event and, if the event repeats, its number.
//!
//! Examples: `start`; `a2.routed` and `a2.answer` for a request; `a.expired` for a client; `s1.crash` and `s1.crash#2`
//! for the first and second crash of a server; `db2.promoted` for a store; `a.v3.s2.arrived` for the copy of version 3
//! that goes to server 2. A name means the same event in every run with that event, so it survives other inputs.

use std::fmt;
use std::str::FromStr;

use crate::model::ids::{ClientId, CopyId, Holder, RequestId, ServerId, StoreId};

/// Name of a beat, unique in its run.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct BeatName {
    /// Subject of the event.
    pub subject: Subject,
    /// The event.
    pub event: Event,
    /// Number among the events of this kind and subject in the run, from 1.
    pub nth: u32,
}

impl BeatName {
    /// The start of a run.
    pub const START: BeatName = BeatName { subject: Subject::Run, event: Event::Start, nth: 1 };

    /// True if this name comes before `later` by its numbers: an earlier request of the same client, the same request
    /// or an earlier copy, an earlier event of the same kind.
    pub(super) fn is_before(self, later: BeatName) -> bool {
        match (self.subject, later.subject) {
            (Subject::Request(this), Subject::Request(other)) => this.client == other.client && this.nth <= other.nth,
            (Subject::Copy(this), Subject::Copy(other)) => this.client == other.client && this.version <= other.version,
            (this, other) => this == other && (self.event != later.event || self.nth < later.nth),
        }
    }
}

/// Subject of an event.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Subject {
    /// The whole run.
    Run,
    Client(ClientId),
    Request(RequestId),
    Copy(CopyId),
    Server(ServerId),
    Store(StoreId),
}

/// An event that a beat shows. If a step has several, the first one in this order names its beat.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Event {
    /// Start of the run.
    Start,
    /// Death of a server or a store.
    Crash,
    /// Removal of a server.
    Removed,
    /// Promotion of a replica.
    Promoted,
    /// Restart of a server or a store.
    Restart,
    /// Upgrade of a server.
    Upgrade,
    /// Addition of a server.
    Added,
    /// Start of a new member's state transfer.
    Joining,
    /// End of a new member's state transfer.
    Joined,
    /// Removal of a server from rotation by the balancer.
    Down,
    /// Return of a server to rotation.
    Up,
    /// Lookup of a request's session at the server to which it was routed.
    Routed,
    /// End of a request: the page that its user sees.
    Answer,
    /// Write of a request that lost a change.
    Conflict,
    /// Wait of a request, since every worker of its server is busy.
    Queued,
    /// Failed connection to a server.
    Retry,
    /// Loss of a message or copy in flight, by the reader.
    Dropped,
    /// Delay of a message or copy in flight, by the reader.
    Delayed,
    /// Arrival of a copy.
    Arrived,
    /// Read of an old version, since a request arrived before this copy.
    Overtaken,
    /// Loss of a client's session or of a change in it.
    Lost,
    /// Return of an ended session.
    Returned,
    /// Return of a lost change.
    Restored,
    /// End of a session by idle timeout.
    Expired,
    /// End of a cookie's `Max-Age`.
    Lapsed,
    /// Deletion of cookies.
    Cleared,
    /// Change of a client's address.
    Moved,
    /// Loss of the last cookie that names a session.
    Orphaned,
    /// End of a wait in which nothing else happened.
    Waited,
    /// Action that changed nothing.
    NoEffect,
}

/// Events and their words in names.
const WORDS: [(Event, &str); 30] = [
    (Event::Start, "start"),
    (Event::Crash, "crash"),
    (Event::Removed, "removed"),
    (Event::Promoted, "promoted"),
    (Event::Restart, "restart"),
    (Event::Upgrade, "upgrade"),
    (Event::Added, "added"),
    (Event::Joining, "joining"),
    (Event::Joined, "joined"),
    (Event::Down, "down"),
    (Event::Up, "up"),
    (Event::Routed, "routed"),
    (Event::Answer, "answer"),
    (Event::Conflict, "conflict"),
    (Event::Queued, "queued"),
    (Event::Retry, "retry"),
    (Event::Dropped, "dropped"),
    (Event::Delayed, "delayed"),
    (Event::Arrived, "arrived"),
    (Event::Overtaken, "overtaken"),
    (Event::Lost, "lost"),
    (Event::Returned, "returned"),
    (Event::Restored, "restored"),
    (Event::Expired, "expired"),
    (Event::Lapsed, "lapsed"),
    (Event::Cleared, "cleared"),
    (Event::Moved, "moved"),
    (Event::Orphaned, "orphaned"),
    (Event::Waited, "waited"),
    (Event::NoEffect, "noeffect"),
];

impl fmt::Display for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(WORDS[*self as usize].1)
    }
}

impl fmt::Display for BeatName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.subject {
            Subject::Run => {}
            Subject::Client(client) => write!(f, "{client}.")?,
            Subject::Request(request) => write!(f, "{request}.")?,
            Subject::Copy(copy) => write!(f, "{copy}.")?,
            Subject::Server(server) => write!(f, "{server}.")?,
            Subject::Store(store) => write!(f, "{store}.")?,
        }
        self.event.fmt(f)?;
        if self.nth > 1 { write!(f, "#{}", self.nth) } else { Ok(()) }
    }
}

/// A text that is no name of a beat.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NotAName;

impl FromStr for BeatName {
    type Err = NotAName;

    fn from_str(text: &str) -> Result<BeatName, NotAName> {
        let (text, nth) = match text.split_once('#') {
            Some((text, nth)) => (text, nth.parse().ok().filter(|nth| *nth > 0).ok_or(NotAName)?),
            None => (text, 1),
        };
        let (subject, word) = match text.rsplit_once('.') {
            Some((subject, word)) => (subject.parse()?, word),
            None => (Subject::Run, text),
        };
        let (event, _) = WORDS.into_iter().find(|(_, known)| *known == word).ok_or(NotAName)?;
        Ok(BeatName { subject, event, nth })
    }
}

impl FromStr for Subject {
    type Err = NotAName;

    fn from_str(text: &str) -> Result<Subject, NotAName> {
        if let Ok(holder) = text.parse() {
            return Ok(match holder {
                Holder::Server(server) => Subject::Server(server),
                Holder::Store(store) => Subject::Store(store),
            });
        }
        let copy = text.parse().map(Subject::Copy);
        let request = || text.parse().map(Subject::Request);
        let client = || text.parse().map(Subject::Client);
        copy.or_else(|_| request()).or_else(|_| client()).map_err(|_| NotAName)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_in_the_order_of_events() {
        assert!(WORDS.iter().enumerate().all(|(index, (event, _))| *event as usize == index));
    }

    #[test]
    fn names_are_read_as_they_are_written() {
        for name in [
            "start",
            "waited",
            "noeffect#3",
            "a2.routed",
            "f17.answer",
            "a.expired",
            "s1.crash",
            "s1.crash#2",
            "s16.down",
            "db2.promoted",
            "a.v3.s2.arrived",
            "a.v3.db2.overtaken",
        ] {
            assert_eq!(name.parse::<BeatName>().map(|name| name.to_string()), Ok(name.to_owned()));
        }
    }

    #[test]
    fn other_texts_are_no_names() {
        for text in [
            "",
            ".",
            "a",
            "a2",
            "a2.",
            ".routed",
            "a2.went",
            "s1.crash#",
            "s1.crash#0",
            "s1.crash#x",
            "a.v.s2.arrived",
            "A2.routed",
            "한.routed",
            "z9999999999.answer",
        ] {
            assert_eq!(text.parse::<BeatName>(), Err(NotAName), "{text}");
        }
    }
}
