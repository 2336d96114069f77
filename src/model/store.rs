//! A session store beside the servers: Redis, Memcached or an SQL database, and the replica of one. Knows what survives
//! its own death; knows nothing of cookies, servers' workers or the network.
//!
//! Simplified: a store serves any number of questions side by side, and its replica hears at once that a session was used.

use super::config::StoreKind;
use super::fact::StoreDeath;
use super::ids::{RequestId, ServerId, StoreId};
use super::message::StoreOp;
use super::session::{Session, SessionTable};
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
    /// Whether it is done, and not told yet: a replica is to have it first (Redis `WAIT 1`).
    pub unacknowledged: bool,
    /// The session that it changed as it was before.
    pub before: Option<Session>,
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
    /// Its sessions; while it is down, those it had acknowledged when it died.
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

    /// Takes a finished question out.
    pub fn finish(&mut self, request: RequestId) -> Option<StoreJob> {
        let index = self.jobs.iter().position(|job| job.request == request)?;
        Some(self.jobs.remove(index))
    }

    /// Its sessions as it has acknowledged them.
    pub fn acknowledged(&self) -> SessionTable {
        let mut table = self.table.clone();
        for StoreJob { op, unacknowledged, before, .. } in self.jobs.iter().rev() {
            match (op, before) {
                (StoreOp::Write(_), Some(before)) if *unacknowledged => table.insert(*before),
                (StoreOp::Write(write), None) if *unacknowledged => table.remove(write.session().id),
                _ => {}
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
