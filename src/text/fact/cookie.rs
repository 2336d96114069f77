//! A browser's session id cookie: stored, refused, lapsed, cleared. A session that no cookie names is an orphan.

use crate::model::config::Setting;
use crate::model::fact::OrphanCause;
use crate::model::ids::{ClientId, Holder, SessionId};
use crate::model::world::World;

use super::super::claim::Claim;
use super::super::say::{Telling, say};
use super::super::value::Value::Session;
use super::super::value::{Noun, count};

pub(super) fn cookie_stored(t: &Telling, client: ClientId, session: SessionId, replaced: Option<SessionId>) {
    t.claim(Claim::CookieNames(client, session));
    match replaced {
        None => say!(t,
            ko: "{person}의 브라우저가 세션 ID {session}{을} 쿠키로 저장했습니다. 이제 요청마다 함께 보냅니다.",
            en: "{person}’s browser stored session id {session} as a cookie. From now on, the browser sends it with every request.",
            person = client, session = Session(client, session.short())),
        Some(old) => say!(t,
            ko: "{person}의 쿠키가 {old}에서 {session}{으로} 바뀌었습니다. 이름과 경로가 같은 쿠키는 하나만 남습니다.",
            en: "{person}’s cookie changed from {old} to {session}. A browser keeps only one cookie per name and path.",
            person = client, old = Session(client, old.short()), session = Session(client, session.short())),
    }
}

pub(super) fn cookie_refused(t: &Telling, client: ClientId, session: SessionId) {
    say!(t,
        claims: [Claim::NoCookieNames(client, session)],
        ko: "{person}의 브라우저가 세션 ID {session}{을} [저장하지 않았습니다.] HTTP로 온 Secure 쿠키이기 때문이며, 다음 요청에 이 ID는 실리지 않습니다.",
        en: "{person}’s browser [did not store] session id {session}, because it was a Secure cookie over plain HTTP. The next request will not carry it.",
        person = client, session = Session(client, session.short()));
}

pub(super) fn cookie_lapsed(t: &Telling, client: ClientId, session: SessionId) {
    say!(t,
        claims: [Claim::NextWithoutSession(client)],
        ko: "{person}의 쿠키 {session}{은} Max-Age가 지나 브라우저에서 사라졌습니다. 이제 요청에 세션 ID가 실리지 않습니다.",
        en: "The Max-Age of {person}’s cookie {session} has passed, so the browser deleted it. Requests carry no session id now.",
        person = client, session = Session(client, session.short()));
}

pub(super) fn cookies_cleared(t: &Telling, client: ClientId, cookies: u8) {
    say!(t,
        claims: [Claim::NextWithoutSession(client)],
        ko: "{person}{이} {cookies}{을} 지웠습니다. 다음 요청에는 세션 ID가 없습니다.",
        en: "{person} cleared {cookies}. The next request carries no session id.",
        person = client, cookies = count(cookies, Noun::Cookie));
}

pub(super) fn orphaned(
    t: &Telling,
    session: SessionId,
    client: ClientId,
    holder: Holder,
    because: OrphanCause,
    world: &World,
) {
    t.claim(Claim::Holds(holder, session));
    t.claim(Claim::NoCookieNames(client, session));
    let (person, session) = (client, Session(client, session.short()));
    match because {
        OrphanCause::Overwritten { by } => say!(t,
            ko: "새 로그인이 {person}의 쿠키를 {fresh}{으로} [덮어써], *{holder}*의 세션 {session}{은} 고아가 되었습니다.",
            en: "The new login [overwrote] {person}’s cookie with {fresh}, so session {session} on *{holder}* is an orphan: no cookie names it any more.",
            person, fresh = Session(client, by.short()), holder, session),
        OrphanCause::Cleared => say!(t,
            ko: "{person}의 쿠키가 지워져 *{holder}*의 세션 {session}{은} 고아가 되었습니다.",
            en: "{person}’s cookie was cleared, so session {session} on *{holder}* is an orphan: no cookie names it any more.",
            person, holder, session),
        OrphanCause::Lapsed => say!(t,
            ko: "Max-Age가 지난 {person}의 쿠키가 사라져 *{holder}*의 세션 {session}{은} 고아가 되었습니다.",
            en: "{person}’s cookie is past its Max-Age, so session {session} on *{holder}* is an orphan: no cookie names it any more.",
            person, holder, session),
        OrphanCause::EndNotCopied => say!(t,
            ko: "세션을 끝낼 사본이 *{holder}*에 닿지 못해, 가리키는 쿠키가 없는 {person}의 세션 {session}{이} 고아로 남았습니다.",
            en: "The copy that would have ended {person}’s session {session} on *{holder}* was lost, so the session is an orphan: no cookie names it any more.",
            person, holder, session),
        OrphanCause::Refused => say!(t,
            ko: "{person}의 브라우저가 쿠키를 저장하지 않아 *{holder}*의 세션 {session}{은} 고아가 되었습니다.",
            en: "{person}’s browser did not store the cookie, so session {session} on *{holder}* is an orphan: no cookie names it any more.",
            person, holder, session),
        OrphanCause::AnswerLost => say!(t,
            ko: "세션 ID가 실린 응답이 {person}의 브라우저에 도착하지 못해 *{holder}*의 세션 {session}{은} 고아가 되었습니다.",
            en: "The response with the session id never reached {person}’s browser, so session {session} on *{holder}* is an orphan: no cookie names it.",
            person, holder, session),
    }
    say!(t,
        ko: "유휴 만료({idle})까지 공간만 차지합니다.",
        en: "It only takes up space until the idle timeout ({idle}).",
        idle = world.config.duration(Setting::Idle));
}
