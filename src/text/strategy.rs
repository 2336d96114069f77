//! Names of the strategies, the question that each answers, and a summary that follows the settings of the run.

use crate::model::config::{Affinity, Config, Routing, Sessions, Setting};
use crate::strategy::Strategy;

use super::Language;
use super::say::text;

/// The strategy's name, as its tab says it.
pub fn strategy_name(language: Language, strategy: Strategy) -> &'static str {
    let words = language.words();
    match strategy {
        Strategy::Single => words.strategy_single,
        Strategy::None => words.strategy_none,
        Strategy::Sticky => words.strategy_sticky,
        Strategy::Clustering => words.strategy_clustering,
        Strategy::Storage => words.strategy_storage,
    }
}

/// The question that the strategy answers, for the heading over the stage.
pub fn strategy_question(language: Language, strategy: Strategy) -> &'static str {
    let words = language.words();
    match strategy {
        Strategy::Single => words.question_single,
        Strategy::None => words.question_none,
        Strategy::Sticky => words.question_sticky,
        Strategy::Clustering => words.question_clustering,
        Strategy::Storage => words.question_storage,
    }
}

/// Address of the strategy's chapter in our article, relative to the page.
pub fn article_chapter(language: Language, strategy: Strategy) -> String {
    let file = match language.base() {
        Language::Korean => "",
        Language::English | Language::Doubled | Language::Marked => "en.html",
    };
    format!("article/{file}#{}", strategy.key())
}

/// Strength and weakness of a run's configuration, in two or three sentences. It follows the settings and not the
/// strategy's name: a sticky run by source address says nothing of a cookie.
pub fn summary(language: Language, config: &Config) -> String {
    match (config.routing, config.sessions, config.affinity) {
        (Routing::Direct, _, _) => text!(language,
            ko: "모든 요청이 한 서버로 가므로 서버끼리 세션이 어긋날 일이 없습니다. 대신 그 서버가 멈추면 서비스 전체가 멈춥니다.",
            en: "Every request goes to one server, so servers cannot disagree about a session. But if it crashes, the whole service is down."),
        (_, Sessions::Local, Affinity::None) => text!(language,
            ko: "서버마다 자기 세션만 압니다. 다른 서버로 간 사용자는 다시 로그인해야 합니다.",
            en: "Each server knows its own sessions only. A user who is sent to another server has to log in again."),
        (_, Sessions::Local, Affinity::Cookie) => text!(language,
            ko: "로드 밸런서가 SRV 쿠키를 보고 사용자를 자기 세션이 있는 서버로 보냅니다. 그 서버가 멈추거나 빠지면 다시 로그인해야 하고, 부하는 요청이 아니라 사용자를 따라 쏠립니다.",
            en: "The balancer reads the SRV cookie and sends users to the server that has their session. When that server crashes or is removed, they have to log in again, and load is spread by user, not by request."),
        (_, Sessions::Local, Affinity::Source) => text!(language,
            ko: "로드 밸런서가 출발지 IP로 서버를 고릅니다. 주소가 바뀌거나 쓸 수 있는 서버 수가 바뀌면 사용자는 세션이 없는 서버로 갈 수 있고, 주소를 함께 쓰는 사용자들은 한 서버로 몰립니다.",
            en: "The balancer picks the server by source IP. When an address or the number of usable servers changes, users can end up on a server without their session, and all users behind one address share one server."),
        (_, Sessions::Replicated, _) if config.on(Setting::CopySync) => text!(language,
            ko: "어느 멤버나 요청을 처리하고, 사본이 모두 도착한 뒤에야 응답합니다. 대신 응답이 그만큼 늦어지고 사본과 메시지는 멤버 수만큼 늘어납니다.",
            en: "Any member can answer, and a response leaves only after all copies have arrived. But responses take longer, and every new member means more copies and messages."),
        (_, Sessions::Replicated, _) => text!(language,
            ko: "어느 멤버나 요청을 처리하고, 한 대가 멈춰도 이미 도착한 사본은 남습니다. 대신 서버가 N대면 세션도 N벌이고, 변경 하나에 메시지가 2(N−1)개 오갑니다. 사본보다 먼저 온 요청은 오래된 값을 읽고, 보내지 못한 사본은 서버와 함께 사라집니다.",
            en: "Any member can answer, and copies that have arrived survive a crash. But N servers hold N copies of each session, and one change takes 2(N−1) messages. A request that arrives before its copy reads a stale value, and copies that were not sent are lost with their server."),
        (_, Sessions::Shared(_), _) if config.on(Setting::Replica) => text!(language,
            ko: "세션이 서버 밖에 있어 서버를 추가하거나 빼도 세션은 그대로입니다. 대신 요청마다 왕복이 늘고, 저장소가 멈추면 복제본이 승격될 때까지 어느 서버도 세션을 읽지 못하고, 복제되지 않은 쓰기는 사라집니다. 복제본의 확인을 기다린 뒤 응답하면 막을 수 있지만 쓰기마다 왕복이 늘어납니다.",
            en: "Sessions are outside of the servers, so servers can be added and removed without losing a session. But a request takes more round trips, and when the store fails, no server can read a session until the replica takes over; writes that it has not received are lost. Waiting for its confirmation prevents that, at one more round trip for each write."),
        (_, Sessions::Shared(_), _) => text!(language,
            ko: "세션이 서버 밖에 있어 서버를 추가하거나 빼도 세션은 그대로입니다. 대신 요청마다 왕복이 늘고, 저장소가 멈추면 어느 서버도 세션을 읽지 못합니다.",
            en: "Sessions are outside of the servers, so servers can be added and removed without losing a session. But a request takes more round trips, and when the store fails, no server can read a session."),
    }
}
