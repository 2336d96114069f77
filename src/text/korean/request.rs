//! A request's way and its end, in Korean.

use crate::model::config::{Affinity, Setting};
use crate::model::cookie::{CookieValue, SetCookie};
use crate::model::fact::{BalancerError, ConnectError, DropCause, RetryPlan};
use crate::model::http::{Page, Request, Status};
use crate::model::ids::{RequestId, ServerId};
use crate::model::world::World;

use super::super::http_page::{page as title, request_line};
use super::super::number::duration;
use super::super::particle::Particle;
use super::super::state::{self, Kept, WayOfId};
use super::route::srv;
use super::{KO, Korean, Sentence};

pub(super) fn sent(id: RequestId, request: &Request, world: &World) -> Sentence {
    let line = request_line(request.action);
    let sent = Sentence::new().person(id.client).josa(Particle::Subject).say(" ");
    let sent = sent.strong(line).josa(Particle::Object).say(" 보냈습니다. ");
    let pin = request.cookies.server.map(srv);
    match (request.cookies.session, pin) {
        (Some(session), None) => {
            sent.say("쿠키에 세션 ID ").session(id.client, session).josa(Particle::Subject).say(" 실려 있습니다.")
        }
        (Some(session), Some(pin)) => {
            let sent = sent.say("쿠키에 세션 ID ").session(id.client, session).josa(Particle::With).say(" ");
            sent.say(pin).josa(Particle::Subject).say(" 실려 있습니다.")
        }
        (None, Some(pin)) => sent.say(format!("쿠키에는 {pin}만 있고 세션 ID는 없습니다.")),
        (None, None) => sent.say(match state::kept_back(id.client, world) {
            None => "쿠키는 없습니다.",
            Some(Kept::Secure) => "Secure 쿠키라서 HTTP로는 보내지 않습니다.",
            Some(Kept::OtherSite) => "SameSite=Strict 쿠키라서 다른 사이트의 링크로 올 때는 보내지 않습니다.",
        }),
    }
}

pub(super) fn connect_failed(
    id: RequestId,
    server: ServerId,
    because: ConnectError,
    (tries, then): (u8, RetryPlan),
    world: &World,
) -> Sentence {
    let failed =
        cause(server, because).person(id.client).say(format!("의 요청이 연결되지 못했습니다({tries}번째 시도). "));
    let unaware = because == ConnectError::Down && state::believed_up(server, world);
    let failed =
        failed.say(if unaware { "로드 밸런서는 꺼진 줄 아직 모르고 " } else { "로드 밸런서는 " });
    match then {
        RetryPlan::SameServer { after } => {
            failed.say(format!("{} 뒤 같은 서버에 다시 시도합니다.", duration(KO, after)))
        }
        RetryPlan::OtherServer { .. } => failed.say("이번에는 다른 서버로 보냅니다."),
        RetryPlan::GiveUp => failed.say("재시도를 다 써서 포기합니다."),
    }
}

pub(super) fn queued(id: RequestId, server: ServerId, place: u16, world: &World) -> Sentence {
    let workers = state::workers(server, world);
    let busy = Sentence::new().here(server).say(format!("의 워커 {workers}개가 모두 바쁩니다. "));
    busy.person(id.client).say(format!("의 요청은 대기열 {place}번째에서 기다립니다."))
}

pub(super) fn started(id: RequestId, server: ServerId, world: &World) -> Sentence {
    let service = duration(KO, world.config.duration(Setting::Service));
    let began = Sentence::new().here(server).say("의 워커가 ").person(id.client).say("의 요청을 맡았습니다. ");
    began.say(format!("처리에는 {service}")).josa(Particle::Subject).say(" 걸립니다.")
}

pub(super) fn answered(
    id: RequestId,
    server: ServerId,
    status: Status,
    page: Page,
    set_cookie: Option<SetCookie>,
) -> Sentence {
    let answer = Sentence::new().here(server).josa(Particle::Subject).say(" ").person(id.client).say("에게 ");
    let answer = status_said(answer, status).josa(Particle::Toward).say(" 답했습니다. ");
    match (set_cookie, page) {
        (Some(SetCookie { value: CookieValue::Session(session), .. }), _) => {
            answer.say("Set-Cookie에 세션 ID ").session(id.client, session).josa(Particle::Subject).say(" 실려 갑니다.")
        }
        (Some(SetCookie { value: CookieValue::Server(server), .. }), _) => {
            answer.say("Set-Cookie에 ").say(srv(server)).josa(Particle::Subject).say(" 실려 갑니다.")
        }
        (None, Page::LoginForm) => answer.say("로그인 화면일 뿐, 401이 세션을 지우지는 않습니다."),
        (None, _) => quoted(answer.say("화면에는 "), page).josa(Particle::Subject).say(" 나올 것입니다."),
    }
}

pub(super) fn balancer_answered(id: RequestId, status: Status, because: BalancerError) -> Sentence {
    let cause = match because {
        BalancerError::NoServer => Sentence::new().say("순번에 남은 서버가 없어 "),
        BalancerError::RetriesExhausted { tries } => {
            Sentence::new().say(format!("연결을 {tries}번 시도했지만 모두 실패해 "))
        }
        BalancerError::ServerDied { server } => {
            Sentence::new().here(server).josa(Particle::Subject).say(" 요청을 처리하다 멈춰 ")
        }
        BalancerError::TimedOut { server, after } => {
            let after = duration(KO, after);
            Sentence::new().here(server).josa(Particle::Subject).say(format!(" {after} 안에 답하지 않아 "))
        }
    };
    let answer = cause.say("로드 밸런서가 ").person(id.client).say("에게 ");
    let answer = status_said(answer, status).josa(Particle::Toward).say(" 답했습니다. ");
    answer.say(match because {
        BalancerError::NoServer => "HAProxy 로그에는 <NOSRV>로 남는 경우입니다.",
        BalancerError::RetriesExhausted { .. } => "HAProxy는 재시도(retries)를 다 쓰면 이렇게 합니다.",
        BalancerError::ServerDied { .. } => "이미 처리되었을 수 있으므로 HAProxy는 다른 서버로 다시 보내지 않습니다.",
        BalancerError::TimedOut { .. } => "HAProxy의 timeout server입니다.",
    })
}

pub(super) fn forwarded(id: RequestId, server: ServerId, status: Status, world: &World) -> Sentence {
    let answer = Sentence::new().say("로드 밸런서가 ").server(server).say("의 응답 ");
    let answer = status_said(answer, status).josa(Particle::Object).say(" ").person(id.client);
    answer.say(match world.config.affinity {
        Affinity::None | Affinity::Source => "에게 그대로 넘겼습니다.",
        Affinity::Cookie => "에게 넘겼습니다.",
    })
}

pub(super) fn discarded(id: RequestId, server: ServerId) -> Sentence {
    let late = Sentence::new().here(server).josa(Particle::Subject).say(" 뒤늦게 답했지만 ").person(id.client);
    late.say("의 요청은 이미 끝났습니다. 로드 밸런서는 이 응답을 버렸습니다.")
}

pub(super) fn received(id: RequestId, status: Status, page: Page, world: &World) -> Sentence {
    let shown = Sentence::new().person(id.client).say("의 화면에 ");
    let shown = match page {
        Page::Error { .. } => status_said(shown, status),
        Page::LoginForm => shown.loss(format!("“{}”", title(KO, page))),
        Page::Welcome { .. } | Page::Profile { .. } | Page::Cart { .. } | Page::SignedOut => quoted(shown, page),
    };
    let shown = shown.josa(Particle::Subject).say(" 나왔습니다.");
    match page {
        Page::Welcome { .. } => shown.say(" 로그인에 성공했습니다."),
        Page::Profile { .. } => shown.say(" 로그인이 유지되고 있습니다."),
        Page::Cart { .. } => shown.say(" 세션에 담긴 값입니다."),
        Page::SignedOut => shown.say(" 세션은 없어졌고 쿠키만 남아 있습니다."),
        Page::LoginForm | Page::Error { .. } => shown.then(way_of_id(id, page, world)),
    }
}

/// What has become of the session the browser's cookie names: the reader sees a login form or an error, and asks.
fn way_of_id(id: RequestId, page: Page, world: &World) -> Sentence {
    let ask = page == Page::LoginForm;
    match state::way_of_id(id.client, world) {
        WayOfId::NoCookie if ask => Sentence::new().say("보낼 쿠키가 없으니 로그인부터 해야 합니다."),
        WayOfId::NoCookie => Sentence::new(),
        WayOfId::Held(session, holder) => {
            let there = Sentence::new().say("세션 ").session(id.client, session).josa(Particle::Topic);
            let there = there.say(" ").holder(holder);
            there.say(if ask {
                "에 그대로 있는데도 로그아웃된 것처럼 보입니다."
            } else {
                "에 그대로 있습니다."
            })
        }
        WayOfId::AtReplica(session, store) => {
            let there =
                Sentence::new().say("세션 ").session(id.client, session).josa(Particle::Topic).say(" 복제본인 ");
            there.store(store).say("에 있어, 넘겨받은 뒤에는 다시 읽을 수 있습니다.")
        }
        WayOfId::OnDisk(session, store) => {
            let kept = Sentence::new().say("세션 ").session(id.client, session).josa(Particle::Topic).say(" ");
            kept.store(store).say("의 디스크에 남아 있어, 저장소가 켜지면 다시 읽을 수 있습니다.")
        }
        WayOfId::Gone(session) => {
            let gone = Sentence::new().say("쿠키가 가리키는 세션 ").session(id.client, session).josa(Particle::Topic);
            gone.say(" 이제 어디에도 없습니다.")
        }
    }
}

pub(super) fn dropped(id: RequestId, because: DropCause) -> Sentence {
    match because {
        DropCause::ConnectionReset { server } => {
            let reset = Sentence::new().here(server).josa(Particle::Subject).say(" 멈추면서 연결이 끊겨 ");
            let reset = reset.person(id.client).josa(Particle::Topic).loss(" 응답을 받지 못했습니다.");
            reset.say(" 대신 답해 줄 로드 밸런서가 없습니다.")
        }
        DropCause::LostInTransit => {
            let lost = Sentence::new().say("연결이 끊겨 ").person(id.client).say("의 요청이 ");
            lost.loss("응답 없이 끝났습니다.").say(" 메시지만 잃었다면 TCP가 다시 보냈을 것입니다.")
        }
    }
}

pub(super) fn refused(id: RequestId, server: ServerId, because: ConnectError) -> Sentence {
    let refused = cause(server, because).person(id.client).say("의 연결이 ").loss("거부되었습니다.");
    refused.say(match because {
        ConnectError::Down => " 대신 받을 서버가 없으니 서비스 전체가 멈춘 셈입니다.",
        ConnectError::Joining => " 상태 전송이 끝나야 요청을 받습니다.",
        ConnectError::QueueFull { .. } => " Tomcat의 acceptCount를 넘으면 이렇게 됩니다.",
    })
}

/// "서버 2가 꺼져 있어 ": why no connection could be made.
fn cause(server: ServerId, because: ConnectError) -> Sentence {
    let server = Sentence::new().here(server);
    match because {
        ConnectError::Down => server.josa(Particle::Subject).say(" 꺼져 있어 "),
        ConnectError::Joining => server.josa(Particle::Subject).say(" 아직 클러스터의 세션을 받는 중이어서 "),
        ConnectError::QueueFull { waiting } => server.say(format!("에 빈 워커가 없고 대기열도 {waiting}개로 가득 차 ")),
    }
}

/// "200 OK", in the tone of its outcome.
fn status_said(sentence: Sentence, status: Status) -> Sentence {
    let text = format!("{} {}", status.code(), status.reason());
    match status {
        Status::Ok => sentence.strong(text),
        Status::Unauthorized
        | Status::InternalServerError
        | Status::BadGateway
        | Status::ServiceUnavailable
        | Status::GatewayTimeout => sentence.loss(text),
    }
}

fn quoted(sentence: Sentence, page: Page) -> Sentence {
    sentence.strong(format!("“{}”", title(KO, page)))
}
