//! A seed nobody has had before. Within a run everything comes from its seed; only here is a new one picked.

/// A seed short enough to be read aloud; the one of the prepared scripts where the machine has no randomness.
pub fn fresh_seed() -> u64 {
    getrandom::u32().map_or(1, |random| u64::from(random % 1_000_000))
}
