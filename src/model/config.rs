//! What a run starts from: the axes (who answers, whether a person comes back to them, where the session lives) and a
//! number for every setting. One table holds each setting's default, range, unit and source.

use serde::{Serialize, Serializer, ser::SerializeMap};

use super::time::SimDuration;

/// Clients at most: the people of the page, each with a hue of their own.
pub const MAX_CLIENTS: u8 = 6;
/// Servers at most: what a figure can still show.
pub const MAX_SERVERS: u8 = 8;
/// Requests of one client under way at once. Browsers open at most six HTTP/1.1 connections to a host
/// (RFC 9112 section 9.4 leaves the number to the client; six is what Chromium, Firefox and Safari use).
pub const MAX_OPEN_REQUESTS: u8 = 6;
/// Items a cart holds.
pub const MAX_CART: u16 = 99;
/// Worker threads a server can be upgraded to.
pub const MAX_WORKERS: u64 = 64;

/// Who answers a request: the way from the client to a server.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Routing {
    /// No balancer: the browser talks to server 1 itself.
    Direct,
    /// A balancer takes the usable servers in turn (rule R1; HAProxy `balance roundrobin`, nginx's default).
    RoundRobin,
}

/// Whether the balancer sends a person to the server they had, and how it knows them.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Affinity {
    /// It does not.
    None,
    /// By a cookie of its own (HAProxy `cookie SRV insert indirect nocache`; rules R10 and R11).
    Cookie,
    /// By the source address: its number modulo the usable servers (HAProxy `balance source`, map-based; rule R5).
    Source,
}

/// What a shared store keeps its sessions on.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StoreKind {
    /// Memory alone (Redis without persistence, Memcached): a dead process has lost everything (R31).
    Memory,
    /// Memory with a log that reaches the disk every second (Redis `appendfsync everysec`): survives the process, and
    /// loses the last second with the power, as its documentation says.
    Log,
    /// Disk (PostgreSQL's and MariaDB's defaults): what was acknowledged survives (R31).
    Disk,
}

/// Where a session lives.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Sessions {
    /// In the memory of the server that made it (Tomcat's `StandardManager`).
    Local,
    /// In the memory of every member of a cluster (Tomcat's `DeltaManager`, all-to-all; rules R18 to R26).
    Replicated,
    /// In a store beside the servers (Spring Session with Redis or JDBC; rules R30 to R36).
    Shared(StoreKind),
}

/// A number the run starts with.
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
    Replica,
    ReplicaLag,
    ReplicaWait,
    StoreDetection,
    StorePromotion,
}

/// How a setting's number reads.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unit {
    /// How many.
    Count,
    /// Microseconds.
    Duration,
    /// 0 or 1.
    Switch,
}

/// One row of the table of settings.
#[derive(Clone, Copy, Debug)]
pub struct SettingSpec {
    /// Which one.
    pub setting: Setting,
    /// Its name in links and in JSON.
    pub key: &'static str,
    /// How its number reads.
    pub unit: Unit,
    /// Where it starts.
    pub default: u64,
    /// Smallest value taken.
    pub min: u64,
    /// Largest value taken.
    pub max: u64,
}

/// The seed of a run whose link names none: one whose first session ids are easy to tell apart.
pub const DEFAULT_SEED: u64 = 28_629;

const HOUR_US: u64 = 3_600_000_000;
/// How many settings there are.
pub const SETTING_COUNT: usize = 29;

const fn spec(setting: Setting, key: &'static str, unit: Unit, default: u64, (min, max): (u64, u64)) -> SettingSpec {
    SettingSpec { setting, key, unit, default, min, max }
}

/// Every setting, in the order of [`Setting`]; behind each, where its default comes from.
#[rustfmt::skip]
pub const SETTINGS: [SettingSpec; SETTING_COUNT] = [
    spec(Setting::Clients, "clients", Unit::Count, 3, (1, MAX_CLIENTS as u64)), // three people show that stickiness is a person's
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
    spec(Setting::Https, "https", Unit::Switch, 0, (0, 1)), // 0: the page is plain HTTP, so that its messages can be read
    spec(Setting::CopyDelay, "copy", Unit::Duration, 500, (0, HOUR_US)), // with a hop 1 ms: a copy is applied about 1 ms after the answer left (b2_lag)
    spec(Setting::CopyApply, "apply", Unit::Duration, 100, (0, HOUR_US)), // worker time a copy takes its receiver: why clusters slow down as they grow
    spec(Setting::CopySync, "sync", Unit::Switch, 0, (0, 1)), // Tomcat channelSendOptions 8, asynchronous; 1 is 6, synchronous (R20, R21)
    spec(Setting::StateTransferTimeout, "transfer", Unit::Duration, 60_000_000, (1, HOUR_US)), // Tomcat stateTransferTimeout, 60 s (R26)
    spec(Setting::StoreRead, "read", Unit::Duration, 60, (0, HOUR_US)), // Redis GET, median (c_stores)
    spec(Setting::StoreWrite, "write", Unit::Duration, 80, (0, HOUR_US)), // Redis SET, median (c_stores)
    spec(Setting::Replica, "replica", Unit::Switch, 0, (0, 1)), // one store alone, as the article begins
    spec(Setting::ReplicaLag, "lag", Unit::Duration, 5_000, (0, HOUR_US)), // asynchronous replication within a site (R32)
    spec(Setting::ReplicaWait, "waitreplica", Unit::Switch, 0, (0, 1)), // Redis acknowledges before its replica has the write, unless WAIT 1 is sent (R32)
    spec(Setting::StoreDetection, "detect", Unit::Duration, 5_000_000, (0, HOUR_US)), // Sentinel down-after-milliseconds; 30 s there, 5 s measured (R32)
    spec(Setting::StorePromotion, "promotion", Unit::Duration, 1_300_000, (0, HOUR_US)), // vote and promotion, 1.2 to 1.4 s (R32)
];

impl Setting {
    /// Its row of the table.
    pub fn spec(self) -> &'static SettingSpec {
        &SETTINGS[self as usize]
    }

    /// The setting with this name in links.
    pub fn from_key(key: &str) -> Option<Setting> {
        SETTINGS.iter().find(|spec| spec.key == key).map(|spec| spec.setting)
    }
}

/// Everything a run starts from; with the inputs it determines every fact.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Config {
    /// Seed of the run's randomness: session ids come from it.
    pub seed: u64,
    /// Who answers.
    pub routing: Routing,
    /// Whether a person comes back to the same server.
    pub affinity: Affinity,
    /// Where the session lives.
    pub sessions: Sessions,
    settings: [u64; SETTING_COUNT],
}

impl Config {
    /// The axes with every setting at its default.
    pub fn new(routing: Routing, affinity: Affinity, sessions: Sessions) -> Config {
        Config { seed: DEFAULT_SEED, routing, affinity, sessions, settings: SETTINGS.map(|spec| spec.default) }
    }

    /// The same with one setting changed. A value out of the setting's range becomes the nearest in it: callers
    /// that read values from outside compare with [`SettingSpec`] first, and say so.
    pub fn with(mut self, setting: Setting, value: u64) -> Config {
        let spec = setting.spec();
        self.settings[setting as usize] = value.clamp(spec.min, spec.max);
        self
    }

    /// The number of a setting.
    pub fn get(&self, setting: Setting) -> u64 {
        self.settings[setting as usize]
    }

    /// The length of a setting whose unit is [`Unit::Duration`].
    pub fn duration(&self, setting: Setting) -> SimDuration {
        debug_assert_eq!(setting.spec().unit, Unit::Duration);
        SimDuration::from_us(self.get(setting))
    }

    /// How long a store takes to look a session up. A cached read of PostgreSQL or MariaDB takes 2.0 or 2.6 times as long
    /// as one of Redis (rule R36).
    pub fn store_read(&self) -> SimDuration {
        let memory = self.get(Setting::StoreRead);
        SimDuration::from_us(match self.sessions {
            Sessions::Shared(StoreKind::Disk) => memory * 23 / 10,
            Sessions::Shared(StoreKind::Memory | StoreKind::Log) | Sessions::Local | Sessions::Replicated => memory,
        })
    }

    /// How long a store takes to write a session. A write that waits for the disk takes MariaDB 11 and PostgreSQL 21 times
    /// as long as Redis's (rule R36).
    pub fn store_write(&self) -> SimDuration {
        let memory = self.get(Setting::StoreWrite);
        SimDuration::from_us(match self.sessions {
            Sessions::Shared(StoreKind::Disk) => memory * 16,
            Sessions::Shared(StoreKind::Memory | StoreKind::Log) | Sessions::Local | Sessions::Replicated => memory,
        })
    }

    /// Whether a setting whose unit is [`Unit::Switch`] is on.
    pub fn on(&self, setting: Setting) -> bool {
        debug_assert_eq!(setting.spec().unit, Unit::Switch);
        self.get(setting) == 1
    }
}

impl Serialize for Config {
    /// `{"seed":…,"routing":…,"sessions":…,<key>:<number>…}`
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(4 + SETTING_COUNT))?;
        map.serialize_entry("seed", &self.seed)?;
        map.serialize_entry("routing", &self.routing)?;
        map.serialize_entry("affinity", &self.affinity)?;
        map.serialize_entry("sessions", &self.sessions)?;
        for spec in &SETTINGS {
            map.serialize_entry(spec.key, &self.get(spec.setting))?;
        }
        map.end()
    }
}
