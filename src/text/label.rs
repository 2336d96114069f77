//! Short texts with a name or a number in them: of cards, buttons, rows and marks. Sentences are elsewhere.

use crate::model::config::{Affinity, StoreKind};
use crate::model::cookie::{CookieValue, SameSite};
use crate::model::fact::{Loss, StoreRole};
use crate::model::http::Action;
use crate::model::ids::{CopyId, Holder, RequestId, ServerId, StoreId};
use crate::model::message::Node;
use crate::model::time::SimDuration;

use super::Language;
use super::http_page::request_line;
use super::number::{duration, grouped, ordinal, plural};

pub use super::act::{act, command, delay, wait};

/// "서버 3", "Server 3", never broken over two lines.
pub fn server(language: Language, server: ServerId) -> String {
    format!("{}\u{a0}{}", language.words().server, server.number())
}

/// "S3", where there is no room.
pub fn server_short(server: ServerId) -> String {
    format!("S{}", server.number())
}

/// "저장소 1", "Store 1": the same whatever part it plays, as [`server`].
pub fn store(language: Language, store: StoreId) -> String {
    format!("{}\u{a0}{}", language.words().store, store.number())
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

/// What that means for a reader who chooses: what survives, and what it costs as measured.
pub fn store_kind_note(language: Language, kind: StoreKind) -> &'static str {
    let words = language.words();
    match kind {
        StoreKind::Memory => words.store_memory_note,
        StoreKind::Log => words.store_log_note,
        StoreKind::Disk => words.store_disk_note,
    }
}

/// How the balancer knows people, as a control says it: "쿠키", "Source address".
pub fn affinity(language: Language, affinity: Affinity) -> &'static str {
    let words = language.words();
    match affinity {
        Affinity::None => words.affinity_none,
        Affinity::Cookie => words.affinity_cookie,
        Affinity::Source => words.affinity_source,
    }
}

/// Who keeps a session: "서버 3", "Store 1".
pub fn holder(language: Language, holder: Holder) -> String {
    match holder {
        Holder::Server(id) => server(language, id),
        Holder::Store(id) => store(language, id),
    }
}

/// One end of a wire: "Alice", "로드 밸런서", "Server 3", "Store 1".
pub fn node(language: Language, node: Node) -> String {
    match node {
        Node::Client(client) => client.name().to_owned(),
        Node::Balancer => language.words().balancer.to_owned(),
        Node::Server(id) => server(language, id),
        Node::Store(id) => store(language, id),
    }
}

/// From where to where: "Alice → 서버 3".
pub fn way(language: Language, (from, to): (Node, Node)) -> String {
    format!("{} → {}", node(language, from), node(language, to))
}

/// "왜 서버 3인가", the heading over a reason.
pub fn why_title(language: Language, to: ServerId) -> String {
    match language {
        Language::Korean => format!("왜 {}인가", server(language, to)),
        Language::English => format!("Why {}", lower(to)),
    }
}

/// "Alice의 2번째 요청", "Alice’s 2nd request".
pub fn request(language: Language, id: RequestId) -> String {
    let name = id.client.name();
    match language {
        Language::Korean => format!("{name}의 {}번째 요청", id.nth),
        Language::English => format!("{name}’s {} request", ordinal(id.nth.into())),
    }
}

/// "Alice의 v3 사본 → 서버 2", "Alice’s copy v3 → Server 2".
pub fn copy(language: Language, copy: CopyId) -> String {
    let (name, to) = (copy.client.name(), holder(language, copy.to));
    match language {
        Language::Korean => format!("{name}의 {} 사본 → {to}", version(copy.version)),
        Language::English => format!("{name}’s copy {} → {to}", version(copy.version)),
    }
}

/// "v3": a version of a session, and a copy of it on a wire.
pub fn version(version: u32) -> String {
    format!("v{version}")
}

/// "보낼 사본 2", "2 copies to send": what waits at a member for its turn to leave.
pub fn outbox(language: Language, n: u64) -> String {
    match language {
        Language::Korean => format!("{}\u{a0}{}", language.words().outbox, grouped(n)),
        Language::English => format!("{} to send", plural(n, "copy")),
    }
}

/// "적용할 사본 2", "2 copies to apply": what waits at a member for a worker, or has one.
pub fn inbox(language: Language, n: u64) -> String {
    match language {
        Language::Korean => format!("{}\u{a0}{}", language.words().inbox, grouped(n)),
        Language::English => format!("{} to apply", plural(n, "copy")),
    }
}

/// "사본 2", "2 copies": how many copies of one session there are, or of all.
pub fn copies(language: Language, n: u64) -> String {
    match language {
        Language::Korean => format!("사본\u{a0}{}", grouped(n)),
        Language::English => plural(n, "copy"),
    }
}

/// "쓰기 2개 뒤처짐", "2 writes behind": what a replica has not received yet.
pub fn behind(language: Language, n: u64) -> String {
    match language {
        Language::Korean => format!("쓰기 {}개 뒤처짐", grouped(n)),
        Language::English => format!("{} behind", plural(n, "write")),
    }
}

/// "잃은 쓰기 2", "2 writes lost": what went with a store.
pub fn lost_writes(language: Language, n: u64) -> String {
    match language {
        Language::Korean => format!("{}\u{a0}{}", language.words().store_lost_writes, grouped(n)),
        Language::English => format!("{} lost", plural(n, "write")),
    }
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
        CookieValue::Session(_) => language.words().cookie_session,
        CookieValue::Server(_) => language.words().cookie_affinity,
    }
}

/// "GET /cart에 대한 응답", "Answer to GET /cart": what a response on the wire answers.
pub fn answer_to(language: Language, action: Action) -> String {
    let line = request_line(action);
    match language {
        Language::Korean => format!("{line}에 대한 응답"),
        Language::English => format!("Answer to {line}"),
    }
}

/// "세션 2", "2 sessions": how many a server holds.
pub fn sessions(language: Language, n: u64) -> String {
    match language {
        Language::Korean => format!("세션\u{a0}{}", grouped(n)),
        Language::English => plural(n, "session"),
    }
}

/// "요청 2", "2 requests": how many a server got.
pub fn requests(language: Language, n: u64) -> String {
    match language {
        Language::Korean => format!("요청\u{a0}{}", grouped(n)),
        Language::English => plural(n, "request"),
    }
}

/// "3대 중 2대 사용", "2 of 3 usable".
pub fn usable(language: Language, usable: u64, servers: u64) -> String {
    match language {
        Language::Korean => format!("{servers}대 중 {usable}대 사용"),
        Language::English => format!("{usable} of {servers} usable"),
    }
}

/// "워커 1/4", "Workers 1/4": busy ones of all.
pub fn workers(language: Language, busy: u64, all: u64) -> String {
    format!("{}\u{a0}{busy}/{all}", language.words().workers)
}

/// "대기열 2/8", "Queue 2/8".
pub fn queue(language: Language, waiting: u64, limit: u64) -> String {
    format!("{}\u{a0}{waiting}/{limit}", language.words().queue)
}

/// "응답 2개를 기다리는 중…": what a card says of a browser whose requests are under way.
pub fn waiting(language: Language, open: u64) -> String {
    match (language, open) {
        (_, 0 | 1) => language.words().client_waiting.to_owned(),
        (Language::Korean, _) => format!("응답 {open}개를 기다리는 중…"),
        (Language::English, _) => format!("Waiting for {open} answers…"),
    }
}

/// "12단계 중 3단계", "Step 3 of 12": for the timeline's spoken value.
pub fn step(language: Language, nth: u64, steps: u64) -> String {
    match language {
        Language::Korean => format!("{steps}단계 중 {nth}단계"),
        Language::English => format!("Step {nth} of {steps}"),
    }
}

/// "3번째 동작부터 갈라짐", "Apart from act 3 on": the name of a kept line.
pub fn branch(language: Language, act: u64) -> String {
    match language {
        Language::Korean => format!("{act}번째 동작부터 갈라짐"),
        Language::English => format!("Apart from act {act} on"),
    }
}

/// "×0.25" to "×8": a speed in quarters.
pub fn speed(quarters: u32) -> String {
    match (quarters / 4, quarters % 4) {
        (whole, 0) => format!("×{whole}"),
        (whole, 1) => format!("×{whole}.25"),
        (whole, 2) => format!("×{whole}.5"),
        (whole, _) => format!("×{whole}.75"),
    }
}

/// "외 3개", "3 more": rows there is no room for.
pub fn more_rows(language: Language, n: u64) -> String {
    match language {
        Language::Korean => format!("외 {}개", grouped(n)),
        Language::English => format!("{} more", grouped(n)),
    }
}

/// "3초 전", "3 s ago".
pub fn ago(language: Language, time: SimDuration) -> String {
    match language {
        Language::Korean => format!("{} 전", duration(language, time)),
        Language::English => format!("{} ago", duration(language, time)),
    }
}

/// "30분 남음", "30 min left".
pub fn left(language: Language, rest: SimDuration) -> String {
    match language {
        Language::Korean => format!("{} 남음", duration(language, rest)),
        Language::English => format!("{} left", duration(language, rest)),
    }
}

/// "장바구니 2", "cart 2": a session's attribute in a row.
pub fn cart(language: Language, items: u16) -> String {
    match language {
        Language::Korean => format!("장바구니\u{a0}{items}"),
        Language::English => format!("cart\u{a0}{items}"),
    }
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
    match (language, same_site) {
        (Language::Korean, SameSite::Unset) => "SameSite 없음",
        (Language::English, SameSite::Unset) => "no SameSite",
        (_, SameSite::Lax) => "SameSite=Lax",
        (_, SameSite::Strict) => "SameSite=Strict",
    }
}

/// "server 3", within an English sentence.
pub(super) fn lower(server: ServerId) -> String {
    format!("server\u{a0}{}", server.number())
}

/// "store 1", within an English sentence.
pub(super) fn lower_store(store: StoreId) -> String {
    format!("store\u{a0}{}", store.number())
}

/// "server 3", "store 1", within an English sentence.
pub(super) fn lower_holder(holder: Holder) -> String {
    match holder {
        Holder::Server(id) => lower(id),
        Holder::Store(id) => lower_store(id),
    }
}
