//! Shared stores: writes that overlap, sessions that end between a read and a write, failovers, durable tables, the
//! replica.

use sessionscope::inspect::{Look, RowState, TableRow, tables, tuning, twin};
use sessionscope::link::Link;
use sessionscope::model::config::SaveMode;
use sessionscope::model::fact::{DestroyCause, Fact, Loss, ReturnCause};
use sessionscope::model::http::Status::{InternalServerError, Ok, Unauthorized};
use sessionscope::model::ids::{Holder, RequestId};
use sessionscope::model::session::Change;
use sessionscope::model::time::SimDuration;
use sessionscope::recording::Recording;
use sessionscope::text::{self, Language};

use crate::support::remedies::{ALICE, PRIMARY, REPLICA, count, losses};
use crate::support::{ends_of, facts};

/// Replays the run of a link.
fn open(query: &str) -> Recording {
    let (link, problems) = Link::parse(query);
    assert_eq!(problems, [], "{query}");
    Recording::replay(link.config, link.resolved_inputs())
}

/// The same text with plain spaces.
fn plainly(text: &str) -> String {
    text.replace('\u{a0}', " ")
}

/// Asserts the Korean and the English sentence of the only fact that matches.
fn assert_told(run: &Recording, wanted: impl Fn(&Fact) -> bool, korean: &str, english: &str) {
    let mut told = Vec::new();
    for step in 1..=run.last_step() {
        let world = &run.frame(step).world;
        for timed in run.facts_of(step).iter().filter(|timed| wanted(&timed.fact)) {
            let tell = |language| plainly(&text::fact(language, &timed.fact, world).plain());
            told.push([tell(Language::Korean), tell(Language::English)]);
        }
    }
    assert_eq!(told, [[korean, english]]);
}

/// First step with a fact that matches.
fn step_of(run: &Recording, wanted: impl Fn(&Fact) -> bool) -> usize {
    let is_wanted = |step: &usize| run.facts_of(*step).iter().any(|timed| wanted(&timed.fact));
    (1..=run.last_step()).find(is_wanted).expect("the run has such a step")
}

fn look(run: &Recording, step: usize) -> Look<'_> {
    Look { recording: run, step, language: Language::English, selection: None }
}

/// Items in the cart of the only session of the primary.
fn cart(run: &Recording) -> u16 {
    let world = &run.frame(usize::MAX).world;
    let table = world.stores[world.primary.index()].table();
    assert_eq!(table.len(), 1);
    table.iter().map(|held| held.cart).sum()
}

fn is_returned(fact: &Fact) -> bool {
    matches!(fact, Fact::SessionReturned { .. })
}

const SLOW_ADD: &str = "v=1&strategy=storage&do=a.login,a.logout,a.add~300us,a.me";
const DELAYED_ADD: &str = "v=1&strategy=storage&clients=1&do=a.login,a.add,a2.delay.50ms~4200us,a.logout~1ms,a.me";

#[test]
fn defect_1_a_save_after_the_logout_fails_unless_it_is_set() {
    for query in [SLOW_ADD, DELAYED_ADD] {
        let run = open(query);
        assert_eq!(count(&run, |fact| matches!(fact, Fact::SaveRefused { .. })), 1);
        assert_eq!(ends_of(&run, ALICE).iter().filter(|status| **status == InternalServerError).count(), 1);
        assert_eq!(ends_of(&run, ALICE).last(), Some(&Unauthorized), "Alice stays logged out");
        assert_eq!((count(&run, is_returned), losses(&run, Loss::UpdateLost)), (0, 0), "nothing was promised");
    }
    assert_told(
        &open(SLOW_ADD),
        |fact| matches!(fact, Fact::SaveRefused { .. }),
        "저장소 1에 Alice의 세션 7F3A가 이미 없어 세 번째 요청의 저장이 실패합니다. Spring Session은 세션이 아직 있는지 확인하고 저장하므로, 서버 3은 500으로 답합니다.",
        "Store 1 no longer has Alice’s session 7F3A, so the save of the third request fails. Spring Session saves a session only if it still exists: server 3 answers 500.",
    );
}

#[test]
fn defect_1_an_update_of_no_row_is_a_told_loss() {
    for query in [SLOW_ADD, DELAYED_ADD] {
        let run = open(&format!("{query}&save=update"));
        let ends = ends_of(&run, ALICE);
        assert_eq!(ends.last(), Some(&Unauthorized));
        assert!(!ends.contains(&InternalServerError), "the server does not notice");
        assert_eq!((count(&run, is_returned), losses(&run, Loss::UpdateLost)), (0, 1));
    }
    assert_told(
        &open(&format!("{SLOW_ADD}&save=update")),
        |fact| matches!(fact, Fact::SaveIgnored { .. }),
        "갱신 손실: 저장소 1에 Alice의 세션 7F3A가 이미 없어 세 번째 요청의 UPDATE는 아무 행도 바꾸지 않습니다. 서버는 이를 모르고 200으로 답합니다.",
        "Lost update: store 1 no longer has Alice’s session 7F3A, so the UPDATE of the third request changes no row. The server does not notice and answers 200.",
    );
}

#[test]
fn defect_1_a_plain_set_brings_the_session_back_and_says_so() {
    for query in [SLOW_ADD, DELAYED_ADD] {
        let run = open(&format!("{query}&save=set"));
        assert_eq!(ends_of(&run, ALICE).last(), Some(&Ok), "K32: logged in again");
        assert_eq!((count(&run, is_returned), losses(&run, Loss::UpdateLost)), (1, 1));
    }
    assert_told(
        &open(&format!("{SLOW_ADD}&save=set")),
        is_returned,
        "갱신 손실: 끝났던 Alice의 세션 7F3A가 저장소 1에 되살아났습니다. 끝나기 전에 이 세션을 읽은 세 번째 요청이 SET으로 다시 썼고, 쿠키가 아직 이 세션을 가리켜 Alice는 다시 로그인한 상태가 됩니다.",
        "Lost update: Alice’s session 7F3A had ended and is back on store 1. The third request had read it before its end and wrote it again (SET); the cookie still names it, so Alice is logged in again.",
    );
}

#[test]
fn defect_1_a_login_saves_what_another_login_has_renamed() {
    let query = "v=1&strategy=storage&clients=1&do=a.login,a.login,a.login~300us,a.me";
    let ends = |save| ends_of(&open(&format!("{query}&save={save}")), ALICE);
    assert_eq!(ends("check"), [Ok, Ok, InternalServerError, Ok]);
    assert_eq!(ends("update"), [Ok, Ok, Ok, Unauthorized], "the cookie names an id that no row got");
    assert_eq!(ends("set"), [Ok, Ok, Ok, Ok]);
    let run = open(&format!("{query}&save=update"));
    assert_told(
        &run,
        |fact| matches!(fact, Fact::SaveIgnored { renamed: Some(_), .. }),
        "갱신 손실: 저장소 1에 Alice의 세션 7F3A가 이미 없어, ID를 F202로 바꾸는 UPDATE는 아무 행도 바꾸지 않습니다. 서버는 이를 모르고 200으로 답하므로, 새 쿠키가 가리키는 세션은 어디에도 없습니다.",
        "Lost update: store 1 no longer has Alice’s session 7F3A, so the UPDATE that gives it the id F202 changes no row. The server does not notice and answers 200; the new cookie names a session that is not stored anywhere.",
    );
}

#[test]
fn defect_1_the_link_and_the_panel_name_the_save() {
    let (link, _) = Link::parse("v=1&strategy=storage&save=set");
    assert_eq!(link.config.save_mode(), SaveMode::Set);
    assert!(link.query().contains("&save=set"));
    assert_eq!(Link::parse("v=1&strategy=storage").0.config.save_mode(), SaveMode::Check);
    assert_eq!(Link::parse("v=1&strategy=storage&save=maybe").1.len(), 1);
    let run = Recording::new(link.config);
    for (language, name, options) in [
        (Language::Korean, "끝난 세션에 쓸 때", ["확인: 500", "UPDATE: 무시", "SET: 되살아남"]),
        (Language::English, "Write to an ended session", ["Check: 500", "UPDATE: ignored", "SET: comes back"]),
    ] {
        let controls = tuning(Look { language, ..look(&run, 0) }, None, false);
        let control = controls.iter().find(|control| control.label == name).expect("the panel has the setting");
        let labels: Vec<&str> = control.options.iter().map(|choice| choice.label.as_str()).collect();
        assert_eq!(labels, options);
        assert!(control.options[2].selected);
    }
}

#[test]
fn defect_2_an_item_that_a_login_overwrites_is_told() {
    let run = open("v=1&strategy=storage&do=a.login,a.add,a.login~300us,a.cart");
    assert_eq!((cart(&run), losses(&run, Loss::UpdateLost)), (0, 1));
    assert_told(
        &run,
        |fact| matches!(fact, Fact::UpdateLost { .. }),
        "갱신 손실: Alice의 두 번째 요청이 세션 7F3A에 쓴 값이 사라졌습니다. 세 번째 요청이 이를 보지 못한 채 세션 ID를 D5CC로 바꿔, 장바구니가 비었습니다.",
        "Lost update: what Alice’s second request wrote to session 7F3A is gone. The third request had not seen this change when it gave the session the id D5CC, so the cart is empty.",
    );
    let run = open("v=1&strategy=clustering&do=a.login,a.add,a.login~300us,a.cart");
    assert_eq!(losses(&run, Loss::UpdateLost), 1);
    assert_told(
        &run,
        |fact| matches!(fact, Fact::EndOverwroteUpdate { .. }),
        "갱신 손실: Alice의 두 번째 요청이 세션 7F3A에 쓴 값이 사라졌습니다. 이 변경을 아직 받지 못한 멤버가 로그인을 처리하며 세션 ID를 D5CC로 바꿨고, 그 사본이 서버 2의 값을 대신했습니다.",
        "Lost update: what Alice’s second request wrote to session 7F3A is gone. A member that had not received this change gave the session the id D5CC at a login, and its copy replaced the value on server 2.",
    );
}

#[test]
fn a_login_is_not_lost_while_a_write_can_bring_it_back() {
    // The balancer has given up on the request that adds an item. Its write (SET) comes after the logout.
    let link = |save| {
        format!(
            "?v=1&strategy=none&affinity=cookie&sessions=disk&write=1688019us&save={save}\
             &do=a.login,a.me,a.cart~1337us,a.add~3560us,a.me~3403us,a.logout~1625us,a.add~466us"
        )
    };
    let is_lost = |run: &Recording| {
        let logout = step_of(run, |fact| matches!(fact, Fact::SessionInvalidated { .. }));
        run.frame(logout).world.will_be_anonymous(ALICE)
    };
    let set = open(&link("set"));
    assert_eq!((is_lost(&set), count(&set, |fact| matches!(fact, Fact::SessionReturned { .. }))), (false, 1));
    assert!(is_lost(&open(&link("check"))));
    // The server of that request has crashed since. The store still works on its write.
    let crashed = open(
        "?v=1&strategy=none&affinity=cookie&sessions=disk&write=1161945us&save=set\
         &do=a.login,a.logout,a.add~1611us,a.login~3547us,s1.crash~3796us",
    );
    assert!(!is_lost(&crashed));
}

#[test]
fn defect_2_three_overlapping_items_lose_two_updates() {
    let run = open("v=1&strategy=storage&do=a.login,a.add,a.add~300us,a.add~300us");
    assert_eq!((cart(&run), losses(&run, Loss::UpdateLost)), (1, 2));
}

#[test]
fn defect_3_a_change_that_is_written_again_is_no_loss() {
    let run = open("v=1&strategy=storage&lag=1s&do=a.login,a.add,a.add~6ms,db.promote~3ms");
    assert_eq!(cart(&run), 2, "the third request had read the item of the second");
    assert_eq!(count(&run, |fact| matches!(fact, Fact::UpdateLost { .. })), 0);
    assert_told(
        &run,
        |fact| matches!(fact, Fact::UpdateRestored { restored: 2, .. }),
        "Alice의 두 번째 요청이 쓴 값이 세션 7F3A에 돌아왔습니다. 세 번째 요청이 그 값이 사라지기 전에 읽어 두었다가 v3에 함께 썼습니다.",
        "What Alice’s second request wrote is back in session 7F3A. The third request had read it before it was lost and wrote it again in v3.",
    );
}

#[test]
fn defect_4_a_failover_that_undoes_a_logout_says_so() {
    let run = open("v=1&strategy=storage&clients=1&lag=50ms&do=a.login,a.logout,db.promote~20ms,a.me");
    assert_eq!(ends_of(&run, ALICE).last(), Some(&Ok));
    assert!(facts(&run).any(|fact| matches!(fact, Fact::StorePromoted { lost: 1, .. })));
    assert_eq!(losses(&run, Loss::UpdateLost), 1);
    assert_told(
        &run,
        is_returned,
        "갱신 손실: 끝났던 Alice의 세션 7F3A가 저장소 2에 되살아났습니다. 이 저장소에는 세션을 끝낸 쓰기가 없고, 쿠키가 아직 이 세션을 가리켜 Alice는 다시 로그인한 상태가 됩니다.",
        "Lost update: Alice’s session 7F3A had ended and is back on store 2. This store does not have the write that ended it, and the cookie still names it, so Alice is logged in again.",
    );
    let step = step_of(&run, is_returned);
    let caption = text::caption(Language::English, run.facts_of(step), &run.frame(step).world);
    assert_eq!(
        plainly(&caption.plain()),
        "The replica, store 2, was promoted by hand, but the last write to 1 session that store 1 had acknowledged never reached it. The ended session of Alice is back, and the cookie still names it.",
    );
}

#[test]
fn defect_4_a_power_cut_that_undoes_a_logout_says_so() {
    let run =
        open("v=1&strategy=storage&sessions=log&replica=0&do=a.login,wait.2s,a.logout,db1.power~20ms,db1.restart,a.me");
    assert_eq!(ends_of(&run, ALICE), [Ok, Ok, Ok]);
    assert_eq!(count(&run, |fact| matches!(fact, Fact::SessionReturned { because: ReturnCause::EndLost, .. })), 1);
}

#[test]
fn defect_7_an_old_copy_is_not_the_newest_everywhere() {
    let run = open("v=1&strategy=storage&lag=1s&do=a.login,a.add,db1.kill~6ms");
    let look = look(&run, run.last_step());
    let tables = tables(look);
    let replica = tables.iter().find(|table| table.holder == Holder::Store(REPLICA)).expect("the replica has a table");
    let states: Vec<(RowState, &str)> = replica.rows.iter().map(|row: &TableRow| (row.state, row.state_text)).collect();
    assert_eq!(states, [(RowState::Stale, "Not the newest")]);
    let words: Vec<String> = twin(look).iter().map(|sentence| plainly(&sentence.plain())).collect();
    assert!(words.iter().any(|line| line.contains("Alice 7F3A v1 (not the newest)")), "{words:?}");
}

#[test]
fn defect_10_a_replica_that_returns_is_promoted() {
    let run = open("v=1&strategy=storage&sessions=disk&do=a.login,db1.kill,db2.kill,wait.7s,db2.restart,wait.7s,a.me");
    assert_eq!(ends_of(&run, ALICE), [Ok, Ok]);
    assert_told(
        &run,
        |fact| matches!(fact, Fact::StoreRestarted { .. }),
        "저장소 2가 멈춘 지 8초 만에 다시 켜졌습니다. 주 저장소가 멈춰 있어, 복제본인 저장소 2는 자신에게 남아 있던 세션 1개로 시작하고, 6.3초 뒤에 주 저장소로 승격됩니다.",
        "Store 2 is running again after 8 s of downtime. The primary is down, so the replica, store 2, starts with its own data (1 session) and takes over in 6.3 s.",
    );
    let at = |wanted: fn(&Fact) -> bool| run.facts().iter().find(|timed| wanted(&timed.fact)).expect("it happens").at;
    let takes =
        at(|fact| matches!(fact, Fact::StorePromoted { .. })) - at(|fact| matches!(fact, Fact::StoreRestarted { .. }));
    assert_eq!(takes, SimDuration::from_ms(6_300));
    assert_eq!(losses(&run, Loss::Destroyed), 0);
}

#[test]
fn defect_10_a_session_on_either_disk_is_not_lost_yet() {
    // The power cut loses the login at the primary; the replica's log has it.
    let dead = "v=1&strategy=storage&sessions=log&do=a.login,db1.power~20ms,db2.kill";
    assert_eq!(losses(&open(dead), Loss::Destroyed), 0);
    let promoted = open(&format!("{dead},db2.restart,wait.7s,a.me"));
    assert_eq!((ends_of(&promoted, ALICE), losses(&promoted, Loss::Destroyed)), (vec![Ok, Ok], 0));
    let restarted = open(&format!("{dead},db1.restart,a.me"));
    assert_eq!((ends_of(&restarted, ALICE), losses(&restarted, Loss::Destroyed)), (vec![Ok, Unauthorized], 1));
}

#[test]
fn defect_10_a_disk_that_serves_nothing_brings_nothing_back() {
    let run = open("v=1&strategy=storage&sessions=disk");
    assert_eq!(count(&run, |fact| matches!(fact, Fact::UpdateRestored { .. })), 0, "store 1 is down with old data");
}

#[test]
fn defect_17_the_end_of_a_session_is_replicated_as_an_end() {
    let run = open("v=1&strategy=storage&clients=1&do=a.login,a.logout,a.me");
    assert_told(
        &run,
        |fact| matches!(fact, Fact::ReplicationSent { change: Change::Ended, .. }),
        "저장소 1이 Alice의 세션 7F3A가 끝났다고 복제본에 알렸습니다(1.2 KB). 도착하기 전(5 ms 안)에 주 저장소가 멈추면, 끝난 세션이 복제본에서 되살아납니다.",
        "Store 1 told its replica that Alice’s session 7F3A has ended (1.2 KB). If the primary fails before the replica knows (5 ms), the session comes back with the replica.",
    );
    assert_told(
        &run,
        |fact| matches!(fact, Fact::ReplicationApplied { change: Change::Ended, .. }),
        "복제본 저장소 2가 Alice의 세션 7F3A를 지웠습니다. 이제 주 저장소가 멈춰도 이 세션은 되살아나지 않습니다.",
        "The replica, store 2, deleted Alice’s session 7F3A. If the primary fails now, the session stays ended.",
    );
}

#[test]
fn defect_18_a_session_expires_at_the_present_primary() {
    let run = open("v=1&strategy=storage&idle=10s&do=a.login,db.promote,wait.20s");
    let expired = |fact: &Fact| {
        matches!(
            fact,
            Fact::SessionDestroyed { holder: Holder::Store(REPLICA), because: DestroyCause::Idle { .. }, .. }
        )
    };
    assert_eq!(count(&run, expired), 1);
    assert_told(
        &run,
        |fact| matches!(fact, Fact::SessionDestroyed { .. }),
        "Alice의 세션 7F3A가 10초 동안 쓰이지 않아 저장소 2에서 만료되었습니다. 다음 요청은 로그인 화면을 받습니다.",
        "Alice’s session 7F3A expired on store 2 after 10 s without a request. The next request gets the login form.",
    );
}

#[test]
fn defect_26_a_read_of_a_database_is_followed_by_a_write() {
    let read = RequestId { client: ALICE, nth: 2 };
    let asked = |kind: &str| -> Vec<bool> {
        let run = open(&format!("v=1&strategy=storage&replica=0&sessions={kind}&do=a.login,a.me"));
        let writes = |fact| match fact {
            Fact::StoreAsked { id, write, .. } if id == read => Some(write),
            _ => None,
        };
        facts(&run).filter_map(writes).collect()
    };
    assert_eq!((asked("memory"), asked("log"), asked("disk")), (vec![false], vec![false], vec![false, true]));
    let run = open("v=1&strategy=storage&replica=0&sessions=disk&do=a.login,a.me");
    assert_told(
        &run,
        |fact| matches!(fact, Fact::SessionTouched { store: PRIMARY, .. }),
        "저장소 1이 Alice의 세션 7F3A에 접근 시각을 써서(1.28 ms) 유휴 만료를 뒤로 미뤘습니다. 데이터베이스에서는 읽기만 하는 요청에도 쓰기가 따릅니다.",
        "Store 1 wrote the access time to Alice’s session 7F3A (1.28 ms), which restarts its idle timeout. With a database, a request that only reads needs a write, too.",
    );
    let run =
        open("v=1&strategy=storage&replica=0&sessions=disk&idle=2s&do=a.login,a.me~1400ms,a.me~1400ms,a.me~2100ms");
    assert_eq!(ends_of(&run, ALICE), [Ok, Ok, Ok, Unauthorized], "the timeout slides");
}
