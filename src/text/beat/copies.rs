//! Copies of a change: at their receivers, dropped, delayed.

use crate::model::fact::Fact;
use crate::model::ids::{ClientId, CopyId, Holder, ServerId, SessionId, StoreId};
use crate::model::session::Change;
use crate::model::world::World;

use super::super::claim::Claim;
use super::super::fact::arrivals::has_version;
use super::super::say::{say, tell};
use super::super::value::Value::{Series, Servers, Session, Version};
use super::super::value::{Noun, Value, count};
use super::super::{Language, Sentence};
use super::context::Context;
use super::draft::{Draft, add};

/// Largest number of receivers that are told by their names.
const NAMED: usize = 2;

/// Copies of one change arrived.
pub(super) fn arrived(draft: &mut Draft, context: &Context<'_>) {
    let mut receivers = Vec::new();
    let mut carried = None;
    for timed in context.facts() {
        match timed.fact {
            Fact::ReplicationApplied { store, session, owner, version, change } if change != Change::Read => {
                return replicated(draft, context, store, (session, owner), (version, change));
            }
            Fact::CopyApplied { server, session, owner, version, change, .. } if change != Change::Read => {
                receivers.push(server);
                carried = Some((session, owner, version, change));
            }
            _ => {}
        }
    }
    match carried {
        Some((session, owner, version, change)) => {
            applied(draft, context.world, &receivers, (session, owner), (version, change));
        }
        None => ignored(draft, context),
    }
}

fn applied(
    draft: &mut Draft,
    world: &World,
    receivers: &[ServerId],
    (session, person): (SessionId, ClientId),
    (version, change): (u32, Change),
) {
    let told = Session(person, session.short());
    let servers = match receivers.len() {
        0..=NAMED => Servers(receivers),
        many => count(many, Noun::OtherMember),
    };
    let holders: Vec<Holder> = receivers.iter().map(|server| Holder::Server(*server)).collect();
    let has_all = holders.iter().all(|holder| has_version(world, *holder, session, version));
    match change {
        Change::Created | Change::Changed => {
            add!(draft,
                ko: "{person}의 {version} 사본이 *{servers}*에 도착했습니다.",
                en: "The copy {version} of {person}’s session arrived at *{servers}*.",
                person, version = Version(version), servers);
        }
        Change::Read => return,
        Change::Ended | Change::Expired => {
            add!(draft,
                claims: [Claim::Lacks(holders[0], session)],
                ko: "*{servers}*도 {person}의 끝난 세션 {told}{을} 지웠습니다.",
                en: "*{servers}* also deleted {person}’s ended session {told}.",
                servers, person, told);
            return;
        }
    }
    if change == Change::Created && has_all {
        let others = world.running_members().all(|member| has_version(world, Holder::Server(member.id), session, 0));
        if others {
            add!(draft,
                claims: [Claim::Holds(holders[0], session)],
                ko: "이제 어느 서버로 가든 {person}의 세션이 있습니다.",
                en: "Now every member recognises {person}.",
                person);
        }
    }
}

/// The replica of a store received a write.
fn replicated(
    draft: &mut Draft,
    context: &Context<'_>,
    store: StoreId,
    (session, person): (SessionId, ClientId),
    (version, change): (u32, Change),
) {
    let arrivals = context.past().filter(|timed| matches!(timed.fact, Fact::ReplicationApplied { .. }));
    let is_first = arrivals.take(2).count() == 1;
    match change {
        Change::Created | Change::Changed if is_first => add!(draft,
            claims: [Claim::Replica(store), Claim::SurvivesTakeover(session, version)],
            ko: "복제본 *{store}*에 {person}의 {told}{이} 도착했습니다. 이제 주 저장소가 멈춰도 남습니다.",
            en: "{told} of {person}’s session reached the replica, *{store}*: it survives if the primary fails now.",
            store, person, told = Version(version)),
        Change::Created | Change::Changed => add!(draft,
            claims: [Claim::Replica(store)],
            ko: "복제본 *{store}*에 {person}의 {told}{이} 도착했습니다.",
            en: "{told} of {person}’s session reached the replica, *{store}*.",
            store, person, told = Version(version)),
        Change::Read => false,
        Change::Ended | Change::Expired => add!(draft,
            claims: [Claim::Replica(store), Claim::EndedAfterTakeover(session)],
            ko: "복제본 *{store}*도 {person}의 끝난 세션 {told}{을} 지웠습니다.",
            en: "The replica, *{store}*, also deleted {person}’s ended session {told}.",
            store, person, told = Session(person, session.short())),
    };
}

/// A member has no session to which the copy could be applied.
fn ignored(draft: &mut Draft, context: &Context<'_>) {
    let ignored = context.find(|fact| match *fact {
        Fact::CopyIgnored { server, session, owner, version, change, .. } if change != Change::Read => {
            Some((server, session, owner, version))
        }
        _ => None,
    });
    let Some((server, session, person, version)) = ignored else { return };
    add!(draft,
        claims: [Claim::Lacks(Holder::Server(server), session)],
        ko: "*{server}*{이} {person}의 {version} 사본을 [버렸습니다.] 여기에는 세션 {told}{이} 없습니다.",
        en: "*{server}* [discarded] the copy {version} for {person}: it does not have session {told}.",
        server, person, version = Version(version), told = Session(person, session.short()));
}

/// The reader dropped a copy.
pub(super) fn dropped(draft: &mut Draft, context: &Context<'_>) {
    let dropped = context.find(|fact| match *fact {
        Fact::CopyDropped { copy, change, session } => Some((copy, change, session)),
        _ => None,
    });
    let Some((copy, change, session)) = dropped else { return };
    let CopyId { client: person, version, to } = copy;
    let cargo = &[cargo(draft.language(), change, version)];
    add!(draft,
        ko: "{to}{으로} 가던 {person}의 {cargo}{을} [끊었습니다.]",
        en: "{cargo} of {person}’s session on its way to {to} [was dropped.]",
        to, person, cargo = Series(cargo));
    if let Some(consequence) = Consequence::of(context.world, (to, change), (session, version)) {
        consequence.tell(draft, to, session, version);
    }
}

/// Content of a copy's message.
fn cargo(language: Language, change: Change, version: u32) -> Sentence {
    let version: Value<'_> = Version(version);
    tell(language, |t| match change {
        Change::Created | Change::Changed => say!(t, ko: "{version} 사본", en: "The copy {version}", version),
        Change::Read => say!(t, ko: "접근 시각 메시지", en: "The access time"),
        Change::Ended | Change::Expired => say!(t, ko: "세션 종료 메시지", en: "The end"),
    })
}

/// Consequence of a copy that does not arrive.
enum Consequence {
    /// The receiver does not get the session.
    NeverThere(ServerId),
    /// The receiver does not have this change before the next one arrives.
    Behind(ServerId),
    /// The receiver still has an ended session.
    StillThere(ServerId),
    /// The write is lost if the receiver becomes the primary.
    LostByTakeover(StoreId),
    /// The ended session is back if the receiver becomes the primary.
    BackByTakeover(StoreId),
}

impl Consequence {
    fn of(world: &World, (to, change): (Holder, Change), (session, version): (SessionId, u32)) -> Option<Consequence> {
        let holds = has_version(world, to, session, 0);
        let has_it = has_version(world, to, session, version);
        match (to, change) {
            (Holder::Server(server), Change::Created) if !holds => Some(Consequence::NeverThere(server)),
            (Holder::Server(server), Change::Changed) if holds && !has_it => Some(Consequence::Behind(server)),
            (Holder::Server(server), Change::Ended | Change::Expired) if holds => Some(Consequence::StillThere(server)),
            (Holder::Store(store), Change::Created | Change::Changed) if !has_it => {
                Some(Consequence::LostByTakeover(store))
            }
            (Holder::Store(store), Change::Ended | Change::Expired) if holds => {
                Some(Consequence::BackByTakeover(store))
            }
            _ => None,
        }
    }

    fn tell(self, draft: &mut Draft, to: Holder, session: SessionId, version: u32) {
        match self {
            Consequence::NeverThere(server) => add!(draft,
                claims: [Claim::Lacks(to, session)],
                ko: "{server}{은} 이 세션을 알지 못합니다.",
                en: "Without it, {server} does not know the session.",
                server),
            Consequence::Behind(server) => add!(draft,
                claims: [Claim::LacksVersion(to, session, version)],
                ko: "{server}{은} 다음 사본이 올 때까지 이 변경을 모릅니다.",
                en: "{server} does not know this change until the next copy.",
                server),
            Consequence::StillThere(server) => add!(draft,
                claims: [Claim::Holds(to, session)],
                ko: "끝난 세션이 {server}에 남습니다.",
                en: "The ended session stays on {server}.",
                server),
            Consequence::LostByTakeover(store) => add!(draft,
                claims: [Claim::LacksVersion(to, session, version), Claim::LostByTakeover(session, version)],
                ko: "지금 {store}{이} 승격되면 이 쓰기를 잃습니다.",
                en: "If {store} takes over now, this write is lost.",
                store),
            Consequence::BackByTakeover(store) => add!(draft,
                claims: [Claim::Holds(to, session), Claim::BackByTakeover(session)],
                ko: "지금 {store}{이} 승격되면 이 세션이 되살아납니다.",
                en: "If {store} takes over now, the session is back.",
                store),
        };
    }
}

/// The reader delayed a copy.
pub(super) fn delayed(draft: &mut Draft, context: &Context<'_>) {
    let delayed = context.find(|fact| match *fact {
        Fact::CopyDelayed { copy, change, session, by } => Some((copy, (change, session), by)),
        _ => None,
    });
    let Some((CopyId { client: person, version, to }, (change, session), by)) = delayed else { return };
    let cargo = &[cargo(draft.language(), change, version)];
    add!(draft,
        ko: "{to}{으로} 가는 {person}의 {cargo}{을} *{by}* 늦췄습니다.",
        en: "{cargo} of {person}’s session to {to} was delayed by *{by}*.",
        to, person, cargo = Series(cargo), by);
    let is_change = matches!((to, change), (Holder::Server(_), Change::Created | Change::Changed));
    if is_change && !has_version(context.world, to, session, version) {
        add!(draft,
            ko: "그사이 요청이 먼저 올 수 있습니다.",
            en: "A request can get there first.");
    }
}
