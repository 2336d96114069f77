//! The stage in Korean words.

use crate::model::client::Client;
use crate::model::message::Message;
use crate::model::server::Server;
use crate::model::world::World;

use super::super::http_page::{request_line, view};
use super::super::label;
use super::super::particle::Particle;
use super::super::state::{self, WayOfId};
use super::{KO, Korean, Sentence};

pub(in super::super) fn client(client: &Client, world: &World) -> Sentence {
    let id = client.id;
    let shown = Sentence::new().person(id).say(format!("({}): “{}”. ", client.address, view(KO, client)));
    let shown = match state::way_of_id(id, world) {
        WayOfId::NoCookie => shown.say("쿠키는 없습니다."),
        WayOfId::Held(session, holder) => {
            let held = shown.say("쿠키의 세션 ").session(id, session).josa(Particle::Topic).say(" ").server(holder);
            held.say("에 있습니다.")
        }
        WayOfId::Gone(session) => {
            shown.say("쿠키의 세션 ").session(id, session).josa(Particle::Topic).say(" 어느 서버에도 없습니다.")
        }
    };
    match client.open {
        0 => shown,
        open => shown.say(format!(" 응답 {open}개를 기다립니다.")),
    }
}

pub(in super::super) fn balancer(world: &World) -> Sentence {
    let Some(balancer) = &world.balancer else { return Sentence::new().say("로드 밸런서는 없습니다.") };
    let (usable, servers) = (state::usable(world), world.servers.len());
    let used = Sentence::new().say(format!("로드 밸런서(라운드 로빈): 서버 {servers}대 중 {usable}대를 씁니다. "));
    match balancer.last {
        None => used.say("아직 보낸 요청이 없습니다."),
        Some(last) => used.say("마지막 요청은 ").server(last).josa(Particle::Toward).say(" 보냈습니다."),
    }
}

pub(in super::super) fn server(server: &Server, world: &World) -> Sentence {
    let said = Sentence::new().strong(label::server(KO, server.id)).say(": ");
    if !server.up {
        let down = said.loss("중단되었습니다.");
        return down.say(match (&world.balancer, state::believed_up(server.id, world)) {
            (None, _) => "",
            (Some(_), true) => " 로드 밸런서는 아직 모릅니다.",
            (Some(_), false) => " 로드 밸런서가 순번에서 뺐습니다.",
        });
    }
    let unused = world.balancer.is_some() && !state::believed_up(server.id, world);
    let said = said.say(if unused { "정상이지만 아직 순번에 없습니다. " } else { "정상입니다. " });
    let mut said = match server.table.len() {
        0 => said.say("세션이 없습니다."),
        n => said.say(format!("세션 {n}개: ")),
    };
    for (index, session) in server.table.iter().enumerate() {
        said = said.say(if index == 0 { "" } else { ", " }).person(session.owner).say(" ");
        said = said.session(session.owner, session.id);
        said = said.say(if world.is_orphan(session.id, session.owner) { "(고아)" } else { "" });
    }
    let said = if server.table.is_empty() { said } else { said.say(".") };
    match (server.running.len(), server.queue.len()) {
        (0, _) => said,
        (running, 0) => said.say(format!(" 요청 {running}개를 처리합니다.")),
        (running, waiting) => said.say(format!(" 요청 {running}개를 처리하고 {waiting}개가 기다립니다.")),
    }
}

pub(in super::super) fn message(message: &Message) -> Sentence {
    let person = Sentence::new().person(message.id().client);
    let what = match *message {
        Message::RequestToBalancer { request, .. } | Message::RequestToServer { request, .. } => {
            person.say("의 요청 ").strong(request_line(request.action)).josa(Particle::Subject)
        }
        Message::ResponseToBalancer { response, .. } | Message::ResponseToClient { response, .. } => {
            person.say("에게 갈 응답 ").strong(response.status.code()).josa(Particle::Subject)
        }
    };
    let (from, to) = message.ends();
    let what = what.say(format!(" {}에서 {}", label::node(KO, from), label::node(KO, to)));
    what.josa(Particle::Toward).say(" 가는 중입니다.")
}
