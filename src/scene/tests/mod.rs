//! The stage as data: nothing overlaps or sticks out at any step, messages keep apart while they move, and marks
//! follow the facts.

mod geometry;
mod machines;
mod marks;

use super::{Card, Row, Scene, View, project};
use crate::model::command::Command;
use crate::model::config::{Affinity, Config, Routing, Sessions, Setting};
use crate::model::fact::Fact;
use crate::model::ids::{ClientId, RequestId, ServerId, StoreId};
use crate::model::message::Node;
use crate::model::time::SimDuration;
use crate::recording::{Input, Recording, When};
use crate::text::Language;

/// A run with this many clients and servers.
fn config(routing: Routing, clients: usize, servers: usize) -> Config {
    of_sessions(Sessions::Local, routing, clients, servers)
}

/// The same with sessions that live elsewhere.
fn of_sessions(sessions: Sessions, routing: Routing, clients: usize, servers: usize) -> Config {
    Config::new(routing, Affinity::None, sessions)
        .with(Setting::Clients, clients as u64)
        .with(Setting::Servers, servers as u64)
        .with(Setting::Replica, 1)
}

fn then(command: Command) -> Input {
    Input { when: When::Settled, command }
}

fn after(us: u64, command: Command) -> Input {
    Input { when: When::After(SimDuration::from_us(us)), command }
}

fn scene(recording: &Recording, step: usize, width: i32, language: Language) -> Scene {
    project(&View { recording, step, language, width: width.into(), selection: None })
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

/// The first step from `from` on with such a fact.
fn step_of(recording: &Recording, from: usize, wanted: impl Fn(&Fact) -> bool) -> usize {
    recording.step_where(from, wanted).expect("it happens")
}

/// The first step with a request under way.
fn first_request(recording: &Recording) -> usize {
    step_of(recording, 0, |fact| matches!(fact, Fact::RequestSent { .. }))
}

/// What a text of a card says; empty where there is none.
fn said<'a>(card: &'a Card, class: &str) -> &'a str {
    card.texts.iter().find(|text| text.class == class).map_or("", |text| &text.text)
}

/// The same of a row.
fn told<'a>(row: &'a Row, class: &str) -> &'a str {
    row.texts.iter().find(|text| text.class == class).map_or("", |text| &text.text)
}

fn card(scene: &Scene, node: Node) -> &Card {
    scene.cards.iter().find(|card| card.node == node).expect("it is drawn")
}

/// A storm on the stores as well: they die, come back, take over, and a server comes while another goes.
fn storm(clients: usize, servers: usize) -> Vec<Input> {
    let client = |index: usize| ClientId((index % clients) as u8);
    let mut inputs = rush(clients, servers);
    inputs.push(then(Command::SignIn(client(0))));
    inputs.extend((0..2 * clients).map(|index| after(90, Command::AddToCart(client(index)))));
    inputs.push(after(2_800, Command::AddLoneServer));
    inputs.push(after(100, Command::RemoveServer(ServerId(0))));
    inputs.push(then(Command::SignIn(client(0))));
    inputs.extend((0..clients).map(|index| after(90, Command::AddToCart(client(index)))));
    inputs.push(after(4_500, Command::CutPower(StoreId(0))));
    inputs.push(after(100, Command::ViewCart(client(1))));
    inputs.push(then(Command::Wait(SimDuration::from_s(7))));
    inputs.push(then(Command::AddToCart(client(0))));
    inputs.push(then(Command::RestartStore(StoreId(0))));
    inputs.push(then(Command::SignIn(client(0))));
    inputs.extend((0..clients).map(|index| after(60, Command::ViewCart(client(index)))));
    inputs.push(after(900, Command::Promote));
    inputs.push(then(Command::KillStore(StoreId(0))));
    inputs.push(then(Command::KillStore(StoreId(1))));
    inputs.push(then(Command::OpenPage(client(0))));
    inputs
}
