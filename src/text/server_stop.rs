//! Caption of a step in which a server stops: its effect on the sessions, then the people and the requests that are hit.

use crate::model::config::{Sessions, Setting};
use crate::model::http::Status;
use crate::model::ids::ServerId;
use crate::model::world::World;

use super::caption::{RequestOutcome, ServerStop, StopCause};
use super::claim::Claim;
use super::losses::Losses;
use super::say::{Telling, say};
use super::step;
use super::value::Value::{People, Version};
use super::value::{Noun, count, number};

/// Two sentences at most.
pub(super) fn tell(t: &Telling, stop: &ServerStop, world: &World) {
    let effect = Effect::of(stop, world);
    match stop.cause {
        StopCause::Crash => crash(t, stop.server, effect),
        StopCause::Removal => removal(t, stop.server, effect),
    }
    consequence(t, stop, world);
}

/// Effect of the stop on the sessions that were in the server's memory.
#[derive(Clone, Copy)]
pub(super) enum Effect {
    /// None: sessions are in the shared store.
    InStore,
    /// None: the server held no session.
    NoSessions,
    /// Other members hold all of these sessions.
    HeldByOthers(u32),
    /// None yet: copies of all of these sessions have arrived at other members, or are on their way.
    CopiesOnTheWay(u32),
    /// Sessions are destroyed with their last copies, which this server had not applied. It held none of them.
    LastCopiesLost(u32),
    /// Changes are lost; every session survives.
    UpdatesLost,
    /// All sessions that are destroyed were orphans.
    OnlyOrphans(u32),
    /// Some of the sessions are destroyed.
    SomeDestroyed { destroyed: u32, sessions: u32 },
    /// All sessions are destroyed, and some of them were orphans.
    AllDestroyedWithOrphans { destroyed: u32, orphans: u32 },
    /// All sessions are destroyed, and none was an orphan.
    AllDestroyed(u32),
}

impl Effect {
    pub(super) fn of(stop: &ServerStop, world: &World) -> Effect {
        let ServerStop { sessions, losses: Losses { destroyed, orphans, copies, behind, .. }, .. } = stop;
        match (*sessions, *destroyed, *orphans) {
            (_, 0, _) if *copies > 0 => Effect::LastCopiesLost(*copies),
            (_, 0, _) if !behind.is_empty() => Effect::UpdatesLost,
            (0, 0, _) if matches!(world.config.sessions, Sessions::Shared(_)) => Effect::InStore,
            (0, 0, _) => Effect::NoSessions,
            (sessions, 0, _) if stop.copied == sessions => Effect::HeldByOthers(sessions),
            (sessions, 0, _) => Effect::CopiesOnTheWay(sessions),
            (_, destroyed, orphans) if destroyed == orphans => Effect::OnlyOrphans(orphans),
            (sessions, destroyed, _) if destroyed < sessions => Effect::SomeDestroyed { destroyed, sessions },
            (_, destroyed, 0) => Effect::AllDestroyed(destroyed),
            (_, destroyed, orphans) => Effect::AllDestroyedWithOrphans { destroyed, orphans },
        }
    }
}

fn crash(t: &Telling, server: ServerId, effect: Effect) {
    match effect {
        Effect::InStore => say!(t,
            ko: "*{server}*{이} [멈췄지만] 세션은 저장소에 있어 함께 사라지지 않습니다.",
            en: "*{server}* [crashed], but the sessions are in the store, so none is lost.",
            server),
        Effect::NoSessions => say!(t,
            ko: "*{server}*{이} [멈췄지만] 메모리에 세션은 없었습니다.",
            en: "*{server}* [crashed]; it held no sessions.",
            server),
        Effect::HeldByOthers(sessions) => say!(t,
            ko: "*{server}*{이} [멈췄지만] 메모리에 있던 {sessions}{은} 다른 멤버에도 있어 그대로입니다.",
            en: "*{server}* [crashed], but other members also hold its {sessions}.",
            server, sessions = count(sessions, Noun::Session)),
        Effect::CopiesOnTheWay(sessions) => say!(t,
            ko: "*{server}*{이} [멈췄지만] 메모리에 있던 {sessions}의 사본은 이미 다른 멤버에 있거나 그리로 가는 중입니다.",
            en: "*{server}* [crashed], but copies of its {sessions} had been sent: they are on other members or on their way there.",
            server, sessions = count(sessions, Noun::Session)),
        Effect::LastCopiesLost(sessions) => say!(t,
            ko: "*{server}*{이} 멈춰 아직 적용하지 않은 [{sessions}의 마지막 사본이 사라졌습니다.]",
            en: "*{server}* [crashed], and [the last copies of {sessions} are lost]: it had not applied them yet.",
            server, sessions = count(sessions, Noun::Session)),
        Effect::UpdatesLost => say!(t,
            ko: "*{server}*{이} 멈춰 [다른 멤버에 전달되지 않은 변경이 사라졌습니다(갱신 손실).]",
            en: "*{server}* [crashed], and [changes that had reached no other member are gone (lost updates).]",
            server),
        Effect::OnlyOrphans(orphans) => say!(t,
            ko: "*{server}*{이} [멈췄지만] 함께 사라진 {sessions}{은} 이미 고아였습니다.",
            en: "*{server}* [crashed], and the only loss is {orphans}.",
            server, sessions = count(orphans, Noun::Session), orphans = count(orphans, Noun::OrphanedSession)),
        Effect::SomeDestroyed { destroyed, sessions } => say!(t,
            ko: "*{server}*{이} 멈춰 메모리의 {sessions} 가운데 [{destroyed}개가 소멸했습니다.]",
            en: "*{server}* [crashed], which [destroyed {destroyed} of its {sessions}.]",
            server, destroyed = number(destroyed), sessions = count(sessions, Noun::Session)),
        Effect::AllDestroyed(sessions) => say!(t,
            ko: "*{server}*{이} 멈춰 메모리의 [{sessions}{이} 소멸했습니다.]",
            en: "*{server}* [crashed], which [destroyed {sessions}.]",
            server, sessions = count(sessions, Noun::Session)),
        Effect::AllDestroyedWithOrphans { destroyed, orphans } => say!(t,
            ko: "*{server}*{이} 멈춰 메모리의 [{sessions}(고아 {orphans}개 포함){이} 소멸했습니다.]",
            en: "*{server}* [crashed], which [destroyed {sessions} ({orphans} orphaned).]",
            server, sessions = count(destroyed, Noun::Session), orphans = number(orphans)),
    }
}

fn removal(t: &Telling, server: ServerId, effect: Effect) {
    match effect {
        Effect::InStore => say!(t,
            ko: "*{server}*{을} [뺐지만] 세션은 저장소에 있어 함께 사라지지 않습니다.",
            en: "*{server}* [was removed], but the sessions are in the store, so none is lost.",
            server),
        Effect::NoSessions => say!(t,
            ko: "*{server}*{을} [뺐지만] 메모리에 세션은 없었습니다.",
            en: "*{server}* [was removed]; it held no sessions.",
            server),
        Effect::HeldByOthers(sessions) => say!(t,
            ko: "*{server}*{을} [뺐지만] 메모리에 있던 {sessions}{은} 다른 멤버에도 있어 그대로입니다.",
            en: "*{server}* [was removed], but other members also hold its {sessions}.",
            server, sessions = count(sessions, Noun::Session)),
        Effect::CopiesOnTheWay(sessions) => say!(t,
            ko: "*{server}*{을} [뺐지만] 메모리에 있던 {sessions}의 사본은 이미 다른 멤버에 있거나 그리로 가는 중입니다.",
            en: "*{server}* [was removed], but copies of its {sessions} had been sent: they are on other members or on their way there.",
            server, sessions = count(sessions, Noun::Session)),
        Effect::LastCopiesLost(sessions) => say!(t,
            ko: "*{server}*{을} 빼면서 아직 적용하지 않은 [{sessions}의 마지막 사본이 사라졌습니다.]",
            en: "*{server}* [was removed], and [the last copies of {sessions} are lost]: it had not applied them yet.",
            server, sessions = count(sessions, Noun::Session)),
        Effect::UpdatesLost => say!(t,
            ko: "*{server}*{을} 빼면서 [다른 멤버에 전달되지 않은 변경이 사라졌습니다(갱신 손실).]",
            en: "*{server}* [was removed], and [changes that had reached no other member are gone (lost updates).]",
            server),
        Effect::OnlyOrphans(orphans) => say!(t,
            ko: "*{server}*{을} [뺐지만] 함께 사라진 {sessions}{은} 이미 고아였습니다.",
            en: "*{server}* [was removed], and the only loss is {orphans}.",
            server, sessions = count(orphans, Noun::Session), orphans = count(orphans, Noun::OrphanedSession)),
        Effect::SomeDestroyed { destroyed, sessions } => say!(t,
            ko: "*{server}*{을} 빼면서 메모리의 {sessions} 가운데 [{destroyed}개가 소멸했습니다.]",
            en: "*{server}* [was removed], which [destroyed {destroyed} of its {sessions}.]",
            server, destroyed = number(destroyed), sessions = count(sessions, Noun::Session)),
        Effect::AllDestroyed(sessions) => say!(t,
            ko: "*{server}*{을} 빼면서 메모리의 [{sessions}{이} 소멸했습니다.]",
            en: "*{server}* [was removed], which [destroyed {sessions}.]",
            server, sessions = count(sessions, Noun::Session)),
        Effect::AllDestroyedWithOrphans { destroyed, orphans } => say!(t,
            ko: "*{server}*{을} 빼면서 메모리의 [{sessions}(고아 {orphans}개 포함){이} 소멸했습니다.]",
            en: "*{server}* [was removed], which [destroyed {sessions} ({orphans} orphaned).]",
            server, sessions = count(destroyed, Noun::Session), orphans = number(orphans)),
    }
}

/// Tells the people who lose something and the requests that end; else the effect on later requests.
fn consequence(t: &Telling, stop: &ServerStop, world: &World) {
    let ServerStop { server, cause, ref losses, requests, ref outcome, .. } = *stop;
    match (losses.is_empty(), requests, outcome) {
        (true, 0, _) if world.balancer.is_none() => service_without_balancer(t, server),
        (true, 0, _) if cause == StopCause::Removal => rotation_after_removal(t, world),
        (true, 0, _) => detection(t, server, world),
        (true, _, RequestOutcome::Dropped) => say!(t,
            ko: "맡고 있던 {requests}{은} 응답 없이 끊깁니다.",
            en: "{requests} on it got no response.",
            requests = count(requests, Noun::Request)),
        (true, _, &RequestOutcome::Answered(status)) => say!(t,
            ko: "맡고 있던 {requests}{은} {status}{을} 받습니다.",
            en: "{requests} on it will get {status}.",
            requests = count(requests, Noun::Request), status),
        (false, 0, _) if losses.owners.is_empty() => losses_after_answer(t, losses),
        (false, 0, _) => step::losses(t, losses),
        (false, _, RequestOutcome::Dropped) => losses_and_dropped_requests(t, losses, requests),
        (false, _, &RequestOutcome::Answered(status)) => losses_and_answered_requests(t, losses, requests, status),
    }
}

/// A run without a balancer removes no server: only a crash is told.
fn service_without_balancer(t: &Telling, server: ServerId) {
    match server {
        ServerId(0) => say!(t,
            claims: [Claim::ServiceDown],
            ko: "다시 켤 때까지 서비스 전체가 멈춥니다.",
            en: "Until it is restarted, the whole service is down."),
        _ => say!(t,
            ko: "브라우저가 연결하지 않는 서버라 달라지는 것은 없습니다.",
            en: "No browser connects to it, so nothing changes."),
    }
}

fn rotation_after_removal(t: &Telling, world: &World) {
    t.claim(Claim::UsableServers(world.usable_servers()));
    match world.usable_servers() {
        0 => say!(t,
            ko: "[순번에 남은 서버가 없습니다.]",
            en: "[No server is left in rotation.]"),
        1 => say!(t,
            ko: "이제 모든 요청이 남은 서버 한 대로 갑니다.",
            en: "From now on every request goes to the one server left."),
        usable => say!(t,
            ko: "이제 요청은 남은 {servers}{으로}만 갑니다.",
            en: "From now on requests go only to the other {servers}.",
            servers = count(usable, Noun::Server)),
    }
}

/// The balancer detects a crash by its health checks.
fn detection(t: &Telling, server: ServerId, world: &World) {
    let fall = world.config.get(Setting::Fall);
    if !world.is_in_rotation(server) {
        say!(t,
            claims: [Claim::OutOfRotation(server)],
            ko: "순번에 없던 서버라 요청이 가는 곳은 그대로입니다.",
            en: "It was not in rotation, so the routing does not change.");
    } else if fall == 1 {
        say!(t,
            claims: [Claim::RemovalStillDue(server)],
            ko: "다음 상태 확인이 실패하면 로드 밸런서가 알아차립니다.",
            en: "The balancer will notice at the next failed health check.");
    } else {
        say!(t,
            claims: [Claim::RemovalStillDue(server)],
            ko: "상태 확인이 {fall}회 연속 실패해야 로드 밸런서가 알아차립니다.",
            en: "The balancer will notice after {fall} failed health checks in a row.",
            fall = number(fall));
    }
}

/// Lost changes that had been acknowledged.
fn losses_after_answer(t: &Telling, losses: &Losses) {
    losses.claim(t);
    match losses.versions {
        Some((lost, kept)) => say!(t,
            ko: "저장했다는 응답이 이미 나갔지만, {behind}에게는 {lost} 대신 {kept}만 남습니다.",
            en: "The response was already sent, but {behind} is left with {kept} instead of {lost}.",
            behind = People(&losses.behind), lost = Version(lost), kept = Version(kept)),
        None => say!(t,
            ko: "저장했다는 응답이 이미 나갔지만, {behind}의 변경은 사라졌습니다.",
            en: "The responses were already sent, but changes by {behind} are lost.",
            behind = People(&losses.behind)),
    }
}

fn losses_and_dropped_requests(t: &Telling, losses: &Losses, requests: u16) {
    losses.claim(t);
    let (owners, behind) = (People(&losses.owners), People(&losses.behind));
    let requests = count(requests, Noun::Request);
    match (losses.owners.is_empty(), losses.behind.is_empty(), losses.versions) {
        (_, true, _) => say!(t,
            ko: "{owners}{은} 다시 로그인해야 하고, 서버가 맡고 있던 {requests}{은} 응답 없이 끊깁니다.",
            en: "{owners} must log in again, and {requests} on the server got no response.",
            owners, requests),
        (true, false, Some((lost, kept))) => say!(t,
            ko: "{behind}에게는 {lost} 대신 {kept}만 남고, 서버가 맡고 있던 {requests}{은} 응답 없이 끊깁니다.",
            en: "{behind} is left with {kept} instead of {lost}, and {requests} on the server got no response.",
            behind, requests, lost = Version(lost), kept = Version(kept)),
        (true, false, None) => say!(t,
            ko: "{behind}의 변경은 사라졌고, 서버가 맡고 있던 {requests}{은} 응답 없이 끊깁니다.",
            en: "Changes by {behind} are lost, and {requests} on the server got no response.",
            behind, requests),
        (false, false, Some((lost, kept))) => say!(t,
            ko: "{owners}{은} 다시 로그인해야 하고, {behind}에게는 {lost} 대신 {kept}만 남으며, 서버가 맡고 있던 {requests}{은} 응답 없이 끊깁니다.",
            en: "{owners} must log in again, {behind} is left with {kept} instead of {lost}, and {requests} on the server got no response.",
            owners, behind, requests, lost = Version(lost), kept = Version(kept)),
        (false, false, None) => say!(t,
            ko: "{owners}{은} 다시 로그인해야 하고, {behind}의 변경은 사라졌으며, 서버가 맡고 있던 {requests}{은} 응답 없이 끊깁니다.",
            en: "{owners} must log in again, changes by {behind} are lost, and {requests} on the server got no response.",
            owners, behind, requests),
    }
}

fn losses_and_answered_requests(t: &Telling, losses: &Losses, requests: u16, status: Status) {
    losses.claim(t);
    let (owners, behind) = (People(&losses.owners), People(&losses.behind));
    let requests = count(requests, Noun::Request);
    match (losses.owners.is_empty(), losses.behind.is_empty(), losses.versions) {
        (_, true, _) => say!(t,
            ko: "{owners}{은} 다시 로그인해야 하고, 서버가 맡고 있던 {requests}{은} {status}{을} 받습니다.",
            en: "{owners} must log in again, and {requests} on the server will get {status}.",
            owners, requests, status),
        (true, false, Some((lost, kept))) => say!(t,
            ko: "{behind}에게는 {lost} 대신 {kept}만 남고, 서버가 맡고 있던 {requests}{은} {status}{을} 받습니다.",
            en: "{behind} is left with {kept} instead of {lost}, and {requests} on the server will get {status}.",
            behind, requests, status, lost = Version(lost), kept = Version(kept)),
        (true, false, None) => say!(t,
            ko: "{behind}의 변경은 사라졌고, 서버가 맡고 있던 {requests}{은} {status}{을} 받습니다.",
            en: "Changes by {behind} are lost, and {requests} on the server will get {status}.",
            behind, requests, status),
        (false, false, Some((lost, kept))) => say!(t,
            ko: "{owners}{은} 다시 로그인해야 하고, {behind}에게는 {lost} 대신 {kept}만 남으며, 서버가 맡고 있던 {requests}{은} {status}{을} 받습니다.",
            en: "{owners} must log in again, {behind} is left with {kept} instead of {lost}, and {requests} on the server will get {status}.",
            owners, behind, requests, status, lost = Version(lost), kept = Version(kept)),
        (false, false, None) => say!(t,
            ko: "{owners}{은} 다시 로그인해야 하고, {behind}의 변경은 사라졌으며, 서버가 맡고 있던 {requests}{은} {status}{을} 받습니다.",
            en: "{owners} must log in again, changes by {behind} are lost, and {requests} on the server will get {status}.",
            owners, behind, requests, status),
    }
}
