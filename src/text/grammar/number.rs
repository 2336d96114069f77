//! Numbers as text: durations, times, bytes, counts. Integer arithmetic only; nothing is rounded where the exact value
//! can still be read.

use crate::model::time::{SimDuration, SimTime};

use super::super::Language;
use super::super::say::text;
use super::TimeUnit;

const MS: u64 = 1_000;
const SECOND: u64 = 1_000_000;
const MINUTE: u64 = 60 * SECOND;
const HOUR: u64 = 60 * MINUTE;

/// A length of time: "60 µs", "0.5 ms", "1.4 s", "30 min"; "1.4초", "30분". Exact up to three decimals; from a minute on
/// in two units at most ("1 min 30 s"), what is less is left out.
pub fn duration(language: Language, duration: SimDuration) -> String {
    let us = duration.as_us();
    match us {
        0 => unit(language, "0", TimeUnit::Millisecond),
        1..100 => unit(language, &us.to_string(), TimeUnit::Microsecond),
        100..SECOND => unit(language, &decimal(us, MS), TimeUnit::Millisecond),
        SECOND..MINUTE => unit(language, &decimal(us, SECOND), TimeUnit::Second),
        MINUTE..HOUR => two(language, (us / MINUTE, TimeUnit::Minute), (us % MINUTE / SECOND, TimeUnit::Second)),
        HOUR.. => two(language, (us / HOUR, TimeUnit::Hour), (us % HOUR / MINUTE, TimeUnit::Minute)),
    }
}

/// "1.4초 뒤", "1.4 s later": a stretch of time that the timeline folds.
pub fn later(language: Language, gap: SimDuration) -> String {
    text!(language, ko: "{gap}\u{a0}뒤", en: "{gap}\u{a0}later", gap)
}

/// The clock beside the timeline and in the log: "48.2 ms", "3.512초", "3.512 s", "30:00.512".
pub fn clock(language: Language, time: SimTime) -> String {
    let us = time.as_us();
    let (hours, minutes, seconds) = (us / HOUR, us % HOUR / MINUTE, us % MINUTE / SECOND);
    let milliseconds = us % SECOND / MS;
    match us {
        0..SECOND => unit(language, &format!("{milliseconds}.{}", us % MS / 100), TimeUnit::Millisecond),
        SECOND..MINUTE => unit(language, &format!("{seconds}.{milliseconds:03}"), TimeUnit::Second),
        MINUTE..HOUR => format!("{minutes}:{seconds:02}.{milliseconds:03}"),
        HOUR.. => format!("{hours}:{minutes:02}:{seconds:02}.{milliseconds:03}"),
    }
}

/// Memory: "412 B", "1.2 KB" (1,024 bytes), rounded to the nearest tenth.
pub fn bytes(bytes: u64) -> String {
    const UNITS: [&str; 4] = ["KB", "MB", "GB", "TB"];
    if bytes < 1024 {
        return format!("{bytes} B");
    }
    let mut tenths = bytes.saturating_mul(10);
    for (index, unit) in UNITS.iter().enumerate() {
        tenths = tenths.saturating_add(512) / 1024;
        if tenths < 10_240 || index + 1 == UNITS.len() {
            return format!("{}.{} {unit}", tenths / 10, tenths % 10);
        }
    }
    unreachable!("the last unit takes everything")
}

/// "1,000,000".
pub fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut text = String::with_capacity(digits.len() * 4 / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn unit(language: Language, number: &str, unit: TimeUnit) -> String {
    format!("{number}{}", language.grammar().unit(unit))
}

fn two(language: Language, (large, large_unit): (u64, TimeUnit), (small, small_unit): (u64, TimeUnit)) -> String {
    let first = unit(language, &large.to_string(), large_unit);
    match small {
        0 => first,
        _ => format!("{first}\u{a0}{}", unit(language, &small.to_string(), small_unit)),
    }
}

/// `us` in units of `scale` (a power of ten), without trailing zeros, to at most three decimals.
fn decimal(us: u64, scale: u64) -> String {
    let (whole, thousandths) = (us / scale, us % scale / (scale / 1_000));
    let text = format!("{whole}.{thousandths:03}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_exactly_in_both_languages() {
        let table = [
            (0, "0 ms", "0 ms"),
            (60, "60 µs", "60 µs"),
            (100, "0.1 ms", "0.1 ms"),
            (500, "0.5 ms", "0.5 ms"),
            (2_000, "2 ms", "2 ms"),
            (48_212, "48.212 ms", "48.212 ms"),
            (100_000, "100 ms", "100 ms"),
            (1_000_000, "1초", "1 s"),
            (1_400_000, "1.4초", "1.4 s"),
            (2_003_500, "2.003초", "2.003 s"),
            (7_000_000, "7초", "7 s"),
            (20_000_000, "20초", "20 s"),
            (90_000_000, "1분 30초", "1 min 30 s"),
            (1_800_000_000, "30분", "30 min"),
            (3_600_000_000, "1시간", "1 h"),
            (5_400_000_000, "1시간 30분", "1 h 30 min"),
        ];
        for (us, korean, english) in table {
            let [ko, en] = Language::ALL.map(|language| duration(language, SimDuration::from_us(us)));
            assert_eq!(ko.replace('\u{a0}', " "), korean);
            assert_eq!(en.replace('\u{a0}', " "), english);
        }
    }

    #[test]
    fn the_clock_keeps_its_decimals_in_each_language() {
        let table = [
            (0, "0.0 ms", "0.0 ms"),
            (48_200, "48.2 ms", "48.2 ms"),
            (999_999, "999.9 ms", "999.9 ms"),
            (3_512_000, "3.512초", "3.512 s"),
            (1_800_512_000, "30:00.512", "30:00.512"),
            (3_661_001_000, "1:01:01.001", "1:01:01.001"),
        ];
        for (us, korean, english) in table {
            let told = Language::ALL.map(|language| clock(language, SimTime::from_us(us)).replace('\u{a0}', " "));
            assert_eq!(told, [korean, english]);
        }
    }

    #[test]
    fn memory_and_counts() {
        let sizes = [
            (0, "0 B"),
            (412, "412 B"),
            (1_023, "1023 B"),
            (1_024, "1.0 KB"),
            (1_229, "1.2 KB"),
            (1_048_576, "1.0 MB"),
        ];
        for (n, text) in sizes {
            assert_eq!(bytes(n), text);
        }
        assert!(bytes(u64::MAX).ends_with(" TB"));
        assert_eq!([grouped(0), grouped(999), grouped(1_000), grouped(1_234_567)], ["0", "999", "1,000", "1,234,567"]);
    }

    #[test]
    fn folded_gaps_say_how_long() {
        let gap = SimDuration::from_ms(1_400);
        assert_eq!(later(Language::Korean, gap), "1.4초\u{a0}뒤");
        assert_eq!(later(Language::English, gap), "1.4\u{a0}s\u{a0}later");
    }
}
