//! What sentences look up in the frame, the same for every language; knows no words.

use crate::model::client::Address;
use crate::model::config::{Sessions, Setting};
use crate::model::cookie::{CookieValue, StoredCookie};
use crate::model::fact::StoreRole;
use crate::model::http::Action;
use crate::model::ids::{ClientId, Holder, RequestId, ServerId, SessionId, StoreId};
use crate::model::message::Message;
use crate::model::session::{COPY_OVERHEAD_BYTES, SessionWrite};
use crate::model::time::SimDuration;
use crate::model::world::{World, transfer_time};

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
    /// To a session that is held here, and maybe elsewhere.
    Held(SessionId, Holder),
    /// To a session that only the replica of a dead store holds.
    AtReplica(SessionId, StoreId),
    /// To a session on the disk of a store that is down.
    OnDisk(SessionId, StoreId),
    /// Nowhere any more.
    Gone(SessionId),
}

/// Where a session lies that a server has just made or changed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Lies {
    /// In the memory of the only server, or of the only member.
    HereAlone,
    /// In this server's memory, and the others do not hear of it.
    HereAmongOthers,
    /// In this server's memory, and so many others are about to get it.
    HereAndSoonAt(u64),
    /// In a store that every server asks.
    Stored(StoreId),
}

/// Kind of change that a cluster's copies carry, told by their size (rule R19).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Copied {
    /// A session that was made.
    Made,
    /// Attributes that changed.
    Changed,
    /// That it was read, and nothing else.
    Read,
    /// That it ended.
    Ended,
}

/// The copies of one change, as a fact tells them.
#[derive(Clone, Copy)]
pub(super) struct Copies {
    /// Who sends them.
    pub server: ServerId,
    /// Of which session.
    pub session: SessionId,
    /// Whose it is.
    pub owner: ClientId,
    /// Its version.
    pub version: u32,
    /// For how many members.
    pub receivers: u8,
    /// Messages for all of them.
    pub messages: u32,
    /// Bytes of all of these.
    pub bytes: u64,
}

/// Why a server reads an old version.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum StaleBecause {
    /// The newer copy is still on its way here.
    Overtaken,
    /// Nothing newer is on its way: the copy was lost, or never sent.
    NeverSent,
    /// The store had it when it was asked, and was written meanwhile.
    WrittenMeanwhile,
}

/// Why a request of this client went without a session id; `None` where there was none to send.
pub(super) fn kept_back(client: ClientId, world: &World) -> Option<Kept> {
    let cookie = session_cookie(client, world)?;
    Some(if cookie.set.secure && !world.config.on(Setting::Https) { Kept::Secure } else { Kept::OtherSite })
}

/// Where the id in this client's cookie leads.
pub(super) fn way_of_id(client: ClientId, world: &World) -> WayOfId {
    let Some(session) = session_cookie(client, world).and_then(|cookie| cookie.set.value.session()) else {
        return WayOfId::NoCookie;
    };
    if let Some(holder) = world.holder_of(session) {
        return WayOfId::Held(session, holder);
    }
    let replica = replica(world).filter(|replica| world.stores[replica.index()].table.get(session).is_some());
    if let Some(replica) = replica.filter(|_| !store_up(world.primary, world)) {
        return WayOfId::AtReplica(session, replica);
    }
    let asleep = world.stores.get(world.primary.index()).filter(|store| !store.up);
    match asleep.filter(|store| store.durable.get(session).is_some()) {
        Some(store) => WayOfId::OnDisk(session, store.id),
        None => WayOfId::Gone(session),
    }
}

/// The server this client's affinity cookie names.
pub(super) fn pinned_to(client: ClientId, world: &World) -> Option<ServerId> {
    let cookies = world.clients.get(client.index())?.jar.cookies();
    cookies.iter().rev().find_map(|cookie| cookie.set.value.server())
}

/// The server an address leads to where the balancer looks at nothing else (rule R5).
pub(super) fn by_source(address: Address, world: &World) -> Option<ServerId> {
    let balancer = world.balancer.as_ref()?;
    let place = address.number().checked_rem(balancer.usable().count() as u32)?;
    balancer.usable().nth(place as usize)
}

/// Whether a message of this request is on a wire.
pub(super) fn in_flight(id: RequestId, world: &World) -> bool {
    world.in_flight().iter().any(|in_flight| in_flight.message.request() == Some(id))
}

fn session_cookie(client: ClientId, world: &World) -> Option<&StoredCookie> {
    let cookies = world.clients.get(client.index())?.jar.cookies();
    cookies.iter().rev().find(|cookie| matches!(cookie.set.value, CookieValue::Session(_)))
}

/// Where a session lies that `server` has made or changed.
pub(super) fn lies(server: ServerId, world: &World) -> Lies {
    match world.config.sessions {
        Sessions::Shared(_) => Lies::Stored(world.primary),
        Sessions::Replicated => match receivers(server, world) {
            0 if lone(server, world) && has_others(world) => Lies::HereAmongOthers,
            0 => Lies::HereAlone,
            others => Lies::HereAndSoonAt(others),
        },
        Sessions::Local if has_others(world) => Lies::HereAmongOthers,
        Sessions::Local => Lies::HereAlone,
    }
}

/// Members a server's copies go to.
pub(super) fn receivers(sender: ServerId, world: &World) -> u64 {
    if world.config.sessions != Sessions::Replicated || lone(sender, world) {
        return 0;
    }
    world.servers.iter().filter(|server| server.id != sender && server.up && server.member).count() as u64
}

/// Members a server that joins now would exchange copies with.
pub(super) fn receivers_of_new(world: &World) -> u64 {
    world.servers.iter().filter(|server| server.up && server.member).count() as u64
}

/// What a server that joins now would fetch: sessions, bytes, and how long it takes (rule R26: 0.1 s and 0.1 ms a session).
pub(super) fn transfer(world: &World) -> (u32, u64, SimDuration) {
    let donor = world.servers.iter().find(|server| server.member && server.serves());
    let (sessions, bytes) = donor.map_or((0, 0), |donor| (donor.table.len() as u32, donor.table.bytes()));
    (sessions, bytes, transfer_time(sessions))
}

/// Whether a server stands outside of the cluster.
pub(super) fn lone(server: ServerId, world: &World) -> bool {
    world.config.sessions == Sessions::Replicated && world.servers.get(server.index()).is_some_and(|all| !all.member)
}

/// Members of the cluster that are there, up or down.
pub(super) fn members(world: &World) -> u64 {
    world.servers.iter().filter(|server| server.member && !server.removed).count() as u64
}

/// Servers that were not taken out.
pub(super) fn servers(world: &World) -> u64 {
    world.servers.iter().filter(|server| !server.removed).count() as u64
}

impl Copies {
    /// What they tell the other members.
    pub(super) fn about(&self) -> Copied {
        let bare = self.bytes == COPY_OVERHEAD_BYTES * u64::from(self.messages);
        match (self.messages > u32::from(self.receivers), bare) {
            (true, false) => Copied::Made,
            (false, false) => Copied::Changed,
            (false, true) => Copied::Read,
            (true, true) => Copied::Ended,
        }
    }
}

/// Why `server` has an older version of a session than `newest`.
pub(super) fn stale_because(server: ServerId, session: SessionId, newest: u32, world: &World) -> StaleBecause {
    if matches!(world.config.sessions, Sessions::Shared(_)) {
        return StaleBecause::WrittenMeanwhile;
    }
    let brings = |write: &SessionWrite| write.session().id == session && write.session().version >= newest;
    let flying = world.in_flight().iter().any(|in_flight| match &in_flight.message {
        Message::Copy { to, write, .. } => *to == server && brings(write),
        Message::RequestToBalancer { .. }
        | Message::RequestToServer { .. }
        | Message::ResponseToBalancer { .. }
        | Message::ResponseToClient { .. }
        | Message::CopyAck { .. }
        | Message::StoreRequest { .. }
        | Message::StoreResponse { .. }
        | Message::Replicate { .. } => false,
    });
    let leaving = world.servers.iter().any(|sender| sender.outbox.iter().any(brings));
    let arrived = world
        .servers
        .get(server.index())
        .is_some_and(|here| here.inbox.iter().chain(&here.applying).any(|copy| brings(&copy.write)));
    if flying || leaving || arrived { StaleBecause::Overtaken } else { StaleBecause::NeverSent }
}

/// What a copy has done to its receiver.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum AfterCopy {
    /// It has the version the copy brought.
    Same,
    /// It has a newer one, so that only the time of use was taken over.
    Newer(u32),
    /// It has deleted the session.
    Gone,
}

/// What `server` has of a session after a copy of `version` was applied.
pub(super) fn after_copy(server: ServerId, session: SessionId, version: u32, world: &World) -> AfterCopy {
    let held = world.servers.get(server.index()).and_then(|server| server.table.get(session));
    match held.map(|held| held.version) {
        Some(held) if held > version => AfterCopy::Newer(held),
        Some(_) => AfterCopy::Same,
        None => AfterCopy::Gone,
    }
}

/// The part a store plays.
pub(super) fn role(store: StoreId, world: &World) -> StoreRole {
    if store == world.primary { StoreRole::Primary } else { StoreRole::Replica }
}

/// The store that follows the primary and is up.
pub(super) fn replica(world: &World) -> Option<StoreId> {
    world.stores.iter().find(|store| store.up && store.id != world.primary).map(|store| store.id)
}

/// Whether a store's process runs.
pub(super) fn store_up(store: StoreId, world: &World) -> bool {
    world.stores.get(store.index()).is_some_and(|store| store.up)
}

/// How long it takes from a primary's death to its replica's first answer.
pub(super) fn takeover(world: &World) -> SimDuration {
    world.config.duration(Setting::StoreDetection) + world.config.duration(Setting::StorePromotion)
}

/// What one question to the store takes: there, the work, and back; a write may have to reach the replica meanwhile, and
/// that be told.
pub(super) fn round_trip(write: bool, world: &World) -> SimDuration {
    let hop = world.config.duration(Setting::Hop);
    if !write {
        return hop + world.config.store_read() + hop;
    }
    let waits = world.config.on(Setting::ReplicaWait) && replica(world).is_some();
    let lag = if waits { world.config.duration(Setting::ReplicaLag) } else { SimDuration::ZERO };
    hop + world.config.store_write() + lag + lag + hop
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
    world.balancer.is_some() && servers(world) > 1
}

/// What a request under way on a server asks; `None` where it is not there any more.
pub(super) fn action(id: RequestId, server: ServerId, world: &World) -> Option<Action> {
    let server = world.servers.get(server.index())?;
    server.running.iter().find(|job| job.id == id).map(|job| job.request.action)
}
