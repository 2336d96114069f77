//! The measured rules of the three remedies (fidelity/rules.md), each held by a test of its name.

mod support;

use sessionscope::model::balancer::RouteReason;
use sessionscope::model::command::Command::{
    self, AddLoneServer, AddServer, AddToCart, ChangeAddress, Crash, CutPower, KillStore, OpenPage, Promote,
    RemoveServer, Restart, RestartStore, ShareAddress, SignIn, SignOut, ViewCart, Wait,
};
use sessionscope::model::config::{Affinity, Config, Routing, Sessions, Setting, StoreKind};
use sessionscope::model::fact::{DestroyCause, Fact, Loss};
use sessionscope::model::http::Status::{self, InternalServerError, Ok, Unauthorized};
use sessionscope::model::ids::{ClientId, ServerId, StoreId};
use sessionscope::model::time::SimDuration;
use sessionscope::recording::{Input, Recording, When};

use support::{ends_of, facts, play, time_of_last};

const ALICE: ClientId = ClientId(0);
const BOB: ClientId = ClientId(1);
const CHULSOO: ClientId = ClientId(2);
const S1: ServerId = ServerId(0);
const S2: ServerId = ServerId(1);
const PRIMARY: StoreId = StoreId(0);
const REPLICA: StoreId = StoreId(1);

fn sticky(affinity: Affinity) -> Config {
    Config::new(Routing::RoundRobin, affinity, Sessions::Local)
}

fn cluster() -> Config {
    Config::new(Routing::RoundRobin, Affinity::None, Sessions::Replicated)
}

fn store(kind: StoreKind) -> Config {
    Config::new(Routing::RoundRobin, Affinity::None, Sessions::Shared(kind))
}

fn routes(run: &Recording) -> Vec<u32> {
    let to = |fact| if let Fact::Routed { to, .. } = fact { Some(to.number()) } else { None };
    facts(run).filter_map(to).collect()
}

fn count(run: &Recording, wanted: impl Fn(&Fact) -> bool) -> usize {
    facts(run).filter(|fact| wanted(fact)).count()
}

fn losses(run: &Recording, loss: Loss) -> usize {
    count(run, |fact| fact.loss() == Some(loss))
}

/// Copies and bytes that left in a run.
fn upkeep(run: &Recording) -> (u32, u64) {
    let sent = |fact| if let Fact::CopiesSent { messages, bytes, .. } = fact { Some((messages, bytes)) } else { None };
    facts(run).filter_map(sent).fold((0, 0), |sum, sent| (sum.0 + sent.0, sum.1 + sent.1))
}

fn sleep(seconds: u64) -> Command {
    Wait(SimDuration::from_s(seconds))
}

/// The second command so long after the first, the first when all before has settled.
fn overlap(config: Config, before: &[Command], first: Command, us: u64, second: Command) -> Recording {
    let mut inputs: Vec<Input> =
        before.iter().map(|command| Input { when: When::Settled, command: *command }).collect();
    inputs.push(Input { when: When::Settled, command: first });
    inputs.push(Input { when: When::After(SimDuration::from_us(us)), command: second });
    Recording::replay(config, &inputs)
}

mod sticky_session {
    use super::*;

    #[test]
    fn r10_the_cookie_is_set_once_names_the_server_and_is_hidden_from_it() {
        let run = play(sticky(Affinity::Cookie), &[SignIn(ALICE), OpenPage(ALICE), OpenPage(ALICE)]);
        assert_eq!(routes(&run), [1, 1, 1]);
        assert_eq!(count(&run, |fact| matches!(fact, Fact::AffinityCookieSet { server: S1, before: None, .. })), 1);
        let world = &run.frame(usize::MAX).world;
        let header = world.clients[0].jar.cookies().iter().map(|cookie| cookie.set.to_string()).collect::<Vec<_>>();
        assert!(header.contains(&"SRV=s1; Path=/".to_owned()), "{header:?}");
        let hidden =
            run.frames().iter().flat_map(|frame| frame.world.servers.iter().flat_map(|server| &server.running));
        assert!(hidden.into_iter().all(|job| job.request.cookies.server.is_none()));
    }

    #[test]
    fn r11_a_dead_servers_user_moves_with_a_new_cookie_and_does_not_go_back() {
        let run = play(
            sticky(Affinity::Cookie),
            &[SignIn(ALICE), Crash(S1), sleep(7), OpenPage(ALICE), Restart(S1), sleep(7), OpenPage(ALICE)],
        );
        assert_eq!(routes(&run), [1, 2, 2]);
        assert_eq!(ends_of(&run, ALICE), [Ok, Unauthorized, Unauthorized]);
        assert!(
            facts(&run)
                .any(|fact| matches!(fact, Fact::Routed { because: RouteReason::CookieServerDown { named: S1 }, .. }))
        );
        assert_eq!(count(&run, |fact| matches!(fact, Fact::AffinityCookieSet { server: S2, before: Some(S1), .. })), 1);
    }

    #[test]
    fn r12_before_the_checks_notice_a_pinned_request_waits_two_seconds_and_moves() {
        let run = play(sticky(Affinity::Cookie), &[SignIn(ALICE), Crash(S1), OpenPage(ALICE)]);
        assert_eq!(routes(&run), [1, 1, 2]);
        let time = time_of_last(&run, ALICE);
        assert!(time > SimDuration::from_s(2) && time < SimDuration::from_ms(2_010), "{time:?}");
        let stubborn = sticky(Affinity::Cookie).with(Setting::Redispatch, 0);
        let run = play(stubborn, &[SignIn(ALICE), Crash(S1), OpenPage(ALICE)]);
        assert_eq!(ends_of(&run, ALICE)[1], Status::ServiceUnavailable);
    }

    #[test]
    fn r9_behind_one_address_all_share_a_server_by_source_and_spread_by_cookie() {
        let people = [ALICE, BOB, CHULSOO];
        let mut commands: Vec<Command> = people.map(ShareAddress).to_vec();
        commands.extend(people.map(SignIn));
        let spread = |affinity| {
            let run = play(sticky(affinity), &commands);
            let mut servers = routes(&run);
            servers.dedup();
            servers.len()
        };
        assert_eq!(spread(Affinity::Source), 1);
        assert_eq!(spread(Affinity::Cookie), 3);
    }

    #[test]
    fn r9_a_new_address_loses_the_server_by_source_and_keeps_it_by_cookie() {
        let commands = [SignIn(ALICE), ChangeAddress(ALICE), OpenPage(ALICE)];
        assert_eq!(ends_of(&play(sticky(Affinity::Source), &commands), ALICE), [Ok, Unauthorized]);
        assert_eq!(ends_of(&play(sticky(Affinity::Cookie), &commands), ALICE), [Ok, Ok]);
    }

    #[test]
    fn r5_with_a_server_out_of_rotation_the_hash_moves_people_of_servers_that_live() {
        let before = [SignIn(ALICE), SignIn(BOB), SignIn(CHULSOO)];
        let after = [OpenPage(ALICE), OpenPage(BOB), OpenPage(CHULSOO)];
        let commands = [&before[..], &[Crash(ServerId(2)), sleep(7)], &after].concat();
        let run = play(sticky(Affinity::Source), &commands);
        assert_eq!(routes(&run)[..3], [3, 2, 1]);
        assert_ne!(routes(&run)[4..], [2, 1], "Bob and Chulsoo were not on the server that died");
    }

    #[test]
    fn r15_a_server_that_is_back_takes_its_people_back_and_logs_them_out_again() {
        let run = play(
            sticky(Affinity::Source),
            &[
                SignIn(ALICE),
                Crash(ServerId(2)),
                sleep(7),
                SignIn(ALICE),
                OpenPage(ALICE),
                Restart(ServerId(2)),
                sleep(7),
                OpenPage(ALICE),
            ],
        );
        assert_eq!(ends_of(&run, ALICE), [Ok, Ok, Ok, Unauthorized]);
    }

    #[test]
    fn c9_a_crash_takes_the_sessions_of_exactly_its_people() {
        let run = play(sticky(Affinity::Cookie), &[SignIn(ALICE), SignIn(BOB), SignIn(CHULSOO), Crash(S1)]);
        let lost: Vec<ClientId> = facts(&run)
            .filter_map(|fact| if let Fact::SessionDestroyed { owner, .. } = fact { Some(owner) } else { None })
            .collect();
        assert_eq!(lost, [ALICE]);
    }
}

mod session_clustering {
    use super::*;

    #[test]
    fn r18_every_member_holds_every_session() {
        for servers in 1..=8 {
            let run = play(cluster().with(Setting::Servers, servers), &[SignIn(ALICE), SignIn(BOB)]);
            let world = &run.frame(usize::MAX).world;
            assert!(world.servers.iter().all(|server| server.table.len() == 2), "{servers} members");
        }
    }

    #[test]
    fn r19_a_login_takes_two_messages_a_member_a_change_and_a_read_one() {
        for servers in 2..=6_u64 {
            let config = cluster().with(Setting::Servers, servers);
            let others = servers as u32 - 1;
            let after = |commands: &[Command]| upkeep(&play(config, commands));
            let login = after(&[SignIn(ALICE)]);
            assert_eq!(login.0, 2 * others);
            let change = after(&[SignIn(ALICE), AddToCart(ALICE)]).0 - login.0;
            let read = after(&[SignIn(ALICE), OpenPage(ALICE)]).0 - login.0;
            let again = after(&[SignIn(ALICE), SignIn(ALICE)]).0 - login.0;
            let logout = after(&[SignIn(ALICE), SignOut(ALICE)]).0 - login.0;
            assert_eq!([change, read, again, logout], [others, others, 2 * others, 2 * others]);
            // Measured: 1,402 bytes for two members, 7,219 for six.
            let each = login.1 / u64::from(others);
            assert!((1_380..1_500).contains(&each), "{each}");
        }
    }

    #[test]
    fn r20_a_request_that_overtakes_the_copy_sees_an_old_session_or_none() {
        let slow = cluster().with(Setting::CopyDelay, 20_000);
        let soon = |first, second| overlap(slow, &[SignIn(ALICE), sleep(1)], first, 3_000, second);
        let stale = soon(AddToCart(ALICE), ViewCart(ALICE));
        assert_eq!(losses(&stale, Loss::Stale), 1);
        let login = overlap(slow, &[], SignIn(ALICE), 4_100, OpenPage(ALICE));
        assert_eq!(losses(&login, Loss::NotFoundHere), 1);
        let later = overlap(slow, &[SignIn(ALICE), sleep(1)], AddToCart(ALICE), 60_000, ViewCart(ALICE));
        assert_eq!(losses(&later, Loss::Stale), 0);
    }

    #[test]
    fn r21_synchronous_copies_are_never_stale_and_the_answer_waits_for_them() {
        let sync = cluster().with(Setting::CopySync, 1);
        let run = play(sync, &[SignIn(ALICE), AddToCart(ALICE), ViewCart(ALICE)]);
        assert_eq!(losses(&run, Loss::Stale), 0);
        let time = |config| time_of_last(&play(config, &[SignIn(ALICE), AddToCart(ALICE)]), ALICE);
        // A hop there, the receiver's work, a hop back.
        assert_eq!(time(sync).as_us() - time(cluster()).as_us(), 500 + 100 + 500);
    }

    #[test]
    fn r25_a_crash_loses_what_had_not_left_and_nothing_that_had_arrived() {
        let quiet = play(cluster(), &[SignIn(ALICE), AddToCart(ALICE), Crash(S1), Crash(S2), ViewCart(ALICE)]);
        assert_eq!(losses(&quiet, Loss::Destroyed) + losses(&quiet, Loss::UpdateLost), 0);
        let slow = cluster().with(Setting::CopyDelay, 20_000);
        // The answer left after three milliseconds; the copies are still in the queue.
        let early = overlap(slow, &[SignIn(ALICE)], AddToCart(ALICE), 4_500, Crash(S2));
        assert_eq!(count(&early, |fact| matches!(fact, Fact::CopiesLost { server: S2, .. })), 1);
        assert_eq!(losses(&early, Loss::UpdateLost), 1);
        let login = overlap(slow, &[], SignIn(ALICE), 4_500, Crash(S1));
        assert_eq!(losses(&login, Loss::Destroyed), 1);
        let sync = overlap(slow.with(Setting::CopySync, 1), &[SignIn(ALICE)], AddToCart(ALICE), 6_000, Crash(S2));
        assert_eq!(losses(&sync, Loss::UpdateLost), 0);
    }

    #[test]
    fn r24_two_members_that_write_within_the_delay_end_with_each_others_value() {
        let config = cluster().with(Setting::Servers, 2).with(Setting::CopyDelay, 20_000);
        let before = [SignIn(ALICE), sleep(1), AddToCart(ALICE), sleep(1)];
        let mut inputs: Vec<Input> =
            before.iter().map(|command| Input { when: When::Settled, command: *command }).collect();
        for us in [1_000_000, 100] {
            let when = When::After(SimDuration::from_us(us));
            inputs.push(Input { when, command: AddToCart(ALICE) });
        }
        let run = Recording::replay(config, &inputs);
        let world = &run.frame(usize::MAX).world;
        let items: Vec<u32> =
            world.servers.iter().flat_map(|server| server.table.iter().map(|held| held.item)).collect();
        // Her third request wrote at one of them, her fourth at the other; each now has what the other wrote.
        assert_eq!(count(&run, |fact| matches!(fact, Fact::WritesCrossed { had: 3, got: 4, .. })), 1);
        assert_eq!(count(&run, |fact| matches!(fact, Fact::WritesCrossed { had: 4, got: 3, .. })), 1);
        assert_ne!(items[0], items[1], "they stay apart");
    }

    #[test]
    fn r26_a_new_member_serves_when_it_has_every_session() {
        let run = play(cluster(), &[SignIn(ALICE), AddServer, sleep(1)]);
        let takes = facts(&run).find_map(|fact| match fact {
            Fact::JoinStarted { server: ServerId(3), donor: S1, sessions: 1, takes, .. } => Some(takes),
            _ => None,
        });
        assert_eq!(takes, Some(SimDuration::from_us(100_100)), "0.1 s and 0.1 ms a session");
        assert_eq!(run.frame(usize::MAX).world.servers[3].table.len(), 1);
        assert!(facts(&run).any(|fact| matches!(fact, Fact::JoinEnded { complete: true, sessions: 1, .. })));
    }

    #[test]
    fn r26_without_its_donor_a_new_member_waits_and_starts_with_nothing() {
        let config = cluster().with(Setting::Servers, 2);
        let run = overlap(config, &[SignIn(ALICE)], AddServer, 50_000, Crash(S1));
        let run =
            Recording::replay(config, &[run.inputs(), &[Input { when: When::Settled, command: sleep(70) }]].concat());
        assert!(facts(&run).any(|fact| matches!(fact, Fact::JoinEnded { complete: false, sessions: 0, .. })));
    }

    #[test]
    fn r26_a_server_outside_of_the_cluster_answers_401() {
        let config = cluster().with(Setting::Servers, 1);
        let run = play(config, &[SignIn(ALICE), AddLoneServer, OpenPage(ALICE), OpenPage(ALICE)]);
        assert_eq!(ends_of(&run, ALICE), [Ok, Unauthorized, Ok]);
        assert_eq!(upkeep(&run), (0, 0));
    }

    #[test]
    fn c14_the_work_of_copies_grows_with_the_members() {
        let work = |servers| {
            let run = play(cluster().with(Setting::Servers, servers), &[SignIn(ALICE), AddToCart(ALICE)]);
            count(&run, |fact| matches!(fact, Fact::CopyApplied { .. }))
        };
        assert_eq!([work(1), work(2), work(4), work(8)], [0, 2, 6, 14]);
    }
}

mod session_storage {
    use super::*;

    #[test]
    fn r30_any_server_serves_any_session_and_a_dead_server_costs_nothing() {
        let run = play(
            store(StoreKind::Memory),
            &[
                SignIn(ALICE),
                OpenPage(ALICE),
                OpenPage(ALICE),
                Crash(S1),
                sleep(7),
                OpenPage(ALICE),
                AddServer,
                OpenPage(ALICE),
            ],
        );
        assert!(ends_of(&run, ALICE).iter().all(|status| *status == Ok));
        assert!(run.frames().iter().all(|frame| frame.world.servers.iter().all(|server| server.table.is_empty())));
    }

    #[test]
    fn r30_a_dead_store_takes_every_request_with_a_session_down() {
        let run = play(store(StoreKind::Disk), &[SignIn(ALICE), KillStore(PRIMARY), OpenPage(ALICE), SignIn(BOB)]);
        assert_eq!(ends_of(&run, ALICE)[1], InternalServerError);
        assert_eq!(ends_of(&run, BOB), [InternalServerError]);
    }

    #[test]
    fn r31_what_survives_depends_on_the_kind_and_on_how_the_store_died() {
        let survives = |kind, death: fn(StoreId) -> Command, pause: u64| {
            let commands = [SignIn(ALICE), sleep(pause), death(PRIMARY), RestartStore(PRIMARY), OpenPage(ALICE)];
            ends_of(&play(store(kind), &commands), ALICE)[1] == Ok
        };
        assert!(!survives(StoreKind::Memory, KillStore, 2) && !survives(StoreKind::Memory, CutPower, 2));
        assert!(survives(StoreKind::Disk, KillStore, 0) && survives(StoreKind::Disk, CutPower, 0));
        assert!(survives(StoreKind::Log, KillStore, 0), "the kernel has it");
        assert!(survives(StoreKind::Log, CutPower, 2), "the disk has it");
        let early = overlap(store(StoreKind::Log), &[], SignIn(ALICE), 100_000, CutPower(PRIMARY));
        assert_eq!(losses(&early, Loss::Destroyed), 1, "the last second is gone");
    }

    #[test]
    fn r32_acknowledged_writes_that_had_not_reached_the_replica_are_lost() {
        let config = store(StoreKind::Memory).with(Setting::Replica, 1).with(Setting::ReplicaLag, 200_000);
        let lost = |config| {
            let run = overlap(config, &[SignIn(ALICE), sleep(1)], AddToCart(ALICE), 10_000, KillStore(PRIMARY));
            let run = Recording::replay(
                config,
                &[run.inputs(), &[Input { when: When::Settled, command: sleep(7) }]].concat(),
            );
            let promoted = facts(&run).find_map(|fact| match fact {
                Fact::StorePromoted { store: REPLICA, lost, .. } => Some(lost),
                _ => None,
            });
            (promoted.expect("the replica takes over"), losses(&run, Loss::UpdateLost))
        };
        assert_eq!(lost(config), (1, 1));
        assert_eq!(lost(config.with(Setting::ReplicaLag, 1_000)), (0, 0));
    }

    #[test]
    fn r32_waiting_for_the_replica_costs_its_round_trip_and_loses_nothing_acknowledged() {
        let config = store(StoreKind::Memory).with(Setting::Replica, 1);
        let time = |config| time_of_last(&play(config, &[SignIn(ALICE), AddToCart(ALICE)]), ALICE).as_us();
        assert_eq!(time(config.with(Setting::ReplicaWait, 1)) - time(config), 2 * 5_000);
    }

    #[test]
    fn r32_a_failover_takes_detection_and_promotion() {
        let config = store(StoreKind::Memory).with(Setting::Replica, 1);
        let run = play(config, &[SignIn(ALICE), KillStore(PRIMARY), OpenPage(ALICE), sleep(7), OpenPage(ALICE)]);
        assert_eq!(ends_of(&run, ALICE), [Ok, InternalServerError, Ok]);
        let at = |wanted: fn(&Fact) -> bool| run.facts().iter().find(|timed| wanted(&timed.fact)).unwrap().at;
        let outage =
            at(|fact| matches!(fact, Fact::StorePromoted { .. })) - at(|fact| matches!(fact, Fact::StoreDied { .. }));
        assert_eq!(outage, SimDuration::from_ms(6_300));
    }

    #[test]
    fn r34_a_replica_copies_the_emptiness_of_a_primary_that_comes_back_too_soon() {
        let config = store(StoreKind::Memory).with(Setting::Replica, 1);
        let run = play(config, &[SignIn(ALICE), KillStore(PRIMARY), RestartStore(PRIMARY), OpenPage(ALICE)]);
        assert_eq!(ends_of(&run, ALICE), [Ok, Unauthorized]);
        assert!(facts(&run).any(|fact| matches!(fact, Fact::SessionDestroyed { because: DestroyCause::Replaced, .. })));
    }

    #[test]
    fn a_replica_can_be_promoted_by_hand_and_a_second_time_only_while_there_is_one() {
        let config = store(StoreKind::Memory).with(Setting::Replica, 1);
        let run = play(config, &[SignIn(ALICE), KillStore(PRIMARY), Promote, Promote, OpenPage(ALICE)]);
        assert_eq!(count(&run, |fact| matches!(fact, Fact::StorePromoted { by_hand: true, .. })), 1);
        assert_eq!(count(&run, |fact| matches!(fact, Fact::NotApplicable { command: Promote })), 1);
        assert_eq!(ends_of(&run, ALICE), [Ok, Ok]);
    }

    #[test]
    fn r36_a_shared_store_is_slower_than_memory_of_ones_own_and_a_synced_write_slower_still() {
        let local = Config::new(Routing::RoundRobin, Affinity::Cookie, Sessions::Local);
        let time = |config, last| time_of_last(&play(config, &[SignIn(ALICE), last]), ALICE).as_us();
        let config = |kind| store(kind).with(Setting::Servers, 3);
        let read =
            [local, config(StoreKind::Memory), config(StoreKind::Disk)].map(|config| time(config, OpenPage(ALICE)));
        assert!(read.is_sorted() && read[0] < read[1]);
        let [own, memory, disk] =
            [local, config(StoreKind::Memory), config(StoreKind::Disk)].map(|config| time(config, AddToCart(ALICE)));
        assert!(own < memory && memory < disk, "{own} {memory} {disk}");
        // The store's own part: reads 2 to 2.6 times, synced writes 11 to 21 times as long.
        let settings = |kind| (config(kind).store_read().as_us(), config(kind).store_write().as_us());
        let (memory, disk) = (settings(StoreKind::Memory), settings(StoreKind::Disk));
        assert!((20..=26).contains(&(disk.0 * 10 / memory.0)) && (11..=21).contains(&(disk.1 / memory.1)));
    }

    #[test]
    fn two_requests_within_a_round_trip_read_the_same_version_and_the_last_write_wins() {
        let run = overlap(store(StoreKind::Memory), &[SignIn(ALICE)], AddToCart(ALICE), 300, AddToCart(ALICE));
        assert_eq!(losses(&run, Loss::UpdateLost), 1);
        let carts: Vec<u16> = run.frame(usize::MAX).world.stores[0].table.iter().map(|held| held.cart).collect();
        assert_eq!(carts, [1], "two were added");
    }

    #[test]
    fn a_store_that_is_down_at_the_start_fails_every_login_until_it_is_back() {
        let run =
            play(store(StoreKind::Memory), &[KillStore(PRIMARY), SignIn(ALICE), RestartStore(PRIMARY), SignIn(ALICE)]);
        assert_eq!(ends_of(&run, ALICE), [InternalServerError, Ok]);
    }
}

#[test]
fn a_removed_server_takes_its_sessions_and_never_comes_back() {
    let run = play(
        sticky(Affinity::Cookie),
        &[SignIn(ALICE), RemoveServer(S1), OpenPage(ALICE), Restart(S1), RemoveServer(S2), RemoveServer(ServerId(2))],
    );
    assert_eq!(losses(&run, Loss::Destroyed), 1);
    assert_eq!(count(&run, |fact| matches!(fact, Fact::NotApplicable { .. })), 2, "the last server stays");
    assert_eq!(routes(&run), [1, 2]);
}

#[test]
fn a_cluster_of_one_has_nobody_to_tell() {
    let run = play(
        cluster().with(Setting::Servers, 1),
        &[SignIn(ALICE), AddToCart(ALICE), Crash(S1), Restart(S1), ViewCart(ALICE)],
    );
    assert_eq!(upkeep(&run), (0, 0));
    assert_eq!(losses(&run, Loss::Destroyed), 1);
}

#[test]
fn delays_of_zero_and_of_an_hour_settle() {
    for (hop, copy) in [(0, 0), (3_600_000_000, 3_600_000_000)] {
        let config = cluster().with(Setting::Hop, hop).with(Setting::CopyDelay, copy);
        let run = play(config, &[SignIn(ALICE), AddToCart(ALICE)]);
        assert!(run.frame(usize::MAX).world.in_flight().is_empty());
    }
}
