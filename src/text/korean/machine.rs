//! Servers, the balancer's health checks, limits and the reader's own acts, in Korean.

use crate::model::client::{Address, SHARED_ADDRESS};
use crate::model::command::Command;
use crate::model::config::{Affinity, Sessions, Setting};
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
    let moved = moved.say(if to == SHARED_ADDRESS { "(여럿이 함께 쓰는 주소)" } else { "" });
    // The particle follows the address; what stands in brackets is not read with it.
    let toward = Particle::Toward.after(&to.to_string());
    let moved = moved.say(format!("{toward} 바뀌었습니다. "));
    match (&world.balancer, world.config.affinity, state::pinned_to(client, world)) {
        (None, _, _) => moved.say("서버는 주소가 아니라 쿠키로 사람을 알아봅니다."),
        (Some(_), Affinity::None, _) => moved.say("라운드 로빈은 주소를 보지 않으므로 순서는 그대로입니다."),
        (Some(_), Affinity::Cookie, None) => moved.say("로드 밸런서는 주소가 아니라 SRV 쿠키로 사람을 알아봅니다."),
        (Some(_), Affinity::Cookie, Some(server)) => {
            moved.say("SRV 쿠키는 그대로이므로 다음 요청도 ").server(server).josa(Particle::Toward).say(" 갑니다.")
        }
        (Some(_), Affinity::Source, _) => {
            let moved = moved.say("로드 밸런서는 주소만 보므로 다음 요청");
            match (state::by_source(from, world), state::by_source(to, world)) {
                (_, None) => moved.say("을 보낼 곳이 없습니다."),
                (before, Some(after)) if before == Some(after) => {
                    moved.say("도 우연히 ").server(after).josa(Particle::Toward).say(" 갑니다.")
                }
                (_, Some(after)) => moved.say("은 ").server(after).josa(Particle::Toward).say(" 갑니다."),
            }
        }
    }
}

pub(super) fn crashed(server: ServerId, sessions: u32, requests: u16, world: &World) -> Sentence {
    let crashed = Sentence::new().here(server).say("의 프로세스가 ").loss("멈췄습니다.");
    crashed.say(gone_with_it(server, (sessions, requests), world))
}

pub(super) fn removed(server: ServerId, sessions: u32, requests: u16, world: &World) -> Sentence {
    let removed = Sentence::new().here(server).josa(Particle::Object).loss(" 뺐습니다.");
    removed.say(gone_with_it(server, (sessions, requests), world))
}

fn gone_with_it(server: ServerId, (sessions, requests): (u32, u16), world: &World) -> String {
    let others_hold = sessions > 0 && state::receivers(server, world) > 0;
    match (sessions, requests, world.config.sessions) {
        (0, 0, Sessions::Shared(_)) => " 세션은 모두 저장소에 있어 그대로입니다.".to_owned(),
        (0, _, Sessions::Shared(_)) => {
            format!(" 세션은 저장소에 그대로 있지만, 맡고 있던 요청 {requests}개가 끊겼습니다.")
        }
        (_, 0, Sessions::Replicated) if others_hold => {
            format!(" 메모리의 세션 {sessions}개도 함께 사라졌지만, 다른 멤버에 사본이 있습니다.")
        }
        (0, 0, _) => " 메모리에 세션도, 맡은 요청도 없었습니다.".to_owned(),
        (_, 0, _) => format!(" 메모리의 세션 {sessions}개가 함께 사라졌습니다."),
        (0, _, _) => format!(" 세션은 없었지만, 맡고 있던 요청 {requests}개가 끊겼습니다."),
        (_, _, _) => format!(" 메모리의 세션 {sessions}개가 사라지고, 맡고 있던 요청 {requests}개가 끊겼습니다."),
    }
}

pub(super) fn restarted(server: ServerId, downtime: SimDuration, world: &World) -> Sentence {
    let back = Sentence::new().here(server).josa(Particle::Subject).say(format!(" {} 만에 ", duration(KO, downtime)));
    let back = back.say("빈 메모리로 다시 켜졌습니다. ");
    if world.balancer.is_some() && !state::believed_up(server, world) {
        let rise = world.config.get(Setting::Rise);
        return back.say(format!("상태 확인을 {rise}번 이어서 통과해야 순번에 돌아옵니다."));
    }
    back.say(match world.config.sessions {
        Sessions::Local => "있던 세션은 돌아오지 않습니다.",
        Sessions::Replicated => "세션은 다른 멤버에게서 새로 받습니다.",
        Sessions::Shared(_) => "세션은 저장소에 있으므로 잃은 것이 없습니다.",
    })
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

pub(super) fn added(server: ServerId, member: bool, world: &World) -> Sentence {
    let added = Sentence::new().here(server).josa(Particle::Subject);
    let added = added.say(format!(" 들어와 서버가 {}대가 되었습니다. ", state::servers(world)));
    let members = state::members(world);
    added.say(match world.config.sessions {
        Sessions::Local => "새 서버는 기존 세션을 하나도 모릅니다.".to_owned(),
        Sessions::Shared(_) => "저장소의 주소만 알면 되므로 곧바로 누구의 요청이든 받습니다.".to_owned(),
        Sessions::Replicated if !member => {
            "클러스터 설정이 없어 서로의 세션을 모르므로, 이 서버로 간 사람은 401을 받습니다.".to_owned()
        }
        // Advice, not a limit: nothing breaks at five.
        Sessions::Replicated if members > 4 => format!(
            "Tomcat 문서가 넷 남짓까지만 권하는 전체 복제는 멤버 {members}대에서도 돌아가지만, 사본은 그만큼 늘어납니다."
        ),
        Sessions::Replicated => {
            "클러스터 설정을 하고 멤버로 등록해, 세션을 모두 받은 뒤에야 요청을 받습니다.".to_owned()
        }
    })
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
    match (state::usable(world), world.config.affinity) {
        (0, _) => out.loss("쓸 수 있는 서버가 없습니다."),
        (usable, Affinity::None) => out.say(format!("이제 요청은 남은 {usable}대로만 갑니다.")),
        (usable, Affinity::Cookie) => {
            out.say(format!("여기 붙었던 사람은 남은 {usable}대에 새로 붙고, 다른 사람은 그대로입니다."))
        }
        (usable, Affinity::Source) => {
            let by = usable.to_string();
            let toward = Particle::Toward.after(&by);
            out.say(format!("주소를 이제 {by}{toward} 나누므로, 멀쩡한 서버의 사람까지 다른 서버로 옮겨집니다."))
        }
    }
}

pub(super) fn marked_up(server: ServerId, world: &World) -> Sentence {
    let rise = world.config.get(Setting::Rise);
    let back = Sentence::new().say(format!("상태 확인을 {rise}번 이어서 통과한 ")).here(server);
    let back = back.josa(Particle::Subject).say(" 순번에 돌아왔습니다. ");
    let usable = state::usable(world);
    back.say(match world.config.affinity {
        Affinity::None => format!("이제 {usable}대가 차례로 받습니다."),
        Affinity::Cookie => "그 사이 다른 서버에 붙은 사람은 돌아오지 않습니다.".to_owned(),
        Affinity::Source => {
            let by = usable.to_string();
            let toward = Particle::Toward.after(&by);
            format!("주소를 다시 {by}{toward} 나누므로, 세션이 없는 이 서버로 사람들이 되돌아옵니다.")
        }
    })
}

pub(super) fn message_dropped(id: RequestId, world: &World) -> Sentence {
    let cut = Sentence::new().person(id.client).say(format!("의 {}번째 요청의 메시지를 ", id.nth));
    let cut = cut.loss("끊었습니다.");
    // A question to a store that broke has its answer on the way already.
    if world.connections.get(id).is_some() && !state::in_flight(id, world) {
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
