//! Sessions that come back, items that are removed or come back with them, and orphans that are told once. Random runs
//! found these defects.

use sessionscope::model::fact::{Fact, ReturnCause};
use sessionscope::model::ids::Holder;
use sessionscope::model::session::Change;

use crate::support::facts;
use crate::support::remedies::{S2, count};
use crate::telling::{assert_told, open};

fn is_orphaned(fact: &Fact) -> bool {
    matches!(fact, Fact::SessionOrphaned { .. })
}

fn is_returned(fact: &Fact) -> bool {
    matches!(fact, Fact::SessionReturned { .. })
}

#[test]
fn a_state_transfer_that_brings_an_ended_session_back_says_so() {
    // Server 1, the donor, has not applied the new id yet, whose copies left before server 4 was added.
    let run = open("?v=1&strategy=clustering&apply=1573611us&do=a.login,a.login,server.add~4736us");
    assert_told(
        &run,
        is_returned,
        "끝났던 Alice의 세션 7F3A가 서버 4에 되살아났습니다. 세션이 끝나기 전의 사본이 서버 1에서 왔고, 이를 지울 사본은 더 오지 않지만, 가리키는 쿠키가 없는 고아입니다.",
        "Alice’s session 7F3A had ended and is back on server 4. A copy from before its end came from server 1, and no copy will end it there, but it is an orphan: no cookie names it.",
    );
    assert_eq!(count(&run, is_orphaned), 0, "the return tells the orphan");
}

#[test]
fn a_creating_copy_that_arrives_after_the_logouts_copy_says_so() {
    // Server 3 ends the session. Its copy reaches server 2 before the delayed one that creates the session there.
    let run = open("?v=1&strategy=clustering&do=a.login,a.v1.s2.delay.3s~3700us,b.login~100ms,a.logout~100ms,wait.4s");
    assert_told(
        &run,
        is_returned,
        "갱신 손실: 서버 1에서 온 예전 사본이 끝났던 Alice의 세션 7F3A를 서버 2에 되살렸고, 이를 지울 사본은 더 오지 않습니다. 쿠키가 아직 이 세션을 가리켜 Alice는 이 서버에서 다시 로그인한 상태가 됩니다.",
        "Lost update: a copy from server 1 brought Alice’s ended session 7F3A back on server 2, and no copy will end it there. The cookie still names it, so on this server Alice is logged in again.",
    );
}

#[test]
fn an_item_that_a_logout_had_not_seen_is_told() {
    let run = open("?v=1&strategy=clustering&do=b.login,b.logout,b.add~267us");
    assert_told(
        &run,
        |fact| matches!(fact, Fact::EndOverwroteUpdate { .. }),
        "갱신 손실: Bob의 세 번째 요청이 세션 7F3A에 쓴 값이 사라졌습니다. 이 변경을 아직 받지 못한 멤버가 로그아웃을 처리하며 세션을 끝냈고, 그 사본이 서버 3에서도 세션을 지웠습니다.",
        "Lost update: what Bob’s third request wrote to session 7F3A is gone. A member that had not received this change ended the session at a logout, and its copy deleted it on server 3 as well.",
    );
}

#[test]
fn an_item_that_a_login_has_moved_is_no_loss() {
    // Server 1 has the item when it gives the session a new id. The logout on server 3 had not seen it.
    let run = open("?v=1&strategy=clustering&copy=2659us&do=a.login,a.add,a.logout~900us,a.login~2782us");
    assert_eq!(count(&run, |fact| matches!(fact, Fact::EndOverwroteUpdate { .. })), 0);
}

#[test]
fn a_logout_tells_an_item_once_though_its_copy_comes_later() {
    // The item is in the inbox of server 1 when server 2, the last to have it, applies the end of the session.
    let run = open("?v=1&strategy=clustering&workers=1&do=b.login,b.add,b.logout~1137us,b.me~1779us");
    assert_eq!(count(&run, |fact| matches!(fact, Fact::EndOverwroteUpdate { lost: 2, .. })), 1);
}

#[test]
fn an_item_whose_copy_waits_behind_a_login_is_told() {
    // The copy of the item waits in server 1 for the worker that gives the session its new id.
    let run = open("?v=1&strategy=clustering&workers=1&do=a.login,a.add,a.login~12us,a.login~1604us");
    assert_eq!(count(&run, |fact| matches!(fact, Fact::EndOverwroteUpdate { lost: 2, .. })), 1);
}

#[test]
fn an_item_whose_copy_a_login_outruns_is_told() {
    // Server 1, the only other member with the item, was removed. Its copy waits in server 2 at the login.
    let run = open(
        "?v=1&strategy=none&affinity=source&sessions=replicated&apply=1807850us\
         &do=a.share,a.login,s3.crash,a.add,server(a).remove~1741009us,a.login~984us",
    );
    assert_told(
        &run,
        |fact| matches!(fact, Fact::EndOverwroteUpdate { .. }),
        "갱신 손실: Alice의 두 번째 요청이 세션 7F3A에 쓴 값이 사라졌습니다. 서버 2가 이 변경의 사본을 적용하기 전에 로그인을 처리하며 세션 ID를 D5CC로 바꿨고, 이 값을 가진 다른 멤버는 없습니다.",
        "Lost update: what Alice’s second request wrote to session 7F3A is gone. Server 2 gave the session the id D5CC at a login before it had applied the copy of this change, and no other member has the value.",
    );
}

#[test]
fn an_item_whose_copy_is_in_flight_at_a_login_is_told() {
    // Server 2 dies with the item. Its copy reaches server 1 right after the login there.
    let run = open(
        "?v=1&strategy=clustering&servers=2&hop=3276us&workers=1&do=a.login,a.me,a.login,a.add,a.add,a.logout,\
         c.login,c.add,c.login~4439us,c.login~3374us,s2.crash~2488us",
    );
    assert_eq!(count(&run, |fact| matches!(fact, Fact::EndOverwroteUpdate { lost: 2, renamed: Some(_), .. })), 1);
}

#[test]
fn an_item_whose_copy_a_logout_outruns_is_told() {
    let run = open("?v=1&strategy=clustering&servers=2&apply=1s&do=a.login,a.add,a.logout~3ms,s2.crash~1ms");
    assert_told(
        &run,
        |fact| matches!(fact, Fact::EndOverwroteUpdate { .. }),
        "갱신 손실: Alice의 두 번째 요청이 세션 7F3A에 쓴 값이 사라졌습니다. 서버 1이 이 변경의 사본을 적용하기 전에 로그아웃을 처리하며 세션을 끝냈고, 이 값을 가진 다른 멤버는 없습니다.",
        "Lost update: what Alice’s second request wrote to session 7F3A is gone. Server 1 ended the session at a logout before it had applied the copy of this change, and no other member has the value.",
    );
}

#[test]
fn an_item_that_comes_under_a_new_id_is_not_told_lost_at_a_logout() {
    // The copy of the login that gave the session a new id waits in server 1, too. It brings the item.
    let run = open(
        "?v=1&strategy=none&affinity=source&sessions=replicated&servers=2&service=0&apply=996269us&sync=1\
         &do=a.login,a.add,a.login~1819us,a.link~1638us,server(a).remove~706us,a.logout~3367us",
    );
    assert_eq!(count(&run, |fact| matches!(fact, Fact::EndOverwroteUpdate { .. })), 0);
    let left = run.frame(run.last_step()).world.servers[0].table.iter().map(|held| held.cart).collect::<Vec<_>>();
    assert_eq!(left, [1]);
}

#[test]
fn an_item_that_dies_with_its_member_is_told() {
    // Servers 2 and 3 have each written version 2, and server 2 dies with its copies.
    let run = open("?v=1&strategy=clustering&service=0&copy=647803us&do=a.login,a.add,a.add~528us,s2.crash~1369us");
    assert_told(
        &run,
        |fact| matches!(fact, Fact::WriteLost { .. }),
        "갱신 손실: 서버가 저장했다고 답한 Alice의 세션 7F3A v2가 서버 2와 함께 사라졌습니다. 남은 v2는 이 변경을 보지 못한 다른 요청이 쓴 것입니다.",
        "Lost update: v2 of Alice’s session 7F3A was acknowledged but is lost with server 2. The v2 that is left was written by a request that had not seen this change.",
    );
    // The sentence about its copies must not say that no value is lost.
    assert_told(
        &run,
        |fact| matches!(fact, Fact::CopiesLost { change: Change::Changed, .. }),
        "서버 2가 멈춰, 보내려던 Alice의 세션 7F3A v2 사본이 대기열에서 사라졌습니다. 다른 멤버에 같거나 더 새로운 버전이 있습니다.",
        "Server 2 stopped before it sent v2 of Alice’s session 7F3A: the copies are lost. Another member has this version or a newer one.",
    );
}

#[test]
fn a_crash_loses_no_more_than_copies_on_their_way_lack() {
    // The copies that create the session have arrived, and those of its item die with server 4.
    let run = open(
        "?v=1&strategy=none&affinity=source&sessions=replicated&servers=4&service=0&copy=3808us&apply=1103688us\
         &do=a.login,a.logout~793us,a.add~1864us,s4.crash~4442us",
    );
    assert_eq!(count(&run, |fact| matches!(fact, Fact::SessionDestroyed { .. })), 0);
    assert_eq!(count(&run, |fact| matches!(fact, Fact::WriteLost { version: 2, kept: Some(1), .. })), 1);
}

#[test]
fn a_read_brings_no_ended_session_back() {
    // The write of the time of the last access reaches a store that does not have the session.
    let run = open(
        "?v=1&strategy=none&affinity=cookie&sessions=disk&save=set&replica=1\
         &do=a.login,a.add~4456us,a.me~2319us,db.promote~2465us",
    );
    assert_eq!(count(&run, is_returned), 0);
}

#[test]
fn every_item_that_a_copy_overwrites_is_told() {
    let run = open(
        "?v=1&strategy=clustering&servers=2&copy=1257443us\
         &do=a.login,a.add,a.add~3837us,a.login~3207us,a.add~2330us",
    );
    let had = |fact| if let Fact::WritesCrossed { had, got: 2, .. } = fact { Some(had) } else { None };
    assert_eq!(facts(&run).filter_map(had).collect::<Vec<u32>>(), [5, 3]);
}

#[test]
fn an_item_that_a_second_login_moves_again_is_told() {
    // Both logins had read the same session. The first had not seen the item, and the second had.
    let run = open(
        "?v=1&strategy=none&affinity=cookie&sessions=memory&service=1671267us&save=set\
         &do=a.login,a.link,a.link~2071us,a.me~4059us,a.add~807us,a.login~912us,s3.restart~1826156us,a.login~2262us",
    );
    assert_eq!(count(&run, |fact| matches!(fact, Fact::UpdateLost { lost: 5, .. })), 1);
    assert_told(
        &run,
        |fact| matches!(fact, Fact::UpdateRestored { restored: 5, .. }),
        "Alice의 다섯 번째 요청이 쓴 값이 세션 F202에 돌아왔습니다. 일곱 번째 요청이 그 값이 사라지기 전에 읽어 두었다가 v3에 함께 썼습니다.",
        "What Alice’s fifth request wrote is back in session F202. The seventh request had read it before it was lost and wrote it again in v3.",
    );
}

#[test]
fn an_orphan_that_a_promotion_brings_back_is_told_once() {
    // The replica never hears of the second login, which ended the session of the first.
    let run = open("?v=1&strategy=storage&sessions=log&do=a.login,a.login,db1.power~4964us,wait.7s");
    assert_eq!(count(&run, is_orphaned), 0);
    let back = |fact: &Fact| matches!(fact, Fact::SessionReturned { because: ReturnCause::EndLost, orphan: true, .. });
    assert_eq!(count(&run, back), 1);
}

#[test]
fn a_session_is_not_destroyed_while_its_creating_copy_is_on_its_way() {
    let run = open("?v=1&strategy=clustering&servers=2&idle=394058us&apply=1111463us&do=a.login,wait.2s");
    let destroyed = facts(&run).filter(|fact| matches!(fact, Fact::SessionDestroyed { .. }));
    let holders: Vec<Holder> = destroyed
        .filter_map(|fact| if let Fact::SessionDestroyed { holder, .. } = fact { Some(holder) } else { None })
        .collect();
    assert_eq!(holders, [Holder::Server(S2)]);
    assert_eq!(count(&run, is_returned), 0);
}
