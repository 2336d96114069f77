//! Sticky session: the measured rules (docs/rules.md), each held by a test of its name.

mod support;

use sessionscope::model::balancer::RouteReason;
use sessionscope::model::command::Command::{
    self, ChangeAddress, Crash, Delay, Drop, OpenPage, RemoveServer, Restart, ShareAddress, SignIn,
};
use sessionscope::model::config::{Affinity, Setting};
use sessionscope::model::fact::{Fact, Loss};
use sessionscope::model::http::Status::{self, Ok, Unauthorized};
use sessionscope::model::ids::{ClientId, RequestId, ServerId};
use sessionscope::model::time::SimDuration;

use support::remedies::{ALICE, BOB, CHULSOO, S1, S2, count, losses, overlap, routes, sleep, sticky};
use support::{ends_of, facts, play, time_of_last};

#[test]
fn r10_the_cookie_is_set_once_names_the_server_and_is_hidden_from_it() {
    let run = play(sticky(Affinity::Cookie), &[SignIn(ALICE), OpenPage(ALICE), OpenPage(ALICE)]);
    assert_eq!(routes(&run), [1, 1, 1]);
    assert_eq!(count(&run, |fact| matches!(fact, Fact::AffinityCookieSet { server: S1, before: None, .. })), 1);
    let world = &run.frame(usize::MAX).world;
    let header = world.clients[0].jar.cookies().iter().map(|cookie| cookie.set.to_string()).collect::<Vec<_>>();
    assert!(header.contains(&"SRV=s1; Path=/".to_owned()), "{header:?}");
    let hidden = run.frames().iter().flat_map(|frame| frame.world.servers.iter().flat_map(|server| &server.running));
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

#[test]
fn a_message_that_is_dropped_ends_its_request_and_one_that_is_late_still_arrives() {
    let id = RequestId { client: ALICE, nth: 2 };
    let during = |command| overlap(sticky(Affinity::Cookie), &[SignIn(ALICE)], OpenPage(ALICE), 200, command);
    let dropped = during(Drop(id));
    assert_eq!(count(&dropped, |fact| matches!(fact, Fact::RequestDropped { .. })), 1);
    assert_eq!(losses(&dropped, Loss::Destroyed), 0);
    let late = during(Delay(id, SimDuration::from_s(1)));
    assert_eq!(ends_of(&late, ALICE), [Ok, Ok]);
    let gone = during(Drop(RequestId { nth: 17, ..id }));
    assert_eq!(count(&gone, |fact| matches!(fact, Fact::NotApplicable { .. })), 1);
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
