//! A request that waits: in a server's queue, or for another try after a failed connection.

use crate::model::fact::{ConnectError, Fact, RetryPlan};
use crate::model::ids::{RequestId, ServerId};
use crate::model::server::Server;
use crate::model::world::World;

use super::super::claim::Claim;
use super::super::value::{Noun, count, number, ordinal};
use super::context::Context;
use super::draft::{Draft, add};

/// A request waits, since every worker of its server is busy.
pub(super) fn queued(draft: &mut Draft, context: &Context<'_>, id: RequestId) {
    let queued = context.find(|fact| match *fact {
        Fact::Queued { id: of, server, place } if of == id => Some((server, place)),
        _ => None,
    });
    let Some((server, place)) = queued else { return };
    match context.world.server(server).map_or(0, |server| server.workers) {
        1 => add!(draft,
            claims: [Claim::WorkersBusy(server)],
            ko: "*{server}*의 하나뿐인 워커가 [바쁩니다.]",
            en: "The only worker of *{server}* [is busy.]",
            server),
        2 => add!(draft,
            claims: [Claim::WorkersBusy(server)],
            ko: "*{server}*의 워커 2개가 모두 [바쁩니다.]",
            en: "Both workers of *{server}* [are busy.]",
            server),
        workers => add!(draft,
            claims: [Claim::WorkersBusy(server)],
            ko: "*{server}*의 워커 {number}개가 모두 [바쁩니다.]",
            en: "All {workers} of *{server}* [are busy.]",
            server, number = number(workers), workers = count(workers, Noun::Worker)),
    };
    let person = id.client;
    match place {
        1 => add!(draft,
            ko: "{person}의 요청이 줄을 섭니다.",
            en: "{person}’s request waits.",
            person),
        _ => add!(draft,
            ko: "{person}의 요청까지 {place}개가 줄을 섭니다.",
            en: "{requests} wait, {person}’s last.",
            person, place = number(place), requests = count(place, Noun::Request)),
    };
    let requests = |server: &Server| server.running.len() + server.queue.len();
    let here = context.world.server(server).map_or(0, requests);
    let mut others = context.world.present_servers().filter(|other| other.id != server);
    if context.world.has_several_servers() && others.all(|other| requests(other) == 0) {
        add!(draft,
            claims: [Claim::OnlyBusy(server, here)],
            ko: "다른 서버는 놀고 있습니다.",
            en: "The other servers are idle.");
    }
}

/// The balancer could not connect to a server.
pub(super) fn retry(draft: &mut Draft, context: &Context<'_>, id: RequestId) {
    let failed = context.find(|fact| match *fact {
        Fact::ConnectFailed { id: of, server, because, tries, then } if of == id => {
            Some((server, because, tries, then))
        }
        _ => None,
    });
    let Some((server, because, tries, then)) = failed else { return };
    let person = id.client;
    match (because, tries) {
        (ConnectError::Down, 1) => add!(draft,
            claims: [Claim::Down(server)],
            ko: "{person}의 요청이 [멈춘] *{server}*{으로} 갔습니다.",
            en: "{person}’s request went to *{server}*, which [is down.]",
            person, server),
        (ConnectError::Down, _) => add!(draft,
            claims: [Claim::Down(server)],
            ko: "{person}의 {nth} 연결 시도도 [실패했습니다.]",
            en: "The {nth} try to connect for {person} [failed], too.",
            person, nth = ordinal(tries)),
        (ConnectError::Joining, _) => add!(draft,
            claims: [Claim::Joins(server)],
            ko: "아직 세션을 받는 중인 *{server}*{이} {person}의 요청을 [거부했습니다.]",
            en: "*{server}* is still fetching sessions and [refused] {person}’s request.",
            person, server),
        (ConnectError::QueueFull { .. }, _) => add!(draft,
            ko: "대기열이 가득 찬 *{server}*{이} {person}의 요청을 [거부했습니다.]",
            en: "The queue of *{server}* is full, so it [refused] {person}’s request.",
            person, server),
    };
    then_told(draft, context.world, (id, server), then, because == ConnectError::Down && tries == 1);
}

/// Tells what the balancer does next. `first` is true after the first try at a server that is down.
fn then_told(draft: &mut Draft, world: &World, (id, server): (RequestId, ServerId), then: RetryPlan, first: bool) {
    let unnoticed = first && world.is_in_rotation(server);
    match then {
        RetryPlan::SameServer { after } if unnoticed => add!(draft,
            claims: [Claim::InRotation(server), Claim::RetryStillDue(id, after, None)],
            ko: "로드 밸런서는 이를 모르고 {after} 뒤 다시 시도합니다.",
            en: "The balancer does not know it yet and tries again in {after}.",
            after),
        RetryPlan::SameServer { after } => add!(draft,
            claims: [Claim::RetryStillDue(id, after, None)],
            ko: "{after} 뒤 다시 시도합니다.",
            en: "The next try is in {after}.",
            after),
        RetryPlan::OtherServer { after } if unnoticed => add!(draft,
            claims: [Claim::InRotation(server), Claim::RetryStillDue(id, after, None)],
            ko: "로드 밸런서는 이를 몰랐고, 곧바로 다른 서버로 보냅니다.",
            en: "The balancer did not know it, and tries another server at once."),
        RetryPlan::OtherServer { after } => add!(draft,
            claims: [Claim::RetryStillDue(id, after, None)],
            ko: "이제 다른 서버로 보냅니다.",
            en: "The balancer tries another server now."),
        RetryPlan::HashAgain { after } => add!(draft,
            claims: [Claim::RetryStillDue(id, after, None)],
            ko: "로드 밸런서가 출발지 IP로 서버를 다시 고릅니다.",
            en: "The balancer picks a server by source IP again."),
        RetryPlan::GiveUp => add!(draft,
            claims: [Claim::Over(id)],
            ko: "로드 밸런서가 포기하고 [503]으로 응답합니다.",
            en: "The balancer gives up and answers [503.]"),
    };
}
