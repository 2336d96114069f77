//! Writes of requests that overlap, in a shared store: what one request overwrites without having seen it, a session
//! that has ended between a request's read and its write, and what a store brings back.

use crate::model::fact::{ReturnCause, UnseenChange};
use crate::model::ids::{ClientId, Holder, RequestId, ServerId, SessionId, StoreId};
use crate::model::world::World;

use super::super::claim::Claim;
use super::super::say::{Telling, say};
use super::super::value::Value::{Session, Version};
use super::super::value::{Noun, count, ordinal};

/// `lost` is the number of the person's request whose write is gone.
pub(super) fn update_lost(
    t: &Telling,
    id: RequestId,
    (session, renamed): (SessionId, Option<SessionId>),
    version: u32,
    (lost, cart): (u32, u16),
) {
    let told = renamed.unwrap_or(session);
    t.claim(Claim::ItemGone(told, lost));
    t.claim(Claim::CartHas(told, cart));
    let (person, lost, nth) = (id.client, ordinal(lost), ordinal(id.nth));
    let (session, items) = (Session(person, session.short()), count(cart, Noun::Item));
    let renamed = renamed.map(|renamed| Session(person, renamed.short()));
    match (renamed, cart) {
        (None, _) => say!(t,
            ko: "[갱신 손실]: {person}의 {lost} 요청이 세션 {session}에 쓴 값이 사라졌습니다. {nth} 요청이 그 값을 읽지 못한 채 *{version}*{을} 써서, 장바구니에는 {items}만 남습니다.",
            en: "[Lost update]: what {person}’s {lost} request wrote to session {session} is gone. The {nth} request had not seen this change and wrote *{version}*, so the cart has {items}.",
            person, lost, session, nth, version = Version(version), items),
        (Some(renamed), 0) => say!(t,
            ko: "[갱신 손실]: {person}의 {lost} 요청이 세션 {session}에 쓴 값이 사라졌습니다. {nth} 요청이 이를 보지 못한 채 세션 ID를 *{renamed}*{으로} 바꿔, 장바구니가 비었습니다.",
            en: "[Lost update]: what {person}’s {lost} request wrote to session {session} is gone. The {nth} request had not seen this change when it gave the session the id *{renamed}*, so the cart is empty.",
            person, lost, session, nth, renamed),
        (Some(renamed), _) => say!(t,
            ko: "[갱신 손실]: {person}의 {lost} 요청이 세션 {session}에 쓴 값이 사라졌습니다. {nth} 요청이 이를 보지 못한 채 세션 ID를 *{renamed}*{으로} 바꿔, 장바구니에는 {items}만 남습니다.",
            en: "[Lost update]: what {person}’s {lost} request wrote to session {session} is gone. The {nth} request had not seen this change when it gave the session the id *{renamed}*, so the cart has {items}.",
            person, lost, session, nth, renamed, items),
    }
}

/// `lost` is the number of the person's request whose write is gone.
pub(super) fn end_overwrote(
    t: &Telling,
    (server, from): (ServerId, UnseenChange),
    (session, person): (SessionId, ClientId),
    renamed: Option<SessionId>,
    lost: u32,
) {
    let (nth, told) = (ordinal(lost), Session(person, session.short()));
    if let Some(renamed) = renamed {
        t.claim(Claim::Holds(Holder::Server(server), renamed));
        t.claim(Claim::ItemGone(renamed, lost));
    }
    match (from, renamed.map(|renamed| Session(person, renamed.short()))) {
        (UnseenChange::Applied, Some(renamed)) => say!(t,
            ko: "[갱신 손실]: {person}의 {lost} 요청이 세션 {session}에 쓴 값이 사라졌습니다. 이 변경을 아직 받지 못한 멤버가 로그인을 처리하며 세션 ID를 {renamed}{으로} 바꿨고, 그 사본이 *{server}*의 값을 대신했습니다.",
            en: "[Lost update]: what {person}’s {lost} request wrote to session {session} is gone. A member that had not received this change gave the session the id {renamed} at a login, and its copy replaced the value on *{server}*.",
            person, lost = nth, session = told, renamed, server),
        (UnseenChange::Applied, None) => say!(t,
            ko: "[갱신 손실]: {person}의 {lost} 요청이 세션 {session}에 쓴 값이 사라졌습니다. 이 변경을 아직 받지 못한 멤버가 로그아웃을 처리하며 세션을 끝냈고, 그 사본이 *{server}*에서도 세션을 지웠습니다.",
            en: "[Lost update]: what {person}’s {lost} request wrote to session {session} is gone. A member that had not received this change ended the session at a logout, and its copy deleted it on *{server}* as well.",
            person, lost = nth, session = told, server),
        (UnseenChange::Unapplied, Some(renamed)) => say!(t,
            ko: "[갱신 손실]: {person}의 {lost} 요청이 세션 {session}에 쓴 값이 사라졌습니다. *{server}*{이} 이 변경의 사본을 적용하기 전에 로그인을 처리하며 세션 ID를 {renamed}{으로} 바꿨고, 이 값을 가진 다른 멤버는 없습니다.",
            en: "[Lost update]: what {person}’s {lost} request wrote to session {session} is gone. *{server}* gave the session the id {renamed} at a login before it had applied the copy of this change, and no other member has the value.",
            person, lost = nth, session = told, renamed, server),
        (UnseenChange::Unapplied, None) => say!(t,
            ko: "[갱신 손실]: {person}의 {lost} 요청이 세션 {session}에 쓴 값이 사라졌습니다. *{server}*{이} 이 변경의 사본을 적용하기 전에 로그아웃을 처리하며 세션을 끝냈고, 이 값을 가진 다른 멤버는 없습니다.",
            en: "[Lost update]: what {person}’s {lost} request wrote to session {session} is gone. *{server}* ended the session at a logout before it had applied the copy of this change, and no other member has the value.",
            person, lost = nth, session = told, server),
    }
}

/// Tells a lost write when the version that is left has no lower number. Two requests wrote, and neither had seen the
/// write of the other.
pub(super) fn write_lost_to_another(
    t: &Telling,
    holder: Holder,
    (session, person): (SessionId, ClientId),
    version: u32,
    kept: u32,
) {
    say!(t,
        ko: "[갱신 손실]: 서버가 저장했다고 답한 {person}의 세션 {session} *{version}*{이} {holder}{과} 함께 사라졌습니다. 남은 {kept}{은} 이 변경을 보지 못한 다른 요청이 쓴 것입니다.",
        en: "[Lost update]: *{version}* of {person}’s session {session} was acknowledged but is lost with {holder}. The {kept} that is left was written by a request that had not seen this change.",
        person, session = Session(person, session.short()), version = Version(version), kept = Version(kept), holder);
}

/// `restored` is the number of the person's request whose write is back.
pub(super) fn update_restored(
    t: &Telling,
    holder: Holder,
    (session, person): (SessionId, ClientId),
    version: u32,
    restored: u32,
    by: Option<RequestId>,
) {
    t.claim(Claim::HasItem(holder, session, restored));
    let (session, restored) = (Session(person, session.short()), ordinal(restored));
    match by {
        Some(by) => say!(t,
            ko: "{person}의 {restored} 요청이 쓴 값이 세션 {session}에 돌아왔습니다. {nth} 요청이 그 값이 사라지기 전에 읽어 두었다가 *{version}*에 함께 썼습니다.",
            en: "What {person}’s {restored} request wrote is back in session {session}. The {nth} request had read it before it was lost and wrote it again in *{version}*.",
            person, restored, session, nth = ordinal(by.nth), version = Version(version)),
        None => say!(t,
            ko: "{person}의 {restored} 요청이 쓴 값이 세션 {session}에 돌아왔습니다. 이 값을 대신했던 쓰기가 *{holder}*에는 없습니다.",
            en: "What {person}’s {restored} request wrote is back in session {session}. The write that had replaced it is not on *{holder}*.",
            person, restored, session, holder),
    }
}

pub(super) fn returned(
    t: &Telling,
    holder: Holder,
    (session, person): (SessionId, ClientId),
    orphan: bool,
    because: ReturnCause,
) {
    t.claim(Claim::Holds(holder, session));
    match orphan {
        true => t.claim(Claim::NoCookieNames(person, session)),
        false => t.claim(Claim::CookieNames(person, session)),
    }
    let session = Session(person, session.short());
    match (because, orphan) {
        (ReturnCause::Saved { by }, false) => say!(t,
            ko: "[갱신 손실]: 끝났던 {person}의 세션 {session}{이} *{holder}*에 되살아났습니다. 끝나기 전에 이 세션을 읽은 {nth} 요청이 SET으로 다시 썼고, 쿠키가 아직 이 세션을 가리켜 {person}{은} 다시 로그인한 상태가 됩니다.",
            en: "[Lost update]: {person}’s session {session} had ended and is back on *{holder}*. The {nth} request had read it before its end and wrote it again (SET); the cookie still names it, so {person} is logged in again.",
            person, session, holder, nth = ordinal(by.nth)),
        (ReturnCause::Saved { by }, true) => say!(t,
            ko: "끝났던 {person}의 세션 {session}{이} *{holder}*에 되살아났습니다. 끝나기 전에 이 세션을 읽은 {nth} 요청이 SET으로 다시 썼지만, 가리키는 쿠키가 없는 고아입니다.",
            en: "{person}’s session {session} had ended and is back on *{holder}*. The {nth} request had read it before its end and wrote it again (SET), but it is an orphan: no cookie names it.",
            person, session, holder, nth = ordinal(by.nth)),
        (ReturnCause::Copied { from }, false) => say!(t,
            ko: "[갱신 손실]: {from}에서 온 예전 사본이 끝났던 {person}의 세션 {session}{을} *{holder}*에 되살렸고, 이를 지울 사본은 더 오지 않습니다. 쿠키가 아직 이 세션을 가리켜 {person}{은} 이 서버에서 다시 로그인한 상태가 됩니다.",
            en: "[Lost update]: a copy from {from} brought {person}’s ended session {session} back on *{holder}*, and no copy will end it there. The cookie still names it, so on this server {person} is logged in again.",
            person, session, holder, from),
        (ReturnCause::Copied { from }, true) => say!(t,
            ko: "끝났던 {person}의 세션 {session}{이} *{holder}*에 되살아났습니다. 세션이 끝나기 전의 사본이 {from}에서 왔고, 이를 지울 사본은 더 오지 않지만, 가리키는 쿠키가 없는 고아입니다.",
            en: "{person}’s session {session} had ended and is back on *{holder}*. A copy from before its end came from {from}, and no copy will end it there, but it is an orphan: no cookie names it.",
            person, session, holder, from),
        (ReturnCause::EndLost, false) => say!(t,
            ko: "[갱신 손실]: 끝났던 {person}의 세션 {session}{이} *{holder}*에 되살아났습니다. 이 저장소에는 세션을 끝낸 쓰기가 없고, 쿠키가 아직 이 세션을 가리켜 {person}{은} 다시 로그인한 상태가 됩니다.",
            en: "[Lost update]: {person}’s session {session} had ended and is back on *{holder}*. This store does not have the write that ended it, and the cookie still names it, so {person} is logged in again.",
            person, session, holder),
        (ReturnCause::EndLost, true) => say!(t,
            ko: "끝났던 {person}의 세션 {session}{이} *{holder}*에 되살아났습니다. 이 저장소에는 세션을 끝낸 쓰기가 없지만, 가리키는 쿠키도 없는 고아입니다.",
            en: "{person}’s session {session} had ended and is back on *{holder}*. This store does not have the write that ended it, but it is an orphan: no cookie names it.",
            person, session, holder),
        (ReturnCause::EndNotAcknowledged, _) => say!(t,
            ko: "{person}의 세션 {session}{은} *{holder}*에 그대로 있습니다. 이 저장소에는 세션을 끝내는 쓰기가 없지만, 그 쓰기를 저장했다고 답한 적도 없습니다.",
            en: "{person}’s session {session} is still on *{holder}*. This store does not have the write that should have ended it, but that write was never acknowledged.",
            person, session, holder),
    }
}

pub(super) fn save_refused(t: &Telling, id: RequestId, server: ServerId, store: StoreId, session: SessionId) {
    say!(t,
        claims: [Claim::Lacks(Holder::Store(store), session)],
        ko: "*{store}*에 {person}의 세션 {session}{이} 이미 없어 {nth} 요청의 저장이 실패합니다. Spring Session은 세션이 아직 있는지 확인하고 저장하므로, {server}{은} [500]으로 답합니다.",
        en: "*{store}* no longer has {person}’s session {session}, so the save of the {nth} request fails. Spring Session saves a session only if it still exists: {server} answers [500].",
        store, person = id.client, session = Session(id.client, session.short()), nth = ordinal(id.nth), server);
}

pub(super) fn save_ignored(
    t: &Telling,
    id: RequestId,
    store: StoreId,
    (session, renamed): (SessionId, Option<SessionId>),
) {
    let (person, nth) = (id.client, ordinal(id.nth));
    t.claim(Claim::Lacks(Holder::Store(store), session));
    let session = Session(person, session.short());
    match renamed {
        None => say!(t,
            ko: "[갱신 손실]: *{store}*에 {person}의 세션 {session}{이} 이미 없어 {nth} 요청의 UPDATE는 아무 행도 바꾸지 않습니다. 서버는 이를 모르고 200으로 답합니다.",
            en: "[Lost update]: *{store}* no longer has {person}’s session {session}, so the UPDATE of the {nth} request changes no row. The server does not notice and answers 200.",
            store, person, session, nth),
        Some(renamed) => say!(t,
            claims: [Claim::NobodyHolds(renamed)],
            ko: "[갱신 손실]: *{store}*에 {person}의 세션 {session}{이} 이미 없어, ID를 {renamed}{으로} 바꾸는 UPDATE는 아무 행도 바꾸지 않습니다. 서버는 이를 모르고 200으로 답하므로, 새 쿠키가 가리키는 세션은 어디에도 없습니다.",
            en: "[Lost update]: *{store}* no longer has {person}’s session {session}, so the UPDATE that gives it the id {renamed} changes no row. The server does not notice and answers 200; the new cookie names a session that is not stored anywhere.",
            store, person, session, renamed = Session(person, renamed.short())),
    }
}

pub(super) fn touched(t: &Telling, id: RequestId, store: StoreId, session: SessionId, world: &World) {
    say!(t,
        claims: [Claim::Holds(Holder::Store(store), session)],
        ko: "*{store}*{이} {person}의 세션 {session}에 접근 시각을 써서({work}) 유휴 만료를 뒤로 미뤘습니다. 데이터베이스에서는 읽기만 하는 요청에도 쓰기가 따릅니다.",
        en: "*{store}* wrote the access time to {person}’s session {session} ({work}), which restarts its idle timeout. With a database, a request that only reads needs a write, too.",
        store, person = id.client, session = Session(id.client, session.short()), work = world.config.store_write());
}
