//! Configuration of a run: the axes (routing, affinity, place of sessions) and a number for every setting. One table
//! holds the default, range, unit and source of each setting.

use serde::{Serialize, Serializer, ser::SerializeMap};

use super::time::SimDuration;

/// Maximum number of clients. Each has a colour of its own.
pub const MAX_CLIENTS: u8 = 6;
/// Maximum number of servers at a time, limited by the width of the stage. Removed servers do not count.
pub const MAX_SERVERS: u8 = 8;
/// Highest number of a server. The number of a removed server is not used again.
pub const MAX_SERVER_NUMBER: u8 = 99;
/// Maximum number of open requests of one client: Chromium, Firefox and Safari open six HTTP/1.1 connections to a host
/// (RFC 9112 section 9.4 leaves the number to the client).
pub const MAX_OPEN_REQUESTS: u8 = 6;
/// Maximum number of items in a cart.
pub const MAX_CART: u16 = 99;
/// Maximum number of workers of a server.
pub const MAX_WORKERS: u64 = 64;

/// Routing of a request from the client to a server.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Routing {
    /// No balancer: browsers connect to server 1.
    Direct,
    /// Round robin over the servers in rotation (rule R1; HAProxy `balance roundrobin`, nginx's default).
    RoundRobin,
}

/// Stickiness: the means by which the balancer sends a client to the same server again.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Affinity {
    /// No stickiness.
    None,
    /// Stickiness by a cookie of the balancer (HAProxy `cookie SRV insert indirect nocache`; rules R10 and R11).
    Cookie,
    /// Stickiness by source address: its number modulo the number of servers in rotation (HAProxy `balance source`,
    /// map-based; rule R5).
    Source,
}

/// Persistence of a shared store.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StoreKind {
    /// Memory alone (Redis without persistence, Memcached): a dead process loses everything (R31).
    Memory,
    /// Memory with a log that is synced to disk every second (Redis `appendfsync everysec`). It survives the process; a
    /// power failure loses the last second, as Redis documents.
    Log,
    /// Disk (default of PostgreSQL and MariaDB): acknowledged writes survive (R31).
    Disk,
}

/// Save of a session that another request has ended meanwhile, in a shared store.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SaveMode {
    /// The save fails, and the answer is 500 (Spring Session on Redis: `IllegalStateException: Session was
    /// invalidated`).
    Check,
    /// The save changes no row, and the answer does not tell (Spring Session on JDBC: `UPDATE … WHERE`).
    Update,
    /// The save writes the session again (a plain `SET`: express-session, case boj/redistore#2).
    Set,
}

impl SaveMode {
    /// All modes, in the order of the setting's numbers.
    pub const ALL: [SaveMode; 3] = [SaveMode::Check, SaveMode::Update, SaveMode::Set];
    /// Names in links, in the same order.
    const KEYS: [&str; 3] = ["check", "update", "set"];
}

/// Place of the sessions.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Sessions {
    /// Memory of the server that created the session (Tomcat's `StandardManager`).
    Local,
    /// Memory of every member of a cluster (Tomcat's `DeltaManager`, all-to-all; rules R18 to R26).
    Replicated,
    /// Shared store beside the servers (Spring Session with Redis or JDBC; rules R30 to R36).
    Shared(StoreKind),
}

impl Sessions {
    /// Every kind of session storage.
    pub const ALL: [Sessions; 5] = [
        Sessions::Local,
        Sessions::Replicated,
        Sessions::Shared(StoreKind::Memory),
        Sessions::Shared(StoreKind::Log),
        Sessions::Shared(StoreKind::Disk),
    ];
}

/// A number in the configuration of a run.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Setting {
    Clients,
    Servers,
    Hop,
    Service,
    Workers,
    Queue,
    Idle,
    Retries,
    RetryInterval,
    Redispatch,
    ServerTimeout,
    CheckInterval,
    Fall,
    Rise,
    CookieMaxAge,
    CookieSecure,
    CookieSameSite,
    Https,
    CopyDelay,
    CopyApply,
    CopySync,
    StateTransferTimeout,
    StoreRead,
    StoreWrite,
    Save,
    Replica,
    ReplicaLag,
    ReplicaWait,
    StoreDetection,
    StorePromotion,
}

/// Unit of a setting's number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unit {
    /// Number of things.
    Count,
    /// Microseconds.
    Duration,
    /// 0 or 1.
    Switch,
    /// One of these, by its place. The names are those of links.
    Choice(&'static [&'static str]),
}

/// One row of the table of settings.
#[derive(Clone, Copy, Debug)]
pub struct SettingSpec {
    /// Setting of this row.
    pub setting: Setting,
    /// Name in links and in JSON.
    pub key: &'static str,
    /// Unit of the number.
    pub unit: Unit,
    /// Default value.
    pub default: u64,
    /// Smallest valid value.
    pub min: u64,
    /// Largest valid value.
    pub max: u64,
}

/// Seed of a link without one. Its first session ids are easy to tell apart.
pub const DEFAULT_SEED: u64 = 28_629;

const HOUR_US: u64 = 3_600_000_000;
/// Number of settings.
pub const SETTING_COUNT: usize = 30;

const fn spec(setting: Setting, key: &'static str, unit: Unit, default: u64, (min, max): (u64, u64)) -> SettingSpec {
    SettingSpec { setting, key, unit, default, min, max }
}

/// Every setting, in the order of [`Setting`]. The comment behind each is the source of its default.
#[rustfmt::skip]
pub const SETTINGS: [SettingSpec; SETTING_COUNT] = [
    spec(Setting::Clients, "clients", Unit::Count, 3, (1, MAX_CLIENTS as u64)), // three clients show that each sticks to a server of its own
    spec(Setting::Servers, "servers", Unit::Count, 3, (1, MAX_SERVERS as u64)), // the smallest cluster in which two wrong servers follow one right one
    spec(Setting::Hop, "hop", Unit::Duration, 500, (0, HOUR_US)), // half a round trip of 1 ms, servers of one zone
    spec(Setting::Service, "service", Unit::Duration, 2_000, (0, HOUR_US)), // a small page
    spec(Setting::Workers, "workers", Unit::Count, 4, (1, MAX_WORKERS)), // one thread a core; Tomcat's maxThreads is 200
    spec(Setting::Queue, "queue", Unit::Count, 8, (0, 64)), // Tomcat acceptCount, 100 there
    spec(Setting::Idle, "idle", Unit::Duration, HOUR_US / 2, (1, 48 * HOUR_US)), // Tomcat session-timeout, 30 minutes
    spec(Setting::Retries, "retries", Unit::Count, 3, (0, 10)), // HAProxy retries, 3
    spec(Setting::RetryInterval, "retry", Unit::Duration, 1_000_000, (1, HOUR_US)), // HAProxy waits 1 s before a retry on the same server (R12)
    spec(Setting::Redispatch, "redispatch", Unit::Switch, 1, (0, 1)), // HAProxy option redispatch; off there unless set, on in most configurations
    spec(Setting::ServerTimeout, "timeout", Unit::Duration, 30_000_000, (1, HOUR_US)), // HAProxy timeout server, 30 s in its examples
    spec(Setting::CheckInterval, "check", Unit::Duration, 2_000_000, (1_000, HOUR_US)), // HAProxy inter, 2 s
    spec(Setting::Fall, "fall", Unit::Count, 3, (1, 10)), // HAProxy fall, 3
    spec(Setting::Rise, "rise", Unit::Count, 2, (1, 10)), // HAProxy rise, 2
    spec(Setting::CookieMaxAge, "maxage", Unit::Duration, 0, (0, 48 * HOUR_US)), // 0: no Max-Age, as Tomcat's cookie (R37)
    spec(Setting::CookieSecure, "secure", Unit::Switch, 0, (0, 1)), // Tomcat sets Secure where the connector says so
    spec(Setting::CookieSameSite, "samesite", Unit::Count, 0, (0, 2)), // 0 unset as Tomcat's default, 1 Lax, 2 Strict
    spec(Setting::Https, "https", Unit::Switch, 0, (0, 1)), // 0: plain HTTP
    spec(Setting::CopyDelay, "copy", Unit::Duration, 500, (0, HOUR_US)), // with a hop 1 ms: a copy is applied about 1 ms after the answer left (b2_lag)
    spec(Setting::CopyApply, "apply", Unit::Duration, 100, (0, HOUR_US)), // worker time a copy takes its receiver: why clusters slow down as they grow
    spec(Setting::CopySync, "sync", Unit::Switch, 0, (0, 1)), // Tomcat channelSendOptions 8, asynchronous; 1 is 6, synchronous (R20, R21)
    spec(Setting::StateTransferTimeout, "transfer", Unit::Duration, 60_000_000, (1, HOUR_US)), // Tomcat stateTransferTimeout, 60 s (R26)
    spec(Setting::StoreRead, "read", Unit::Duration, 60, (0, HOUR_US)), // Redis GET, median (c_stores)
    spec(Setting::StoreWrite, "write", Unit::Duration, 80, (0, HOUR_US)), // Redis SET, median (c_stores)
    spec(Setting::Save, "save", Unit::Choice(&SaveMode::KEYS), 0, (0, 2)), // Spring Session on Redis checks that the session still exists
    spec(Setting::Replica, "replica", Unit::Switch, 0, (0, 1)), // one store alone, as the article begins
    spec(Setting::ReplicaLag, "lag", Unit::Duration, 5_000, (0, HOUR_US)), // asynchronous replication within a site (R32)
    spec(Setting::ReplicaWait, "waitreplica", Unit::Switch, 0, (0, 1)), // Redis acknowledges before its replica has the write, unless WAIT 1 is sent (R32)
    spec(Setting::StoreDetection, "detect", Unit::Duration, 5_000_000, (0, HOUR_US)), // Sentinel down-after-milliseconds; 30 s there, 5 s measured (R32)
    spec(Setting::StorePromotion, "promotion", Unit::Duration, 1_300_000, (0, HOUR_US)), // vote and promotion, 1.2 to 1.4 s (R32)
];

impl Setting {
    /// Row of the table.
    pub fn spec(self) -> &'static SettingSpec {
        &SETTINGS[self as usize]
    }

    /// Setting of this name in links.
    pub fn from_key(key: &str) -> Option<Setting> {
        SETTINGS.iter().find(|spec| spec.key == key).map(|spec| spec.setting)
    }
}

/// Configuration of a run. Together with the inputs it determines every fact.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Config {
    /// Seed of the generator of session ids.
    pub seed: u64,
    /// Routing from client to server.
    pub routing: Routing,
    /// Stickiness.
    pub affinity: Affinity,
    /// Place of the sessions.
    pub sessions: Sessions,
    settings: [u64; SETTING_COUNT],
}

impl Config {
    /// These axes, with every setting at its default.
    pub fn new(routing: Routing, affinity: Affinity, sessions: Sessions) -> Config {
        Config { seed: DEFAULT_SEED, routing, affinity, sessions, settings: SETTINGS.map(|spec| spec.default) }
    }

    /// This configuration with one setting changed. A value out of range becomes the nearest valid one; callers that
    /// read values from outside compare with [`SettingSpec`] first and report it.
    pub fn with(mut self, setting: Setting, value: u64) -> Config {
        let spec = setting.spec();
        self.settings[setting as usize] = value.clamp(spec.min, spec.max);
        self
    }

    /// Number of a setting.
    pub fn get(&self, setting: Setting) -> u64 {
        self.settings[setting as usize]
    }

    /// Duration of a setting with [`Unit::Duration`].
    pub fn duration(&self, setting: Setting) -> SimDuration {
        debug_assert_eq!(setting.spec().unit, Unit::Duration);
        SimDuration::from_us(self.get(setting))
    }

    /// Time that a store takes to read a session. A cached read of PostgreSQL or MariaDB takes 2.0 or 2.6 times as long
    /// as one of Redis (rule R36).
    pub fn store_read(&self) -> SimDuration {
        let memory = self.get(Setting::StoreRead);
        SimDuration::from_us(match self.sessions {
            Sessions::Shared(StoreKind::Disk) => memory * 23 / 10,
            Sessions::Shared(StoreKind::Memory | StoreKind::Log) | Sessions::Local | Sessions::Replicated => memory,
        })
    }

    /// Time that a store takes to write a session. A write that waits for the disk takes MariaDB 11 and PostgreSQL 21
    /// times as long as Redis's (rule R36).
    pub fn store_write(&self) -> SimDuration {
        let memory = self.get(Setting::StoreWrite);
        SimDuration::from_us(match self.sessions {
            Sessions::Shared(StoreKind::Disk) => memory * 16,
            Sessions::Shared(StoreKind::Memory | StoreKind::Log) | Sessions::Local | Sessions::Replicated => memory,
        })
    }

    /// True if a read of the store renews the idle timeout by itself (Redis `GETEX`). A database needs a write for it
    /// (rules R35 and R36).
    pub fn read_renews(&self) -> bool {
        match self.sessions {
            Sessions::Shared(StoreKind::Memory | StoreKind::Log) | Sessions::Local | Sessions::Replicated => true,
            Sessions::Shared(StoreKind::Disk) => false,
        }
    }

    /// Save of a session that another request has ended meanwhile.
    pub fn save_mode(&self) -> SaveMode {
        SaveMode::ALL[self.get(Setting::Save) as usize]
    }

    /// Time from the death of the primary store to the first answer of its replica: detection and promotion (rule R32).
    pub fn store_takeover(&self) -> SimDuration {
        self.duration(Setting::StoreDetection) + self.duration(Setting::StorePromotion)
    }

    /// True if a setting with [`Unit::Switch`] is on.
    pub fn on(&self, setting: Setting) -> bool {
        debug_assert_eq!(setting.spec().unit, Unit::Switch);
        self.get(setting) == 1
    }
}

impl Serialize for Config {
    /// `{"seed":…,"routing":…,"sessions":…,<key>:<number or name>…}`
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(4 + SETTING_COUNT))?;
        map.serialize_entry("seed", &self.seed)?;
        map.serialize_entry("routing", &self.routing)?;
        map.serialize_entry("affinity", &self.affinity)?;
        map.serialize_entry("sessions", &self.sessions)?;
        for spec in &SETTINGS {
            let number = self.get(spec.setting);
            match spec.unit {
                Unit::Choice(names) => map.serialize_entry(spec.key, names[number as usize])?,
                Unit::Count | Unit::Duration | Unit::Switch => map.serialize_entry(spec.key, &number)?,
            }
        }
        map.end()
    }
}
