//! Session clustering: tests of the measured rules in docs/rules.md. A name starts with the number of its rule.

mod support;

use sessionscope::model::command::Command::{
    self, AddLoneServer, AddServer, AddToCart, Crash, DelayCopy, DropCopy, OpenPage, RemoveServer, Restart, SignIn,
    SignOut, ViewCart,
};
use sessionscope::model::config::Setting;
use sessionscope::model::fact::{Fact, Loss};
use sessionscope::model::http::Status::{Ok, Unauthorized};
use sessionscope::model::ids::{CopyId, Holder, ServerId};
use sessionscope::model::server::Server;
use sessionscope::model::time::SimDuration;
use sessionscope::recording::{Input, Recording, When};

use support::remedies::{ALICE, BOB, S1, S2, cluster, count, losses, overlap, replication_traffic, sleep};
use support::{ends_of, facts, play, time_of_last};

#[test]
fn r18_every_member_holds_every_session() {
    for servers in 1..=8 {
        let run = play(cluster().with(Setting::Servers, servers), &[SignIn(ALICE), SignIn(BOB)]);
        let world = &run.frame(usize::MAX).world;
        assert!(world.servers.iter().all(|server| server.table.len() == 2), "{servers} members");
    }
}

#[test]
fn r19_messages_per_login_change_read_and_logout() {
    for servers in 2..=6_u64 {
        let config = cluster().with(Setting::Servers, servers);
        let others = servers as u32 - 1;
        let after = |commands: &[Command]| replication_traffic(&play(config, commands));
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
fn r20_a_request_before_the_copy_reads_a_stale_session() {
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
fn two_members_that_wait_for_each_other_do_not_deadlock() {
    let one_worker = cluster().with(Setting::CopySync, 1).with(Setting::Workers, 1).with(Setting::Servers, 2);
    // Two members serve a login each at the same time. Each waits for the acknowledgement of the other.
    let run = overlap(one_worker, &[], SignIn(ALICE), 0, SignIn(BOB));
    assert_eq!(ends_of(&run, ALICE), [Ok]);
    assert_eq!(ends_of(&run, BOB), [Ok]);
    let members = &run.frame(usize::MAX).world.servers;
    assert!(members.iter().all(|member| member.table.len() == 2));
}

#[test]
fn r21_synchronous_copies_are_never_stale_but_cost_time() {
    let sync = cluster().with(Setting::CopySync, 1);
    let run = play(sync, &[SignIn(ALICE), AddToCart(ALICE), ViewCart(ALICE)]);
    assert_eq!(losses(&run, Loss::Stale), 0);
    let time = |config| time_of_last(&play(config, &[SignIn(ALICE), AddToCart(ALICE)]), ALICE);
    // One hop to the receiver, its work, one hop back.
    assert_eq!(time(sync).as_us() - time(cluster()).as_us(), 500 + 100 + 500);
}

#[test]
fn r25_a_crash_loses_unsent_copies_and_no_others() {
    let quiet = play(cluster(), &[SignIn(ALICE), AddToCart(ALICE), Crash(S1), Crash(S2), ViewCart(ALICE)]);
    assert_eq!(losses(&quiet, Loss::Destroyed) + losses(&quiet, Loss::UpdateLost), 0);
    let slow = cluster().with(Setting::CopyDelay, 20_000);
    // The response left after 3 ms. The copies are still in the queue.
    let early = overlap(slow, &[SignIn(ALICE)], AddToCart(ALICE), 4_500, Crash(S2));
    assert_eq!(count(&early, |fact| matches!(fact, Fact::CopiesLost { server: S2, .. })), 1);
    assert_eq!(losses(&early, Loss::UpdateLost), 1);
    let login = overlap(slow, &[], SignIn(ALICE), 4_500, Crash(S1));
    assert_eq!(losses(&login, Loss::Destroyed), 1);
}

#[test]
fn r25_synchronous_copies_survive_a_crash_at_any_time() {
    let sync = cluster().with(Setting::CopySync, 1);
    for us in (0..9_000).step_by(100) {
        let run = overlap(sync, &[SignIn(ALICE)], AddToCart(ALICE), us, Crash(S2));
        assert_eq!(losses(&run, Loss::Destroyed) + losses(&run, Loss::UpdateLost), 0, "{us} µs after it was sent");
        let held = |server: &Server| server.table.iter().next().map(|session| session.cart);
        let world = &run.frame(usize::MAX).world;
        let carts: Vec<_> = world.servers.iter().filter(|server| server.is_up()).map(held).collect();
        let saved = u16::from(ends_of(&run, ALICE)[1] == Ok);
        assert!(carts.iter().all(|cart| *cart >= Some(saved)), "{us} µs: {carts:?}");
    }
}

#[test]
fn r25_a_session_whose_last_copy_dies_counts_as_lost() {
    let pair = cluster().with(Setting::Servers, 2);
    let flying = 500 + 500 + 2_000 + 200;
    let copy = CopyId { client: ALICE, version: 1, to: Holder::Server(S2) };
    for (slow, end) in [(flying, DropCopy(copy)), (flying, Crash(S2)), (flying + 300, RemoveServer(S2))] {
        for delay in [0, 1_000] {
            let config = pair.with(Setting::CopyDelay, delay);
            let inputs = [(None, SignIn(ALICE)), (Some(slow + delay), Crash(S1)), (Some(1), end)];
            let inputs = inputs.map(|(us, command)| {
                let when = us.map_or(When::Settled, |us| When::After(SimDuration::from_us(us)));
                Input { when, command }
            });
            let run = Recording::replay(config, &inputs);
            let world = &run.frame(usize::MAX).world;
            let held = world.servers.iter().filter(|server| server.is_up()).any(|server| !server.table.is_empty());
            assert_eq!(losses(&run, Loss::Destroyed) == 1, !held, "{end:?} after {slow} µs, copies after {delay}");
        }
    }
}

#[test]
fn r24_concurrent_writes_leave_two_members_different() {
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
    let items: Vec<u32> = world.servers.iter().flat_map(|server| server.table.iter().map(|held| held.item)).collect();
    // Her third request wrote at one member, her fourth at the other. Each now has the value of the other.
    assert_eq!(count(&run, |fact| matches!(fact, Fact::WritesCrossed { had: 3, got: 4, .. })), 1);
    assert_eq!(count(&run, |fact| matches!(fact, Fact::WritesCrossed { had: 4, got: 3, .. })), 1);
    assert_ne!(items[0], items[1], "the members keep different values");
}

#[test]
fn r26_a_new_member_serves_when_it_has_every_session() {
    let run = play(cluster(), &[SignIn(ALICE), AddServer, sleep(1)]);
    let takes = facts(&run).find_map(|fact| match fact {
        Fact::JoinStarted { server: ServerId(3), donor: S1, sessions: 1, takes, .. } => Some(takes),
        _ => None,
    });
    assert_eq!(takes, Some(SimDuration::from_us(100_065)), "0.1 s, 65 µs a session, and its 5 bytes");
    assert_eq!(run.frame(usize::MAX).world.servers[3].table.len(), 1);
    assert!(facts(&run).any(|fact| matches!(fact, Fact::JoinEnded { complete: true, sessions: 1, .. })));
}

#[test]
fn r26_a_member_whose_donor_crashes_starts_empty() {
    let config = cluster().with(Setting::Servers, 2);
    let run = overlap(config, &[SignIn(ALICE)], AddServer, 50_000, Crash(S1));
    let run = Recording::replay(config, &[run.inputs(), &[Input { when: When::Settled, command: sleep(70) }]].concat());
    assert!(facts(&run).any(|fact| matches!(fact, Fact::JoinEnded { complete: false, sessions: 0, .. })));
}

#[test]
fn r26_a_server_outside_of_the_cluster_answers_401() {
    let config = cluster().with(Setting::Servers, 1);
    let run = play(config, &[SignIn(ALICE), AddLoneServer, OpenPage(ALICE), OpenPage(ALICE)]);
    assert_eq!(ends_of(&run, ALICE), [Ok, Ok, Unauthorized], "the added server comes last");
    assert_eq!(replication_traffic(&run), (0, 0));
}

#[test]
fn c14_the_work_of_copies_grows_with_the_members() {
    let work = |servers| {
        let run = play(cluster().with(Setting::Servers, servers), &[SignIn(ALICE), AddToCart(ALICE)]);
        count(&run, |fact| matches!(fact, Fact::CopyApplied { .. }))
    };
    assert_eq!([work(1), work(2), work(4), work(8)], [0, 2, 6, 14]);
}

#[test]
fn a_delayed_copy_arrives_and_a_dropped_one_does_not() {
    let copy = CopyId { client: ALICE, version: 2, to: Holder::Server(ServerId(2)) };
    // Her second request is at server 2. Its copies leave 0.5 ms after the response.
    let during = |command| overlap(cluster(), &[SignIn(ALICE)], AddToCart(ALICE), 3_700, command);
    let versions = |run: &Recording| -> Vec<u32> {
        let world = &run.frame(usize::MAX).world;
        world.servers.iter().flat_map(|server| server.table.iter().map(|held| held.version)).collect()
    };
    let dropped = during(DropCopy(copy));
    assert_eq!(count(&dropped, |fact| matches!(fact, Fact::CopyDropped { .. })), 1);
    assert_eq!(versions(&dropped), [2, 2, 1]);
    let delayed = during(DelayCopy(copy, SimDuration::from_s(1)));
    assert_eq!(versions(&delayed), [2, 2, 2]);
    assert_eq!(
        count(&during(DropCopy(CopyId { version: 17, ..copy })), |fact| matches!(fact, Fact::NotApplicable { .. })),
        1
    );
}

#[test]
fn a_member_added_while_another_leaves_has_every_session() {
    let run = overlap(cluster(), &[SignIn(ALICE)], AddServer, 20_000, RemoveServer(S2));
    let world = &run.frame(usize::MAX).world;
    let held = |server: usize| world.servers[server].table.len();
    assert_eq!([held(0), held(1), held(2)], [1, 0, 1]);
    let run =
        Recording::replay(cluster(), &[run.inputs(), &[Input { when: When::Settled, command: sleep(1) }]].concat());
    assert_eq!(run.frame(usize::MAX).world.servers[3].table.len(), 1);
}

#[test]
fn a_restarted_member_gets_all_sessions_from_the_others() {
    let run = play(cluster(), &[SignIn(ALICE), Crash(S1), Restart(S1), sleep(5)]);
    assert_eq!(run.frame(usize::MAX).world.servers[0].table.len(), 1);
    assert_eq!(losses(&run, Loss::Destroyed), 0);
}

#[test]
fn a_cluster_of_one_sends_no_copies() {
    let run = play(
        cluster().with(Setting::Servers, 1),
        &[SignIn(ALICE), AddToCart(ALICE), Crash(S1), Restart(S1), ViewCart(ALICE)],
    );
    assert_eq!(replication_traffic(&run), (0, 0));
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
