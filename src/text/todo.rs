//! What a new server has to do before it serves, a line a task: the price of scale-out under each strategy (claims C16
//! and C18).

use crate::model::config::Sessions;
use crate::model::world::World;

use super::Language;
use super::number::{bytes, duration, plural};
use super::state;

/// The tasks, in order, with the numbers of this moment.
pub fn joining_todo(language: Language, world: &World) -> Vec<String> {
    let tasks = match world.config.sessions {
        Sessions::Local => vec![(
            "할 일이 없습니다. 대신 기존 세션을 하나도 모릅니다.".to_owned(),
            "Nothing. But it knows none of the sessions made before.".to_owned(),
        )],
        Sessions::Replicated => cluster(world),
        Sessions::Shared(_) => vec![(
            "저장소의 주소를 설정합니다. 그것뿐입니다.".to_owned(),
            "Configure the store’s address. That is all.".to_owned(),
        )],
    };
    let ours = |(korean, english)| match language {
        Language::Korean => korean,
        Language::English => english,
    };
    tasks.into_iter().map(ours).collect()
}

fn cluster(world: &World) -> Vec<(String, String)> {
    let others = state::receivers_of_new(world);
    let (sessions, size, takes) = state::transfer(world);
    let time = |language| duration(language, takes);
    let size = bytes(size);
    vec![
        (
            "새 서버에 클러스터 설정을 합니다. 다른 멤버의 설정은 고치지 않아도 됩니다.".to_owned(),
            "Configure the cluster on it. The other members’ configuration stays as it is.".to_owned(),
        ),
        (
            format!("멤버로 등록되어 다른 {others}대와 서로 알게 됩니다."),
            format!("Join as a member: it and {} get to know each other.", plural(others, "other")),
        ),
        (
            format!("세션 {sessions}개({size})를 모두 받습니다. {} 동안 요청을 받지 않습니다.", time(Language::Korean)),
            format!(
                "Fetch {} ({size}). It takes no request for {}.",
                plural(sessions.into(), "session"),
                time(Language::English)
            ),
        ),
        (
            format!("그 뒤로는 변경이 있을 때마다 다른 {others}대와 사본을 주고받습니다."),
            format!("From then on, exchange copies of every change with {}.", plural(others, "other")),
        ),
    ]
}
