//! Values of settings in a link. A count is a number, a switch is 0 or 1, and a choice is a name. A duration has the
//! largest unit that gives a whole number ("500us", "30m").

use crate::model::config::{Affinity, Routing, Sessions, SettingSpec, StoreKind, Unit};

/// Units of a duration and their microseconds, largest first.
const UNITS: [(&str, u64); 5] = [("h", 3_600_000_000), ("m", 60_000_000), ("s", 1_000_000), ("ms", 1_000), ("us", 1)];

/// Reads the value of a setting; `None` if it is unreadable or out of range.
pub(super) fn read(spec: &SettingSpec, text: &str) -> Option<u64> {
    let value = match spec.unit {
        Unit::Count | Unit::Switch => text.parse().ok()?,
        Unit::Duration => read_duration(text)?,
        Unit::Choice(names) => names.iter().position(|name| *name == text)? as u64,
    };
    (spec.min..=spec.max).contains(&value).then_some(value)
}

/// The value of a setting as text.
pub(super) fn write(spec: &SettingSpec, value: u64) -> String {
    match spec.unit {
        Unit::Count | Unit::Switch => value.to_string(),
        Unit::Duration => write_duration(value),
        Unit::Choice(names) => names[value as usize].to_owned(),
    }
}

/// Reads a duration ("500us", "30m", "0"), in microseconds.
pub(super) fn read_duration(text: &str) -> Option<u64> {
    if text == "0" {
        return Some(0);
    }
    let unit = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = text.strip_suffix(unit)?;
    let (_, factor) = UNITS.iter().find(|(name, _)| *name == unit)?;
    number.parse::<u64>().ok()?.checked_mul(*factor)
}

/// A duration in microseconds as text, with the largest unit that gives a whole number.
pub(super) fn write_duration(us: u64) -> String {
    let whole = UNITS.iter().find(|(_, factor)| us > 0 && us.is_multiple_of(*factor));
    whole.map_or_else(|| "0".into(), |(name, factor)| format!("{}{name}", us / factor))
}

/// Name of a routing in links.
pub(super) fn routing_key(routing: Routing) -> &'static str {
    match routing {
        Routing::Direct => "direct",
        Routing::RoundRobin => "roundrobin",
    }
}

/// The routing with this name in links.
pub(super) fn read_routing(text: &str) -> Option<Routing> {
    [Routing::Direct, Routing::RoundRobin].into_iter().find(|routing| routing_key(*routing) == text)
}

/// Name of an affinity in links.
pub(super) fn affinity_key(affinity: Affinity) -> &'static str {
    match affinity {
        Affinity::None => "none",
        Affinity::Cookie => "cookie",
        Affinity::Source => "source",
    }
}

/// The affinity with this name in links.
pub(super) fn read_affinity(text: &str) -> Option<Affinity> {
    [Affinity::None, Affinity::Cookie, Affinity::Source].into_iter().find(|affinity| affinity_key(*affinity) == text)
}

/// Name of a kind of session storage in links. A shared store is named after its medium.
pub(super) fn sessions_key(sessions: Sessions) -> &'static str {
    match sessions {
        Sessions::Local => "local",
        Sessions::Replicated => "replicated",
        Sessions::Shared(StoreKind::Memory) => "memory",
        Sessions::Shared(StoreKind::Log) => "log",
        Sessions::Shared(StoreKind::Disk) => "disk",
    }
}

/// The kind of session storage with this name in links.
pub(super) fn read_sessions(text: &str) -> Option<Sessions> {
    Sessions::ALL.into_iter().find(|sessions| sessions_key(*sessions) == text)
}
