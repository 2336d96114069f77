//! A shared session store: Redis, Memcached or an SQL database, or the replica of one. Its durable table survives its
//! death. Knows nothing of cookies, workers and the network.
//!
//! Simplified: a store works on any number of requests at once, and its replica learns at once that a session was used.

use super::config::StoreKind;
use super::fact::StoreDeath;
use super::ids::{RequestId, ServerId, SessionId, StoreId};
use super::message::StoreOp;
use super::session::{Session, SessionTable, SessionWrite};
use super::time::{SimDuration, SimTime};

/// Interval between syncs of a log to its disk (Redis `appendfsync everysec`).
pub const LOG_SYNC: SimDuration = SimDuration::from_s(1);

/// A server's request that a store works on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct StoreJob {
    /// Browser's request that it belongs to.
    pub request: RequestId,
    /// Server that waits for the answer.
    pub server: ServerId,
    /// Operation.
    pub op: StoreOp,
    /// Undo of a write that is not acknowledged before the replica has it (Redis `WAIT 1`); `None` for other requests.
    pub undo: Option<Undo>,
}

/// Undo of a write.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Undo {
    /// Session that the write created, changed or deleted.
    pub session: SessionId,
    /// This session before the write, and the one that the write replaced.
    pub before: [Option<Session>; 2],
}

/// Contents of a store.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Contents {
    /// Sessions with every write.
    pub written: SessionTable,
    /// Sessions with the acknowledged writes alone.
    pub acknowledged: SessionTable,
}

impl Contents {
    /// Contents whose writes are all acknowledged.
    pub fn all_acknowledged(table: SessionTable) -> Contents {
        Contents { written: table.clone(), acknowledged: table }
    }
}

/// A shared session store.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Store {
    /// Id of the store.
    pub id: StoreId,
    /// Persistence.
    pub kind: StoreKind,
    /// True if its process runs.
    pub up: bool,
    /// Sessions in its process; empty while it is down.
    pub table: SessionTable,
    /// Sessions that a restart would find on the disk.
    pub durable: SessionTable,
    /// Contents at the death of its process, without the losses already recorded; `None` while it is up.
    pub at_death: Option<Contents>,
    /// True if the next sync of the log is in the agenda.
    pub sync_due: bool,
    /// Requests that it works on.
    pub jobs: Vec<StoreJob>,
    /// Time of the process's death; `None` while it is up.
    pub down_since: Option<SimTime>,
}

impl Store {
    /// An empty store that is up.
    pub fn new(id: StoreId, kind: StoreKind) -> Store {
        let (table, durable) = (SessionTable::default(), SessionTable::default());
        let (at_death, down_since) = (None, None);
        Store { id, kind, up: true, table, durable, at_death, sync_due: false, jobs: Vec::new(), down_since }
    }

    /// Sessions that it holds; while it is down, those that a restart would find.
    pub fn surviving(&self) -> &SessionTable {
        if self.up { &self.table } else { &self.durable }
    }

    /// Contents that the servers expect: the present ones or, of a store that is down, those at the death of its
    /// process.
    pub fn contents(&self) -> Contents {
        match &self.at_death {
            Some(contents) => contents.clone(),
            None => Contents { written: self.table.clone(), acknowledged: self.acknowledged() },
        }
    }

    /// Newest acknowledged state of a session in a store that is down, unless its loss is already recorded.
    pub fn session_at_death(&self, session: SessionId) -> Option<&Session> {
        self.at_death.as_ref()?.acknowledged.get(session)
    }

    /// Job of a request; `None` if the store does not work on it.
    pub fn job_mut(&mut self, request: RequestId) -> Option<&mut StoreJob> {
        self.jobs.iter_mut().find(|job| job.request == request)
    }

    /// Prepares the undo of a write, before it is applied.
    pub fn prepare_undo(&mut self, request: RequestId, write: SessionWrite) {
        let session = write.session().id;
        let replaced = match write {
            SessionWrite::Create { replaces, .. } => replaces,
            SessionWrite::Update { .. }
            | SessionWrite::Touch { .. }
            | SessionWrite::Delete { .. }
            | SessionWrite::Expire { .. } => None,
        };
        let before = [Some(session), replaced].map(|id| id.and_then(|id| self.table.get(id)).copied());
        if let Some(job) = self.job_mut(request) {
            job.undo = Some(Undo { session, before });
        }
    }

    /// Removes a finished job.
    pub fn finish(&mut self, request: RequestId) -> Option<StoreJob> {
        let index = self.jobs.iter().position(|job| job.request == request)?;
        Some(self.jobs.remove(index))
    }

    /// Job of this write, if it waits for the replica.
    pub fn waiting(&mut self, write: &SessionWrite) -> Option<&mut StoreJob> {
        self.jobs.iter_mut().find(|job| job.undo.is_some() && job.op == StoreOp::Write(*write))
    }

    /// Sessions without the writes that are not acknowledged yet.
    fn acknowledged(&self) -> SessionTable {
        let mut table = self.table.clone();
        for job in self.jobs.iter().rev() {
            let Some(Undo { session, before }) = job.undo else { continue };
            table.remove(session);
            for session in before.into_iter().flatten() {
                table.insert(session);
            }
        }
        table
    }

    /// Stops the process. A store in memory loses everything, and one on disk nothing. A store with a log loses the
    /// writes since its last sync, but only at a power failure (R31; power failure as Redis documents `appendfsync`).
    /// [`Store::durable`] has the sessions that are left.
    pub fn stop(&mut self, now: SimTime, because: StoreDeath) {
        self.up = false;
        self.down_since = Some(now);
        self.at_death = Some(self.contents());
        let table = std::mem::take(&mut self.table);
        match (self.kind, because) {
            (StoreKind::Memory, _) => self.durable = SessionTable::default(),
            (StoreKind::Log, StoreDeath::PowerCut) => {}
            (StoreKind::Log, StoreDeath::Killed) | (StoreKind::Disk, _) => self.durable = table,
        }
    }

    /// Starts the process with the durable table. Returns the downtime; `None` if it is up.
    pub fn start(&mut self, now: SimTime) -> Option<SimDuration> {
        let since = self.down_since.take()?;
        self.up = true;
        self.at_death = None;
        self.table = self.durable.clone();
        Some(now - since)
    }

    /// Syncs the log to its disk.
    pub fn sync_log(&mut self) {
        self.sync_due = false;
        self.durable = self.table.clone();
    }
}
