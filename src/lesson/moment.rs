//! Two moments of each prepared script: the one that shows what the strategy is for, and the one at which it fails. They
//! are found by what happens, so that they follow a script that changes.

use super::Strategy;
use crate::model::balancer::RouteReason;
use crate::model::fact::{Fact, Loss};
use crate::model::ids::ClientId;
use crate::recording::Recording;

/// Whether a fact is the one that is looked for.
type Is = fn(&Fact) -> bool;

/// A moment that tells a strategy.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Moment {
    /// What the strategy is for.
    Point,
    /// What it can't do.
    Failure,
}

impl Moment {
    /// Both, in the order they are told.
    pub const ALL: [Moment; 2] = [Moment::Point, Moment::Failure];

    /// The step of the strategy's prepared run at which it is; 0 where the run has no such moment.
    pub fn step(self, strategy: Strategy, run: &Recording) -> usize {
        let found: Is = |fact| matches!(fact, Fact::SessionFound { .. });
        let (after, wanted): (Is, Is) = match (self, strategy) {
            // Everybody signed in, and everybody is found.
            (Moment::Point, Strategy::Single) => {
                (|fact| matches!(fact, Fact::SessionCreated { owner: ClientId(2), .. }), found)
            }
            (Moment::Point, Strategy::None | Strategy::Clustering) => (|_| true, found),
            // She comes from another network, and still to her server.
            (Moment::Point, Strategy::Sticky) => (
                |fact| matches!(fact, Fact::AddressChanged { .. }),
                |fact| matches!(fact, Fact::Routed { because: RouteReason::Cookie, .. }),
            ),
            // A new server finds what it never saw.
            (Moment::Point, Strategy::Storage) => (|fact| matches!(fact, Fact::ServerAdded { .. }), found),
            (Moment::Failure, Strategy::None) => (|_| true, |fact| fact.loss() == Some(Loss::NotFoundHere)),
            (Moment::Failure, Strategy::Clustering) => (|_| true, |fact| fact.loss() == Some(Loss::Stale)),
            (Moment::Failure, Strategy::Single | Strategy::Sticky | Strategy::Storage) => {
                (|_| true, |fact| fact.loss() == Some(Loss::Destroyed))
            }
        };
        let facts = run.facts();
        let start = facts.iter().position(|timed| after(&timed.fact)).unwrap_or(facts.len());
        let place = facts[start..].iter().position(|timed| wanted(&timed.fact));
        place.map_or(0, |place| run.step_of_fact(start + place))
    }
}
