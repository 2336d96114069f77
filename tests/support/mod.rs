//! Helpers that make a recording and read its facts.
#![allow(dead_code, reason = "each test binary uses some of these")]

pub mod parallel;
pub mod random;
pub mod remedies;

use sessionscope::model::command::Command;
use sessionscope::model::config::Config;
use sessionscope::model::fact::Fact;
use sessionscope::model::http::Status;
use sessionscope::model::ids::{ClientId, SessionId};
use sessionscope::model::time::SimDuration;
use sessionscope::recording::{Input, Recording, When};

/// The id that a login could not save, since its UPDATE changed no row. Only the cookie has it.
pub fn unsaved(fact: Fact) -> Option<SessionId> {
    let Fact::SaveIgnored { renamed, .. } = fact else { return None };
    renamed
}

/// Facts of a run without their times.
pub fn facts(run: &Recording) -> impl Iterator<Item = Fact> {
    run.facts().iter().map(|timed| timed.fact)
}

/// Statuses of the responses that a client received, in order.
pub fn ends_of(run: &Recording, client: ClientId) -> Vec<Status> {
    let end = |fact| match fact {
        Fact::ResponseReceived { id, status, .. } if id.client == client => Some(status),
        _ => None,
    };
    facts(run).filter_map(end).collect()
}

/// Runs commands, each after the effects of all earlier ones have settled.
pub fn play(config: Config, commands: &[Command]) -> Recording {
    let inputs: Vec<Input> = commands.iter().map(|command| Input { when: When::Settled, command: *command }).collect();
    Recording::replay(config, &inputs)
}

/// Duration of a client's last request.
pub fn time_of_last(run: &Recording, client: ClientId) -> SimDuration {
    let of = |wanted: fn(&Fact) -> bool| {
        let mine = |fact: &Fact| fact.request().is_some_and(|id| id.client == client);
        run.facts().iter().rfind(|timed| mine(&timed.fact) && wanted(&timed.fact)).expect("there is a request").at
    };
    of(|fact| fact.is_end()) - of(|fact| matches!(fact, Fact::RequestSent { .. }))
}
