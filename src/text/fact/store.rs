//! Shared stores: 저장소 in Korean, and 복제본 for a store's replica. Measured behaviour is stated without a source. Power
//! failures were not measured, so their sentences say “as documented” (문서에 따르면).

use crate::model::config::{Setting, StoreKind};
use crate::model::fact::{StoreDeath, StoreRole};
use crate::model::ids::{ClientId, Holder, RequestId, ServerId, SessionId, StoreId};
use crate::model::session::Change;
use crate::model::time::SimDuration;
use crate::model::world::World;

use super::super::caption::{Promotion, StoreFailure};
use super::super::claim::Claim;
use super::super::say::{Telling, say};
use super::super::step;
use super::super::value::Value::{Bytes, Session, Version};
use super::super::value::{Noun, count};

pub(super) fn asked(t: &Telling, id: RequestId, server: ServerId, store: StoreId, write: bool, world: &World) {
    if write {
        say!(t,
            claims: [Claim::StoreAnswerStillDue(id, world.store_write_round_trip())],
            ko: "*{server}*{이} {person}의 세션을 {store}에 씁니다. 저장했다는 답이 올 때까지({waits}) 응답을 미룹니다.",
            en: "*{server}* sends a write for {person}’s session to {store}. The response waits until the store confirms it ({waits}).",
            server, person = id.client, store, waits = world.store_write_round_trip());
    } else {
        say!(t,
            claims: [Claim::StoreAnswerStillDue(id, world.store_read_round_trip())],
            ko: "*{server}*{이} {store}에서 {person}의 세션을 조회합니다. 서버는 세션을 갖고 있지 않으므로 요청마다 왕복 시간 {waits}{이} 더 걸립니다.",
            en: "*{server}* asks {store} for {person}’s session. Servers hold no sessions, so every request takes one more round trip ({waits}).",
            server, person = id.client, store, waits = world.store_read_round_trip());
    }
}

pub(super) fn read(t: &Telling, id: RequestId, store: StoreId, session: SessionId, found: bool, world: &World) {
    t.claim(match found {
        true => Claim::Holds(Holder::Store(store), session),
        false => Claim::Lacks(Holder::Store(store), session),
    });
    let person = id.client;
    let (told, session) = (session, Session(person, session.short()));
    if found && !world.config.read_renews() {
        say!(t,
            ko: "*{store}*{이} {person}의 세션 {session}{을} {work} 만에 찾았습니다.",
            en: "*{store}* found {person}’s session {session} in {work}.",
            store, person, session, work = world.config.store_read());
    } else if found {
        say!(t,
            claims: [Claim::UsedNow(Holder::Store(store), told)],
            ko: "*{store}*{이} {person}의 세션 {session}{을} {work} 만에 찾고, 유휴 만료 시간을 다시 시작했습니다.",
            en: "*{store}* found {person}’s session {session} in {work} and restarted its idle timeout.",
            store, person, session, work = world.config.store_read());
    } else {
        say!(t,
            ko: "*{store}*에는 {person}의 세션 {session}{이} 없어, 없다는 답을 서버에 보냅니다.",
            en: "*{store}* did not find {person}’s session {session} and tells the server so.",
            store, person, session);
    }
}

pub(super) fn unreachable(t: &Telling, id: RequestId, server: ServerId, store: StoreId, world: &World) {
    let person = id.client;
    match (world.is_store_up(store), world.role_of(store)) {
        (false, StoreRole::Replica) if world.is_store_up(world.primary) => say!(t,
            claims: [Claim::StoreDown(store), Claim::Primary(world.primary)],
            ko: "*{server}*{은} {store}에 연결하지 못해 {person}의 요청에 [500]으로 응답합니다. {primary}{이} 승격되기 전에 {store}에 보낸 요청입니다.",
            en: "*{server}* cannot reach {store} and answers {person}’s request with [500]. It had asked {store} before {primary} took over.",
            server, store, person, primary = world.primary),
        (false, _) => say!(t,
            claims: [Claim::StoreDown(store), Claim::PrimaryDown],
            ko: "*{server}*{은} {store}에 연결하지 못해 {person}의 요청에 [500]으로 응답합니다. 서버는 정상이지만, 저장소가 멈춰 있는 동안은 어느 서버나 마찬가지입니다.",
            en: "*{server}* cannot reach {store} and answers {person}’s request with [500]. The server itself is up, but no server can read a session while the store is down.",
            server, store, person),
        (true, StoreRole::Primary) => say!(t,
            claims: [Claim::StoreUp(store), Claim::Primary(store)],
            ko: "*{server}*{은} {store}의 답을 받지 못해 {person}의 요청에 [500]으로 응답합니다. 저장소는 정상이지만 오가던 메시지가 끊겼습니다.",
            en: "*{server}* gets no response from {store} and answers {person}’s request with [500]. The store is up, but a message was dropped on the way.",
            server, store, person),
        (true, StoreRole::Replica) => say!(t,
            claims: [Claim::StoreUp(store), Claim::Replica(store)],
            ko: "{store}{이} 이제 복제본이어서 요청을 처리하지 않으므로(Redis의 READONLY 오류), *{server}*{은} {person}의 요청에 [500]으로 응답합니다.",
            en: "{store} is a replica now and serves no requests (Redis: READONLY error), so *{server}* answers {person}’s request with [500].",
            server, store, person),
    }
}

pub(super) fn died(
    t: &Telling,
    store: StoreId,
    (role, kind): (StoreRole, StoreKind),
    sessions: u32,
    because: StoreDeath,
    world: &World,
) {
    survivors(t, store, kind, sessions, because);
    outage(t, role, world);
}

/// Tells a store's death and lists the people who lose by it.
pub(in crate::text) fn fell(t: &Telling, fall: &StoreFailure, world: &World) {
    let StoreFailure { store, role, kind, sessions, because, ref losses } = *fall;
    survivors(t, store, kind, sessions, because);
    if losses.owners.is_empty() && losses.behind.is_empty() {
        outage(t, role, world);
    } else {
        step::losses(t, losses);
    }
}

/// Says how many sessions survive a store's death.
fn survivors(t: &Telling, store: StoreId, kind: StoreKind, sessions: u32, because: StoreDeath) {
    let held = count(sessions, Noun::Session);
    match kind {
        StoreKind::Memory => t.claim(Claim::SessionCount(Holder::Store(store), 0)),
        StoreKind::Disk => t.claim(Claim::SessionCount(Holder::Store(store), sessions)),
        StoreKind::Log if because == StoreDeath::PowerCut => {}
        StoreKind::Log => t.claim(Claim::SessionCount(Holder::Store(store), sessions)),
    }
    match (sessions, kind, because) {
        (0, _, StoreDeath::Killed) => say!(t,
            ko: "*{store}*의 프로세스가 [멈췄지만], 갖고 있던 세션은 없었습니다.",
            en: "The process of *{store}* [crashed]; it held no session.",
            store),
        (0, _, StoreDeath::PowerCut) => say!(t,
            ko: "*{store}*의 전원이 [끊겼지만], 갖고 있던 세션은 없었습니다.",
            en: "*{store}* [lost power]; it held no session.",
            store),
        (_, StoreKind::Memory, StoreDeath::Killed) => say!(t,
            ko: "*{store}*의 프로세스가 [멈춰] 메모리에 있던 [{held}가 사라졌습니다.]",
            en: "The process of *{store}* [crashed], and [its memory with {held} is gone].",
            store, held),
        (_, StoreKind::Memory, StoreDeath::PowerCut) => say!(t,
            ko: "*{store}*의 전원이 [끊겨] 메모리에 있던 [{held}가 사라졌습니다.]",
            en: "*{store}* [lost power], and [its memory with {held} is gone].",
            store, held),
        (_, StoreKind::Log, StoreDeath::Killed) => say!(t,
            ko: "*{store}*의 프로세스가 [멈췄지만], 로그는 이미 운영체제에 넘어가 있어 {held}가 그대로 남습니다.",
            en: "The process of *{store}* [crashed], but the operating system already had its log: {held} survived.",
            store, held),
        (_, StoreKind::Log, StoreDeath::PowerCut) => say!(t,
            ko: "{held}를 갖고 있던 *{store}*의 전원이 [끊겼고], 문서에 따르면 아직 디스크에 쓰지 못한 [마지막 1초의 변경은 사라집니다.]",
            en: "*{store}* [lost power] with {held} in it; according to its documentation, [writes of the last second] that are not on disk yet are lost.",
            store, held),
        (_, StoreKind::Disk, StoreDeath::Killed) => say!(t,
            ko: "*{store}*의 프로세스가 [멈췄지만], 저장했다고 답한 쓰기는 디스크에 있어 {held}가 그대로 남습니다.",
            en: "The process of *{store}* [crashed], but every write it acknowledged is on disk: {held} survived.",
            store, held),
        (_, StoreKind::Disk, StoreDeath::PowerCut) => say!(t,
            ko: "*{store}*의 전원이 [끊겼지만], 문서에 따르면 저장했다고 답한 쓰기는 디스크에 있어 {held}가 그대로 남습니다.",
            en: "*{store}* [lost power], but according to its documentation, every write it acknowledged is on disk: {held} survived.",
            store, held),
    }
}

/// Says what a store's death means for the servers.
fn outage(t: &Telling, role: StoreRole, world: &World) {
    match (role, world.replica()) {
        (StoreRole::Primary, Some(_)) => say!(t,
            claims: [Claim::PrimaryDown, Claim::TakeoverStillDue(world.config.store_takeover())],
            ko: "복제본이 승격될 때까지 {takeover} 동안 어느 서버도 세션을 읽지 못합니다.",
            en: "No server can read a session for {takeover}, until the replica takes over.",
            takeover = world.config.store_takeover()),
        (StoreRole::Primary, None) => say!(t,
            claims: [Claim::PrimaryDown, Claim::NoReplica],
            ko: "저장소가 단일 장애 지점(SPOF)이어서, 다시 켤 때까지 어느 서버도 세션을 읽지 못합니다.",
            en: "No server can read a session until the store is restarted: a single point of failure."),
        (StoreRole::Replica, _) if world.is_primary_down() => say!(t,
            claims: [Claim::PrimaryDown, Claim::NoReplica],
            ko: "주 저장소도 멈춰 있는데 승격할 복제본까지 없어져, 어느 서버도 세션을 읽지 못합니다.",
            en: "The primary is down as well, and no replica is left to take over: no server can read a session."),
        (StoreRole::Replica, _) => say!(t,
            claims: [Claim::PrimaryUp, Claim::NoReplica],
            ko: "서버들은 주 저장소를 쓰므로 영향이 없지만, 이제 승격할 복제본이 없습니다.",
            en: "The servers ask the primary and notice nothing, but no replica is left to take over."),
    }
}

pub(super) fn restarted(
    t: &Telling,
    store: StoreId,
    role: StoreRole,
    sessions: u32,
    downtime: SimDuration,
    world: &World,
) {
    let held = count(sessions, Noun::Session);
    t.claim(Claim::SessionCount(Holder::Store(store), sessions));
    let loses_all = world.clients.iter().all(|client| world.will_be_anonymous(client.id));
    if let (StoreRole::Primary, 0) = (role, sessions) {
        world.clients.iter().filter(|_| loses_all).for_each(|client| t.claim(Claim::MustLogIn(client.id)));
        world.replica().into_iter().for_each(|replica| t.claim(Claim::SessionCount(Holder::Store(replica), 0)));
    }
    match downtime {
        SimDuration::ZERO => say!(t,
            ko: "*{store}*{이} 멈추자마자 다시 켜졌습니다.",
            en: "*{store}* is running again right after it stopped.",
            store),
        _ => say!(t,
            ko: "*{store}*{이} 멈춘 지 {downtime} 만에 다시 켜졌습니다.",
            en: "*{store}* is running again after {downtime} of downtime.",
            store, downtime),
    }
    match (role, sessions) {
        (StoreRole::Replica, _) if world.is_primary_down() => say!(t,
            claims: [Claim::PrimaryDown, Claim::TakeoverStillDue(world.config.store_takeover())],
            ko: "주 저장소가 멈춰 있어, 복제본인 {store}{은} 자신에게 남아 있던 {held}로 시작하고, {takeover} 뒤에 주 저장소로 승격됩니다.",
            en: "The primary is down, so the replica, {store}, starts with its own data ({held}) and takes over in {takeover}.",
            store, held, takeover = world.config.store_takeover()),
        (StoreRole::Replica, _) => say!(t,
            claims: [Claim::Replica(store), Claim::SessionCount(Holder::Store(world.primary), sessions)],
            ko: "주 저장소에서 {held}를 새로 받아 복제본이 되었습니다.",
            en: "It is a replica and has copied {held} from the primary.",
            held),
        (StoreRole::Primary, 0) if world.replica().is_some() => say!(t,
            ko: "[남은 세션이 없고, 복제본도 이 빈 상태를 그대로 복제합니다.]",
            en: "[It came back empty, and its replica becomes empty as well.]"),
        (StoreRole::Primary, 0) if !loses_all => say!(t,
            ko: "남은 세션이 없습니다.",
            en: "No session is left."),
        (StoreRole::Primary, 0) => say!(t,
            ko: "남은 세션이 없어, 로그인했던 사용자는 모두 다시 로그인해야 합니다.",
            en: "No session is left, so every user who was logged in has to log in again."),
        (StoreRole::Primary, _) => say!(t,
            claims: [Claim::PrimaryUp, Claim::Primary(store)],
            ko: "남아 있던 {held}를 어느 서버나 다시 읽을 수 있습니다.",
            en: "{held} survived, and every server can read the store again.",
            held),
    }
}

/// Tells a promotion and its losses in one sentence, since the people who lose writes are listed after it.
pub(super) fn promoted(t: &Telling, store: StoreId, from: StoreId, lost: u32, by_hand: bool) {
    t.claim(Claim::Primary(store));
    let sessions = count(lost, Noun::Session);
    match (by_hand, lost) {
        (false, 0) => say!(t,
            ko: "센티널(감시 프로세스)들이 합의해, 멈춘 {from} 대신 복제본 *{store}*{을} 주 저장소로 승격했습니다. {from}{이} 저장했다고 답한 쓰기는 모두 도착해 있어 잃은 것이 없습니다.",
            en: "The sentinels (monitoring processes) agreed that {from} is down and promoted the replica, *{store}*. Every write that {from} acknowledged had reached it, so nothing is lost.",
            store, from),
        (false, _) => say!(t,
            ko: "센티널(감시 프로세스)들이 합의해, 멈춘 {from} 대신 복제본 *{store}*{을} 주 저장소로 승격했지만, [저장했다고 답한 {sessions}의 마지막 쓰기는 도착하지 못해 사라졌습니다.]",
            en: "The sentinels (monitoring processes) agreed that {from} is down and promoted the replica, *{store}*, but [the last acknowledged write to {sessions} never reached it].",
            store, from, sessions),
        (true, 0) => say!(t,
            ko: "복제본 *{store}*{을} 수동으로 주 저장소로 승격했습니다. {from}{이} 저장했다고 답한 쓰기는 모두 도착해 있어 잃은 것이 없습니다.",
            en: "The replica, *{store}*, was promoted by hand. Every write that {from} acknowledged had reached it, so nothing is lost.",
            store, from),
        (true, _) => say!(t,
            ko: "복제본 *{store}*{을} 수동으로 주 저장소로 승격했지만, {from}{이} [저장했다고 답한 {sessions}의 마지막 쓰기는 도착하지 못해 사라졌습니다.]",
            en: "The replica, *{store}*, was promoted by hand, but [the last write to {sessions} that {from} had acknowledged never reached it].",
            store, from, sessions),
    }
}

/// Tells a promotion and lists the people who lose by it.
pub(in crate::text) fn promotion(t: &Telling, step: &Promotion) {
    let Promotion { store, from, lost, by_hand, ref losses } = *step;
    promoted(t, store, from, lost, by_hand);
    step::losses(t, losses);
}

pub(super) fn replication_sent(
    t: &Telling,
    store: StoreId,
    (session, person): (SessionId, ClientId),
    version: u32,
    (bytes, change): (u64, Change),
    world: &World,
) {
    let (id, number) = (session, version);
    let replica_holds = world.unasked_holder_of(session).is_some_and(|holder| Some(holder) == world.replica());
    let (session, version, bytes) = (Session(person, session.short()), Version(version), Bytes(bytes));
    let lag = world.config.duration(Setting::ReplicaLag);
    match (change, world.config.on(Setting::ReplicaWait)) {
        (Change::Created | Change::Changed, true) => say!(t,
            ko: "*{store}*{이} {person}의 세션 {session} *{version}*{을} 복제본에 보냈습니다({bytes}). WAIT 1이므로 복제본이 받았다고 확인할 때까지(편도 {lag}) 서버에 답하지 않습니다.",
            en: "*{store}* sent *{version}* of {person}’s session {session} to its replica ({bytes}). With WAIT 1 it answers the server only after the replica confirms ({lag} each way).",
            store, person, session, version, bytes, lag),
        (Change::Created | Change::Changed, false) => say!(t,
            claims: [Claim::LostByTakeover(id, number)],
            ko: "*{store}*{이} {person}의 세션 {session} *{version}*{을} 복제본에 보냈습니다({bytes}). 도착하기까지 {lag} 사이에 주 저장소가 멈추면, 이미 저장했다고 답한 이 쓰기를 잃습니다.",
            en: "*{store}* sent *{version}* of {person}’s session {session} to its replica ({bytes}). If the primary fails before the replica has it ({lag}), this acknowledged write is lost.",
            store, person, session, version, bytes, lag),
        (Change::Read, true) => say!(t,
            ko: "*{store}*{이} {person}의 세션 {session}의 접근 시각을 복제본에 보냈습니다({bytes}). WAIT 1이므로 복제본이 받았다고 확인할 때까지(편도 {lag}) 서버에 답하지 않습니다.",
            en: "*{store}* sent the access time of {person}’s session {session} to its replica ({bytes}). With WAIT 1 it answers the server only after the replica confirms ({lag} each way).",
            store, person, session, bytes, lag),
        (Change::Read, false) => say!(t,
            ko: "*{store}*{이} {person}의 세션 {session}의 접근 시각을 복제본에 보냈습니다({bytes}). {lag} 뒤에 도착합니다.",
            en: "*{store}* sent the access time of {person}’s session {session} to its replica ({bytes}). It takes {lag}.",
            store, person, session, bytes, lag),
        (Change::Ended | Change::Expired, true) => say!(t,
            ko: "*{store}*{이} {person}의 세션 {session}{이} 끝났다고 복제본에 알렸습니다({bytes}). WAIT 1이므로 복제본이 받았다고 확인할 때까지(편도 {lag}) 서버에 답하지 않습니다.",
            en: "*{store}* told its replica that {person}’s session {session} has ended ({bytes}). With WAIT 1 it answers the server only after the replica confirms ({lag} each way).",
            store, person, session, bytes, lag),
        (Change::Ended | Change::Expired, false) if !replica_holds => say!(t,
            ko: "*{store}*{이} {person}의 세션 {session}{이} 끝났다고 복제본에 알렸습니다({bytes}). {lag} 뒤에 도착합니다.",
            en: "*{store}* told its replica that {person}’s session {session} has ended ({bytes}). It takes {lag}.",
            store, person, session, bytes, lag),
        (Change::Ended | Change::Expired, false) => say!(t,
            claims: [Claim::BackByTakeover(id)],
            ko: "*{store}*{이} {person}의 세션 {session}{이} 끝났다고 복제본에 알렸습니다({bytes}). 도착하기 전({lag} 안)에 주 저장소가 멈추면, 끝난 세션이 복제본에서 되살아납니다.",
            en: "*{store}* told its replica that {person}’s session {session} has ended ({bytes}). If the primary fails before the replica knows ({lag}), the session comes back with the replica.",
            store, person, session, bytes, lag),
    }
}

pub(super) fn replication_applied(
    t: &Telling,
    store: StoreId,
    (session, person): (SessionId, ClientId),
    version: u32,
    change: Change,
) {
    t.claim(Claim::Replica(store));
    let (id, number) = (session, version);
    let (session, version) = (Session(person, session.short()), Version(version));
    match change {
        Change::Created | Change::Changed => say!(t,
            claims: [Claim::SurvivesTakeover(id, number)],
            ko: "복제본 *{store}*{이} {person}의 세션 {session} *{version}*{을} 받았습니다. 이제 주 저장소가 멈춰도 이 쓰기는 남습니다.",
            en: "The replica, *{store}*, received *{version}* of {person}’s session {session}. If the primary fails now, this write survives.",
            store, person, session, version),
        Change::Read => say!(t,
            ko: "복제본 *{store}*{이} {person}의 세션 {session}의 접근 시각을 받았습니다.",
            en: "The replica, *{store}*, received the access time of {person}’s session {session}.",
            store, person, session),
        Change::Ended | Change::Expired => say!(t,
            claims: [Claim::EndedAfterTakeover(id)],
            ko: "복제본 *{store}*{이} {person}의 세션 {session}{을} 지웠습니다. 이제 주 저장소가 멈춰도 이 세션은 되살아나지 않습니다.",
            en: "The replica, *{store}*, deleted {person}’s session {session}. If the primary fails now, the session stays ended.",
            store, person, session),
    }
}
