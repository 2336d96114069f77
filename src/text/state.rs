//! What sentences look up in the frame, the same for every language; knows no words.

use crate::model::config::Setting;
use crate::model::http::Action;
use crate::model::ids::{ClientId, RequestId, ServerId, SessionId};
use crate::model::world::World;

/// Why a browser that has a cookie did not send it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kept {
    /// It is `Secure` and the request is not.
    Secure,
    /// It is `SameSite=Strict` and another site's link caused the request.
    OtherSite,
}

/// Where the id in a browser's cookie leads.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum WayOfId {
    /// The browser has none.
    NoCookie,
    /// To a session that this server holds.
    Held(SessionId, ServerId),
    /// Nowhere any more.
    Gone(SessionId),
}

/// Why a request of this client went without a cookie; `None` where there was none to send.
pub(super) fn kept_back(client: ClientId, world: &World) -> Option<Kept> {
    let cookie = world.clients.get(client.index())?.jar.cookies().last()?;
    Some(if cookie.set.secure && !world.config.on(Setting::Https) { Kept::Secure } else { Kept::OtherSite })
}

/// Where the id in this client's cookie leads.
pub(super) fn way_of_id(client: ClientId, world: &World) -> WayOfId {
    let cookie = world.clients.get(client.index()).and_then(|browser| browser.jar.cookies().last());
    match cookie.map(|cookie| cookie.set.value) {
        None => WayOfId::NoCookie,
        Some(session) => match world.holder_of(session) {
            Some(holder) => WayOfId::Held(session, holder),
            None => WayOfId::Gone(session),
        },
    }
}

/// Whether the balancer still sends requests to a server.
pub(super) fn believed_up(server: ServerId, world: &World) -> bool {
    world.balancer.as_ref().is_some_and(|balancer| balancer.usable().any(|usable| usable == server))
}

/// Servers in rotation; without a balancer, those that run.
pub(super) fn usable(world: &World) -> usize {
    match &world.balancer {
        Some(balancer) => balancer.usable().count(),
        None => world.servers.iter().filter(|server| server.up).count(),
    }
}

/// How many requests a server can serve at once.
pub(super) fn workers(server: ServerId, world: &World) -> u16 {
    world.servers.get(server.index()).map_or(0, |server| server.workers)
}

/// Whether other servers answer the same clients, so that where a session lies matters.
pub(super) fn has_others(world: &World) -> bool {
    world.balancer.is_some() && world.servers.len() > 1
}

/// What a request under way on a server asks; `None` where it is not there any more.
pub(super) fn action(id: RequestId, server: ServerId, world: &World) -> Option<Action> {
    let server = world.servers.get(server.index())?;
    server.running.iter().find(|job| job.id == id).map(|job| job.request.action)
}
