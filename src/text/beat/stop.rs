//! A server that stops: who loses what, and what the service does without it.

use crate::model::config::Sessions;
use crate::model::fact::Fact;
use crate::model::ids::ServerId;
use crate::model::session::Change;
use crate::model::world::World;

use super::super::caption::{RequestOutcome, ServerStop, StopCause};
use super::super::claim::Claim;
use super::super::losses::Losses;
use super::super::say::{say, tell};
use super::super::server_stop::Effect;
use super::super::value::Value::{People, Series, Version};
use super::super::value::{Noun, Value, count, number};
use super::super::{Language, Sentence};
use super::context::Context;
use super::draft::{Draft, add};
use super::machine;

/// A server crashed or was removed.
pub(super) fn stopped(draft: &mut Draft, context: &Context<'_>) {
    let Some(stop) = ServerStop::of(context.facts(), context.world) else { return };
    let world = context.world;
    let ending = &[ending(draft.language(), &stop)];
    let ending = Series(ending);
    if !stop.losses.is_empty() {
        losses(draft, ending, &stop.losses);
        if is_service_down(&stop, world) {
            service_down(draft);
        } else if stop.requests == 0 && !stop.losses.owners.is_empty() {
            new_login(draft, &stop.losses);
        }
        unsent(draft, context);
        broken_requests(draft, &stop);
        return;
    }
    effect(draft, ending, &stop, world);
    broken_requests(draft, &stop);
    if is_service_down(&stop, world) {
        service_down(draft);
    } else if stop.requests == 0 {
        rotation(draft, &stop, world);
    }
}

/// The first clause of the caption: the end of the server.
fn ending(language: Language, stop: &ServerStop) -> Sentence {
    let server = stop.server;
    let gone = stop.losses.is_empty() && !matches!(stop.sessions, 0);
    tell(language, |t| match (stop.cause, gone) {
        (StopCause::Crash, true) => say!(t, ko: "*{server}*{이} [멈췄지만]", en: "*{server}* [crashed], but", server),
        (StopCause::Removal, true) => {
            say!(t, ko: "*{server}*{을} [뺐지만]", en: "*{server}* [was removed], but", server)
        }
        (StopCause::Crash, false) => say!(t, ko: "*{server}*{이} [멈추면서]", en: "*{server}* [crashed]:", server),
        (StopCause::Removal, false) => say!(t, ko: "*{server}*{을} [빼면서]", en: "*{server}* [was removed]:", server),
    })
}

/// Tells the people who lose a session or a change, the worse loss first.
pub(super) fn losses(draft: &mut Draft, ending: Value<'_>, losses: &Losses) {
    let (owners, behind, returned) = (People(&losses.owners), People(&losses.behind), People(&losses.returned));
    match (losses.owners.is_empty(), losses.behind.is_empty(), losses.versions) {
        (false, _, _) if losses.owners.len() == 1 => add!(draft,
            ko: "{ending} {owners}의 [세션이 사라졌습니다.]",
            en: "{ending} {owners}’s session [is lost.]",
            ending, owners),
        (false, _, _) => add!(draft,
            ko: "{ending} {owners}의 [세션이 사라졌습니다.]",
            en: "{ending} the sessions of {owners} [are lost.]",
            ending, owners),
        (true, false, Some((lost, kept))) => add!(draft,
            claims: [Claim::LeftWith(losses.behind[0], kept)],
            ko: "{ending} {behind}의 [{lost}{이} 사라지고] {kept}만 남았습니다.",
            en: "{ending} [{lost} is lost] for {behind}; only {kept} is left.",
            ending, behind, lost = Version(lost), kept = Version(kept)),
        (true, false, None) => add!(draft,
            ko: "{ending} {behind}의 [변경이 사라졌습니다.]",
            en: "{ending} changes by {behind} [are lost.]",
            ending, behind),
        (true, true, _) => add!(draft,
            ko: "{ending} {returned}의 끝난 세션이 [되살아났습니다.]",
            en: "{ending} the ended session of {returned} [is back.]",
            ending, returned),
    };
    if !losses.owners.is_empty() && !losses.behind.is_empty() {
        add!(draft,
            ko: "{behind}의 [변경도 사라졌습니다.]",
            en: "Changes by {behind} [are lost] as well.",
            behind);
    }
}

/// Tells that the people who lost their sessions must log in again.
pub(super) fn new_login(draft: &mut Draft, losses: &Losses) {
    draft.add(|t| {
        losses.owners.iter().for_each(|owner| t.claim(Claim::MustLogIn(*owner)));
        say!(t, ko: "다시 로그인해야 합니다.", en: "A new login is needed.");
    });
}

/// Tells that the server had not sent its copies.
fn unsent(draft: &mut Draft, context: &Context<'_>) {
    let is_unsent =
        |fact: &Fact| matches!(fact, Fact::CopiesLost { change: Change::Created | Change::Changed, .. }).then_some(());
    if context.find(is_unsent).is_some() {
        add!(draft,
            ko: "사본을 보내기 전이었습니다.",
            en: "It had not sent the copies yet.");
    }
}

fn is_service_down(stop: &ServerStop, world: &World) -> bool {
    world.balancer.is_none() && stop.server == ServerId(0)
}

fn service_down(draft: &mut Draft) {
    add!(draft,
        claims: [Claim::ServiceDown],
        ko: "서비스 전체가 멈췄습니다.",
        en: "The whole service is down.");
}

/// Tells why nobody loses anything.
fn effect(draft: &mut Draft, ending: Value<'_>, stop: &ServerStop, world: &World) {
    let server = stop.server;
    match (Effect::of(stop, world), stop.cause) {
        (Effect::HeldByOthers(_), _) => add!(draft,
            ko: "{ending} 다른 멤버에 사본이 있어 세션은 그대로입니다.",
            en: "{ending} other members have copies, so no session is lost.",
            ending),
        (Effect::CopiesOnTheWay(_), _) => add!(draft,
            ko: "{ending} 사본을 이미 보내 세션은 그대로입니다.",
            en: "{ending} its copies had been sent, so no session is lost.",
            ending),
        (Effect::OnlyOrphans(orphans), _) => add!(draft,
            ko: "{ending} 사라진 것은 고아 세션 {orphans}개뿐입니다.",
            en: "{ending} the only loss is {sessions}.",
            ending, orphans = number(orphans), sessions = count(orphans, Noun::OrphanedSession)),
        (_, StopCause::Crash) => add!(draft,
            ko: "*{server}*{이} [멈췄습니다.]",
            en: "*{server}* [crashed.]",
            server),
        (_, StopCause::Removal) => add!(draft,
            ko: "*{server}*{을} [뺐습니다.]",
            en: "*{server}* [was removed.]",
            server),
    };
    match (stop.sessions, world.config.sessions) {
        (0, Sessions::Shared(_)) => add!(draft,
            ko: "세션은 저장소에 있어 잃은 것이 없습니다.",
            en: "The sessions are in the store, so none is lost."),
        (0, Sessions::Local | Sessions::Replicated) => add!(draft,
            ko: "메모리에 세션은 없었습니다.",
            en: "It held no session."),
        _ => false,
    };
}

/// Tells the end of the requests that were in the server.
fn broken_requests(draft: &mut Draft, stop: &ServerStop) {
    let requests = count(stop.requests, Noun::Request);
    match (stop.requests, &stop.outcome) {
        (0, _) => false,
        (_, RequestOutcome::Dropped) => add!(draft,
            ko: "처리하던 {requests}{은} [응답 없이 끊겼습니다.]",
            en: "{requests} on it [got no response.]",
            requests),
        (_, RequestOutcome::Answered(status)) => add!(draft,
            ko: "처리하던 {requests}{은} [{code} 오류]를 받습니다.",
            en: "{requests} on it will get [error {code}.]",
            requests, code = number(status.code())),
    };
}

/// Tells what the balancer does without the server.
fn rotation(draft: &mut Draft, stop: &ServerStop, world: &World) {
    match stop.cause {
        StopCause::Removal => machine::servers_left(draft, world),
        StopCause::Crash if world.is_in_rotation(stop.server) => {
            add!(draft,
                claims: [Claim::RemovalStillDue(stop.server), Claim::InRotation(stop.server)],
                ko: "로드 밸런서는 아직 모릅니다.",
                en: "The balancer does not know it yet.");
        }
        StopCause::Crash => {}
    }
}
