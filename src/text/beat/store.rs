//! Shared stores that fail, start again or take over: who loses what.

use crate::model::config::StoreKind;
use crate::model::fact::{Fact, StoreDeath, StoreRole};
use crate::model::ids::{Holder, StoreId};
use crate::model::world::World;

use super::super::caption::{Promotion, StoreFailure};
use super::super::claim::Claim;
use super::super::losses::Losses;
use super::super::say::{say, tell};
use super::super::step;
use super::super::value::Value::Series;
use super::super::value::{Noun, count, number};
use super::context::Context;
use super::draft::{Draft, add};
use super::stop;

/// A store failed.
pub(super) fn died(draft: &mut Draft, context: &Context<'_>) {
    let Some(failure) = StoreFailure::of(context.facts(), context.world) else { return };
    let StoreFailure { store, role, kind, sessions, because, ref losses } = failure;
    if losses.is_empty() {
        match because {
            StoreDeath::Killed => add!(draft,
                ko: "*{store}*{이} [멈췄습니다.]",
                en: "*{store}* [crashed.]",
                store),
            StoreDeath::PowerCut => add!(draft,
                ko: "*{store}*의 [전원이 끊겼습니다.]",
                en: "*{store}* [lost power.]",
                store),
        };
    } else {
        let ending = &[tell(draft.language(), |t| match because {
            StoreDeath::Killed => say!(t, ko: "*{store}*{이} [멈추면서]", en: "*{store}* [crashed]:", store),
            StoreDeath::PowerCut => {
                say!(t, ko: "*{store}*의 [전원이 끊기면서]", en: "*{store}* [lost power]:", store);
            }
        })];
        stop::losses(draft, Series(ending), losses);
    }
    outage(draft, context.world, role);
    if losses.is_empty() && kind == StoreKind::Disk && sessions > 0 {
        add!(draft,
            claims: [Claim::SessionCount(Holder::Store(store), sessions)],
            ko: "세션은 디스크에 남아 있습니다.",
            en: "The sessions are still on disk.");
    }
}

/// Tells what a store's failure means for the servers.
fn outage(draft: &mut Draft, world: &World, role: StoreRole) {
    let takeover = world.config.store_takeover();
    match (role, world.replica()) {
        (StoreRole::Primary, Some(_)) => add!(draft,
            claims: [Claim::PrimaryDown, Claim::TakeoverStillDue(takeover)],
            ko: "복제본이 승격될 때까지 {takeover} 동안 어느 서버도 세션을 읽지 못합니다.",
            en: "No server can read a session for {takeover}, until the replica takes over.",
            takeover),
        (StoreRole::Primary, None) => add!(draft,
            claims: [Claim::PrimaryDown, Claim::NoReplica],
            ko: "어느 서버도 세션을 읽지 못합니다.",
            en: "No server can read a session."),
        (StoreRole::Replica, _) if world.is_primary_down() => add!(draft,
            claims: [Claim::PrimaryDown, Claim::NoReplica],
            ko: "이제 승격할 복제본도 없습니다.",
            en: "Now no replica is left to take over."),
        (StoreRole::Replica, _) => add!(draft,
            claims: [Claim::PrimaryUp, Claim::NoReplica],
            ko: "서버들은 주 저장소를 쓰므로 그대로입니다.",
            en: "The servers use the primary and notice nothing."),
    };
}

/// A replica became the primary.
pub(super) fn promoted(draft: &mut Draft, context: &Context<'_>) {
    let Some(Promotion { store, from, lost, ref losses, .. }) = Promotion::of(context.facts(), context.world) else {
        return;
    };
    add!(draft,
        claims: [Claim::Primary(store)],
        ko: "복제본 *{store}*{이} 주 저장소로 승격되었습니다.",
        en: "The replica, *{store}*, has taken over as the primary.",
        store);
    if losses.is_empty() && lost == 0 {
        add!(draft,
            ko: "저장했다고 답한 쓰기는 모두 남았습니다.",
            en: "No acknowledged write is lost.");
        return;
    }
    if losses.is_empty() {
        add!(draft,
            ko: "[마지막 쓰기 {lost}개를 잃었습니다.]",
            en: "[{lost} of the last writes are lost.]",
            lost = number(lost));
        return;
    }
    if losses.owners.is_empty() && losses.behind.is_empty() {
        draft.add(|t| step::losses(t, losses));
        return;
    }
    let ending = &[tell(draft.language(), |t| say!(t, ko: "{from}에만 있던", en: "With {from},", from))];
    stop::losses(draft, Series(ending), losses);
}

/// A store started again.
pub(super) fn restarted(draft: &mut Draft, context: &Context<'_>, store: StoreId) {
    let restarted = context.find(|fact| match *fact {
        Fact::StoreRestarted { store: of, role, sessions, .. } if of == store => Some((role, sessions)),
        _ => None,
    });
    let Some((role, sessions)) = restarted else { return };
    let losses = Losses::of(context.facts(), context.world);
    if role == StoreRole::Replica {
        return replica_restarted(draft, context.world, store);
    }
    match sessions {
        0 => add!(draft,
            claims: [Claim::SessionCount(Holder::Store(store), 0)],
            ko: "*{store}*{이} 다시 켜졌지만 [비어 있습니다.]",
            en: "*{store}* is running again, but [it is empty.]",
            store),
        _ => add!(draft,
            claims: [Claim::SessionCount(Holder::Store(store), sessions), Claim::PrimaryUp],
            ko: "*{store}*{이} 다시 켜져 세션 {sessions}개를 다시 읽을 수 있습니다.",
            en: "*{store}* is running again, and {held} can be read.",
            store, sessions = number(sessions), held = count(sessions, Noun::Session)),
    };
    let loses_all = context.world.clients.iter().all(|client| context.world.will_be_anonymous(client.id));
    if losses.is_empty() && sessions == 0 && loses_all {
        draft.add(|t| {
            context.world.clients.iter().for_each(|client| t.claim(Claim::MustLogIn(client.id)));
            say!(t, ko: "누구든 다시 로그인해야 합니다.", en: "Every user has to log in again.");
        });
    } else if !losses.is_empty() {
        draft.add(|t| step::losses(t, &losses));
    }
}

/// A replica started again. It takes over if the primary is down, else it copies the primary.
fn replica_restarted(draft: &mut Draft, world: &World, store: StoreId) {
    if world.is_primary_down() {
        let takeover = world.config.store_takeover();
        add!(draft,
            claims: [Claim::PrimaryDown],
            ko: "복제본 *{store}*{이} 다시 켜졌습니다.",
            en: "The replica, *{store}*, is running again.",
            store);
        add!(draft,
            claims: [Claim::TakeoverStillDue(takeover)],
            ko: "{takeover} 뒤 주 저장소로 승격됩니다.",
            en: "It takes over in {takeover}.",
            takeover);
        return;
    }
    add!(draft,
        claims: [Claim::Replica(store)],
        ko: "*{store}*{이} 다시 켜져 주 저장소의 복제본이 되었습니다.",
        en: "*{store}* is running again and copies the primary.",
        store);
}
