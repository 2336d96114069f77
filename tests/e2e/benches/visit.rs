//! Timings of a first visit in Chromium over a throttled network, with brotli and without cache. "Painted" is the first
//! contentful paint. "Usable" is the time at which the app has replaced the initial markup. Each is the median of five
//! visits.

use std::collections::HashMap;
use std::io::Write;
use std::sync::{Arc, Mutex};

use serde::Deserialize;
use sessionscope::text::Language;
use sessionscope_e2e::site::{self, FOLDER, Response, Site};
use sessionscope_e2e::{median, story};

/// Name, downstream in Mbit/s, and round trip in milliseconds.
const NETWORKS: [(&str, f64, u32); 2] = [("fast 4G", 9.0, 60), ("fast 3G", 1.6, 150)];
const VISITS: usize = 5;
/// Script that records the time at which the app runs. It runs before the scripts of the page.
const OBSERVE: &str = "new MutationObserver(() => {
        if (document.documentElement?.dataset.app === 'running') globalThis.usable ??= performance.now();
    }).observe(document, { attributes: true, subtree: true });";
/// Script that returns the timings of a visit and its layout shift, or null before the app runs.
const TIMES: &str = "const [paint] = performance.getEntriesByName('first-contentful-paint');
    if (!globalThis.usable || !paint) return null;
    let moved = 0;
    const observer = new PerformanceObserver(() => {});
    observer.observe({ type: 'layout-shift', buffered: true });
    for (const { value } of observer.takeRecords()) moved += value;
    return { painted: paint.startTime, usable: globalThis.usable, moved };";

#[derive(Deserialize)]
struct Visit {
    painted: f64,
    usable: f64,
    moved: f64,
}

fn main() {
    let site = compressed_site();
    story(Language::Korean, async |reader| {
        let browser = reader.browser();
        browser.run_first(OBSERVE).await;
        println!("{:<20} {:>10} {:>10} {:>8}", "network", "painted", "usable", "moved");
        for (name, megabits, round_trip_ms) in NETWORKS {
            browser.throttle(megabits, round_trip_ms).await;
            let mut visits = Vec::new();
            for _ in 0..VISITS {
                reader.driver().goto(site.page("")).await.expect("the page is served");
                visits.push(reader.wait_for::<Visit>(TIMES).await);
            }
            let painted = median(visits.iter().map(|visit| visit.painted));
            let usable = median(visits.iter().map(|visit| visit.usable));
            let moved = median(visits.iter().map(|visit| visit.moved));
            println!("{name:<20} {painted:>7.0} ms {usable:>7.0} ms {moved:>8.3}");
        }
    });
}

/// A site that sends the built page compressed. Each file is compressed once.
fn compressed_site() -> Site {
    let dist = site::dist();
    let sent = Arc::new(Mutex::new(HashMap::<String, Vec<u8>>::new()));
    Site::serve(move |path, _| {
        let name = path.strip_prefix(FOLDER)?;
        let Response { kind, fields, body } = site::file(&dist, name)?;
        let mut sent = sent.lock().expect("nobody panics with the lock");
        let body = sent.entry(name.to_owned()).or_insert_with(|| brotli(&body)).clone();
        Some(Response { kind, fields: format!("{fields}Content-Encoding: br\r\n"), body })
    })
}

fn brotli(body: &[u8]) -> Vec<u8> {
    let mut compressed = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut compressed, 4_096, 11, 22);
    writer.write_all(body).expect("memory can be written");
    drop(writer);
    compressed
}
