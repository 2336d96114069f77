//! A request's way and its end.

use crate::model::config::{Affinity, Setting};
use crate::model::cookie::{CookieValue, SetCookie};
use crate::model::fact::{BalancerError, ConnectError, DropCause, RetryPlan};
use crate::model::http::{Page, Request, Status};
use crate::model::ids::{RequestId, ServerId, SessionId};
use crate::model::world::World;

use super::super::http_page::request_line;
use super::super::state::{self, Kept, WayOfId};
use super::super::telling::Value::{self, Number, Person, Server, Session, Srv, Store, Text, Time};
use super::super::telling::both;
use super::super::telling::{Telling, Texts};

pub(super) fn sent(t: &mut Telling, id: RequestId, request: &Request, world: &World) {
    let person = Person(id.client);
    t.say(both!("{0}{이} *{1}*{을} 보냈습니다. ", "{0} sent *{1}*. "), &[person, Text(&request_line(request.action))]);
    match (request.cookies.session, request.cookies.server) {
        (Some(session), None) => t.say(
            both!("쿠키에 세션 ID {0}{이} 실려 있습니다.", "The cookie carries session id {0}."),
            &[Session(id.client, session.short())],
        ),
        (Some(session), Some(pin)) => t.say(
            both!("쿠키에 세션 ID {0}{과} {1}{이} 실려 있습니다.", "The cookies carry session id {0} and {1}."),
            &[Session(id.client, session.short()), Srv(pin)],
        ),
        (None, Some(pin)) => t.say(
            both!("쿠키에는 {0}만 있고 세션 ID는 없습니다.", "The cookie says {0} only; there is no session id."),
            &[Srv(pin)],
        ),
        (None, None) => t.plain(match state::kept_back(id.client, world) {
            None => both!("쿠키는 없습니다.", "There is no cookie to send."),
            Some(Kept::Secure) => both!(
                "Secure 쿠키라서 HTTP로는 보내지 않습니다.",
                "The cookie is Secure, so it does not go over plain HTTP."
            ),
            Some(Kept::OtherSite) => both!(
                "SameSite=Strict 쿠키라서 다른 사이트의 링크로 올 때는 보내지 않습니다.",
                "The cookie is SameSite=Strict, so it does not go with another site’s link."
            ),
        }),
    }
}

pub(super) fn connect_failed(
    t: &mut Telling,
    id: RequestId,
    server: ServerId,
    because: ConnectError,
    (tries, then): (u8, RetryPlan),
    world: &World,
) {
    cause(t, server, because);
    let texts = both!(
        "{0}의 요청이 연결되지 못했습니다({1}번째 시도). 로드 밸런서는 ",
        ", so {0}’s request could not connect ({1:th} try). The balancer "
    );
    t.say(texts, &[Person(id.client), Number(tries.into())]);
    if because == ConnectError::Down && state::believed_up(server, world) {
        t.plain(both!("꺼진 줄 아직 모르고 ", "does not know yet that it is down, and "));
    }
    match then {
        RetryPlan::SameServer { after } => {
            t.say(both!("{0} 뒤 같은 서버에 다시 시도합니다.", "tries the same server again in {0}."), &[Time(after)])
        }
        RetryPlan::OtherServer { .. } => {
            t.plain(both!("이번에는 다른 서버로 보냅니다.", "turns to another server now."));
        }
        RetryPlan::GiveUp => t.plain(both!("재시도를 다 써서 포기합니다.", "gives up: no retries are left.")),
    }
}

pub(super) fn queued(t: &mut Telling, id: RequestId, server: ServerId, place: u16, world: &World) {
    let workers = state::workers(server, world);
    let texts = match workers {
        1 => both!(
            "*{0}*의 하나뿐인 워커가 바쁩니다. {2}의 요청은 대기열 {3}번째에서 기다립니다.",
            "The only worker of *{0}* is busy. {2}’s request waits, {3:th} in the queue."
        ),
        _ => both!(
            "*{0}*의 워커 {1}개가 모두 바쁩니다. {2}의 요청은 대기열 {3}번째에서 기다립니다.",
            "All {1} workers of *{0}* are busy. {2}’s request waits, {3:th} in the queue."
        ),
    };
    t.say(texts, &[Server(server), Number(workers.into()), Person(id.client), Number(place.into())]);
}

pub(super) fn started(t: &mut Telling, id: RequestId, server: ServerId, world: &World) {
    let texts = both!(
        "*{0}*의 워커가 {1}의 요청을 맡았습니다. 처리에는 {2}{이} 걸립니다.",
        "A worker of *{0}* took {1}’s request. The work takes {2}."
    );
    t.say(texts, &[Server(server), Person(id.client), Time(world.config.duration(Setting::Service))]);
}

pub(super) fn answered(
    t: &mut Telling,
    id: RequestId,
    server: ServerId,
    status: Status,
    page: Page,
    set_cookie: Option<SetCookie>,
) {
    let texts = both!("*{0}*{이} {1}에게 {2}{으로} 답했습니다. ", "*{^0}* answered {1} with {2}. ");
    t.say(texts, &[Server(server), Person(id.client), Value::Status(status)]);
    let carried = match set_cookie.map(|set| set.value) {
        Some(CookieValue::Session(session)) => Session(id.client, session.short()),
        Some(CookieValue::Server(server)) => Srv(server),
        None => Value::Page(page),
    };
    let texts = match (set_cookie.map(|set| set.value), page) {
        (Some(CookieValue::Session(_)), _) => {
            both!("Set-Cookie에 세션 ID {0}{이} 실려 갑니다.", "Set-Cookie carries session id {0}.")
        }
        (Some(CookieValue::Server(_)), _) => both!("Set-Cookie에 {0}{이} 실려 갑니다.", "Set-Cookie carries {0}."),
        (None, Page::LoginForm) => both!(
            "로그인 화면일 뿐, 401이 세션을 지우지는 않습니다.",
            "It is only the login page: a 401 destroys no session."
        ),
        (None, _) => both!("화면에는 *“{0}”*{이} 나올 것입니다.", "The page will say *“{0}”*."),
    };
    t.say(texts, &[carried]);
}

pub(super) fn balancer_answered(t: &mut Telling, id: RequestId, status: Status, because: BalancerError) {
    match because {
        BalancerError::NoServer => t.plain(both!("순번에 남은 서버가 없어 ", "No server is left in rotation")),
        BalancerError::RetriesExhausted { tries } => {
            let texts = match tries {
                1 => both!("한 번 시도한 연결이 실패해 ", "The only try to connect failed"),
                _ => both!("연결을 {0}번 시도했지만 모두 실패해 ", "All {0} tries to connect failed"),
            };
            t.say(texts, &[Number(tries.into())]);
        }
        BalancerError::ServerDied { server } => {
            t.say(both!("*{0}*{이} 요청을 처리하다 멈춰 ", "*{^0}* died with the request in it"), &[Server(server)]);
        }
        BalancerError::TimedOut { server, after } => t.say(
            both!("*{0}*{이} {1} 안에 답하지 않아 ", "*{^0}* did not answer within {1}"),
            &[Server(server), Time(after)],
        ),
    }
    let texts = both!("로드 밸런서가 {0}에게 {1}{으로} 답했습니다. ", ", so the balancer answered {0} with {1}. ");
    t.say(texts, &[Person(id.client), Value::Status(status)]);
    t.plain(match because {
        BalancerError::NoServer => {
            both!("HAProxy 로그에는 <NOSRV>로 남는 경우입니다.", "HAProxy’s log shows <NOSRV> for this.")
        }
        BalancerError::RetriesExhausted { .. } => {
            both!("HAProxy는 재시도(retries)를 다 쓰면 이렇게 합니다.", "HAProxy does so when its retries are used up.")
        }
        BalancerError::ServerDied { .. } => both!(
            "이미 처리되었을 수 있으므로 HAProxy는 다른 서버로 다시 보내지 않습니다.",
            "HAProxy does not send it to another server, as it may have had its effect already."
        ),
        BalancerError::TimedOut { .. } => both!("HAProxy의 timeout server입니다.", "This is HAProxy’s timeout server."),
    });
}

pub(super) fn forwarded(t: &mut Telling, id: RequestId, server: ServerId, status: Status, world: &World) {
    let texts = match world.config.affinity {
        Affinity::None | Affinity::Source => both!(
            "로드 밸런서가 {0}의 응답 {1}{을} {2}에게 그대로 넘겼습니다.",
            "The balancer passed the {1} of {0} on to {2}, unchanged."
        ),
        Affinity::Cookie => {
            both!(
                "로드 밸런서가 {0}의 응답 {1}{을} {2}에게 넘겼습니다.",
                "The balancer passed the {1} of {0} on to {2}."
            )
        }
    };
    t.say(texts, &[Server(server), Value::Status(status), Person(id.client)]);
}

pub(super) fn discarded(t: &mut Telling, id: RequestId, server: ServerId) {
    let texts = both!(
        "*{0}*{이} 뒤늦게 답했지만 {1}의 요청은 이미 끝났습니다. 로드 밸런서는 이 응답을 버렸습니다.",
        "*{^0}* answered too late: {1}’s request had ended already. The balancer discarded the answer."
    );
    t.say(texts, &[Server(server), Person(id.client)]);
}

pub(super) fn received(t: &mut Telling, id: RequestId, status: Status, page: Page, world: &World) {
    let texts = match page {
        Page::Error { .. } => both!("{0}의 화면에 {1}{이} 나왔습니다.", "{0}’s browser shows {1}."),
        Page::LoginForm => both!("{0}의 화면에 [“{2}”]{이} 나왔습니다.", "{0}’s browser shows [“{2}”]."),
        Page::Welcome { .. } | Page::Profile { .. } | Page::Cart { .. } | Page::SignedOut => {
            both!("{0}의 화면에 *“{2}”*{이} 나왔습니다.", "{0}’s browser shows *“{2}”*.")
        }
    };
    t.say(texts, &[Person(id.client), Value::Status(status), Value::Page(page)]);
    t.next();
    t.plain(match page {
        Page::Welcome { .. } => both!("로그인에 성공했습니다.", "The login worked."),
        Page::Profile { .. } => both!("로그인이 유지되고 있습니다.", "The login still holds."),
        Page::Cart { .. } => both!("세션에 담긴 값입니다.", "The number comes from the session."),
        Page::SignedOut => {
            both!("세션은 없어졌고 쿠키만 남아 있습니다.", "The session is gone; only the cookie is left.")
        }
        Page::LoginForm | Page::Error { .. } => return way_of_id(t, id, page, world),
    });
}

/// What has become of the session the browser's cookie names: the reader sees a login form or an error, and asks.
fn way_of_id(t: &mut Telling, id: RequestId, page: Page, world: &World) {
    let ask = page == Page::LoginForm;
    let way = state::way_of_id(id.client, world);
    let texts: Texts = match way {
        WayOfId::NoCookie if ask => {
            both!("보낼 쿠키가 없으니 로그인부터 해야 합니다.", "There is no cookie to send; a login comes first.")
        }
        WayOfId::NoCookie => both!("", ""),
        WayOfId::Held(..) if ask => both!(
            "세션 {0}{은} {1}에 그대로 있는데도 로그아웃된 것처럼 보입니다.",
            "Session {0} is still on {1}, yet it looks like a logout."
        ),
        WayOfId::Held(..) => both!("세션 {0}{은} {1}에 그대로 있습니다.", "Session {0} is still on {1}."),
        WayOfId::AtReplica(..) => both!(
            "세션 {0}{은} 복제본인 {1}에 있어, 넘겨받은 뒤에는 다시 읽을 수 있습니다.",
            "Session {0} is on the replica, {1}, and can be read again when that takes over."
        ),
        WayOfId::OnDisk(..) => both!(
            "세션 {0}{은} {1}의 디스크에 남아 있어, 저장소가 켜지면 다시 읽을 수 있습니다.",
            "Session {0} is on the disk of {1} and can be read again when the store is back."
        ),
        WayOfId::Gone(_) => both!(
            "쿠키가 가리키는 세션 {0}{은} 이제 어디에도 없습니다.",
            "The cookie names session {0}, which nobody holds any more."
        ),
    };
    let session = |session: SessionId| Session(id.client, session.short());
    match way {
        WayOfId::NoCookie => t.plain(texts),
        WayOfId::Held(id, holder) => t.say(texts, &[session(id), Value::Holder(holder)]),
        WayOfId::AtReplica(id, store) | WayOfId::OnDisk(id, store) => t.say(texts, &[session(id), Store(store)]),
        WayOfId::Gone(id) => t.say(texts, &[session(id)]),
    }
}

pub(super) fn dropped(t: &mut Telling, id: RequestId, because: DropCause) {
    match because {
        DropCause::ConnectionReset { server } => t.say(
            both!(
                "*{0}*{이} 멈추면서 연결이 끊겨 {1}{은}[ 응답을 받지 못했습니다.] 대신 답해 줄 로드 밸런서가 없습니다.",
                "*{^0}* died and the connection broke: {1}[ got no answer.] There is no balancer to give one instead."
            ),
            &[Server(server), Person(id.client)],
        ),
        DropCause::LostInTransit => t.say(
            both!(
                "연결이 끊겨 {0}의 요청이 [응답 없이 끝났습니다.] 메시지만 잃었다면 TCP가 다시 보냈을 것입니다.",
                "The connection broke: {0}’s request [ended without an answer.] Had only a segment been lost, TCP would have sent it again."
            ),
            &[Person(id.client)],
        ),
    }
}

pub(super) fn refused(t: &mut Telling, id: RequestId, server: ServerId, because: ConnectError) {
    cause(t, server, because);
    t.say(both!("{0}의 연결이 [거부되었습니다.] ", ", so {0}’s connection was [refused.] "), &[Person(id.client)]);
    t.plain(match because {
        ConnectError::Down => both!(
            "대신 받을 서버가 없으니 서비스 전체가 멈춘 셈입니다.",
            "No other server can take it: the whole service stands still."
        ),
        ConnectError::Joining => {
            both!("상태 전송이 끝나야 요청을 받습니다.", "It takes requests when the state transfer is over.")
        }
        ConnectError::QueueFull { .. } => {
            both!("Tomcat의 acceptCount를 넘으면 이렇게 됩니다.", "This is what happens beyond Tomcat’s acceptCount.")
        }
    });
}

/// "서버 2가 꺼져 있어 ", "Server 2 is down": why no connection could be made.
fn cause(t: &mut Telling, server: ServerId, because: ConnectError) {
    let (texts, waiting) = match because {
        ConnectError::Down => (both!("*{0}*{이} 꺼져 있어 ", "*{^0}* is down"), 0),
        ConnectError::Joining => (
            both!("*{0}*{이} 아직 클러스터의 세션을 받는 중이어서 ", "*{^0}* is still fetching the cluster’s sessions"),
            0,
        ),
        ConnectError::QueueFull { waiting } => (
            both!(
                "*{0}*에 빈 워커가 없고 대기열도 {1}개로 가득 차 ",
                "*{^0}* has no free worker and its queue is full ({1} waiting)"
            ),
            waiting,
        ),
    };
    t.say(texts, &[Server(server), Number(waiting.into())]);
}
