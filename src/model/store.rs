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

/// State of a store's process.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum StoreState {
    /// Up, with these sessions.
    Up { table: SessionTable },
    /// Dead since this time. `at_death` has the contents at its death, without the losses already recorded.
    Down { since: SimTime, at_death: Contents },
}

/// A shared session store.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Store {
    /// Id of the store.
    pub id: StoreId,
    /// Persistence.
    pub kind: StoreKind,
    /// State of its process.
    pub state: StoreState,
    /// Sessions that a restart would find on the disk.
    pub durable: SessionTable,
    /// True if the next sync of the log is in the agenda.
    pub sync_due: bool,
    /// Requests that it works on.
    pub jobs: Vec<StoreJob>,
}

impl Store {
    /// An empty store that is up.
    pub fn new(id: StoreId, kind: StoreKind) -> Store {
        let state = StoreState::Up { table: SessionTable::default() };
        Store { id, kind, state, durable: SessionTable::default(), sync_due: false, jobs: Vec::new() }
    }

    /// True if its process runs.
    pub fn is_up(&self) -> bool {
        matches!(self.state, StoreState::Up { .. })
    }

    /// Sessions in its process; none while it is down.
    pub fn table(&self) -> &SessionTable {
        static NONE: SessionTable = SessionTable::new();
        match &self.state {
            StoreState::Up { table } => table,
            StoreState::Down { .. } => &NONE,
        }
    }

    /// Sessions in its process, to change them; `None` while it is down.
    pub fn table_mut(&mut self) -> Option<&mut SessionTable> {
        match &mut self.state {
            StoreState::Up { table } => Some(table),
            StoreState::Down { .. } => None,
        }
    }

    /// Applies a change to the sessions in its process. Changes nothing while it is down.
    pub fn apply(&mut self, write: &SessionWrite) {
        if let Some(table) = self.table_mut() {
            table.apply(write);
        }
    }

    /// Sessions that it holds; while it is down, those that a restart would find.
    pub fn surviving(&self) -> &SessionTable {
        match &self.state {
            StoreState::Up { table } => table,
            StoreState::Down { .. } => &self.durable,
        }
    }

    /// Contents at the death of its process, without the losses already recorded; `None` while it is up.
    pub fn at_death(&self) -> Option<&Contents> {
        match &self.state {
            StoreState::Up { .. } => None,
            StoreState::Down { at_death, .. } => Some(at_death),
        }
    }

    /// Sets the contents at the death of its process, once losses are recorded. Changes nothing while it is up.
    pub fn set_at_death(&mut self, left: Contents) {
        if let StoreState::Down { at_death, .. } = &mut self.state {
            *at_death = left;
        }
    }

    /// Contents that the servers expect: the present ones or, of a store that is down, those at the death of its
    /// process.
    pub fn contents(&self) -> Contents {
        match &self.state {
            StoreState::Up { table } => Contents { written: table.clone(), acknowledged: self.acknowledged(table) },
            StoreState::Down { at_death, .. } => at_death.clone(),
        }
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
        let before = [Some(session), replaced].map(|id| id.and_then(|id| self.table().get(id)).copied());
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

    /// Sessions of this table without the writes that are not acknowledged yet.
    fn acknowledged(&self, table: &SessionTable) -> SessionTable {
        let mut table = table.clone();
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
        match (self.kind, because) {
            (StoreKind::Memory, _) => self.durable = SessionTable::default(),
            (StoreKind::Log, StoreDeath::PowerCut) => {}
            (StoreKind::Log, StoreDeath::Killed) | (StoreKind::Disk, _) => self.durable = self.table().clone(),
        }
        self.state = StoreState::Down { since: now, at_death: self.contents() };
        self.sync_due = false;
    }

    /// Starts the process with the durable table. Returns the downtime; `None` if it is up.
    pub fn start(&mut self, now: SimTime) -> Option<SimDuration> {
        let StoreState::Down { since, .. } = self.state else { return None };
        self.state = StoreState::Up { table: self.durable.clone() };
        Some(now - since)
    }

    /// Syncs the log to its disk.
    pub fn sync_log(&mut self) {
        self.sync_due = false;
        self.durable = self.table().clone();
    }
}
