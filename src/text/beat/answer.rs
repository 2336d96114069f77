//! A page that does no harm: its content, and the news in it.

use std::cmp::Ordering;

use crate::model::config::Sessions;
use crate::model::fact::{Fact, OrphanCause};
use crate::model::http::{Action, Page};
use crate::model::ids::{ClientId, Holder, RequestId, ServerId, SessionId};
use crate::model::world::{SessionOfCookie, World};

use super::super::claim::Claim;
use super::super::value::Value::{Session, Srv, Version};
use super::super::value::{Noun, count, number, ordinal};
use super::context::Context;
use super::draft::{Draft, add};
use super::login_form;

/// A user sees a page.
pub(super) fn received(draft: &mut Draft, context: &Context<'_>, id: RequestId) {
    let page = context.find(|fact| match *fact {
        Fact::ResponseReceived { id: of, page, .. } if of == id => Some(page),
        _ => None,
    });
    match page {
        Some(Page::Welcome { user }) => welcome(draft, context, user),
        Some(Page::Profile { .. }) => profile(draft, context, id),
        Some(Page::Cart { items }) => cart(draft, context, id, items),
        Some(Page::LoginForm) => login_form(draft, context, id),
        Some(Page::SignedOut) => signed_out(draft, context, id.client),
        Some(Page::Error { .. }) | None => {}
    }
}

/// The answer to a login, with its cookies.
fn welcome(draft: &mut Draft, context: &Context<'_>, person: ClientId) {
    let stored = context.find(|fact| match *fact {
        Fact::CookieStored { session, replaced, .. } => Some((session, replaced)),
        _ => None,
    });
    let Some((session, replaced)) = stored else { return without_cookie(draft, context, person) };
    let orphaned_on = context.find(|fact| match *fact {
        Fact::SessionOrphaned { holder, because: OrphanCause::Overwritten { .. }, .. } => Some(holder),
        _ => None,
    });
    let fresh = Session(person, session.short());
    if matches!(context.world.session_of_cookie(person), SessionOfCookie::Gone(_)) {
        add!(draft,
            ko: "{person}{이} 로그인해 쿠키가 세션 {fresh}{을} 가리킵니다.",
            en: "{person} logged in, and the cookie names session {fresh}.",
            person, fresh);
        add!(draft,
            claims: [Claim::NobodyFinds(session)],
            ko: "[그러나 이 세션은 이미 찾을 수 없습니다.]",
            en: "[But no server finds it any more.]");
        return;
    }
    match (replaced, orphaned_on) {
        (Some(old), Some(holder)) => overwritten(draft, person, (old, session), holder),
        (Some(old), None) => {
            add!(draft,
                claims: [Claim::CookieNames(person, session)],
                ko: "{person}{이} 다시 로그인했습니다. 쿠키가 {old}에서 {fresh}{으로} 바뀌었습니다.",
                en: "{person} logged in again. The cookie changed from {old} to {fresh}.",
                person, old = Session(person, old.short()), fresh);
        }
        (None, _) => first_cookie(draft, context, person, session),
    }
}

fn first_cookie(draft: &mut Draft, context: &Context<'_>, person: ClientId, session: SessionId) {
    let pinned_to = context.find(|fact| match *fact {
        Fact::AffinityCookieStored { server, .. } => Some(server),
        _ => None,
    });
    let fresh = Session(person, session.short());
    match pinned_to {
        None => add!(draft,
            claims: [Claim::CookieNames(person, session)],
            ko: "{person}{이} 로그인했습니다. 브라우저가 세션 ID {fresh}{을} 쿠키로 저장했습니다.",
            en: "{person} is logged in. The browser stored session id {fresh} as a cookie.",
            person, fresh),
        Some(server) => add!(draft,
            claims: [Claim::CookieNames(person, session)],
            ko: "{person}{이} 로그인했습니다. 브라우저가 세션 ID {fresh}{과} 서버를 가리키는 {pin}{을} 저장했습니다.",
            en: "{person} is logged in. The browser stored two cookies: session id {fresh}, and {pin}, which names a server.",
            person, fresh, pin = Srv(server)),
    };
}

fn overwritten(draft: &mut Draft, person: ClientId, (old, session): (SessionId, SessionId), holder: Holder) {
    add!(draft,
        claims: [Claim::CookieNames(person, session)],
        ko: "{person}의 새 로그인이 쿠키 {old}{을} [덮어썼습니다.]",
        en: "{person}’s new login [overwrote] the cookie {old}.",
        person, old = Session(person, old.short()));
    add!(draft,
        claims: [Claim::Holds(holder, old), Claim::NoCookieNames(person, old)],
        ko: "{holder}에 남은 예전 세션은 고아가 되었습니다.",
        en: "The old session on {holder} is an orphan now.",
        holder);
}

/// The answer to a login whose cookie the browser refused or dropped at once.
fn without_cookie(draft: &mut Draft, context: &Context<'_>, person: ClientId) {
    let is_refused = context.find(|fact| matches!(fact, Fact::CookieRefused { .. }).then_some(())).is_some();
    if is_refused {
        add!(draft,
            ko: "{person}의 브라우저가 HTTP로 온 Secure 쿠키를 [저장하지 않았습니다.]",
            en: "{person}’s browser [did not store] the Secure cookie that came over plain HTTP.",
            person);
    } else {
        add!(draft,
            ko: "{person}의 로그인은 성공했지만 세션 쿠키가 [남지 않았습니다.]",
            en: "{person}’s login worked, but [no session cookie is left.]",
            person);
    }
    add!(draft,
        claims: [Claim::NextWithoutSession(person)],
        ko: "다음 요청에는 세션 ID가 없습니다.",
        en: "The next request carries no session id.");
}

/// The last page of the client before this step.
fn page_before(context: &Context<'_>, id: RequestId) -> Option<Page> {
    context.last(|fact| match *fact {
        Fact::ResponseReceived { id: of, page, .. } if of.client == id.client && of != id => Some(page),
        _ => None,
    })
}

/// The server that answered a request of the client before this one.
fn server_before(context: &Context<'_>, id: RequestId) -> Option<ServerId> {
    context.last(|fact| match *fact {
        Fact::Answered { id: of, server, .. } if of.client == id.client && of != id => Some(server),
        _ => None,
    })
}

fn profile(draft: &mut Draft, context: &Context<'_>, id: RequestId) {
    let (person, open) = (id.client, context.open_requests(id.client));
    let Some(server) = context.answered_by(id) else { return };
    let is_local = context.world.config.sessions == Sessions::Local;
    match (page_before(context, id), server_before(context, id)) {
        (Some(Page::LoginForm), _) if is_local => add!(draft,
            ko: "이번에는 {person}{이} 로그인되어 있습니다. 세션은 *{server}*에 그대로 있었습니다.",
            en: "This time {person} is logged in: the session had been on *{server}* all along.",
            person, server),
        (Some(Page::LoginForm | Page::Error { .. }), _) => add!(draft,
            ko: "이번에는 {person}{이} 로그인되어 있습니다.",
            en: "This time {person} is logged in.",
            person),
        _ if open > 0 => add!(draft,
            ko: "{person}의 {nth} 요청이 응답을 받았습니다. 아직 {open}개가 남았습니다.",
            en: "{person}’s {nth} request is answered; {requests} still open.",
            person, nth = ordinal(id.nth), open = number(open), requests = count(open, Noun::Request)),
        (_, Some(before)) if before != server => add!(draft,
            ko: "*{server}*에서도 {person}{은} 로그인된 상태입니다.",
            en: "{person} is still logged in, on *{server}* too.",
            person, server),
        _ => add!(draft,
            ko: "*{server}*{이} 세션을 찾아 {person}{은} 로그인된 상태입니다.",
            en: "*{server}* found the session: {person} is still logged in.",
            person, server),
    };
}

fn cart(draft: &mut Draft, context: &Context<'_>, id: RequestId, items: u16) {
    let (person, told) = (id.client, count(items, Noun::Item));
    let adds = context.action(id) == Some(Action::AddToCart);
    match (items, adds) {
        (0, _) => add!(draft,
            ko: "{person}의 장바구니는 비어 있습니다.",
            en: "{person}’s cart is empty.",
            person),
        (_, true) => add!(draft,
            ko: "{person}{이} 상품을 담았습니다. 장바구니에 *{items}개*가 있습니다.",
            en: "{person} added an item: the cart has *{told}*.",
            person, items = number(items), told),
        (_, false) => add!(draft,
            ko: "{person}의 장바구니에 상품 *{items}개*가 있습니다.",
            en: "{person}’s cart has *{told}*.",
            person, items = number(items), told),
    };
    newest_cart(draft, context, id, items);
}

/// Tells if the session has another number of items by now, or where the first item is stored.
fn newest_cart(draft: &mut Draft, context: &Context<'_>, id: RequestId, items: u16) {
    let session = context.world.client(id.client).and_then(|client| client.session());
    let holders = session.into_iter().flat_map(|session| context.world.holders_of(session));
    let Some(newest) = holders.map(|(_, held)| held).max_by_key(|held| held.version) else {
        return on_replica(draft, context.world, session, items);
    };
    let cart = number(newest.cart);
    if newest.cart == items {
        return stored_at(draft, context, id);
    }
    match newest.cart.cmp(&items) {
        Ordering::Less if newest.cart == 0 => add!(draft,
            claims: [Claim::CartHas(newest.id, 0)],
            ko: "[그러나 세션에는 이미 아무것도 없습니다.]",
            en: "[But by now the session has none.]"),
        Ordering::Less => add!(draft,
            claims: [Claim::CartHas(newest.id, newest.cart)],
            ko: "[그러나 세션에는 이미 {cart}개뿐입니다.]",
            en: "[But by now the session has only {cart}.]",
            cart),
        Ordering::Greater | Ordering::Equal => add!(draft,
            claims: [Claim::CartHas(newest.id, newest.cart), Claim::NewestVersion(newest.id, newest.version)],
            ko: "세션의 최신 {version}에는 {cart}개가 있습니다.",
            en: "The newest version, {version}, has {cart}.",
            version = Version(newest.version), cart),
    };
}

/// Tells that the replica, which is about to take over, has fewer items.
fn on_replica(draft: &mut Draft, world: &World, session: Option<SessionId>, items: u16) {
    let replica = world.replica().filter(|_| world.is_primary_down()).and_then(|replica| world.store(replica));
    let Some(held) = replica.zip(session).and_then(|(replica, session)| replica.table().get(session)) else { return };
    if held.cart < items {
        add!(draft,
            ko: "[그러나 복제본에는 {cart}개뿐입니다.]",
            en: "[But the replica has only {cart}.]",
            cart = number(held.cart));
    }
}

/// Tells the place of a change that can be lost or read too early.
fn stored_at(draft: &mut Draft, context: &Context<'_>, id: RequestId) {
    let written = context.last_of(id, |fact| match *fact {
        Fact::SessionWritten { server, session, version, cart, .. } => Some((server, session, version, cart)),
        _ => None,
    });
    match (written, context.world.config.sessions) {
        (Some((server, session, _, 1)), Sessions::Local) => {
            add!(draft,
                claims: [Claim::OnlyItem(Holder::Server(server), session, id.nth)],
                ko: "이 값은 {server}의 메모리에만 있습니다.",
                en: "It is in the memory of {server} only.",
                server);
        }
        (Some((_, _, version, _)), Sessions::Replicated) => {
            add!(draft,
                ko: "세션은 {version}{이} 되었습니다.",
                en: "The session is {version} now.",
                version = Version(version));
        }
        _ => {}
    }
}

/// A login form for a user who was not logged in.
fn login_form(draft: &mut Draft, context: &Context<'_>, id: RequestId) {
    let person = id.client;
    match page_before(context, id) {
        Some(Page::LoginForm) => add!(draft,
            ko: "{person}에게 또 [로그인 화면]이 나왔습니다.",
            en: "{person} gets the [login form] again.",
            person),
        _ => add!(draft,
            ko: "{person}에게 [로그인 화면]이 나왔습니다.",
            en: "{person} gets the [login form.]",
            person),
    };
    login_form::reason(draft, context, id);
}

fn signed_out(draft: &mut Draft, context: &Context<'_>, person: ClientId) {
    add!(draft,
        ko: "{person}{이} 로그아웃했습니다.",
        en: "{person} logged out.",
        person);
    match context.world.session_of_cookie(person) {
        SessionOfCookie::NoCookie => {}
        SessionOfCookie::Held(session, holder) => {
            add!(draft,
                claims: [Claim::Holds(holder, session), Claim::CookieNames(person, session)],
                ko: "그러나 쿠키가 가리키는 세션 {session}{이} {holder}에 있습니다.",
                en: "But the cookie names session {session}, which is on {holder}.",
                session = Session(person, session.short()), holder);
        }
        SessionOfCookie::OnReplica(session, _) | SessionOfCookie::OnDisk(session, _) => {
            add!(draft,
                claims: [Claim::NobodyFinds(session), Claim::CookieNames(person, session)],
                ko: "지금은 세션 {session}{을} 찾을 수 있는 서버가 없습니다.",
                en: "No server finds session {session} now.",
                session = Session(person, session.short()));
        }
        SessionOfCookie::Gone(session) => {
            add!(draft,
                claims: [Claim::NobodyFinds(session), Claim::CookieNames(person, session)],
                ko: "세션 {session}{은} 끝났고 쿠키만 남았습니다.",
                en: "Session {session} has ended; only the cookie is left.",
                session = Session(person, session.short()));
        }
    }
}
