//! Texts of the goals of free play: the task, its condition, the sentence when it is reached, and the counts of acts.
//! `hints` has the hints.

mod hints;

use crate::goal::Goal;

use super::Language;
use super::say::text;
use super::value::{Noun, count, number};

pub use hints::hints;

/// The task, in one sentence.
pub fn task(language: Language, goal: Goal) -> String {
    match goal {
        Goal::Orphan => text!(language,
            ko: "다시 로그인하지 않고 고아 세션을 만드세요.",
            en: "Make an orphaned session without a second login."),
        Goal::UnknownLogin => text!(language,
            ko: "어느 서버도 모르는 로그인을 만드세요.",
            en: "Make a login that no server knows."),
        Goal::Refused => text!(language,
            ko: "서버가 켜져 있는데도 연결이 거부되게 하세요.",
            en: "Get a request refused although the server runs."),
        Goal::LoggedOut => text!(language,
            ko: "서버를 멈추지 않고 Alice의 로그인이 풀리게 하세요.",
            en: "Log Alice out without stopping a server."),
        Goal::FoundAgain => text!(language,
            ko: "사용자가 잃은 줄 아는 세션을 되찾으세요.",
            en: "Bring back a session that its user believes lost."),
        Goal::OnlyBob => text!(language,
            ko: "세 사람이 로그인한 뒤 Bob의 세션만 잃게 하세요.",
            en: "Log in three people and lose only Bob’s session."),
        Goal::Crowd => text!(language,
            ko: "서버 한 대가 세 사람을 모두 맡게 하세요.",
            en: "Make one server carry three people."),
        Goal::Unnoticed => text!(language,
            ko: "아무도 모르게 서버 한 대를 멈추세요.",
            en: "Stop a server so that nobody notices."),
        Goal::OneItem => text!(language,
            ko: "장바구니에서 상품을 딱 하나만 잃게 하세요.",
            en: "Lose exactly one cart item."),
        Goal::StaleRead => text!(language,
            ko: "서버가 오래된 사본으로 응답하게 하세요.",
            en: "Make a server answer from an old copy."),
        Goal::LostWrite => text!(language,
            ko: "복제본이 있는데도 저장됐다고 확인한 변경을 잃게 하세요.",
            en: "Lose an acknowledged write although there is a replica."),
        Goal::NewServers => text!(language,
            ko: "사용자가 모르게 서버를 모두 새것으로 바꾸세요.",
            en: "Replace every server so that nobody notices."),
        Goal::AllFail => text!(language,
            ko: "서버가 모두 켜져 있는데도 모든 서버가 500으로 응답하게 하세요.",
            en: "Make every server answer 500 although all of them run."),
        Goal::LogoutUndone => text!(language,
            ko: "로그아웃이 없던 일이 되게 하세요.",
            en: "Undo a logout."),
    }
}

/// The task as a heading of the figure.
pub fn heading(language: Language, goal: Goal, is_reached: bool) -> String {
    let task = task(language.base(), goal);
    if is_reached {
        text!(language, ko: "✓ 달성: {task}", en: "✓ Reached: {task}", task = &task)
    } else {
        text!(language, ko: "목표: {task}", en: "Goal: {task}", task = &task)
    }
}

/// The condition by which the goal is checked.
pub fn condition(language: Language, goal: Goal) -> String {
    match goal {
        Goal::Orphan => text!(language,
            ko: "고아 세션은 서버에는 있지만 어느 쿠키도 가리키지 않는 세션입니다. 그 사용자는 한 번만 로그인합니다.",
            en: "An orphaned session is on a server, but no cookie names it. Its user logs in only once."),
        Goal::UnknownLogin => text!(language,
            ko: "화면은 로그인된 모습인데 그 세션이 어디에도 없어야 합니다. 서버는 모두 켜져 있고, 만료된 세션은 치지 않습니다.",
            en: "A page shows its user logged in, but the session is gone. Every server runs, and an expired session does not count."),
        Goal::Refused => text!(language,
            ko: "서버의 대기열이 가득 차서 거부된 요청이어야 합니다.",
            en: "The request is refused because the server’s queue is full."),
        Goal::LoggedOut => text!(language,
            ko: "로그인한 Alice가 로그아웃하지 않았는데도 로그인 화면을 받아야 합니다. 서버를 멈추거나 빼면 안 됩니다.",
            en: "Alice has logged in and not out, and gets the login form. No server may be stopped or removed."),
        Goal::FoundAgain => text!(language,
            ko: "로그인 화면을 받은 사용자가 다시 로그인하지 않고 로그인된 화면을 받아야 합니다.",
            en: "A user who got the login form gets a page for logged-in users again, without a new login."),
        Goal::OnlyBob => text!(language,
            ko: "Bob의 세션은 서버가 멈추거나 빠져서 사라져야 합니다. 나머지 사람의 세션은 그대로 남습니다.",
            en: "Bob’s session goes down with a server that is stopped or removed. The others keep their sessions."),
        Goal::Crowd => text!(language,
            ko: "세 사람의 세션이 한 서버에 있고, 그때 다른 서버도 한 대 이상 켜져 있어야 합니다.",
            en: "One server has the sessions of three people while at least one other server runs."),
        Goal::Unnoticed => text!(language,
            ko: "세션이 있는 서버를 멈춘 뒤, 그 전에 로그인한 사용자가 새 요청에도 기대한 화면을 받아야 합니다. 잃은 세션이 없어야 합니다.",
            en: "Stop a server that has sessions. A user who had logged in before then gets the expected page, and no session is lost."),
        Goal::OneItem => text!(language,
            ko: "장바구니에 담았다는 응답을 받은 상품 하나가 사라지고, 로그인은 그대로여야 합니다.",
            en: "One item that the shop has confirmed is gone, and its user is still logged in."),
        Goal::StaleRead => text!(language,
            ko: "다른 서버에 더 새로운 값이 있는데, 요청을 받은 서버가 옛값을 읽어야 합니다.",
            en: "Another server has a newer value, and the server asked reads its old one."),
        Goal::LostWrite => text!(language,
            ko: "저장소가 저장했다고 확인한 변경이 사라져야 합니다. 그때 다른 저장소는 켜져 있습니다.",
            en: "A store has acknowledged a change, and the change is lost. The other store runs at that time."),
        Goal::NewServers => text!(language,
            ko: "처음에 있던 서버가 모두 멈추거나 빠진 뒤에도, 그 전에 로그인한 사용자가 기대한 화면을 받아야 합니다.",
            en: "All servers of the start are down or removed, and a user who had logged in before still gets the expected page."),
        Goal::AllFail => text!(language,
            ko: "서버마다 마지막으로 보낸 응답이 500이어야 합니다. 서버는 모두 켜져 있습니다.",
            en: "The last response of each server is 500, and every server runs."),
        Goal::LogoutUndone => text!(language,
            ko: "로그아웃으로 끝난 세션이 되살아나야 합니다.",
            en: "A session that a logout has ended comes back."),
    }
}

/// The result, when the goal is reached.
pub fn reached(language: Language, goal: Goal) -> String {
    match goal {
        Goal::Orphan => text!(language,
            ko: "세션은 서버에 남았지만 그 ID를 아는 브라우저가 없습니다.",
            en: "The session is still on the server, but no browser knows its id any more."),
        Goal::UnknownLogin => text!(language,
            ko: "화면은 로그인된 모습이지만 그 세션은 어디에도 없습니다.",
            en: "The page says logged in, but its session is nowhere."),
        Goal::Refused => text!(language,
            ko: "서버는 켜져 있지만 대기열이 가득 차서 연결을 거부했습니다.",
            en: "The server runs, but its queue was full, so it refused the connection."),
        Goal::LoggedOut => text!(language,
            ko: "멈춘 서버가 없는데도 Alice는 로그인 화면을 받았습니다.",
            en: "No server was stopped, and yet Alice got the login form."),
        Goal::FoundAgain => text!(language,
            ko: "세션은 사라진 적이 없습니다. 그 세션이 있는 서버에 요청이 가자 다시 찾았습니다.",
            en: "The session was never gone. It was found as soon as a request went to a server that has it."),
        Goal::OnlyBob => text!(language,
            ko: "Bob의 세션만 사라졌고, 나머지 사람은 그대로 로그인되어 있습니다.",
            en: "Only Bob’s session is gone. The others are still logged in."),
        Goal::Crowd => text!(language,
            ko: "세 사람의 세션이 한 서버에 몰렸습니다. 다른 서버는 켜져 있어도 그 요청을 나누어 맡지 못합니다.",
            en: "Three people’s sessions are on one server. Another server runs, but cannot share their requests."),
        Goal::Unnoticed => text!(language,
            ko: "서버가 멈췄지만 다른 서버에도 그 세션이 있어 아무도 알아차리지 못했습니다.",
            en: "A server stopped, but its sessions were elsewhere too, so nobody noticed."),
        Goal::OneItem => text!(language,
            ko: "장바구니에 담았다고 응답한 상품 하나가 이제 어디에도 없습니다.",
            en: "An item that the shop had confirmed is nowhere any more."),
        Goal::StaleRead => text!(language,
            ko: "새 값은 다른 서버에 있고, 요청을 받은 서버는 옛값을 읽었습니다.",
            en: "Another server had the new value, but the server asked read the old one."),
        Goal::LostWrite => text!(language,
            ko: "저장했다고 확인한 변경이 다른 저장소에는 없어서 사라졌습니다.",
            en: "The acknowledged change was not on the other store, so it is lost."),
        Goal::NewServers => text!(language,
            ko: "처음 서버는 한 대도 남지 않았지만 로그인은 그대로입니다.",
            en: "None of the first servers is left, and the login still holds."),
        Goal::AllFail => text!(language,
            ko: "서버는 모두 켜져 있지만 저마다 마지막 요청에 500으로 응답했습니다.",
            en: "All servers run, and yet each answered its last request with 500."),
        Goal::LogoutUndone => text!(language,
            ko: "로그아웃으로 끝난 세션이 되살아났습니다.",
            en: "The session that the logout had ended is back."),
    }
}

/// Number of acts so far. The par holds under the settings of the goal's strategy only.
pub fn acts(language: Language, acts: usize, par: Option<usize>) -> String {
    let acts = count(acts, Noun::Action);
    match par {
        Some(par) => text!(language,
            ko: "지금까지 {acts}, 최소 {par}개",
            en: "{acts} so far, {par} at least",
            acts, par = number(par)),
        None => text!(language, ko: "지금까지 {acts}", en: "{acts} so far", acts),
    }
}

/// Number of acts that have reached the goal.
pub fn acts_of_reached(language: Language, acts: usize, par: Option<usize>) -> String {
    match par {
        Some(par) if acts <= par => text!(language,
            ko: "{acts}로 달성했습니다. 더 적게는 할 수 없습니다.",
            en: "Reached with {acts}. Fewer are not enough.",
            acts = count(acts, Noun::Action)),
        Some(par) => text!(language,
            ko: "{acts}로 달성했습니다. {par}개로도 할 수 있습니다.",
            en: "Reached with {acts}. {par} are enough.",
            acts = count(acts, Noun::Action), par = number(par)),
        None => text!(language,
            ko: "{acts}로 달성했습니다.",
            en: "Reached with {acts}.",
            acts = count(acts, Noun::Action)),
    }
}

/// Mark of a reached goal in the list, with the fewest acts.
pub fn mark(language: Language, acts: usize) -> String {
    text!(language, ko: "✓ 달성 · {acts}", en: "✓ reached · {acts}", acts = count(acts, Noun::Action))
}

/// Heading of the list of goals.
pub fn list(language: Language, reached: usize, all: usize) -> String {
    text!(language,
        ko: "목표 고르기 · {all}개 중 {reached}개 달성",
        en: "Choose a goal · {reached} of {all} reached",
        reached = number(reached), all = number(all))
}

/// Label of the button that shows one more hint.
pub fn more_hints(language: Language, shown: usize, all: usize) -> String {
    text!(language,
        ko: "힌트 보기 ({shown}/{all})",
        en: "Show a hint ({shown}/{all})",
        shown = number(shown), all = number(all))
}
