//! How the settings' values are written in a link: counts as digits, switches as 0 or 1, durations as digits with the
//! largest unit that keeps them whole ("500us", "30m").

use crate::model::config::{Affinity, Routing, Sessions, SettingSpec, StoreKind, Unit};

/// Units of a duration, largest first, in microseconds.
const UNITS: [(&str, u64); 5] = [("h", 3_600_000_000), ("m", 60_000_000), ("s", 1_000_000), ("ms", 1_000), ("us", 1)];

/// A setting's value from its text; `None` where it can't be read or lies out of range.
pub(super) fn read(spec: &SettingSpec, text: &str) -> Option<u64> {
    let value = match spec.unit {
        Unit::Count | Unit::Switch => text.parse().ok()?,
        Unit::Duration => read_duration(text)?,
    };
    (spec.min..=spec.max).contains(&value).then_some(value)
}

/// A setting's value as text.
pub(super) fn write(spec: &SettingSpec, value: u64) -> String {
    match spec.unit {
        Unit::Count | Unit::Switch => value.to_string(),
        Unit::Duration => write_duration(value),
    }
}

/// Microseconds from "500us", "30m"; "0" needs no unit.
pub(super) fn read_duration(text: &str) -> Option<u64> {
    if text == "0" {
        return Some(0);
    }
    let unit = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = text.strip_suffix(unit)?;
    let (_, factor) = UNITS.iter().find(|(name, _)| *name == unit)?;
    number.parse::<u64>().ok()?.checked_mul(*factor)
}

/// Microseconds with the largest unit that keeps them whole.
pub(super) fn write_duration(us: u64) -> String {
    let whole = UNITS.iter().find(|(_, factor)| us > 0 && us.is_multiple_of(*factor));
    whole.map_or_else(|| "0".into(), |(name, factor)| format!("{}{name}", us / factor))
}

/// A routing's name in links.
pub(super) fn routing_key(routing: Routing) -> &'static str {
    match routing {
        Routing::Direct => "direct",
        Routing::RoundRobin => "roundrobin",
    }
}

/// The routing of this name.
pub(super) fn read_routing(text: &str) -> Option<Routing> {
    [Routing::Direct, Routing::RoundRobin].into_iter().find(|routing| routing_key(*routing) == text)
}

/// An affinity's name in links.
pub(super) fn affinity_key(affinity: Affinity) -> &'static str {
    match affinity {
        Affinity::None => "none",
        Affinity::Cookie => "cookie",
        Affinity::Source => "source",
    }
}

/// The affinity of this name.
pub(super) fn read_affinity(text: &str) -> Option<Affinity> {
    [Affinity::None, Affinity::Cookie, Affinity::Source].into_iter().find(|affinity| affinity_key(*affinity) == text)
}

/// Every place for sessions.
const SESSIONS: [Sessions; 5] = [
    Sessions::Local,
    Sessions::Replicated,
    Sessions::Shared(StoreKind::Memory),
    Sessions::Shared(StoreKind::Log),
    Sessions::Shared(StoreKind::Disk),
];

/// The name of a place for sessions in links; a shared store goes by what it keeps them on.
pub(super) fn sessions_key(sessions: Sessions) -> &'static str {
    match sessions {
        Sessions::Local => "local",
        Sessions::Replicated => "replicated",
        Sessions::Shared(StoreKind::Memory) => "memory",
        Sessions::Shared(StoreKind::Log) => "log",
        Sessions::Shared(StoreKind::Disk) => "disk",
    }
}

/// The place for sessions of this name.
pub(super) fn read_sessions(text: &str) -> Option<Sessions> {
    SESSIONS.into_iter().find(|sessions| sessions_key(*sessions) == text)
}
