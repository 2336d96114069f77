//! Checks claims about the present: reads the tables, jars and machines of the world.

use sessionscope::model::config::Setting;
use sessionscope::model::cookie::CookieValue;
use sessionscope::model::ids::{ClientId, Holder, ServerId, SessionId};
use sessionscope::model::message::Message;
use sessionscope::model::server::Server;
use sessionscope::model::session::{Session, SessionTable, SessionWrite};
use sessionscope::model::time::SimDuration;
use sessionscope::model::world::World;
use sessionscope::text::Claim;

use crate::later;

/// Sessions of a holder; `None` if it is a server that is down.
fn table(world: &World, holder: Holder) -> Option<&SessionTable> {
    match holder {
        Holder::Server(server) => world.server(server).filter(|server| server.is_up()).map(|server| &server.table),
        Holder::Store(store) => world.store(store).map(|store| store.surviving()),
    }
}

/// This holder's version of the session.
pub fn held(world: &World, holder: Holder, session: SessionId) -> Option<&Session> {
    table(world, holder)?.get(session)
}

/// All servers that are up and all stores with this session.
fn all_holders(world: &World, session: SessionId) -> impl Iterator<Item = (Holder, &Session)> {
    let servers = world.servers.iter().map(|server| Holder::Server(server.id));
    let stores = world.stores.iter().map(|store| Holder::Store(store.id));
    servers.chain(stores).filter_map(move |holder| Some((holder, held(world, holder, session)?)))
}

/// Newest version of a session that is left anywhere; 0 if there is none. A replica that is down does not count while
/// its primary is up, since it will start with the sessions of the primary.
pub fn newest(world: &World, session: SessionId) -> u32 {
    let counts = |holder: &Holder| match *holder {
        Holder::Server(_) => true,
        Holder::Store(store) => store == world.primary || world.is_store_up(store) || world.is_primary_down(),
    };
    let holders = all_holders(world, session).filter(|(holder, _)| counts(holder));
    holders.map(|(_, held)| held.version).max().unwrap_or(0)
}

/// True if this is the newest version that is left: it is held, or a copy on its way brings it.
fn is_newest(world: &World, session: SessionId, version: u32) -> bool {
    let comes = || world.servers.iter().any(|server| is_copy_coming(world, server.id, session, version));
    let newest = newest(world, session);
    newest == version || (newest < version && comes())
}

fn is_up(world: &World, server: ServerId, wanted: fn(&Server) -> bool) -> bool {
    world.server(server).is_some_and(wanted)
}

fn names(world: &World, client: ClientId, session: SessionId) -> bool {
    world.client(client).is_some_and(|client| client.jar.holds(session))
}

fn is_cookie_in_flight(world: &World, session: SessionId) -> bool {
    world.any_in_flight(|message| match message {
        Message::ResponseToBalancer { response, .. } | Message::ResponseToClient { response, .. } => {
            response.set_cookie.is_some_and(|set| set.value == CookieValue::Session(session))
        }
        _ => false,
    })
}

fn usable(world: &World) -> usize {
    match &world.balancer {
        Some(_) => world.servers.iter().filter(|server| world.is_in_rotation(server.id)).count(),
        None => world.servers.iter().filter(|server| server.is_up()).count(),
    }
}

/// True if a copy of this version or a newer one is queued, in flight or not applied yet.
fn is_copy_coming(world: &World, to: ServerId, session: SessionId, version: u32) -> bool {
    let brings = |write: &SessionWrite| {
        let carried = matches!(write, SessionWrite::Create { .. } | SessionWrite::Update { .. });
        carried && write.session().id == session && write.session().version >= version
    };
    let flying =
        |message: &Message| matches!(message, Message::Copy { to: at, write, .. } if *at == to && brings(write));
    let here = world
        .server(to)
        .is_some_and(|server| server.inbox.iter().chain(&server.applying).any(|copy| brings(&copy.write)));
    let queued = world.servers.iter().any(|sender| sender.id != to && sender.outbox.iter().any(brings));
    here || queued || world.any_in_flight(flying)
}

/// True if the server ends the session after this multiple of the idle timeout.
fn ends_after(world: &World, server: ServerId, session: SessionId, times: u64) -> bool {
    let timeout = SimDuration::from_us(times * world.config.duration(Setting::Idle).as_us());
    let ends = |held| world.idle_timeout(Holder::Server(server), held) == timeout;
    held(world, Holder::Server(server), session).is_some_and(ends)
}

/// True if the claim holds in this world, or if the world cannot show that.
pub fn holds(claim: &Claim, world: &World) -> bool {
    match *claim {
        Claim::Holds(holder, session) => held(world, holder, session).is_some(),
        Claim::Lacks(holder, session) => held(world, holder, session).is_none(),
        Claim::HasVersion(holder, session, version) => {
            held(world, holder, session).is_some_and(|held| held.version == version)
        }
        Claim::LacksVersion(holder, session, version) => {
            held(world, holder, session).is_none_or(|held| held.version < version)
        }
        Claim::OnlyHolder(only, session, version) => {
            all_holders(world, session).all(|(holder, held)| holder == only || held.version < version)
        }
        Claim::OnlyItem(only, session, nth) => {
            all_holders(world, session).all(|(holder, held)| holder == only || !held.items.contains(nth))
        }
        Claim::OthersHold(server, session, version) => all_holders(world, session)
            .any(|(holder, held)| holder != Holder::Server(server) && held.version >= version),
        Claim::NobodyHolds(session) => all_holders(world, session).next().is_none(),
        Claim::NobodyFinds(session) => all_holders(world, session).all(
            |(holder, _)| matches!(holder, Holder::Store(store) if store != world.primary || !world.is_store_up(store)),
        ),
        Claim::NewestVersion(session, version) => is_newest(world, session, version),
        Claim::CartHas(session, cart) => {
            all_holders(world, session).max_by_key(|(_, held)| held.version).is_some_and(|(_, held)| held.cart == cart)
        }
        Claim::HasItem(holder, session, nth) => {
            held(world, holder, session).is_some_and(|held| held.items.contains(nth))
        }
        Claim::ItemGone(session, nth) => world.holders_of(session).all(|(_, held)| !held.items.contains(nth)),
        Claim::UsedNow(holder, session) => {
            held(world, holder, session).is_some_and(|held| held.last_access == world.now)
        }
        Claim::SessionCount(holder, count) => table(world, holder).is_some_and(|table| table.len() == count as usize),
        Claim::HoldsAllOf(server, other) => table(world, Holder::Server(other))
            .is_none_or(|table| table.iter().all(|session| held(world, Holder::Server(server), session.id).is_some())),
        Claim::NoCopyComes(server, session, version) => !is_copy_coming(world, server, session, version),
        Claim::Receivers(server, receivers) => world.receivers_of(server).count() as u64 == receivers,
        Claim::EndsAtIdle(server, session) => ends_after(world, server, session, 1),
        Claim::EndsAtTwiceIdle(server, session) => ends_after(world, server, session, 2),
        Claim::DonorIs(server, donor) => world.donor_of(server) == Some(donor),
        Claim::Joins(server) => is_up(world, server, Server::is_joining),
        Claim::Serves(server) => is_up(world, server, Server::serves),
        Claim::Down(server) => !is_up(world, server, Server::is_up),
        Claim::OutsideCluster(server) => !is_up(world, server, |server| server.member),
        Claim::CookieNames(client, session) => names(world, client, session),
        Claim::NoCookieNames(client, session) => !names(world, client, session) && !is_cookie_in_flight(world, session),
        Claim::NoSessionCookie(client) => world.client(client).is_some_and(|client| client.session_cookie().is_none()),
        Claim::LoggedIn(client) => world
            .client(client)
            .and_then(|client| client.session())
            .is_some_and(|session| all_holders(world, session).next().is_some()),
        Claim::LeftWith(client, version) => {
            let session = world.client(client).and_then(|client| client.session());
            session.is_some_and(|session| is_newest(world, session, version))
        }
        Claim::UsableServers(count) => usable(world) == count,
        Claim::Servers(count) => world.servers.iter().filter(|server| !server.is_removed()).count() == count,
        Claim::InRotation(server) => world.is_in_rotation(server),
        Claim::OutOfRotation(server) => !world.is_in_rotation(server),
        Claim::Away(server) => !world.is_in_rotation(server) || !is_up(world, server, Server::serves),
        Claim::OnlyServer(only) => match &world.balancer {
            Some(_) => world.present_servers().all(|server| server.id == only),
            None => only == ServerId(0),
        },
        Claim::ServiceDown => match &world.balancer {
            Some(_) => !world.present_servers().any(Server::is_up),
            None => !is_up(world, ServerId(0), Server::is_up),
        },
        Claim::Over(id) => !world.connections.contains_key(&id),
        Claim::WorkersBusy(server) => world
            .server(server)
            .is_some_and(|server| server.running.len() + server.applying.len() >= usize::from(server.workers)),
        Claim::OnlyBusy(busy, requests) => world.servers.iter().all(|server| {
            let expected = if server.id == busy { requests } else { 0 };
            server.running.len() + server.queue.len() == expected
        }),
        Claim::StoreUp(store) => world.is_store_up(store),
        Claim::StoreDown(store) => !world.is_store_up(store),
        Claim::Primary(store) => world.primary == store,
        Claim::Replica(store) => world.primary != store,
        Claim::PrimaryDown => !world.is_store_up(world.primary),
        Claim::PrimaryUp => world.is_store_up(world.primary),
        Claim::NoReplica => !world.stores.iter().any(|store| store.is_up() && store.id != world.primary),
        Claim::CopyComes(..)
        | Claim::NeverArrives(..)
        | Claim::EndComes(..)
        | Claim::IgnoresChanges(..)
        | Claim::QueueLostWith(..)
        | Claim::ArrivesWithout(..)
        | Claim::JoinStillDue(..)
        | Claim::NextWithoutSession(..)
        | Claim::NextServer(..)
        | Claim::MustLogIn(..)
        | Claim::ReturnStillDue(..)
        | Claim::RemovalStillDue(..)
        | Claim::RetryStillDue(..)
        | Claim::EndsWithin(..)
        | Claim::StoreAnswerStillDue(..)
        | Claim::TakeoverStillDue(..)
        | Claim::LostByTakeover(..)
        | Claim::SurvivesTakeover(..)
        | Claim::BackByTakeover(..)
        | Claim::EndedAfterTakeover(..)
        | Claim::BackByRestart(..) => later::holds(claim, world),
    }
}
