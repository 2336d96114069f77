//! C1 to C10: a session is in one place, with the server that created it.

use sessionscope::lesson::Lesson;
use sessionscope::model::balancer::RouteReason;
use sessionscope::model::fact::{ConnectError, Fact};
use sessionscope::model::http::{Action, Page, Status};
use sessionscope::model::ids::{Holder, ServerId};
use sessionscope::model::world::SessionOfCookie;
use sessionscope::recording::Recording;
use sessionscope::strategy::Strategy;

use super::{ALICE, BOB, CHULSOO, Runs, S1, S2, S3, Shown, count, end, facts, facts_from, has, pages, servers};

pub(super) const SHOWN: &[Shown] = &[
    (1, Lesson::Cookie, cookie_leads_back_to_the_session),
    (2, Lesson::Cookie, one_server_finds_every_session),
    (3, Lesson::OneMachine, stronger_machine_is_still_one),
    (4, Lesson::OneOfThree, others_serve_when_one_dies),
    (5, Lesson::LoggedOut, another_server_does_not_know_the_session),
    (6, Lesson::LoggedOut, each_remedy_finds_the_session),
    (7, Lesson::ByCookie, cookie_survives_another_address),
    (7, Lesson::ByAddress, another_address_leads_to_another_server),
    (8, Lesson::ByCookie, stickiness_never_misses),
    (9, Lesson::PinnedServerDies, dead_server_takes_the_sessions_of_its_users),
    (10, Lesson::ByAddress, load_follows_users),
];

fn cookie_leads_back_to_the_session(runs: &Runs) {
    let run = &runs.own;
    let login = |fact: &Fact| matches!(fact, Fact::RequestSent { request, .. } if request.action == Action::Login);
    let mut of_alice = facts_from(run, login).filter(|fact| fact.client() == Some(ALICE));
    let created = of_alice.find_map(|fact| match fact {
        Fact::SessionCreated { session, .. } => Some(session),
        _ => None,
    });
    let set = of_alice.find_map(|fact| match fact {
        Fact::Answered { set_cookie, .. } => set_cookie.and_then(|set| set.value.session()),
        _ => None,
    });
    let stored = of_alice.find_map(|fact| match fact {
        Fact::CookieStored { session, .. } => Some(session),
        _ => None,
    });
    let found = of_alice.find_map(|fact| match fact {
        Fact::SessionFound { session, .. } => Some(session),
        _ => None,
    });
    assert!(created.is_some());
    assert_eq!([set, stored, found], [created; 3]);
    // Without the cookie, the next request finds nothing, though the session is there.
    assert_eq!(pages(run, ALICE).last(), Some(&(Status::Unauthorized, Page::LoginForm)));
    assert!(created.is_some_and(|session| end(run).holder_of(session).is_some()));
}

fn one_server_finds_every_session(runs: &Runs) {
    for client in [ALICE, BOB] {
        assert!(has(&runs.own, |fact| matches!(fact, Fact::SessionFound { id, .. } if id.client == client)));
    }
    assert!(!has(&runs.own, |fact| matches!(fact, Fact::SessionNotFound { .. } | Fact::StaleRead { .. })));
}

fn stronger_machine_is_still_one(runs: &Runs) {
    let run = &runs.own;
    let is_overload =
        |fact: &Fact| matches!(fact, Fact::RequestRefused { because: ConnectError::QueueFull { .. }, .. });
    let is_upgrade = |fact: &Fact| matches!(fact, Fact::ServerUpgraded { from: 1, to: 2, .. });
    assert!(has(run, is_overload) && has(run, is_upgrade));
    assert!(!facts_from(run, is_upgrade).any(|fact| is_overload(&fact)), "two workers are enough");
    let is_crash = |fact: &Fact| matches!(fact, Fact::ServerCrashed { server: S1, .. });
    let is_down = |fact: &Fact| matches!(fact, Fact::RequestRefused { because: ConnectError::Down, .. });
    let mut after_crash = facts_from(run, is_crash);
    assert!(after_crash.any(|fact| is_down(&fact)), "the service stops");
    assert!(after_crash.any(|fact| matches!(fact, Fact::ServerRestarted { server: S1, .. })), "until it is back");
    assert_eq!(pages(run, ALICE).last(), Some(&(Status::Unauthorized, Page::LoginForm)));
}

fn others_serve_when_one_dies(runs: &Runs) {
    let is_crash = |fact: &Fact| matches!(fact, Fact::ServerCrashed { server: S2, .. });
    let served = |client| {
        facts_from(&runs.own, is_crash).find_map(|fact| match fact {
            Fact::Answered { id, server, status, .. } if id.client == client => Some((server, status)),
            _ => None,
        })
    };
    assert_eq!(served(ALICE), Some((S1, Status::Ok)));
    assert_eq!(served(BOB), Some((S3, Status::Unauthorized)));
}

fn another_server_does_not_know_the_session(runs: &Runs) {
    let lookups = facts(&runs.own).filter_map(|fact| match fact {
        Fact::SessionNotFound { server, held_by, .. } => Some((server, held_by)),
        Fact::SessionFound { server, .. } => Some((server, Some(Holder::Server(server)))),
        _ => None,
    });
    let [at_first, at_third] = [S1, S3].map(|server| Some(Holder::Server(server)));
    let lookups: Vec<_> = lookups.collect();
    // The second login, at server 3, does not find the old session either.
    assert_eq!(lookups, [(S2, at_first), (S3, at_first), (S1, at_third), (S2, at_third), (S3, at_third)]);
    let statuses: Vec<Status> = pages(&runs.own, ALICE).into_iter().map(|(status, _)| status).collect();
    let (form, page) = (Status::Unauthorized, Status::Ok);
    assert_eq!(statuses, [page, form, page, form, form, page]);
}

fn each_remedy_finds_the_session(runs: &Runs) {
    for remedy in [Strategy::Sticky, Strategy::Clustering, Strategy::Storage] {
        let run = Recording::replay(remedy.config(), runs.own.inputs());
        assert!(!has(&run, |fact| matches!(fact, Fact::SessionNotFound { .. })), "{remedy:?}");
        assert!(pages(&run, ALICE).iter().all(|(status, _)| *status == Status::Ok), "{remedy:?}");
    }
}

fn cookie_survives_another_address(runs: &Runs) {
    let is_move = |fact: &Fact| matches!(fact, Fact::AddressChanged { client: ALICE, .. });
    let mut after_move = facts_from(&runs.own, is_move);
    let routed = |fact| matches!(fact, Fact::Routed { to: S1, because: RouteReason::Cookie, .. });
    assert!(after_move.any(routed));
    assert!(after_move.any(|fact| matches!(fact, Fact::SessionFound { server: S1, .. })));
}

fn another_address_leads_to_another_server(runs: &Runs) {
    let of_bob = |run| servers(run, BOB);
    assert_eq!(of_bob(&runs.own), [S1, S3], "by address");
    assert_eq!(of_bob(&runs.other), [S2, S2], "by cookie");
    let is_miss =
        |fact: &Fact| matches!(fact, Fact::SessionNotFound { server: S3, held_by: Some(Holder::Server(S1)), .. });
    assert!(has(&runs.own, is_miss) && !has(&runs.other, is_miss));
    assert_eq!(pages(&runs.other, BOB).last(), Some(&(Status::Ok, Page::Profile { user: BOB })));
}

fn stickiness_never_misses(runs: &Runs) {
    // The lesson also shows a browser without its cookies, which is no miss.
    assert!(!has(&runs.own, |fact| matches!(fact, Fact::SessionNotFound { .. })));
    assert_eq!(count(&runs.own, |fact| matches!(fact, Fact::SessionFound { server: S1, .. })), 2);
}

fn dead_server_takes_the_sessions_of_its_users(runs: &Runs) {
    for run in [&runs.own, &runs.other] {
        let lost = facts(run).filter_map(|fact| match fact {
            Fact::SessionDestroyed { owner, .. } => Some(owner),
            _ => None,
        });
        assert_eq!(lost.collect::<Vec<_>>(), [BOB]);
        assert!(matches!(end(run).session_of_cookie(ALICE), SessionOfCookie::Held(..)));
    }
    // Back from the dead, the server gets its users by address, and not by cookie.
    let last = |run| (servers(run, BOB).last().copied(), pages(run, BOB).last().map(|(status, _)| *status));
    assert_eq!(last(&runs.own), (Some(S3), Some(Status::Ok)));
    assert_eq!(last(&runs.other), (Some(S2), Some(Status::Unauthorized)));
}

fn load_follows_users(runs: &Runs) {
    let at_login =
        |run: &Recording| -> Vec<ServerId> { [ALICE, BOB, CHULSOO].map(|user| servers(run, user)[0]).into() };
    assert_eq!(at_login(&runs.own), [S1, S1, S1], "three people behind one address");
    assert_eq!(at_login(&runs.other), [S1, S2, S3]);
}
