//! What a new server has to do before it serves, a line a task: the price of scale-out under each strategy (claims C16
//! and C18).

use crate::model::config::Sessions;
use crate::model::world::World;

use super::Language;
use super::state;
use super::telling::Value::{Bytes, Number, Time};
use super::telling::both;
use super::telling::{Texts, text};

/// The tasks, in order, with the numbers of this moment.
pub fn joining_todo(language: Language, world: &World) -> Vec<String> {
    let tasks: &[Texts] = match world.config.sessions {
        Sessions::Local => &LOCAL,
        Sessions::Replicated => &REPLICATED,
        Sessions::Shared(_) => &SHARED,
    };
    let (sessions, size, takes) = state::transfer(world);
    let values = [Number(state::receivers_of_new(world)), Number(sessions.into()), Bytes(size), Time(takes)];
    tasks.iter().map(|&task| text(language, task, &values)).collect()
}

const LOCAL: [Texts; 1] = [both!(
    "할 일이 없습니다. 대신 기존 세션을 하나도 모릅니다.",
    "Nothing. But it knows none of the sessions made before."
)];

/// Filled with the members there are, what they hold and how long a new one takes to get it.
const REPLICATED: [Texts; 4] = [
    both!(
        "새 서버에 클러스터 설정을 합니다. 다른 멤버의 설정은 고치지 않아도 됩니다.",
        "Configure the cluster on it. The other members’ configuration stays as it is."
    ),
    both!(
        "멤버로 등록되어 다른 {0}대와 서로 알게 됩니다.",
        "Join as a member: it and {0:other} get to know each other."
    ),
    both!(
        "세션 {1}개({2})를 모두 받습니다. {3} 동안 요청을 받지 않습니다.",
        "Fetch {1:session} ({2}). It takes no request for {3}."
    ),
    both!(
        "그 뒤로는 변경이 있을 때마다 다른 {0}대와 사본을 주고받습니다.",
        "From then on, exchange copies of every change with {0:other}."
    ),
];

const SHARED: [Texts; 1] =
    [both!("저장소의 주소를 설정합니다. 그것뿐입니다.", "Configure the store’s address. That is all.")];
