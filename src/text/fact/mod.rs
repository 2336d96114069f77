//! Every fact: past tense for what happened and present for what is so now (합니다체 in Korean). [`request`] tells a
//! request's way, [`ending`] its end, [`route`] the balancer's choice, [`session`] sessions, [`destroyed`] their ends,
//! [`cookie`] their cookies and orphans, [`machine`] servers, health checks and acts, [`not_applicable`] acts that
//! changed nothing, [`copies`] copies of sessions at their sender, [`arrivals`] at their receiver, [`cluster`] its
//! members, [`store`] shared stores, [`race`] writes that overlap.

mod request;
mod ending;
mod route;
mod session;
mod destroyed;
mod cookie;
mod machine;
mod not_applicable;
mod race;
pub(super) mod arrivals;
mod copies;
mod cluster;
pub(super) mod store;

use crate::model::client::Client;
use crate::model::fact::{CopyBatch, Fact};
use crate::model::ids::{ClientId, SessionId};
use crate::model::world::World;

use super::say::Telling;

pub(super) use route::{reason, reason_short};
pub(super) use session::recognised;

/// Tells what happened, why, and what follows.
pub(super) fn say(t: &Telling, fact: &Fact, world: &World) {
    match *fact {
        Fact::RequestSent { id, ref request, .. } => request::sent(t, id, request, world),
        Fact::LimitReached { limit } => machine::limit(t, limit),
        Fact::Routed { id, to, because } => route::routed(t, id, to, because, world),
        Fact::ConnectFailed { id, server, because, tries, then } => {
            request::connect_failed(t, id, server, because, (tries, then), world)
        }
        Fact::Queued { id, server, place } => request::queued(t, id, server, place, world),
        Fact::ServiceStarted { id, server } => request::started(t, id, server, world),
        Fact::SessionFound { id, server, session, version } => session::found(t, id, server, (session, version), world),
        Fact::SessionNotFound { id, server, session, held_by } => {
            session::not_found(t, id, server, (session, held_by), world)
        }
        Fact::NoCookieSent { id, server } => session::no_cookie(t, id, server, world),
        Fact::SessionCreated { server, session, owner, replaces, .. } => {
            session::created(t, server, session, owner, replaces, world)
        }
        Fact::SessionWritten { id, server, session, version, cart } => {
            session::written(t, id, server, session, (version, cart), world)
        }
        Fact::SessionInvalidated { id, server, session } => session::invalidated(t, id, server, session, world),
        Fact::SessionDestroyed { holder, session, owner, orphan, because } => {
            destroyed::destroyed(t, holder, (session, owner), orphan, because, world)
        }
        Fact::Answered { id, server, status, page, set_cookie } => {
            request::answered(t, id, server, (status, page), set_cookie, world)
        }
        Fact::BalancerAnswered { id, status, because } => request::balancer_answered(t, id, status, because),
        Fact::AnswerForwarded { id, server, status } => request::forwarded(t, id, server, status, world),
        Fact::AnswerDiscarded { id, server } => request::discarded(t, id, server),
        Fact::ResponseReceived { id, status, page } => ending::received(t, id, status, page, world),
        Fact::RequestDropped { id, because } => ending::dropped(t, id, because),
        Fact::RequestRefused { id, server, because } => ending::refused(t, id, server, because),
        Fact::CookieStored { client, session, replaced } => cookie::cookie_stored(t, client, session, replaced),
        Fact::CookieRefused { client, session } => cookie::cookie_refused(t, client, session),
        Fact::CookieLapsed { client, session } => cookie::cookie_lapsed(t, client, session),
        Fact::CookiesCleared { client, cookies } => cookie::cookies_cleared(t, client, cookies),
        Fact::SessionOrphaned { session, client, holder, because } => {
            cookie::orphaned(t, session, client, holder, because, world)
        }
        Fact::AddressChanged { client, from, to } => machine::address_changed(t, client, from, to, world),
        Fact::ServerCrashed { server, sessions, copied, requests } => {
            machine::crashed(t, server, (sessions, copied), requests, world)
        }
        Fact::ServerRestarted { server, downtime } => machine::restarted(t, server, downtime, world),
        Fact::ServerUpgraded { server, from, to } => machine::upgraded(t, server, from, to, world),
        Fact::ServerAdded { server, member } => machine::added(t, server, member, world),
        Fact::ServerRemoved { server, sessions, copied, requests } => {
            machine::removed(t, server, (sessions, copied), requests, world)
        }
        Fact::HealthCheckCounted { server, seen_up, nth, needed } => machine::checked(t, server, seen_up, nth, needed),
        Fact::MarkedDown { server, after, joining } => machine::marked_down(t, server, (after, joining), world),
        Fact::MarkedUp { server } => machine::marked_up(t, server, world),
        Fact::MessageDropped { id } => machine::message_dropped(t, id, world),
        Fact::MessageDelayed { id, by } => machine::message_delayed(t, id, by),
        Fact::WaitBegan { duration } => machine::wait_began(t, duration),
        Fact::WaitEnded { duration } => machine::wait_ended(t, duration),
        Fact::NotApplicable { command } => not_applicable::not_applicable(t, &command),
        Fact::AffinityCookieSet { id, server, before } => route::cookie_set(t, id, server, before, world),
        Fact::AffinityCookieStored { client, server, replaced } => {
            route::cookie_stored(t, client, server, replaced, world)
        }
        Fact::StaleRead { id, server, session, version, newest } => {
            session::stale(t, id, server, session, (version, newest), world)
        }
        Fact::WriteLost { holder, session, owner, version, kept: Some(kept) } if kept >= version => {
            race::write_lost_to_another(t, holder, (session, owner), version, kept)
        }
        Fact::WriteLost { holder, session, owner, version, kept } => {
            session::write_lost(t, holder, (session, owner), version, kept)
        }
        Fact::UpdateLost { id, session, version, lost, cart, renamed, .. } => {
            race::update_lost(t, id, (session, renamed), version, (lost, cart))
        }
        Fact::EndOverwroteUpdate { server, from, session, owner, renamed, lost, .. } => {
            race::end_overwrote(t, (server, from), (session, owner), renamed, lost)
        }
        Fact::UpdateRestored { holder, session, owner, version, restored, by } => {
            race::update_restored(t, holder, (session, owner), version, restored, by)
        }
        Fact::SessionReturned { holder, session, owner, orphan, because } => {
            race::returned(t, holder, (session, owner), orphan, because)
        }
        Fact::SaveRefused { id, server, store, session, .. } => race::save_refused(t, id, server, store, session),
        Fact::SaveIgnored { id, store, session, renamed, .. } => race::save_ignored(t, id, store, (session, renamed)),
        Fact::SessionTouched { id, store, session } => race::touched(t, id, store, session, world),
        Fact::CopiesQueued { server, change, session, owner, version, receivers, messages, bytes, sync } => {
            let copies = CopyBatch { server, change, session, owner, version, receivers, messages, bytes };
            copies::queued(t, &copies, sync)
        }
        Fact::CopiesSent { server, change, session, owner, version, receivers, messages, bytes } => {
            copies::sent(t, &CopyBatch { server, change, session, owner, version, receivers, messages, bytes })
        }
        Fact::CopyApplied { server, from, change, session, owner, version } => {
            arrivals::applied(t, (server, from), change, (session, owner), version, world)
        }
        Fact::CopyIgnored { server, from, change, session, owner, version } => {
            arrivals::ignored(t, (server, from), change, (session, owner), version)
        }
        Fact::WritesCrossed { server, session, owner, version, had, got } => {
            cluster::crossed(t, server, (session, owner), version, (had, got))
        }
        Fact::CopiesLost { server, change, session, owner, version, receivers } => {
            copies::lost(t, (server, change), (session, owner), version, receivers, world)
        }
        Fact::JoinStarted { server, donor, sessions, bytes, takes } => {
            cluster::join_started(t, (server, donor), (sessions, bytes), takes, world)
        }
        Fact::JoinEnded { server, donor, sessions, complete } => {
            cluster::join_ended(t, server, donor, sessions, complete, world)
        }
        Fact::SessionExpired { server, session, owner, after, told } => {
            destroyed::expired(t, server, (session, owner), after, told)
        }
        Fact::CopyDropped { copy, change, session } => arrivals::dropped(t, copy, change, session, world),
        Fact::CopyDelayed { copy, change, session, by } => arrivals::delayed(t, copy, change, session, by, world),
        Fact::StoreAsked { id, server, store, write } => store::asked(t, id, server, store, write, world),
        Fact::StoreRead { id, store, session, found } => store::read(t, id, store, session, found, world),
        Fact::StoreUnreachable { id, server, store } => store::unreachable(t, id, server, store, world),
        Fact::StoreDied { store, role, kind, sessions, because } => {
            store::died(t, store, (role, kind), sessions, because, world)
        }
        Fact::StoreRestarted { store, role, sessions, downtime } => {
            store::restarted(t, store, role, sessions, downtime, world)
        }
        Fact::StorePromoted { store, from, lost, by_hand } => store::promoted(t, store, from, lost, by_hand),
        Fact::ReplicationSent { from, session, owner, version, bytes, change } => {
            store::replication_sent(t, from, (session, owner), version, (bytes, change), world)
        }
        Fact::ReplicationApplied { store, session, owner, version, change } => {
            store::replication_applied(t, store, (session, owner), version, change)
        }
    }
}

/// Session that the client's cookie names, if it is another one than this.
fn other_session(world: &World, client: ClientId, session: SessionId) -> Option<SessionId> {
    world.client(client).and_then(Client::session).filter(|named| *named != session)
}
