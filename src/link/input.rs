//! One input as text: who does what, and when. `a.login`, `s2.crash`, `wait.30m`, `a3.drop`, `a3.delay.50ms`; with
//! `~500us` behind it, so long after the input before instead of a pause after everything has settled.

use crate::model::command::Command;
use crate::model::ids::{ClientId, RequestId, ServerId};
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
        Command::SignIn(client) => format!("{client}.login"),
        Command::OpenPage(client) => format!("{client}.me"),
        Command::FollowLink(client) => format!("{client}.link"),
        Command::ViewCart(client) => format!("{client}.cart"),
        Command::AddToCart(client) => format!("{client}.add"),
        Command::SignOut(client) => format!("{client}.logout"),
        Command::ClearCookies(client) => format!("{client}.clear"),
        Command::ChangeAddress(client) => format!("{client}.move"),
        Command::Crash(server) => format!("{server}.crash"),
        Command::Restart(server) => format!("{server}.restart"),
        Command::Upgrade(server) => format!("{server}.upgrade"),
        Command::AddServer => "server.add".into(),
        Command::Drop(request) => format!("{request}.drop"),
        Command::Delay(request, by) => format!("{request}.delay.{}", write_duration(by.as_us())),
        Command::Wait(duration) => format!("wait.{}", write_duration(duration.as_us())),
    }
}

fn read_command(text: &str) -> Option<Command> {
    let (who, what) = text.split_once('.')?;
    match (who, what) {
        ("server", "add") => return Some(Command::AddServer),
        ("wait", pause) => return Some(Command::Wait(duration(pause)?)),
        _ => {}
    }
    if let Some(number) = who.strip_prefix('s').and_then(|number| number.parse::<u8>().ok()) {
        let server = ServerId(number.checked_sub(1)?);
        return match what {
            "crash" => Some(Command::Crash(server)),
            "restart" => Some(Command::Restart(server)),
            "upgrade" => Some(Command::Upgrade(server)),
            _ => None,
        };
    }
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
        _ => None,
    }
}

fn duration(text: &str) -> Option<SimDuration> {
    read_duration(text).filter(|us| *us <= MAX_DURATION_US).map(SimDuration::from_us)
}
