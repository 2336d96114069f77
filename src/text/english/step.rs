//! What one step amounts to where it is more than its most telling fact, in English.

use crate::model::config::{Routing, Sessions, Setting};
use crate::model::world::World;

use super::super::caption::{Cleared, Crash, Ended, SignedIn};
use super::super::number::{duration, plural};
use super::{EN, English, Sentence};

/// Before the first step: who is there, and what decides.
pub(in super::super) fn opening(world: &World) -> Sentence {
    let clients = plural(world.clients.len() as u64, "browser");
    let servers = plural(world.servers.len() as u64, "server");
    match (world.config.routing, world.config.sessions) {
        (Routing::Direct, Sessions::Local) => {
            let verb = if world.clients.len() == 1 { "talks" } else { "talk" };
            let direct = Sentence::new().say(format!("{clients} {verb} to ")).strong("one server");
            direct.say(" directly. Every session is in its memory.")
        }
        (Routing::RoundRobin, Sessions::Local) => {
            let balanced = Sentence::new().say(format!("A load balancer spreads the requests of {clients} over "));
            balanced
                .strong(servers)
                .say(" in turn (round robin). A session is only in the memory of the server that made it.")
        }
    }
}

/// A server's end, with everything it took along.
pub(in super::super) fn crash(crash: &Crash, world: &World) -> Sentence {
    let Crash { server, sessions, orphans, .. } = *crash;
    let died = Sentence::new().start(server).loss(" died");
    let were = if sessions == 1 { "was" } else { "were" };
    let lost = plural(sessions.into(), "session");
    let died = match (sessions, orphans) {
        (0, _) => died.say("; it held no sessions."),
        (_, _) if orphans == sessions => {
            died.say(format!(". Only {} went with it.", plural(sessions.into(), "orphaned session")))
        }
        (_, 0) => died.say(" and ").loss(format!("{lost} {were} destroyed.")),
        (_, _) => died
            .say(" and ")
            .loss(format!("{lost} {were} destroyed"))
            .say(format!(", {} among them.", plural(orphans.into(), "orphan"))),
    };
    died.then(crash_consequence(crash, world))
}

fn crash_consequence(crash: &Crash, world: &World) -> Sentence {
    let requests = plural(crash.requests.into(), "request");
    let one = crash.requests == 1;
    let ended = match crash.ended {
        Ended::Dropped => format!("{requests} in it {} off without an answer.", if one { "breaks" } else { "break" }),
        Ended::Answered(status) => {
            format!("{requests} in it {} a {}.", if one { "gets" } else { "get" }, status.code())
        }
    };
    let again = if crash.owners.len() == 1 { " has to log in again" } else { " have to log in again" };
    match (crash.owners.as_slice(), crash.requests, &world.balancer) {
        ([], 0, Some(_)) => {
            let fall = plural(world.config.get(Setting::Fall), "failed health check");
            Sentence::new().say(format!("The balancer will know after {fall} in a row."))
        }
        ([], 0, None) => Sentence::new().say("The whole service stands still until it is restarted."),
        ([], _, _) => Sentence::new().say(ended),
        (owners, 0, _) => Sentence::new().people(owners).say(again).say("."),
        (owners, _, _) => Sentence::new().people(owners).say(again).say(", and ").say(ended),
    }
}

/// A login's answer arrived and its cookie was kept.
pub(in super::super) fn signed_in(step: &SignedIn) -> Sentence {
    let SignedIn { client, session, replaced, orphaned_on } = *step;
    let start = Sentence::new().person(client);
    let Some(old) = replaced else {
        let kept = start.say(" is signed in. The browser keeps session id ").session(client, session);
        return kept.say(" as a cookie and sends it with every request from now on.");
    };
    let changed = start.say(" signed in again, and the cookie ").session(client, old);
    match orphaned_on {
        Some(holder) => changed
            .say(" was ")
            .loss("overwritten")
            .say(" with ")
            .session(client, session)
            .say(". Session ")
            .session(client, old)
            .say(" is still on ")
            .server(holder)
            .say(", an orphan no cookie leads to."),
        None => changed
            .say(" gave way to ")
            .session(client, session)
            .say(". No server holds the old id ")
            .session(client, old)
            .say(" any more."),
    }
}

/// Cookies were cleared while a server held the session.
pub(in super::super) fn cleared(step: &Cleared, world: &World) -> Sentence {
    let Cleared { client, cookies, session, holder } = *step;
    let idle = duration(EN, world.config.duration(Setting::Idle));
    let cleared =
        Sentence::new().person(client).say(" cleared ").say(plural(cookies.into(), "cookie")).say(". Session ");
    let cleared = cleared.session(client, session).say(" stays on ").here(holder);
    cleared.say(format!(" as an orphan and takes up memory until the idle timeout ({idle})."))
}
