//! What one step amounts to where it is more than its most telling fact.

use crate::model::config::{Sessions, Setting};
use crate::model::ids::ServerId;
use crate::model::world::World;

use super::caption::{Cleared, Crash, Ended, SignedIn, Step, Toll};
use super::fact::{self, cluster, store};
use super::state;
use super::telling::Value::{self, Number, People, Person, Server, Session, Srv, Text, Time, Version};
use super::telling::both;
use super::telling::{Telling, Texts};

/// A step in one sentence or two.
pub(super) fn say(t: &mut Telling, step: &Step<'_>, world: &World) {
    match step {
        Step::Crash(step) => crash(t, step, world),
        Step::StoreDied(step) => store::fell(t, step, world),
        Step::Promoted(step) => store::promotion(t, step),
        Step::Copied(step) => cluster::applied_together(t, step, world),
        Step::SignedIn(step) => signed_in(t, step),
        Step::Cleared(step) => cleared(t, step, world),
        Step::Plain(told) => fact::say(t, told, world),
    }
}

/// A server's end, with everything it took along.
fn crash(t: &mut Telling, crash: &Crash, world: &World) {
    let Crash { server, removed, sessions, ref toll, .. } = *crash;
    let (and, but, so): (Texts, &str, &str) = if removed {
        (both!("빠졌고", " was taken out"), "빠졌지만", "빠져")
    } else {
        (both!("멈췄고", " died"), "멈췄지만", "멈춰")
    };
    let texts: Texts = match (sessions, toll.destroyed, toll.orphans) {
        (0, _, _) if matches!(world.config.sessions, Sessions::Shared(_)) => both!(
            "*{0}*{이} [{2}] 세션은 모두 저장소에 있어 그대로입니다.",
            "*{^0}*[{1}], but every session is in the store and stays."
        ),
        (0, _, _) => both!("*{0}*{이} [{1}] 메모리에 세션은 없었습니다.", "*{^0}*[{1}]; it held no sessions."),
        (_, 0, _) if toll.behind.is_empty() => both!(
            "*{0}*{이} [{2}] 메모리의 세션 {4}개는 다른 멤버에도 있어 그대로입니다.",
            "*{^0}*[{1}], but other members hold the {4:session} of its memory as well."
        ),
        (_, 0, _) => both!(
            "*{0}*{이} {3} 아직 보내지 못한 변경이 [사라졌습니다(갱신 손실).]",
            "*{^0}*[{1}], and [changes it had not sent yet are gone: lost updates.]"
        ),
        (_, gone, orphans) if gone == orphans => both!(
            "*{0}*{이} [{1}] 함께 사라진 세션 {5}개는 이미 고아였습니다.",
            "*{^0}*[{1}], and only {5:orphaned session} went with it."
        ),
        (_, gone, _) if gone < sessions => both!(
            "*{0}*{이} {3} 메모리의 세션 {4}개 가운데 [{5}개가 소멸했습니다.]",
            "*{^0}*[{1}] and [{5} of its {4:session} {5?was|were} destroyed.]"
        ),
        (_, _, 0) => both!(
            "*{0}*{이} {3} 메모리의 [세션 {4}개가 소멸했습니다.]",
            "*{^0}*[{1}] and [{4:session} {4?was|were} destroyed.]"
        ),
        (_, _, _) => both!(
            "*{0}*{이} {3} 메모리의 [세션 {4}개(고아 {6}개 포함)가 소멸했습니다.]",
            "*{^0}*[{1}] and [{4:session} {4?was|were} destroyed], {6:orphan} among them."
        ),
    };
    let [gone, orphans] = [toll.destroyed, toll.orphans].map(|n| Number(n.into()));
    let (and, but, so) = (Value::Words(and), Text(but), Text(so));
    t.say(texts, &[Server(server), and, but, so, Number(sessions.into()), gone, orphans]);
    t.next();
    crash_consequence(t, crash, world);
}

fn crash_consequence(t: &mut Telling, crash: &Crash, world: &World) {
    let Crash { ref toll, requests, .. } = *crash;
    let nobody = toll.owners.is_empty() && toll.behind.is_empty();
    match (nobody, requests, &world.balancer) {
        (true, 0, Some(_)) if crash.removed => t.say(
            both!("이제 남은 {0}대로만 요청이 갑니다.", "From now on requests go to the {0:server} left."),
            &[Number(state::servers(world))],
        ),
        (true, 0, Some(_)) => t.say(
            both!(
                "로드 밸런서는 상태 확인이 {0}번 실패해야 알게 됩니다.",
                "The balancer will know after {0:failed health check} in a row."
            ),
            &[Number(world.config.get(Setting::Fall))],
        ),
        (true, 0, None) => t.plain(match (crash.server, crash.removed) {
            (ServerId(0), false) => {
                both!("다시 켤 때까지 서비스 전체가 멈춥니다.", "The whole service stands still until it is restarted.")
            }
            (ServerId(0), true) => both!(
                "브라우저가 연결할 서버가 없어 서비스 전체가 멈춥니다.",
                "Browsers have no server to connect to: the whole service stands still."
            ),
            (_, _) => {
                both!(
                    "아무도 연결하지 않던 서버라 달라지는 것은 없습니다.",
                    "Nobody connects to it, so nothing changes."
                )
            }
        }),
        (true, _, _) => ended(t, crash),
        (false, 0, _) => {
            if toll.owners.is_empty() {
                t.plain(both!("저장했다는 답은 이미 나갔는데, ", "The answer had left already, and "));
            }
            self::toll(t, toll);
        }
        (false, _, _) => {
            cost(t, toll);
            t.plain(if toll.behind.is_empty() { both!("하고, ", ", and ") } else { both!("남고, ", ", and ") });
            ended(t, crash);
        }
    }
}

/// How the requests in a server end with it.
fn ended(t: &mut Telling, crash: &Crash) {
    let (texts, code) = match crash.ended {
        Ended::Dropped => (
            both!(
                "맡고 있던 요청 {0}개는 응답 없이 끊깁니다.",
                "{0:request} in it {0?breaks|break} off without an answer."
            ),
            0,
        ),
        Ended::Answered(status) => {
            (both!("맡고 있던 요청 {0}개는 {1}{을} 받습니다.", "{0:request} in it {0?gets|get} a {1}."), status.code())
        }
    };
    t.say(texts, &[Number(crash.requests.into()), Number(code.into())]);
}

/// Who pays for it, and how: a sentence; nothing where nobody does.
pub(super) fn toll(t: &mut Telling, toll: &Toll) {
    cost(t, toll);
    match (toll.owners.is_empty(), toll.behind.is_empty()) {
        (true, true) => {}
        (false, true) => t.plain(both!("합니다.", ".")),
        (_, false) => t.plain(both!("남습니다.", ".")),
    }
}

/// "Alice와 Bob은 다시 로그인해야 ", "Alice에게는 v4 대신 v3만 ", "Alice and Bob have to log in again", "Alice is left with
/// v3 instead of v4": up to its last word.
fn cost(t: &mut Telling, toll: &Toll) {
    let count = |people: usize| Number(people as u64);
    if !toll.owners.is_empty() {
        let texts = both!("{0}{은} 다시 로그인해야 ", "{0} {1?has|have} to log in again");
        t.say(texts, &[People(&toll.owners), count(toll.owners.len())]);
    }
    if toll.behind.is_empty() {
        return;
    }
    if !toll.owners.is_empty() {
        t.plain(both!("하고, ", ", "));
    }
    match toll.versions {
        Some((lost, kept)) => t.say(
            both!("{0}에게는 {1} 대신 {2}만 ", "{0} is left with {2} instead of {1}"),
            &[People(&toll.behind), Version(lost), Version(kept)],
        ),
        None => t.say(
            both!("{0}에게는 옛 값만 ", "{0} {1?is left with an old value|are left with old values}"),
            &[People(&toll.behind), count(toll.behind.len())],
        ),
    }
}

/// A login's answer arrived and its cookie was kept.
fn signed_in(t: &mut Telling, step: &SignedIn) {
    let SignedIn { client, session, replaced, orphaned_on, pinned_to } = *step;
    let (person, fresh) = (Person(client), Session(client, session.short()));
    match (replaced, orphaned_on, pinned_to) {
        (None, _, None) => t.say(
            both!(
                "{0}{이} 로그인했습니다. 브라우저가 세션 ID {1}{을} 쿠키로 저장해 이제 요청마다 함께 보냅니다.",
                "{0} is signed in. The browser keeps session id {1} as a cookie and sends it with every request from now on."
            ),
            &[person, fresh],
        ),
        (None, _, Some(server)) => t.say(
            both!(
                "{0}{이} 로그인했습니다. 브라우저가 세션 ID {1}{과} 서버를 가리키는 {2}{을} 쿠키로 저장해 이제 요청마다 함께 보냅니다.",
                "{0} is signed in. The browser keeps session id {1} and {2}, which names a server, as cookies and sends them with every request from now on."
            ),
            &[person, fresh, Srv(server)],
        ),
        (Some(old), Some(holder), _) => t.say(
            both!(
                "{0}의 새 로그인이 쿠키 {2}{을} {1}{으로}[ 덮어썼습니다.] {3}에 남은 세션 {2}{은} 가리키는 쿠키가 없는 고아가 되었습니다.",
                "{0} signed in again, and the cookie {2} was [overwritten] with {1}. Session {2} is still on {3}, an orphan no cookie leads to."
            ),
            &[person, fresh, Session(client, old.short()), Value::Holder(holder)],
        ),
        (Some(old), None, _) => t.say(
            both!(
                "{0}{이} 다시 로그인해 쿠키가 {2}에서 {1}{으로} 바뀌었습니다. 예전 ID {2}{은} 이제 어디에도 없습니다.",
                "{0} signed in again, and the cookie {2} gave way to {1}. Nobody holds the old id {2} any more."
            ),
            &[person, fresh, Session(client, old.short())],
        ),
    }
}

/// Cookies were cleared while a server held the session.
fn cleared(t: &mut Telling, step: &Cleared, world: &World) {
    let Cleared { client, cookies, session, holder } = *step;
    let texts = both!(
        "{0}{이} 쿠키 {1}개를 지웠습니다. *{2}*의 세션 {3}{은} 고아로 남아 유휴 만료({4})까지 메모리를 차지합니다.",
        "{0} cleared {1:cookie}. Session {3} stays on *{2}* as an orphan and takes up memory until the idle timeout ({4})."
    );
    let idle = Time(world.config.duration(Setting::Idle));
    let holder = Value::Holder(holder);
    t.say(texts, &[Person(client), Number(cookies.into()), holder, Session(client, session.short()), idle]);
}
