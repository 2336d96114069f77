//! Sentences that were false in some run. Each test asserts the true sentence of that run.

use sessionscope::beat::Beats;
use sessionscope::link::Link;
use sessionscope::model::fact::Fact;
use sessionscope::model::ids::{Holder, StoreId};
use sessionscope::recording::Recording;
use sessionscope::text::{self, Language};

use crate::support::facts;

fn open(query: &str) -> Recording {
    let (link, problems) = Link::parse(query);
    assert_eq!(problems, [], "{query}");
    Recording::replay(link.config, link.resolved_inputs())
}

/// All sentences of a run: of its facts, of its steps, and of its beats.
fn sentences(run: &Recording, language: Language) -> Vec<String> {
    let steps = || (1..=run.last_step()).map(|step| (run.facts_of(step), &run.frame(step).world));
    let single =
        steps().flat_map(|(facts, world)| facts.iter().map(move |timed| text::fact(language, &timed.fact, world)));
    let whole = steps().map(|(facts, world)| text::caption(language, facts, world));
    let beats = Beats::of(run);
    let moments = beats.all().iter().map(|beat| text::beat_caption(language, run, &beats, beat));
    single.chain(whole).chain(moments).map(|sentence| sentence.plain().replace('\u{a0}', " ")).collect()
}

/// Asserts that the run tells both sentences and none that says `false_claim`.
fn assert_tells(query: &str, korean: &str, english: &str, false_claim: &str) {
    let run = open(query);
    let told = Language::ALL.map(|language| sentences(&run, language));
    for wanted in [korean, english] {
        let is_told = told.iter().flatten().any(|sentence| sentence.contains(wanted));
        assert!(is_told, "{query} does not tell: {wanted}\n{}", told.concat().join("\n"));
    }
    let wrong = told.iter().flatten().find(|sentence| sentence.contains(false_claim));
    assert_eq!(wrong, None, "{query}");
}

#[test]
fn affinity_cookie_does_not_wait_for_a_server_that_is_back() {
    assert_tells(
        "?v=1&strategy=sticky&clients=1&service=5s&do=a.login,s1.crash,a.me~8s,s1.restart~100ms,wait.20s~1ms",
        "서버 1도 다시 요청을 받을 수 있지만, Alice의 요청은 이제 서버 2로 갑니다.",
        "Server 1 can take requests again, but Alice stays on server 2 now.",
        "even when server 1 is back",
    );
}

#[test]
fn session_on_the_replica_is_still_stored_somewhere() {
    assert_tells(
        "?v=1&strategy=storage&clients=1&do=a.login,a.logout,a.me~5ms",
        "가리키던 세션을 찾을 수 있는 서버는 이제 없습니다.",
        "The cookie stays in the browser, but no server can find its session any more.",
        "but its session is not stored anywhere any more",
    );
    assert_tells(
        "?v=1&strategy=storage&clients=1&do=a.login,a.logout,a.me~5ms",
        "이제 이 세션을 찾을 수 있는 서버가 없으므로 Alice는 다시 로그인해야 합니다.",
        "No server can find it any more, so Alice has to log in again.",
        "It is not stored anywhere any more, so Alice has",
    );
}

#[test]
fn session_on_the_replica_is_missed_on_the_page() {
    let run = "?v=1&strategy=none&sessions=disk&replica=1&waitreplica=1&do=a.login,a.login,a.cart~1139us";
    assert_tells(
        run,
        "를 찾을 수 있는 서버는 이제 없습니다.",
        "which no server can find any more.",
        "which is not stored anywhere any more",
    );
    assert_tells(
        "?v=1&strategy=none&sessions=disk&write=0&replica=1&waitreplica=1&do=c.login,c.login,c.add~3013us",
        "응답은 로그인 화면이고, 세션 7F3A를 찾을 수 있는 서버는 이제 없습니다.",
        "The page is the login form; no server can find session 7F3A any more.",
        "The page is the login form; session 7F3A",
    );
}

#[test]
fn renamed_session_is_still_on_the_replica() {
    assert_tells(
        "?v=1&strategy=storage&clients=1&lag=1s&do=a.login,a.login",
        "를 찾을 수 있는 서버는 이제 없습니다.",
        "No server can find the old session 7F3A any more.",
        "The old session 7F3A is not stored anywhere any more",
    );
}

#[test]
fn end_that_overtakes_the_copy_brings_nothing_back() {
    assert_tells(
        "?v=1&strategy=storage&clients=1&lag=1s&do=a.login,a.logout~300ms",
        "세션 7F3A가 끝났다고 복제본에 알렸습니다(1.2 KB). 1초 뒤에 도착합니다.",
        "session 7F3A has ended (1.2 KB). It takes 1 s.",
        "the session comes back with the replica",
    );
}

#[test]
fn sign_out_after_the_cookie_is_gone() {
    assert_tells(
        "?v=1&strategy=none&routing=direct&do=a.login,a.login~1243us,a.logout~2208us",
        "이 세션을 가리키는 쿠키도 이미 없습니다.",
        "No cookie names this session any more either.",
        "The cookie stays in the browser",
    );
}

#[test]
fn login_whose_session_died_is_no_login() {
    assert_tells(
        "?v=1&strategy=single&clients=1&do=a.login,s1.crash~2700us",
        "그러나 이 세션을 찾을 수 있는 서버는 이미 없습니다.",
        "But no server can find this session any more.",
        "Alice is logged in",
    );
}

#[test]
fn retry_goes_elsewhere_after_the_server_is_marked_down() {
    assert_tells(
        "?v=1&strategy=sticky&clients=1&do=a.login,s1.crash,a.me~4900ms",
        "1초 뒤 다시 시도하며, 그 전에 이 서버가 순번에서 빠지면 다른 서버로 보냅니다.",
        "tries again in 1 s: on another server, if this one is out of rotation by then.",
        "again in 0 ms",
    );
    assert_tells(
        "?v=1&strategy=none&affinity=source&clients=1&servers=2&hop=1569359us&do=s2.crash,a.add",
        "1초 뒤 다시 시도하며, 그때도 이 서버가 순번에 없으면 다른 서버로 보냅니다.",
        "The balancer tries again in 1 s: on another server, if this one is still out of rotation then.",
        "The balancer tries the same server again in 1 s.",
    );
}

#[test]
fn state_transfer_ends_at_its_timeout() {
    assert_tells(
        "?v=1&strategy=none&sessions=replicated&transfer=62ms&do=server.add",
        "상태 전송에는 100 ms가 걸리지만 62 ms까지만 기다리고, 그동안 요청을 받지 않습니다.",
        "The state transfer needs 100 ms, but the server waits 62 ms only; until then it accepts no requests.",
        "until the state transfer ends",
    );
}

#[test]
fn upgrade_of_a_server_without_requests() {
    assert_tells(
        "?v=1&strategy=single&servers=3&do=s2.upgrade",
        "브라우저가 연결하지 않는 서버라 달라지는 것은 없습니다.",
        "No browser connects to it, so nothing changes.",
        "the whole service is down",
    );
}

#[test]
fn request_to_the_old_primary_after_a_promotion() {
    assert_tells(
        "?v=1&strategy=none&sessions=memory&hop=1994394us&replica=1&do=db1.kill,b.login",
        "저장소 2가 승격되기 전에 저장소 1에 보낸 요청입니다.",
        "It had asked store 1 before store 2 took over.",
        "no server can read a session while the store is down",
    );
}

#[test]
fn session_left_on_a_disk_is_told_of_that_store() {
    let query = "?v=1&strategy=none&sessions=log&replica=1&waitreplica=1\
        &do=a.login,a.login,a.add~4193us,db1.kill~2410us,db2.kill";
    let run = open(query);
    let on = |fact| match fact {
        Fact::SessionReturned { holder, .. } => Some(holder),
        _ => None,
    };
    assert_eq!(facts(&run).find_map(on), Some(Holder::Store(StoreId(1))));
    assert_tells(
        query,
        "저장소 2에 그대로 있습니다. 이 저장소에는 세션을 끝내는 쓰기가 없지만",
        "is still on store 2. This store does not have the write",
        "is still on store 1.",
    );
}

#[test]
fn end_of_a_session_that_the_replica_lacks_brings_nothing_back() {
    let query = "?v=1&strategy=storage&clients=1&lag=1s&do=a.login,a.v1.db2.drop~20ms,a.logout,a.v1.db2";
    assert_tells(
        &format!("{query}.drop~20ms"),
        "Alice의 세션 v1이 끝났다고 저장소 2에 알리던 메시지를 끊었습니다. 저장소 2에는 지금 이 세션이 없습니다.",
        "The message to store 2 that Alice’s session v1 has ended was dropped. Store 2 does not have this session now.",
        "the session is back",
    );
    assert_tells(
        &format!("{query}.delay.1s~20ms"),
        "Alice의 세션이 끝났다고 저장소 2에 알리는 메시지를 1초 늦췄습니다. 저장소 2에는 지금 이 세션이 없습니다.",
        "The message to store 2 that Alice’s session has ended was delayed by 1 s. Store 2 does not have this session now.",
        "the session is back",
    );
}

#[test]
fn session_that_was_written_during_the_lookup_has_not_expired() {
    assert_tells(
        "?v=1&strategy=none&affinity=cookie&sessions=log&clients=2&servers=2&hop=1524648us&apply=0&sync=1&transfer=82354us&write=967930us&save=set&do=a.login,a.add,a.link~2214us,a.logout~4335us,a.logout~1311us,a.add~4381us,a.add~2677us,a.login~2065us,a.login~4416us,s3.crash",
        "저장소 1은 세션 7F3A를 모른다고 답했습니다. 답이 오는 사이에 이 세션이 다시 저장되었습니다.",
        "Store 1 answered that it does not know session 7F3A. The session was written again while the answer was on its way.",
        "Its idle timeout has just passed",
    );
}

#[test]
fn write_lost_in_an_orphan_leaves_no_older_cart() {
    assert_tells(
        "?v=1&strategy=none&affinity=cookie&sessions=memory&clients=1&service=0&write=0&save=update&replica=1&do=a.login,a.login~1746us,a.login~4326us,a.login~2357us,a.add~2495us,db.promote~6ms",
        "마지막 쓰기는 도착하지 못해 사라졌습니다. Alice의 변경이 사라졌습니다.",
        "never reached it. Changes by Alice are lost.",
        "Alice is left with v2",
    );
}

#[test]
fn session_destroyed_before_its_cookie_arrives_needs_no_login() {
    let query = "?v=1&strategy=none&affinity=cookie&sessions=disk&servers=1&timeout=7086us&read=4796us&save=update&replica=1&do=a.login,a.login,db.promote~17400us";
    assert_tells(
        query,
        "저장소 1에 있던 Alice의 세션 D5CC가 소멸했습니다. Alice의 쿠키는 지금 다른 세션 7F3A를 가리킵니다.",
        "Alice’s session D5CC on store 1 was destroyed. Alice’s cookie names another session now, 7F3A.",
        "a new login is needed",
    );
    assert_tells(
        query,
        "도착하지 못해 사라졌습니다. Alice의 끝난 세션이 되살아났고, 쿠키가 아직 그 세션을 가리킵니다.",
        "never reached it. The ended session of Alice is back, and the cookie still names it.",
        "Alice must log in again",
    );
}

#[test]
fn late_lookup_of_an_earlier_session_needs_no_login() {
    assert_tells(
        "?v=1&strategy=none&clients=1&servers=1&timeout=9ms&do=a.login,a.logout,a.me,a3.delay.1s~700us,a.login~20ms",
        "이제 어디에도 없는 세션이며, Alice의 쿠키는 지금 다른 세션 D5CC를 가리킵니다.",
        "It is not stored anywhere any more, and Alice’s cookie names another session now, D5CC.",
        "so Alice has to log in again",
    );
}

#[test]
fn affinity_cookie_of_a_removed_server_leads_nowhere() {
    let query = "?v=1&strategy=none&affinity=cookie&sessions=memory&clients=1&hop=1147us&service=0&do=a.login,a.add~1132us,s1.remove~3958us";
    assert_tells(
        query,
        "응답에 SRV=s1 쿠키를 추가했습니다. 그러나 서버 1은 지금 순번에 없습니다.",
        "The balancer added the cookie SRV=s1 to the response, but server 1 is out of rotation now.",
        "keeps Alice on server 1",
    );
    assert_tells(
        query,
        "Alice의 쿠키가 SRV=s2에서 SRV=s1로 바뀌었습니다. 그러나 서버 1은 지금 순번에 없습니다.",
        "Alice’s cookie changed from SRV=s2 to SRV=s1, but server 1 is out of rotation now.",
        "The next request goes to server 1.",
    );
}

#[test]
fn delayed_copy_of_a_session_that_a_join_has_brought() {
    assert_tells(
        "?v=1&strategy=clustering&clients=1&servers=1&copy=1s&do=server.add,a.login~1ms,a.v1.s2.delay.100ms~1003200us",
        "Alice의 v1 사본을 100 ms 늦췄습니다. 서버 2에는 이미 이 세션이 있습니다.",
        "The copy v1 of Alice’s session on its way to server 2 was delayed by 100 ms. Server 2 has the session already.",
        "does not find the session",
    );
}

#[test]
fn member_that_served_a_request_ends_a_session_after_one_idle_timeout() {
    assert_tells(
        "?v=1&strategy=clustering&clients=1&servers=2&hop=524078us&idle=1890252us&copy=559705us&apply=0&do=a.add~2489us,a.login~1827us,a.add~3756093us,a.add~633us,a.login~2683us,a.login,a.v1.s2.drop~1049ms",
        "서버 2는 유휴 만료 시간이 지나야 이 세션을 지웁니다.",
        "Server 2 keeps the session until its own idle timeout.",
        "keeps the session until twice",
    );
}

#[test]
fn session_that_ends_before_its_copy_arrives_is_not_yet_gone_everywhere() {
    assert_tells(
        "?v=1&strategy=none&affinity=cookie&sessions=replicated&clients=1&servers=2&apply=27ms&do=a.login,a.logout~6ms,a.me~2700us",
        "서버 1은 세션 7F3A를 모릅니다. 이제 어디에도 없는 세션입니다.",
        "Server 1 does not know session 7F3A. It is not stored anywhere any more.",
        "so Alice has to log in again",
    );
}

#[test]
fn empty_cart_is_not_told_as_only_no_items() {
    assert_tells(
        "?v=1&strategy=none&affinity=cookie&sessions=memory&clients=1&service=0&write=0&save=update&replica=1&do=a.login,a.login~1746us,a.login~4326us,a.login~2357us,a.add~2495us",
        "지금 세션 61BC의 장바구니는 비어 있습니다.",
        "By now, the cart of session 61BC is empty.",
        "has only no items",
    );
}

#[test]
fn server_that_served_a_late_retry_is_not_empty_when_it_is_back() {
    assert_tells(
        "?v=1&strategy=none&affinity=source&clients=1&servers=1&redispatch=0&do=s1.crash,a.login~4500ms,s1.restart~2500ms,wait.5s",
        "서버 1이 상태 확인을 통과해 순번에 돌아왔습니다.",
        "Server 1 passed its health checks and is back in rotation.",
        "it has no sessions",
    );
}

#[test]
fn check_during_a_state_transfer_counts_from_none_again() {
    assert_tells(
        "?v=1&strategy=clustering&clients=1&servers=2&do=s2.crash,s2.restart~7s,s2.crash~2s,s2.restart~4ms",
        "메모리는 비어 있습니다. 상태 확인을 통과해야 순번에 돌아옵니다.",
        "with an empty memory. It returns to rotation after its health checks.",
        "when it passes the next health check",
    );
}

#[test]
fn session_that_the_replica_can_bring_back_is_not_lost_for_good() {
    assert_tells(
        "?v=1&strategy=storage&clients=1&lag=1s&do=a.login,a.logout~2s,a.me~4ms,db1.kill~1800us",
        "저장소 1은 세션 7F3A를 모릅니다. 지금 이 세션을 찾을 수 있는 서버는 없습니다.",
        "Store 1 does not know session 7F3A. No server can find it now.",
        "so Alice has to log in again",
    );
}
