//! A sentence as it is shown: text in parts, each with a tone. Knows how sentences are put together; knows no words
//! and no language.

use core::fmt::{self, Write};

use crate::model::ids::{ClientId, SessionId};

/// How a part of a sentence is to look.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tone {
    /// As the rest.
    Plain,
    /// What the sentence is about.
    Strong,
    /// What is lost, or what went wrong.
    Loss,
    /// A person or something of theirs, in their hue.
    Person(ClientId),
}

/// A stretch of text in one tone.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Part {
    /// What it says.
    pub text: String,
    /// How it looks.
    pub tone: Tone,
}

/// One sentence, or two that belong together; read its parts one after the other, with nothing between them.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Sentence {
    /// Its parts, none of them empty.
    pub parts: Vec<Part>,
}

impl Sentence {
    /// A sentence with nothing in it yet; go on with [`Sentence::say`] and its like.
    pub fn new() -> Sentence {
        Sentence::default()
    }

    /// Plain text.
    pub fn say(self, text: impl fmt::Display) -> Sentence {
        self.push(&text, Tone::Plain)
    }

    /// What the sentence is about.
    pub fn strong(self, text: impl fmt::Display) -> Sentence {
        self.push(&text, Tone::Strong)
    }

    /// What is lost, or what went wrong.
    pub fn loss(self, text: impl fmt::Display) -> Sentence {
        self.push(&text, Tone::Loss)
    }

    /// A person's name.
    pub fn person(self, client: ClientId) -> Sentence {
        self.push(&client.name(), Tone::Person(client))
    }

    /// A session's short id, in its owner's hue.
    pub fn session(self, owner: ClientId, session: SessionId) -> Sentence {
        self.push(&session.short(), Tone::Person(owner))
    }

    /// Goes on with another sentence, after a space where there is something to part it from.
    pub fn then(mut self, next: Sentence) -> Sentence {
        if self.parts.is_empty() {
            return next;
        }
        if next.parts.is_empty() {
            return self;
        }
        self = self.say(" ");
        for Part { text, tone } in next.parts {
            self = self.push(&text, tone);
        }
        self
    }

    /// The text alone.
    pub fn plain(&self) -> String {
        self.to_string()
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// Text after text of the same tone goes on in the same part. Kept out of line: every sentence is made of it, many
    /// times over.
    #[inline(never)]
    fn push(mut self, text: &dyn fmt::Display, tone: Tone) -> Sentence {
        if self.parts.last().is_none_or(|last| last.tone != tone) {
            self.parts.push(Part { text: String::new(), tone });
        }
        if let Some(last) = self.parts.last_mut() {
            // Writing into a string cannot fail.
            let _ = write!(last.text, "{text}");
            if last.text.is_empty() {
                self.parts.pop();
            }
        }
        self
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
    fn parts_of_one_tone_join_and_sentences_are_parted_by_a_space() {
        let first = Sentence::new().say("a").say("").say("b").person(ClientId(1));
        let both = first.then(Sentence::new().loss("c"));
        assert_eq!(both.plain(), "abBob c");
        assert_eq!(both.parts.len(), 4);
        assert_eq!(both.parts[1].tone, Tone::Person(ClientId(1)));
    }

    #[test]
    fn going_on_from_or_with_nothing_adds_no_space() {
        let word = Sentence::new().strong("a");
        assert_eq!(Sentence::new().then(word.clone()), word);
        assert_eq!(word.clone().then(Sentence::new()), word);
    }
}
