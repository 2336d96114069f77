//! Tests of the stage as data: nothing overlaps or leaves its card at any step, moving messages never touch, and marks
//! follow from facts. In a low room, the stage is as high as the room.

mod geometry;
mod rooms;
mod machines;
mod marks;

use super::{BeatFacts, Card, Row, Scene, View, project};
use crate::model::command::Command;
use crate::model::config::{Affinity, Config, Routing, Sessions, Setting};
use crate::model::fact::Fact;
use crate::model::ids::{ClientId, RequestId, ServerId, StoreId};
use crate::model::message::Node;
use crate::model::time::SimDuration;
use crate::recording::{Input, Recording, When};
use crate::text::Language;

/// Returns a configuration without replication or store.
fn config(routing: Routing, clients: usize, servers: usize) -> Config {
    of_sessions(Sessions::Local, routing, clients, servers)
}

/// Returns a configuration with this way to keep sessions, and with a replica.
fn of_sessions(sessions: Sessions, routing: Routing, clients: usize, servers: usize) -> Config {
    Config::new(routing, Affinity::None, sessions)
        .with(Setting::Clients, clients as u64)
        .with(Setting::Servers, servers as u64)
        .with(Setting::Replica, 1)
}

fn settled(command: Command) -> Input {
    Input { when: When::Settled, command }
}

fn after(us: u64, command: Command) -> Input {
    Input { when: When::After(SimDuration::from_us(us)), command }
}

fn scene(recording: &Recording, step: usize, width: i32, language: Language) -> Scene {
    scene_in(recording, step, (width, None), language)
}

/// Returns the stage of this width in a room of this height.
fn scene_in(recording: &Recording, step: usize, (width, room): (i32, Option<i32>), language: Language) -> Scene {
    let (width, room) = (width.into(), room.map(f64::from));
    project(&View {
        recording,
        step,
        language,
        width,
        room,
        beat: BeatFacts::default(),
        selection: None,
        prediction: None,
    })
}

/// Returns inputs of clients that act at once again and again, while a server crashes and restarts, and messages are
/// delayed and lost.
fn rush(clients: usize, servers: usize) -> Vec<Input> {
    let client = |index: usize| ClientId((index % clients) as u8);
    let last = ServerId(servers as u8 - 1);
    let mut inputs = vec![settled(Command::OpenPage(client(0)))];
    inputs.extend((0..clients).map(|index| after(130, Command::SignIn(client(index)))));
    inputs.push(settled(Command::AddToCart(client(0))));
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
    inputs.push(settled(Command::Wait(SimDuration::from_s(7))));
    inputs.push(settled(Command::OpenPage(client(1))));
    inputs.push(settled(Command::Restart(last)));
    inputs.push(after(600, Command::AddToCart(client(0))));
    inputs.push(settled(Command::AddServer));
    inputs.push(settled(Command::OpenPage(client(0))));
    inputs.push(settled(Command::Wait(SimDuration::from_s(6))));
    inputs
}

/// Returns the first step from `from` on with a fact that matches.
fn step_of(recording: &Recording, from: usize, wanted: impl Fn(&Fact) -> bool) -> usize {
    recording.step_where(from, wanted).expect("it happens")
}

/// Returns the first step with a request in flight.
fn first_request(recording: &Recording) -> usize {
    step_of(recording, 0, |fact| matches!(fact, Fact::RequestSent { .. }))
}

/// Returns a card's text of this class, or an empty string.
fn card_text<'a>(card: &'a Card, class: &str) -> &'a str {
    card.texts.iter().find(|text| text.class == class).map_or("", |text| &text.text)
}

/// Returns a row's text of this class, or an empty string.
fn row_text<'a>(row: &'a Row, class: &str) -> &'a str {
    row.texts.iter().find(|text| text.class == class).map_or("", |text| &text.text)
}

fn card(scene: &Scene, node: Node) -> &Card {
    scene.cards.iter().find(|card| card.node == node).expect("it is drawn")
}

/// Returns the inputs of [`rush`], and then more: stores fail, restart and take over, a server is added, and another is
/// removed.
fn storm(clients: usize, servers: usize) -> Vec<Input> {
    let client = |index: usize| ClientId((index % clients) as u8);
    let mut inputs = rush(clients, servers);
    inputs.push(settled(Command::SignIn(client(0))));
    inputs.extend((0..2 * clients).map(|index| after(90, Command::AddToCart(client(index)))));
    inputs.push(after(2_800, Command::AddLoneServer));
    inputs.push(after(100, Command::RemoveServer(ServerId(0))));
    inputs.push(settled(Command::SignIn(client(0))));
    inputs.extend((0..clients).map(|index| after(90, Command::AddToCart(client(index)))));
    inputs.push(after(4_500, Command::CutPower(StoreId(0))));
    inputs.push(after(100, Command::ViewCart(client(1))));
    inputs.push(settled(Command::Wait(SimDuration::from_s(7))));
    inputs.push(settled(Command::AddToCart(client(0))));
    inputs.push(settled(Command::RestartStore(StoreId(0))));
    inputs.push(settled(Command::SignIn(client(0))));
    inputs.extend((0..clients).map(|index| after(60, Command::ViewCart(client(index)))));
    inputs.push(after(900, Command::Promote));
    inputs.push(settled(Command::KillStore(StoreId(0))));
    inputs.push(settled(Command::KillStore(StoreId(1))));
    inputs.push(settled(Command::OpenPage(client(0))));
    inputs
}

#[test]
fn step_past_the_end_shows_the_last_step() {
    let inputs = [settled(Command::SignIn(ClientId(0)))];
    let recording = Recording::replay(config(Routing::RoundRobin, 1, 2), &inputs);
    let last = scene(&recording, recording.last_step(), 1280, Language::Korean);
    assert_eq!(scene(&recording, usize::MAX, 1280, Language::Korean), last);
}
