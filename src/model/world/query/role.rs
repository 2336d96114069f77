//! Queries about roles: the server, the store or the time that a command names by its role.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::model::agenda::Timer;
use crate::model::command::{Awaited, Command};
use crate::model::ids::{Holder, SessionId};
use crate::model::time::{SimDuration, SimTime};

use super::World;

/// Least step of simulated time.
const MICROSECOND: SimDuration = SimDuration::from_us(1);

impl World {
    /// The command with the number or the duration that its role means now. `None` if nothing has the role. A command
    /// without a role stays as it is.
    pub fn resolved(&self, command: Command) -> Option<Command> {
        match command {
            Command::ToServerOf(client, action) => Some(action.on(self.client(client)?.answered_by?)),
            Command::ToPrimary(action) => Some(action.on(self.store(self.primary)?.id)),
            Command::WaitUntil(Awaited::HealthCheck) => Some(Command::Wait(self.next_check()? - self.now)),
            // A renewed timeout is scheduled after the wait, so the wait must end later.
            Command::WaitUntil(Awaited::IdleTimeout) => {
                Some(Command::Wait(self.next_idle_timeout()? - self.now + MICROSECOND))
            }
            _ => Some(command),
        }
    }

    /// Time of the next health check that contradicts the balancer's view of a server; `None` if none is due.
    fn next_check(&self) -> Option<SimTime> {
        let is_check = |timer: &Timer| match *timer {
            Timer::HealthCheck { server } => self.server(server).is_some_and(|server| !server.is_removed()),
            _ => false,
        };
        self.agenda.next_timer(&is_check)
    }

    /// Time at which the next session expires if no request uses it; `None` without a session. A cluster member that has
    /// not heard of the last access yet does not count.
    fn next_idle_timeout(&self) -> Option<SimTime> {
        let in_memory = self.servers.iter().map(|server| (Holder::Server(server.id), &server.table));
        let primary = self.store(self.primary).filter(|store| store.is_up());
        let in_store = primary.into_iter().map(|store| (Holder::Store(store.id), store.table()));
        let mut ends: BTreeMap<SessionId, (SimTime, Reverse<SimTime>)> = BTreeMap::new();
        for (holder, table) in in_memory.chain(in_store) {
            for session in table.iter() {
                let end = session.last_access + self.idle_timeout(holder, session);
                let here = (session.last_access, Reverse(end));
                ends.entry(session.id).and_modify(|known| *known = here.max(*known)).or_insert(here);
            }
        }
        ends.into_values().map(|(_, Reverse(end))| end).min()
    }
}
