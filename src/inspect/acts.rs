//! What the reader can do about what is selected, at most [`MOST`] acts in view.

use super::Look;
use crate::model::client::{SHARED_ADDRESS, View};
use crate::model::command::Command;
use crate::model::config::{Affinity, MAX_OPEN_REQUESTS, MAX_SERVERS, MAX_WORKERS, Sessions};
use crate::model::http::Page;
use crate::model::ids::{ClientId, StoreId};
use crate::model::message::{Message, Node};
use crate::model::time::SimDuration;
use crate::model::world::World;
use crate::recording::MAX_INPUTS;
use crate::selection::Selection;
use crate::text::{Details, label};

/// Acts in view at most (Hick's law as much as taste: teaching.md).
pub const MOST: usize = 7;
/// How long "wait" waits: three failed health checks two seconds apart, or a replica's promotion, and a little more.
const WAIT: Command = Command::Wait(SimDuration::from_s(7));
/// How long a message is held up: more than a request takes, so that another overtakes it.
const DELAY: SimDuration = SimDuration::from_ms(5);

/// The panel.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Acts {
    /// Whom or what the acts are about: "Alice", "서버 3", "Alice의 2번째 요청"; empty without a selection.
    pub about: String,
    /// What can be done.
    pub acts: Vec<Act>,
}

/// One act.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Act {
    /// What to do.
    pub command: Command,
    /// On the button.
    pub label: String,
    /// Whose hue it carries.
    pub owner: Option<ClientId>,
    /// Whether it would change something.
    pub enabled: bool,
    /// Why not; empty where it is enabled.
    pub why_not: &'static str,
}

/// The acts for the selection, else a set to start with.
pub fn acts(look: Look<'_>) -> Acts {
    let language = look.language;
    let (about, commands) = match look.selection {
        Some(Selection::Node(Node::Client(_))) => (look.client().name().to_owned(), for_client(look)),
        Some(Selection::Node(Node::Server(_))) => (label::server(language, look.server()), for_server(look)),
        Some(Selection::Node(Node::Balancer)) => {
            (language.words().balancer.to_owned(), vec![Command::AddServer, toggle(look), WAIT])
        }
        Some(Selection::Node(Node::Store(_))) => (label::store(language, look.store()), for_store(look.store())),
        Some(Selection::Message(id)) => {
            let acts = [vec![Command::Drop(id), Command::Delay(id, DELAY)], to_go_on_with(look)];
            (label::request(language, id), acts.concat())
        }
        Some(Selection::Copy(id)) => {
            let acts = [vec![Command::DropCopy(id), Command::DelayCopy(id, DELAY)], to_go_on_with(look)];
            (label::copy(language, id), acts.concat())
        }
        None => (String::new(), to_start_with(look)),
    };
    let acts = commands.into_iter().take(MOST).map(|command| act(look, command)).collect();
    Acts { about, acts }
}

fn for_client(look: Look<'_>) -> Vec<Command> {
    let client = look.client();
    vec![
        Command::OpenPage(client),
        sign_in_or_out(look),
        Command::AddToCart(client),
        Command::ViewCart(client),
        Command::ClearCookies(client),
        Command::ChangeAddress(client),
        // Where people are recognised, an office's address shows how.
        match look.world().config.affinity {
            Affinity::None => Command::FollowLink(client),
            Affinity::Cookie | Affinity::Source => Command::ShareAddress(client),
        },
    ]
}

fn for_server(look: Look<'_>) -> Vec<Command> {
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

fn for_store(store: StoreId) -> Vec<Command> {
    vec![Command::KillStore(store), Command::CutPower(store), Command::RestartStore(store), Command::Promote, WAIT]
}

/// What makes the point soonest: the one who acted last reloads, and what was used last dies.
fn to_start_with(look: Look<'_>) -> Vec<Command> {
    let client = look.client();
    let world = look.world();
    let mut commands = vec![Command::OpenPage(client), sign_in_or_out(look), Command::AddToCart(client), toggle(look)];
    if let Some(store) = world.stores.get(look.store().index()) {
        commands.push(if store.up { Command::CutPower(store.id) } else { Command::RestartStore(store.id) });
    }
    commands.push(if world.balancer.is_some() { Command::AddServer } else { Command::Upgrade(look.server()) });
    commands.push(WAIT);
    commands
}

/// What its owner can do next: a message that has arrived or was dropped leaves nothing else to do.
fn to_go_on_with(look: Look<'_>) -> Vec<Command> {
    let client = look.client();
    vec![Command::OpenPage(client), sign_in_or_out(look), Command::AddToCart(client), WAIT]
}

/// Whoever looks at a page for people who are signed in is offered to sign out, as long as anybody knows them.
fn sign_in_or_out(look: Look<'_>) -> Command {
    let client = look.client();
    match look.world().clients[client.index()].view {
        View::Page(_) if look.world().is_forgotten(client) => Command::SignIn(client),
        View::Page(Page::Welcome { .. } | Page::Profile { .. } | Page::Cart { .. }) => Command::SignOut(client),
        View::Page(Page::LoginForm | Page::SignedOut | Page::Error { .. }) | View::Blank | View::Unreachable => {
            Command::SignIn(client)
        }
    }
}

fn toggle(look: Look<'_>) -> Command {
    let server = look.server();
    if look.world().servers[server.index()].up { Command::Crash(server) } else { Command::Restart(server) }
}

fn act(look: Look<'_>, command: Command) -> Act {
    let details = look.language.details();
    let full = look.recording.inputs_until(look.step) >= MAX_INPUTS;
    let why_not = if full { details.why_not_full } else { why_not(look.world(), details, command).unwrap_or_default() };
    let label = match (look.selection, command) {
        // The panel says whom it is about.
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

/// Why an act would change nothing here; `None` where it would.
fn why_not(world: &World, details: &Details, command: Command) -> Option<&'static str> {
    match command {
        Command::SignIn(id)
        | Command::OpenPage(id)
        | Command::FollowLink(id)
        | Command::ViewCart(id)
        | Command::AddToCart(id)
        | Command::SignOut(id) => {
            (world.clients[id.index()].open >= MAX_OPEN_REQUESTS).then_some(details.why_not_open_requests)
        }
        Command::ClearCookies(id) => {
            world.clients[id.index()].jar.cookies().is_empty().then_some(details.why_not_no_cookie)
        }
        Command::ShareAddress(id) => {
            (world.clients[id.index()].address == SHARED_ADDRESS).then_some(details.why_not_shared)
        }
        Command::ChangeAddress(_) | Command::Wait(_) => None,
        Command::Crash(id) => (!world.servers[id.index()].up).then_some(details.why_not_down),
        Command::Restart(id) => world.servers[id.index()].up.then_some(details.why_not_up),
        Command::Upgrade(id) if !world.servers[id.index()].up => Some(details.why_not_upgrade_down),
        Command::Upgrade(id) => {
            (u64::from(world.servers[id.index()].workers) >= MAX_WORKERS).then_some(details.why_not_workers)
        }
        Command::AddLoneServer if world.config.sessions != Sessions::Replicated => Some(details.why_not_cluster),
        Command::AddServer | Command::AddLoneServer if world.balancer.is_none() => Some(details.why_not_balancer),
        Command::AddServer | Command::AddLoneServer => {
            (world.servers.len() >= usize::from(MAX_SERVERS)).then_some(details.why_not_servers)
        }
        Command::RemoveServer(id) if world.servers[id.index()].removed => Some(details.why_not_removed),
        Command::RemoveServer(_) => {
            let left = world.servers.iter().filter(|server| !server.removed).count();
            (left <= 1).then_some(details.why_not_last)
        }
        Command::KillStore(_) | Command::CutPower(_) | Command::RestartStore(_) | Command::Promote => {
            why_not_store(world, details, command)
        }
        Command::Drop(_) | Command::Delay(..) | Command::DropCopy(_) | Command::DelayCopy(..) => {
            why_not_message(world, details, command)
        }
    }
}

fn why_not_store(world: &World, details: &Details, command: Command) -> Option<&'static str> {
    let up = |store: StoreId| world.stores.get(store.index()).map(|store| store.up);
    match command {
        _ if world.stores.is_empty() => Some(details.why_not_store),
        Command::KillStore(store) | Command::CutPower(store) => {
            (up(store) != Some(true)).then_some(details.why_not_store_down)
        }
        Command::RestartStore(store) => (up(store) != Some(false)).then_some(details.why_not_store_up),
        _ => {
            let replica = world.stores.iter().any(|store| store.up && store.id != world.primary);
            (!replica).then_some(details.why_not_replica)
        }
    }
}

fn why_not_message(world: &World, details: &Details, command: Command) -> Option<&'static str> {
    let wanted = |message: &Message| match command {
        Command::Drop(id) | Command::Delay(id, _) => message.request() == Some(id),
        Command::DropCopy(id) | Command::DelayCopy(id, _) => message.copy() == Some(id),
        _ => false,
    };
    if world.in_flight().iter().any(|flying| wanted(&flying.message)) {
        return None;
    }
    let of_copy = matches!(command, Command::DropCopy(_) | Command::DelayCopy(..));
    Some(if of_copy { details.why_not_copy } else { details.why_not_message })
}
