//! Short texts with a name or a number in them: of cards, buttons, rows and marks. Sentences are elsewhere.

use crate::model::command::Command;
use crate::model::cookie::SameSite;
use crate::model::fact::Loss;
use crate::model::http::Action;
use crate::model::ids::{ClientId, RequestId, ServerId};
use crate::model::message::Node;
use crate::model::time::SimDuration;

use super::Language;
use super::http_page::request_line;
use super::number::{duration, grouped, ordinal, plural};

/// "서버 3", "Server 3", never broken over two lines.
pub fn server(language: Language, server: ServerId) -> String {
    format!("{}\u{a0}{}", language.words().server, server.number())
}

/// "S3", where there is no room.
pub fn server_short(server: ServerId) -> String {
    format!("S{}", server.number())
}

/// One end of a wire: "Alice", "로드 밸런서", "Server 3".
pub fn node(language: Language, node: Node) -> String {
    match node {
        Node::Client(client) => client.name().to_owned(),
        Node::Balancer => language.words().balancer.to_owned(),
        Node::Server(id) => server(language, id),
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

/// "3단계에서 갈라짐", "Left at step 3": the name of a kept line.
pub fn branch(language: Language, step: u64) -> String {
    match language {
        Language::Korean => format!("{step}단계에서 갈라짐"),
        Language::English => format!("Left at step {step}"),
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

/// "7초 기다리기", "Wait 7 s".
pub fn wait(language: Language, time: SimDuration) -> String {
    match language {
        Language::Korean => format!("{} 기다리기", duration(language, time)),
        Language::English => format!("Wait {}", duration(language, time)),
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

/// An act as its button says it, where the panel already names whoever acts: "로그인", "Crash server", "Wait 7 s".
pub fn act(language: Language, command: &Command) -> String {
    let words = language.words();
    let text = match *command {
        Command::SignIn(_) => words.act_sign_in,
        Command::OpenPage(_) => words.act_open_page,
        Command::FollowLink(_) => words.act_follow_link,
        Command::ViewCart(_) => words.act_view_cart,
        Command::AddToCart(_) => words.act_add_to_cart,
        Command::SignOut(_) => words.act_sign_out,
        Command::ClearCookies(_) => words.act_clear_cookies,
        Command::ChangeAddress(_) => words.act_change_address,
        Command::Crash(_) => words.act_crash,
        Command::Restart(_) => words.act_restart,
        Command::Upgrade(_) => words.act_upgrade,
        Command::AddServer => words.act_add_server,
        Command::Drop(_) => words.act_drop,
        Command::Delay(_, by) => return delay(language, by),
        Command::Wait(time) => return wait(language, time),
    };
    text.to_owned()
}

/// "1초 늦추기", "Delay by 1 s".
pub fn delay(language: Language, by: SimDuration) -> String {
    match language {
        Language::Korean => format!("{} 늦추기", duration(language, by)),
        Language::English => format!("Delay by {}", duration(language, by)),
    }
}

/// An act, named with whoever acts: "Alice: 로그인", "서버 2 끄기", "Wait 7 s".
pub fn command(language: Language, command: &Command) -> String {
    let words = language.words();
    let by = |client: ClientId, act: &str| format!("{}: {act}", client.name());
    match (*command, language) {
        (Command::SignIn(client), _) => by(client, words.act_sign_in),
        (Command::OpenPage(client), _) => by(client, words.act_open_page),
        (Command::FollowLink(client), _) => by(client, words.act_follow_link),
        (Command::ViewCart(client), _) => by(client, words.act_view_cart),
        (Command::AddToCart(client), _) => by(client, words.act_add_to_cart),
        (Command::SignOut(client), _) => by(client, words.act_sign_out),
        (Command::ClearCookies(client), _) => by(client, words.act_clear_cookies),
        (Command::ChangeAddress(client), _) => by(client, words.act_change_address),
        (Command::Crash(id), Language::Korean) => format!("{} 끄기", server(language, id)),
        (Command::Crash(id), Language::English) => format!("Crash {}", lower(id)),
        (Command::Restart(id), Language::Korean) => format!("{} 다시 켜기", server(language, id)),
        (Command::Restart(id), Language::English) => format!("Restart {}", lower(id)),
        (Command::Upgrade(id), Language::Korean) => format!("{} 증설", server(language, id)),
        (Command::Upgrade(id), Language::English) => format!("Upgrade {}", lower(id)),
        (Command::AddServer, _) => words.act_add_server.to_owned(),
        (Command::Drop(id), Language::Korean) => format!("{} 끊기", request(language, id)),
        (Command::Drop(id), Language::English) => format!("Drop {}", request(language, id)),
        (Command::Delay(id, by), Language::Korean) => {
            format!("{} {} 늦추기", request(language, id), duration(language, by))
        }
        (Command::Delay(id, by), Language::English) => {
            format!("Delay {} by {}", request(language, id), duration(language, by))
        }
        (Command::Wait(time), _) => wait(language, time),
    }
}

/// "server 3", within an English sentence.
pub(super) fn lower(server: ServerId) -> String {
    format!("server\u{a0}{}", server.number())
}
