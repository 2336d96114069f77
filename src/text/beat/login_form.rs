//! Reasons for a login form: a session that the server did not find, or a request without a session id.

use crate::model::config::Sessions;
use crate::model::fact::{DestroyCause, Fact};
use crate::model::ids::{ClientId, Holder, RequestId, ServerId, SessionId};

use super::super::claim::Claim;
use super::super::value::Value::Session;
use super::context::Context;
use super::draft::{Draft, add};

/// Tells why a request got the login form.
pub(super) fn reason(draft: &mut Draft, context: &Context<'_>, id: RequestId) {
    let lookup = context.last_of(id, |fact| match *fact {
        Fact::SessionNotFound { server, session, held_by, .. } => Some(Some((server, session, held_by))),
        Fact::NoCookieSent { .. } | Fact::SessionFound { .. } => Some(None),
        _ => None,
    });
    match lookup {
        Some(Some((server, session, held_by))) => not_found(draft, context, (server, id.client), session, held_by),
        Some(None) | None => no_cookie(draft, context, id),
    }
}

fn not_found(
    draft: &mut Draft,
    context: &Context<'_>,
    (server, person): (ServerId, ClientId),
    session: SessionId,
    held_by: Option<Holder>,
) {
    let Some(holder) = held_by else { return fate(draft, context, person, session) };
    let told = Session(person, session.short());
    let holds = |at: Holder| context.world.holders_of(session).any(|(holder, _)| holder == at);
    let is_local = context.world.config.sessions == Sessions::Local;
    if holder == Holder::Server(server) || matches!(holder, Holder::Store(_)) {
        add!(draft,
            ko: "세션 {told}{이} 그 순간 [유휴 만료되었습니다.]",
            en: "The idle timeout of session {told} [had just ended.]",
            told);
    } else if is_local && holds(holder) {
        add!(draft,
            claims: [Claim::Lacks(Holder::Server(server), session), Claim::Holds(holder, session)],
            ko: "*{server}*{이} [모를] 뿐, 세션은 {holder}에 그대로 있습니다.",
            en: "*{server}* [does not know] the session, which is on {holder}.",
            server, holder);
    } else {
        add!(draft,
            ko: "요청을 받은 *{server}*에는 세션 {told}{이} [없었습니다.]",
            en: "*{server}*, which got the request, [did not have] session {told}.",
            server, told);
    }
}

/// End of a session.
enum End {
    /// Loss with its last holder, or its idle timeout.
    Destroyed(Holder, DestroyCause),
    /// Logout.
    LoggedOut,
}

/// Tells how a session ended that no server found.
fn fate(draft: &mut Draft, context: &Context<'_>, person: ClientId, session: SessionId) {
    let told = Session(person, session.short());
    let end = context.last(|fact| match *fact {
        Fact::SessionDestroyed { session: of, holder, because, .. } if of == session => {
            Some(Some(End::Destroyed(holder, because)))
        }
        Fact::SessionInvalidated { session: of, .. } if of == session => Some(Some(End::LoggedOut)),
        Fact::SessionReturned { session: of, .. } if of == session => Some(None),
        _ => None,
    });
    match end.flatten() {
        Some(End::Destroyed(holder, DestroyCause::Crash | DestroyCause::Removed)) => add!(draft,
            ko: "세션 {told}{은} {holder}{과} 함께 [사라졌습니다.]",
            en: "Session {told} [was lost] with {holder}.",
            told, holder),
        Some(End::Destroyed(_, DestroyCause::CopyLost { .. } | DestroyCause::Replaced)) => add!(draft,
            ko: "세션 {told}{은} 이미 [소멸했습니다.]",
            en: "Session {told} [had been destroyed.]",
            told),
        Some(End::Destroyed(_, DestroyCause::Idle { .. })) => add!(draft,
            ko: "세션 {told}{은} 유휴 만료로 끝났습니다.",
            en: "Session {told} had reached its idle timeout.",
            told),
        Some(End::LoggedOut) => add!(draft,
            ko: "세션 {told}{은} 로그아웃으로 끝났습니다.",
            en: "Session {told} had ended at a logout.",
            told),
        None => add!(draft,
            ko: "서버는 세션 {told}{을} 어디에서도 [찾지 못했습니다.]",
            en: "The server [did not find] session {told} anywhere.",
            told),
    };
}

/// Tells why a request carried no session id. The browser's cookie may have come and gone.
fn no_cookie(draft: &mut Draft, context: &Context<'_>, id: RequestId) {
    let person = id.client;
    let end = context.last(|fact| match *fact {
        Fact::CookieLapsed { client, .. } if client == person => Some(Some(true)),
        Fact::CookiesCleared { client, .. } if client == person => Some(Some(false)),
        Fact::CookieStored { client, .. } if client == person => Some(None),
        _ => None,
    });
    match end.flatten() {
        Some(true) => add!(draft,
            ko: "세션 쿠키의 Max-Age가 지나 세션 ID가 없었습니다.",
            en: "The Max-Age of the cookie had passed, so the request carried no session id."),
        Some(false) => add!(draft,
            ko: "쿠키를 지운 뒤라 요청에 세션 ID가 없었습니다.",
            en: "The cookies had been cleared, so the request carried no session id."),
        None => add!(draft,
            ko: "요청에 세션 ID가 없었습니다.",
            en: "The request carried no session id."),
    };
}
