//! Names of the reader's actions: on a button of a panel that names the target, with the target in the name, and as
//! labels of marks on the timeline.

use crate::model::command::{Awaited, Command, ServerAction, StoreAction};
use crate::model::ids::{ClientId, CopyId, RequestId};
use crate::model::time::SimDuration;
use crate::recording::Input;

use super::Language;
use super::say::text;
use super::value::Value::Version;
use super::value::ordinal;

/// An action on a button, where the panel names the target: "로그인", "Crash server", "Wait 7 s".
pub fn act(language: Language, command: &Command) -> String {
    let words = language.words();
    let said = match *command {
        Command::SignIn(_) => words.act_sign_in,
        Command::OpenPage(_) => words.act_open_page,
        Command::FollowLink(_) => words.act_follow_link,
        Command::ViewCart(_) => words.act_view_cart,
        Command::AddToCart(_) => words.act_add_to_cart,
        Command::SignOut(_) => words.act_sign_out,
        Command::ClearCookies(_) => words.act_clear_cookies,
        Command::ChangeAddress(_) => words.act_change_address,
        Command::ShareAddress(_) => words.act_share_address,
        Command::Crash(_) | Command::ToServerOf(_, ServerAction::Crash) => words.act_crash,
        Command::Restart(_) | Command::ToServerOf(_, ServerAction::Restart) => words.act_restart,
        Command::Upgrade(_) | Command::ToServerOf(_, ServerAction::Upgrade) => words.act_upgrade,
        Command::AddServer => words.act_add_server,
        Command::AddLoneServer => words.act_add_lone_server,
        Command::RemoveServer(_) | Command::ToServerOf(_, ServerAction::Remove) => words.act_remove_server,
        Command::KillStore(_) | Command::ToPrimary(StoreAction::Kill) => words.act_kill_store,
        Command::CutPower(_) | Command::ToPrimary(StoreAction::CutPower) => words.act_cut_power,
        Command::RestartStore(_) | Command::ToPrimary(StoreAction::Restart) => words.act_restart_store,
        Command::Promote => words.act_promote,
        Command::Drop(_) => words.act_drop,
        Command::DropCopy(_) => words.act_drop_copy,
        Command::Delay(_, by) | Command::DelayCopy(_, by) => return delay(language, by),
        Command::WaitUntil(Awaited::HealthCheck) => words.act_wait_check,
        Command::WaitUntil(Awaited::IdleTimeout) => words.act_wait_idle,
        Command::Wait(time) => return wait(language, time),
    };
    said.to_owned()
}

/// "7초 기다리기", "Wait 7 s".
pub fn wait(language: Language, time: SimDuration) -> String {
    text!(language, ko: "{time} 기다리기", en: "Wait {time}", time)
}

/// "1초 늦추기", "Delay by 1 s".
pub fn delay(language: Language, by: SimDuration) -> String {
    text!(language, ko: "{by} 늦추기", en: "Delay by {by}", by)
}

/// An action with its target: "Alice: 로그인", "서버 2 강제 종료", "Alice의 서버 강제 종료", "Wait 7 s".
pub fn command(language: Language, command: &Command) -> String {
    match *command {
        Command::SignIn(client)
        | Command::OpenPage(client)
        | Command::FollowLink(client)
        | Command::ViewCart(client)
        | Command::AddToCart(client)
        | Command::SignOut(client)
        | Command::ClearCookies(client)
        | Command::ChangeAddress(client)
        | Command::ShareAddress(client) => by_client(language, client, command),
        Command::AddServer
        | Command::AddLoneServer
        | Command::Promote
        | Command::Wait(_)
        | Command::WaitUntil(_)
        // The label of an action on a store names no number.
        | Command::ToPrimary(_) => act(language, command),
        Command::ToServerOf(client, action) => to_server_of(language, client, action),
        Command::Crash(server) => text!(language, ko: "{server} 강제 종료", en: "Crash {server}", server),
        Command::Restart(server) => text!(language, ko: "{server} 다시 켜기", en: "Restart {server}", server),
        Command::Upgrade(server) => text!(language, ko: "{server} 업그레이드", en: "Upgrade {server}", server),
        Command::RemoveServer(server) => text!(language, ko: "{server} 빼기", en: "Remove {server}", server),
        Command::KillStore(store) => text!(language, ko: "{store} 강제 종료", en: "Crash {store}", store),
        Command::CutPower(store) => text!(language, ko: "{store} 전원 끊기", en: "Cut the power of {store}", store),
        Command::RestartStore(store) => text!(language, ko: "{store} 다시 켜기", en: "Restart {store}", store),
        Command::Drop(RequestId { client, nth }) => text!(language,
            ko: "{person}의 {nth} 요청의 메시지 끊기",
            en: "Drop the message of {person}’s {nth} request",
            person = client, nth = ordinal(nth)),
        Command::Delay(RequestId { client, nth }, by) => text!(language,
            ko: "{person}의 {nth} 요청의 메시지 {by} 늦추기",
            en: "Delay the message of {person}’s {nth} request by {by}",
            person = client, nth = ordinal(nth), by),
        Command::DropCopy(CopyId { client, version, to }) => text!(language,
            ko: "{holder}{으로} 가는 {person}의 {version} 사본 끊기",
            en: "Drop {person}’s copy {version} to {holder}",
            person = client, version = Version(version), holder = to),
        Command::DelayCopy(CopyId { client, version, to }, by) => text!(language,
            ko: "{holder}{으로} 가는 {person}의 {version} 사본 {by} 늦추기",
            en: "Delay {person}’s copy {version} to {holder} by {by}",
            person = client, version = Version(version), holder = to, by),
    }
}

fn by_client(language: Language, client: ClientId, command: &Command) -> String {
    let action = act(language.base(), command);
    text!(language, ko: "{person}: {action}", en: "{person}: {action}", person = client, action = &action)
}

fn to_server_of(language: Language, client: ClientId, action: ServerAction) -> String {
    match action {
        ServerAction::Crash => text!(language,
            ko: "{person}의 서버 강제 종료",
            en: "Crash {person}’s server",
            person = client),
        ServerAction::Restart => text!(language,
            ko: "{person}의 서버 다시 켜기",
            en: "Restart {person}’s server",
            person = client),
        ServerAction::Upgrade => text!(language,
            ko: "{person}의 서버 업그레이드",
            en: "Upgrade {person}’s server",
            person = client),
        ServerAction::Remove => text!(language,
            ko: "{person}의 서버 빼기",
            en: "Remove {person}’s server",
            person = client),
    }
}

/// Label of a mark on the timeline: the actions of a step and its loss, "Alice: 로그인 · 소멸". A request that overlaps the
/// one before says so.
pub fn mark(language: Language, inputs: &[Input], is_simultaneous: bool, loss: Option<&str>) -> String {
    let actions = inputs.iter().map(|input| command(language, &input.command));
    let overlap = is_simultaneous.then(|| language.words().done_simultaneous.to_owned());
    actions.chain(overlap).chain(loss.map(str::to_owned)).collect::<Vec<_>>().join(" · ")
}
