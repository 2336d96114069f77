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

/// A shared session store.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Store {
    /// Id of the store.
    pub id: StoreId,
    /// Persistence.
    pub kind: StoreKind,
    /// True if its process runs.
    pub up: bool,
    /// Sessions. While the store is down: those acknowledged at its death, without recorded losses.
    pub table: SessionTable,
    /// Sessions that a restart would find on the disk.
    pub durable: SessionTable,
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
        Store { id, kind, up: true, table, durable, sync_due: false, jobs: Vec::new(), down_since: None }
    }

    /// Sessions that it holds; while it is down, those that a restart would find.
    pub fn surviving(&self) -> &SessionTable {
        if self.up { &self.table } else { &self.durable }
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
            SessionWrite::Update { .. } | SessionWrite::Touch { .. } | SessionWrite::Delete { .. } => None,
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

    /// Job of a write of this version that waits for the replica.
    pub fn waiting(&mut self, session: SessionId, version: u32) -> Option<&mut StoreJob> {
        self.jobs.iter_mut().find(|job| match job.op {
            StoreOp::Write(write) => {
                let Session { id, version: written, .. } = write.session();
                job.undo.is_some() && (id, written) == (session, version)
            }
            StoreOp::Read(_) => false,
        })
    }

    /// Sessions without the writes that are not acknowledged yet.
    pub fn acknowledged(&self) -> SessionTable {
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

    /// Stops the process. A memory loses everything, a disk nothing, a log with its power all since the last sync (R31;
    /// power failure as Redis documents `appendfsync`). The rest is in [`Store::durable`].
    pub fn stop(&mut self, now: SimTime, because: StoreDeath) {
        self.up = false;
        self.down_since = Some(now);
        match (self.kind, because) {
            (StoreKind::Memory, _) => self.durable = SessionTable::default(),
            (StoreKind::Log, StoreDeath::PowerCut) => {}
            (StoreKind::Log, StoreDeath::Killed) | (StoreKind::Disk, _) => self.durable = self.table.clone(),
        }
        self.table = self.acknowledged();
    }

    /// Starts the process with the durable table. Returns the downtime; `None` if it is up.
    pub fn start(&mut self, now: SimTime) -> Option<SimDuration> {
        let since = self.down_since.take()?;
        self.up = true;
        self.table = self.durable.clone();
        Some(now - since)
    }

    /// Syncs the log to its disk.
    pub fn sync_log(&mut self) {
        self.sync_due = false;
        self.durable = self.table.clone();
    }
}
