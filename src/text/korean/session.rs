//! Sessions and cookies in Korean. Each loss has a word of its own: 모릅니다 (not found here), 소멸 (destroyed), 덮어씀
//! (overwritten), 오래된 값 (stale read), 갱신 손실 (lost update).

use crate::model::config::{Sessions, Setting};
use crate::model::fact::{DestroyCause, OrphanCause};
use crate::model::http::Action;
use crate::model::ids::{ClientId, Holder, RequestId, ServerId, SessionId};
use crate::model::world::World;

use super::super::label::version as v;
use super::super::number::duration;
use super::super::particle::Particle;
use super::super::state::{self, Lies, StaleBecause};
use super::{KO, Korean, Sentence};

pub(super) fn found(id: RequestId, server: ServerId, (session, version): (SessionId, u32), world: &World) -> Sentence {
    let idle = duration(KO, world.config.duration(Setting::Idle));
    let shared = matches!(world.config.sessions, Sessions::Shared(_));
    let found = Sentence::new().here(server);
    let found = if shared {
        found.josa(Particle::Subject).say(" ").store(world.primary).say("에서 세션 ")
    } else {
        found.say("에 세션 ")
    };
    let found = found.session(id.client, session);
    // The particle follows the id; what stands in brackets is not read with it.
    let (particle, verb) =
        if shared { (Particle::Object, "받았습니다") } else { (Particle::Subject, "있습니다") };
    let particle = particle.after(&session.short().to_string());
    let found = found.say(format!("({}){particle} {verb}. 그래서 ", v(version))).person(id.client);
    let found = found.josa(Particle::Object);
    found.say(format!(" 알아보고, 유휴 만료는 다시 {idle} 뒤로 미뤄집니다."))
}

pub(super) fn not_found(
    id: RequestId,
    server: ServerId,
    (session, held_by): (SessionId, Option<Holder>),
    world: &World,
) -> Sentence {
    let asked = match world.config.sessions {
        Sessions::Local | Sessions::Replicated => Holder::Server(server),
        Sessions::Shared(_) => Holder::Store(world.primary),
    };
    let unknown = Sentence::new().here_holder(asked).josa(Particle::Topic).say(" 세션 ").loss(session.short());
    let unknown = unknown.josa(Particle::Object).loss(" 모릅니다. ");
    let action = state::action(id, server, world);
    let login = action == Some(Action::Login);
    match held_by {
        Some(holder) if holder == asked => unknown
            .say("방금 유휴 만료되었으므로 ")
            .person(id.client)
            .josa(Particle::Topic)
            .say(" 다시 로그인해야 합니다."),
        Some(holder) if login => unknown
            .say("세션은 ")
            .holder(holder)
            .say("에 그대로 있지만, ")
            .person(id.client)
            .say("의 로그인은 새 세션을 만듭니다."),
        Some(holder) => {
            let there = unknown.say("세션은 ").holder(holder).say("에 그대로 있지만").say(not_copied(server, world));
            there.say(", ").person(id.client).josa(Particle::Topic).say(" 처음 온 사람으로 보입니다.")
        }
        None if action == Some(Action::Logout) => {
            unknown.say("이제 어디에도 없는 세션이므로 ").person(id.client).say("의 로그아웃은 끝낼 것이 없습니다.")
        }
        None if login => {
            unknown.say("이제 어디에도 없는 세션이므로 ").person(id.client).say("의 로그인은 새 세션을 만듭니다.")
        }
        None => unknown
            .say("이제 어디에도 없는 세션이므로 ")
            .person(id.client)
            .josa(Particle::Topic)
            .say(" 다시 로그인해야 합니다."),
    }
}

/// Why a member does not have what another member has.
fn not_copied(server: ServerId, world: &World) -> &'static str {
    match world.config.sessions {
        Sessions::Local | Sessions::Shared(_) => "",
        Sessions::Replicated if state::lone(server, world) => " 이 서버는 클러스터 밖이어서",
        Sessions::Replicated => " 사본이 오지 않아",
    }
}

pub(super) fn stale(
    id: RequestId,
    server: ServerId,
    session: SessionId,
    (version, newest): (u32, u32),
    world: &World,
) -> Sentence {
    let (has, latest) = (v(version), v(newest));
    let person = Sentence::new().person(id.client);
    match state::stale_because(server, session, newest, world) {
        StaleBecause::Overtaken => person
            .say("의 요청이 사본보다 먼저 ")
            .here(server)
            .say("에 도착했습니다. 이 서버에는 ")
            .strong(&has)
            .say(format!("뿐이어서 최신 {latest} 대신 "))
            .loss("오래된 값")
            .say("을 읽습니다."),
        StaleBecause::NeverSent => person
            .say("의 요청이 간 ")
            .here(server)
            .say("에는 ")
            .strong(&has)
            .say("뿐이어서 ")
            .loss("오래된 값")
            .say("을 읽습니다. 최신 ")
            .say(&latest)
            .josa(Particle::Topic)
            .say(" 이 서버로 오고 있지도 않습니다."),
        StaleBecause::WrittenMeanwhile => {
            let meanwhile = Sentence::new().here(server).josa(Particle::Subject).say(" 저장소에서 ").strong(&has);
            let meanwhile = meanwhile.josa(Particle::Object).say(" 읽어 오는 사이 다른 요청이 ").say(&latest);
            let meanwhile = meanwhile.josa(Particle::Object).say(" 썼습니다. ").person(id.client);
            meanwhile.say("의 요청은 ").loss("오래된 값").say("으로 일합니다.")
        }
    }
}

pub(super) fn write_lost(
    holder: Holder,
    (session, owner): (SessionId, ClientId),
    version: u32,
    kept: Option<u32>,
) -> Sentence {
    let lost = Sentence::new().loss("갱신 손실").say(": ").person(owner).say("의 세션 ").session(owner, session);
    let lost = lost.josa(Particle::Topic).say(" ").strong(v(version)).say("까지 저장되었다고 답했지만, ");
    let lost = lost.holder(holder).josa(Particle::With).say(" 함께 사라져 ");
    match kept {
        Some(kept) => lost.say(v(kept)).say("만 남았습니다."),
        None => lost.say("남은 것이 없습니다."),
    }
}

pub(super) fn no_cookie(id: RequestId, server: ServerId, world: &World) -> Sentence {
    let none = Sentence::new().person(id.client).say("의 요청에는 세션 ID가 없습니다. ").here(server);
    match state::action(id, server, world) {
        Some(Action::Login) => none.josa(Particle::Topic).say(" 로그인을 확인하고 새 세션을 만듭니다."),
        Some(Action::Me | Action::ViewCart | Action::AddToCart | Action::Logout) | None => {
            none.josa(Particle::Topic).say(" 누가 보냈는지 알 수 없습니다.")
        }
    }
}

pub(super) fn created(
    server: ServerId,
    session: SessionId,
    owner: ClientId,
    replaces: Option<SessionId>,
    world: &World,
) -> Sentence {
    let Some(old) = replaces else {
        let made = Sentence::new().here(server).josa(Particle::Subject).say(" ").person(owner).say("의 세션 ");
        let made = made.session(owner, session).josa(Particle::Object).say(" 만들었습니다. ID는 Set-Cookie로 보내고, ");
        return match state::lies(server, world) {
            Lies::HereAmongOthers => made.say("다른 서버는 이 세션을 모릅니다."),
            Lies::HereAlone => made.say("세션은 이 서버의 메모리에만 있습니다."),
            Lies::HereAndSoonAt(others) => made.say(format!("세션은 다른 멤버 {others}대에도 복제합니다.")),
            Lies::Stored(store) => made.say("세션은 ").store(store).say("에 있어 어느 서버나 읽습니다."),
        };
    };
    let changed = Sentence::new().person(owner).josa(Particle::Subject).say(" 다시 로그인해 ").here(server);
    let changed = changed.josa(Particle::Subject).say(" 세션 ID를 ").session(owner, old).say("에서 ");
    let changed = changed.session(owner, session).josa(Particle::Toward).say(" 바꿨습니다. ");
    changed.say("로그인 때 ID를 바꾸면 미리 심어 둔 ID는 쓸모가 없어집니다.")
}

pub(super) fn written(
    id: RequestId,
    server: ServerId,
    session: SessionId,
    (version, cart): (u32, u16),
    world: &World,
) -> Sentence {
    let wrote = Sentence::new().here(server).josa(Particle::Subject).say(" ").person(id.client).say("의 세션 ");
    let wrote = wrote.session(id.client, session).say("에 장바구니 ").strong(format!("{cart}개"));
    let wrote =
        wrote.josa(Particle::Object).say(format!(" 적어 v{version}")).josa(Particle::Subject).say(" 되었습니다. ");
    match state::lies(server, world) {
        Lies::HereAmongOthers => wrote.say("다른 서버는 이 변경을 모릅니다."),
        Lies::HereAlone => wrote.say("이 서버의 메모리에만 있는 값입니다."),
        Lies::HereAndSoonAt(others) => wrote.say(format!("다른 멤버 {others}대는 사본이 도착해야 압니다.")),
        Lies::Stored(store) => wrote.say("어느 서버든 ").store(store).say("에서 이 값을 읽습니다."),
    }
}

pub(super) fn invalidated(id: RequestId, server: ServerId, session: SessionId) -> Sentence {
    let ended = Sentence::new().person(id.client).josa(Particle::Subject).say(" 로그아웃해 ").here(server);
    let ended = ended.josa(Particle::Subject).say(" 세션 ").session(id.client, session).josa(Particle::Object);
    ended.say(" 지웠습니다. 쿠키는 브라우저에 남지만, 가리키는 세션이 없습니다.")
}

pub(super) fn destroyed(
    holder: Holder,
    (session, owner): (SessionId, ClientId),
    orphan: bool,
    because: DestroyCause,
) -> Sentence {
    let gone = match because {
        DestroyCause::Crash => Sentence::new().here_holder(holder).josa(Particle::With).say(" 함께 "),
        DestroyCause::Removed => Sentence::new().here_holder(holder).josa(Particle::Object).say(" 빼면서 "),
        DestroyCause::Replaced => Sentence::new().here_holder(holder).say("에 있던 "),
        DestroyCause::Idle { .. } => Sentence::new(),
    };
    let whose = gone.person(owner).say(if orphan { "의 고아 세션 " } else { "의 세션 " });
    let whose = whose.session(owner, session).josa(Particle::Subject);
    match (because, orphan) {
        (DestroyCause::Crash | DestroyCause::Removed, false) => {
            whose.loss(" 소멸했습니다.").say(" 다른 곳에 사본이 없으므로 다시 로그인해야 합니다.")
        }
        (DestroyCause::Replaced, false) => {
            whose.loss(" 소멸했습니다.").say(" 이제 서버들이 묻는 저장소에는 없어 다시 로그인해야 합니다.")
        }
        (DestroyCause::Crash | DestroyCause::Removed | DestroyCause::Replaced, true) => {
            whose.say(" 사라졌습니다. 가리키는 쿠키가 이미 없던 세션이라 새로 잃은 것은 없습니다.")
        }
        (DestroyCause::Idle { for_ }, _) => {
            let whose = whose.say(format!(" {} 동안 쓰이지 않아 ", duration(KO, for_))).here_holder(holder);
            whose.say(if orphan {
                "에서 만료되었습니다. 차지하던 메모리가 비로소 풀렸습니다."
            } else {
                "에서 만료되었습니다. 다음 요청은 로그인 화면을 받습니다."
            })
        }
    }
}

pub(super) fn cookie_stored(client: ClientId, session: SessionId, replaced: Option<SessionId>) -> Sentence {
    let jar = Sentence::new().person(client);
    match replaced {
        None => {
            let jar = jar.say("의 브라우저가 세션 ID ").session(client, session).josa(Particle::Object);
            jar.say(" 쿠키로 저장했습니다. 이제 요청마다 함께 보냅니다.")
        }
        Some(old) => {
            let jar = jar.say("의 쿠키가 ").session(client, old).say("에서 ").session(client, session);
            jar.josa(Particle::Toward).say(" 바뀌었습니다. 이름과 경로가 같은 쿠키는 하나만 남습니다.")
        }
    }
}

pub(super) fn cookie_refused(client: ClientId, session: SessionId) -> Sentence {
    let refused = Sentence::new().person(client).say("의 브라우저가 세션 ID ").session(client, session);
    let refused = refused.josa(Particle::Object).loss(" 저장하지 않았습니다.");
    refused.say(" HTTP로 온 Secure 쿠키이기 때문이며, 다음 요청에 이 ID는 실리지 않습니다.")
}

pub(super) fn cookie_lapsed(client: ClientId, session: SessionId) -> Sentence {
    let lapsed = Sentence::new().person(client).say("의 쿠키 ").session(client, session).josa(Particle::Topic);
    lapsed.say(" Max-Age가 지나 브라우저에서 사라졌습니다. 이제 요청에 세션 ID가 실리지 않습니다.")
}

pub(super) fn cookies_cleared(client: ClientId, cookies: u8) -> Sentence {
    let cleared = Sentence::new().person(client).josa(Particle::Subject);
    cleared.say(format!(" 쿠키 {cookies}개를 지웠습니다. 다음 요청에는 세션 ID가 없습니다."))
}

pub(super) fn orphaned(
    session: SessionId,
    client: ClientId,
    holder: Holder,
    because: OrphanCause,
    world: &World,
) -> Sentence {
    let idle = duration(KO, world.config.duration(Setting::Idle));
    let cut = match because {
        OrphanCause::Overwritten { by } => {
            let cut = Sentence::new().say("새 로그인이 ").person(client).say("의 쿠키를 ").session(client, by);
            cut.josa(Particle::Toward).loss(" 덮어써").say(", ")
        }
        OrphanCause::Cleared => Sentence::new().person(client).say("의 쿠키가 지워져 "),
        OrphanCause::Lapsed => Sentence::new().person(client).say("의 쿠키가 Max-Age를 지나 "),
        OrphanCause::Refused => Sentence::new().person(client).say("의 브라우저가 쿠키를 저장하지 않아 "),
    };
    let orphan = cut.here_holder(holder).say("의 세션 ").session(client, session).josa(Particle::Topic);
    let orphan = orphan.say(" 고아가 되었습니다. ");
    orphan.say(format!("유휴 만료({idle})까지 메모리만 차지합니다."))
}
