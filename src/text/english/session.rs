//! Sessions and cookies in English. Three losses, three words: does not know (not found here), destroyed, overwritten.

use crate::model::config::Setting;
use crate::model::fact::{DestroyCause, OrphanCause};
use crate::model::http::Action;
use crate::model::ids::{ClientId, RequestId, ServerId, SessionId};
use crate::model::world::World;

use super::super::number::{duration, plural};
use super::super::state;
use super::{EN, English, Sentence};

pub(super) fn found(id: RequestId, server: ServerId, (session, version): (SessionId, u32), world: &World) -> Sentence {
    let idle = duration(EN, world.config.duration(Setting::Idle));
    let found = Sentence::new().start(server).say(" has session ").session(id.client, session);
    let found = found.say(format!(" (v{version}), so it recognises ")).person(id.client);
    found.say(format!(". The idle timeout starts again at {idle}."))
}

pub(super) fn not_found(
    id: RequestId,
    server: ServerId,
    (session, held_by): (SessionId, Option<ServerId>),
    world: &World,
) -> Sentence {
    let unknown = Sentence::new().start(server).loss(" does not know").say(" session ").loss(session.short()).say(". ");
    let action = state::action(id, server, world);
    let login = action == Some(Action::Login);
    match held_by {
        Some(holder) if holder == server => {
            unknown.say("It has just idled out, so ").person(id.client).say(" has to log in again.")
        }
        Some(holder) if login => unknown
            .say("It is still on ")
            .server(holder)
            .say(", but ")
            .person(id.client)
            .say("’s login will make a new one here."),
        Some(holder) => unknown
            .say("It is still on ")
            .server(holder)
            .say(", but ")
            .person(id.client)
            .say(" looks like somebody new here."),
        None if action == Some(Action::Logout) => {
            unknown.say("No server holds it any more, so ").person(id.client).say("’s sign-out has nothing to end.")
        }
        None if login => {
            unknown.say("No server holds it any more; ").person(id.client).say("’s login will make a new one.")
        }
        None => unknown.say("No server holds it any more, so ").person(id.client).say(" has to log in again."),
    }
}

pub(super) fn no_cookie(id: RequestId, server: ServerId, world: &World) -> Sentence {
    let none = Sentence::new().person(id.client).say("’s request carries no cookie. ").start(server);
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
        return made.person(owner).say(". Set-Cookie takes its id along; ").say(if state::has_others(world) {
            "no other server knows the session."
        } else {
            "the session is in this server’s memory only."
        });
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
    wrote.say(format!(", now v{version}. ")).say(if state::has_others(world) {
        "No other server knows of the change."
    } else {
        "The value is in this server’s memory only."
    })
}

pub(super) fn invalidated(id: RequestId, server: ServerId, session: SessionId) -> Sentence {
    let ended = Sentence::new().person(id.client).say(" signed out, so ").here(server).say(" deleted session ");
    ended.session(id.client, session).say(". The cookie stays in the browser and leads nowhere now.")
}

pub(super) fn destroyed(
    server: ServerId,
    session: SessionId,
    owner: ClientId,
    orphan: bool,
    because: DestroyCause,
) -> Sentence {
    let whose = Sentence::new().person(owner);
    match (because, orphan) {
        (DestroyCause::Crash, false) => {
            let gone = whose.say("’s session ").session(owner, session).loss(" was destroyed").say(" with ");
            gone.here(server).say(". There is no copy, so a new login is needed.")
        }
        (DestroyCause::Crash, true) => {
            let gone = whose.say("’s orphaned session ").session(owner, session).say(" vanished with ");
            gone.here(server).say(". No cookie led to it any more, so nothing new is lost.")
        }
        (DestroyCause::Idle { for_ }, false) => {
            let gone = whose.say("’s session ").session(owner, session).say(" expired on ").here(server);
            gone.say(format!(" after {} unused. The next request gets the login page.", duration(EN, for_)))
        }
        (DestroyCause::Idle { for_ }, true) => {
            let gone = whose.say("’s orphaned session ").session(owner, session).say(" expired on ").here(server);
            gone.say(format!(" after {} unused. Only now is its memory free again.", duration(EN, for_)))
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
    holder: ServerId,
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
    };
    let orphan = cut.say(", so session ").session(client, session).say(" on ").here(holder).say(" is an orphan. ");
    orphan.say(format!("It only takes up memory until the idle timeout ({idle})."))
}
