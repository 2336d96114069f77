//! Sessions that end, return, or lose a change, and cookies that end. Each loss has its word, as in the log.

use crate::model::fact::{DestroyCause, Fact, OrphanCause, ReturnCause, UnseenChange};
use crate::model::ids::{ClientId, Holder, RequestId};

use super::super::claim::Claim;
use super::super::value::Value::{Session, Version};
use super::super::value::{Noun, count, number, ordinal};
use super::context::Context;
use super::draft::{Draft, add};

/// A write that overlapped another one.
pub(super) fn conflict(draft: &mut Draft, context: &Context<'_>, id: RequestId) {
    let person = id.client;
    for timed in context.facts().iter().filter(|timed| timed.fact.request() == Some(id)) {
        match timed.fact {
            Fact::UpdateLost { session, lost, cart, renamed, .. } => {
                let told = renamed.unwrap_or(session);
                add!(draft,
                    claims: [Claim::ItemGone(told, lost)],
                    ko: "[갱신 손실]: {person}의 {nth} 요청이 {lost} 요청의 변경을 덮어썼습니다.",
                    en: "[Lost update]: {person}’s {nth} request overwrote the change of the {lost} one.",
                    person, nth = ordinal(id.nth), lost = ordinal(lost));
                match cart {
                    0 => add!(draft,
                        claims: [Claim::CartHas(told, 0)],
                        ko: "장바구니가 비었습니다.",
                        en: "The cart is empty."),
                    _ => add!(draft,
                        claims: [Claim::CartHas(told, cart)],
                        ko: "장바구니에는 {cart}개만 있습니다.",
                        en: "The cart has only {items}.",
                        cart = number(cart), items = count(cart, Noun::Item)),
                };
                return;
            }
            Fact::SaveRefused { server, store, session, .. } => {
                add!(draft,
                    claims: [Claim::Lacks(Holder::Store(store), session)],
                    ko: "{person}의 세션 {session}{이} 끝나 있어 저장이 [실패합니다.]",
                    en: "{person}’s session {session} has ended, so the save [fails.]",
                    person, session = Session(person, session.short()));
                add!(draft,
                    ko: "*{server}*{이} 500으로 응답합니다.",
                    en: "*{server}* answers 500.",
                    server);
                return;
            }
            Fact::SaveIgnored { store, session, renamed, .. } => {
                add!(draft,
                    claims: [Claim::Lacks(Holder::Store(store), session)],
                    ko: "[갱신 손실]: {person}의 세션 {session}{이} 끝나 있어 저장되지 않았습니다.",
                    en: "[Lost update]: {person}’s session {session} has ended, so nothing was saved.",
                    person, session = Session(person, session.short()));
                match renamed {
                    Some(renamed) => add!(draft,
                        claims: [Claim::NobodyHolds(renamed)],
                        ko: "서버는 모르고 200으로 응답합니다.",
                        en: "The server does not notice and answers 200."),
                    None => add!(draft,
                        ko: "서버는 모르고 200으로 응답합니다.",
                        en: "The server does not notice and answers 200."),
                };
                return;
            }
            _ => {}
        }
    }
}

/// A client lost a session or a change of it.
pub(super) fn lost(draft: &mut Draft, context: &Context<'_>, person: ClientId) {
    let is_theirs = |fact: &Fact| fact.loss().is_some() && fact.client() == Some(person);
    for timed in context.facts().iter().filter(|timed| is_theirs(&timed.fact)) {
        match timed.fact {
            Fact::SessionDestroyed { session, .. } => {
                add!(draft,
                    claims: [Claim::NobodyFinds(session)],
                    ko: "마지막 사본이 도착하지 못해 {person}의 세션 {told}{이} [소멸했습니다.]",
                    en: "The last copy never arrived, so {person}’s session {told} [was destroyed.]",
                    person, told = Session(person, session.short()));
                if context.world.will_be_anonymous(person) {
                    add!(draft,
                        claims: [Claim::MustLogIn(person)],
                        ko: "다시 로그인해야 합니다.",
                        en: "A new login is needed.");
                }
                return;
            }
            Fact::WriteLost { session, version, kept, .. } => {
                add!(draft,
                    ko: "[갱신 손실]: 사본이 도착하지 못해 {person}의 {version}{이} 사라졌습니다.",
                    en: "[Lost update]: its copy never arrived, so {version} of {person}’s session is gone.",
                    person, version = Version(version));
                if let Some(kept) = kept.filter(|kept| *kept < version) {
                    add!(draft,
                        claims: [Claim::NewestVersion(session, kept)],
                        ko: "{kept}만 남았습니다.",
                        en: "Only {kept} is left.",
                        kept = Version(kept));
                }
                return;
            }
            Fact::WritesCrossed { server, had, got, .. } => {
                add!(draft,
                    ko: "[갱신 손실]: *{server}*에서 {person}의 {got} 요청이 {had} 요청의 변경을 덮어썼습니다.",
                    en: "[Lost update]: on *{server}*, {person}’s {got} request overwrote the change of the {had} one.",
                    server, person, had = ordinal(had), got = ordinal(got));
                return;
            }
            Fact::EndOverwroteUpdate { server, from, lost, renamed, .. } => {
                match (from, renamed) {
                    (UnseenChange::Applied, Some(renamed)) => add!(draft,
                        claims: [Claim::ItemGone(renamed, lost)],
                        ko: "[갱신 손실]: *{server}*에 온 새 로그인 사본이 {person}의 {lost} 요청의 변경을 지웠습니다.",
                        en: "[Lost update]: the copy of a login erased the change of {person}’s {lost} request on *{server}*.",
                        server, person, lost = ordinal(lost)),
                    (UnseenChange::Applied, None) => add!(draft,
                        ko: "[갱신 손실]: *{server}*에 온 로그아웃 사본이 {person}의 {lost} 요청의 변경을 지웠습니다.",
                        en: "[Lost update]: the copy of a logout erased the change of {person}’s {lost} request on *{server}*.",
                        server, person, lost = ordinal(lost)),
                    (UnseenChange::Unapplied, Some(renamed)) => add!(draft,
                        claims: [Claim::ItemGone(renamed, lost)],
                        ko: "[갱신 손실]: *{server}*{이} {person}의 {lost} 요청의 변경을 적용하기 전에 로그인이 세션 ID를 바꿨습니다.",
                        en: "[Lost update]: a login changed the session id before *{server}* applied the change of {person}’s {lost} request.",
                        server, person, lost = ordinal(lost)),
                    (UnseenChange::Unapplied, None) => add!(draft,
                        ko: "[갱신 손실]: *{server}*{이} {person}의 {lost} 요청의 변경을 적용하기 전에 로그아웃이 세션을 끝냈습니다.",
                        en: "[Lost update]: a logout ended the session before *{server}* applied the change of {person}’s {lost} request.",
                        server, person, lost = ordinal(lost)),
                };
                return;
            }
            _ => {}
        }
    }
}

/// A session that had ended is back.
pub(super) fn returned(draft: &mut Draft, context: &Context<'_>, person: ClientId) {
    let back = context.find(|fact| match *fact {
        Fact::SessionReturned { holder, session, owner, orphan, because } if owner == person => {
            Some((holder, session, orphan, because))
        }
        _ => None,
    });
    let Some((holder, session, orphan, because)) = back else { return };
    let told = Session(person, session.short());
    if because == ReturnCause::EndNotAcknowledged {
        add!(draft,
            claims: [Claim::Holds(holder, session)],
            ko: "{person}의 세션 {told}{은} *{holder}*에 그대로 있습니다. 끝내는 쓰기가 없었습니다.",
            en: "{person}’s session {told} is still on *{holder}*, since the write that ends it never got there.",
            person, told, holder);
        return;
    }
    add!(draft,
        claims: [Claim::Holds(holder, session)],
        ko: "끝났던 {person}의 세션 {told}{이} *{holder}*에 [되살아났습니다.]",
        en: "{person}’s ended session {told} [is back] on *{holder}*.",
        person, told, holder);
    match orphan {
        true => add!(draft,
            claims: [Claim::NoCookieNames(person, session)],
            ko: "가리키는 쿠키가 없는 고아입니다.",
            en: "It is an orphan: no cookie names it."),
        false => add!(draft,
            claims: [Claim::CookieNames(person, session)],
            ko: "쿠키가 아직 이 세션을 가리킵니다.",
            en: "The cookie still names it."),
    };
}

/// A change that was lost is back.
pub(super) fn restored(draft: &mut Draft, context: &Context<'_>, person: ClientId) {
    let back = context.find(|fact| match *fact {
        Fact::UpdateRestored { holder, session, owner, restored, .. } if owner == person => {
            Some((holder, session, restored))
        }
        _ => None,
    });
    let Some((holder, session, restored)) = back else { return };
    add!(draft,
        claims: [Claim::HasItem(holder, session, restored)],
        ko: "사라졌던 {person}의 {nth} 요청의 변경이 *{holder}*에 돌아왔습니다.",
        en: "The lost change of {person}’s {nth} request is back on *{holder}*.",
        person, nth = ordinal(restored), holder);
}

/// A session's idle timeout ended.
pub(super) fn expired(draft: &mut Draft, context: &Context<'_>, person: ClientId) {
    let destroyed = context.find(|fact| match *fact {
        Fact::SessionDestroyed { session, owner, orphan, because: DestroyCause::Idle { for_ }, .. }
            if owner == person =>
        {
            Some((session, orphan, for_))
        }
        _ => None,
    });
    let Some((session, orphan, idle)) = destroyed else { return expired_here(draft, context, person) };
    let told = Session(person, session.short());
    if orphan {
        add!(draft,
            claims: [Claim::NobodyFinds(session), Claim::NoCookieNames(person, session)],
            ko: "{person}의 고아 세션 {told}{이} 유휴 만료({idle})로 사라졌습니다.",
            en: "{person}’s orphaned session {told} reached its idle timeout ({idle}) and is gone.",
            person, told, idle);
        return;
    }
    add!(draft,
        claims: [Claim::NobodyFinds(session)],
        ko: "{person}의 세션 {told}{이} 유휴 만료({idle})로 끝났습니다.",
        en: "{person}’s session {told} reached its idle timeout ({idle}).",
        person, told, idle);
    if context.world.will_be_anonymous(person) {
        add!(draft,
            claims: [Claim::MustLogIn(person)],
            ko: "다음 요청은 로그인 화면을 받습니다.",
            en: "The next request gets the login form.");
    }
}

/// A session's idle timeout ended at one member only.
fn expired_here(draft: &mut Draft, context: &Context<'_>, person: ClientId) {
    let expired = context.find(|fact| match *fact {
        Fact::SessionExpired { server, session, owner, told, .. } if owner == person => Some((server, session, told)),
        _ => None,
    });
    let Some((server, session, told)) = expired else { return };
    add!(draft,
        claims: [Claim::Lacks(Holder::Server(server), session)],
        ko: "{person}의 세션 {told}{이} *{server}*에서 유휴 만료되었습니다.",
        en: "{person}’s session {told} reached its idle timeout on *{server}*.",
        person, told = Session(person, session.short()), server);
    match told {
        0 => add!(draft,
            claims: [Claim::OthersHold(server, session, 1)],
            ko: "다른 멤버에는 남아 있습니다.",
            en: "Other members still have it."),
        _ => add!(draft,
            ko: "{members}에도 이를 알립니다.",
            en: "It tells {members}.",
            members = count(told, Noun::OtherMember)),
    };
}

/// No cookie names a session any more.
pub(super) fn orphaned(draft: &mut Draft, context: &Context<'_>, person: ClientId) {
    let orphaned = context.find(|fact| match *fact {
        Fact::SessionOrphaned { session, client, holder, because } if client == person => {
            Some((session, holder, because))
        }
        _ => None,
    });
    let Some((session, holder, because)) = orphaned else { return };
    match because {
        OrphanCause::AnswerLost => add!(draft,
            ko: "세션 ID가 실린 응답이 {person}에게 [도착하지 못했습니다.]",
            en: "The response with the session id [never reached] {person}.",
            person),
        OrphanCause::EndNotCopied => add!(draft,
            ko: "{person}의 세션을 끝낼 사본이 [도착하지 못했습니다.]",
            en: "The copy that would end {person}’s session [never arrived.]",
            person),
        OrphanCause::Overwritten { .. } | OrphanCause::Cleared | OrphanCause::Lapsed | OrphanCause::Refused => {
            add!(draft,
                ko: "{person}의 쿠키는 이 세션을 가리키지 않습니다.",
                en: "{person}’s cookie does not name this session.",
                person)
        }
    };
    add!(draft,
        claims: [Claim::Holds(holder, session), Claim::NoCookieNames(person, session)],
        ko: "*{holder}*의 세션 {told}{은} 고아입니다.",
        en: "Session {told} on *{holder}* is an orphan.",
        holder, told = Session(person, session.short()));
}

/// A browser lost its session cookie: its `Max-Age` passed, or the user cleared the cookies.
pub(super) fn without_cookie(draft: &mut Draft, context: &Context<'_>, person: ClientId) {
    let lapsed = context.find(|fact| match *fact {
        Fact::CookieLapsed { session, .. } => Some(session),
        _ => None,
    });
    match lapsed {
        Some(session) => add!(draft,
            claims: [Claim::NextWithoutSession(person)],
            ko: "{person}의 쿠키 {told}{이} Max-Age가 지나 [사라졌습니다.]",
            en: "The Max-Age of {person}’s cookie {told} has passed, so [it is gone.]",
            person, told = Session(person, session.short())),
        None => add!(draft,
            claims: [Claim::NextWithoutSession(person)],
            ko: "{person}{이} 쿠키를 모두 지웠습니다.",
            en: "{person} cleared all cookies.",
            person),
    };
    let orphaned = context.find(|fact| match *fact {
        Fact::SessionOrphaned { session, holder, .. } => Some((session, holder)),
        _ => None,
    });
    match orphaned {
        Some((session, holder)) => add!(draft,
            claims: [Claim::Holds(holder, session), Claim::NoCookieNames(person, session)],
            ko: "*{holder}*에 남은 세션 {told}{은} 가리키는 쿠키가 없는 고아입니다.",
            en: "Session {told} stays on *{holder}* as an orphan: no cookie names it.",
            holder, told = Session(person, session.short())),
        None => add!(draft,
            ko: "다음 요청에는 세션 ID가 없습니다.",
            en: "The next request carries no session id."),
    };
}
