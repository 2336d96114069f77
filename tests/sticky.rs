//! Sticky session: tests of the measured rules in docs/rules.md. A name starts with the number of its rule.

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
fn r10_the_affinity_cookie_is_set_once_and_not_forwarded() {
    let run = play(sticky(Affinity::Cookie), &[SignIn(ALICE), OpenPage(ALICE), OpenPage(ALICE)]);
    assert_eq!(routes(&run), [1, 1, 1]);
    assert_eq!(count(&run, |fact| matches!(fact, Fact::AffinityCookieSet { server: S1, before: None, .. })), 1);
    let world = &run.frame(usize::MAX).world;
    let header = world.clients[0].jar.cookies().iter().map(|cookie| cookie.set.to_string()).collect::<Vec<_>>();
    assert!(header.contains(&"SRV=s1; Path=/".to_owned()), "{header:?}");
    let hidden = run.frames().iter().flat_map(|frame| frame.world.servers.iter().flat_map(|server| &server.running));
    assert!(hidden.into_iter().all(|job| job.request.cookies.server().is_none()));
}

#[test]
fn r11_a_new_cookie_pins_the_client_to_the_new_server() {
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
fn r12_an_undetected_crash_delays_a_pinned_request() {
    let run = play(sticky(Affinity::Cookie), &[SignIn(ALICE), Crash(S1), OpenPage(ALICE)]);
    assert_eq!(routes(&run), [1, 1, 2]);
    let time = time_of_last(&run, ALICE);
    assert!(time > SimDuration::from_s(2) && time < SimDuration::from_ms(2_010), "{time:?}");
    let stubborn = sticky(Affinity::Cookie).with(Setting::Redispatch, 0);
    let run = play(stubborn, &[SignIn(ALICE), Crash(S1), OpenPage(ALICE)]);
    assert_eq!(ends_of(&run, ALICE)[1], Status::ServiceUnavailable);
}

#[test]
fn r9_one_address_is_one_server_by_source_not_by_cookie() {
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
fn r9_a_new_address_loses_the_server_by_source_only() {
    let commands = [SignIn(ALICE), ChangeAddress(ALICE), OpenPage(ALICE)];
    assert_eq!(ends_of(&play(sticky(Affinity::Source), &commands), ALICE), [Ok, Unauthorized]);
    assert_eq!(ends_of(&play(sticky(Affinity::Cookie), &commands), ALICE), [Ok, Ok]);
}

#[test]
fn r5_source_hash_also_moves_clients_of_healthy_servers() {
    let before = [SignIn(ALICE), SignIn(BOB), SignIn(CHULSOO)];
    let after = [OpenPage(ALICE), OpenPage(BOB), OpenPage(CHULSOO)];
    let commands = [&before[..], &[Crash(ServerId(2)), sleep(7)], &after].concat();
    let run = play(sticky(Affinity::Source), &commands);
    assert_eq!(routes(&run)[..3], [3, 2, 1]);
    assert_ne!(routes(&run)[4..], [2, 1], "Bob and Chulsoo were not on the crashed server");
}

#[test]
fn r15_a_restarted_server_logs_its_clients_out_again() {
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
fn c9_a_crash_loses_exactly_the_sessions_of_its_clients() {
    let run = play(sticky(Affinity::Cookie), &[SignIn(ALICE), SignIn(BOB), SignIn(CHULSOO), Crash(S1)]);
    let lost: Vec<ClientId> = facts(&run)
        .filter_map(|fact| if let Fact::SessionDestroyed { owner, .. } = fact { Some(owner) } else { None })
        .collect();
    assert_eq!(lost, [ALICE]);
}

#[test]
fn a_delayed_message_arrives_and_a_dropped_one_does_not() {
    let id = RequestId { client: ALICE, nth: 2 };
    let during = |command| overlap(sticky(Affinity::Cookie), &[SignIn(ALICE)], OpenPage(ALICE), 200, command);
    let dropped = during(Drop(id));
    assert_eq!(count(&dropped, |fact| matches!(fact, Fact::RequestDropped { .. })), 1);
    assert_eq!(losses(&dropped, Loss::Destroyed), 0);
    let delayed = during(Delay(id, SimDuration::from_s(1)));
    assert_eq!(ends_of(&delayed, ALICE), [Ok, Ok]);
    let gone = during(Drop(RequestId { nth: 17, ..id }));
    assert_eq!(count(&gone, |fact| matches!(fact, Fact::NotApplicable { .. })), 1);
}

#[test]
fn a_removed_server_loses_its_sessions_for_good() {
    let run = play(
        sticky(Affinity::Cookie),
        &[SignIn(ALICE), RemoveServer(S1), OpenPage(ALICE), Restart(S1), RemoveServer(S2), RemoveServer(ServerId(2))],
    );
    assert_eq!(losses(&run, Loss::Destroyed), 1);
    assert_eq!(count(&run, |fact| matches!(fact, Fact::NotApplicable { .. })), 2, "the last server stays");
    assert_eq!(routes(&run), [1, 2]);
}
