//! The balancer's choice and its own cookie.

use crate::model::balancer::{NewChoice, Order, RouteReason, SourceHash};
use crate::model::client::Address;
use crate::model::config::Affinity;
use crate::model::ids::{ClientId, RequestId, ServerId};
use crate::model::server::Server;
use crate::model::world::World;

use super::super::Language;
use super::super::claim::Claim;
use super::super::say::{Telling, say, text};
use super::super::value::Value::{Servers, Srv};
use super::super::value::{Noun, count, number, ordinal};

pub(super) fn routed(t: &Telling, id: RequestId, to: ServerId, because: RouteReason, world: &World) {
    let person = id.client;
    match because {
        RouteReason::RoundRobin { usable: 1, .. } => say!(t,
            claims: [Claim::UsableServers(1), Claim::InRotation(to)],
            ko: "라운드 로빈: 쓸 수 있는 서버가 한 대뿐이어서 {person}의 요청은 *{server}*{으로} 갑니다.",
            en: "Round robin: *{server}* is the only usable server, so {person}’s request goes there.",
            person, server = to),
        RouteReason::RoundRobin { after, last, skipped, order, .. } => {
            match order {
                Some(order) => say!(t,
                    ko: "라운드 로빈: 나중에 순번에 들어온 서버는 맨 뒤에 서므로 차례는 {servers} 순서이고, {person}의 요청은 *{server}*{으로} 갑니다.",
                    en: "Round robin: servers that entered later come last, so the turns go to {servers} in this order, and {person}’s request goes to *{server}*.",
                    servers = Servers(order.servers()), person, server = to),
                None => routed_in_turn(t, person, to, (after, skipped)),
            }
            match last.filter(|_| last != after) {
                Some(last) => without_turn(t, last),
                None => ignored_cookie(t, world.config.affinity),
            }
        }
        RouteReason::Cookie => say!(t,
            ko: "{cookie} 쿠키가 있으므로 {person}의 요청은 *{server}*{으로} 갑니다. 순번은 따지지 않습니다.",
            en: "The cookie says {cookie}, so {person}’s request goes to *{server}*. Round robin is not consulted.",
            cookie = Srv(to), person, server = to),
        RouteReason::CookieServerDown { named } => say!(t,
            claims: [Claim::OutOfRotation(named)],
            ko: "{cookie}{이} 가리키는 {named}{을} 지금 쓸 수 없어 {person}의 요청은 *{server}*{으로} 갑니다.",
            en: "{cookie} names {named}, which is not usable now, so {person}’s request goes to *{server}*.",
            cookie = Srv(named), named, person, server = to),
        RouteReason::SourceHash(SourceHash { address, usable, remainder }) => say!(t,
            ko: "출발지 IP {address}{을} 숫자로 바꾸면 {decimal}이고, 쓸 수 있는 서버 수 {usable}{으로} 나눈 나머지는 {remainder}입니다. 그래서 {person}의 요청은 그 가운데 {place} 서버인 *{server}*{으로} 갑니다.",
            en: "Source IP {address} as a number is {decimal}, and divided by the number of usable servers ({usable}) it leaves a remainder of {remainder}. So {person}’s request goes to the {place} of them, *{server}*.",
            address, decimal = &decimal(address), usable = number(usable), remainder = number(remainder),
            place = ordinal(u64::from(remainder) + 1), person, server = to),
        RouteReason::Redispatch { from, tries, by } => redispatched(t, person, (from, to), tries, by),
    }
}

/// Tells a new choice after failed connections.
fn redispatched(t: &Telling, person: ClientId, (from, to): (ServerId, ServerId), tries: u8, by: NewChoice) {
    match (by, tries) {
        (NewChoice::NextInTurn, 1) => say!(t,
            ko: "{from}에 연결하지 못해 {person}의 요청을 *{server}*{으로} 재배정합니다.",
            en: "{from} could not be reached, so {person}’s request is redispatched to *{server}*.",
            from, person, server = to),
        (NewChoice::NextInTurn, _) => say!(t,
            ko: "{from}에 연결하려고 {tries}번 시도했지만 실패해 {person}의 요청을 *{server}*{으로} 재배정합니다.",
            en: "{counted} to reach {from} failed, so {person}’s request is redispatched to *{server}*.",
            from, tries = number(tries), counted = count(tries, Noun::Try), person, server = to),
        (NewChoice::SourceHash(SourceHash { usable, remainder, .. }), _) if to == from => say!(t,
            claims: [Claim::InRotation(from)],
            ko: "출발지 IP를 쓸 수 있는 서버 수 {usable}{으로} 다시 나눠도 {remainder}{이} 남습니다. {from}{은} 아직 순번에 있으므로 {person}의 요청은 다시 *{server}*{으로} 갑니다.",
            en: "The source IP is divided by the number of usable servers ({usable}) again, and leaves the same remainder of {remainder}. {from} is still in rotation, so {person}’s request goes to *{server}* again.",
            usable = number(usable), remainder = number(remainder), from, person, server = to),
        (NewChoice::SourceHash(SourceHash { usable, remainder, .. }), _) => say!(t,
            ko: "출발지 IP를 쓸 수 있는 서버 수 {usable}{으로} 다시 나누면 {remainder}{이} 남습니다. 그래서 {person}의 요청은 {from} 대신 *{server}*{으로} 갑니다.",
            en: "The source IP is divided by the number of usable servers ({usable}) again, and leaves a remainder of {remainder}. So {person}’s request goes to *{server}* instead of {from}.",
            usable = number(usable), remainder = number(remainder), from, person, server = to),
    }
}

/// Tells a round-robin choice among two servers or more.
fn routed_in_turn(t: &Telling, person: ClientId, server: ServerId, (after, skipped): (Option<ServerId>, u8)) {
    match (after, skipped) {
        (None, 0) => say!(t,
            ko: "라운드 로빈: 첫 차례이므로 {person}의 요청은 *{server}*{으로} 갑니다.",
            en: "Round robin: this is the first turn, so {person}’s request goes to *{server}*.",
            person, server),
        (None, _) => say!(t,
            ko: "라운드 로빈: 첫 차례이지만 앞의 {passed}대가 순번에서 빠져 있어 {person}의 요청은 *{server}*{으로} 갑니다.",
            en: "Round robin: this is the first turn; it passes over {skipped} out of rotation, so {person}’s request goes to *{server}*.",
            passed = number(skipped), skipped = count(skipped, Noun::Server), person, server),
        (Some(after), 0) => say!(t,
            ko: "라운드 로빈: 직전 차례가 {after}{이었}으므로 {person}의 요청은 *{server}*{으로} 갑니다.",
            en: "Round robin: the last turn was {after}’s, so {person}’s request goes to *{server}*.",
            after, person, server),
        (Some(after), 1) => say!(t,
            ko: "라운드 로빈: 직전 차례가 {after}{이었}고 그다음 서버는 순번에서 빠져 있어 {person}의 요청은 *{server}*{으로} 갑니다.",
            en: "Round robin: the last turn was {after}’s and the next server is out of rotation, so {person}’s request goes to *{server}*.",
            after, person, server),
        (Some(after), _) => say!(t,
            ko: "라운드 로빈: 직전 차례가 {after}{이었}고 그다음 {passed}대가 순번에서 빠져 있어 {person}의 요청은 *{server}*{으로} 갑니다.",
            en: "Round robin: the last turn was {after}’s and the next {skipped} are out of rotation, so {person}’s request goes to *{server}*.",
            after, passed = number(skipped), skipped = count(skipped, Noun::Server), person, server),
    }
}

/// Tells why the server of the last request is not the one of the last turn.
fn without_turn(t: &Telling, last: ServerId) {
    say!(t,
        ko: "바로 앞 요청은 쿠키를 따라 {last}{으로} 갔지만, 쿠키로 정한 요청은 차례로 치지 않습니다.",
        en: "The previous request followed its cookie to {last}, which does not count as a turn.",
        last);
}

/// Tells why no cookie decided.
fn ignored_cookie(t: &Telling, affinity: Affinity) {
    match affinity {
        Affinity::None | Affinity::Source => say!(t,
            ko: "로드 밸런서는 쿠키를 보지 않습니다.",
            en: "The balancer does not look at cookies."),
        Affinity::Cookie => say!(t,
            ko: "SRV 쿠키가 없어 라운드 로빈으로 정합니다.",
            en: "The request has no SRV cookie, so round robin decides."),
    }
}

/// Explains the balancer's choice with the numbers it was made from.
pub(in super::super) fn reason(t: &Telling, to: ServerId, because: RouteReason) {
    match because {
        RouteReason::RoundRobin { usable: 1, .. } => say!(t,
            ko: "라운드 로빈: 쓸 수 있는 서버가 *{server}* 한 대뿐이어서 모든 요청이 그리로 갑니다.",
            en: "Round robin: *{server}* is the only usable server, so it gets every request.",
            server = to),
        RouteReason::RoundRobin { usable, after, last, skipped, order } => {
            match order {
                Some(order) => say!(t,
                    ko: "라운드 로빈: 나중에 순번에 들어온 서버는 맨 뒤에 서므로 차례는 {servers} 순서이고, 다음은 *{server}*입니다.",
                    en: "Round robin: servers that entered later come last, so the turns go to {servers} in this order, and *{server}* is next.",
                    servers = Servers(order.servers()), server = to),
                None => next_in_turn(t, to, (after, skipped)),
            }
            match last.filter(|_| last != after) {
                Some(last) => without_turn(t, last),
                None => say!(t,
                    ko: "순번에 있는 {servers}{을} 차례로 돌 뿐, 세션이 어디 있는지는 보지 않습니다.",
                    en: "The {servers} in rotation take turns, no matter where the session is.",
                    servers = count(usable, Noun::Server)),
            }
        }
        RouteReason::Cookie => say!(t,
            ko: "쿠키: {cookie}{이} *{server}*{을} 가리킵니다. 순번도 부하도 따지지 않으므로, 서버가 순번에서 빠지지 않는 한 늘 같은 서버로 갑니다.",
            en: "Cookie: {cookie} names *{server}*. Turns and load do not matter, so requests go to this server as long as it is in rotation.",
            cookie = Srv(to), server = to),
        RouteReason::CookieServerDown { named } => say!(t,
            ko: "{cookie}{이} 가리키는 {named}{을} 지금 쓸 수 없어 다음 차례인 *{server}*{으로} 보냅니다. 응답에 이 서버를 가리키는 새 SRV 쿠키를 추가합니다.",
            en: "{cookie} names {named}, which is not usable now, so *{server}*, the next in turn, gets the request. The response carries a new SRV cookie that names this server.",
            cookie = Srv(named), named, server = to),
        RouteReason::SourceHash(SourceHash { address, usable, remainder }) => say!(t,
            ko: "출발지 IP: {address}{을} 숫자로 바꾼 {decimal}{을} 서버 수 {usable}{으로} 나누면 {remainder}{이} 남으므로, 쓸 수 있는 서버 가운데 {place}인 *{server}*{으로} 보냅니다. 쿠키는 보지 않으므로 주소나 쓸 수 있는 서버 수가 바뀌면 다른 서버로 갈 수 있습니다.",
            en: "Source IP: {address} as a number is {decimal}, and divided by {usable} it leaves a remainder of {remainder}, so the {place} usable server gets the request: *{server}*. Cookies are ignored; if the address or the number of usable servers changes, requests can go to another server.",
            address, decimal = &decimal(address), usable = number(usable), remainder = number(remainder),
            place = ordinal(u64::from(remainder) + 1), server = to),
        RouteReason::Redispatch { from, tries, by } => new_choice(t, (from, to), tries, by),
    }
}

/// Explains a new choice after failed connections.
fn new_choice(t: &Telling, (from, to): (ServerId, ServerId), tries: u8, by: NewChoice) {
    match (by, tries) {
        (NewChoice::NextInTurn, 1) => say!(t,
            ko: "{from}에 연결하지 못해 다음 차례인 *{server}*{으로} 재배정합니다. HAProxy의 option redispatch 설정입니다.",
            en: "{from} could not be reached, so the request is redispatched to *{server}*, the next in turn. This is HAProxy’s setting “option redispatch”.",
            from, server = to),
        (NewChoice::NextInTurn, _) => say!(t,
            ko: "{from}에 연결하려고 {tries}번 시도했지만 실패해 다음 차례인 *{server}*{으로} 재배정합니다. HAProxy의 option redispatch 설정입니다.",
            en: "{counted} to reach {from} failed, so the request is redispatched to *{server}*, the next in turn. This is HAProxy’s setting “option redispatch”.",
            from, tries = number(tries), counted = count(tries, Noun::Try), server = to),
        (NewChoice::SourceHash(SourceHash { address, usable, remainder }), _) => say!(t,
            ko: "{from}에 연결하지 못해 서버를 다시 고릅니다(HAProxy의 option redispatch). 출발지 IP {address}{을} 숫자로 바꾼 {decimal}{을} 지금 쓸 수 있는 서버 수 {usable}{으로} 나누면 {remainder}{이} 남아 {place} 서버인 *{server}*{으로} 보냅니다.",
            en: "{from} could not be reached, so a server is chosen again (HAProxy’s setting “option redispatch”). Source IP {address} as a number is {decimal}, and divided by the number of servers that are usable now ({usable}) it leaves a remainder of {remainder}, so the {place} of them gets the request: *{server}*.",
            from, address, decimal = &decimal(address), usable = number(usable), remainder = number(remainder),
            place = ordinal(u64::from(remainder) + 1), server = to),
    }
}

/// Explains a round-robin choice among two servers or more.
fn next_in_turn(t: &Telling, server: ServerId, (after, skipped): (Option<ServerId>, u8)) {
    match (after, skipped) {
        (None, 0) => say!(t,
            ko: "라운드 로빈: 첫 차례는 *{server}*입니다.",
            en: "Round robin: the first turn is *{server}*’s.",
            server),
        (None, _) => say!(t,
            ko: "라운드 로빈: 앞의 {passed}대가 순번에서 빠져 있어 첫 차례는 *{server}*입니다.",
            en: "Round robin: the first turn passes over {skipped} out of rotation and is *{server}*’s.",
            passed = number(skipped), skipped = count(skipped, Noun::Server), server),
        (Some(after), 0) => say!(t,
            ko: "라운드 로빈: 직전 차례가 {after}{이었}으므로 다음은 *{server}*입니다.",
            en: "Round robin: the last turn was {after}’s, so *{server}* is next.",
            after, server),
        (Some(after), 1) => say!(t,
            ko: "라운드 로빈: 직전 차례가 {after}{이었}고 그다음 서버는 순번에서 빠져 있어 다음은 *{server}*입니다.",
            en: "Round robin: the last turn was {after}’s and the server after it is out of rotation, so *{server}* is next.",
            after, server),
        (Some(after), _) => say!(t,
            ko: "라운드 로빈: 직전 차례가 {after}{이었}고 그다음 {passed}대가 순번에서 빠져 있어 다음은 *{server}*입니다.",
            en: "Round robin: the last turn was {after}’s and the {skipped} after it are out of rotation, so *{server}* is next.",
            after, passed = number(skipped), skipped = count(skipped, Noun::Server), server),
    }
}

/// The reason for the balancer's bubble: at most 32 characters.
pub(in super::super) fn reason_short(language: Language, server: ServerId, because: RouteReason) -> String {
    match because {
        RouteReason::RoundRobin { usable: 1, .. } => text!(language,
            ko: "쓸 수 있는 한 대 → {server}",
            en: "Only {server} is usable",
            server),
        RouteReason::RoundRobin { order: Some(order), .. } => text!(language,
            ko: "차례 {turns} → {server}",
            en: "Turns {turns} → {server}",
            turns = &numbers(order), server),
        RouteReason::RoundRobin { after: None, skipped: 0, .. } => text!(language,
            ko: "첫 차례 → {server}",
            en: "First turn → {server}",
            server),
        RouteReason::RoundRobin { after: None, skipped, .. } => text!(language,
            ko: "{skipped}대 건너뜀 → {server}",
            en: "{skipped} skipped → {server}",
            skipped = number(skipped), server),
        RouteReason::RoundRobin { after: Some(after), skipped: 0, .. } => text!(language,
            ko: "직전 {after} → 다음 {server}",
            en: "Last {after} → next {server}",
            after, server),
        RouteReason::RoundRobin { after: Some(after), skipped, .. } => text!(language,
            ko: "직전 {after}, {skipped}대 건너뜀 → {server}",
            en: "Last {after}, skip {skipped} → {server}",
            after, skipped = number(skipped), server),
        RouteReason::Cookie => text!(language,
            ko: "{cookie} → {server}",
            en: "{cookie} → {server}",
            cookie = Srv(server), server),
        RouteReason::CookieServerDown { named } => text!(language,
            ko: "{cookie} 빠짐 → {server}",
            en: "{cookie} is out → {server}",
            cookie = Srv(named), server),
        RouteReason::SourceHash(SourceHash { address, usable, remainder }) => text!(language,
            ko: "{decimal} % {usable} = {remainder} → {server}",
            en: "{decimal} % {usable} = {remainder} → {server}",
            decimal = &decimal(address), usable = number(usable), remainder = number(remainder), server),
        RouteReason::Redispatch { from, by: NewChoice::NextInTurn, .. } => text!(language,
            ko: "{from} 연결 실패 → {server}",
            en: "{from} failed → {server}",
            from, server),
        RouteReason::Redispatch { by: NewChoice::SourceHash(SourceHash { address, usable, remainder }), .. } => {
            text!(language,
                ko: "{decimal} % {usable} = {remainder} → {server}",
                en: "{decimal} % {usable} = {remainder} → {server}",
                decimal = &decimal(address), usable = number(usable), remainder = number(remainder), server)
        }
    }
}

/// The number that the source hash divides, in digits only, as in the formula of the bubble.
fn decimal(address: Address) -> String {
    address.number().to_string()
}

/// Numbers of the servers in the order of their turns: "3·2·1".
fn numbers(order: Order) -> String {
    order.servers().iter().map(|server| server.number().to_string()).collect::<Vec<_>>().join("·")
}

pub(super) fn cookie_set(t: &Telling, id: RequestId, server: ServerId, before: Option<ServerId>, world: &World) {
    let is_usable = |server| world.is_in_rotation(server) && world.server(server).is_some_and(Server::serves);
    match before {
        _ if !world.is_in_rotation(server) => say!(t,
            claims: [Claim::OutOfRotation(server)],
            ko: "로드 밸런서가 응답에 *{cookie}* 쿠키를 추가했습니다. 그러나 {server}{은} 지금 순번에 없습니다.",
            en: "The balancer added the cookie *{cookie}* to the response, but {server} is out of rotation now.",
            cookie = Srv(server), server),
        None => say!(t,
            ko: "로드 밸런서가 응답에 *{cookie}* 쿠키를 추가했습니다. 다음부터 {person}의 요청은 이 쿠키만 보고 {server}{으로} 보냅니다.",
            en: "The balancer added the cookie *{cookie}* to the response. From now on, this cookie alone keeps {person} on {server}.",
            cookie = Srv(server), person = id.client, server),
        Some(before) if is_usable(before) => say!(t,
            claims: [Claim::Serves(before), Claim::InRotation(before)],
            ko: "로드 밸런서가 응답에 *{cookie}* 쿠키를 추가했습니다. {before}도 다시 요청을 받을 수 있지만, {person}의 요청은 이제 {server}{으로} 갑니다.",
            en: "The balancer added the cookie *{cookie}* to the response. {before} can take requests again, but {person} stays on {server} now.",
            cookie = Srv(server), person = id.client, server, before),
        Some(before) => say!(t,
            claims: [Claim::Away(before)],
            ko: "로드 밸런서가 응답에 *{cookie}* 쿠키를 추가했습니다. 이제 {person}의 요청은 {server}{으로} 가고, {before}{이} 돌아와도 되돌아가지 않습니다.",
            en: "The balancer added the cookie *{cookie}* to the response. {person} stays on {server} now, even when {before} is back.",
            cookie = Srv(server), person = id.client, server, before),
    }
}

pub(super) fn cookie_stored(
    t: &Telling,
    client: ClientId,
    server: ServerId,
    replaced: Option<ServerId>,
    world: &World,
) {
    match replaced {
        None => say!(t,
            ko: "{person}의 브라우저가 *{cookie}*{을} 저장했습니다. 세션이 아니라 서버를 가리키는 쿠키입니다.",
            en: "{person}’s browser stored *{cookie}*. The cookie names a server, not a session.",
            person = client, cookie = Srv(server)),
        Some(old) if !world.is_in_rotation(server) => say!(t,
            claims: [Claim::OutOfRotation(server)],
            ko: "{person}의 쿠키가 {old}에서 *{cookie}*{으로} 바뀌었습니다. 그러나 {server}{은} 지금 순번에 없습니다.",
            en: "{person}’s cookie changed from {old} to *{cookie}*, but {server} is out of rotation now.",
            person = client, old = Srv(old), cookie = Srv(server), server),
        Some(old) => say!(t,
            claims: [Claim::NextServer(client, server)],
            ko: "{person}의 쿠키가 {old}에서 *{cookie}*{으로} 바뀌었습니다. 다음 요청은 {server}{으로} 갑니다.",
            en: "{person}’s cookie changed from {old} to *{cookie}*. The next request goes to {server}.",
            person = client, old = Srv(old), cookie = Srv(server), server),
    }
}
