//! Tasks of a new server before it serves, a line each: the price of scale-out under each strategy (claims C16 and C18).

use crate::model::config::Sessions;
use crate::model::world::{StateTransfer, World};

use super::Language;
use super::say::text;
use super::value::Value::Bytes;
use super::value::{Noun, count};

/// The tasks, in order, with the numbers of this moment.
pub fn joining_todo(language: Language, world: &World) -> Vec<String> {
    match world.config.sessions {
        Sessions::Local => vec![text!(language,
            ko: "할 일이 없습니다. 대신 지금까지 만들어진 세션을 하나도 모릅니다.",
            en: "Nothing. But it knows none of the sessions created so far.")],
        Sessions::Replicated => joining_cluster(language, world),
        Sessions::Shared(_) => vec![text!(language,
            ko: "저장소 주소만 설정하면 됩니다.",
            en: "Configure the address of the store. That is all.")],
    }
}

fn joining_cluster(language: Language, world: &World) -> Vec<String> {
    let StateTransfer { sessions, bytes, takes } = world.state_transfer();
    let members = count(world.running_members().count(), Noun::OtherMember);
    vec![
        text!(language,
            ko: "새 서버에 클러스터를 설정합니다. 다른 멤버의 설정은 그대로 둡니다.",
            en: "Configure the cluster on it. The configuration of the other members stays as it is."),
        text!(language,
            ko: "멤버로 등록합니다. {members}{과} 서로를 알게 됩니다.",
            en: "Join as a member and become known to {members}.",
            members),
        text!(language,
            ko: "{sessions}({bytes})를 모두 받습니다. {takes} 동안 요청을 받지 않습니다.",
            en: "Fetch {sessions} ({bytes}). It accepts no requests for {takes}.",
            sessions = count(sessions, Noun::Session), bytes = Bytes(bytes), takes),
        text!(language,
            ko: "그 뒤로는 변경이 있을 때마다 {members}{과} 사본을 주고받습니다.",
            en: "From then on, exchange copies of every change with {members}.",
            members),
    ]
}
