//! Clusters in English: copies, members, and what goes wrong between them. A lost update is a loss of its own.

use crate::model::config::Setting;
use crate::model::ids::{ClientId, CopyId, Holder, ServerId, SessionId};
use crate::model::time::SimDuration;
use crate::model::world::World;

use super::super::label::version as v;
use super::super::number::{bytes as size, duration, plural};
use super::super::state::{self, Copied, Copies};
use super::{EN, English, Sentence};

pub(super) fn queued(copies: &Copies, sync: bool) -> Sentence {
    let Copies { server, session, owner, version, receivers, .. } = *copies;
    let start = Sentence::new().start(server);
    let start = start.say(if sync { " sends " } else { " queued " });
    let start = match copies.about() {
        Copied::Made | Copied::Changed => start.strong(v(version)).say(" of "),
        Copied::Read => start.say("the time of use, though it only read, of "),
        Copied::Ended => start.say("the end of "),
    };
    let start = start.person(owner).say("’s session ").session(owner, session).say(" for ");
    let start = start.say(plural(receivers.into(), "other member")).say(format!(" ({}). ", weight(copies)));
    start.say(if sync {
        "The answer waits until all of them have applied it (synchronous replication)."
    } else {
        "The answer does not wait, and a crash before they leave takes the copies along."
    })
}

pub(super) fn sent(copies: &Copies) -> Sentence {
    let Copies { server, session, owner, version, receivers, .. } = *copies;
    let start = Sentence::new().start(server);
    let what = |start: Sentence| start.strong(v(version)).say(" of ").person(owner).say("’s session ").session(owner, session);
    if receivers == 0 {
        return what(start.say(" wanted to send ")).say(", but there is no other member to get it.");
    }
    let start = what(start.say(" sent ")).say(format!(" to {} ", plural(receivers.into(), "other member")));
    start.say(format!("({}). Messages and bytes grow with every member.", weight(copies)))
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
    got.say(format!(" ({cost} of a worker). It sees the same value now."))
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

pub(super) fn crossed(
    server: ServerId,
    (session, owner): (SessionId, ClientId),
    version: u32,
    (had, got): (u16, u16),
) -> Sentence {
    let crossed = Sentence::new().loss("Lost update").say(": on ").here(server).say(", the cart in ").person(owner);
    let crossed = crossed.say("’s session ").session(owner, session).say(format!(" went from {had} to {got}. "));
    crossed.say(format!("Two members wrote {} without knowing of each other, and the value that arrives last stays.", v(version)))
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

pub(super) fn join_ended(
    server: ServerId,
    donor: ServerId,
    sessions: u32,
    complete: bool,
    world: &World,
) -> Sentence {
    let here = Sentence::new().start(server);
    let held = plural(sessions.into(), "session");
    if complete {
        let all = here.say(" has every session of ").server(donor).say(format!(", holds {held} now and takes requests. "));
        return all.say("It recognises whoever comes.");
    }
    let patience = duration(EN, world.config.duration(Setting::StateTransferTimeout));
    let gone = here.say(" waited for ").server(donor).say(format!(" up to {patience} and takes requests "));
    gone.loss(format!("with {held} only")).say(". It does not ask another member again.")
}

pub(super) fn copy_dropped(CopyId { client, version, to }: CopyId) -> Sentence {
    let cut = Sentence::new().say("The copy ").strong(v(version)).say(" of ").person(client).say("’s session on its way to ");
    let cut = cut.here_holder(to).say(" was ").loss("dropped.");
    cut.say(match to {
        Holder::Server(_) => " Until the next change arrives there, this one is not known.",
        Holder::Store(_) => " If the replica takes over now, this write is gone.",
    })
}

pub(super) fn copy_delayed(CopyId { client, version, to }: CopyId, by: SimDuration) -> Sentence {
    let late = Sentence::new().say("The copy ").strong(v(version)).say(" of ").person(client).say("’s session on its way to ");
    let late = late.here_holder(to).say(format!(" was delayed by {}. ", duration(EN, by)));
    late.say(match to {
        Holder::Server(_) => "A request that gets there first reads a stale value.",
        Holder::Store(_) => "If the primary dies meanwhile, this write is gone.",
    })
}
