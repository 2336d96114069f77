//! What a run starts from: the two axes (who answers, where the session lives) and a number for every setting.
//! One table holds each setting's default, range, unit and source.

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
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Routing {
    /// No balancer: the browser talks to server 1 itself.
    Direct,
    /// A balancer takes the usable servers in turn (rule R1; HAProxy `balance roundrobin`, nginx's default).
    RoundRobin,
}

/// Where a session lives.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Sessions {
    /// In the memory of the server that made it (Tomcat's `StandardManager`).
    Local,
}

/// A number the run starts with.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
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
    /// Where the default comes from.
    pub source: &'static str,
}

const HOUR_US: u64 = 3_600_000_000;
/// How many settings there are.
pub const SETTING_COUNT: usize = 18;

const fn spec(
    setting: Setting,
    key: &'static str,
    unit: Unit,
    default: u64,
    (min, max): (u64, u64),
    source: &'static str,
) -> SettingSpec {
    SettingSpec { setting, key, unit, default, min, max, source }
}

/// Every setting, in the order of [`Setting`].
#[rustfmt::skip]
pub const SETTINGS: [SettingSpec; SETTING_COUNT] = [
    spec(Setting::Clients, "clients", Unit::Count, 3, (1, MAX_CLIENTS as u64), "three people show that stickiness is a person's"),
    spec(Setting::Servers, "servers", Unit::Count, 3, (1, MAX_SERVERS as u64), "the smallest cluster in which two wrong servers follow one right one"),
    spec(Setting::Hop, "hop", Unit::Duration, 500, (0, HOUR_US), "half a round trip of 1 ms, servers of one zone"),
    spec(Setting::Service, "service", Unit::Duration, 2_000, (0, HOUR_US), "a small page"),
    spec(Setting::Workers, "workers", Unit::Count, 4, (1, MAX_WORKERS), "one thread a core; Tomcat's maxThreads is 200"),
    spec(Setting::Queue, "queue", Unit::Count, 8, (0, 64), "Tomcat acceptCount, 100 there"),
    spec(Setting::Idle, "idle", Unit::Duration, HOUR_US / 2, (1, 48 * HOUR_US), "Tomcat session-timeout, 30 minutes"),
    spec(Setting::Retries, "retries", Unit::Count, 3, (0, 10), "HAProxy retries, 3"),
    spec(Setting::RetryInterval, "retry", Unit::Duration, 1_000_000, (1, HOUR_US), "HAProxy waits 1 s before a retry on the same server (R12)"),
    spec(Setting::Redispatch, "redispatch", Unit::Switch, 1, (0, 1), "HAProxy option redispatch; off there unless set, on in most configurations"),
    spec(Setting::ServerTimeout, "timeout", Unit::Duration, 30_000_000, (1, HOUR_US), "HAProxy timeout server, 30 s in its examples"),
    spec(Setting::CheckInterval, "check", Unit::Duration, 2_000_000, (1_000, HOUR_US), "HAProxy inter, 2 s"),
    spec(Setting::Fall, "fall", Unit::Count, 3, (1, 10), "HAProxy fall, 3"),
    spec(Setting::Rise, "rise", Unit::Count, 2, (1, 10), "HAProxy rise, 2"),
    spec(Setting::CookieMaxAge, "maxage", Unit::Duration, 0, (0, 48 * HOUR_US), "0: no Max-Age, as Tomcat's cookie (R37)"),
    spec(Setting::CookieSecure, "secure", Unit::Switch, 0, (0, 1), "Tomcat sets Secure where the connector says so"),
    spec(Setting::CookieSameSite, "samesite", Unit::Count, 0, (0, 2), "0 unset as Tomcat's default, 1 Lax, 2 Strict"),
    spec(Setting::Https, "https", Unit::Switch, 0, (0, 1), "0: the page is plain HTTP, so that its messages can be read"),
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
    /// Where the session lives.
    pub sessions: Sessions,
    settings: [u64; SETTING_COUNT],
}

impl Config {
    /// The two axes with every setting at its default.
    pub fn new(routing: Routing, sessions: Sessions) -> Config {
        Config { seed: 1, routing, sessions, settings: SETTINGS.map(|spec| spec.default) }
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

    /// Whether a setting whose unit is [`Unit::Switch`] is on.
    pub fn on(&self, setting: Setting) -> bool {
        debug_assert_eq!(setting.spec().unit, Unit::Switch);
        self.get(setting) == 1
    }
}

impl Serialize for Config {
    /// `{"seed":…,"routing":…,"sessions":…,<key>:<number>…}`
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3 + SETTING_COUNT))?;
        map.serialize_entry("seed", &self.seed)?;
        map.serialize_entry("routing", &self.routing)?;
        map.serialize_entry("sessions", &self.sessions)?;
        for spec in &SETTINGS {
            map.serialize_entry(spec.key, &self.get(spec.setting))?;
        }
        map.end()
    }
}
