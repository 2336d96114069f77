//! One input as text: who does what, and when. `a.login`, `s2.crash`, `db1.power`, `wait.30m`; `a3.drop` and
//! `a3.delay.50ms` for a request, `a.v3.s2.drop` for the copy of version 3 that goes to server 2; with `~500us` behind
//! it, so long after the input before instead of a pause after everything has settled.

use std::fmt::Display;

use crate::model::command::Command;
use crate::model::ids::{ClientId, CopyId, Holder, RequestId, ServerId, StoreId};
use crate::model::time::SimDuration;
use crate::recording::{Input, When};

use super::value::{read_duration, write_duration};

/// A wait or a delay at most: a year would only be a number nobody reads.
const MAX_DURATION_US: u64 = 48 * 3_600_000_000;

/// All inputs, with commas between.
pub(super) fn write_all(inputs: &[Input]) -> String {
    inputs.iter().map(write).collect::<Vec<_>>().join(",")
}

/// One input as text.
pub(super) fn write(input: &Input) -> String {
    let command = write_command(&input.command);
    match input.when {
        When::Settled => command,
        When::After(pause) => format!("{command}~{}", write_duration(pause.as_us())),
    }
}

/// One input from its text; `None` where it can't be read.
pub(super) fn read(text: &str) -> Option<Input> {
    let (command, when) = match text.split_once('~') {
        Some((command, pause)) => (command, When::After(duration(pause)?)),
        None => (text, When::Settled),
    };
    Some(Input { when, command: read_command(command)? })
}

fn write_command(command: &Command) -> String {
    match command {
        Command::SignIn(client) => act(client, "login"),
        Command::OpenPage(client) => act(client, "me"),
        Command::FollowLink(client) => act(client, "link"),
        Command::ViewCart(client) => act(client, "cart"),
        Command::AddToCart(client) => act(client, "add"),
        Command::SignOut(client) => act(client, "logout"),
        Command::ClearCookies(client) => act(client, "clear"),
        Command::ChangeAddress(client) => act(client, "move"),
        Command::ShareAddress(client) => act(client, "share"),
        Command::Crash(server) => act(server, "crash"),
        Command::Restart(server) => act(server, "restart"),
        Command::Upgrade(server) => act(server, "upgrade"),
        Command::AddServer => "server.add".into(),
        Command::AddLoneServer => "server.addlone".into(),
        Command::RemoveServer(server) => act(server, "remove"),
        Command::KillStore(store) => act(store, "kill"),
        Command::CutPower(store) => act(store, "power"),
        Command::RestartStore(store) => act(store, "restart"),
        Command::Promote => "db.promote".into(),
        Command::Drop(request) => act(request, "drop"),
        Command::Delay(request, by) => act(request, &delay(by)),
        Command::DropCopy(copy) => act(&write_copy(copy), "drop"),
        Command::DelayCopy(copy, by) => act(&write_copy(copy), &delay(by)),
        Command::Wait(duration) => act(&"wait", &write_duration(duration.as_us())),
    }
}

/// "who.what".
fn act(who: &dyn Display, what: &str) -> String {
    format!("{who}.{what}")
}

/// "delay.50ms".
fn delay(by: &SimDuration) -> String {
    act(&"delay", &write_duration(by.as_us()))
}

/// The copy of a version of a person's session, and to whom: "a.v3.s2", "a.v3.db2".
fn write_copy(copy: &CopyId) -> String {
    format!("{}.v{}.{}", copy.client, copy.version, copy.to)
}

fn read_command(text: &str) -> Option<Command> {
    let (who, what) = text.split_once('.')?;
    match (who, what) {
        ("server", "add") => return Some(Command::AddServer),
        ("server", "addlone") => return Some(Command::AddLoneServer),
        ("db", "promote") => return Some(Command::Promote),
        ("wait", pause) => return Some(Command::Wait(duration(pause)?)),
        _ => {}
    }
    match read_holder(who) {
        Some(Holder::Server(server)) => read_of_server(server, what),
        Some(Holder::Store(store)) => read_of_store(store, what),
        None => read_of_client(who, what),
    }
}

/// "s2", "db1".
fn read_holder(text: &str) -> Option<Holder> {
    let index = |number: &str| number.parse::<u8>().ok()?.checked_sub(1);
    if let Some(number) = text.strip_prefix("db") {
        return Some(Holder::Store(StoreId(index(number)?)));
    }
    Some(Holder::Server(ServerId(index(text.strip_prefix('s')?)?)))
}

fn read_of_server(server: ServerId, what: &str) -> Option<Command> {
    match what {
        "crash" => Some(Command::Crash(server)),
        "restart" => Some(Command::Restart(server)),
        "upgrade" => Some(Command::Upgrade(server)),
        "remove" => Some(Command::RemoveServer(server)),
        _ => None,
    }
}

fn read_of_store(store: StoreId, what: &str) -> Option<Command> {
    match what {
        "kill" => Some(Command::KillStore(store)),
        "power" => Some(Command::CutPower(store)),
        "restart" => Some(Command::RestartStore(store)),
        _ => None,
    }
}

fn read_of_client(who: &str, what: &str) -> Option<Command> {
    let letter = who.chars().next().filter(char::is_ascii_lowercase)?;
    let client = ClientId(letter as u8 - b'a');
    let nth = &who[1..];
    if !nth.is_empty() {
        let request = RequestId { client, nth: nth.parse().ok()? };
        return match what.split_once('.') {
            None if what == "drop" => Some(Command::Drop(request)),
            Some(("delay", by)) => Some(Command::Delay(request, duration(by)?)),
            _ => None,
        };
    }
    match what {
        "login" => Some(Command::SignIn(client)),
        "me" => Some(Command::OpenPage(client)),
        "link" => Some(Command::FollowLink(client)),
        "cart" => Some(Command::ViewCart(client)),
        "add" => Some(Command::AddToCart(client)),
        "logout" => Some(Command::SignOut(client)),
        "clear" => Some(Command::ClearCookies(client)),
        "move" => Some(Command::ChangeAddress(client)),
        "share" => Some(Command::ShareAddress(client)),
        copy => read_of_copy(client, copy),
    }
}

/// What follows the letter in "a.v3.s2.drop" and "a.v3.db2.delay.50ms".
fn read_of_copy(client: ClientId, text: &str) -> Option<Command> {
    let (version, rest) = text.strip_prefix('v')?.split_once('.')?;
    let (to, what) = rest.split_once('.')?;
    let copy = CopyId { client, version: version.parse().ok()?, to: read_holder(to)? };
    match what.split_once('.') {
        None if what == "drop" => Some(Command::DropCopy(copy)),
        Some(("delay", by)) => Some(Command::DelayCopy(copy, duration(by)?)),
        _ => None,
    }
}

fn duration(text: &str) -> Option<SimDuration> {
    read_duration(text).filter(|us| *us <= MAX_DURATION_US).map(SimDuration::from_us)
}
