//! Random use of the page in Chromium for ten minutes: after the first, the number of DOM nodes and of listeners and the
//! size of the heap must not grow. `SESSIONSCOPE_SOAK_SECONDS` sets another duration; at least three minutes are compared.

use std::env;
use std::ops::Range;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use fastrand::Rng;
use serde_json::{Value, json};
use sessionscope::text::Language;
use sessionscope_e2e::reader::{PAGE, Reader};
use sessionscope_e2e::{median, story, twin};

const LANGUAGE: Language = Language::Korean;
const SCRIPT: &str = include_str!("../script/soak.js");
/// Any seed serves. A fixed one makes runs comparable.
const SEED: u64 = 20_261_126;
const DEFAULT_SECONDS: u64 = 600;
const MINUTE: u64 = 60;
/// Seconds between two readings.
const INTERVAL: u64 = 10;
/// Acts of one call into the page.
const ACTS_AT_ONCE: u64 = 40;
/// Growth that counts as none, in percent.
const MAX_GROWTH: f64 = 5.0;
/// Limit for one call into the page on a busy machine.
const LONGEST: Duration = Duration::from_secs(120);
/// Names of the counters that must not grow, as Chromium and as the table has them.
const COUNTERS: [(&str, &str); 3] = [("Nodes", "nodes"), ("JSEventListeners", "listeners"), ("JSHeapUsedSize", "heap")];
/// Bytes of the module's memory; null if it can't be reached. The glue is loaded already, and returns the running module.
const WASM_BYTES: &str = "const { src, dataset } = document.querySelector('script[data-js]');
    return import(new URL(dataset.js, src)).then(({ default: init }) => init())
        .then(({ memory }) => memory.buffer.byteLength).catch(() => null);";

/// The counters at one moment, in the order of [`COUNTERS`].
struct Reading {
    second: u64,
    counters: [f64; 3],
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
    reader.open("").await;
    println!("{:>7} {:>7} {:>9} {:>9} {:>9} {:>7}", "second", "nodes", "listeners", "heap KB", "Wasm KB", "acts");
    let mut random = Rng::with_seed(SEED);
    let mut readings = Vec::new();
    let (mut acts, mut due) = (0, 0);
    let start = Instant::now();
    loop {
        let second = start.elapsed().as_secs();
        if second >= due {
            readings.push(read(reader, second, acts).await);
            due = (second / INTERVAL + 1) * INTERVAL;
        }
        if second >= seconds {
            return readings;
        }
        let numbers: Vec<[u32; 2]> = (0..ACTS_AT_ONCE).map(|_| [random.u32(..), random.u32(..)]).collect();
        call(reader, json!(numbers)).await;
        acts += ACTS_AT_ONCE;
    }
}

/// Leads the page to a state that can be compared, reads the counters there, and prints them.
async fn read(reader: &Reader, second: u64, acts: u64) -> Reading {
    call(reader, Value::Null).await;
    let twin = twin::open("", LANGUAGE);
    reader.until_as(&twin).await;
    // The address is debounced, so it comes last.
    reader.until_address(&twin::query(&twin)).await;
    let wasm: Option<f64> = reader.run(WASM_BYTES, vec![]).await;
    let metrics = reader.browser().metrics().await;
    let counters = COUNTERS.map(|(name, _)| *metrics.get(name).unwrap_or_else(|| panic!("no {name} in {metrics:?}")));
    let [nodes, listeners, heap] = counters;
    let kilobytes = |bytes: f64| format!("{:.0}", bytes / 1e3);
    let wasm = wasm.map_or("-".into(), kilobytes);
    println!("{second:>7} {nodes:>7} {listeners:>9} {:>9} {wasm:>9} {acts:>7}", kilobytes(heap));
    let mut console = reader.browser().console().await.unwrap_or_default();
    console.retain(|(level, _)| ["WARNING", "SEVERE"].contains(&level.as_str()));
    assert!(console.is_empty(), "the console is not empty: {console:#?}");
    Reading { second, counters }
}

/// Runs the script in the page: with random numbers it acts, with null it leads to a comparable state.
async fn call(reader: &Reader, numbers: Value) {
    let ran = reader.driver().execute_async([PAGE, SCRIPT].concat(), vec![numbers]).await.expect("the script ends");
    let error: Option<String> = ran.convert().expect("it says if it failed");
    assert_eq!(error, None);
}

/// True if the last minute has more of something than the second. Prints both.
fn grows(readings: &[Reading], seconds: u64) -> bool {
    let mut grows = false;
    for (index, (_, name)) in COUNTERS.into_iter().enumerate() {
        let early = median_in(readings, index, MINUTE..2 * MINUTE);
        let late = median_in(readings, index, seconds - MINUTE..u64::MAX);
        let growth = (late / early - 1.0) * 100.0;
        let verdict = if growth > MAX_GROWTH { "grows" } else { "holds" };
        println!("{name:<9} {early:>9} in minute 2, {late:>9} in the last: {growth:+.1} %, {verdict}");
        grows |= growth > MAX_GROWTH;
    }
    grows
}

/// The median of a counter over the readings in this range of seconds.
fn median_in(readings: &[Reading], index: usize, seconds: Range<u64>) -> f64 {
    let read = readings.iter().filter(|reading| seconds.contains(&reading.second));
    median(read.map(|reading| reading.counters[index]))
}
