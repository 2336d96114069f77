//! One input as text: subject, action and time.
//!
//! Examples: `a.login`, `s2.crash`, `db1.power`, `wait.30m`; `a3.drop` and `a3.delay.50ms` for a request;
//! `a.v3.s2.drop` for the copy of version 3 that goes to server 2. By its role: `server(a).crash` for the server that
//! answered client a last, `store.power` for the primary store, `wait.check` until the next health check.
//!
//! The suffix `~500us` sets the time since the previous input; without it, the input waits until earlier effects have
//! settled.

use std::fmt::Display;

use crate::model::command::{Awaited, Command, ServerAction, StoreAction};
use crate::model::ids::{ClientId, Holder, NotAnId};
use crate::model::time::SimDuration;
use crate::recording::{Input, When};

use super::value::{read_duration, write_duration};

/// Events to wait for.
const CHECK: &str = "check";
const IDLE: &str = "idle";
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
        Command::Crash(server) => act(server, server_verb(ServerAction::Crash)),
        Command::Restart(server) => act(server, server_verb(ServerAction::Restart)),
        Command::Upgrade(server) => act(server, server_verb(ServerAction::Upgrade)),
        Command::AddServer => "server.add".into(),
        Command::AddLoneServer => "server.addlone".into(),
        Command::RemoveServer(server) => act(server, server_verb(ServerAction::Remove)),
        Command::KillStore(store) => act(store, store_verb(StoreAction::Kill)),
        Command::CutPower(store) => act(store, store_verb(StoreAction::CutPower)),
        Command::RestartStore(store) => act(store, store_verb(StoreAction::Restart)),
        Command::Promote => "db.promote".into(),
        Command::Drop(request) => act(request, "drop"),
        Command::Delay(request, by) => act(request, &delay(by)),
        Command::DropCopy(copy) => act(copy, "drop"),
        Command::DelayCopy(copy, by) => act(copy, &delay(by)),
        Command::Wait(duration) => act(&"wait", &write_duration(duration.as_us())),
        Command::WaitUntil(Awaited::HealthCheck) => act(&"wait", CHECK),
        Command::WaitUntil(Awaited::IdleTimeout) => act(&"wait", IDLE),
        Command::ToServerOf(client, action) => act(&format!("server({client})"), server_verb(*action)),
        Command::ToPrimary(action) => act(&"store", store_verb(*action)),
    }
}

fn server_verb(action: ServerAction) -> &'static str {
    match action {
        ServerAction::Crash => "crash",
        ServerAction::Restart => "restart",
        ServerAction::Upgrade => "upgrade",
        ServerAction::Remove => "remove",
    }
}

fn store_verb(action: StoreAction) -> &'static str {
    match action {
        StoreAction::Kill => "kill",
        StoreAction::CutPower => "power",
        StoreAction::Restart => "restart",
    }
}

fn act(subject: &dyn Display, action: &str) -> String {
    format!("{subject}.{action}")
}

/// "delay.50ms".
fn delay(by: &SimDuration) -> String {
    act(&"delay", &write_duration(by.as_us()))
}

fn read_command(text: &str) -> Option<Command> {
    let (subject, action) = text.split_once('.')?;
    match (subject, action) {
        ("server", "add") => return Some(Command::AddServer),
        ("server", "addlone") => return Some(Command::AddLoneServer),
        ("db", "promote") => return Some(Command::Promote),
        ("wait", CHECK) => return Some(Command::WaitUntil(Awaited::HealthCheck)),
        ("wait", IDLE) => return Some(Command::WaitUntil(Awaited::IdleTimeout)),
        ("wait", pause) => return Some(Command::Wait(duration(pause)?)),
        ("store", verb) => return Some(Command::ToPrimary(read_store_action(verb)?)),
        _ => {}
    }
    if let Some(client) = subject.strip_prefix("server(") {
        let client = client.strip_suffix(')')?.parse().ok()?;
        return Some(Command::ToServerOf(client, read_server_action(action)?));
    }
    match subject.parse() {
        Ok(Holder::Server(server)) => Some(read_server_action(action)?.on(server)),
        Ok(Holder::Store(store)) => Some(read_store_action(action)?.on(store)),
        Err(NotAnId) => read_of_client(subject, action),
    }
}

fn read_server_action(verb: &str) -> Option<ServerAction> {
    ServerAction::ALL.into_iter().find(|action| server_verb(*action) == verb)
}

fn read_store_action(verb: &str) -> Option<StoreAction> {
    StoreAction::ALL.into_iter().find(|action| store_verb(*action) == verb)
}

fn read_of_client(subject: &str, action: &str) -> Option<Command> {
    if let Ok(request) = subject.parse() {
        return match action.split_once('.') {
            None if action == "drop" => Some(Command::Drop(request)),
            Some(("delay", by)) => Some(Command::Delay(request, duration(by)?)),
            _ => None,
        };
    }
    let client = subject.parse().ok()?;
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
    let (end, _) = text.match_indices('.').nth(1)?;
    let (copy, action) = (format!("{client}.{}", &text[..end]).parse().ok()?, &text[end + 1..]);
    match action.split_once('.') {
        None if action == "drop" => Some(Command::DropCopy(copy)),
        Some(("delay", by)) => Some(Command::DelayCopy(copy, duration(by)?)),
        _ => None,
    }
}

fn duration(text: &str) -> Option<SimDuration> {
    read_duration(text).filter(|us| *us <= MAX_DURATION_US).map(SimDuration::from_us)
}
