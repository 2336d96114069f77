//! Commands that were not applicable.

use crate::model::command::{Awaited, Command};

use super::super::label;
use super::super::say::{Telling, say};

pub(super) fn not_applicable(t: &Telling, command: &Command) {
    let said = &label::command(t.language(), command);
    match *command {
        Command::ToServerOf(client, _) => say!(t,
            ko: "아직 {person}에게 응답한 서버가 없어 ‘{command}’{은} 아무것도 바꾸지 않았습니다.",
            en: "No server has answered {person} yet, so ‘{command}’ changed nothing.",
            person = client, command = said),
        Command::ToPrimary(_) => say!(t,
            ko: "저장소가 없는 전략이어서 ‘{command}’{은} 아무것도 바꾸지 않았습니다.",
            en: "This strategy has no store, so ‘{command}’ changed nothing.",
            command = said),
        Command::WaitUntil(Awaited::HealthCheck) => say!(t,
            ko: "결과가 달라질 상태 확인이 없어 기다리지 않았습니다.",
            en: "No health check is due that finds a change, so no time passed."),
        Command::WaitUntil(Awaited::IdleTimeout) => say!(t,
            ko: "만료될 세션이 없어 기다리지 않았습니다.",
            en: "There is no session to expire, so no time passed."),
        _ => say!(t,
            ko: "‘{command}’{은} 지금 할 수 없는 동작이어서 아무것도 바뀌지 않았습니다.",
            en: "‘{command}’ is not possible now, so nothing changed.",
            command = said),
    }
}
