//! Queries asked after short runs. Each run settles between its commands.

use super::{CopyOutcome, SessionOfCookie, StateTransfer, StoredAt, World};
use crate::model::command::Command::{
    self, AddLoneServer, AddServer, AddToCart, ClearCookies, Crash, KillStore, RemoveServer, RestartStore, SignIn,
    SignOut,
};
use crate::model::config::{Affinity, Config, Routing, Sessions, Setting, StoreKind};
use crate::model::cookie::CookieWithheld;
use crate::model::fact::StoreRole;
use crate::model::http::Action;
use crate::model::ids::{ClientId, Holder, RequestId, ServerId, SessionId, StoreId};
use crate::model::session::SessionTable;
use crate::model::time::SimDuration;

const ALICE: ClientId = ClientId(0);
const S1: ServerId = ServerId(0);
const S2: ServerId = ServerId(1);
const S3: ServerId = ServerId(2);
const S4: ServerId = ServerId(3);
const PRIMARY: StoreId = StoreId(0);
const REPLICA: StoreId = StoreId(1);

fn config(sessions: Sessions) -> Config {
    Config::new(Routing::RoundRobin, Affinity::None, sessions)
}

fn with_replica(kind: StoreKind) -> Config {
    config(Sessions::Shared(kind)).with(Setting::Replica, 1)
}

fn after(config: Config, commands: &[Command]) -> World {
    let mut world = World::new(config);
    for command in commands {
        world.apply(world.now, command);
        while !world.is_settled() {
            world.step();
        }
    }
    world
}

fn step_until(world: &mut World, reached: impl Fn(&World) -> bool) {
    while !reached(world) {
        assert!(world.next_due().is_some(), "the moment comes");
        world.step();
    }
}

fn alices_session(world: &World) -> SessionId {
    world.clients[0].session().expect("Alice has a session id cookie")
}

#[test]
fn session_of_cookie_is_held_until_sign_out() {
    let local = config(Sessions::Local);
    assert_eq!(World::new(local).session_of_cookie(ALICE), SessionOfCookie::NoCookie);
    let world = after(local, &[SignIn(ALICE)]);
    let id = alices_session(&world);
    assert_eq!(world.session_of_cookie(ALICE), SessionOfCookie::Held(id, Holder::Server(S1)));
    assert!(!world.will_be_anonymous(ALICE));
    let world = after(local, &[SignIn(ALICE), Crash(S1)]);
    assert_eq!(world.session_of_cookie(ALICE), SessionOfCookie::Gone(id));
    assert!(world.will_be_anonymous(ALICE));
    let world = after(config(Sessions::Shared(StoreKind::Memory)), &[SignIn(ALICE), SignOut(ALICE)]);
    assert!(matches!(world.session_of_cookie(ALICE), SessionOfCookie::Gone(_)));
}

#[test]
fn session_survives_primary_on_replica_or_disk() {
    let mut world = after(with_replica(StoreKind::Memory), &[SignIn(ALICE)]);
    let id = alices_session(&world);
    assert_eq!(world.session_of_cookie(ALICE), SessionOfCookie::Held(id, Holder::Store(PRIMARY)));
    world.apply(world.now, &KillStore(PRIMARY));
    assert_eq!(world.session_of_cookie(ALICE), SessionOfCookie::OnReplica(id, REPLICA));
    assert!(!world.will_be_anonymous(ALICE));

    let world = after(config(Sessions::Shared(StoreKind::Disk)), &[SignIn(ALICE), KillStore(PRIMARY)]);
    assert_eq!(world.session_of_cookie(ALICE), SessionOfCookie::OnDisk(id, PRIMARY));
    let world = after(config(Sessions::Shared(StoreKind::Memory)), &[SignIn(ALICE), KillStore(PRIMARY)]);
    assert_eq!(world.session_of_cookie(ALICE), SessionOfCookie::Gone(id));
}

#[test]
fn unapplied_copy_keeps_a_client_known() {
    let slow_apply = config(Sessions::Replicated).with(Setting::CopyApply, 5_000);
    let mut world = World::new(slow_apply);
    world.apply(world.now, &SignIn(ALICE));
    step_until(&mut world, |world| world.clients[0].session().is_some());
    world.apply(world.now, &Crash(S1));
    assert!(matches!(world.session_of_cookie(ALICE), SessionOfCookie::Gone(_)));
    assert!(!world.will_be_anonymous(ALICE));
}

#[test]
fn stored_at_follows_the_place_of_sessions() {
    let direct = Config::new(Routing::Direct, Affinity::None, Sessions::Local);
    assert_eq!(World::new(direct).stored_at(S1), StoredAt::OnlyServer);
    assert_eq!(World::new(config(Sessions::Local)).stored_at(S1), StoredAt::OneOfServers);
    assert_eq!(World::new(with_replica(StoreKind::Disk)).stored_at(S1), StoredAt::Store(PRIMARY));
    let cluster = config(Sessions::Replicated);
    let world = after(cluster, &[AddLoneServer]);
    assert_eq!(world.stored_at(S1), StoredAt::WithCopies(2));
    assert_eq!(world.stored_at(S4), StoredAt::OneOfServers);
    assert_eq!(after(cluster, &[Crash(S2), Crash(S3)]).stored_at(S1), StoredAt::OnlyServer);
}

#[test]
fn newer_version_is_coming_until_its_copy_is_applied() {
    let mut world = after(config(Sessions::Replicated), &[SignIn(ALICE)]);
    let id = alices_session(&world);
    world.apply(world.now, &AddToCart(ALICE));
    let newest = 2;
    assert!(!world.is_version_coming(S1, id, newest));
    step_until(&mut world, |world| world.newest_version(id) == Some(newest));
    assert!(world.is_version_coming(S1, id, newest));
    let held = |world: &World, server: ServerId| *world.servers[server.index()].table.get(id).expect("a copy");
    assert!(world.is_outdated(&held(&world, S1)));
    assert!(!world.is_outdated(&held(&world, S2)));
    step_until(&mut world, World::is_settled);
    assert!(!world.is_version_coming(S1, id, newest));
    assert_eq!(world.copy_outcome(S1, id, newest), CopyOutcome::SameVersion);
    assert_eq!(world.copy_outcome(S1, id, 1), CopyOutcome::NewerVersion(newest));
    assert_eq!(world.copy_outcome(S1, SessionId(0), 1), CopyOutcome::Deleted);
}

#[test]
fn cookie_is_withheld_from_http_or_other_sites() {
    let local = config(Sessions::Local);
    assert_eq!(World::new(local).cookie_withheld(ALICE), None);
    let strict = local.with(Setting::CookieSameSite, 2);
    assert_eq!(after(strict, &[SignIn(ALICE)]).cookie_withheld(ALICE), Some(CookieWithheld::SameSiteStrict));
    let secure = local.with(Setting::CookieSecure, 1).with(Setting::Https, 1);
    let mut world = after(secure, &[SignIn(ALICE)]);
    world.config = world.config.with(Setting::Https, 0);
    assert_eq!(world.cookie_withheld(ALICE), Some(CookieWithheld::Secure));
}

#[test]
fn session_is_orphan_once_no_cookie_names_it() {
    let world = after(config(Sessions::Local), &[SignIn(ALICE)]);
    let id = alices_session(&world);
    assert!(!world.is_orphan(id, ALICE));
    assert!(after(config(Sessions::Local), &[SignIn(ALICE), ClearCookies(ALICE)]).is_orphan(id, ALICE));
}

#[test]
fn receivers_are_the_other_members_that_are_up() {
    let cluster = config(Sessions::Replicated);
    let receivers = |world: &World, sender| world.receivers_of(sender).collect::<Vec<_>>();
    let world = after(cluster, &[AddLoneServer]);
    assert_eq!(receivers(&world, S1), [S2, S3]);
    assert_eq!(receivers(&world, S4), []);
    assert!(world.is_outside_cluster(S4) && !world.is_outside_cluster(S1));
    assert_eq!((world.members().count(), world.running_members().count()), (3, 3));
    let world = after(cluster, &[Crash(S2), RemoveServer(S3)]);
    assert_eq!(receivers(&world, S1), []);
    assert_eq!((world.members().count(), world.running_members().count()), (2, 1));
    assert_eq!(receivers(&World::new(config(Sessions::Local)), S1), []);
}

#[test]
fn r26_state_transfer_takes_longer_with_more_sessions() {
    let empty = StateTransfer::of(&SessionTable::default());
    assert_eq!((empty.sessions, empty.bytes, empty.takes), (0, 0, SimDuration::from_ms(100)));
    let world = after(config(Sessions::Replicated), &[SignIn(ALICE)]);
    let transfer = world.state_transfer();
    assert_eq!((transfer.sessions, transfer.takes), (1, SimDuration::from_us(100_065)));
    assert_eq!(transfer.bytes, world.servers[0].table.bytes());
}

#[test]
fn removed_servers_are_not_counted() {
    let world = after(config(Sessions::Local), &[RemoveServer(S2), AddServer]);
    assert_eq!(world.present_servers().map(|server| server.id).collect::<Vec<_>>(), [S1, S3, S4]);
    assert_eq!(world.usable_servers(), 3);
    assert!(world.is_in_rotation(S1) && !world.is_in_rotation(S2));
    assert!(world.has_several_servers());
    let direct = World::new(Config::new(Routing::Direct, Affinity::None, Sessions::Local));
    assert!(!direct.has_several_servers() && !direct.is_in_rotation(S1));
    assert_eq!(direct.usable_servers(), 3);
}

#[test]
fn source_hash_leads_to_the_balancers_choice() {
    let source = Config::new(Routing::RoundRobin, Affinity::Source, Sessions::Local);
    let world = after(source, &[SignIn(ALICE)]);
    let last = world.balancer.as_ref().and_then(|balancer| balancer.last);
    assert_eq!(world.server_by_source(world.clients[0].address), last);
    let sticky = Config::new(Routing::RoundRobin, Affinity::Cookie, Sessions::Local);
    assert_eq!(after(sticky, &[SignIn(ALICE)]).clients[0].pinned_server(), Some(S1));
}

#[test]
fn action_is_known_while_a_worker_has_the_request() {
    let mut world = World::new(config(Sessions::Local));
    world.apply(world.now, &SignIn(ALICE));
    let id = RequestId { client: ALICE, nth: 1 };
    assert!(world.is_in_flight(id));
    step_until(&mut world, |world| world.action_of(id, S1).is_some());
    assert_eq!(world.action_of(id, S1), Some(Action::Login));
    assert_eq!(world.action_of(id, S2), None);
    assert!(!world.is_in_flight(id));
}

#[test]
fn r32_replica_takes_over_after_detection_and_promotion() {
    let mut world = after(with_replica(StoreKind::Log), &[SignIn(ALICE), KillStore(PRIMARY)]);
    assert!(world.is_promotion_due() && !world.is_store_up(PRIMARY));
    let died = world.now;
    step_until(&mut world, |world| world.primary == REPLICA);
    assert_eq!(world.now - died, world.config.store_takeover());
    assert_eq!((world.role_of(PRIMARY), world.role_of(REPLICA)), (StoreRole::Replica, StoreRole::Primary));
    assert_eq!(world.replica(), None);
    world.apply(world.now, &RestartStore(PRIMARY));
    assert_eq!(world.replica(), Some(PRIMARY));
}

#[test]
fn r32_write_waits_for_replica_both_ways() {
    let plain = World::new(with_replica(StoreKind::Memory));
    let waits = World::new(with_replica(StoreKind::Memory).with(Setting::ReplicaWait, 1));
    let lag = waits.config.duration(Setting::ReplicaLag);
    assert_eq!(waits.store_write_round_trip(), plain.store_write_round_trip() + lag + lag);
    assert_eq!(waits.store_read_round_trip(), plain.store_read_round_trip());
}
