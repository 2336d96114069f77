//! A run as something to take away, and the markup that exists before Wasm runs. Native only; the files in
//! `prerendered/` are made here.

pub mod transcript;
pub mod still;
pub mod opening;
pub mod pictures;
