//! Two moments of each prepared script: one shows the purpose of the strategy, the other its failure. They are found by
//! facts, not by step numbers, so they stay right when a script changes.

use super::Strategy;
use crate::model::balancer::RouteReason;
use crate::model::fact::{Fact, Loss};
use crate::model::ids::ClientId;
use crate::recording::Recording;

/// True for the facts that are searched for.
type Predicate = fn(&Fact) -> bool;

/// A moment that is typical of a strategy.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Moment {
    /// The strategy serves its purpose.
    Point,
    /// The strategy fails.
    Failure,
}

impl Moment {
    /// Both moments, in the order in which they are shown.
    pub const ALL: [Moment; 2] = [Moment::Point, Moment::Failure];

    /// The step of this moment in the strategy's prepared run; 0 if the run has no such moment.
    pub fn step(self, strategy: Strategy, run: &Recording) -> usize {
        let found: Predicate = |fact| matches!(fact, Fact::SessionFound { .. });
        // The wanted fact is the first one at or after the start fact.
        let (is_start, is_wanted): (Predicate, Predicate) = match (self, strategy) {
            // After the third client has signed in, a session is found.
            (Moment::Point, Strategy::Single) => {
                (|fact| matches!(fact, Fact::SessionCreated { owner: ClientId(2), .. }), found)
            }
            (Moment::Point, Strategy::None | Strategy::Clustering) => (|_| true, found),
            // Alice has another address, and the cookie still leads her to her server.
            (Moment::Point, Strategy::Sticky) => (
                |fact| matches!(fact, Fact::AddressChanged { .. }),
                |fact| matches!(fact, Fact::Routed { because: RouteReason::Cookie, .. }),
            ),
            // A new server finds a session that it did not create.
            (Moment::Point, Strategy::Storage) => (|fact| matches!(fact, Fact::ServerAdded { .. }), found),
            (Moment::Failure, Strategy::None) => (|_| true, |fact| fact.loss() == Some(Loss::NotFoundHere)),
            (Moment::Failure, Strategy::Clustering) => (|_| true, |fact| fact.loss() == Some(Loss::Stale)),
            (Moment::Failure, Strategy::Single | Strategy::Sticky | Strategy::Storage) => {
                (|_| true, |fact| fact.loss() == Some(Loss::Destroyed))
            }
        };
        let facts = run.facts();
        let start = facts.iter().position(|timed| is_start(&timed.fact)).unwrap_or(facts.len());
        let offset = facts[start..].iter().position(|timed| is_wanted(&timed.fact));
        offset.map_or(0, |offset| run.step_of_fact(start + offset))
    }
}
