//! Servers, the balancer's health checks, limits and the reader's own acts, in English.

use crate::model::client::Address;
use crate::model::command::Command;
use crate::model::config::Setting;
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
    let moved = Sentence::new().person(client).say(format!("’s address changed from {from} to ")).strong(to).say(". ");
    moved.say(match world.balancer {
        Some(_) => "Round robin does not look at it, so the turns stay as they are.",
        None => "The server knows people by their cookie, not by their address.",
    })
}

pub(super) fn crashed(server: ServerId, sessions: u32, requests: u16) -> Sentence {
    let crashed = Sentence::new().say("The process of ").here(server).loss(" died");
    let lost = plural(sessions.into(), "session");
    let cut = plural(requests.into(), "request");
    match (sessions, requests) {
        (0, 0) => crashed.say(". It had no session and no request in it."),
        (_, 0) => crashed.say(format!(". {lost} went with its memory.")),
        (0, _) => crashed.say(format!(". It held no session, but {cut} broke off.")),
        (_, _) => crashed.say(format!(". {lost} went with its memory, and {cut} broke off.")),
    }
}

pub(super) fn restarted(server: ServerId, downtime: SimDuration, world: &World) -> Sentence {
    let back = Sentence::new().start(server).say(format!(" is running again after {}", duration(EN, downtime)));
    let back = back.say(", with an empty memory. ");
    if world.balancer.is_some() && !state::believed_up(server, world) {
        let rise = plural(world.config.get(Setting::Rise), "good health check");
        return back.say(format!("{rise} in a row will bring it back into rotation."));
    }
    back.say("The sessions it held do not come back.")
}

pub(super) fn upgraded(server: ServerId, from: u16, to: u16, world: &World) -> Sentence {
    let more = Sentence::new().start(server).say(format!(" went from {} to ", plural(from.into(), "worker")));
    more.strong(to).say(". ").say(if state::has_others(world) {
        "It alone serves more at once."
    } else {
        "It serves more, but it is still one machine: when it stops, everything stops."
    })
}

pub(super) fn added(server: ServerId, world: &World) -> Sentence {
    let added = Sentence::new().start(server).say(" joined the rotation, which makes ");
    let added = added.say(plural(world.servers.len() as u64, "server")).say(". ");
    added.say("The new one knows none of the sessions made before.")
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
    match state::usable(world) {
        0 => out.loss("No usable server is left."),
        1 => out.say("Every request goes to the one that is left."),
        usable => out.say(format!("Requests go to the {usable} that are left.")),
    }
}

pub(super) fn marked_up(server: ServerId, world: &World) -> Sentence {
    let rise = plural(world.config.get(Setting::Rise), "good health check");
    let back = Sentence::new().say(format!("After {rise} in a row, ")).here(server).say(" is back in rotation. ");
    match state::usable(world) {
        1 => back.say("It is the only one there."),
        usable => back.say(format!("Now {usable} take turns.")),
    }
}

pub(super) fn message_dropped(id: RequestId, world: &World) -> Sentence {
    let cut = Sentence::new().say("The message of ").person(id.client);
    let cut = cut.say(format!("’s {} request was ", ordinal(id.nth.into()))).loss("dropped.");
    if world.connections.contains_key(&id) {
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
