//! Every fact in English: past tense for what happened and present for what is so now. [`request`] tells a request's
//! way, [`route`] the balancer's choice, [`session`] sessions and cookies, [`cluster`] copies and members, [`store`]
//! shared stores, [`machine`] servers, health checks and acts, [`step`] what one step amounts to.

mod request;
mod route;
mod session;
mod cluster;
mod store;
mod machine;
pub(super) mod step;
pub(super) mod twin;

use crate::model::fact::Fact;
use crate::model::ids::{ClientId, Holder, ServerId, StoreId};
use crate::model::world::World;

use super::label;
use super::state::Copies;
use super::{Language, Sentence};

pub(super) use route::{reason, reason_short};

const EN: Language = Language::English;

/// What happened, why, and what follows.
pub(super) fn fact(fact: &Fact, world: &World) -> Sentence {
    match *fact {
        Fact::RequestSent { id, ref request, .. } => request::sent(id, request, world),
        Fact::LimitReached { limit } => machine::limit(limit),
        Fact::Routed { id, to, because } => route::routed(id, to, because, world),
        Fact::ConnectFailed { id, server, because, tries, then } => {
            request::connect_failed(id, server, because, (tries, then), world)
        }
        Fact::Queued { id, server, place } => request::queued(id, server, place, world),
        Fact::ServiceStarted { id, server } => request::started(id, server, world),
        Fact::SessionFound { id, server, session, version } => session::found(id, server, (session, version), world),
        Fact::SessionNotFound { id, server, session, held_by } => {
            session::not_found(id, server, (session, held_by), world)
        }
        Fact::NoCookieSent { id, server } => session::no_cookie(id, server, world),
        Fact::SessionCreated { server, session, owner, replaces, .. } => {
            session::created(server, session, owner, replaces, world)
        }
        Fact::SessionWritten { id, server, session, version, cart } => {
            session::written(id, server, session, (version, cart), world)
        }
        Fact::SessionInvalidated { id, server, session } => session::invalidated(id, server, session),
        Fact::SessionDestroyed { holder, session, owner, orphan, because } => {
            session::destroyed(holder, (session, owner), orphan, because)
        }
        Fact::Answered { id, server, status, page, set_cookie } => {
            request::answered(id, server, status, page, set_cookie)
        }
        Fact::BalancerAnswered { id, status, because } => request::balancer_answered(id, status, because),
        Fact::AnswerForwarded { id, server, status } => request::forwarded(id, server, status, world),
        Fact::AnswerDiscarded { id, server } => request::discarded(id, server),
        Fact::ResponseReceived { id, status, page } => request::received(id, status, page, world),
        Fact::RequestDropped { id, because } => request::dropped(id, because),
        Fact::RequestRefused { id, server, because } => request::refused(id, server, because),
        Fact::CookieStored { client, session, replaced } => session::cookie_stored(client, session, replaced),
        Fact::CookieRefused { client, session } => session::cookie_refused(client, session),
        Fact::CookieLapsed { client, session } => session::cookie_lapsed(client, session),
        Fact::CookiesCleared { client, cookies } => session::cookies_cleared(client, cookies),
        Fact::SessionOrphaned { session, client, holder, because } => {
            session::orphaned(session, client, holder, because, world)
        }
        Fact::AddressChanged { client, from, to } => machine::address_changed(client, from, to, world),
        Fact::ServerCrashed { server, sessions, requests } => machine::crashed(server, sessions, requests, world),
        Fact::ServerRestarted { server, downtime } => machine::restarted(server, downtime, world),
        Fact::ServerUpgraded { server, from, to } => machine::upgraded(server, from, to, world),
        Fact::ServerAdded { server, member } => machine::added(server, member, world),
        Fact::ServerRemoved { server, sessions, requests } => machine::removed(server, sessions, requests, world),
        Fact::HealthCheckCounted { server, seen_up, nth, needed } => machine::checked(server, seen_up, nth, needed),
        Fact::MarkedDown { server, after } => machine::marked_down(server, after, world),
        Fact::MarkedUp { server } => machine::marked_up(server, world),
        Fact::AffinityCookieSet { id, server, before } => route::cookie_set(id, server, before),
        Fact::AffinityCookieStored { client, server, replaced } => route::cookie_stored(client, server, replaced),
        Fact::StaleRead { id, server, session, version, newest } => {
            session::stale(id, server, session, (version, newest), world)
        }
        Fact::UpdateLost { id, session, version, lost, cart, .. } => {
            store::update_lost(id, session, version, (lost, cart))
        }
        Fact::WriteLost { holder, session, owner, version, kept } => {
            session::write_lost(holder, (session, owner), version, kept)
        }
        Fact::CopiesQueued { server, session, owner, version, receivers, messages, bytes, sync } => {
            let copies = Copies { server, session, owner, version, receivers, messages, bytes };
            cluster::queued(&copies, sync)
        }
        Fact::CopiesSent { server, session, owner, version, receivers, messages, bytes } => {
            cluster::sent(&Copies { server, session, owner, version, receivers, messages, bytes })
        }
        Fact::CopyApplied { server, from, session, owner, version } => {
            cluster::applied(server, from, (session, owner), version, world)
        }
        Fact::CopyIgnored { server, from, session, owner, version } => {
            cluster::ignored(server, from, (session, owner), version)
        }
        Fact::WritesCrossed { server, session, owner, version, had, got } => {
            cluster::crossed(server, (session, owner), version, (had, got))
        }
        Fact::CopiesLost { server, session, owner, version, receivers } => {
            cluster::lost(server, (session, owner), version, receivers, world)
        }
        Fact::JoinStarted { server, donor, sessions, bytes, takes } => {
            cluster::join_started(server, donor, (sessions, bytes), takes)
        }
        Fact::JoinEnded { server, donor, sessions, complete } => {
            cluster::join_ended(server, donor, sessions, complete, world)
        }
        Fact::CopyDropped { copy } => cluster::copy_dropped(copy),
        Fact::CopyDelayed { copy, by } => cluster::copy_delayed(copy, by),
        Fact::StoreAsked { id, server, store, write } => store::asked(id, server, store, write, world),
        Fact::StoreRead { id, store, session, found } => store::read(id, store, session, found, world),
        Fact::StoreUnreachable { id, server, store } => store::unreachable(id, server, store, world),
        Fact::StoreDied { store, role, kind, sessions, because } => {
            store::died(store, (role, kind), sessions, because, world)
        }
        Fact::StoreRestarted { store, role, sessions, downtime } => {
            store::restarted(store, role, sessions, downtime, world)
        }
        Fact::StorePromoted { store, from, lost, by_hand } => store::promoted(store, from, lost, by_hand),
        Fact::ReplicationSent { from, session, owner, version, bytes } => {
            store::replication_sent(from, (session, owner), version, bytes, world)
        }
        Fact::ReplicationApplied { store, session, owner, version } => {
            store::replication_applied(store, (session, owner), version)
        }
        Fact::MessageDropped { id } => machine::message_dropped(id, world),
        Fact::MessageDelayed { id, by } => machine::message_delayed(id, by),
        Fact::WaitBegan { duration } => machine::wait_began(duration),
        Fact::WaitEnded { duration } => machine::wait_ended(duration),
        Fact::NotApplicable { command } => machine::not_applicable(&command),
    }
}

/// How English sentences go on: servers by name, in the middle of a sentence and at its start.
trait English {
    /// "server 3".
    fn server(self, server: ServerId) -> Sentence;
    /// "server 3", the one the sentence is about.
    fn here(self, server: ServerId) -> Sentence;
    /// "Server 3", the one the sentence is about, at its start.
    fn start(self, server: ServerId) -> Sentence;
    /// "store 1".
    fn store(self, store: StoreId) -> Sentence;
    /// "store 1", the one the sentence is about.
    fn here_store(self, store: StoreId) -> Sentence;
    /// "Store 1", the one the sentence is about, at its start.
    fn start_store(self, store: StoreId) -> Sentence;
    /// "server 3", "store 1".
    fn holder(self, holder: Holder) -> Sentence;
    /// The same, the one the sentence is about.
    fn here_holder(self, holder: Holder) -> Sentence;
    /// "Alice and Bob", "Alice, Bob and Chulsoo".
    fn people(self, people: &[ClientId]) -> Sentence;
}

impl English for Sentence {
    fn server(self, server: ServerId) -> Sentence {
        self.say(label::lower(server))
    }

    fn here(self, server: ServerId) -> Sentence {
        self.strong(label::lower(server))
    }

    fn start(self, server: ServerId) -> Sentence {
        self.strong(label::server(EN, server))
    }

    fn store(self, store: StoreId) -> Sentence {
        self.say(label::lower_store(store))
    }

    fn here_store(self, store: StoreId) -> Sentence {
        self.strong(label::lower_store(store))
    }

    fn start_store(self, store: StoreId) -> Sentence {
        self.strong(label::store(EN, store))
    }

    fn holder(self, holder: Holder) -> Sentence {
        self.say(label::lower_holder(holder))
    }

    fn here_holder(self, holder: Holder) -> Sentence {
        self.strong(label::lower_holder(holder))
    }

    fn people(mut self, people: &[ClientId]) -> Sentence {
        for (index, &client) in people.iter().enumerate() {
            self = match people.len() - index {
                _ if index == 0 => self,
                1 => self.say(" and "),
                _ => self.say(", "),
            };
            self = self.person(client);
        }
        self
    }
}
