//! Random seeds. Everything random in a run is derived from its seed.

/// A new seed of at most six digits, so that a link stays short; 1 if the browser has no source of randomness.
pub fn fresh_seed() -> u64 {
    getrandom::u32().map_or(1, |random| u64::from(random % 1_000_000))
}
