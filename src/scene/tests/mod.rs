//! The stage as data: nothing overlaps or sticks out at any step, messages keep apart while they move, and marks
//! follow the facts.

mod geometry;
mod marks;

use super::{Scene, View, project};
use crate::model::command::Command;
use crate::model::config::{Config, Routing, Sessions, Setting};
use crate::model::ids::{ClientId, RequestId, ServerId};
use crate::model::time::SimDuration;
use crate::recording::{Input, Recording, When};
use crate::text::Language;

/// A run with this many clients and servers.
fn config(routing: Routing, clients: usize, servers: usize) -> Config {
    Config::new(routing, Sessions::Local).with(Setting::Clients, clients as u64).with(Setting::Servers, servers as u64)
}

fn then(command: Command) -> Input {
    Input { when: When::Settled, command }
}

fn after(us: u64, command: Command) -> Input {
    Input { when: When::After(SimDuration::from_us(us)), command }
}

fn scene(recording: &Recording, step: usize, width: f64, language: Language) -> Scene {
    project(&View { recording, step, language, width, selection: None })
}

/// Everybody acts at once, again and again, while a server dies and comes back, and messages are held up and lost.
fn rush(clients: usize, servers: usize) -> Vec<Input> {
    let client = |index: usize| ClientId((index % clients) as u8);
    let last = ServerId(servers as u8 - 1);
    let mut inputs = vec![then(Command::OpenPage(client(0)))];
    inputs.extend((0..clients).map(|index| after(130, Command::SignIn(client(index)))));
    inputs.push(then(Command::AddToCart(client(0))));
    for index in 0..2 * clients {
        inputs.push(after(70, Command::OpenPage(client(index))));
        inputs.push(after(40, Command::ViewCart(client(index + 1))));
    }
    inputs.push(after(200, Command::Delay(RequestId { client: client(0), nth: 3 }, SimDuration::from_ms(3))));
    inputs.push(after(100, Command::SignOut(client(1))));
    inputs.push(after(2_200, Command::Crash(last)));
    inputs.push(after(100, Command::ClearCookies(client(2))));
    inputs.extend((0..clients).map(|index| after(150, Command::SignIn(client(index)))));
    inputs.push(after(300, Command::Drop(RequestId { client: client(0), nth: 7 })));
    inputs.push(after(500, Command::ChangeAddress(client(1))));
    inputs.push(then(Command::Wait(SimDuration::from_s(7))));
    inputs.push(then(Command::OpenPage(client(1))));
    inputs.push(then(Command::Restart(last)));
    inputs.push(after(600, Command::AddToCart(client(0))));
    inputs.push(then(Command::AddServer));
    inputs.push(then(Command::OpenPage(client(0))));
    inputs.push(then(Command::Wait(SimDuration::from_s(6))));
    inputs
}
