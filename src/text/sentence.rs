//! A sentence as it is shown: text in parts, each with a tone. Knows how sentences are put together; knows no words
//! and no language.

use std::fmt;

use super::claim::Claim;
use crate::model::ids::ClientId;

/// Emphasis of a part of a sentence.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tone {
    /// As the rest.
    Plain,
    /// Subject of the sentence.
    Strong,
    /// Loss or failure.
    Loss,
    /// A person or something of theirs, in their hue.
    Person(ClientId),
}

/// A stretch of text in one tone.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Part {
    /// The text, not empty.
    pub text: String,
    /// Emphasis of the whole part.
    pub tone: Tone,
}

/// One sentence, or two that belong together; read its parts one after the other, with nothing between them.
///
/// Two sentences are equal if they read the same.
#[derive(Clone, Debug, Default)]
pub struct Sentence {
    /// Its parts, none of them empty.
    pub parts: Vec<Part>,
    /// Statements about the world. They are not shown, and empty in Wasm, which does not check them.
    pub claims: Vec<Claim>,
}

impl PartialEq for Sentence {
    fn eq(&self, other: &Sentence) -> bool {
        self.parts == other.parts
    }
}

impl Eq for Sentence {}

impl Sentence {
    /// A text without tones.
    pub fn plainly(text: &str) -> Sentence {
        let mut sentence = Sentence::default();
        sentence.push(text, Tone::Plain);
        sentence
    }

    /// Text after text of the same tone goes on in the same part.
    pub(super) fn push(&mut self, text: &str, tone: Tone) {
        match self.parts.last_mut() {
            _ if text.is_empty() => {}
            Some(last) if last.tone == tone => last.text.push_str(text),
            _ => self.parts.push(Part { text: text.to_owned(), tone }),
        }
    }

    /// This text and, after a space, another one.
    pub(super) fn then(mut self, next: Sentence) -> Sentence {
        if !self.is_empty() && !next.is_empty() {
            self.push(" ", Tone::Plain);
        }
        next.parts.iter().for_each(|part| self.push(&part.text, part.tone));
        self.claims.extend(next.claims);
        self
    }

    /// The text alone.
    pub fn plain(&self) -> String {
        self.to_string()
    }

    /// True if there is no text.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }
}

impl fmt::Display for Sentence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.parts.iter().try_for_each(|part| f.write_str(&part.text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_one_tone_join() {
        let mut said = Sentence::plainly("a");
        for (text, tone) in
            [("", Tone::Loss), ("b", Tone::Plain), ("Bob", Tone::Person(ClientId(1))), ("c", Tone::Loss)]
        {
            said.push(text, tone);
        }
        assert_eq!(said.plain(), "abBobc");
        assert_eq!(said.parts.len(), 3);
        assert_eq!(said.parts[1].tone, Tone::Person(ClientId(1)));
        assert!(Sentence::plainly("").is_empty());
    }
}
