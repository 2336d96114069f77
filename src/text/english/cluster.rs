//! Clusters in English: copies, members, and what goes wrong between them. A lost update is a loss of its own.

use crate::model::config::Setting;
use crate::model::ids::{ClientId, CopyId, Holder, ServerId, SessionId};
use crate::model::time::SimDuration;
use crate::model::world::World;

use super::super::caption::Copied as Together;
use super::super::label::version as v;
use super::super::number::{bytes as size, duration, ordinal, plural};
use super::super::state::{self, AfterCopy, Copied, Copies};
use super::{EN, English, Sentence};

pub(super) fn queued(copies: &Copies, sync: bool) -> Sentence {
    let Copies { server, receivers, .. } = *copies;
    let start = Sentence::new().start(server);
    let start =
        news(start.say(if sync { " sends " } else { " queued " }), copies).say(if sync { " to " } else { " for " });
    let start = start.say(plural(receivers.into(), "other member")).say(format!(" ({}). ", weight(copies)));
    start.say(if sync {
        "The answer waits until all of them have applied it (synchronous replication)."
    } else {
        "The answer does not wait, and a crash before they leave takes the copies along."
    })
}

pub(super) fn sent(copies: &Copies) -> Sentence {
    let Copies { server, receivers, .. } = *copies;
    let start = Sentence::new().start(server);
    if receivers == 0 {
        return news(start.say(" wanted to send "), copies).say(", but there is no other member to get it.");
    }
    let start = news(start.say(" sent "), copies).say(format!(" to {} ", plural(receivers.into(), "other member")));
    start.say(format!("({}). The copies arrive now even if it dies.", weight(copies)))
}

/// "v2 of Alice’s session 7F3A": what is sent.
fn news(start: Sentence, copies: &Copies) -> Sentence {
    let Copies { session, owner, version, .. } = *copies;
    let start = match copies.about() {
        Copied::Made | Copied::Changed => start.strong(v(version)).say(" of "),
        Copied::Read => start.say("word of a mere read of "),
        Copied::Ended => start.say("word of the end of "),
    };
    start.person(owner).say("’s session ").session(owner, session)
}

/// "4 messages, 2.8 KB".
fn weight(copies: &Copies) -> String {
    format!("{}, {}", plural(copies.messages.into(), "message"), size(copies.bytes))
}

pub(super) fn applied(
    server: ServerId,
    from: ServerId,
    (session, owner): (SessionId, ClientId),
    version: u32,
    world: &World,
) -> Sentence {
    let cost = duration(EN, world.config.duration(Setting::CopyApply));
    let got = Sentence::new().start(server).say(" applied ").strong(v(version)).say(" of ").person(owner);
    let got = got.say("’s session ").session(owner, session).say(" from ").server(from);
    let got = got.say(format!(" ({cost} of a worker). "));
    got.say(match state::after_copy(server, session, version, world) {
        AfterCopy::Same => "It sees the same value now.".to_owned(),
        AfterCopy::Newer(held) => format!("It has {} already, so only the time of use changed.", v(held)),
        AfterCopy::Gone => "It was word of the end, so the session is gone here as well.".to_owned(),
    })
}

/// Copies of one change arrived at several members at once.
pub(super) fn applied_together(step: &Together, world: &World) -> Sentence {
    let Together { ref servers, from, owner, session, version } = *step;
    let mut got = Sentence::new();
    for (index, &server) in servers.iter().enumerate() {
        got = match (index, servers.len() - index) {
            (0, _) => got.start(server),
            (_, 1) => got.say(" and ").here(server),
            (_, _) => got.say(", ").here(server),
        };
    }
    let got = got.say(" applied ").strong(v(version)).say(" of ").person(owner).say("’s session ");
    let got = got.session(owner, session).say(" from ").server(from).say(". ");
    let after = servers.first().map(|&server| state::after_copy(server, session, version, world));
    match after {
        None | Some(AfterCopy::Same) => got.say("Whichever of them is asked now, the value is the same."),
        Some(AfterCopy::Newer(_)) => got.say("They have a newer value already, so only the time of use changed."),
        Some(AfterCopy::Gone) => got.say("It was word of the end, so the session is gone there as well."),
    }
}

pub(super) fn ignored(
    server: ServerId,
    from: ServerId,
    (session, owner): (SessionId, ClientId),
    version: u32,
) -> Sentence {
    let ignored = Sentence::new().start(server).say(" threw away ").strong(v(version)).say(" of ").person(owner);
    let ignored = ignored.say("’s session ").session(owner, session).say(" from ").server(from);
    ignored.say(". It never heard that the session was made, or knows that it ended, so there is nothing to change.")
}

/// `had` and `got` tell which of the person's requests wrote what was there and what took its place.
pub(super) fn crossed(
    server: ServerId,
    (session, owner): (SessionId, ClientId),
    version: u32,
    (had, got): (u32, u32),
) -> Sentence {
    let (had, got) = (ordinal(had.into()), ordinal(got.into()));
    let crossed = Sentence::new().loss("Lost update").say(": on ").here(server).say(", what ").person(owner);
    let crossed = crossed.say(format!("’s {had} request put into session ")).session(owner, session);
    let crossed = crossed.say(format!(" gave way to the {got}’s. Two members wrote ")).strong(v(version));
    crossed.say(" without knowing of each other, and the value that arrives last stays.")
}

pub(super) fn lost(
    server: ServerId,
    (session, owner): (SessionId, ClientId),
    version: u32,
    receivers: u8,
    world: &World,
) -> Sentence {
    let lost = Sentence::new().start(server).say(" died, and the copies of ").strong(v(version)).say(" of ");
    let lost = lost.person(owner).say("’s session ").session(owner, session).loss(" died in its queue").say(". ");
    if state::newest(session, world).is_some_and(|newest| newest >= version) {
        return lost.say("Another member has the same version, so no value is lost.");
    }
    let lost = lost.person(owner).say(" is told that it was saved, but ");
    match receivers {
        0 => lost.say("there was no other member to get it."),
        _ => lost.say(plural(receivers.into(), "other member")).say(" will never hear of the change."),
    }
}

pub(super) fn join_started(
    server: ServerId,
    donor: ServerId,
    (sessions, bytes): (u32, u64),
    takes: SimDuration,
) -> Sentence {
    let joins = Sentence::new().start(server).say(" joined the cluster and began to fetch ");
    let joins = joins.strong(plural(sessions.into(), "session")).say(format!(" ({}) from ", size(bytes)));
    let joins = joins.server(donor).say(". Until the state transfer ends, ");
    joins.say(format!("{} from now, it takes no request.", duration(EN, takes)))
}

pub(super) fn join_ended(server: ServerId, donor: ServerId, sessions: u32, complete: bool, world: &World) -> Sentence {
    let here = Sentence::new().start(server);
    let held = plural(sessions.into(), "session");
    if complete {
        let all =
            here.say(" has every session of ").server(donor).say(format!(", holds {held} now and takes requests. "));
        return all.say("It recognises everybody who is signed in.");
    }
    let patience = duration(EN, world.config.duration(Setting::StateTransferTimeout));
    let gone = here.say(" waited for ").server(donor).say(format!(" up to {patience} and takes requests "));
    gone.loss(format!("with {held} only")).say(". It does not ask another member again.")
}

pub(super) fn copy_dropped(CopyId { client, version, to }: CopyId) -> Sentence {
    let cut =
        Sentence::new().say("The copy ").strong(v(version)).say(" of ").person(client).say("’s session on its way to ");
    let cut = cut.here_holder(to).say(" was ").loss("dropped.");
    cut.say(match to {
        Holder::Server(_) => " Until the next change arrives there, this one is not known.",
        Holder::Store(_) => " If the replica takes over now, this write is gone.",
    })
}

pub(super) fn copy_delayed(CopyId { client, version, to }: CopyId, by: SimDuration) -> Sentence {
    let late =
        Sentence::new().say("The copy ").strong(v(version)).say(" of ").person(client).say("’s session on its way to ");
    let late = late.here_holder(to).say(format!(" was delayed by {}. ", duration(EN, by)));
    late.say(match to {
        Holder::Server(_) => "A request that gets there first reads a stale value.",
        Holder::Store(_) => "If the primary dies meanwhile, this write is gone.",
    })
}
