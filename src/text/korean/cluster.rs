//! Clusters in Korean: copies, members, and what goes wrong between them. A copy of a session is a 사본; a 복제본 is a
//! store's replica. 갱신 손실 (lost update) is a loss of its own.

use crate::model::config::Setting;
use crate::model::ids::{ClientId, CopyId, Holder, ServerId, SessionId};
use crate::model::time::SimDuration;
use crate::model::world::World;

use super::super::caption::Copied as Together;
use super::super::label::version as v;
use super::super::number::{bytes as size, duration};
use super::super::particle::Particle;
use super::super::state::{self, AfterCopy, Copied, Copies};
use super::{KO, Korean, Sentence};

pub(super) fn queued(copies: &Copies, sync: bool) -> Sentence {
    let Copies { receivers, .. } = *copies;
    let start = news(copies);
    let weight = weight(copies);
    if sync {
        let start = start.say(format!(" 다른 멤버 {receivers}대에 곧바로 보냅니다{weight}. "));
        return start.say("동기 복제라서 모두 적용할 때까지 응답을 미룹니다.");
    }
    let start = start.say(format!(" 다른 멤버 {receivers}대에 보내려고 줄 세웠습니다{weight}. "));
    start.say("응답은 기다리지 않고 나가므로, 보내기 전에 멈추면 사본은 사라집니다.")
}

pub(super) fn sent(copies: &Copies) -> Sentence {
    let Copies { receivers, .. } = *copies;
    let start = news(copies);
    if receivers == 0 {
        return start.say(" 보내려 했지만, 받을 다른 멤버가 없습니다.");
    }
    let start = start.say(format!(" 다른 멤버 {receivers}대에 보냈습니다{}. ", weight(copies)));
    start.say("떠난 사본은 이제 이 서버가 멈춰도 도착합니다.")
}

/// "서버 1이 Alice의 세션 7F3A v2를": who sends what.
fn news(copies: &Copies) -> Sentence {
    let Copies { server, session, owner, version, .. } = *copies;
    let start = Sentence::new().here(server).josa(Particle::Subject).say(" ").person(owner).say("의 세션 ");
    let start = start.session(owner, session);
    match copies.about() {
        Copied::Made | Copied::Changed => start.say(" ").strong(v(version)).josa(Particle::Object),
        Copied::Read => start.josa(Particle::Object).say(" 읽기만 했는데도 그 소식을"),
        Copied::Ended => start.josa(Particle::Subject).say(" 끝났다는 소식을"),
    }
}

/// "(메시지 4개, 2.8 KB)".
fn weight(copies: &Copies) -> String {
    format!("(메시지 {}개, {})", copies.messages, size(copies.bytes))
}

pub(super) fn applied(
    server: ServerId,
    from: ServerId,
    (session, owner): (SessionId, ClientId),
    version: u32,
    world: &World,
) -> Sentence {
    let cost = duration(KO, world.config.duration(Setting::CopyApply));
    let got = brought(from, (session, owner), version).here(server).josa(Particle::Subject);
    let got = got.say(format!(" 적용했습니다(워커 {cost}). "));
    got.say(match state::after_copy(server, session, version, world) {
        AfterCopy::Same => "이제 이 서버도 같은 값을 봅니다.".to_owned(),
        AfterCopy::Newer(held) => {
            format!("이미 더 새로운 {}{} 있어 사용 시각만 고쳤습니다.", v(held), Particle::Subject.after(&v(held)))
        }
        AfterCopy::Gone => "끝났다는 소식이어서 이 서버에서도 지웠습니다.".to_owned(),
    })
}

/// Copies of one change arrived at several members at once.
pub(super) fn applied_together(step: &Together, world: &World) -> Sentence {
    let Together { ref servers, from, owner, session, version } = *step;
    let mut got = brought(from, (session, owner), version);
    for (index, &server) in servers.iter().enumerate() {
        got = got.say(if index == 0 { "" } else { ", " }).here(server);
    }
    let got = got.josa(Particle::Subject).say(" 적용했습니다. ");
    let after = servers.first().map(|&server| state::after_copy(server, session, version, world));
    match after {
        None | Some(AfterCopy::Same) => got.say("이제 어느 쪽으로 가도 같은 값을 봅니다."),
        Some(AfterCopy::Newer(_)) => got.say("이미 더 새로운 값이 있어 사용 시각만 고쳤습니다."),
        Some(AfterCopy::Gone) => got.say("끝났다는 소식이어서 거기서도 지웠습니다."),
    }
}

/// "서버 1이 보낸 Alice의 세션 7F3A v2를 ".
fn brought(from: ServerId, (session, owner): (SessionId, ClientId), version: u32) -> Sentence {
    let brought = Sentence::new().server(from).josa(Particle::Subject).say(" 보낸 ").person(owner).say("의 세션 ");
    brought.session(owner, session).say(" ").strong(v(version)).josa(Particle::Object).say(" ")
}

pub(super) fn ignored(
    server: ServerId,
    from: ServerId,
    (session, owner): (SessionId, ClientId),
    version: u32,
) -> Sentence {
    let ignored = Sentence::new().here(server).josa(Particle::Subject).say(" ").server(from).say("에서 온 ");
    let ignored = ignored.person(owner).say("의 세션 ").session(owner, session).say(" ").strong(v(version));
    let ignored = ignored.josa(Particle::Object).say(" 버렸습니다. ");
    ignored.say("만들어졌다는 소식을 받지 못했거나 이미 끝난 세션이라, 고칠 것이 없기 때문입니다.")
}

/// `had` and `got` tell which of the person's requests wrote what was there and what took its place.
pub(super) fn crossed(
    server: ServerId,
    (session, owner): (SessionId, ClientId),
    version: u32,
    (had, got): (u32, u32),
) -> Sentence {
    let crossed = Sentence::new().loss("갱신 손실").say(": ").here(server).say("의 세션 ").session(owner, session);
    let crossed = crossed
        .say("에서 ")
        .person(owner)
        .say(format!("의 {had}번째 요청이 담은 것이 {got}번째 것으로 바뀌었습니다. "));
    let crossed = crossed.say("두 멤버가 서로 모른 채 ").strong(v(version)).josa(Particle::Object);
    crossed.say(" 썼고, 늦게 도착한 값이 남습니다.")
}

pub(super) fn lost(
    server: ServerId,
    (session, owner): (SessionId, ClientId),
    version: u32,
    receivers: u8,
    world: &World,
) -> Sentence {
    let lost =
        Sentence::new().here(server).josa(Particle::Subject).say(" 멈춰, 보내려던 ").person(owner).say("의 세션 ");
    let lost =
        lost.session(owner, session).say(" ").strong(v(version)).say(" 사본이 ").loss("대기열에서 사라졌습니다. ");
    if state::newest(session, world).is_some_and(|newest| newest >= version) {
        return lost.say("같은 버전이 다른 멤버에 있어 잃은 값은 없습니다.");
    }
    let lost = lost.person(owner).josa(Particle::Topic).say(" 저장되었다는 응답을 받지만, ");
    lost.say(match receivers {
        0 => "받을 다른 멤버도 없었습니다.".to_owned(),
        _ => format!("다른 멤버 {receivers}대는 이 변경을 끝내 모릅니다."),
    })
}

pub(super) fn join_started(
    server: ServerId,
    donor: ServerId,
    (sessions, bytes): (u32, u64),
    takes: SimDuration,
) -> Sentence {
    let joins = Sentence::new().here(server).josa(Particle::Subject).say(" 클러스터에 들어와 ").server(donor);
    let joins = joins.say("에게서 ").strong(format!("세션 {sessions}개")).say(format!("({})", size(bytes)));
    let joins = joins.say("를 받기 시작했습니다. ");
    joins.say(format!("상태 전송이 끝나는 {} 뒤까지 요청을 받지 않습니다.", duration(KO, takes)))
}

pub(super) fn join_ended(server: ServerId, donor: ServerId, sessions: u32, complete: bool, world: &World) -> Sentence {
    let here = Sentence::new().here(server).josa(Particle::Subject).say(" ");
    if complete {
        let all =
            here.server(donor).say(format!("의 세션을 모두 받아, 이제 세션 {sessions}개를 갖고 요청을 받습니다. "));
        return all.say("로그인한 사람은 누구든 알아봅니다.");
    }
    let patience = duration(KO, world.config.duration(Setting::StateTransferTimeout));
    let gone = here.server(donor).josa(Particle::Object).say(format!(" {patience}까지 기다리다 "));
    let gone = gone.loss(format!("세션 {sessions}개만 가진 채")).say(" 요청을 받기 시작했습니다. ");
    gone.say("다른 멤버에게 다시 달라고 하지는 않습니다.")
}

pub(super) fn copy_dropped(CopyId { client, version, to }: CopyId) -> Sentence {
    let cut = Sentence::new().here_holder(to).josa(Particle::Toward).say(" 가던 ").person(client).say("의 ");
    let cut = cut.strong(v(version)).say(" 사본을 ").loss("끊었습니다. ");
    cut.holder(to).josa(Particle::Topic).say(match to {
        Holder::Server(_) => " 다음 변경이 도착할 때까지 이 변경을 모릅니다.",
        Holder::Store(_) => " 이 쓰기를 모르므로, 지금 넘겨받으면 잃습니다.",
    })
}

pub(super) fn copy_delayed(CopyId { client, version, to }: CopyId, by: SimDuration) -> Sentence {
    let late = Sentence::new().here_holder(to).josa(Particle::Toward).say(" 가는 ").person(client).say("의 ");
    let late = late.strong(v(version)).say(format!(" 사본을 {} 늦췄습니다. ", duration(KO, by)));
    late.say(match to {
        Holder::Server(_) => "그 사이 이 서버로 온 요청은 오래된 값을 읽습니다.",
        Holder::Store(_) => "그 사이 주 저장소가 멈추면 이 쓰기를 잃습니다.",
    })
}
