//! Hints of each goal, from the mechanism to the way.

use crate::goal::Goal;
use crate::model::config::Setting;
use crate::text::Language;
use crate::text::say::text;
use crate::text::value::{Noun, count, number};

/// The hints of a goal, in order; one to three.
pub fn hints(language: Language, goal: Goal) -> Vec<String> {
    match goal {
        Goal::Orphan => vec![
            text!(language,
                ko: "세션 ID는 브라우저의 쿠키로만 서버에 갑니다. 브라우저가 쿠키를 잃으면 어떻게 될까요?",
                en: "The session id reaches the server in the browser’s cookie only. What if the browser loses it?"),
            text!(language,
                ko: "Alice로 로그인한 뒤 쿠키를 지우세요.",
                en: "Log in as Alice, then clear the cookies."),
        ],
        Goal::UnknownLogin => vec![
            text!(language,
                ko: "세션은 서버의 메모리에 있고, 화면은 브라우저에 있습니다.",
                en: "The session is in the server’s memory, the page in the browser."),
            text!(language,
                ko: "로그인한 뒤 서버를 강제 종료하고 다시 켜세요.",
                en: "Log in, crash the server, and restart it."),
        ],
        Goal::Refused => vec![
            queue(language, goal),
            text!(language,
                ko: "앞의 요청이 끝나기 전에 다음 요청을 보내세요. 재생 중에도 동작을 할 수 있습니다.",
                en: "Send the next request before the earlier ones have ended. You can act while the run plays."),
        ],
        Goal::LoggedOut => vec![
            text!(language,
                ko: "세션은 로그인을 처리한 서버에만 있습니다.",
                en: "The session is only on the server that handled the login."),
            text!(language,
                ko: "로그인한 뒤 새로고침하세요. 로드 밸런서는 그 요청을 다음 서버로 보냅니다.",
                en: "Log in, then reload. The balancer sends that request to the next server."),
        ],
        Goal::FoundAgain => vec![
            text!(language,
                ko: "로그인 화면이 나와도 세션은 그대로입니다. 요청이 다른 서버로 갔을 뿐입니다.",
                en: "The login form does not end the session. The request went to another server, that is all."),
            text!(language,
                ko: "다시 로그인하지 말고, 세션이 있는 서버의 차례가 올 때까지 새로고침하세요.",
                en: "Don’t log in again. Reload until it is the turn of the server that has the session."),
        ],
        Goal::OnlyBob => vec![
            text!(language,
                ko: "쿠키가 없는 세 사람은 차례로 서로 다른 서버에 배정됩니다.",
                en: "Three people without a cookie are assigned to three servers in turn."),
            text!(language,
                ko: "세 사람이 로그인한 뒤, Bob의 세션이 있는 서버를 멈추거나 빼세요.",
                en: "After three logins, crash or remove the server that has Bob’s session."),
        ],
        Goal::Crowd => vec![
            text!(language,
                ko: "로그인한 사용자는 쿠키가 가리키는 서버에 머뭅니다. 처음 배정될 때 켜져 있던 서버가 중요합니다.",
                en: "Users stay on the server that their cookie names. Which servers run when they are first assigned?"),
            text!(language,
                ko: "한 대만 남기고 다른 서버를 모두 멈춘 뒤 사람들이 로그인하게 하세요.",
                en: "Stop all servers but one, and let the people log in."),
            text!(language,
                ko: "끝으로 멈춘 서버를 다시 켜거나 서버를 추가하세요.",
                en: "At the end, restart a server or add one."),
        ],
        Goal::Unnoticed => vec![
            text!(language,
                ko: "다른 멤버가 사본을 받은 뒤라면 서버가 멈춰도 세션은 남습니다.",
                en: "Once the other members have the copies, a session outlives its server."),
            text!(language,
                ko: "로그인하고, 사본이 모두 도착하면 서버 한 대를 멈춘 뒤 새로고침하세요.",
                en: "Log in, wait until all copies have arrived, stop a server, and reload."),
        ],
        Goal::OneItem => vec![
            text!(language,
                ko: "두 서버가 같은 세션을 동시에 바꾸면 한쪽의 변경만 남습니다.",
                en: "If two servers change a session at the same time, only one change remains."),
            text!(language,
                ko: "로그인한 뒤 장바구니에 담고, 그 요청이 끝나기 전에 한 번 더 담으세요.",
                en: "Log in, add to the cart, and add once more before that request has ended."),
        ],
        Goal::StaleRead => vec![
            text!(language,
                ko: "응답이 먼저 떠나고, 사본은 그 뒤에 다른 멤버로 갑니다.",
                en: "The response leaves first; the copies go to the other members after it."),
            text!(language,
                ko: "로그인한 뒤 장바구니에 담고, 사본이 도착하기 전에 장바구니를 보세요.",
                en: "Log in, add to the cart, and view the cart before the copies arrive."),
        ],
        Goal::LostWrite => vec![
            text!(language,
                ko: "주 저장소는 복제본이 받기를 기다리지 않고 저장했다고 확인합니다.",
                en: "The primary acknowledges a write without waiting for its replica."),
            text!(language,
                ko: "로그인한 뒤 장바구니에 담고, 응답이 오자마자 주 저장소를 멈추세요.",
                en: "Log in, add to the cart, and crash the primary as soon as the response has arrived."),
            text!(language,
                ko: "그다음 복제본이 승격될 때까지 ‘다음’을 누르세요.",
                en: "Then press “Next” until the replica is promoted."),
        ],
        Goal::NewServers => vec![
            text!(language,
                ko: "세션은 서버가 아니라 저장소에 있습니다.",
                en: "The sessions are in the store and not on the servers."),
            text!(language,
                ko: "로그인한 뒤 서버를 추가하고, 처음 서버를 차례로 뺀 다음 새로고침하세요.",
                en: "Log in, add a server, remove the first servers one by one, and reload."),
        ],
        Goal::AllFail => vec![
            text!(language,
                ko: "모든 서버가 같은 저장소에서 세션을 읽고 씁니다.",
                en: "All servers read and write sessions in the same store."),
            text!(language,
                ko: "주 저장소를 멈추고, 복제본이 승격되기 전에 서버마다 로그인 요청이 가게 하세요.",
                en: "Crash the primary, and let a login go to each server before the replica is promoted."),
        ],
        Goal::LogoutUndone => vec![
            text!(language,
                ko: "로그아웃도 저장소에 하는 쓰기입니다. 복제본은 조금 늦게 받습니다.",
                en: "A logout is a write to the store too. The replica gets it a little later."),
            text!(language,
                ko: "로그인하고 로그아웃하세요. 응답이 오자마자 주 저장소를 멈추고, 복제본이 승격될 때까지 ‘다음’을 누르세요.",
                en: "Log in and out. Crash the primary as soon as the response has arrived, and press “Next” until the replica is promoted."),
        ],
    }
}

/// The requests that the server of the goal's strategy takes at a time.
fn queue(language: Language, goal: Goal) -> String {
    let config = goal.strategy().config();
    text!(language,
        ko: "이 서버는 한 번에 요청 {workers}개를 처리하고 {waiting}개를 기다리게 합니다.",
        en: "This server handles {requests} at a time and lets {waiting} wait.",
        workers = number(config.get(Setting::Workers)),
        requests = count(config.get(Setting::Workers), Noun::Request),
        waiting = number(config.get(Setting::Queue)))
}
