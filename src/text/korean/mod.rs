//! Every fact in Korean: 합니다체, past tense for what happened and present for what is so now. [`request`] tells a
//! request's way, [`session`] sessions and cookies, [`machine`] servers, the balancer and acts, [`step`] what one step
//! amounts to.

mod machine;
mod request;
mod session;
pub(super) mod step;
pub(super) mod twin;

use crate::model::balancer::RouteReason;
use crate::model::fact::Fact;
use crate::model::ids::{ClientId, ServerId};
use crate::model::world::World;

use super::label;
use super::particle::Particle;
use super::{Language, Sentence};

const KO: Language = Language::Korean;

/// What happened, why, and what follows.
pub(super) fn fact(fact: &Fact, world: &World) -> Sentence {
    match *fact {
        Fact::RequestSent { id, ref request, .. } => request::sent(id, request, world),
        Fact::LimitReached { limit } => machine::limit(limit),
        Fact::Routed { id, to, because } => request::routed(id, to, because),
        Fact::ConnectFailed { id, server, because, tries, then } => {
            request::connect_failed(id, server, because, (tries, then), world)
        }
        Fact::Queued { id, server, place } => request::queued(id, server, place, world),
        Fact::ServiceStarted { id, server } => request::started(id, server, world),
        Fact::SessionFound { id, server, session, version } => session::found(id, server, (session, version), world),
        Fact::SessionNotFound { id, server, session, held_by } => {
            session::not_found(id, server, (session, held_by), world)
        }
        Fact::NoCookieSent { id, server } => session::no_cookie(id, server, world),
        Fact::SessionCreated { server, session, owner, replaces, .. } => {
            session::created(server, session, owner, replaces, world)
        }
        Fact::SessionWritten { id, server, session, version, cart } => {
            session::written(id, server, session, (version, cart), world)
        }
        Fact::SessionInvalidated { id, server, session } => session::invalidated(id, server, session),
        Fact::SessionDestroyed { server, session, owner, orphan, because } => {
            session::destroyed(server, session, owner, orphan, because)
        }
        Fact::Answered { id, server, status, page, set_cookie } => {
            request::answered(id, server, status, page, set_cookie)
        }
        Fact::BalancerAnswered { id, status, because } => request::balancer_answered(id, status, because),
        Fact::AnswerForwarded { id, server, status } => request::forwarded(id, server, status),
        Fact::AnswerDiscarded { id, server } => request::discarded(id, server),
        Fact::ResponseReceived { id, status, page } => request::received(id, status, page, world),
        Fact::RequestDropped { id, because } => request::dropped(id, because),
        Fact::RequestRefused { id, server, because } => request::refused(id, server, because),
        Fact::CookieStored { client, session, replaced } => session::cookie_stored(client, session, replaced),
        Fact::CookieRefused { client, session } => session::cookie_refused(client, session),
        Fact::CookieLapsed { client, session } => session::cookie_lapsed(client, session),
        Fact::CookiesCleared { client, cookies } => session::cookies_cleared(client, cookies),
        Fact::SessionOrphaned { session, client, holder, because } => {
            session::orphaned(session, client, holder, because, world)
        }
        Fact::AddressChanged { client, from, to } => machine::address_changed(client, from, to, world),
        Fact::ServerCrashed { server, sessions, requests } => machine::crashed(server, sessions, requests),
        Fact::ServerRestarted { server, downtime } => machine::restarted(server, downtime, world),
        Fact::ServerUpgraded { server, from, to } => machine::upgraded(server, from, to, world),
        Fact::ServerAdded { server } => machine::added(server, world),
        Fact::HealthCheckCounted { server, seen_up, nth, needed } => machine::checked(server, seen_up, nth, needed),
        Fact::MarkedDown { server, after } => machine::marked_down(server, after, world),
        Fact::MarkedUp { server } => machine::marked_up(server, world),
        Fact::MessageDropped { id } => machine::message_dropped(id, world),
        Fact::MessageDelayed { id, by } => machine::message_delayed(id, by),
        Fact::WaitBegan { duration } => machine::wait_began(duration),
        Fact::WaitEnded { duration } => machine::wait_ended(duration),
        Fact::NotApplicable { command } => machine::not_applicable(&command),
    }
}

/// Why the balancer chose `to`, with the numbers.
pub(super) fn reason(to: ServerId, because: RouteReason) -> Sentence {
    match because {
        RouteReason::RoundRobin { usable: 1, .. } => Sentence::new()
            .say("라운드 로빈: 쓸 수 있는 서버가 ")
            .here(to)
            .say(" 한 대뿐이어서 모든 요청이 그리로 갑니다."),
        RouteReason::RoundRobin { usable, .. } => round_robin_turn(because)
            .say("다음은 ")
            .here(to)
            .say(format!("입니다. 쓸 수 있는 서버 {usable}대를 차례로 돌 뿐, 쿠키는 보지 않습니다.")),
        RouteReason::Redispatch { from, tries } => Sentence::new()
            .server(from)
            .say(format!("에 연결하지 못해({tries}번 시도) 다음 차례인 "))
            .here(to)
            .josa(Particle::Toward)
            .say(" 재배정합니다. HAProxy의 option redispatch입니다."),
    }
}

/// The same for the balancer's bubble.
pub(super) fn reason_short(to: ServerId, because: RouteReason) -> String {
    let name = |server| label::server(KO, server);
    match because {
        RouteReason::RoundRobin { usable: 1, .. } => format!("쓸 수 있는 한 대 → {}", name(to)),
        RouteReason::RoundRobin { after: None, skipped: 0, .. } => format!("첫 차례 → {}", name(to)),
        RouteReason::RoundRobin { after: None, skipped, .. } => format!("{skipped}대 건너뜀 → {}", name(to)),
        RouteReason::RoundRobin { after: Some(after), skipped: 0, .. } => {
            format!("직전 {} → 다음 {}", name(after), name(to))
        }
        RouteReason::RoundRobin { after: Some(after), skipped, .. } => {
            format!("직전 {}, {skipped}대 건너뜀 → {}", name(after), name(to))
        }
        RouteReason::Redispatch { from, .. } => format!("{} 안 됨 → {}", name(from), name(to)),
    }
}

/// "라운드 로빈: 직전이 서버 2였으므로 ": the half sentence both the fact and the panel go on from.
fn round_robin_turn(because: RouteReason) -> Sentence {
    let turn = Sentence::new().say("라운드 로빈: ");
    match because {
        RouteReason::RoundRobin { after: None, skipped: 0, .. } => turn.say("첫 요청이므로 "),
        RouteReason::RoundRobin { after: None, skipped, .. } => {
            turn.say(format!("첫 요청이지만 앞의 {skipped}대가 빠져 있어 "))
        }
        RouteReason::RoundRobin { after: Some(after), skipped: 0, .. } => {
            turn.say("직전이 ").server(after).josa(Particle::Was).say("으므로 ")
        }
        RouteReason::RoundRobin { after: Some(after), skipped, .. } => {
            turn.say("직전이 ").server(after).josa(Particle::Was).say(format!("고 그다음 {skipped}대는 빠져 있어 "))
        }
        RouteReason::Redispatch { .. } => Sentence::new(),
    }
}

/// How Korean sentences go on: particles by the sound before them, servers by name.
trait Korean {
    /// A particle in the shape that what was said last asks for.
    fn josa(self, particle: Particle) -> Sentence;
    /// "서버 3".
    fn server(self, server: ServerId) -> Sentence;
    /// "서버 3", the one the sentence is about.
    fn here(self, server: ServerId) -> Sentence;
    /// "Alice와 Bob", "Alice, Bob, Chulsoo".
    fn people(self, people: &[ClientId]) -> Sentence;
}

impl Korean for Sentence {
    fn josa(self, particle: Particle) -> Sentence {
        let shape = self.parts.last().map_or("", |part| particle.after(&part.text));
        self.say(shape)
    }

    fn server(self, server: ServerId) -> Sentence {
        self.say(label::server(KO, server))
    }

    fn here(self, server: ServerId) -> Sentence {
        self.strong(label::server(KO, server))
    }

    fn people(mut self, people: &[ClientId]) -> Sentence {
        for (index, &client) in people.iter().enumerate() {
            self = match (index, people.len()) {
                (0, _) => self,
                (_, 2) => self.josa(Particle::With).say(" "),
                (_, _) => self.say(", "),
            };
            self = self.person(client);
        }
        self
    }
}
