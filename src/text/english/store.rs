//! Shared stores in English. What is measured is said as it is; a cut of power was not measured, and those sentences say
//! so (as documented).

use crate::model::config::{Setting, StoreKind};
use crate::model::fact::{StoreDeath, StoreRole};
use crate::model::ids::{ClientId, RequestId, ServerId, SessionId, StoreId};
use crate::model::time::SimDuration;
use crate::model::world::World;

use super::super::caption::{Promotion, StoreFall};
use super::super::label::version as v;
use super::super::number::{bytes as size, duration, ordinal, plural};
use super::super::state;
use super::{EN, English, Sentence, step};

pub(super) fn asked(id: RequestId, server: ServerId, store: StoreId, write: bool, world: &World) -> Sentence {
    let trip = duration(EN, state::round_trip(write, world));
    let asks = Sentence::new().start(server);
    if write {
        let asks = asks.say(" writes ").person(id.client).say("’s change to ").store(store);
        return asks.say(format!(". The answer waits until the store says that it is saved ({trip})."));
    }
    let asks = asks.say(" asks ").store(store).say(" for ").person(id.client).say("’s session. ");
    asks.say(format!("It holds none itself, so every request takes a round trip more ({trip})."))
}

pub(super) fn read(id: RequestId, store: StoreId, session: SessionId, found: bool, world: &World) -> Sentence {
    let work = duration(EN, world.config.store_read());
    let read = Sentence::new().start_store(store);
    if !found {
        let read = read.say(" has no session ").session(id.client, session).say(" of ").person(id.client);
        return read.say(" and tells the server so.");
    }
    let read = read.say(" found ").person(id.client).say("’s session ").session(id.client, session);
    read.say(format!(" in {work}. Reading it starts the idle timeout again."))
}

pub(super) fn unreachable(id: RequestId, server: ServerId, store: StoreId, world: &World) -> Sentence {
    let lost = Sentence::new().start(server).say(" cannot reach ").store(store).say(" and answers ");
    let lost = lost.person(id.client).say("’s request with ").loss("500").say(". ");
    lost.say(match (state::store_up(store, world), state::role(store, world)) {
        (false, _) => "The server is fine, but without the store no server can do better.",
        (true, StoreRole::Primary) => "The store lives, but the connection between them broke.",
        (true, StoreRole::Replica) => "It is a replica now and takes no questions (Redis: READONLY).",
    })
}

pub(super) fn died(
    store: StoreId,
    (role, kind): (StoreRole, StoreKind),
    sessions: u32,
    because: StoreDeath,
    world: &World,
) -> Sentence {
    what_survives(store, kind, sessions, because).say(" ").say(until_when(role, world))
}

/// The same with the people who lose by it, where there are some.
pub(super) fn fell(fall: &StoreFall, world: &World) -> Sentence {
    let StoreFall { store, role, kind, sessions, because, ref toll } = *fall;
    if toll.owners.is_empty() && toll.behind.is_empty() {
        return died(store, (role, kind), sessions, because, world);
    }
    what_survives(store, kind, sessions, because).then(step::toll(toll))
}

fn what_survives(store: StoreId, kind: StoreKind, sessions: u32, because: StoreDeath) -> Sentence {
    let store = match because {
        StoreDeath::Killed => Sentence::new().say("The process of ").here_store(store).loss(" died"),
        StoreDeath::PowerCut => Sentence::new().say("The power of ").here_store(store).loss(" was cut"),
    };
    let held = plural(sessions.into(), "session");
    if sessions == 0 {
        return store.say("; it held no session.");
    }
    let all = if sessions == 1 { format!("its {held} is") } else { format!("all {held} are") };
    match (kind, because) {
        (StoreKind::Memory, _) => store.say(" and ").loss(format!("{held} in its memory went with it")).say("."),
        (StoreKind::Log, StoreDeath::Killed) => {
            store.say(format!(", but its log is with the operating system: {all} kept."))
        }
        (StoreKind::Log, StoreDeath::PowerCut) => store
            .say(format!(" with {held} in it, and as documented, what the "))
            .loss("last second")
            .say(" wrote and the disk had not got is gone."),
        (StoreKind::Disk, StoreDeath::Killed) => {
            store.say(format!(", but what it acknowledged is on the disk: {all} kept."))
        }
        (StoreKind::Disk, StoreDeath::PowerCut) => {
            store.say(format!(", but as documented, what it acknowledged is on the disk: {all} kept."))
        }
    }
}

/// What follows for the servers.
fn until_when(role: StoreRole, world: &World) -> String {
    let takeover = duration(EN, state::takeover(world));
    match (role, state::replica(world)) {
        (StoreRole::Primary, Some(_)) => {
            format!("Until the replica takes over, {takeover} from now, no server can read a session.")
        }
        (StoreRole::Primary, None) => {
            "Until it is restarted, no server can read a session: a single point of failure.".to_owned()
        }
        (StoreRole::Replica, _) => {
            "The servers ask the primary and notice nothing, but no replica is left to take over.".to_owned()
        }
    }
}

pub(super) fn restarted(
    store: StoreId,
    role: StoreRole,
    sessions: u32,
    downtime: SimDuration,
    world: &World,
) -> Sentence {
    let back = Sentence::new().start_store(store).say(format!(" is running again after {}. ", duration(EN, downtime)));
    let held = plural(sessions.into(), "session");
    match (role, sessions) {
        (StoreRole::Replica, _) => back.say(format!("As a replica it takes over {held} from the primary.")),
        (StoreRole::Primary, 0) if state::replica(world).is_some() => {
            back.loss("It came back empty, and the replica copies the emptiness.")
        }
        (StoreRole::Primary, 0) => back.say("No session is left, so everybody has to log in again."),
        (StoreRole::Primary, _) => back.say(format!("Every server can read the {held} that survived.")),
    }
}

pub(super) fn promoted(store: StoreId, from: StoreId, lost: u32, by_hand: bool) -> Sentence {
    let start = took_over(store, from, by_hand);
    match lost {
        0 => start.say("Every write that ").store(from).say(" acknowledged had reached it: nothing is lost."),
        _ => start
            .loss(plural(lost.into(), "write"))
            .say(" that ")
            .store(from)
            .say(" had acknowledged ")
            .loss("did not reach it")
            .say(if lost == 1 { " and is gone." } else { " and are gone." }),
    }
}

/// The same with the people who lose by it, where there are some.
pub(super) fn promotion(step: &Promotion) -> Sentence {
    let Promotion { store, from, lost, by_hand, ref toll } = *step;
    if toll.owners.is_empty() && toll.behind.is_empty() {
        return promoted(store, from, lost, by_hand);
    }
    let start = took_over(store, from, by_hand).loss(plural(lost.into(), "acknowledged write"));
    start.loss(" had not reached it").say(":").then(step::toll(toll))
}

fn took_over(store: StoreId, from: StoreId, by_hand: bool) -> Sentence {
    if by_hand {
        return Sentence::new().say("A person made the replica ").here_store(store).say(" the primary. ");
    }
    let dead = Sentence::new().say("The watchers agreed that ").store(from).say(" is dead and made the replica ");
    dead.here_store(store).say(" the primary. ")
}

pub(super) fn replication_sent(
    from: StoreId,
    (session, owner): (SessionId, ClientId),
    version: u32,
    bytes: u64,
    world: &World,
) -> Sentence {
    let lag = duration(EN, world.config.duration(Setting::ReplicaLag));
    let sent = Sentence::new().start_store(from).say(" sent ").strong(v(version)).say(" of ").person(owner);
    let sent = sent.say("’s session ").session(owner, session).say(format!(" to its replica ({}). ", size(bytes)));
    sent.say(if world.config.on(Setting::ReplicaWait) {
        format!("It answers the server when the replica has it (WAIT 1, {lag} each way).")
    } else {
        format!("If it dies within the {lag} that takes, this acknowledged write is gone.")
    })
}

pub(super) fn replication_applied(store: StoreId, (session, owner): (SessionId, ClientId), version: u32) -> Sentence {
    let got = Sentence::new().say("The replica ").here_store(store).say(" has ").strong(v(version)).say(" of ");
    let got = got.person(owner).say("’s session ").session(owner, session);
    got.say(". Now the primary may die and this write stays.")
}

/// `lost` tells which of the person's requests wrote what is gone.
pub(super) fn update_lost(id: RequestId, session: SessionId, version: u32, (lost, cart): (u32, u16)) -> Sentence {
    let gone = Sentence::new().loss("Lost update").say(": what ").person(id.client);
    let gone = gone.say(format!("’s {} request put into session ", ordinal(lost.into()))).session(id.client, session);
    let gone = gone.say(format!(" is gone. The {} request had not seen it and wrote ", ordinal(id.nth.into())));
    gone.strong(v(version)).say(format!(", which leaves {} in the cart.", plural(cart.into(), "item")))
}
