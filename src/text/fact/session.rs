//! Sessions and cookies. Each loss has a word of its own: 모릅니다, does not know (not found here), 소멸, destroyed,
//! 덮어씀, overwritten, 오래된 값, stale, 갱신 손실, lost update.

use crate::model::config::{Sessions, Setting};
use crate::model::fact::{DestroyCause, OrphanCause};
use crate::model::http::Action;
use crate::model::ids::{ClientId, Holder, RequestId, ServerId, SessionId};
use crate::model::world::World;

use super::super::state::{self, Lies, StaleBecause};
use super::super::telling::Value::{self, Number, Person, Server, Session, Store, Time, Version};
use super::super::telling::both;
use super::super::telling::{Telling, Texts};

pub(super) fn found(
    t: &mut Telling,
    id: RequestId,
    server: ServerId,
    (session, version): (SessionId, u32),
    world: &World,
) {
    let values = [Server(server), Session(id.client, session.short()), Version(version), Store(world.primary)];
    let texts = match world.config.sessions {
        Sessions::Local | Sessions::Replicated => {
            both!("*{0}*에 세션 {1}({2}){이:1} 있습니다. ", "*{^0}* has session {1} ({2})")
        }
        Sessions::Shared(_) => {
            both!("*{0}*{이} {3}에서 세션 {1}({2}){을:1} 받았습니다. ", "*{^0}* got session {1} ({2}) from {3}")
        }
    };
    t.say(texts, &values);
    let texts = both!(
        "그래서 {0}{을} 알아보고, 유휴 만료는 다시 {1} 뒤로 미뤄집니다.",
        ", so it recognises {0}. The idle timeout starts again at {1}."
    );
    t.say(texts, &[Person(id.client), Time(world.config.duration(Setting::Idle))]);
}

pub(super) fn not_found(
    t: &mut Telling,
    id: RequestId,
    server: ServerId,
    (session, held_by): (SessionId, Option<Holder>),
    world: &World,
) {
    let asked = match world.config.sessions {
        Sessions::Local | Sessions::Replicated => Holder::Server(server),
        Sessions::Shared(_) => Holder::Store(world.primary),
    };
    let texts = both!("*{0}*{은} 세션 [{1}]{을}[ 모릅니다.] ", "*{^0}*[ does not know] session [{1}]. ");
    t.say(texts, &[Value::Holder(asked), Value::Id(session.short())]);
    let (person, action) = (Person(id.client), state::action(id, server, world));
    let login = action == Some(Action::Login);
    match held_by {
        Some(holder) if holder == asked => t.say(
            both!(
                "방금 유휴 만료되었으므로 {0}{은} 다시 로그인해야 합니다.",
                "It has just idled out, so {0} has to log in again."
            ),
            &[person],
        ),
        Some(holder) if login => t.say(
            both!(
                "세션은 {1}에 그대로 있지만, {0}의 로그인은 새 세션을 만듭니다.",
                "It is still on {1}, but {0}’s login will make a new one."
            ),
            &[person, Value::Holder(holder)],
        ),
        Some(holder) => t.say(
            both!(
                "세션은 {1}에 그대로 있지만{2}, {0}{은} 처음 온 사람으로 보입니다.",
                "It is still on {1}, but {2}{0} looks like somebody new here."
            ),
            &[person, Value::Holder(holder), Value::Words(not_copied(server, world))],
        ),
        None => {
            let texts = match action {
                Some(Action::Logout) => both!(
                    "이제 어디에도 없는 세션이므로 {0}의 로그아웃은 끝낼 것이 없습니다.",
                    "Nobody holds it any more, so {0}’s sign-out has nothing to end."
                ),
                Some(Action::Login) => both!(
                    "이제 어디에도 없는 세션이므로 {0}의 로그인은 새 세션을 만듭니다.",
                    "Nobody holds it any more; {0}’s login will make a new one."
                ),
                Some(Action::Me | Action::ViewCart | Action::AddToCart) | None => both!(
                    "이제 어디에도 없는 세션이므로 {0}{은} 다시 로그인해야 합니다.",
                    "Nobody holds it any more, so {0} has to log in again."
                ),
            };
            t.say(texts, &[person]);
        }
    }
}

/// Why a member does not have what another member has.
fn not_copied(server: ServerId, world: &World) -> Texts {
    match world.config.sessions {
        Sessions::Local | Sessions::Shared(_) => both!("", ""),
        Sessions::Replicated if state::lone(server, world) => {
            both!(" 이 서버는 클러스터 밖이어서", "this server is outside the cluster, and ")
        }
        Sessions::Replicated => both!(" 사본이 오지 않아", "the copy has not arrived here, and "),
    }
}

pub(super) fn stale(
    t: &mut Telling,
    id: RequestId,
    server: ServerId,
    session: SessionId,
    (version, newest): (u32, u32),
    world: &World,
) {
    let texts = match state::stale_because(server, session, newest, world) {
        StaleBecause::Overtaken => both!(
            "{0}의 요청이 사본보다 먼저 *{1}*에 도착했습니다. 이 서버에는 *{2}*뿐이어서 최신 {3} 대신 [오래된 값]을 읽습니다.",
            "{0}’s request reached *{1}* before the copy did. This server has only *{2}*, so it reads a [stale] value instead of {3}."
        ),
        StaleBecause::NeverSent => both!(
            "{0}의 요청이 간 *{1}*에는 *{2}*뿐이어서 [오래된 값]을 읽습니다. 최신 {3}{은} 이 서버로 오고 있지도 않습니다.",
            "{0}’s request reads a [stale] value: *{1}* has only *{2}*. The newest, {3}, is not on its way there either."
        ),
        StaleBecause::WrittenMeanwhile => both!(
            "*{1}*{이} 저장소에서 *{2}*{을} 읽어 오는 사이 다른 요청이 {3}{을} 썼습니다. {0}의 요청은 [오래된 값]으로 일합니다.",
            "While *{1}* read *{2}* from the store, another request wrote {3}. {0}’s request works with a [stale] value."
        ),
    };
    t.say(texts, &[Person(id.client), Server(server), Version(version), Version(newest)]);
}

pub(super) fn write_lost(
    t: &mut Telling,
    holder: Holder,
    (session, owner): (SessionId, ClientId),
    version: u32,
    kept: Option<u32>,
) {
    let texts = both!(
        "[갱신 손실]: {0}의 세션 {1}{은} *{2}*까지 저장되었다고 답했지만, {3}{과} 함께 사라져 ",
        "[Lost update]: *{2}* of {0}’s session {1} was acknowledged and went with {3}; "
    );
    t.say(texts, &[Person(owner), Session(owner, session.short()), Version(version), Value::Holder(holder)]);
    match kept {
        Some(kept) => t.say(both!("{0}만 남았습니다.", "only {0} is left."), &[Version(kept)]),
        None => t.plain(both!("남은 것이 없습니다.", "nothing is left.")),
    }
}

pub(super) fn no_cookie(t: &mut Telling, id: RequestId, server: ServerId, world: &World) {
    let texts = match state::action(id, server, world) {
        Some(Action::Login) => both!(
            "{0}의 요청에는 세션 ID가 없습니다. *{1}*{은} 로그인을 확인하고 새 세션을 만듭니다.",
            "{0}’s request carries no session id. *{^1}* checks the login and makes a new session."
        ),
        Some(Action::Me | Action::ViewCart | Action::AddToCart | Action::Logout) | None => both!(
            "{0}의 요청에는 세션 ID가 없습니다. *{1}*{은} 누가 보냈는지 알 수 없습니다.",
            "{0}’s request carries no session id. *{^1}* cannot tell who sent it."
        ),
    };
    t.say(texts, &[Person(id.client), Server(server)]);
}

pub(super) fn created(
    t: &mut Telling,
    server: ServerId,
    session: SessionId,
    owner: ClientId,
    replaces: Option<SessionId>,
    world: &World,
) {
    let made = [Server(server), Person(owner), Session(owner, session.short())];
    if let Some(old) = replaces {
        let texts = both!(
            "{1}{이} 다시 로그인해 *{0}*{이} 세션 ID를 {3}에서 {2}{으로} 바꿨습니다. 로그인 때 ID를 바꾸면 미리 심어 둔 ID는 쓸모가 없어집니다.",
            "{1} logged in again, so *{0}* changed session id {3} to {2}. A new id at login makes one that was planted before worthless."
        );
        let [server, owner_name, fresh] = made;
        return t.say(texts, &[server, owner_name, fresh, Session(owner, old.short())]);
    }
    let texts = both!(
        "*{0}*{이} {1}의 세션 {2}{을} 만들었습니다. ID는 Set-Cookie로 보내고, ",
        "*{^0}* made session {2} for {1}. Set-Cookie takes its id along; "
    );
    t.say(texts, &made);
    match state::lies(server, world) {
        Lies::HereAmongOthers => {
            t.plain(both!("다른 서버는 이 세션을 모릅니다.", "no other server knows the session."));
        }
        Lies::HereAlone => {
            t.plain(both!("세션은 이 서버의 메모리에만 있습니다.", "the session is in this server’s memory only."));
        }
        Lies::HereAndSoonAt(others) => t.say(
            both!("세션은 다른 멤버 {0}대에도 복제합니다.", "{0:other member} {0?gets|get} a copy."),
            &[Number(others)],
        ),
        Lies::Stored(store) => t.say(
            both!("세션은 {0}에 있어 어느 서버나 읽습니다.", "the session is in {0}, where every server reads it."),
            &[Store(store)],
        ),
    }
}

pub(super) fn written(
    t: &mut Telling,
    id: RequestId,
    server: ServerId,
    session: SessionId,
    (version, cart): (u32, u16),
    world: &World,
) {
    let texts = both!(
        "*{0}*{이} {1}의 세션 {2}에 장바구니 *{3}개*{을} 적어 {4}{이} 되었습니다. ",
        "*{^0}* wrote *cart {3}* into {1}’s session {2}, now {4}. "
    );
    let client = id.client;
    let values =
        [Server(server), Person(client), Session(client, session.short()), Number(cart.into()), Version(version)];
    t.say(texts, &values);
    match state::lies(server, world) {
        Lies::HereAmongOthers => {
            t.plain(both!("다른 서버는 이 변경을 모릅니다.", "No other server knows of the change."));
        }
        Lies::HereAlone => {
            t.plain(both!("이 서버의 메모리에만 있는 값입니다.", "The value is in this server’s memory only."));
        }
        Lies::HereAndSoonAt(others) => t.say(
            both!(
                "다른 멤버 {0}대는 사본이 도착해야 압니다.",
                "{0:other member} {0?knows of it when the copy arrives|know of it when the copies arrive}."
            ),
            &[Number(others)],
        ),
        Lies::Stored(store) => {
            t.say(both!("어느 서버든 {0}에서 이 값을 읽습니다.", "Every server reads it from {0}."), &[Store(store)]);
        }
    }
}

pub(super) fn invalidated(t: &mut Telling, id: RequestId, server: ServerId, session: SessionId) {
    let texts = both!(
        "{0}{이} 로그아웃해 *{1}*{이} 세션 {2}{을} 지웠습니다. 쿠키는 브라우저에 남지만, 가리키는 세션이 없습니다.",
        "{0} signed out, so *{1}* deleted session {2}. The cookie stays in the browser and leads nowhere now."
    );
    t.say(texts, &[Person(id.client), Server(server), Session(id.client, session.short())]);
}

pub(super) fn destroyed(
    t: &mut Telling,
    holder: Holder,
    (session, owner): (SessionId, ClientId),
    orphan: bool,
    because: DestroyCause,
) {
    let unused = match because {
        DestroyCause::Idle { for_ } => for_,
        DestroyCause::Crash | DestroyCause::Removed | DestroyCause::Replaced => Default::default(),
    };
    let whose = if orphan {
        both!("의 고아 세션 ", "’s orphaned session ")
    } else {
        both!("의 세션 ", "’s session ")
    };
    let texts = match (because, orphan) {
        (DestroyCause::Crash, false) => both!(
            "*{0}*{과} 함께 {1}{2}{3}{이}[ 소멸했습니다.] 다른 곳에 사본이 없으므로 다시 로그인해야 합니다.",
            "{1}{2}{3}[ was destroyed] with *{0}*. There is no copy, so a new login is needed."
        ),
        (DestroyCause::Removed, false) => both!(
            "*{0}*{을} 빼면서 {1}{2}{3}{이}[ 소멸했습니다.] 다른 곳에 사본이 없으므로 다시 로그인해야 합니다.",
            "{1}{2}{3}[ was destroyed] with *{0}*. There is no copy, so a new login is needed."
        ),
        (DestroyCause::Replaced, false) => both!(
            "*{0}*에 있던 {1}{2}{3}{이}[ 소멸했습니다.] 이제 서버들이 묻는 저장소에는 없어 다시 로그인해야 합니다.",
            "{1}{2}{3} on *{0}*[ was destroyed]. The store that the servers ask now does not have it, so a new login is needed."
        ),
        (DestroyCause::Crash, true) => both!(
            "*{0}*{과} 함께 {1}{2}{3}{이} 사라졌습니다. 가리키는 쿠키가 이미 없던 세션이라 새로 잃은 것은 없습니다.",
            "{1}{2}{3} vanished with *{0}*. No cookie led to it any more, so nothing new is lost."
        ),
        (DestroyCause::Removed, true) => both!(
            "*{0}*{을} 빼면서 {1}{2}{3}{이} 사라졌습니다. 가리키는 쿠키가 이미 없던 세션이라 새로 잃은 것은 없습니다.",
            "{1}{2}{3} vanished with *{0}*. No cookie led to it any more, so nothing new is lost."
        ),
        (DestroyCause::Replaced, true) => both!(
            "*{0}*에 있던 {1}{2}{3}{이} 사라졌습니다. 가리키는 쿠키가 이미 없던 세션이라 새로 잃은 것은 없습니다.",
            "{1}{2}{3} vanished with *{0}*. No cookie led to it any more, so nothing new is lost."
        ),
        (DestroyCause::Idle { .. }, true) => both!(
            "{1}{2}{3}{이} {4} 동안 쓰이지 않아 *{0}*에서 만료되었습니다. 차지하던 메모리가 비로소 풀렸습니다.",
            "{1}{2}{3} expired on *{0}* after {4} unused. Only now is its memory free again."
        ),
        (DestroyCause::Idle { .. }, false) => both!(
            "{1}{2}{3}{이} {4} 동안 쓰이지 않아 *{0}*에서 만료되었습니다. 다음 요청은 로그인 화면을 받습니다.",
            "{1}{2}{3} expired on *{0}* after {4} unused. The next request gets the login page."
        ),
    };
    let values =
        [Value::Holder(holder), Person(owner), Value::Words(whose), Session(owner, session.short()), Time(unused)];
    t.say(texts, &values);
}

pub(super) fn cookie_stored(t: &mut Telling, client: ClientId, session: SessionId, replaced: Option<SessionId>) {
    match replaced {
        None => t.say(
            both!(
                "{0}의 브라우저가 세션 ID {1}{을} 쿠키로 저장했습니다. 이제 요청마다 함께 보냅니다.",
                "{0}’s browser stored session id {1} as a cookie. From now on it goes with every request."
            ),
            &[Person(client), Session(client, session.short())],
        ),
        Some(old) => t.say(
            both!(
                "{0}의 쿠키가 {1}에서 {2}{으로} 바뀌었습니다. 이름과 경로가 같은 쿠키는 하나만 남습니다.",
                "{0}’s cookie changed from {1} to {2}. Of cookies with the same name and path only one is kept."
            ),
            &[Person(client), Session(client, old.short()), Session(client, session.short())],
        ),
    }
}

pub(super) fn cookie_refused(t: &mut Telling, client: ClientId, session: SessionId) {
    let texts = both!(
        "{0}의 브라우저가 세션 ID {1}{을}[ 저장하지 않았습니다.] HTTP로 온 Secure 쿠키이기 때문이며, 다음 요청에 이 ID는 실리지 않습니다.",
        "{0}’s browser [did not store] session id {1}: a Secure cookie that came over plain HTTP. The next request will not carry it."
    );
    t.say(texts, &[Person(client), Session(client, session.short())]);
}

pub(super) fn cookie_lapsed(t: &mut Telling, client: ClientId, session: SessionId) {
    let texts = both!(
        "{0}의 쿠키 {1}{은} Max-Age가 지나 브라우저에서 사라졌습니다. 이제 요청에 세션 ID가 실리지 않습니다.",
        "{0}’s cookie {1} is past its Max-Age and left the browser. Requests carry no session id now."
    );
    t.say(texts, &[Person(client), Session(client, session.short())]);
}

pub(super) fn cookies_cleared(t: &mut Telling, client: ClientId, cookies: u8) {
    let texts = both!(
        "{0}{이} 쿠키 {1}개를 지웠습니다. 다음 요청에는 세션 ID가 없습니다.",
        "{0} cleared {1:cookie}. The next request carries no session id."
    );
    t.say(texts, &[Person(client), Number(cookies.into())]);
}

pub(super) fn orphaned(
    t: &mut Telling,
    session: SessionId,
    client: ClientId,
    holder: Holder,
    because: OrphanCause,
    world: &World,
) {
    let fresh = match because {
        OrphanCause::Overwritten { by } => by,
        OrphanCause::Cleared | OrphanCause::Lapsed | OrphanCause::Refused => session,
    };
    let texts = match because {
        OrphanCause::Overwritten { .. } => {
            both!("새 로그인이 {0}의 쿠키를 {1}{으로}[ 덮어써], ", "The new login [overwrote] {0}’s cookie with {1}")
        }
        OrphanCause::Cleared => both!("{0}의 쿠키가 지워져 ", "{0}’s cookie was cleared"),
        OrphanCause::Lapsed => both!("{0}의 쿠키가 Max-Age를 지나 ", "{0}’s cookie is past its Max-Age"),
        OrphanCause::Refused => {
            both!("{0}의 브라우저가 쿠키를 저장하지 않아 ", "{0}’s browser did not store the cookie")
        }
    };
    t.say(texts, &[Person(client), Session(client, fresh.short())]);
    let texts = both!(
        "*{0}*의 세션 {1}{은} 고아가 되었습니다. 유휴 만료({2})까지 메모리만 차지합니다.",
        ", so session {1} on *{0}* is an orphan. It only takes up memory until the idle timeout ({2})."
    );
    let idle = world.config.duration(Setting::Idle);
    t.say(texts, &[Value::Holder(holder), Session(client, session.short()), Time(idle)]);
}
