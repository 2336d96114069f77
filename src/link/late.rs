//! How links are read and written comes in a file of its own, after the page (feature `split`).

use std::sync::OnceLock;

use super::{Link, LinkProblem, read, write};

/// What is in the file.
pub(super) struct Grammar {
    pub(super) read: fn(&str) -> (Link, Vec<LinkProblem>),
    pub(super) write: fn(&Link) -> String,
}

static ARRIVED: OnceLock<Grammar> = OnceLock::new();

/// Reads and writes links from now on. Only what is in the file may name it.
pub fn learn() {
    // It may come twice, and is the same then.
    let _ = ARRIVED.set(Grammar { read: read::read, write: write::write });
}

pub(super) fn grammar() -> Option<&'static Grammar> {
    ARRIVED.get()
}
