//! Acts: as their buttons say them, named with whoever acts or is acted on, and as marks on the timeline.

use crate::model::command::Command;
use crate::model::fact::Loss;
use crate::model::time::SimDuration;
use crate::recording::Input;

use super::Language;
use super::label;
use super::telling::Value::{self, Person, Server, Store, Time};
use super::telling::both;
use super::telling::text;

/// An act as its button says it, where the panel already names whoever acts: "로그인", "Crash server", "Wait 7 s".
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
    said.to_owned()
}

/// "7초 기다리기", "Wait 7 s".
pub fn wait(language: Language, time: SimDuration) -> String {
    text(language, both!("{0} 기다리기", "Wait {0}"), &[Time(time)])
}

/// "1초 늦추기", "Delay by 1 s".
pub fn delay(language: Language, by: SimDuration) -> String {
    text(language, both!("{0} 늦추기", "Delay by {0}"), &[Time(by)])
}

/// An act, named with whoever acts: "Alice: 로그인", "서버 2 끄기", "Wait 7 s".
pub fn command(language: Language, command: &Command) -> String {
    let (texts, of) = match *command {
        Command::SignIn(client)
        | Command::OpenPage(client)
        | Command::FollowLink(client)
        | Command::ViewCart(client)
        | Command::AddToCart(client)
        | Command::SignOut(client)
        | Command::ClearCookies(client)
        | Command::ChangeAddress(client)
        | Command::ShareAddress(client) => {
            return text(
                language,
                both!("{0}: {1}", "{0}: {1}"),
                &[Person(client), Value::Text(&act(language, command))],
            );
        }
        Command::AddServer | Command::AddLoneServer | Command::Promote | Command::Wait(_) => {
            return act(language, command);
        }
        Command::Crash(id) => (both!("{0} 끄기", "Crash {0}"), Server(id)),
        Command::Restart(id) => (both!("{0} 다시 켜기", "Restart {0}"), Server(id)),
        Command::Upgrade(id) => (both!("{0} 증설", "Upgrade {0}"), Server(id)),
        Command::RemoveServer(id) => (both!("{0} 빼기", "Remove {0}"), Server(id)),
        Command::KillStore(id) => (both!("{0} 끄기", "Kill {0}"), Store(id)),
        Command::CutPower(id) => (both!("{0} 전원 끊기", "Cut the power of {0}"), Store(id)),
        Command::RestartStore(id) => (both!("{0} 다시 켜기", "Restart {0}"), Store(id)),
        Command::Drop(id) => return message(language, &label::request(language, id), None),
        Command::Delay(id, by) => return message(language, &label::request(language, id), Some(by)),
        Command::DropCopy(id) => return message(language, &label::copy(language, id), None),
        Command::DelayCopy(id, by) => return message(language, &label::copy(language, id), Some(by)),
    };
    text(language, texts, &[of])
}

/// A message that is dropped, or delayed by so long.
fn message(language: Language, named: &str, by: Option<SimDuration>) -> String {
    let texts = match by {
        None => both!("{0} 끊기", "Drop {0}"),
        Some(_) => both!("{0} {1} 늦추기", "Delay {0} by {1}"),
    };
    text(language, texts, &[Value::Text(named), Time(by.unwrap_or_default())])
}

/// Label of a mark on the timeline: the acts of a step and its loss, as "Alice: 로그인 · 세션 소멸".
pub fn mark(language: Language, inputs: &[Input], loss: Option<Loss>) -> String {
    let acts = inputs.iter().map(|input| command(language, &input.command));
    acts.chain(loss.map(|loss| label::loss(language, loss).to_owned())).collect::<Vec<_>>().join(" · ")
}
