//! What the reader can do about what is selected, at most [`MOST`] acts in view.

use super::Look;
use crate::model::client::View;
use crate::model::command::Command;
use crate::model::config::{MAX_OPEN_REQUESTS, MAX_SERVERS, MAX_WORKERS};
use crate::model::http::Page;
use crate::model::ids::{ClientId, ServerId};
use crate::model::message::Node;
use crate::model::time::SimDuration;
use crate::recording::MAX_INPUTS;
use crate::selection::Selection;
use crate::text::label;

/// Acts in view at most (Hick's law as much as taste: teaching.md).
pub const MOST: usize = 7;
/// How long "wait" waits: three failed health checks two seconds apart, and a little more.
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
    /// Said by assistive technology: the label with whoever acts.
    pub said: String,
    /// Whose hue it carries.
    pub owner: Option<ClientId>,
    /// Whether it would change something.
    pub enabled: bool,
    /// Why not; empty where it is enabled.
    pub why_not: String,
}

/// The acts for the selection, else a set to start with.
pub fn acts(look: Look<'_>) -> Acts {
    let (about, commands) = match look.selection {
        Some(Selection::Node(Node::Client(_))) => (look.client().name().to_owned(), for_client(look)),
        Some(Selection::Node(Node::Server(_))) => (label::server(look.language, look.server()), for_server(look)),
        Some(Selection::Node(Node::Balancer)) => {
            (look.language.words().balancer.to_owned(), vec![Command::AddServer, toggle(look), WAIT])
        }
        Some(Selection::Message(id)) => {
            (label::request(look.language, id), vec![Command::Drop(id), Command::Delay(id, DELAY)])
        }
        None => (String::new(), to_start_with(look)),
    };
    Acts { about, acts: commands.into_iter().take(MOST).map(|command| act(look, command)).collect() }
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
        Command::FollowLink(client),
    ]
}

fn for_server(look: Look<'_>) -> Vec<Command> {
    let server = look.server();
    vec![Command::Crash(server), Command::Restart(server), Command::Upgrade(server), Command::AddServer, WAIT]
}

/// What makes the point soonest: the one who acted last reloads, and the server that was used last dies.
fn to_start_with(look: Look<'_>) -> Vec<Command> {
    let client = look.client();
    let balanced = look.world().balancer.is_some();
    vec![
        Command::OpenPage(client),
        sign_in_or_out(look),
        Command::AddToCart(client),
        toggle(look),
        if balanced { Command::AddServer } else { Command::Upgrade(look.server()) },
        WAIT,
    ]
}

/// Whoever looks at a page for people who are signed in is offered to sign out.
fn sign_in_or_out(look: Look<'_>) -> Command {
    let client = look.client();
    match look.world().clients[client.index()].view {
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
    let why_not = why_not(look, command).unwrap_or_default();
    let label = match look.selection {
        // The panel says whom it is about.
        Some(Selection::Node(Node::Client(_) | Node::Server(_)) | Selection::Message(_)) => {
            label::act(look.language, &command)
        }
        Some(Selection::Node(Node::Balancer)) | None => label::command(look.language, &command),
    };
    Act {
        command,
        label,
        said: label::command(look.language, &command),
        owner: command.client(),
        enabled: why_not.is_empty(),
        why_not: why_not.to_owned(),
    }
}

/// Why an act would change nothing here; `None` where it would.
fn why_not(look: Look<'_>, command: Command) -> Option<&'static str> {
    let words = look.language.words();
    let world = look.world();
    if look.recording.inputs_until(look.step) >= MAX_INPUTS {
        return Some(words.why_not_full);
    }
    let client = |id: ClientId| &world.clients[id.index()];
    let server = |id: ServerId| &world.servers[id.index()];
    match command {
        Command::SignIn(id)
        | Command::OpenPage(id)
        | Command::FollowLink(id)
        | Command::ViewCart(id)
        | Command::AddToCart(id)
        | Command::SignOut(id) => (client(id).open >= MAX_OPEN_REQUESTS).then_some(words.why_not_open_requests),
        Command::ClearCookies(id) => client(id).jar.cookies().is_empty().then_some(words.why_not_no_cookie),
        Command::Crash(id) => (!server(id).up).then_some(words.why_not_down),
        Command::Restart(id) => server(id).up.then_some(words.why_not_up),
        Command::Upgrade(id) if !server(id).up => Some(words.why_not_upgrade_down),
        Command::Upgrade(id) => (u64::from(server(id).workers) >= MAX_WORKERS).then_some(words.why_not_workers),
        Command::AddServer if world.balancer.is_none() => Some(words.why_not_balancer),
        Command::AddServer => (world.servers.len() >= usize::from(MAX_SERVERS)).then_some(words.why_not_servers),
        Command::Drop(id) | Command::Delay(id, _) => {
            let flying = world.in_flight().iter().any(|message| message.message.id() == id);
            (!flying).then_some(words.why_not_message)
        }
        Command::ChangeAddress(_) | Command::Wait(_) => None,
    }
}
