//! A request's way and its end.

use crate::model::config::{Affinity, Setting};
use crate::model::cookie::{CookieValue, CookieWithheld, SetCookie};
use crate::model::fact::{BalancerError, ConnectError, DropCause, RetryPlan};
use crate::model::http::{Page, Request, Status};
use crate::model::ids::{ClientId, RequestId, ServerId};
use crate::model::world::{SessionOfCookie, World};

use super::super::http_page::request_line;
use super::super::say::{Telling, say};
use super::super::value::Value::{Session, Srv, Version};
use super::super::value::{Noun, count, number, ordinal};

pub(super) fn sent(t: &Telling, id: RequestId, request: &Request, world: &World) {
    say!(t,
        ko: "{person}{이} *{line}*{을} 보냈습니다.",
        en: "{person} sent *{line}*.",
        person = id.client, line = &request_line(request.action));
    match (request.cookies.session, request.cookies.server) {
        (Some(session), None) => say!(t,
            ko: "쿠키에 세션 ID {session}{이} 실려 있습니다.",
            en: "The cookie carries session id {session}.",
            session = Session(id.client, session.short())),
        (Some(session), Some(server)) => say!(t,
            ko: "쿠키에 세션 ID {session}{과} {cookie}{이} 실려 있습니다.",
            en: "The cookies carry session id {session} and {cookie}.",
            session = Session(id.client, session.short()), cookie = Srv(server)),
        (None, Some(server)) => say!(t,
            ko: "쿠키는 {cookie}뿐이고 세션 ID는 없습니다.",
            en: "The only cookie is {cookie}; there is no session id.",
            cookie = Srv(server)),
        (None, None) => match world.cookie_withheld(id.client) {
            None => say!(t,
                ko: "보낼 쿠키가 없습니다.",
                en: "There is no cookie to send."),
            Some(CookieWithheld::Secure) => say!(t,
                ko: "세션 ID 쿠키는 Secure라서 HTTP로는 보내지 않습니다.",
                en: "The session id cookie is Secure, so the browser does not send it over plain HTTP."),
            Some(CookieWithheld::SameSiteStrict) => say!(t,
                ko: "세션 ID 쿠키는 SameSite=Strict라서 다른 사이트 링크로 들어올 때는 보내지 않습니다.",
                en: "The session id cookie is SameSite=Strict, so the browser does not send it when a user follows a link from another site."),
        },
    }
}

pub(super) fn connect_failed(
    t: &Telling,
    id: RequestId,
    server: ServerId,
    because: ConnectError,
    (tries, then): (u8, RetryPlan),
    world: &World,
) {
    match because {
        ConnectError::Down => say!(t,
            ko: "*{server}*{이} 멈춰 있어 {person}의 요청이 연결되지 못했습니다({nth} 시도).",
            en: "*{server}* is down, so {person}’s request could not connect ({nth} try).",
            server, person = id.client, nth = ordinal(tries)),
        ConnectError::Joining => say!(t,
            ko: "*{server}*{이} 아직 클러스터의 세션을 받는 중이어서 {person}의 요청이 연결되지 못했습니다({nth} 시도).",
            en: "*{server}* is still fetching the cluster’s sessions, so {person}’s request could not connect ({nth} try).",
            server, person = id.client, nth = ordinal(tries)),
        ConnectError::QueueFull { waiting } => say!(t,
            ko: "*{server}*에 빈 워커가 없고 대기열도 {waiting}{으로} 가득 차 {person}의 요청이 연결되지 못했습니다({nth} 시도).",
            en: "*{server}* has no free worker and its queue is full ({waiting}), so {person}’s request could not connect ({nth} try).",
            server, waiting = count(waiting, Noun::Request), person = id.client, nth = ordinal(tries)),
    }
    retry(t, then, because == ConnectError::Down && world.is_in_rotation(server));
}

/// Tells what the balancer does next. `unnoticed` is true if it still believes the server to be up.
fn retry(t: &Telling, then: RetryPlan, unnoticed: bool) {
    match (then, unnoticed) {
        (RetryPlan::SameServer { after }, true) => say!(t,
            ko: "로드 밸런서는 서버가 멈춘 줄 아직 모르고 {after} 뒤 같은 서버에 다시 시도합니다.",
            en: "The balancer does not know yet that it is down, and tries the same server again in {after}.",
            after),
        (RetryPlan::SameServer { after }, false) => say!(t,
            ko: "로드 밸런서는 {after} 뒤 같은 서버에 다시 시도합니다.",
            en: "The balancer tries the same server again in {after}.",
            after),
        (RetryPlan::OtherServer { .. }, true) => say!(t,
            ko: "로드 밸런서는 서버가 멈춘 줄 아직 모르지만 이번에는 다른 서버로 보냅니다.",
            en: "The balancer does not know yet that it is down, but redispatches the request now."),
        (RetryPlan::OtherServer { .. }, false) => say!(t,
            ko: "로드 밸런서는 이번에는 다른 서버로 보냅니다.",
            en: "The balancer redispatches the request now."),
        (RetryPlan::GiveUp, true) => say!(t,
            ko: "로드 밸런서는 서버가 멈춘 줄 아직 모르지만 재시도 횟수를 다 써서 포기합니다.",
            en: "The balancer does not know yet that it is down, but gives up: no retries are left."),
        (RetryPlan::GiveUp, false) => say!(t,
            ko: "로드 밸런서는 재시도 횟수를 다 써서 포기합니다.",
            en: "The balancer gives up: no retries are left."),
    }
}

pub(super) fn queued(t: &Telling, id: RequestId, server: ServerId, place: u16, world: &World) {
    let workers = world.server(server).map_or(0, |server| server.workers);
    match workers {
        1 => say!(t,
            ko: "*{server}*의 하나뿐인 워커가 바쁩니다.",
            en: "The only worker of *{server}* is busy.",
            server),
        2 => say!(t,
            ko: "*{server}*의 워커 2개가 모두 바쁩니다.",
            en: "Both workers of *{server}* are busy.",
            server),
        _ => say!(t,
            ko: "*{server}*의 {workers}{이} 모두 바쁩니다.",
            en: "All {workers} of *{server}* are busy.",
            server, workers = count(workers, Noun::Worker)),
    }
    say!(t,
        ko: "{person}의 요청은 대기열 {place} 자리에서 기다립니다.",
        en: "{person}’s request waits, {place} in the queue.",
        person = id.client, place = ordinal(place));
}

pub(super) fn started(t: &Telling, id: RequestId, server: ServerId, world: &World) {
    say!(t,
        ko: "*{server}*의 워커가 {person}의 요청을 맡았습니다. 처리하는 데 {time}{이} 걸립니다.",
        en: "A worker of *{server}* took {person}’s request. Processing takes {time}.",
        server, person = id.client, time = world.config.duration(Setting::Service));
}

pub(super) fn answered(
    t: &Telling,
    id: RequestId,
    server: ServerId,
    (status, page): (Status, Page),
    set_cookie: Option<SetCookie>,
    world: &World,
) {
    say!(t,
        ko: "*{server}*{이} {person}에게 {status}{으로} 응답했습니다.",
        en: "*{server}* answered {person} with {status}.",
        server, person = id.client, status);
    match (set_cookie.map(|set| set.value), page) {
        (Some(CookieValue::Session(session)), _) => say!(t,
            ko: "Set-Cookie에 세션 ID {session}{이} 실려 갑니다.",
            en: "Set-Cookie carries session id {session}.",
            session = Session(id.client, session.short())),
        (Some(CookieValue::Server(server)), _) => say!(t,
            ko: "Set-Cookie에 {cookie}{이} 실려 갑니다.",
            en: "Set-Cookie carries {cookie}.",
            cookie = Srv(server)),
        (None, Page::LoginForm) => login_form(t, id.client, world),
        // The status says it all.
        (None, Page::Error { .. }) => {}
        (None, Page::Welcome { .. } | Page::Profile { .. } | Page::Cart { .. } | Page::SignedOut) => say!(t,
            ko: "화면 내용은 *“{page}”*입니다.",
            en: "The page says *“{page}”*.",
            page),
    }
}

/// Tells what a login form means for the session that the cookie names.
fn login_form(t: &Telling, client: ClientId, world: &World) {
    match world.session_of_cookie(client) {
        SessionOfCookie::NoCookie => say!(t,
            ko: "세션은 만들지 않고 로그인 화면만 보냈습니다.",
            en: "It creates no session and sends only the login form."),
        SessionOfCookie::Held(..) | SessionOfCookie::OnReplica(..) | SessionOfCookie::OnDisk(..) => say!(t,
            ko: "로그인 화면을 보냈을 뿐, 401 응답이 세션을 지우지는 않습니다.",
            en: "This is only the login form: a 401 does not delete the session."),
        SessionOfCookie::Gone(session) => say!(t,
            ko: "보낸 것은 로그인 화면이고, 세션 {session}{은} 이미 없습니다.",
            en: "This is the login form; session {session} is not stored anywhere any more.",
            session = Session(client, session.short())),
    }
}

pub(super) fn balancer_answered(t: &Telling, id: RequestId, status: Status, because: BalancerError) {
    let person = id.client;
    match because {
        BalancerError::NoServer => say!(t,
            ko: "순번에 남은 서버가 없어 로드 밸런서가 {person}에게 {status}{으로} 응답했습니다. HAProxy 로그에는 <NOSRV>로 남습니다.",
            en: "No server is left in rotation, so the balancer answered {person} with {status}. HAProxy’s log shows <NOSRV> for this.",
            person, status),
        BalancerError::RetriesExhausted { tries } => {
            retries_exhausted(t, person, status, tries);
            say!(t,
                ko: "HAProxy는 재시도(retries)를 다 쓰면 이렇게 응답합니다.",
                en: "HAProxy does so when its retries are used up.");
        }
        BalancerError::ServerDied { server } => say!(t,
            ko: "*{server}*{이} 요청을 맡은 채 멈춰 로드 밸런서가 {person}에게 {status}{으로} 응답했습니다. 이미 처리되었을 수 있으므로 HAProxy는 다른 서버로 다시 보내지 않습니다.",
            en: "*{server}* stopped before it answered, so the balancer answered {person} with {status}. HAProxy does not send the request to another server, because it may have been processed already.",
            server, person, status),
        BalancerError::TimedOut { server, after } => say!(t,
            ko: "*{server}*{이} {after} 안에 응답하지 않아 로드 밸런서가 {person}에게 {status}{으로} 응답했습니다. HAProxy의 timeout server 설정입니다.",
            en: "*{server}* did not answer within {after}, so the balancer answered {person} with {status}. This is HAProxy’s setting “timeout server”.",
            server, after, person, status),
    }
}

fn retries_exhausted(t: &Telling, person: ClientId, status: Status, tries: u8) {
    match tries {
        1 => say!(t,
            ko: "한 번뿐인 연결 시도가 실패해 로드 밸런서가 {person}에게 {status}{으로} 응답했습니다.",
            en: "The only try to connect failed, so the balancer answered {person} with {status}.",
            person, status),
        2 => say!(t,
            ko: "연결을 두 번 시도했지만 모두 실패해 로드 밸런서가 {person}에게 {status}{으로} 응답했습니다.",
            en: "Both tries to connect failed, so the balancer answered {person} with {status}.",
            person, status),
        _ => say!(t,
            ko: "연결을 {tries}번 시도했지만 모두 실패해 로드 밸런서가 {person}에게 {status}{으로} 응답했습니다.",
            en: "All {counted} to connect failed, so the balancer answered {person} with {status}.",
            tries = number(tries), counted = count(tries, Noun::Try), person, status),
    }
}

pub(super) fn forwarded(t: &Telling, id: RequestId, server: ServerId, status: Status, world: &World) {
    match world.config.affinity {
        Affinity::None | Affinity::Source => say!(t,
            ko: "로드 밸런서가 {server}의 {status} 응답을 {person}에게 그대로 전달했습니다.",
            en: "The balancer forwarded the {status} of {server} to {person}, unchanged.",
            server, status, person = id.client),
        Affinity::Cookie => say!(t,
            ko: "로드 밸런서가 {server}의 {status} 응답을 {person}에게 전달했습니다.",
            en: "The balancer forwarded the {status} of {server} to {person}.",
            server, status, person = id.client),
    }
}

pub(super) fn discarded(t: &Telling, id: RequestId, server: ServerId) {
    say!(t,
        ko: "*{server}*{이} 뒤늦게 응답했지만 {person}의 요청은 이미 끝났습니다. 로드 밸런서는 이 응답을 버렸습니다.",
        en: "*{server}* answered too late: {person}’s request had ended already. The balancer discarded the response.",
        server, person = id.client);
}

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

/// Tells where a cart's number is from. The session may hold more items in a newer version.
fn cart_shown(t: &Telling, client: ClientId, items: u16, world: &World) {
    let session = world.client(client).and_then(|client| client.session());
    let holders = session.into_iter().flat_map(|session| world.holders_of(session));
    let newest = holders.map(|(_, held)| held).max_by_key(|held| held.version);
    match newest.filter(|newest| newest.cart > items) {
        None => say!(t,
            ko: "세션에 담긴 값입니다.",
            en: "The number comes from the session."),
        Some(newest) => say!(t,
            ko: "세션 {session}의 최신 버전 {version}에는 {items}가 담겨 있으므로, 화면에 나온 값은 예전 값입니다.",
            en: "That is an old value: {version}, the newest version of session {session}, has {items}.",
            session = Session(client, newest.id.short()), version = Version(newest.version),
            items = count(newest.cart, Noun::Item)),
    }
}

/// Tells where the session is that the cookie names, after a page that makes a reader ask for it.
fn session_left(t: &Telling, client: ClientId, page: Page, world: &World) {
    match (world.session_of_cookie(client), page) {
        (SessionOfCookie::NoCookie, Page::LoginForm) => say!(t,
            ko: "보낼 세션 ID 쿠키가 없으므로 로그인부터 해야 합니다.",
            en: "There is no session id cookie to send, so a login is needed first."),
        (SessionOfCookie::NoCookie, Page::SignedOut) => say!(t,
            ko: "세션 ID 쿠키는 남아 있지 않습니다.",
            en: "No session id cookie is left."),
        (SessionOfCookie::NoCookie, _) => {}
        (SessionOfCookie::Held(session, holder), Page::LoginForm) => say!(t,
            ko: "세션 {session}{은} {holder}에 그대로 있는데도 로그아웃된 것처럼 보입니다.",
            en: "Session {session} is still on {holder}, yet the user seems to be logged out.",
            session = Session(client, session.short()), holder),
        (SessionOfCookie::Held(session, holder), _) => say!(t,
            ko: "세션 {session}{은} 아직 {holder}에 있습니다.",
            en: "Session {session} is still on {holder}.",
            session = Session(client, session.short()), holder),
        (SessionOfCookie::OnReplica(session, store), _) => say!(t,
            ko: "세션 {session}{은} 복제본인 {store}에 있어, 복제본이 주 저장소로 승격되면 다시 읽을 수 있습니다.",
            en: "Session {session} is on the replica, {store}, and can be read again when the replica takes over.",
            session = Session(client, session.short()), store),
        (SessionOfCookie::OnDisk(session, store), _) => say!(t,
            ko: "세션 {session}{은} {store}의 디스크에 남아 있어, 저장소가 다시 켜지면 다시 읽을 수 있습니다.",
            en: "Session {session} is on the disk of {store} and can be read again when the store is back.",
            session = Session(client, session.short()), store),
        (SessionOfCookie::Gone(session), Page::SignedOut) => say!(t,
            ko: "세션 {session}{은} 없어졌고 쿠키만 남아 있습니다.",
            en: "Session {session} is gone; only the cookie is left.",
            session = Session(client, session.short())),
        (SessionOfCookie::Gone(session), _) => say!(t,
            ko: "쿠키가 가리키는 세션 {session}{은} 이제 어디에도 없습니다.",
            en: "The cookie names session {session}, which is not stored anywhere any more.",
            session = Session(client, session.short())),
    }
}

pub(super) fn dropped(t: &Telling, id: RequestId, because: DropCause) {
    match because {
        DropCause::ConnectionReset { server } => say!(t,
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
            ko: "*{server}*{이} 멈춰 있어 {person}의 연결이 [거부되었습니다.] 요청을 대신 받을 서버가 없어 서비스 전체가 멈췄습니다.",
            en: "*{server}* is down, so {person}’s connection was [refused.] There is no other server to take the request: the whole service is down.",
            server, person = id.client),
        ConnectError::Joining => say!(t,
            ko: "*{server}*{이} 아직 클러스터의 세션을 받는 중이어서 {person}의 연결이 [거부되었습니다.] 상태 전송이 끝나야 요청을 받습니다.",
            en: "*{server}* is still fetching the cluster’s sessions, so {person}’s connection was [refused.] It accepts requests when the state transfer is over.",
            server, person = id.client),
        ConnectError::QueueFull { waiting } => say!(t,
            ko: "*{server}*에 빈 워커가 없고 대기열도 {waiting}{으로} 가득 차 {person}의 연결이 [거부되었습니다.] Tomcat은 대기열이 acceptCount만큼 차면 연결을 거부합니다.",
            en: "*{server}* has no free worker and its queue is full ({waiting}), so {person}’s connection was [refused.] Tomcat refuses connections beyond its acceptCount.",
            server, waiting = count(waiting, Noun::Request), person = id.client),
    }
}
