//! Acts: as their buttons say them, and named with whoever acts or is acted on.

use crate::model::command::Command;
use crate::model::time::SimDuration;

use super::Language;
use super::label::{copy, lower, lower_store, request, server, store};
use super::number::duration;

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
        Command::ShareAddress(_) => words.act_share_address,
        Command::Crash(_) => words.act_crash,
        Command::Restart(_) => words.act_restart,
        Command::Upgrade(_) => words.act_upgrade,
        Command::AddServer => words.act_add_server,
        Command::AddLoneServer => words.act_add_lone_server,
        Command::RemoveServer(_) => words.act_remove_server,
        Command::KillStore(_) => words.act_kill_store,
        Command::CutPower(_) => words.act_cut_power,
        Command::RestartStore(_) => words.act_restart_store,
        Command::Promote => words.act_promote,
        Command::Drop(_) => words.act_drop,
        Command::DropCopy(_) => words.act_drop_copy,
        Command::Delay(_, by) | Command::DelayCopy(_, by) => return delay(language, by),
        Command::Wait(time) => return wait(language, time),
    };
    text.to_owned()
}

/// "7초 기다리기", "Wait 7 s".
pub fn wait(language: Language, time: SimDuration) -> String {
    match language {
        Language::Korean => format!("{} 기다리기", duration(language, time)),
        Language::English => format!("Wait {}", duration(language, time)),
    }
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
    let ours = |korean: String, english: String| match language {
        Language::Korean => korean,
        Language::English => english,
    };
    let (name, low) = (|id| server(language, id), lower);
    let (store_name, low_store) = (|id| store(language, id), lower_store);
    match *command {
        Command::SignIn(client)
        | Command::OpenPage(client)
        | Command::FollowLink(client)
        | Command::ViewCart(client)
        | Command::AddToCart(client)
        | Command::SignOut(client)
        | Command::ClearCookies(client)
        | Command::ChangeAddress(client)
        | Command::ShareAddress(client) => format!("{}: {}", client.name(), act(language, command)),
        Command::AddServer | Command::AddLoneServer | Command::Promote | Command::Wait(_) => act(language, command),
        Command::Crash(id) => ours(format!("{} 끄기", name(id)), format!("Crash {}", low(id))),
        Command::Restart(id) => ours(format!("{} 다시 켜기", name(id)), format!("Restart {}", low(id))),
        Command::Upgrade(id) => ours(format!("{} 증설", name(id)), format!("Upgrade {}", low(id))),
        Command::RemoveServer(id) => ours(format!("{} 빼기", name(id)), format!("Remove {}", low(id))),
        Command::KillStore(id) => ours(format!("{} 끄기", store_name(id)), format!("Kill {}", low_store(id))),
        Command::CutPower(id) => {
            ours(format!("{} 전원 끊기", store_name(id)), format!("Cut the power of {}", low_store(id)))
        }
        Command::RestartStore(id) => {
            ours(format!("{} 다시 켜기", store_name(id)), format!("Restart {}", low_store(id)))
        }
        Command::Drop(id) => taken_off(language, &request(language, id)),
        Command::Delay(id, by) => held_up(language, &request(language, id), by),
        Command::DropCopy(id) => taken_off(language, &copy(language, id)),
        Command::DelayCopy(id, by) => held_up(language, &copy(language, id), by),
    }
}

fn taken_off(language: Language, what: &str) -> String {
    match language {
        Language::Korean => format!("{what} 끊기"),
        Language::English => format!("Drop {what}"),
    }
}

fn held_up(language: Language, what: &str, by: SimDuration) -> String {
    match language {
        Language::Korean => format!("{what} {} 늦추기", duration(language, by)),
        Language::English => format!("Delay {what} by {}", duration(language, by)),
    }
}
