//! A request's way to a server, and its answer's way back.

use crate::model::config::{Affinity, Setting};
use crate::model::cookie::{CookieValue, CookieWithheld, SetCookie};
use crate::model::fact::{BalancerError, ConnectError, RetryPlan};
use crate::model::http::{Page, Request, Status};
use crate::model::ids::{ClientId, Holder, RequestId, ServerId, SessionId};
use crate::model::world::{SessionOfCookie, World};

use super::super::claim::Claim;
use super::super::http_page::request_line;
use super::super::say::{Telling, say};
use super::super::value::Value::{Session, Srv};
use super::super::value::{Noun, count, number, ordinal};

pub(super) fn sent(t: &Telling, id: RequestId, request: &Request, world: &World) {
    say!(t,
        ko: "{person}{이} *{line}*{을} 보냈습니다.",
        en: "{person} sent *{line}*.",
        person = id.client, line = &request_line(request.action));
    match (request.cookies.session(), request.cookies.server()) {
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
                claims: [Claim::NoSessionCookie(id.client)],
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
            claims: [Claim::Down(server)],
            ko: "*{server}*{이} 멈춰 있어 {person}의 요청이 연결되지 못했습니다({nth} 시도).",
            en: "*{server}* is down, so {person}’s request could not connect ({nth} try).",
            server, person = id.client, nth = ordinal(tries)),
        ConnectError::Joining => say!(t,
            claims: [Claim::Joins(server)],
            ko: "*{server}*{이} 아직 클러스터의 세션을 받는 중이어서 {person}의 요청이 연결되지 못했습니다({nth} 시도).",
            en: "*{server}* is still fetching the cluster’s sessions, so {person}’s request could not connect ({nth} try).",
            server, person = id.client, nth = ordinal(tries)),
        ConnectError::QueueFull { waiting: 0 } => say!(t,
            ko: "*{server}*에 빈 워커가 없고 대기열도 없어 {person}의 요청이 연결되지 못했습니다({nth} 시도).",
            en: "*{server}* has no free worker and no queue, so {person}’s request could not connect ({nth} try).",
            server, person = id.client, nth = ordinal(tries)),
        ConnectError::QueueFull { waiting } => say!(t,
            ko: "*{server}*에 빈 워커가 없고 대기열도 {waiting}{으로} 가득 차 {person}의 요청이 연결되지 못했습니다({nth} 시도).",
            en: "*{server}* has no free worker and its queue is full ({waiting}), so {person}’s request could not connect ({nth} try).",
            server, waiting = count(waiting, Noun::Request), person = id.client, nth = ordinal(tries)),
    }
    retry(t, (id, server), then, because == ConnectError::Down, world);
}

/// Tells what the balancer does next. A server that is `down` and still in rotation is one that it believes to be up.
fn retry(t: &Telling, (id, server): (RequestId, ServerId), then: RetryPlan, down: bool, world: &World) {
    let unnoticed = down && world.is_in_rotation(server);
    if unnoticed {
        t.claim(Claim::InRotation(server));
    }
    let redispatches = world.config.on(Setting::Redispatch);
    match then {
        RetryPlan::SameServer { after } if redispatches && !world.is_in_rotation(server) => {
            t.claim(Claim::RetryStillDue(id, after, None));
            return say!(t,
                ko: "로드 밸런서는 {after} 뒤 다시 시도하며, 그때도 이 서버가 순번에 없으면 다른 서버로 보냅니다.",
                en: "The balancer tries again in {after}: on another server, if this one is still out of rotation then.",
                after);
        }
        RetryPlan::SameServer { after } if unnoticed && redispatches && world.leaves_rotation_within(server, after) => {
            t.claim(Claim::RetryStillDue(id, after, None));
            return say!(t,
                ko: "로드 밸런서는 서버가 멈춘 줄 아직 모르고 {after} 뒤 다시 시도하며, 그 전에 이 서버가 순번에서 빠지면 다른 서버로 보냅니다.",
                en: "The balancer does not know yet that it is down, and tries again in {after}: on another server, if this one is out of rotation by then.",
                after);
        }
        RetryPlan::SameServer { after } => t.claim(Claim::RetryStillDue(id, after, Some(server))),
        RetryPlan::OtherServer { after } | RetryPlan::HashAgain { after } => {
            t.claim(Claim::RetryStillDue(id, after, None));
        }
        RetryPlan::GiveUp => t.claim(Claim::Over(id)),
    }
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
            ko: "로드 밸런서는 서버가 멈춘 줄 아직 모르지만 곧바로 다른 서버로 보냅니다.",
            en: "The balancer does not know yet that it is down, but redispatches the request now."),
        (RetryPlan::OtherServer { .. }, false) => say!(t,
            ko: "로드 밸런서는 곧바로 다른 서버로 보냅니다.",
            en: "The balancer redispatches the request now."),
        (RetryPlan::HashAgain { .. }, true) => say!(t,
            ko: "로드 밸런서는 서버가 멈춘 줄 아직 모르지만, 곧바로 출발지 IP로 서버를 다시 고릅니다.",
            en: "The balancer does not know yet that it is down, and hashes the source IP again now."),
        (RetryPlan::HashAgain { .. }, false) => say!(t,
            ko: "로드 밸런서는 곧바로 출발지 IP로 서버를 다시 고릅니다.",
            en: "The balancer hashes the source IP again now."),
        (RetryPlan::GiveUp, true) => say!(t,
            ko: "로드 밸런서는 서버가 멈춘 줄 아직 모르지만 재시도 횟수를 다 써서 포기합니다.",
            en: "The balancer does not know yet that it is down, but gives up: no retries are left."),
        (RetryPlan::GiveUp, false) => say!(t,
            ko: "로드 밸런서는 재시도 횟수를 다 써서 포기합니다.",
            en: "The balancer gives up: no retries are left."),
    }
}

pub(super) fn queued(t: &Telling, id: RequestId, server: ServerId, place: u16, world: &World) {
    t.claim(Claim::WorkersBusy(server));
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
        SessionOfCookie::Held(session, holder) => form_only(t, holder, session),
        SessionOfCookie::OnReplica(session, store) | SessionOfCookie::OnDisk(session, store) => {
            form_only(t, Holder::Store(store), session);
        }
        SessionOfCookie::Gone(session) if world.unasked_holder_of(session).is_some() => say!(t,
            claims: [Claim::NobodyFinds(session)],
            ko: "응답은 로그인 화면이고, 세션 {session}{을} 찾을 수 있는 서버는 이제 없습니다.",
            en: "The page is the login form; no server can find session {session} any more.",
            session = Session(client, session.short())),
        SessionOfCookie::Gone(session) => say!(t,
            claims: [Claim::NobodyHolds(session)],
            ko: "응답은 로그인 화면이고, 세션 {session}{은} 이미 어디에도 없습니다.",
            en: "The page is the login form; session {session} is not stored anywhere any more.",
            session = Session(client, session.short())),
    }
}

fn form_only(t: &Telling, holder: Holder, session: SessionId) {
    say!(t,
        claims: [Claim::Holds(holder, session)],
        ko: "로그인 화면을 보냈을 뿐, 401 응답이 세션을 지우지는 않습니다.",
        en: "This is only the login form: a 401 does not delete the session.");
}

pub(super) fn balancer_answered(t: &Telling, id: RequestId, status: Status, because: BalancerError) {
    let person = id.client;
    match because {
        BalancerError::NoServer => say!(t,
            claims: [Claim::UsableServers(0)],
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
            claims: [Claim::Over(id)],
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
        claims: [Claim::Over(id)],
        ko: "*{server}*{이} 뒤늦게 응답했지만 {person}의 요청은 이미 끝났습니다. 로드 밸런서는 이 응답을 버렸습니다.",
        en: "*{server}* answered too late: {person}’s request had ended already. The balancer discarded the response.",
        server, person = id.client);
}
