//! Laws of shared stores over random runs whose requests overlap: each change of the primary's table is told, and each
//! change that is told has happened.

use std::collections::BTreeSet;

use rand::{RngExt, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;

use sessionscope::model::command::Command;
use sessionscope::model::config::{Config, Sessions, Setting, StoreKind};
use sessionscope::model::fact::{Fact, TimedFact};
use sessionscope::model::http::{Action, Page, Status};
use sessionscope::model::ids::{ClientId, SessionId};
use sessionscope::model::session::{RecentItems, Session};
use sessionscope::model::store::Contents;
use sessionscope::model::time::SimDuration;
use sessionscope::model::world::World;
use sessionscope::recording::{Input, Recording, When};

use crate::support::random;

const RUNS: u64 = 1_000;

/// A run with a shared store. Half of the inputs are followed by one of the same two clients within 5 ms.
fn run(seed: u64) -> (Config, Vec<Input>) {
    let rng = &mut Xoshiro256PlusPlus::seed_from_u64(seed ^ 0x5707);
    let (mut config, drawn) = random::run(seed);
    config.sessions = Sessions::Shared([StoreKind::Memory, StoreKind::Log, StoreKind::Disk][rng.random_range(0..3)]);
    let config = config.with(Setting::Save, rng.random_range(0..3));
    let mut inputs = Vec::new();
    for input in drawn {
        inputs.push(input);
        if rng.random_range(0..2) == 0 {
            let client = ClientId(rng.random_range(0..2));
            let command =
                [Command::SignIn, Command::AddToCart, Command::AddToCart, Command::SignOut, Command::OpenPage]
                    [rng.random_range(0..5)](client);
            let when = When::After(SimDuration::from_us(rng.random_range(0..5_000)));
            inputs.push(Input { when, command });
        }
    }
    (config, inputs)
}

fn contents(world: &World) -> Contents {
    world.stores[world.primary.index()].contents()
}

fn missing(session: &Session, others: RecentItems) -> BTreeSet<u32> {
    session.items.missing_in(others).collect()
}

/// Session that holds what `session` held before these facts: itself, or the one that a login made of it.
fn successor(session: SessionId, facts: &[TimedFact]) -> SessionId {
    let renamed = |timed: &TimedFact| match timed.fact {
        Fact::SessionCreated { session: new, replaces, .. } if replaces == Some(session) => Some(new),
        _ => None,
    };
    facts.iter().find_map(renamed).unwrap_or(session)
}

/// Checks one step: the facts against the primary's table before and after it.
fn check_step(before: &Contents, after: &Contents, facts: &[TimedFact]) -> Result<(), String> {
    let told = |wanted: &dyn Fn(&Fact) -> bool| facts.iter().any(|timed| wanted(&timed.fact));
    for old in before.written.iter() {
        let id = successor(old.id, facts);
        let acknowledged = before.acknowledged.get(old.id);
        let Some(new) = after.written.get(id) else {
            let ended = told(&|fact| match *fact {
                Fact::SessionInvalidated { session, .. } | Fact::SessionDestroyed { session, .. } => session == id,
                Fact::SessionCreated { replaces, .. } => replaces == Some(id),
                _ => false,
            });
            if !ended && acknowledged.is_some() {
                return Err(format!("nothing tells the end of {id}"));
            }
            continue;
        };
        let overwritten: BTreeSet<u32> = facts
            .iter()
            .filter_map(|timed| match timed.fact {
                Fact::UpdateLost { session, lost, .. } if session == old.id => Some(lost),
                _ => None,
            })
            .collect();
        let rolled_back = told(&|fact| matches!(fact, Fact::WriteLost { session, .. } if *session == id));
        let lost = missing(old, new.items);
        let lost_for_sure = match acknowledged {
            Some(acknowledged) => lost.iter().copied().filter(|nth| acknowledged.items.contains(*nth)).collect(),
            None => BTreeSet::new(),
        };
        if !overwritten.is_subset(&lost) {
            return Err(format!("{overwritten:?} of {id} is told lost and is there"));
        }
        if !rolled_back && !lost_for_sure.is_subset(&overwritten) {
            return Err(format!("{lost_for_sure:?} of {id} is lost and nothing tells it"));
        }
        let restored: BTreeSet<u32> = facts
            .iter()
            .filter_map(|timed| match timed.fact {
                Fact::UpdateRestored { session, restored, .. } if session == id => Some(restored),
                _ => None,
            })
            .collect();
        let added = facts.iter().filter_map(|timed| match timed.fact {
            Fact::SessionWritten { id: request, session, .. } if session == id => Some(request.nth),
            _ => None,
        });
        let expected: BTreeSet<u32> = restored.iter().copied().chain(added).collect();
        if missing(new, old.items) != expected {
            return Err(format!("{:?} of {id} is new, told is {expected:?}", missing(new, old.items)));
        }
    }
    for new in after.written.iter().filter(|new| before.written.get(new.id).is_none()) {
        let told = told(&|fact| match fact {
            Fact::SessionCreated { session, .. } | Fact::SessionReturned { session, .. } => *session == new.id,
            _ => false,
        });
        if !told {
            return Err(format!("nothing tells that {} is there", new.id));
        }
    }
    Ok(())
}

/// Checks that a 200 for an item means that the item is stored, or that the loss of it is told.
fn check_answers(run: &Recording) -> Result<(), String> {
    let facts = || run.facts().iter().map(|timed| timed.fact);
    for fact in facts() {
        let Fact::Answered { id, status: Status::Ok, page: Page::Cart { .. }, .. } = fact else { continue };
        let adds = facts().any(|fact| match fact {
            Fact::RequestSent { id: sent, request, .. } => sent == id && request.action == Action::AddToCart,
            _ => false,
        });
        let told = facts().any(|fact| match fact {
            Fact::SessionWritten { id: request, .. } | Fact::SaveIgnored { id: request, .. } => request == id,
            _ => false,
        });
        if adds && !told {
            return Err(format!("the item of {id} was acknowledged and never written"));
        }
    }
    Ok(())
}

#[test]
fn every_change_of_the_primary_table_is_told() {
    for seed in 0..RUNS {
        let (config, inputs) = run(seed);
        let run = Recording::replay(config, &inputs);
        for step in 1..=run.last_step() {
            let [before, after] = [step - 1, step].map(|step| contents(&run.frame(step).world));
            if let Err(wrong) = check_step(&before, &after, run.facts_of(step)) {
                panic!("seed {seed}, step {step}: {wrong}\n{:#?}", run.facts_of(step));
            }
        }
        if let Err(wrong) = check_answers(&run) {
            panic!("seed {seed}: {wrong}");
        }
    }
}

#[test]
fn a_takeover_is_announced_only_while_it_is_due() {
    let mut announced = 0;
    for seed in 0..RUNS {
        let (config, inputs) = run(seed);
        let run = Recording::replay(config.with(Setting::Replica, 1), &inputs);
        let mut world = run.frame(usize::MAX).world.clone();
        if world.is_promotion_due() {
            announced += 1;
            let due = world.now + world.config.store_takeover();
            let from = world.primary;
            while world.next_due().is_some_and(|next| next <= due) {
                world.step();
            }
            assert_ne!(world.primary, from, "seed {seed}: the replica takes over");
        }
    }
    assert!(announced > 0);
}
