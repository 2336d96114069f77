//! A fresh seed. Everything random within a run comes from its seed; only here a new one is picked.

/// A seed of at most six digits, short enough to be read aloud; 1 if the machine has no source of randomness.
pub fn fresh_seed() -> u64 {
    getrandom::u32().map_or(1, |random| u64::from(random % 1_000_000))
}
