//! Random use of the page in Chromium for ten minutes. After the first minute, the growth of DOM nodes, listeners and
//! memory has limits. `SESSIONSCOPE_SOAK_SECONDS` sets another duration; a comparison needs at least three minutes.

use std::env;
use std::ops::Range;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use fastrand::Rng;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use sessionscope::text::Language;
use sessionscope_e2e::reader::Reader;
use sessionscope_e2e::{median, story};

const LANGUAGE: Language = Language::Korean;
const SCRIPT: &str = include_str!("../script/soak.js");
/// Any seed works. A fixed one makes runs comparable.
const SEED: u64 = 20_261_126;
const DEFAULT_SECONDS: u64 = 600;
const MINUTE: u64 = 60;
/// Seconds between two readings.
const INTERVAL: u64 = 10;
/// Actions of one call into the page. Calls are few, since Chromium keeps some memory for each.
const ACTIONS_PER_CALL: u64 = 500;
/// Limit for one call into the page on a busy machine.
const LONGEST: Duration = Duration::from_secs(120);
/// Counters of Chromium that must not grow: nodes, listeners and the heap of JavaScript.
const METRICS: [&str; 3] = ["Nodes", "JSEventListeners", "JSHeapUsedSize"];
/// Names of all counters, each with its limit of growth in percent. Wasm memory never shrinks. It grows with the
/// largest run so far, and a later random run may still be larger.
const COUNTERS: [(&str, f64); 4] = [("nodes", 5.0), ("listeners", 5.0), ("heap", 5.0), ("Wasm", 50.0)];

/// The counters at one moment, in the order of [`COUNTERS`].
struct Reading {
    second: u64,
    counters: [f64; 4],
}

fn main() -> ExitCode {
    let seconds = env::var("SESSIONSCOPE_SOAK_SECONDS")
        .map_or(DEFAULT_SECONDS, |seconds| seconds.parse().expect("SESSIONSCOPE_SOAK_SECONDS is a number of seconds"));
    let mut readings = Vec::new();
    story(LANGUAGE, async |reader| readings.extend(soak(reader, seconds).await));
    if seconds < 3 * MINUTE {
        println!("too short to compare its minutes");
        return ExitCode::SUCCESS;
    }
    if grows(&readings, seconds) { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// Uses the page at random for so many seconds, and reads the counters at regular intervals.
async fn soak(reader: &Reader, seconds: u64) -> Vec<Reading> {
    reader.driver().set_script_timeout(LONGEST).await.expect("timeouts can be set");
    reader.browser().run_first(SCRIPT).await;
    reader.open("strategy=none").await;
    println!("{:>7} {:>7} {:>9} {:>9} {:>9} {:>7}", "second", "nodes", "listeners", "heap KB", "Wasm KB", "actions");
    let mut random = Rng::with_seed(SEED);
    let mut readings = Vec::new();
    let (mut actions, mut due) = (0, 0);
    let start = Instant::now();
    loop {
        let second = start.elapsed().as_secs();
        if second >= due {
            readings.push(read(reader, second, actions).await);
            due = (second / INTERVAL + 1) * INTERVAL;
        }
        if second >= seconds {
            return readings;
        }
        let numbers: Vec<[u32; 2]> = (0..ACTIONS_PER_CALL).map(|_| [random.u32(..), random.u32(..)]).collect();
        let _: Value = call(reader, "use", json!(numbers)).await;
        actions += ACTIONS_PER_CALL;
    }
}

/// Brings the page to a fixed state, reads the counters, and prints them.
async fn read(reader: &Reader, second: u64, actions: u64) -> Reading {
    let _: Value = call(reader, "settle", Value::Null).await;
    let wasm: f64 = call(reader, "wasmBytes", Value::Null).await;
    let metrics = reader.browser().metrics().await;
    let [nodes, listeners, heap] =
        METRICS.map(|name| *metrics.get(name).unwrap_or_else(|| panic!("no {name} in {metrics:?}")));
    let kilobytes = |bytes: f64| format!("{:.0}", bytes / 1e3);
    println!("{second:>7} {nodes:>7} {listeners:>9} {:>9} {:>9} {actions:>7}", kilobytes(heap), kilobytes(wasm));
    let mut console = reader.browser().console().await.unwrap_or_default();
    console.retain(|(level, _)| ["WARNING", "SEVERE"].contains(&level.as_str()));
    assert!(console.is_empty(), "the console is not empty: {console:#?}");
    Reading { second, counters: [nodes, listeners, heap, wasm] }
}

/// Calls a function of the script in the page.
async fn call<T: DeserializeOwned>(reader: &Reader, function: &str, argument: Value) -> T {
    let script = format!(
        "const [argument, done] = arguments;
        soak.{function}(argument).then((value) => done([value ?? null, null]), (error) => done([null, String(error)]));"
    );
    let ran = reader.driver().execute_async(script, vec![argument]).await.expect("the script ends");
    let (value, error): (T, Option<String>) = ran.convert().expect("it returns a value or an error");
    assert_eq!(error, None, "{function}");
    value
}

/// True if a counter is above its limit in the last minute, relative to the second minute. Prints both.
fn grows(readings: &[Reading], seconds: u64) -> bool {
    let mut grows = false;
    for (index, (name, limit)) in COUNTERS.into_iter().enumerate() {
        let minute_2 = median_in(readings, index, MINUTE..2 * MINUTE);
        let last_minute = median_in(readings, index, seconds - MINUTE..u64::MAX);
        let growth = (last_minute / minute_2 - 1.0) * 100.0;
        let verdict = if growth > limit { "grows" } else { "holds" };
        println!("{name:<9} {minute_2:>9} in minute 2, {last_minute:>9} in the last: {growth:+.1} %, {verdict}");
        grows |= growth > limit;
    }
    grows
}

/// The median of a counter over the readings in this range of seconds.
fn median_in(readings: &[Reading], index: usize, seconds: Range<u64>) -> f64 {
    let read = readings.iter().filter(|reading| seconds.contains(&reading.second));
    median(read.map(|reading| reading.counters[index]))
}
