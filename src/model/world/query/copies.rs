//! Queries about copies of session changes: those that members have yet to send or to apply, and the effect of one.

use crate::model::config::Sessions;
use crate::model::ids::{ClientId, Holder, ServerId, SessionId};
use crate::model::message::Message;
use crate::model::server::{Server, ServerState};
use crate::model::session::{Session, SessionWrite};

use super::World;

/// Effect of a copy on its receiver.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CopyOutcome {
    /// The receiver holds the version of the copy.
    SameVersion,
    /// The receiver held this newer version already. Only the time of the last access may have changed.
    NewerVersion(u32),
    /// The receiver has deleted the session.
    Deleted,
}

impl World {
    /// Newest version of a session that copies will bring to servers that are up; 0 without one. An update brings
    /// nothing to a server that has neither the session nor a copy that creates it.
    pub(in crate::model::world) fn newest_coming(&self, id: SessionId) -> u32 {
        let mut newest = 0;
        // A copy that creates the session comes before the copies that update it.
        let mut has_it: Vec<bool> =
            self.servers.iter().map(|server| server.is_up() && server.table.get(id).is_some()).collect();
        self.each_copy(&mut |server, write| {
            let Session { id: of, version, .. } = write.session();
            let brings = match write {
                SessionWrite::Create { .. } => true,
                SessionWrite::Update { .. } => has_it[server.index()],
                SessionWrite::Touch { .. } | SessionWrite::Delete { .. } | SessionWrite::Expire { .. } => false,
            };
            if of == id && brings {
                has_it[server.index()] = true;
                newest = newest.max(version);
            }
        });
        newest
    }

    /// True if a copy will bring this item of a session to a member that is up, other than `here`, or to any member under
    /// the id that a login gave the session. It brings nothing to a member on which the session has ended before.
    pub(in crate::model::world) fn is_item_coming(
        &self,
        item: u32,
        here: ServerId,
        (id, owner): (SessionId, ClientId),
    ) -> bool {
        let holds = |server: &Server| server.is_up() && server.id != here && server.table.get(id).is_some();
        let mut has_session: Vec<bool> = self.servers.iter().map(holds).collect();
        let mut found = false;
        let mut visit = |server: ServerId, write: &SessionWrite| {
            let has_session = &mut has_session[server.index()];
            let session = write.session();
            let brings = match write {
                SessionWrite::Create { .. } => true,
                SessionWrite::Update { .. } => *has_session,
                SessionWrite::Touch { .. } | SessionWrite::Delete { .. } | SessionWrite::Expire { .. } => false,
            };
            if session.id == id && brings {
                *has_session = true;
                found |= session.items.contains(item);
            }
            found |= write.renames().is_some() && session.owner == owner && session.items.contains(item);
            *has_session &= write.ends() != Some(id);
        };
        self.each_copy(&mut visit);
        for sender in &self.servers {
            for write in &sender.outbox {
                self.receivers_of(sender.id).for_each(|to| visit(to, write));
            }
        }
        found
    }

    /// States of a session that copies would bring to this member, which has the session. They bring nothing after the
    /// session has ended there.
    pub(in crate::model::world) fn states_coming_to(&self, here: ServerId, id: SessionId) -> Vec<Session> {
        let (mut states, mut has_ended) = (Vec::new(), false);
        if self.config.sessions != Sessions::Replicated {
            return states;
        }
        self.each_copy(&mut |to, write| {
            if to != here {
                return;
            }
            has_ended |= write.ends() == Some(id);
            if let SessionWrite::Update { session, .. } = *write
                && session.id == id
                && !has_ended
            {
                states.push(session);
            }
        });
        states
    }

    /// True if a copy that creates this session on `server` is queued, in flight or not applied yet.
    pub fn is_creation_on_its_way(&self, server: ServerId, session: SessionId) -> bool {
        let creates = |write: &SessionWrite| matches!(write, SessionWrite::Create { session: created, .. } if created.id == session);
        let mut found = self.servers.iter().any(|sender| sender.id != server && sender.outbox.iter().any(creates));
        self.each_copy(&mut |to, write| found |= to == server && creates(write));
        found
    }

    /// True if a copy that creates this session on a member that is up is queued, in flight or not applied yet.
    pub(in crate::model::world) fn is_creation_coming(&self, session: SessionId) -> bool {
        self.running_members().any(|member| self.is_creation_on_its_way(member.id, session))
    }

    /// True if a copy that ends this session on `server` is queued, in flight or not applied yet. The idle timeout at
    /// the session's primary is such an end, too.
    pub(in crate::model::world) fn is_end_coming(&self, server: ServerId, session: SessionId) -> bool {
        let ends = |write: &SessionWrite| match *write {
            SessionWrite::Expire { session: expired } => expired.id == session,
            SessionWrite::Create { .. }
            | SessionWrite::Update { .. }
            | SessionWrite::Touch { .. }
            | SessionWrite::Delete { .. } => write.ends() == Some(session),
        };
        let mut found = self.servers.iter().any(|sender| sender.id != server && sender.outbox.iter().any(ends));
        self.each_copy(&mut |to, write| found |= to == server && ends(write));
        found
    }

    /// True if the session in a copy from `sender` has ended since: the sender has deleted it, or a copy that ends it
    /// is on its way. A sender that died since has lost the session and not ended it.
    pub(in crate::model::world) fn has_ended_at(&self, sender: ServerId, session: Session) -> bool {
        let sender = &self.servers[sender.index()];
        let ran_on = matches!(sender.state, ServerState::Up { since } if since <= session.last_access);
        (ran_on && sender.table.get(session.id).is_none()) || self.is_end_on_its_way(session.id)
    }

    /// True if a request has ended the session at one member, by a sign-out or a new id, and a copy that ends it at
    /// another is queued, in flight or not applied yet.
    pub fn is_end_on_its_way(&self, session: SessionId) -> bool {
        self.is_end_coming_that(session, |_| true)
    }

    /// True if the member that ended the session had this item, and a copy that ends the session is on its way.
    pub(in crate::model::world) fn is_seen_by_end(&self, session: SessionId, item: u32) -> bool {
        self.is_end_coming_that(session, |write| write.session().items.contains(item))
    }

    fn is_end_coming_that(&self, session: SessionId, wanted: impl Fn(&SessionWrite) -> bool) -> bool {
        if self.config.sessions != Sessions::Replicated {
            return false;
        }
        let ends = |write: &SessionWrite| write.ends() == Some(session) && wanted(write);
        let is_here = |server: &Server| {
            server.outbox.iter().any(ends) || server.inbox.iter().chain(&server.applying).any(|copy| ends(&copy.write))
        };
        let is_flying = |message: &Message| message.carried_write().is_some_and(|(_, write)| ends(&write));
        self.servers.iter().any(is_here) || self.any_in_flight(is_flying)
    }

    /// Calls `visit` for every copy that a server has yet to apply: first those that have arrived, then those in flight.
    fn each_copy(&self, visit: &mut dyn FnMut(ServerId, &SessionWrite)) {
        for server in &self.servers {
            // Both queues of a server that is down are empty.
            for copies in [&server.applying, &server.inbox] {
                for copy in copies {
                    visit(server.id, &copy.write);
                }
            }
        }
        for flying in self.in_flight() {
            if let Message::Copy { to, write, .. } = flying.message {
                visit(to, &write);
            }
        }
    }

    /// True if a copy of this version or a newer one is queued, on its way to `server`, or not applied there yet.
    pub fn is_version_coming(&self, server: ServerId, session: SessionId, version: u32) -> bool {
        let brings = |write: &SessionWrite| write.session().id == session && write.session().version >= version;
        let in_flight = || {
            self.any_in_flight(|message| {
                let carried = message.carried_write();
                carried.is_some_and(|(to, write)| to == Holder::Server(server) && brings(&write))
            })
        };
        let queued = || self.servers.iter().any(|sender| sender.outbox.iter().any(brings));
        let arrived = self
            .server(server)
            .is_some_and(|here| here.inbox.iter().chain(&here.applying).any(|copy| brings(&copy.write)));
        arrived || queued() || in_flight()
    }

    /// Effect of a copy of `version` that `server` has just applied.
    pub fn copy_outcome(&self, server: ServerId, session: SessionId, version: u32) -> CopyOutcome {
        match self.server(server).and_then(|server| server.table.get(session)) {
            Some(held) if held.version > version => CopyOutcome::NewerVersion(held.version),
            Some(_) => CopyOutcome::SameVersion,
            None => CopyOutcome::Deleted,
        }
    }
}
