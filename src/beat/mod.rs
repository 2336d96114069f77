//! Beats of a run: the steps that change a reader's understanding. A request is routed and looked up; a user sees a
//! page; something breaks, is noticed, is mended; something is lost; copies arrive or are overtaken.
//!
//! [`event`] is the one rule: it maps facts to events. A step with an event is a beat. Steps without one lead into the
//! next beat: messages on their way, a worker that takes a request, health checks that change nothing yet, renewed idle
//! timeouts. Step 0, the start of the run, is a beat too.
//!
//! [`name`] names beats so that a link means the same event after other inputs. [`harm`] finds the pages that show a
//! user less than they saw before. `text::beat` tells a beat.

pub mod event;
pub mod harm;
pub mod name;

use std::collections::HashMap;

use crate::model::fact::TimedFact;
use crate::recording::Recording;

use event::Events;
use harm::{Harm, Views};

pub use name::{BeatName, Event, Subject};

/// A beat.
#[derive(Clone, PartialEq, Debug)]
pub struct Beat {
    /// The step that shows it.
    pub step: usize,
    /// Its names, one for each event of the step; never empty. The first one is written in links.
    pub names: Vec<BeatName>,
    /// The harm that its page does to a user.
    pub harm: Option<Harm>,
}

impl Beat {
    /// The name that links write.
    pub fn name(&self) -> BeatName {
        self.names[0]
    }
}

/// The beats of a run, in order; never empty, since step 0 is one.
#[derive(Clone, PartialEq, Debug)]
pub struct Beats(Vec<Beat>);

impl Beats {
    /// The beats of a recording.
    pub fn of(recording: &Recording) -> Beats {
        let mut beats = vec![Beat { step: 0, names: vec![BeatName::START], harm: None }];
        let mut events = Events::default();
        let mut views = Views::default();
        let mut counts: HashMap<(Subject, Event), u32> = HashMap::new();
        for step in 1..=recording.last_step() {
            let facts = recording.facts_of(step);
            let mut found = events.of_step(facts);
            let harm = views.harm_of_step(facts);
            if found.is_empty() {
                continue;
            }
            found.sort_by_key(|(_, event)| *event);
            found.dedup();
            let mut number = |(subject, event)| {
                let nth = counts.entry((subject, event)).or_default();
                *nth += 1;
                BeatName { subject, event, nth: *nth }
            };
            let names = found.into_iter().map(&mut number).collect();
            beats.push(Beat { step, names, harm });
        }
        Beats(beats)
    }

    /// All beats, in order.
    pub fn all(&self) -> &[Beat] {
        &self.0
    }

    /// Position of the last beat at or before a step.
    pub fn index_at(&self, step: usize) -> usize {
        self.0.partition_point(|beat| beat.step <= step).saturating_sub(1)
    }

    /// The last beat at or before a step.
    pub fn at(&self, step: usize) -> &Beat {
        &self.0[self.index_at(step)]
    }

    /// The first beat after a step.
    pub fn after(&self, step: usize) -> Option<&Beat> {
        self.0.get(self.index_at(step) + 1)
    }

    /// The beat that ends at or after a step: the one into which the step leads. `None` after the last beat.
    pub fn led_into(&self, step: usize) -> Option<&Beat> {
        self.0.get(self.0.partition_point(|beat| beat.step < step))
    }

    /// The harm of the page that a step shows.
    pub fn harm_of(&self, step: usize) -> Option<Harm> {
        let beat = self.at(step);
        beat.harm.filter(|_| beat.step == step)
    }

    /// The beat with this name.
    pub fn named(&self, name: BeatName) -> Option<&Beat> {
        self.0.iter().find(|beat| beat.names.contains(&name))
    }

    /// The beat with this name, else the nearest earlier one: the last beat of the same subject that comes before it by
    /// its numbers, or the start.
    pub fn nearest(&self, name: BeatName) -> &Beat {
        let earlier = |beat: &&Beat| beat.names.iter().any(|other| other.is_before(name));
        self.named(name).or_else(|| self.0.iter().rev().find(earlier)).unwrap_or(&self.0[0])
    }

    /// The facts that a beat tells: of a request, all since the request's last beat; of anything else, those of its step.
    pub fn facts(&self, recording: &Recording, beat: &Beat) -> Vec<TimedFact> {
        let facts_of_step = recording.facts_of(beat.step);
        let Subject::Request(id) = beat.name().subject else { return facts_of_step.to_vec() };
        let is_of_request = |name: &BeatName| name.subject == Subject::Request(id);
        let mut earlier = self.0[..self.index_at(beat.step)].iter().rev();
        let last = earlier.find(|other| other.names.iter().any(is_of_request));
        let from = last.map_or(0, |last| recording.facts_until(last.step).len());
        let until = recording.facts_until(beat.step).len() - facts_of_step.len();
        let before = recording.facts()[from..until].iter().filter(|timed| timed.fact.request() == Some(id));
        before.chain(facts_of_step).copied().collect()
    }
}
