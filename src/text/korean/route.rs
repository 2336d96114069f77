//! The balancer's choice and its own cookie, in Korean.

use crate::model::balancer::RouteReason;
use crate::model::client::Address;
use crate::model::config::Affinity;
use crate::model::cookie::CookieValue;
use crate::model::ids::{ClientId, RequestId, ServerId};
use crate::model::world::World;

use super::super::label;
use super::super::particle::Particle;
use super::{KO, Korean, Sentence};

pub(super) fn routed(id: RequestId, to: ServerId, because: RouteReason, world: &World) -> Sentence {
    let goes =
        |start: Sentence| start.person(id.client).say("의 요청은 ").here(to).josa(Particle::Toward).say(" 갑니다.");
    match because {
        RouteReason::RoundRobin { usable: 1, .. } => {
            goes(Sentence::new().say("라운드 로빈: 쓸 수 있는 서버가 한 대뿐이어서 "))
        }
        RouteReason::RoundRobin { .. } => goes(round_robin_turn(because)).say(match world.config.affinity {
            Affinity::None | Affinity::Source => " 쿠키는 보지 않습니다.",
            Affinity::Cookie => " SRV 쿠키가 없어 차례를 따릅니다.",
        }),
        RouteReason::Cookie => {
            let named = Sentence::new().say(srv(to)).say(" 쿠키가 있으므로 ");
            goes(named).say(" 순번은 따지지 않습니다.")
        }
        RouteReason::CookieServerDown { named } => goes(not_in_rotation(named).say(" ")),
        RouteReason::SourceHash { address, usable, remainder } => {
            goes(Sentence::new().say(arithmetic(address, usable, remainder)).say(": "))
        }
        RouteReason::Redispatch { from, tries } => {
            let tried = Sentence::new().server(from).say(format!("에 연결하지 못해({tries}번 시도) 재배정합니다. "));
            goes(tried)
        }
    }
}

/// Why the balancer chose `to`, with the numbers.
pub(in super::super) fn reason(to: ServerId, because: RouteReason) -> Sentence {
    match because {
        RouteReason::RoundRobin { usable: 1, .. } => Sentence::new()
            .say("라운드 로빈: 쓸 수 있는 서버가 ")
            .here(to)
            .say(" 한 대뿐이어서 모든 요청이 그리로 갑니다."),
        RouteReason::RoundRobin { usable, .. } => round_robin_turn(because)
            .say("다음은 ")
            .here(to)
            .say(format!("입니다. 쓸 수 있는 서버 {usable}대를 차례로 돌 뿐, 세션이 어디 있는지는 보지 않습니다.")),
        RouteReason::Cookie => {
            let named = Sentence::new().say("쿠키: ").say(srv(to)).josa(Particle::Subject).say(" ").here(to);
            let named =
                named.josa(Particle::Object).say(" 가리킵니다. 순번도 부하도 따지지 않으므로, 서버가 살아 있는 ");
            named.say("한 늘 같은 서버로 갑니다.")
        }
        RouteReason::CookieServerDown { named } => not_in_rotation(named)
            .say(" 다음 차례인 ")
            .here(to)
            .josa(Particle::Toward)
            .say(" 보냅니다. 응답에 새 SRV 쿠키를 더하므로 이제부터는 이 서버에 붙습니다."),
        RouteReason::SourceHash { address, usable, remainder } => Sentence::new()
            .say("출발지 주소: ")
            .say(arithmetic(address, usable, remainder))
            .say("인 ")
            .here(to)
            .say("입니다. 쿠키는 보지 않으므로 주소나 쓸 수 있는 서버 수가 바뀌면 다른 서버로 갑니다."),
        RouteReason::Redispatch { from, tries } => Sentence::new()
            .server(from)
            .say(format!("에 연결하지 못해({tries}번 시도) 다음 차례인 "))
            .here(to)
            .josa(Particle::Toward)
            .say(" 재배정합니다. HAProxy의 option redispatch입니다."),
    }
}

/// The same for the balancer's bubble.
pub(in super::super) fn reason_short(to: ServerId, because: RouteReason) -> String {
    let name = |server| label::server(KO, server);
    match because {
        RouteReason::RoundRobin { usable: 1, .. } => format!("쓸 수 있는 한 대 → {}", name(to)),
        RouteReason::RoundRobin { after: None, skipped: 0, .. } => format!("첫 차례 → {}", name(to)),
        RouteReason::RoundRobin { after: None, skipped, .. } => format!("{skipped}대 건너뜀 → {}", name(to)),
        RouteReason::RoundRobin { after: Some(after), skipped: 0, .. } => {
            format!("직전 {} → 다음 {}", name(after), name(to))
        }
        RouteReason::RoundRobin { after: Some(after), skipped, .. } => {
            format!("직전 {}, {skipped}대 건너뜀 → {}", name(after), name(to))
        }
        RouteReason::Cookie => format!("{} → {}", srv(to), name(to)),
        RouteReason::CookieServerDown { named } => format!("{} 빠짐 → {}", srv(named), name(to)),
        RouteReason::SourceHash { address, usable, remainder } => {
            format!("{} % {usable} = {remainder} → {}", address.number(), name(to))
        }
        RouteReason::Redispatch { from, .. } => format!("{} 안 됨 → {}", name(from), name(to)),
    }
}

pub(super) fn cookie_set(id: RequestId, server: ServerId, before: Option<ServerId>) -> Sentence {
    let set = Sentence::new().say("로드 밸런서가 응답에 ").strong(srv(server));
    let set = set.say(" 쿠키를 더했습니다. ");
    match before {
        None => {
            let set = set.say("다음부터 ").person(id.client).say("의 요청은 이 쿠키만 보고 ").server(server);
            set.josa(Particle::Toward).say(" 보냅니다.")
        }
        Some(before) => {
            let set = set.person(id.client).josa(Particle::Topic).say(" 이제 ").server(server).say("에 붙고, ");
            let set = set.server(before).josa(Particle::Subject);
            set.say(" 돌아와도 옮겨 가지 않습니다.")
        }
    }
}

pub(super) fn cookie_stored(client: ClientId, server: ServerId, replaced: Option<ServerId>) -> Sentence {
    let jar = Sentence::new().person(client);
    match replaced {
        None => {
            let jar = jar.say("의 브라우저가 ").strong(srv(server)).josa(Particle::Object);
            jar.say(" 저장했습니다. 세션이 아니라 서버를 가리키는 쿠키입니다.")
        }
        Some(old) => {
            let jar = jar.say("의 SRV 쿠키가 ").say(old).say("에서 ").strong(server).josa(Particle::Toward);
            jar.say(" 바뀌었습니다. 다음 요청부터 ").server(server).josa(Particle::Toward).say(" 갑니다.")
        }
    }
}

/// "SRV=s2".
pub(super) fn srv(server: ServerId) -> String {
    label::cookie(CookieValue::Server(server))
}

/// "SRV=s2가 가리키는 서버 2를 쓸 수 없어": also where there is no such server.
fn not_in_rotation(named: ServerId) -> Sentence {
    let named_by = Sentence::new().say(srv(named)).josa(Particle::Subject).say(" 가리키는 ").server(named);
    named_by.josa(Particle::Object).say(" 지금 쓸 수 없어")
}

/// "203.0.113.7 = 3405803783, 3으로 나눈 나머지 2 → 세 번째".
fn arithmetic(address: Address, usable: u8, remainder: u8) -> String {
    const PLACES: [&str; 8] = ["첫", "두", "세", "네", "다섯", "여섯", "일곱", "여덟"];
    let place = PLACES.get(usize::from(remainder)).map_or_else(|| (remainder + 1).to_string(), |&word| word.to_owned());
    let by = usable.to_string();
    let toward = Particle::Toward.after(&by);
    format!("{address} = {}, {by}{toward} 나눈 나머지 {remainder} → {place}\u{a0}번째", address.number())
}

/// "라운드 로빈: 직전이 서버 2였으므로 ": the half sentence both the fact and the panel go on from.
fn round_robin_turn(because: RouteReason) -> Sentence {
    let turn = Sentence::new().say("라운드 로빈: ");
    match because {
        RouteReason::RoundRobin { after: None, skipped: 0, .. } => turn.say("첫 요청이므로 "),
        RouteReason::RoundRobin { after: None, skipped, .. } => {
            turn.say(format!("첫 요청이지만 앞의 {skipped}대가 빠져 있어 "))
        }
        RouteReason::RoundRobin { after: Some(after), skipped: 0, .. } => {
            turn.say("직전이 ").server(after).josa(Particle::Was).say("으므로 ")
        }
        RouteReason::RoundRobin { after: Some(after), skipped, .. } => {
            turn.say("직전이 ").server(after).josa(Particle::Was).say(format!("고 그다음 {skipped}대는 빠져 있어 "))
        }
        RouteReason::Cookie
        | RouteReason::CookieServerDown { .. }
        | RouteReason::SourceHash { .. }
        | RouteReason::Redispatch { .. } => Sentence::new(),
    }
}
