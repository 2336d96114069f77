//! Copies of a change at their sender: queued, sent, or lost with it.

use crate::model::fact::CopyBatch;
use crate::model::ids::{ClientId, ServerId, SessionId};
use crate::model::session::Change;
use crate::model::world::World;

use super::super::claim::Claim;
use super::super::say::{Telling, say};
use super::super::value::Value::{self, Bytes, Session, Version};
use super::super::value::{Noun, count};

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
        let CopyBatch { server, session, owner, version, receivers, messages, bytes, .. } = *copies;
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
    t.claim(Claim::QueueLostWith(copies.server, copies.session));
    let BatchValues { server, person, session, version, members, messages, bytes } = BatchValues::of(copies);
    match copies.change {
        Change::Created | Change::Changed => say!(t,
            ko: "*{server}*{이} {members}에 보낼 {person}의 세션 {session} *{version}* 사본을 대기열에 넣었습니다({messages}, {bytes}). 응답은 사본을 기다리지 않으므로, 보내기 전에 이 서버가 멈추면 사본은 사라집니다.",
            en: "*{server}* queued *{version}* of {person}’s session {session} for {members} ({messages}, {bytes}). The response does not wait for the copies: if the server crashes before sending them, they are lost.",
            server, person, session, version, members, messages, bytes),
        Change::Read => say!(t,
            ko: "*{server}*{이} {person}의 세션 {session}{을} 읽기만 했는데도 {members}에 접근 시각을 알릴 {messages}({bytes})를 대기열에 넣었습니다. 응답은 전송을 기다리지 않으므로, 보내기 전에 이 서버가 멈추면 메시지는 사라집니다.",
            en: "*{server}* only read {person}’s session {session}, yet it queued {messages} ({bytes}) to tell {members} the access time. The response does not wait: if the server crashes before sending, nothing arrives.",
            server, person, session, members, messages, bytes),
        Change::Expired => expiry_queued(t, copies),
        Change::Ended => say!(t,
            ko: "*{server}*{이} {person}의 세션 {session}의 종료를 {members}에 알릴 {messages}({bytes})를 대기열에 넣었습니다. 응답은 전송을 기다리지 않으므로, 보내기 전에 이 서버가 멈추면 메시지는 사라집니다.",
            en: "*{server}* queued {messages} ({bytes}) to tell {members} that {person}’s session {session} has ended. The response does not wait: if the server crashes before sending, nothing arrives.",
            server, person, session, members, messages, bytes),
    }
}

/// No request waits for the messages about a session that has expired.
fn expiry_queued(t: &Telling, copies: &CopyBatch) {
    t.claim(Claim::QueueLostWith(copies.server, copies.session));
    let BatchValues { server, person, session, members, messages, bytes, .. } = BatchValues::of(copies);
    say!(t,
        ko: "*{server}*{이} {person}의 세션 {session}{이} 만료되었다고 {members}에 알릴 {messages}({bytes})를 대기열에 넣었습니다. 보내기 전에 이 서버가 멈추면 다른 멤버는 길면 유휴 만료 시간의 두 배가 지날 때까지 이 세션을 갖고 있습니다.",
        en: "*{server}* queued {messages} ({bytes}) to tell {members} that {person}’s session {session} has expired. If it crashes before sending, the others keep the session for up to twice the idle timeout.",
        server, person, session, members, messages, bytes);
}

/// Synchronous replication: the answer leaves after the copies are applied.
fn sent_at_once(t: &Telling, copies: &CopyBatch) {
    let BatchValues { server, person, session, version, members, messages, bytes } = BatchValues::of(copies);
    match copies.change {
        Change::Created | Change::Changed => say!(t,
            ko: "*{server}*{이} {person}의 세션 {session} *{version}* 사본을 {members}에 곧바로 보냅니다({messages}, {bytes}). 동기 복제이므로 모두 적용할 때까지 응답을 미룹니다.",
            en: "*{server}* sends *{version}* of {person}’s session {session} to {members} right away ({messages}, {bytes}). The response waits until every copy is applied (synchronous replication).",
            server, person, session, version, members, messages, bytes),
        Change::Read => say!(t,
            ko: "*{server}*{이} {person}의 세션 {session}{을} 읽기만 했는데도 {members}에 접근 시각을 알리는 {messages}({bytes})를 곧바로 보냅니다. 동기 복제이므로 모두 적용할 때까지 응답을 미룹니다.",
            en: "*{server}* only read {person}’s session {session}, yet it sends {messages} ({bytes}) right away to tell {members} the access time. The response waits until every message is applied (synchronous replication).",
            server, person, session, members, messages, bytes),
        Change::Expired => expiry_queued(t, copies),
        Change::Ended => say!(t,
            ko: "*{server}*{이} {person}의 세션 {session}의 종료를 {members}에 알리는 {messages}({bytes})를 곧바로 보냅니다. 동기 복제이므로 모두 적용할 때까지 응답을 미룹니다.",
            en: "*{server}* sends {messages} ({bytes}) right away to tell {members} that {person}’s session {session} has ended. The response waits until every message is applied (synchronous replication).",
            server, person, session, members, messages, bytes),
    }
}

pub(super) fn sent(t: &Telling, copies: &CopyBatch) {
    t.claim(Claim::ArrivesWithout(copies.server, copies.session));
    let BatchValues { server, person, session, version, members, messages, bytes } = BatchValues::of(copies);
    match (copies.receivers, copies.change) {
        (0, _) => not_sent(t, copies),
        (_, Change::Created | Change::Changed) => say!(t,
            ko: "*{server}*{이} {person}의 세션 {session} *{version}* 사본을 {members}에 보냈습니다({messages}, {bytes}). 이미 보낸 사본은 이 서버가 멈춰도 도착합니다.",
            en: "*{server}* sent *{version}* of {person}’s session {session} to {members} ({messages}, {bytes}). What has been sent arrives even if this server crashes.",
            server, person, session, version, members, messages, bytes),
        (_, Change::Read) => say!(t,
            ko: "*{server}*{이} {person}의 세션 {session}{을} 읽기만 했는데도 {members}에 접근 시각을 알리는 {messages}({bytes})를 보냈습니다. 이미 보낸 메시지는 이 서버가 멈춰도 도착합니다.",
            en: "*{server}* only read {person}’s session {session}, yet it sent {messages} ({bytes}) to tell {members} the access time. What has been sent arrives even if this server crashes.",
            server, person, session, members, messages, bytes),
        (_, Change::Expired) => say!(t,
            ko: "*{server}*{이} {person}의 세션 {session}{이} 만료되었다고 {members}에 알리는 {messages}({bytes})를 보냈습니다. 이미 보낸 메시지는 이 서버가 멈춰도 도착합니다.",
            en: "*{server}* sent {messages} ({bytes}) to tell {members} that {person}’s session {session} has expired. What has been sent arrives even if this server crashes.",
            server, person, session, members, messages, bytes),
        (_, Change::Ended) => say!(t,
            ko: "*{server}*{이} {person}의 세션 {session}의 종료를 {members}에 알리는 {messages}({bytes})를 보냈습니다. 이미 보낸 메시지는 이 서버가 멈춰도 도착합니다.",
            en: "*{server}* sent {messages} ({bytes}) to tell {members} that {person}’s session {session} has ended. What has been sent arrives even if this server crashes.",
            server, person, session, members, messages, bytes),
    }
}

/// Tells copies that left their queue when no other member was left to get them.
fn not_sent(t: &Telling, copies: &CopyBatch) {
    t.claim(Claim::Receivers(copies.server, 0));
    let BatchValues { server, person, session, version, .. } = BatchValues::of(copies);
    match copies.change {
        Change::Created | Change::Changed => say!(t,
            ko: "*{server}*{이} 대기열에 있던 {person}의 세션 {session} *{version}* 사본을 보내지 못했습니다. 받을 다른 멤버가 없습니다.",
            en: "*{server}* had copies of *{version}* of {person}’s session {session} in its queue, but there is no other member to send them to.",
            server, person, session, version),
        Change::Read => say!(t,
            ko: "*{server}*{이} 대기열에 있던 {person}의 세션 {session}의 접근 시각 메시지를 보내지 못했습니다. 받을 다른 멤버가 없습니다.",
            en: "*{server}* had the access time of {person}’s session {session} in its queue, but there is no other member to send it to.",
            server, person, session),
        Change::Ended => say!(t,
            ko: "*{server}*{이} 대기열에 있던 {person}의 세션 {session} 종료 메시지를 보내지 못했습니다. 받을 다른 멤버가 없습니다.",
            en: "*{server}* had the end of {person}’s session {session} in its queue, but there is no other member to send it to.",
            server, person, session),
        Change::Expired => say!(t,
            ko: "*{server}*{이} 대기열에 있던 {person}의 세션 {session} 만료 메시지를 보내지 못했습니다. 받을 다른 멤버가 없습니다.",
            en: "*{server}* had the expiry of {person}’s session {session} in its queue, but there is no other member to send it to.",
            server, person, session),
    }
}

/// Copies that were lost with their sender's queue.
pub(super) fn lost(
    t: &Telling,
    (server, change): (ServerId, Change),
    (session, person): (SessionId, ClientId),
    version: u32,
    receivers: u8,
    world: &World,
) {
    match change {
        Change::Created | Change::Changed => change_lost(t, server, (session, person), version, receivers, world),
        Change::Read => say!(t,
            ko: "*{server}*{이} 멈춰, 보내려던 {person}의 세션 {session}의 접근 시각 메시지가 [대기열에서 사라졌습니다.] 세션의 값이 든 메시지는 아닙니다.",
            en: "*{server}* stopped before it sent the access time of {person}’s session {session}: the message [is lost]. It carried no value of the session.",
            server, person, session = Session(person, session.short())),
        Change::Ended => end_lost(t, server, (session, person), world),
        Change::Expired => say!(t,
            ko: "*{server}*{이} 멈춰, {person}의 세션 {session}{이} 만료되었다는 메시지가 [대기열에서 사라졌습니다.] 이 세션을 가진 멤버는 길면 유휴 만료 시간의 두 배가 지나야 지웁니다.",
            en: "*{server}* stopped before it told other members that {person}’s session {session} had expired: the message [is lost]. A member that has the session ends it after up to twice the idle timeout.",
            server, person, session = Session(person, session.short())),
    }
}

fn change_lost(
    t: &Telling,
    server: ServerId,
    (session, person): (SessionId, ClientId),
    version: u32,
    receivers: u8,
    world: &World,
) {
    let survives = world.newest_version(session).is_some_and(|newest| newest >= version);
    let (id, number) = (session, version);
    let (session, version) = (Session(person, session.short()), Version(version));
    match (survives, receivers) {
        (true, _) => say!(t,
            claims: [Claim::OthersHold(server, id, number)],
            ko: "*{server}*{이} 멈춰, 보내려던 {person}의 세션 {session} *{version}* 사본이 [대기열에서 사라졌습니다.] 다른 멤버에 같거나 더 새로운 버전이 있습니다.",
            en: "*{server}* stopped before it sent *{version}* of {person}’s session {session}: the copies [are lost]. Another member has this version or a newer one.",
            server, person, session, version),
        (false, 0) => say!(t,
            claims: [Claim::NeverArrives(server, id, number)],
            ko: "*{server}*{이} 멈춰, 보내려던 {person}의 세션 {session} *{version}* 사본이 [대기열에서 사라졌습니다.] 저장했다는 응답은 이미 나갔지만, 사본을 받을 다른 멤버도 없었습니다.",
            en: "*{server}* stopped before it sent *{version}* of {person}’s session {session}: the copies [are lost]. The response had reported success, but there was no other member to send a copy to.",
            server, person, session, version),
        (false, _) => say!(t,
            claims: [Claim::NeverArrives(server, id, number)],
            ko: "*{server}*{이} 멈춰, 보내려던 {person}의 세션 {session} *{version}* 사본이 [대기열에서 사라졌습니다.] 저장했다는 응답은 이미 나갔지만, {members}는 이 변경을 받지 못합니다.",
            en: "*{server}* stopped before it sent *{version}* of {person}’s session {session}: the copies [are lost]. The response had reported success, but {members} will never get this change.",
            server, person, session, version, members = count(receivers, Noun::OtherMember)),
    }
}

/// The message of a sign-out that no other member gets.
fn end_lost(t: &Telling, server: ServerId, (session, person): (SessionId, ClientId), world: &World) {
    let holder = world.holder_of(session);
    let (id, session) = (session, Session(person, session.short()));
    match holder {
        Some(holder) => say!(t,
            claims: [Claim::Holds(holder, id)],
            ko: "*{server}*{이} 멈춰, {person}의 세션 {session}{이} 끝났다는 메시지가 [대기열에서 사라졌습니다.] 로그아웃한 세션이 {holder}에는 그대로 있습니다.",
            en: "*{server}* stopped before it told other members that {person}’s session {session} had ended: the message [is lost]. The session still exists on {holder}, although {person} logged out.",
            server, person, session, holder),
        None => say!(t,
            claims: [Claim::NobodyHolds(id)],
            ko: "*{server}*{이} 멈춰, {person}의 세션 {session}{이} 끝났다는 메시지가 [대기열에서 사라졌습니다.] 이 세션을 가진 멤버가 없어 달라지는 것은 없습니다.",
            en: "*{server}* stopped before it told other members that {person}’s session {session} had ended: the message [is lost]. No member has the session, so nothing changes.",
            server, person, session),
    }
}
