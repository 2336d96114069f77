//! A request's way and its end, in English.

use crate::model::config::{Affinity, Setting};
use crate::model::cookie::{CookieValue, SetCookie};
use crate::model::fact::{BalancerError, ConnectError, DropCause, RetryPlan};
use crate::model::http::{Page, Request, Status};
use crate::model::ids::{RequestId, ServerId};
use crate::model::world::World;

use super::super::http_page::{page as title, request_line};
use super::super::number::{duration, ordinal};
use super::super::state::{self, Kept, WayOfId};
use super::route::srv;
use super::{EN, English, Sentence};

pub(super) fn sent(id: RequestId, request: &Request, world: &World) -> Sentence {
    let sent = Sentence::new().person(id.client).say(" sent ").strong(request_line(request.action));
    let pin = request.cookies.server.map(srv);
    match (request.cookies.session, pin) {
        (Some(session), None) => sent.say(". The cookie carries session id ").session(id.client, session).say("."),
        (Some(session), Some(pin)) => {
            let sent = sent.say(". The cookies carry session id ").session(id.client, session);
            sent.say(format!(" and {pin}."))
        }
        (None, Some(pin)) => sent.say(format!(". The cookie says {pin} only; there is no session id.")),
        (None, None) => sent.say(match state::kept_back(id.client, world) {
            None => ". There is no cookie to send.",
            Some(Kept::Secure) => ". The cookie is Secure, so it does not go over plain HTTP.",
            Some(Kept::OtherSite) => ". The cookie is SameSite=Strict, so it does not go with another site’s link.",
        }),
    }
}

pub(super) fn connect_failed(
    id: RequestId,
    server: ServerId,
    because: ConnectError,
    (tries, then): (u8, RetryPlan),
    world: &World,
) -> Sentence {
    let failed = cause(server, because).say(", so ").person(id.client);
    let failed = failed.say(format!("’s request could not connect ({} try). ", ordinal(tries.into())));
    let unaware = because == ConnectError::Down && state::believed_up(server, world);
    let failed =
        failed.say(if unaware { "The balancer does not know yet that it is down, and " } else { "The balancer " });
    match then {
        RetryPlan::SameServer { after } => {
            failed.say(format!("tries the same server again in {}.", duration(EN, after)))
        }
        RetryPlan::OtherServer { .. } => failed.say("turns to another server now."),
        RetryPlan::GiveUp => failed.say("gives up: no retries are left."),
    }
}

pub(super) fn queued(id: RequestId, server: ServerId, place: u16, world: &World) -> Sentence {
    let workers = match state::workers(server, world) {
        1 => "The only worker of ".to_owned(),
        workers => format!("All {workers} workers of "),
    };
    let busy = if workers.starts_with("All") { " are busy. " } else { " is busy. " };
    let busy = Sentence::new().say(workers).here(server).say(busy);
    busy.person(id.client).say(format!("’s request waits, {} in the queue.", ordinal(place.into())))
}

pub(super) fn started(id: RequestId, server: ServerId, world: &World) -> Sentence {
    let service = duration(EN, world.config.duration(Setting::Service));
    let began = Sentence::new().say("A worker of ").here(server).say(" took ").person(id.client).say("’s request. ");
    began.say(format!("The work takes {service}."))
}

pub(super) fn answered(
    id: RequestId,
    server: ServerId,
    status: Status,
    page: Page,
    set_cookie: Option<SetCookie>,
) -> Sentence {
    let answer = Sentence::new().start(server).say(" answered ").person(id.client).say(" with ");
    let answer = status_said(answer, status).say(". ");
    match (set_cookie, page) {
        (Some(SetCookie { value: CookieValue::Session(session), .. }), _) => {
            answer.say("Set-Cookie carries session id ").session(id.client, session).say(".")
        }
        (Some(SetCookie { value: CookieValue::Server(server), .. }), _) => {
            answer.say(format!("Set-Cookie carries {}.", srv(server)))
        }
        (None, Page::LoginForm) => answer.say("It is only the login page: a 401 destroys no session."),
        (None, _) => quoted(answer.say("The page will say "), page).say("."),
    }
}

pub(super) fn balancer_answered(id: RequestId, status: Status, because: BalancerError) -> Sentence {
    let cause = match because {
        BalancerError::NoServer => Sentence::new().say("No server is left in rotation"),
        BalancerError::RetriesExhausted { tries: 1 } => Sentence::new().say("The only try to connect failed"),
        BalancerError::RetriesExhausted { tries } => {
            Sentence::new().say(format!("All {tries} tries to connect failed"))
        }
        BalancerError::ServerDied { server } => Sentence::new().start(server).say(" died with the request in it"),
        BalancerError::TimedOut { server, after } => {
            Sentence::new().start(server).say(format!(" did not answer within {}", duration(EN, after)))
        }
    };
    let answer = cause.say(", so the balancer answered ").person(id.client).say(" with ");
    status_said(answer, status).say(match because {
        BalancerError::NoServer => ". HAProxy’s log shows <NOSRV> for this.",
        BalancerError::RetriesExhausted { .. } => ". HAProxy does so when its retries are used up.",
        BalancerError::ServerDied { .. } => {
            ". HAProxy does not send it to another server, as it may have had its effect already."
        }
        BalancerError::TimedOut { .. } => ". This is HAProxy’s timeout server.",
    })
}

pub(super) fn forwarded(id: RequestId, server: ServerId, status: Status, world: &World) -> Sentence {
    let answer = Sentence::new().say("The balancer passed the ");
    let answer = status_said(answer, status).say(" of ").server(server).say(" on to ").person(id.client);
    answer.say(match world.config.affinity {
        Affinity::None | Affinity::Source => ", unchanged.",
        Affinity::Cookie => ".",
    })
}

pub(super) fn discarded(id: RequestId, server: ServerId) -> Sentence {
    let late = Sentence::new().start(server).say(" answered too late: ").person(id.client);
    late.say("’s request had ended already. The balancer discarded the answer.")
}

pub(super) fn received(id: RequestId, status: Status, page: Page, world: &World) -> Sentence {
    let shown = Sentence::new().person(id.client).say("’s browser shows ");
    let shown = match page {
        Page::Error { .. } => status_said(shown, status),
        Page::LoginForm => shown.loss(format!("“{}”", title(EN, page))),
        Page::Welcome { .. } | Page::Profile { .. } | Page::Cart { .. } | Page::SignedOut => quoted(shown, page),
    };
    let shown = shown.say(".");
    match page {
        Page::Welcome { .. } => shown.say(" The login worked."),
        Page::Profile { .. } => shown.say(" The login still holds."),
        Page::Cart { .. } => shown.say(" The number comes from the session."),
        Page::SignedOut => shown.say(" The session is gone; only the cookie is left."),
        Page::LoginForm | Page::Error { .. } => shown.then(way_of_id(id, page, world)),
    }
}

/// What has become of the session the browser's cookie names: the reader sees a login form or an error, and asks.
fn way_of_id(id: RequestId, page: Page, world: &World) -> Sentence {
    let ask = page == Page::LoginForm;
    match state::way_of_id(id.client, world) {
        WayOfId::NoCookie if ask => Sentence::new().say("There is no cookie to send; a login comes first."),
        WayOfId::NoCookie => Sentence::new(),
        WayOfId::Held(session, holder) => {
            let there = Sentence::new().say("Session ").session(id.client, session).say(" is still on ").holder(holder);
            there.say(if ask { ", yet it looks like a logout." } else { "." })
        }
        WayOfId::AtReplica(session, store) => {
            let there = Sentence::new().say("Session ").session(id.client, session).say(" is on the replica, ");
            there.store(store).say(", and can be read again when that takes over.")
        }
        WayOfId::OnDisk(session, store) => {
            let kept = Sentence::new().say("Session ").session(id.client, session).say(" is on the disk of ");
            kept.store(store).say(" and can be read again when the store is back.")
        }
        WayOfId::Gone(session) => {
            let gone = Sentence::new().say("The cookie names session ").session(id.client, session);
            gone.say(", which nobody holds any more.")
        }
    }
}

pub(super) fn dropped(id: RequestId, because: DropCause) -> Sentence {
    match because {
        DropCause::ConnectionReset { server } => {
            let reset = Sentence::new().start(server).say(" died and the connection broke: ").person(id.client);
            reset.loss(" got no answer.").say(" There is no balancer to give one instead.")
        }
        DropCause::LostInTransit => {
            let lost = Sentence::new().say("The connection broke: ").person(id.client).say("’s request ");
            lost.loss("ended without an answer.").say(" Had only a segment been lost, TCP would have sent it again.")
        }
    }
}

pub(super) fn refused(id: RequestId, server: ServerId, because: ConnectError) -> Sentence {
    let refused = cause(server, because).say(", so ").person(id.client).say("’s connection was ");
    refused.loss("refused.").say(match because {
        ConnectError::Down => " No other server can take it: the whole service stands still.",
        ConnectError::Joining => " It takes requests when the state transfer is over.",
        ConnectError::QueueFull { .. } => " This is what happens beyond Tomcat’s acceptCount.",
    })
}

/// "Server 2 is down": why no connection could be made.
fn cause(server: ServerId, because: ConnectError) -> Sentence {
    let server = Sentence::new().start(server);
    match because {
        ConnectError::Down => server.say(" is down"),
        ConnectError::Joining => server.say(" is still fetching the cluster’s sessions"),
        ConnectError::QueueFull { waiting } => {
            server.say(format!(" has no free worker and its queue is full ({waiting} waiting)"))
        }
    }
}

/// "200 OK", in the tone of its outcome.
fn status_said(sentence: Sentence, status: Status) -> Sentence {
    let text = format!("{} {}", status.code(), status.reason());
    match status {
        Status::Ok => sentence.strong(text),
        Status::Unauthorized
        | Status::InternalServerError
        | Status::BadGateway
        | Status::ServiceUnavailable
        | Status::GatewayTimeout => sentence.loss(text),
    }
}

fn quoted(sentence: Sentence, page: Page) -> Sentence {
    sentence.strong(format!("“{}”", title(EN, page)))
}
