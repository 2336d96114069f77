//! Shared stores in Korean: 저장소, and 복제본 for a store's replica. What is measured is said as it is; a cut of power was
//! not measured, and those sentences say so (문서에 따르면).

use crate::model::config::{Setting, StoreKind};
use crate::model::fact::{StoreDeath, StoreRole};
use crate::model::ids::{ClientId, RequestId, ServerId, SessionId, StoreId};
use crate::model::time::SimDuration;
use crate::model::world::World;

use super::super::caption::{Promotion, StoreFall};
use super::super::label::version as v;
use super::super::number::{bytes as size, duration};
use super::super::particle::Particle;
use super::super::state;
use super::{KO, Korean, Sentence, step};

pub(super) fn asked(id: RequestId, server: ServerId, store: StoreId, write: bool, world: &World) -> Sentence {
    let trip = duration(KO, state::round_trip(write, world));
    let asks = Sentence::new().here(server).josa(Particle::Subject).say(" ");
    if write {
        let asks = asks.person(id.client).say("의 변경을 ").store(store).say("에 씁니다. ");
        return asks.say(format!("저장했다는 답이 올 때까지({trip}) 응답을 미룹니다."));
    }
    let asks = asks.store(store).say("에 ").person(id.client).say("의 세션을 묻습니다. ");
    asks.say(format!("서버에는 세션이 없으므로 요청마다 왕복 {trip}")).josa(Particle::Subject).say(" 더 듭니다.")
}

pub(super) fn read(id: RequestId, store: StoreId, session: SessionId, found: bool, world: &World) -> Sentence {
    let work = duration(KO, world.config.store_read());
    let read = Sentence::new().here_store(store);
    if !found {
        let read = read.say("에 ").person(id.client).say("의 세션 ").session(id.client, session);
        return read.josa(Particle::Subject).say(" 없습니다. 그렇다고 서버에 답합니다.");
    }
    let read = read.josa(Particle::Subject).say(" ").person(id.client).say("의 세션 ").session(id.client, session);
    read.josa(Particle::Object).say(format!(" {work} 만에 찾았습니다. 읽는 김에 유휴 만료도 다시 뒤로 미룹니다."))
}

pub(super) fn unreachable(id: RequestId, server: ServerId, store: StoreId, world: &World) -> Sentence {
    let lost = Sentence::new().here(server).josa(Particle::Topic).say(" ").store(store).say("에 닿지 못해 ");
    let lost = lost.person(id.client).say("의 요청에 ").loss("500").say("으로 답합니다. ");
    lost.say(match (state::store_up(store, world), state::role(store, world)) {
        (false, _) => "서버는 멀쩡해도, 저장소가 없으면 어느 서버든 마찬가지입니다.",
        (true, StoreRole::Primary) => "저장소는 살아 있지만 둘 사이의 연결이 끊겼습니다.",
        (true, StoreRole::Replica) => "이제는 복제본이어서, Redis의 READONLY처럼 물음을 받지 않습니다.",
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
    let store = Sentence::new().here_store(store);
    let store = match because {
        StoreDeath::Killed => store.say("의 프로세스가 "),
        StoreDeath::PowerCut => store.say("의 전원이 "),
    };
    let (so, but) = match because {
        StoreDeath::Killed => ("멈춰", "멈췄지만"),
        StoreDeath::PowerCut => ("끊겨", "끊겼지만"),
    };
    if sessions == 0 {
        return store.loss(but).say(", 갖고 있던 세션은 없습니다.");
    }
    let all = if sessions == 1 { "세션 1개가".to_owned() } else { format!("세션 {sessions}개가 모두") };
    match (kind, because) {
        (StoreKind::Memory, _) => {
            store.loss(so).say(" 그 메모리의 ").loss(format!("세션 {sessions}개가 사라졌습니다."))
        }
        (StoreKind::Log, StoreDeath::Killed) => {
            store.loss(but).say(format!(", 로그는 이미 운영체제에 넘어가 있어 {all} 남습니다."))
        }
        (StoreKind::Log, StoreDeath::PowerCut) => store
            .loss(so)
            .say(format!(", 문서에 따르면 세션 {sessions}개에 쓴 것 가운데 디스크에 닿지 못한 "))
            .loss("마지막 1초가 사라집니다."),
        (StoreKind::Disk, StoreDeath::Killed) => {
            store.loss(but).say(format!(", 답한 쓰기는 디스크에 있어 {all} 남습니다."))
        }
        (StoreKind::Disk, StoreDeath::PowerCut) => {
            store.loss(but).say(format!(", 문서에 따르면 답한 쓰기는 디스크에 있어 {all} 남습니다."))
        }
    }
}

/// What follows for the servers.
fn until_when(role: StoreRole, world: &World) -> String {
    let takeover = duration(KO, state::takeover(world));
    match (role, state::replica(world)) {
        (StoreRole::Primary, Some(_)) => {
            format!("복제본이 넘겨받을 때까지 {takeover} 동안 어느 서버도 세션을 읽지 못합니다.")
        }
        (StoreRole::Primary, None) => {
            "단일 장애 지점이어서, 다시 켤 때까지 어느 서버도 세션을 읽지 못합니다.".to_owned()
        }
        (StoreRole::Replica, _) => {
            "서버는 주 저장소에 물으므로 그대로지만, 이제 넘겨받을 복제본이 없습니다.".to_owned()
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
    let back = Sentence::new().here_store(store).josa(Particle::Subject);
    let back = back.say(format!(" {} 만에 다시 켜졌습니다. ", duration(KO, downtime)));
    match (role, sessions) {
        (StoreRole::Replica, _) => back.say(format!("주 저장소의 세션 {sessions}개를 새로 받아 복제본이 됩니다.")),
        (StoreRole::Primary, 0) if state::replica(world).is_some() => {
            back.loss("빈 채로 켜져서 복제본도 그 빈 상태를 그대로 베낍니다.")
        }
        (StoreRole::Primary, 0) => back.say("남은 세션이 없어, 로그인했던 사람은 모두 다시 로그인해야 합니다."),
        (StoreRole::Primary, _) => back.say(format!("남아 있던 세션 {sessions}개를 어느 서버나 다시 읽습니다.")),
    }
}

pub(super) fn promoted(store: StoreId, from: StoreId, lost: u32, by_hand: bool) -> Sentence {
    let start = took_over(store, from, by_hand);
    match lost {
        0 => start.store(from).josa(Particle::Subject).say(" 저장했다고 답한 쓰기는 모두 와 있어 잃은 것이 없습니다."),
        _ => start
            .store(from)
            .josa(Particle::Subject)
            .say(" 저장했다고 답한 ")
            .loss(format!("쓰기 {lost}개는 아직 오지 않아 사라졌습니다.")),
    }
}

/// The same with the people who lose by it, where there are some.
pub(super) fn promotion(step: &Promotion) -> Sentence {
    let Promotion { store, from, lost, by_hand, ref toll } = *step;
    if toll.owners.is_empty() && toll.behind.is_empty() {
        return promoted(store, from, lost, by_hand);
    }
    let start = took_over(store, from, by_hand);
    start.loss(format!("저장했다고 답한 쓰기 {lost}개가 오지 않아")).say(",").then(step::toll(toll))
}

fn took_over(store: StoreId, from: StoreId, by_hand: bool) -> Sentence {
    let start = if by_hand {
        Sentence::new().say("사람이 복제본인 ").here_store(store)
    } else {
        let down = Sentence::new().store(from).josa(Particle::Subject).say(" 멈춘 것을 감시자들이 확인하고 복제본인 ");
        down.here_store(store)
    };
    start.josa(Particle::Object).say(" 주 저장소로 올렸습니다. ")
}

pub(super) fn replication_sent(
    from: StoreId,
    (session, owner): (SessionId, ClientId),
    version: u32,
    bytes: u64,
    world: &World,
) -> Sentence {
    let lag = duration(KO, world.config.duration(Setting::ReplicaLag));
    let sent = Sentence::new().here_store(from).josa(Particle::Subject).say(" ").person(owner).say("의 세션 ");
    let sent = sent.session(owner, session).say(" ").strong(v(version)).josa(Particle::Object);
    let sent = sent.say(format!(" 복제본에 보냈습니다({}). ", size(bytes)));
    sent.say(if world.config.on(Setting::ReplicaWait) {
        format!("WAIT 1이므로 복제본이 받았다고 할 때까지(편도 {lag}) 서버에 답하지 않습니다.")
    } else {
        format!("받기까지 {lag}, 그 안에 멈추면 이미 답한 이 쓰기를 잃습니다.")
    })
}

pub(super) fn replication_applied(store: StoreId, (session, owner): (SessionId, ClientId), version: u32) -> Sentence {
    let got = Sentence::new().say("복제본인 ").here_store(store).josa(Particle::Subject).say(" ").person(owner);
    let got = got.say("의 세션 ").session(owner, session).say(" ").strong(v(version)).josa(Particle::Object);
    got.say(" 받았습니다. 이제 주 저장소가 멈춰도 이 쓰기는 남습니다.")
}

/// `lost` tells which of the person's requests wrote what is gone.
pub(super) fn update_lost(id: RequestId, session: SessionId, version: u32, (lost, cart): (u32, u16)) -> Sentence {
    let gone = Sentence::new().loss("갱신 손실").say(": ").person(id.client);
    let gone = gone.say(format!("의 {lost}번째 요청이 세션 ")).session(id.client, session);
    let gone = gone.say("에 담은 것이 사라졌습니다. ");
    let gone = gone.say(format!("{}번째 요청이 이를 못 본 채 ", id.nth)).strong(v(version)).josa(Particle::Object);
    gone.say(format!(" 써서, 장바구니에는 {cart}개만 남습니다."))
}
