//! English: plurals, ordinals, a capital at the start of a sentence.

use crate::model::ids::{ServerId, StoreId};

use super::number::grouped;
use super::{Grammar, Noun, TimeUnit};

pub(super) struct English;

/// Ordinals in words, up to ten; larger ones are written in digits.
const ORDINALS: [&str; 10] =
    ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

impl Grammar for English {
    fn server(&self, id: ServerId) -> String {
        format!("server\u{a0}{}", id.number())
    }

    fn store(&self, id: StoreId) -> String {
        format!("store\u{a0}{}", id.number())
    }

    fn balancer(&self) -> &'static str {
        "the balancer"
    }

    fn count(&self, n: u64, noun: Noun) -> String {
        let (one, many) = match noun {
            Noun::Browser => ("browser", "browsers"),
            Noun::Server => ("server", "servers"),
            Noun::OtherMember => ("other member", "other members"),
            Noun::Session => ("session", "sessions"),
            Noun::OrphanedSession => ("orphaned session", "orphaned sessions"),
            Noun::Copy => ("copy", "copies"),
            Noun::Request => ("request", "requests"),
            Noun::Answer => ("response", "responses"),
            Noun::Message => ("message", "messages"),
            Noun::Write => ("write", "writes"),
            Noun::Try => ("try", "tries"),
            Noun::Cookie => ("cookie", "cookies"),
            Noun::Item => ("item", "items"),
            Noun::Worker => ("worker", "workers"),
            Noun::Action => ("action", "actions"),
        };
        match n {
            0 => format!("no {many}"),
            1 => format!("1\u{a0}{one}"),
            _ => format!("{}\u{a0}{many}", grouped(n)),
        }
    }

    fn ordinal(&self, n: u64) -> String {
        let word = n.checked_sub(1).and_then(|index| ORDINALS.get(usize::try_from(index).ok()?));
        let suffix = match (n % 10, n % 100) {
            (_, 11..=13) => "th",
            (1, _) => "st",
            (2, _) => "nd",
            (3, _) => "rd",
            _ => "th",
        };
        word.map_or_else(|| format!("{}{suffix}", grouped(n)), |word| (*word).to_owned())
    }

    fn separator(&self, _: usize, last: bool, _: &str) -> String {
        if last { " and " } else { ", " }.to_owned()
    }

    fn capitalised(&self, name: String) -> String {
        let mut letters = name.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    }

    fn unit(&self, unit: TimeUnit) -> &'static str {
        match unit {
            TimeUnit::Microsecond => "\u{a0}µs",
            TimeUnit::Millisecond => "\u{a0}ms",
            TimeUnit::Second => "\u{a0}s",
            TimeUnit::Minute => "\u{a0}min",
            TimeUnit::Hour => "\u{a0}h",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_are_words_up_to_ten() {
        let told = [1, 3, 10, 11, 12, 13, 21, 102, 111, 1_001].map(|n| English.ordinal(n));
        assert_eq!(told, ["first", "third", "tenth", "11th", "12th", "13th", "21st", "102nd", "111th", "1,001st"]);
    }

    #[test]
    fn counts_have_a_plural() {
        let told = [(0, Noun::Session), (1, Noun::Try), (2, Noun::Copy), (1_000, Noun::Item)];
        let told = told.map(|(n, noun)| English.count(n, noun).replace('\u{a0}', " "));
        assert_eq!(told, ["no sessions", "1 try", "2 copies", "1,000 items"]);
    }

    #[test]
    fn a_name_gets_a_capital() {
        assert_eq!([English.capitalised("server 1".into()), English.capitalised(String::new())], ["Server 1", ""]);
    }
}
