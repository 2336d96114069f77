//! The prepared scripts of the strategies show the claims of docs/claims.md. A name starts with their numbers.

mod support;

use sessionscope::model::fact::{BalancerError, ConnectError, Fact, Loss, OrphanCause};
use sessionscope::model::http::{Page, Status};
use sessionscope::model::ids::{ClientId, Holder, ServerId};
use sessionscope::recording::Recording;
use sessionscope::strategy::Strategy;

use support::{ends_of, facts};

const ALICE: ClientId = ClientId(0);

fn play(strategy: Strategy) -> Recording {
    Recording::replay(strategy.config(), strategy.script())
}

#[test]
fn c1_the_cookie_is_set_once_and_keeps_the_cart() {
    let run = play(Strategy::Single);
    let cookie = facts(&run).find_map(|fact| match fact {
        Fact::CookieStored { client: ALICE, session, replaced: None } => Some(session),
        _ => None,
    });
    let sent: Vec<_> = facts(&run)
        .filter_map(|fact| match fact {
            Fact::RequestSent { id, request, .. } if id.client == ALICE => Some(request.cookies.session()),
            _ => None,
        })
        .collect();
    assert_eq!(sent[0], None, "the login itself carries no cookie");
    assert!(cookie.is_some() && sent[1] == cookie && sent[2] == cookie);
    assert!(facts(&run).any(|fact| matches!(fact, Fact::SessionWritten { cart: 1, version: 2, .. })));
}

#[test]
fn c2_one_server_finds_every_session_until_it_dies() {
    let run = play(Strategy::Single);
    let crash = facts(&run).position(|fact| matches!(fact, Fact::ServerCrashed { .. })).expect("the script crashes it");
    assert!(!facts(&run).take(crash).any(|fact| matches!(fact, Fact::SessionNotFound { .. })));
}

#[test]
fn c3_an_upgrade_ends_overload_and_a_crash_stops_service() {
    let run = play(Strategy::Single);
    let all: Vec<_> = facts(&run).collect();
    let at = |wanted: fn(&Fact) -> bool| all.iter().position(wanted).expect("the script has such a fact");
    let upgrade = at(|fact| matches!(fact, Fact::ServerUpgraded { from: 1, to: 2, .. }));
    let crash = at(|fact| matches!(fact, Fact::ServerCrashed { sessions: 3, .. }));
    let refused = |fact: &Fact| matches!(fact, Fact::RequestRefused { because: ConnectError::QueueFull { .. }, .. });
    assert_eq!(all[..upgrade].iter().filter(|fact| refused(fact)).count(), 1);
    assert_eq!(all[upgrade..].iter().filter(|fact| refused(fact)).count(), 0);
    let down = |fact: &Fact| matches!(fact, Fact::RequestRefused { because: ConnectError::Down, .. });
    assert_eq!(all[crash..].iter().filter(|fact| down(fact)).count(), 1);
    assert_eq!(all.iter().filter(|fact| fact.loss() == Some(Loss::Destroyed)).count(), 3);
    assert!(matches!(all.last(), Some(Fact::ResponseReceived { page: Page::LoginForm, .. })));
}

#[test]
fn c5_alice_is_logged_out_by_chance_and_orphans_a_session() {
    let run = play(Strategy::None);
    let statuses: Vec<Status> = ends_of(&run, ALICE);
    use Status::{Ok, Unauthorized};
    assert_eq!(statuses, [Ok, Ok, Unauthorized, Ok, Unauthorized], "found, not found, logged in again, not found");
    let orphaned = facts(&run).find_map(|fact| match fact {
        Fact::SessionOrphaned { client: ALICE, holder, because: OrphanCause::Overwritten { .. }, .. } => Some(holder),
        _ => None,
    });
    assert_eq!(orphaned, Some(Holder::Server(ServerId(0))), "her first session is still on server 1");
    assert!(
        !facts(&run)
            .take_while(|fact| !matches!(fact, Fact::ServerCrashed { .. }))
            .any(|fact| fact.loss() == Some(Loss::Destroyed)),
        "a 401 destroys nothing (R3)"
    );
}

#[test]
fn c4_a_crash_stops_one_server_and_the_others_serve() {
    let run = play(Strategy::None);
    let world = &run.frame(run.last_step()).world;
    assert_eq!(world.servers.iter().map(|server| server.table.len()).collect::<Vec<_>>(), [1, 1, 0]);
    let crash = facts(&run).position(|fact| matches!(fact, Fact::ServerCrashed { .. })).unwrap();
    let unserved =
        |fact: &Fact| matches!(fact, Fact::BalancerAnswered { because: BalancerError::RetriesExhausted { .. }, .. });
    assert!(!facts(&run).skip(crash).any(|fact| unserved(&fact)));
}

/// The losses of a script, in order.
fn losses(strategy: Strategy) -> Vec<Loss> {
    facts(&play(strategy)).filter_map(|fact| fact.loss()).collect()
}

#[test]
fn c7_c8_c9_the_cookie_pins_alice_until_her_server_dies() {
    let run = play(Strategy::Sticky);
    let statuses = ends_of(&run, ALICE);
    assert_eq!(statuses[..3], [Status::Ok, Status::Ok, Status::Ok], "her address changed before the third");
    assert_eq!(statuses[3], Status::Unauthorized);
    assert_eq!(losses(Strategy::Sticky)[0], Loss::Destroyed);
    assert!(ends_of(&run, ClientId(1)).iter().all(|status| *status == Status::Ok), "Bob's server lives");
}

#[test]
fn c10_one_busy_client_is_one_busy_server() {
    let run = play(Strategy::Sticky);
    let balancer = run.frame(usize::MAX).world.balancer.clone().expect("there is one");
    let most = balancer.forwarded.iter().max().expect("three servers");
    assert!(most * 2 > balancer.forwarded.iter().sum(), "{:?}", balancer.forwarded);
}

/// True if this server found Alice's session.
fn finds_alice(run: &Recording, wanted: ServerId) -> bool {
    facts(run)
        .any(|fact| matches!(fact, Fact::SessionFound { id, server, .. } if id.client == ALICE && server == wanted))
}

#[test]
fn c11_to_c16_copies_stale_read_lost_write_and_join() {
    let run = play(Strategy::Clustering);
    assert!(facts(&run).any(|fact| matches!(fact, Fact::CopiesSent { receivers: 2, messages: 4, .. })), "C11");
    assert_eq!(losses(Strategy::Clustering), [Loss::Stale, Loss::UpdateLost], "C15, then the loss of C12");
    let carts: Vec<u16> = facts(&run)
        .filter_map(|fact| match fact {
            Fact::ResponseReceived { page: Page::Cart { items }, .. } => Some(items),
            _ => None,
        })
        .collect();
    assert_eq!(carts, [1, 2, 1, 3, 2], "the third read is stale: the cart had 2 items");
    assert!(facts(&run).any(|fact| matches!(fact, Fact::JoinEnded { complete: true, .. })), "C16");
    assert!(finds_alice(&run, ServerId(3)), "C16: the new member serves a user who logged in before");
}

#[test]
fn c17_to_c22_any_server_serves_until_the_store_dies() {
    let run = play(Strategy::Storage);
    let found = [Loss::UpdateLost, Loss::UpdateLost, Loss::Destroyed, Loss::NotFoundHere];
    assert_eq!(
        losses(Strategy::Storage),
        found,
        "concurrent writes, replica lag, death of the last store, empty store"
    );
    assert!(finds_alice(&run, ServerId(3)), "C18: the new server reads every session");
    assert!(facts(&run).any(|fact| matches!(fact, Fact::StorePromoted { lost: 1, .. })), "C22");
    let down = ends_of(&run, ALICE).iter().filter(|status| **status == Status::InternalServerError).count();
    assert_eq!(down, 2, "C21: once before the replica took over, once without one");
}
