//! Clusters: members that join, and writes that cross. A copy of a session is a 사본 in Korean; a 복제본 is a store's
//! replica. A lost update (갱신 손실) is a loss of its own.

use crate::model::config::Setting;
use crate::model::ids::{ClientId, Holder, ServerId, SessionId};
use crate::model::time::SimDuration;
use crate::model::world::World;

use super::super::claim::Claim;
use super::super::say::{Telling, say};
use super::super::value::Value::{Bytes, Session, Version};
use super::super::value::{Noun, count, ordinal};
use super::machine;

/// `had` and `got` are the numbers of the person's requests: the one whose value was there, and the one whose value
/// replaced it.
pub(super) fn crossed(
    t: &Telling,
    server: ServerId,
    (session, person): (SessionId, ClientId),
    version: u32,
    (had, got): (u32, u32),
) {
    say!(t,
        claims: [Claim::HasVersion(Holder::Server(server), session, version)],
        ko: "[갱신 손실]: *{server}*의 세션 {session}에서 {person}의 {had} 요청이 쓴 값이 {got} 요청의 값으로 바뀌었습니다. 두 멤버가 서로의 쓰기를 모른 채 각자 *{version}*{을} 썼고, 나중에 도착한 값이 남습니다.",
        en: "[Lost update]: on *{server}*, the value that {person}’s {had} request wrote to session {session} was replaced by the value of the {got} request. Two members wrote *{version}* without knowing of each other’s write, and the value that arrives last stays.",
        server, person, session = Session(person, session.short()), version = Version(version), had = ordinal(had),
        got = ordinal(got));
}

pub(super) fn join_started(
    t: &Telling,
    (server, donor): (ServerId, ServerId),
    (sessions, bytes): (u32, u64),
    takes: SimDuration,
    world: &World,
) {
    let timeout = world.config.duration(Setting::StateTransferTimeout);
    t.claim(Claim::DonorIs(server, donor));
    t.claim(Claim::JoinStillDue(server, donor, takes.min(timeout)));
    if timeout < takes {
        return say!(t,
            ko: "*{server}*{이} 클러스터에 들어와 {donor}에 세션을 요청했습니다. 상태 전송에는 {takes}{이} 걸리지만 {timeout}까지만 기다리고, 그동안 요청을 받지 않습니다.",
            en: "*{server}* joined the cluster and asked {donor} for its sessions. The state transfer needs {takes}, but the server waits {timeout} only; until then it accepts no requests.",
            server, donor, takes, timeout);
    }
    match sessions {
        0 => say!(t,
            ko: "*{server}*{이} 클러스터에 들어와 {donor}에 세션을 요청했습니다. 받을 세션은 없지만, 상태 전송이 끝날 때까지({takes}) 요청을 받지 않습니다.",
            en: "*{server}* joined the cluster and asked {donor} for its sessions. There are none, but {server} accepts no requests until the state transfer ends ({takes}).",
            server, donor, takes),
        _ => say!(t,
            ko: "*{server}*{이} 클러스터에 들어와 {donor}에서 *{sessions}*({bytes})를 받기 시작했습니다. 상태 전송이 끝날 때까지({takes}) 요청을 받지 않습니다.",
            en: "*{server}* joined the cluster and began to fetch *{sessions}* ({bytes}) from {donor}. It accepts no requests until the state transfer ends ({takes}).",
            server, donor, takes, sessions = count(sessions, Noun::Session), bytes = Bytes(bytes)),
    }
}

pub(super) fn join_ended(t: &Telling, server: ServerId, donor: ServerId, sessions: u32, complete: bool, world: &World) {
    let timeout = world.config.duration(Setting::StateTransferTimeout);
    let held = count(sessions, Noun::Session);
    t.claim(Claim::Serves(server));
    t.claim(Claim::SessionCount(Holder::Server(server), sessions));
    match (complete, sessions) {
        (true, 0) => say!(t,
            ko: "*{server}*{이} {donor}에서 상태 전송을 마쳤지만, 받을 세션은 없었습니다.",
            en: "*{server}* has finished the state transfer from {donor}; there were no sessions to fetch.",
            server, donor),
        (true, _) => say!(t,
            claims: [Claim::HoldsAllOf(server, donor)],
            ko: "*{server}*{이} {donor}의 세션을 모두 받아 이제 {held}를 갖고 있으며, {donor}{이} 알아보는 사용자는 모두 알아봅니다.",
            en: "*{server}* has fetched every session of {donor} and holds {held} now, so it recognises every user that {donor} recognises.",
            server, donor, held),
        (false, 0) => say!(t,
            ko: "*{server}*{이} {donor}의 상태 전송을 {timeout} 동안 기다리다 포기했고, 다른 멤버에 다시 요청하지 않아 [세션이 하나도 없습니다.]",
            en: "*{server}* gave up the state transfer from {donor} after {timeout} and asks no other member, so it starts [without any session.]",
            server, donor, timeout),
        (false, _) => say!(t,
            ko: "*{server}*{이} {donor}의 상태 전송을 {timeout} 동안 기다리다 포기했고, 다른 멤버에 다시 요청하지 않아 [{held}만 갖고 있습니다.]",
            en: "*{server}* gave up the state transfer from {donor} after {timeout} and asks no other member, so it starts [with {held} only.]",
            server, donor, timeout, held),
    }
    if !machine::return_by_checks(t, server, world) {
        say!(t,
            ko: "이제 요청을 받습니다.",
            en: "It accepts requests now.");
    }
}
