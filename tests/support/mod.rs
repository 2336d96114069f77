//! Small helpers that read a recording in the domain's words.
#![allow(dead_code, reason = "each test binary uses its own part of these")]

pub mod random;
pub mod remedies;

use sessionscope::model::command::Command;
use sessionscope::model::config::Config;
use sessionscope::model::fact::Fact;
use sessionscope::model::http::Status;
use sessionscope::model::ids::ClientId;
use sessionscope::model::time::SimDuration;
use sessionscope::recording::{Input, Recording, When};

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

/// A run of these commands, each after everything has settled.
pub fn play(config: Config, commands: &[Command]) -> Recording {
    let inputs: Vec<Input> = commands.iter().map(|command| Input { when: When::Settled, command: *command }).collect();
    Recording::replay(config, &inputs)
}

/// From the sending of a client's last request to its end.
pub fn time_of_last(run: &Recording, client: ClientId) -> SimDuration {
    let of = |wanted: fn(&Fact) -> bool| {
        let mine = |fact: &Fact| fact.request().is_some_and(|id| id.client == client);
        run.facts().iter().rfind(|timed| mine(&timed.fact) && wanted(&timed.fact)).expect("there is a request").at
    };
    of(|fact| fact.is_end()) - of(|fact| matches!(fact, Fact::RequestSent { .. }))
}
