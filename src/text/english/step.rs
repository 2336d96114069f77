//! What one step amounts to where it is more than its most telling fact, in English.

use crate::model::config::{Affinity, Routing, Sessions, Setting};
use crate::model::ids::ServerId;
use crate::model::world::World;

use super::super::caption::{Cleared, Crash, Ended, SignedIn, Step, Toll};
use super::super::label::{self, version as v};
use super::super::number::{duration, plural};
use super::super::state;
use super::route::srv;
use super::{EN, English, Sentence, cluster, fact, store};

/// A step in one sentence or two.
pub(in super::super) fn tell(step: &Step<'_>, world: &World) -> Sentence {
    match step {
        Step::Opening => opening(world),
        Step::Crash(step) => crash(step, world),
        Step::StoreDied(step) => store::fell(step, world),
        Step::Promoted(step) => store::promotion(step),
        Step::SignedIn(step) => signed_in(step),
        Step::Cleared(step) => cleared(step, world),
        Step::Copied(step) => cluster::applied_together(step, world),
        Step::Plain(told) => fact(told, world),
    }
}

/// Before the first step: who is there, and what decides.
fn opening(world: &World) -> Sentence {
    let clients = plural(world.clients.len() as u64, "browser");
    let servers = plural(world.servers.len() as u64, "server");
    let spreads =
        |what: &str| Sentence::new().say(format!("A load balancer spreads {what} of {clients} over ")).strong(&servers);
    let who = match (world.config.routing, world.config.affinity) {
        (Routing::Direct, _) => {
            let verb = if world.clients.len() == 1 { "talks" } else { "talk" };
            Sentence::new().say(format!("{clients} {verb} to ")).strong("one server").say(" directly.")
        }
        (Routing::RoundRobin, Affinity::None) => spreads("the requests").say(" in turn (round robin)."),
        (Routing::RoundRobin, Affinity::Cookie) => {
            spreads("the first requests").say(" in turn, and then sends everybody where their SRV cookie says.")
        }
        (Routing::RoundRobin, Affinity::Source) => {
            spreads("the requests").say(" by source address: what is left when it is divided by the number of servers.")
        }
    };
    who.then(where_sessions_live(world))
}

fn where_sessions_live(world: &World) -> Sentence {
    let lives = Sentence::new();
    match (world.config.sessions, world.config.routing) {
        (Sessions::Local, Routing::Direct) => lives.say("Every session is in its memory."),
        (Sessions::Local, Routing::RoundRobin) => {
            lives.say("A session is only in the memory of the server that made it.")
        }
        (Sessions::Replicated, _) => {
            lives.say("Whenever a session is made or changed, every other member gets a copy.")
        }
        (Sessions::Shared(kind), _) => {
            let lives = lives.say("Every session is in ").store(world.primary);
            let lives = lives.say(format!(" ({})", label::store_kind(EN, kind).to_ascii_lowercase()));
            match state::replica(world) {
                None => lives.say("."),
                Some(replica) => lives.say(", and ").store(replica).say(" is its replica."),
            }
        }
    }
}

/// A server's end, with everything it took along.
fn crash(crash: &Crash, world: &World) -> Sentence {
    let Crash { server, removed, sessions, ref toll, .. } = *crash;
    let died = Sentence::new().start(server).loss(if removed { " was taken out" } else { " died" });
    let held = plural(sessions.into(), "session");
    let were = |n: u32| if n == 1 { "was" } else { "were" };
    let died = match (sessions, toll.destroyed, toll.orphans) {
        (0, _, _) if matches!(world.config.sessions, Sessions::Shared(_)) => {
            died.say(", but every session is in the store and stays.")
        }
        (0, _, _) => died.say("; it held no sessions."),
        (_, 0, _) if toll.behind.is_empty() => {
            died.say(format!(", but other members hold the {held} of its memory as well."))
        }
        (_, 0, _) => died.say(", and ").loss("changes it had not sent yet are gone: lost updates."),
        (_, gone, orphans) if gone == orphans => {
            died.say(format!(", and only {} went with it.", plural(gone.into(), "orphaned session")))
        }
        (_, gone, _) if gone < sessions => {
            died.say(" and ").loss(format!("{gone} of its {held} {} destroyed.", were(gone)))
        }
        (_, _, 0) => died.say(" and ").loss(format!("{held} {} destroyed.", were(sessions))),
        (_, _, orphans) => died
            .say(" and ")
            .loss(format!("{held} {} destroyed", were(sessions)))
            .say(format!(", {} among them.", plural(orphans.into(), "orphan"))),
    };
    died.then(crash_consequence(crash, world))
}

fn crash_consequence(crash: &Crash, world: &World) -> Sentence {
    let Crash { ref toll, .. } = *crash;
    let requests = plural(crash.requests.into(), "request");
    let one = crash.requests == 1;
    let ended = match crash.ended {
        Ended::Dropped => format!("{requests} in it {} off without an answer.", if one { "breaks" } else { "break" }),
        Ended::Answered(status) => {
            format!("{requests} in it {} a {}.", if one { "gets" } else { "get" }, status.code())
        }
    };
    let nobody = toll.owners.is_empty() && toll.behind.is_empty();
    match (nobody, crash.requests, &world.balancer) {
        (true, 0, Some(_)) if crash.removed => {
            let left = plural(state::servers(world), "server");
            Sentence::new().say(format!("From now on requests go to the {left} left."))
        }
        (true, 0, Some(_)) => {
            let fall = plural(world.config.get(Setting::Fall), "failed health check");
            Sentence::new().say(format!("The balancer will know after {fall} in a row."))
        }
        (true, 0, None) => Sentence::new().say(match (crash.server, crash.removed) {
            (ServerId(0), false) => "The whole service stands still until it is restarted.",
            (ServerId(0), true) => "Browsers have no server to connect to: the whole service stands still.",
            (_, _) => "Nobody connects to it, so nothing changes.",
        }),
        (true, _, _) => Sentence::new().say(ended),
        (false, 0, _) if toll.owners.is_empty() => {
            Sentence::new().say("The answer had left already, and").then(self::toll(toll))
        }
        (false, 0, _) => self::toll(toll),
        (false, _, _) => cost(toll).say(", and ").say(ended),
    }
}

/// Who pays for it, and how: a sentence; nothing where nobody does.
pub(super) fn toll(toll: &Toll) -> Sentence {
    if toll.owners.is_empty() && toll.behind.is_empty() {
        return Sentence::new();
    }
    cost(toll).say(".")
}

/// "Alice and Bob have to log in again", "Alice is left with v3 instead of v4": up to its full stop.
fn cost(toll: &Toll) -> Sentence {
    let many = |one, more, people: usize| if people == 1 { one } else { more };
    let owners = toll.owners.len();
    let logs_in =
        |start: Sentence| start.people(&toll.owners).say(many(" has to log in again", " have to log in again", owners));
    let behind = toll.behind.len();
    let keeps_old = |start: Sentence| {
        let start = start.people(&toll.behind);
        match toll.versions {
            Some((lost, kept)) => start.say(format!(" is left with {} instead of {}", v(kept), v(lost))),
            None => start.say(many(" is left with an old value", " are left with old values", behind)),
        }
    };
    match (owners, behind) {
        (_, 0) => logs_in(Sentence::new()),
        (0, _) => keeps_old(Sentence::new()),
        (_, _) => keeps_old(logs_in(Sentence::new()).say(", ")),
    }
}

/// A login's answer arrived and its cookie was kept.
fn signed_in(step: &SignedIn) -> Sentence {
    let SignedIn { client, session, replaced, orphaned_on, pinned_to } = *step;
    let start = Sentence::new().person(client);
    let Some(old) = replaced else {
        let kept = start.say(" is signed in. The browser keeps session id ").session(client, session);
        return match pinned_to {
            None => kept.say(" as a cookie and sends it with every request from now on."),
            Some(server) => kept.say(format!(
                " and {}, which names a server, as cookies and sends them with every request from now on.",
                srv(server)
            )),
        };
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
            .holder(holder)
            .say(", an orphan no cookie leads to."),
        None => changed
            .say(" gave way to ")
            .session(client, session)
            .say(". Nobody holds the old id ")
            .session(client, old)
            .say(" any more."),
    }
}

/// Cookies were cleared while a server held the session.
fn cleared(step: &Cleared, world: &World) -> Sentence {
    let Cleared { client, cookies, session, holder } = *step;
    let idle = duration(EN, world.config.duration(Setting::Idle));
    let cleared =
        Sentence::new().person(client).say(" cleared ").say(plural(cookies.into(), "cookie")).say(". Session ");
    let cleared = cleared.session(client, session).say(" stays on ").here_holder(holder);
    cleared.say(format!(" as an orphan and takes up memory until the idle timeout ({idle})."))
}
