//! Servers, the balancer's health checks, limits and the reader's own acts.

use crate::model::client::{Address, SHARED_ADDRESS};
use crate::model::command::Command;
use crate::model::config::{Affinity, Sessions, Setting};
use crate::model::fact::Limit;
use crate::model::ids::{ClientId, RequestId, ServerId};
use crate::model::time::SimDuration;
use crate::model::world::World;

use super::super::label;
use super::super::state;
use super::super::telling::Telling;
use super::super::telling::Value::{self, Number, Person, Server, Time};
use super::super::telling::both;

pub(super) fn limit(t: &mut Telling, limit: Limit) {
    let (texts, whose, limit) = match limit {
        Limit::OpenRequests { client, limit } => (
            both!(
                "{0}의 브라우저는 한 서버에 요청을 동시에 {1}개까지만 보냅니다. 이번 요청은 보내지 않았습니다.",
                "{0}’s browser has at most {1:request} under way to one host. This one was not sent."
            ),
            Person(client),
            limit.into(),
        ),
        Limit::Cart { client, limit } => (
            both!(
                "장바구니에는 {1}개까지만 담깁니다. {0}의 장바구니는 그대로입니다.",
                "A cart holds at most {1:item}. {0}’s stays as it is."
            ),
            Person(client),
            limit,
        ),
        Limit::Servers { limit } => (
            both!(
                "여기서 서버는 {1}대까지입니다. 더 추가하지 않았습니다.",
                "There is room for {1:server} at most. None was added."
            ),
            Value::Text(""),
            limit.into(),
        ),
        Limit::Workers { server, limit } => (
            both!(
                "*{0}*의 워커는 이미 한계인 {1}개입니다. 한 대를 키우는 데(scale-up)에는 끝이 있습니다.",
                "*{^0}* is at its limit of {1:worker}. Making one machine bigger (scale-up) ends somewhere."
            ),
            Server(server),
            limit,
        ),
    };
    t.say(texts, &[whose, Number(limit.into())]);
}

pub(super) fn address_changed(t: &mut Telling, client: ClientId, from: Address, to: Address, world: &World) {
    let texts = if to == SHARED_ADDRESS {
        // The particle follows the address; what stands in brackets is not read with it.
        both!(
            "{0}의 주소가 {1}에서 *{2}*(여럿이 함께 쓰는 주소){으로:2} 바뀌었습니다. ",
            "{0}’s address changed from {1} to *{2}*, which many share. "
        )
    } else {
        both!("{0}의 주소가 {1}에서 *{2}*{으로} 바뀌었습니다. ", "{0}’s address changed from {1} to *{2}*. ")
    };
    t.say(texts, &[Person(client), Value::From(from), Value::From(to)]);
    let next = match world.config.affinity {
        Affinity::None => None,
        Affinity::Cookie => state::pinned_to(client, world),
        Affinity::Source => state::by_source(to, world),
    };
    let texts = match (&world.balancer, world.config.affinity, next) {
        (None, _, _) => both!(
            "서버는 주소가 아니라 쿠키로 사람을 알아봅니다.",
            "The server knows people by their cookie, not by their address."
        ),
        (Some(_), Affinity::None, _) => both!(
            "라운드 로빈은 주소를 보지 않으므로 순서는 그대로입니다.",
            "Round robin does not look at it, so the turns stay as they are."
        ),
        (Some(_), Affinity::Cookie, None) => both!(
            "로드 밸런서는 주소가 아니라 SRV 쿠키로 사람을 알아봅니다.",
            "The balancer knows people by their SRV cookie, not by their address."
        ),
        (Some(_), Affinity::Cookie, Some(_)) => both!(
            "SRV 쿠키는 그대로이므로 다음 요청도 {0}{으로} 갑니다.",
            "The SRV cookie is the same, so the next request goes to {0} again."
        ),
        (Some(_), Affinity::Source, None) => both!(
            "로드 밸런서는 주소만 보므로 다음 요청을 보낼 곳이 없습니다.",
            "It is all the balancer looks at, so the next request goes nowhere."
        ),
        (Some(_), Affinity::Source, Some(_)) if state::by_source(from, world) == next => both!(
            "로드 밸런서는 주소만 보므로 다음 요청도 우연히 {0}{으로} 갑니다.",
            "It is all the balancer looks at, so the next request goes to {0} again, by luck."
        ),
        (Some(_), Affinity::Source, Some(_)) => both!(
            "로드 밸런서는 주소만 보므로 다음 요청은 {0}{으로} 갑니다.",
            "It is all the balancer looks at, so the next request goes to {0}."
        ),
    };
    t.say(texts, &[next.map_or(Value::Text(""), Server)]);
}

pub(super) fn crashed(t: &mut Telling, server: ServerId, sessions: u32, requests: u16, world: &World) {
    t.say(both!("*{0}*의 프로세스가 [멈췄습니다.] ", "The process of *{0}*[ died]. "), &[Server(server)]);
    gone_with_it(t, server, (sessions, requests), world);
}

pub(super) fn removed(t: &mut Telling, server: ServerId, sessions: u32, requests: u16, world: &World) {
    t.say(both!("*{0}*{을}[ 뺐습니다.] ", "*{^0}*[ was taken out]. "), &[Server(server)]);
    gone_with_it(t, server, (sessions, requests), world);
}

fn gone_with_it(t: &mut Telling, server: ServerId, (sessions, requests): (u32, u16), world: &World) {
    let others_hold = sessions > 0 && state::receivers(server, world) > 0;
    let texts = match (sessions, requests, world.config.sessions) {
        (0, 0, Sessions::Shared(_)) => {
            both!("세션은 모두 저장소에 있어 그대로입니다.", "Every session is in the store and stays.")
        }
        (0, _, Sessions::Shared(_)) => both!(
            "세션은 저장소에 그대로 있지만, 맡고 있던 요청 {1}개가 끊겼습니다.",
            "The sessions stay in the store, but {1:request} broke off."
        ),
        (_, 0, Sessions::Replicated) if others_hold => both!(
            "메모리의 세션 {0}개도 함께 사라졌지만, 다른 멤버에 사본이 있습니다.",
            "{0:session} went with its memory, of which other members have copies."
        ),
        (0, 0, _) => both!("메모리에 세션도, 맡은 요청도 없었습니다.", "It had no session and no request in it."),
        (_, 0, _) => both!("메모리의 세션 {0}개가 함께 사라졌습니다.", "{0:session} went with its memory."),
        (0, _, _) => {
            both!(
                "세션은 없었지만, 맡고 있던 요청 {1}개가 끊겼습니다.",
                "It held no session, but {1:request} broke off."
            )
        }
        (_, _, _) => both!(
            "메모리의 세션 {0}개가 사라지고, 맡고 있던 요청 {1}개가 끊겼습니다.",
            "{0:session} went with its memory, and {1:request} broke off."
        ),
    };
    t.say(texts, &[Number(sessions.into()), Number(requests.into())]);
}

pub(super) fn restarted(t: &mut Telling, server: ServerId, downtime: SimDuration, world: &World) {
    let texts = both!(
        "*{0}*{이} {1} 만에 빈 메모리로 다시 켜졌습니다. ",
        "*{^0}* is running again after {1}, with an empty memory. "
    );
    t.say(texts, &[Server(server), Time(downtime)]);
    let texts = if world.balancer.is_some() && !state::believed_up(server, world) {
        both!(
            "상태 확인을 {0}번 이어서 통과해야 순번에 돌아옵니다.",
            "{0:good health check} in a row will bring it back into rotation."
        )
    } else {
        match world.config.sessions {
            Sessions::Local => both!("있던 세션은 돌아오지 않습니다.", "The sessions it held do not come back."),
            Sessions::Replicated => {
                both!("세션은 다른 멤버에게서 새로 받습니다.", "It fetches the sessions from another member.")
            }
            Sessions::Shared(_) => {
                both!(
                    "세션은 저장소에 있으므로 잃은 것이 없습니다.",
                    "The sessions are in the store, so nothing is lost."
                )
            }
        }
    };
    t.say(texts, &[Number(world.config.get(Setting::Rise))]);
}

pub(super) fn upgraded(t: &mut Telling, server: ServerId, from: u16, to: u16, world: &World) {
    let texts = if state::has_others(world) {
        both!(
            "*{0}*의 워커가 {1}개에서 *{2}개*{으로} 늘었습니다. 이 서버만 한 번에 더 많이 처리합니다.",
            "*{^0}* went from {1:worker} to *{2}*. It alone serves more at once."
        )
    } else {
        both!(
            "*{0}*의 워커가 {1}개에서 *{2}개*{으로} 늘었습니다. 더 많이 처리하지만 여전히 한 대여서, 멈추면 모두 멈춥니다.",
            "*{^0}* went from {1:worker} to *{2}*. It serves more, but it is still one machine: when it stops, everything stops."
        )
    };
    t.say(texts, &[Server(server), Number(from.into()), Number(to.into())]);
}

pub(super) fn added(t: &mut Telling, server: ServerId, member: bool, world: &World) {
    let texts = both!("*{0}*{이} 들어와 서버가 {1}대가 되었습니다. ", "*{^0}* was added, which makes {1:server}. ");
    t.say(texts, &[Server(server), Number(state::servers(world))]);
    let members = state::members(world);
    let texts = match world.config.sessions {
        Sessions::Local => {
            both!("새 서버는 기존 세션을 하나도 모릅니다.", "The new one knows none of the sessions made before.")
        }
        Sessions::Shared(_) => both!(
            "저장소의 주소만 알면 되므로 곧바로 누구의 요청이든 받습니다.",
            "All it needs is the store’s address, and it serves everybody at once."
        ),
        Sessions::Replicated if !member => both!(
            "클러스터 설정이 없어 서로의 세션을 모르므로, 이 서버로 간 사람은 401을 받습니다.",
            "It is not configured for the cluster, so neither side knows the other’s sessions: whoever is sent there gets a 401."
        ),
        // Advice, not a limit: nothing breaks at five.
        Sessions::Replicated if members > 4 => both!(
            "Tomcat 문서가 넷 남짓까지만 권하는 전체 복제는 멤버 {0}대에서도 돌아가지만, 사본은 그만큼 늘어납니다.",
            "Tomcat’s guide advises against all-to-all beyond about four; {0} members work, with more copies of everything."
        ),
        Sessions::Replicated => both!(
            "클러스터 설정을 하고 멤버로 등록해, 세션을 모두 받은 뒤에야 요청을 받습니다.",
            "It is configured for the cluster, joins as a member and serves when it has every session."
        ),
    };
    t.say(texts, &[Number(members)]);
}

pub(super) fn checked(t: &mut Telling, server: ServerId, seen_up: bool, nth: u8, needed: u8) {
    let texts = if seen_up {
        both!(
            "상태 확인: *{0}*{이} 응답했습니다({2}번 중 {1}번째). 다 채울 때까지 순번에는 돌아오지 않습니다.",
            "Health check: *{0}* answered ({1} of {2} in a row). It is not back in rotation before the last of them."
        )
    } else {
        both!(
            "상태 확인: *{0}*{이} 응답하지 않았습니다({2}번 중 {1}번째). 아직 순번에 있어 요청이 계속 갑니다.",
            "Health check: *{0}* did not answer ({1} of {2} in a row). It is still in rotation and keeps getting requests."
        )
    };
    t.say(texts, &[Server(server), Number(nth.into()), Number(needed.into())]);
}

pub(super) fn marked_down(t: &mut Telling, server: ServerId, after: SimDuration, world: &World) {
    let texts = both!(
        "로드 밸런서가 *{0}*{을} 멈춘 지 {1} 만에 순번에서 뺐습니다. ",
        "The balancer took *{0}* out of rotation, {1} after it died. "
    );
    t.say(texts, &[Server(server), Time(after)]);
    let usable = state::usable(world);
    let texts = match (usable, world.config.affinity) {
        (0, _) => both!("[쓸 수 있는 서버가 없습니다.]", "[No usable server is left.]"),
        (1, _) => both!("이제 모든 요청이 남은 한 대로 갑니다.", "Every request goes to the one that is left."),
        (_, Affinity::None) => both!("이제 요청은 남은 {0}대로만 갑니다.", "Requests go to the {0} that are left."),
        (_, Affinity::Cookie) => both!(
            "여기 붙었던 사람은 남은 {0}대에 새로 붙고, 다른 사람은 그대로입니다.",
            "Its people get new cookies for the {0} that are left; all others stay."
        ),
        (_, Affinity::Source) => both!(
            "주소를 이제 {0}{으로:0} 나누므로, 멀쩡한 서버의 사람까지 다른 서버로 옮겨집니다.",
            "Addresses are divided by {0} now, so people of servers that live are moved as well."
        ),
    };
    t.say(texts, &[Number(usable as u64)]);
}

pub(super) fn marked_up(t: &mut Telling, server: ServerId, world: &World) {
    let texts = both!(
        "상태 확인을 {1}번 이어서 통과한 *{0}*{이} 순번에 돌아왔습니다. ",
        "After {1:good health check} in a row, *{0}* is back in rotation. "
    );
    t.say(texts, &[Server(server), Number(world.config.get(Setting::Rise))]);
    let usable = state::usable(world);
    let texts = match (usable, world.config.affinity) {
        (1, _) => both!("쓸 수 있는 서버는 이 한 대입니다.", "It is the only one there."),
        (_, Affinity::None) => both!("이제 {0}대가 차례로 받습니다.", "Now {0} take turns."),
        (_, Affinity::Cookie) => both!(
            "그 사이 다른 서버에 붙은 사람은 돌아오지 않습니다.",
            "Whoever was pinned to another server meanwhile does not come back."
        ),
        (_, Affinity::Source) => both!(
            "주소를 다시 {0}{으로:0} 나누므로, 세션이 없는 이 서버로 사람들이 되돌아옵니다.",
            "Addresses are divided by {0} again, and people return to a server without their sessions."
        ),
    };
    t.say(texts, &[Number(usable as u64)]);
}

pub(super) fn message_dropped(t: &mut Telling, id: RequestId, world: &World) {
    let texts =
        both!("{0}의 {1}번째 요청의 메시지를 [끊었습니다.]", "The message of {0}’s {1:th} request was [dropped.]");
    t.say(texts, &[Person(id.client), Number(id.nth.into())]);
    // A question to a store that broke has its answer on the way already.
    if world.connections.contains_key(&id) && !state::in_flight(id, world) {
        let texts = both!(
            " 로드 밸런서는 이를 모른 채 {0}까지 응답을 기다립니다.",
            " The balancer does not know and waits for the answer, up to {0}."
        );
        t.say(texts, &[Time(world.config.duration(Setting::ServerTimeout))]);
    }
}

pub(super) fn message_delayed(t: &mut Telling, id: RequestId, by: SimDuration) {
    let texts = both!(
        "{0}의 {1}번째 요청의 메시지를 *{2}* 늦췄습니다. 그 사이 다른 메시지가 앞지를 수 있습니다.",
        "The message of {0}’s {1:th} request was delayed by *{2}*. Others can overtake it meanwhile."
    );
    t.say(texts, &[Person(id.client), Number(id.nth.into()), Time(by)]);
}

pub(super) fn wait_began(t: &mut Telling, time: SimDuration) {
    let texts = both!(
        "*{0}* 동안 기다립니다. 그동안에도 상태 확인과 유휴 만료는 이어집니다.",
        "Nobody does anything for *{0}*. Health checks and idle timeouts go on."
    );
    t.say(texts, &[Time(time)]);
}

pub(super) fn wait_ended(t: &mut Telling, time: SimDuration) {
    t.say(both!("기다리기로 한 *{0}*{이} 지났습니다.", "The *{0}* wait is over."), &[Time(time)]);
}

pub(super) fn not_applicable(t: &mut Telling, command: &Command) {
    let texts = both!(
        "‘{0}’{은:0} 지금 할 수 없는 일이어서 아무것도 바뀌지 않았습니다.",
        "‘{0}’ is not possible now, so nothing changed."
    );
    t.say(texts, &[Value::Text(&label::command(t.language(), command))]);
}
