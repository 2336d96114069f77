//! Texts of the lessons: title, introduction, task and closing of each, and its questions.

mod closings;
mod intros;
mod question;
mod reason;
mod tasks;

use crate::lesson::Lesson;
use crate::model::command::{Command, ServerAction};
use crate::question::Answer;
use crate::recording::{Input, When};

use super::say::text;
use super::value::{Value, number};
use super::{Language, Sentence, strategy_name};

pub use closings::closing;
pub use intros::{again, intro};
pub use question::{about, answer, question, result};
pub use reason::reason;
pub use tasks::task;

/// The title: short enough for the strip of lessons.
pub fn title(language: Language, lesson: Lesson) -> String {
    match lesson {
        Lesson::Cookie => text!(language, ko: "쿠키", en: "The cookie"),
        Lesson::OneMachine => text!(language, ko: "서버 한 대의 한계", en: "Limits of one machine"),
        Lesson::LoggedOut => text!(language, ko: "로그인이 풀렸다", en: "Logged out"),
        Lesson::OneOfThree => text!(language, ko: "셋 중 하나가 죽으면", en: "One of three dies"),
        Lesson::ByCookie => text!(language, ko: "쿠키로 고정하기", en: "Sticky by cookie"),
        Lesson::ByAddress => text!(language, ko: "IP로 고정하기", en: "Sticky by address"),
        Lesson::PinnedServerDies => text!(language, ko: "고정된 서버가 죽으면", en: "The pinned server dies"),
        Lesson::AnyMember => text!(language, ko: "어느 서버나 응답", en: "Any server answers"),
        Lesson::Overtaken => text!(language, ko: "사본보다 빠른 요청", en: "Faster than the copy"),
        Lesson::NewMember => text!(language, ko: "서버를 늘리는 비용", en: "The price of one more"),
        Lesson::SharedStore => text!(language, ko: "모두가 읽는 저장소", en: "One store for all"),
        Lesson::PowerCut => text!(language, ko: "저장소 전원이 나가면", en: "A power cut"),
        Lesson::Replica => text!(language, ko: "복제본이 있어도", en: "Even with a replica"),
    }
}

/// Place and title: "2/3 쿠키".
pub fn place(language: Language, lesson: Lesson) -> String {
    let lessons: Vec<Lesson> = Lesson::of(lesson.strategy()).collect();
    let nth = lessons.iter().position(|other| *other == lesson).unwrap_or(0) + 1;
    text!(language,
        ko: "{nth}/{all} {title}",
        en: "{nth}/{all} {title}",
        nth = number(nth), all = number(lessons.len()), title = &title(language.base(), lesson))
}

/// Strategy, place and title: "단일 서버 · 1/2 쿠키".
pub fn place_in_course(language: Language, lesson: Lesson) -> String {
    let place = place(language.base(), lesson);
    text!(language,
        ko: "{strategy} · {place}",
        en: "{strategy} · {place}",
        strategy = strategy_name(language.base(), lesson.strategy()), place = &place)
}

/// Number of right predictions.
pub fn score(language: Language, right: usize, all: usize) -> String {
    text!(language,
        ko: "답한 질문 {all}개 중 {right}개를 맞혔습니다.",
        en: "Right answers: {right} of {all}.",
        right = number(right), all = number(all))
}

/// A prediction: "예상: 서버 2".
pub fn expected(language: Language, chosen: &Answer) -> String {
    let answer = answer(language.base(), chosen);
    text!(language, ko: "예상: {answer}", en: "Expected: {answer}", answer = &answer)
}

/// Inputs in their order, each with its pause if the one before is still in flight then. A person is named once for all
/// that they do in a row.
fn inputs(language: Language, inputs: &[Input]) -> String {
    let said = |(nth, input): (usize, &Input)| {
        let before = nth.checked_sub(1).and_then(|before| inputs[before].command.client());
        let command = match input.command {
            Command::ToServerOf(client, ServerAction::Crash) if before == Some(client) => text!(language,
                ko: "그 요청을 처리한 서버 강제 종료", en: "Crash the server that handled it"),
            command if before.is_some() && before == command.client() => super::label::act(language, &command),
            command => super::command(language, &command),
        };
        let text = match input.when {
            When::After(pause) if nth > 0 => text!(language,
                ko: "누르고 {pause} 뒤 {command}",
                en: "{pause} after that click: {command}",
                pause, command = &command),
            When::After(_) | When::Settled => command,
        };
        Sentence::plainly(&text)
    };
    let said: Vec<Sentence> = inputs.iter().enumerate().map(said).collect();
    text!(language, ko: "{said}", en: "{said}", said = Value::Series(&said))
}
