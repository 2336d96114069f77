//! The actions that the page offers: seven at most without a selection, eight with one (Hick's law), and the waits. They
//! depend on the selection, the target and the settings of the run, so they never change while it plays. Only the reason
//! why one is disabled does.

use super::Look;
use crate::model::client::SHARED_ADDRESS;
use crate::model::command::{Awaited, Command, ServerAction, StoreAction};
use crate::model::config::{Affinity, MAX_OPEN_REQUESTS, MAX_WORKERS, Sessions};
use crate::model::fact::Limit;
use crate::model::ids::{ClientId, ServerId, StoreId};
use crate::model::message::{Message, Node};
use crate::model::time::SimDuration;
use crate::model::world::World;
use crate::recording::MAX_INPUTS;
use crate::selection::{Selection, Target};
use crate::text::{Words, label};

/// The waits. Seven seconds outlast three failed health checks, two seconds apart, or the promotion of a replica.
const WAITS: [Command; 4] = [
    Command::WaitUntil(Awaited::HealthCheck),
    Command::Wait(SimDuration::from_s(7)),
    Command::Wait(SimDuration::from_s(600)),
    Command::WaitUntil(Awaited::IdleTimeout),
];
/// Delay of a message. It is longer than a request takes, so that another request overtakes the message.
const DELAY: SimDuration = SimDuration::from_ms(5);

/// The rows of the panel.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Acts {
    /// The selected thing: "Alice", "서버 3", "Alice의 두 번째 요청"; empty without a selection.
    pub about: String,
    /// The actions, in the order to show them.
    pub acts: Vec<Act>,
    /// The waits, in the order to show them.
    pub waits: Vec<Act>,
}

/// An action and its button.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Act {
    /// The command that the button sends.
    pub command: Command,
    /// The text of the button.
    pub label: String,
    /// The client whose colour the button has.
    pub owner: Option<ClientId>,
    /// True if the command would change something.
    pub enabled: bool,
    /// Reason why the button is disabled; empty if it is enabled.
    pub why_not: &'static str,
}

/// The actions for the selection; without one, a few for the target.
pub fn acts(look: Look<'_>, target: Target) -> Acts {
    let (language, world) = (look.language, look.world());
    let target = valid(world, target);
    let selection = look.selection.filter(|selection| exists(world, *selection));
    let (about, commands) = match selection {
        Some(Selection::Node(Node::Client(id))) => (id.name().to_owned(), client_commands(world, id)),
        Some(Selection::Node(Node::Server(id))) => (label::server(language, id), server_commands(world, id)),
        Some(Selection::Node(Node::Balancer)) => {
            let of_server = [ServerAction::Crash, ServerAction::Restart].map(|action| at_server(target, action));
            (language.words().balancer.to_owned(), [vec![Command::AddServer], of_server.to_vec()].concat())
        }
        Some(Selection::Node(Node::Store(id))) => (label::store(language, id), store_commands(id)),
        Some(Selection::Message(id)) => {
            let acts = [vec![Command::Drop(id), Command::Delay(id, DELAY)], request_commands(id.client)];
            (label::request(language, id), acts.concat())
        }
        Some(Selection::Copy(id)) => {
            let acts = [vec![Command::DropCopy(id), Command::DelayCopy(id, DELAY)], request_commands(id.client)];
            (label::copy(language, id), acts.concat())
        }
        None => (String::new(), initial_commands(world, target)),
    };
    // The panel's title names a selected node already.
    let is_named = matches!(selection, Some(Selection::Node(Node::Client(_) | Node::Server(_) | Node::Store(_))));
    let acts = commands.into_iter().map(|command| act(look, command, is_named)).collect();
    Acts { about, acts, waits: WAITS.map(|command| act(look, command, is_named)).into() }
}

/// True if the run has the selected thing now. A message counts as long as the run has its client.
fn exists(world: &World, selection: Selection) -> bool {
    match selection {
        Selection::Node(Node::Client(client)) => world.client(client).is_some(),
        Selection::Node(Node::Server(server)) => world.server(server).is_some_and(|server| !server.is_removed()),
        Selection::Node(Node::Store(store)) => world.store(store).is_some(),
        Selection::Node(Node::Balancer) => world.balancer.is_some(),
        Selection::Message(request) => world.client(request.client).is_some(),
        Selection::Copy(copy) => world.client(copy.client).is_some(),
    }
}

/// The target without what the run does not have: a removed server, a client or a store of another run.
fn valid(world: &World, target: Target) -> Target {
    let has = |node| exists(world, Selection::Node(node));
    Target {
        client: if has(Node::Client(target.client)) { target.client } else { Target::default().client },
        server: target.server.filter(|server| has(Node::Server(*server))),
        store: target.store.filter(|store| has(Node::Store(*store))),
    }
}

/// An action on the server of the target.
fn at_server(target: Target, action: ServerAction) -> Command {
    target.server.map_or(Command::ToServerOf(target.client, action), |server| action.on(server))
}

/// An action on the store of the target.
fn at_store(target: Target, action: StoreAction) -> Command {
    target.store.map_or(Command::ToPrimary(action), |store| action.on(store))
}

/// Requests that soon lead to a loss.
fn request_commands(client: ClientId) -> Vec<Command> {
    vec![Command::OpenPage(client), Command::SignIn(client), Command::AddToCart(client)]
}

fn client_commands(world: &World, client: ClientId) -> Vec<Command> {
    let mut commands = request_commands(client);
    commands.extend([
        Command::ViewCart(client),
        Command::SignOut(client),
        Command::ClearCookies(client),
        Command::ChangeAddress(client),
        // With an affinity, a shared address shows the difference between cookie and source IP address.
        match world.config.affinity {
            Affinity::None => Command::FollowLink(client),
            Affinity::Cookie | Affinity::Source => Command::ShareAddress(client),
        },
    ]);
    commands
}

fn server_commands(world: &World, server: ServerId) -> Vec<Command> {
    let mut commands = ServerAction::ALL.map(|action| action.on(server)).to_vec();
    commands.push(Command::AddServer);
    if world.config.sessions == Sessions::Replicated {
        commands.push(Command::AddLoneServer);
    }
    commands
}

fn store_commands(store: StoreId) -> Vec<Command> {
    let mut commands = StoreAction::ALL.map(|action| action.on(store)).to_vec();
    commands.push(Command::Promote);
    commands
}

/// Commands without a selection, seven at most. They mean the same under every strategy.
fn initial_commands(world: &World, target: Target) -> Vec<Command> {
    let mut commands = request_commands(target.client);
    commands.push(at_server(target, ServerAction::Crash));
    match world.config.sessions {
        // A store is a single point of failure; servers without sessions are not.
        Sessions::Shared(_) => {
            commands.extend([StoreAction::CutPower, StoreAction::Restart].map(|action| at_store(target, action)));
        }
        Sessions::Local | Sessions::Replicated => commands.push(at_server(target, ServerAction::Restart)),
    }
    commands.push(match world.balancer {
        Some(_) => Command::AddServer,
        None => at_server(target, ServerAction::Upgrade),
    });
    commands
}

fn act(look: Look<'_>, command: Command, is_named: bool) -> Act {
    let words = look.language.words();
    let full = look.recording.inputs_until(look.step) >= MAX_INPUTS;
    let why_not = if full { words.why_not_full } else { why_not(look.world(), words, command).unwrap_or_default() };
    let is_of_message =
        matches!(command, Command::Drop(_) | Command::Delay(..) | Command::DropCopy(_) | Command::DelayCopy(..));
    let label = match is_named || is_of_message {
        true => label::act(look.language, &command),
        false => label::command(look.language, &command),
    };
    Act { command, label, owner: command.client(), enabled: why_not.is_empty(), why_not }
}

/// Reason why a command would change nothing; `None` if it would change something.
fn why_not(world: &World, words: &Words, command: Command) -> Option<&'static str> {
    match command {
        Command::SignIn(id)
        | Command::OpenPage(id)
        | Command::FollowLink(id)
        | Command::ViewCart(id)
        | Command::AddToCart(id)
        | Command::SignOut(id) => {
            (world.clients[id.index()].open >= MAX_OPEN_REQUESTS).then_some(words.why_not_open_requests)
        }
        Command::ClearCookies(id) => {
            world.clients[id.index()].jar.cookies().is_empty().then_some(words.why_not_no_cookie)
        }
        Command::ShareAddress(id) => {
            (world.clients[id.index()].address == SHARED_ADDRESS).then_some(words.why_not_shared)
        }
        Command::ChangeAddress(_) | Command::Wait(_) => None,
        Command::WaitUntil(_) | Command::ToServerOf(..) | Command::ToPrimary(_) => match world.resolved(command) {
            Some(resolved) => why_not(world, words, resolved),
            None => Some(why_not_role(words, command)),
        },
        Command::Crash(id) | Command::Restart(id) | Command::Upgrade(id) if world.servers[id.index()].is_removed() => {
            Some(words.why_not_removed)
        }
        Command::Crash(id) => (!world.servers[id.index()].is_up()).then_some(words.why_not_down),
        Command::Restart(id) => world.servers[id.index()].is_up().then_some(words.why_not_up),
        Command::Upgrade(id) if !world.servers[id.index()].is_up() => Some(words.why_not_upgrade_down),
        Command::Upgrade(id) => {
            (u64::from(world.servers[id.index()].workers) >= MAX_WORKERS).then_some(words.why_not_workers)
        }
        Command::AddLoneServer if world.config.sessions != Sessions::Replicated => Some(words.why_not_cluster),
        Command::AddServer | Command::AddLoneServer if world.balancer.is_none() => Some(words.why_not_balancer),
        Command::AddServer | Command::AddLoneServer => world.limit_of_servers().map(|limit| match limit {
            Limit::ServerNumbers { .. } => words.why_not_server_numbers,
            Limit::Servers { .. } | Limit::OpenRequests { .. } | Limit::Cart { .. } | Limit::Workers { .. } => {
                words.why_not_servers
            }
        }),
        Command::RemoveServer(id) if world.servers[id.index()].is_removed() => Some(words.why_not_removed),
        Command::RemoveServer(_) => (world.present_servers().count() <= 1).then_some(words.why_not_last),
        Command::KillStore(_) | Command::CutPower(_) | Command::RestartStore(_) | Command::Promote => {
            why_not_store(world, words, command)
        }
        Command::Drop(_) | Command::Delay(..) | Command::DropCopy(_) | Command::DelayCopy(..) => {
            why_not_message(world, words, command)
        }
    }
}

/// Reason why nothing has the role that a command names.
fn why_not_role(words: &Words, command: Command) -> &'static str {
    match command {
        Command::WaitUntil(Awaited::HealthCheck) => words.why_not_check,
        Command::WaitUntil(Awaited::IdleTimeout) => words.why_not_idle,
        Command::ToPrimary(_) => words.why_not_store,
        _ => words.why_not_no_server,
    }
}

fn why_not_store(world: &World, words: &Words, command: Command) -> Option<&'static str> {
    let up = |store: StoreId| world.stores.get(store.index()).map(|store| store.is_up());
    match command {
        _ if world.stores.is_empty() => Some(words.why_not_store),
        Command::KillStore(store) | Command::CutPower(store) => {
            (up(store) != Some(true)).then_some(words.why_not_store_down)
        }
        Command::RestartStore(store) => (up(store) != Some(false)).then_some(words.why_not_store_up),
        _ => world.replica().is_none().then_some(words.why_not_replica),
    }
}

fn why_not_message(world: &World, words: &Words, command: Command) -> Option<&'static str> {
    let wanted = |message: &Message| match command {
        Command::Drop(id) | Command::Delay(id, _) => message.request() == Some(id),
        Command::DropCopy(id) | Command::DelayCopy(id, _) => message.copy() == Some(id),
        _ => false,
    };
    if world.any_in_flight(wanted) {
        return None;
    }
    let of_copy = matches!(command, Command::DropCopy(_) | Command::DelayCopy(..));
    Some(if of_copy { words.why_not_copy } else { words.why_not_message })
}
