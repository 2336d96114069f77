//! The figure in words, for readers who do not see it: a sentence or a few for each thing, from one frame alone.

use crate::model::config::Affinity;
use crate::model::fact::StoreRole;
use crate::model::ids::{ClientId, ServerId, StoreId};
use crate::model::message::{Message, Node, StoreAnswer, StoreOp};
use crate::model::server::ServerState;
use crate::model::session::{Session, SessionTable, SessionWrite};
use crate::model::world::{SessionOfCookie, World};

use super::http_page::{self, request_line};
use super::label;
use super::say::{Telling, say, tell, text};
use super::value::Value::{self, Version};
use super::value::{Noun, count, number};
use super::{Language, Sentence};

/// A thing in the figure.
#[derive(Clone, Copy)]
pub enum Thing<'a> {
    /// A client, the balancer, a server or a store.
    Node(Node),
    /// A message in flight.
    Message(&'a Message),
}

/// State of one thing. Empty if the run has no such thing.
pub fn thing(language: Language, thing: Thing<'_>, world: &World) -> Sentence {
    tell(language, |t| match thing {
        Thing::Node(Node::Client(id)) => client(t, id, world),
        Thing::Node(Node::Balancer) => balancer(t, world),
        Thing::Node(Node::Server(id)) => server(t, id, world),
        Thing::Node(Node::Store(id)) => store(t, id, world),
        Thing::Message(flying) => message(t, flying),
    })
}

/// Page of a browser, place of its cookie's session, number of open requests.
fn client(t: &Telling, id: ClientId, world: &World) {
    let Some(client) = world.client(id) else { return };
    let page = http_page::view(t.language(), client);
    say!(t,
        ko: "{person}({address}): “{page}”.",
        en: "{person} ({address}): “{page}”.",
        person = id, address = client.address, page = &page);
    let pinned = client.pinned_server();
    match world.session_of_cookie(id) {
        SessionOfCookie::NoCookie if pinned.is_some() => say!(t,
            ko: "세션 ID 쿠키는 없습니다.",
            en: "No session id cookie."),
        SessionOfCookie::NoCookie => say!(t,
            ko: "쿠키는 없습니다.",
            en: "No cookie."),
        SessionOfCookie::Held(session, holder) => say!(t,
            ko: "쿠키가 가리키는 세션 {session}{은} {holder}에 있습니다.",
            en: "The cookie’s session {session} is on {holder}.",
            session = Value::Session(id, session.short()), holder),
        SessionOfCookie::OnReplica(session, store) => say!(t,
            ko: "쿠키가 가리키는 세션 {session}{은} 복제본인 {store}에만 있습니다.",
            en: "The cookie’s session {session} is only on the replica, {store}.",
            session = Value::Session(id, session.short()), store),
        SessionOfCookie::OnDisk(session, store) => say!(t,
            ko: "쿠키가 가리키는 세션 {session}{은} 멈춘 {store}의 디스크에 있습니다.",
            en: "The cookie’s session {session} is on the disk of {store}, which is down.",
            session = Value::Session(id, session.short()), store),
        SessionOfCookie::Gone(session) => say!(t,
            ko: "쿠키가 가리키는 세션 {session}{은} 어디에도 없습니다.",
            en: "The cookie’s session {session} is not stored anywhere.",
            session = Value::Session(id, session.short())),
    }
    if let Some(server) = pinned {
        say!(t,
            ko: "SRV 쿠키는 {server}{을} 가리킵니다.",
            en: "The SRV cookie names {server}.",
            server);
    }
    if client.open > 0 {
        say!(t,
            ko: "{answers}{을} 기다립니다.",
            en: "Waiting for {answers}.",
            answers = count(client.open, Noun::Answer));
    }
}

/// Routing, number of usable servers, server of the last request.
fn balancer(t: &Telling, world: &World) {
    let Some(balancer) = &world.balancer else {
        return say!(t,
            ko: "로드 밸런서는 없습니다.",
            en: "There is no load balancer.");
    };
    let usable = number(world.usable_servers());
    let servers = count(world.present_servers().count(), Noun::Server);
    match world.config.affinity {
        Affinity::None => say!(t,
            ko: "로드 밸런서(라운드 로빈): {servers} 중 {usable}대를 씁니다.",
            en: "Load balancer (round robin): {usable} of {servers} usable.",
            servers, usable),
        Affinity::Cookie => say!(t,
            ko: "로드 밸런서(SRV 쿠키, 없으면 라운드 로빈): {servers} 중 {usable}대를 씁니다.",
            en: "Load balancer (SRV cookie, else round robin): {usable} of {servers} usable.",
            servers, usable),
        Affinity::Source => say!(t,
            ko: "로드 밸런서(출발지 IP): {servers} 중 {usable}대를 씁니다.",
            en: "Load balancer (source IP): {usable} of {servers} usable.",
            servers, usable),
    }
    match balancer.last {
        None => say!(t,
            ko: "아직 보낸 요청이 없습니다.",
            en: "It has forwarded no request yet."),
        Some(last) => say!(t,
            ko: "마지막 요청은 {last}{으로} 보냈습니다.",
            en: "The last request went to {last}.",
            last),
    }
}

/// State of a server, its sessions and its work.
fn server(t: &Telling, id: ServerId, world: &World) {
    let Some(server) = world.server(id) else { return };
    if !server.is_up() {
        return stopped_server(t, id, server.is_removed(), world);
    }
    if let ServerState::Joining { donor, donor_stopped, .. } = server.state {
        joining_server(t, id, donor, donor_stopped);
    } else if world.balancer.is_none() || world.is_in_rotation(id) {
        say!(t,
            ko: "*{server}*: 정상입니다.",
            en: "*{server}*: up.",
            server = id);
    } else {
        say!(t,
            ko: "*{server}*: 정상이지만 아직 순번에 없습니다.",
            en: "*{server}*: up, but not in rotation yet.",
            server = id);
    }
    if world.is_outside_cluster(id) {
        say!(t,
            ko: "클러스터 설정이 없습니다.",
            en: "Not configured for the cluster.");
    }
    sessions(t, &server.table, world);
    requests(t, server.running.len(), server.queue.len());
    copies(t, server.outbox.len(), server.inbox.len() + server.applying.len());
}

fn joining_server(t: &Telling, id: ServerId, donor: ServerId, donor_stopped: bool) {
    if donor_stopped {
        say!(t,
            ko: "*{server}*: 세션을 보내던 {donor}{이} 멈춰, 상태 전송 제한 시간이 끝날 때까지 요청을 받지 않습니다.",
            en: "*{server}*: {donor} stopped while it was sending the sessions, so this server accepts no requests until the state transfer timeout ends.",
            server = id, donor);
    } else {
        say!(t,
            ko: "*{server}*: {donor}에서 세션을 받는 중이라 아직 요청을 받지 않습니다.",
            en: "*{server}*: fetching sessions from {donor}, accepts no requests yet.",
            server = id, donor);
    }
}

fn stopped_server(t: &Telling, id: ServerId, removed: bool, world: &World) {
    if removed {
        say!(t,
            ko: "*{server}*: [뺀 서버입니다.]",
            en: "*{server}*: [removed.]",
            server = id);
    } else if world.balancer.is_none() {
        say!(t,
            ko: "*{server}*: [중단되었습니다.]",
            en: "*{server}*: [down.]",
            server = id);
    } else if world.is_in_rotation(id) {
        say!(t,
            ko: "*{server}*: [중단되었습니다.] 로드 밸런서는 아직 모릅니다.",
            en: "*{server}*: [down.] The balancer does not know yet.",
            server = id);
    } else {
        say!(t,
            ko: "*{server}*: [중단되었습니다.] 로드 밸런서가 순번에서 뺐습니다.",
            en: "*{server}*: [down.] The balancer took it out of rotation.",
            server = id);
    }
}

fn requests(t: &Telling, running: usize, waiting: usize) {
    match (running, waiting) {
        (0, _) => {}
        (_, 0) => say!(t,
            ko: "{requests}{을} 처리합니다.",
            en: "Processing {requests}.",
            requests = count(running, Noun::Request)),
        (_, _) => say!(t,
            ko: "{requests}{을} 처리하고 {waiting}개가 기다립니다.",
            en: "Processing {requests}, {waiting} in the queue.",
            requests = count(running, Noun::Request), waiting = number(waiting)),
    }
}

fn copies(t: &Telling, to_send: usize, to_apply: usize) {
    match (to_send, to_apply) {
        (0, 0) => {}
        (_, 0) => say!(t,
            ko: "보낼 {copies}{이} 있습니다.",
            en: "{copies} to send.",
            copies = count(to_send, Noun::Copy)),
        (0, _) => say!(t,
            ko: "적용할 {copies}{이} 있습니다.",
            en: "{copies} to apply.",
            copies = count(to_apply, Noun::Copy)),
        (_, _) => say!(t,
            ko: "보낼 {to_send}{과} 적용할 {to_apply}{이} 있습니다.",
            en: "{to_send} to send, {to_apply} to apply.",
            to_send = count(to_send, Noun::Copy), to_apply = count(to_apply, Noun::Copy)),
    }
}

/// Role, medium and state of a store, and its sessions.
fn store(t: &Telling, id: StoreId, world: &World) {
    let Some(store) = world.store(id) else { return };
    let language = t.language();
    let role = world.role_of(id);
    let replica = world.replica();
    let medium = label::medium(language, store.kind);
    let named = match role {
        StoreRole::Primary => text!(language, ko: "주 저장소, {medium}", en: "primary, {medium}", medium = &medium),
        StoreRole::Replica => text!(language, ko: "복제본, {medium}", en: "replica, {medium}", medium = &medium),
    };
    match (store.is_up(), role, replica) {
        (true, _, _) => {
            say!(t,
                ko: "*{store}*({named}): 정상입니다.",
                en: "*{store}* ({named}): up.",
                store = id, named = &named);
            sessions(t, store.table(), world);
        }
        (false, StoreRole::Replica, _) => say!(t,
            ko: "*{store}*({named}): [중단되었습니다.]",
            en: "*{store}* ({named}): [down.]",
            store = id, named = &named),
        (false, StoreRole::Primary, Some(replica)) => say!(t,
            ko: "*{store}*({named}): [중단되었습니다.] 곧 {replica}{이} 주 저장소로 승격됩니다.",
            en: "*{store}* ({named}): [down.] {replica} will take over soon.",
            store = id, named = &named, replica),
        (false, StoreRole::Primary, None) => say!(t,
            ko: "*{store}*({named}): [중단되었습니다.] 어느 서버도 세션을 읽지 못합니다.",
            en: "*{store}* ({named}): [down.] No server can read a session.",
            store = id, named = &named),
    }
}

/// "세션 2개: Alice BF42 v1, Bob 0C11 v2(고아).", "2 sessions: Alice BF42 v1, Bob 0C11 v2 (orphan)."
fn sessions(t: &Telling, table: &SessionTable, world: &World) {
    if table.is_empty() {
        return say!(t,
            ko: "세션이 없습니다.",
            en: "No sessions.");
    }
    let list: Vec<Sentence> = table.iter().map(|held| tell(t.language(), |item| session(item, held, world))).collect();
    say!(t,
        ko: "{sessions}: {list}.",
        en: "{sessions}: {list}.",
        sessions = count(table.len(), Noun::Session), list = Value::Series(&list));
}

fn session(t: &Telling, held: &Session, world: &World) {
    let Session { id, owner: person, version, .. } = *held;
    let (id_short, version) = (Value::Session(person, id.short()), Version(version));
    match (world.is_orphan(id, person), world.is_outdated(held)) {
        (false, false) => say!(t,
            ko: "{person} {session} {version}",
            en: "{person} {session} {version}",
            person, session = id_short, version),
        (true, false) => say!(t,
            ko: "{person} {session} {version}(고아)",
            en: "{person} {session} {version} (orphan)",
            person, session = id_short, version),
        (false, true) => say!(t,
            ko: "{person} {session} {version}(최신이 아님)",
            en: "{person} {session} {version} (not the newest)",
            person, session = id_short, version),
        (true, true) => say!(t,
            ko: "{person} {session} {version}(고아, 최신이 아님)",
            en: "{person} {session} {version} (orphan, not the newest)",
            person, session = id_short, version),
    }
}

/// A message in flight between servers, balancer and browsers.
fn message(t: &Telling, message: &Message) {
    let person = message.owner();
    let (from, to) = message.ends();
    match *message {
        Message::RequestToBalancer { request, .. } | Message::RequestToServer { request, .. } => say!(t,
            ko: "{person}의 요청 *{line}*{이} {from}에서 {to}{으로} 가는 중입니다.",
            en: "{person}’s request *{line}* is on its way from {from} to {to}.",
            person, from, to, line = &request_line(request.action)),
        Message::ResponseToBalancer { response, .. } | Message::ResponseToClient { response, .. } => say!(t,
            ko: "{person}에게 보낼 *{status}* 응답이 {from}에서 {to}{으로} 가는 중입니다.",
            en: "{person}’s response *{status}* is on its way from {from} to {to}.",
            person, from, to, status = response.status),
        Message::Copy { write, .. } => copy(t, &write, (from, to)),
        Message::CopyAck { version, .. } => say!(t,
            ko: "{person}의 세션 *{version}*{을} 적용했다는 확인이 {from}에서 {to}{으로} 가는 중입니다.",
            en: "A confirmation that {person}’s session *{version}* was applied is on its way from {from} to {to}.",
            person, from, to, version = Version(version)),
        Message::StoreRequest { op: StoreOp::Read(_), .. } => say!(t,
            ko: "{person}의 세션 *읽기* 요청이 {from}에서 {to}{으로} 가는 중입니다.",
            en: "A *read* request for {person}’s session is on its way from {from} to {to}.",
            person, from, to),
        Message::StoreRequest { op: StoreOp::Write(write), .. } => say!(t,
            ko: "{person}의 세션 *{version}* *쓰기* 요청이 {from}에서 {to}{으로} 가는 중입니다.",
            en: "A *write* request for {person}’s session *{version}* is on its way from {from} to {to}.",
            person, from, to, version = Version(write.session().version)),
        Message::StoreResponse { answer: StoreAnswer::Read(Some(session)), .. } => say!(t,
            ko: "{person}의 세션 *{version}*{이} {from}에서 {to}{으로} 가는 중입니다.",
            en: "{person}’s session *{version}* is on its way from {from} to {to}.",
            person, from, to, version = Version(session.version)),
        Message::StoreResponse { answer: StoreAnswer::Read(None), .. } => say!(t,
            ko: "{person}의 세션이 *없다는 답*이 {from}에서 {to}{으로} 가는 중입니다.",
            en: "The response that {person}’s session was *not found* is on its way from {from} to {to}.",
            person, from, to),
        Message::StoreResponse { answer: StoreAnswer::Written, .. } => say!(t,
            ko: "{person}의 변경을 *저장했다는 답*이 {from}에서 {to}{으로} 가는 중입니다.",
            en: "The response that {person}’s change is *saved* is on its way from {from} to {to}.",
            person, from, to),
        Message::StoreResponse { answer: StoreAnswer::Refused, .. } => say!(t,
            ko: "{person}의 변경을 *저장하지 못했다는 답*이 {from}에서 {to}{으로} 가는 중입니다.",
            en: "The response that {person}’s change was *not saved* is on its way from {from} to {to}.",
            person, from, to),
        Message::Replicate { write: SessionWrite::Delete { .. }, .. } => say!(t,
            ko: "{person}의 세션이 *끝났다는* 복제 메시지가 {from}에서 {to}{으로} 가는 중입니다.",
            en: "A replication message that {person}’s session *has ended* is on its way from {from} to {to}.",
            person, from, to),
        Message::Replicate { write, .. } => say!(t,
            ko: "{person}의 세션 *{version}* 복제 메시지가 {from}에서 {to}{으로} 가는 중입니다.",
            en: "A replication message with {person}’s session *{version}* is on its way from {from} to {to}.",
            person, from, to, version = Version(write.session().version)),
    }
}

/// A message from one cluster member to another.
fn copy(t: &Telling, write: &SessionWrite, (from, to): (Node, Node)) {
    let Session { owner: person, version, .. } = write.session();
    let version = Version(version);
    match write {
        SessionWrite::Create { .. } | SessionWrite::Update { .. } => say!(t,
            ko: "{person}의 세션 *{version}* 사본이 {from}에서 {to}{으로} 가는 중입니다.",
            en: "A copy of {person}’s session *{version}* is on its way from {from} to {to}.",
            person, from, to, version),
        SessionWrite::Touch { .. } => say!(t,
            ko: "{person}의 세션 *{version}* 접근 시각을 알리는 메시지가 {from}에서 {to}{으로} 가는 중입니다.",
            en: "A message with the access time of {person}’s session *{version}* is on its way from {from} to {to}.",
            person, from, to, version),
        SessionWrite::Expire { .. } => say!(t,
            ko: "{person}의 세션 *{version}*{이} 만료되었다는 메시지가 {from}에서 {to}{으로} 가는 중입니다.",
            en: "A message that {person}’s session *{version}* has expired is on its way from {from} to {to}.",
            person, from, to, version),
        SessionWrite::Delete { .. } => say!(t,
            ko: "{person}의 세션 *{version}*{이} 끝났다는 메시지가 {from}에서 {to}{으로} 가는 중입니다.",
            en: "A message that {person}’s session *{version}* has ended is on its way from {from} to {to}.",
            person, from, to, version),
    }
}
