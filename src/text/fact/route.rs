//! The balancer's choice and its own cookie.

use crate::model::balancer::RouteReason;
use crate::model::client::Address;
use crate::model::config::Affinity;
use crate::model::ids::{ClientId, RequestId, ServerId};
use crate::model::world::World;

use super::super::Language;
use super::super::telling::Value::{self, Number, Person, Server, Srv, Text};
use super::super::telling::both;
use super::super::telling::{Telling, text};

pub(super) fn routed(t: &mut Telling, id: RequestId, to: ServerId, because: RouteReason, world: &World) {
    match because {
        RouteReason::RoundRobin { usable: 1, .. } => t.plain(both!(
            "라운드 로빈: 쓸 수 있는 서버가 한 대뿐이어서 ",
            "Round robin: with only one usable server, "
        )),
        RouteReason::RoundRobin { after, skipped, .. } => round_robin_turn(t, after, skipped),
        RouteReason::Cookie => t.say(both!("{0} 쿠키가 있으므로 ", "The cookie says {0}, so "), &[Srv(to)]),
        RouteReason::CookieServerDown { named } => {
            not_in_rotation(t, named);
            t.plain(both!(" ", ", so "));
        }
        RouteReason::SourceHash { address, usable, remainder } => {
            arithmetic(t, address, usable, remainder);
            t.plain(both!(": ", ": "));
        }
        RouteReason::Redispatch { from, tries } => t.say(
            both!(
                "{0}에 연결하지 못해({1}번 시도) 재배정합니다. ",
                "*{^0}* was not reached in {1:try}. By redispatch, "
            ),
            &[Server(from), Number(tries.into())],
        ),
    }
    t.say(both!("{0}의 요청은 *{1}*{으로} 갑니다.", "{0}’s request goes to *{1}*."), &[Person(id.client), Server(to)]);
    match (because, world.config.affinity) {
        (RouteReason::RoundRobin { usable: 1, .. }, _) => {}
        (RouteReason::RoundRobin { .. }, Affinity::None | Affinity::Source) => {
            t.plain(both!(" 쿠키는 보지 않습니다.", " The cookie is not looked at."));
        }
        (RouteReason::RoundRobin { .. }, Affinity::Cookie) => {
            t.plain(both!(" SRV 쿠키가 없어 차례를 따릅니다.", " Without an SRV cookie, it is whose turn it is."))
        }
        (RouteReason::Cookie, _) => {
            t.plain(both!(" 순번은 따지지 않습니다.", " Whose turn it is does not matter."));
        }
        (RouteReason::CookieServerDown { .. } | RouteReason::SourceHash { .. } | RouteReason::Redispatch { .. }, _) => {
        }
    }
}

/// Why the balancer chose `to`, with the numbers.
pub(in super::super) fn reason(t: &mut Telling, to: ServerId, because: RouteReason) {
    match because {
        RouteReason::RoundRobin { usable: 1, .. } => t.say(
            both!(
                "라운드 로빈: 쓸 수 있는 서버가 *{0}* 한 대뿐이어서 모든 요청이 그리로 갑니다.",
                "Round robin: *{0}* is the only usable server, so it gets every request."
            ),
            &[Server(to)],
        ),
        RouteReason::RoundRobin { usable, after, skipped } => {
            round_robin_turn(t, after, skipped);
            let texts = both!(
                "다음은 *{0}*입니다. 순번에 있는 서버 {1}대를 차례로 돌 뿐, 세션이 어디 있는지는 보지 않습니다.",
                "*{0}* is next. The {1} servers in rotation take turns, wherever the session is."
            );
            t.say(texts, &[Server(to), Number(usable.into())]);
        }
        RouteReason::Cookie => t.say(
            both!(
                "쿠키: {1}{이} *{0}*{을} 가리킵니다. 순번도 부하도 따지지 않으므로, 서버가 살아 있는 한 늘 같은 서버로 갑니다.",
                "Cookie: {1} names *{0}*. Neither turn nor load matters, so it stays with this server for as long as the server lives."
            ),
            &[Server(to), Srv(to)],
        ),
        RouteReason::CookieServerDown { named } => {
            not_in_rotation(t, named);
            let texts = both!(
                " 다음 차례인 *{0}*{으로} 보냅니다. 응답에 새 SRV 쿠키를 더하므로 이제부터는 이 서버에 붙습니다.",
                ", so *{0}*, the next in turn, gets the request. The answer brings a new SRV cookie, and from now on it names this server."
            );
            t.say(texts, &[Server(to)]);
        }
        RouteReason::SourceHash { address, usable, remainder } => {
            t.plain(both!("출발지 주소: ", "Source address: "));
            arithmetic(t, address, usable, remainder);
            let texts = both!(
                "인 *{0}*입니다. 쿠키는 보지 않으므로 주소나 쓸 수 있는 서버 수가 바뀌면 다른 서버로 갑니다.",
                ", *{0}*. No cookie is looked at: another address, or another number of usable servers, leads to another server."
            );
            t.say(texts, &[Server(to)]);
        }
        RouteReason::Redispatch { from, tries } => t.say(
            both!(
                "{1}에 연결하지 못해({2}번 시도) 다음 차례인 *{0}*{으로} 재배정합니다. HAProxy의 option redispatch입니다.",
                "The balancer could not reach {1} ({2:try}), so *{0}*, the next in turn, gets the request: HAProxy’s option redispatch."
            ),
            &[Server(to), Server(from), Number(tries.into())],
        ),
    }
}

/// The same for the balancer's bubble.
pub(in super::super) fn reason_short(language: Language, to: ServerId, because: RouteReason) -> String {
    let name = Server(to);
    match because {
        RouteReason::RoundRobin { usable: 1, .. } => {
            text(language, both!("쓸 수 있는 한 대 → {0}", "Only {0} is usable"), &[name])
        }
        RouteReason::RoundRobin { after: None, skipped: 0, .. } => {
            text(language, both!("첫 차례 → {0}", "First turn → {0}"), &[name])
        }
        RouteReason::RoundRobin { after: None, skipped, .. } => {
            text(language, both!("{1}대 건너뜀 → {0}", "{1} skipped → {0}"), &[name, Number(skipped.into())])
        }
        RouteReason::RoundRobin { after: Some(after), skipped, .. } => {
            let texts = match skipped {
                0 => both!("직전 {1} → 다음 {0}", "Last {1} → next {0}"),
                _ => both!("직전 {1}, {2}대 건너뜀 → {0}", "Last {1}, skip {2} → {0}"),
            };
            text(language, texts, &[name, Server(after), Number(skipped.into())])
        }
        RouteReason::Cookie => text(language, both!("{1} → {0}", "{1} → {0}"), &[name, Srv(to)]),
        RouteReason::CookieServerDown { named } => {
            text(language, both!("{1} 빠짐 → {0}", "{1} is out → {0}"), &[name, Srv(named)])
        }
        RouteReason::SourceHash { address, usable, remainder } => {
            let number = address.number().to_string();
            let values = [name, Text(&number), Number(usable.into()), Number(remainder.into())];
            text(language, both!("{1} % {2} = {3} → {0}", "{1} % {2} = {3} → {0}"), &values)
        }
        RouteReason::Redispatch { from, .. } => {
            text(language, both!("{1} 안 됨 → {0}", "Not {1} → {0}"), &[name, Server(from)])
        }
    }
}

pub(super) fn cookie_set(t: &mut Telling, id: RequestId, server: ServerId, before: Option<ServerId>) {
    let texts =
        both!("로드 밸런서가 응답에 *{0}* 쿠키를 더했습니다. ", "The balancer added the cookie *{0}* to the answer. ");
    t.say(texts, &[Srv(server)]);
    match before {
        None => t.say(
            both!(
                "다음부터 {0}의 요청은 이 쿠키만 보고 {1}{으로} 보냅니다.",
                "From now on it alone sends {0}’s requests to {1}."
            ),
            &[Person(id.client), Server(server)],
        ),
        Some(before) => t.say(
            both!(
                "{0}{은} 이제 {1}에 붙고, {2}{이} 돌아와도 옮겨 가지 않습니다.",
                "{0} stays with {1} now, even when {2} is back."
            ),
            &[Person(id.client), Server(server), Server(before)],
        ),
    }
}

pub(super) fn cookie_stored(t: &mut Telling, client: ClientId, server: ServerId, replaced: Option<ServerId>) {
    match replaced {
        None => t.say(
            both!(
                "{0}의 브라우저가 *{1}*{을} 저장했습니다. 세션이 아니라 서버를 가리키는 쿠키입니다.",
                "{0}’s browser stored *{1}*. The cookie names a server, not a session."
            ),
            &[Person(client), Srv(server)],
        ),
        Some(old) => t.say(
            both!(
                "{0}의 SRV 쿠키가 {1}에서 *{2}*{으로} 바뀌었습니다. 다음 요청부터 {3}{으로} 갑니다.",
                "{0}’s SRV cookie changed from {1} to *{2}*. The next request goes to {3}."
            ),
            &[Person(client), Text(&old.to_string()), Text(&server.to_string()), Server(server)],
        ),
    }
}

/// "SRV=s2가 가리키는 서버 2를 쓸 수 없어", "SRV=s2 names server 2, which cannot be used": also where there is no such
/// server.
fn not_in_rotation(t: &mut Telling, named: ServerId) {
    let texts = both!("{0}{이} 가리키는 {1}{을} 지금 쓸 수 없어", "{0} names {1}, which cannot be used now");
    t.say(texts, &[Srv(named), Server(named)]);
}

/// "203.0.113.7 = 3405803783, 3으로 나눈 나머지 2 → 세 번째", "…, divided by 3 leaves 2 → the 3rd".
fn arithmetic(t: &mut Telling, address: Address, usable: u8, remainder: u8) {
    const PLACES: [&str; 8] = ["첫", "두", "세", "네", "다섯", "여섯", "일곱", "여덟"];
    let place = Number(u64::from(remainder) + 1);
    let korean = PLACES.get(usize::from(remainder)).map_or(place, |place| Text(place));
    let texts = both!(
        "{0} = {1}, {2}{으로} 나눈 나머지 {3} → {4}\u{a0}번째",
        "{0} = {1}, divided by {2} leaves {3} → the {5:th}"
    );
    let number = address.number().to_string();
    let (usable, remainder) = (Number(usable.into()), Number(remainder.into()));
    t.say(texts, &[Value::From(address), Text(&number), usable, remainder, korean, place]);
}

/// "라운드 로빈: 직전이 서버 2였으므로 ", "Round robin: the last request went to server 2, so ": the half sentence both
/// the fact and the panel go on from.
fn round_robin_turn(t: &mut Telling, after: Option<ServerId>, skipped: u8) {
    let texts = match (after, skipped) {
        (None, 0) => both!("라운드 로빈: 첫 요청이므로 ", "Round robin: this is the first request, so "),
        (None, _) => both!(
            "라운드 로빈: 첫 요청이지만 앞의 {1}대가 빠져 있어 ",
            "Round robin: this is the first request and {1:server} {1?is|are} out of rotation, so "
        ),
        (Some(_), 0) => both!("라운드 로빈: 직전이 {0}{이었}으므로 ", "Round robin: the last request went to {0}, so "),
        (Some(_), _) => both!(
            "라운드 로빈: 직전이 {0}{이었}고 그다음 {1}대는 빠져 있어 ",
            "Round robin: the last request went to {0} and then {1:server} {1?is|are} out of rotation, so "
        ),
    };
    t.say(texts, &[Server(after.unwrap_or(ServerId(0))), Number(skipped.into())]);
}
