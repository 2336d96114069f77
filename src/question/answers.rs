//! The answers of a question: what can happen by these inputs in the world before them. Nothing of the outcome is read.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use super::outcome::copies_of;
use super::{Answer, Ask};
use crate::model::client::View;
use crate::model::command::Command;
use crate::model::config::{MAX_CART, MAX_SERVER_NUMBER, MAX_SERVERS, Sessions, Setting};
use crate::model::http::{Action, Page};
use crate::model::ids::{ClientId, Holder, ServerId};
use crate::model::session::Session;
use crate::model::world::{SessionOfCookie, World};

/// The offered answers. They depend on the commands and not on their times.
pub(super) fn offered(world: &World, commands: &[Command], ask: Ask) -> Vec<Answer> {
    if ask == Ask::LostSessions {
        return users(world, commands);
    }
    let Some((client, action)) = last_request(commands) else { return Vec::new() };
    match (ask, action) {
        (Ask::Server, _) => servers(world, commands),
        (Ask::Page, Action::Login) => vec![Answer::LoggedIn, Answer::Error],
        (Ask::Page, Action::Me | Action::ViewCart | Action::AddToCart) => {
            vec![Answer::LoggedIn, Answer::LoginForm, Answer::Error]
        }
        (Ask::Cart, Action::ViewCart | Action::AddToCart) => carts(world, commands, client),
        (Ask::Messages, _) => messages(world, commands),
        (Ask::Copies, _) => copies(world, commands, client),
        (Ask::Page | Ask::Cart | Ask::LostSessions, _) => Vec::new(),
    }
}

/// Client and action of the last request that commands send.
pub(super) fn last_request(commands: &[Command]) -> Option<(ClientId, Action)> {
    commands.iter().rev().find_map(|command| request_of(*command))
}

fn request_of(command: Command) -> Option<(ClientId, Action)> {
    match command {
        Command::SignIn(client) => Some((client, Action::Login)),
        Command::OpenPage(client) | Command::FollowLink(client) => Some((client, Action::Me)),
        Command::ViewCart(client) => Some((client, Action::ViewCart)),
        Command::AddToCart(client) => Some((client, Action::AddToCart)),
        Command::SignOut(client) => Some((client, Action::Logout)),
        _ => None,
    }
}

/// The servers, those that the inputs add, and none. One that is down is among them: a reader may expect it to answer.
fn servers(world: &World, commands: &[Command]) -> Vec<Answer> {
    let room = usize::from(MAX_SERVERS).saturating_sub(world.present_servers().count());
    let next = world.servers.len();
    let added =
        (next..next + additions(commands).min(room)).take_while(|index| *index < usize::from(MAX_SERVER_NUMBER));
    let servers = world.present_servers().map(|server| server.id).chain(added.map(|index| ServerId(index as u8)));
    servers.map(Answer::Server).chain([Answer::NoServer]).collect()
}

fn additions(commands: &[Command]) -> usize {
    commands.iter().filter(|command| matches!(command, Command::AddServer | Command::AddLoneServer)).count()
}

/// Numbers of items: those of each state of the user's sessions and of the user's page, with and without the items that
/// the inputs add, and one more after an error, whose request may have been stored; those of others, whom a reader may confuse with the user; an empty cart; and the other pages.
fn carts(world: &World, commands: &[Command], client: ClientId) -> Vec<Answer> {
    let adds = commands.iter().filter(|command| **command == Command::AddToCart(client)).count() as u16;
    let view = world.client(client).map(|client| client.view);
    let is_unsure = matches!(view, Some(View::Page(Page::Error { .. }) | View::Unreachable));
    let adds = adds + u16::from(is_unsure);
    let (own, others): (Vec<&Session>, Vec<&Session>) =
        sessions(world).map(|(_, session)| session).partition(|session| session.owner == client);
    let shown = match view {
        Some(View::Page(Page::Cart { items })) => Some(items),
        Some(View::Page(_) | View::Blank | View::Unreachable) | None => None,
    };
    let before = own.into_iter().map(|session| session.cart).chain(shown).chain([0]);
    let items = before.flat_map(|cart| cart..=cart + adds).chain(others.into_iter().map(|session| session.cart));
    let items = items.map(|items| Answer::Items(items.min(MAX_CART)));
    items.chain([Answer::LoginForm, Answer::Error]).collect()
}

/// The sessions of every machine. A store that is down has those of its disk.
fn sessions(world: &World) -> impl Iterator<Item = (Holder, &Session)> {
    let of_servers =
        world.servers.iter().flat_map(|server| server.table.iter().map(|session| (Holder::Server(server.id), session)));
    let of_stores = world.stores.iter().flat_map(|store| {
        let kept = if store.is_up() { store.durable.iter() } else { store.surviving().iter() };
        store.table().iter().chain(kept).map(|session| (Holder::Store(store.id), session))
    });
    of_servers.chain(of_stores)
}

/// Nobody; everybody with a session; those on each machine; and, of the machines that stop, those whose sessions are not
/// elsewhere, not on the disk, and neither.
fn users(world: &World, commands: &[Command]) -> Vec<Answer> {
    let all: Vec<ClientId> = at_risk(world, commands).collect();
    let those = |is_one: &dyn Fn(ClientId) -> bool| {
        Answer::Users(all.iter().copied().filter(|client| is_one(*client)).collect())
    };
    let stopped: Vec<Holder> = commands.iter().filter_map(|command| stopped_machine(world, *command)).collect();
    let is_stopped = |machine: &Holder| stopped.contains(machine);
    let named = |client: ClientId| world.client(client).and_then(|client| client.session());
    let machines_of = |client: ClientId| {
        let named = named(client);
        sessions(world).filter(move |(_, session)| Some(session.id) == named).map(|(machine, _)| machine)
    };
    let is_there = |client| machines_of(client).any(|machine| is_stopped(&machine));
    let is_elsewhere = |client| machines_of(client).any(|machine| !is_stopped(&machine));
    let is_on_disk = |client: ClientId| {
        let disks = world.stores.iter().filter(|store| is_stopped(&Holder::Store(store.id)));
        named(client).is_some_and(|session| disks.map(|store| &store.durable).any(|disk| disk.get(session).is_some()))
    };
    let servers = world.servers.iter().map(|server| Holder::Server(server.id));
    let stores = world.stores.iter().map(|store| Holder::Store(store.id));
    let on_each =
        servers.chain(stores).map(|machine| those(&|client| machines_of(client).any(|other| other == machine)));
    let mut answers: Vec<Answer> = on_each.collect();
    answers.extend([
        those(&|_| false),
        those(&|_| true),
        those(&|client| is_there(client)),
        those(&|client| is_there(client) && !is_elsewhere(client)),
        those(&|client| is_there(client) && !is_on_disk(client)),
        those(&|client| is_there(client) && !is_elsewhere(client) && !is_on_disk(client)),
    ]);
    answers
}

/// Users whose cookie names a session that somebody has, and who do not end it themselves.
pub(super) fn at_risk(world: &World, commands: &[Command]) -> impl Iterator<Item = ClientId> {
    let has_session = |client: ClientId| match world.session_of_cookie(client) {
        SessionOfCookie::Held(..) | SessionOfCookie::OnReplica(..) | SessionOfCookie::OnDisk(..) => true,
        SessionOfCookie::NoCookie | SessionOfCookie::Gone(_) => false,
    };
    let ends = move |client| {
        commands.iter().any(|command| [Command::SignOut(client), Command::ClearCookies(client)].contains(command))
    };
    world.clients.iter().map(|client| client.id).filter(move |client| has_session(*client) && !ends(*client))
}

/// The machine that a command stops, if it does.
fn stopped_machine(world: &World, command: Command) -> Option<Holder> {
    match world.resolved(command)? {
        Command::Crash(server) | Command::RemoveServer(server) => Some(Holder::Server(server)),
        Command::KillStore(store) | Command::CutPower(store) => Some(Holder::Store(store)),
        _ => None,
    }
}

/// Numbers that follow from the number N of servers that run and can get copies: none, one, N - 1, N, 2(N - 1); and for
/// each of the requests none or all of its messages to the N - 1 others, of which the inputs can stop or start some (R19).
fn messages(world: &World, commands: &[Command]) -> Vec<Answer> {
    let running = match world.config.sessions {
        Sessions::Replicated => world.running_members().count(),
        Sessions::Local | Sessions::Shared(_) => world.present_servers().filter(|server| server.is_up()).count(),
    };
    let others = running.saturating_sub(1);
    let mut to_each = BTreeSet::from([0]);
    for (_, action) in commands.iter().filter_map(|command| request_of(*command)) {
        let messages = match action {
            Action::Login | Action::Logout => 2,
            Action::Me | Action::ViewCart | Action::AddToCart => 1,
        };
        let acknowledgements = usize::from(world.config.on(Setting::CopySync));
        to_each.extend(to_each.clone().into_iter().map(|sum| sum + messages + acknowledgements));
    }
    let products =
        later_count(world, commands, others).flat_map(|others| to_each.iter().map(move |messages| messages * others));
    [0, 1, others, running, 2 * others]
        .into_iter()
        .chain(products)
        .map(|count| Answer::Messages(count as u32))
        .collect()
}

/// Numbers of servers: those that have the session now; none, one, all but one; and all that run, of which the inputs can
/// stop or start some.
fn copies(world: &World, commands: &[Command], client: ClientId) -> Vec<Answer> {
    let running = world.present_servers().filter(|server| server.is_up()).count();
    let fewer = [0, 1, running.saturating_sub(1)].into_iter();
    let counts =
        fewer.chain(later_count(world, commands, running)).map(|count| count as u32).chain([copies_of(world, client)]);
    counts.map(Answer::Copies).collect()
}

/// The numbers that a number of servers can become, since the inputs stop and start some.
fn later_count(world: &World, commands: &[Command], servers: usize) -> RangeInclusive<usize> {
    let stops = commands.iter().filter(|command| stopped_machine(world, **command).is_some()).count();
    let restarts = commands.iter().filter(|command| matches!(command, Command::Restart(_))).count();
    servers.saturating_sub(stops)..=servers + restarts + additions(commands)
}
