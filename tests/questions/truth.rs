//! The outcome of inputs, by the states of the world: the browser's window, the workers of the servers, the tables of all
//! machines, and the tally that readers see. Facts only tell where a request ends.

use sessionscope::inspect::{Look, TallyKey, tally};
use sessionscope::model::client::View;
use sessionscope::model::command::Command;
use sessionscope::model::config::Sessions;
use sessionscope::model::fact::{DestroyCause, Fact};
use sessionscope::model::http::Page;
use sessionscope::model::ids::{ClientId, RequestId, SessionId};
use sessionscope::model::server::Server;
use sessionscope::model::world::World;
use sessionscope::question::{Answer, Ask};
use sessionscope::recording::{Input, Recording};
use sessionscope::text::Language;

/// The outcome; `None` if the question makes no sense.
pub fn of(run: &Recording, later: &Recording, next: &[Input], ask: Ask) -> Option<Answer> {
    until(later.last_step(), run, later, next, ask)
}

/// The outcome as it is at a step of a run that has the inputs and maybe more.
pub fn until(step: usize, run: &Recording, later: &Recording, next: &[Input], ask: Ask) -> Option<Answer> {
    if ask == Ask::LostSessions {
        return lost_sessions(step, run, later, next);
    }
    let (id, is_shown) = last_request(run, later, next)?;
    match ask {
        Ask::Server => Some(server(run, later, id)),
        Ask::Page => (!is_sign_out(next)).then(|| page(run, later, id)),
        Ask::Cart => is_shown.then(|| cart(run, later, id)),
        Ask::Messages => Some(messages(step, run, later)),
        Ask::Copies => copies(step, later, id.client),
        Ask::LostSessions => None,
    }
}

/// The last request, if the browser sends it; true if its page shows a cart.
fn last_request(run: &Recording, later: &Recording, next: &[Input]) -> Option<(RequestId, bool)> {
    let client_of = |command: Command| match command {
        Command::SignIn(client)
        | Command::OpenPage(client)
        | Command::SignOut(client)
        | Command::FollowLink(client) => Some((client, false)),
        Command::ViewCart(client) | Command::AddToCart(client) => Some((client, true)),
        _ => None,
    };
    let mut commands = next.iter().enumerate().rev();
    let (nth, (client, is_shown)) = commands.find_map(|(nth, input)| Some((nth, client_of(input.command)?)))?;
    let step = later.step_of_input(run.inputs().len() + nth);
    let sent = |step: usize| later.frame(step).world.client(client).map(|client| client.sent);
    (sent(step - 1) < sent(step)).then(|| (RequestId { client, nth: sent(step).unwrap_or_default() }, is_shown))
}

fn is_sign_out(next: &[Input]) -> bool {
    let mut requests = next.iter().rev().filter(|input| {
        matches!(
            input.command,
            Command::SignIn(_)
                | Command::OpenPage(_)
                | Command::FollowLink(_)
                | Command::ViewCart(_)
                | Command::AddToCart(_)
                | Command::SignOut(_)
        )
    });
    requests.next().is_some_and(|input| matches!(input.command, Command::SignOut(_)))
}

/// Steps of the inputs.
fn steps(run: &Recording, later: &Recording) -> std::ops::RangeInclusive<usize> {
    later.step_of_input(run.inputs().len())..=later.last_step()
}

/// The server with a worker for the request.
fn server(run: &Recording, later: &Recording, id: RequestId) -> Answer {
    let mut worlds = steps(run, later).map(|step| &later.frame(step).world);
    let worker = worlds.find_map(|world| world.servers.iter().find(|server| server.job(id).is_some()));
    worker.map_or(Answer::NoServer, |server| Answer::Server(server.id))
}

/// Content of the window at the end of the request.
fn window(run: &Recording, later: &Recording, id: RequestId) -> View {
    let is_end = |step: &usize| {
        later.facts_of(*step).iter().any(|timed| timed.fact.is_end() && timed.fact.request() == Some(id))
    };
    let end = steps(run, later).find(is_end).expect("every request ends");
    later.frame(end).world.client(id.client).expect("the client of a request").view
}

fn page(run: &Recording, later: &Recording, id: RequestId) -> Answer {
    match window(run, later, id) {
        View::Page(Page::LoginForm) => Answer::LoginForm,
        View::Page(Page::Error { .. }) | View::Unreachable => Answer::Error,
        View::Page(_) | View::Blank => Answer::LoggedIn,
    }
}

fn cart(run: &Recording, later: &Recording, id: RequestId) -> Answer {
    match window(run, later, id) {
        View::Page(Page::Cart { items }) => Answer::Items(items),
        _ => page(run, later, id),
    }
}

/// Growth of the count that the tally shows. Stores are no servers.
fn messages(step: usize, run: &Recording, later: &Recording) -> Answer {
    if run.config().sessions != Sessions::Replicated {
        return Answer::Messages(0);
    }
    let count = |recording, step| {
        tally(Look { recording, step, language: Language::English, selection: None }).get(TallyKey::ReplicationMessages)
    };
    Answer::Messages((count(later, step) - count(run, run.last_step())) as u32)
}

/// Number of servers whose tables have the session that the user's cookie names.
fn copies(step: usize, later: &Recording, client: ClientId) -> Option<Answer> {
    // Without a cookie in the end, there is nothing to ask about.
    later.frame(later.last_step()).world.client(client)?.session()?;
    let world = &later.frame(step).world;
    let session = named(world, client);
    let has_it =
        |server: &&Server| server.is_up() && session.is_some_and(|session| server.table.get(session).is_some());
    Some(Answer::Copies(world.servers.iter().filter(has_it).count() as u32))
}

fn lost_sessions(step: usize, run: &Recording, later: &Recording, next: &[Input]) -> Option<Answer> {
    let running = |step: usize| {
        let world = &later.frame(step).world;
        // A server can be removed after its death.
        let servers = world.servers.iter().map(|server| u8::from(server.is_up()) + u8::from(!server.is_removed()));
        servers.chain(world.stores.iter().map(|store| u8::from(store.is_up()))).collect::<Vec<u8>>()
    };
    let stops = |step: usize| running(step - 1).iter().zip(running(step)).any(|(before, now)| *before > now);
    // A session that ends by its idle timeout is not lost by a stop.
    let is_expiry = |fact: &Fact| matches!(fact, Fact::SessionDestroyed { because: DestroyCause::Idle { .. }, .. });
    if later.facts_until(step).iter().skip(run.facts().len()).any(|timed| is_expiry(&timed.fact)) {
        return None;
    }
    let makes_sense =
        steps(run, later).take_while(|later| *later <= step).any(stops) && !had_session(run, next).is_empty();
    makes_sense.then(|| lost_at(run, later, next, step))
}

/// The users who have lost their session at a step.
fn lost_at(run: &Recording, later: &Recording, next: &[Input], step: usize) -> Answer {
    let world = &later.frame(step).world;
    let is_lost = |client: &ClientId| named(world, *client).is_some_and(|session| !is_kept(world, session));
    Answer::Users(had_session(run, next).into_iter().filter(is_lost).collect())
}

/// The users with a session before the inputs, without those who end theirs by the inputs.
fn had_session(run: &Recording, next: &[Input]) -> Vec<ClientId> {
    let world = &run.frame(run.last_step()).world;
    let has = |client: &ClientId| named(world, *client).is_some_and(|session| is_kept(world, session));
    let ends = |client: &ClientId| {
        next.iter().any(|input| [Command::SignOut(*client), Command::ClearCookies(*client)].contains(&input.command))
    };
    world.clients.iter().map(|client| client.id).filter(|client| has(client) && !ends(client)).collect()
}

/// The session id in a client's cookie.
fn named(world: &World, client: ClientId) -> Option<SessionId> {
    world.client(client)?.session()
}

/// True if a server has the session, or the store that servers ask; while that one is down, any store or its disk.
fn is_kept(world: &World, session: SessionId) -> bool {
    let mut tables = world.servers.iter().map(|server| &server.table);
    let primary = world.store(world.primary);
    let is_in_store = match primary {
        Some(primary) if primary.is_up() => primary.table().get(session).is_some(),
        _ => world.stores.iter().any(|store| store.surviving().get(session).is_some()),
    };
    tables.any(|table| table.get(session).is_some()) || is_in_store
}
