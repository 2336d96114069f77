//! The stage in English words.

use crate::model::client::Client;
use crate::model::message::{Message, Node};
use crate::model::server::Server;
use crate::model::world::World;

use super::super::http_page::{request_line, view};
use super::super::label;
use super::super::number::plural;
use super::super::state::{self, WayOfId};
use super::{EN, English, Sentence};

pub(in super::super) fn client(client: &Client, world: &World) -> Sentence {
    let id = client.id;
    let shown = Sentence::new().person(id).say(format!(" ({}): “{}”. ", client.address, view(EN, client)));
    let shown = match state::way_of_id(id, world) {
        WayOfId::NoCookie => shown.say("No cookie."),
        WayOfId::Held(session, holder) => {
            shown.say("The cookie’s session ").session(id, session).say(" is on ").server(holder).say(".")
        }
        WayOfId::Gone(session) => shown.say("The cookie’s session ").session(id, session).say(" is on no server."),
    };
    match client.open {
        0 => shown,
        open => shown.say(format!(" Waiting for {}.", plural(open.into(), "answer"))),
    }
}

pub(in super::super) fn balancer(world: &World) -> Sentence {
    let Some(balancer) = &world.balancer else { return Sentence::new().say("There is no load balancer.") };
    let servers = plural(world.servers.len() as u64, "server");
    let used = format!("Load balancer (round robin): {} of {servers} usable. ", state::usable(world));
    let used = Sentence::new().say(used);
    match balancer.last {
        None => used.say("It has sent no request yet."),
        Some(last) => used.say("The last request went to ").server(last).say("."),
    }
}

pub(in super::super) fn server(server: &Server, world: &World) -> Sentence {
    let said = Sentence::new().strong(label::server(EN, server.id)).say(": ");
    if !server.up {
        let down = said.loss("down.");
        return down.say(match (&world.balancer, state::believed_up(server.id, world)) {
            (None, _) => "",
            (Some(_), true) => " The balancer does not know yet.",
            (Some(_), false) => " The balancer took it out of rotation.",
        });
    }
    let unused = world.balancer.is_some() && !state::believed_up(server.id, world);
    let said = said.say(if unused { "up, but not in rotation yet. " } else { "up. " });
    let mut said = match server.table.len() {
        0 => said.say("No sessions."),
        n => said.say(format!("{}: ", plural(n as u64, "session"))),
    };
    for (index, session) in server.table.iter().enumerate() {
        said = said.say(if index == 0 { "" } else { ", " }).person(session.owner).say(" ");
        said = said.session(session.owner, session.id);
        said = said.say(if world.is_orphan(session.id, session.owner) { " (orphan)" } else { "" });
    }
    let said = if server.table.is_empty() { said } else { said.say(".") };
    match (server.running.len(), server.queue.len()) {
        (0, _) => said,
        (running, 0) => said.say(format!(" Serving {}.", plural(running as u64, "request"))),
        (running, waiting) => said.say(format!(" Serving {}, {waiting} waiting.", plural(running as u64, "request"))),
    }
}

pub(in super::super) fn message(message: &Message) -> Sentence {
    let person = Sentence::new().person(message.id().client);
    let what = match *message {
        Message::RequestToBalancer { request, .. } | Message::RequestToServer { request, .. } => {
            person.say("’s request ").strong(request_line(request.action))
        }
        Message::ResponseToBalancer { response, .. } | Message::ResponseToClient { response, .. } => {
            person.say("’s answer ").strong(response.status.code())
        }
    };
    let (from, to) = message.ends();
    what.say(format!(" is on its way from {} to {}.", node(from), node(to)))
}

fn node(node: Node) -> String {
    match node {
        Node::Client(client) => client.name().to_owned(),
        Node::Balancer => "the balancer".to_owned(),
        Node::Server(server) => label::lower(server),
    }
}
