//! A session store beside the servers: Redis, Memcached or an SQL database, and the replica of one. Knows what survives
//! its own death; knows nothing of cookies, servers' workers or the network.
//!
//! Simplified: a store serves any number of questions side by side, and its replica hears at once that a session was used.

use super::config::StoreKind;
use super::fact::StoreDeath;
use super::ids::{RequestId, ServerId, SessionId, StoreId};
use super::message::StoreOp;
use super::session::{Session, SessionTable, SessionWrite};
use super::time::{SimDuration, SimTime};

/// How often a log reaches its disk (Redis `appendfsync everysec`).
pub const LOG_SYNC: SimDuration = SimDuration::from_s(1);

/// A question a store is working on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct StoreJob {
    /// The request it is for.
    pub request: RequestId,
    /// Who asks.
    pub server: ServerId,
    /// What.
    pub op: StoreOp,
    /// Of a write that is done, but may not be relied on before the replica has it (Redis `WAIT 1`): what it replaced.
    pub undo: Option<Undo>,
}

/// How to take a write back.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Undo {
    /// The session it made, changed or ended.
    pub session: SessionId,
    /// That session before it, and the one that gave way to it.
    pub before: [Option<Session>; 2],
}

/// A store.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Store {
    /// Which one.
    pub id: StoreId,
    /// What it keeps its sessions on.
    pub kind: StoreKind,
    /// Whether its process runs.
    pub up: bool,
    /// Its sessions; while it is down, those it had acknowledged when it died, without what is told to be lost.
    pub table: SessionTable,
    /// What a start would find: on the disk, or nothing.
    pub durable: SessionTable,
    /// Whether the next sync of its log is in the agenda.
    pub sync_due: bool,
    /// What it works on.
    pub jobs: Vec<StoreJob>,
    /// Since when it is down; `None` while it is up.
    pub down_since: Option<SimTime>,
}

impl Store {
    /// An empty store that runs.
    pub fn new(id: StoreId, kind: StoreKind) -> Store {
        let (table, durable) = (SessionTable::default(), SessionTable::default());
        Store { id, kind, up: true, table, durable, sync_due: false, jobs: Vec::new(), down_since: None }
    }

    /// A question it works on.
    pub fn job_mut(&mut self, request: RequestId) -> Option<&mut StoreJob> {
        self.jobs.iter_mut().find(|job| job.request == request)
    }

    /// Remembers how to take the write of a question back, which is about to be done.
    pub fn remember(&mut self, request: RequestId, write: SessionWrite) {
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

    /// Takes a finished question out.
    pub fn finish(&mut self, request: RequestId) -> Option<StoreJob> {
        let index = self.jobs.iter().position(|job| job.request == request)?;
        Some(self.jobs.remove(index))
    }

    /// The write of this version that waits for the replica to have it.
    pub fn waiting(&mut self, session: SessionId, version: u32) -> Option<&mut StoreJob> {
        self.jobs.iter_mut().find(|job| match job.op {
            StoreOp::Write(write) => {
                let Session { id, version: written, .. } = write.session();
                job.undo.is_some() && (id, written) == (session, version)
            }
            StoreOp::Read(_) => false,
        })
    }

    /// Its sessions without the writes that nobody may rely on yet.
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

    /// Goes down. [`Store::durable`] is from now on what a start would find: nothing of a memory's, all of a disk's, and
    /// of a log's all where only its process died, else what the last sync had reached (R31; the power cut as Redis's
    /// documentation of `appendfsync` says).
    pub fn die(&mut self, now: SimTime, because: StoreDeath) {
        self.up = false;
        self.down_since = Some(now);
        match (self.kind, because) {
            (StoreKind::Memory, _) => self.durable = SessionTable::default(),
            (StoreKind::Log, StoreDeath::PowerCut) => {}
            (StoreKind::Log, StoreDeath::Killed) | (StoreKind::Disk, _) => self.durable = self.table.clone(),
        }
        self.table = self.acknowledged();
    }

    /// Starts again with what it finds; how long it was down.
    pub fn start(&mut self, now: SimTime) -> Option<SimDuration> {
        let since = self.down_since.take()?;
        self.up = true;
        self.table = self.durable.clone();
        Some(now - since)
    }

    /// The log has reached the disk.
    pub fn sync_log(&mut self) {
        self.sync_due = false;
        self.durable = self.table.clone();
    }
}
