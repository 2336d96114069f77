//! Clusters: copies, members, and what goes wrong between them. A copy of a session is a 사본 in Korean; a 복제본 is a
//! store's replica. A lost update (갱신 손실) is a loss of its own.

use crate::model::config::Setting;
use crate::model::fact::{CopiedChange, CopyBatch};
use crate::model::ids::{ClientId, CopyId, Holder, ServerId, SessionId};
use crate::model::time::SimDuration;
use crate::model::world::{CopyOutcome, World};

use super::super::caption::AppliedCopies;
use super::super::say::{Telling, say};
use super::super::value::Value::{self, Bytes, Servers, Session, Version};
use super::super::value::{Noun, count, ordinal};

/// The values of a [`CopyBatch`], for templates.
struct BatchValues {
    server: ServerId,
    person: ClientId,
    session: Value<'static>,
    version: Value<'static>,
    members: Value<'static>,
    messages: Value<'static>,
    bytes: Value<'static>,
}

impl BatchValues {
    fn of(copies: &CopyBatch) -> BatchValues {
        let CopyBatch { server, session, owner, version, receivers, messages, bytes } = *copies;
        BatchValues {
            server,
            person: owner,
            session: Session(owner, session.short()),
            version: Version(version),
            members: count(receivers, Noun::OtherMember),
            messages: count(messages, Noun::Message),
            bytes: Bytes(bytes),
        }
    }
}

pub(super) fn queued(t: &Telling, copies: &CopyBatch, sync: bool) {
    if sync { sent_at_once(t, copies) } else { waits_in_queue(t, copies) }
}

/// Asynchronous replication: the copies leave after the answer.
fn waits_in_queue(t: &Telling, copies: &CopyBatch) {
    let BatchValues { server, person, session, version, members, messages, bytes } = BatchValues::of(copies);
    match copies.change() {
        CopiedChange::Created | CopiedChange::Updated => say!(t,
            ko: "*{server}*{이} {members}에 보낼 {person}의 세션 {session} *{version}* 사본을 대기열에 넣었습니다({messages}, {bytes}). 응답은 사본을 기다리지 않으므로, 보내기 전에 이 서버가 멈추면 사본은 사라집니다.",
            en: "*{server}* queued *{version}* of {person}’s session {session} for {members} ({messages}, {bytes}). The response does not wait for the copies: if the server crashes before sending them, they are lost.",
            server, person, session, version, members, messages, bytes),
        CopiedChange::Read => say!(t,
            ko: "*{server}*{이} {person}의 세션 {session}{을} 읽기만 했는데도 {members}에 접근 시각을 알릴 {messages}({bytes})를 대기열에 넣었습니다. 응답은 전송을 기다리지 않으므로, 보내기 전에 이 서버가 멈추면 메시지는 사라집니다.",
            en: "*{server}* only read {person}’s session {session}, yet it queued {messages} ({bytes}) to tell {members} the access time. The response does not wait: if the server crashes before sending, nothing arrives.",
            server, person, session, members, messages, bytes),
        CopiedChange::Deleted => say!(t,
            ko: "*{server}*{이} {person}의 세션 {session}의 종료를 {members}에 알릴 {messages}({bytes})를 대기열에 넣었습니다. 응답은 전송을 기다리지 않으므로, 보내기 전에 이 서버가 멈추면 메시지는 사라집니다.",
            en: "*{server}* queued {messages} ({bytes}) to tell {members} that {person}’s session {session} has ended. The response does not wait: if the server crashes before sending, nothing arrives.",
            server, person, session, members, messages, bytes),
    }
}

/// Synchronous replication: the answer leaves after the copies are applied.
fn sent_at_once(t: &Telling, copies: &CopyBatch) {
    let BatchValues { server, person, session, version, members, messages, bytes } = BatchValues::of(copies);
    match copies.change() {
        CopiedChange::Created | CopiedChange::Updated => say!(t,
            ko: "*{server}*{이} {person}의 세션 {session} *{version}* 사본을 {members}에 곧바로 보냅니다({messages}, {bytes}). 동기 복제이므로 모두 적용할 때까지 응답을 미룹니다.",
            en: "*{server}* sends *{version}* of {person}’s session {session} to {members} right away ({messages}, {bytes}). The response waits until every copy is applied (synchronous replication).",
            server, person, session, version, members, messages, bytes),
        CopiedChange::Read => say!(t,
            ko: "*{server}*{이} {person}의 세션 {session}{을} 읽기만 했는데도 {members}에 접근 시각을 알리는 {messages}({bytes})를 곧바로 보냅니다. 동기 복제이므로 모두 적용할 때까지 응답을 미룹니다.",
            en: "*{server}* only read {person}’s session {session}, yet it sends {messages} ({bytes}) right away to tell {members} the access time. The response waits until every message is applied (synchronous replication).",
            server, person, session, members, messages, bytes),
        CopiedChange::Deleted => say!(t,
            ko: "*{server}*{이} {person}의 세션 {session}의 종료를 {members}에 알리는 {messages}({bytes})를 곧바로 보냅니다. 동기 복제이므로 모두 적용할 때까지 응답을 미룹니다.",
            en: "*{server}* sends {messages} ({bytes}) right away to tell {members} that {person}’s session {session} has ended. The response waits until every message is applied (synchronous replication).",
            server, person, session, members, messages, bytes),
    }
}

pub(super) fn sent(t: &Telling, copies: &CopyBatch) {
    let BatchValues { server, person, session, version, members, messages, bytes } = BatchValues::of(copies);
    // Without receivers there are no messages, so the kind of the change is not known.
    match (copies.receivers, copies.change()) {
        (0, _) => say!(t,
            ko: "*{server}*{은} 대기열에 있던 {person}의 세션 {session} 메시지를 보내지 못했습니다. 받을 다른 멤버가 없습니다.",
            en: "*{server}* had messages about {person}’s session {session} in its queue, but there is no other member to send them to.",
            server, person, session),
        (_, CopiedChange::Created | CopiedChange::Updated) => say!(t,
            ko: "*{server}*{이} {person}의 세션 {session} *{version}* 사본을 {members}에 보냈습니다({messages}, {bytes}). 이미 보낸 사본은 이 서버가 멈춰도 도착합니다.",
            en: "*{server}* sent *{version}* of {person}’s session {session} to {members} ({messages}, {bytes}). What has been sent arrives even if this server crashes.",
            server, person, session, version, members, messages, bytes),
        (_, CopiedChange::Read) => say!(t,
            ko: "*{server}*{이} {person}의 세션 {session}{을} 읽기만 했는데도 {members}에 접근 시각을 알리는 {messages}({bytes})를 보냈습니다. 이미 보낸 메시지는 이 서버가 멈춰도 도착합니다.",
            en: "*{server}* only read {person}’s session {session}, yet it sent {messages} ({bytes}) to tell {members} the access time. What has been sent arrives even if this server crashes.",
            server, person, session, members, messages, bytes),
        (_, CopiedChange::Deleted) => say!(t,
            ko: "*{server}*{이} {person}의 세션 {session}의 종료를 {members}에 알리는 {messages}({bytes})를 보냈습니다. 이미 보낸 메시지는 이 서버가 멈춰도 도착합니다.",
            en: "*{server}* sent {messages} ({bytes}) to tell {members} that {person}’s session {session} has ended. What has been sent arrives even if this server crashes.",
            server, person, session, members, messages, bytes),
    }
}

pub(super) fn applied(
    t: &Telling,
    server: ServerId,
    from: ServerId,
    (session, person): (SessionId, ClientId),
    version: u32,
    world: &World,
) {
    let outcome = world.copy_outcome(server, session, version);
    let (session, version) = (Session(person, session.short()), Version(version));
    let work = world.config.duration(Setting::CopyApply);
    match outcome {
        CopyOutcome::SameVersion => say!(t,
            ko: "{from}{이} 보낸 {person}의 세션 {session} *{version}*{을} *{server}*{이} 적용했습니다(워커 시간 {work}). 이제 이 서버에도 같은 값이 있습니다.",
            en: "*{server}* applied *{version}* of {person}’s session {session} from {from} ({work} of worker time). It has this version now.",
            server, from, person, session, version, work),
        CopyOutcome::NewerVersion(newer) => say!(t,
            ko: "{from}{이} 보낸 {person}의 세션 {session} *{version}*{을} *{server}*{이} 받았습니다(워커 시간 {work}). 이미 더 새로운 {newer}{이} 있어 접근 시각만 갱신했습니다.",
            en: "*{server}* got *{version}* of {person}’s session {session} from {from} ({work} of worker time). It has the newer {newer} already, so only the access time changed.",
            server, from, person, session, version, work, newer = Version(newer)),
        CopyOutcome::Deleted => say!(t,
            ko: "{from}{이} {person}의 세션 {session}{이} 끝났다고 알렸습니다. *{server}*도 워커 시간 {work}{을} 써서 이 세션을 지웠습니다.",
            en: "{from} told *{server}* that {person}’s session {session} has ended. *{server}* deleted it as well ({work} of worker time).",
            server, from, person, session, work),
    }
}

/// Copies of one change arrived at several members at once.
pub(in crate::text) fn applied_together(t: &Telling, step: &AppliedCopies, world: &World) {
    let AppliedCopies { ref servers, from, owner: person, session, version } = *step;
    let outcome = servers.first().map(|&server| world.copy_outcome(server, session, version));
    let (session, version) = (Session(person, session.short()), Version(version));
    let servers = Servers(servers);
    match outcome {
        None | Some(CopyOutcome::SameVersion) => say!(t,
            ko: "{from}{이} 보낸 {person}의 세션 {session} *{version}*{을} *{servers}*{이} 적용했습니다. 이제 이 서버들에도 같은 값이 있습니다.",
            en: "*{servers}* applied *{version}* of {person}’s session {session} from {from}. They have this version now.",
            servers, from, person, session, version),
        Some(CopyOutcome::NewerVersion(_)) => say!(t,
            ko: "{from}{이} 보낸 {person}의 세션 {session} *{version}*{을} *{servers}*{이} 받았습니다. 이미 더 새로운 값이 있어 접근 시각만 갱신했습니다.",
            en: "*{servers}* got *{version}* of {person}’s session {session} from {from}. They have a newer version already, so only the access time changed.",
            servers, from, person, session, version),
        Some(CopyOutcome::Deleted) => say!(t,
            ko: "{from}{이} {person}의 세션 {session}{이} 끝났다고 알렸습니다. *{servers}*도 이 세션을 지웠습니다.",
            en: "{from} told *{servers}* that {person}’s session {session} has ended. They deleted it as well.",
            servers, from, person, session),
    }
}

pub(super) fn ignored(
    t: &Telling,
    server: ServerId,
    from: ServerId,
    (session, person): (SessionId, ClientId),
    version: u32,
) {
    say!(t,
        ko: "*{server}*{이} {from}에서 온 {person}의 세션 {session} *{version}*{을} 버렸습니다. 세션이 생겼다는 메시지를 받지 못했거나 이미 끝난 세션이어서, 이 서버에는 갱신할 세션이 없습니다.",
        en: "*{server}* discarded *{version}* of {person}’s session {session} from {from}. It has no such session to update: the message that creates it never arrived, or the session has ended.",
        server, from, person, session = Session(person, session.short()), version = Version(version));
}

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
        ko: "[갱신 손실]: *{server}*의 세션 {session}에서 {person}의 {had} 요청이 쓴 값이 {got} 요청의 값으로 바뀌었습니다. 두 멤버가 서로의 쓰기를 모른 채 각자 *{version}*{을} 썼고, 나중에 도착한 값이 남습니다.",
        en: "[Lost update]: on *{server}*, the value that {person}’s {had} request wrote to session {session} was replaced by the value of the {got} request. Two members wrote *{version}* without knowing of each other’s write, and the value that arrives last stays.",
        server, person, session = Session(person, session.short()), version = Version(version), had = ordinal(had),
        got = ordinal(got));
}

pub(super) fn lost(
    t: &Telling,
    server: ServerId,
    (session, person): (SessionId, ClientId),
    version: u32,
    receivers: u8,
    world: &World,
) {
    let survives = world.newest_version(session).is_some_and(|newest| newest >= version);
    let (session, version) = (Session(person, session.short()), Version(version));
    match (survives, receivers) {
        (true, _) => say!(t,
            ko: "*{server}*{이} 멈춰, 보내려던 {person}의 세션 {session} *{version}* 사본이 [대기열에서 사라졌습니다.] 다른 멤버에 같거나 더 새로운 버전이 있어 잃은 값은 없습니다.",
            en: "*{server}* stopped, and its queue with *{version}* of {person}’s session {session} [is lost]. Another member has this version or a newer one, so no value is lost.",
            server, person, session, version),
        (false, 0) => say!(t,
            ko: "*{server}*{이} 멈춰, 보내려던 {person}의 세션 {session} *{version}* 사본이 [대기열에서 사라졌습니다.] 저장했다는 응답은 이미 나갔지만, 사본을 받을 다른 멤버도 없었습니다.",
            en: "*{server}* stopped, and its queue with *{version}* of {person}’s session {session} [is lost]. The response had reported success, but there was no other member to send a copy to.",
            server, person, session, version),
        (false, _) => say!(t,
            ko: "*{server}*{이} 멈춰, 보내려던 {person}의 세션 {session} *{version}* 사본이 [대기열에서 사라졌습니다.] 저장했다는 응답은 이미 나갔지만, {members}는 이 변경을 받지 못합니다.",
            en: "*{server}* stopped, and its queue with *{version}* of {person}’s session {session} [is lost]. The response had reported success, but {members} will never get this change.",
            server, person, session, version, members = count(receivers, Noun::OtherMember)),
    }
}

pub(super) fn join_started(
    t: &Telling,
    server: ServerId,
    donor: ServerId,
    (sessions, bytes): (u32, u64),
    takes: SimDuration,
) {
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
    match (complete, sessions) {
        (true, 0) => say!(t,
            ko: "*{server}*{이} {donor}에서 상태 전송을 마치고 요청을 받습니다. 받을 세션은 없었습니다.",
            en: "*{server}* has finished the state transfer from {donor} and accepts requests. There were no sessions to fetch.",
            server, donor),
        (true, _) => say!(t,
            ko: "*{server}*{이} {donor}의 세션을 모두 받아, 이제 {held}를 갖고 요청을 받기 시작합니다. {donor}{이} 알아보는 사용자는 이 서버도 모두 알아봅니다.",
            en: "*{server}* has fetched every session of {donor}, holds {held} now and accepts requests. It recognises every user that {donor} recognises.",
            server, donor, held),
        (false, 0) => say!(t,
            ko: "*{server}*{이} {donor}의 상태 전송을 {timeout} 동안 기다리다 [세션 하나 없이] 요청을 받기 시작했습니다. 다른 멤버에 다시 요청하지는 않습니다.",
            en: "*{server}* waited {timeout} for the state transfer from {donor} and accepts requests [without any session]. It does not ask another member again.",
            server, donor, timeout),
        (false, _) => say!(t,
            ko: "*{server}*{이} {donor}의 상태 전송을 {timeout} 동안 기다리다 [{held}만 가진 채] 요청을 받기 시작했습니다. 다른 멤버에 다시 요청하지는 않습니다.",
            en: "*{server}* waited {timeout} for the state transfer from {donor} and accepts requests [with {held} only]. It does not ask another member again.",
            server, donor, timeout, held),
    }
}

pub(super) fn copy_dropped(t: &Telling, CopyId { client: person, version, to }: CopyId) {
    let version = Version(version);
    match to {
        Holder::Server(server) => say!(t,
            ko: "*{server}*{으로} 가던 {person}의 *{version}* 사본을 [끊었습니다.] {server}{은} 다음 변경이 도착할 때까지 이 변경을 모릅니다.",
            en: "The copy *{version}* of {person}’s session on its way to *{server}* was [dropped]. {server} will not know this change until the next one arrives.",
            server, person, version),
        Holder::Store(store) => say!(t,
            ko: "*{store}*{으로} 가던 {person}의 *{version}* 사본을 [끊었습니다.] {store}{은} 이 쓰기를 모르므로, 지금 승격되면 이 쓰기를 잃습니다.",
            en: "The copy *{version}* of {person}’s session on its way to *{store}* was [dropped]. If {store} takes over now, this write is lost.",
            store, person, version),
    }
}

pub(super) fn copy_delayed(t: &Telling, CopyId { client: person, version, to }: CopyId, by: SimDuration) {
    let version = Version(version);
    match to {
        Holder::Server(server) => say!(t,
            ko: "*{server}*{으로} 가는 {person}의 *{version}* 사본을 {by} 늦췄습니다. 그사이 이 서버로 온 요청은 이 변경을 보지 못합니다.",
            en: "The copy *{version}* of {person}’s session on its way to *{server}* was delayed by {by}. A request that gets there first does not see this change.",
            server, person, version, by),
        Holder::Store(store) => say!(t,
            ko: "*{store}*{으로} 가는 {person}의 *{version}* 사본을 {by} 늦췄습니다. 그사이 주 저장소가 멈춰 {store}{이} 승격되면 이 쓰기를 잃습니다.",
            en: "The copy *{version}* of {person}’s session on its way to *{store}* was delayed by {by}. If the primary fails before it arrives and {store} takes over, this write is lost.",
            store, person, version, by),
    }
}
