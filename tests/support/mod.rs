//! Small helpers that read a recording in the domain's words.
#![allow(dead_code, reason = "each test binary uses its own part of these")]

pub mod random;

use sessionscope::model::fact::Fact;
use sessionscope::model::http::Status;
use sessionscope::model::ids::ClientId;
use sessionscope::recording::Recording;

/// Everything that happened, without the moments.
pub fn facts(run: &Recording) -> impl Iterator<Item = Fact> {
    run.facts().iter().map(|timed| timed.fact)
}

/// The statuses a client's answered requests ended with, in order.
pub fn ends_of(run: &Recording, client: ClientId) -> Vec<Status> {
    let end = |fact| match fact {
        Fact::ResponseReceived { id, status, .. } if id.client == client => Some(status),
        _ => None,
    };
    facts(run).filter_map(end).collect()
}
