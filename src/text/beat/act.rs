//! The setting of a run, and the reader's acts: messages that are dropped or delayed, new addresses, waits, acts without
//! an effect.

use crate::model::client::SHARED_ADDRESS;
use crate::model::config::{Affinity, Routing, Sessions, Setting};
use crate::model::fact::{Fact, Limit};
use crate::model::ids::{ClientId, RequestId};

use super::super::claim::Claim;
use super::super::label;
use super::super::value::{Noun, count, number, ordinal};
use super::context::Context;
use super::draft::{Draft, add};

/// The start of a run: the routing, and the place of the sessions.
pub(super) fn start(draft: &mut Draft, context: &Context<'_>) {
    let world = context.world;
    let servers = count(world.servers.len(), Noun::Server);
    match (world.config.routing, world.config.affinity) {
        (Routing::Direct, _) => add!(draft,
            ko: "브라우저가 *서버 한 대*에 직접 연결합니다.",
            en: "The browsers connect to *one server* directly."),
        (Routing::RoundRobin, Affinity::None) => add!(draft,
            ko: "로드 밸런서가 요청을 *{servers}*에 차례로 보냅니다.",
            en: "The balancer sends requests to *{servers}* in turn.",
            servers),
        (Routing::RoundRobin, Affinity::Cookie) => add!(draft,
            ko: "로드 밸런서가 쿠키를 보고 사용자를 늘 같은 서버로 보냅니다.",
            en: "The balancer sends each user to the same server, by a cookie."),
        (Routing::RoundRobin, Affinity::Source) => add!(draft,
            ko: "로드 밸런서가 출발지 IP로 *{servers}* 중 하나를 고릅니다.",
            en: "The balancer picks one of *{servers}* by source IP.",
            servers),
    };
    match (world.config.sessions, world.config.routing) {
        (Sessions::Local, Routing::Direct) => add!(draft,
            ko: "세션은 모두 그 서버의 메모리에 있습니다.",
            en: "All sessions are in its memory."),
        (Sessions::Local, Routing::RoundRobin) => add!(draft,
            ko: "세션은 만든 서버에만 있습니다.",
            en: "A session is only on the server that created it."),
        (Sessions::Replicated, _) => add!(draft,
            ko: "세션은 다른 멤버에도 복제됩니다.",
            en: "Sessions are copied to all other members."),
        (Sessions::Shared(_), _) => add!(draft,
            ko: "세션은 모두 {store}에 있습니다.",
            en: "All sessions are in {store}.",
            store = world.primary),
    };
}

/// The reader dropped a message of a request that goes on.
pub(super) fn message_dropped(draft: &mut Draft, context: &Context<'_>, id: RequestId) {
    let world = context.world;
    add!(draft,
        ko: "{person}의 {nth} 요청의 메시지를 [끊었습니다.]",
        en: "The message of {person}’s {nth} request [was dropped.]",
        person = id.client, nth = ordinal(id.nth));
    let unreachable = context.find(|fact| match *fact {
        Fact::StoreUnreachable { id: of, server, .. } if of == id => Some(server),
        _ => None,
    });
    if let Some(server) = unreachable {
        add!(draft,
            ko: "{server}{은} 저장소의 답을 받지 못해 500으로 응답합니다.",
            en: "{server} gets no response from the store and answers 500.",
            server);
    } else if world.connections.contains_key(&id) && !world.is_in_flight(id) {
        let timeout = world.config.duration(Setting::ServerTimeout);
        add!(draft,
            claims: [Claim::EndsWithin(id, timeout)],
            ko: "로드 밸런서는 이를 모르고 최대 {timeout} 기다립니다.",
            en: "The balancer does not know it and waits up to {timeout}.",
            timeout);
    }
}

/// The reader delayed a message of a request.
pub(super) fn message_delayed(draft: &mut Draft, context: &Context<'_>, id: RequestId) {
    let by = context.find(|fact| match *fact {
        Fact::MessageDelayed { id: of, by } if of == id => Some(by),
        _ => None,
    });
    let Some(by) = by else { return };
    add!(draft,
        ko: "{person}의 {nth} 요청의 메시지를 *{by}* 늦췄습니다.",
        en: "The message of {person}’s {nth} request was delayed by *{by}*.",
        person = id.client, nth = ordinal(id.nth), by);
}

/// A client moved to another address.
pub(super) fn moved(draft: &mut Draft, context: &Context<'_>, person: ClientId) {
    let moved = context.find(|fact| match *fact {
        Fact::AddressChanged { client, from, to } if client == person => Some((from, to)),
        _ => None,
    });
    let Some((from, to)) = moved else { return };
    match to == SHARED_ADDRESS {
        true => add!(draft,
            ko: "{person}{이} 회사 NAT 뒤({to}){으로} 옮겼습니다.",
            en: "{person} moved behind an office NAT ({to}).",
            person, to),
        false => add!(draft,
            ko: "{person}의 주소가 {to}{으로} 바뀌었습니다.",
            en: "{person}’s address changed to {to}.",
            person, to),
    };
    let world = context.world;
    let pinned = world.client(person).and_then(|client| client.pinned_server());
    match (&world.balancer, world.config.affinity) {
        (None, _) => add!(draft,
            ko: "서버는 주소가 아니라 쿠키를 봅니다.",
            en: "The server looks at the cookie, not at the address."),
        (Some(_), Affinity::None) => add!(draft,
            ko: "라운드 로빈은 주소를 보지 않습니다.",
            en: "Round robin ignores the address."),
        (Some(_), Affinity::Cookie) => match pinned.filter(|server| world.is_in_rotation(*server)) {
            Some(server) => add!(draft,
                claims: [Claim::InRotation(server), Claim::NextServer(person, server)],
                ko: "{server}{을} 가리키는 SRV 쿠키는 그대로입니다.",
                en: "The SRV cookie still names {server}.",
                server),
            None => add!(draft,
                ko: "로드 밸런서는 주소가 아니라 SRV 쿠키를 봅니다.",
                en: "The balancer looks at the SRV cookie, not at the address."),
        },
        (Some(_), Affinity::Source) => match world.server_by_source(to) {
            Some(server) if world.server_by_source(from) == Some(server) => add!(draft,
                claims: [Claim::NextServer(person, server)],
                ko: "우연히 다음 요청도 {server}{으로} 갑니다.",
                en: "By chance, the next request goes to {server} again.",
                server),
            Some(server) => add!(draft,
                claims: [Claim::NextServer(person, server)],
                ko: "이제 다음 요청은 {server}{으로} 갑니다.",
                en: "Now the next request goes to {server}.",
                server),
            None => add!(draft,
                claims: [Claim::UsableServers(0)],
                ko: "순번에 남은 서버가 없습니다.",
                en: "No server is in rotation."),
        },
    };
}

/// A wait in which nothing else happened, or an act that changed nothing.
pub(super) fn without_effect(draft: &mut Draft, context: &Context<'_>) {
    for timed in context.facts() {
        match timed.fact {
            Fact::WaitEnded { duration } => {
                add!(draft,
                    ko: "*{duration}*{이} 지났습니다. 그동안 달라진 것은 없습니다.",
                    en: "*{duration}* passed, and nothing changed.",
                    duration);
                return;
            }
            Fact::NotApplicable { command } => {
                let command = label::command(draft.language(), &command);
                add!(draft,
                    ko: "지금 ‘{command}’{은} 할 수 없습니다.",
                    en: "‘{command}’ is not possible now.",
                    command = &command);
                return;
            }
            Fact::LimitReached { limit } => return limit_reached(draft, limit),
            _ => {}
        }
    }
}

fn limit_reached(draft: &mut Draft, limit: Limit) {
    match limit {
        Limit::OpenRequests { client, limit } => add!(draft,
            ko: "{person}의 브라우저는 요청을 동시에 {limit}개까지만 보냅니다.",
            en: "{person}’s browser sends at most {requests} at a time.",
            person = client, limit = number(limit), requests = count(limit, Noun::Request)),
        Limit::Cart { client, limit } => add!(draft,
            ko: "{person}의 장바구니에는 {limit}개까지만 담깁니다.",
            en: "{person}’s cart holds at most {items}.",
            person = client, limit = number(limit), items = count(limit, Noun::Item)),
        Limit::Servers { limit } => add!(draft,
            ko: "서버는 {limit}대까지만 둘 수 있어 추가하지 않았습니다.",
            en: "There is room for {servers} only, so none was added.",
            limit = number(limit), servers = count(limit, Noun::Server)),
        Limit::ServerNumbers { limit } => add!(draft,
            ko: "서버 번호는 {limit}까지뿐이라 추가하지 않았습니다.",
            en: "Server numbers end at {limit}, so none was added.",
            limit = number(limit)),
        Limit::Workers { server, limit } => add!(draft,
            ko: "*{server}*의 워커는 이미 최대인 {limit}개입니다.",
            en: "*{server}* already has the maximum of {workers}.",
            server, limit = number(limit), workers = count(limit, Noun::Worker)),
    };
}
