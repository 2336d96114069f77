//! The facts that a beat's caption may tell: those of its step, and earlier ones that they follow from.

use crate::beat::harm::Harm;
use crate::beat::{Beat, BeatName, Beats, Event};
use crate::model::fact::{Fact, TimedFact};
use crate::model::http::Action;
use crate::model::ids::{ClientId, RequestId, ServerId, SessionId};
use crate::model::time::SimDuration;
use crate::model::world::World;
use crate::recording::Recording;

/// A beat with its recording.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    recording: &'a Recording,
    beats: &'a Beats,
    beat: &'a Beat,
    /// The world right after the beat's step.
    pub world: &'a World,
}

impl<'a> Context<'a> {
    pub fn new(recording: &'a Recording, beats: &'a Beats, beat: &'a Beat) -> Context<'a> {
        Context { recording, beats, beat, world: &recording.frame(beat.step).world }
    }

    /// The name of the event that the caption tells.
    pub fn told(&self) -> BeatName {
        let rank = |name: &&BeatName| importance(name.event, self.beat.harm.is_some());
        self.beat.names.iter().min_by_key(rank).copied().unwrap_or(BeatName::START)
    }

    /// The harm of the beat's page.
    pub fn harm(&self) -> Option<Harm> {
        self.beat.harm
    }

    /// The facts of the beat's step.
    pub fn facts(&self) -> &'a [TimedFact] {
        self.recording.facts_of(self.beat.step)
    }

    /// The first value that `found` returns for a fact of the beat's step.
    pub fn find<T>(&self, found: impl Fn(&Fact) -> Option<T>) -> Option<T> {
        self.facts().iter().find_map(|timed| found(&timed.fact))
    }

    /// All facts up to the beat's step, the newest first.
    pub fn past(&self) -> impl Iterator<Item = &'a TimedFact> {
        self.recording.facts_until(self.beat.step).iter().rev()
    }

    /// The last value that `found` returns for a fact up to the beat's step.
    pub fn last<T>(&self, found: impl Fn(&Fact) -> Option<T>) -> Option<T> {
        self.past().find_map(|timed| found(&timed.fact))
    }

    /// The same for the facts of a request.
    pub fn last_of<T>(&self, id: RequestId, found: impl Fn(&Fact) -> Option<T>) -> Option<T> {
        let is_before = |fact: &Fact| matches!(fact, Fact::RequestSent { id: of, .. } if *of == id);
        let mut past = self.past();
        loop {
            let fact = &past.next()?.fact;
            if let Some(found) = (fact.request() == Some(id)).then(|| found(fact)).flatten() {
                return Some(found);
            }
            if is_before(fact) {
                return None;
            }
        }
    }

    /// The action of a request.
    pub fn action(&self, id: RequestId) -> Option<Action> {
        self.last_of(id, |fact| match fact {
            Fact::RequestSent { request, .. } => Some(request.action),
            _ => None,
        })
    }

    /// The server that answered a request.
    pub fn answered_by(&self, id: RequestId) -> Option<ServerId> {
        self.last_of(id, |fact| match *fact {
            Fact::Answered { server, .. } => Some(server),
            _ => None,
        })
    }

    /// The session with which a server worked on a request: the one it found or created.
    pub fn session_of(&self, id: RequestId) -> Option<SessionId> {
        self.last_of(id, |fact| match *fact {
            Fact::SessionFound { session, .. } | Fact::SessionCreated { session, .. } => Some(session),
            _ => None,
        })
    }

    /// Ids of the session with which a server worked on a request, the newest first. A login gives a session a new id.
    pub fn ids_of_session(&self, id: RequestId) -> Vec<SessionId> {
        let mut ids: Vec<SessionId> = self.session_of(id).into_iter().collect();
        for timed in self.past() {
            if let Fact::SessionCreated { session, replaces: Some(old), .. } = timed.fact
                && ids.last() == Some(&session)
            {
                ids.push(old);
            }
        }
        ids
    }

    /// Number of requests of a client that have no answer yet.
    pub fn open_requests(&self, client: ClientId) -> u8 {
        self.world.client(client).map_or(0, |client| client.open)
    }

    /// Length of the longest pause between the last beat and this one. The end of a wait tells its own.
    pub fn pause(&self) -> Option<SimDuration> {
        if self.told().event == Event::Waited {
            return None;
        }
        let before = self.beats.index_at(self.beat.step).checked_sub(1)?;
        let first = self.beats.all()[before].step + 1;
        (first..=self.beat.step).filter_map(|step| self.recording.pause_before(step)).max()
    }
}

/// Rank of an event among those of its step, the most important one first. A step that stops a machine tells all of its
/// losses.
fn importance(event: Event, harms: bool) -> u8 {
    match event {
        Event::Start | Event::Crash | Event::Removed | Event::Promoted | Event::Restart => 0,
        Event::Answer if harms => 1,
        Event::Lost | Event::Conflict => 2,
        Event::Returned => 3,
        Event::Expired | Event::Lapsed | Event::Cleared => 4,
        Event::Dropped | Event::Delayed | Event::Restored => 5,
        Event::Upgrade | Event::Added | Event::Joined | Event::Down | Event::Up | Event::Moved => 6,
        Event::Joining => 7,
        Event::Answer | Event::NoEffect | Event::Waited => 8,
        Event::Retry | Event::Queued => 9,
        Event::Orphaned => 10,
        Event::Overtaken | Event::Routed => 11,
        Event::Arrived => 12,
    }
}
