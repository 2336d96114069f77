//! Law of the servers in rotation.

use std::collections::BTreeSet;

use sessionscope::model::fact::{Fact, TimedFact};
use sessionscope::model::ids::ServerId;

use crate::Law;
use crate::drive::Step;

/// The servers in rotation change only in a step with a fact that says so, and a fact that says so changes them.
///
/// A server that was added while it fetches sessions enters the rotation with its first `JoinEnded`. A server that was
/// restarted enters it by the health checks alone.
#[derive(Default)]
pub struct RotationChangesByFacts {
    before: Option<BTreeSet<ServerId>>,
    /// Servers that were added and have neither served nor died since.
    added: BTreeSet<ServerId>,
}

impl Law for RotationChangesByFacts {
    fn name(&self) -> &'static str {
        "c  the rotation changes only by a fact"
    }

    fn after_step(&mut self, step: &Step<'_>) -> Result<(), String> {
        let Some(balancer) = &step.world.balancer else { return Ok(()) };
        let now: BTreeSet<ServerId> = balancer.usable().collect();
        let before = self.before.get_or_insert_with(|| initial(step));
        let told = |wanted: &dyn Fn(&Fact) -> bool| step.facts.iter().any(|timed: &TimedFact| wanted(&timed.fact));
        for id in before.difference(&now) {
            let out = told(
                &|fact| matches!(*fact, Fact::MarkedDown { server, .. } | Fact::ServerRemoved { server, .. } if server == *id),
            );
            if !out {
                return Err(format!("{id} left the rotation, and no fact tells it"));
            }
        }
        for id in now.difference(before) {
            let is_new = self.added.contains(id);
            let entered = told(&|fact| match *fact {
                Fact::MarkedUp { server } | Fact::ServerAdded { server, .. } => server == *id,
                Fact::JoinEnded { server, .. } => server == *id && is_new,
                _ => false,
            });
            if !entered {
                return Err(format!("{id} entered the rotation, and no fact tells it"));
            }
        }
        for timed in step.facts {
            match timed.fact {
                Fact::MarkedDown { server, .. } | Fact::ServerRemoved { server, .. } if now.contains(&server) => {
                    return Err(format!("{server} is told out of the rotation, and it is in it"));
                }
                Fact::MarkedUp { server } if !now.contains(&server) || before.contains(&server) => {
                    return Err(format!("{server} is told to enter the rotation, and it does not"));
                }
                Fact::ServerAdded { server, .. } => {
                    self.added.insert(server);
                }
                Fact::JoinEnded { server, .. } | Fact::ServerCrashed { server, .. } => {
                    self.added.remove(&server);
                }
                _ => {}
            }
        }
        *before = now;
        Ok(())
    }
}

/// Servers that a run starts with. All of them are in rotation.
fn initial(step: &Step<'_>) -> BTreeSet<ServerId> {
    let servers = step.world.config.get(sessionscope::model::config::Setting::Servers) as u8;
    (0..servers).map(ServerId).collect()
}
