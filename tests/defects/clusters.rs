//! Clusters: the messages between members, what they carry, and members that join.

use std::collections::BTreeSet;

use sessionscope::model::config::Sessions;
use sessionscope::model::fact::{DestroyCause, Fact};
use sessionscope::model::ids::{Holder, ServerId, SessionId};
use sessionscope::model::message::Node;
use sessionscope::model::session::Change;
use sessionscope::model::world::StateTransfer;
use sessionscope::recording::Recording;
use sessionscope::text::Language;
use sessionscope::text::twin::{Thing, thing};

use crate::support::remedies::{S1, S2, count};
use crate::support::{facts, random};
use crate::telling::{assert_told, caption_of, open, step_of};

#[test]
fn defect_13_a_change_without_receivers_is_no_read_notice() {
    let run = open("?v=1&strategy=clustering&servers=2&do=a.login,a.add,s1.crash~3200us");
    assert_told(
        &run,
        |fact| matches!(fact, Fact::CopiesSent { receivers: 0, change: Change::Changed, .. }),
        "서버 2가 대기열에 있던 Alice의 세션 7F3A v2 사본을 보내지 못했습니다. 받을 다른 멤버가 없습니다.",
        "Server 2 had copies of v2 of Alice’s session 7F3A in its queue, but there is no other member to send them to.",
    );
}

#[test]
fn defect_13_every_message_says_what_it_carries() {
    let run = open("?v=1&strategy=clustering&servers=2&do=a.login,a.add,a.me,a.logout");
    let queued: Vec<Change> = facts(&run)
        .filter_map(|fact| if let Fact::CopiesQueued { change, .. } = fact { Some(change) } else { None })
        .collect();
    let applied: Vec<Change> = facts(&run)
        .filter_map(|fact| if let Fact::CopyApplied { change, .. } = fact { Some(change) } else { None })
        .collect();
    assert_eq!(queued, [Change::Created, Change::Changed, Change::Read, Change::Ended]);
    assert_eq!(applied, queued);
}

#[test]
fn defect_13_a_read_that_is_lost_with_its_sender_loses_no_value() {
    let run = open("?v=1&strategy=clustering&servers=2&do=a.login,a.me,s2.crash~3200us");
    assert_told(
        &run,
        |fact| matches!(fact, Fact::CopiesLost { change: Change::Read, .. }),
        "서버 2가 멈춰, 보내려던 Alice의 세션 7F3A의 접근 시각 메시지가 대기열에서 사라졌습니다. 세션의 값이 든 메시지는 아닙니다.",
        "Server 2 stopped before it sent the access time of Alice’s session 7F3A: the message is lost. It carried no value of the session.",
    );
}

#[test]
fn defect_13_a_logout_that_is_lost_with_its_sender_leaves_the_session() {
    let run = open("?v=1&strategy=clustering&servers=2&do=a.login,a.logout,s2.crash~3200us");
    assert_told(
        &run,
        |fact| matches!(fact, Fact::CopiesLost { change: Change::Ended, .. }),
        "서버 2가 멈춰, Alice의 세션 7F3A가 끝났다는 메시지가 대기열에서 사라졌습니다. 로그아웃한 세션이 서버 1에는 그대로 있습니다.",
        "Server 2 stopped before it told other members that Alice’s session 7F3A had ended: the message is lost. The session still exists on server 1, although Alice logged out.",
    );
}

#[test]
fn defect_16_a_member_without_the_creating_copy_ignores_all_later_ones() {
    let run = open("?v=1&strategy=clustering&clients=1&servers=2&do=a.login,a.v1.s2.drop~3700us,a.me,a.add,a.me,a.me");
    assert_told(
        &run,
        |fact| matches!(fact, Fact::CopyDropped { change: Change::Created, .. }),
        "서버 2에 Alice의 세션 7F3A를 만들 v1 사본을 끊었습니다. 이 사본이 없으면 서버 2는 이 세션의 다음 변경도 모두 버립니다.",
        "The copy v1 that creates Alice’s session 7F3A on server 2 was dropped. Without it, server 2 ignores every later change of this session.",
    );
    let ignored = |change| {
        count(&run, |fact| matches!(fact, Fact::CopyIgnored { server: S2, from: S1, change: of, .. } if *of == change))
    };
    assert_eq!([ignored(Change::Changed), ignored(Change::Read)], [1, 1]);
}

#[test]
fn defect_16_a_joining_member_gets_the_session_without_the_copy() {
    let mut run =
        open("?v=1&strategy=clustering&clients=1&servers=2&do=s2.crash,s2.restart,a.login~1ms,a.v1.s2.drop~3700us");
    assert_told(
        &run,
        |fact| matches!(fact, Fact::CopyDropped { change: Change::Created, .. }),
        "서버 2에 Alice의 세션 7F3A를 만들 v1 사본을 끊었습니다. 서버 2의 상태 전송이 아직 끝나지 않아, 이 세션을 상태 전송으로 받을 수 있습니다.",
        "The copy v1 that creates Alice’s session 7F3A on server 2 was dropped. The state transfer to server 2 has not ended yet, and it can still bring this session.",
    );
    while count(&run, |fact| matches!(fact, Fact::JoinEnded { server: S2, .. })) == 0 {
        assert!(run.extend(), "the state transfer ends");
    }
    assert_eq!(run.frame(run.last_step()).world.servers[S2.index()].table.len(), 1);
}

#[test]
fn defect_16_a_dropped_change_is_repaired_by_the_next_one() {
    let run = open("?v=1&strategy=clustering&clients=1&servers=2&do=a.login,a.add,a.v2.s1.drop~3700us,a.add,a.add");
    assert_told(
        &run,
        |fact| matches!(fact, Fact::CopyDropped { change: Change::Changed, .. }),
        "서버 1로 가던 Alice의 세션 7F3A v2 사본을 끊었습니다. 서버 1은 다음 변경이 도착할 때까지 이 변경을 모릅니다.",
        "The copy v2 of Alice’s session 7F3A on its way to server 1 was dropped. Server 1 will not know this change until the next one arrives.",
    );
}

#[test]
fn defect_14_a_session_is_destroyed_with_its_holder_and_its_last_copy() {
    let run = open("?v=1&strategy=clustering&servers=2&copy=0&do=a.login,s1.crash~3200us,a.v1.s2.drop~1us");
    let destroyed: Vec<Fact> = facts(&run).filter(|fact| matches!(fact, Fact::SessionDestroyed { .. })).collect();
    let [Fact::SessionDestroyed { holder, because, .. }] = destroyed[..] else { panic!("{destroyed:?}") };
    assert_eq!((holder, because), (Holder::Server(S1), DestroyCause::CopyLost { to: S2 }));
    assert_told(
        &run,
        |fact| matches!(fact, Fact::SessionDestroyed { .. }),
        "서버 2로 가던 마지막 사본이 없어져 Alice의 세션 7F3A가 소멸했습니다. 세션이 있던 서버 1은 먼저 사라졌으므로 다시 로그인해야 합니다.",
        "Alice’s session 7F3A was destroyed: its last copy, on the way to server 2, was lost, and server 1, which had the session, is gone. A new login is needed.",
    );
}

#[test]
fn defect_14_a_lost_write_is_lost_with_the_server_that_had_it() {
    let run = open("?v=1&strategy=clustering&servers=2&copy=0&do=a.login,a.add,s2.crash~3200us,a.v2.s1.drop~1us");
    assert_told(
        &run,
        |fact| matches!(fact, Fact::WriteLost { .. }),
        "갱신 손실: 서버가 저장했다고 답한 Alice의 세션 7F3A v2가 서버 2와 함께 사라졌고, v1만 남았습니다.",
        "Lost update: v2 of Alice’s session 7F3A was acknowledged but is lost with server 2; only v1 is left.",
    );
}

#[test]
fn defect_14_a_dropped_copy_of_an_ended_session_is_no_loss() {
    let run = open(
        "?v=1&strategy=clustering&affinity=cookie&servers=2\
         &do=a.login,a.v1.s2.delay.5s~3700us,a.logout~1ms,a.v1.s2.drop~20ms",
    );
    assert_eq!(count(&run, |fact| matches!(fact, Fact::CopyDropped { change: Change::Created, .. })), 1);
    assert_eq!(count(&run, |fact| matches!(fact, Fact::SessionDestroyed { .. })), 0);
}

#[test]
fn defect_14_a_session_is_destroyed_once() {
    let destroyed = |query: &str| {
        let run = open(query);
        let ends = facts(&run).filter_map(|fact| match fact {
            Fact::SessionDestroyed { holder, because, .. } => Some((holder, because)),
            _ => None,
        });
        ends.collect::<Vec<_>>()
    };
    // The copies of two sessions are in flight: to server 2, which is removed, and to server 1, which crashes.
    let in_flight = destroyed(
        "?v=1&strategy=none&affinity=cookie&sessions=replicated&servers=2&hop=1184635us\
         &do=a.login,a.link~3830us,a.me~3948us,a.login~3910us,server(a).remove~3398924us,s1.crash~2682us",
    );
    let last_copy = (Holder::Server(S2), DestroyCause::CopyLost { to: S1 });
    assert_eq!(in_flight, [(Holder::Server(S1), DestroyCause::Crash), last_copy]);
    // The copy of a change waits in server 1 when that server dies with the session.
    let unapplied =
        destroyed("?v=1&strategy=clustering&servers=2&apply=500ms&do=a.login,a.add,s2.crash~10ms,s1.crash~10ms");
    assert_eq!(unapplied, [(Holder::Server(S1), DestroyCause::Crash)]);
}

#[test]
fn defect_14_a_copy_does_not_outlive_its_receiver() {
    // Server 2 crashes and starts again while the copy is in flight. Its connection broke at the crash.
    let run = open(
        "?v=1&strategy=clustering&servers=2&copy=0&hop=50ms&do=a.login,s2.crash~110ms,s2.restart~5ms,s1.crash~5ms",
    );
    assert_eq!(count(&run, |fact| matches!(fact, Fact::CopiesSent { receivers: 1, .. })), 1);
    assert_eq!(count(&run, |fact| matches!(fact, Fact::CopyApplied { .. })), 0);
    assert_eq!(count(&run, |fact| matches!(fact, Fact::SessionDestroyed { .. })), 1);
}

#[test]
fn defect_14_a_crash_that_loses_last_copies_says_so() {
    let run = open("?v=1&strategy=clustering&servers=2&copy=0&hop=50ms&do=a.login,s1.crash~110ms,s2.crash~10ms");
    assert_eq!(
        caption_of(&run, step_of(&run, |fact| matches!(fact, Fact::ServerCrashed { server: S2, .. }))),
        [
            "서버 2가 멈춰 아직 적용하지 않은 세션 1개의 마지막 사본이 사라졌습니다. Alice는 다시 로그인해야 합니다.",
            "Server 2 crashed, and the last copies of 1 session are lost: it had not applied them yet. Alice must log in again.",
        ]
    );
}

/// A loss names a holder that had the session before.
#[test]
fn defect_14_no_loss_names_a_server_that_never_had_the_session() {
    for seed in 0..500 {
        let (mut config, inputs) = random::run(seed);
        config.sessions = Sessions::Replicated;
        let run = Recording::replay(config, &inputs);
        let mut had: BTreeSet<(ServerId, SessionId)> = BTreeSet::new();
        for step in 1..=run.last_step() {
            for timed in run.facts_of(step) {
                match timed.fact {
                    Fact::SessionCreated { server, session, .. } => {
                        had.insert((server, session));
                    }
                    Fact::SessionDestroyed { holder: Holder::Server(server), session, .. }
                    | Fact::WriteLost { holder: Holder::Server(server), session, .. } => {
                        assert!(had.contains(&(server, session)), "seed {seed}, step {step}: {timed:?}");
                    }
                    _ => {}
                }
            }
            for server in &run.frame(step).world.servers {
                had.extend(server.table.iter().map(|held| (server.id, held.id)));
            }
        }
    }
}

const DONOR_DIES: &str = "?v=1&strategy=clustering&servers=2&do=a.login,s1.crash,s1.restart,s2.crash~50ms,wait.9s";

#[test]
fn defect_15_a_joining_server_has_no_time_of_death() {
    let run = open(DONOR_DIES);
    let joining = |fact: &Fact| matches!(fact, Fact::MarkedDown { server: S1, joining: true, .. });
    assert_told(
        &run,
        joining,
        "서버 1이 상태 전송 중이라 아직 요청을 받지 않으므로, 로드 밸런서가 순번에서 뺐습니다. 이제 모든 요청이 남은 서버 한 대로 갑니다.",
        "The balancer took server 1 out of rotation: during its state transfer, this server accepts no requests. Every request goes to the only server that is left.",
    );
}

#[test]
fn defect_15_a_crash_counts_the_copies_that_others_have() {
    let run = open(DONOR_DIES);
    let dies = |fact: &Fact| matches!(fact, Fact::ServerCrashed { server: S2, sessions: 1, copied: 0, .. });
    assert_told(
        &run,
        dies,
        "서버 2의 프로세스가 멈췄습니다. 메모리의 세션 1개가 함께 사라졌고, 다른 멤버에는 사본이 없습니다.",
        "The process of server 2 crashed. Its memory with 1 session is gone; no other member has a copy.",
    );
    let first = |fact: &Fact| matches!(fact, Fact::ServerCrashed { server: S1, sessions: 1, copied: 1, .. });
    assert_told(
        &run,
        first,
        "서버 1의 프로세스가 멈췄습니다. 메모리의 세션 1개가 함께 사라졌지만, 다른 멤버에 사본이 있습니다.",
        "The process of server 1 crashed. Its memory with 1 session is gone, but other members have copies.",
    );
    // The copy has left server 1, and has not arrived.
    let early = open("?v=1&strategy=clustering&servers=2&copy=0&do=a.login,s1.crash~3200us");
    let step = step_of(&early, |fact| matches!(fact, Fact::ServerCrashed { copied: 0, .. }));
    assert_eq!(
        caption_of(&early, step),
        [
            "서버 1이 멈췄지만 메모리에 있던 세션 1개의 사본은 이미 다른 멤버에 있거나 그리로 가는 중입니다. 상태 확인이 3회 연속 실패해야 로드 밸런서가 알아차립니다.",
            "Server 1 crashed, but copies of its 1 session had been sent: they are on other members or on their way there. The balancer will notice after 3 failed health checks in a row.",
        ]
    );
}

#[test]
fn defect_15_a_joining_server_names_its_donor() {
    let run = open(DONOR_DIES);
    let words = |step: usize, language| {
        let server = Thing::Node(Node::Server(S1));
        thing(language, server, &run.frame(step).world).plain().replace('\u{a0}', " ")
    };
    let joins = step_of(&run, |fact| matches!(fact, Fact::JoinStarted { .. }));
    assert!(words(joins, Language::English).starts_with("Server 1: fetching sessions from server 2, accepts"));
    assert!(words(joins, Language::Korean).starts_with("서버 1: 서버 2에서 세션을 받는 중이라"));
    let alone = step_of(&run, |fact| matches!(fact, Fact::ServerCrashed { server: S2, .. }));
    assert!(
        words(alone, Language::English).starts_with("Server 1: server 2 stopped while it was sending the sessions")
    );
    assert!(words(alone, Language::Korean).starts_with("서버 1: 세션을 보내던 서버 2가 멈춰"));
}

#[test]
fn defect_15_a_donor_that_comes_back_empty_gives_nothing() {
    let run = open(
        "?v=1&strategy=clustering&servers=2&transfer=5s\
         &do=a.login,s1.crash,s1.restart,s2.crash~20ms,s2.restart~20ms,wait.9s",
    );
    assert_eq!(count(&run, |fact| matches!(fact, Fact::JoinEnded { server: S1, complete: true, .. })), 0);
    assert_told(
        &run,
        |fact| matches!(fact, Fact::JoinEnded { server: S1, complete: false, .. }),
        "서버 1이 서버 2의 상태 전송을 5초 동안 기다리다 포기했고, 다른 멤버에 다시 요청하지 않아 세션이 하나도 없습니다. 상태 확인을 연속 2회 통과해야 순번에 돌아옵니다.",
        "Server 1 gave up the state transfer from server 2 after 5 s and asks no other member, so it starts without any session. It returns to rotation after it passes health checks (2 in a row).",
    );
    let joined = step_of(&run, |fact| matches!(fact, Fact::JoinEnded { .. }));
    let waits = (run.frame(joined).at()
        - run.frame(step_of(&run, |fact| matches!(fact, Fact::JoinStarted { .. }))).at())
    .as_us();
    assert_eq!(waits, 5_000_000, "R26: the end of stateTransferTimeout");
}

#[test]
fn defect_15_a_server_added_to_nobody_fetches_nothing() {
    let run = open("?v=1&strategy=clustering&servers=1&do=a.login,s1.crash,server.add");
    assert_told(
        &run,
        |fact| matches!(fact, Fact::ServerAdded { .. }),
        "서버 2를 추가해 서버가 모두 2대가 되었습니다. 클러스터 설정이 있지만 세션을 받을 다른 멤버가 없어, 빈 메모리로 곧바로 요청을 받습니다.",
        "Server 2 was added, so there are 2 servers now. It is configured as a member of the cluster, but there is no other member to fetch sessions from, so it accepts requests right away.",
    );
    assert_eq!(count(&run, |fact| matches!(fact, Fact::JoinStarted { .. })), 0);
}

#[test]
fn r26_a_transfer_that_takes_longer_than_its_timeout_is_given_up() {
    let run = open("?v=1&strategy=clustering&servers=2&transfer=50ms&do=a.login,server.add,wait.1s");
    assert_eq!(count(&run, |fact| matches!(fact, Fact::JoinEnded { complete: false, sessions: 0, .. })), 1);
}

#[test]
fn defect_29_a_state_transfer_takes_time_by_bytes() {
    // Tomcat, recording b3_cluster_events: sessions, bytes of each one's attribute, milliseconds.
    for (sessions, bytes, measured) in
        [(100, 1_024, 105), (1_000, 1_024, 232), (4_000, 1_024, 521), (1_000, 8_192, 536)]
    {
        let ms = StateTransfer::time(sessions, u64::from(sessions) * bytes).as_us() / 1_000;
        assert!(
            (measured * 9 / 10..=measured * 11 / 10).contains(&ms),
            "{sessions} x {bytes} B: {ms}, not {measured} ms"
        );
    }
    let takes = |query: &str| {
        let transfer = |fact| if let Fact::JoinStarted { takes, .. } = fact { Some(takes) } else { None };
        facts(&open(query)).find_map(transfer).expect("a member joins")
    };
    let empty_carts = takes("?v=1&strategy=clustering&do=a.login,b.login,server.add");
    let full_carts = takes("?v=1&strategy=clustering&do=a.login,b.login,a.add,b.add,a.add,b.add,server.add");
    assert!(empty_carts < full_carts);
}

#[test]
fn defect_30_the_messages_of_a_logout_weigh_600_bytes_each() {
    // Tomcat, recording b1_messages: members, bytes of all messages of a logout.
    for (members, measured) in [(2, 1_239), (4, 3_658)] {
        let run = open(&format!("?v=1&strategy=clustering&servers={members}&do=a.login,a.logout"));
        let ended = |fact| match fact {
            Fact::CopiesSent { change: Change::Ended, bytes, .. } => Some(bytes),
            _ => None,
        };
        let bytes = facts(&run).find_map(ended).expect("the logout is copied");
        assert!(bytes.abs_diff(measured) * 50 < measured, "{members} members: {bytes}, not {measured}");
    }
}
