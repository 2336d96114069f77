//! One input as text: subject, action and time.
//!
//! Examples: `a.login`, `s2.crash`, `db1.power`, `wait.30m`; `a3.drop` and `a3.delay.50ms` for a request;
//! `a.v3.s2.drop` for the copy of version 3 that goes to server 2. The suffix `~500us` sets the time since the previous
//! input; without it, the input waits until earlier effects have settled.

use std::fmt::Display;

use crate::model::command::Command;
use crate::model::ids::{ClientId, CopyId, Holder, RequestId, ServerId, StoreId};
use crate::model::time::SimDuration;
use crate::recording::{Input, When};

use super::value::{read_duration, write_duration};

/// Longest wait or delay: the longest idle timeout that a session can have.
const MAX_DURATION_US: u64 = 48 * 3_600_000_000;

/// Inputs separated by commas.
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

/// Reads one input; `None` if it is unreadable.
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

fn act(subject: &dyn Display, action: &str) -> String {
    format!("{subject}.{action}")
}

/// "delay.50ms".
fn delay(by: &SimDuration) -> String {
    act(&"delay", &write_duration(by.as_us()))
}

/// Owner, version and receiver of a session copy: "a.v3.s2", "a.v3.db2".
fn write_copy(copy: &CopyId) -> String {
    format!("{}.v{}.{}", copy.client, copy.version, copy.to)
}

fn read_command(text: &str) -> Option<Command> {
    let (subject, action) = text.split_once('.')?;
    match (subject, action) {
        ("server", "add") => return Some(Command::AddServer),
        ("server", "addlone") => return Some(Command::AddLoneServer),
        ("db", "promote") => return Some(Command::Promote),
        ("wait", pause) => return Some(Command::Wait(duration(pause)?)),
        _ => {}
    }
    match read_holder(subject) {
        Some(Holder::Server(server)) => read_of_server(server, action),
        Some(Holder::Store(store)) => read_of_store(store, action),
        None => read_of_client(subject, action),
    }
}

/// A server ("s2") or a store ("db1").
fn read_holder(text: &str) -> Option<Holder> {
    let index = |number: &str| number.parse::<u8>().ok()?.checked_sub(1);
    if let Some(number) = text.strip_prefix("db") {
        return Some(Holder::Store(StoreId(index(number)?)));
    }
    Some(Holder::Server(ServerId(index(text.strip_prefix('s')?)?)))
}

fn read_of_server(server: ServerId, action: &str) -> Option<Command> {
    match action {
        "crash" => Some(Command::Crash(server)),
        "restart" => Some(Command::Restart(server)),
        "upgrade" => Some(Command::Upgrade(server)),
        "remove" => Some(Command::RemoveServer(server)),
        _ => None,
    }
}

fn read_of_store(store: StoreId, action: &str) -> Option<Command> {
    match action {
        "kill" => Some(Command::KillStore(store)),
        "power" => Some(Command::CutPower(store)),
        "restart" => Some(Command::RestartStore(store)),
        _ => None,
    }
}

fn read_of_client(subject: &str, action: &str) -> Option<Command> {
    let letter = subject.chars().next().filter(char::is_ascii_lowercase)?;
    let client = ClientId(letter as u8 - b'a');
    let nth = &subject[1..];
    if !nth.is_empty() {
        let request = RequestId { client, nth: nth.parse().ok()? };
        return match action.split_once('.') {
            None if action == "drop" => Some(Command::Drop(request)),
            Some(("delay", by)) => Some(Command::Delay(request, duration(by)?)),
            _ => None,
        };
    }
    match action {
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

/// Reads the part after the client's letter in "a.v3.s2.drop" and "a.v3.db2.delay.50ms".
fn read_of_copy(client: ClientId, text: &str) -> Option<Command> {
    let (version, rest) = text.strip_prefix('v')?.split_once('.')?;
    let (to, action) = rest.split_once('.')?;
    let copy = CopyId { client, version: version.parse().ok()?, to: read_holder(to)? };
    match action.split_once('.') {
        None if action == "drop" => Some(Command::DropCopy(copy)),
        Some(("delay", by)) => Some(Command::DelayCopy(copy, duration(by)?)),
        _ => None,
    }
}

fn duration(text: &str) -> Option<SimDuration> {
    read_duration(text).filter(|us| *us <= MAX_DURATION_US).map(SimDuration::from_us)
}
