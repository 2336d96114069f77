//! Servers, the balancer's health checks, limits and the reader's own acts, in Korean.

use crate::model::client::Address;
use crate::model::command::Command;
use crate::model::config::Setting;
use crate::model::fact::Limit;
use crate::model::ids::{ClientId, RequestId, ServerId};
use crate::model::time::SimDuration;
use crate::model::world::World;

use super::super::label;
use super::super::number::duration;
use super::super::particle::Particle;
use super::super::state;
use super::{KO, Korean, Sentence};

pub(super) fn limit(limit: Limit) -> Sentence {
    match limit {
        Limit::OpenRequests { client, limit } => {
            let full = Sentence::new().person(client).say("의 브라우저는 한 서버에 요청을 동시에 ");
            full.say(format!("{limit}개까지만 보냅니다. 이번 요청은 보내지 않았습니다."))
        }
        Limit::Cart { client, limit } => {
            let full = Sentence::new().say(format!("장바구니에는 {limit}개까지만 담깁니다. ")).person(client);
            full.say("의 장바구니는 그대로입니다.")
        }
        Limit::Servers { limit } => {
            Sentence::new().say(format!("여기서 서버는 {limit}대까지입니다. 더 추가하지 않았습니다."))
        }
        Limit::Workers { server, limit } => {
            let full = Sentence::new().here(server).say(format!("의 워커는 이미 한계인 {limit}개입니다. "));
            full.say("한 대를 키우는 데(scale-up)에는 끝이 있습니다.")
        }
    }
}

pub(super) fn address_changed(client: ClientId, from: Address, to: Address, world: &World) -> Sentence {
    let moved = Sentence::new().person(client).say(format!("의 주소가 {from}에서 ")).strong(to);
    let moved = moved.josa(Particle::Toward).say(" 바뀌었습니다. ");
    moved.say(match world.balancer {
        Some(_) => "라운드 로빈은 주소를 보지 않으므로 순서는 그대로입니다.",
        None => "서버는 주소가 아니라 쿠키로 사람을 알아봅니다.",
    })
}

pub(super) fn crashed(server: ServerId, sessions: u32, requests: u16) -> Sentence {
    let crashed = Sentence::new().here(server).say("의 프로세스가 ").loss("멈췄습니다.");
    match (sessions, requests) {
        (0, 0) => crashed.say(" 메모리에 세션도, 맡은 요청도 없었습니다."),
        (_, 0) => crashed.say(format!(" 메모리의 세션 {sessions}개가 함께 사라졌습니다.")),
        (0, _) => crashed.say(format!(" 세션은 없었지만, 맡고 있던 요청 {requests}개가 끊겼습니다.")),
        (_, _) => {
            crashed.say(format!(" 메모리의 세션 {sessions}개가 사라지고, 맡고 있던 요청 {requests}개가 끊겼습니다."))
        }
    }
}

pub(super) fn restarted(server: ServerId, downtime: SimDuration, world: &World) -> Sentence {
    let back = Sentence::new().here(server).josa(Particle::Subject).say(format!(" {} 만에 ", duration(KO, downtime)));
    let back = back.say("빈 메모리로 다시 켜졌습니다. ");
    if world.balancer.is_some() && !state::believed_up(server, world) {
        let rise = world.config.get(Setting::Rise);
        return back.say(format!("상태 확인을 {rise}번 이어서 통과해야 순번에 돌아옵니다."));
    }
    back.say("있던 세션은 돌아오지 않습니다.")
}

pub(super) fn upgraded(server: ServerId, from: u16, to: u16, world: &World) -> Sentence {
    let more = Sentence::new().here(server).say(format!("의 워커가 {from}개에서 ")).strong(format!("{to}개"));
    let more = more.josa(Particle::Toward).say(" 늘었습니다. ");
    more.say(if state::has_others(world) {
        "이 서버만 한 번에 더 많이 처리합니다."
    } else {
        "더 많이 처리하지만 여전히 한 대여서, 멈추면 모두 멈춥니다."
    })
}

pub(super) fn added(server: ServerId, world: &World) -> Sentence {
    let added = Sentence::new().here(server).josa(Particle::Subject);
    let added = added.say(format!(" 순번에 들어와 서버가 {}대가 되었습니다. ", world.servers.len()));
    added.say("새 서버는 기존 세션을 하나도 모릅니다.")
}

pub(super) fn checked(server: ServerId, seen_up: bool, nth: u8, needed: u8) -> Sentence {
    let checked = Sentence::new().say("상태 확인: ").here(server).josa(Particle::Subject);
    if seen_up {
        let checked = checked.say(format!(" 응답했습니다({needed}번 중 {nth}번째). "));
        return checked.say("다 채울 때까지 순번에는 돌아오지 않습니다.");
    }
    let checked = checked.say(format!(" 응답하지 않았습니다({needed}번 중 {nth}번째). "));
    checked.say("아직 순번에 있어 요청이 계속 갑니다.")
}

pub(super) fn marked_down(server: ServerId, after: SimDuration, world: &World) -> Sentence {
    let out = Sentence::new().say("로드 밸런서가 ").here(server).josa(Particle::Object);
    let out = out.say(format!(" 멈춘 지 {} 만에 순번에서 뺐습니다. ", duration(KO, after)));
    match state::usable(world) {
        0 => out.loss("쓸 수 있는 서버가 없습니다."),
        usable => out.say(format!("이제 요청은 남은 {usable}대로만 갑니다.")),
    }
}

pub(super) fn marked_up(server: ServerId, world: &World) -> Sentence {
    let rise = world.config.get(Setting::Rise);
    let back = Sentence::new().say(format!("상태 확인을 {rise}번 이어서 통과한 ")).here(server);
    let back = back.josa(Particle::Subject).say(" 순번에 돌아왔습니다. ");
    back.say(format!("이제 {}대가 차례로 받습니다.", state::usable(world)))
}

pub(super) fn message_dropped(id: RequestId, world: &World) -> Sentence {
    let cut = Sentence::new().person(id.client).say(format!("의 {}번째 요청의 메시지를 ", id.nth));
    let cut = cut.loss("끊었습니다.");
    if world.connections.contains_key(&id) {
        let timeout = duration(KO, world.config.duration(Setting::ServerTimeout));
        return cut.say(format!(" 로드 밸런서는 이를 모른 채 {timeout}까지 응답을 기다립니다."));
    }
    cut
}

pub(super) fn message_delayed(id: RequestId, by: SimDuration) -> Sentence {
    let late = Sentence::new().person(id.client).say(format!("의 {}번째 요청의 메시지를 ", id.nth));
    let late = late.strong(duration(KO, by));
    late.say(" 늦췄습니다. 그 사이 다른 메시지가 앞지를 수 있습니다.")
}

pub(super) fn wait_began(time: SimDuration) -> Sentence {
    let wait = Sentence::new().strong(duration(KO, time)).say(" 동안 기다립니다. ");
    wait.say("그동안에도 상태 확인과 유휴 만료는 이어집니다.")
}

pub(super) fn wait_ended(time: SimDuration) -> Sentence {
    let wait = Sentence::new().say("기다리기로 한 ").strong(duration(KO, time)).josa(Particle::Subject);
    wait.say(" 지났습니다.")
}

pub(super) fn not_applicable(command: &Command) -> Sentence {
    let act = Sentence::new().say(format!("‘{}’", label::command(KO, command))).josa(Particle::Topic);
    act.say(" 지금 할 수 없는 일이어서 아무것도 바뀌지 않았습니다.")
}
