//! The balancer: its choices, its health checks, the addresses that it hashes, and the number of its servers.

use proptest::prelude::*;

use sessionscope::link::Link;
use sessionscope::model::balancer::{NewChoice, RouteReason};
use sessionscope::model::fact::{Fact, RetryPlan};
use sessionscope::model::http::Status;
use sessionscope::model::ids::{ClientId, ServerId};
use sessionscope::model::message::Node;
use sessionscope::model::time::SimDuration;
use sessionscope::recording::Recording;
use sessionscope::scene::{BeatFacts, Card, View, project};
use sessionscope::text::{self, Language};

use crate::support::remedies::{ALICE, BOB, CHULSOO, S1, S2, routes};
use crate::support::{ends_of, facts, random, time_of_last};

/// Replays the run of a link.
fn open(query: &str) -> Recording {
    let (link, problems) = Link::parse(query);
    assert_eq!(problems, [], "{query}");
    Recording::replay(link.config, link.resolved_inputs())
}

/// Sentences of the facts that match, in order. Names and numbers have plain spaces.
fn sentences(run: &Recording, language: Language, wanted: impl Fn(&Fact) -> bool) -> Vec<String> {
    let mut told = Vec::new();
    for step in 1..=run.last_step() {
        let world = &run.frame(step).world;
        let facts = run.facts_of(step).iter().filter(|timed| wanted(&timed.fact));
        told.extend(facts.map(|timed| text::fact(language, &timed.fact, world).plain().replace('\u{a0}', " ")));
    }
    told
}

/// Servers in rotation after a step, by number.
fn rotation(run: &Recording, step: usize) -> Vec<u32> {
    let balancer = run.frame(step).world.balancer.as_ref();
    balancer.map_or(Vec::new(), |balancer| balancer.usable().map(ServerId::number).collect())
}

/// True for the balancer's choice for a client.
fn is_choice_for(client: ClientId) -> impl Fn(&Fact) -> bool {
    move |fact| matches!(fact, Fact::Routed { id, .. } if id.client == client)
}

#[test]
fn a_request_with_a_cookie_is_no_turn() {
    let run = open("strategy=sticky&do=a.login,b.login,a.me,c.login");
    let choice = facts(&run).filter(is_choice_for(CHULSOO)).find_map(|fact| match fact {
        Fact::Routed { to, because: RouteReason::RoundRobin { after, last, .. }, .. } => Some((to, after, last)),
        _ => None,
    });
    assert_eq!(choice, Some((ServerId(2), Some(S2), Some(S1))), "the last turn was Bob's, the last request Alice's");
    assert_eq!(
        sentences(&run, Language::English, is_choice_for(CHULSOO)),
        ["Round robin: the last turn was server 2’s, so Chulsoo’s request goes to server 3. The previous request \
          followed its cookie to server 1, which does not count as a turn."]
    );
    assert_eq!(
        sentences(&run, Language::Korean, is_choice_for(CHULSOO)),
        ["라운드 로빈: 직전 차례가 서버 2였으므로 Chulsoo의 요청은 서버 3으로 갑니다. 바로 앞 요청은 쿠키를 따라 \
          서버 1로 갔지만, 쿠키로 정한 요청은 차례로 치지 않습니다."]
    );
}

#[test]
fn a_restarted_member_returns_after_two_health_checks() {
    let run = open("strategy=clustering&do=a.login,s1.crash,wait.7s,s1.restart,wait.7s");
    let restart = run.step_where(0, |fact| matches!(fact, Fact::ServerRestarted { .. })).expect("it restarts");
    let counted =
        |fact: &Fact| matches!(fact, Fact::HealthCheckCounted { server: S1, seen_up: true, nth: 1, needed: 2 });
    let first_check = run.step_where(restart, counted).expect("a first check passes");
    let joined = run.step_where(restart, |fact| matches!(fact, Fact::JoinEnded { .. })).expect("it joins");
    assert!(joined < first_check, "a check fails while the server takes no connection");
    assert_eq!(rotation(&run, first_check), [2, 3]);
    let back = run.step_where(first_check, |fact| matches!(fact, Fact::MarkedUp { server: S1 })).expect("a second one");
    assert_eq!(rotation(&run, back), [1, 2, 3]);
}

#[test]
fn an_added_member_that_crashed_returns_after_health_checks() {
    let run = open("strategy=clustering&do=a.login,server.add,s4.crash~10ms,s4.restart,wait.7s");
    let back = run.step_where(0, |fact| matches!(fact, Fact::MarkedUp { server: ServerId(3) })).expect("checks pass");
    assert_eq!(rotation(&run, back - 1), [1, 2, 3]);
    assert_eq!(rotation(&run, back), [1, 2, 3, 4]);
}

/// Server, number and plan of each failed connection, in order.
fn plans(run: &Recording) -> Vec<(u32, u8, RetryPlan)> {
    let plan = |fact| match fact {
        Fact::ConnectFailed { server, tries, then, .. } => Some((server.number(), tries, then)),
        _ => None,
    };
    facts(run).filter_map(plan).collect()
}

fn is_redispatch(fact: &Fact) -> bool {
    matches!(fact, Fact::Routed { because: RouteReason::Redispatch { .. }, .. })
}

const AT_ONCE: RetryPlan = RetryPlan::OtherServer { after: SimDuration::ZERO };
const IN_A_SECOND: RetryPlan = RetryPlan::SameServer { after: SimDuration::from_s(1) };

#[test]
fn a_request_in_turn_does_not_wait_for_a_dead_server() {
    let run = open("strategy=none&do=s1.crash,a.me");
    assert_eq!(plans(&run), [(1, 1, AT_ONCE)]);
    assert!(time_of_last(&run, ALICE) < SimDuration::from_ms(10));
    assert_eq!(
        sentences(&run, Language::English, is_redispatch),
        ["Server 1 could not be reached, so Alice’s request is redispatched to server 2."]
    );
    assert_eq!(
        sentences(&run, Language::Korean, is_redispatch),
        ["서버 1에 연결하지 못해 Alice의 요청을 서버 2로 재배정합니다."]
    );
}

#[test]
fn each_dead_server_in_turn_is_tried_once() {
    let run = open("strategy=none&do=s1.crash,s2.crash,a.me");
    assert_eq!(plans(&run), [(1, 1, AT_ONCE), (2, 2, AT_ONCE)]);
    assert_eq!(routes(&run), [1, 2, 3]);
    let tries = |fact| match fact {
        Fact::Routed { because: RouteReason::Redispatch { from, tries, .. }, .. } => Some((from.number(), tries)),
        _ => None,
    };
    assert_eq!(facts(&run).filter_map(tries).collect::<Vec<_>>(), [(1, 1), (2, 1)], "tries of that server alone");
}

#[test]
fn a_pinned_request_waits_before_it_leaves_its_server() {
    let run = open("strategy=sticky&do=a.login,s1.crash,a.me");
    assert_eq!(plans(&run), [(1, 1, IN_A_SECOND), (1, 2, IN_A_SECOND), (1, 3, AT_ONCE)]);
    let run = open("strategy=none&redispatch=0&do=s1.crash,a.me");
    assert_eq!(plans(&run)[3], (1, 4, RetryPlan::GiveUp), "nothing is pinned, but redispatch is off");
}

#[test]
fn a_request_whose_cookie_names_a_marked_down_server_is_not_pinned() {
    let run = open("strategy=sticky&do=a.login,s1.crash,wait.7s,s2.crash,a.me");
    assert_eq!(plans(&run), [(2, 1, AT_ONCE)]);
    assert_eq!(routes(&run), [1, 2, 3]);
}

#[test]
fn a_source_hash_can_choose_the_dead_server_again() {
    let run = open("strategy=sticky&affinity=source&do=b.login,s2.crash,b.me");
    let again = RetryPlan::HashAgain { after: SimDuration::ZERO };
    assert_eq!(plans(&run), [(2, 1, IN_A_SECOND), (2, 2, IN_A_SECOND), (2, 3, again), (2, 4, RetryPlan::GiveUp)]);
    assert_eq!(ends_of(&run, BOB), [Status::Ok, Status::ServiceUnavailable]);
    let time = time_of_last(&run, BOB);
    assert!(time > SimDuration::from_s(2) && time < SimDuration::from_ms(2_010), "{time:?}");
    assert_eq!(
        sentences(&run, Language::English, is_redispatch),
        ["The source IP is divided by the number of usable servers (3) again, and leaves the same remainder of 1. \
          Server 2 is still in rotation, so Bob’s request goes to server 2 again."]
    );
    assert_eq!(
        sentences(&run, Language::Korean, is_redispatch),
        ["출발지 IP를 쓸 수 있는 서버 수 3으로 다시 나눠도 1이 남습니다. 서버 2는 아직 순번에 있으므로 Bob의 요청은 \
          다시 서버 2로 갑니다."]
    );
}

#[test]
fn a_source_hash_leaves_a_server_that_was_marked_down_meanwhile() {
    let run = open("strategy=sticky&affinity=source&check=500ms&do=b.login,s2.crash~100ms,b.me~20ms");
    let hashed = |fact| match fact {
        Fact::Routed { to, because: RouteReason::Redispatch { by: NewChoice::SourceHash(hash), .. }, .. } => {
            Some((to.number(), hash.usable, hash.remainder))
        }
        _ => None,
    };
    let hashes: Vec<(u32, u8, u8)> = facts(&run).filter_map(hashed).collect();
    let &[(to, 2, remainder)] = hashes.as_slice() else { panic!("one hash over two servers: {hashes:?}") };
    assert_eq!(to, [1, 3][usize::from(remainder)], "a position among the servers in rotation");
    assert_eq!(ends_of(&run, BOB), [Status::Ok, Status::Unauthorized]);
    let to_stay = open("strategy=sticky&affinity=source&check=500ms&do=b.login,s2.crash~100ms,b.me~20ms,b.me");
    assert_eq!(routes(&to_stay).last(), Some(&to), "the next request goes there as well");
}

#[test]
fn a_server_that_returns_comes_last_in_the_order() {
    let run =
        open("strategy=none&do=a.me,s2.crash,wait.7s,s2.restart,wait.7s,a.me,a.me,a.me,server.add,a.me,a.me,a.me,a.me");
    assert_eq!(routes(&run), [1, 3, 2, 1, 3, 2, 4, 1]);
    let by_number =
        |fact: Fact| matches!(fact, Fact::Routed { because: RouteReason::RoundRobin { order: None, .. }, .. });
    assert!(facts(&run).any(by_number), "the first turn");
    let to_server_2 = |fact: &Fact| matches!(fact, Fact::Routed { to: S2, .. });
    assert_eq!(
        sentences(&run, Language::English, to_server_2)[0],
        "Round robin: servers that entered later come last, so the turns go to server 2, server 1 and server 3 in \
      this order, and Alice’s request goes to server 2. The balancer does not look at cookies."
    );
    assert_eq!(
        sentences(&run, Language::Korean, to_server_2)[0],
        "라운드 로빈: 나중에 순번에 들어온 서버는 맨 뒤에 서므로 차례는 서버 2, 서버 1, 서버 3 순서이고, Alice의 요청은 \
      서버 2로 갑니다. 로드 밸런서는 쿠키를 보지 않습니다."
    );
}

#[test]
fn recording_ins_redisp_logins_after_a_return_go_1_3_2() {
    let run = open(
        "strategy=sticky&clients=6&do=a.login,b.login,c.login,s2.crash,wait.7s,b.me,s2.restart,wait.7s,d.login,e.login,f.login",
    );
    assert_eq!(routes(&run)[3..], [1, 3, 2, 1]);
}

#[test]
fn a_source_hash_spreads_six_addresses_before_and_after_moves() {
    let all = |act: &str| ["a", "b", "c", "d", "e", "f"].map(|client| format!("{client}.{act}")).join(",");
    for servers in 2..=4 {
        let moved = format!("{},{}", all("move"), all("me"));
        let query = format!(
            "strategy=sticky&affinity=source&clients=6&servers={servers}&do={},{moved},{moved},{moved}",
            all("me")
        );
        let routes = routes(&open(&query));
        let networks: Vec<&[u32]> = routes.chunks(6).collect();
        for to in &networks {
            let shares = (1..=servers).map(|server| to.iter().filter(|number| **number == server).count());
            let (least, most) = (shares.clone().min(), shares.max());
            assert!(most <= least.map(|least| least + 1), "{servers} servers: {to:?}");
        }
        for (before, after) in networks.iter().zip(&networks[1..]) {
            assert!(before.iter().zip(*after).all(|(before, after)| before != after), "each move changes the server");
        }
    }
}

#[test]
fn after_a_crash_the_survivors_share_the_addresses() {
    let run = open("strategy=sticky&affinity=source&clients=6&do=s2.crash,wait.7s,a.me,b.me,c.me,d.me,e.me,f.me");
    let mut to = routes(&run);
    to.sort_unstable();
    assert_eq!(to, [1, 1, 1, 3, 3, 3]);
}

#[test]
fn a_removed_server_makes_room_for_another() {
    let run = open("strategy=none&servers=8&do=s8.remove,server.add,server.add,a.me");
    let world = &run.frame(run.last_step()).world;
    let numbers: Vec<u32> = world.present_servers().map(|server| server.id.number()).collect();
    assert_eq!(numbers, [1, 2, 3, 4, 5, 6, 7, 9], "a number is used once");
    let is_limit = |fact: &Fact| matches!(fact, Fact::LimitReached { .. });
    assert_eq!(
        sentences(&run, Language::English, is_limit),
        ["There is room for at most 8 servers at a time. None was added."]
    );
    assert_eq!(
        sentences(&run, Language::Korean, is_limit),
        ["서버는 동시에 8대까지 둘 수 있습니다. 더 추가하지 않았습니다."]
    );
    for width in [320.0, 700.0, 1_200.0] {
        let view = View {
            recording: &run,
            step: run.last_step(),
            language: Language::English,
            width,
            room: None,
            beat: BeatFacts::default(),
            selection: None,
            prediction: None,
        };
        let shown = |card: &&Card| matches!(card.node, Node::Server(_));
        assert_eq!(project(&view).cards.iter().filter(shown).count(), 8);
    }
}

#[test]
fn server_numbers_end_at_99() {
    let changes =
        ["server.add,s1.remove".to_owned()].into_iter().chain((2..=101).map(|n| format!("server.add,s{n}.remove")));
    let run = open(&format!("strategy=none&servers=1&do={}", changes.collect::<Vec<_>>().join(",")));
    let is_limit = |fact: &Fact| matches!(fact, Fact::LimitReached { .. });
    assert_eq!(
        sentences(&run, Language::English, is_limit)[0],
        "Server numbers end at 99, and the number of a removed server is not used again. None was added."
    );
    assert_eq!(
        sentences(&run, Language::Korean, is_limit)[0],
        "서버 번호는 99까지이고 뺀 서버의 번호는 다시 쓰지 않으므로, 서버를 더 추가하지 않았습니다."
    );
    assert_eq!(run.frame(run.last_step()).world.usable_servers(), 1, "the last one stays");
}

/// The server that a fact puts into the rotation or takes out of it.
fn moved_by(fact: Fact, added: &[ServerId]) -> Option<ServerId> {
    match fact {
        Fact::MarkedUp { server }
        | Fact::MarkedDown { server, .. }
        | Fact::ServerRemoved { server, .. }
        | Fact::ServerAdded { server, .. } => Some(server),
        Fact::JoinEnded { server, .. } if added.contains(&server) => Some(server),
        _ => None,
    }
}

proptest! {
    #[test]
    fn the_rotation_changes_by_facts_alone(seed: u64) {
        let (config, inputs) = random::run(seed);
        let run = Recording::replay(config, &inputs);
        // Servers that were added and have not crashed: they enter without health checks.
        let mut added = Vec::new();
        for step in 1..=run.last_step() {
            let mut moved = Vec::new();
            for timed in run.facts_of(step) {
                moved.extend(moved_by(timed.fact, &added));
                match timed.fact {
                    Fact::ServerAdded { server, .. } => added.push(server),
                    Fact::ServerCrashed { server, .. } | Fact::JoinEnded { server, .. } => added.retain(|id| *id != server),
                    _ => {}
                }
            }
            let (before, after) = (rotation(&run, step - 1), rotation(&run, step));
            for number in 1..=99 {
                let changed = before.contains(&number) != after.contains(&number);
                let told = moved.iter().any(|server| server.number() == number);
                prop_assert!(!changed || told, "step {step}: server {number} without a fact");
            }
        }
    }
}
