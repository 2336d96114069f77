//! Clusters: copies, members, and what goes wrong between them. A copy of a session is a 사본 in Korean; a 복제본 is a
//! store's replica. A lost update (갱신 손실) is a loss of its own.

use crate::model::config::Setting;
use crate::model::ids::{ClientId, CopyId, Holder, ServerId, SessionId};
use crate::model::time::SimDuration;
use crate::model::world::World;

use super::super::caption::Copied as Together;
use super::super::state::{self, AfterCopy, Copied, Copies};
use super::super::telling::Value::{self, Bytes, Number, Person, Server, Session, Time, Version};
use super::super::telling::both;
use super::super::telling::{Telling, Texts};

pub(super) fn queued(t: &mut Telling, copies: &Copies, sync: bool) {
    let texts = if sync {
        [
            both!("*{0}*{이} ", "*{^0}* sends "),
            both!(
                " 다른 멤버 {4}대에 곧바로 보냅니다(메시지 {5}개, {6}). 동기 복제라서 모두 적용할 때까지 응답을 미룹니다.",
                " to {4:other member} ({5:message}, {6}). The answer waits until all of them have applied it (synchronous replication)."
            ),
        ]
    } else {
        [
            both!("*{0}*{이} ", "*{^0}* queued "),
            both!(
                " 다른 멤버 {4}대에 보내려고 줄 세웠습니다(메시지 {5}개, {6}). 응답은 기다리지 않고 나가므로, 보내기 전에 멈추면 사본은 사라집니다.",
                " for {4:other member} ({5:message}, {6}). The answer does not wait, and a crash before they leave takes the copies along."
            ),
        ]
    };
    tell(t, copies, texts);
}

pub(super) fn sent(t: &mut Telling, copies: &Copies) {
    let texts = match copies.receivers {
        0 => [
            both!("*{0}*{이} ", "*{^0}* wanted to send "),
            both!(" 보내려 했지만, 받을 다른 멤버가 없습니다.", ", but there is no other member to get it."),
        ],
        _ => [
            both!("*{0}*{이} ", "*{^0}* sent "),
            both!(
                " 다른 멤버 {4}대에 보냈습니다(메시지 {5}개, {6}). 떠난 사본은 이제 이 서버가 멈춰도 도착합니다.",
                " to {4:other member} ({5:message}, {6}). The copies arrive now even if it dies."
            ),
        ],
    };
    tell(t, copies, texts);
}

/// What is sent, between who sends it and where to: "Alice의 세션 7F3A v2를", "v2 of Alice’s session 7F3A".
fn tell(t: &mut Telling, copies: &Copies, [who, whereto]: [Texts; 2]) {
    let Copies { server, session, owner, version, receivers, messages, bytes } = *copies;
    let news = match copies.about() {
        Copied::Made | Copied::Changed => both!("{1}의 세션 {2} *{3}*{을}", "*{3}* of {1}’s session {2}"),
        Copied::Read => {
            both!("{1}의 세션 {2}{을} 읽기만 했는데도 그 소식을", "a read notice of {1}’s session {2}")
        }
        Copied::Ended => both!("{1}의 세션 {2}{이} 끝났다는 소식을", "word of the end of {1}’s session {2}"),
    };
    let values = [
        Server(server),
        Person(owner),
        Session(owner, session.short()),
        Version(version),
        Number(receivers.into()),
        Number(messages.into()),
        Bytes(bytes),
    ];
    for texts in [who, news, whereto] {
        t.say(texts, &values);
    }
}

pub(super) fn applied(
    t: &mut Telling,
    server: ServerId,
    from: ServerId,
    (session, owner): (SessionId, ClientId),
    version: u32,
    world: &World,
) {
    let texts = both!(
        "{1}{이} 보낸 {2}의 세션 {3} *{4}*{을} *{0}*{이} 적용했습니다(워커 {5}). ",
        "*{^0}* applied *{4}* of {2}’s session {3} from {1} ({5} of a worker). "
    );
    let cost = Time(world.config.duration(Setting::CopyApply));
    let values = [Server(server), Server(from), Person(owner), Session(owner, session.short()), Version(version), cost];
    t.say(texts, &values);
    let (texts, held) = match state::after_copy(server, session, version, world) {
        AfterCopy::Same => (both!("이제 이 서버도 같은 값을 봅니다.", "It sees the same value now."), version),
        AfterCopy::Newer(held) => {
            let texts = both!(
                "이미 더 새로운 {0}{이} 있어 사용 시각만 고쳤습니다.",
                "It has {0} already, so only the time of use changed."
            );
            (texts, held)
        }
        AfterCopy::Gone => {
            let texts = both!(
                "끝났다는 소식이어서 이 서버에서도 지웠습니다.",
                "It was word of the end, so the session is gone here as well."
            );
            (texts, version)
        }
    };
    t.say(texts, &[Version(held)]);
}

/// Copies of one change arrived at several members at once.
pub(in crate::text) fn applied_together(t: &mut Telling, step: &Together, world: &World) {
    let Together { ref servers, from, owner, session, version } = *step;
    let values = [Server(from), Person(owner), Session(owner, session.short()), Version(version)];
    t.say(both!("{0}{이} 보낸 {1}의 세션 {2} *{3}*{을} ", ""), &values);
    for (index, &server) in servers.iter().enumerate() {
        let texts = match (index, servers.len() - index) {
            (0, _) => both!("*{0}*", "*{^0}*"),
            (_, 1) => both!(", *{0}*", " and *{0}*"),
            (_, _) => both!(", *{0}*", ", *{0}*"),
        };
        t.say(texts, &[Server(server)]);
    }
    t.say(both!("{이} 적용했습니다. ", " applied *{3}* of {1}’s session {2} from {0}. "), &values);
    let after = servers.first().map(|&server| state::after_copy(server, session, version, world));
    t.plain(match after {
        None | Some(AfterCopy::Same) => {
            both!("이제 어느 쪽으로 가도 같은 값을 봅니다.", "Whichever of them is asked now, the value is the same.")
        }
        Some(AfterCopy::Newer(_)) => both!(
            "이미 더 새로운 값이 있어 사용 시각만 고쳤습니다.",
            "They have a newer value already, so only the time of use changed."
        ),
        Some(AfterCopy::Gone) => both!(
            "끝났다는 소식이어서 거기서도 지웠습니다.",
            "It was word of the end, so the session is gone there as well."
        ),
    });
}

pub(super) fn ignored(
    t: &mut Telling,
    server: ServerId,
    from: ServerId,
    (session, owner): (SessionId, ClientId),
    version: u32,
) {
    let texts = both!(
        "*{0}*{이} {1}에서 온 {2}의 세션 {3} *{4}*{을} 버렸습니다. 만들어졌다는 소식을 받지 못했거나 이미 끝난 세션이라, 고칠 것이 없기 때문입니다.",
        "*{^0}* threw away *{4}* of {2}’s session {3} from {1}. It never heard that the session was made, or knows that it ended, so there is nothing to change."
    );
    t.say(texts, &[Server(server), Server(from), Person(owner), Session(owner, session.short()), Version(version)]);
}

/// `had` and `got` tell which of the person's requests wrote what was there and what took its place.
pub(super) fn crossed(
    t: &mut Telling,
    server: ServerId,
    (session, owner): (SessionId, ClientId),
    version: u32,
    (had, got): (u32, u32),
) {
    let texts = both!(
        "[갱신 손실]: *{0}*의 세션 {2}에서 {1}의 {4}번째 요청이 담은 것이 {5}번째 것으로 바뀌었습니다. 두 멤버가 서로 모른 채 *{3}*{을} 썼고, 늦게 도착한 값이 남습니다.",
        "[Lost update]: on *{0}*, what {1}’s {4:th} request put into session {2} gave way to the {5:th}’s. Two members wrote *{3}* without knowing of each other, and the value that arrives last stays."
    );
    let values = [
        Server(server),
        Person(owner),
        Session(owner, session.short()),
        Version(version),
        Number(had.into()),
        Number(got.into()),
    ];
    t.say(texts, &values);
}

pub(super) fn lost(
    t: &mut Telling,
    server: ServerId,
    (session, owner): (SessionId, ClientId),
    version: u32,
    receivers: u8,
    world: &World,
) {
    let texts = both!(
        "*{0}*{이} 멈춰, 보내려던 {1}의 세션 {2} *{3}* 사본이 [대기열에서 사라졌습니다. ]",
        "*{^0}* died, and the copies of *{3}* of {1}’s session {2}[ died in its queue]. "
    );
    let values =
        [Server(server), Person(owner), Session(owner, session.short()), Version(version), Number(receivers.into())];
    t.say(texts, &values);
    let kept = world.newest_version(session).is_some_and(|newest| newest >= version);
    let texts = match (kept, receivers) {
        (true, _) => both!(
            "같은 버전이 다른 멤버에 있어 잃은 값은 없습니다.",
            "Another member has the same version, so no value is lost."
        ),
        (false, 0) => both!(
            "{1}{은} 저장되었다는 응답을 받지만, 받을 다른 멤버도 없었습니다.",
            "{1} is told that it was saved, but there was no other member to get it."
        ),
        (false, _) => both!(
            "{1}{은} 저장되었다는 응답을 받지만, 다른 멤버 {4}대는 이 변경을 끝내 모릅니다.",
            "{1} is told that it was saved, but {4:other member} will never hear of the change."
        ),
    };
    t.say(texts, &values);
}

pub(super) fn join_started(
    t: &mut Telling,
    server: ServerId,
    donor: ServerId,
    (sessions, bytes): (u32, u64),
    takes: SimDuration,
) {
    let texts = both!(
        "*{0}*{이} 클러스터에 들어와 {1}에게서 *세션 {2}개*({3})를 받기 시작했습니다. 상태 전송이 끝나는 {4} 뒤까지 요청을 받지 않습니다.",
        "*{^0}* joined the cluster and began to fetch *{2:session}* ({3}) from {1}. Until the state transfer ends, {4} from now, it takes no request."
    );
    t.say(texts, &[Server(server), Server(donor), Number(sessions.into()), Bytes(bytes), Time(takes)]);
}

pub(super) fn join_ended(
    t: &mut Telling,
    server: ServerId,
    donor: ServerId,
    sessions: u32,
    complete: bool,
    world: &World,
) {
    let texts = if complete {
        both!(
            "*{0}*{이} {1}의 세션을 모두 받아, 이제 세션 {2}개를 갖고 요청을 받습니다. 로그인한 사람은 누구든 알아봅니다.",
            "*{^0}* has every session of {1}, holds {2:session} now and takes requests. It recognises everybody who is signed in."
        )
    } else {
        both!(
            "*{0}*{이} {1}{을} {3}까지 기다리다 [세션 {2}개만 가진 채] 요청을 받기 시작했습니다. 다른 멤버에게 다시 달라고 하지는 않습니다.",
            "*{^0}* waited for {1} up to {3} and takes requests [with {2:session} only]. It does not ask another member again."
        )
    };
    let patience = world.config.duration(Setting::StateTransferTimeout);
    t.say(texts, &[Server(server), Server(donor), Number(sessions.into()), Time(patience)]);
}

pub(super) fn copy_dropped(t: &mut Telling, CopyId { client, version, to }: CopyId) {
    let values = [Value::Holder(to), Person(client), Version(version)];
    let texts = both!(
        "*{0}*{으로} 가던 {1}의 *{2}* 사본을 [끊었습니다.] {0}{은} ",
        "The copy *{2}* of {1}’s session on its way to *{0}* was [dropped.] "
    );
    t.say(texts, &values);
    t.plain(match to {
        Holder::Server(_) => both!(
            "다음 변경이 도착할 때까지 이 변경을 모릅니다.",
            "Until the next change arrives there, this one is not known."
        ),
        Holder::Store(_) => {
            both!("이 쓰기를 모르므로, 지금 넘겨받으면 잃습니다.", "If the replica takes over now, this write is gone.")
        }
    });
}

pub(super) fn copy_delayed(t: &mut Telling, CopyId { client, version, to }: CopyId, by: SimDuration) {
    let texts = both!(
        "*{0}*{으로} 가는 {1}의 *{2}* 사본을 {3} 늦췄습니다. ",
        "The copy *{2}* of {1}’s session on its way to *{0}* was delayed by {3}. "
    );
    t.say(texts, &[Value::Holder(to), Person(client), Version(version), Time(by)]);
    t.plain(match to {
        Holder::Server(_) => both!(
            "그 사이 이 서버로 온 요청은 오래된 값을 읽습니다.",
            "A request that gets there first reads a stale value."
        ),
        Holder::Store(_) => {
            both!(
                "그 사이 주 저장소가 멈추면 이 쓰기를 잃습니다.",
                "If the primary dies meanwhile, this write is gone."
            )
        }
    });
}
