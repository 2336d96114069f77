//! The stage in Korean words.

use crate::model::client::Client;
use crate::model::config::Affinity;
use crate::model::fact::StoreRole;
use crate::model::message::{Message, StoreAnswer, StoreOp};
use crate::model::server::Server;
use crate::model::session::{SessionTable, SessionWrite};
use crate::model::store::Store;
use crate::model::world::World;

use super::super::http_page::{request_line, view};
use super::super::label::{self, version as v};
use super::super::particle::Particle;
use super::super::state::{self, WayOfId};
use super::{KO, Korean, Sentence};

pub(in super::super) fn client(client: &Client, world: &World) -> Sentence {
    let id = client.id;
    let shown = Sentence::new().person(id).say(format!("({}): “{}”. ", client.address, view(KO, client)));
    let shown = match state::way_of_id(id, world) {
        WayOfId::NoCookie if state::pinned_to(id, world).is_some() => shown.say("세션 ID 쿠키는 없습니다."),
        WayOfId::NoCookie => shown.say("쿠키는 없습니다."),
        WayOfId::Held(session, holder) => {
            let held = shown.say("쿠키의 세션 ").session(id, session).josa(Particle::Topic).say(" ").holder(holder);
            held.say("에 있습니다.")
        }
        WayOfId::AtReplica(session, store) => {
            let there =
                shown.say("쿠키의 세션 ").session(id, session).josa(Particle::Topic).say(" 복제본인 ").store(store);
            there.say("에만 있습니다.")
        }
        WayOfId::OnDisk(session, store) => {
            let kept = shown.say("쿠키의 세션 ").session(id, session).josa(Particle::Topic).say(" 꺼진 ").store(store);
            kept.say("의 디스크에 있습니다.")
        }
        WayOfId::Gone(session) => {
            shown.say("쿠키의 세션 ").session(id, session).josa(Particle::Topic).say(" 어디에도 없습니다.")
        }
    };
    let shown = match state::pinned_to(id, world) {
        None => shown,
        Some(server) => {
            let pinned = shown.say(" SRV 쿠키는 ").server(server).josa(Particle::Object);
            pinned.say(" 가리킵니다.")
        }
    };
    match client.open {
        0 => shown,
        open => shown.say(format!(" 응답 {open}개를 기다립니다.")),
    }
}

pub(in super::super) fn balancer(world: &World) -> Sentence {
    let Some(balancer) = &world.balancer else { return Sentence::new().say("로드 밸런서는 없습니다.") };
    let (usable, servers) = (state::usable(world), state::servers(world));
    let how = match world.config.affinity {
        Affinity::None => "라운드 로빈",
        Affinity::Cookie => "SRV 쿠키, 없으면 라운드 로빈",
        Affinity::Source => "출발지 주소",
    };
    let used = Sentence::new().say(format!("로드 밸런서({how}): 서버 {servers}대 중 {usable}대를 씁니다. "));
    match balancer.last {
        None => used.say("아직 보낸 요청이 없습니다."),
        Some(last) => used.say("마지막 요청은 ").server(last).josa(Particle::Toward).say(" 보냈습니다."),
    }
}

pub(in super::super) fn server(server: &Server, world: &World) -> Sentence {
    let said = Sentence::new().strong(label::server(KO, server.id)).say(": ");
    if server.removed {
        return said.loss("뺐습니다.");
    }
    if !server.up {
        let down = said.loss("중단되었습니다.");
        return down.say(match (&world.balancer, state::believed_up(server.id, world)) {
            (None, _) => "",
            (Some(_), true) => " 로드 밸런서는 아직 모릅니다.",
            (Some(_), false) => " 로드 밸런서가 순번에서 뺐습니다.",
        });
    }
    let unused = world.balancer.is_some() && !state::believed_up(server.id, world);
    let said = match (server.joining, unused) {
        (true, _) => said.say("다른 멤버의 세션을 받는 중이라 요청을 받지 않습니다. "),
        (false, true) => said.say("정상이지만 아직 순번에 없습니다. "),
        (false, false) => said.say("정상입니다. "),
    };
    let said = said.say(if state::lone(server.id, world) { "클러스터 설정이 없습니다. " } else { "" });
    let said = sessions(said, &server.table, world);
    let said = match (server.running.len(), server.queue.len()) {
        (0, _) => said,
        (running, 0) => said.say(format!(" 요청 {running}개를 처리합니다.")),
        (running, waiting) => said.say(format!(" 요청 {running}개를 처리하고 {waiting}개가 기다립니다.")),
    };
    match (server.outbox.len(), server.inbox.len() + server.applying.len()) {
        (0, 0) => said,
        (to_send, 0) => said.say(format!(" 보낼 사본이 {to_send}개 있습니다.")),
        (0, to_apply) => said.say(format!(" 적용할 사본이 {to_apply}개 있습니다.")),
        (to_send, to_apply) => said.say(format!(" 보낼 사본이 {to_send}개, 적용할 사본이 {to_apply}개 있습니다.")),
    }
}

pub(in super::super) fn store(store: &Store, world: &World) -> Sentence {
    let role = state::role(store.id, world);
    let (role_said, kind) = (label::store_role(KO, role), label::store_kind(KO, store.kind));
    let said = Sentence::new().strong(label::store(KO, store.id)).say(format!("({role_said}, {kind}): "));
    if !store.up {
        let down = said.loss("중단되었습니다.");
        return match (role, state::replica(world)) {
            (StoreRole::Primary, Some(replica)) => {
                down.say(" 곧 ").store(replica).josa(Particle::Subject).say(" 넘겨받습니다.")
            }
            (StoreRole::Primary, None) => down.say(" 어느 서버도 세션을 읽지 못합니다."),
            (StoreRole::Replica, _) => down,
        };
    }
    sessions(said.say("정상입니다. "), &store.table, world)
}

/// "세션 2개: Alice BF42 v1, Bob 0C11 v2(고아)."
fn sessions(said: Sentence, table: &SessionTable, world: &World) -> Sentence {
    let mut said = match table.len() {
        0 => return said.say("세션이 없습니다."),
        n => said.say(format!("세션 {n}개: ")),
    };
    for (index, session) in table.iter().enumerate() {
        said = said.say(if index == 0 { "" } else { ", " }).person(session.owner).say(" ");
        said = said.session(session.owner, session.id).say(format!(" {}", v(session.version)));
        let stale = state::newest(session.id, world).is_some_and(|newest| newest > session.version);
        said = said.say(match (world.is_orphan(session.id, session.owner), stale) {
            (false, false) => "",
            (true, false) => "(고아)",
            (false, true) => "(최신이 아님)",
            (true, true) => "(고아, 최신이 아님)",
        });
    }
    said.say(".")
}

pub(in super::super) fn message(message: &Message) -> Sentence {
    let person = Sentence::new().person(message.owner());
    let written = |write: &SessionWrite| {
        let version = v(write.session().version);
        person.clone().say("의 세션 ").strong(version)
    };
    let what = match *message {
        Message::RequestToBalancer { request, .. } | Message::RequestToServer { request, .. } => {
            person.say("의 요청 ").strong(request_line(request.action))
        }
        Message::ResponseToBalancer { response, .. } | Message::ResponseToClient { response, .. } => {
            person.say("에게 갈 응답 ").strong(response.status.code())
        }
        Message::Copy { write, .. } => written(&write).say(" 사본"),
        Message::CopyAck { version, .. } => person.say("의 세션 ").strong(v(version)).say("의 적용 확인"),
        Message::StoreRequest { op: StoreOp::Read(_), .. } => person.say("의 세션을 묻는 ").strong("읽기"),
        Message::StoreRequest { op: StoreOp::Write(write), .. } => written(&write).say(" ").strong("쓰기"),
        Message::StoreResponse { answer: StoreAnswer::Read(Some(session)), .. } => {
            person.say("의 세션 ").strong(v(session.version))
        }
        Message::StoreResponse { answer: StoreAnswer::Read(None), .. } => person.say("의 세션이 ").strong("없다는 답"),
        Message::StoreResponse { answer: StoreAnswer::Written, .. } => person.say("의 변경을 ").strong("저장했다는 답"),
        Message::Replicate { write, .. } => written(&write).say("의 복제"),
    };
    let (from, to) = message.ends();
    let what = what.josa(Particle::Subject);
    let what = what.say(format!(" {}에서 {}", label::node(KO, from), label::node(KO, to)));
    what.josa(Particle::Toward).say(" 가는 중입니다.")
}
