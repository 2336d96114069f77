//! The server that a request is sent to, and the session there.

use crate::model::balancer::RouteReason;
use crate::model::config::Sessions;
use crate::model::fact::Fact;
use crate::model::http::Action;
use crate::model::ids::{Holder, RequestId, ServerId, SessionId, StoreId};
use crate::model::server::Server;
use crate::model::world::World;

use super::super::claim::Claim;
use super::super::say::{say, tell};
use super::super::value::Value::{Series, Session, Srv, Version};
use super::super::value::{Noun, Value, count, number, ordinal};
use super::super::{Language, Sentence};
use super::context::Context;
use super::draft::{Draft, add};

/// Result of a request's lookup of its session.
#[derive(Clone, Copy)]
enum Lookup {
    Found(SessionId),
    Stale { session: SessionId, version: u32, newest: u32 },
    NotFound { session: SessionId, held_by: Option<Holder> },
    NoCookie,
    Unreachable(StoreId),
}

impl Lookup {
    fn of(fact: &Fact) -> Option<(RequestId, ServerId, Lookup)> {
        Some(match *fact {
            Fact::SessionFound { id, server, session, .. } => (id, server, Lookup::Found(session)),
            Fact::StaleRead { id, server, session, version, newest } => {
                (id, server, Lookup::Stale { session, version, newest })
            }
            Fact::SessionNotFound { id, server, session, held_by } => {
                (id, server, Lookup::NotFound { session, held_by })
            }
            Fact::NoCookieSent { id, server } => (id, server, Lookup::NoCookie),
            Fact::StoreUnreachable { id, server, store } => (id, server, Lookup::Unreachable(store)),
            _ => return None,
        })
    }

    /// Rank among the lookups of one step, the worst one first.
    fn rank(self) -> u8 {
        match self {
            Lookup::Unreachable(_) => 0,
            Lookup::NotFound { .. } => 1,
            Lookup::Stale { .. } => 2,
            Lookup::NoCookie => 3,
            Lookup::Found(_) => 4,
        }
    }
}

/// A request was sent to a server, which looked the session up. Of several requests, the one that fares worst.
pub(super) fn looked_up(draft: &mut Draft, context: &Context<'_>) {
    let lookups = context.facts().iter().filter_map(|timed| Lookup::of(&timed.fact));
    let Some((id, server, lookup)) = lookups.min_by_key(|(_, _, lookup)| lookup.rank()) else { return };
    let asker = &[asker(draft.language(), context, id)];
    let asker = Series(asker);
    match lookup {
        Lookup::Unreachable(store) => unreachable(draft, context.world, (asker, server), store),
        Lookup::Stale { session, version, newest } => {
            stale(draft, context, id, (asker, server), (session, version, newest));
        }
        Lookup::Found(session) => {
            let pinned = route(draft, context, id, (asker, server));
            if !(pinned && only_busy(draft, context.world, server)) {
                found(draft, context, id, server, session);
            }
        }
        Lookup::NotFound { session, held_by } => {
            route(draft, context, id, (asker, server));
            not_found(draft, context, id, server, (session, held_by));
        }
        Lookup::NoCookie => {
            route(draft, context, id, (asker, server));
            no_cookie(draft, context, id);
        }
    }
}

/// Name of a request by its action, and by its number if several are open.
fn asker(language: Language, context: &Context<'_>, id: RequestId) -> Sentence {
    let (person, nth) = (id.client, ordinal(id.nth));
    let several = context.open_requests(person) > 1;
    tell(language, |t| match (context.action(id), several) {
        (Some(Action::AddToCart), true) => say!(t,
            ko: "{person}의 {nth} 요청(상품 담기)",
            en: "{person}’s {nth} request (add an item)",
            person, nth),
        (_, true) => say!(t, ko: "{person}의 {nth} 요청", en: "{person}’s {nth} request", person, nth),
        (Some(Action::Login), _) => say!(t, ko: "{person}의 로그인 요청", en: "{person}’s login", person),
        (Some(Action::AddToCart), _) => say!(t,
            ko: "{person}의 상품 담기 요청",
            en: "{person}’s request to add an item",
            person),
        (Some(Action::Logout), _) => say!(t, ko: "{person}의 로그아웃 요청", en: "{person}’s logout", person),
        (_, _) => say!(t, ko: "{person}의 요청", en: "{person}’s request", person),
    })
}

/// Tells the server and the balancer's reason. Returns true if a cookie or the address chose the server.
fn route(draft: &mut Draft, context: &Context<'_>, id: RequestId, (asker, server): (Value<'_>, ServerId)) -> bool {
    let reason = context.last_of(id, |fact| match *fact {
        Fact::Routed { because, .. } => Some(because),
        _ => None,
    });
    let waited = context.last_of(id, |fact| matches!(fact, Fact::Queued { .. }).then_some(())).is_some();
    match reason {
        _ if waited => add!(draft,
            ko: "줄을 서던 {asker}{을} *{server}*{이} 맡았습니다.",
            en: "*{server}* took {asker} from its queue.",
            asker, server),
        None => add!(draft,
            ko: "*{server}*{이} {asker}{을} 맡았습니다.",
            en: "*{server}* took {asker}.",
            asker, server),
        Some(RouteReason::RoundRobin { .. }) => add!(draft,
            ko: "{asker}{이} *{server}*{으로} 갔습니다.",
            en: "{asker} went to *{server}*.",
            asker, server),
        Some(RouteReason::Cookie) => add!(draft,
            ko: "{cookie} 쿠키를 보고 {asker}{을} *{server}*{으로} 보냈습니다.",
            en: "By the cookie {cookie}, {asker} was sent to *{server}*.",
            cookie = Srv(server), asker, server),
        Some(RouteReason::CookieServerDown { named }) => add!(draft,
            ko: "{named}{을} 쓸 수 없어 {asker}{이} *{server}*{으로} 갔습니다.",
            en: "{named} is out of rotation, so {asker} went to *{server}*.",
            named, asker, server),
        Some(RouteReason::SourceHash(_)) => add!(draft,
            ko: "출발지 IP에 따라 {asker}{이} *{server}*{으로} 갔습니다.",
            en: "By source IP, {asker} went to *{server}*.",
            asker, server),
        Some(RouteReason::Redispatch { from, .. }) => add!(draft,
            ko: "{from}에 연결하지 못해 {asker}{을} *{server}*{으로} 재배정했습니다.",
            en: "{from} could not be reached, so the balancer sent {asker} to *{server}*.",
            from, asker, server),
    };
    reason.is_some_and(RouteReason::pins)
}

/// Tells that all of the load is on one server. Returns false if it is not so.
fn only_busy(draft: &mut Draft, world: &World, server: ServerId) -> bool {
    let requests = |server: &Server| server.running.len() + server.queue.len();
    let here = world.server(server).map_or(0, requests);
    let others_idle = world.present_servers().all(|other| other.id == server || requests(other) == 0);
    here > 1
        && others_idle
        && world.has_several_servers()
        && add!(draft,
            claims: [Claim::OnlyBusy(server, here)],
            ko: "[요청 {here}개가 몰렸고] 다른 서버는 놀고 있습니다.",
            en: "It has [{requests} at once] while the other servers are idle.",
            here = number(here), requests = count(here, Noun::Request))
}

fn found(draft: &mut Draft, context: &Context<'_>, id: RequestId, server: ServerId, session: SessionId) {
    let told = Session(id.client, session.short());
    let store = context.last_of(id, |fact| match *fact {
        Fact::StoreRead { store, .. } => Some(store),
        _ => None,
    });
    match store {
        Some(store) => add!(draft,
            ko: "서버가 {store}에서 세션 {told}{을} 찾았습니다.",
            en: "It found session {told} in {store}.",
            store, told),
        None => add!(draft,
            claims: [Claim::Holds(Holder::Server(server), session)],
            ko: "여기에 세션 {told}{이} 있습니다.",
            en: "Session {told} is there.",
            told),
    };
}

fn not_found(
    draft: &mut Draft,
    context: &Context<'_>,
    id: RequestId,
    server: ServerId,
    (session, held_by): (SessionId, Option<Holder>),
) {
    let Context { world, .. } = *context;
    let asked = match world.config.sessions {
        Sessions::Local | Sessions::Replicated => Holder::Server(server),
        Sessions::Shared(_) => Holder::Store(world.primary),
    };
    let told = Session(id.client, session.short());
    match (held_by, context.action(id)) {
        (Some(holder), _) if holder == asked => add!(draft,
            ko: "세션 {told}{은} 방금 [유휴 만료되었습니다.]",
            en: "The idle timeout of session {told} [has just ended.]",
            told),
        (_, Some(Action::Login)) => add!(draft,
            claims: [Claim::Lacks(asked, session)],
            ko: "세션 {told}{은} 여기 없고, 로그인은 늘 새 세션 ID를 만듭니다.",
            en: "Session {told} is not there; a login makes a new id anyway.",
            told),
        (Some(holder), _) => add!(draft,
            claims: [Claim::Lacks(asked, session), Claim::Holds(holder, session)],
            ko: "세션 {told}{은} [여기 없고] {holder}에 있습니다.",
            en: "Session {told} is [not there] but on {holder}.",
            told, holder),
        (None, _) if world.unasked_holder_of(session).is_some() => add!(draft,
            claims: [Claim::NobodyFinds(session)],
            ko: "세션 {told}{을} [찾을 수 있는 서버가 없습니다.]",
            en: "[No server finds] session {told} any more.",
            told),
        (None, _) => add!(draft,
            claims: [Claim::NobodyHolds(session)],
            ko: "세션 {told}{은} [이제 어디에도 없습니다.]",
            en: "Session {told} [is not stored anywhere] any more.",
            told),
    };
    if held_by.is_some() && world.is_outside_cluster(server) {
        add!(draft,
            claims: [Claim::OutsideCluster(server)],
            ko: "클러스터 밖의 서버입니다.",
            en: "It is outside the cluster.");
    } else if held_by.is_some() && world.is_creation_on_its_way(server, session) {
        add!(draft,
            claims: [Claim::CopyComes(server, session, 1)],
            ko: "사본이 아직 오지 않았습니다.",
            en: "Its copy has not arrived yet.");
    }
}

fn no_cookie(draft: &mut Draft, context: &Context<'_>, id: RequestId) {
    match context.action(id) {
        Some(Action::Login) => add!(draft,
            ko: "서버가 새 세션을 만듭니다.",
            en: "It will create a session."),
        _ => add!(draft,
            ko: "세션 ID가 [없어] 누구의 요청인지 모릅니다.",
            en: "It carries [no session id], so the server cannot tell who sent it."),
    };
}

/// The server has an old version of the session.
fn stale(
    draft: &mut Draft,
    context: &Context<'_>,
    id: RequestId,
    (asker, server): (Value<'_>, ServerId),
    (session, version, newest): (SessionId, u32, u32),
) {
    let has_old = Claim::HasVersion(Holder::Server(server), session, version);
    let (old, new) = (Version(version), Version(newest));
    match context.world.is_version_coming(server, session, newest) {
        true => {
            add!(draft,
                claims: [Claim::CopyComes(server, session, newest)],
                ko: "{asker}{이} {new} 사본보다 먼저 *{server}*에 왔습니다.",
                en: "{asker} reached *{server}* before the copy of {new} did.",
                asker, new, server);
            add!(draft,
                claims: [has_old],
                ko: "여기에는 아직 [오래된 {old}]{이} 있습니다.",
                en: "The server still has the [stale {old}.]",
                old);
        }
        false => {
            route(draft, context, id, (asker, server));
            add!(draft,
                claims: [has_old, Claim::NoCopyComes(server, session, newest)],
                ko: "여기에는 [오래된 {old}]뿐이고, {new} 사본은 오지 않습니다.",
                en: "It has only the [stale {old}]; no copy of {new} is on its way there.",
                old, new);
        }
    }
}

fn unreachable(draft: &mut Draft, world: &World, (asker, server): (Value<'_>, ServerId), store: StoreId) {
    if world.is_store_up(store) {
        add!(draft,
            claims: [Claim::StoreUp(store)],
            ko: "{asker}{을} 받은 *{server}*{이} {store}의 [답을 받지 못했습니다.]",
            en: "*{server}*, which has {asker}, [got no response] from {store}.",
            asker, server, store);
        return;
    }
    add!(draft,
        claims: [Claim::StoreDown(store)],
        ko: "{asker}{을} 받은 *{server}*{이} {store}에 [연결하지 못했습니다.]",
        en: "*{server}*, which has {asker}, [cannot reach] {store}.",
        asker, server, store);
    if world.is_primary_down() {
        add!(draft,
            claims: [Claim::PrimaryDown],
            ko: "어느 서버도 세션을 읽지 못합니다.",
            en: "No server can read a session now.");
    }
}
