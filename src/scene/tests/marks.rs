//! Marks follow the facts.
