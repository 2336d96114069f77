//! The end of a request at its browser: a page, or no answer.

use std::cmp::Ordering;

use crate::model::fact::{ConnectError, DropCause};
use crate::model::http::{Page, Status};
use crate::model::ids::{ClientId, Holder, RequestId, ServerId};
use crate::model::world::{SessionOfCookie, World};

use super::super::claim::Claim;
use super::super::say::{Telling, say};
use super::super::value::Value::{Session, Version};
use super::super::value::{Noun, count, number};

pub(super) fn received(t: &Telling, id: RequestId, status: Status, page: Page, world: &World) {
    let person = id.client;
    match page {
        Page::Error { .. } => say!(t,
            ko: "{person}의 화면에 {status}{이} 나왔습니다.",
            en: "{person}’s browser shows {status}.",
            person, status),
        Page::LoginForm => say!(t,
            ko: "{person}의 화면에 [“{page}”]{이} 나왔습니다.",
            en: "{person}’s browser shows [“{page}”].",
            person, page),
        Page::Welcome { .. } | Page::Profile { .. } | Page::Cart { .. } | Page::SignedOut => say!(t,
            ko: "{person}의 화면에 *“{page}”*{이} 나왔습니다.",
            en: "{person}’s browser shows *“{page}”*.",
            person, page),
    }
    match page {
        Page::Welcome { .. } => say!(t, ko: "로그인에 성공했습니다.", en: "The login worked."),
        Page::Profile { .. } => say!(t,
            ko: "서버가 로그인한 사용자로 알아봤습니다.",
            en: "The server recognised {person} as logged in.",
            person),
        Page::Cart { items } => cart_shown(t, person, items, world),
        Page::LoginForm | Page::SignedOut | Page::Error { .. } => session_left(t, person, page, world),
    }
}

/// Tells which version of the session the number of items in the cart comes from. The session may hold more items in a
/// newer version.
fn cart_shown(t: &Telling, client: ClientId, items: u16, world: &World) {
    let session = world.client(client).and_then(|client| client.session());
    let holders = session.into_iter().flat_map(|session| world.holders_of(session));
    let newest = holders.map(|(_, held)| held).max_by_key(|held| held.version);
    match newest.map(|newest| (newest.cart.cmp(&items), newest)) {
        None => say!(t,
            ko: "요청을 처리할 때 세션에 있던 값입니다.",
            en: "The session had this number when the request was processed."),
        Some((Ordering::Equal, newest)) => say!(t,
            claims: [Claim::CartHas(newest.id, items)],
            ko: "세션에 담긴 값입니다.",
            en: "The number comes from the session."),
        Some((Ordering::Less, newest)) if newest.cart == 0 => say!(t,
            claims: [Claim::CartHas(newest.id, 0)],
            ko: "지금 세션 {session}의 장바구니는 비어 있습니다.",
            en: "By now, the cart of session {session} is empty.",
            session = Session(client, newest.id.short())),
        Some((Ordering::Less, newest)) => say!(t,
            claims: [Claim::CartHas(newest.id, newest.cart)],
            ko: "지금 세션 {session}에는 상품 {cart}개만 담겨 있습니다.",
            en: "By now, session {session} has only {items}.",
            session = Session(client, newest.id.short()), cart = number(newest.cart),
            items = count(newest.cart, Noun::Item)),
        Some((Ordering::Greater, newest)) => say!(t,
            claims: [Claim::NewestVersion(newest.id, newest.version), Claim::CartHas(newest.id, newest.cart)],
            ko: "세션 {session}의 최신 버전 {version}에는 상품 {cart}개가 담겨 있으므로, 화면에 나온 값은 예전 값입니다.",
            en: "That is an old value: {version}, the newest version of session {session}, has {items}.",
            session = Session(client, newest.id.short()), version = Version(newest.version),
            cart = number(newest.cart), items = count(newest.cart, Noun::Item)),
    }
}

/// Tells the place of the session that the cookie names, after a page that makes readers ask for it.
fn session_left(t: &Telling, client: ClientId, page: Page, world: &World) {
    match (world.session_of_cookie(client), page) {
        (SessionOfCookie::NoCookie, Page::LoginForm) => say!(t,
            claims: [Claim::NoSessionCookie(client), Claim::MustLogIn(client)],
            ko: "보낼 세션 ID 쿠키가 없으므로 로그인부터 해야 합니다.",
            en: "There is no session id cookie to send, so a login is needed first."),
        (SessionOfCookie::NoCookie, Page::SignedOut) => say!(t,
            claims: [Claim::NoSessionCookie(client)],
            ko: "세션 ID 쿠키는 남아 있지 않습니다.",
            en: "No session id cookie is left."),
        (SessionOfCookie::NoCookie, _) => {}
        (SessionOfCookie::Held(session, holder), Page::LoginForm) => say!(t,
            claims: [Claim::Holds(holder, session)],
            ko: "세션 {session}{은} {holder}에 그대로 있는데도 로그아웃된 것처럼 보입니다.",
            en: "Session {session} is still on {holder}, yet the user seems to be logged out.",
            session = Session(client, session.short()), holder),
        (SessionOfCookie::Held(session, holder), Page::SignedOut) => say!(t,
            claims: [Claim::Holds(holder, session), Claim::CookieNames(client, session)],
            ko: "쿠키가 가리키는 세션 {session}{은} {holder}에 있습니다.",
            en: "The cookie names session {session}, which is on {holder}.",
            session = Session(client, session.short()), holder),
        (SessionOfCookie::Held(session, holder), _) => say!(t,
            claims: [Claim::Holds(holder, session)],
            ko: "세션 {session}{은} 아직 {holder}에 있습니다.",
            en: "Session {session} is still on {holder}.",
            session = Session(client, session.short()), holder),
        (SessionOfCookie::OnReplica(session, store), _) => say!(t,
            claims: [Claim::Holds(Holder::Store(store), session), Claim::BackByTakeover(session)],
            ko: "세션 {session}{은} 복제본인 {store}에 있어, 복제본이 주 저장소로 승격되면 다시 읽을 수 있습니다.",
            en: "Session {session} is on the replica, {store}, and can be read again when the replica takes over.",
            session = Session(client, session.short()), store),
        (SessionOfCookie::OnDisk(session, store), _) => say!(t,
            claims: [Claim::Holds(Holder::Store(store), session), Claim::BackByRestart(store, session)],
            ko: "세션 {session}{은} {store}의 디스크에 남아 있어, 저장소가 다시 켜지면 다시 읽을 수 있습니다.",
            en: "Session {session} is on the disk of {store} and can be read again when the store is back.",
            session = Session(client, session.short()), store),
        (SessionOfCookie::Gone(session), _) if world.unasked_holder_of(session).is_some() => say!(t,
            claims: [Claim::NobodyFinds(session), Claim::CookieNames(client, session)],
            ko: "쿠키가 가리키는 세션 {session}{을} 찾을 수 있는 서버는 이제 없습니다.",
            en: "The cookie names session {session}, which no server can find any more.",
            session = Session(client, session.short())),
        (SessionOfCookie::Gone(session), Page::SignedOut) => say!(t,
            claims: [Claim::NobodyHolds(session), Claim::CookieNames(client, session)],
            ko: "세션 {session}{은} 없어졌고 쿠키만 남아 있습니다.",
            en: "Session {session} is gone; only the cookie is left.",
            session = Session(client, session.short())),
        (SessionOfCookie::Gone(session), _) => say!(t,
            claims: [Claim::NobodyHolds(session), Claim::CookieNames(client, session)],
            ko: "쿠키가 가리키는 세션 {session}{은} 이제 어디에도 없습니다.",
            en: "The cookie names session {session}, which is not stored anywhere any more.",
            session = Session(client, session.short())),
    }
}

pub(super) fn dropped(t: &Telling, id: RequestId, because: DropCause) {
    match because {
        DropCause::ConnectionReset { server } => say!(t,
            claims: [Claim::Down(server)],
            ko: "*{server}*{이} 멈추면서 연결이 끊겨 {person}{은} [응답을 받지 못했습니다.] 대신 응답해 줄 로드 밸런서가 없습니다.",
            en: "*{server}* crashed and the connection broke, so {person} [got no response.] There is no balancer to send one instead.",
            server, person = id.client),
        DropCause::LostInTransit => say!(t,
            ko: "연결이 끊겨 {person}의 요청이 [응답 없이 끝났습니다.] 세그먼트만 유실되었다면 TCP가 다시 보냈을 것입니다.",
            en: "The connection broke, so {person}’s request [ended without a response.] If only a segment had been lost, TCP would have sent it again.",
            person = id.client),
    }
}

pub(super) fn refused(t: &Telling, id: RequestId, server: ServerId, because: ConnectError) {
    match because {
        ConnectError::Down => say!(t,
            claims: [Claim::Down(server), Claim::ServiceDown],
            ko: "*{server}*{이} 멈춰 있어 {person}의 연결이 [거부되었습니다.] 요청을 대신 받을 서버가 없어 서비스 전체가 멈췄습니다.",
            en: "*{server}* is down, so {person}’s connection was [refused.] There is no other server to take the request: the whole service is down.",
            server, person = id.client),
        ConnectError::Joining => say!(t,
            claims: [Claim::Joins(server)],
            ko: "*{server}*{이} 아직 클러스터의 세션을 받는 중이어서 {person}의 연결이 [거부되었습니다.] 상태 전송이 끝나야 요청을 받습니다.",
            en: "*{server}* is still fetching the cluster’s sessions, so {person}’s connection was [refused.] It accepts requests when the state transfer is over.",
            server, person = id.client),
        ConnectError::QueueFull { waiting: 0 } => say!(t,
            ko: "*{server}*에 빈 워커가 없고 대기열도 없어 {person}의 연결이 [거부되었습니다.] Tomcat은 대기열이 acceptCount만큼 차면 연결을 거부합니다.",
            en: "*{server}* has no free worker and no queue, so {person}’s connection was [refused.] Tomcat refuses connections beyond its acceptCount.",
            server, person = id.client),
        ConnectError::QueueFull { waiting } => say!(t,
            ko: "*{server}*에 빈 워커가 없고 대기열도 {waiting}{으로} 가득 차 {person}의 연결이 [거부되었습니다.] Tomcat은 대기열이 acceptCount만큼 차면 연결을 거부합니다.",
            en: "*{server}* has no free worker and its queue is full ({waiting}), so {person}’s connection was [refused.] Tomcat refuses connections beyond its acceptCount.",
            server, waiting = count(waiting, Noun::Request), person = id.client),
    }
}
