//! The actions that the page offers for the selection, at most [`MAX_ACTS`].

use super::Look;
use crate::model::client::{SHARED_ADDRESS, View};
use crate::model::command::Command;
use crate::model::config::{Affinity, MAX_OPEN_REQUESTS, MAX_WORKERS, Sessions};
use crate::model::fact::Limit;
use crate::model::http::Page;
use crate::model::ids::{ClientId, StoreId};
use crate::model::message::{Message, Node};
use crate::model::time::SimDuration;
use crate::model::world::World;
use crate::recording::MAX_INPUTS;
use crate::selection::Selection;
use crate::text::{Words, label};

/// Maximum number of offered actions. More of them take longer to choose from (Hick's law).
pub const MAX_ACTS: usize = 7;
/// A wait that outlasts three failed health checks, two seconds apart, or the promotion of a replica.
const WAIT: Command = Command::Wait(SimDuration::from_s(7));
/// Delay of a message. It is longer than a request takes, so that another request overtakes the message.
const DELAY: SimDuration = SimDuration::from_ms(5);

/// The rows of the panel.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Acts {
    /// The selected thing: "Alice", "서버 3", "Alice의 두 번째 요청"; empty without a selection.
    pub about: String,
    /// The actions, in the order to show them.
    pub acts: Vec<Act>,
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

/// The actions for the selection; without one, a few to start with.
pub fn acts(look: Look<'_>) -> Acts {
    let language = look.language;
    let (about, commands) = match look.selection {
        Some(Selection::Node(Node::Client(_))) => (look.client().name().to_owned(), client_commands(look)),
        Some(Selection::Node(Node::Server(_))) => (label::server(language, look.server()), server_commands(look)),
        Some(Selection::Node(Node::Balancer)) => {
            (language.words().balancer.to_owned(), vec![Command::AddServer, crash_or_restart(look), WAIT])
        }
        Some(Selection::Node(Node::Store(_))) => (label::store(language, look.store()), store_commands(look.store())),
        Some(Selection::Message(id)) => {
            let acts = [vec![Command::Drop(id), Command::Delay(id, DELAY)], follow_up_commands(look)];
            (label::request(language, id), acts.concat())
        }
        Some(Selection::Copy(id)) => {
            let acts = [vec![Command::DropCopy(id), Command::DelayCopy(id, DELAY)], follow_up_commands(look)];
            (label::copy(language, id), acts.concat())
        }
        None => (String::new(), initial_commands(look)),
    };
    let acts = commands.into_iter().take(MAX_ACTS).map(|command| act(look, command)).collect();
    Acts { about, acts }
}

fn client_commands(look: Look<'_>) -> Vec<Command> {
    let client = look.client();
    vec![
        Command::OpenPage(client),
        sign_in_or_out(look),
        Command::AddToCart(client),
        Command::ViewCart(client),
        Command::ClearCookies(client),
        Command::ChangeAddress(client),
        // With an affinity, a shared address shows the difference between cookie and source IP address.
        match look.world().config.affinity {
            Affinity::None => Command::FollowLink(client),
            Affinity::Cookie | Affinity::Source => Command::ShareAddress(client),
        },
    ]
}

fn server_commands(look: Look<'_>) -> Vec<Command> {
    let server = look.server();
    let mut commands = vec![
        Command::Crash(server),
        Command::Restart(server),
        Command::Upgrade(server),
        Command::RemoveServer(server),
        Command::AddServer,
    ];
    if look.world().config.sessions == Sessions::Replicated {
        commands.push(Command::AddLoneServer);
    }
    commands.push(WAIT);
    commands
}

fn store_commands(store: StoreId) -> Vec<Command> {
    vec![Command::KillStore(store), Command::CutPower(store), Command::RestartStore(store), Command::Promote, WAIT]
}

/// Commands without a selection, which soon lead to a loss. They are for the client and server that were used last.
fn initial_commands(look: Look<'_>) -> Vec<Command> {
    let client = look.client();
    let world = look.world();
    let mut commands =
        vec![Command::OpenPage(client), sign_in_or_out(look), Command::AddToCart(client), crash_or_restart(look)];
    if let Some(store) = world.stores.get(look.store().index()) {
        commands.push(if store.up { Command::CutPower(store.id) } else { Command::RestartStore(store.id) });
    }
    commands.push(if world.balancer.is_some() { Command::AddServer } else { Command::Upgrade(look.server()) });
    commands.push(WAIT);
    commands
}

/// Commands for the message's owner, since a message that has arrived or was dropped allows no others.
fn follow_up_commands(look: Look<'_>) -> Vec<Command> {
    let client = look.client();
    vec![Command::OpenPage(client), sign_in_or_out(look), Command::AddToCart(client), WAIT]
}

/// Sign-out if the client sees a page for signed-in users and its session still exists; otherwise sign-in.
fn sign_in_or_out(look: Look<'_>) -> Command {
    let client = look.client();
    match look.world().clients[client.index()].view {
        View::Page(_) if look.world().will_be_anonymous(client) => Command::SignIn(client),
        View::Page(Page::Welcome { .. } | Page::Profile { .. } | Page::Cart { .. }) => Command::SignOut(client),
        View::Page(Page::LoginForm | Page::SignedOut | Page::Error { .. }) | View::Blank | View::Unreachable => {
            Command::SignIn(client)
        }
    }
}

fn crash_or_restart(look: Look<'_>) -> Command {
    let server = look.server();
    if look.world().servers[server.index()].is_up() { Command::Crash(server) } else { Command::Restart(server) }
}

fn act(look: Look<'_>, command: Command) -> Act {
    let words = look.language.words();
    let full = look.recording.inputs_until(look.step) >= MAX_INPUTS;
    let why_not = if full { words.why_not_full } else { why_not(look.world(), words, command).unwrap_or_default() };
    let label = match (look.selection, command) {
        // The panel's title names the subject already.
        (Some(Selection::Node(Node::Client(_) | Node::Server(_) | Node::Store(_))), _)
        | (_, Command::Drop(_) | Command::Delay(..) | Command::DropCopy(_) | Command::DelayCopy(..)) => {
            label::act(look.language, &command)
        }
        (Some(Selection::Node(Node::Balancer) | Selection::Message(_) | Selection::Copy(_)) | None, _) => {
            label::command(look.language, &command)
        }
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

fn why_not_store(world: &World, words: &Words, command: Command) -> Option<&'static str> {
    let up = |store: StoreId| world.stores.get(store.index()).map(|store| store.up);
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
