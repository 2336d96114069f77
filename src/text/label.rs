//! Short texts with a name or a number in them: of cards, buttons, rows and marks. Sentences are elsewhere.

use crate::model::config::{Affinity, StoreKind};
use crate::model::cookie::{CookieValue, SameSite};
use crate::model::fact::{Loss, StoreRole};
use crate::model::ids::{CopyId, RequestId, ServerId, StoreId};
use crate::model::message::Node;
use crate::model::time::SimDuration;

use super::Language;
use super::telling::Value::{self, Number, Person};
use super::telling::both;
use super::telling::text;

pub use super::act::{act, command, delay, wait};

/// "서버 3", "Server 3", never broken over two lines.
pub fn server(language: Language, server: ServerId) -> String {
    text(language, both!("{^0}", "{^0}"), &[Value::Server(server)])
}

/// "S3", where there is no room.
pub fn server_short(server: ServerId) -> String {
    format!("S{}", server.number())
}

/// "저장소 1", "Store 1": the same whatever part it plays, as [`server`].
pub fn store(language: Language, store: StoreId) -> String {
    text(language, both!("{^0}", "{^0}"), &[Value::Store(store)])
}

/// "DB1", where there is no room.
pub fn store_short(store: StoreId) -> String {
    format!("DB{}", store.number())
}

/// The part a store plays: "주 저장소", "Replica".
pub fn store_role(language: Language, role: StoreRole) -> &'static str {
    let words = language.words();
    match role {
        StoreRole::Primary => words.store_primary,
        StoreRole::Replica => words.store_replica,
    }
}

/// What a store keeps its sessions on: "메모리", "On disk".
pub fn store_kind(language: Language, kind: StoreKind) -> &'static str {
    let words = language.words();
    match kind {
        StoreKind::Memory => words.store_memory,
        StoreKind::Log => words.store_log,
        StoreKind::Disk => words.store_disk,
    }
}

/// How the balancer knows people, as a control says it: "쿠키", "Source address".
pub fn affinity(language: Language, affinity: Affinity) -> &'static str {
    let details = language.details();
    match affinity {
        Affinity::None => details.affinity_none,
        Affinity::Cookie => details.affinity_cookie,
        Affinity::Source => details.affinity_source,
    }
}

/// One end of a wire: "Alice", "로드 밸런서", "Server 3", "Store 1".
pub fn node(language: Language, node: Node) -> String {
    match node {
        // Alone it is named otherwise than in a sentence.
        Node::Balancer => language.words().balancer.to_owned(),
        Node::Client(_) | Node::Server(_) | Node::Store(_) => {
            text(language, both!("{^0}", "{^0}"), &[Value::Node(node)])
        }
    }
}

/// From where to where: "Alice → 서버 3".
pub fn way(language: Language, (from, to): (Node, Node)) -> String {
    text(
        language,
        both!("{0} → {1}", "{0} → {1}"),
        &[Value::Text(&node(language, from)), Value::Text(&node(language, to))],
    )
}

/// "왜 서버 3인가", the heading over a reason.
pub fn why_title(language: Language, to: ServerId) -> String {
    text(language, both!("왜 {0}인가", "Why {0}"), &[Value::Server(to)])
}

/// "Alice의 2번째 요청", "Alice’s 2nd request".
pub fn request(language: Language, id: RequestId) -> String {
    text(language, both!("{0}의 {1}번째 요청", "{0}’s {1:th} request"), &[Person(id.client), Number(id.nth.into())])
}

/// "Alice의 v3 사본 → 서버 2", "Alice’s copy v3 → Server 2".
pub fn copy(language: Language, copy: CopyId) -> String {
    let values = [Person(copy.client), Value::Version(copy.version), Value::Holder(copy.to)];
    text(language, both!("{0}의 {1} 사본 → {2}", "{0}’s copy {1} → {^2}"), &values)
}

/// "v3": a version of a session, and a copy of it on a wire.
pub fn version(version: u32) -> String {
    format!("v{version}")
}

/// "보낼 사본 2", "2 copies to send": what waits at a member for its turn to leave.
pub fn outbox(language: Language, n: u64) -> String {
    text(language, both!("{1}\u{a0}{0}", "{0:copy} to send"), &[Number(n), Value::Text(language.words().outbox)])
}

/// "적용할 사본 2", "2 copies to apply": what waits at a member for a worker, or has one.
pub fn inbox(language: Language, n: u64) -> String {
    text(language, both!("{1}\u{a0}{0}", "{0:copy} to apply"), &[Number(n), Value::Text(language.words().inbox)])
}

/// "쓰기 2개 뒤처짐", "2 writes behind": what a replica has not received yet.
pub fn behind(language: Language, n: u64) -> String {
    text(language, both!("쓰기 {0}개 뒤처짐", "{0:write} behind"), &[Number(n)])
}

/// "잃은 쓰기 2", "2 writes lost": what went with a store.
pub fn lost_writes(language: Language, n: u64) -> String {
    text(
        language,
        both!("{1}\u{a0}{0}", "{0:write} lost"),
        &[Number(n), Value::Text(language.words().store_lost_writes)],
    )
}

/// "SRV=s2", "JSESSIONID=7F3A": a cookie as a card says it, its id shortened.
pub fn cookie(value: CookieValue) -> String {
    match value {
        CookieValue::Session(session) => format!("{}={}", value.name(), session.short()),
        CookieValue::Server(server) => format!("{}={server}", value.name()),
    }
}

/// Whose cookie it is: the application's or the balancer's.
pub fn cookie_kind(language: Language, value: CookieValue) -> &'static str {
    match value {
        CookieValue::Session(_) => language.details().cookie_session,
        CookieValue::Server(_) => language.details().cookie_affinity,
    }
}

/// "세션 2", "2 sessions": how many a server holds.
pub fn sessions(language: Language, n: u64) -> String {
    text(language, both!("세션\u{a0}{0}", "{0:session}"), &[Number(n)])
}

/// "워커 1/4", "Workers 1/4": busy ones of all.
pub fn workers(language: Language, busy: u64, all: u64) -> String {
    text(
        language,
        both!("{0}\u{a0}{1}/{2}", "{0}\u{a0}{1}/{2}"),
        &[Value::Text(language.words().workers), Number(busy), Number(all)],
    )
}

/// "대기열 2/8", "Queue 2/8".
pub fn queue(language: Language, waiting: u64, limit: u64) -> String {
    text(
        language,
        both!("{0}\u{a0}{1}/{2}", "{0}\u{a0}{1}/{2}"),
        &[Value::Text(language.words().queue), Number(waiting), Number(limit)],
    )
}

/// "응답 2개를 기다리는 중…": what a card says of a browser whose requests are under way.
pub fn waiting(language: Language, open: u64) -> String {
    match open {
        0 | 1 => language.words().client_waiting.to_owned(),
        _ => text(language, both!("응답 {0}개를 기다리는 중…", "Waiting for {0} answers…"), &[Number(open)]),
    }
}

/// "12단계 중 3단계", "Step 3 of 12": for the timeline's spoken value.
pub fn step(language: Language, nth: u64, steps: u64) -> String {
    text(language, both!("{1}단계 중 {0}단계", "Step {0} of {1}"), &[Number(nth), Number(steps)])
}

/// "3번째 동작부터 갈라짐", "Differs from act 3 on": the name of a kept line.
pub fn branch(language: Language, act: u64) -> String {
    text(language, both!("{0}번째 동작부터 갈라짐", "Differs from act {0} on"), &[Number(act)])
}

/// "×0.25" to "×8": a speed in quarters.
pub fn speed(quarters: u32) -> String {
    let rest = ["", ".25", ".5", ".75"][quarters as usize % 4];
    format!("×{}{rest}", quarters / 4)
}

/// "외 3개", "3 more": rows there is no room for.
pub fn more_rows(language: Language, n: u64) -> String {
    text(language, both!("외 {0}개", "{0} more"), &[Number(n)])
}

/// "3초 전", "3 s ago".
pub fn ago(language: Language, time: SimDuration) -> String {
    text(language, both!("{0} 전", "{0} ago"), &[Value::Time(time)])
}

/// "30분 남음", "30 min left".
pub fn left(language: Language, rest: SimDuration) -> String {
    text(language, both!("{0} 남음", "{0} left"), &[Value::Time(rest)])
}

/// The kind of a loss, as the counts name it.
pub fn loss(language: Language, loss: Loss) -> &'static str {
    let words = language.words();
    match loss {
        Loss::NotFoundHere => words.count_not_found,
        Loss::Destroyed => words.count_destroyed,
        Loss::Overwritten => words.count_overwritten,
        Loss::Stale => words.count_stale,
        Loss::UpdateLost => words.count_lost_updates,
    }
}

/// The value of a cookie's `SameSite`, said.
pub fn same_site(language: Language, same_site: SameSite) -> &'static str {
    language.of(match same_site {
        SameSite::Unset => both!("SameSite 없음", "no SameSite"),
        SameSite::Lax => both!("SameSite=Lax", "SameSite=Lax"),
        SameSite::Strict => both!("SameSite=Strict", "SameSite=Strict"),
    })
}
