//! A page that shows a user less than, or something other than, they saw before: the loss, then its cause.

use crate::beat::harm::{Cause, Harm, HarmKind};
use crate::model::config::{Sessions, Setting};
use crate::model::fact::{BalancerError, ConnectError, Fact};
use crate::model::http::Page;
use crate::model::ids::{ClientId, Holder, RequestId, ServerId, StoreId};
use crate::model::world::SessionOfCookie;
use crate::recording::LONG_PAUSE;

use super::super::claim::Claim;
use super::super::value::Value::{Session, Version};
use super::super::value::{Noun, count, number, ordinal};
use super::context::Context;
use super::draft::{Draft, add};
use super::login_form;

/// A page that does harm, or no page.
pub(super) fn told(draft: &mut Draft, context: &Context<'_>, id: RequestId, Harm { kind, cause, .. }: Harm) {
    let person = id.client;
    match kind {
        HarmKind::LoggedOut => add!(draft,
            ko: "로그인되어 있던 {person}에게 [로그인 화면(401)이 나왔습니다.]",
            en: "{person} was logged in, but [gets the login form (401).]",
            person),
        HarmKind::SmallerCart { before, now } => {
            smaller_cart(draft, person, (before, now), is_recent(context, id));
            true
        }
        HarmKind::MissingItem { expected, now } => add!(draft,
            ko: "{person}{이} 상품을 담았는데 장바구니가 [{expected}개가 아니라 {now}개입니다.]",
            en: "{person} added an item, but the cart has [{items} instead of {expected}.]",
            person, expected = number(expected), now = number(now), items = count(now, Noun::Item)),
        HarmKind::LoggedInAgain => add!(draft,
            ko: "로그아웃한 {person}에게 [로그인된 화면이 나왔습니다.]",
            en: "{person} had logged out, but [is logged in again.]",
            person),
        HarmKind::Error(status) => add!(draft,
            ko: "{person}의 화면에 [{code} 오류]가 나왔습니다.",
            en: "{person}’s browser shows [error {code}.]",
            person, code = number(status.code())),
        HarmKind::NoAnswer => add!(draft,
            ko: "{person}{은} [응답을 받지 못했습니다.]",
            en: "{person} [got no response.]",
            person),
    };
    because(draft, context, id, (kind, cause));
}

fn smaller_cart(draft: &mut Draft, person: ClientId, (before, now): (u16, u16), recent: bool) {
    let (items, numbers) = (count(before, Noun::Item), (number(before), number(now)));
    let (before, left) = numbers;
    match (recent, now) {
        (true, 0) => add!(draft,
            ko: "{person}의 장바구니가 [방금 {before}개였는데 비었습니다.]",
            en: "{person}’s cart [had {items} a moment ago and is empty now.]",
            person, before, items),
        (true, _) => add!(draft,
            ko: "{person}의 장바구니가 [방금 {before}개였는데 {left}개입니다.]",
            en: "{person}’s cart [had {items} a moment ago and has {left} now.]",
            person, before, items, left),
        (false, 0) => add!(draft,
            ko: "{person}의 장바구니가 [{before}개였는데 비었습니다.]",
            en: "{person}’s cart [had {items} before and is empty now.]",
            person, before, items),
        (false, _) => add!(draft,
            ko: "{person}의 장바구니가 [{before}개였는데 {left}개입니다.]",
            en: "{person}’s cart [had {items} before and has {left} now.]",
            person, before, items, left),
    };
}

/// True if the user saw another cart shortly before this one.
fn is_recent(context: &Context<'_>, id: RequestId) -> bool {
    let now = context.world.now;
    let is_other_cart = |fact: &Fact| matches!(*fact, Fact::ResponseReceived { id: of, page: Page::Cart { .. }, .. } if of != id && of.client == id.client);
    let mut before = context.past().take_while(|timed| now - timed.at < LONG_PAUSE);
    before.any(|timed| is_other_cart(&timed.fact))
}

/// Tells the cause, by the facts of the request and of the user's session.
fn because(draft: &mut Draft, context: &Context<'_>, id: RequestId, (kind, cause): (HarmKind, Cause)) {
    match cause {
        Cause::NotFound { .. } | Cause::NoCookie => login_form::reason(draft, context, id),
        Cause::Stale { .. } | Cause::LostChange if kind == HarmKind::LoggedOut => {
            add!(draft,
                ko: "요청을 처리하는 사이에 세션이 끝났습니다.",
                en: "The session ended while the request was processed.");
        }
        Cause::Stale { server, version, .. } => {
            add!(draft,
                ko: "*{server}*{이} [오래된 {version}]{으로} 답했습니다.",
                en: "*{server}* answered with the [stale {version}.]",
                server, version = Version(version));
        }
        Cause::LostChange => lost_change(draft, context, id),
        Cause::NewSession => new_session(draft, context, id),
        Cause::Returned => returned(draft, context, id),
        Cause::StoreUnreachable { store } => unreachable(draft, context, id, store),
        Cause::SaveRefused => {
            add!(draft,
                ko: "서버가 저장하려던 세션이 이미 [끝나 있었습니다.]",
                en: "The session [had ended] before the server could save it.");
        }
        Cause::ServerDied { server } => died(draft, context, server),
        Cause::ServerDown { server } => down(draft, context, id, server),
        Cause::QueueFull { server } if context.world.config.get(Setting::Queue) == 0 => {
            add!(draft,
                ko: "*{server}*의 워커가 모두 [바쁘고,] 대기열은 없습니다.",
                en: "All workers of *{server}* [are busy,] and it has no queue.",
                server);
        }
        Cause::QueueFull { server } => {
            add!(draft,
                ko: "*{server}*의 워커가 모두 바쁘고 대기열도 [가득 찼습니다.]",
                en: "All workers of *{server}* are busy, and its queue [is full.]",
                server);
        }
        Cause::NoServer => no_server(draft, context, id),
        Cause::TimedOut { server } => {
            add!(draft,
                ko: "*{server}*{이} 제때 [답하지 않았습니다.]",
                en: "*{server}* [did not answer] in time.",
                server);
        }
        Cause::LostInTransit => in_transit(draft, context, id.client),
    }
}

/// Loss of a change, by the last fact that tells of one.
enum LostChange {
    /// Version that was lost with its holder.
    Write(Holder, u32),
    /// Change of the nth request that this request overwrote.
    OverwrittenByThis(u32),
    /// Change of the nth request that another one overwrote.
    OverwrittenByOther(u32),
}

/// Tells the last change of the request's session that was lost.
fn lost_change(draft: &mut Draft, context: &Context<'_>, id: RequestId) {
    let ids = context.ids_of_session(id);
    let is_of_session = |fact: &Fact| fact.lost_change().is_some_and(|session| ids.contains(&session));
    let lost = context.last(|fact| match *fact {
        ref fact if !is_of_session(fact) => None,
        Fact::WriteLost { holder, version, .. } => Some(LostChange::Write(holder, version)),
        Fact::UpdateLost { id: by, lost, .. } if by == id => Some(LostChange::OverwrittenByThis(lost)),
        Fact::UpdateLost { lost, .. } | Fact::EndOverwroteUpdate { lost, .. } => {
            Some(LostChange::OverwrittenByOther(lost))
        }
        Fact::WritesCrossed { had, .. } => Some(LostChange::OverwrittenByOther(had)),
        _ => None,
    });
    match lost {
        Some(LostChange::Write(holder, version)) => add!(draft,
            ko: "저장했다고 답한 {version}{은} {holder}{과} 함께 [사라졌습니다.]",
            en: "{version}, which had been acknowledged, [was lost] with {holder}.",
            version = Version(version), holder),
        Some(LostChange::OverwrittenByThis(nth)) => add!(draft,
            ko: "이 요청이 {nth} 요청의 변경을 [덮어썼습니다.]",
            en: "This request [overwrote] the change of the {nth} one.",
            nth = ordinal(nth)),
        Some(LostChange::OverwrittenByOther(nth)) => add!(draft,
            ko: "{nth} 요청의 변경을 다른 요청이 [덮어썼습니다.]",
            en: "Another request [overwrote] the change of the {nth} one.",
            nth = ordinal(nth)),
        None => add!(draft,
            ko: "저장했다고 답한 변경이 [사라졌습니다.]",
            en: "A change that had been acknowledged [was lost.]"),
    };
}

/// Tells that the items belong to an earlier session, if the client has had one.
fn new_session(draft: &mut Draft, context: &Context<'_>, id: RequestId) {
    let this = context.session_of(id);
    let is_earlier = |fact: &Fact| match *fact {
        Fact::SessionCreated { session, owner, .. } => (owner == id.client && Some(session) != this).then_some(()),
        _ => None,
    };
    if context.last(is_earlier).is_some() {
        add!(draft,
            ko: "상품은 새 로그인 전의 세션에 있었습니다.",
            en: "The items were in the session before the new login.");
    }
}

/// Tells why a session was there after its logout.
fn returned(draft: &mut Draft, context: &Context<'_>, id: RequestId) {
    let (session, server) = (context.session_of(id), context.answered_by(id));
    let back = context.last(|fact| match *fact {
        Fact::SessionReturned { session: of, holder, .. } if Some(of) == session => Some(Some(holder)),
        Fact::SessionInvalidated { session: of, .. } if Some(of) == session => Some(None),
        _ => None,
    });
    match (back, server) {
        (Some(Some(holder)), _) => add!(draft,
            ko: "끝난 세션이 {holder}에 [되살아났습니다.]",
            en: "The ended session [had come back] on {holder}.",
            holder),
        (Some(None), Some(server)) if context.world.config.sessions == Sessions::Replicated => add!(draft,
            ko: "*{server}*에는 로그아웃이 [전해지지 않았습니다.]",
            en: "*{server}* [did not know] of the logout.",
            server),
        _ => add!(draft,
            ko: "요청을 받은 서버가 세션을 찾았습니다.",
            en: "The server that got the request found a session."),
    };
}

fn unreachable(draft: &mut Draft, context: &Context<'_>, id: RequestId, store: StoreId) {
    match context.answered_by(id) {
        Some(server) => add!(draft,
            ko: "*{server}*{이} {store}의 [답을 받지 못했습니다.]",
            en: "*{server}* [got no response] from {store}.",
            server, store),
        None => add!(draft,
            ko: "서버가 {store}의 [답을 받지 못했습니다.]",
            en: "The server [got no response] from {store}.",
            store),
    };
    match context.world.session_of_cookie(id.client) {
        SessionOfCookie::OnReplica(session, replica) => add!(draft,
            claims: [Claim::Holds(Holder::Store(replica), session)],
            ko: "세션은 복제본에 남아 있습니다.",
            en: "The session is still on the replica."),
        SessionOfCookie::OnDisk(session, disk) => add!(draft,
            claims: [Claim::Holds(Holder::Store(disk), session)],
            ko: "세션은 디스크에 남아 있습니다.",
            en: "The session is still on disk."),
        SessionOfCookie::Gone(session) if context.world.unasked_holder_of(session).is_some() => add!(draft,
            claims: [Claim::NobodyFinds(session)],
            ko: "세션을 찾는 서버가 [없습니다.]",
            en: "[No server finds] the session."),
        SessionOfCookie::Gone(session) => add!(draft,
            claims: [Claim::NobodyHolds(session)],
            ko: "세션은 이제 어디에도 [없습니다.]",
            en: "The session [is not stored anywhere.]"),
        SessionOfCookie::NoCookie | SessionOfCookie::Held(..) => false,
    };
}

fn died(draft: &mut Draft, context: &Context<'_>, server: ServerId) {
    let is_removed = context.world.server(server).is_some_and(|server| server.is_removed());
    match is_removed {
        true => add!(draft,
            ko: "요청을 처리하던 *{server}*{을} [뺐습니다.]",
            en: "*{server}* [was removed] with the request in it.",
            server),
        false => add!(draft,
            ko: "요청을 처리하던 *{server}*{이} [멈췄습니다.]",
            en: "*{server}* [crashed] with the request in it.",
            server),
    };
}

/// A server refused the connection, without a balancer between.
fn down(draft: &mut Draft, context: &Context<'_>, id: RequestId, server: ServerId) {
    let joins = context.last_of(id, |fact| match *fact {
        Fact::RequestRefused { because, .. } => Some(because == ConnectError::Joining),
        _ => None,
    });
    match joins {
        Some(true) => add!(draft,
            claims: [Claim::Joins(server)],
            ko: "*{server}*{이} 아직 세션을 받는 중이어서 [거부했습니다.]",
            en: "*{server}* is still fetching sessions and [refused] the connection.",
            server),
        _ => add!(draft,
            claims: [Claim::Down(server), Claim::ServiceDown],
            ko: "*{server}*{이} [멈춰 있고] 대신할 서버가 없습니다.",
            en: "*{server}* [is down], and there is no other server.",
            server),
    };
}

/// The balancer had no server to connect to.
fn no_server(draft: &mut Draft, context: &Context<'_>, id: RequestId) {
    let tries = context.last_of(id, |fact| match *fact {
        Fact::BalancerAnswered { because: BalancerError::RetriesExhausted { tries }, .. } => Some(tries),
        _ => None,
    });
    match tries {
        None => add!(draft,
            ko: "로드 밸런서가 [보낼 서버가 없었습니다.]",
            en: "The balancer [had no server] to send it to."),
        Some(1) => add!(draft,
            ko: "로드 밸런서가 서버에 [연결하지 못했습니다.]",
            en: "The balancer [could not connect] to a server."),
        Some(tries) => add!(draft,
            ko: "로드 밸런서의 연결 시도가 {tries}번 모두 [실패했습니다.]",
            en: "All {tries} connection tries of the balancer [failed.]",
            tries = number(tries)),
    };
}

/// The reader dropped a message of the request. A login's session can be left behind.
fn in_transit(draft: &mut Draft, context: &Context<'_>, person: ClientId) {
    add!(draft,
        ko: "메시지가 [전송 중에 끊겼습니다.]",
        en: "Its message [was lost in transit.]");
    let orphaned = context.find(|fact| match *fact {
        Fact::SessionOrphaned { session, holder, .. } => Some((session, holder)),
        _ => None,
    });
    if let Some((session, holder)) = orphaned {
        add!(draft,
            claims: [Claim::Holds(holder, session), Claim::NoCookieNames(person, session)],
            ko: "{holder}의 새 세션 {told}{은} 고아입니다.",
            en: "The new session {told} on {holder} is an orphan.",
            holder, told = Session(person, session.short()));
    }
}
