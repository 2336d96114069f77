//! The stage in English words.

use crate::model::client::Client;
use crate::model::config::Affinity;
use crate::model::fact::StoreRole;
use crate::model::message::{Message, Node, StoreAnswer, StoreOp};
use crate::model::server::Server;
use crate::model::session::{SessionTable, SessionWrite};
use crate::model::store::Store;
use crate::model::world::World;

use super::super::http_page::{request_line, view};
use super::super::label::{self, version as v};
use super::super::number::plural;
use super::super::state::{self, WayOfId};
use super::{EN, English, Sentence};

pub(in super::super) fn client(client: &Client, world: &World) -> Sentence {
    let id = client.id;
    let shown = Sentence::new().person(id).say(format!(" ({}): “{}”. ", client.address, view(EN, client)));
    let shown = match state::way_of_id(id, world) {
        WayOfId::NoCookie if state::pinned_to(id, world).is_some() => shown.say("No session id."),
        WayOfId::NoCookie => shown.say("No cookie."),
        WayOfId::Held(session, holder) => {
            shown.say("The cookie’s session ").session(id, session).say(" is on ").holder(holder).say(".")
        }
        WayOfId::AtReplica(session, store) => {
            let there = shown.say("The cookie’s session ").session(id, session).say(" is only on the replica, ");
            there.store(store).say(".")
        }
        WayOfId::OnDisk(session, store) => {
            let kept = shown.say("The cookie’s session ").session(id, session).say(" is on the disk of ");
            kept.store(store).say(", which is down.")
        }
        WayOfId::Gone(session) => shown.say("The cookie’s session ").session(id, session).say(" is nowhere."),
    };
    let shown = match state::pinned_to(id, world) {
        None => shown,
        Some(server) => shown.say(" The SRV cookie names ").server(server).say("."),
    };
    match client.open {
        0 => shown,
        open => shown.say(format!(" Waiting for {}.", plural(open.into(), "answer"))),
    }
}

pub(in super::super) fn balancer(world: &World) -> Sentence {
    let Some(balancer) = &world.balancer else { return Sentence::new().say("There is no load balancer.") };
    let servers = plural(state::servers(world), "server");
    let how = match world.config.affinity {
        Affinity::None => "round robin",
        Affinity::Cookie => "SRV cookie, else round robin",
        Affinity::Source => "source address",
    };
    let used = format!("Load balancer ({how}): {} of {servers} usable. ", state::usable(world));
    let used = Sentence::new().say(used);
    match balancer.last {
        None => used.say("It has sent no request yet."),
        Some(last) => used.say("The last request went to ").server(last).say("."),
    }
}

pub(in super::super) fn server(server: &Server, world: &World) -> Sentence {
    let said = Sentence::new().strong(label::server(EN, server.id)).say(": ");
    if server.removed {
        return said.loss("taken out.");
    }
    if !server.up {
        let down = said.loss("down.");
        return down.say(match (&world.balancer, state::believed_up(server.id, world)) {
            (None, _) => "",
            (Some(_), true) => " The balancer does not know yet.",
            (Some(_), false) => " The balancer took it out of rotation.",
        });
    }
    let unused = world.balancer.is_some() && !state::believed_up(server.id, world);
    let said = match (server.joining, unused) {
        (true, _) => said.say("fetching another member’s sessions, takes no request yet. "),
        (false, true) => said.say("up, but not in rotation yet. "),
        (false, false) => said.say("up. "),
    };
    let said = said.say(if state::lone(server.id, world) { "Not configured for the cluster. " } else { "" });
    let said = sessions(said, &server.table, world);
    let said = match (server.running.len(), server.queue.len()) {
        (0, _) => said,
        (running, 0) => said.say(format!(" Serving {}.", plural(running as u64, "request"))),
        (running, waiting) => said.say(format!(" Serving {}, {waiting} waiting.", plural(running as u64, "request"))),
    };
    let copies = |n: usize| plural(n as u64, "copy");
    match (server.outbox.len(), server.inbox.len() + server.applying.len()) {
        (0, 0) => said,
        (to_send, 0) => said.say(format!(" {} to send.", copies(to_send))),
        (0, to_apply) => said.say(format!(" {} to apply.", copies(to_apply))),
        (to_send, to_apply) => said.say(format!(" {} to send, {} to apply.", copies(to_send), copies(to_apply))),
    }
}

pub(in super::super) fn store(store: &Store, world: &World) -> Sentence {
    let role = state::role(store.id, world);
    let parts = format!("{}, {}", label::store_role(EN, role), label::store_kind(EN, store.kind)).to_ascii_lowercase();
    let said = Sentence::new().strong(label::store(EN, store.id)).say(format!(" ({parts}): "));
    if !store.up {
        let down = said.loss("down.");
        return match (role, state::replica(world)) {
            (StoreRole::Primary, Some(replica)) => down.say(" It will be replaced by ").store(replica).say(" soon."),
            (StoreRole::Primary, None) => down.say(" No server can read a session."),
            (StoreRole::Replica, _) => down,
        };
    }
    sessions(said.say("up. "), &store.table, world)
}

/// "2 sessions: Alice BF42 v1, Bob 0C11 v2 (orphan)."
fn sessions(said: Sentence, table: &SessionTable, world: &World) -> Sentence {
    let mut said = match table.len() {
        0 => return said.say("No sessions."),
        n => said.say(format!("{}: ", plural(n as u64, "session"))),
    };
    for (index, session) in table.iter().enumerate() {
        said = said.say(if index == 0 { "" } else { ", " }).person(session.owner).say(" ");
        said = said.session(session.owner, session.id).say(format!(" {}", v(session.version)));
        let stale = state::newest(session.id, world).is_some_and(|newest| newest > session.version);
        said = said.say(match (world.is_orphan(session.id, session.owner), stale) {
            (false, false) => "",
            (true, false) => " (orphan)",
            (false, true) => " (not the newest)",
            (true, true) => " (orphan, not the newest)",
        });
    }
    said.say(".")
}

pub(in super::super) fn message(message: &Message) -> Sentence {
    let person = Sentence::new().person(message.owner());
    let written = |write: &SessionWrite| v(write.session().version);
    let what = match *message {
        Message::RequestToBalancer { request, .. } | Message::RequestToServer { request, .. } => {
            person.say("’s request ").strong(request_line(request.action))
        }
        Message::ResponseToBalancer { response, .. } | Message::ResponseToClient { response, .. } => {
            person.say("’s answer ").strong(response.status.code())
        }
        Message::Copy { write, .. } => person.say("’s session ").strong(written(&write)).say(", a copy,"),
        Message::CopyAck { version, .. } => person.say("’s session ").strong(v(version)).say(", told to be applied,"),
        Message::StoreRequest { op: StoreOp::Read(_), .. } => person.say("’s session, a ").strong("read").say(","),
        Message::StoreRequest { op: StoreOp::Write(write), .. } => {
            person.say("’s session ").strong(written(&write)).say(", a ").strong("write").say(",")
        }
        Message::StoreResponse { answer: StoreAnswer::Read(Some(session)), .. } => {
            person.say("’s session ").strong(v(session.version))
        }
        Message::StoreResponse { answer: StoreAnswer::Read(None), .. } => {
            person.say("’s session, ").strong("not found").say(",")
        }
        Message::StoreResponse { answer: StoreAnswer::Written, .. } => {
            person.say("’s change, told to be ").strong("saved").say(",")
        }
        Message::Replicate { write, .. } => person.say("’s session ").strong(written(&write)).say(", for the replica,"),
    };
    let (from, to) = message.ends();
    what.say(format!(" is on its way from {} to {}.", node(from), node(to)))
}

fn node(node: Node) -> String {
    match node {
        Node::Client(client) => client.name().to_owned(),
        Node::Balancer => "the balancer".to_owned(),
        Node::Server(server) => label::lower(server),
        Node::Store(store) => label::lower_store(store),
    }
}
