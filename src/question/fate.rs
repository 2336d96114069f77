//! The sessions of all users after the outcome of [`Ask::LostSessions`]: the reason of the answer.

use std::ops::RangeInclusive;

use super::answers::at_risk;
use super::{Ask, Question};
use crate::model::command::Command;
use crate::model::ids::{ClientId, Holder, ServerId, StoreId};
use crate::model::world::{SessionOfCookie, World};
use crate::recording::Recording;

/// Place of a user's session after a stop.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Fate {
    /// It is nowhere. The last machine that had it.
    Lost(ClientId, Holder),
    /// On these servers.
    OnServers(ClientId, Vec<ServerId>),
    /// In the store that the servers ask.
    InStore(ClientId, StoreId),
    /// On the replica, which can take over.
    OnReplica(ClientId, StoreId),
    /// On the disk of a store that is down.
    OnDisk(ClientId, StoreId),
}

impl Question {
    /// The sessions of the users who could have lost theirs, at the moment of the outcome in a run that has it. Empty for
    /// other questions.
    pub fn fates(&self, run: &Recording) -> Vec<Fate> {
        if self.ask != Ask::LostSessions {
            return Vec::new();
        }
        let asked = run.step_of_input(self.inputs).saturating_sub(1);
        let decided = run.step_of_fact(self.decided());
        let commands: Vec<Command> = self.about.iter().map(|input| input.command).collect();
        let at_risk = at_risk(&run.frame(asked).world, &commands);
        at_risk.filter_map(|client| fate(run, asked..=decided, client)).collect()
    }
}

/// The fate of a user's session after these steps. `None` for a user without a session id cookie by then.
fn fate(run: &Recording, steps: RangeInclusive<usize>, client: ClientId) -> Option<Fate> {
    let world = &run.frame(*steps.end()).world;
    match world.session_of_cookie(client) {
        SessionOfCookie::NoCookie => None,
        SessionOfCookie::Held(_, Holder::Store(store)) => Some(Fate::InStore(client, store)),
        SessionOfCookie::Held(session, Holder::Server(_)) => Some(Fate::OnServers(client, world.servers_with(session))),
        SessionOfCookie::OnReplica(_, store) => Some(Fate::OnReplica(client, store)),
        SessionOfCookie::OnDisk(_, store) => Some(Fate::OnDisk(client, store)),
        SessionOfCookie::Gone(_) => {
            steps.rev().find_map(|step| holder(&run.frame(step).world, client)).map(|holder| Fate::Lost(client, holder))
        }
    }
}

fn holder(world: &World, client: ClientId) -> Option<Holder> {
    match world.session_of_cookie(client) {
        SessionOfCookie::Held(_, holder) => Some(holder),
        SessionOfCookie::OnReplica(_, store) | SessionOfCookie::OnDisk(_, store) => Some(Holder::Store(store)),
        SessionOfCookie::NoCookie | SessionOfCookie::Gone(_) => None,
    }
}
