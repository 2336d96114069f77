//! Laws of the model over random runs. Tests in `always` check invariants. Tests named `sometimes` check that each
//! failure that a strategy teaches can happen.

mod support;

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use sessionscope::beat::Beats;
use sessionscope::model::command::Command;
use sessionscope::model::config::{Affinity, Routing, Sessions, Setting, StoreKind};
use sessionscope::model::fact::{BalancerError, DestroyCause, DropCause, Fact, Limit, Loss, OrphanCause, TimedFact};
use sessionscope::model::ids::{ClientId, Holder, RequestId, SessionId};
use sessionscope::model::server::Server;
use sessionscope::pace::{LONGEST, LONGEST_MOTION, Pace, Paced, REST, SHORTEST, reading_time};
use sessionscope::recording::{Input, Recording, When};

use support::random::{self, has_role};
use support::{facts, unsaved};

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
                    fact if fact.is_end() => *ends.get_mut(&fact.request().unwrap()).expect("a request is sent before it ends") += 1,
                    _ => {}
                }
            }
            prop_assert!(ends.values().all(|count| *count == 1), "{:?}", ends);
            let mut world = run.frame(usize::MAX).world.clone();
            prop_assert!(world.clients.iter().all(|client| client.open == 0));
            prop_assert!(world.connections.is_empty());
            // A message still in flight has no receiver left, such as a store's response to a crashed server.
            while !world.in_flight().is_empty() {
                world.step();
            }
            let facts: Vec<TimedFact> = world.drain_facts().collect();
            prop_assert!(facts.is_empty(), "{:?}", facts);
        }

        #[test]
        fn time_never_goes_back_and_a_step_is_one_instant(seed: u64) {
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
        fn acting_step_by_step_equals_a_replay(seed: u64) {
            let (config, inputs) = random::run(seed);
            let mut acted = Recording::new(config);
            for input in &inputs {
                // Any step of the run so far.
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
            let mut created: BTreeSet<_> = facts(&run).filter_map(unsaved).collect();
            for fact in facts(&run) {
                if let Fact::SessionCreated { session, .. } = fact {
                    prop_assert!(created.insert(session), "an id is fresh");
                }
            }
            for frame in run.frames() {
                let held = frame.world.servers.iter().flat_map(|server| server.table.iter());
                prop_assert!(held.map(|session| session.id).all(|id| created.contains(&id)));
                let cookies = frame.world.clients.iter().flat_map(|client| client.jar.cookies());
                prop_assert!(cookies.filter_map(|cookie| cookie.set.value.session()).all(|id| created.contains(&id)));
            }
        }

        #[test]
        fn a_missing_session_is_elsewhere_or_was_ended(seed: u64) {
            let run = replay(seed);
            let mut ended: BTreeSet<_> = facts(&run).filter_map(unsaved).collect();
            for fact in facts(&run) {
                match fact {
                    Fact::SessionDestroyed { session, .. } | Fact::SessionInvalidated { session, .. } => {
                        ended.insert(session);
                    }
                    Fact::SessionCreated { replaces: Some(session), .. } => {
                        ended.insert(session);
                    }
                    Fact::SessionNotFound { session, held_by, .. } => {
                        // An idle timeout this short can expire while the request is in flight.
                        let idle = run.config().duration(sessionscope::model::config::Setting::Idle);
                        let short = idle.as_us() < 5_000_001;
                        // In a cluster, the message about the end may still be in flight, or be lost (R25).
                        let unheard = run.config().sessions == Sessions::Replicated && held_by.is_some();
                        prop_assert!(held_by.is_some() != ended.contains(&session) || short || unheard);
                    }
                    _ => {}
                }
            }
        }

        #[test]
        fn one_healthy_server_finds_every_session(seed: u64) {
            let (mut config, mut inputs) = random::run(seed);
            config.routing = Routing::Direct;
            config.sessions = Sessions::Local;
            inputs.retain(|input| !matches!(input.command, Command::Crash(_) | Command::Wait(_)) && !has_role(&input.command));
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
        fn sticky_by_cookie_never_misses_while_its_server_lives(seed: u64) {
            let (mut config, mut inputs) = random::run(seed);
            config.routing = Routing::RoundRobin;
            config.affinity = Affinity::Cookie;
            config.sessions = Sessions::Local;
            let breaks = |command: &Command| matches!(
                command,
                Command::Crash(_) | Command::RemoveServer(_) | Command::Wait(_) | Command::FollowLink(_)
            );
            // Without the other causes of a miss: idle timeout, full queue, timed-out login, refused cookie.
            let config = config
                .with(Setting::Idle, 48 * 3_600_000_000)
                .with(Setting::Workers, 64)
                .with(Setting::ServerTimeout, 3_600_000_000)
                .with(Setting::CookieMaxAge, 0)
                .with(Setting::CookieSecure, 0)
                .with(Setting::CookieSameSite, 0);
            inputs.retain(|input| !breaks(&input.command) && !has_role(&input.command));
            inputs.iter_mut().for_each(|input| input.when = When::Settled);
            let run = Recording::replay(config, &inputs);
            prop_assert!(run.facts().iter().all(|timed| !missed(&timed.fact)), "{:#?}", run.facts());
        }

        #[test]
        fn a_healthy_shared_store_never_misses_a_session(seed: u64) {
            let (mut config, mut inputs) = random::run(seed);
            config.sessions = Sessions::Shared(StoreKind::Memory);
            let breaks = |command: &Command| matches!(
                command,
                Command::KillStore(_) | Command::CutPower(_) | Command::Promote | Command::Wait(_)
            );
            inputs.retain(|input| !breaks(&input.command) && !has_role(&input.command));
            let run = Recording::replay(config.with(Setting::Idle, 48 * 3_600_000_000), &inputs);
            prop_assert!(run.facts().iter().all(|timed| !missed(&timed.fact)));
            let servers = run.frames().iter().flat_map(|frame| &frame.world.servers);
            prop_assert!(servers.into_iter().all(|server| server.table.is_empty()));
        }

        #[test]
        fn a_cluster_at_rest_holds_equal_tables(seed: u64) {
            let (mut config, mut inputs) = random::run(seed);
            config.sessions = Sessions::Replicated;
            // A state transfer that is longer than its timeout is given up (R26).
            let config = config.with(Setting::Idle, 48 * 3_600_000_000).with(Setting::StateTransferTimeout, 60_000_000);
            let breaks = |command: &Command| matches!(
                command,
                Command::DropCopy(_) | Command::DelayCopy(..) | Command::AddLoneServer | Command::Crash(_) | Command::Restart(_)
            );
            inputs.retain(|input| !breaks(&input.command) && !has_role(&input.command));
            // One action at a time, so that no two members write within the delay (R24).
            inputs.iter_mut().for_each(|input| input.when = When::Settled);
            let run = Recording::replay(config, &inputs);
            let world = &run.frame(usize::MAX).world;
            let member = |server: &&Server| server.serves() && server.member;
            let tables: Vec<Vec<(SessionId, u32, u16)>> = world
                .servers
                .iter()
                .filter(member)
                .map(|server| server.table.iter().map(|held| (held.id, held.version, held.cart)).collect())
                .collect();
            prop_assert!(tables.windows(2).all(|pair| pair[0] == pair[1]), "{:?}", tables);
        }

        #[test]
        fn a_crash_in_a_cluster_keeps_every_arrived_copy(seed: u64) {
            let (mut config, mut inputs) = random::run(seed);
            config.sessions = Sessions::Replicated;
            config.routing = Routing::RoundRobin;
            // A wait for an idle timeout would end just before the other sessions expire.
            inputs.retain(|input| !has_role(&input.command));
            let config = config.with(Setting::Servers, 4).with(Setting::Idle, 48 * 3_600_000_000);
            let before = Recording::replay(config, &inputs);
            let rest = &before.frame(usize::MAX).world;
            let Some(victim) = rest.servers.iter().find(|server| server.serves() && server.member) else { return Ok(()) };
            let other = |server: &&Server| server.serves() && server.member && server.id != victim.id;
            let Some(survivor) = rest.servers.iter().find(other) else { return Ok(()) };
            let arrived: Vec<SessionId> = survivor.table.iter().map(|held| held.id).collect();
            let crash = Input { when: When::Settled, command: Command::Crash(victim.id) };
            let after = Recording::replay(config, &[before.inputs(), &[crash]].concat());
            let table = &after.frame(usize::MAX).world.servers[survivor.id.index()].table;
            prop_assert!(arrived.iter().all(|id| table.get(*id).is_some()));
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
        fn the_pace_is_monotone_and_invertible(seed: u64) {
            let run = replay(seed);
            let pace = Pace::of_steps(&run);
            for pair in pace.steps().windows(2) {
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
        fn beats_move_briefly_and_rest_as_long_as_they_take_to_read(seed: u64) {
            let run = replay(seed);
            let beats = Beats::of(&run);
            let pace = Pace::of_beats(&run, &beats, |beat| reading_time(10 * beat.step, 12));
            for pair in beats.all().windows(2) {
                let (from, to) = (pace.steps()[pair[0].step], pace.steps()[pair[1].step]);
                prop_assert!((REST[0]..=REST[1]).contains(&from.rest));
                prop_assert!(to.paced > from.rest_end() && to.paced.0 - from.rest_end().0 <= LONGEST_MOTION.0 + 100);
                prop_assert_eq!(pace.sim_at(from.paced), from.at);
                prop_assert_eq!(pace.sim_at(from.rest_end()), from.at);
            }
            for step in 0..=run.last_step() {
                prop_assert_eq!(pace.step_at(pace.of_step(step)), step);
                prop_assert_eq!(pace.sim_at(pace.of_step(step)), run.frame(step).at());
            }
            prop_assert!(beats.all().is_sorted_by(|one, other| one.step < other.step));
        }

        #[test]
        fn a_beat_is_named_once_and_has_an_event(seed: u64) {
            let run = replay(seed);
            let beats = Beats::of(&run);
            let mut names: Vec<String> =
                beats.all().iter().flat_map(|beat| &beat.names).map(ToString::to_string).collect();
            for beat in beats.all() {
                prop_assert_eq!(beats.named(beat.name()), Some(beat));
                prop_assert_eq!(beat.name().to_string().parse(), Ok(beat.name()));
            }
            let all = names.len();
            names.sort();
            names.dedup();
            prop_assert_eq!(names.len(), all);
        }

        #[test]
        fn an_extension_adds_no_input_and_is_deterministic(seed: u64) {
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

/// True if a server did not find a session that another holder has.
fn missed(fact: &Fact) -> bool {
    matches!(fact, Fact::SessionNotFound { held_by: Some(_), .. })
}

/// True if any of the first 10,000 random runs has such a fact.
fn sometimes(wanted: impl Fn(&Fact) -> bool) -> bool {
    (0..10_000).any(|seed| facts(&replay(seed)).any(|fact| wanted(&fact)))
}

/// As [`sometimes`], with this storage of sessions in every run.
fn sometimes_with(sessions: Sessions, wanted: impl Fn(&Fact) -> bool) -> bool {
    (0..10_000).any(|seed| {
        let (mut config, inputs) = random::run(seed);
        config.sessions = sessions;
        facts(&Recording::replay(config, &inputs)).any(|fact| wanted(&fact))
    })
}

#[test]
fn sometimes_each_loss_is_reached() {
    for loss in [Loss::NotFoundHere, Loss::Destroyed, Loss::Overwritten, Loss::Stale, Loss::UpdateLost] {
        let reached = |fact: &Fact| fact.loss() == Some(loss);
        assert!(sometimes(reached) || sometimes_with(Sessions::Replicated, reached), "{loss:?}");
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
fn sometimes_a_session_is_orphaned_or_expires() {
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
fn sometimes_a_cluster_loses_copies_and_reads_stale() {
    let cluster = |wanted: fn(&Fact) -> bool| sometimes_with(Sessions::Replicated, wanted);
    assert!(cluster(|fact| matches!(fact, Fact::CopiesLost { .. })));
    assert!(cluster(|fact| matches!(fact, Fact::WritesCrossed { .. })));
    assert!(cluster(|fact| matches!(fact, Fact::JoinEnded { complete: true, .. })));
    assert!(cluster(|fact| matches!(fact, Fact::StaleRead { .. })));
}

#[test]
fn sometimes_a_store_loses_writes_and_fails_over() {
    let store = |wanted: fn(&Fact) -> bool| sometimes_with(Sessions::Shared(StoreKind::Memory), wanted);
    assert!(store(|fact| matches!(fact, Fact::UpdateLost { .. })));
    assert!(store(|fact| matches!(fact, Fact::WriteLost { holder: Holder::Store(_), .. })));
    assert!(store(|fact| matches!(fact, Fact::StoreUnreachable { .. })));
    assert!(store(|fact| matches!(fact, Fact::StorePromoted { by_hand: false, .. })));
    assert!(sometimes(|fact| matches!(fact, Fact::SessionDestroyed { because: DestroyCause::Removed, .. })));
}

#[test]
fn a_browser_opens_six_connections_and_no_more() {
    let open = Input { when: When::After(Default::default()), command: Command::OpenPage(ClientId(0)) };
    let run = Recording::replay(sessionscope::strategy::Strategy::None.config(), &[open; 7]);
    let limited = facts(&run)
        .filter(|fact| matches!(fact, Fact::LimitReached { limit: Limit::OpenRequests { limit: 6, .. } }))
        .count();
    assert_eq!(limited, 1);
}
