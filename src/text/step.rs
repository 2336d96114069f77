//! Captions of steps that are more than one fact.

use crate::model::config::Setting;
use crate::model::ids::Holder;
use crate::model::time::SimDuration;
use crate::model::world::{SessionOfCookie, World};

use super::caption::{ClearedCookies, SignIn, Step};
use super::claim::Claim;
use super::fact::{self, arrivals, store};
use super::losses::Losses;
use super::say::{Telling, say};
use super::server_stop;
use super::value::Value::{People, Session, Srv, Version};
use super::value::{Noun, count};

/// Tells a step in two sentences at most.
pub(super) fn say(t: &Telling, step: &Step<'_>, world: &World) {
    match step {
        Step::ServerStop(step) => server_stop::tell(t, step, world),
        Step::StoreFailure(step) => store::fell(t, step, world),
        Step::Promotion(step) => store::promotion(t, step),
        Step::AppliedCopies(step) => arrivals::applied_together(t, step),
        Step::SignIn(step) => signed_in(t, step, world),
        Step::ClearedCookies(step) => cookies_cleared(t, step, world),
        Step::SingleFact(told) => fact::say(t, told, world),
    }
}

/// Tells the length of a pause to the nearest second, in front of what follows it.
pub(super) fn pause(t: &Telling, pause: SimDuration) {
    const HALF_A_SECOND_US: u64 = 500_000;
    say!(t,
        ko: "{pause} 뒤:",
        en: "{pause} later:",
        pause = SimDuration::from_s((pause.as_us() + HALF_A_SECOND_US) / 1_000_000));
}

/// One sentence: the people who have to log in again, those whose changes are lost, and those whose ended
/// session is back. Nothing if nobody loses anything.
pub(in crate::text) fn losses(t: &Telling, losses: &Losses) {
    losses.claim(t);
    if !losses.returned.is_empty() {
        return returned_sessions(t, losses);
    }
    let (owners, behind) = (People(&losses.owners), People(&losses.behind));
    match (losses.owners.is_empty(), losses.behind.is_empty(), losses.versions) {
        (true, true, _) => {}
        (false, true, _) => say!(t,
            ko: "{owners}{은} 다시 로그인해야 합니다.",
            en: "{owners} must log in again.",
            owners),
        (true, false, Some((lost, kept))) => say!(t,
            ko: "{behind}에게는 {lost} 대신 {kept}만 남습니다.",
            en: "{behind} is left with {kept} instead of {lost}.",
            behind, lost = Version(lost), kept = Version(kept)),
        (true, false, None) => say!(t,
            ko: "{behind}의 변경이 사라졌습니다.",
            en: "Changes by {behind} are lost.",
            behind),
        (false, false, Some((lost, kept))) => say!(t,
            ko: "{owners}{은} 다시 로그인해야 하고, {behind}에게는 {lost} 대신 {kept}만 남습니다.",
            en: "{owners} must log in again, and {behind} is left with {kept} instead of {lost}.",
            owners, behind, lost = Version(lost), kept = Version(kept)),
        (false, false, None) => say!(t,
            ko: "{owners}{은} 다시 로그인해야 하고, {behind}의 변경은 사라졌습니다.",
            en: "{owners} must log in again, and changes by {behind} are lost.",
            owners, behind),
    }
}

fn returned_sessions(t: &Telling, losses: &Losses) {
    let (owners, behind, returned) = (People(&losses.owners), People(&losses.behind), People(&losses.returned));
    match (losses.owners.is_empty(), losses.behind.is_empty()) {
        (true, true) => say!(t,
            ko: "{returned}의 끝난 세션이 되살아났고, 쿠키가 아직 그 세션을 가리킵니다.",
            en: "The ended session of {returned} is back, and the cookie still names it.",
            returned),
        (false, true) => say!(t,
            ko: "{owners}{은} 다시 로그인해야 하고, {returned}의 끝난 세션은 되살아났습니다.",
            en: "{owners} must log in again, and the ended session of {returned} is back.",
            owners, returned),
        (true, false) => say!(t,
            ko: "{behind}의 변경은 사라졌고, {returned}의 끝난 세션은 되살아났습니다.",
            en: "Changes by {behind} are lost, and the ended session of {returned} is back.",
            behind, returned),
        (false, false) => say!(t,
            ko: "{owners}{은} 다시 로그인해야 하고, {behind}의 변경은 사라졌으며, {returned}의 끝난 세션은 되살아났습니다.",
            en: "{owners} must log in again, changes by {behind} are lost, and the ended session of {returned} is back.",
            owners, behind, returned),
    }
}

fn signed_in(t: &Telling, step: &SignIn, world: &World) {
    let SignIn { client: person, session, replaced, orphaned_on, pinned_to } = *step;
    t.claim(Claim::CookieNames(person, session));
    let fresh = Session(person, session.short());
    let old = replaced.map(|old| Session(person, old.short()));
    // A login in a cluster changes the id. The other members delete the old session when the copies arrive.
    if let (Some(named), Some(old), None, Some(holder)) =
        (replaced, old, orphaned_on, replaced.and_then(|old| world.holder_of(old)))
    {
        t.claim(Claim::Holds(holder, named));
        if let Holder::Server(server) = holder {
            t.claim(Claim::EndComes(server, named));
        }
        return say!(t,
            ko: "{person}{이} 다시 로그인해 쿠키가 {old}에서 {fresh}{으로} 바뀌었습니다. 예전 세션 {old}{은} 이미 끝났고, {holder}에서는 사본이 도착하면 지워집니다.",
            en: "{person} logged in again, and the cookie changed from {old} to {fresh}. The old session {old} has ended; {holder} deletes it when the copy of this change arrives.",
            person, old, fresh, holder);
    }
    if let (None, SessionOfCookie::Gone(_)) = (orphaned_on, world.session_of_cookie(person)) {
        return say!(t,
            claims: [Claim::NobodyFinds(session)],
            ko: "{person}의 로그인 응답이 도착해 브라우저가 세션 ID {fresh}{을} 쿠키로 저장했습니다. 그러나 이 세션을 찾을 수 있는 서버는 이미 없습니다.",
            en: "The response to {person}’s login arrived, and the browser stores session id {fresh} as a cookie. But no server can find this session any more.",
            person, fresh);
    }
    if let Some(old) = replaced {
        t.claim(Claim::NoCookieNames(person, old));
        t.claim(orphaned_on.map_or(Claim::NobodyFinds(old), |holder| Claim::Holds(holder, old)));
    }
    if orphaned_on.is_none() {
        t.claim(Claim::LoggedIn(person));
    }
    if let (Some(old), None) = (replaced.filter(|old| world.unasked_holder_of(*old).is_some()), orphaned_on) {
        return say!(t,
            ko: "{person}{이} 다시 로그인해 쿠키가 {old}에서 {fresh}{으로} 바뀌었습니다. 예전 세션 {old}{을} 찾을 수 있는 서버는 이제 없습니다.",
            en: "{person} logged in again, and the cookie changed from {old} to {fresh}. No server can find the old session {old} any more.",
            person, fresh, old = Session(person, old.short()));
    }
    if let (Some(old), None) = (replaced, orphaned_on) {
        t.claim(Claim::NobodyHolds(old));
    }
    match (old, orphaned_on, pinned_to) {
        (None, _, None) => say!(t,
            ko: "{person}{이} 로그인했습니다. 브라우저가 세션 ID {fresh}{을} 쿠키로 저장해 이제 요청마다 함께 보냅니다.",
            en: "{person} is logged in. The browser stores session id {fresh} as a cookie and sends it with every request from now on.",
            person, fresh),
        (None, _, Some(server)) => say!(t,
            ko: "{person}{이} 로그인했습니다. 브라우저가 세션 ID {fresh}{과} 서버를 가리키는 {pin}{을} 쿠키로 저장해 이제 요청마다 함께 보냅니다.",
            en: "{person} is logged in. The browser stores session id {fresh} and {pin}, which names a server, as cookies and sends both with every request from now on.",
            person, fresh, pin = Srv(server)),
        (Some(old), Some(holder), _) => say!(t,
            ko: "{person}의 새 로그인이 쿠키 {old}{을} {fresh}{으로} [덮어썼습니다.] {holder}에 남은 세션 {old}{은} 가리키는 쿠키가 없는 고아가 되었습니다.",
            en: "{person}’s new login [overwrote] the cookie {old} with {fresh}. Session {old} is still on {holder} as an orphan: no cookie names it any more.",
            person, old, fresh, holder),
        (Some(old), None, _) => say!(t,
            ko: "{person}{이} 다시 로그인해 쿠키가 {old}에서 {fresh}{으로} 바뀌었습니다. 예전 세션 {old}{은} 이제 어디에도 없습니다.",
            en: "{person} logged in again, and the cookie changed from {old} to {fresh}. The old session {old} is not stored anywhere any more.",
            person, old, fresh),
    }
}

/// An orphan in a disk store takes no memory, so the sentence says "space".
fn cookies_cleared(t: &Telling, step: &ClearedCookies, world: &World) {
    let ClearedCookies { client: person, cookies, session, holder } = *step;
    let idle = world.config.duration(Setting::Idle);
    say!(t,
        claims: [Claim::Holds(holder, session), Claim::NoCookieNames(person, session)],
        ko: "{person}{이} {cookies}{을} 지웠습니다. *{holder}*의 세션 {session}{은} 고아로 남아 유휴 만료({idle})까지 공간을 차지합니다.",
        en: "{person} cleared {cookies}. Session {session} stays on *{holder}* as an orphan and takes up space until the idle timeout ({idle}).",
        person, cookies = count(cookies, Noun::Cookie), holder, session = Session(person, session.short()), idle);
}
