//! At least one fact of every variant, from a cast of people, servers, ids and numbers.

use crate::model::balancer::{NewChoice, Order, RouteReason, SourceHash};
use crate::model::client::{Address, SHARED_ADDRESS};
use crate::model::command::{Awaited, Command, ServerAction, StoreAction};
use crate::model::config::StoreKind;
use crate::model::cookie::{CookieHeader, CookieValue, SameSite, SetCookie};
use crate::model::fact::{
    BalancerError, ConnectError, DestroyCause, DropCause, Fact, Limit, OrphanCause, RetryPlan, ReturnCause, StoreDeath,
    StoreRole, UnseenChange,
};
use crate::model::http::{Action, Page, Request, Status};
use crate::model::ids::{ClientId, CopyId, Holder, RequestId, ServerId, SessionId, StoreId};
use crate::model::session::Change;
use crate::model::time::SimDuration;

/// Names and numbers of a list of samples. Two casts that differ in one value give lists that differ in it alone.
#[derive(Clone, Copy)]
pub(super) struct Cast {
    pub client: ClientId,
    pub server: ServerId,
    pub other: ServerId,
    pub store: StoreId,
    pub session: SessionId,
    pub fresh: SessionId,
    pub n: u8,
    pub delay: SimDuration,
}

pub(super) const CAST: Cast = Cast {
    client: ClientId(0),
    server: ServerId(1),
    other: ServerId(0),
    store: StoreId(0),
    session: SessionId(0x7F3A << 112),
    fresh: SessionId(0x91CB << 112),
    n: 4,
    delay: SimDuration::from_ms(1_400),
};

/// Every kind of change that copies carry.
const CHANGES: [Change; 5] = [Change::Created, Change::Changed, Change::Read, Change::Ended, Change::Expired];

/// Source address of the sampled requests.
const HOME: Address = Address([203, 0, 113, 7]);

/// At least one fact of every variant, and of every reason a variant can have.
pub(super) fn samples(cast: Cast) -> Vec<Fact> {
    let mut facts = way(cast);
    facts.extend(sessions(cast));
    facts.extend(machines(cast));
    facts.extend(clusters(cast));
    facts.extend(stores(cast));
    facts.extend(commands(cast).into_iter().map(|command| Fact::NotApplicable { command }));
    facts
}

fn way(Cast { client, server, other, session, fresh, n, delay, .. }: Cast) -> Vec<Fact> {
    let id = RequestId { client, nth: u32::from(n) };
    let mut facts = Vec::new();
    for action in [Action::Login, Action::Me, Action::ViewCart, Action::AddToCart, Action::Logout] {
        for (session, server) in
            [(None, None), (Some(session), None), (Some(session), Some(server)), (None, Some(server))]
        {
            let cookies = [session.map(CookieValue::Session), server.map(CookieValue::Server)];
            let cookies = CookieHeader::new(cookies.into_iter().flatten());
            let request = Request { action, user: client, cookies };
            facts.push(Fact::RequestSent { id, request, from: HOME });
        }
    }
    for because in reasons(other, n) {
        facts.push(Fact::Routed { id, to: server, because });
    }
    let by = NewChoice::SourceHash(SourceHash { address: HOME, usable: n, remainder: 2 });
    let because = RouteReason::Redispatch { from: server, tries: 3, by };
    facts.push(Fact::Routed { id, to: server, because });
    for because in [ConnectError::Down, ConnectError::Joining, ConnectError::QueueFull { waiting: n.into() }] {
        for then in [
            RetryPlan::SameServer { after: delay },
            RetryPlan::OtherServer { after: SimDuration::ZERO },
            RetryPlan::HashAgain { after: SimDuration::ZERO },
            RetryPlan::GiveUp,
        ] {
            facts.push(Fact::ConnectFailed { id, server, because, tries: n, then });
        }
        facts.push(Fact::RequestRefused { id, server, because });
    }
    facts.push(Fact::Queued { id, server, place: n.into() });
    facts.push(Fact::ServiceStarted { id, server });
    let set = SetCookie {
        value: CookieValue::Session(fresh),
        path: "/",
        max_age: None,
        http_only: true,
        secure: false,
        same_site: SameSite::Unset,
    };
    for (status, page) in pages(client, n) {
        facts.push(Fact::Answered { id, server, status, page, set_cookie: None });
        facts.push(Fact::ResponseReceived { id, status, page });
    }
    let page = Page::Welcome { user: client };
    facts.push(Fact::Answered { id, server, status: Status::Ok, page, set_cookie: Some(set) });
    let before = [None, Some(other)];
    facts.extend(before.map(|before| Fact::AffinityCookieSet { id, server, before }));
    facts.extend(before.map(|replaced| Fact::AffinityCookieStored { client, server, replaced }));
    for because in [
        BalancerError::NoServer,
        BalancerError::RetriesExhausted { tries: n },
        BalancerError::RetriesExhausted { tries: 1 },
        BalancerError::ServerDied { server },
        BalancerError::TimedOut { server, after: delay },
    ] {
        facts.push(Fact::BalancerAnswered { id, status: because.status(), because });
    }
    let forwarded = |status| Fact::AnswerForwarded { id, server, status };
    facts.extend([Status::Ok, Status::Unauthorized].map(forwarded));
    facts.push(Fact::AnswerDiscarded { id, server });
    let drops = [DropCause::ConnectionReset { server }, DropCause::LostInTransit];
    facts.extend(drops.map(|because| Fact::RequestDropped { id, because }));
    facts.extend([Fact::MessageDropped { id }, Fact::MessageDelayed { id, by: delay }]);
    facts
}

fn sessions(Cast { client, server, other, store, session, fresh, n, delay }: Cast) -> Vec<Fact> {
    let id = RequestId { client, nth: u32::from(n) };
    let (version, cart) = (u32::from(n), u16::from(n));
    let mut facts = vec![
        Fact::SessionFound { id, server, session, version },
        Fact::NoCookieSent { id, server },
        Fact::SessionWritten { id, server, session, version, cart },
        Fact::SessionInvalidated { id, server, session },
        Fact::CookieRefused { client, session },
        Fact::CookieLapsed { client, session },
        Fact::CookiesCleared { client, cookies: n },
        Fact::StaleRead { id, server, session, version, newest: 30 },
        Fact::UpdateLost { id, session, owner: client, version, lost: 30, cart, renamed: None },
        Fact::UpdateLost { id, session, owner: client, version, lost: 30, cart, renamed: Some(fresh) },
        Fact::UpdateLost { id, session, owner: client, version, lost: 30, cart: 0, renamed: Some(fresh) },
        Fact::SaveRefused { id, server, store, session, owner: client },
        Fact::SaveIgnored { id, store, session, owner: client, renamed: None },
        Fact::SaveIgnored { id, store, session, owner: client, renamed: Some(fresh) },
        Fact::SessionTouched { id, store, session },
    ];
    for (from, renamed) in [UnseenChange::Applied, UnseenChange::Unapplied]
        .into_iter()
        .flat_map(|from| [(from, None), (from, Some(fresh))])
    {
        facts.push(Fact::EndOverwroteUpdate { server, from, session, owner: client, renamed, lost: 30, cart });
    }
    let (here, there) = (Holder::Server(server), Holder::Server(other));
    for held_by in [Some(there), Some(here), Some(Holder::Store(store)), None] {
        facts.push(Fact::SessionNotFound { id, server, session, held_by });
    }
    for old in [None, Some(session)] {
        facts.push(Fact::SessionCreated { id, server, session: fresh, owner: client, replaces: old });
        facts.push(Fact::CookieStored { client, session: fresh, replaced: old });
    }
    let ends = [
        DestroyCause::Crash,
        DestroyCause::Removed,
        DestroyCause::CopyLost { to: other },
        DestroyCause::Replaced,
        DestroyCause::Idle { for_: delay },
    ];
    let cuts = [
        OrphanCause::Overwritten { by: fresh },
        OrphanCause::Cleared,
        OrphanCause::Lapsed,
        OrphanCause::Refused,
        OrphanCause::EndNotCopied,
        OrphanCause::AnswerLost,
    ];
    let owner = client;
    for holder in [here, Holder::Store(store)] {
        for (because, orphan) in ends.into_iter().flat_map(|because| [(because, false), (because, true)]) {
            facts.push(Fact::SessionDestroyed { holder, session, owner, orphan, because });
        }
        for because in cuts {
            facts.push(Fact::SessionOrphaned { session, client, holder, because });
        }
        let returns = [ReturnCause::Saved { by: id }, ReturnCause::EndLost, ReturnCause::EndNotAcknowledged];
        for because in returns.into_iter().chain([ReturnCause::Copied { from: other }]) {
            for orphan in [false, true] {
                facts.push(Fact::SessionReturned { holder, session, owner, orphan, because });
            }
        }
        let restored = |by| Fact::UpdateRestored { holder, session, owner, version, restored: 30, by };
        facts.extend([None, Some(id)].map(restored));
        let lost = |kept| Fact::WriteLost { holder, session, owner, version, kept };
        facts.extend([None, Some(2), Some(version)].map(lost));
    }
    facts
}

fn machines(Cast { client, server, n, delay, .. }: Cast) -> Vec<Fact> {
    let mut facts = vec![
        Fact::AddressChanged { client, from: HOME, to: Address([198, 51, 100, 13]) },
        Fact::AddressChanged { client, from: HOME, to: SHARED_ADDRESS },
        Fact::ServerRestarted { server, downtime: delay },
        Fact::ServerUpgraded { server, from: n.into(), to: u16::from(n) * 2 },
        Fact::ServerAdded { server, member: true },
        Fact::ServerAdded { server, member: false },
        Fact::MarkedDown { server, after: delay, joining: false },
        Fact::MarkedDown { server, after: delay, joining: true },
        Fact::MarkedDown { server, after: SimDuration::ZERO, joining: false },
        Fact::MarkedUp { server },
        Fact::WaitBegan { duration: delay },
        Fact::WaitEnded { duration: delay },
    ];
    for limit in [
        Limit::OpenRequests { client, limit: n },
        Limit::Cart { client, limit: n.into() },
        Limit::Servers { limit: n },
        Limit::ServerNumbers { limit: n },
        Limit::Workers { server, limit: n.into() },
    ] {
        facts.push(Fact::LimitReached { limit });
    }
    for (sessions, requests) in [(0, 0), (u32::from(n), 0), (0, n.into()), (1, 1), (u32::from(n), n.into())] {
        for copied in [0, sessions.min(1), sessions] {
            facts.push(Fact::ServerCrashed { server, sessions, copied, requests });
            facts.push(Fact::ServerRemoved { server, sessions, copied, requests });
        }
    }
    for seen_up in [false, true] {
        facts.push(Fact::HealthCheckCounted { server, seen_up, nth: 1, needed: n });
    }
    facts
}

fn clusters(Cast { client, server, other, store, session, n, delay, .. }: Cast) -> Vec<Fact> {
    let (owner, version) = (client, u32::from(n));
    let mut facts = vec![
        Fact::WritesCrossed { server, session, owner, version, had: version, got: 30 },
        Fact::JoinStarted { server, donor: other, sessions: version, bytes: 2_000, takes: delay },
    ];
    let (from, messages, bytes) = (other, 30, 2_000);
    for change in CHANGES {
        facts.push(Fact::CopyApplied { server, from, change, session, owner, version });
        facts.push(Fact::CopyIgnored { server, from, change, session, owner, version });
        for sync in [false, true] {
            let receivers = n;
            facts.push(Fact::CopiesQueued {
                server,
                change,
                session,
                owner,
                version,
                receivers,
                messages,
                bytes,
                sync,
            });
        }
        for receivers in [0, n] {
            facts.push(Fact::CopiesSent { server, change, session, owner, version, receivers, messages, bytes });
            facts.push(Fact::CopiesLost { server, change, session, owner, version, receivers });
        }
        for to in [Holder::Server(server), Holder::Store(store)] {
            let copy = CopyId { client, version, to };
            facts.push(Fact::CopyDropped { copy, change, session });
            facts.push(Fact::CopyDelayed { copy, change, session, by: delay });
        }
    }
    for told in [0, n] {
        facts.push(Fact::SessionExpired { server, session, owner, after: delay, told });
    }
    for complete in [false, true] {
        facts.push(Fact::JoinEnded { server, donor: other, sessions: version, complete });
    }
    facts
}

fn stores(Cast { client, server, store, session, n, delay, .. }: Cast) -> Vec<Fact> {
    let id = RequestId { client, nth: u32::from(n) };
    let (owner, version, count) = (client, u32::from(n), u32::from(n));
    let from = store;
    let mut facts = vec![Fact::StoreUnreachable { id, server, store }];
    for change in [Change::Created, Change::Changed, Change::Read, Change::Ended] {
        facts.push(Fact::ReplicationSent { from, session, owner, version, bytes: 2_000, change });
        facts.push(Fact::ReplicationApplied { store, session, owner, version, change });
    }
    for yes in [false, true] {
        facts.push(Fact::StoreAsked { id, server, store, write: yes });
        facts.push(Fact::StoreRead { id, store, session, found: yes });
        for lost in [0, 1, count] {
            facts.push(Fact::StorePromoted { store, from, lost, by_hand: yes });
        }
    }
    for role in [StoreRole::Primary, StoreRole::Replica] {
        for sessions in [0, 1, count] {
            facts.push(Fact::StoreRestarted { store, role, sessions, downtime: delay });
            for kind in [StoreKind::Memory, StoreKind::Log, StoreKind::Disk] {
                for because in [StoreDeath::Killed, StoreDeath::PowerCut] {
                    facts.push(Fact::StoreDied { store, role, kind, sessions, because });
                }
            }
        }
    }
    facts
}

pub(super) fn commands(Cast { client, server, store, n, delay, .. }: Cast) -> Vec<Command> {
    let id = RequestId { client, nth: u32::from(n) };
    let copy = CopyId { client, version: u32::from(n), to: Holder::Server(server) };
    let stored = CopyId { to: Holder::Store(store), ..copy };
    let mut commands = vec![
        Command::SignIn(client),
        Command::OpenPage(client),
        Command::FollowLink(client),
        Command::ViewCart(client),
        Command::AddToCart(client),
        Command::SignOut(client),
        Command::ClearCookies(client),
        Command::ChangeAddress(client),
        Command::ShareAddress(client),
        Command::Crash(server),
        Command::Restart(server),
        Command::Upgrade(server),
        Command::AddServer,
        Command::AddLoneServer,
        Command::RemoveServer(server),
        Command::KillStore(store),
        Command::CutPower(store),
        Command::RestartStore(store),
        Command::Promote,
        Command::Drop(id),
        Command::Delay(id, delay),
        Command::DropCopy(copy),
        Command::DropCopy(stored),
        Command::DelayCopy(copy, delay),
        Command::Wait(delay),
        Command::WaitUntil(Awaited::HealthCheck),
        Command::WaitUntil(Awaited::IdleTimeout),
    ];
    commands.extend(ServerAction::ALL.map(|action| Command::ToServerOf(client, action)));
    commands.extend(StoreAction::ALL.map(Command::ToPrimary));
    commands
}

pub(super) fn reasons(other: ServerId, n: u8) -> Vec<RouteReason> {
    let order = Order::of(&[other, ServerId(6), ServerId(5)]);
    let at_home = SourceHash { address: HOME, usable: n, remainder: 2 };
    let turn = |after, skipped, usable| RouteReason::RoundRobin { after, last: after, skipped, usable, order: None };
    vec![
        turn(None, 0, n),
        turn(None, 2, n),
        turn(Some(other), 0, n),
        turn(Some(other), 1, n),
        turn(Some(other), 1, 1),
        RouteReason::RoundRobin { after: Some(other), last: Some(ServerId(6)), skipped: 0, usable: n, order: None },
        RouteReason::RoundRobin { after: None, last: None, skipped: 0, usable: n, order: Some(order) },
        RouteReason::Cookie,
        RouteReason::CookieServerDown { named: other },
        RouteReason::SourceHash(at_home),
        RouteReason::SourceHash(SourceHash { address: SHARED_ADDRESS, usable: 8, remainder: 7 }),
        RouteReason::Redispatch { from: other, tries: n, by: NewChoice::NextInTurn },
        RouteReason::Redispatch { from: other, tries: 1, by: NewChoice::NextInTurn },
        RouteReason::Redispatch { from: other, tries: 3, by: NewChoice::SourceHash(at_home) },
    ]
}

pub(super) fn pages(user: ClientId, n: u8) -> Vec<(Status, Page)> {
    let mut pages = vec![
        (Status::Ok, Page::Welcome { user }),
        (Status::Ok, Page::Profile { user }),
        (Status::Ok, Page::Cart { items: 0 }),
        (Status::Ok, Page::Cart { items: n.into() }),
        (Status::Unauthorized, Page::LoginForm),
        (Status::Ok, Page::SignedOut),
    ];
    for status in [Status::InternalServerError, Status::BadGateway, Status::ServiceUnavailable, Status::GatewayTimeout]
    {
        pages.push((status, Page::Error { status }));
    }
    pages
}
