//! Servers, the balancer's health checks, limits and the reader's own actions.

use crate::model::client::{Address, SHARED_ADDRESS};
use crate::model::config::{Affinity, Sessions, Setting};
use crate::model::fact::Limit;
use crate::model::ids::{ClientId, Holder, RequestId, ServerId};
use crate::model::server::Server;
use crate::model::time::SimDuration;
use crate::model::world::World;

use super::super::claim::Claim;
use super::super::say::{Telling, say};
use super::super::value::{Noun, count, number, ordinal};

pub(super) fn limit(t: &Telling, limit: Limit) {
    match limit {
        Limit::OpenRequests { client, limit } => say!(t,
            ko: "{person}의 브라우저는 한 호스트에 요청을 동시에 {limit}개까지만 보냅니다. 이번 요청은 보내지 않았습니다.",
            en: "{person}’s browser sends at most {requests} to one host at a time. This one was not sent.",
            person = client, limit = number(limit), requests = count(limit, Noun::Request)),
        Limit::Cart { client, limit } => say!(t,
            ko: "장바구니에는 {limit}개까지만 담깁니다. {person}의 장바구니는 그대로입니다.",
            en: "A cart holds at most {items}. {person}’s cart stays as it is.",
            person = client, limit = number(limit), items = count(limit, Noun::Item)),
        Limit::Servers { limit } => say!(t,
            claims: [Claim::Servers(usize::from(limit))],
            ko: "서버는 동시에 {limit}대까지 둘 수 있습니다. 더 추가하지 않았습니다.",
            en: "There is room for at most {servers} at a time. None was added.",
            limit = number(limit), servers = count(limit, Noun::Server)),
        Limit::ServerNumbers { limit } => say!(t,
            ko: "서버 번호는 {limit}까지이고 뺀 서버의 번호는 다시 쓰지 않으므로, 서버를 더 추가하지 않았습니다.",
            en: "Server numbers end at {limit}, and the number of a removed server is not used again. None was added.",
            limit = number(limit)),
        Limit::Workers { server, limit } => say!(t,
            ko: "*{server}*의 워커는 이미 최대인 {limit}개입니다. 서버 한 대를 키우는 방식(scale-up)에는 한계가 있습니다.",
            en: "*{server}* already has the maximum of {workers}. Making one machine bigger (scale-up) has its limits.",
            server, limit = number(limit), workers = count(limit, Noun::Worker)),
    }
}

pub(super) fn address_changed(t: &Telling, client: ClientId, from: Address, to: Address, world: &World) {
    if to == SHARED_ADDRESS {
        say!(t,
            ko: "{person}의 주소가 {from}에서 여럿이 함께 쓰는 *{to}*(회사 NAT){으로} 바뀌었습니다.",
            en: "{person}’s address changed from {from} to *{to}*, which many users share (office NAT).",
            person = client, from, to);
    } else {
        say!(t,
            ko: "{person}의 주소가 {from}에서 *{to}*{으로} 바뀌었습니다.",
            en: "{person}’s address changed from {from} to *{to}*.",
            person = client, from, to);
    }
    match (&world.balancer, world.config.affinity) {
        (None, _) => say!(t,
            ko: "서버는 주소가 아니라 쿠키로 사용자를 알아봅니다.",
            en: "The server recognises users by their cookie, not by their address."),
        (Some(_), Affinity::None) => say!(t,
            ko: "라운드 로빈은 주소를 보지 않으므로 순서는 그대로입니다.",
            en: "Round robin ignores the address, so its order stays the same."),
        (Some(_), Affinity::Cookie) => after_change_with_cookie(t, client, world),
        (Some(_), Affinity::Source) => after_change_with_source(t, client, (from, to), world),
    }
}

fn after_change_with_cookie(t: &Telling, client: ClientId, world: &World) {
    let pinned = world.client(client).and_then(|client| client.pinned_server());
    match pinned.filter(|&server| world.is_in_rotation(server)) {
        Some(server) => say!(t,
            claims: [Claim::InRotation(server), Claim::NextServer(client, server)],
            ko: "SRV 쿠키는 그대로이므로 다음 요청도 {server}{으로} 갑니다.",
            en: "The SRV cookie is the same, so the next request goes to {server} again.",
            server),
        None => say!(t,
            ko: "로드 밸런서는 주소가 아니라 SRV 쿠키를 봅니다.",
            en: "The balancer looks at the SRV cookie, not at the address."),
    }
}

fn after_change_with_source(t: &Telling, client: ClientId, (from, to): (Address, Address), world: &World) {
    match world.server_by_source(to) {
        None => say!(t,
            claims: [Claim::UsableServers(0)],
            ko: "순번에 남은 서버가 없어 다음 요청을 보낼 곳이 없습니다.",
            en: "No server is in rotation, so there is no server for the next request."),
        Some(server) if world.server_by_source(from) == Some(server) => say!(t,
            claims: [Claim::NextServer(client, server)],
            ko: "로드 밸런서는 출발지 IP만 보는데, 우연히 새 주소도 {server}{을} 가리켜 다음 요청도 그리로 갑니다.",
            en: "The balancer looks at the source IP only, and by chance the new one selects {server} again.",
            server),
        Some(server) => say!(t,
            claims: [Claim::NextServer(client, server)],
            ko: "로드 밸런서는 출발지 IP만 보므로 다음 요청은 {server}{으로} 갑니다.",
            en: "The balancer looks at the source IP only, so the next request goes to {server}.",
            server),
    }
}

pub(super) fn crashed(t: &Telling, server: ServerId, held: (u32, u32), requests: u16, world: &World) {
    say!(t,
        ko: "*{server}*의 프로세스가 [멈췄습니다.]",
        en: "The process of *{server}* [crashed].",
        server);
    gone_with_server(t, held, requests, world);
}

pub(super) fn removed(t: &Telling, server: ServerId, held: (u32, u32), requests: u16, world: &World) {
    say!(t,
        ko: "*{server}*{을} [뺐습니다.]",
        en: "*{server}* was [removed].",
        server);
    gone_with_server(t, held, requests, world);
}

/// The sessions and requests that a server had when it stopped. Other members had copies of `copied` of the sessions.
fn gone_with_server(t: &Telling, (sessions, copied): (u32, u32), requests: u16, world: &World) {
    let (held, broken) = (count(sessions, Noun::Session), count(requests, Noun::Request));
    match (sessions, requests, world.config.sessions) {
        (0, 0, Sessions::Shared(_)) => say!(t,
            ko: "세션은 모두 저장소에 있어 그대로입니다.",
            en: "Every session is in the store, so none is lost."),
        (0, _, Sessions::Shared(_)) => say!(t,
            ko: "세션은 저장소에 그대로 있지만, 맡고 있던 {broken}가 끊겼습니다.",
            en: "The sessions are in the store, but {broken} got no response from the server.",
            broken),
        (0, 0, _) => say!(t,
            ko: "메모리에 세션도, 맡은 요청도 없었습니다.",
            en: "It held no session and no request."),
        (_, 0, Sessions::Replicated) if copied == 0 => say!(t,
            ko: "메모리의 {held}가 함께 사라졌고, 다른 멤버에는 사본이 없습니다.",
            en: "Its memory with {held} is gone; no other member has a copy.",
            held),
        (_, 0, Sessions::Replicated) if copied == sessions => say!(t,
            ko: "메모리의 {held}가 함께 사라졌지만, 다른 멤버에 사본이 있습니다.",
            en: "Its memory with {held} is gone, but other members have copies.",
            held),
        (_, 0, Sessions::Replicated) => say!(t,
            ko: "메모리의 {held}가 함께 사라졌고, 그 가운데 {copied}개만 다른 멤버에 사본이 있습니다.",
            en: "Its memory with {held} is gone; another member has a copy of only {copied} of them.",
            held, copied = number(copied)),
        (_, 0, _) => say!(t,
            ko: "메모리의 {held}가 함께 사라졌습니다.",
            en: "Its memory with {held} is gone.",
            held),
        (0, _, _) => say!(t,
            ko: "세션은 없었지만, 맡고 있던 {broken}가 끊겼습니다.",
            en: "It held no session, but {broken} got no response from it.",
            broken),
        (_, _, _) => say!(t,
            ko: "메모리의 {held}가 사라지고, 맡고 있던 {broken}가 끊겼습니다.",
            en: "Its memory with {held} is gone, and {broken} got no response from it.",
            held, broken),
    }
}

pub(super) fn restarted(t: &Telling, server: ServerId, downtime: SimDuration, world: &World) {
    match downtime {
        SimDuration::ZERO => say!(t,
            ko: "*{server}*{이} 멈추자마자 다시 켜졌고, 메모리는 비어 있습니다.",
            en: "*{server}* is running again right after it stopped, with an empty memory.",
            server),
        _ => say!(t,
            ko: "*{server}*{이} 멈춘 지 {downtime} 만에 다시 켜졌고, 메모리는 비어 있습니다.",
            en: "*{server}* is running again after {downtime} of downtime, with an empty memory.",
            server, downtime),
    }
    if return_by_checks(t, server, world) {
        return;
    }
    match (world.config.sessions, world.donor_of(server)) {
        (Sessions::Replicated, Some(donor)) => say!(t,
            claims: [Claim::DonorIs(server, donor)],
            ko: "세션은 {donor}에서 새로 받습니다.",
            en: "It fetches the sessions from {donor}.",
            donor),
        (Sessions::Local | Sessions::Replicated, _) => say!(t,
            claims: [Claim::SessionCount(Holder::Server(server), 0)],
            ko: "멈추기 전의 세션은 돌아오지 않습니다.",
            en: "The sessions it held do not come back."),
        (Sessions::Shared(_), _) => say!(t,
            ko: "세션은 저장소에 있으므로 잃은 것이 없습니다.",
            en: "The sessions are in the store, so nothing is lost."),
    }
}

/// Tells how a server that is out of rotation returns. Returns false, and tells nothing, for any other server.
pub(super) fn return_by_checks(t: &Telling, server: ServerId, world: &World) -> bool {
    let Some(checks) = world.checks_until_return(server) else { return false };
    t.claim(Claim::OutOfRotation(server));
    // A check during the state transfer fails, and the server starts again from none.
    if checks < world.config.get(Setting::Rise) && world.server(server).is_some_and(Server::is_joining) {
        say!(t,
            ko: "상태 확인을 통과해야 순번에 돌아옵니다.",
            en: "It returns to rotation after its health checks.");
        return true;
    }
    t.claim(Claim::ReturnStillDue(server, checks));
    match checks {
        1 => say!(t,
            ko: "다음 상태 확인을 통과하면 순번에 돌아옵니다.",
            en: "It returns to rotation when it passes the next health check."),
        _ => say!(t,
            ko: "상태 확인을 연속 {checks}회 통과해야 순번에 돌아옵니다.",
            en: "It returns to rotation after it passes health checks ({checks} in a row).",
            checks = number(checks)),
    }
    true
}

pub(super) fn upgraded(t: &Telling, server: ServerId, from: u16, to: u16, world: &World) {
    let (before, workers, to) = (number(from), count(from, Noun::Worker), number(to));
    if world.has_several_servers() {
        say!(t,
            ko: "*{server}*의 워커가 {before}개에서 *{to}개*로 늘었습니다. 이 서버만 동시에 더 많은 요청을 처리합니다.",
            en: "*{server}* was upgraded from {workers} to *{to}*. Only this server handles more requests at once.",
            server, before, workers, to);
    } else if world.balancer.is_none() && server != ServerId(0) {
        say!(t,
            ko: "*{server}*의 워커가 {before}개에서 *{to}개*로 늘었습니다. 브라우저가 연결하지 않는 서버라 달라지는 것은 없습니다.",
            en: "*{server}* was upgraded from {workers} to *{to}*. No browser connects to it, so nothing changes.",
            server, before, workers, to);
    } else {
        say!(t,
            claims: [Claim::OnlyServer(server)],
            ko: "*{server}*의 워커가 {before}개에서 *{to}개*로 늘었습니다. 더 많은 요청을 처리하지만, 여전히 한 대뿐이어서 멈추면 서비스 전체가 멈춥니다.",
            en: "*{server}* was upgraded from {workers} to *{to}*. It handles more requests at once, but it is still one machine: if it crashes, the whole service is down.",
            server, before, workers, to);
    }
}

pub(super) fn added(t: &Telling, server: ServerId, member: bool, world: &World) {
    say!(t,
        claims: [Claim::Servers(world.present_servers().count())],
        ko: "*{server}*{을} 추가해 서버가 모두 {number}대가 되었습니다.",
        en: "*{server}* was added, so there are {servers} now.",
        server, number = number(world.present_servers().count()),
        servers = count(world.present_servers().count(), Noun::Server));
    let members = world.members().count();
    match world.config.sessions {
        Sessions::Local => say!(t,
            claims: [Claim::SessionCount(Holder::Server(server), 0)],
            ko: "새 서버는 기존 세션을 하나도 모릅니다.",
            en: "It knows none of the sessions created before."),
        Sessions::Shared(_) => say!(t,
            claims: [Claim::Serves(server), Claim::InRotation(server)],
            ko: "저장소의 주소만 알면 되므로 곧바로 누구의 요청이든 받습니다.",
            en: "All it needs is the store’s address, so it can serve every user right away."),
        Sessions::Replicated if !member => say!(t,
            claims: [Claim::OutsideCluster(server), Claim::SessionCount(Holder::Server(server), 0)],
            ko: "클러스터 설정이 없어 서로의 세션을 모르므로, 다른 서버에서 로그인한 사용자는 여기서 401을 받습니다.",
            en: "It is not configured for the cluster, so it and the cluster do not know each other’s sessions: users who logged in on another server get a 401 here."),
        // Tomcat's documentation gives advice and no limit.
        Sessions::Replicated if members > 4 => say!(t,
            ko: "Tomcat 문서가 전체 복제를 권하는 것은 네 대 남짓까지이며, 멤버 {members}대로도 동작하지만 사본이 그만큼 늘어납니다.",
            en: "Tomcat’s documentation recommends all-to-all replication for up to about four members; with {members} it still works, but every change takes more copies.",
            members = number(members)),
        Sessions::Replicated if world.donor_of(server).is_none() => say!(t,
            claims: [Claim::Serves(server)],
            ko: "클러스터 설정이 있지만 세션을 받을 다른 멤버가 없어, 빈 메모리로 곧바로 요청을 받습니다.",
            en: "It is configured as a member of the cluster, but there is no other member to fetch sessions from, so it accepts requests right away."),
        Sessions::Replicated => say!(t,
            claims: [Claim::Joins(server)],
            ko: "클러스터 멤버로 설정되어 있어, 상태 전송이 끝난 뒤에야 요청을 받습니다.",
            en: "It is configured as a member of the cluster and accepts requests once its state transfer is over."),
    }
}

pub(super) fn checked(t: &Telling, server: ServerId, seen_up: bool, nth: u8, needed: u8) {
    let (left, nth, needed) = (needed - nth, number(nth), number(needed));
    if seen_up {
        say!(t,
            claims: [Claim::ReturnStillDue(server, u64::from(left))],
            ko: "상태 확인: *{server}*{이} 응답했습니다(연속 {needed}회 중 {nth}회째). 모두 응답해야 순번에 돌아옵니다.",
            en: "Health check: *{server}* answered (success {nth} of {needed} in a row). It returns to rotation after the last of them.",
            server, nth, needed);
    } else {
        say!(t,
            claims: [Claim::InRotation(server)],
            ko: "상태 확인: *{server}*{이} 응답하지 않았습니다(연속 {needed}회 중 {nth}회째). 아직 순번에 있어 요청이 계속 갑니다.",
            en: "Health check: *{server}* did not answer (failure {nth} of {needed} in a row). It is still in rotation and keeps getting requests.",
            server, nth, needed);
    }
}

/// A server that is up and joins the cluster fails its checks as well.
pub(super) fn marked_down(t: &Telling, server: ServerId, (after, joining): (SimDuration, bool), world: &World) {
    match (joining, after) {
        (true, _) => say!(t,
            claims: [Claim::Joins(server), Claim::OutOfRotation(server)],
            ko: "*{server}*{이} 상태 전송 중이라 아직 요청을 받지 않으므로, 로드 밸런서가 순번에서 뺐습니다.",
            en: "The balancer took *{server}* out of rotation: during its state transfer, this server accepts no requests.",
            server),
        (false, SimDuration::ZERO) => say!(t,
            claims: [Claim::Down(server), Claim::OutOfRotation(server)],
            ko: "*{server}*{이} 멈추자마자 로드 밸런서가 순번에서 뺐습니다.",
            en: "The balancer took *{server}* out of rotation the moment it crashed.",
            server),
        (false, _) => say!(t,
            claims: [Claim::Down(server), Claim::OutOfRotation(server)],
            ko: "*{server}*{이} 멈춘 지 {after} 만에 로드 밸런서가 이 서버를 순번에서 뺐습니다.",
            en: "The balancer took *{server}* out of rotation {after} after the crash.",
            server, after),
    }
    let usable = world.usable_servers();
    t.claim(Claim::UsableServers(usable));
    let (left, servers) = (number(usable), count(usable, Noun::Server));
    match (usable, world.config.affinity) {
        (0, _) => say!(t,
            ko: "[쓸 수 있는 서버가 없습니다.]",
            en: "[No usable server is left.]"),
        (1, _) => say!(t,
            ko: "이제 모든 요청이 남은 서버 한 대로 갑니다.",
            en: "Every request goes to the only server that is left."),
        (_, Affinity::None) => say!(t,
            ko: "이제 요청은 남은 {servers}로만 갑니다.",
            en: "Now requests go only to the {servers} that are left.",
            servers),
        (_, Affinity::Cookie) => say!(t,
            ko: "쿠키가 이 서버를 가리키던 사용자는 남은 {servers} 가운데 하나의 쿠키를 새로 받고, 다른 사용자는 그대로입니다.",
            en: "Users whose cookie names it get a new cookie for one of the {servers} that are left; all others stay.",
            servers),
        (_, Affinity::Source) => say!(t,
            ko: "이제 출발지 IP를 {left}{으로} 나눈 나머지로 서버를 고르므로, 정상 서버의 사용자까지 다른 서버로 옮겨질 수 있습니다.",
            en: "The balancer now picks a server by source IP modulo {left}, so users of healthy servers can be moved as well.",
            left),
    }
}

pub(super) fn marked_up(t: &Telling, server: ServerId, world: &World) {
    say!(t,
        claims: [Claim::InRotation(server)],
        ko: "*{server}*{이} 상태 확인을 연속 {rise}회 통과해 순번에 돌아왔습니다.",
        en: "*{server}* passed its health checks ({rise} in a row) and is back in rotation.",
        server, rise = number(world.config.get(Setting::Rise)));
    let usable = world.usable_servers();
    t.claim(Claim::UsableServers(usable));
    match (usable, world.config.affinity, world.config.sessions) {
        (1, _, _) => say!(t,
            ko: "쓸 수 있는 서버는 이 한 대뿐입니다.",
            en: "It is the only usable server."),
        (_, Affinity::None, _) => say!(t,
            ko: "이제 서버 {left}대가 차례로 요청을 받습니다.",
            en: "Now {servers} take turns.",
            left = number(usable), servers = count(usable, Noun::Server)),
        (_, Affinity::Cookie, _) => say!(t,
            ko: "그사이 다른 서버의 쿠키를 받은 사용자는 돌아오지 않습니다.",
            en: "Users who got a cookie for another server meanwhile do not come back."),
        (_, Affinity::Source, Sessions::Local) => say!(t,
            claims: [Claim::SessionCount(Holder::Server(server), 0)],
            ko: "이제 출발지 IP를 다시 {left}{으로} 나누므로, 자기 세션이 없는 이 서버로 되돌아오는 사용자가 생깁니다.",
            en: "The balancer picks a server by source IP modulo {left} again, so some users return to this server, which has none of their sessions.",
            left = number(usable)),
        (_, Affinity::Source, _) => say!(t,
            ko: "이제 출발지 IP를 다시 {left}{으로} 나누므로, 이 서버로 되돌아오는 사용자가 생깁니다.",
            en: "The balancer picks a server by source IP modulo {left} again, so some users return to this server.",
            left = number(usable)),
    }
}

pub(super) fn message_dropped(t: &Telling, id: RequestId, world: &World) {
    say!(t,
        ko: "{person}의 {nth} 요청의 메시지를 [끊었습니다.]",
        en: "The message of {person}’s {nth} request was [dropped].",
        person = id.client, nth = ordinal(id.nth));
    // After a dropped message between a server and a store, an answer is already in flight.
    if world.connections.contains_key(&id) && !world.is_in_flight(id) {
        say!(t,
            claims: [Claim::EndsWithin(id, world.config.duration(Setting::ServerTimeout))],
            ko: "로드 밸런서는 메시지가 끊긴 줄 모르고 응답을 최대 {timeout} 동안 기다립니다.",
            en: "The balancer does not know this and waits up to {timeout} for the response.",
            timeout = world.config.duration(Setting::ServerTimeout));
    }
}

pub(super) fn message_delayed(t: &Telling, id: RequestId, by: SimDuration) {
    say!(t,
        ko: "{person}의 {nth} 요청의 메시지를 *{by}* 늦췄습니다. 그사이 다른 메시지가 앞지를 수 있습니다.",
        en: "The message of {person}’s {nth} request was delayed by *{by}*. Other messages can overtake it meanwhile.",
        person = id.client, nth = ordinal(id.nth), by);
}

pub(super) fn wait_began(t: &Telling, time: SimDuration) {
    say!(t,
        ko: "*{time}* 동안 새 요청 없이 기다립니다. 그동안에도 상태 확인과 유휴 만료는 계속됩니다.",
        en: "*{time}* pass without a new request. Health checks and idle timeouts go on.",
        time);
}

pub(super) fn wait_ended(t: &Telling, time: SimDuration) {
    say!(t,
        ko: "*{time}*{이} 지났습니다.",
        en: "*{time}* passed.",
        time);
}
