//! What one step amounts to where it is more than its most telling fact, in Korean.

use crate::model::config::{Affinity, Routing, Sessions, Setting};
use crate::model::ids::ServerId;
use crate::model::world::World;

use super::super::caption::{Cleared, Crash, Ended, SignedIn, Step, Toll};
use super::super::label::{self, version as v};
use super::super::number::duration;
use super::super::particle::Particle;
use super::super::state;
use super::route::srv;
use super::{KO, Korean, Sentence, cluster, fact, store};

/// A step in one sentence or two.
pub(in super::super) fn tell(step: &Step<'_>, world: &World) -> Sentence {
    match step {
        Step::Opening => opening(world),
        Step::Crash(step) => crash(step, world),
        Step::StoreDied(step) => store::fell(step, world),
        Step::Promoted(step) => store::promotion(step),
        Step::SignedIn(step) => signed_in(step),
        Step::Cleared(step) => cleared(step, world),
        Step::Copied(step) => cluster::applied_together(step, world),
        Step::Plain(told) => fact(told, world),
    }
}

/// Before the first step: who is there, and what decides.
fn opening(world: &World) -> Sentence {
    let (clients, servers) = (world.clients.len(), world.servers.len());
    let who = match (world.config.routing, world.config.affinity) {
        (Routing::Direct, _) => {
            Sentence::new().say(format!("{clients}명의 브라우저가 ")).strong("서버 한 대").say("에 직접 연결합니다.")
        }
        (Routing::RoundRobin, Affinity::None) => Sentence::new()
            .say(format!("로드 밸런서가 {clients}명의 요청을 "))
            .strong(format!("서버 {servers}대"))
            .say("에 차례로 나눕니다(라운드 로빈)."),
        (Routing::RoundRobin, Affinity::Cookie) => Sentence::new()
            .say(format!("로드 밸런서가 {clients}명을 "))
            .strong(format!("서버 {servers}대"))
            .say("에 차례로 나누고, 그 뒤로는 SRV 쿠키를 보고 늘 같은 서버로 보냅니다."),
        (Routing::RoundRobin, Affinity::Source) => Sentence::new()
            .say(format!("로드 밸런서가 {clients}명의 요청을 "))
            .strong(format!("서버 {servers}대"))
            .say("에 출발지 주소로 나눕니다(주소를 서버 수로 나눈 나머지)."),
    };
    who.then(where_sessions_live(world))
}

fn where_sessions_live(world: &World) -> Sentence {
    let lives = Sentence::new();
    match (world.config.sessions, world.config.routing) {
        (Sessions::Local, Routing::Direct) => lives.say("세션은 모두 이 서버의 메모리에 있습니다."),
        (Sessions::Local, Routing::RoundRobin) => lives.say("세션은 만든 서버의 메모리에만 있습니다."),
        (Sessions::Replicated, _) => lives.say("세션이 생기거나 바뀔 때마다 다른 모든 멤버에 복제합니다."),
        (Sessions::Shared(kind), _) => {
            let lives = lives.say("세션은 모두 ").store(world.primary);
            let lives = lives.say(format!("({})에 있", label::store_kind(KO, kind)));
            match state::replica(world) {
                None => lives.say("습니다."),
                Some(replica) => lives.say("고, ").store(replica).josa(Particle::Subject).say(" 그 복제본입니다."),
            }
        }
    }
}

/// A server's end, with everything it took along.
fn crash(crash: &Crash, world: &World) -> Sentence {
    let Crash { server, removed, sessions, ref toll, .. } = *crash;
    let stopped = Sentence::new().here(server).josa(Particle::Subject).say(" ");
    let (and, but, so) =
        if removed { ("빠졌고", "빠졌지만", "빠져") } else { ("멈췄고", "멈췄지만", "멈춰") };
    let stopped = match (sessions, toll.destroyed, toll.orphans) {
        (0, _, _) if matches!(world.config.sessions, Sessions::Shared(_)) => {
            stopped.loss(but).say(" 세션은 모두 저장소에 있어 그대로입니다.")
        }
        (0, _, _) => stopped.loss(and).say(" 메모리에 세션은 없었습니다."),
        (_, 0, _) if toll.behind.is_empty() => {
            stopped.loss(but).say(format!(" 메모리의 세션 {sessions}개는 다른 멤버에도 있어 그대로입니다."))
        }
        (_, 0, _) => stopped.say(so).say(" 아직 보내지 못한 변경이 ").loss("사라졌습니다(갱신 손실)."),
        (_, gone, orphans) if gone == orphans => {
            stopped.loss(and).say(format!(" 함께 사라진 세션 {gone}개는 이미 고아였습니다."))
        }
        (_, gone, _) if gone < sessions => stopped
            .say(so)
            .say(format!(" 메모리의 세션 {sessions}개 가운데 "))
            .loss(format!("{gone}개가 소멸했습니다.")),
        (_, _, 0) => stopped.say(so).say(" 메모리의 ").loss(format!("세션 {sessions}개가 소멸했습니다.")),
        (_, _, orphans) => {
            stopped.say(so).say(" 메모리의 ").loss(format!("세션 {sessions}개(고아 {orphans}개 포함)가 소멸했습니다."))
        }
    };
    stopped.then(crash_consequence(crash, world))
}

fn crash_consequence(crash: &Crash, world: &World) -> Sentence {
    let Crash { ref toll, requests, .. } = *crash;
    let ended = match crash.ended {
        Ended::Dropped => format!("맡고 있던 요청 {requests}개는 응답 없이 끊깁니다."),
        Ended::Answered(status) => {
            let code = status.code().to_string();
            format!("맡고 있던 요청 {requests}개는 {code}{} 받습니다.", Particle::Object.after(&code))
        }
    };
    let nobody = toll.owners.is_empty() && toll.behind.is_empty();
    match (nobody, requests, &world.balancer) {
        (true, 0, Some(_)) if crash.removed => {
            Sentence::new().say(format!("이제 남은 {}대로만 요청이 갑니다.", state::servers(world)))
        }
        (true, 0, Some(_)) => {
            let fall = world.config.get(Setting::Fall);
            Sentence::new().say(format!("로드 밸런서는 상태 확인이 {fall}번 실패해야 알게 됩니다."))
        }
        (true, 0, None) => Sentence::new().say(match (crash.server, crash.removed) {
            (ServerId(0), false) => "다시 켤 때까지 서비스 전체가 멈춥니다.",
            (ServerId(0), true) => "브라우저가 연결할 서버가 없어 서비스 전체가 멈춥니다.",
            (_, _) => "아무도 연결하지 않던 서버라 달라지는 것은 없습니다.",
        }),
        (true, _, _) => Sentence::new().say(ended),
        (false, 0, _) if toll.owners.is_empty() => {
            Sentence::new().say("저장했다는 답은 이미 나갔는데,").then(self::toll(toll))
        }
        (false, 0, _) => self::toll(toll),
        (false, _, _) => cost(toll).say(if toll.behind.is_empty() { "하고, " } else { "남고, " }).say(ended),
    }
}

/// Who pays for it, and how: a sentence; nothing where nobody does.
pub(super) fn toll(toll: &Toll) -> Sentence {
    match (toll.owners.is_empty(), toll.behind.is_empty()) {
        (true, true) => Sentence::new(),
        (false, true) => cost(toll).say("합니다."),
        (_, false) => cost(toll).say("남습니다."),
    }
}

/// "Alice와 Bob은 다시 로그인해야 ", "Alice에게는 v4 대신 v3만 ": up to its last word.
fn cost(toll: &Toll) -> Sentence {
    let logs_in = |start: Sentence| start.people(&toll.owners).josa(Particle::Topic).say(" 다시 로그인해야 ");
    let keeps_old = |start: Sentence| {
        let start = start.people(&toll.behind);
        match toll.versions {
            Some((lost, kept)) => start.say(format!("에게는 {} 대신 {}만 ", v(lost), v(kept))),
            None => start.say("에게는 옛 값만 "),
        }
    };
    match (toll.owners.is_empty(), toll.behind.is_empty()) {
        (_, true) => logs_in(Sentence::new()),
        (true, false) => keeps_old(Sentence::new()),
        (false, false) => keeps_old(logs_in(Sentence::new()).say("하고, ")),
    }
}

/// A login's answer arrived and its cookie was kept.
fn signed_in(step: &SignedIn) -> Sentence {
    let SignedIn { client, session, replaced, orphaned_on, pinned_to } = *step;
    let start = Sentence::new().person(client).josa(Particle::Subject);
    let Some(old) = replaced else {
        let kept = start.say(" 로그인했습니다. 브라우저가 세션 ID ").session(client, session);
        let kept = match pinned_to {
            None => kept,
            Some(server) => kept.josa(Particle::With).say(" 서버를 가리키는 ").say(srv(server)),
        };
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
            .holder(holder)
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
            .say(" 이제 어디에도 없습니다."),
    }
}

/// Cookies were cleared while a server held the session.
fn cleared(step: &Cleared, world: &World) -> Sentence {
    let Cleared { client, cookies, session, holder } = *step;
    let idle = duration(KO, world.config.duration(Setting::Idle));
    let cleared =
        Sentence::new().person(client).josa(Particle::Subject).say(format!(" 쿠키 {cookies}개를 지웠습니다. "));
    let cleared = cleared.here_holder(holder).say("의 세션 ").session(client, session).josa(Particle::Topic);
    cleared.say(format!(" 고아로 남아 유휴 만료({idle})까지 메모리를 차지합니다."))
}
