//! The balancer's choice and its own cookie, in English.

use crate::model::balancer::RouteReason;
use crate::model::client::Address;
use crate::model::config::Affinity;
use crate::model::cookie::CookieValue;
use crate::model::ids::{ClientId, RequestId, ServerId};
use crate::model::world::World;

use super::super::label;
use super::super::number::{ordinal, plural};
use super::{English, Sentence};

pub(super) fn routed(id: RequestId, to: ServerId, because: RouteReason, world: &World) -> Sentence {
    let goes = |start: Sentence| start.person(id.client).say("’s request goes to ").here(to).say(".");
    match because {
        RouteReason::RoundRobin { usable: 1, .. } => {
            goes(Sentence::new().say("Round robin: with only one usable server, "))
        }
        RouteReason::RoundRobin { .. } => goes(round_robin_turn(because)).say(match world.config.affinity {
            Affinity::None | Affinity::Source => " The cookie is not looked at.",
            Affinity::Cookie => " Without an SRV cookie, it is whose turn it is.",
        }),
        RouteReason::Cookie => goes(Sentence::new().say(format!("The cookie says {}, so ", srv(to))))
            .say(" Whose turn it is does not matter."),
        RouteReason::CookieServerDown { named } => goes(not_in_rotation(named).say(", so ")),
        RouteReason::SourceHash { address, usable, remainder } => {
            goes(Sentence::new().say(arithmetic(address, usable, remainder)).say(": "))
        }
        RouteReason::Redispatch { from, tries } => {
            let tried = Sentence::new().start(from).say(" was not reached in ");
            goes(tried.say(plural(tries.into(), "try")).say(". By redispatch, "))
        }
    }
}

/// Why the balancer chose `to`, with the numbers.
pub(in super::super) fn reason(to: ServerId, because: RouteReason) -> Sentence {
    match because {
        RouteReason::RoundRobin { usable: 1, .. } => {
            Sentence::new().say("Round robin: ").here(to).say(" is the only usable server, so it gets every request.")
        }
        RouteReason::RoundRobin { usable, .. } => round_robin_turn(because)
            .here(to)
            .say(" is next. ")
            .say(format!("The {usable} usable servers take turns, wherever the session is.")),
        RouteReason::Cookie => Sentence::new()
            .say(format!("Cookie: {} names ", srv(to)))
            .here(to)
            .say(". Neither turn nor load matters, so it stays with this server for as long as the server lives."),
        RouteReason::CookieServerDown { named } => not_in_rotation(named)
            .say(", so ")
            .here(to)
            .say(", the next in turn, gets the request. The answer brings a new SRV cookie, and from now on it names this server."),
        RouteReason::SourceHash { address, usable, remainder } => Sentence::new()
            .say("Source address: ")
            .say(arithmetic(address, usable, remainder))
            .say(", ")
            .here(to)
            .say(". No cookie is looked at: another address, or another number of usable servers, leads to another server."),
        RouteReason::Redispatch { from, tries } => Sentence::new()
            .say("The balancer could not reach ")
            .server(from)
            .say(format!(" ({}), so ", plural(tries.into(), "try")))
            .here(to)
            .say(", the next in turn, gets the request: HAProxy’s option redispatch."),
    }
}

/// The same for the balancer's bubble.
pub(in super::super) fn reason_short(to: ServerId, because: RouteReason) -> String {
    let to_name = label::lower(to);
    match because {
        RouteReason::RoundRobin { usable: 1, .. } => format!("Only {to_name} is usable"),
        RouteReason::RoundRobin { after: None, skipped: 0, .. } => format!("First turn → {to_name}"),
        RouteReason::RoundRobin { after: None, skipped, .. } => format!("{skipped} skipped → {to_name}"),
        RouteReason::RoundRobin { after: Some(after), skipped: 0, .. } => {
            format!("Last {} → next {to_name}", label::lower(after))
        }
        RouteReason::RoundRobin { after: Some(after), skipped, .. } => {
            format!("Last {}, skip {skipped} → {to_name}", label::lower(after))
        }
        RouteReason::Cookie => format!("{} → {to_name}", srv(to)),
        RouteReason::CookieServerDown { named } => format!("{} is out → {to_name}", srv(named)),
        RouteReason::SourceHash { address, usable, remainder } => {
            format!("{} % {usable} = {remainder} → {to_name}", address.number())
        }
        RouteReason::Redispatch { from, .. } => format!("Not {} → {to_name}", label::lower(from)),
    }
}

pub(super) fn cookie_set(id: RequestId, server: ServerId, before: Option<ServerId>) -> Sentence {
    let set = Sentence::new().say("The balancer added the cookie ").strong(srv(server)).say(" to the answer. ");
    match before {
        None => {
            let set = set.say("From now on it alone sends ").person(id.client).say("’s requests to ");
            set.server(server).say(".")
        }
        Some(before) => {
            let set = set.person(id.client).say(" stays with ").server(server).say(" now, even when ");
            set.server(before).say(" is back.")
        }
    }
}

pub(super) fn cookie_stored(client: ClientId, server: ServerId, replaced: Option<ServerId>) -> Sentence {
    let jar = Sentence::new().person(client);
    match replaced {
        None => {
            let jar = jar.say("’s browser stored ").strong(srv(server));
            jar.say(". The cookie names a server, not a session.")
        }
        Some(old) => {
            let jar = jar.say(format!("’s SRV cookie changed from {old} to ")).strong(server);
            jar.say(". The next request goes to ").server(server).say(".")
        }
    }
}

/// "SRV=s2".
pub(super) fn srv(server: ServerId) -> String {
    label::cookie(CookieValue::Server(server))
}

/// "SRV=s2 names server 2, which cannot be used": also where there is no such server.
fn not_in_rotation(named: ServerId) -> Sentence {
    Sentence::new().say(format!("{} names ", srv(named))).server(named).say(", which cannot be used now")
}

/// "203.0.113.7 = 3405803783, divided by 3 leaves 2 → the 3rd".
fn arithmetic(address: Address, usable: u8, remainder: u8) -> String {
    let place = ordinal(u64::from(remainder) + 1);
    format!("{address} = {}, divided by {usable} leaves {remainder} → the {place}", address.number())
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
        RouteReason::Cookie
        | RouteReason::CookieServerDown { .. }
        | RouteReason::SourceHash { .. }
        | RouteReason::Redispatch { .. } => Sentence::new(),
    }
}

/// "1 server is", "2 servers are".
fn are(servers: u8) -> String {
    let verb = if servers == 1 { "is" } else { "are" };
    format!("{} {verb}", plural(servers.into(), "server"))
}
