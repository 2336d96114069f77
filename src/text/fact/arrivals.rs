//! Copies of a change on their way and at their receiver: applied, ignored, dropped or delayed. Each says what it
//! carries.

use crate::model::config::Setting;
use crate::model::ids::{ClientId, CopyId, Holder, ServerId, SessionId, StoreId};
use crate::model::session::Change;
use crate::model::time::SimDuration;
use crate::model::world::{CopyOutcome, World};

use super::super::caption::AppliedCopies;
use super::super::claim::Claim;
use super::super::say::{Telling, say};
use super::super::value::Value::{Servers, Session, Version};

pub(super) fn applied(
    t: &Telling,
    (server, from): (ServerId, ServerId),
    change: Change,
    (session, person): (SessionId, ClientId),
    version: u32,
    world: &World,
) {
    let outcome = world.copy_outcome(server, session, version);
    let (at, id, number) = (Holder::Server(server), session, version);
    let (session, version) = (Session(person, session.short()), Version(version));
    let work = world.config.duration(Setting::CopyApply);
    match (change, outcome) {
        (Change::Created | Change::Changed, CopyOutcome::NewerVersion(newer)) => say!(t,
            claims: [Claim::HasVersion(at, id, newer)],
            ko: "{from}{이} 보낸 {person}의 세션 {session} *{version}*{을} *{server}*{이} 적용했습니다(워커 시간 {work}). 그 뒤 더 새로운 {newer}{이} 도착했습니다.",
            en: "*{server}* applied *{version}* of {person}’s session {session} from {from} ({work} of worker time). The newer {newer} has arrived since.",
            server, from, person, session, version, work, newer = Version(newer)),
        (Change::Created | Change::Changed, CopyOutcome::SameVersion | CopyOutcome::Deleted) => say!(t,
            claims: [Claim::HasVersion(at, id, number)],
            ko: "{from}{이} 보낸 {person}의 세션 {session} *{version}*{을} *{server}*{이} 적용했습니다(워커 시간 {work}). 이제 이 서버에도 같은 값이 있습니다.",
            en: "*{server}* applied *{version}* of {person}’s session {session} from {from} ({work} of worker time). It has this version now.",
            server, from, person, session, version, work),
        (Change::Read, _) => say!(t,
            ko: "{from}{이} {person}의 세션 {session}{을} 읽었다고 알려, *{server}*{이} 워커 시간 {work}{을} 들여 접근 시각을 갱신했습니다.",
            en: "{from} told *{server}* that {person}’s session {session} was read. *{server}* updated the access time ({work} of worker time).",
            server, from, person, session, work),
        (Change::Ended, _) => say!(t,
            claims: [Claim::Lacks(at, id)],
            ko: "{from}{이} {person}의 세션 {session}{이} 끝났다고 알려, *{server}*도 워커 시간 {work}{을} 들여 이 세션을 지웠습니다.",
            en: "{from} told *{server}* that {person}’s session {session} has ended. *{server}* deleted it as well ({work} of worker time).",
            server, from, person, session, work),
        (Change::Expired, _) => say!(t,
            claims: [Claim::Lacks(at, id)],
            ko: "{from}{이} {person}의 세션 {session}{이} 만료되었다고 알려, *{server}*도 워커 시간 {work}{을} 들여 이 세션을 지웠습니다.",
            en: "{from} told *{server}* that {person}’s session {session} has expired. *{server}* deleted it as well ({work} of worker time).",
            server, from, person, session, work),
    }
}

/// State of a session at the receiver of a copy.
fn after_copy(at: Holder, change: Change, session: SessionId, version: u32) -> Claim {
    match change {
        Change::Created | Change::Changed => Claim::HasVersion(at, session, version),
        Change::Read => Claim::Holds(at, session),
        Change::Ended | Change::Expired => Claim::Lacks(at, session),
    }
}

/// Copies of one change arrived at several members at once.
pub(in crate::text) fn applied_together(t: &Telling, step: &AppliedCopies) {
    let AppliedCopies { ref servers, from, change, owner: person, session, version } = *step;
    let each = servers.iter().map(|server| Holder::Server(*server));
    each.for_each(|at| t.claim(after_copy(at, change, session, version)));
    let (session, version) = (Session(person, session.short()), Version(version));
    let servers = Servers(servers);
    match change {
        Change::Created | Change::Changed => say!(t,
            ko: "{from}{이} 보낸 {person}의 세션 {session} *{version}*{을} *{servers}*{이} 적용했습니다. 이제 이 서버들에도 같은 값이 있습니다.",
            en: "*{servers}* applied *{version}* of {person}’s session {session} from {from}. They have this version now.",
            servers, from, person, session, version),
        Change::Read => say!(t,
            ko: "{from}{이} {person}의 세션 {session}{을} 읽었다고 알려, *{servers}*{이} 접근 시각을 갱신했습니다.",
            en: "{from} told *{servers}* that {person}’s session {session} was read. They updated the access time.",
            servers, from, person, session),
        Change::Ended => say!(t,
            ko: "{from}{이} {person}의 세션 {session}{이} 끝났다고 알려, *{servers}*도 이 세션을 지웠습니다.",
            en: "{from} told *{servers}* that {person}’s session {session} has ended. They deleted it as well.",
            servers, from, person, session),
        Change::Expired => say!(t,
            ko: "{from}{이} {person}의 세션 {session}{이} 만료되었다고 알려, *{servers}*도 이 세션을 지웠습니다.",
            en: "{from} told *{servers}* that {person}’s session {session} has expired. They deleted it as well.",
            servers, from, person, session),
    }
}

pub(super) fn ignored(
    t: &Telling,
    (server, from): (ServerId, ServerId),
    change: Change,
    (session, person): (SessionId, ClientId),
    version: u32,
) {
    t.claim(Claim::Lacks(Holder::Server(server), session));
    let (session, version) = (Session(person, session.short()), Version(version));
    match change {
        Change::Created | Change::Changed => say!(t,
            ko: "*{server}*{이} {from}에서 온 {person}의 세션 {session} *{version}*{을} 버렸습니다. 세션이 생겼다는 메시지를 받지 못했거나 이미 끝난 세션이어서, 이 서버에는 갱신할 세션이 없습니다.",
            en: "*{server}* discarded *{version}* of {person}’s session {session} from {from}. It has no such session to update: the message that creates it never arrived, or the session has ended.",
            server, from, person, session, version),
        Change::Read => say!(t,
            ko: "*{server}*{이} {from}에서 온 {person}의 세션 {session}의 접근 시각을 버렸습니다. 세션이 생겼다는 메시지를 받지 못했거나 이미 끝난 세션이어서, 이 서버에는 이 세션이 없습니다.",
            en: "*{server}* discarded the access time of {person}’s session {session} from {from}. It has no such session: the message that creates it never arrived, or the session has ended.",
            server, from, person, session),
        Change::Ended => say!(t,
            ko: "{from}{이} {person}의 세션 {session}{이} 끝났다고 알렸습니다. *{server}*에는 이 세션이 없어 지울 것이 없습니다.",
            en: "{from} told *{server}* that {person}’s session {session} has ended. *{server}* has no such session to delete.",
            server, from, person, session),
        Change::Expired => say!(t,
            ko: "{from}{이} {person}의 세션 {session}{이} 만료되었다고 알렸습니다. *{server}*에는 이 세션이 없어 지울 것이 없습니다.",
            en: "{from} told *{server}* that {person}’s session {session} has expired. *{server}* has no such session to delete.",
            server, from, person, session),
    }
}

pub(super) fn dropped(t: &Telling, copy: CopyId, change: Change, session: SessionId, world: &World) {
    match copy.to {
        Holder::Server(server) => dropped_before_server(t, copy, server, change, session, world),
        Holder::Store(store) => dropped_before_store(t, copy, store, (change, session), world),
    }
}

/// A member that never gets the copy that creates a session ignores all later ones (Tomcat `DeltaManager`).
fn dropped_before_server(
    t: &Telling,
    CopyId { client: person, version, .. }: CopyId,
    server: ServerId,
    change: Change,
    session: SessionId,
    world: &World,
) {
    let holds = world.server(server).is_some_and(|server| server.table.get(session).is_some());
    let (at, id, number) = (Holder::Server(server), session, version);
    let (session, version) = (Session(person, session.short()), Version(version));
    match (change, holds) {
        (Change::Created, false) if world.donor_of(server).is_some() => say!(t,
            claims: [Claim::Lacks(at, id), Claim::Joins(server)],
            ko: "*{server}*에 {person}의 세션 {session}{을} 만들 *{version}* 사본을 [끊었습니다.] {server}의 상태 전송이 아직 끝나지 않아, 이 세션을 상태 전송으로 받을 수 있습니다.",
            en: "The copy *{version}* that creates {person}’s session {session} on *{server}* was [dropped]. The state transfer to {server} has not ended yet, and it can still bring this session.",
            server, person, session, version),
        (Change::Created, false) => say!(t,
            claims: [Claim::Lacks(at, id), Claim::IgnoresChanges(server, id)],
            ko: "*{server}*에 {person}의 세션 {session}{을} 만들 *{version}* 사본을 [끊었습니다.] 이 사본이 없으면 {server}{은} 이 세션의 다음 변경도 모두 버립니다.",
            en: "The copy *{version}* that creates {person}’s session {session} on *{server}* was [dropped]. Without it, {server} ignores every later change of this session.",
            server, person, session, version),
        (Change::Changed, true) if has_version(world, at, id, number) => say!(t,
            ko: "*{server}*{으로} 가던 {person}의 세션 {session} *{version}* 사본을 [끊었습니다.] {server}에는 이미 같은 버전이나 더 새로운 버전이 있습니다.",
            en: "The copy *{version}* of {person}’s session {session} on its way to *{server}* was [dropped]. {server} already has this version or a newer one.",
            server, person, session, version),
        (Change::Changed, true) => say!(t,
            claims: [Claim::LacksVersion(at, id, number)],
            ko: "*{server}*{으로} 가던 {person}의 세션 {session} *{version}* 사본을 [끊었습니다.] {server}{은} 다음 변경이 도착할 때까지 이 변경을 모릅니다.",
            en: "The copy *{version}* of {person}’s session {session} on its way to *{server}* was [dropped]. {server} will not know this change until the next one arrives.",
            server, person, session, version),
        (Change::Read, true) => say!(t,
            claims: [Claim::Holds(at, id)],
            ko: "*{server}*{으로} 가던 {person}의 세션 {session}의 접근 시각 메시지를 [끊었습니다.] {server}{은} 다음 메시지가 도착할 때까지 유휴 만료를 예전 접근부터 잽니다.",
            en: "The access time of {person}’s session {session} on its way to *{server}* was [dropped]. Until the next message arrives, {server} measures the idle timeout from an earlier request.",
            server, person, session),
        (Change::Ended, true) => say!(t,
            claims: [Claim::Holds(at, id)],
            ko: "{person}의 세션 {session}{이} 끝났다고 *{server}*에 알리던 메시지를 [끊었습니다.] 로그아웃한 세션이 {server}에는 그대로 있습니다.",
            en: "The message to *{server}* that {person}’s session {session} has ended was [dropped]. {server} still has the session, although {person} logged out.",
            server, person, session),
        (Change::Expired, true) if !ends_at_twice_idle(world, server, id) => say!(t,
            claims: [Claim::EndsAtIdle(server, id)],
            ko: "{person}의 세션 {session}{이} 만료되었다고 *{server}*에 알리던 메시지를 [끊었습니다.] {server}{은} 유휴 만료 시간이 지나야 이 세션을 지웁니다.",
            en: "The message to *{server}* that {person}’s session {session} has expired was [dropped]. {server} keeps the session until its own idle timeout.",
            server, person, session),
        (Change::Expired, true) => say!(t,
            claims: [Claim::EndsAtTwiceIdle(server, id)],
            ko: "{person}의 세션 {session}{이} 만료되었다고 *{server}*에 알리던 메시지를 [끊었습니다.] {server}{은} 유휴 만료 시간의 두 배가 지나야 이 세션을 지웁니다.",
            en: "The message to *{server}* that {person}’s session {session} has expired was [dropped]. {server} keeps the session until twice the idle timeout.",
            server, person, session),
        (Change::Created, true) => say!(t,
            claims: [Claim::Holds(at, id)],
            ko: "*{server}*{으로} 가던 {person}의 세션 {session} *{version}* 사본을 [끊었습니다.] {server}에는 이미 이 세션이 있습니다.",
            en: "The copy *{version}* of {person}’s session {session} on its way to *{server}* was [dropped]. {server} has the session already.",
            server, person, session, version),
        (Change::Changed | Change::Read | Change::Ended | Change::Expired, false) => say!(t,
            claims: [Claim::Lacks(at, id)],
            ko: "*{server}*{으로} 가던 {person}의 세션 {session} *{version}* 메시지를 [끊었습니다.] {server}에는 지금 이 세션이 없습니다.",
            en: "The message about *{version}* of {person}’s session {session} on its way to *{server}* was [dropped]. {server} does not have this session now.",
            server, person, session, version),
    }
}

/// True if the server is not the primary of the session and ends it after twice the idle timeout.
fn ends_at_twice_idle(world: &World, server: ServerId, session: SessionId) -> bool {
    let held = world.server(server).and_then(|server| server.table.get(session));
    held.is_some_and(|held| held.primary != Some(server))
}

/// True if the holder has this version of the session or a newer one.
pub(in crate::text) fn has_version(world: &World, holder: Holder, session: SessionId, version: u32) -> bool {
    let table = match holder {
        Holder::Server(server) => world.server(server).map(|server| &server.table),
        Holder::Store(store) => world.store(store).map(|store| store.surviving()),
    };
    table.and_then(|table| table.get(session)).is_some_and(|held| held.version >= version)
}

fn dropped_before_store(
    t: &Telling,
    CopyId { client: person, version, .. }: CopyId,
    store: StoreId,
    (change, session): (Change, SessionId),
    world: &World,
) {
    let has_it = has_version(world, Holder::Store(store), session, version);
    let (at, number, version) = (Holder::Store(store), version, Version(version));
    match change {
        Change::Read => say!(t,
            ko: "*{store}*{으로} 가던 {person}의 세션 접근 시각을 [끊었습니다.] 지금 {store}{이} 승격되면 유휴 만료를 예전 접근부터 잽니다.",
            en: "The access time of {person}’s session on its way to *{store}* was [dropped]. If {store} takes over now, it measures the idle timeout from an earlier request.",
            store, person),
        Change::Created | Change::Changed if has_it => say!(t,
            ko: "*{store}*{으로} 가던 {person}의 *{version}* 사본을 [끊었습니다.] {store}에는 이미 같은 버전이나 더 새로운 버전이 있습니다.",
            en: "The copy *{version}* of {person}’s session on its way to *{store}* was [dropped]. {store} already has this version or a newer one.",
            store, person, version),
        Change::Created | Change::Changed => say!(t,
            claims: [Claim::LacksVersion(at, session, number), Claim::LostByTakeover(session, number)],
            ko: "*{store}*{으로} 가던 {person}의 *{version}* 사본을 [끊었습니다.] {store}{은} 이 쓰기를 모르므로, 지금 승격되면 이 쓰기를 잃습니다.",
            en: "The copy *{version}* of {person}’s session on its way to *{store}* was [dropped]. If {store} takes over now, this write is lost.",
            store, person, version),
        Change::Ended | Change::Expired if !has_version(world, at, session, 0) => say!(t,
            claims: [Claim::Lacks(at, session)],
            ko: "{person}의 세션 *{version}*{이} 끝났다고 *{store}*에 알리던 메시지를 [끊었습니다.] {store}에는 지금 이 세션이 없습니다.",
            en: "The message to *{store}* that {person}’s session *{version}* has ended was [dropped]. {store} does not have this session now.",
            store, person, version),
        Change::Ended | Change::Expired => say!(t,
            claims: [Claim::Holds(at, session), Claim::BackByTakeover(session)],
            ko: "{person}의 세션 *{version}*{이} 끝났다고 *{store}*에 알리던 메시지를 [끊었습니다.] {store}{은} 로그아웃을 모르므로, 지금 승격되면 이 세션이 되살아납니다.",
            en: "The message to *{store}* that {person}’s session *{version}* has ended was [dropped]. If {store} takes over now, the session is back.",
            store, person, version),
    }
}

pub(super) fn delayed(
    t: &Telling,
    CopyId { client: person, version, to }: CopyId,
    change: Change,
    session: SessionId,
    by: SimDuration,
    world: &World,
) {
    let (number, version) = (version, Version(version));
    match (to, change) {
        (Holder::Server(server), Change::Created) if has_version(world, to, session, 0) => say!(t,
            claims: [Claim::Holds(to, session)],
            ko: "*{server}*{으로} 가는 {person}의 *{version}* 사본을 {by} 늦췄습니다. {server}에는 이미 이 세션이 있습니다.",
            en: "The copy *{version}* of {person}’s session on its way to *{server}* was delayed by {by}. {server} has the session already.",
            server, person, version, by),
        (Holder::Server(server), Change::Created) => say!(t,
            claims: [Claim::Lacks(Holder::Server(server), session)],
            ko: "*{server}*에 {person}의 세션을 만들 *{version}* 사본을 {by} 늦췄습니다. 그사이 이 서버로 온 요청은 이 세션을 찾지 못합니다.",
            en: "The copy *{version}* that creates {person}’s session on *{server}* was delayed by {by}. A request that gets there first does not find the session.",
            server, person, version, by),
        (Holder::Server(server), Change::Changed) if has_version(world, to, session, number) => say!(t,
            ko: "*{server}*{으로} 가는 {person}의 *{version}* 사본을 {by} 늦췄습니다. {server}에는 이미 같은 버전이나 더 새로운 버전이 있습니다.",
            en: "The copy *{version}* of {person}’s session on its way to *{server}* was delayed by {by}. {server} already has this version or a newer one.",
            server, person, version, by),
        (Holder::Server(server), Change::Ended | Change::Expired) if !has_version(world, to, session, 0) => say!(t,
            claims: [Claim::Lacks(to, session)],
            ko: "{person}의 세션이 끝났다고 *{server}*에 알리는 메시지를 {by} 늦췄습니다. {server}에는 지금 이 세션이 없습니다.",
            en: "The message to *{server}* that {person}’s session has ended was delayed by {by}. {server} does not have this session now.",
            server, person, by),
        (Holder::Server(server), Change::Changed) => say!(t,
            claims: [Claim::LacksVersion(Holder::Server(server), session, number)],
            ko: "*{server}*{으로} 가는 {person}의 *{version}* 사본을 {by} 늦췄습니다. 그사이 이 서버로 온 요청은 이 변경을 보지 못합니다.",
            en: "The copy *{version}* of {person}’s session on its way to *{server}* was delayed by {by}. A request that gets there first does not see this change.",
            server, person, version, by),
        (Holder::Server(server), Change::Read) => say!(t,
            ko: "*{server}*{으로} 가는 {person}의 세션 접근 시각을 {by} 늦췄습니다. 그사이 이 서버는 유휴 만료를 예전 접근부터 잽니다.",
            en: "The access time of {person}’s session on its way to *{server}* was delayed by {by}. Until it arrives, {server} measures the idle timeout from an earlier request.",
            server, person, by),
        (Holder::Server(server), Change::Ended) => say!(t,
            claims: [Claim::Holds(Holder::Server(server), session)],
            ko: "{person}의 세션이 끝났다고 *{server}*에 알리는 메시지를 {by} 늦췄습니다. 그사이 이 서버로 온 요청은 로그아웃을 알지 못합니다.",
            en: "The message to *{server}* that {person}’s session has ended was delayed by {by}. A request that gets there first does not see the logout.",
            server, person, by),
        (Holder::Store(store), Change::Read) => say!(t,
            ko: "*{store}*{으로} 가는 {person}의 세션 접근 시각을 {by} 늦췄습니다. 그사이 {store}{이} 승격되면 유휴 만료를 예전 접근부터 잽니다.",
            en: "The access time of {person}’s session on its way to *{store}* was delayed by {by}. If {store} takes over before it arrives, it measures the idle timeout from an earlier request.",
            store, person, by),
        (Holder::Store(store), Change::Created | Change::Changed)
            if has_version(world, Holder::Store(store), session, number) =>
        {
            say!(t,
            ko: "*{store}*{으로} 가는 {person}의 *{version}* 사본을 {by} 늦췄습니다. {store}에는 이미 같은 버전이나 더 새로운 버전이 있습니다.",
            en: "The copy *{version}* of {person}’s session on its way to *{store}* was delayed by {by}. {store} already has this version or a newer one.",
            store, person, version, by)
        }
        (Holder::Store(store), Change::Created | Change::Changed) => say!(t,
            claims: [Claim::LacksVersion(Holder::Store(store), session, number)],
            ko: "*{store}*{으로} 가는 {person}의 *{version}* 사본을 {by} 늦췄습니다. 그사이 주 저장소가 멈춰 {store}{이} 승격되면 이 쓰기를 잃습니다.",
            en: "The copy *{version}* of {person}’s session on its way to *{store}* was delayed by {by}. If the primary fails before it arrives and {store} takes over, this write is lost.",
            store, person, version, by),
        (Holder::Server(server), Change::Expired) => say!(t,
            claims: [Claim::Holds(Holder::Server(server), session)],
            ko: "{person}의 세션이 만료되었다고 *{server}*에 알리는 메시지를 {by} 늦췄습니다. 그사이 이 서버로 온 요청은 만료를 알지 못합니다.",
            en: "The message to *{server}* that {person}’s session has expired was delayed by {by}. A request that gets there first still finds the session.",
            server, person, by),
        (Holder::Store(store), Change::Ended | Change::Expired) if !has_version(world, to, session, 0) => say!(t,
            claims: [Claim::Lacks(to, session)],
            ko: "{person}의 세션이 끝났다고 *{store}*에 알리는 메시지를 {by} 늦췄습니다. {store}에는 지금 이 세션이 없습니다.",
            en: "The message to *{store}* that {person}’s session has ended was delayed by {by}. {store} does not have this session now.",
            store, person, by),
        (Holder::Store(store), Change::Ended | Change::Expired) => say!(t,
            claims: [Claim::Holds(Holder::Store(store), session)],
            ko: "{person}의 세션이 끝났다고 *{store}*에 알리는 메시지를 {by} 늦췄습니다. 그사이 주 저장소가 멈춰 {store}{이} 승격되면 이 세션이 되살아납니다.",
            en: "The message to *{store}* that {person}’s session has ended was delayed by {by}. If the primary fails before it arrives and {store} takes over, the session is back.",
            store, person, by),
    }
}
