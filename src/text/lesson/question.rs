//! Questions, their answers and the result, from the values of a question. No sentence is written for one lesson.

use super::inputs;
use crate::model::ids::ClientId;
use crate::question::{Answer, Ask, Question, Replied, Reply};
use crate::text::Language;
use crate::text::say::text;
use crate::text::value::{Noun, Value, count};

/// The inputs that the question is about.
pub fn about(language: Language, question: &Question) -> String {
    text!(language, ko: "다음: “{inputs}”.", en: "Next: “{inputs}”.", inputs = &inputs(language.base(), &question.about))
}

/// The question.
pub fn question(language: Language, question: &Question) -> String {
    let user = question.request.map_or(ClientId(0), |request| request.client);
    match question.ask {
        Ask::Server => text!(language,
            ko: "{user}의 요청에 어느 서버가 응답할까요?",
            en: "Which server will answer {user}’s request?",
            user),
        Ask::Page => text!(language,
            ko: "{user}{은} 어떤 화면을 볼까요?",
            en: "Which page will {user} see?",
            user),
        Ask::Cart if question.is_about_change() => text!(language,
            ko: "응답에는 상품이 몇 개라고 나올까요?",
            en: "How many items in the response?"),
        Ask::Cart => text!(language,
            ko: "{user}의 장바구니에 상품이 몇 개 있을까요?",
            en: "How many items will {user}’s cart show?",
            user),
        Ask::LostSessions => text!(language,
            ko: "세션을 잃는 사람은 누구일까요?",
            en: "Who will lose their session?"),
        Ask::Messages => text!(language,
            ko: "서버끼리 보내는 메시지는 몇 개일까요?",
            en: "How many messages will the servers send each other?"),
        Ask::Copies => text!(language,
            ko: "그 뒤 {user}의 세션은 서버 몇 대에 있을까요?",
            en: "How many servers will then have {user}’s session?",
            user),
    }
}

/// An answer, as a button says it.
pub fn answer(language: Language, answer: &Answer) -> String {
    match answer {
        Answer::Server(server) => text!(language, ko: "{server}", en: "{server}", server = *server),
        Answer::NoServer => text!(language, ko: "응답하는 서버 없음", en: "No server"),
        Answer::LoggedIn => text!(language, ko: "로그인된 화면", en: "Logged-in page"),
        Answer::Items(items) => text!(language,
            ko: "{items}", en: "{items}", items = count(*items, Noun::Item)),
        Answer::LoginForm => text!(language, ko: "로그인 화면", en: "Login form"),
        Answer::Error => text!(language, ko: "오류 또는 응답 없음", en: "Error or no response"),
        Answer::Users(users) if users.is_empty() => text!(language, ko: "없음", en: "Nobody"),
        Answer::Users(users) => text!(language, ko: "{users}", en: "{users}", users = Value::People(users)),
        Answer::Messages(messages) => text!(language,
            ko: "{messages}", en: "{messages}", messages = count(*messages, Noun::Message)),
        Answer::Copies(servers) => text!(language,
            ko: "{servers}", en: "{servers}", servers = count(*servers, Noun::Server)),
    }
}

/// The result: the reader's answer beside the real one.
pub fn result(language: Language, replied: &Replied) -> String {
    let right = answer(language.base(), replied.question.right_answer());
    let (right, chosen) = (&right, replied.chosen().map(|chosen| answer(language.base(), chosen)));
    match (replied.reply, &chosen) {
        (Reply::Answer(_), Some(_)) if replied.is_right() => text!(language,
            ko: "예상대로 “{right}”입니다.", en: "As you expected: “{right}”.", right),
        (Reply::Answer(_), Some(chosen)) => text!(language,
            ko: "예상은 “{chosen}”, 실제로는 “{right}”입니다.",
            en: "You expected “{chosen}”. It was “{right}”.",
            chosen, right),
        (Reply::Answer(_) | Reply::NotSure | Reply::Skipped, _) => text!(language,
            ko: "실제로는 “{right}”입니다.", en: "It was “{right}”.", right),
    }
}
