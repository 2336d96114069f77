//! Checks claims about the future: lets a copy of the world go on, with one more command where the claim asks for it.

use sessionscope::model::command::Command;
use sessionscope::model::config::Setting;
use sessionscope::model::fact::{DestroyCause, Fact, TimedFact};
use sessionscope::model::http::Page;
use sessionscope::model::ids::{ClientId, Holder, RequestId, ServerId, SessionId};
use sessionscope::model::message::Message;
use sessionscope::model::time::SimTime;
use sessionscope::model::world::World;
use sessionscope::text::Claim;

use crate::holds::{held, newest};

/// Maximum number of steps of a future.
const MAX_STEPS: usize = 1_000;
/// Maximum number of open requests of a browser.
const MAX_OPEN: u8 = 6;

/// A copy of the world that is run on, to see if a claim comes true.
struct Future {
    world: World,
    facts: Vec<TimedFact>,
}

impl Future {
    fn of(world: &World) -> Future {
        Future { world: world.clone(), facts: Vec::new() }
    }

    /// A copy after a command at this moment. `None` if an entry of the agenda is due first.
    fn after(world: &World, command: Command) -> Option<Future> {
        if world.next_due() == Some(world.now) {
            return None;
        }
        let mut future = Future::of(world);
        future.world.apply(world.now, &command);
        future.facts = future.world.drain_facts().collect();
        Some(future)
    }

    fn told(&self, wanted: impl Fn(&Fact) -> bool) -> bool {
        self.facts.iter().any(|timed| wanted(&timed.fact))
    }

    /// Runs the world until `found` returns something; `None` if it does not do so.
    fn find<T>(&mut self, mut found: impl FnMut(&Future) -> Option<T>) -> Option<T> {
        for _ in 0..MAX_STEPS {
            if let Some(found) = found(self) {
                return Some(found);
            }
            self.world.next_due()?;
            self.world.step();
            self.facts = self.world.drain_facts().collect();
        }
        None
    }

    /// Time of the first fact that matches.
    fn time_of(&mut self, wanted: impl Fn(&Fact) -> bool) -> Option<SimTime> {
        self.find(|future| future.told(&wanted).then_some(future.world.now))
    }

    /// Runs the world until it has settled.
    fn settle(mut self) -> World {
        self.find(|future| future.world.is_settled().then_some(()));
        self.world
    }
}

/// True if the claim comes true, or if the future cannot show that.
pub fn holds(claim: &Claim, world: &World) -> bool {
    match *claim {
        Claim::CopyComes(server, session, version) => copy_comes(world, server, session, version),
        Claim::NeverArrives(server, session, version) => {
            let sent = |message: &Message| matches!(message, Message::Copy { from, write, .. } if *from == server && write.session().id == session && write.session().version >= version);
            newest(world, session) < version && !world.any_in_flight(sent)
        }
        Claim::EndComes(server, session) => {
            held(&Future::of(world).settle(), Holder::Server(server), session).is_none()
        }
        Claim::IgnoresChanges(server, session) => {
            held(&Future::of(world).settle(), Holder::Server(server), session).is_none()
        }
        Claim::QueueLostWith(server, session) => queue_is_lost(world, server, session),
        Claim::ArrivesWithout(server, session) => arrives_without(world, server, session),
        Claim::JoinStillDue(server, donor, takes) => {
            let ends = |fact: &Fact| matches!(*fact, Fact::JoinEnded { server: at, donor: from, .. } if (at, from) == (server, donor));
            Future::of(world).time_of(ends) == Some(world.now + takes)
        }
        Claim::NextWithoutSession(client) => next_request(world, client).is_none_or(|(id, future)| {
            !future.told(|fact| matches!(fact, Fact::RequestSent { id: of, request, .. } if *of == id && request.cookies.session().is_some()))
        }),
        Claim::NextServer(client, server) => next_server(world, client).is_none_or(|to| to == server),
        Claim::MustLogIn(client) => must_log_in(world, client),
        Claim::ReturnStillDue(server, checks) => checks_until_return(world, server) == Some(checks),
        Claim::RemovalStillDue(server) => Future::of(world)
            .time_of(|fact| matches!(*fact, Fact::MarkedDown { server: out, .. } if out == server))
            .is_some(),
        Claim::RetryStillDue(id, after, server) => retry_comes(world, id, world.now + after, server),
        Claim::EndsWithin(id, time) => {
            let over = Future::of(world).find(|future| {
                (!future.world.connections.contains_key(&id)).then_some(future.world.now)
            });
            over.is_some_and(|over| over <= world.now + time)
        }
        Claim::StoreAnswerStillDue(id, waits) => store_answers(world, id, world.now + waits),
        Claim::TakeoverStillDue(after) => {
            Future::of(world).time_of(|fact| matches!(fact, Fact::StorePromoted { .. })) == Some(world.now + after)
        }
        Claim::LostByTakeover(session, version) => {
            let future = Future::after(world, Command::Promote);
            let promoted = future.filter(|future| future.told(|fact| matches!(fact, Fact::StorePromoted { .. })));
            promoted.is_none_or(|future| is_write_lost(world, &future.world, session, version))
        }
        Claim::SurvivesTakeover(session, version) => {
            taken_over(world, session).is_none_or(|after| version_at_primary(&after, session) >= version)
        }
        Claim::BackByTakeover(session) => {
            taken_over(world, session).is_none_or(|after| version_at_primary(&after, session) > 0)
        }
        Claim::EndedAfterTakeover(session) => {
            taken_over(world, session).is_none_or(|after| version_at_primary(&after, session) == 0)
        }
        Claim::BackByRestart(store, session) => match Future::after(world, Command::RestartStore(store)) {
            None => true,
            Some(mut future) => future.find(|future| future.world.holder_of(session)).is_some(),
        },
        _ => unreachable!("{claim:?} is about the present"),
    }
}

fn version_at_primary(world: &World, session: SessionId) -> u32 {
    held(world, Holder::Store(world.primary), session).map_or(0, |held| held.version)
}

/// True if the primary store has an older version than this, or lacks an item that it or its predecessor had.
fn is_write_lost(before: &World, after: &World, session: SessionId, version: u32) -> bool {
    let at = |world: &World| held(world, Holder::Store(world.primary), session).copied();
    let lacks_item = match (at(before), at(after)) {
        (Some(before), Some(after)) => before.items.missing_in(after.items).next().is_some(),
        _ => false,
    };
    lacks_item || version_at_primary(after, session) < version
}

/// The world after the death of the primary store and the promotion of the replica. `None` if nothing is promoted, or
/// if the session expires before.
fn taken_over(world: &World, session: SessionId) -> Option<World> {
    let mut future = match world.is_store_up(world.primary) {
        true => Future::after(world, Command::KillStore(world.primary))?,
        false => Future::of(world),
    };
    let promoted = future.find(|future| {
        let expires = |fact: &Fact| matches!(*fact, Fact::SessionDestroyed { session: of, because: DestroyCause::Idle { .. }, .. } if of == session);
        if future.told(expires) {
            return Some(false);
        }
        future.told(|fact| matches!(fact, Fact::StorePromoted { .. })).then_some(true)
    });
    (promoted == Some(true)).then_some(future.world)
}

fn copy_comes(world: &World, server: ServerId, session: SessionId, version: u32) -> bool {
    let arrives = |fact: &Fact| match *fact {
        Fact::CopyApplied { server: at, session: of, version: carried, .. }
        | Fact::CopyIgnored { server: at, session: of, version: carried, .. } => {
            at == server && of == session && carried >= version
        }
        _ => false,
    };
    Future::of(world).time_of(arrives).is_some()
}

fn queue_is_lost(world: &World, server: ServerId, session: SessionId) -> bool {
    let waits = world.server(server).is_some_and(|at| at.outbox.iter().any(|write| write.session().id == session));
    if !waits {
        return true;
    }
    let lost = |fact: &Fact| matches!(*fact, Fact::CopiesLost { server: at, session: of, .. } if at == server && of == session);
    Future::after(world, Command::Crash(server)).is_none_or(|future| future.told(lost))
}

fn arrives_without(world: &World, server: ServerId, session: SessionId) -> bool {
    let copies = |world: &World| {
        let sent = |message: &Message| matches!(message, Message::Copy { from, write, .. } if *from == server && write.session().id == session);
        world.in_flight().iter().filter(|flying| sent(&flying.message)).count()
    };
    Future::after(world, Command::Crash(server)).is_none_or(|future| copies(&future.world) == copies(world))
}

/// The client's next request right after it was sent. `None` if it has to wait.
fn next_request(world: &World, client: ClientId) -> Option<(RequestId, Future)> {
    let known = world.client(client)?;
    if known.open >= MAX_OPEN {
        return None;
    }
    let id = RequestId { client, nth: known.sent + 1 };
    Some((id, Future::after(world, Command::OpenPage(client))?))
}

/// Server that the balancer chooses for the client's next request. `None` if the rotation or a cookie changes before.
fn next_server(world: &World, client: ClientId) -> Option<ServerId> {
    let (id, mut future) = next_request(world, client)?;
    future.find(|future| {
        for timed in &future.facts {
            match timed.fact {
                Fact::Routed { id: of, to, .. } if of == id => return Some(Some(to)),
                Fact::MarkedDown { .. } | Fact::MarkedUp { .. } | Fact::JoinEnded { .. } => return Some(None),
                fact if fact.is_end() && fact.request() == Some(id) => return Some(None),
                _ => {}
            }
        }
        None
    })?
}

/// A client that waits for an answer may be given a new cookie, so nothing can be told of its next request.
fn must_log_in(world: &World, client: ClientId) -> bool {
    if !world.will_be_anonymous(client) {
        return false;
    }
    if world.client(client).is_none_or(|client| client.open > 0) {
        return true;
    }
    let Some((id, mut future)) = next_request(world, client) else { return true };
    let page = future.find(|future| {
        future.facts.iter().find_map(|timed| match timed.fact {
            Fact::ResponseReceived { id: of, page, .. } if of == id => Some(page),
            _ => None,
        })
    });
    !matches!(page, Some(Page::Profile { .. }))
}

/// Successful health checks in a row until the server is back in rotation.
fn checks_until_return(world: &World, server: ServerId) -> Option<u64> {
    let mut passed = 0;
    Future::of(world).find(|future| {
        for timed in &future.facts {
            match timed.fact {
                Fact::HealthCheckCounted { server: at, seen_up: true, .. } if at == server => passed += 1,
                Fact::HealthCheckCounted { server: at, seen_up: false, .. } if at == server => passed = 0,
                Fact::MarkedUp { server: at } if at == server => return Some(passed + 1),
                _ => {}
            }
        }
        None
    })
}

fn retry_comes(world: &World, id: RequestId, due: SimTime, server: Option<ServerId>) -> bool {
    let tried = |future: &Future| {
        let sent = future.world.in_flight().iter().find_map(|flying| match flying.message {
            Message::RequestToServer { id: of, server, .. } if of == id => Some(server),
            _ => None,
        });
        sent.or_else(|| {
            future.facts.iter().find_map(|timed| match timed.fact {
                Fact::ConnectFailed { id: of, server, .. } if of == id => Some(server),
                _ => None,
            })
        })
    };
    let mut future = Future::of(world);
    let tried = future.find(|future| tried(future).map(|at| (future.world.now, at)));
    tried.is_some_and(|(now, at)| now == due && server.is_none_or(|server| server == at))
}

/// True if the answer of the store arrives at this time. Nothing can be told if the store dies or loses its role
/// before, or if the session has ended. A write that finds no session is not sent to the replica, so its answer is
/// earlier.
fn store_answers(world: &World, id: RequestId, due: SimTime) -> bool {
    let mut future = Future::of(world);
    let arrived = future.find(|future| {
        let confirms_nothing = |fact: &Fact| match *fact {
            Fact::StoreUnreachable { .. } | Fact::StorePromoted { .. } => true,
            Fact::SaveRefused { id: of, .. } | Fact::SaveIgnored { id: of, .. } => of == id,
            _ => false,
        };
        if future.told(confirms_nothing) {
            return Some(None);
        }
        let on_its_way = future.world.any_in_flight(|message| match message {
            Message::StoreRequest { id: of, .. } | Message::StoreResponse { id: of, .. } => *of == id,
            _ => false,
        });
        let at_store = future.world.stores.iter().any(|store| store.jobs.iter().any(|job| job.request == id));
        (!on_its_way && !at_store).then_some(Some(future.world.now))
    });
    let lag = world.config.duration(Setting::ReplicaLag);
    arrived.flatten().is_none_or(|at| at == due || at + lag + lag == due)
}
