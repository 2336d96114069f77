//! The outcome of inputs: the right answer, and the fact that gives its reason.

use super::answers::{at_risk, last_request};
use super::{Answer, Ask};
use crate::model::command::Command;
use crate::model::config::Setting;
use crate::model::fact::{DestroyCause, Fact, TimedFact};
use crate::model::http::{Action, Page};
use crate::model::ids::{ClientId, RequestId, ServerId};
use crate::model::session::Change;
use crate::model::world::{SessionOfCookie, World};
use crate::recording::Recording;

/// Right answer, request and reason.
pub(super) struct Outcome {
    pub answer: Answer,
    pub request: Option<RequestId>,
    /// Index of the fact that gives the reason, in the later run.
    pub reason: usize,
    /// Index of the fact that decides.
    pub decided: usize,
}

/// The outcome of the commands that `later` has and `run` has not.
pub(super) fn of(run: &Recording, later: &Recording, commands: &[Command], ask: Ask) -> Option<Outcome> {
    let facts = Facts { all: later.facts(), from: run.facts().len() };
    if ask == Ask::LostSessions {
        return lost_sessions(run, later, commands, &facts);
    }
    let (id, action) = facts.last_request()?;
    // The browser may have refused to send the last one.
    if last_request(commands) != Some((id.client, action)) {
        return None;
    }
    match ask {
        Ask::Server => server(&facts, id),
        Ask::Page => page(&facts, id).map(|outcome| match outcome.answer {
            Answer::Items(_) => Outcome { answer: Answer::LoggedIn, ..outcome },
            Answer::LoggedIn => match beside_another(later, &facts, id) {
                // A free worker is the reason if others are busy.
                Some(reason) if action == Action::Login => Outcome { reason, ..outcome },
                _ => outcome,
            },
            _ => outcome,
        }),
        Ask::Cart => page(&facts, id),
        Ask::Messages => messages(&facts, id, later.config().on(Setting::CopySync)),
        Ask::Copies => copies(later, &facts, id),
        Ask::LostSessions => None,
    }
}

/// The facts of a run, and the index of the first one that counts.
struct Facts<'a> {
    all: &'a [TimedFact],
    from: usize,
}

impl Facts<'_> {
    fn later(&self) -> impl DoubleEndedIterator<Item = (usize, Fact)> {
        (self.from..self.all.len()).map(|index| (index, self.all[index].fact))
    }

    fn find(&self, matches: impl Fn(&Fact) -> bool) -> Option<(usize, Fact)> {
        self.later().find(|(_, fact)| matches(fact))
    }

    /// The last request that the inputs send.
    fn last_request(&self) -> Option<(RequestId, Action)> {
        self.later().rev().find_map(|(_, fact)| match fact {
            Fact::RequestSent { id, request, .. } => Some((id, request.action)),
            _ => None,
        })
    }

    /// The start of a request's service, and its server.
    fn start_of_service(&self, request: RequestId) -> Option<(usize, ServerId)> {
        self.later().find_map(|(index, fact)| match fact {
            Fact::ServiceStarted { id, server } if id == request => Some((index, server)),
            _ => None,
        })
    }

    /// The end of a request.
    fn end(&self, id: RequestId) -> Option<(usize, Fact)> {
        self.find(|fact| fact.is_end() && fact.request() == Some(id))
    }
}

fn server(facts: &Facts<'_>, id: RequestId) -> Option<Outcome> {
    let request = Some(id);
    let Some((decided, server)) = facts.start_of_service(id) else {
        let (decided, _) = facts.end(id)?;
        return Some(Outcome { answer: Answer::NoServer, request, reason: failure(facts, id)?, decided });
    };
    let routed = |fact: &Fact| matches!(fact, Fact::Routed { id: routed, to, .. } if *routed == id && *to == server);
    // Without a balancer nothing is routed.
    let reason = facts.find(routed).map_or(decided, |(index, _)| index);
    Some(Outcome { answer: Answer::Server(server), request, reason, decided })
}

fn page(facts: &Facts<'_>, id: RequestId) -> Option<Outcome> {
    let (decided, fact) = facts.end(id)?;
    let answer = match fact {
        Fact::ResponseReceived { page, .. } => match page {
            Page::LoginForm => Answer::LoginForm,
            Page::Profile { .. } | Page::Welcome { .. } => Answer::LoggedIn,
            Page::Cart { items } => Answer::Items(items),
            Page::Error { .. } => Answer::Error,
            Page::SignedOut => return None,
        },
        _ => Answer::Error,
    };
    let first = |tells: fn(&Fact) -> bool| facts.find(|fact| fact.request() == Some(id) && tells(fact));
    let is_miss = |fact: &Fact| matches!(fact, Fact::SessionNotFound { .. } | Fact::NoCookieSent { .. });
    let is_conflict = |fact: &Fact| matches!(fact, Fact::StaleRead { .. } | Fact::UpdateLost { .. });
    let is_login = |fact: &Fact| matches!(fact, Fact::SessionCreated { .. });
    let is_hit = |fact: &Fact| matches!(fact, Fact::SessionFound { .. });
    let reason = match answer {
        Answer::Error => failure(facts, id),
        Answer::LoginForm => first(is_miss).map(|(index, _)| index),
        _ => {
            let hit = first(is_hit);
            let tells = first(is_conflict).or_else(|| first(is_login)).or_else(|| lost_before(facts, hit?)).or(hit);
            tells.map(|(index, _)| index)
        }
    };
    Some(Outcome { answer, request: Some(id), reason: reason.unwrap_or(decided), decided })
}

/// The start of a request's service, if another worker of the server is busy then.
fn beside_another(later: &Recording, facts: &Facts<'_>, id: RequestId) -> Option<usize> {
    let (index, server) = facts.start_of_service(id)?;
    let world = &later.frame(later.step_of_fact(index)).world;
    world.server(server).filter(|server| server.running.len() > 1).map(|_| index)
}

/// The loss of an acknowledged write which left the version that a request found.
fn lost_before(facts: &Facts<'_>, (_, found): (usize, Fact)) -> Option<(usize, Fact)> {
    let Fact::SessionFound { session: found, version, .. } = found else { return None };
    facts.find(
        |fact| matches!(*fact, Fact::WriteLost { session, kept, .. } if session == found && kept == Some(version)),
    )
}

/// The first fact that tells of the failure of a request, else its end.
fn failure(facts: &Facts<'_>, id: RequestId) -> Option<usize> {
    let tells = |fact: &Fact| {
        fact.request() == Some(id)
            && (fact.is_end()
                || matches!(
                    fact,
                    Fact::StoreUnreachable { .. } | Fact::BalancerAnswered { .. } | Fact::SaveRefused { .. }
                ))
    };
    facts.find(tells).map(|(index, _)| index)
}

/// The users whose sessions are gone at the end, and a fact of the step since which this is so.
fn lost_sessions(run: &Recording, later: &Recording, commands: &[Command], facts: &Facts<'_>) -> Option<Outcome> {
    let users: Vec<ClientId> = at_risk(&run.frame(run.last_step()).world, commands).collect();
    if users.is_empty() {
        return None;
    }
    // A session that ends by its idle timeout is not lost by a stop.
    let is_expiry = |fact: &Fact| matches!(fact, Fact::SessionDestroyed { because: DestroyCause::Idle { .. }, .. });
    if facts.find(is_expiry).is_some() {
        return None;
    }
    let is_stop =
        |fact: &Fact| matches!(fact, Fact::ServerCrashed { .. } | Fact::ServerRemoved { .. } | Fact::StoreDied { .. });
    let (stop, _) = facts.later().rev().find(|(_, fact)| is_stop(fact))?;
    let gone = |step: usize| {
        let world = &later.frame(step).world;
        let is_gone = |client: &ClientId| matches!(world.session_of_cookie(*client), SessionOfCookie::Gone(_));
        users.iter().copied().filter(is_gone).collect::<Vec<ClientId>>()
    };
    let first = later.step_of_fact(stop);
    let step = settled_since(later, first, gone);
    let reason = if step == first { stop } else { later.facts_until(step - 1).len() };
    Some(Outcome { answer: Answer::Users(gone(step)), request: None, reason, decided: reason })
}

/// Number of messages between servers, with the acknowledgements of synchronous copies (R19).
fn messages(facts: &Facts<'_>, id: RequestId, sync: bool) -> Option<Outcome> {
    let sent = |fact: &Fact| match *fact {
        Fact::CopiesSent { messages, .. } => messages,
        // Nobody waits for the copies of an idle timeout.
        Fact::CopyApplied { change, .. } | Fact::CopyIgnored { change, .. } => {
            u32::from(sync && change != Change::Expired)
        }
        _ => 0,
    };
    let count = facts.later().map(|(_, fact)| sent(&fact)).sum();
    let is_of_request = |fact: &Fact| matches!(fact, Fact::CopiesSent { owner, .. } if *owner == id.client);
    let (reason, _) = facts.find(is_of_request).or_else(|| facts.end(id))?;
    // Without a message, only the end of the run tells that none was sent.
    let (decided, _) = facts.later().rev().find(|(_, fact)| count == 0 || sent(fact) > 0)?;
    Some(Outcome { answer: Answer::Messages(count), request: Some(id), reason, decided: decided.max(reason) })
}

/// Number of servers that have the user's session in the end. The reason is that it was sent to them, or looked up.
fn copies(later: &Recording, facts: &Facts<'_>, id: RequestId) -> Option<Outcome> {
    later.frame(later.last_step()).world.client(id.client)?.session()?;
    let count = |step: usize| copies_of(&later.frame(step).world, id.client);
    let is_sent = |fact: &Fact| match *fact {
        Fact::CopiesSent { owner, change, .. } => {
            owner == id.client && matches!(change, Change::Created | Change::Changed)
        }
        _ => false,
    };
    let is_lookup = |fact: &Fact| {
        matches!(fact, Fact::SessionCreated { .. } | Fact::SessionFound { .. } | Fact::SessionNotFound { .. })
            && fact.request() == Some(id)
    };
    let (reason, _) = facts.find(is_sent).or_else(|| facts.find(is_lookup)).or_else(|| facts.end(id))?;
    let step = settled_since(later, later.step_of_fact(reason), count);
    let decided = later.facts_until(step).len() - 1;
    Some(Outcome { answer: Answer::Copies(count(step)), request: Some(id), reason, decided })
}

/// The first step, from `first` on, since which a value of the run no longer changes.
fn settled_since<T: PartialEq>(run: &Recording, first: usize, value: impl Fn(usize) -> T) -> usize {
    let last = value(run.last_step());
    let later = (first..run.last_step()).rev();
    later.take_while(|step| value(*step) == last).last().unwrap_or(run.last_step())
}

/// Number of servers that have the session of a user's cookie.
pub(super) fn copies_of(world: &World, client: ClientId) -> u32 {
    let session = world.client(client).and_then(|client| client.session());
    session.map_or(0, |session| world.servers_with(session).len() as u32)
}
