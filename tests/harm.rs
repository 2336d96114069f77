//! Harm is said: a page that shows a user less than before tells what was lost and why, in both languages.

mod support;

use sessionscope::beat::Beats;
use sessionscope::model::command::Command::{
    self, AddToCart, ClearCookies, Crash, Drop, DropCopy, KillStore, OpenPage, SignIn, SignOut, ViewCart, Wait,
};
use sessionscope::model::config::{Affinity, Config, Routing, Sessions, Setting, StoreKind};
use sessionscope::model::ids::{ClientId, CopyId, Holder, RequestId, ServerId};
use sessionscope::model::time::SimDuration;
use sessionscope::recording::{Input, Recording, When};
use sessionscope::strategy::Strategy;
use sessionscope::text::{Language, Tone, beat_caption};

use support::remedies::{ALICE, BOB, PRIMARY, S1, S2};

const S3: ServerId = ServerId(2);

fn settled(command: Command) -> Input {
    Input { when: When::Settled, command }
}

fn after_us(us: u64, command: Command) -> Input {
    Input { when: When::After(SimDuration::from_us(us)), command }
}

/// Checks the captions of the beat with this name, in Korean and English, and that they mark a loss.
fn check(config: Config, inputs: &[Input], name: &str, korean: &str, english: &str) {
    let run = Recording::replay(config, inputs);
    let beats = Beats::of(&run);
    let beat = beats.named(name.parse().expect("the name of a beat")).expect("the run has the beat");
    assert!(beat.harm.is_some(), "{name} does harm");
    for (language, expected) in [(Language::Korean, korean), (Language::English, english)] {
        let caption = beat_caption(language, &run, &beats, beat);
        assert_eq!(caption.plain().replace('\u{a0}', " "), expected);
        assert!(caption.parts.iter().any(|part| part.tone == Tone::Loss), "{caption}");
    }
}

fn nth(client: ClientId, nth: u32) -> RequestId {
    RequestId { client, nth }
}

#[test]
fn login_form_is_compared_with_the_login() {
    let none = Strategy::None.config();
    check(
        none,
        &[settled(SignIn(ALICE)), settled(OpenPage(ALICE))],
        "a2.answer",
        "로그인되어 있던 Alice에게 로그인 화면(401)이 나왔습니다. 서버 2가 모를 뿐, 세션은 서버 1에 그대로 있습니다.",
        "Alice was logged in, but gets the login form (401). Server 2 does not know the session, which is on server 1.",
    );
    check(
        Strategy::Sticky.config(),
        &[settled(SignIn(ALICE)), settled(Crash(S1)), settled(OpenPage(ALICE))],
        "a2.answer",
        "로그인되어 있던 Alice에게 로그인 화면(401)이 나왔습니다. 세션 7F3A는 서버 1과 함께 사라졌습니다.",
        "Alice was logged in, but gets the login form (401). Session 7F3A was lost with server 1.",
    );
    check(
        none.with(Setting::CookieMaxAge, 1_000_000),
        &[settled(SignIn(ALICE)), settled(Wait(SimDuration::from_s(2))), settled(OpenPage(ALICE))],
        "a2.answer",
        "로그인되어 있던 Alice에게 로그인 화면(401)이 나왔습니다. 세션 쿠키의 Max-Age가 지나 세션 ID가 없었습니다.",
        "Alice was logged in, but gets the login form (401). The Max-Age of the cookie had passed, so the request carried no session id.",
    );
    check(
        Strategy::Sticky.config().with(Setting::Idle, 1_000_000),
        &[settled(SignIn(ALICE)), settled(Wait(SimDuration::from_s(2))), settled(OpenPage(ALICE))],
        "a2.answer",
        "로그인되어 있던 Alice에게 로그인 화면(401)이 나왔습니다. 세션 7F3A는 유휴 만료로 끝났습니다.",
        "Alice was logged in, but gets the login form (401). Session 7F3A had reached its idle timeout.",
    );
}

#[test]
fn smaller_cart_is_compared_with_the_cart_before() {
    check(
        Strategy::Clustering.config(),
        &[
            settled(SignIn(ALICE)),
            settled(AddToCart(ALICE)),
            settled(AddToCart(ALICE)),
            after_us(2_700, ViewCart(ALICE)),
        ],
        "a4.answer",
        "Alice의 장바구니가 방금 2개였는데 1개입니다. 서버 1이 오래된 v2로 답했습니다.",
        "Alice’s cart had 2 items a moment ago and has 1 now. Server 1 answered with the stale v2.",
    );
    check(
        Strategy::Clustering.config(),
        &[
            settled(SignIn(ALICE)),
            settled(AddToCart(ALICE)),
            settled(AddToCart(ALICE)),
            after_us(3_100, Crash(S3)),
            settled(ViewCart(ALICE)),
        ],
        "a4.answer",
        "Alice의 장바구니가 방금 2개였는데 1개입니다. 저장했다고 답한 v3은 서버 3과 함께 사라졌습니다.",
        "Alice’s cart had 2 items a moment ago and has 1 now. v3, which had been acknowledged, was lost with server 3.",
    );
    check(
        Strategy::Sticky.config(),
        &[
            settled(SignIn(ALICE)),
            settled(AddToCart(ALICE)),
            settled(Crash(S1)),
            settled(SignIn(ALICE)),
            settled(ViewCart(ALICE)),
        ],
        "a4.answer",
        "Alice의 장바구니가 방금 1개였는데 비었습니다. 상품은 새 로그인 전의 세션에 있었습니다.",
        "Alice’s cart had 1 item a moment ago and is empty now. The items were in the session before the new login.",
    );
}

#[test]
fn lost_change_is_one_of_the_session_that_the_cookie_names() {
    let sticky = Config::new(Routing::RoundRobin, Affinity::Cookie, Sessions::Replicated);
    let drop_copy = |version, server| DropCopy(CopyId { client: ALICE, version, to: Holder::Server(server) });
    // Only server 1 has version 3 of the first session. Only server 2 has version 2 of the second one.
    let two_sessions = [
        settled(SignIn(ALICE)),
        settled(AddToCart(ALICE)),
        settled(AddToCart(ALICE)),
        after_us(3_700, drop_copy(3, S2)),
        after_us(1, drop_copy(3, S3)),
        settled(ClearCookies(ALICE)),
        settled(SignIn(ALICE)),
    ];
    let failover = settled(Wait(SimDuration::from_s(9)));
    let first_is_lost = [settled(Crash(S1)), failover, settled(ViewCart(ALICE))];
    check(
        sticky,
        &[&two_sessions[..], &first_is_lost].concat(),
        "a5.answer",
        "Alice의 장바구니가 2개였는데 비었습니다. 상품은 새 로그인 전의 세션에 있었습니다.",
        "Alice’s cart had 2 items before and is empty now. The items were in the session before the new login.",
    );
    let both_are_lost = [
        settled(AddToCart(ALICE)),
        after_us(3_700, drop_copy(2, S1)),
        after_us(1, drop_copy(2, S3)),
        settled(Crash(S2)),
        settled(Crash(S1)),
        failover,
        settled(ViewCart(ALICE)),
    ];
    check(
        sticky,
        &[&two_sessions[..], &both_are_lost].concat(),
        "a6.answer",
        "Alice의 장바구니가 1개였는데 비었습니다. 저장했다고 답한 v2는 서버 2와 함께 사라졌습니다.",
        "Alice’s cart had 1 item before and is empty now. v2, which had been acknowledged, was lost with server 2.",
    );
}

#[test]
fn missing_item_is_compared_with_the_item_that_was_added() {
    let overlap = [settled(SignIn(ALICE)), settled(AddToCart(ALICE)), after_us(300, AddToCart(ALICE))];
    check(
        Strategy::Storage.config(),
        &overlap,
        "a3.answer",
        "Alice가 상품을 담았는데 장바구니가 2개가 아니라 1개입니다. 이 요청이 두 번째 요청의 변경을 덮어썼습니다.",
        "Alice added an item, but the cart has 1 item instead of 2. This request overwrote the change of the second one.",
    );
}

#[test]
fn logged_in_page_is_compared_with_the_logout() {
    let copy = CopyId { client: ALICE, version: 1, to: Holder::Server(S3) };
    check(
        Strategy::Clustering.config(),
        &[settled(SignIn(ALICE)), settled(SignOut(ALICE)), after_us(3_700, DropCopy(copy)), settled(OpenPage(ALICE))],
        "a3.answer",
        "로그아웃한 Alice에게 로그인된 화면이 나왔습니다. 서버 3에는 로그아웃이 전해지지 않았습니다.",
        "Alice had logged out, but is logged in again. Server 3 did not know of the logout.",
    );
}

#[test]
fn error_page_tells_its_cause() {
    let none = Strategy::None.config();
    check(
        Strategy::Storage.config(),
        &[settled(SignIn(ALICE)), settled(KillStore(PRIMARY)), settled(OpenPage(ALICE))],
        "a2.answer",
        "Alice의 화면에 500 오류가 나왔습니다. 서버 2가 저장소 1의 답을 받지 못했습니다. 세션은 복제본에 남아 있습니다.",
        "Alice’s browser shows error 500. Server 2 got no response from store 1. The session is still on the replica.",
    );
    check(
        Strategy::Storage.config(),
        &[settled(SignIn(ALICE)), settled(SignOut(ALICE)), after_us(1_000, AddToCart(ALICE))],
        "a3.answer",
        "Alice의 화면에 500 오류가 나왔습니다. 서버가 저장하려던 세션이 이미 끝나 있었습니다.",
        "Alice’s browser shows error 500. The session had ended before the server could save it.",
    );
    let disk = Config::new(Routing::RoundRobin, Affinity::None, Sessions::Shared(StoreKind::Disk));
    let lagging = disk.with(Setting::Replica, 1).with(Setting::ReplicaLag, 1_000_000);
    check(
        lagging.with(Setting::StoreDetection, 2_000).with(Setting::StorePromotion, 0),
        &[settled(SignIn(ALICE)), after_us(20_000, OpenPage(ALICE)), after_us(200, KillStore(PRIMARY))],
        "a2.answer",
        "Alice의 화면에 500 오류가 나왔습니다. 서버 2가 저장소 1의 답을 받지 못했습니다. 세션을 찾는 서버가 없습니다.",
        "Alice’s browser shows error 500. Server 2 got no response from store 1. No server finds the session.",
    );
    check(
        none,
        &[settled(OpenPage(ALICE)), after_us(1_500, Crash(S1))],
        "a1.answer",
        "Alice의 화면에 502 오류가 나왔습니다. 요청을 처리하던 서버 1이 멈췄습니다.",
        "Alice’s browser shows error 502. Server 1 crashed with the request in it.",
    );
    check(
        none,
        &[settled(Crash(S1)), settled(Crash(S2)), settled(Crash(S3)), settled(OpenPage(BOB))],
        "b1.answer",
        "Bob의 화면에 503 오류가 나왔습니다. 로드 밸런서의 연결 시도가 4번 모두 실패했습니다.",
        "Bob’s browser shows error 503. All 4 connection tries of the balancer failed.",
    );
    check(
        none,
        &[
            settled(Crash(S1)),
            settled(Crash(S2)),
            settled(Crash(S3)),
            settled(Wait(SimDuration::from_s(9))),
            settled(OpenPage(BOB)),
        ],
        "b1.answer",
        "Bob의 화면에 503 오류가 나왔습니다. 로드 밸런서가 보낼 서버가 없었습니다.",
        "Bob’s browser shows error 503. The balancer had no server to send it to.",
    );
    check(
        none.with(Setting::ServerTimeout, 2_000),
        &[settled(OpenPage(ALICE))],
        "a1.answer",
        "Alice의 화면에 504 오류가 나왔습니다. 서버 1이 제때 답하지 않았습니다.",
        "Alice’s browser shows error 504. Server 1 did not answer in time.",
    );
}

#[test]
fn request_without_an_answer_tells_its_cause() {
    let direct = Config::new(Routing::Direct, Affinity::None, Sessions::Local).with(Setting::Servers, 1);
    check(
        direct,
        &[settled(Crash(S1)), settled(OpenPage(ALICE))],
        "a1.answer",
        "Alice는 응답을 받지 못했습니다. 서버 1이 멈춰 있고 대신할 서버가 없습니다.",
        "Alice got no response. Server 1 is down, and there is no other server.",
    );
    check(
        direct.with(Setting::Workers, 1).with(Setting::Queue, 0),
        &[settled(OpenPage(ALICE)), after_us(100, OpenPage(BOB))],
        "b1.answer",
        "Bob은 응답을 받지 못했습니다. 서버 1의 워커가 모두 바쁘고, 대기열은 없습니다.",
        "Bob got no response. All workers of server 1 are busy, and it has no queue.",
    );
    check(
        direct,
        &[settled(OpenPage(ALICE)), after_us(200, Drop(nth(ALICE, 1)))],
        "a1.answer",
        "Alice는 응답을 받지 못했습니다. 메시지가 전송 중에 끊겼습니다.",
        "Alice got no response. Its message was lost in transit.",
    );
}
