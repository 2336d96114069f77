//! Sessions. Each loss has a word of its own: 모릅니다, does not know (not found here), 소멸, destroyed,
//! 덮어씀, overwritten, 오래된 값, stale, 갱신 손실, lost update.

use crate::model::config::{Sessions, Setting};
use crate::model::http::Action;
use crate::model::ids::{ClientId, Holder, RequestId, ServerId, SessionId};
use crate::model::world::{StoredAt, World};

use super::super::claim::Claim;
use super::super::say::{Telling, say};
use super::super::value::Value::{Id, Session, Version};
use super::super::value::{Noun, count};
use super::arrivals::has_version;
use super::other_session;

pub(super) fn found(t: &Telling, id: RequestId, server: ServerId, (session, version): (SessionId, u32), world: &World) {
    recognised(t, id, server, (session, version), world);
    let idle = world.config.duration(Setting::Idle);
    if matches!(world.config.sessions, Sessions::Shared(_)) && !world.config.read_renews() {
        return say!(t,
            ko: "유휴 만료 시간({idle})은 이 요청이 접근 시각을 쓸 때 다시 시작됩니다.",
            en: "The idle timeout ({idle}) starts again when this request writes the access time.",
            idle);
    }
    say!(t,
        ko: "유휴 만료 시간({idle})이 다시 시작됩니다.",
        en: "The idle timeout ({idle}) starts again.",
        idle);
}

/// Tells that a server recognises a user, and by which session.
pub(in crate::text) fn recognised(
    t: &Telling,
    id: RequestId,
    server: ServerId,
    (session, version): (SessionId, u32),
    world: &World,
) {
    if !matches!(world.config.sessions, Sessions::Shared(_)) {
        t.claim(Claim::HasVersion(Holder::Server(server), session, version));
        t.claim(Claim::UsedNow(Holder::Server(server), session));
    }
    let (person, session) = (id.client, Session(id.client, session.short()));
    match world.config.sessions {
        Sessions::Local | Sessions::Replicated => say!(t,
            ko: "*{server}*에 세션 {session}({version}){이} 있어 {person}{을} 알아봅니다.",
            en: "*{server}* has session {session} ({version}), so it recognises {person}.",
            server, session, version = Version(version), person),
        Sessions::Shared(_) => say!(t,
            ko: "*{server}*{이} {store}에서 세션 {session}({version}){을} 받아 {person}{을} 알아봅니다.",
            en: "*{server}* got session {session} ({version}) from {store}, so it recognises {person}.",
            server, store = world.primary, session, version = Version(version), person),
    }
}

pub(super) fn not_found(
    t: &Telling,
    id: RequestId,
    server: ServerId,
    (session, held_by): (SessionId, Option<Holder>),
    world: &World,
) {
    let asked = match world.config.sessions {
        Sessions::Local | Sessions::Replicated => Holder::Server(server),
        Sessions::Shared(_) => Holder::Store(world.primary),
    };
    if has_version(world, asked, session, 0) {
        return say!(t,
            claims: [Claim::Holds(asked, session)],
            ko: "*{asked}*{은} 세션 [{session}]{을} [모른다고 답했습니다.] 답이 오는 사이에 이 세션이 다시 저장되었습니다.",
            en: "*{asked}* answered that it [does not know] session [{session}]. The session was written again while the answer was on its way.",
            asked, session = Id(session.short()));
    }
    say!(t,
        claims: [Claim::Lacks(asked, session)],
        ko: "*{asked}*{은} 세션 [{session}]{을} [모릅니다.]",
        en: "*{asked}* [does not know] session [{session}].",
        asked, session = Id(session.short()));
    match held_by {
        Some(holder) if holder != asked => t.claim(Claim::Holds(holder, session)),
        Some(_) | None => t.claim(Claim::NobodyFinds(session)),
    }
    let person = id.client;
    let other = other_session(world, person, session);
    match (held_by, world.action_of(id, server)) {
        (Some(holder), _) if holder == asked && other.is_some() => say!(t,
            ko: "세션이 방금 유휴 만료되었습니다.",
            en: "Its idle timeout has just passed."),
        (Some(holder), _) if holder == asked => say!(t,
            claims: [Claim::MustLogIn(person)],
            ko: "세션이 방금 유휴 만료되어 {person}{은} 다시 로그인해야 합니다.",
            en: "Its idle timeout has just passed, so {person} has to log in again.",
            person),
        (Some(holder), Some(Action::Login)) => say!(t,
            ko: "세션은 {holder}에 그대로 있지만, {person}의 로그인 요청이므로 새 세션을 만듭니다.",
            en: "It is still on {holder}, but {person}’s login will create a new one.",
            holder, person),
        (Some(holder), _) => taken_for_new(t, person, (server, session), holder, world),
        (None, action) if world.unasked_holder_of(session).is_some() => {
            found_nowhere(t, person, (session, action), world)
        }
        (None, Some(Action::Logout)) => say!(t,
            claims: [Claim::NobodyHolds(session)],
            ko: "이제 어디에도 없는 세션이므로 {person}{이} 로그아웃해도 지울 세션이 없습니다.",
            en: "It is not stored anywhere any more, so {person}’s logout has no session to end.",
            person),
        (None, Some(Action::Login)) => say!(t,
            claims: [Claim::NobodyHolds(session)],
            ko: "이제 어디에도 없는 세션이며, {person}의 로그인 요청이므로 새 세션을 만듭니다.",
            en: "It is not stored anywhere any more, so {person}’s login will create a new one.",
            person),
        (None, Some(Action::Me | Action::ViewCart | Action::AddToCart) | None) if let Some(named) = other => say!(t,
            claims: [Claim::NobodyHolds(session), Claim::CookieNames(person, named)],
            ko: "이제 어디에도 없는 세션이며, {person}의 쿠키는 지금 다른 세션 {named}{을} 가리킵니다.",
            en: "It is not stored anywhere any more, and {person}’s cookie names another session now, {named}.",
            person, named = Session(person, named.short())),
        // A copy on its way brings the session once more, before its end.
        (None, Some(Action::Me | Action::ViewCart | Action::AddToCart) | None) if !world.will_be_anonymous(person) => {
            say!(t,
                claims: [Claim::NobodyHolds(session)],
                ko: "이제 어디에도 없는 세션입니다.",
                en: "It is not stored anywhere any more.")
        }
        (None, Some(Action::Me | Action::ViewCart | Action::AddToCart) | None) => say!(t,
            claims: [Claim::NobodyHolds(session), Claim::MustLogIn(person)],
            ko: "이제 어디에도 없는 세션이므로 {person}{은} 다시 로그인해야 합니다.",
            en: "It is not stored anywhere any more, so {person} has to log in again.",
            person),
    }
}

/// Tells that no server finds a session that the replica, or a store that is down, still has.
fn found_nowhere(t: &Telling, person: ClientId, (session, action): (SessionId, Option<Action>), world: &World) {
    let other = other_session(world, person, session);
    match action {
        Some(Action::Logout) => say!(t,
            ko: "이제 이 세션을 찾을 수 있는 서버가 없으므로 {person}{이} 로그아웃해도 지울 세션이 없습니다.",
            en: "No server can find it any more, so {person}’s logout has no session to end.",
            person),
        Some(Action::Login) => say!(t,
            ko: "이제 이 세션을 찾을 수 있는 서버가 없으며, {person}의 로그인 요청이므로 새 세션을 만듭니다.",
            en: "No server can find it any more, so {person}’s login will create a new one.",
            person),
        Some(Action::Me | Action::ViewCart | Action::AddToCart) | None if let Some(named) = other => say!(t,
            claims: [Claim::CookieNames(person, named)],
            ko: "이제 이 세션을 찾을 수 있는 서버가 없으며, {person}의 쿠키는 지금 다른 세션 {named}{을} 가리킵니다.",
            en: "No server can find it any more, and {person}’s cookie names another session now, {named}.",
            person, named = Session(person, named.short())),
        // The replica takes over, or the store starts again, and may bring the session back.
        Some(Action::Me | Action::ViewCart | Action::AddToCart) | None if !world.will_be_anonymous(person) => say!(t,
            ko: "지금 이 세션을 찾을 수 있는 서버는 없습니다.",
            en: "No server can find it now."),
        Some(Action::Me | Action::ViewCart | Action::AddToCart) | None => say!(t,
            claims: [Claim::MustLogIn(person)],
            ko: "이제 이 세션을 찾을 수 있는 서버가 없으므로 {person}{은} 다시 로그인해야 합니다.",
            en: "No server can find it any more, so {person} has to log in again.",
            person),
    }
}

/// Tells that `server` does not recognise a person whose session is on `holder`, and why a member does not have it.
fn taken_for_new(
    t: &Telling,
    person: ClientId,
    (server, session): (ServerId, SessionId),
    holder: Holder,
    world: &World,
) {
    match world.config.sessions {
        Sessions::Local | Sessions::Shared(_) => say!(t,
            ko: "세션은 {holder}에 그대로 있지만, {server}{은} {person}{을} 처음 온 사용자로 봅니다.",
            en: "It is still on {holder}, but here {person} looks like a new user.",
            holder, server, person),
        Sessions::Replicated if world.is_outside_cluster(server) => say!(t,
            claims: [Claim::OutsideCluster(server)],
            ko: "세션은 {holder}에 그대로 있지만, {server}{은} 클러스터 밖이어서 {person}{을} 처음 온 사용자로 봅니다.",
            en: "It is still on {holder}, but this server is outside the cluster, so here {person} looks like a new user.",
            holder, server, person),
        Sessions::Replicated if !world.is_creation_on_its_way(server, session) => say!(t,
            ko: "세션은 {holder}에 그대로 있지만, {server}에는 사본이 온 적이 없거나 세션이 이미 끝나 {person}{을} 처음 온 사용자로 봅니다.",
            en: "It is still on {holder}, but here its copy never arrived or the session has ended, so {person} looks like a new user.",
            holder, server, person),
        Sessions::Replicated => say!(t,
            claims: [Claim::CopyComes(server, session, 1)],
            ko: "세션은 {holder}에 그대로 있지만, {server}{은} 사본을 아직 받지 못해 {person}{을} 처음 온 사용자로 봅니다.",
            en: "It is still on {holder}, but no copy has arrived here yet, so {person} looks like a new user.",
            holder, server, person),
    }
}

pub(super) fn stale(
    t: &Telling,
    id: RequestId,
    server: ServerId,
    session: SessionId,
    (version, newest): (u32, u32),
    world: &World,
) {
    let (person, found, version, newest_version) = (id.client, version, Version(version), Version(newest));
    match world.is_version_coming(server, session, newest) {
        true => say!(t,
            claims: [Claim::HasVersion(Holder::Server(server), session, found), Claim::CopyComes(server, session, newest)],
            ko: "{person}의 요청이 사본보다 빨랐습니다. *{server}*에는 아직 *{version}*뿐이어서 최신 {newest} 대신 [오래된 값]을 읽습니다.",
            en: "{person}’s request was faster than the copy. *{server}* still has only *{version}*, so it reads a [stale] value instead of {newest}.",
            person, server, version, newest = newest_version),
        false => say!(t,
            claims: [Claim::HasVersion(Holder::Server(server), session, found), Claim::NoCopyComes(server, session, newest)],
            ko: "*{server}*에는 *{version}*뿐이어서 {person}의 요청은 [오래된 값]을 읽습니다. 최신 {newest}의 사본은 이 서버로 오고 있지도 않습니다.",
            en: "{person}’s request reads a [stale] value: *{server}* has only *{version}*. No copy of the newest version, {newest}, is on its way there.",
            person, server, version, newest = newest_version),
    }
}

pub(super) fn write_lost(
    t: &Telling,
    holder: Holder,
    (session, owner): (SessionId, ClientId),
    version: u32,
    kept: Option<u32>,
) {
    let (told, session, version) = (session, Session(owner, session.short()), Version(version));
    match kept {
        Some(kept) => say!(t,
            claims: [Claim::NewestVersion(told, kept)],
            ko: "[갱신 손실]: 서버가 저장했다고 답한 {person}의 세션 {session} *{version}*{이} {holder}{과} 함께 사라졌고, {kept}만 남았습니다.",
            en: "[Lost update]: *{version}* of {person}’s session {session} was acknowledged but is lost with {holder}; only {kept} is left.",
            person = owner, session, version, holder, kept = Version(kept)),
        None => say!(t,
            claims: [Claim::NobodyHolds(told)],
            ko: "[갱신 손실]: 서버가 저장했다고 답한 {person}의 세션 {session} *{version}*{이} {holder}{과} 함께 사라졌고, 남은 버전이 없습니다.",
            en: "[Lost update]: *{version}* of {person}’s session {session} was acknowledged but is lost with {holder}; nothing is left.",
            person = owner, session, version, holder),
    }
}

pub(super) fn no_cookie(t: &Telling, id: RequestId, server: ServerId, world: &World) {
    match world.action_of(id, server) {
        Some(Action::Login) => say!(t,
            ko: "{person}의 요청에는 세션 ID가 없습니다. *{server}*{은} 로그인을 확인하고 새 세션을 만듭니다.",
            en: "{person}’s request carries no session id. *{server}* checks the login and creates a new session.",
            person = id.client, server),
        Some(Action::Me | Action::ViewCart | Action::AddToCart | Action::Logout) | None => say!(t,
            ko: "{person}의 요청에는 세션 ID가 없습니다. *{server}*{은} 누가 보냈는지 알 수 없습니다.",
            en: "{person}’s request carries no session id. *{server}* cannot tell who sent it.",
            person = id.client, server),
    }
}

pub(super) fn created(
    t: &Telling,
    server: ServerId,
    session: SessionId,
    owner: ClientId,
    replaces: Option<SessionId>,
    world: &World,
) {
    let (person, told, session) = (owner, session, Session(owner, session.short()));
    if let Some(old) = replaces {
        return say!(t,
            ko: "{person}{이} 다시 로그인해 *{server}*{이} 세션 ID를 {old}에서 {session}{으로} 바꿨습니다. 로그인할 때 ID를 바꾸면 누군가 미리 심어 둔 ID는 쓸모가 없어집니다.",
            en: "{person} logged in again, so *{server}* changed session id {old} to {session}. With a new id at every login, an id that an attacker planted is useless (session fixation).",
            person, server, old = Session(owner, old.short()), session);
    }
    say!(t,
        ko: "*{server}*{이} {person}의 세션 {session}{을} 만들었습니다.",
        en: "*{server}* created session {session} for {person}.",
        server, person, session);
    match world.stored_at(server) {
        StoredAt::OneOfServers => say!(t,
            claims: [Claim::OnlyHolder(Holder::Server(server), told, 1)],
            ko: "ID는 Set-Cookie로 보내고, 다른 서버는 이 세션을 모릅니다.",
            en: "Set-Cookie carries its id; no other server knows the session."),
        StoredAt::OnlyServer => say!(t,
            claims: [Claim::OnlyHolder(Holder::Server(server), told, 1)],
            ko: "ID는 Set-Cookie로 보내고, 세션은 이 서버의 메모리에만 있습니다.",
            en: "Set-Cookie carries its id; the session is in this server’s memory only."),
        StoredAt::WithCopies(others) => say!(t,
            claims: [Claim::Receivers(server, others)],
            ko: "ID는 Set-Cookie로 보내고, 세션은 {members}에도 복제합니다.",
            en: "Set-Cookie carries its id; the session is copied to {members}.",
            members = count(others, Noun::OtherMember)),
        StoredAt::Store(store) => say!(t,
            claims: [Claim::Holds(Holder::Store(store), told)],
            ko: "ID는 Set-Cookie로 보내고, 세션은 {store}에 있어 어느 서버나 읽을 수 있습니다.",
            en: "Set-Cookie carries its id; the session is in {store}, where every server can read it.",
            store),
    }
}

pub(super) fn written(
    t: &Telling,
    id: RequestId,
    server: ServerId,
    session: SessionId,
    (version, cart): (u32, u16),
    world: &World,
) {
    say!(t,
        ko: "*{server}*{이} 상품을 담아 {person}의 장바구니는 *{items}*, 세션 {session}{은} {version}{이} 되었습니다.",
        en: "*{server}* added an item: {person}’s cart has *{items}* now, and session {session} is {version}.",
        server, person = id.client, items = count(cart, Noun::Item),
        session = Session(id.client, session.short()), version = Version(version));
    match world.stored_at(server) {
        StoredAt::OneOfServers => say!(t,
            claims: [Claim::OnlyItem(Holder::Server(server), session, id.nth)],
            ko: "다른 서버는 이 변경을 모릅니다.",
            en: "No other server knows the change."),
        StoredAt::OnlyServer => say!(t,
            claims: [Claim::OnlyItem(Holder::Server(server), session, id.nth)],
            ko: "이 서버의 메모리에만 있는 값입니다.",
            en: "The value is in this server’s memory only."),
        StoredAt::WithCopies(others) => say!(t,
            claims: [Claim::Receivers(server, others), Claim::OnlyItem(Holder::Server(server), session, id.nth)],
            ko: "{members}{은} 사본이 도착해야 압니다.",
            en: "The change is unknown to {members} until a copy arrives.",
            members = count(others, Noun::OtherMember)),
        StoredAt::Store(store) => say!(t,
            claims: [Claim::HasVersion(Holder::Store(store), session, version)],
            ko: "어느 서버나 {store}에서 이 값을 읽을 수 있습니다.",
            en: "Every server can read the change from {store}.",
            store),
    }
}

pub(super) fn invalidated(t: &Telling, id: RequestId, server: ServerId, session: SessionId, world: &World) {
    let has_cookie = world.client(id.client).is_some_and(|client| client.jar.holds(session));
    let (person, told, session) = (id.client, session, Session(id.client, session.short()));
    match (world.holder_of(told), has_cookie) {
        (None, true) if world.unasked_holder_of(told).is_some() => say!(t,
            claims: [Claim::CookieNames(person, told), Claim::NobodyFinds(told)],
            ko: "{person}{이} 로그아웃해 *{server}*{이} 세션 {session}{을} 지웠습니다. 쿠키는 브라우저에 남지만, 가리키던 세션을 찾을 수 있는 서버는 이제 없습니다.",
            en: "{person} logged out, so *{server}* deleted session {session}. The cookie stays in the browser, but no server can find its session any more.",
            person, server, session),
        (None, true) => say!(t,
            claims: [Claim::CookieNames(person, told), Claim::NobodyHolds(told)],
            ko: "{person}{이} 로그아웃해 *{server}*{이} 세션 {session}{을} 지웠습니다. 쿠키는 브라우저에 남지만, 가리키던 세션은 이제 없습니다.",
            en: "{person} logged out, so *{server}* deleted session {session}. The cookie stays in the browser, but its session is not stored anywhere any more.",
            person, server, session),
        (None, false) => say!(t,
            claims: [Claim::NoCookieNames(person, told), Claim::NobodyFinds(told)],
            ko: "{person}{이} 로그아웃해 *{server}*{이} 세션 {session}{을} 지웠습니다. 이 세션을 가리키는 쿠키도 이미 없습니다.",
            en: "{person} logged out, so *{server}* deleted session {session}. No cookie names this session any more either.",
            person, server, session),
        (Some(holder), true) => say!(t,
            claims: [Claim::CookieNames(person, told), Claim::Holds(holder, told)],
            ko: "{person}{이} 로그아웃해 *{server}*{이} 세션 {session}{을} 지웠습니다. 쿠키는 브라우저에 남고, {holder}에도 아직 이 세션이 있습니다.",
            en: "{person} logged out, so *{server}* deleted session {session}. The cookie stays in the browser, and {holder} still has the session.",
            person, server, session, holder),
        (Some(holder), false) => say!(t,
            claims: [Claim::NoCookieNames(person, told), Claim::Holds(holder, told)],
            ko: "{person}{이} 로그아웃해 *{server}*{이} 세션 {session}{을} 지웠습니다. 가리키는 쿠키는 이미 없지만, {holder}에는 아직 이 세션이 있습니다.",
            en: "{person} logged out, so *{server}* deleted session {session}. No cookie names this session any more, but {holder} still has it.",
            person, server, session, holder),
    }
}
