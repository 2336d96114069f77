//! The act that each lesson asks for. Controls have their names on the page.

use crate::lesson::{Lesson, Task};
use crate::model::command::Command;
use crate::strategy::Tuning;
use crate::text::label::act;
use crate::text::say::text;
use crate::text::{Language, tuning_name, tuning_value};

/// The task; `None` for a lesson without one.
pub fn task(language: Language, lesson: Lesson) -> Option<String> {
    match lesson.plan().task? {
        Task::Act { input, .. } => act_task(language, lesson, &input.command),
        Task::Set(tuning) => Some(setting_task(language, tuning)),
    }
}

fn act_task(language: Language, lesson: Lesson, command: &Command) -> Option<String> {
    let label = &act(language.base(), command);
    Some(match lesson {
        Lesson::OneMachine => text!(language,
            ko: "서버 1의 워커를 늘리세요. 서버 1을 누르면 ‘{label}’ 버튼이 나옵니다.",
            en: "Give server 1 more workers. Press server 1, then “{label}”.",
            label),
        Lesson::LoggedOut => text!(language,
            ko: "Alice를 다시 로그인시키세요. 로그인 화면을 본 사용자는 보통 그렇게 합니다.",
            en: "Log in as Alice once more, as users do when they get the login form."),
        Lesson::OneOfThree => text!(language,
            ko: "Bob의 세션이 있는 서버를 찾아 강제 종료하세요.",
            en: "Find the server that has Bob’s session, and crash it."),
        Lesson::ByCookie => text!(language,
            ko: "Alice를 다른 네트워크로 옮기세요. Alice를 누르면 ‘{label}’ 버튼이 나옵니다.",
            en: "Move Alice to another network. Press Alice, then “{label}”.",
            label),
        Lesson::AnyMember => text!(language,
            ko: "Alice의 세션이 있는 서버 가운데 하나를 강제 종료하세요.",
            en: "Crash any one of the servers that have Alice’s session."),
        Lesson::NewMember => text!(language,
            ko: "‘{label}’{을} 눌러 다섯 번째 서버를 추가하세요.",
            en: "Add a fifth server: “{label}”.",
            label),
        Lesson::SharedStore => text!(language,
            ko: "‘{label}’{을} 눌러 서버를 하나 추가하세요.",
            en: "Add a new server: “{label}”.",
            label),
        Lesson::Cookie
        | Lesson::ByAddress
        | Lesson::PinnedServerDies
        | Lesson::Overtaken
        | Lesson::PowerCut
        | Lesson::Replica => return None,
    })
}

fn setting_task(language: Language, tuning: Tuning) -> String {
    let words = language.words();
    text!(language,
        ko: "‘{panel}’에서 ‘{name}’{을} ‘{value}’{으로} 바꾸세요. 그러면 같은 동작을 처음부터 다시 봅니다.",
        en: "Under “{panel}”, set “{name}” to “{value}”. Then the same actions run again.",
        panel = words.panel_tuning, name = tuning_name(language, tuning),
        value = &tuning_value(language.base(), tuning))
}
