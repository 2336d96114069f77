//! The balancer's health checks, after HAProxy 2.6: `option httpchk` with `inter`, `fall` and `rise`.
//!
//! Simplified: a check takes no time.

use crate::model::agenda::Timer;
use crate::model::balancer::CheckOutcome;
use crate::model::config::Setting;
use crate::model::fact::Fact;
use crate::model::ids::ServerId;

use super::World;

impl World {
    /// Schedules the next health check of a server. A check that would find no change is left out of the agenda.
    pub(super) fn schedule_check(&mut self, server: ServerId) {
        let interval = self.config.duration(Setting::CheckInterval);
        let serves = self.servers[server.index()].serves();
        let Some(balancer) = self.balancer.as_mut() else { return };
        let health = balancer.health(server);
        if health.check_due || !health.standing.needs_checks(serves) {
            return;
        }
        balancer.set_check_due(server, true);
        self.agenda.set(self.now.next_multiple(interval), Timer::HealthCheck { server });
    }

    /// Checks a server. Enough checks in a row with the same result take it out of rotation or put it back.
    pub(super) fn check_health(&mut self, id: ServerId) {
        let Some(server) = self.servers.get(id.index()) else { return };
        if server.is_removed() {
            return;
        }
        let (seen_up, joining, unready_since) = (server.serves(), server.is_joining(), server.unready_since());
        let setting = if seen_up { Setting::Rise } else { Setting::Fall };
        let needed = self.config.get(setting) as u8;
        let Some(balancer) = self.balancer.as_mut() else { return };
        balancer.set_check_due(id, false);
        match balancer.count_check(id, seen_up, needed) {
            CheckOutcome::Unchanged => {}
            CheckOutcome::Counted(nth) => {
                self.record(Fact::HealthCheckCounted { server: id, seen_up, nth, needed });
                self.schedule_check(id);
            }
            CheckOutcome::Changed if seen_up => self.record(Fact::MarkedUp { server: id }),
            CheckOutcome::Changed => {
                let after = self.now - unready_since.unwrap_or(self.now);
                self.record(Fact::MarkedDown { server: id, after, joining });
            }
        }
    }
}
