//! Caption of a run before its first step.

use crate::model::config::{Affinity, Routing, Sessions, StoreKind};
use crate::model::world::World;

use super::label;
use super::say::{Telling, say};
use super::value::{Noun, count, number};

/// One sentence about the routing and one about the place of the sessions.
pub(super) fn say(t: &Telling, world: &World) {
    routing(t, world);
    place_of_sessions(t, world);
}

fn routing(t: &Telling, world: &World) {
    let users = number(world.clients.len());
    let browsers = count(world.clients.len(), Noun::Browser);
    let servers = count(world.servers.len(), Noun::Server);
    match (world.config.routing, world.config.affinity) {
        (Routing::Direct, _) => say!(t,
            ko: "사용자 {users}명의 브라우저가 *서버 한 대*에 직접 연결합니다.",
            en: "The requests of {browsers} go directly to *one server*.",
            users, browsers),
        (Routing::RoundRobin, Affinity::None) => say!(t,
            ko: "로드 밸런서가 사용자 {users}명의 요청을 *{servers}*에 차례로 나눕니다(라운드 로빈).",
            en: "A load balancer spreads the requests of {browsers} over *{servers}* in turn (round robin).",
            users, browsers, servers),
        (Routing::RoundRobin, Affinity::Cookie) => say!(t,
            ko: "로드 밸런서가 사용자 {users}명을 *{servers}*에 차례로 배정하고, 그 뒤로는 SRV 쿠키를 보고 늘 같은 서버로 보냅니다.",
            en: "A load balancer spreads the first requests of {browsers} over *{servers}* in turn, and from then on routes each browser by its SRV cookie.",
            users, browsers, servers),
        (Routing::RoundRobin, Affinity::Source) => say!(t,
            ko: "로드 밸런서가 사용자 {users}명의 요청을 출발지 IP에 따라 *{servers}*로 나눕니다(IP를 서버 수로 나눈 나머지 기준).",
            en: "A load balancer spreads the requests of {browsers} over *{servers}* by source IP (the address modulo the number of servers).",
            users, browsers, servers),
    }
}

fn place_of_sessions(t: &Telling, world: &World) {
    match (world.config.sessions, world.config.routing) {
        (Sessions::Local, Routing::Direct) => say!(t,
            ko: "세션은 모두 이 서버의 메모리에 있습니다.",
            en: "Every session is in that server’s memory."),
        (Sessions::Local, Routing::RoundRobin) => say!(t,
            ko: "세션은 그 세션을 만든 서버의 메모리에만 있습니다.",
            en: "A session is only in the memory of the server that created it."),
        (Sessions::Replicated, _) => say!(t,
            ko: "세션이 생기거나 바뀔 때마다 다른 모든 멤버에 복제합니다.",
            en: "Every new session and every change is copied to all other members."),
        (Sessions::Shared(kind), _) => shared_store(t, kind, world),
    }
}

fn shared_store(t: &Telling, kind: StoreKind, world: &World) {
    let medium = label::medium(t.language(), kind);
    match world.replica() {
        None => say!(t,
            ko: "세션은 모두 {store}({medium})에 있습니다.",
            en: "Every session is in {store} ({medium}).",
            store = world.primary, medium = &medium),
        Some(replica) => say!(t,
            ko: "세션은 모두 {store}({medium})에 있고, {replica}{이} 복제본입니다.",
            en: "Every session is in {store} ({medium}), and {replica} is its replica.",
            store = world.primary, medium = &medium, replica),
    }
}
