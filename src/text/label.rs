//! Short texts with a name or a number in them, for cards, buttons, rows and marks. Sentences are elsewhere.

use crate::beat::harm::HarmKind;
use crate::model::config::{Affinity, StoreKind};
use crate::model::cookie::{CookieValue, SameSite};
use crate::model::fact::{Loss, StoreRole};
use crate::model::ids::{CopyId, Holder, RequestId, ServerId, StoreId};
use crate::model::message::Node;
use crate::model::time::SimDuration;

use super::Language;
use super::say::text;
use super::value::Value::Version;
use super::value::{Noun, count, number, ordinal};

pub use super::action::{act, command, delay, wait};

/// "서버 3", "Server 3", never broken over two lines.
pub fn server(language: Language, server: ServerId) -> String {
    text!(language, ko: "{server}", en: "{server}", server)
}

/// "S3", where space is short.
pub fn server_short(server: ServerId) -> String {
    format!("S{}", server.number())
}

/// "저장소 1", "Store 1", the same in both roles, never broken over two lines.
pub fn store(language: Language, store: StoreId) -> String {
    text!(language, ko: "{store}", en: "{store}", store)
}

/// "DB1", where space is short.
pub fn store_short(store: StoreId) -> String {
    format!("DB{}", store.number())
}

/// Role of a store: "주 저장소", "Replica".
pub fn store_role(language: Language, role: StoreRole) -> &'static str {
    let words = language.words();
    match role {
        StoreRole::Primary => words.store_primary,
        StoreRole::Replica => words.store_replica,
    }
}

/// Medium of a store's sessions, as a label: "메모리", "On disk".
pub fn store_kind(language: Language, kind: StoreKind) -> &'static str {
    let words = language.words();
    match kind {
        StoreKind::Memory => words.store_memory,
        StoreKind::Log => words.store_log,
        StoreKind::Disk => words.store_disk,
    }
}

/// Medium of a store's sessions, inside of a sentence: "메모리", "on disk".
pub(super) fn medium(language: Language, kind: StoreKind) -> String {
    match kind {
        StoreKind::Memory => text!(language, ko: "메모리", en: "in memory"),
        StoreKind::Log => text!(language, ko: "메모리와 로그", en: "memory and log"),
        StoreKind::Disk => text!(language, ko: "디스크", en: "on disk"),
    }
}

/// Clue by which the balancer sends a client to the same server: "쿠키", "Source IP".
pub fn affinity(language: Language, affinity: Affinity) -> &'static str {
    let words = language.words();
    match affinity {
        Affinity::None => words.affinity_none,
        Affinity::Cookie => words.affinity_cookie,
        Affinity::Source => words.affinity_source,
    }
}

/// One end of a wire: "Alice", "로드 밸런서", "Server 3", "Store 1".
pub fn node(language: Language, node: Node) -> String {
    match node {
        // A label has no article.
        Node::Balancer => language.words().balancer.to_owned(),
        Node::Client(_) | Node::Server(_) | Node::Store(_) => text!(language, ko: "{node}", en: "{node}", node),
    }
}

/// Both ends of a message: "Alice → 서버 3".
pub fn way(language: Language, (from, to): (Node, Node)) -> String {
    let (from, to) = (node(language.base(), from), node(language.base(), to));
    text!(language, ko: "{from} → {to}", en: "{from} → {to}", from = &from, to = &to)
}

/// Heading over the reason of a routing decision: "왜 서버 3인가".
pub fn why_title(language: Language, to: ServerId) -> String {
    text!(language, ko: "왜 {to}인가", en: "Why {to}", to)
}

/// "Alice의 두 번째 요청", "Alice’s second request".
pub fn request(language: Language, RequestId { client, nth }: RequestId) -> String {
    text!(language,
        ko: "{person}의 {nth} 요청",
        en: "{person}’s {nth} request",
        person = client, nth = ordinal(nth))
}

/// "Alice의 v3 사본 → 서버 2", "Alice’s copy v3 → Server 2".
pub fn copy(language: Language, CopyId { client, version, to }: CopyId) -> String {
    let to = match to {
        Holder::Server(id) => server(language.base(), id),
        Holder::Store(id) => store(language.base(), id),
    };
    text!(language,
        ko: "{person}의 {version} 사본 → {to}",
        en: "{person}’s copy {version} → {to}",
        person = client, version = Version(version), to = &to)
}

/// Version of a session or of a copy: "v3".
pub fn version(version: u32) -> String {
    format!("v{version}")
}

/// Copies that wait at a member to be sent: "보낼 사본 2", "2 copies to send".
pub fn outbox(language: Language, n: u64) -> String {
    text!(language,
        ko: "{label}\u{a0}{n}",
        en: "{copies} to send",
        label = language.base().words().outbox, n = number(n), copies = count(n, Noun::Copy))
}

/// Copies that a member has received and not applied yet: "적용할 사본 2", "2 copies to apply".
pub fn inbox(language: Language, n: u64) -> String {
    text!(language,
        ko: "{label}\u{a0}{n}",
        en: "{copies} to apply",
        label = language.base().words().inbox, n = number(n), copies = count(n, Noun::Copy))
}

/// Writes that a replica has not received yet: "쓰기 2개 뒤처짐", "2 writes behind".
pub fn behind(language: Language, n: u64) -> String {
    text!(language, ko: "{writes} 뒤처짐", en: "{writes} behind", writes = count(n, Noun::Write))
}

/// Writes that were lost with a store: "잃은 쓰기 2", "2 writes lost".
pub fn lost_writes(language: Language, n: u64) -> String {
    text!(language,
        ko: "잃은 쓰기\u{a0}{n}",
        en: "{writes} lost",
        n = number(n), writes = count(n, Noun::Write))
}

/// A cookie on a card, its session id shortened: "SRV=s2", "JSESSIONID=7F3A".
pub fn cookie(value: CookieValue) -> String {
    match value {
        CookieValue::Session(session) => format!("{}={}", value.name(), session.short()),
        CookieValue::Server(server) => format!("{}={server}", value.name()),
    }
}

/// Kind of a cookie: the application's or the balancer's.
pub fn cookie_kind(language: Language, value: CookieValue) -> &'static str {
    match value {
        CookieValue::Session(_) => language.words().cookie_session,
        CookieValue::Server(_) => language.words().cookie_affinity,
    }
}

/// Number of sessions on a server: "세션 2", "2 sessions".
pub fn sessions(language: Language, n: u64) -> String {
    text!(language,
        ko: "세션\u{a0}{n}",
        en: "{sessions}",
        n = number(n), sessions = count(n, Noun::Session))
}

/// Busy workers of all workers: "워커 1/4", "Workers 1/4".
pub fn workers(language: Language, busy: u64, all: u64) -> String {
    text!(language,
        ko: "워커\u{a0}{busy}/{all}",
        en: "Workers\u{a0}{busy}/{all}",
        busy = number(busy), all = number(all))
}

/// Waiting requests of the queue's size: "대기열 2/8", "Queue 2/8".
pub fn queue(language: Language, waiting: u64, limit: u64) -> String {
    text!(language,
        ko: "대기열\u{a0}{waiting}/{limit}",
        en: "Queue\u{a0}{waiting}/{limit}",
        waiting = number(waiting), limit = number(limit))
}

/// Requests of a browser that wait for an answer: "응답 2개를 기다리는 중…", "Waiting for 2 responses…".
pub fn waiting(language: Language, open: u64) -> String {
    match open {
        0 | 1 => language.words().client_waiting.to_owned(),
        _ => text!(language,
            ko: "{answers}{을} 기다리는 중…",
            en: "Waiting for {answers}…",
            answers = count(open, Noun::Answer)),
    }
}

/// Value of the timeline for a screen reader: "12단계 중 3단계", "Step 3 of 12".
pub fn step(language: Language, nth: u64, steps: u64) -> String {
    text!(language,
        ko: "{steps}단계 중 {nth}단계",
        en: "Step {nth} of {steps}",
        nth = number(nth), steps = number(steps))
}

/// Name of another branch, by its first action that differs: "세 번째 동작에서 갈라짐", "Branched at action 3".
pub fn branch(language: Language, action: u64) -> String {
    text!(language,
        ko: "{nth} 동작에서 갈라짐",
        en: "Branched at action {n}",
        nth = ordinal(action), n = number(action))
}

/// A speed in quarters: "×0.25" to "×8".
pub fn speed(quarters: u32) -> String {
    let rest = ["", ".25", ".5", ".75"][quarters as usize % 4];
    format!("×{}{rest}", quarters / 4)
}

/// Rows that do not fit: "외 3개", "3 more".
pub fn more_rows(language: Language, n: u64) -> String {
    text!(language, ko: "외 {n}개", en: "{n} more", n = number(n))
}

/// "3초 전", "3 s ago".
pub fn ago(language: Language, time: SimDuration) -> String {
    text!(language, ko: "{time} 전", en: "{time} ago", time)
}

/// "30분 남음", "30 min left".
pub fn left(language: Language, time: SimDuration) -> String {
    text!(language, ko: "{time} 남음", en: "{time} left", time)
}

/// Actions that a strategy does not allow: "단일 서버에서 할 수 없는 동작: 서버 3 강제 종료".
pub fn not_applicable(language: Language, strategy: &str, actions: &str) -> String {
    text!(language,
        ko: "{strategy}에서 할 수 없는 동작: {actions}",
        en: "{strategy}, not possible: {actions}",
        strategy, actions)
}

/// Name of a page's harm to its user.
pub fn harm(language: Language, kind: HarmKind) -> &'static str {
    let words = language.words();
    match kind {
        HarmKind::LoggedOut => words.harm_logged_out,
        HarmKind::SmallerCart { .. } | HarmKind::MissingItem { .. } => words.harm_cart,
        HarmKind::LoggedInAgain => words.harm_logged_in_again,
        HarmKind::Error(_) => words.harm_error,
        HarmKind::NoAnswer => words.harm_no_answer,
    }
}

/// Name of a kind of loss, as in the tally.
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

/// `SameSite` attribute of a cookie.
pub fn same_site(language: Language, same_site: SameSite) -> &'static str {
    match same_site {
        SameSite::Unset => language.words().cookie_same_site_unset,
        SameSite::Lax => "SameSite=Lax",
        SameSite::Strict => "SameSite=Strict",
    }
}
