//! The stage in words, for those who do not see it: one sentence or a few for each thing on it, from the frame alone.

use crate::model::config::{Affinity, StoreKind};
use crate::model::fact::StoreRole;
use crate::model::ids::{ClientId, ServerId, StoreId};
use crate::model::message::{Message, Node, StoreAnswer, StoreOp};
use crate::model::session::SessionTable;
use crate::model::world::World;

use super::http_page::{request_line, shown};
use super::state::{self, WayOfId};
use super::telling::Value::{self, Number, Person, Server, Session, Store, Version, Words};
use super::telling::both;
use super::telling::{Telling, tell};
use super::{Language, Sentence};

/// What can be told of.
#[derive(Clone, Copy)]
pub enum Thing<'a> {
    /// A client, the balancer, a server, a store.
    Node(Node),
    /// A message in flight.
    Message(&'a Message),
}

/// One thing, and how it stands. Nothing for one that is not there.
pub fn thing(language: Language, thing: Thing<'_>, world: &World) -> Sentence {
    tell(language, |t| match thing {
        Thing::Node(Node::Client(id)) => client(t, id, world),
        Thing::Node(Node::Balancer) => balancer(t, world),
        Thing::Node(Node::Server(id)) => server(t, id, world),
        Thing::Node(Node::Store(id)) => store(t, id, world),
        Thing::Message(flying) => message(t, flying),
    })
}

/// What a browser shows, where its cookie leads, what it waits for.
fn client(t: &mut Telling, id: ClientId, world: &World) {
    let Some(client) = world.clients.get(id.index()) else { return };
    let pinned = state::pinned_to(id, world);
    let values = [Person(id), Value::From(client.address), shown(client.view)];
    t.say(both!("{0}({1}): “{2}”. ", "{0} ({1}): “{2}”. "), &values);
    match state::way_of_id(id, world) {
        WayOfId::NoCookie if pinned.is_some() => t.plain(both!("세션 ID 쿠키는 없습니다.", "No session id.")),
        WayOfId::NoCookie => t.plain(both!("쿠키는 없습니다.", "No cookie.")),
        WayOfId::Held(session, holder) => t.say(
            both!("쿠키의 세션 {0}{은} {1}에 있습니다.", "The cookie’s session {0} is on {1}."),
            &[Session(id, session.short()), Value::Holder(holder)],
        ),
        WayOfId::AtReplica(session, store) => t.say(
            both!(
                "쿠키의 세션 {0}{은} 복제본인 {1}에만 있습니다.",
                "The cookie’s session {0} is only on the replica, {1}."
            ),
            &[Session(id, session.short()), Store(store)],
        ),
        WayOfId::OnDisk(session, store) => t.say(
            both!(
                "쿠키의 세션 {0}{은} 꺼진 {1}의 디스크에 있습니다.",
                "The cookie’s session {0} is on the disk of {1}, which is down."
            ),
            &[Session(id, session.short()), Store(store)],
        ),
        WayOfId::Gone(session) => t.say(
            both!("쿠키의 세션 {0}{은} 어디에도 없습니다.", "The cookie’s session {0} is nowhere."),
            &[Session(id, session.short())],
        ),
    }
    if let Some(server) = pinned {
        t.say(both!(" SRV 쿠키는 {0}{을} 가리킵니다.", " The SRV cookie names {0}."), &[Server(server)]);
    }
    if client.open > 0 {
        t.say(both!(" 응답 {0}개를 기다립니다.", " Waiting for {0:answer}."), &[Number(client.open.into())]);
    }
}

/// How many servers the balancer uses and whom it chose last; without one, that there is none.
fn balancer(t: &mut Telling, world: &World) {
    let Some(balancer) = &world.balancer else {
        return t.plain(both!("로드 밸런서는 없습니다.", "There is no load balancer."));
    };
    let how = match world.config.affinity {
        Affinity::None => both!("라운드 로빈", "round robin"),
        Affinity::Cookie => both!("SRV 쿠키, 없으면 라운드 로빈", "SRV cookie, else round robin"),
        Affinity::Source => both!("출발지 주소", "source address"),
    };
    let texts =
        both!("로드 밸런서({0}): 서버 {2}대 중 {1}대를 씁니다. ", "Load balancer ({0}): {1} of {2:server} usable. ");
    t.say(texts, &[Words(how), Number(state::usable(world) as u64), Number(state::servers(world))]);
    match balancer.last {
        None => t.plain(both!("아직 보낸 요청이 없습니다.", "It has sent no request yet.")),
        Some(last) => {
            t.say(both!("마지막 요청은 {0}{으로} 보냈습니다.", "The last request went to {0}."), &[Server(last)]);
        }
    }
}

/// Whether a server runs, whether the balancer knows, its sessions and its work.
fn server(t: &mut Telling, id: ServerId, world: &World) {
    let Some(server) = world.servers.get(id.index()) else { return };
    t.say(both!("*{^0}*: ", "*{^0}*: "), &[Server(id)]);
    let used = world.balancer.is_none() || state::believed_up(id, world);
    t.plain(match (server.removed, server.up, server.joining, used) {
        (true, _, _, _) => both!("[뺐습니다.]", "[taken out.]"),
        (false, false, _, _) if world.balancer.is_none() => both!("[중단되었습니다.]", "[down.]"),
        (false, false, _, true) => {
            both!("[중단되었습니다.] 로드 밸런서는 아직 모릅니다.", "[down.] The balancer does not know yet.")
        }
        (false, false, _, false) => {
            both!("[중단되었습니다.] 로드 밸런서가 순번에서 뺐습니다.", "[down.] The balancer took it out of rotation.")
        }
        (false, true, true, _) => both!(
            "다른 멤버의 세션을 받는 중이라 요청을 받지 않습니다. ",
            "fetching another member’s sessions, takes no request yet. "
        ),
        (false, true, false, false) => both!("정상이지만 아직 순번에 없습니다. ", "up, but not in rotation yet. "),
        (false, true, false, true) => both!("정상입니다. ", "up. "),
    });
    if server.removed || !server.up {
        return;
    }
    if state::lone(id, world) {
        t.plain(both!("클러스터 설정이 없습니다. ", "Not configured for the cluster. "));
    }
    sessions(t, &server.table, world);
    let (running, waiting) = (server.running.len(), server.queue.len());
    let (to_send, to_apply) = (server.outbox.len(), server.inbox.len() + server.applying.len());
    let values = [running, waiting, to_send, to_apply].map(|n| Number(n as u64));
    let work = match (running, waiting) {
        (0, _) => both!("", ""),
        (_, 0) => both!(" 요청 {0}개를 처리합니다.", " Serving {0:request}."),
        (_, _) => both!(" 요청 {0}개를 처리하고 {1}개가 기다립니다.", " Serving {0:request}, {1} waiting."),
    };
    t.say(work, &values);
    let copies = match (to_send, to_apply) {
        (0, 0) => both!("", ""),
        (_, 0) => both!(" 보낼 사본이 {2}개 있습니다.", " {2:copy} to send."),
        (0, _) => both!(" 적용할 사본이 {3}개 있습니다.", " {3:copy} to apply."),
        (_, _) => both!(" 보낼 사본이 {2}개, 적용할 사본이 {3}개 있습니다.", " {2:copy} to send, {3:copy} to apply."),
    };
    t.say(copies, &values);
}

/// The part of a shared store, whether it runs, its sessions.
fn store(t: &mut Telling, id: StoreId, world: &World) {
    let Some(store) = world.stores.get(id.index()) else { return };
    let role = state::role(id, world);
    let part = match role {
        StoreRole::Primary => both!("주 저장소", "primary"),
        StoreRole::Replica => both!("복제본", "replica"),
    };
    let kind = match store.kind {
        StoreKind::Memory => both!("메모리", "in memory"),
        StoreKind::Log => both!("메모리와 로그", "memory and log"),
        StoreKind::Disk => both!("디스크", "on disk"),
    };
    t.say(both!("*{0}*({1}, {2}): ", "*{^0}* ({1}, {2}): "), &[Store(id), Words(part), Words(kind)]);
    if store.up {
        t.plain(both!("정상입니다. ", "up. "));
        return sessions(t, &store.table, world);
    }
    t.plain(both!("[중단되었습니다.]", "[down.]"));
    match (role, state::replica(world)) {
        (StoreRole::Primary, Some(replica)) => {
            t.say(both!(" 곧 {0}{이} 넘겨받습니다.", " It will be replaced by {0} soon."), &[Store(replica)]);
        }
        (StoreRole::Primary, None) => {
            t.plain(both!(" 어느 서버도 세션을 읽지 못합니다.", " No server can read a session."));
        }
        (StoreRole::Replica, _) => {}
    }
}

/// "세션 2개: Alice BF42 v1, Bob 0C11 v2(고아).", "2 sessions: Alice BF42 v1, Bob 0C11 v2 (orphan)."
fn sessions(t: &mut Telling, table: &SessionTable, world: &World) {
    if table.is_empty() {
        return t.plain(both!("세션이 없습니다.", "No sessions."));
    }
    t.say(both!("세션 {0}개: ", "{0:session}: "), &[Number(table.len() as u64)]);
    for (index, session) in table.iter().enumerate() {
        let stale = world.newest_version(session.id).is_some_and(|newest| newest > session.version);
        let mark = match (world.is_orphan(session.id, session.owner), stale) {
            (false, false) => both!("", ""),
            (true, false) => both!("(고아)", " (orphan)"),
            (false, true) => both!("(최신이 아님)", " (not the newest)"),
            (true, true) => both!("(고아, 최신이 아님)", " (orphan, not the newest)"),
        };
        let texts = if index == 0 {
            both!("{0} {1} {2}{3}", "{0} {1} {2}{3}")
        } else {
            both!(", {0} {1} {2}{3}", ", {0} {1} {2}{3}")
        };
        let owner = session.owner;
        t.say(texts, &[Person(owner), Session(owner, session.id.short()), Version(session.version), Words(mark)]);
    }
    t.plain(both!(".", "."));
}

/// A message in flight: whose, what, from where to where.
fn message(t: &mut Telling, message: &Message) {
    let line;
    let (texts, what) = match *message {
        Message::RequestToBalancer { request, .. } | Message::RequestToServer { request, .. } => {
            line = request_line(request.action);
            (both!("{0}의 요청 *{1}*", "{0}’s request *{1}*"), Value::Text(&line))
        }
        Message::ResponseToBalancer { response, .. } | Message::ResponseToClient { response, .. } => {
            (both!("{0}에게 갈 응답 *{1}*", "{0}’s answer *{1}*"), Number(response.status.code().into()))
        }
        Message::Copy { write, .. } => {
            (both!("{0}의 세션 *{1}* 사본", "{0}’s session *{1}*, a copy,"), Version(write.session().version))
        }
        Message::CopyAck { version, .. } => {
            (both!("{0}의 세션 *{1}*의 적용 확인", "{0}’s session *{1}*, told to be applied,"), Version(version))
        }
        Message::StoreRequest { op: StoreOp::Read(_), .. } => {
            (both!("{0}의 세션을 묻는 *{1}*", "{0}’s session, a *{1}*,"), Words(both!("읽기", "read")))
        }
        Message::StoreRequest { op: StoreOp::Write(write), .. } => {
            (both!("{0}의 세션 *{1}* *쓰기*", "{0}’s session *{1}*, a *write*,"), Version(write.session().version))
        }
        Message::StoreResponse { answer: StoreAnswer::Read(Some(session)), .. } => {
            (both!("{0}의 세션 *{1}*", "{0}’s session *{1}*"), Version(session.version))
        }
        Message::StoreResponse { answer: StoreAnswer::Read(None), .. } => {
            (both!("{0}의 세션이 *{1}*", "{0}’s session, *{1}*,"), Words(both!("없다는 답", "not found")))
        }
        Message::StoreResponse { answer: StoreAnswer::Written, .. } => {
            (both!("{0}의 변경을 *{1}*", "{0}’s change, told to be *{1}*,"), Words(both!("저장했다는 답", "saved")))
        }
        Message::Replicate { write, .. } => (
            both!("{0}의 세션 *{1}*의 복제", "{0}’s session *{1}*, for the replica,"),
            Version(write.session().version),
        ),
    };
    t.say(texts, &[Person(message.owner()), what]);
    let (from, to) = message.ends();
    let texts = both!("{이} {0}에서 {1}{으로} 가는 중입니다.", " is on its way from {0} to {1}.");
    t.say(texts, &[Value::Node(from), Value::Node(to)]);
}
