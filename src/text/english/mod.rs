//! Every fact in English: past tense for what happened and present for what is so now. [`request`] tells a request's
//! way, [`session`] sessions and cookies, [`machine`] servers, the balancer and acts, [`step`] what one step amounts to.

mod machine;
mod request;
mod session;
pub(super) mod step;
pub(super) mod twin;

use crate::model::balancer::RouteReason;
use crate::model::fact::Fact;
use crate::model::ids::{ClientId, ServerId};
use crate::model::world::World;

use super::label;
use super::number::plural;
use super::{Language, Sentence};

const EN: Language = Language::English;

/// What happened, why, and what follows.
pub(super) fn fact(fact: &Fact, world: &World) -> Sentence {
    match *fact {
        Fact::RequestSent { id, ref request, .. } => request::sent(id, request, world),
        Fact::LimitReached { limit } => machine::limit(limit),
        Fact::Routed { id, to, because } => request::routed(id, to, because),
        Fact::ConnectFailed { id, server, because, tries, then } => {
            request::connect_failed(id, server, because, (tries, then), world)
        }
        Fact::Queued { id, server, place } => request::queued(id, server, place, world),
        Fact::ServiceStarted { id, server } => request::started(id, server, world),
        Fact::SessionFound { id, server, session, version } => session::found(id, server, (session, version), world),
        Fact::SessionNotFound { id, server, session, held_by } => {
            session::not_found(id, server, (session, held_by), world)
        }
        Fact::NoCookieSent { id, server } => session::no_cookie(id, server, world),
        Fact::SessionCreated { server, session, owner, replaces, .. } => {
            session::created(server, session, owner, replaces, world)
        }
        Fact::SessionWritten { id, server, session, version, cart } => {
            session::written(id, server, session, (version, cart), world)
        }
        Fact::SessionInvalidated { id, server, session } => session::invalidated(id, server, session),
        Fact::SessionDestroyed { server, session, owner, orphan, because } => {
            session::destroyed(server, session, owner, orphan, because)
        }
        Fact::Answered { id, server, status, page, set_cookie } => {
            request::answered(id, server, status, page, set_cookie)
        }
        Fact::BalancerAnswered { id, status, because } => request::balancer_answered(id, status, because),
        Fact::AnswerForwarded { id, server, status } => request::forwarded(id, server, status),
        Fact::AnswerDiscarded { id, server } => request::discarded(id, server),
        Fact::ResponseReceived { id, status, page } => request::received(id, status, page, world),
        Fact::RequestDropped { id, because } => request::dropped(id, because),
        Fact::RequestRefused { id, server, because } => request::refused(id, server, because),
        Fact::CookieStored { client, session, replaced } => session::cookie_stored(client, session, replaced),
        Fact::CookieRefused { client, session } => session::cookie_refused(client, session),
        Fact::CookieLapsed { client, session } => session::cookie_lapsed(client, session),
        Fact::CookiesCleared { client, cookies } => session::cookies_cleared(client, cookies),
        Fact::SessionOrphaned { session, client, holder, because } => {
            session::orphaned(session, client, holder, because, world)
        }
        Fact::AddressChanged { client, from, to } => machine::address_changed(client, from, to, world),
        Fact::ServerCrashed { server, sessions, requests } => machine::crashed(server, sessions, requests),
        Fact::ServerRestarted { server, downtime } => machine::restarted(server, downtime, world),
        Fact::ServerUpgraded { server, from, to } => machine::upgraded(server, from, to, world),
        Fact::ServerAdded { server } => machine::added(server, world),
        Fact::HealthCheckCounted { server, seen_up, nth, needed } => machine::checked(server, seen_up, nth, needed),
        Fact::MarkedDown { server, after } => machine::marked_down(server, after, world),
        Fact::MarkedUp { server } => machine::marked_up(server, world),
        Fact::MessageDropped { id } => machine::message_dropped(id, world),
        Fact::MessageDelayed { id, by } => machine::message_delayed(id, by),
        Fact::WaitBegan { duration } => machine::wait_began(duration),
        Fact::WaitEnded { duration } => machine::wait_ended(duration),
        Fact::NotApplicable { command } => machine::not_applicable(&command),
    }
}

/// Why the balancer chose `to`, with the numbers.
pub(super) fn reason(to: ServerId, because: RouteReason) -> Sentence {
    match because {
        RouteReason::RoundRobin { usable: 1, .. } => {
            Sentence::new().say("Round robin: ").here(to).say(" is the only usable server, so it gets every request.")
        }
        RouteReason::RoundRobin { usable, .. } => round_robin_turn(because)
            .here(to)
            .say(" is next. ")
            .say(format!("The {usable} usable servers take turns; the cookie is not looked at.")),
        RouteReason::Redispatch { from, tries } => Sentence::new()
            .say("The balancer could not reach ")
            .server(from)
            .say(format!(" ({}), so ", plural(tries.into(), "try")))
            .here(to)
            .say(", the next in turn, gets the request: HAProxy’s option redispatch."),
    }
}

/// The same for the balancer's bubble.
pub(super) fn reason_short(to: ServerId, because: RouteReason) -> String {
    let to = label::lower(to);
    match because {
        RouteReason::RoundRobin { usable: 1, .. } => format!("Only {to} is usable"),
        RouteReason::RoundRobin { after: None, skipped: 0, .. } => format!("First turn → {to}"),
        RouteReason::RoundRobin { after: None, skipped, .. } => format!("{skipped} skipped → {to}"),
        RouteReason::RoundRobin { after: Some(after), skipped: 0, .. } => {
            format!("Last {} → next {to}", label::lower(after))
        }
        RouteReason::RoundRobin { after: Some(after), skipped, .. } => {
            format!("Last {}, skip {skipped} → {to}", label::lower(after))
        }
        RouteReason::Redispatch { from, .. } => format!("Not {} → {to}", label::lower(from)),
    }
}

/// "Round robin: the last request went to server 2, so ": the half sentence both the fact and the panel go on from.
fn round_robin_turn(because: RouteReason) -> Sentence {
    let turn = Sentence::new().say("Round robin: ");
    match because {
        RouteReason::RoundRobin { after: None, skipped: 0, .. } => turn.say("this is the first request, so "),
        RouteReason::RoundRobin { after: None, skipped, .. } => {
            turn.say(format!("this is the first request and {} out of rotation, so ", are(skipped)))
        }
        RouteReason::RoundRobin { after: Some(after), skipped: 0, .. } => {
            turn.say("the last request went to ").server(after).say(", so ")
        }
        RouteReason::RoundRobin { after: Some(after), skipped, .. } => turn
            .say("the last request went to ")
            .server(after)
            .say(format!(" and then {} out of rotation, so ", are(skipped))),
        RouteReason::Redispatch { .. } => Sentence::new(),
    }
}

/// "1 server is", "2 servers are".
fn are(servers: u8) -> String {
    let verb = if servers == 1 { "is" } else { "are" };
    format!("{} {verb}", plural(servers.into(), "server"))
}

/// How English sentences go on: servers by name, in the middle of a sentence and at its start.
trait English {
    /// "server 3".
    fn server(self, server: ServerId) -> Sentence;
    /// "server 3", the one the sentence is about.
    fn here(self, server: ServerId) -> Sentence;
    /// "Server 3", the one the sentence is about, at its start.
    fn start(self, server: ServerId) -> Sentence;
    /// "Alice and Bob", "Alice, Bob and Chulsoo".
    fn people(self, people: &[ClientId]) -> Sentence;
}

impl English for Sentence {
    fn server(self, server: ServerId) -> Sentence {
        self.say(label::lower(server))
    }

    fn here(self, server: ServerId) -> Sentence {
        self.strong(label::lower(server))
    }

    fn start(self, server: ServerId) -> Sentence {
        self.strong(label::server(EN, server))
    }

    fn people(mut self, people: &[ClientId]) -> Sentence {
        for (index, &client) in people.iter().enumerate() {
            self = match people.len() - index {
                _ if index == 0 => self,
                1 => self.say(" and "),
                _ => self.say(", "),
            };
            self = self.person(client);
        }
        self
    }
}
