//! Ends of sessions that no request ended: with their holder, by a takeover, or by the idle timeout.

use crate::model::fact::DestroyCause;
use crate::model::ids::{ClientId, Holder, ServerId, SessionId};
use crate::model::time::SimDuration;
use crate::model::world::World;

use super::super::claim::Claim;
use super::super::say::{Telling, say};
use super::super::value::Value::Session;
use super::super::value::{Noun, count};
use super::other_session;

pub(super) fn destroyed(
    t: &Telling,
    holder: Holder,
    (session, owner): (SessionId, ClientId),
    orphan: bool,
    because: DestroyCause,
    world: &World,
) {
    if orphan {
        return orphan_destroyed(t, holder, (session, owner), because);
    }
    t.claim(Claim::NobodyFinds(session));
    if let Some(named) = other_session(world, owner, session) {
        return say!(t,
            claims: [Claim::CookieNames(owner, named)],
            ko: "*{holder}*에 있던 {person}의 세션 {session}{이} [소멸했습니다.] {person}의 쿠키는 지금 다른 세션 {named}{을} 가리킵니다.",
            en: "{person}’s session {session} on *{holder}* [was destroyed]. {person}’s cookie names another session now, {named}.",
            holder, person = owner, session = Session(owner, session.short()), named = Session(owner, named.short()));
    }
    if !world.will_be_anonymous(owner) {
        return say!(t,
            ko: "*{holder}*에 있던 {person}의 세션 {session}{이} [소멸했습니다.] 하지만 이 세션을 먼저 읽은 요청이 다시 저장할 수 있습니다.",
            en: "{person}’s session {session} on *{holder}* [was destroyed], but a request that had read it before can still save it again.",
            holder, person = owner, session = Session(owner, session.short()));
    }
    t.claim(Claim::MustLogIn(owner));
    let (person, told, session) = (owner, session, Session(owner, session.short()));
    match because {
        DestroyCause::Crash => say!(t,
            ko: "*{holder}*{과} 함께 {person}의 세션 {session}{이} [소멸했습니다.] 다른 곳에 사본이 없으므로 다시 로그인해야 합니다.",
            en: "{person}’s session {session} [was destroyed] with *{holder}*. There is no copy, so a new login is needed.",
            holder, person, session),
        DestroyCause::Removed => say!(t,
            ko: "*{holder}*{을} 빼면서 {person}의 세션 {session}{이} [소멸했습니다.] 다른 곳에 사본이 없으므로 다시 로그인해야 합니다.",
            en: "{person}’s session {session} [was destroyed] when *{holder}* was removed. There is no copy, so a new login is needed.",
            holder, person, session),
        DestroyCause::CopyLost { to } => say!(t,
            ko: "{to}{으로} 가던 마지막 사본이 없어져 {person}의 세션 {session}{이} [소멸했습니다.] 세션이 있던 *{holder}*{은} 먼저 사라졌으므로 다시 로그인해야 합니다.",
            en: "{person}’s session {session} [was destroyed]: its last copy, on the way to {to}, was lost, and *{holder}*, which had the session, is gone. A new login is needed.",
            holder, to, person, session),
        DestroyCause::Replaced => say!(t,
            claims: [Claim::NobodyFinds(told)],
            ko: "*{holder}*에 있던 {person}의 세션 {session}{이} [소멸했습니다.] 이제 서버들이 쓰는 저장소에는 이 세션이 없어 다시 로그인해야 합니다.",
            en: "{person}’s session {session} on *{holder}* [was destroyed]. The store that the servers ask now does not have it, so a new login is needed.",
            holder, person, session),
        DestroyCause::Idle { for_ } => say!(t,
            ko: "{person}의 세션 {session}{이} {idle} 동안 쓰이지 않아 *{holder}*에서 만료되었습니다. 다음 요청은 로그인 화면을 받습니다.",
            en: "{person}’s session {session} expired on *{holder}* after {idle} without a request. The next request gets the login form.",
            holder, person, session, idle = for_),
    }
}

/// A session's idle timeout at one member of a cluster.
pub(super) fn expired(
    t: &Telling,
    server: ServerId,
    (session, owner): (SessionId, ClientId),
    after: SimDuration,
    told: u8,
) {
    let (person, id, session) = (owner, session, Session(owner, session.short()));
    match told {
        0 => say!(t,
            claims: [Claim::Lacks(Holder::Server(server), id), Claim::OthersHold(server, id, 1)],
            ko: "*{server}*{은} {after}(유휴 만료 시간의 두 배) 동안 {person}의 세션 {session}에 대한 요청도 메시지도 받지 못해 사본을 지웠습니다. 세션은 다른 멤버에 남아 있습니다.",
            en: "*{server}* got no request and no message about {person}’s session {session} for {after}, twice the idle timeout, so its copy expired. Other members still have the session.",
            server, after, person, session),
        _ => say!(t,
            claims: [Claim::Lacks(Holder::Server(server), id)],
            ko: "{person}의 세션 {session}{이} {after} 동안 쓰이지 않아 *{server}*에서 만료되었습니다. 마지막 요청을 처리한 멤버이므로 {members}에 이를 알립니다.",
            en: "{person}’s session {session} expired on *{server}* after {after} without a request. {server} served its last request, so it tells {members}.",
            server, after, person, session, members = count(told, Noun::OtherMember)),
    }
}

/// Tells the end of an orphan, a session that no cookie named any more. It is no new loss.
fn orphan_destroyed(t: &Telling, holder: Holder, (session, owner): (SessionId, ClientId), because: DestroyCause) {
    t.claim(Claim::NobodyFinds(session));
    t.claim(Claim::NoCookieNames(owner, session));
    let (person, session) = (owner, Session(owner, session.short()));
    match because {
        DestroyCause::Crash => say!(t,
            ko: "*{holder}*{과} 함께 {person}의 고아 세션 {session}{이} 사라졌습니다. 가리키는 쿠키가 이미 없던 세션이라 새로 잃은 것은 없습니다.",
            en: "{person}’s orphaned session {session} was lost with *{holder}*. No cookie named it any more, so no user loses anything.",
            holder, person, session),
        DestroyCause::Removed => say!(t,
            ko: "*{holder}*{을} 빼면서 {person}의 고아 세션 {session}{이} 사라졌습니다. 가리키는 쿠키가 이미 없던 세션이라 새로 잃은 것은 없습니다.",
            en: "{person}’s orphaned session {session} was lost when *{holder}* was removed. No cookie named it any more, so no user loses anything.",
            holder, person, session),
        DestroyCause::CopyLost { to } => say!(t,
            ko: "{to}{으로} 가던 마지막 사본이 없어져 *{holder}*에 있던 {person}의 고아 세션 {session}{이} 사라졌습니다. 가리키는 쿠키가 이미 없던 세션이라 새로 잃은 것은 없습니다.",
            en: "{person}’s orphaned session {session} from *{holder}* is gone: its last copy, on the way to {to}, was lost. No cookie named it any more, so no user loses anything.",
            holder, to, person, session),
        DestroyCause::Replaced => say!(t,
            ko: "*{holder}*에 있던 {person}의 고아 세션 {session}{이} 사라졌습니다. 가리키는 쿠키가 이미 없던 세션이라 새로 잃은 것은 없습니다.",
            en: "{person}’s orphaned session {session} on *{holder}* is gone. No cookie named it any more, so no user loses anything.",
            holder, person, session),
        DestroyCause::Idle { for_ } => say!(t,
            ko: "{person}의 고아 세션 {session}{이} {idle} 동안 쓰이지 않아 *{holder}*에서 만료되었습니다. 차지하던 메모리가 이제야 풀렸습니다.",
            en: "{person}’s orphaned session {session} expired on *{holder}* after {idle} without a request. Its space is free again only now.",
            holder, person, session, idle = for_),
    }
}
