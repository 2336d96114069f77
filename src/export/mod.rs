//! A run as something to take away. Today: a transcript, as sentences or as JSON lines.

pub mod transcript;
