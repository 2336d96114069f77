//! Laws, written twice: `always`, over random runs, and `sometimes`, that what the lessons teach is reachable.

mod support;

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use sessionscope::model::command::Command;
use sessionscope::model::config::Routing;
use sessionscope::model::fact::{BalancerError, DestroyCause, DropCause, Fact, Limit, Loss, OrphanCause};
use sessionscope::model::ids::{ClientId, RequestId};
use sessionscope::pace::{LONGEST, Pace, Paced, SHORTEST};
use sessionscope::recording::{Input, Recording, When};

use support::{facts, random};

fn replay(seed: u64) -> Recording {
    let (config, inputs) = random::run(seed);
    Recording::replay(config, &inputs)
}

mod always {
    use super::*;

    proptest! {
        #[test]
        fn every_request_ends_exactly_once(seed: u64) {
            let run = replay(seed);
            let mut ends: BTreeMap<RequestId, u32> = BTreeMap::new();
            for fact in facts(&run) {
                match fact {
                    Fact::RequestSent { id, .. } => prop_assert_eq!(ends.insert(id, 0), None, "sent once"),
                    fact if fact.is_end() => *ends.get_mut(&fact.request().unwrap()).expect("sent before it ends") += 1,
                    _ => {}
                }
            }
            prop_assert!(ends.values().all(|count| *count == 1), "{:?}", ends);
            let world = &run.frame(usize::MAX).world;
            prop_assert!(world.clients.iter().all(|client| client.open == 0));
            prop_assert!(world.connections.is_empty() && world.in_flight().is_empty());
        }

        #[test]
        fn time_never_runs_backwards_and_every_step_holds_facts_of_one_instant(seed: u64) {
            let run = replay(seed);
            prop_assert!(run.facts().is_sorted_by_key(|fact| fact.at));
            for step in 1..=run.last_step() {
                let facts = run.facts_of(step);
                prop_assert!(!facts.is_empty());
                prop_assert!(facts.iter().all(|fact| fact.at == run.frame(step).at()));
            }
        }

        #[test]
        fn the_same_inputs_give_the_same_facts_and_frames(seed: u64) {
            let (one, two) = (replay(seed), replay(seed));
            prop_assert_eq!(one.digest(), two.digest());
            prop_assert_eq!(one.frames(), two.frames());
        }

        #[test]
        fn acting_step_by_step_leads_where_a_replay_leads(seed: u64) {
            let (config, inputs) = random::run(seed);
            let mut acted = Recording::new(config);
            for input in &inputs {
                // Anywhere in the run so far, in the middle of a stretch as well.
                let step = (seed as usize).wrapping_mul(31) % (acted.last_step() + 1);
                let now = acted.frame(step).at();
                acted.record(step, now, input.command).unwrap();
            }
            let replayed = Recording::replay(config, acted.inputs());
            prop_assert_eq!(acted.facts(), replayed.facts());
            prop_assert_eq!(acted.frames(), replayed.frames());
        }

        #[test]
        fn no_id_is_adopted_and_no_cookie_invented(seed: u64) {
            let run = replay(seed);
            let mut created = BTreeSet::new();
            for fact in facts(&run) {
                if let Fact::SessionCreated { session, .. } = fact {
                    prop_assert!(created.insert(session), "an id is fresh");
                }
            }
            for frame in run.frames() {
                let held = frame.world.servers.iter().flat_map(|server| server.table.iter());
                prop_assert!(held.map(|session| session.id).all(|id| created.contains(&id)));
                let kept = frame.world.clients.iter().flat_map(|client| client.jar.cookies());
                prop_assert!(kept.map(|cookie| cookie.set.value).all(|id| created.contains(&id)));
            }
        }

        #[test]
        fn a_session_that_is_not_found_is_elsewhere_or_was_ended(seed: u64) {
            let run = replay(seed);
            let mut ended = BTreeSet::new();
            for fact in facts(&run) {
                match fact {
                    Fact::SessionDestroyed { session, .. } | Fact::SessionInvalidated { session, .. } => {
                        ended.insert(session);
                    }
                    Fact::SessionCreated { replaces: Some(session), .. } => {
                        ended.insert(session);
                    }
                    Fact::SessionNotFound { session, held_by, .. } => {
                        // Idle to the moment: the server that holds it is about to let it go.
                        let idle = run.config().duration(sessionscope::model::config::Setting::Idle);
                        let short = idle.as_us() < 5_000_001;
                        prop_assert!(held_by.is_some() != ended.contains(&session) || short);
                    }
                    _ => {}
                }
            }
        }

        #[test]
        fn one_server_that_lives_misses_nobody(seed: u64) {
            let (mut config, mut inputs) = random::run(seed);
            config.routing = Routing::Direct;
            inputs.retain(|input| !matches!(input.command, Command::Crash(_) | Command::Wait(_)));
            let run = Recording::replay(config, &inputs);
            let mut ended = BTreeSet::new();
            for fact in facts(&run) {
                match fact {
                    Fact::SessionInvalidated { session, .. }
                    | Fact::SessionCreated { replaces: Some(session), .. }
                    | Fact::SessionDestroyed { session, .. } => {
                        ended.insert(session);
                    }
                    Fact::SessionNotFound { session, .. } => prop_assert!(ended.contains(&session)),
                    _ => {}
                }
            }
        }

        #[test]
        fn the_balancer_counts_what_it_forwards(seed: u64) {
            let run = replay(seed);
            if let Some(balancer) = &run.frame(usize::MAX).world.balancer {
                let routed = facts(&run).filter(|fact| matches!(fact, Fact::Routed { .. })).count();
                prop_assert_eq!(balancer.forwarded.iter().sum::<u32>() as usize, routed);
            }
        }

        #[test]
        fn the_pace_is_monotone_and_leads_back(seed: u64) {
            let run = replay(seed);
            let pace = Pace::of(&run);
            for pair in pace.marks().windows(2) {
                let stretch = pair[1].paced.0 - pair[0].paced.0;
                prop_assert!((SHORTEST.0..=LONGEST.0).contains(&stretch));
            }
            for step in 0..=run.last_step() {
                prop_assert_eq!(pace.step_at(pace.of_step(step)), step);
                prop_assert_eq!(pace.sim_at(pace.of_step(step)), run.frame(step).at());
            }
            let half = Paced(pace.end().0 / 2);
            let step = pace.step_at(half);
            prop_assert!(run.frame(step).at() <= pace.sim_at(half) && pace.sim_at(half) <= run.frame(step + 1).at());
        }

        #[test]
        fn an_extension_is_no_input_and_repeats_itself(seed: u64) {
            let mut run = replay(seed);
            let mut again = run.clone();
            let inputs = run.inputs().to_vec();
            for _ in 0..5 {
                prop_assert_eq!(run.extend(), again.extend());
            }
            prop_assert_eq!(run.facts(), again.facts());
            prop_assert_eq!(run.inputs(), &inputs[..]);
        }
    }
}

/// Whether any of the first thousand random runs gets there.
fn sometimes(wanted: impl Fn(&Fact) -> bool) -> bool {
    (0..1_000).any(|seed| facts(&replay(seed)).any(|fact| wanted(&fact)))
}

#[test]
fn sometimes_each_loss_is_reached() {
    for loss in [Loss::NotFoundHere, Loss::Destroyed, Loss::Overwritten] {
        assert!(sometimes(|fact| fact.loss() == Some(loss)), "{loss:?}");
    }
}

#[test]
fn sometimes_each_error_of_the_balancer_is_reached() {
    let balancer = |wanted: fn(&BalancerError) -> bool| {
        sometimes(|fact| matches!(fact, Fact::BalancerAnswered { because, .. } if wanted(because)))
    };
    assert!(balancer(|because| matches!(because, BalancerError::NoServer)));
    assert!(balancer(|because| matches!(because, BalancerError::RetriesExhausted { .. })));
    assert!(balancer(|because| matches!(because, BalancerError::ServerDied { .. })));
    assert!(balancer(|because| matches!(because, BalancerError::TimedOut { .. })));
    assert!(sometimes(|fact| matches!(fact, Fact::AnswerDiscarded { .. })));
}

#[test]
fn sometimes_a_request_is_refused_reset_or_lost() {
    assert!(sometimes(|fact| matches!(fact, Fact::RequestRefused { .. })));
    let dropped = |wanted: fn(&DropCause) -> bool| {
        sometimes(|fact| matches!(fact, Fact::RequestDropped { because, .. } if wanted(because)))
    };
    assert!(dropped(|because| matches!(because, DropCause::ConnectionReset { .. })));
    assert!(dropped(|because| matches!(because, DropCause::LostInTransit)));
}

#[test]
fn sometimes_sessions_are_orphaned_idle_out_and_cookies_are_refused() {
    let orphaned = |wanted: fn(&OrphanCause) -> bool| {
        sometimes(|fact| matches!(fact, Fact::SessionOrphaned { because, .. } if wanted(because)))
    };
    assert!(orphaned(|because| matches!(because, OrphanCause::Cleared)));
    assert!(orphaned(|because| matches!(because, OrphanCause::Lapsed)));
    assert!(sometimes(|fact| matches!(fact, Fact::SessionDestroyed { because: DestroyCause::Idle { .. }, .. })));
    assert!(sometimes(|fact| matches!(fact, Fact::CookieRefused { .. })));
    assert!(sometimes(|fact| matches!(fact, Fact::MarkedDown { .. })));
    assert!(sometimes(|fact| matches!(fact, Fact::MarkedUp { .. })));
    assert!(sometimes(|fact| matches!(fact, Fact::NotApplicable { .. })));
}

#[test]
fn a_browser_opens_six_connections_and_no_more() {
    let open = Input { when: When::After(Default::default()), command: Command::OpenPage(ClientId(0)) };
    let run = Recording::replay(sessionscope::lesson::Strategy::None.config(), &[open; 7]);
    let limited = facts(&run)
        .filter(|fact| matches!(fact, Fact::LimitReached { limit: Limit::OpenRequests { limit: 6, .. } }))
        .count();
    assert_eq!(limited, 1);
}
