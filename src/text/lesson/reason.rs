//! The reason of an outcome. It answers the question: by a number of items or messages, by the places of sessions.

use crate::model::balancer::RouteReason;
use crate::model::config::{Sessions, Setting, StoreKind};
use crate::model::fact::{ConnectError, Fact};
use crate::model::ids::{ClientId, Holder, RequestId, ServerId, SessionId, StoreId};
use crate::model::session::Change;
use crate::model::world::World;
use crate::question::{Answer, Ask, Fate, Question};
use crate::recording::Recording;
use crate::text::fact::recognised;
use crate::text::say::{Telling, say, tell};
use crate::text::value::Value::{Servers, Session, Srv, Version};
use crate::text::value::{Noun, count};
use crate::text::{self, Language, Sentence};

/// The reason of the outcome, in a run that has it.
pub fn reason(language: Language, question: &Question, run: &Recording) -> Sentence {
    let Some(timed) = run.facts().get(question.reason) else { return Sentence::default() };
    let world = &run.frame(run.step_of_fact(question.reason)).world;
    let right = question.right_answer();
    let told = tell(language, |t| match (question.ask, right, timed.fact) {
        (Ask::LostSessions, ..) => question.fates(run).iter().for_each(|fate| self::fate(t, fate, world)),
        (Ask::Copies, ..) => {
            let Some(owner) = question.request.map(|request| request.client) else { return };
            copies(t, owner, &run.frame(run.step_of_fact(question.decided())).world);
        }
        (
            Ask::Messages,
            &Answer::Messages(all),
            Fact::CopiesSent { server, change, owner, version, receivers, messages, .. },
        ) if all == messages && receivers > 0 && matches!(change, Change::Created | Change::Changed) => {
            sent(t, server, (change, owner, version), (receivers, messages));
        }
        (Ask::Cart, &Answer::Items(items), Fact::SessionFound { id, server, session, version }) => {
            match is_copied(run, question.reason, (server, session, version)) {
                true => copied_cart(t, id, server, version, items),
                false => cart(t, id, server, (session, version), items, world),
            }
        }
        (Ask::Page, _, Fact::SessionFound { id, server, session, version })
            if is_copied(run, question.reason, (server, session, version)) =>
        {
            copied(t, id.client, server, version);
        }
        (Ask::Cart, _, Fact::WriteLost { holder, session, owner, version, kept: Some(kept) })
            if is_lost_before_its_copy(run, question.reason, (holder, session, version)) =>
        {
            lost_write(t, holder, owner, (version, kept));
        }
        (Ask::Cart, &Answer::Items(items), Fact::StaleRead { id, server, session, version, newest })
            if world.is_version_coming(server, session, newest) =>
        {
            stale_cart(t, id, server, (version, newest), items);
        }
        // The idle timeout, which the log tells with it, is no reason.
        (_, _, Fact::SessionFound { id, server, session, version }) => {
            recognised(t, id, server, (session, version), world);
        }
        (_, _, Fact::RequestRefused { id, server, because: ConnectError::QueueFull { waiting: 0 } }) => {
            no_worker(t, id.client, server);
        }
        (_, Answer::Error, Fact::StoreUnreachable { id, server, store })
            if world.config.on(Setting::ReplicaWait) && is_written(run, question.reason, id) =>
        {
            unconfirmed(t, id.client, server, store);
        }
        (Ask::Page, Answer::LoggedIn, Fact::ServiceStarted { id, server }) => second_worker(t, id.client, server),
        _ => {}
    });
    let told = if told.is_empty() { text::fact(language, &timed.fact, world) } else { told };
    let told = match timed.fact {
        Fact::SessionNotFound { id, server, .. } => told.then(orphan(language, id.client, server, world)),
        _ => told,
    };
    let is_lookup = matches!(timed.fact, Fact::SessionFound { .. } | Fact::SessionNotFound { .. });
    let is_on_servers = !matches!(world.config.sessions, Sessions::Shared(_));
    if question.ask == Ask::Page && is_lookup && is_on_servers {
        routed(language, question, run).then(told)
    } else {
        told
    }
}

/// The server of the request, and the means by which the balancer chose it. Empty without a balancer.
fn routed(language: Language, question: &Question, run: &Recording) -> Sentence {
    let facts = &run.facts()[..question.reason];
    let route = facts.iter().rev().find_map(|timed| match timed.fact {
        Fact::Routed { id, to, because } if Some(id) == question.request => Some((id.client, to, because)),
        _ => None,
    });
    let Some((person, to, because)) = route else { return Sentence::default() };
    tell(language, |t| match because {
        RouteReason::RoundRobin { .. } => say!(t,
            ko: "라운드 로빈 차례에 따라 {person}의 요청은 *{to}*{으로} 갔습니다.",
            en: "Round robin sent {person}’s request to *{to}*.",
            person, to),
        RouteReason::Cookie => say!(t,
            ko: "쿠키 {cookie}{을} 따라 {person}의 요청은 *{to}*{으로} 갔습니다.",
            en: "By the cookie {cookie}, {person}’s request went to *{to}*.",
            cookie = Srv(to), person, to),
        RouteReason::CookieServerDown { named } => say!(t,
            ko: "쿠키 {cookie}의 서버를 쓸 수 없어 {person}의 요청은 *{to}*{으로} 갔습니다.",
            en: "The server of the cookie {cookie} could not be used, so {person}’s request went to *{to}*.",
            cookie = Srv(named), person, to),
        RouteReason::SourceHash(_) => say!(t,
            ko: "출발지 IP에 따라 {person}의 요청은 *{to}*{으로} 갔습니다.",
            en: "By source IP, {person}’s request went to *{to}*.",
            person, to),
        RouteReason::Redispatch { from, .. } => say!(t,
            ko: "{from}에 연결하지 못해 {person}의 요청은 *{to}*{으로} 갔습니다.",
            en: "{from} could not be reached, so {person}’s request went to *{to}*.",
            from, person, to),
    })
}

/// An orphan of this user at a server. Empty without one.
fn orphan(language: Language, person: ClientId, server: ServerId, world: &World) -> Sentence {
    let table = world.server(server).map(|server| &server.table);
    let mut sessions = table.into_iter().flat_map(|table| table.iter());
    let orphan = sessions.find(|session| session.owner == person && world.is_orphan(session.id, person));
    let Some(orphan) = orphan else { return Sentence::default() };
    tell(language, |t| {
        say!(t,
            ko: "*{server}*에 남은 예전 세션 {orphan}{은} 이제 쿠키가 가리키지 않습니다.",
            en: "The earlier session {orphan} is still on *{server}*, but no cookie names it any more.",
            server, orphan = Session(person, orphan.id.short()));
    })
}

fn fate(t: &Telling, fate: &Fate, world: &World) {
    let is_memory = |holder| match holder {
        Holder::Server(_) => true,
        Holder::Store(_) => world.config.sessions == Sessions::Shared(StoreKind::Memory),
    };
    match *fate {
        Fate::Lost(person, holder) if is_memory(holder) => say!(t,
            ko: "[{person}의 세션]은 *{holder}*의 메모리에만 있어서 함께 사라졌습니다.",
            en: "[{person}’s session] was in the memory of *{holder}* only, and is gone with it.",
            person, holder),
        Fate::Lost(person, holder) => say!(t,
            ko: "[{person}의 세션]은 *{holder}*에만 있어서 함께 사라졌습니다.",
            en: "[{person}’s session] was on *{holder}* only, and is gone with it.",
            person, holder),
        Fate::OnServers(person, ref servers) => say!(t,
            ko: "{person}의 세션은 *{servers}*에 있습니다.",
            en: "{person}’s session is on *{servers}*.",
            person, servers = Servers(servers)),
        Fate::InStore(person, store) => say!(t,
            ko: "{person}의 세션은 *{store}*에 있습니다.",
            en: "{person}’s session is in *{store}*.",
            person, store),
        Fate::OnReplica(person, store) => say!(t,
            ko: "{person}의 세션은 복제본 *{store}*에 있습니다.",
            en: "{person}’s session is on the replica, *{store}*.",
            person, store),
        Fate::OnDisk(person, store) => say!(t,
            ko: "{person}의 세션은 *{store}*의 디스크에 남아 있습니다.",
            en: "{person}’s session is still on the disk of *{store}*.",
            person, store),
    }
}

fn copies(t: &Telling, owner: ClientId, world: &World) {
    let Some(session) = world.client(owner).and_then(|client| client.session()) else { return };
    let servers = world.servers_with(session);
    let told = Session(owner, session.short());
    match (servers.is_empty(), world.config.sessions) {
        (false, _) => say!(t,
            ko: "{owner}의 세션 {told}{은} *{servers}*에 있습니다.",
            en: "{owner}’s session {told} is on *{servers}*.",
            owner, told, servers = Servers(&servers)),
        (true, Sessions::Shared(_)) => say!(t,
            ko: "{owner}의 세션 {told}{은} 서버가 아니라 {store}에 있습니다.",
            en: "{owner}’s session {told} is in {store} and not on a server.",
            owner, told, store = world.primary),
        (true, Sessions::Local | Sessions::Replicated) => say!(t,
            ko: "{owner}의 세션 {told}{이} 있는 서버는 없습니다.",
            en: "No server has {owner}’s session {told}.",
            owner, told),
    }
}

fn sent(
    t: &Telling,
    server: ServerId,
    (change, person, version): (Change, ClientId, u32),
    (receivers, messages): (u8, u32),
) {
    let (members, version) = (count(receivers, Noun::OtherMember), Version(version));
    let each = messages / u32::from(receivers);
    match (change, each) {
        (Change::Created, 2) => say!(t,
            ko: "*{server}*{이} {person}의 {version} 사본을 {members}에 보냈습니다. 새 세션을 만드는 메시지와 로그인한 사용자를 적는 메시지, 멤버마다 {each}입니다.",
            en: "*{server}* sent {version} of {person}’s session to {members}: {each} to each, one that creates the session and one with its user.",
            server, person, version, members, each = count(each, Noun::Message)),
        _ => say!(t,
            ko: "*{server}*{이} {person}의 {version} 사본을 {members}에 보냈습니다. 멤버마다 {each}입니다.",
            en: "*{server}* sent {version} of {person}’s session to {members}, with {each} to each.",
            server, person, version, members, each = count(each, Noun::Message)),
    }
}

/// True if a copy brought this version of a session to a server before the fact at this index.
fn is_copied(run: &Recording, before: usize, (server, session, version): (ServerId, SessionId, u32)) -> bool {
    let is_copy = |fact: &Fact| match *fact {
        Fact::CopyApplied {
            server: to,
            change: Change::Created | Change::Changed,
            session: other,
            version: got,
            ..
        } => (to, other, got) == (server, session, version),
        _ => false,
    };
    run.facts()[..before].iter().any(|timed| is_copy(&timed.fact))
}

fn copied(t: &Telling, person: ClientId, server: ServerId, version: u32) {
    say!(t,
        ko: "*{server}*에는 {version} 사본이 이미 도착해 있어 {person}{을} 알아봅니다.",
        en: "The copy of {version} had got to *{server}* by then, so it recognises {person}.",
        server, person, version = Version(version));
}

/// The cart that a request saw in a copy, or to which it added an item.
fn copied_cart(t: &Telling, id: RequestId, server: ServerId, version: u32, items: u16) {
    let version = Version(version);
    match items {
        0 => say!(t,
            ko: "*{server}*에는 {version} 사본이 이미 도착해 있었고, 담긴 상품이 없습니다.",
            en: "The copy of {version} had got to *{server}* by then, and its cart is empty.",
            server, version),
        _ => say!(t,
            ko: "*{server}*에는 {person}의 {version} 사본이 이미 도착해 있었습니다. 장바구니에 {items}{이} 있습니다.",
            en: "The copy of {version} of {person}’s session had got to *{server}* by then. The cart has {items}.",
            server, person = id.client, version, items = count(items, Noun::Item)),
    }
}

/// True if a write was lost before its server had sent the copies, or before it had reached the replica, by the facts up
/// to the step of this one.
fn is_lost_before_its_copy(run: &Recording, fact: usize, (holder, id, written): (Holder, SessionId, u32)) -> bool {
    let facts = || run.facts_until(run.step_of_fact(fact)).iter().map(|timed| timed.fact);
    match holder {
        Holder::Server(holder) => facts().any(|fact| match fact {
            Fact::CopiesLost { server, session, version, .. } => (server, session, version) == (holder, id, written),
            _ => false,
        }),
        Holder::Store(_) => {
            let is_sent = |fact| match fact {
                Fact::ReplicationSent { session, version, .. } => (session, version) == (id, written),
                _ => false,
            };
            let is_there = |fact| match fact {
                Fact::ReplicationApplied { session, version, .. } => (session, version) == (id, written),
                _ => false,
            };
            facts().any(is_sent) && !facts().any(is_there)
        }
    }
}

fn lost_write(t: &Telling, holder: Holder, person: ClientId, (version, kept): (u32, u32)) {
    let (version, kept) = (Version(version), Version(kept));
    match holder {
        Holder::Server(server) => say!(t,
            ko: "*{server}*{은} {person}에게 저장했다고 답했지만, [{version} 사본을 보내기 전에] 멈췄습니다. 다른 서버에는 {kept}만 있습니다.",
            en: "*{server}* told {person} that the change was saved, but stopped [before it had sent the copies of {version}.] The others have only {kept}.",
            server, person, version, kept),
        Holder::Store(store) => say!(t,
            ko: "서버는 {person}에게 저장했다고 답했지만, [{version}{이} 복제본에 도착하기 전에] *{store}*{이} 멈췄습니다. 복제본에는 {kept}만 있습니다.",
            en: "{person} was told that the change was saved, but *{store}* stopped [before {version} had reached the replica.] The replica has only {kept}.",
            store, person, version, kept),
    }
}

/// The cart that a request saw, or to which it added an item. `items` is the number of items in its response.
fn cart(t: &Telling, id: RequestId, server: ServerId, (session, version): (SessionId, u32), items: u16, world: &World) {
    let store = matches!(world.config.sessions, Sessions::Shared(_)).then_some(world.primary);
    let holder = store.map_or(Holder::Server(server), Holder::Store);
    let held = world.holders_of(session).find(|(other, held)| *other == holder && held.version == version);
    let Some(found) = held.map(|(_, held)| held.cart) else {
        return recognised(t, id, server, (session, version), world);
    };
    let (person, session, version) = (id.client, Session(id.client, session.short()), Version(version));
    let (count, before) = (count(items, Noun::Item), count(found, Noun::Item));
    match (store, items) {
        (Some(store), _) if items > found && found == 0 => say!(t,
            ko: "*{server}*{이} {store}에서 받은 {person}의 세션 {session}({version})에는 담긴 상품이 없었습니다. 하나를 담아 다시 {store}에 씁니다.",
            en: "*{server}* got {person}’s session {session} ({version}) from {store} with an empty cart. It adds one item and writes the session back.",
            server, person, session, version, store),
        (None, _) if items > found && found == 0 => say!(t,
            ko: "*{server}*에 있던 {person}의 세션 {session}({version})에는 담긴 상품이 없었고, 거기에 하나를 담았습니다.",
            en: "*{server}* had {person}’s session {session} ({version}) with an empty cart, and added one item.",
            server, person, session, version),
        (None, _) if items > found => say!(t,
            ko: "*{server}*에 있던 {person}의 세션 {session}({version})에는 {before}{이} 있었고, 거기에 하나를 더 담았습니다.",
            en: "*{server}* had {person}’s session {session} ({version}) with {before} in its cart, and added one.",
            server, person, session, version, before),
        (Some(store), _) if items > found => say!(t,
            ko: "*{server}*{이} {store}에서 받은 {person}의 세션 {session}({version})에는 {before}{이} 있었습니다. 하나를 더 담아 다시 {store}에 씁니다.",
            en: "*{server}* got {person}’s session {session} ({version}) from {store} with {before} in its cart. It adds one and writes the session back.",
            server, person, session, version, store, before),
        (None, 0) => say!(t,
            ko: "*{server}*에 있는 {person}의 세션 {session}({version})에는 담긴 상품이 없습니다.",
            en: "*{server}* has {person}’s session {session} ({version}), and its cart is empty.",
            server, person, session, version),
        (None, _) => say!(t,
            ko: "*{server}*에 있는 {person}의 세션 {session}({version})에는 {count}{이} 담겨 있습니다.",
            en: "*{server}* has {person}’s session {session} ({version}), and its cart has {count}.",
            server, person, session, version, count),
        (Some(store), 0) => say!(t,
            ko: "*{server}*{이} {store}에서 받은 {person}의 세션 {session}({version})에는 담긴 상품이 없습니다.",
            en: "*{server}* got {person}’s session {session} ({version}) from {store}, and its cart is empty.",
            server, person, session, version, store),
        (Some(store), _) => say!(t,
            ko: "*{server}*{이} {store}에서 받은 {person}의 세션 {session}({version})에는 {count}{이} 담겨 있습니다.",
            en: "*{server}* got {person}’s session {session} ({version}) from {store}, and its cart has {count}.",
            server, person, session, version, store, count),
    }
}

/// The newer version is there by the time of the response, so the sentence is about the moment of the lookup.
fn stale_cart(t: &Telling, id: RequestId, server: ServerId, (version, newest): (u32, u32), items: u16) {
    let (person, version, newest) = (id.client, Version(version), Version(newest));
    match items {
        0 => say!(t,
            ko: "{person}의 요청이 사본보다 빨랐습니다. 그때 *{server}*에는 [오래된 {version}]뿐이었고, 거기에는 담긴 상품이 없습니다. {newest}{은} 아직 오는 중이었습니다.",
            en: "{person}’s request was faster than the copy. At that moment *{server}* had only the [stale {version}], whose cart is empty; {newest} was still on its way.",
            person, server, version, newest),
        _ => say!(t,
            ko: "{person}의 요청이 사본보다 빨랐습니다. 그때 *{server}*에는 {items}{이} 담긴 [오래된 {version}]뿐이었습니다. {newest}{은} 아직 오는 중이었습니다.",
            en: "{person}’s request was faster than the copy. At that moment *{server}* had only the [stale {version}], whose cart has {items}; {newest} was still on its way.",
            person, server, version, newest, items = count(items, Noun::Item)),
    }
}

fn no_worker(t: &Telling, person: ClientId, server: ServerId) {
    say!(t,
        ko: "*{server}*의 워커가 모두 바쁘고 대기열도 없어 {person}의 연결이 [거부되었습니다.]",
        en: "All workers of *{server}* were busy, and it has no queue, so {person}’s connection was [refused.]",
        server, person);
}

/// True if the primary had the write of a request before the fact at this index.
fn is_written(run: &Recording, before: usize, id: RequestId) -> bool {
    let is_write = |fact: &Fact| matches!(*fact, Fact::SessionWritten { id: other, .. } if other == id);
    run.facts()[..before].iter().any(|timed| is_write(&timed.fact))
}

fn unconfirmed(t: &Telling, person: ClientId, server: ServerId, store: StoreId) {
    say!(t,
        ko: "*{server}*{이} 복제본의 확인을 기다리는 동안 {store}{과} 연결이 끊겼습니다. 저장되었는지 알 수 없어 {person}에게 [오류(500)]로 응답합니다.",
        en: "*{server}* was waiting for the replica’s confirmation when it lost {store}. It cannot tell if the change is safe, so it answers {person} with an [error (500).]",
        server, store, person);
}

fn second_worker(t: &Telling, person: ClientId, server: ServerId) {
    say!(t,
        ko: "*{server}*의 워커 하나는 바빴지만, 다른 워커가 {person}의 요청을 맡았습니다.",
        en: "One worker of *{server}* was busy, and another one took {person}’s request.",
        server, person);
}
