//! Ends of sessions in a cluster: new ids, orphans, and the idle timeout.

use std::collections::BTreeSet;

use sessionscope::inspect::{Look, TallyKey, tally};
use sessionscope::model::config::Sessions;
use sessionscope::model::fact::{DestroyCause, Fact, OrphanCause};
use sessionscope::model::http::Status::{Ok, Unauthorized};
use sessionscope::model::ids::Holder;
use sessionscope::model::session::Change;
use sessionscope::model::time::SimDuration;
use sessionscope::recording::Recording;
use sessionscope::text::Language;

use crate::support::remedies::{ALICE, S1, S2, count};
use crate::support::{ends_of, random};
use crate::telling::{assert_told, caption_of, open, step_of};

const RENAMED: &str = "strategy=clustering&do=a.login,b.login~300us,c.login~300us,a.me,a.me,a.me,a.me,a.login";

#[test]
fn defect_5_a_renamed_session_is_no_orphan_while_its_copies_are_on_their_way() {
    let run = open(&format!("?v=1&{RENAMED}"));
    assert_eq!(count(&run, |fact| matches!(fact, Fact::SessionOrphaned { .. })), 0);
    let signed_in = step_of(&run, |fact| matches!(fact, Fact::CookieStored { replaced: Some(_), .. }));
    let orphans = |step: usize| {
        let world = &run.frame(step).world;
        let held = world.servers.iter().flat_map(|server| server.table.iter());
        held.filter(|held| world.is_orphan(held.id, held.owner)).count()
    };
    assert!((1..=run.last_step()).all(|step| orphans(step) == 0));
    assert_eq!(
        caption_of(&run, signed_in),
        [
            "Alice가 다시 로그인해 쿠키가 7F3A에서 61BC로 바뀌었습니다. 예전 세션 7F3A는 이미 끝났고, 서버 1에서는 사본이 도착하면 지워집니다.",
            "Alice logged in again, and the cookie changed from 7F3A to 61BC. The old session 7F3A has ended; server 1 deletes it when the copy of this change arrives.",
        ]
    );
    let look = Look { recording: &run, step: run.last_step(), language: Language::English, selection: None };
    let tally = tally(look);
    assert_eq!((tally.get(TallyKey::Overwritten), tally.get(TallyKey::Orphans)), (0, 0));
}

#[test]
fn defect_5_a_member_that_misses_the_new_id_keeps_an_orphan() {
    let run = open(&format!("?v=1&{RENAMED},a.v2.s1.drop~3700us"));
    let because = OrphanCause::EndNotCopied;
    let orphaned = move |fact: &Fact| matches!(fact, Fact::SessionOrphaned { holder: Holder::Server(S1), because: of, .. } if *of == because);
    assert_told(
        &run,
        orphaned,
        "세션을 끝낼 사본이 서버 1에 닿지 못해, 가리키는 쿠키가 없는 Alice의 세션 7F3A가 고아로 남았습니다. 유휴 만료(30분)까지 공간만 차지합니다.",
        "The copy that would have ended Alice’s session 7F3A on server 1 was lost, so the session is an orphan: no cookie names it any more. It only takes up space until the idle timeout (30 min).",
    );
}

#[test]
fn defect_5_a_crash_of_the_old_ids_holders_loses_nothing() {
    // Server 2 has given the session its new id. The copies are in its queue.
    let run = open(&format!("?v=1&{RENAMED},s1.crash~3200us,s3.crash"));
    let of_alice = |fact: &Fact| matches!(fact, Fact::SessionDestroyed { owner, .. } if *owner == ALICE);
    assert_eq!(count(&run, of_alice), 0);
}

/// Every session in a member that no cookie names was told to be an orphan, or a copy on its way ends it.
#[test]
fn defect_5_every_orphan_of_a_cluster_is_told_once_its_end_is_lost() {
    for seed in 0..1_000 {
        let (mut config, inputs) = random::run(seed);
        config.sessions = Sessions::Replicated;
        let run = Recording::replay(config, &inputs);
        let (mut told, mut ended) = (BTreeSet::new(), BTreeSet::new());
        for step in 1..=run.last_step() {
            for timed in run.facts_of(step) {
                match timed.fact {
                    Fact::SessionOrphaned { session, .. } => {
                        told.insert(session);
                    }
                    Fact::SessionInvalidated { session, .. } | Fact::SessionCreated { replaces: Some(session), .. } => {
                        ended.insert(session);
                    }
                    _ => {}
                }
            }
            let world = &run.frame(step).world;
            for held in world.servers.iter().flat_map(|server| server.table.iter()) {
                let orphan = world.is_orphan(held.id, held.owner) && ended.contains(&held.id);
                assert!(!orphan || told.contains(&held.id), "seed {seed}, step {step}: {held:?}");
            }
        }
    }
}

#[test]
fn defect_31_the_primary_ends_an_idle_session_and_tells_the_others() {
    let run = open("?v=1&strategy=clustering&servers=2&idle=3s&do=a.login,b.login,wait.3600ms,a.me,a.me");
    // R28: 401 at the primary after 3.6 s, and at the member that it has told.
    assert_eq!(ends_of(&run, ALICE), [Ok, Unauthorized, Unauthorized]);
    let of_alice = |fact: &Fact| matches!(fact, Fact::SessionExpired { server: S1, told: 1, owner: ALICE, .. });
    assert_told(
        &run,
        of_alice,
        "Alice의 세션 7F3A가 3초 동안 쓰이지 않아 서버 1에서 만료되었습니다. 마지막 요청을 처리한 멤버이므로 다른 멤버 1대에 이를 알립니다.",
        "Alice’s session 7F3A expired on server 1 after 3 s without a request. Server 1 served its last request, so it tells 1 other member.",
    );
    let told =
        |fact: &Fact| matches!(fact, Fact::CopyApplied { server: S2, change: Change::Expired, owner: ALICE, .. });
    assert_told(
        &run,
        told,
        "서버 1이 Alice의 세션 7F3A가 만료되었다고 알려, 서버 2도 워커 시간 0.1 ms를 들여 이 세션을 지웠습니다.",
        "Server 1 told server 2 that Alice’s session 7F3A has expired. Server 2 deleted it as well (0.1 ms of worker time).",
    );
    let destroyed = |fact: &Fact| matches!(fact, Fact::SessionDestroyed { owner: ALICE, .. });
    assert_told(
        &run,
        destroyed,
        "Alice의 세션 7F3A가 3초 동안 쓰이지 않아 서버 1에서 만료되었습니다. 다음 요청은 로그인 화면을 받습니다.",
        "Alice’s session 7F3A expired on server 1 after 3 s without a request. The next request gets the login form.",
    );
}

#[test]
fn defect_31_a_member_that_is_not_primary_waits_for_twice_the_timeout() {
    // R28: with the primary dead, 200 at the other member after 5 s, and 401 after 7 s.
    let after = |wait: &str| {
        let run = open(&format!(
            "?v=1&strategy=clustering&servers=2&idle=3s&check=500ms&do=a.login,s1.crash~500ms,wait.{wait},a.me"
        ));
        ends_of(&run, ALICE)
    };
    assert_eq!(after("4500ms"), [Ok, Ok]);
    assert_eq!(after("6500ms"), [Ok, Unauthorized]);
}

#[test]
fn defect_31_a_read_at_another_member_makes_it_the_primary() {
    // R28: 200 at server 2 after 3.6 s for a user who was kept alive by reads.
    let run = open("?v=1&strategy=clustering&servers=2&idle=3s&do=a.login,wait.1500ms,a.me,wait.1500ms,a.me,wait.9s");
    assert_eq!(ends_of(&run, ALICE), [Ok, Ok, Ok]);
    let primary = |fact: &Fact| matches!(fact, Fact::SessionExpired { server: S1, told: 1, .. });
    assert_eq!(count(&run, primary), 1, "server 1 served the third request");
    assert_eq!(count(&run, |fact| matches!(fact, Fact::SessionDestroyed { .. })), 1);
}

#[test]
fn defect_31_a_member_that_misses_the_expiry_keeps_its_copy_for_twice_the_time() {
    let run = open("?v=1&strategy=clustering&servers=2&idle=3s&do=a.login,wait.1s,a.me,a.v1.s1.drop~3003800us,wait.9s");
    let sent = |fact: &Fact| matches!(fact, Fact::CopiesSent { change: Change::Expired, messages: 1, bytes: 610, .. });
    assert_eq!(count(&run, sent), 1);
    assert_told(
        &run,
        |fact| matches!(fact, Fact::CopyDropped { change: Change::Expired, .. }),
        "Alice의 세션 7F3A가 만료되었다고 서버 1에 알리던 메시지를 끊었습니다. 서버 1은 유휴 만료 시간의 두 배가 지나야 이 세션을 지웁니다.",
        "The message to server 1 that Alice’s session 7F3A has expired was dropped. Server 1 keeps the session until twice the idle timeout.",
    );
    let because = DestroyCause::Idle { for_: SimDuration::from_s(6) };
    let ends = move |fact: &Fact| matches!(fact, Fact::SessionDestroyed { holder: Holder::Server(S1), because: of, .. } if *of == because);
    assert_eq!(count(&run, ends), 1);
}

#[test]
fn defect_31_a_member_without_messages_ends_its_copy_alone() {
    // Server 2 misses every read at server 1.
    let alone = open(
        "?v=1&strategy=clustering&servers=2&affinity=cookie&idle=3s\
         &do=a.login,wait.1500ms,a.me,a.v1.s2.drop~3700us,wait.1500ms,a.me,a.v1.s2.drop~3700us,wait.2s",
    );
    assert_told(
        &alone,
        |fact| matches!(fact, Fact::SessionExpired { server: S2, told: 0, .. }),
        "서버 2는 6초(유휴 만료 시간의 두 배) 동안 Alice의 세션 7F3A에 대한 요청도 메시지도 받지 못해 사본을 지웠습니다. 세션은 다른 멤버에 남아 있습니다.",
        "Server 2 got no request and no message about Alice’s session 7F3A for 6 s, twice the idle timeout, so its copy expired. Other members still have the session.",
    );
}

#[test]
fn a_member_that_ended_a_session_does_not_wait_for_its_copy() {
    // Server 1 has ended Alice's session, and server 2 has not heard of it.
    let run = open("?v=1&strategy=clustering&servers=2&affinity=cookie&do=a.login,a.logout,a.v1.s2.drop~3700us,a.me");
    assert_told(
        &run,
        |fact| matches!(fact, Fact::SessionNotFound { held_by: Some(_), .. }),
        "서버 1은 세션 7F3A를 모릅니다. 세션은 서버 2에 그대로 있지만, 서버 1에는 사본이 온 적이 없거나 세션이 이미 끝나 Alice를 처음 온 사용자로 봅니다.",
        "Server 1 does not know session 7F3A. It is still on server 2, but here its copy never arrived or the session has ended, so Alice looks like a new user.",
    );
    let early = open("?v=1&strategy=clustering&servers=2&copy=50ms&do=a.login,a.me~5ms");
    assert_told(
        &early,
        |fact| matches!(fact, Fact::SessionNotFound { held_by: Some(_), .. }),
        "서버 2는 세션 7F3A를 모릅니다. 세션은 서버 1에 그대로 있지만, 서버 2는 사본을 아직 받지 못해 Alice를 처음 온 사용자로 봅니다.",
        "Server 2 does not know session 7F3A. It is still on server 1, but no copy has arrived here yet, so Alice looks like a new user.",
    );
}
