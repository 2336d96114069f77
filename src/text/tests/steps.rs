//! What a whole step is told as.

use crate::model::config::{Routing, StoreKind};
use crate::model::fact::{BalancerError, DestroyCause, Fact, OrphanCause, StoreDeath, StoreRole, TimedFact};
use crate::model::http::{Page, Status};
use crate::model::ids::{ClientId, Holder, RequestId, ServerId, StoreId};
use crate::model::time::SimTime;

use super::super::{Language, caption};
use super::samples::{CAST, Cast};
use super::{sentence_fault, world};

/// Each step's facts with what it is told as, in Korean and in English.
type Row<'a> = (&'a [Fact], &'a str, &'a str);

fn check(table: &[Row<'_>]) {
    let world = world(Routing::RoundRobin);
    for (facts, korean, english) in table {
        let facts: Vec<TimedFact> = facts.iter().map(|&fact| TimedFact { at: SimTime::ZERO, fact }).collect();
        for (language, expected) in [(Language::Korean, korean), (Language::English, english)] {
            let text = caption(language, &facts, &world).plain();
            assert_eq!(sentence_fault(language, &text), None, "{text}");
            assert_eq!(text.replace('\u{a0}', " "), **expected);
        }
    }
}

#[test]
fn a_caption_tells_a_whole_step() {
    let Cast { client, server, other, session, fresh, .. } = CAST;
    let id = RequestId { client, nth: 2 };
    let lost = |owner, orphan| Fact::SessionDestroyed {
        holder: Holder::Server(server),
        session,
        owner: ClientId(owner),
        orphan,
        because: DestroyCause::Crash,
    };
    let because = BalancerError::ServerDied { server };
    let crash = [
        Fact::ServerCrashed { server, sessions: 3, requests: 1 },
        lost(1, false),
        lost(0, false),
        lost(0, true),
        Fact::BalancerAnswered { id, status: because.status(), because },
    ];
    let received = Fact::ResponseReceived { id, status: Status::Ok, page: Page::Welcome { user: client } };
    let stored = Fact::CookieStored { client, session: fresh, replaced: Some(session) };
    let orphaned = Fact::SessionOrphaned {
        session,
        client,
        holder: Holder::Server(other),
        because: OrphanCause::Overwritten { by: fresh },
    };
    let cleared = [
        Fact::CookiesCleared { client, cookies: 1 },
        Fact::SessionOrphaned { session, client, holder: Holder::Server(other), because: OrphanCause::Cleared },
    ];
    let missed = [
        Fact::ServiceStarted { id, server },
        Fact::SessionNotFound { id, server, session, held_by: Some(Holder::Server(other)) },
    ];
    let table: [Row<'_>; 5] = [
        (
            &crash,
            "서버 2가 멈춰 메모리의 세션 3개(고아 1개 포함)가 소멸했습니다. Alice와 Bob은 다시 로그인해야 하고, 맡고 있던 요청 1개는 502를 받습니다.",
            "Server 2 died and 3 sessions were destroyed, 1 orphan among them. Alice and Bob have to log in again, and 1 request in it gets a 502.",
        ),
        (
            &[received, stored, orphaned],
            "Alice의 새 로그인이 쿠키 7F3A를 91CB로 덮어썼습니다. 서버 1에 남은 세션 7F3A는 가리키는 쿠키가 없는 고아가 되었습니다.",
            "Alice signed in again, and the cookie 7F3A was overwritten with 91CB. Session 7F3A is still on server 1, an orphan no cookie leads to.",
        ),
        (
            &cleared,
            "Alice가 쿠키 1개를 지웠습니다. 서버 1의 세션 7F3A는 고아로 남아 유휴 만료(30분)까지 메모리를 차지합니다.",
            "Alice cleared 1 cookie. Session 7F3A stays on server 1 as an orphan and takes up memory until the idle timeout (30 min).",
        ),
        (
            &missed,
            "서버 2는 세션 7F3A를 모릅니다. 세션은 서버 1에 그대로 있지만, Alice는 처음 온 사람으로 보입니다.",
            "Server 2 does not know session 7F3A. It is still on server 1, but Alice looks like somebody new here.",
        ),
        (
            &[],
            "로드 밸런서가 6명의 요청을 서버 8대에 차례로 나눕니다(라운드 로빈). 세션은 만든 서버의 메모리에만 있습니다.",
            "A load balancer spreads the requests of 6 browsers over 8 servers in turn (round robin). A session is only in the memory of the server that made it.",
        ),
    ];
    check(&table);
}

#[test]
fn what_a_remedy_keeps_and_loses_is_told_with_those_who_lose_it() {
    let Cast { client, server, other, store, session, fresh, .. } = CAST;
    let id = RequestId { client, nth: 2 };
    let received = Fact::ResponseReceived { id, status: Status::Ok, page: Page::Welcome { user: client } };
    let stored_first = Fact::CookieStored { client, session: fresh, replaced: None };
    let pinned = Fact::AffinityCookieStored { client, server, replaced: None };
    let behind = Fact::WriteLost { holder: Holder::Server(server), session, owner: client, version: 4, kept: Some(3) };
    let kind = StoreKind::Memory;
    let fell = [
        Fact::StoreDied { store, role: StoreRole::Primary, kind, sessions: 2, because: StoreDeath::Killed },
        Fact::SessionDestroyed {
            holder: Holder::Store(store),
            session,
            owner: client,
            orphan: false,
            because: DestroyCause::Crash,
        },
    ];
    let promoted = [
        Fact::StorePromoted { store: StoreId(1), from: store, lost: 1, by_hand: false },
        Fact::WriteLost { holder: Holder::Store(store), session, owner: client, version: 4, kept: Some(3) },
    ];
    let applied = |server| Fact::CopyApplied { server, from: other, session, owner: client, version: 3 };
    let table: [Row<'_>; 5] = [
        (
            &[received, stored_first, pinned],
            "Alice가 로그인했습니다. 브라우저가 세션 ID 91CB와 서버를 가리키는 SRV=s2를 쿠키로 저장해 이제 요청마다 함께 보냅니다.",
            "Alice is signed in. The browser keeps session id 91CB and SRV=s2, which names a server, as cookies and sends them with every request from now on.",
        ),
        (
            &[Fact::ServerCrashed { server, sessions: 3, requests: 0 }, behind],
            "서버 2가 멈춰 아직 보내지 못한 변경이 사라졌습니다(갱신 손실). 저장했다는 답은 이미 나갔는데, Alice에게는 v4 대신 v3만 남습니다.",
            "Server 2 died, and changes it had not sent yet are gone: lost updates. The answer had left already, and Alice is left with v3 instead of v4.",
        ),
        (
            &fell,
            "저장소 1의 프로세스가 멈춰 그 메모리의 세션 2개가 사라졌습니다. Alice는 다시 로그인해야 합니다.",
            "The process of store 1 died and 2 sessions in its memory went with it. Alice has to log in again.",
        ),
        (
            &promoted,
            "저장소 1이 멈춘 것을 감시자들이 확인하고 복제본인 저장소 2를 주 저장소로 올렸습니다. 저장했다고 답한 쓰기 1개가 오지 않아, Alice에게는 v4 대신 v3만 남습니다.",
            "The watchers agreed that store 1 is dead and made the replica store 2 the primary. 1 acknowledged write had not reached it: Alice is left with v3 instead of v4.",
        ),
        (
            &[applied(server), applied(ServerId(2))],
            "서버 1이 보낸 Alice의 세션 7F3A v3을 서버 2, 서버 3이 적용했습니다. 끝났다는 소식이어서 거기서도 지웠습니다.",
            "Server 2 and server 3 applied v3 of Alice’s session 7F3A from server 1. It was word of the end, so the session is gone there as well.",
        ),
    ];
    check(&table);
}
