//! A session store beside the servers: Redis, Memcached or an SQL database, and the replica of one. Knows what survives
//! its own death; knows nothing of cookies, servers' workers or the network.
//!
//! Simplified: a store serves any number of questions side by side, and its replica hears at once that a session was used.

use super::config::StoreKind;
use super::fact::StoreDeath;
use super::ids::{RequestId, ServerId, SessionId, StoreId};
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
}

/// A write that a store has made and not acknowledged yet: its replica is to have it first (Redis `WAIT 1`).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Unacknowledged {
    /// Who waits for it.
    pub job: StoreJob,
    /// Which session it changed.
    pub session: SessionId,
    /// That session before it, where there was one.
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
    /// What it has written and not acknowledged, the oldest first.
    pub unacknowledged: Vec<Unacknowledged>,
    /// Since when it is down; `None` while it is up.
    pub down_since: Option<SimTime>,
}

impl Store {
    /// An empty store that runs.
    pub fn new(id: StoreId, kind: StoreKind) -> Store {
        let (table, durable) = (SessionTable::default(), SessionTable::default());
        let (jobs, unacknowledged) = (Vec::new(), Vec::new());
        Store { id, kind, up: true, table, durable, sync_due: false, jobs, unacknowledged, down_since: None }
    }

    /// Takes a finished question out.
    pub fn finish(&mut self, request: RequestId) -> Option<StoreJob> {
        let index = self.jobs.iter().position(|job| job.request == request)?;
        Some(self.jobs.remove(index))
    }

    /// Takes a write out that it acknowledges now.
    pub fn acknowledge(&mut self, request: RequestId) -> Option<StoreJob> {
        let index = self.unacknowledged.iter().position(|write| write.job.request == request)?;
        Some(self.unacknowledged.remove(index).job)
    }

    /// Its sessions as it has acknowledged them.
    pub fn acknowledged(&self) -> SessionTable {
        let mut table = self.table.clone();
        for Unacknowledged { session, before, .. } in self.unacknowledged.iter().rev() {
            match before {
                Some(before) => table.insert(*before),
                None => table.remove(*session),
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
