//! Who is marked by what happened: every fact marks the one or two it is about, and the worst of a step's marks counts.

use super::Mark;
use super::project::View;
use crate::model::fact::{Fact, Limit};
use crate::model::http::Status;
use crate::model::ids::{ClientId, RequestId, ServerId};
use crate::model::message::Node;
use crate::model::world::World;

/// The worst of what the view's step says of a node.
pub(super) fn mark_of(view: &View<'_>, node: Node) -> Mark {
    let marks = view.facts().iter().flat_map(|timed| marked(&timed.fact, view.world()));
    let of_node = marks.flatten().filter(|(marked, _)| *marked == node).map(|(_, mark)| mark);
    of_node.max_by_key(|mark| severity(*mark)).unwrap_or_default()
}

fn severity(mark: Mark) -> u8 {
    match mark {
        Mark::Plain => 0,
        Mark::Good => 1,
        Mark::Active => 2,
        Mark::Warn => 3,
        Mark::Bad => 4,
    }
}

/// Whom a fact marks, and how. `world` is the one right after it.
fn marked(fact: &Fact, world: &World) -> [Option<(Node, Mark)>; 2] {
    let person = |client: ClientId, mark| Some((Node::Client(client), mark));
    let sender = |id: RequestId, mark| person(id.client, mark);
    let machine = |server: ServerId, mark| Some((Node::Server(server), mark));
    let balancer = |mark| Some((Node::Balancer, mark));
    match *fact {
        Fact::RequestSent { id, .. } => [sender(id, Mark::Active), None],
        Fact::LimitReached { limit } => match limit {
            Limit::OpenRequests { client, .. } | Limit::Cart { client, .. } => [person(client, Mark::Warn), None],
            Limit::Servers { .. } => [balancer(Mark::Warn), None],
            Limit::Workers { server, .. } => [machine(server, Mark::Warn), None],
        },
        Fact::Routed { .. } | Fact::AnswerForwarded { .. } | Fact::AnswerDiscarded { .. } => {
            [balancer(Mark::Active), None]
        }
        Fact::ConnectFailed { server, .. } => [machine(server, Mark::Bad), balancer(Mark::Warn)],
        Fact::Queued { server, .. }
        | Fact::ServiceStarted { server, .. }
        | Fact::SessionFound { server, .. }
        | Fact::NoCookieSent { server, .. }
        | Fact::SessionCreated { server, .. }
        | Fact::SessionWritten { server, .. }
        | Fact::SessionInvalidated { server, .. }
        | Fact::Answered { server, .. }
        | Fact::ServerRestarted { server, .. }
        | Fact::ServerUpgraded { server, .. } => [machine(server, Mark::Active), None],
        Fact::SessionNotFound { server, .. } | Fact::ServerCrashed { server, .. } => [machine(server, Mark::Bad), None],
        Fact::SessionDestroyed { server, .. } => [machine(server, Mark::Warn), None],
        Fact::BalancerAnswered { .. } => [balancer(Mark::Bad), None],
        Fact::ResponseReceived { id, status, .. } => [sender(id, received(id.client, status, world)), None],
        Fact::RequestDropped { id, .. } => [sender(id, Mark::Bad), None],
        Fact::RequestRefused { id, server, .. } => [sender(id, Mark::Bad), machine(server, Mark::Bad)],
        Fact::CookieStored { client, .. }
        | Fact::CookieLapsed { client, .. }
        | Fact::CookiesCleared { client, .. }
        | Fact::AddressChanged { client, .. } => [person(client, Mark::Active), None],
        Fact::CookieRefused { client, .. } => [person(client, Mark::Warn), None],
        Fact::SessionOrphaned { holder, .. } => [machine(holder, Mark::Warn), None],
        Fact::ServerAdded { server } | Fact::MarkedUp { server } => {
            [machine(server, Mark::Active), balancer(Mark::Active)]
        }
        Fact::HealthCheckCounted { server, .. } | Fact::MarkedDown { server, .. } => {
            [machine(server, Mark::Warn), balancer(Mark::Warn)]
        }
        // What becomes of the message is a fact of its own, or nothing has changed yet.
        Fact::MessageDropped { .. } | Fact::MessageDelayed { .. } => [None, None],
        Fact::WaitBegan { .. } | Fact::WaitEnded { .. } | Fact::NotApplicable { .. } => [None, None],
    }
}

/// How an answer marks who gets it. To be asked to log in is no loss for somebody who never had a cookie.
fn received(client: ClientId, status: Status, world: &World) -> Mark {
    match status {
        Status::Ok => Mark::Active,
        Status::Unauthorized if world.clients[client.index()].jar.cookies().is_empty() => Mark::Active,
        Status::Unauthorized | Status::BadGateway | Status::ServiceUnavailable | Status::GatewayTimeout => Mark::Bad,
    }
}
