//! Runs one check for many numbers, on every core.

use std::env;
use std::num::NonZero;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

/// The number in a variable of the environment, else `default`.
pub fn number(variable: &str, default: u64) -> u64 {
    env::var(variable).map_or(default, |number| number.parse().expect("the variable holds a number"))
}

/// Calls `check` with each number below `end`. Panics if a call panics.
pub fn for_each_below(end: u64, check: impl Fn(u64) + Sync) {
    let next = AtomicU64::new(0);
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, NonZero::get) {
            scope.spawn(|| {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= end {
                        return;
                    }
                    check(number);
                }
            });
        }
    });
}
