//! Servers that start, join, grow or are added, and the balancer that takes them out of rotation and back.

use crate::beat::Event;
use crate::model::config::{Affinity, Sessions};
use crate::model::fact::Fact;
use crate::model::ids::{Holder, ServerId};
use crate::model::time::SimDuration;
use crate::model::world::World;

use super::super::claim::Claim;
use super::super::value::{Noun, count, number};
use super::context::Context;
use super::draft::{Draft, add};

/// A change of a server or of the rotation.
pub(super) fn changed(draft: &mut Draft, context: &Context<'_>) {
    let told = context.told().event;
    for timed in context.facts() {
        match (told, timed.fact) {
            (Event::Down, Fact::MarkedDown { server, after, joining }) => {
                return down(draft, context.world, server, (after, joining));
            }
            (Event::Up, Fact::MarkedUp { server }) => return up(draft, context.world, server),
            (Event::Restart, Fact::ServerRestarted { server, .. }) => return restarted(draft, context.world, server),
            (Event::Upgrade, Fact::ServerUpgraded { server, from, to }) => {
                return upgraded(draft, context.world, server, (from, to));
            }
            (Event::Added, Fact::ServerAdded { server, .. }) => return added(draft, context.world, server),
            (Event::Joining, Fact::JoinStarted { server, .. }) => return added(draft, context.world, server),
            (Event::Joined, Fact::JoinEnded { server, donor, sessions, complete }) => {
                return joined(draft, (server, donor), sessions, complete);
            }
            _ => {}
        }
    }
}

/// The balancer took a server out of rotation, this long after its death.
fn down(draft: &mut Draft, world: &World, server: ServerId, (after, joining): (SimDuration, bool)) {
    const TENTH_US: u64 = 100_000;
    // Readers need no milliseconds here. The log has them.
    let rounded = SimDuration::from_us((after.as_us() + TENTH_US / 2) / TENTH_US * TENTH_US);
    let after = if after < SimDuration::from_s(1) { after } else { rounded };
    match (joining, after) {
        (true, _) => add!(draft,
            claims: [Claim::Joins(server), Claim::OutOfRotation(server)],
            ko: "로드 밸런서가 아직 세션을 받는 중인 *{server}*{을} 순번에서 뺐습니다.",
            en: "The balancer took *{server}* out of rotation, since it is still fetching sessions.",
            server),
        (false, SimDuration::ZERO) => add!(draft,
            claims: [Claim::Down(server), Claim::OutOfRotation(server)],
            ko: "로드 밸런서가 멈춘 *{server}*{을} 곧바로 순번에서 뺐습니다.",
            en: "The balancer took *{server}* out of rotation the moment it crashed.",
            server),
        (false, _) => add!(draft,
            claims: [Claim::Down(server), Claim::OutOfRotation(server)],
            ko: "*{server}*{이} 멈춘 지 {after} 만에 로드 밸런서가 순번에서 뺐습니다.",
            en: "The balancer took *{server}* out of rotation {after} after it crashed.",
            server, after),
    };
    servers_left(draft, world);
}

/// Tells how many servers get requests after one has left.
pub(super) fn servers_left(draft: &mut Draft, world: &World) {
    let usable = world.usable_servers();
    match usable {
        0 => add!(draft,
            claims: [Claim::UsableServers(0)],
            ko: "[남은 서버가 없습니다.]",
            en: "[No server is left.]"),
        1 => add!(draft,
            claims: [Claim::UsableServers(1)],
            ko: "이제 모든 요청이 남은 한 대로 갑니다.",
            en: "Every request goes to the one server left."),
        _ => add!(draft,
            claims: [Claim::UsableServers(usable)],
            ko: "이제 남은 {servers}만 요청을 받습니다.",
            en: "Requests go to the {servers} left.",
            servers = count(usable, Noun::Server)),
    };
}

fn up(draft: &mut Draft, world: &World, server: ServerId) {
    add!(draft,
        claims: [Claim::InRotation(server)],
        ko: "*{server}*{이} 상태 확인을 통과해 순번에 돌아왔습니다.",
        en: "*{server}* passed its health checks and is back in rotation.",
        server);
    // A request whose retries have lasted until the server was back has left its session there.
    let is_empty = world.server(server).is_some_and(|server| server.table.is_empty());
    match (world.config.affinity, world.config.sessions) {
        (Affinity::Cookie, _) => add!(draft,
            ko: "다른 서버에 붙은 사용자는 그대로입니다.",
            en: "Users whose cookie names another server stay there."),
        (Affinity::Source, Sessions::Local) if is_empty => add!(draft,
            claims: [Claim::SessionCount(Holder::Server(server), 0)],
            ko: "세션이 없는 이 서버로 사용자가 돌아옵니다.",
            en: "Users return to it, but it has no sessions."),
        _ => false,
    };
}

fn restarted(draft: &mut Draft, world: &World, server: ServerId) {
    add!(draft,
        ko: "*{server}*{이} 다시 켜졌지만 메모리는 비어 있습니다.",
        en: "*{server}* is running again, with an empty memory.",
        server);
    if let Some(donor) = world.donor_of(server) {
        add!(draft,
            claims: [Claim::DonorIs(server, donor)],
            ko: "먼저 {donor}에서 세션을 받습니다.",
            en: "It fetches the sessions from {donor} first.",
            donor);
        return;
    }
    match (world.config.sessions, world.checks_until_return(server)) {
        (Sessions::Local | Sessions::Replicated, _) => add!(draft,
            claims: [Claim::SessionCount(Holder::Server(server), 0)],
            ko: "예전 세션은 돌아오지 않습니다.",
            en: "Its old sessions do not come back."),
        (Sessions::Shared(_), Some(checks)) => add!(draft,
            claims: [Claim::ReturnStillDue(server, checks)],
            ko: "상태 확인을 통과해야 순번에 돌아옵니다.",
            en: "It returns to rotation after its health checks."),
        (Sessions::Shared(_), None) => add!(draft,
            ko: "세션은 저장소에 있어 잃은 것이 없습니다.",
            en: "The sessions are in the store, so none is lost."),
    };
}

fn upgraded(draft: &mut Draft, world: &World, server: ServerId, (from, to): (u16, u16)) {
    add!(draft,
        ko: "*{server}*의 워커가 {from}개에서 *{to}개*로 늘었습니다.",
        en: "*{server}* was upgraded from {workers} to *{to}*.",
        server, from = number(from), to = number(to), workers = count(from, Noun::Worker));
    let is_only = match &world.balancer {
        Some(_) => !world.has_several_servers(),
        None => server == ServerId(0),
    };
    if is_only {
        add!(draft,
            claims: [Claim::OnlyServer(server)],
            ko: "그래도 한 대뿐이라 멈추면 서비스도 멈춥니다.",
            en: "It is still one machine: if it crashes, the service is down.");
    }
}

/// A server was added; it may have to join the cluster first.
fn added(draft: &mut Draft, world: &World, server: ServerId) {
    add!(draft,
        ko: "*{server}*{을} 추가했습니다.",
        en: "*{server}* was added.",
        server);
    match (world.config.sessions, world.donor_of(server)) {
        (Sessions::Replicated, _) if world.is_outside_cluster(server) => add!(draft,
            claims: [Claim::OutsideCluster(server), Claim::SessionCount(Holder::Server(server), 0)],
            ko: "클러스터 설정이 없어 다른 서버의 세션을 하나도 모릅니다.",
            en: "It is outside the cluster and knows no session of the others."),
        (Sessions::Replicated, Some(donor)) => add!(draft,
            claims: [Claim::DonorIs(server, donor), Claim::Joins(server)],
            ko: "먼저 {donor}의 세션을 모두 받아야 요청을 처리합니다.",
            en: "It has to fetch every session of {donor} before it accepts requests.",
            donor),
        (Sessions::Replicated, None) => add!(draft,
            claims: [Claim::Serves(server)],
            ko: "세션을 받을 멤버가 없어 곧바로 요청을 받습니다.",
            en: "There is no member to fetch sessions from, so it accepts requests at once."),
        (Sessions::Local, _) => add!(draft,
            claims: [Claim::SessionCount(Holder::Server(server), 0)],
            ko: "새 서버는 기존 세션을 하나도 모릅니다.",
            en: "It knows none of the existing sessions."),
        (Sessions::Shared(_), _) => add!(draft,
            claims: [Claim::Serves(server), Claim::InRotation(server)],
            ko: "세션이 저장소에 있어 곧바로 누구의 요청이든 받습니다.",
            en: "The sessions are in the store, so it can serve every user at once."),
    };
}

/// A member ended its state transfer.
fn joined(draft: &mut Draft, (server, donor): (ServerId, ServerId), sessions: u32, complete: bool) {
    let (number, held) = (number(sessions), count(sessions, Noun::Session));
    match (complete, sessions) {
        (true, 0) => add!(draft,
            claims: [Claim::Serves(server)],
            ko: "*{server}*{이} 클러스터에 들어왔습니다. 받을 세션은 없었습니다.",
            en: "*{server}* is in the cluster now. There were no sessions to fetch.",
            server),
        (true, _) => add!(draft,
            claims: [Claim::Serves(server), Claim::HoldsAllOf(server, donor)],
            ko: "*{server}*{이} {donor}의 세션을 모두 받아 이제 요청을 받습니다.",
            en: "*{server}* has fetched every session of {donor} and accepts requests now.",
            server, donor),
        (false, 0) => add!(draft,
            claims: [Claim::Serves(server)],
            ko: "*{server}*{이} {donor}{을} 기다리다 [세션 없이] 요청을 받기 시작했습니다.",
            en: "*{server}* gave up on {donor} and accepts requests [without any session.]",
            server, donor),
        (false, _) => add!(draft,
            claims: [Claim::Serves(server)],
            ko: "*{server}*{이} {donor}{을} 기다리다 [세션 {number}개만 갖고] 요청을 받기 시작했습니다.",
            en: "*{server}* gave up on {donor} and accepts requests [with {held} only.]",
            server, donor, number, held),
    };
}
