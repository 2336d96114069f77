//! Sessions and cookies in English. Each loss has a word of its own: does not know (not found here), destroyed,
//! overwritten, stale, lost update.

use crate::model::config::{Sessions, Setting};
use crate::model::fact::{DestroyCause, OrphanCause};
use crate::model::http::Action;
use crate::model::ids::{ClientId, Holder, RequestId, ServerId, SessionId};
use crate::model::world::World;

use super::super::label::{self, version as v};
use super::super::number::{duration, plural};
use super::super::state::{self, Lies, StaleBecause};
use super::{EN, English, Sentence};

pub(super) fn found(id: RequestId, server: ServerId, (session, version): (SessionId, u32), world: &World) -> Sentence {
    let idle = duration(EN, world.config.duration(Setting::Idle));
    let found = Sentence::new().start(server);
    let found = match world.config.sessions {
        Sessions::Local | Sessions::Replicated => found.say(" has session "),
        Sessions::Shared(_) => found.say(" got session "),
    };
    let found = found.session(id.client, session).say(format!(" ({})", v(version)));
    let found = match world.config.sessions {
        Sessions::Local | Sessions::Replicated => found,
        Sessions::Shared(_) => found.say(" from ").store(world.primary),
    };
    let found = found.say(", so it recognises ").person(id.client);
    found.say(format!(". The idle timeout starts again at {idle}."))
}

pub(super) fn not_found(
    id: RequestId,
    server: ServerId,
    (session, held_by): (SessionId, Option<Holder>),
    world: &World,
) -> Sentence {
    let asked = match world.config.sessions {
        Sessions::Local | Sessions::Replicated => Holder::Server(server),
        Sessions::Shared(_) => Holder::Store(world.primary),
    };
    let unknown = Sentence::new().strong(label::holder(EN, asked)).loss(" does not know").say(" session ");
    let unknown = unknown.loss(session.short()).say(". ");
    let action = state::action(id, server, world);
    let login = action == Some(Action::Login);
    match held_by {
        Some(holder) if holder == asked => {
            unknown.say("It has just idled out, so ").person(id.client).say(" has to log in again.")
        }
        Some(holder) if login => unknown
            .say("It is still on ")
            .holder(holder)
            .say(", but ")
            .person(id.client)
            .say("’s login will make a new one."),
        Some(holder) => {
            let there = unknown.say("It is still on ").holder(holder).say(", but ").say(not_copied(server, world));
            there.person(id.client).say(" looks like somebody new here.")
        }
        None if action == Some(Action::Logout) => {
            unknown.say("Nobody holds it any more, so ").person(id.client).say("’s sign-out has nothing to end.")
        }
        None if login => {
            unknown.say("Nobody holds it any more; ").person(id.client).say("’s login will make a new one.")
        }
        None => unknown.say("Nobody holds it any more, so ").person(id.client).say(" has to log in again."),
    }
}

/// Why a member does not have what another member has.
fn not_copied(server: ServerId, world: &World) -> &'static str {
    match world.config.sessions {
        Sessions::Local | Sessions::Shared(_) => "",
        Sessions::Replicated if state::lone(server, world) => "this server is outside the cluster, and ",
        Sessions::Replicated => "the copy has not arrived here, and ",
    }
}

pub(super) fn stale(
    id: RequestId,
    server: ServerId,
    session: SessionId,
    (version, newest): (u32, u32),
    world: &World,
) -> Sentence {
    let (has, latest) = (v(version), v(newest));
    let person = Sentence::new().person(id.client);
    match state::stale_because(server, session, newest, world) {
        StaleBecause::Overtaken => person
            .say("’s request reached ")
            .here(server)
            .say(" before the copy did. This server has only ")
            .strong(has)
            .say(", so it reads a ")
            .loss("stale")
            .say(format!(" value instead of {latest}.")),
        StaleBecause::NeverSent => person
            .say("’s request reads a ")
            .loss("stale")
            .say(" value: ")
            .here(server)
            .say(" has only ")
            .strong(has)
            .say(format!(". The newest, {latest}, is not on its way there either.")),
        StaleBecause::WrittenMeanwhile => {
            let meanwhile = Sentence::new().say("While ").here(server).say(" read ").strong(has);
            let meanwhile =
                meanwhile.say(format!(" from the store, another request wrote {latest}. ")).person(id.client);
            meanwhile.say("’s request works with a ").loss("stale").say(" value.")
        }
    }
}

pub(super) fn write_lost(
    holder: Holder,
    (session, owner): (SessionId, ClientId),
    version: u32,
    kept: Option<u32>,
) -> Sentence {
    let lost = Sentence::new().loss("Lost update").say(": ").strong(v(version)).say(" of ").person(owner);
    let lost = lost.say("’s session ").session(owner, session).say(" was acknowledged and went with ").holder(holder);
    match kept {
        Some(kept) => lost.say(format!("; only {} is left.", v(kept))),
        None => lost.say("; nothing is left."),
    }
}

pub(super) fn no_cookie(id: RequestId, server: ServerId, world: &World) -> Sentence {
    let none = Sentence::new().person(id.client).say("’s request carries no session id. ").start(server);
    match state::action(id, server, world) {
        Some(Action::Login) => none.say(" checks the login and makes a new session."),
        Some(Action::Me | Action::ViewCart | Action::AddToCart | Action::Logout) | None => {
            none.say(" cannot tell who sent it.")
        }
    }
}

pub(super) fn created(
    server: ServerId,
    session: SessionId,
    owner: ClientId,
    replaces: Option<SessionId>,
    world: &World,
) -> Sentence {
    let Some(old) = replaces else {
        let made = Sentence::new().start(server).say(" made session ").session(owner, session).say(" for ");
        let made = made.person(owner).say(". Set-Cookie takes its id along; ");
        return match state::lies(server, world) {
            Lies::HereAmongOthers => made.say("no other server knows the session."),
            Lies::HereAlone => made.say("the session is in this server’s memory only."),
            Lies::HereAndSoonAt(others) => {
                made.say(plural(others, "other member")).say(if others == 1 { " gets a copy." } else { " get a copy." })
            }
            Lies::Stored(store) => made.say("the session is in ").store(store).say(", where every server reads it."),
        };
    };
    let changed = Sentence::new().person(owner).say(" logged in again, so ").here(server).say(" changed session id ");
    let changed = changed.session(owner, old).say(" to ").session(owner, session);
    changed.say(". A new id at login makes one that was planted before worthless.")
}

pub(super) fn written(
    id: RequestId,
    server: ServerId,
    session: SessionId,
    (version, cart): (u32, u16),
    world: &World,
) -> Sentence {
    let wrote = Sentence::new().start(server).say(" wrote ").strong(format!("cart {cart}")).say(" into ");
    let wrote = wrote.person(id.client).say("’s session ").session(id.client, session);
    let wrote = wrote.say(format!(", now {}. ", v(version)));
    match state::lies(server, world) {
        Lies::HereAmongOthers => wrote.say("No other server knows of the change."),
        Lies::HereAlone => wrote.say("The value is in this server’s memory only."),
        Lies::HereAndSoonAt(others) => wrote.say(plural(others, "other member")).say(if others == 1 {
            " knows of it when the copy arrives."
        } else {
            " know of it when the copies arrive."
        }),
        Lies::Stored(store) => wrote.say("Every server reads it from ").store(store).say("."),
    }
}

pub(super) fn invalidated(id: RequestId, server: ServerId, session: SessionId) -> Sentence {
    let ended = Sentence::new().person(id.client).say(" signed out, so ").here(server).say(" deleted session ");
    ended.session(id.client, session).say(". The cookie stays in the browser and leads nowhere now.")
}

pub(super) fn destroyed(
    holder: Holder,
    (session, owner): (SessionId, ClientId),
    orphan: bool,
    because: DestroyCause,
) -> Sentence {
    let whose = Sentence::new().person(owner).say(if orphan { "’s orphaned session " } else { "’s session " });
    let whose = whose.session(owner, session);
    match (because, orphan) {
        (DestroyCause::Crash | DestroyCause::Removed, false) => {
            let gone = whose.loss(" was destroyed").say(" with ").here_holder(holder);
            gone.say(". There is no copy, so a new login is needed.")
        }
        (DestroyCause::Replaced, false) => {
            let gone = whose.say(" on ").here_holder(holder).loss(" was destroyed");
            gone.say(". The store that the servers ask now does not have it, so a new login is needed.")
        }
        (DestroyCause::Crash | DestroyCause::Removed | DestroyCause::Replaced, true) => {
            let gone = whose.say(" vanished with ").here_holder(holder);
            gone.say(". No cookie led to it any more, so nothing new is lost.")
        }
        (DestroyCause::Idle { for_ }, _) => {
            let gone = whose.say(" expired on ").here_holder(holder);
            let gone = gone.say(format!(" after {} unused. ", duration(EN, for_)));
            gone.say(if orphan {
                "Only now is its memory free again."
            } else {
                "The next request gets the login page."
            })
        }
    }
}

pub(super) fn cookie_stored(client: ClientId, session: SessionId, replaced: Option<SessionId>) -> Sentence {
    let jar = Sentence::new().person(client);
    match replaced {
        None => {
            let jar = jar.say("’s browser stored session id ").session(client, session);
            jar.say(" as a cookie. From now on it goes with every request.")
        }
        Some(old) => {
            let jar = jar.say("’s cookie changed from ").session(client, old).say(" to ").session(client, session);
            jar.say(". Of cookies with the same name and path only one is kept.")
        }
    }
}

pub(super) fn cookie_refused(client: ClientId, session: SessionId) -> Sentence {
    let refused = Sentence::new().person(client).say("’s browser ").loss("did not store").say(" session id ");
    let refused = refused.session(client, session).say(": a Secure cookie that came over plain HTTP. ");
    refused.say("The next request will not carry it.")
}

pub(super) fn cookie_lapsed(client: ClientId, session: SessionId) -> Sentence {
    let lapsed = Sentence::new().person(client).say("’s cookie ").session(client, session);
    lapsed.say(" is past its Max-Age and left the browser. Requests carry no session id now.")
}

pub(super) fn cookies_cleared(client: ClientId, cookies: u8) -> Sentence {
    let cleared = Sentence::new().person(client).say(" cleared ").say(plural(cookies.into(), "cookie"));
    cleared.say(". The next request carries no session id.")
}

pub(super) fn orphaned(
    session: SessionId,
    client: ClientId,
    holder: Holder,
    because: OrphanCause,
    world: &World,
) -> Sentence {
    let idle = duration(EN, world.config.duration(Setting::Idle));
    let cut = match because {
        OrphanCause::Overwritten { by } => {
            let cut = Sentence::new().say("The new login ").loss("overwrote").say(" ").person(client);
            cut.say("’s cookie with ").session(client, by)
        }
        OrphanCause::Cleared => Sentence::new().person(client).say("’s cookie was cleared"),
        OrphanCause::Lapsed => Sentence::new().person(client).say("’s cookie is past its Max-Age"),
        OrphanCause::Refused => Sentence::new().person(client).say("’s browser did not store the cookie"),
    };
    let orphan =
        cut.say(", so session ").session(client, session).say(" on ").here_holder(holder).say(" is an orphan. ");
    orphan.say(format!("It only takes up memory until the idle timeout ({idle})."))
}
