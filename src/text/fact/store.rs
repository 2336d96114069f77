//! Shared stores: 저장소 in Korean, and 복제본 for a store's replica. What is measured is said as it is; a cut of power was
//! not measured, and those sentences say so (문서에 따르면, as documented).

use crate::model::config::{Setting, StoreKind};
use crate::model::fact::{StoreDeath, StoreRole};
use crate::model::ids::{ClientId, RequestId, ServerId, SessionId, StoreId};
use crate::model::time::SimDuration;
use crate::model::world::World;

use super::super::caption::{Promotion, StoreFall};
use super::super::state;
use super::super::step;
use super::super::telling::Telling;
use super::super::telling::Value::{Bytes, Number, Person, Server, Session, Store, Time, Version};
use super::super::telling::both;

pub(super) fn asked(t: &mut Telling, id: RequestId, server: ServerId, store: StoreId, write: bool, world: &World) {
    let texts = if write {
        both!(
            "*{0}*{이} {1}의 변경을 {2}에 씁니다. 저장했다는 답이 올 때까지({3}) 응답을 미룹니다.",
            "*{^0}* writes {1}’s change to {2}. The answer waits until the store says that it is saved ({3})."
        )
    } else {
        both!(
            "*{0}*{이} {2}에 {1}의 세션을 묻습니다. 서버에는 세션이 없으므로 요청마다 왕복 {3}{이} 더 듭니다.",
            "*{^0}* asks {2} for {1}’s session. It holds none itself, so every request takes a round trip more ({3})."
        )
    };
    t.say(texts, &[Server(server), Person(id.client), Store(store), Time(state::round_trip(write, world))]);
}

pub(super) fn read(t: &mut Telling, id: RequestId, store: StoreId, session: SessionId, found: bool, world: &World) {
    let texts = if found {
        both!(
            "*{0}*{이} {1}의 세션 {2}{을} {3} 만에 찾았습니다. 읽는 김에 유휴 만료도 다시 뒤로 미룹니다.",
            "*{^0}* found {1}’s session {2} in {3}. Reading it starts the idle timeout again."
        )
    } else {
        both!(
            "*{0}*에 {1}의 세션 {2}{이} 없습니다. 그렇다고 서버에 답합니다.",
            "*{^0}* has no session {2} of {1} and tells the server so."
        )
    };
    let work = world.config.store_read();
    t.say(texts, &[Store(store), Person(id.client), Session(id.client, session.short()), Time(work)]);
}

pub(super) fn unreachable(t: &mut Telling, id: RequestId, server: ServerId, store: StoreId, world: &World) {
    let texts = both!(
        "*{0}*{은} {1}에 닿지 못해 {2}의 요청에 [500]으로 답합니다. ",
        "*{^0}* cannot reach {1} and answers {2}’s request with [500]. "
    );
    t.say(texts, &[Server(server), Store(store), Person(id.client)]);
    t.plain(match (state::store_up(store, world), state::role(store, world)) {
        (false, _) => both!(
            "서버는 멀쩡해도, 저장소가 없으면 어느 서버든 마찬가지입니다.",
            "The server is fine, but without the store no server can do better."
        ),
        (true, StoreRole::Primary) => both!(
            "저장소는 살아 있지만 둘 사이의 연결이 끊겼습니다.",
            "The store lives, but the connection between them broke."
        ),
        (true, StoreRole::Replica) => both!(
            "이제는 복제본이어서, Redis의 READONLY처럼 물음을 받지 않습니다.",
            "It is a replica now and takes no questions (Redis: READONLY)."
        ),
    });
}

pub(super) fn died(
    t: &mut Telling,
    store: StoreId,
    (role, kind): (StoreRole, StoreKind),
    sessions: u32,
    because: StoreDeath,
    world: &World,
) {
    what_survives(t, store, kind, sessions, because);
    t.next();
    until_when(t, role, world);
}

/// The same with the people who lose by it, where there are some.
pub(in crate::text) fn fell(t: &mut Telling, fall: &StoreFall, world: &World) {
    let StoreFall { store, role, kind, sessions, because, toll: ref cost } = *fall;
    what_survives(t, store, kind, sessions, because);
    t.next();
    if cost.owners.is_empty() && cost.behind.is_empty() {
        until_when(t, role, world);
    } else {
        step::toll(t, cost);
    }
}

fn what_survives(t: &mut Telling, store: StoreId, kind: StoreKind, sessions: u32, because: StoreDeath) {
    let texts = match (sessions, kind, because) {
        (0, _, StoreDeath::Killed) => both!(
            "*{0}*의 프로세스가 [멈췄지만], 갖고 있던 세션은 없습니다.",
            "The process of *{0}*[ died]; it held no session."
        ),
        (0, _, StoreDeath::PowerCut) => both!(
            "*{0}*의 전원이 [끊겼지만], 갖고 있던 세션은 없습니다.",
            "The power of *{0}*[ was cut]; it held no session."
        ),
        (_, StoreKind::Memory, StoreDeath::Killed) => both!(
            "*{0}*의 프로세스가 [멈춰] 그 메모리의 [세션 {1}개가 사라졌습니다.]",
            "The process of *{0}*[ died] and [{1:session} in its memory went with it]."
        ),
        (_, StoreKind::Memory, StoreDeath::PowerCut) => both!(
            "*{0}*의 전원이 [끊겨] 그 메모리의 [세션 {1}개가 사라졌습니다.]",
            "The power of *{0}*[ was cut] and [{1:session} in its memory went with it]."
        ),
        (_, StoreKind::Log, StoreDeath::Killed) => both!(
            "*{0}*의 프로세스가 [멈췄지만], 로그는 이미 운영체제에 넘어가 있어 세션 {1}개가{1?| 모두} 남습니다.",
            "The process of *{0}*[ died], but its log is with the operating system: {1?its|all} {1:session} {1?is|are} kept."
        ),
        (_, StoreKind::Log, StoreDeath::PowerCut) => both!(
            "*{0}*의 전원이 [끊겨], 문서에 따르면 세션 {1}개에 쓴 것 가운데 디스크에 닿지 못한 [마지막 1초가 사라집니다.]",
            "The power of *{0}*[ was cut] with {1:session} in it, and as documented, what the [last second] wrote and the disk had not got is gone."
        ),
        (_, StoreKind::Disk, StoreDeath::Killed) => both!(
            "*{0}*의 프로세스가 [멈췄지만], 답한 쓰기는 디스크에 있어 세션 {1}개가{1?| 모두} 남습니다.",
            "The process of *{0}*[ died], but what it acknowledged is on the disk: {1?its|all} {1:session} {1?is|are} kept."
        ),
        (_, StoreKind::Disk, StoreDeath::PowerCut) => both!(
            "*{0}*의 전원이 [끊겼지만], 문서에 따르면 답한 쓰기는 디스크에 있어 세션 {1}개가{1?| 모두} 남습니다.",
            "The power of *{0}*[ was cut], but as documented, what it acknowledged is on the disk: {1?its|all} {1:session} {1?is|are} kept."
        ),
    };
    t.say(texts, &[Store(store), Number(sessions.into())]);
}

/// What follows for the servers.
fn until_when(t: &mut Telling, role: StoreRole, world: &World) {
    let texts = match (role, state::replica(world)) {
        (StoreRole::Primary, Some(_)) => both!(
            "복제본이 넘겨받을 때까지 {0} 동안 어느 서버도 세션을 읽지 못합니다.",
            "Until the replica takes over, {0} from now, no server can read a session."
        ),
        (StoreRole::Primary, None) => both!(
            "단일 장애 지점이어서, 다시 켤 때까지 어느 서버도 세션을 읽지 못합니다.",
            "Until it is restarted, no server can read a session: a single point of failure."
        ),
        (StoreRole::Replica, _) => both!(
            "서버는 주 저장소에 물으므로 그대로지만, 이제 넘겨받을 복제본이 없습니다.",
            "The servers ask the primary and notice nothing, but no replica is left to take over."
        ),
    };
    t.say(texts, &[Time(state::takeover(world))]);
}

pub(super) fn restarted(
    t: &mut Telling,
    store: StoreId,
    role: StoreRole,
    sessions: u32,
    downtime: SimDuration,
    world: &World,
) {
    let values = [Store(store), Time(downtime), Number(sessions.into())];
    t.say(both!("*{0}*{이} {1} 만에 다시 켜졌습니다. ", "*{^0}* is running again after {1}. "), &values);
    let texts = match (role, sessions) {
        (StoreRole::Replica, _) => both!(
            "주 저장소의 세션 {2}개를 새로 받아 복제본이 됩니다.",
            "As a replica it takes over {2:session} from the primary."
        ),
        (StoreRole::Primary, 0) if state::replica(world).is_some() => both!(
            "[빈 채로 켜져서 복제본도 그 빈 상태를 그대로 베낍니다.]",
            "[It came back empty, and the replica copies the emptiness.]"
        ),
        (StoreRole::Primary, 0) => both!(
            "남은 세션이 없어, 로그인했던 사람은 모두 다시 로그인해야 합니다.",
            "No session is left, so everybody has to log in again."
        ),
        (StoreRole::Primary, _) => both!(
            "남아 있던 세션 {2}개를 어느 서버나 다시 읽습니다.",
            "Every server can read the {2:session} that survived."
        ),
    };
    t.say(texts, &values);
}

pub(super) fn promoted(t: &mut Telling, store: StoreId, from: StoreId, lost: u32, by_hand: bool) {
    took_over(t, store, from, by_hand);
    let texts = match lost {
        0 => both!(
            "{0}{이} 저장했다고 답한 쓰기는 모두 와 있어 잃은 것이 없습니다.",
            "Every write that {0} acknowledged had reached it: nothing is lost."
        ),
        _ => both!(
            "{0}{이} 저장했다고 답한 [쓰기 {1}개는 아직 오지 않아 사라졌습니다.]",
            "[{1:write}] that {0} had acknowledged [did not reach it] and {1?is|are} gone."
        ),
    };
    t.say(texts, &[Store(from), Number(lost.into())]);
}

/// The same with the people who lose by it, where there are some.
pub(in crate::text) fn promotion(t: &mut Telling, step: &Promotion) {
    let Promotion { store, from, lost, by_hand, toll: ref cost } = *step;
    if cost.owners.is_empty() && cost.behind.is_empty() {
        return promoted(t, store, from, lost, by_hand);
    }
    took_over(t, store, from, by_hand);
    let texts = both!("[저장했다고 답한 쓰기 {0}개가 오지 않아],", "[{0:acknowledged write} had not reached it]:");
    t.say(texts, &[Number(lost.into())]);
    t.next();
    step::toll(t, cost);
}

fn took_over(t: &mut Telling, store: StoreId, from: StoreId, by_hand: bool) {
    let texts = if by_hand {
        both!("사람이 복제본인 *{0}*{을} 주 저장소로 올렸습니다. ", "A person made the replica *{0}* the primary. ")
    } else {
        both!(
            "{1}{이} 멈춘 것을 감시자들이 확인하고 복제본인 *{0}*{을} 주 저장소로 올렸습니다. ",
            "The watchers agreed that {1} is dead and made the replica *{0}* the primary. "
        )
    };
    t.say(texts, &[Store(store), Store(from)]);
}

pub(super) fn replication_sent(
    t: &mut Telling,
    from: StoreId,
    (session, owner): (SessionId, ClientId),
    version: u32,
    bytes: u64,
    world: &World,
) {
    let texts = both!(
        "*{0}*{이} {1}의 세션 {2} *{3}*{을} 복제본에 보냈습니다({4}). ",
        "*{^0}* sent *{3}* of {1}’s session {2} to its replica ({4}). "
    );
    t.say(texts, &[Store(from), Person(owner), Session(owner, session.short()), Version(version), Bytes(bytes)]);
    let texts = if world.config.on(Setting::ReplicaWait) {
        both!(
            "WAIT 1이므로 복제본이 받았다고 할 때까지(편도 {0}) 서버에 답하지 않습니다.",
            "It answers the server when the replica has it (WAIT 1, {0} each way)."
        )
    } else {
        both!(
            "받기까지 {0}, 그 안에 멈추면 이미 답한 이 쓰기를 잃습니다.",
            "If it dies within the {0} that takes, this acknowledged write is gone."
        )
    };
    t.say(texts, &[Time(world.config.duration(Setting::ReplicaLag))]);
}

pub(super) fn replication_applied(
    t: &mut Telling,
    store: StoreId,
    (session, owner): (SessionId, ClientId),
    version: u32,
) {
    let texts = both!(
        "복제본인 *{0}*{이} {1}의 세션 {2} *{3}*{을} 받았습니다. 이제 주 저장소가 멈춰도 이 쓰기는 남습니다.",
        "The replica *{0}* has *{3}* of {1}’s session {2}. Now the primary may die and this write stays."
    );
    t.say(texts, &[Store(store), Person(owner), Session(owner, session.short()), Version(version)]);
}

/// `lost` tells which of the person's requests wrote what is gone.
pub(super) fn update_lost(t: &mut Telling, id: RequestId, session: SessionId, version: u32, (lost, cart): (u32, u16)) {
    let texts = both!(
        "[갱신 손실]: {0}의 {3}번째 요청이 세션 {1}에 담은 것이 사라졌습니다. {4}번째 요청이 이를 못 본 채 *{2}*{을} 써서, 장바구니에는 {5}개만 남습니다.",
        "[Lost update]: what {0}’s {3:th} request put into session {1} is gone. The {4:th} request had not seen it and wrote *{2}*, which leaves {5:item} in the cart."
    );
    let values = [
        Person(id.client),
        Session(id.client, session.short()),
        Version(version),
        Number(lost.into()),
        Number(id.nth.into()),
        Number(cart.into()),
    ];
    t.say(texts, &values);
}
