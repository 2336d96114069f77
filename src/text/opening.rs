//! Caption of a run before its first step.

use crate::model::config::{Affinity, Routing, Sessions};
use crate::model::world::World;

use super::telling::Value::{Number, Store, Text};
use super::telling::{Telling, Texts, both};
use super::{label, state};

/// Tells the number of browsers and servers, the routing, and the place of sessions.
pub(super) fn say(t: &mut Telling, world: &World) {
    let texts: Texts = match (world.config.routing, world.config.affinity) {
        (Routing::Direct, _) => both!(
            "{0}명의 브라우저가 *서버 한 대*에 직접 연결합니다. ",
            "{0:browser} {0?talks|talk} to *one server* directly. "
        ),
        (Routing::RoundRobin, Affinity::None) => both!(
            "로드 밸런서가 {0}명의 요청을 *서버 {1}대*에 차례로 나눕니다(라운드 로빈). ",
            "A load balancer spreads the requests of {0:browser} over *{1:server}* in turn (round robin). "
        ),
        (Routing::RoundRobin, Affinity::Cookie) => both!(
            "로드 밸런서가 {0}명을 *서버 {1}대*에 차례로 나누고, 그 뒤로는 SRV 쿠키를 보고 늘 같은 서버로 보냅니다. ",
            "A load balancer spreads the first requests of {0:browser} over *{1:server}* in turn, and then sends everybody where their SRV cookie says. "
        ),
        (Routing::RoundRobin, Affinity::Source) => both!(
            "로드 밸런서가 {0}명의 요청을 *서버 {1}대*에 출발지 주소로 나눕니다(주소를 서버 수로 나눈 나머지). ",
            "A load balancer spreads the requests of {0:browser} over *{1:server}* by source address: what is left when it is divided by the number of servers. "
        ),
    };
    t.say(texts, &[Number(world.clients.len() as u64), Number(world.servers.len() as u64)]);
    where_sessions_live(t, world);
}

fn where_sessions_live(t: &mut Telling, world: &World) {
    match (world.config.sessions, world.config.routing) {
        (Sessions::Local, Routing::Direct) => {
            t.plain(both!("세션은 모두 이 서버의 메모리에 있습니다.", "Every session is in its memory."));
        }
        (Sessions::Local, Routing::RoundRobin) => t.plain(both!(
            "세션은 만든 서버의 메모리에만 있습니다.",
            "A session is only in the memory of the server that made it."
        )),
        (Sessions::Replicated, _) => t.plain(both!(
            "세션이 생기거나 바뀔 때마다 다른 모든 멤버에 복제합니다.",
            "Whenever a session is made or changed, every other member gets a copy."
        )),
        (Sessions::Shared(kind), _) => {
            let kind = label::store_kind(t.language(), kind).to_ascii_lowercase();
            let texts = both!("세션은 모두 {0}({1})에 있", "Every session is in {0} ({1})");
            t.say(texts, &[Store(world.primary), Text(&kind)]);
            match state::replica(world) {
                None => t.plain(both!("습니다.", ".")),
                Some(replica) => {
                    t.say(both!("고, {0}{이} 그 복제본입니다.", ", and {0} is its replica."), &[Store(replica)]);
                }
            }
        }
    }
}
