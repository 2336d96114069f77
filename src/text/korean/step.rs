//! What one step amounts to where it is more than its most telling fact, in Korean.

use crate::model::config::{Routing, Sessions, Setting};
use crate::model::world::World;

use super::super::caption::{Cleared, Crash, Ended, SignedIn};
use super::super::number::duration;
use super::super::particle::Particle;
use super::{KO, Korean, Sentence};

/// Before the first step: who is there, and what decides.
pub(in super::super) fn opening(world: &World) -> Sentence {
    let (clients, servers) = (world.clients.len(), world.servers.len());
    match (world.config.routing, world.config.sessions) {
        (Routing::Direct, Sessions::Local) => Sentence::new()
            .say(format!("{clients}명의 브라우저가 "))
            .strong("서버 한 대")
            .say("에 직접 연결합니다. 세션은 모두 이 서버의 메모리에 있습니다."),
        (Routing::RoundRobin, Sessions::Local) => Sentence::new()
            .say(format!("로드 밸런서가 {clients}명의 요청을 "))
            .strong(format!("서버 {servers}대"))
            .say("에 차례로 나눕니다(라운드 로빈). 세션은 만든 서버의 메모리에만 있습니다."),
    }
}

/// A server's end, with everything it took along.
pub(in super::super) fn crash(crash: &Crash, world: &World) -> Sentence {
    let Crash { server, sessions, orphans, .. } = *crash;
    let stopped = Sentence::new().here(server).josa(Particle::Subject);
    let stopped = match (sessions, orphans) {
        (0, _) => stopped.say(" ").loss("멈췄습니다.").say(" 메모리에 세션은 없었습니다."),
        (_, _) if orphans == sessions => {
            stopped.say(" ").loss("멈췄습니다.").say(format!(" 함께 사라진 세션 {sessions}개는 이미 고아였습니다."))
        }
        (_, 0) => stopped.say(" 멈춰 메모리의 ").loss(format!("세션 {sessions}개가 소멸했습니다.")),
        (_, _) => {
            stopped.say(" 멈춰 메모리의 ").loss(format!("세션 {sessions}개(고아 {orphans}개 포함)가 소멸했습니다."))
        }
    };
    stopped.then(crash_consequence(crash, world))
}

fn crash_consequence(crash: &Crash, world: &World) -> Sentence {
    let requests = crash.requests;
    let ended = match crash.ended {
        Ended::Dropped => format!("맡고 있던 요청 {requests}개는 응답 없이 끊깁니다."),
        Ended::Answered(status) => {
            let code = status.code().to_string();
            format!("맡고 있던 요청 {requests}개는 {code}{} 받습니다.", Particle::Object.after(&code))
        }
    };
    match (crash.owners.as_slice(), requests, &world.balancer) {
        ([], 0, Some(_)) => {
            let fall = world.config.get(Setting::Fall);
            Sentence::new().say(format!("로드 밸런서는 상태 확인이 {fall}번 실패해야 알게 됩니다."))
        }
        ([], 0, None) => Sentence::new().say("다시 켤 때까지 서비스 전체가 멈춥니다."),
        ([], _, _) => Sentence::new().say(ended),
        (owners, 0, _) => Sentence::new().people(owners).josa(Particle::Topic).say(" 다시 로그인해야 합니다."),
        (owners, _, _) => {
            Sentence::new().people(owners).josa(Particle::Topic).say(" 다시 로그인해야 하고, ").say(ended)
        }
    }
}

/// A login's answer arrived and its cookie was kept.
pub(in super::super) fn signed_in(step: &SignedIn) -> Sentence {
    let SignedIn { client, session, replaced, orphaned_on } = *step;
    let start = Sentence::new().person(client).josa(Particle::Subject);
    let Some(old) = replaced else {
        let kept = start.say(" 로그인했습니다. 브라우저가 세션 ID ").session(client, session);
        return kept.josa(Particle::Object).say(" 쿠키로 저장해 이제 요청마다 함께 보냅니다.");
    };
    match orphaned_on {
        Some(holder) => Sentence::new()
            .person(client)
            .say("의 새 로그인이 쿠키 ")
            .session(client, old)
            .josa(Particle::Object)
            .say(" ")
            .session(client, session)
            .josa(Particle::Toward)
            .loss(" 덮어썼습니다. ")
            .server(holder)
            .say("에 남은 세션 ")
            .session(client, old)
            .josa(Particle::Topic)
            .say(" 가리키는 쿠키가 없는 고아가 되었습니다."),
        None => start
            .say(" 다시 로그인해 쿠키가 ")
            .session(client, old)
            .say("에서 ")
            .session(client, session)
            .josa(Particle::Toward)
            .say(" 바뀌었습니다. 예전 ID ")
            .session(client, old)
            .josa(Particle::Topic)
            .say(" 이제 어느 서버에도 없습니다."),
    }
}

/// Cookies were cleared while a server held the session.
pub(in super::super) fn cleared(step: &Cleared, world: &World) -> Sentence {
    let Cleared { client, cookies, session, holder } = *step;
    let idle = duration(KO, world.config.duration(Setting::Idle));
    let cleared =
        Sentence::new().person(client).josa(Particle::Subject).say(format!(" 쿠키 {cookies}개를 지웠습니다. "));
    let cleared = cleared.here(holder).say("의 세션 ").session(client, session).josa(Particle::Topic);
    cleared.say(format!(" 고아로 남아 유휴 만료({idle})까지 메모리를 차지합니다."))
}
