//! Captions of whole steps.

use crate::model::config::{Routing, StoreKind};
use crate::model::cookie::{CookieContext, CookieValue, Initiator, SetCookie};
use crate::model::fact::{
    BalancerError, DestroyCause, Fact, OrphanCause, ReturnCause, StoreDeath, StoreRole, TimedFact,
};
use crate::model::http::{Page, Status};
use crate::model::ids::{ClientId, Holder, RequestId, ServerId, StoreId};
use crate::model::session::Change;
use crate::model::time::SimTime;
use crate::model::world::World;

use super::super::{Language, caption};
use super::samples::{CAST, Cast};
use super::{configs, sentence_fault, world, world_of};

/// Each step's facts with what it is told as, in Korean and in English.
type Row<'a> = (&'a [Fact], &'a str, &'a str);

fn check(table: &[Row<'_>]) {
    check_in(&world(Routing::RoundRobin), table);
}

/// A world in which the cookie of the client names the session.
fn world_with_cookie() -> World {
    let Cast { client, server, session, .. } = CAST;
    let mut world = world(Routing::RoundRobin);
    let cookie = SetCookie { value: CookieValue::Session(session), ..SetCookie::affinity(server) };
    let context = CookieContext { secure: false, initiator: Initiator::SameSite };
    world.clients[client.index()].jar.store(SimTime::ZERO, context, cookie);
    world
}

fn check_in(world: &World, table: &[Row<'_>]) {
    for (facts, korean, english) in table {
        let facts: Vec<TimedFact> = facts.iter().map(|&fact| TimedFact { at: SimTime::ZERO, fact }).collect();
        for (language, expected) in [(Language::Korean, korean), (Language::English, english)] {
            let text = caption(language, &facts, world).plain();
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
        Fact::ServerCrashed { server, sessions: 3, copied: 0, requests: 1 },
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
            "서버 2가 멈춰 메모리의 세션 3개(고아 1개 포함)가 소멸했습니다. Alice와 Bob은 다시 로그인해야 하고, 서버가 맡고 있던 요청 1개는 502 Bad Gateway를 받습니다.",
            "Server 2 crashed, which destroyed 3 sessions (1 orphaned). Alice and Bob must log in again, and 1 request on the server will get 502 Bad Gateway.",
        ),
        (
            &[received, stored, orphaned],
            "Alice의 새 로그인이 쿠키 7F3A를 91CB로 덮어썼습니다. 서버 1에 남은 세션 7F3A는 가리키는 쿠키가 없는 고아가 되었습니다.",
            "Alice’s new login overwrote the cookie 7F3A with 91CB. Session 7F3A is still on server 1 as an orphan: no cookie names it any more.",
        ),
        (
            &cleared,
            "Alice가 쿠키 1개를 지웠습니다. 서버 1의 세션 7F3A는 고아로 남아 유휴 만료(30분)까지 공간을 차지합니다.",
            "Alice cleared 1 cookie. Session 7F3A stays on server 1 as an orphan and takes up space until the idle timeout (30 min).",
        ),
        (
            &missed,
            "서버 2는 세션 7F3A를 모릅니다. 세션은 서버 1에 그대로 있지만, 서버 2는 Alice를 처음 온 사용자로 봅니다.",
            "Server 2 does not know session 7F3A. It is still on server 1, but here Alice looks like a new user.",
        ),
        (
            &[],
            "로드 밸런서가 사용자 6명의 요청을 서버 8대에 차례로 나눕니다(라운드 로빈). 세션은 그 세션을 만든 서버의 메모리에만 있습니다.",
            "A load balancer spreads the requests of 6 browsers over 8 servers in turn (round robin). A session is only in the memory of the server that created it.",
        ),
    ];
    check(&table);
}

#[test]
fn every_server_stop_is_told_in_two_sentences() {
    let Cast { client, server, other, session, .. } = CAST;
    let holder = Holder::Server(server);
    let destroyed = |owner, orphan| {
        let because = DestroyCause::Crash;
        Fact::SessionDestroyed { holder, session, owner: ClientId(owner), orphan, because }
    };
    let behind = |owner| Fact::WriteLost { holder, session, owner: ClientId(owner), version: 4, kept: Some(3) };
    let because = DestroyCause::CopyLost { to: server };
    let last_copy =
        Fact::SessionDestroyed { holder: Holder::Server(other), session, owner: client, orphan: false, because };
    let losses: [&[Fact]; 10] = [
        &[],
        &[last_copy],
        &[last_copy, destroyed(1, false)],
        &[destroyed(0, true)],
        &[destroyed(0, false)],
        &[destroyed(0, false), destroyed(1, false), destroyed(1, true)],
        &[behind(0)],
        &[behind(0), behind(1)],
        &[destroyed(2, false), behind(0)],
        &[destroyed(2, false), behind(0), behind(1)],
    ];
    for (losses, world) in
        losses.iter().flat_map(|losses| configs().into_iter().map(move |config| (losses, world_of(config))))
    {
        for (sessions, requests) in [(0, 0), (1, 0), (4, 1), (3, 2)] {
            let copied = sessions / 2;
            let crashed = Fact::ServerCrashed { server, sessions, copied, requests };
            let removed = Fact::ServerRemoved { server, sessions, copied, requests };
            let because = BalancerError::ServerDied { server };
            let id = RequestId { client: ClientId(0), nth: 1 };
            let answered = Fact::BalancerAnswered { id, status: because.status(), because };
            for (stop, answer) in
                [(crashed, None), (crashed, Some(answered)), (removed, None), (removed, Some(answered))]
            {
                let facts = [stop].into_iter().chain(losses.iter().copied()).chain(answer);
                let facts: Vec<TimedFact> = facts.map(|fact| TimedFact { at: SimTime::ZERO, fact }).collect();
                for language in Language::ALL {
                    let text = caption(language, &facts, &world).plain();
                    assert_eq!(sentence_fault(language, &text), None, "{text}");
                }
            }
        }
    }
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
    let applied =
        |server| Fact::CopyApplied { server, from: other, change: Change::Ended, session, owner: client, version: 3 };
    let undone = [
        Fact::StorePromoted { store: StoreId(1), from: store, lost: 1, by_hand: true },
        Fact::SessionReturned {
            holder: Holder::Store(StoreId(1)),
            session,
            owner: client,
            orphan: false,
            because: ReturnCause::EndLost,
        },
    ];
    let table: [Row<'_>; 4] = [
        (
            &undone,
            "복제본 저장소 2를 수동으로 주 저장소로 승격했지만, 저장소 1이 저장했다고 답한 세션 1개의 마지막 쓰기는 도착하지 못해 사라졌습니다. Alice의 끝난 세션이 되살아났고, 쿠키가 아직 그 세션을 가리킵니다.",
            "The replica, store 2, was promoted by hand, but the last write to 1 session that store 1 had acknowledged never reached it. The ended session of Alice is back, and the cookie still names it.",
        ),
        (
            &[received, stored_first, pinned],
            "Alice가 로그인했습니다. 브라우저가 세션 ID 91CB와 서버를 가리키는 SRV=s2를 쿠키로 저장해 이제 요청마다 함께 보냅니다.",
            "Alice is logged in. The browser stores session id 91CB and SRV=s2, which names a server, as cookies and sends both with every request from now on.",
        ),
        (
            &fell,
            "저장소 1의 프로세스가 멈춰 메모리에 있던 세션 2개가 사라졌습니다. Alice는 다시 로그인해야 합니다.",
            "The process of store 1 crashed, and its memory with 2 sessions is gone. Alice must log in again.",
        ),
        (
            &[applied(server), applied(ServerId(2))],
            "서버 1이 Alice의 세션 7F3A가 끝났다고 알려, 서버 2와 서버 3도 이 세션을 지웠습니다.",
            "Server 1 told server 2 and server 3 that Alice’s session 7F3A has ended. They deleted it as well.",
        ),
    ];
    check(&table);
    let lost_writes: [Row<'_>; 2] = [
        (
            &[Fact::ServerCrashed { server, sessions: 3, copied: 0, requests: 0 }, behind],
            "서버 2가 멈춰 다른 멤버에 전달되지 않은 변경이 사라졌습니다(갱신 손실). 저장했다는 응답이 이미 나갔지만, Alice에게는 v4 대신 v3만 남습니다.",
            "Server 2 crashed, and changes that had reached no other member are gone (lost updates). The response was already sent, but Alice is left with v3 instead of v4.",
        ),
        (
            &promoted,
            "센티널(감시 프로세스)들이 합의해, 멈춘 저장소 1 대신 복제본 저장소 2를 주 저장소로 승격했지만, 저장했다고 답한 세션 1개의 마지막 쓰기는 도착하지 못해 사라졌습니다. Alice에게는 v4 대신 v3만 남습니다.",
            "The sentinels (monitoring processes) agreed that store 1 is down and promoted the replica, store 2, but the last acknowledged write to 1 session never reached it. Alice is left with v3 instead of v4.",
        ),
    ];
    check_in(&world_with_cookie(), &lost_writes);
}
