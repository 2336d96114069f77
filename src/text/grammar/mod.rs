//! Rules of each language: names, counts, orders, lists and units. A new language is one more implementation of
//! [`Grammar`]. Knows no sentences.

mod english;
mod korean;
pub mod number;
mod particle;

use crate::model::ids::{ServerId, StoreId};

use super::Language;
use super::value::Noun;

pub use particle::Particle;
pub(in crate::text) use particle::particles;

/// Rules that a template can't hold.
pub(in crate::text) trait Grammar {
    /// A server's name, lower case where the language has cases, never broken over two lines.
    fn server(&self, id: ServerId) -> String;

    /// A store's name, the same whatever its role.
    fn store(&self, id: StoreId) -> String;

    /// The balancer in a sentence, with its article.
    fn balancer(&self) -> &'static str;

    /// A number and what it counts.
    fn count(&self, n: u64, noun: Noun) -> String;

    /// A place in an order, counted from 1.
    fn ordinal(&self, n: u64) -> String;

    /// Text between two items of a list of `length` items. `before` is the text so far, `last` is true before the last
    /// item.
    fn separator(&self, length: usize, last: bool, before: &str) -> String;

    /// A name at the start of a sentence.
    fn capitalised(&self, name: String) -> String;

    /// A unit of time with the space before it.
    fn unit(&self, unit: TimeUnit) -> &'static str;
}

/// Units of time, each with its own name in each language.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::text) enum TimeUnit {
    Microsecond,
    Millisecond,
    Second,
    Minute,
    Hour,
}

impl Language {
    pub(in crate::text) fn grammar(self) -> &'static dyn Grammar {
        match self {
            Language::Korean => &korean::Korean,
            Language::English | Language::Doubled | Language::Marked => &english::English,
        }
    }
}
