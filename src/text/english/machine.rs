//! Servers, the balancer's health checks, limits and the reader's own acts, in English.

use crate::model::client::{Address, SHARED_ADDRESS};
use crate::model::command::Command;
use crate::model::config::{Affinity, Sessions, Setting};
use crate::model::fact::Limit;
use crate::model::ids::{ClientId, RequestId, ServerId};
use crate::model::time::SimDuration;
use crate::model::world::World;

use super::super::label;
use super::super::number::{duration, ordinal, plural};
use super::super::state;
use super::{EN, English, Sentence};

pub(super) fn limit(limit: Limit) -> Sentence {
    match limit {
        Limit::OpenRequests { client, limit } => {
            let full = Sentence::new().person(client).say("’s browser has at most ");
            full.say(plural(limit.into(), "request")).say(" under way to one host. This one was not sent.")
        }
        Limit::Cart { client, limit } => {
            let full = Sentence::new().say(format!("A cart holds at most {}. ", plural(limit.into(), "item")));
            full.person(client).say("’s stays as it is.")
        }
        Limit::Servers { limit } => {
            let full = Sentence::new().say(format!("There is room for {} at most. ", plural(limit.into(), "server")));
            full.say("None was added.")
        }
        Limit::Workers { server, limit } => {
            let full =
                Sentence::new().start(server).say(format!(" is at its limit of {}. ", plural(limit.into(), "worker")));
            full.say("Making one machine bigger (scale-up) ends somewhere.")
        }
    }
}

pub(super) fn address_changed(client: ClientId, from: Address, to: Address, world: &World) -> Sentence {
    let moved = Sentence::new().person(client).say(format!("’s address changed from {from} to ")).strong(to);
    let moved = moved.say(if to == SHARED_ADDRESS { ", which many share. " } else { ". " });
    match (&world.balancer, world.config.affinity, state::pinned_to(client, world)) {
        (None, _, _) => moved.say("The server knows people by their cookie, not by their address."),
        (Some(_), Affinity::None, _) => moved.say("Round robin does not look at it, so the turns stay as they are."),
        (Some(_), Affinity::Cookie, None) => {
            moved.say("The balancer knows people by their SRV cookie, not by their address.")
        }
        (Some(_), Affinity::Cookie, Some(server)) => {
            moved.say("The SRV cookie is the same, so the next request goes to ").server(server).say(" again.")
        }
        (Some(_), Affinity::Source, _) => {
            let moved = moved.say("It is all the balancer looks at, so the next request goes ");
            match (state::by_source(from, world), state::by_source(to, world)) {
                (_, None) => moved.say("nowhere."),
                (before, Some(after)) if before == Some(after) => {
                    moved.say("to ").server(after).say(" again, by luck.")
                }
                (_, Some(after)) => moved.say("to ").server(after).say("."),
            }
        }
    }
}

pub(super) fn crashed(server: ServerId, sessions: u32, requests: u16, world: &World) -> Sentence {
    let crashed = Sentence::new().say("The process of ").here(server).loss(" died");
    crashed.say(gone_with_it(server, (sessions, requests), world))
}

pub(super) fn removed(server: ServerId, sessions: u32, requests: u16, world: &World) -> Sentence {
    let removed = Sentence::new().start(server).loss(" was taken out");
    removed.say(gone_with_it(server, (sessions, requests), world))
}

fn gone_with_it(server: ServerId, (sessions, requests): (u32, u16), world: &World) -> String {
    let others_hold = sessions > 0 && state::receivers(server, world) > 0;
    let lost = plural(sessions.into(), "session");
    let cut = plural(requests.into(), "request");
    match (sessions, requests, world.config.sessions) {
        (0, 0, Sessions::Shared(_)) => ". Every session is in the store and stays.".to_owned(),
        (0, _, Sessions::Shared(_)) => format!(". The sessions stay in the store, but {cut} broke off."),
        (_, 0, Sessions::Replicated) if others_hold => {
            format!(". {lost} went with its memory, of which other members have copies.")
        }
        (0, 0, _) => ". It had no session and no request in it.".to_owned(),
        (_, 0, _) => format!(". {lost} went with its memory."),
        (0, _, _) => format!(". It held no session, but {cut} broke off."),
        (_, _, _) => format!(". {lost} went with its memory, and {cut} broke off."),
    }
}

pub(super) fn restarted(server: ServerId, downtime: SimDuration, world: &World) -> Sentence {
    let back = Sentence::new().start(server).say(format!(" is running again after {}", duration(EN, downtime)));
    let back = back.say(", with an empty memory. ");
    if world.balancer.is_some() && !state::believed_up(server, world) {
        let rise = plural(world.config.get(Setting::Rise), "good health check");
        return back.say(format!("{rise} in a row will bring it back into rotation."));
    }
    back.say(match world.config.sessions {
        Sessions::Local => "The sessions it held do not come back.",
        Sessions::Replicated => "It fetches the sessions from another member.",
        Sessions::Shared(_) => "The sessions are in the store, so nothing is lost.",
    })
}

pub(super) fn upgraded(server: ServerId, from: u16, to: u16, world: &World) -> Sentence {
    let more = Sentence::new().start(server).say(format!(" went from {} to ", plural(from.into(), "worker")));
    more.strong(to).say(". ").say(if state::has_others(world) {
        "It alone serves more at once."
    } else {
        "It serves more, but it is still one machine: when it stops, everything stops."
    })
}

pub(super) fn added(server: ServerId, member: bool, world: &World) -> Sentence {
    let added = Sentence::new().start(server).say(" was added, which makes ");
    let added = added.say(plural(state::servers(world), "server")).say(". ");
    let members = state::members(world);
    added.say(match world.config.sessions {
        Sessions::Local => "The new one knows none of the sessions made before.".to_owned(),
        Sessions::Shared(_) => "All it needs is the store’s address, and it serves everybody at once.".to_owned(),
        Sessions::Replicated if !member => {
            "It is not configured for the cluster, so neither side knows the other’s sessions: whoever is sent there gets a 401.".to_owned()
        }
        // Advice, not a limit: nothing breaks at five.
        Sessions::Replicated if members > 4 => format!(
            "Tomcat’s guide advises against all-to-all beyond about four; {members} members work, with more copies of everything."
        ),
        Sessions::Replicated => {
            "It is configured for the cluster, joins as a member and serves when it has every session.".to_owned()
        }
    })
}

pub(super) fn checked(server: ServerId, seen_up: bool, nth: u8, needed: u8) -> Sentence {
    let checked = Sentence::new().say("Health check: ").here(server);
    if seen_up {
        let checked = checked.say(format!(" answered ({nth} of {needed} in a row). "));
        return checked.say("It is not back in rotation before the last of them.");
    }
    let checked = checked.say(format!(" did not answer ({nth} of {needed} in a row). "));
    checked.say("It is still in rotation and keeps getting requests.")
}

pub(super) fn marked_down(server: ServerId, after: SimDuration, world: &World) -> Sentence {
    let out = Sentence::new().say("The balancer took ").here(server);
    let out = out.say(format!(" out of rotation, {} after it died. ", duration(EN, after)));
    match (state::usable(world), world.config.affinity) {
        (0, _) => out.loss("No usable server is left."),
        (1, _) => out.say("Every request goes to the one that is left."),
        (usable, Affinity::None) => out.say(format!("Requests go to the {usable} that are left.")),
        (usable, Affinity::Cookie) => {
            out.say(format!("Its people get new cookies for the {usable} that are left; all others stay."))
        }
        (usable, Affinity::Source) => {
            out.say(format!("Addresses are divided by {usable} now, so people of servers that live are moved as well."))
        }
    }
}

pub(super) fn marked_up(server: ServerId, world: &World) -> Sentence {
    let rise = plural(world.config.get(Setting::Rise), "good health check");
    let back = Sentence::new().say(format!("After {rise} in a row, ")).here(server).say(" is back in rotation. ");
    match (state::usable(world), world.config.affinity) {
        (1, _) => back.say("It is the only one there."),
        (usable, Affinity::None) => back.say(format!("Now {usable} take turns.")),
        (_, Affinity::Cookie) => back.say("Whoever was pinned to another server meanwhile does not come back."),
        (usable, Affinity::Source) => back.say(format!(
            "Addresses are divided by {usable} again, and people return to a server without their sessions."
        )),
    }
}

pub(super) fn message_dropped(id: RequestId, world: &World) -> Sentence {
    let cut = Sentence::new().say("The message of ").person(id.client);
    let cut = cut.say(format!("’s {} request was ", ordinal(id.nth.into()))).loss("dropped.");
    // A question to a store that broke has its answer on the way already.
    if world.connections.get(id).is_some() && !state::in_flight(id, world) {
        let timeout = duration(EN, world.config.duration(Setting::ServerTimeout));
        return cut.say(format!(" The balancer does not know and waits for the answer, up to {timeout}."));
    }
    cut
}

pub(super) fn message_delayed(id: RequestId, by: SimDuration) -> Sentence {
    let late = Sentence::new().say("The message of ").person(id.client);
    let late = late.say(format!("’s {} request was delayed by ", ordinal(id.nth.into()))).strong(duration(EN, by));
    late.say(". Others can overtake it meanwhile.")
}

pub(super) fn wait_began(time: SimDuration) -> Sentence {
    let wait = Sentence::new().say("Nobody does anything for ").strong(duration(EN, time)).say(". ");
    wait.say("Health checks and idle timeouts go on.")
}

pub(super) fn wait_ended(time: SimDuration) -> Sentence {
    Sentence::new().say("The wait of ").strong(duration(EN, time)).say(" is over.")
}

pub(super) fn not_applicable(command: &Command) -> Sentence {
    let act = Sentence::new().say(format!("‘{}’ is not possible now, ", label::command(EN, command)));
    act.say("so nothing changed.")
}
